//! `cargo xtask demo`: the page, a proxy and a sandbox of DigiCert's API, each on a port of this machine.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use crate::args::Demo;
use crate::failure::Failure;
use crate::project::Project;
use crate::{interrupt, page, run, say};

/// How long the sandbox may take to make its keys and open its ports.
const START: Duration = Duration::from_secs(60);

/// The ports of the demo, all free a moment ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ports {
    page: u16,
    proxy: u16,
    api: u16,
}

/// Builds and serves, until Ctrl-C.
pub(crate) fn run(project: &Project, options: &Demo) -> Result<(), Failure> {
    // First of all, so that nobody waits for a build to learn that a port is taken.
    let ports = Ports::free(options)?;
    let folder = project.path(page::DIST);
    if options.build {
        page::build(project, &folder)?;
    } else if !page::is_built(&folder) {
        return Err(Failure::because(
            "There is no built page yet. Call `cargo xtask demo` without --no-build.",
        ));
    }
    say::step("Building the sandbox (about a minute the first time)");
    if !run::succeeds(&mut project.cargo(&["build", "--package", "certdesk-sandbox"]))? {
        return Err(Failure::because(
            "The sandbox could not be built: the compiler says why above.",
        ));
    }
    let mut sandbox = project.cargo(&["run", "--quiet", "--package", "certdesk-sandbox", "--", "--page"]);
    sandbox.arg(&folder);
    for (flag, port) in [
        ("--page-port", ports.page),
        ("--proxy-port", ports.proxy),
        ("--api-port", ports.api),
    ] {
        sandbox.arg(flag).arg(port.to_string());
    }
    let mut sandbox = run::start(&mut sandbox)?;
    let served = until_served(&mut sandbox, ports.page);
    if served.is_err() {
        run::stop(&mut sandbox);
    } else {
        say::line(&format!(
            "\nThe page is at http://127.0.0.1:{}/ until you press Ctrl-C.",
            ports.page
        ));
    }
    match served.and_then(|()| run::wait(&mut sandbox)) {
        Err(Failure::Interrupted) => {
            say::line("The demo has ended.");
            Ok(())
        }
        Err(failure) => Err(failure),
        Ok(status) => Err(Failure::because(format!(
            "The sandbox has ended by itself ({status}); what it said stands above."
        ))),
    }
}

/// Waits until the page's port answers.
fn until_served(sandbox: &mut Child, port: u16) -> Result<(), Failure> {
    let begun = Instant::now();
    while begun.elapsed() < START {
        if interrupt::requested() {
            return Err(Failure::Interrupted);
        }
        if let Some(status) = run::look(sandbox)? {
            return Err(Failure::because(format!(
                "The sandbox did not start ({status}); what it said stands above."
            )));
        }
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(100));
    }
    Err(Failure::because(format!(
        "The sandbox runs, but after {} seconds port {port} does not answer.",
        START.as_secs()
    )))
}

impl Ports {
    /// Looks whether the ports can be had; a port of 0 becomes a free one.
    fn free(options: &Demo) -> Result<Self, Failure> {
        // All are held until the last is found, so that no two are the same.
        let page = hold("--page-port", options.page_port)?;
        let proxy = hold("--proxy-port", options.proxy_port)?;
        let api = hold("--api-port", options.api_port)?;
        Ok(Self {
            page: number(&page)?,
            proxy: number(&proxy)?,
            api: number(&api)?,
        })
    }
}

fn hold(flag: &str, port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        Failure::because(match error.kind() {
            ErrorKind::AddrInUse => {
                format!("Port {port} is taken. End the program that uses it, or choose another one: `cargo xtask demo {flag} N`.")
            }
            _ => format!("Port {port} cannot be used ({error}). Choose another one: `cargo xtask demo {flag} N`."),
        })
    })
}

fn number(listener: &TcpListener) -> Result<u16, Failure> {
    let address = listener.local_addr();
    address
        .map(|address| address.port())
        .map_err(|error| Failure::because(format!("A free port was not found: {error}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_the_flag_that_changes_it() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = number(&taken).expect("its number");
        let options = Demo {
            page_port: 0,
            proxy_port: port,
            api_port: 0,
            build: true,
        };
        let said = Ports::free(&options).expect_err("the port is taken").to_string();
        assert!(
            said.contains(&format!("Port {port} is taken")) && said.contains("--proxy-port N"),
            "{said}"
        );
    }

    #[test]
    fn free_ports_differ() {
        let options = Demo {
            page_port: 0,
            proxy_port: 0,
            api_port: 0,
            build: true,
        };
        let ports = Ports::free(&options).expect("free ports");
        assert!(
            ports.page != ports.proxy && ports.proxy != ports.api && ports.page != ports.api,
            "{ports:?}"
        );
        assert!(![ports.page, ports.proxy, ports.api].contains(&0));
    }

    #[test]
    fn one_port_cannot_serve_two() {
        let free = number(&TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port")).expect("its number");
        let options = Demo {
            page_port: free,
            proxy_port: 0,
            api_port: free,
            build: true,
        };
        assert!(
            Ports::free(&options)
                .expect_err("both want it")
                .to_string()
                .contains("--api-port")
        );
    }
}
