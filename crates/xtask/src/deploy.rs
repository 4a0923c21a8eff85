//! What web servers are configured with: the files of `deploy/`, and what is written from its two tables, the security headers
//! and the calls that the proxy lets through, in the words of nginx and of Caddy.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::project::Project;

/// The folder that is handed to an administrator beside the page.
pub(crate) const DEPLOY: &str = "target/deploy";

/// The security headers of the page.
const HEADERS: &str = include_str!("../../../deploy/headers.txt");
/// The calls that the proxy lets through.
const CALLS: &str = include_str!("../../../deploy/calls.txt");

/// Where DigiCert's API lies, on its own host as on the proxy.
const BASE: &str = "/services/v2";
/// The products that can be ordered (digicert-api, section 1).
const PRODUCTS: &str = "ssl_securesite|ssl_securesite_multi_domain|ssl_securesite_wildcard|ssl_ev_securesite|ssl_ev_securesite_multi_domain";

/// Origin of a proxy, as it stands in `connect-src`: scheme, host and port, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin(String);

impl Origin {
    /// Reads an address and keeps its origin; `None` where it is a path on the page's own server, or no address at all.
    pub(crate) fn of(address: &str) -> Option<Self> {
        let (scheme, rest) = address.trim().split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        // What else could stand there would end the directive, or the header.
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        let is_origin = matches!(scheme, "http" | "https") && !host.is_empty() && host.chars().all(plain);
        is_origin.then(|| Self(format!("{scheme}://{host}")))
    }
}

/// A call that the proxy lets through.
#[derive(Debug, PartialEq, Eq)]
struct Call {
    method: String,
    /// The path and what may follow, as a regular expression without anchors, below the base.
    pattern: String,
    why: String,
}

/// Writes the folder: the shipped files, and beside them what comes from the two tables. Without an origin of the proxy it is
/// the one of config.json in the page's folder; a path there is the page's own server.
pub(crate) fn write(project: &Project, page: &Path, proxy: Option<&Origin>) -> Result<PathBuf, Failure> {
    let proxy = match proxy {
        Some(origin) => Some(origin.clone()),
        None => configured(page),
    };
    let (headers, calls) = (headers(HEADERS, proxy.as_ref())?, calls(CALLS)?);
    let folder = project.path(DEPLOY);
    let written = fill(&project.path("deploy"), &folder, &headers, &calls);
    written
        .map_err(|error| Failure::because(format!("{} cannot be written: {error}.", folder.display())))
        .map(|()| folder)
}

/// The proxy that the page's config.json names, where it is one of another origin.
fn configured(page: &Path) -> Option<Origin> {
    let config = fs::read_to_string(page.join("config.json")).ok()?;
    // A parser would be one dependency more for everybody who builds; a file that says it otherwise is told by --proxy-origin.
    let (_, after) = config.split_once("\"proxy\"")?;
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    Origin::of(value.split('"').next()?)
}

fn fill(shipped: &Path, folder: &Path, headers: &[(String, String)], calls: &[Call]) -> io::Result<()> {
    for server in ["nginx", "caddy"] {
        let into = folder.join(server);
        fs::create_dir_all(&into)?;
        for entry in fs::read_dir(shipped.join(server))? {
            let entry = entry?;
            fs::copy(entry.path(), into.join(entry.file_name()))?;
        }
    }
    for (name, text) in [
        ("nginx/headers.conf", nginx_headers(headers)),
        ("nginx/calls.conf", nginx_calls(calls)),
        ("caddy/headers.caddy", caddy_headers(headers)),
        ("caddy/calls.caddy", caddy_calls(calls)),
    ] {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// The lines of a table that say something.
fn lines(table: &str) -> impl Iterator<Item = &str> {
    table
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn headers(table: &str, proxy: Option<&Origin>) -> Result<Vec<(String, String)>, Failure> {
    let proxy = proxy.map_or_else(String::new, |Origin(origin)| format!(" {origin}"));
    lines(table)
        .map(|line| match line.split_once(": ") {
            // Both servers are given the value in quotes, and both put something in the place of what begins so.
            Some((name, value)) if !value.contains(['"', '\\', '$', '`']) => {
                Ok((name.to_owned(), value.replace("{proxy}", &proxy)))
            }
            _ => Err(wrong("headers.txt", line)),
        })
        .collect()
}

fn calls(table: &str) -> Result<Vec<Call>, Failure> {
    lines(table)
        .map(|line| call(line).ok_or_else(|| wrong("calls.txt", line)))
        .collect()
}

fn call(line: &str) -> Option<Call> {
    let (method, rest) = line.split_once(char::is_whitespace)?;
    let (path, why) = rest.trim_start().split_once(char::is_whitespace)?;
    let (path, query) = match path.strip_suffix('?') {
        // What an address may hold, but for braces, in which Caddy sees names of its own.
        Some(path) => (path, "([?][!-z|~]*)?"),
        None => (path, ""),
    };
    let mut pattern = String::new();
    for segment in path.strip_prefix('/')?.split('/') {
        pattern.push('/');
        match segment {
            "{product}" => {
                let _ = write!(pattern, "({PRODUCTS})");
            }
            "{id}" => pattern.push_str("[0-9]+"),
            "{format}" => pattern.push_str("[a-z][a-z0-9_]*"),
            _ if is_plain(segment) => pattern.push_str(segment),
            _ => return None,
        }
    }
    pattern.push_str(query);
    let method = method.to_owned();
    ["GET", "POST", "PUT", "DELETE"]
        .contains(&method.as_str())
        .then(|| Call {
            method,
            pattern,
            why: why.trim().to_owned(),
        })
}

/// Whether a segment means itself in a regular expression too.
fn is_plain(segment: &str) -> bool {
    !segment.is_empty()
        && segment
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

fn wrong(table: &str, line: &str) -> Failure {
    Failure::because(format!("deploy/{table} has a line that says nothing: `{line}`."))
}

/// The methods of the calls, as CORS names them.
fn methods(calls: &[Call]) -> String {
    let mut methods: Vec<_> = calls.iter().map(|call| call.method.as_str()).collect();
    methods.sort_unstable();
    methods.dedup();
    methods.join(", ")
}

const WRITTEN: &str = "# Written by `cargo xtask dist` from deploy/";

fn nginx_headers(headers: &[(String, String)]) -> String {
    let mut text = format!("{WRITTEN}headers.txt.\n");
    for (name, value) in headers {
        let _ = writeln!(text, "add_header {name} \"{value}\" always;");
    }
    text
}

fn caddy_headers(headers: &[(String, String)]) -> String {
    let mut text = format!("{WRITTEN}headers.txt.\nheader {{\n");
    for (name, value) in headers {
        let _ = writeln!(text, "\t{name} \"{value}\"");
    }
    text + "}\n"
}

fn nginx_calls(calls: &[Call]) -> String {
    let mut text =
        format!("{WRITTEN}calls.txt.\nmap \"$request_method $request_uri\" $certdesk_call {{\n    default refused;\n");
    for Call { method, pattern, why } in calls {
        let method = if method == "GET" { "(GET|HEAD)" } else { method };
        let _ = writeln!(text, "    # {why}\n    \"~^{method} {BASE}{pattern}$\" allowed;");
    }
    let _ = writeln!(
        text,
        "}}\nmap \"\" $certdesk_methods {{\n    default \"{}\";\n}}",
        methods(calls)
    );
    text
}

fn caddy_calls(calls: &[Call]) -> String {
    let mut text = format!("{WRITTEN}calls.txt.\n");
    let patterns: Vec<_> = calls
        .iter()
        .map(|Call { method, pattern, why }| {
            let _ = writeln!(text, "# {method}: {why}");
            let method = if method == "GET" { "(GET|HEAD)" } else { method };
            format!("{method} {BASE}{pattern}")
        })
        .collect();
    let _ = writeln!(
        text,
        "@certdesk_call vars_regexp certdesk_request \"^({})$\"\nvars certdesk_methods \"{}\"",
        patterns.join("|"),
        methods(calls)
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_stands_before_the_path() {
        let origin = |address: &str| Origin::of(address).map(|Origin(origin)| origin);
        for (address, expected) in [
            ("https://proxy.example", "https://proxy.example"),
            (" https://proxy.example/services/v2 ", "https://proxy.example"),
            ("http://127.0.0.1:8481/services/v2", "http://127.0.0.1:8481"),
            ("https://[::1]:8443?x", "https://[::1]:8443"),
        ] {
            assert_eq!(origin(address).as_deref(), Some(expected), "{address}");
        }
        for address in [
            "/services/v2",
            "proxy.example",
            "ftp://proxy.example",
            "https://",
            "https://proxy.example; script-src *",
            "https://user@proxy.example",
            "https://*",
        ] {
            assert_eq!(origin(address), None, "{address}");
        }
    }

    #[test]
    fn the_policy_names_a_proxy_of_another_origin_and_no_other() {
        let policy = |proxy: Option<&Origin>| {
            let headers = headers(HEADERS, proxy).expect("the shipped table");
            let found = headers.into_iter().find(|(name, _)| name == "Content-Security-Policy");
            found.expect("the policy").1
        };
        assert!(policy(None).contains("; connect-src 'self'; "));
        let proxy = Origin::of("https://proxy.example").expect("an origin");
        assert!(policy(Some(&proxy)).contains("; connect-src 'self' https://proxy.example; "));
    }

    #[test]
    fn a_call_becomes_a_pattern_of_its_path_and_of_nothing_else() {
        let call = |line: &str| call(line).map(|call| format!("{} {}", call.method, call.pattern));
        assert_eq!(
            call("GET /certificate/{id}/download/format/{format}  a file").as_deref(),
            Some("GET /certificate/[0-9]+/download/format/[a-z][a-z0-9_]*")
        );
        assert_eq!(
            call("GET  /order/certificate?  the list").as_deref(),
            Some("GET /order/certificate([?][!-z|~]*)?")
        );
        for line in [
            "GET /user/me",
            "PATCH /user/me why",
            "GET user/me why",
            "GET /user/.* why",
            "GET /user//me why",
            "GET /user/{name} why",
        ] {
            assert_eq!(call(line), None, "{line}");
        }
    }

    #[test]
    fn both_servers_get_every_header_and_every_call() {
        let headers = headers(HEADERS, None).expect("the shipped table");
        let calls = calls(CALLS).expect("the shipped table");
        assert!(headers.len() > 5 && calls.len() > 1);
        let (nginx, caddy) = (nginx_headers(&headers), caddy_headers(&headers));
        for (name, value) in &headers {
            assert!(
                nginx.contains(&format!("add_header {name} \"{value}\" always;\n")),
                "{name}"
            );
            assert!(caddy.contains(&format!("\t{name} \"{value}\"\n")), "{name}");
        }
        let (nginx, caddy) = (nginx_calls(&calls), caddy_calls(&calls));
        for call in &calls {
            assert!(
                nginx.contains(&format!(" {BASE}{}$\" allowed;", call.pattern)),
                "{nginx}"
            );
            assert!(caddy.contains(&format!(" {BASE}{}", call.pattern)), "{caddy}");
        }
        assert!(nginx.contains("default refused;"));
    }

    #[test]
    fn the_proxy_is_found_in_the_settings_of_the_page() {
        let folder = std::env::temp_dir().join(format!("certdesk-xtask-deploy-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the test");
        let found = [
            r#"{ "proxy": "https://proxy.example/services/v2" }"#,
            r#"{ "proxy": "/services/v2" }"#,
            "{}",
        ]
        .map(|config| {
            fs::write(folder.join("config.json"), config).expect("a file for the test");
            configured(&folder)
        });
        fs::remove_dir_all(&folder).expect("the test's own folder");
        assert_eq!(found, [Origin::of("https://proxy.example"), None, None]);
    }
}
