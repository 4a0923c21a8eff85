//! The static files: types, compressed neighbours, caching, security headers, and nothing beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::client::{Answer, Call};
use super::site::{BOTH, Kind, Layout, Site};

/// Nobody listens there: the page alone asks no proxy.
const NOWHERE: &str = "http://127.0.0.1:9";

/// The headers that every answer has, from their one source.
fn security_headers() -> BTreeMap<String, String> {
    let lines = include_str!("../../../deploy/headers.txt").lines();
    let headers = lines
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(": ").expect("a header"));
    headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value.replace("{proxy}", "")))
        .collect()
}

fn assert_secure(answer: &Answer, told: &str) {
    let headers = security_headers();
    assert_eq!(headers.len(), 7);
    for (name, value) in headers {
        assert_eq!(answer.header(&name), Some(value.as_str()), "{told}: {name}");
    }
    let server = answer.header("server").unwrap_or_default();
    assert!(!server.contains(|c: char| c.is_ascii_digit()), "{told}: {server}");
    assert_eq!(answer.header("access-control-allow-origin"), None, "{told}");
}

/// A request whose connection is closed behind it.
fn get<'a>(target: &'a str, accepted: &str) -> Call<'a> {
    Call::get(target)
        .with("Connection", "close")
        .with("Accept-Encoding", accepted)
}

fn files(site: &Site) -> Vec<(String, PathBuf)> {
    let mut files: Vec<_> = fs::read_dir(site.page())
        .expect("the page")
        .map(|entry| entry.expect("a file").path())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .filter(|(name, _)| !name.ends_with(".br") && !name.ends_with(".gz"))
        .collect();
    files.sort();
    files
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => panic!("a new kind of file: {name}"),
    }
}

#[test]
fn every_file_has_its_type_its_compressed_form_its_caching_and_the_headers() {
    const UNHASHED: [&str; 7] = [
        "boot.js",
        "config.json",
        "index.html",
        "later.css",
        "lists.css",
        "outcome.css",
        "public-suffixes.txt",
    ];
    for kind in BOTH {
        let site = Site::start(kind, Layout::Page, NOWHERE, None);
        let files = files(&site);
        assert!(files.len() > 10, "{files:?}");
        for (name, path) in &files {
            for (accepted, with_brotli) in [("gzip, deflate, br", true), ("gzip", false), ("identity", false)] {
                let told = format!("{kind:?}: {name} for {accepted}");
                let answer = site.send(get(&format!("/{name}"), accepted));
                assert_eq!(answer.status, 200, "{told}");
                assert_secure(&answer, &told);
                let (encoding, ending) = match (kind, with_brotli, accepted) {
                    (_, _, "identity") => (None, ""),
                    (Kind::Caddy, true, _) => (Some("br"), "br"),
                    _ => (Some("gzip"), "gz"),
                };
                let neighbour = path.with_added_extension(ending);
                let (encoding, sent) = match encoding {
                    Some(encoding) if neighbour.is_file() => (Some(encoding), neighbour),
                    _ => (None, path.clone()),
                };
                assert_eq!(answer.header("content-encoding"), encoding, "{told}");
                assert!(
                    answer.body == fs::read(sent).expect("the file"),
                    "{told}: another content"
                );
                let kind_sent = answer.header("content-type").expect("a type").to_ascii_lowercase();
                assert_eq!(kind_sent, kind_of(name), "{told}");
                if path.with_added_extension("gz").is_file() {
                    assert_eq!(answer.header("vary"), Some("Accept-Encoding"), "{told}");
                }
                let caching = if UNHASHED.contains(&name.as_str()) {
                    "no-cache"
                } else {
                    "public, max-age=31536000, immutable"
                };
                assert_eq!(answer.header("cache-control"), Some(caching), "{told}");
            }
        }
        // The address that people type is the shell.
        let shell = site.send(get("/", "identity"));
        assert_eq!((shell.status, shell.header("cache-control")), (200, Some("no-cache")));
        assert_eq!(shell.body, fs::read(site.page().join("index.html")).expect("the shell"));
        assert_secure(&shell, "the shell");
        // Asked for anew, it comes anew only where it has changed.
        let mark = shell.header("etag").expect("a mark").to_owned();
        let again = site.send(get("/", "identity").with("If-None-Match", mark));
        assert_eq!(
            (again.status, again.header("cache-control")),
            (304, Some("no-cache")),
            "{kind:?}"
        );
    }
}

#[test]
fn nothing_but_the_files_is_served() {
    for kind in BOTH {
        let site = Site::start(kind, Layout::Page, NOWHERE, None);
        fs::create_dir(site.page().join("folder")).expect("a folder");
        fs::write(site.page().join("folder").join("secret.txt"), "").expect("a file");
        fs::write(site.page().join(".hidden"), "").expect("a file");
        for target in [
            "/nothing",
            "/certdesk-0123456789abcdef.js",
            "/certdesk-0123456789abcdef_bg.wasm",
            "/index.html.br",
            "/boot.js.gz",
            "/.hidden",
            "/.git/config",
            "/folder/",
            "/services/v2/product/ssl_securesite",
        ] {
            let answer = site.send(get(target, "gzip, br"));
            // nginx calls the listing that it does not make forbidden.
            let expected = if target == "/folder/" && kind == Kind::Nginx {
                403
            } else {
                404
            };
            assert_eq!(answer.status, expected, "{kind:?}: {target}");
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{kind:?}: {target}");
            assert_secure(&answer, target);
            assert!(!answer.text().contains("secret.txt"), "{kind:?}: {}", answer.text());
        }
        for target in ["/../site", "/%2e%2e/site", "/..%2fsite", "/folder/../../site"] {
            let answer = site.send(get(target, "identity"));
            assert!(
                matches!(answer.status, 400 | 404),
                "{kind:?}: {target} {}",
                answer.status
            );
            assert!(!answer.text().contains("certdesk/"), "{kind:?}: {}", answer.text());
        }
        for method in ["POST", "PUT", "DELETE"] {
            let call = Call::new(method, "/index.html").with("Connection", "close").body("x");
            assert_eq!(site.send(call).status, 405, "{kind:?}: {method}");
        }
    }
}

#[test]
fn without_signing_on_there_is_no_file() {
    for kind in BOTH {
        let site = Site::start(kind, Layout::Page, NOWHERE, None);
        for target in ["/", "/config.json", "/nothing"] {
            let answer = get(target, "identity").send(site.port());
            assert_eq!(answer.status, 401, "{kind:?}: {target}");
            let asked = answer.header("www-authenticate").expect("it asks").to_owned();
            assert!(asked.starts_with("Basic "), "{kind:?}: {asked}");
            assert!(!answer.text().contains("proxy"), "{kind:?}: {}", answer.text());
        }
        let wrong = get("/", "identity").with("Authorization", "Basic YWxpY2U6d3Jvbmc=");
        assert_eq!(wrong.send(site.port()).status, 401, "{kind:?}");
    }
}
