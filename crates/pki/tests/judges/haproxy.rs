//! HAProxy starts with the file that it is given.

use crate::made::{LeafKey, Made};
use crate::program::HAPROXY;
use crate::server::Server;
use certdesk_pki::ServerKind;
use certdesk_pki::files::server::{KeyFile, Shell, StepKind, server_files};

#[test]
fn haproxy_answers_a_handshake_that_verifies() {
    for key_is_here in [true, false] {
        let made = Made::new(LeafKey::P256, &["example.com", "example.com"]);
        let key = if key_is_here {
            KeyFile::Pem(&made.key_pem)
        } else {
            KeyFile::Elsewhere
        };
        let given = server_files(ServerKind::HaProxy, &made.chain, key).unwrap();
        assert_eq!(given.files.len(), 1);
        made.write_files(&given);
        if !key_is_here {
            made.write("example.com.key", &made.key_pem);
            made.shell(&made.command(&given, StepKind::JoinOwnKey));
        }
        let bind = made.here(&given, StepKind::Configure, Shell::HaProxyConfiguration);
        let haproxy = |port: u16, more: &[&str]| {
            let bind = bind.replace(":443", &format!("127.0.0.1:{port}"));
            let configuration = format!(
                "global\nlog stderr local0\ndefaults\nmode http\ntimeout client 10s\ntimeout connect 10s\n\
                 timeout server 10s\nfrontend test\n{bind}\nhttp-request return status 204\n"
            );
            made.write("haproxy.cfg", configuration);
            let mut command = HAPROXY.command(made.folder());
            command.args(more).args(["-f", "haproxy.cfg"]);
            command
        };
        // A single process that stays in the foreground.
        let server = Server::start(&HAPROXY, |port| haproxy(port, &["-db"]));
        server.answers(&made, &made.command(&given, StepKind::TestConnection));
        HAPROXY.succeeds(haproxy(server.port(), &["-c"]));
    }
}
