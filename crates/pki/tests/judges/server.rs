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
    /// Starts the command, which stays in the foreground and is a single process, and waits until the port answers.
    pub(crate) fn start(program: &Program, mut command: Command, port: u16) -> Self {
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| program.missing(&error));
        let mut server = Self { child, port };
        let began = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = server.child.try_wait().unwrap();
            assert_eq!(ended, None, "{command:?} has ended");
            assert!(began.elapsed() < PATIENCE, "{command:?} does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        server
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
pub(crate) fn free_port() -> u16 {
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
    let port = free_port();
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut command = OPENSSL.command(made.folder());
        let accept = format!("127.0.0.1:{port}");
        command.args([
            "s_server", "-quiet", "-accept", &accept, "-cert", "all.pem", "-key", "key.pem",
        ]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let _server = Server::start(&OPENSSL, command, port);
        std::panic::resume_unwind(Box::new("a test that fails"));
    }));
    assert!(outcome.is_err());
    let refused = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
}
