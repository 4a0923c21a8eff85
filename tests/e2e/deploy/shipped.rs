//! The shipped files as they are: both servers take them, and speak TLS by them.

use super::client::Call;
use super::site::{BOTH, Kind, Layout, Prepared, Site, authorization, send_over_tls};

const LAYOUTS: [Layout; 3] = [Layout::OneOrigin, Layout::Page, Layout::Proxy];

/// Where the tests can't look up a name of the internet, one that every machine knows stands for it.
const UPSTREAM: (&str, &str) = ("proxy_pass https://www.digicert.com;", "proxy_pass https://127.0.0.1;");

#[test]
fn nginx_and_caddy_take_the_shipped_files() {
    for kind in BOTH {
        for layout in LAYOUTS {
            let prepared = Prepared::new(kind, layout);
            if kind == Kind::Nginx {
                prepared.replace("certdesk/proxy-server.conf", UPSTREAM.0, UPSTREAM.1);
            }
            let (taken, said) = prepared.judged();
            assert!(taken, "{kind:?} {layout:?}: {said}");
            assert!(
                !said.to_lowercase().contains("warn") || kind == Kind::Caddy,
                "{kind:?} {layout:?}: {said}"
            );
            // A file that is broken is told.
            prepared.write("site", "nonsense {");
            assert!(!prepared.judged().0, "{kind:?} takes nonsense");
        }
    }
}

#[test]
fn page_and_proxy_can_live_in_one_nginx() {
    let prepared = Prepared::new(Kind::Nginx, Layout::Page);
    prepared.replace("certdesk/proxy-server.conf", UPSTREAM.0, UPSTREAM.1);
    let proxy = std::fs::read_to_string(Kind::Nginx.shipped().join("proxy.conf")).expect("a shipped file");
    let folder = prepared.path().to_string_lossy().into_owned();
    let proxy = proxy
        .replace("/etc/nginx/certdesk", &format!("{folder}/certdesk"))
        .replace("/etc/ssl/certdesk", &folder);
    prepared.write("proxy-site", &proxy);
    prepared.replace("nginx.conf", "include site;", "include site;\n    include proxy-site;");
    let (taken, said) = prepared.judged();
    assert!(taken, "{said}");
}

#[test]
fn the_sites_speak_tls_and_demand_it_for_a_year() {
    for kind in BOTH {
        let site = Site::start_changed(
            kind,
            Layout::OneOrigin,
            "http://127.0.0.1:9",
            None,
            |prepared| match kind {
                Kind::Nginx => {
                    let text = std::fs::read_to_string(prepared.path().join("site")).expect("the site");
                    // The first of the two servers.
                    prepared.write(
                        "site",
                        &text.replacen(";\n    server_name", " ssl;\n    server_name", 1),
                    );
                }
                Kind::Caddy => {
                    let text = std::fs::read_to_string(prepared.path().join("site")).expect("the site");
                    let (before, after) = text.split_once("\nhttp://127.0.0.1:").expect("the address");
                    let (port, after) = after.split_once(" {").expect("the port");
                    let folder = prepared.path().display();
                    prepared.write(
                    "site",
                    &format!(
                        "{before}\nhttps://certdesk.example:{port} {{\n\ttls {folder}/fullchain.pem {folder}/key.pem{after}"
                    ),
                );
                    prepared.replace(
                        "certdesk/global.caddy",
                        "admin off",
                        "admin off\n\tauto_https disable_redirects",
                    );
                }
            },
        );
        let call = Call::get("/index.html")
            .with("Authorization", authorization())
            .with("Connection", "close");
        let answer = send_over_tls(site.folder(), site.port(), &call);
        assert_eq!(answer.status, 200, "{kind:?}: {}", answer.text());
        assert_eq!(
            answer.header("strict-transport-security"),
            Some("max-age=31536000"),
            "{kind:?}"
        );
    }
}
