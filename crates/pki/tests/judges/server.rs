//! Servers that are started for a test, and ended with it.

use crate::made::Made;
use crate::program::{OPENSSL, Program};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a server may take to answer on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server of 127.0.0.1, killed when this goes, also by a test that fails.
pub(crate) struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the command that is made for a free port, stays in the foreground and is a single process, and waits until it
    /// answers. Another program may take the port in between: then the server ends, and gets another one.
    pub(crate) fn start(program: &Program, command: impl Fn(u16) -> Command) -> Self {
        (0..5)
            .find_map(|_| {
                let port = free_port();
                Self::start_on(program, command(port), port)
            })
            .unwrap_or_else(|| panic!("{:?} has ended at once, five times", command(0)))
    }

    fn start_on(program: &Program, mut command: Command, port: u16) -> Option<Self> {
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| program.missing(&error));
        let mut server = Self { child, port };
        let began = Instant::now();
        loop {
            if server.child.try_wait().unwrap().is_some() {
                return None;
            }
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Some(server);
            }
            assert!(began.elapsed() < PATIENCE, "{command:?} does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Does a handshake by the command of the step that tests the connection; `root.pem` is all that is trusted.
    pub(crate) fn answers(&self, made: &Made, test: &str) {
        let address = format!("127.0.0.1:{}", self.port);
        let host = test.split_once("-servername ").unwrap().1.split(' ').next().unwrap();
        let test = test.replace(&format!("{host}:443"), &address);
        assert!(test.contains(&address), "{test}");
        let said = made.shell(&test);
        assert!(said.contains("Verify return code: 0 (ok)"), "{said}");
        assert!(said.contains("Verification: OK"), "{said}");

        // The very leaf, and no root along with it; and not for another host.
        let arguments = [
            "s_client",
            "-connect",
            &address,
            "-CAfile",
            "root.pem",
            "-verify_return_error",
        ];
        let connect = |more: &[&str]| {
            let mut command = OPENSSL.command(made.folder());
            command.args(arguments).args(more).stdin(Stdio::null());
            OPENSSL.output(command)
        };
        let shown = connect(&["-showcerts", "-servername", host, "-verify_hostname", host]);
        assert!(shown.status.success());
        let shown = certdesk_pki::read_certificates(&String::from_utf8_lossy(&shown.stdout)).certificates;
        let path = made.chain.path();
        // OpenSSL prints the leaf once more at the end.
        assert_eq!(shown[..path.len() - 1], path[..path.len() - 1]);
        assert!(!shown.contains(&path[path.len() - 1]));
        assert!(!connect(&["-verify_hostname", "other.example"]).status.success());
    }
}

/// A port that is free now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

#[test]
fn a_server_is_ended_with_its_test() {
    let made = Made::new(crate::made::LeafKey::P256, &["example.com", "example.com"]);
    made.write(
        "all.pem",
        certdesk_pki::files::full_chain_pem(&made.chain, certdesk_pki::files::WithRoot::No),
    );
    made.write("key.pem", &made.key_pem);
    let port = std::sync::atomic::AtomicU16::new(0);
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let server = Server::start(&OPENSSL, |port| {
            let mut command = OPENSSL.command(made.folder());
            let accept = format!("127.0.0.1:{port}");
            command.args(["s_server", "-quiet", "-accept", &accept]);
            command.args(["-cert", "all.pem", "-key", "key.pem"]);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            command
        });
        port.store(server.port, std::sync::atomic::Ordering::SeqCst);
        std::panic::resume_unwind(Box::new("a test that fails"));
    }));
    assert!(outcome.is_err());
    let port = port.into_inner();
    assert_ne!(port, 0);
    let refused = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}
