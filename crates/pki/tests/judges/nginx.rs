//! nginx starts with the files that it is given.

use crate::made::{LeafKey, Made};
use crate::program::NGINX;
use crate::server::Server;
use certdesk_pki::ServerKind;
use certdesk_pki::files::server::{KeyFile, Shell, StepKind, server_files};

#[test]
fn nginx_answers_a_handshake_that_verifies() {
    for (leaf_key, names) in [
        (LeafKey::Rsa, ["example.com", "example.com"]),
        (LeafKey::P256, ["*.example.com", "*.example.com"]),
    ] {
        let made = Made::new(leaf_key, &names);
        let given = server_files(ServerKind::Nginx, &made.chain, KeyFile::Pem(&made.key_pem)).unwrap();
        made.write_files(&given);
        let lines = made.here(&given, StepKind::Configure, Shell::NginxConfiguration);
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .iter()
            .map(|what| format!("{what}_temp_path {what};\n"))
            .collect();
        let folder = made.folder().to_str().unwrap().to_owned() + "/";
        let nginx = |port: u16, more: &[&str]| {
            let configuration = format!(
                "daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n\
                 {temporary}server {{\nlisten 127.0.0.1:{port} ssl;\n{lines}\nreturn 204;\n}}\n}}\n"
            );
            made.write("nginx.conf", configuration);
            let mut command = NGINX.command(made.folder());
            command
                .args(["-p", &folder, "-e", "stderr", "-c", "nginx.conf"])
                .args(more);
            command
        };
        let server = Server::start(&NGINX, |port| nginx(port, &[]));
        server.answers(&made, &made.command(&given, StepKind::TestConnection));
        // The test of the configuration that the steps name says what is wrong with it.
        let said = NGINX.succeeds(nginx(server.port(), &["-t"]));
        assert!(said.contains("test is successful"), "{said}");
        made.write(&given.files[0].name, "no certificate");
        assert!(!NGINX.output(nginx(server.port(), &["-t"])).status.success());
    }
}
