//! Apache starts with the files that it is given.

use crate::made::{LeafKey, Made};
use crate::program::APACHE;
use crate::server::Server;
use certdesk_pki::ServerKind;
use certdesk_pki::files::server::{KeyFile, Shell, StepKind, server_files};

/// Where Debian has Apache's modules.
const MODULES: &str = "/usr/lib/apache2/modules";

#[test]
fn apache_answers_a_handshake_that_verifies() {
    for (leaf_key, names) in [
        (LeafKey::Rsa, ["*.example.com", "*.example.com"]),
        (LeafKey::P256, ["example.com", "example.com"]),
    ] {
        let made = Made::new(leaf_key, &names);
        let given = server_files(ServerKind::Apache, &made.chain, KeyFile::Pem(&made.key_pem)).unwrap();
        made.write_files(&given);
        let lines = made.here(&given, StepKind::Configure, Shell::ApacheConfiguration);
        let folder = made.folder().to_str().unwrap();
        let modules: String = ["mpm_event", "authz_core", "ssl"]
            .iter()
            .map(|name| format!("LoadModule {name}_module {MODULES}/mod_{name}.so\n"))
            .collect();
        let path = made.folder().join("apache.conf");
        let apache = |port: u16, more: &[&str]| {
            let configuration = format!(
                "{modules}DefaultRuntimeDir {folder}\nPidFile {folder}/apache.pid\nErrorLog /dev/stderr\nLogLevel warn\n\
                 ServerName example.com\nListen 127.0.0.1:{port}\nDocumentRoot {folder}\n<VirtualHost *:{port}>\n{lines}\n\
                 </VirtualHost>\n"
            );
            made.write("apache.conf", configuration);
            let mut command = APACHE.command(made.folder());
            command.args(["-d", folder, "-f"]).arg(&path).args(more);
            command
        };
        // A single process that stays in the foreground.
        let server = Server::start(&APACHE, |port| apache(port, &["-X"]));
        server.answers(&made, &made.command(&given, StepKind::TestConnection));
        let said = APACHE.succeeds(apache(server.port(), &["-t"]));
        assert!(said.contains("Syntax OK"), "{said}");
    }
}
