//! The proxy: it alone has the key, it speaks CORS with the origins that it was told, and it lets little through.

use certdesk_sandbox::{ALLOWED, Options, Sandbox, Via};

use crate::desk::{KEY, account, order, origin};
use crate::raw::{self, Answer};

const ORIGIN: &str = "https://desk.example.com";
const PRODUCT: &str = "/services/v2/product/ssl_securesite";
const ORDER: &str = "/services/v2/order/certificate/ssl_securesite";

/// A sandbox whose proxy lets pages of one origin in.
async fn start() -> Sandbox {
    let options = Options {
        origins: vec![ORIGIN.into()],
        ..Options::default()
    };
    Sandbox::start(account(), options).await.expect("a sandbox")
}

async fn call(sandbox: &Sandbox, method: &str, target: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
    let answer = raw::send(&origin(&sandbox.proxy_url()), method, target, headers, body).await;
    answer.expect("an answer")
}

#[tokio::test]
async fn a_preflight_is_answered_by_the_proxy_itself() {
    let sandbox = start().await;
    for (method, headers) in [("POST", "content-type"), ("GET", "accept"), ("PUT", "content-type")] {
        let asked = [
            ("Origin", ORIGIN),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", headers),
        ];
        let answer = call(&sandbox, "OPTIONS", ORDER, &asked, None).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("access-control-allow-origin"), Some(ORIGIN));
        assert_eq!(answer.header("access-control-allow-methods"), Some("GET,POST,PUT"));
        assert_eq!(
            answer.header("access-control-allow-headers"),
            Some("content-type,accept")
        );
        assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
        assert!(answer.header("vary").expect("what it varies by").contains("origin"));
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn pages_of_other_origins_are_not_let_in() {
    let sandbox = start().await;
    let body = order().to_string();
    for other in [
        "https://evil.example.com",
        "http://desk.example.com",
        "https://desk.example.com:8443",
        "https://DESK.example.com",
        "null",
        "",
    ] {
        let asked = [("Origin", other), ("Access-Control-Request-Method", "POST")];
        let preflight = call(&sandbox, "OPTIONS", ORDER, &asked, None).await;
        assert_eq!(preflight.header("access-control-allow-origin"), None, "{other}");
        // What needs no preflight does not get through either, least of all an order.
        for (method, target) in [("GET", PRODUCT), ("POST", ORDER)] {
            let headers = [("Origin", other), ("Content-Type", "text/plain")];
            let answer = call(&sandbox, method, target, &headers, Some(body.as_bytes())).await;
            assert_eq!(answer.header("access-control-allow-origin"), None, "{other} {method}");
            assert_eq!(
                (answer.status, answer.codes()),
                (403, vec!["access_denied|origin_not_allowed_by_proxy".to_owned()]),
                "{other} {method}"
            );
        }
    }
    assert!(sandbox.requests().is_empty() && sandbox.orders().is_empty());
}

#[tokio::test]
async fn the_key_is_added_and_never_echoed() {
    let sandbox = start().await;
    let body = order().to_string();
    let headers = [
        ("Origin", ORIGIN),
        ("Content-Type", "application/json"),
        // Neither a stranger's key nor cookies get through.
        ("X-DC-DEVKEY", "WRONG"),
        ("Cookie", "a=b"),
    ];
    let placed = call(&sandbox, "POST", ORDER, &headers, Some(body.as_bytes())).await;
    assert_eq!(placed.status, 201, "{}", placed.text());
    assert_eq!(placed.header("access-control-allow-origin"), Some(ORIGIN));
    assert_eq!(placed.header("set-cookie"), None);
    let answers = [
        placed,
        call(&sandbox, "GET", PRODUCT, &headers, None).await,
        call(&sandbox, "GET", "/services/v2/product/unknown", &headers, None).await,
        call(&sandbox, "POST", ORDER, &headers, Some(b"{")).await,
        call(&sandbox, "GET", "/services/v2/user/me", &headers, None).await,
        call(&sandbox, "GET", "/services/v2/account", &headers, None).await,
    ];
    for answer in &answers {
        let whole = format!("{}\n{}", answer.head(), answer.text());
        assert!(
            !whole.contains(KEY) && !whole.to_lowercase().contains("devkey"),
            "{whole}"
        );
    }
    assert!(!format!("{sandbox:?} {:?} {:?}", sandbox.orders(), sandbox.requests()).contains(KEY));
}

#[tokio::test]
async fn only_what_the_page_uses_gets_through() {
    let sandbox = start().await;
    let body = order().to_string();
    assert_eq!(
        call(&sandbox, "POST", ORDER, &[], Some(body.as_bytes())).await.status,
        201
    );
    assert_eq!(call(&sandbox, "GET", PRODUCT, &[], None).await.status, 200);
    // Each call of the table reaches the API, which knows it: what is not found is not a route.
    for entry in ALLOWED {
        let path = match entry.path {
            "/product/{product}" => "/product/ssl_ev_securesite".to_owned(),
            path => path
                .replace("{id}", "7")
                .replace("{product}", "unknown")
                .replace("{format}", "pem_all"),
        };
        let target = format!("/services/v2{path}");
        let body = (entry.method != "GET").then_some("{}".as_bytes());
        let answer = call(&sandbox, entry.method, &target, &[], body).await;
        assert!(matches!(answer.status, 200 | 201 | 400 | 404), "{entry:?}: {answer:?}");
        if answer.status >= 400 {
            assert_ne!(answer.codes(), ["not_found|route"], "{entry:?}");
        }
        let reached = sandbox.requests();
        let last = reached.last().unwrap();
        assert_eq!((last.method.as_str(), &last.path), (entry.method, &target));
    }
    let reached = sandbox.requests().len();
    assert!(sandbox.requests().iter().all(|request| request.via == Via::Proxy));
    for (method, target) in [
        ("GET", "/services/v2/user"),
        ("GET", "/services/v2/account"),
        ("GET", "/services/v2/certificate/456101"),
        ("GET", "/services/v2/order/certificate/112233/duplicate"),
        ("PUT", "/services/v2/certificate/456101/revoke"),
        ("PUT", "/services/v2/order/certificate/112233/revoke"),
        ("DELETE", "/services/v2/organization/123456"),
        ("POST", "/services/v2/organization"),
        ("POST", "/services/v2/order/certificate/112233"),
        ("POST", "/services/v2/order/certificate/112233/duplicate"),
        ("GET", "/services/v2//product/ssl_securesite"),
        ("GET", "/services/v2/product/../user/me"),
        ("GET", "/services/v2/product/%2e%2e"),
        ("GET", "/services/v2/product/a%2Fb"),
        ("GET", "/"),
    ] {
        let answer = call(&sandbox, method, target, &[], None).await;
        assert_eq!(
            (answer.status, answer.codes()),
            (403, vec!["access_denied|not_allowed_by_proxy".to_owned()]),
            "{method} {target}"
        );
    }
    assert_eq!(sandbox.requests().len(), reached);
}

#[tokio::test]
async fn the_origin_of_the_own_page_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<!DOCTYPE html>").unwrap();
    let options = Options {
        page: Some(folder.path().to_path_buf()),
        ..Options::default()
    };
    let sandbox = Sandbox::start(account(), options).await.unwrap();
    let page = origin(&sandbox.page_url().unwrap());
    for allowed in [page.clone(), page.replace("127.0.0.1", "localhost")] {
        let answer = call(&sandbox, "GET", PRODUCT, &[("Origin", &allowed)], None).await;
        assert_eq!(answer.header("access-control-allow-origin"), Some(allowed.as_str()));
    }
}
