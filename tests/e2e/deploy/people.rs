//! Who is let in by the proxy: pages by their origin, and people by the intranet's sign-on.

use serde_json::json;

use super::client::Call;
use super::proxy::{ORDER, PAGE, PRODUCT, TALKATIVE, assert_silent, order, proxy};
use super::site::{BOTH, Kind, Layout, Prepared, Site};
use super::upstream::Upstream;

#[test]
fn only_the_page_is_let_in() {
    for kind in BOTH {
        let upstream = Upstream::answering(TALKATIVE);
        let site = proxy(kind, &upstream.url());
        // The question before an order has no password, and is answered by the proxy.
        let asks = |origin: &str| {
            Call::new("OPTIONS", ORDER)
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "content-type")
                .send(site.port())
        };
        let answer = asks(PAGE);
        assert_eq!(answer.status, 204, "{kind:?}");
        let table = include_str!("../../../deploy/calls.txt");
        let mut methods: Vec<_> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split(' ').next())
            .collect();
        methods.sort_unstable();
        methods.dedup();
        let methods = methods.join(", ");
        for (name, value) in [
            ("access-control-allow-origin", PAGE),
            ("access-control-allow-credentials", "true"),
            ("access-control-allow-methods", methods.as_str()),
            ("access-control-allow-headers", "Content-Type, Accept"),
            ("access-control-max-age", "600"),
            ("vary", "Origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{kind:?}");
        }
        for strange in [
            "https://evil.example",
            "null",
            "http://certdesk.example",
            "https://certdesk.example.evil.example",
        ] {
            let posts = order("{}").with("Connection", "close");
            let posts = Call {
                headers: posts
                    .headers
                    .into_iter()
                    .map(|(name, value)| (name, if name == "Origin" { strange.to_owned() } else { value }))
                    .collect(),
                ..posts
            };
            for answer in [
                asks(strange),
                site.send(posts),
                site.send(Call::get(PRODUCT).with("Origin", strange)),
            ] {
                assert_eq!(answer.status, 403, "{kind:?}: {strange}");
                for (name, _) in &answer.headers {
                    assert!(!name.starts_with("access-control-"), "{kind:?}: {strange}: {name}");
                }
            }
        }
        // A program without an origin is no page of another site; it is let in with the password alone.
        assert_eq!(order("{}").send(site.port()).status, 401, "{kind:?}");
        assert!(upstream.received().is_empty(), "{kind:?}");
        let program = Call::get(PRODUCT);
        let answer = site.send(program);
        assert_eq!(
            (answer.status, answer.header("access-control-allow-origin")),
            (201, None),
            "{kind:?}"
        );
    }
}

#[test]
fn who_has_not_signed_on_is_told_so_in_json() {
    for kind in BOTH {
        let upstream = Upstream::answering(TALKATIVE);
        let site = proxy(kind, &upstream.url());
        for call in [order("{}"), Call::get("/services/v2/whoami").with("Origin", PAGE)] {
            let answer = call.send(site.port());
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (401, "access_denied|not_signed_on"),
                "{kind:?}"
            );
            assert!(answer.header("www-authenticate").is_some(), "{kind:?}");
        }
        assert!(upstream.received().is_empty(), "{kind:?}");
        let answer = site.send(Call::get("/services/v2/whoami").with("Origin", PAGE));
        assert_eq!(answer.status, 200, "{kind:?}: {}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/json"), "{kind:?}");
        assert_eq!(answer.json(), json!({ "user": "alice" }), "{kind:?}");
        assert_eq!(answer.header("access-control-allow-origin"), Some(PAGE), "{kind:?}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{kind:?}");
        assert!(upstream.received().is_empty(), "{kind:?}");
    }
}

/// Switches the sign-on from passwords to an authenticating proxy, by the comments of the shipped file.
fn by_header(prepared: &Prepared, kind: Kind, trusted: &str) {
    let file = match kind {
        Kind::Nginx => "certdesk/sign-on.conf",
        Kind::Caddy => "certdesk/sign-on.caddy",
    };
    let text = std::fs::read_to_string(prepared.path().join(file)).expect("the sign-on");
    let (_, instead) = text.split_once("X-Remote-User").expect("the other way");
    let mut switched = String::new();
    for line in instead.lines() {
        let code = line.strip_prefix("#   ").or_else(|| line.strip_prefix("#\t"));
        if let Some(code) = code {
            switched += &code.replace("192.0.2.10", trusted);
            switched.push('\n');
        }
    }
    assert_eq!(
        switched.lines().count(),
        if kind == Kind::Nginx { 2 } else { 4 },
        "{switched}"
    );
    prepared.write(file, &switched);
    if kind == Kind::Nginx {
        prepared.replace(
            "certdesk/proxy-http.conf",
            "map $remote_user ",
            "map $http_x_remote_user ",
        );
        prepared.replace(
            "certdesk/proxy-http.conf",
            "    \"~^[A-Za-z0-9._@+\\-]+$\" $remote_user;",
            "    \"~^[A-Za-z0-9._@+\\-]+$\" $http_x_remote_user;",
        );
    }
}

#[test]
fn a_proxy_that_signs_people_on_is_believed_and_nobody_else() {
    for kind in BOTH {
        let upstream = Upstream::answering(TALKATIVE);
        let start = |trusted: &str| {
            let change = |prepared: &Prepared| by_header(prepared, kind, trusted);
            Site::start_changed(kind, Layout::Proxy, &upstream.url(), Some(PAGE), change)
        };
        let asks = |site: &Site, user: &str| {
            let call = Call::get("/services/v2/whoami").with("Origin", PAGE);
            call.with("X-Remote-User", user).send(site.port())
        };
        let site = start("127.0.0.1");
        assert_eq!(asks(&site, "bob").json(), json!({ "user": "bob" }), "{kind:?}");
        for odd in ["", "a\"b", "a b", "{env.CERTDESK_DEVKEY}", "$certdesk_devkey"] {
            assert_eq!(asks(&site, odd).json(), json!({ "user": "" }), "{kind:?}: {odd}");
        }
        let placed = order("{}").with("X-Remote-User", "bob").send(site.port());
        assert_eq!(
            (placed.status, placed.header("x-certdesk-user")),
            (201, Some("bob")),
            "{kind:?}"
        );
        assert!(!upstream.received()[0].contains("bob"), "{kind:?}");
        let audit = site.audit(1);
        assert!(audit[0].to_string().contains("\"bob\""), "{kind:?}: {audit:#?}");
        assert_silent(&site, &[placed]);

        let site = start("192.0.2.10");
        let posted = order("{}").with("X-Remote-User", "bob").send(site.port());
        for answer in [asks(&site, "bob"), posted] {
            assert_eq!(answer.status, 403, "{kind:?}");
            assert_eq!(answer.code(), "access_denied|not_allowed_by_proxy", "{kind:?}");
        }
        assert_eq!(upstream.received().len(), 1, "{kind:?}");
    }
}
