//! The administrator's guide, followed word for word, in a folder that stands for the server's root.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;

use super::program::{BASH, CADDY, NGINX, OPENSSL, Program};
use super::site::{BOTH, KEY, Kind, PASSWORD};
use crate::harness::{deploy, dist};

const GUIDE: &str = include_str!("../../../docs/admin-guide.md");

/// What is done to the machine itself, or needs a site that is reached by its name.
const NOT_HERE: [&str; 4] = ["apt-get ", "systemctl ", "curl ", "cargo "];

/// The commands of a section, a line each.
fn commands(section: &str) -> Vec<&'static str> {
    let (_, text) = GUIDE.split_once(&format!("\n## {section}\n")).expect("the section");
    let text = text.split("\n## ").next().expect("its text");
    let mut inside = false;
    let mut commands = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(fence) = line.strip_prefix("```") {
            inside = !inside;
            assert!(!inside || matches!(fence, "sh" | "bash"), "{section}: {fence}");
        } else if inside && !line.is_empty() {
            commands.push(line);
        }
    }
    commands
}

/// A folder with what a fresh Debian has and what the guide asks to have at hand.
fn machine() -> TempDir {
    let machine = tempfile::tempdir().expect("a folder for a machine");
    let root = machine.path();
    for folder in [
        "work/target",
        "etc/nginx/sites-available",
        "etc/nginx/sites-enabled",
        "etc/caddy",
        "etc/systemd/system",
        "var/log/nginx",
        "var/log/caddy",
    ] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
    }
    copy(&dist(), &root.join("work/dist"));
    copy(&deploy(), &root.join("work/target/deploy"));
    let certificate = [
        "-keyout",
        "key.pem",
        "-out",
        "fullchain.pem",
        "-subj",
        "/CN=certdesk.example",
    ];
    let mut arguments = vec![
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
    ];
    arguments.extend(certificate);
    OPENSSL.says(&root.join("work"), &arguments);
    machine
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Paths of the server become paths below the folder.
fn below(root: &Path, text: &str) -> String {
    let mut text = text.to_owned();
    for folder in [
        "/etc/nginx",
        "/etc/caddy",
        "/etc/ssl/certdesk",
        "/etc/systemd",
        "/var/www",
        "/var/log",
    ] {
        text = text.replace(folder, &format!("{}{folder}", root.display()));
    }
    text
}

/// Runs commands as one script, with what is asked for typed in.
fn run(root: &Path, lines: &[&str]) {
    let script: String = lines
        .iter()
        .filter(|line| !NOT_HERE.iter().any(|start| line.starts_with(start)))
        // Who runs the tests may be neither root nor Caddy's user, and the configuration is judged below.
        .filter(|line| !line.starts_with("nginx -t") && !line.starts_with("runuser "))
        .map(|line| below(root, line).replace("-o root -g caddy ", "") + "\n")
        .collect();
    let mut bash = BASH.command(&root.join("work"), &["-eu", "-c", &script]);
    let child = bash
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.unwrap_or_else(|error| BASH.missing(&error));
    let mut stdin = child.stdin.take().expect("the input was asked for");
    // A script that asks for nothing may have ended already.
    let _ = write!(stdin, "{KEY}\n{PASSWORD}\n");
    drop(stdin);
    let output = child.wait_with_output().expect("bash ends");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{script}\n{complaint}");
}

fn mode(file: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(file).expect("a file").permissions().mode() & 0o777
}

#[test]
fn the_guide_leads_from_the_archive_to_a_configuration_that_is_taken() {
    for kind in BOTH {
        let machine = machine();
        let root = machine.path();
        run(root, &commands("The archive"));
        let section = if kind == Kind::Nginx { "nginx" } else { "Caddy" };
        let steps = commands(section);
        assert!(steps.len() > 12, "{steps:?}");
        run(root, &steps);

        assert!(root.join("var/www/certdesk/index.html").is_file());
        let config = root.join("var/www/certdesk/config.json");
        assert_eq!(
            fs::read_to_string(&config).expect("config.json").trim(),
            r#"{ "proxy": "/services/v2" }"#
        );
        let (secret, configuration) = match kind {
            Kind::Nginx => ("etc/nginx/certdesk/devkey.conf", "etc/nginx"),
            Kind::Caddy => ("etc/caddy/certdesk.env", "etc/caddy"),
        };
        assert_eq!(mode(&root.join(secret)), 0o600);
        assert!(fs::read_to_string(root.join(secret)).expect("the key").contains(KEY));
        assert!(mode(&root.join("etc/ssl/certdesk/key.pem")) & 0o007 == 0);

        // The files name the server's folders, and its proxy's host, which may be out of reach here.
        let folders = [root.join(configuration), root.join(configuration).join("certdesk")];
        let available = root.join("etc/nginx/sites-available");
        for folder in folders.iter().chain([&available]) {
            for entry in fs::read_dir(folder).expect("a folder") {
                let file = entry.expect("an entry").path();
                if file.is_file() {
                    let text = below(root, &fs::read_to_string(&file).expect("a text"));
                    let text = text.replace("proxy_pass https://www.digicert.com;", "proxy_pass https://127.0.0.1;");
                    fs::write(&file, text).expect("a file");
                }
            }
        }
        let (program, arguments): (Program, Vec<String>) = match kind {
            Kind::Nginx => {
                let main = format!(
                    "pid {0}/nginx.pid;\nevents {{}}\nhttp {{\nclient_body_temp_path {0}/b;\nproxy_temp_path {0}/p;\n\
                     fastcgi_temp_path {0}/f;\nuwsgi_temp_path {0}/u;\nscgi_temp_path {0}/s;\naccess_log off;\n\
                     include {0}/etc/nginx/sites-enabled/*;\n}}\n",
                    root.display()
                );
                fs::write(root.join("nginx.conf"), main).expect("a file");
                let words = ["-t", "-e", "stderr", "-c"].map(str::to_owned);
                (
                    NGINX,
                    [words.to_vec(), vec![format!("{}/nginx.conf", root.display())]].concat(),
                )
            }
            Kind::Caddy => {
                let words = ["validate", "--adapter", "caddyfile", "--config"].map(str::to_owned);
                (
                    CADDY,
                    [words.to_vec(), vec![format!("{}/etc/caddy/Caddyfile", root.display())]].concat(),
                )
            }
        };
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        program.says(root, &arguments);

        // A new version leaves the settings alone.
        fs::write(&config, "{ \"proxy\": \"/mine\" }").expect("config.json");
        run(root, &commands("A new version"));
        assert!(fs::read_to_string(&config).expect("config.json").contains("/mine"));
    }
}
