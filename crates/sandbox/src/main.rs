//! `certdesk-sandbox`: the sandbox as a program, for the demo and for clients of any kind.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use certdesk_sandbox::{Account, ApprovalMode, Options, Sandbox, demo_orders, page_config};

const HELP: &str = "\
A stand-in for DigiCert's CertCentral Services API v2 on 127.0.0.1.

certdesk-sandbox [OPTIONS]
    --api-port N        port of the API (8482; 0 takes a free one)
    --proxy-port N      port of the proxy, which adds the key and speaks CORS (8481)
    --page-port N       port of the page (8480)
    --page DIR          serve this folder as the page
    --origin ORIGIN     let pages of this origin use the proxy; may be given several times
    --account FILE      play the account in this JSON file; what it leaves out is taken from the demo account,
                        whose orders of former times are played without a file only
    --approval MODE     one_step, two_step, auto_approve or skip_approval, in place of what the account says
    --print-account     print the account as JSON and end
    --help              print this and end

The demo account's key is SANDBOX-DEMO-KEY-WHICH-OPENS-NOTHING-ELSE. A first call:
    curl -H 'X-DC-DEVKEY: SANDBOX-DEMO-KEY-WHICH-OPENS-NOTHING-ELSE' http://127.0.0.1:8482/services/v2/user/me
";

/// Options that have a value.
const WITH_VALUE: &[&str] = &[
    "api-port",
    "proxy-port",
    "page-port",
    "page",
    "origin",
    "account",
    "approval",
];

/// What the command line asks for.
struct Arguments {
    account: Account,
    options: Options,
    print_account: bool,
}

fn main() -> ExitCode {
    let arguments = match parse(std::env::args_os().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => return say(HELP),
        Err(why) => return fail(&format!("{why}\nTry --help.")),
    };
    if arguments.print_account {
        return match serde_json::to_string_pretty(&arguments.account) {
            Ok(account) => say(&format!("{account}\n")),
            Err(error) => fail(&error.to_string()),
        };
    }
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(run(arguments)),
        Err(error) => fail(&format!("The runtime cannot start: {error}.")),
    }
}

async fn run(arguments: Arguments) -> ExitCode {
    let account = arguments.account.clone();
    let sandbox = match Sandbox::start(arguments.account, arguments.options).await {
        Ok(sandbox) => sandbox,
        Err(error) => return fail(&error.to_string()),
    };
    sandbox.set_config(page_config(&account, &sandbox.proxy_url()));
    let mut addresses = format!("api {}\nproxy {}\n", sandbox.api_url(), sandbox.proxy_url());
    if let Some(page) = sandbox.page_url() {
        addresses.push_str(&format!("page {page}\n"));
    }
    // Heard before anyone is told that there is something to end.
    let end = match told_to_end() {
        Ok(end) => end,
        Err(error) => return fail(&format!("Signals cannot be heard: {error}.")),
    };
    say(&addresses);
    end.await;
    sandbox.stop().await;
    ExitCode::SUCCESS
}

/// Listens from now on for Ctrl-C and SIGTERM.
#[cfg(unix)]
fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Listens from now on for Ctrl-C.
#[cfg(windows)]
fn told_to_end() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

/// Prints, and ends well even where nobody reads.
fn say(text: &str) -> ExitCode {
    let mut out = std::io::stdout().lock();
    // A closed pipe is the reader's choice.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    ExitCode::SUCCESS
}

/// Says why it ends, with exit code 2.
fn fail(why: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "{why}");
    ExitCode::from(2)
}

/// Reads the command line; none asks for help.
fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Option<Arguments>, String> {
    use lexopt::prelude::{Long, Short, ValueExt};

    let mut parser = lexopt::Parser::from_args(arguments);
    let mut account = Account {
        orders: demo_orders(time::OffsetDateTime::now_utc().date()),
        ..Account::default()
    };
    let mut approval = None;
    let mut print_account = false;
    let mut options = Options {
        api_port: 8482,
        proxy_port: 8481,
        page_port: 8480,
        ..Options::default()
    };
    let told = |error: lexopt::Error| error.to_string();
    while let Some(argument) = parser.next().map_err(told)? {
        let name = match argument {
            Short('h') => return Ok(None),
            Long(name) => name.to_owned(),
            other => return Err(other.unexpected().to_string()),
        };
        match name.as_str() {
            "help" => return Ok(None),
            "print-account" => {
                print_account = true;
                continue;
            }
            name if !WITH_VALUE.contains(&name) => return Err(format!("There is no option --{name}.")),
            _ => {}
        }
        let value = parser.value().map_err(told)?;
        let port = || {
            value
                .parse()
                .map_err(|error| format!("A port is a number from 0 to 65535: {error}."))
        };
        match name.as_str() {
            "api-port" => options.api_port = port()?,
            "proxy-port" => options.proxy_port = port()?,
            "page-port" => options.page_port = port()?,
            "page" => options.page = Some(PathBuf::from(value)),
            "origin" => options.origins.push(read_origin(&value)?),
            "account" => account = read_account(&PathBuf::from(value))?,
            _ => approval = Some(read_approval(&value)?),
        }
    }
    if let Some(approval) = approval {
        account.approval = approval;
    }
    Ok(Some(Arguments {
        account,
        options,
        print_account,
    }))
}

fn read_account(file: &std::path::Path) -> Result<Account, String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{} is not an account: {error}.", file.display()))
}

/// Reads an origin; one that is written otherwise than browsers do would never be met.
fn read_origin(text: &OsString) -> Result<String, String> {
    let origin = text.to_str().filter(|origin| {
        let host = origin
            .strip_prefix("https://")
            .or_else(|| origin.strip_prefix("http://"));
        host.is_some_and(|host| {
            !host.is_empty()
                && host
                    .bytes()
                    .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b':' | b'[' | b']'))
        })
    });
    origin.map(str::to_owned).ok_or_else(|| {
        "An origin is a scheme, a host in small letters and perhaps a port, as https://desk.example.com:8443.".into()
    })
}

fn read_approval(word: &OsString) -> Result<ApprovalMode, String> {
    match word.to_str() {
        Some("one_step") => Ok(ApprovalMode::OneStep),
        Some("two_step") => Ok(ApprovalMode::TwoStep),
        Some("auto_approve") => Ok(ApprovalMode::AutoApprove),
        Some("skip_approval") => Ok(ApprovalMode::SkipApproval),
        _ => Err("A mode of approval is one_step, two_step, auto_approve or skip_approval.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Option<Arguments>, String> {
        parse(arguments.iter().map(OsString::from))
    }

    #[test]
    fn the_command_line_is_read() {
        let arguments = parsed(&[
            "--api-port=0",
            "--page",
            "dist",
            "--origin",
            "http://a",
            "--approval",
            "two_step",
        ]);
        let arguments = arguments.unwrap().unwrap();
        assert_eq!((arguments.options.api_port, arguments.options.proxy_port), (0, 8481));
        assert_eq!(arguments.options.page, Some(PathBuf::from("dist")));
        assert_eq!(arguments.account.approval, ApprovalMode::TwoStep);
        assert!(parsed(&["-h"]).unwrap().is_none());
        for wrong in [
            &["--api-port", "65536"][..],
            &["--unknown"],
            &["--approval", "never"],
            &["--origin", "https://desk.example.com/"],
            &["--origin", "desk.example.com"],
            &["--origin", "https://Desk.example.com"],
            &["--account", "/nowhere"],
        ] {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn help_names_the_key_that_is() {
        assert!(HELP.contains(certdesk_sandbox::DEMO_KEY));
    }
}
