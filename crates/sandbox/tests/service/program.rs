//! The sandbox as a program: what it says, and how it ends.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::raw;

/// Longest that the program may take for anything.
const SOON: Duration = Duration::from_secs(60);

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_certdesk-sandbox"));
    command.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// Runs to the end: exit code, standard output, standard error.
async fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = timeout(SOON, program(arguments).output())
        .await
        .expect("an end")
        .expect("a start");
    (
        output.status.code(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// Starts on free ports: the program, and the address of its API and its proxy.
async fn start(more: &[&str]) -> (Child, String, String) {
    let ports = ["--api-port", "0", "--proxy-port", "0", "--page-port", "0"];
    let mut child = program(&[&ports, more].concat())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a start");
    let mut lines = BufReader::new(child.stdout.take().expect("an output")).lines();
    let mut next = async |name: &str| {
        let line = timeout(SOON, lines.next_line())
            .await
            .expect("a line")
            .unwrap()
            .expect("a line");
        line.strip_prefix(name).unwrap_or_else(|| panic!("{line}")).to_owned()
    };
    let api = next("api ").await;
    let proxy = next("proxy ").await;
    (child, api, proxy)
}

#[tokio::test]
async fn help_tells_every_option() {
    for word in ["--help", "-h"] {
        let (code, help, said) = run(&[word]).await;
        assert_eq!((code, said.as_str()), (Some(0), ""));
        for option in [
            "--api-port",
            "--proxy-port",
            "--page-port",
            "--page",
            "--origin",
            "--account",
            "--approval",
            "--print-account",
            "--help",
        ] {
            assert!(help.contains(option), "{option}");
        }
    }
}

#[tokio::test]
async fn what_it_cannot_do_it_says_in_a_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let account = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(account.path(), "{\"aproval\": 1}").unwrap();
    let file = account.path().to_str().unwrap();
    let free = ["--api-port", "0", "--proxy-port", "0", "--page-port", "0"];
    for (arguments, expected) in [
        (
            vec!["--api-port", &port, "--proxy-port", "0"],
            format!("Port {port} for the API is in use. End what uses it, or choose another port.\n"),
        ),
        (
            vec!["--api-port", "0", "--proxy-port", &port],
            format!("Port {port} for the proxy is in use. End what uses it, or choose another port.\n"),
        ),
        (
            [&free[..], &["--page", "/nowhere"]].concat(),
            "/nowhere is not the folder of a built page: it has no index.html.\n".into(),
        ),
        (vec!["--api-port", "x"], "A port is a number from 0 to 65535".into()),
        (
            vec!["--api-port"],
            "missing argument for option '--api-port'\nTry --help.\n".into(),
        ),
        (
            vec!["--bogus", "1"],
            "There is no option --bogus.\nTry --help.\n".into(),
        ),
        (vec!["--bogus"], "There is no option --bogus.\nTry --help.\n".into()),
        (
            vec!["--approval", "never"],
            "A mode of approval is one_step, two_step, auto_approve or skip_approval.".into(),
        ),
        (vec!["--account", "/nowhere"], "/nowhere cannot be read: ".into()),
        (
            vec!["--account", file],
            format!("{file} is not an account: unknown field `aproval`"),
        ),
    ] {
        let (code, output, said) = run(&arguments).await;
        assert_eq!((code, output.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(said.starts_with(&expected), "{arguments:?}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[tokio::test]
async fn an_account_that_it_prints_it_plays() {
    let (code, printed, _) = run(&["--print-account", "--approval", "two_step"]).await;
    assert_eq!(code, Some(0));
    let mut account: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(account["approval"], "two_step");
    account["api_key"] = "ANOTHER-KEY".into();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), account.to_string()).unwrap();
    let (_child, api, _) = start(&["--account", file.path().to_str().unwrap()]).await;
    let origin = crate::desk::origin(&api);
    for (key, status) in [("ANOTHER-KEY", 200), (certdesk_sandbox::DEMO_KEY, 403)] {
        let answer = raw::send(&origin, "GET", "/services/v2/user/me", &[("X-DC-DEVKEY", key)], None)
            .await
            .unwrap();
        assert_eq!(answer.status, status, "{key}");
    }
}

#[tokio::test]
async fn without_a_file_there_are_orders_to_look_at() {
    let (_child, api, _) = start(&[]).await;
    let headers = [("X-DC-DEVKEY", certdesk_sandbox::DEMO_KEY)];
    let target = "/services/v2/order/certificate?filters[status]=needs_csr";
    let answer = raw::send(&crate::desk::origin(&api), "GET", target, &headers, None)
        .await
        .unwrap();
    assert_eq!(
        answer.json()["orders"][0]["certificate"]["common_name"],
        "intranet.example.com"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn it_ends_cleanly_when_told_even_while_someone_is_connected() {
    for signal in ["-INT", "-TERM"] {
        let (mut child, api, proxy) = start(&["--origin", "https://desk.example.com"]).await;
        let hosts = [api, proxy].map(|url| crate::desk::origin(&url).replace("http://", ""));
        // One says nothing, one has said half of it.
        let silent = TcpStream::connect(&hosts[0]).await.unwrap();
        let mut halfway = TcpStream::connect(&hosts[1]).await.unwrap();
        tokio::io::AsyncWriteExt::write_all(
            &mut halfway,
            b"POST /services/v2/order/certificate/ssl_plus HTTP/1.1\r\nHost: x\r\n",
        )
        .await
        .unwrap();
        let id = child.id().expect("a running program").to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .await
                .unwrap()
                .success()
        );
        let status = timeout(SOON, child.wait()).await.expect("an end").unwrap();
        assert_eq!(status.code(), Some(0), "{signal}");
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).await.unwrap();
        assert_eq!(said, "");
        for host in &hosts {
            assert!(TcpStream::connect(host).await.is_err(), "{host} is still open");
        }
        drop(silent);
    }
}
