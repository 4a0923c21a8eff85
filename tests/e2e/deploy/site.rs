//! A web server with the shipped configuration, in a folder of its own.

use std::fs;
use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tempfile::TempDir;

use super::client::{Answer, Call};
use super::program::{CADDY, NGINX, OPENSSL, Program};
use crate::harness::{copy_of_page, deploy};

/// The key that only the proxy may know.
pub(super) const KEY: &str = "THE-KEY-THAT-NOBODY-SEES-0123456789";
/// The password of the user `alice`.
pub(super) const PASSWORD: &str = "Green 41 lamps";
/// How long a server may take to listen on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Both servers.
pub(super) const BOTH: [Kind; 2] = [Kind::Nginx, Kind::Caddy];

/// A server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Nginx,
    Caddy,
}

/// Which of the shipped files is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    OneOrigin,
    Page,
    Proxy,
}

impl Kind {
    const fn program(self) -> Program {
        match self {
            Self::Nginx => NGINX,
            Self::Caddy => CADDY,
        }
    }

    /// The folder of its files in `target/deploy`.
    pub(super) fn shipped(self) -> PathBuf {
        deploy().join(match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
        })
    }

    const fn file(self, layout: Layout) -> &'static str {
        match (self, layout) {
            (Self::Nginx, Layout::OneOrigin) => "one-origin.conf",
            (Self::Nginx, Layout::Page) => "page.conf",
            (Self::Nginx, Layout::Proxy) => "proxy.conf",
            (Self::Caddy, Layout::OneOrigin) => "one-origin.Caddyfile",
            (Self::Caddy, Layout::Page) => "page.Caddyfile",
            (Self::Caddy, Layout::Proxy) => "proxy.Caddyfile",
        }
    }
}

/// The files of a server with what an administrator changes, and nothing else changed.
pub(super) struct Prepared {
    folder: TempDir,
    kind: Kind,
    page: TempDir,
}

impl Prepared {
    /// Copies the shipped files, with certificate, password, key and page beside them.
    pub(super) fn new(kind: Kind, layout: Layout) -> Self {
        let folder = tempfile::tempdir().expect("a folder for a server");
        let own = folder.path().join("certdesk");
        fs::create_dir(&own).expect("a folder");
        for entry in fs::read_dir(kind.shipped()).expect("the shipped files") {
            let entry = entry.expect("a shipped file");
            fs::copy(entry.path(), own.join(entry.file_name())).expect("a copy");
        }
        fs::copy(own.join(kind.file(layout)), folder.path().join("site")).expect("a copy");
        let page = copy_of_page();
        fs::write(
            page.path().join("config.json"),
            r#"{ "proxy": "/services/v2", "time_limit_seconds": 5, "account": false }"#,
        )
        .expect("config.json");
        let prepared = Self { folder, kind, page };
        OPENSSL.says(
            prepared.path(),
            &[
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=certdesk.example",
                "-addext",
                "subjectAltName=DNS:certdesk.example",
                "-keyout",
                "key.pem",
                "-out",
                "fullchain.pem",
            ],
        );
        prepared.replace("site", "/etc/ssl/certdesk", &prepared.path().to_string_lossy());
        if layout != Layout::Proxy {
            prepared.replace("site", "/var/www/certdesk", &prepared.page.path().to_string_lossy());
        }
        match kind {
            Kind::Nginx => {
                let hash = OPENSSL.says(prepared.path(), &["passwd", "-6", PASSWORD]);
                prepared.write("certdesk/users", &format!("alice:{hash}"));
                prepared.write("certdesk/devkey.conf", &format!("set $certdesk_devkey \"{KEY}\";\n"));
                for file in [
                    "site",
                    "certdesk/sign-on.conf",
                    "certdesk/page-server.conf",
                    "certdesk/proxy-http.conf",
                ] {
                    prepared.replace_if_there(file, "/etc/nginx/certdesk", &own.to_string_lossy());
                }
                prepared.replace_if_there(
                    "certdesk/proxy-server.conf",
                    "/etc/nginx/certdesk",
                    &own.to_string_lossy(),
                );
                prepared.replace("certdesk/proxy-answers.conf", "/var/log/nginx/", "");
                // What surrounds a site on Debian, without a user to change to.
                let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                    .iter()
                    .map(|what| format!("    {what}_temp_path {what};\n"))
                    .collect();
                prepared.write(
                    "nginx.conf",
                    &format!(
                        "daemon off;\nmaster_process off;\npid nginx.pid;\nevents {{}}\nhttp {{\n{temporary}    access_log \
                         access.log;\n    include site;\n}}\n"
                    ),
                );
            }
            Kind::Caddy => {
                prepared.write("certdesk/users", &format!("alice {}\n", caddy_hash(prepared.path())));
                prepared.replace("certdesk/audit.caddy", "/var/log/caddy/", "");
            }
        }
        prepared
    }

    /// The folder.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file.
    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).expect("a file of the server");
    }

    /// Puts one text in the place of another, which has to be there.
    pub(super) fn replace(&self, name: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path().join(name)).expect("a file of the server");
        assert!(text.contains(old), "{name} has no {old}");
        self.write(name, &text.replace(old, new));
    }

    fn replace_if_there(&self, name: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path().join(name)).expect("a file of the server");
        self.write(name, &text.replace(old, new));
    }

    /// The command that runs the server, or that only judges the configuration.
    pub(super) fn command(&self, judges: bool) -> Command {
        let folder = format!("{}/", self.path().display());
        let mut arguments = match (self.kind, judges) {
            (Kind::Nginx, _) => vec!["-p", folder.as_str(), "-e", "error.log", "-c", "nginx.conf"],
            (Kind::Caddy, true) => vec!["validate", "--adapter", "caddyfile", "--config", "site"],
            (Kind::Caddy, false) => vec!["run", "--adapter", "caddyfile", "--config", "site"],
        };
        if self.kind == Kind::Nginx && judges {
            arguments.push("-t");
        }
        let mut command = self.kind.program().command(self.path(), &arguments);
        command.env("CERTDESK_DEVKEY", KEY);
        command
    }

    /// What the server says of its configuration; whether it takes it.
    pub(super) fn judged(&self) -> (bool, String) {
        let output = self.kind.program().output(self.command(true));
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    }
}

/// What `caddy hash-password` makes of the password, once for all tests: it takes a second.
fn caddy_hash(folder: &Path) -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let said = CADDY.says(folder, &["hash-password", "--plaintext", PASSWORD]);
        said.trim().to_owned()
    })
    .clone()
}

/// A running server; it is ended when this goes, also by a test that fails.
pub(super) struct Site {
    prepared: Prepared,
    child: Child,
    port: u16,
}

impl Site {
    /// Starts a layout over http, before a stand-in for `https://www.digicert.com`. `origin` is the one of the page, or the
    /// site's own.
    pub(super) fn start(kind: Kind, layout: Layout, upstream: &str, origin: Option<&str>) -> Self {
        Self::start_changed(kind, layout, upstream, origin, |_| {})
    }

    /// The same with a further change.
    pub(super) fn start_changed(
        kind: Kind,
        layout: Layout,
        upstream: &str,
        origin: Option<&str>,
        change: impl Fn(&Prepared),
    ) -> Self {
        for _ in 0..5 {
            let [port, other] = free_ports();
            let prepared = Prepared::new(kind, layout);
            prepared.listen(layout, port, other, origin);
            if layout != Layout::Page {
                let file = match kind {
                    Kind::Nginx => "certdesk/proxy-server.conf",
                    Kind::Caddy => "certdesk/proxy.caddy",
                };
                prepared.replace(file, "https://www.digicert.com", upstream);
            }
            if kind == Kind::Caddy && layout != Layout::Page && upstream.starts_with("http://") {
                prepared.replace("certdesk/proxy.caddy", "tls_server_name www.digicert.com", "");
            }
            change(&prepared);
            if let Some(site) = Self::run(prepared, port) {
                return site;
            }
        }
        panic!("{kind:?} has ended at once, five times");
    }

    fn run(prepared: Prepared, port: u16) -> Option<Self> {
        let log = |name: &str| fs::File::create(prepared.path().join(name)).expect("a log");
        let mut command = prepared.command(false);
        command
            .stdin(Stdio::null())
            .stdout(log("stdout.log"))
            .stderr(log("stderr.log"));
        let child = command
            .spawn()
            .unwrap_or_else(|error| prepared.kind.program().missing(&error));
        let mut site = Self { prepared, child, port };
        let begun = Instant::now();
        loop {
            if site.child.try_wait().expect("its state").is_some() {
                eprintln!("{}", site.logs());
                return None;
            }
            if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Some(site);
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "the server does not listen: {}",
                site.logs()
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// The port.
    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    /// The site's own origin.
    pub(super) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The page that it serves.
    pub(super) fn page(&self) -> &Path {
        self.prepared.page.path()
    }

    /// The files of the server.
    pub(super) fn folder(&self) -> &Path {
        self.prepared.path()
    }

    /// Sends a call as alice.
    pub(super) fn send(&self, call: Call<'_>) -> Answer {
        call.with("Authorization", authorization()).send(self.port)
    }

    /// Everything that the server has written, its configuration apart.
    pub(super) fn logs(&self) -> String {
        let names = [
            "stdout.log",
            "stderr.log",
            "error.log",
            "access.log",
            "certdesk-audit.log",
        ];
        let read = |name| fs::read_to_string(self.folder().join(name)).unwrap_or_default();
        names.map(read).join("\n")
    }

    /// The lines of the audit, once there are so many.
    pub(super) fn audit(&self, count: usize) -> Vec<serde_json::Value> {
        let begun = Instant::now();
        loop {
            let text = fs::read_to_string(self.folder().join("certdesk-audit.log")).unwrap_or_default();
            let lines: Vec<_> = text
                .lines()
                .map(|line| serde_json::from_str(line).expect("a line of JSON"))
                .collect();
            if lines.len() >= count || begun.elapsed() > Duration::from_secs(5) {
                assert_eq!(lines.len(), count, "lines of the audit: {text}");
                return lines;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Prepared {
    /// Sets where the site listens, over http, and which page may call it.
    fn listen(&self, layout: Layout, port: u16, other: u16, origin: Option<&str>) {
        let own = format!("http://127.0.0.1:{port}");
        let page = origin.unwrap_or(&own);
        match self.kind {
            Kind::Nginx => {
                let tls = if layout == Layout::Page {
                    "listen 443 ssl http2;"
                } else {
                    "listen 443 ssl;"
                };
                self.replace("site", tls, &format!("listen 127.0.0.1:{port};"));
                if layout == Layout::OneOrigin {
                    self.replace("site", "listen 80;", &format!("listen 127.0.0.1:{other};"));
                }
                if layout != Layout::Page {
                    self.replace("site", "\"https://certdesk.example\"", &format!("\"{page}\""));
                }
            }
            Kind::Caddy => {
                let name = if layout == Layout::Proxy {
                    "certdesk-proxy"
                } else {
                    "certdesk"
                };
                self.replace("site", &format!("\nhttps://{name}.example {{"), &format!("\n{own} {{"));
                let certificate = format!("tls {0}/fullchain.pem {0}/key.pem", self.path().display());
                self.replace("site", &certificate, "");
                if layout != Layout::Page {
                    self.replace(
                        "site",
                        "proxy.caddy https://certdesk.example",
                        &format!("proxy.caddy {page}"),
                    );
                }
                self.replace(
                    "certdesk/global.caddy",
                    "admin off",
                    "admin off\n\tdefault_bind 127.0.0.1",
                );
            }
        }
    }
}

/// Alice's password, as a browser sends it.
pub(super) fn authorization() -> String {
    format!("Basic {}", STANDARD.encode(format!("alice:{PASSWORD}")))
}

/// Two ports that are free now.
pub(super) fn free_ports() -> [u16; 2] {
    let held = [(); 2].map(|()| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port"));
    held.map(|listener| listener.local_addr().expect("its address").port())
}

/// Sends a call over TLS through OpenSSL, which verifies the site's own certificate.
pub(super) fn send_over_tls(folder: &Path, port: u16, call: &Call<'_>) -> Answer {
    let address = format!("127.0.0.1:{port}");
    let arguments = [
        "s_client",
        "-quiet",
        "-connect",
        &address,
        "-servername",
        "certdesk.example",
        "-CAfile",
        "fullchain.pem",
        "-verify_return_error",
        "-verify_hostname",
        "certdesk.example",
    ];
    let mut command = OPENSSL.command(folder, &arguments);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap_or_else(|error| OPENSSL.missing(&error));
    let mut stdin = child.stdin.take().expect("the input was asked for");
    // The name that the certificate is for.
    let request = String::from_utf8(call.bytes(port)).expect("a text");
    let request = request.replace("Host: 127.0.0.1", "Host: certdesk.example");
    stdin.write_all(request.as_bytes()).expect("OpenSSL takes the request");
    let output = child.wait_with_output().expect("OpenSSL ends with the connection");
    Answer::read(&output.stdout)
}
