//! What the sandbox does wrong on purpose, on the API and through the proxy alike.

use std::time::Duration;

use certdesk_sandbox::{Fault, Options, Sandbox, Via};
use serde_json::json;
use tokio::time::{Instant, timeout};

use crate::desk::{Desk, KEY, account, order, origin};
use crate::raw::{self, Answer};

/// Longest that anything may take that does answer.
const SOON: Duration = Duration::from_secs(60);
/// How long an answer is waited for that never comes.
const A_WHILE: Duration = Duration::from_millis(400);

/// Orders by a listener, and what came of it: the answer, an error, or nothing for a while.
async fn ordered(desk: &Desk, via: Via, patience: Duration) -> Option<std::io::Result<Answer>> {
    let address = match via {
        Via::Api => desk.origin(),
        Via::Proxy => origin(&desk.sandbox.proxy_url()),
    };
    let body = order().to_string();
    let target = "/services/v2/order/certificate/ssl_securesite";
    let headers = [("X-DC-DEVKEY", KEY), ("Content-Type", "application/json")];
    timeout(
        patience,
        raw::send(&address, "POST", target, &headers, Some(body.as_bytes())),
    )
    .await
    .ok()
}

fn plain(status: u16, content_type: &str, body: &str) -> (u16, String, String) {
    (status, content_type.to_owned(), body.to_owned())
}

#[tokio::test]
async fn some_end_the_connection_and_differ_in_whether_the_order_exists() {
    for via in [Via::Api, Via::Proxy] {
        for (fault, taken) in [(Fault::CutBefore, 0), (Fault::CutAfterTaking, 1), (Fault::CutBody, 1)] {
            let desk = Desk::open().await;
            desk.sandbox.set_fault(fault.clone());
            let answer = ordered(&desk, via, SOON).await.expect("an end");
            assert!(answer.is_err(), "{fault:?} {via:?}: {answer:?}");
            assert_eq!(desk.sandbox.orders().len(), taken, "{fault:?} {via:?}");
        }
    }
}

#[tokio::test]
async fn some_never_answer() {
    for via in [Via::Api, Via::Proxy] {
        for (fault, taken) in [(Fault::HangBefore, 0), (Fault::HangAfterTaking, 1)] {
            let desk = Desk::open().await;
            desk.sandbox.set_fault(fault.clone());
            let taking = async {
                while desk.sandbox.orders().len() < taken {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
                tokio::time::sleep(A_WHILE).await;
            };
            tokio::select! {
                answer = ordered(&desk, via, SOON) => panic!("{fault:?} {via:?}: {answer:?}"),
                () = taking => {}
            }
            assert_eq!(desk.sandbox.orders().len(), taken, "{fault:?} {via:?}");
            // Who hangs ends with the sandbox all the same.
            timeout(SOON, desk.sandbox.stop()).await.expect("an end");
        }
    }
}

#[tokio::test]
async fn some_answer_with_something_else() {
    let errors = json!({"code": "one_object", "message": "not a list"});
    let refused = json!({ "errors": errors }).to_string();
    let status = |status, content_type: &str, body: &str| Fault::Status {
        status,
        content_type: content_type.into(),
        body: body.into(),
    };
    let after = Fault::StatusAfterTaking {
        status: 502,
        content_type: "text/html".into(),
        body: "<h1>Bad Gateway</h1>".into(),
    };
    for via in [Via::Api, Via::Proxy] {
        for (fault, taken, expected) in [
            (Fault::EmptyBody, 1, plain(201, "application/json", "")),
            (
                status(503, "application/json", "{\"errors\":[]}"),
                0,
                plain(503, "application/json", "{\"errors\":[]}"),
            ),
            (status(429, "", "slow down"), 0, plain(429, "", "slow down")),
            (status(7, "", ""), 0, plain(500, "", "")),
            (after.clone(), 1, plain(502, "text/html", "<h1>Bad Gateway</h1>")),
            (
                Fault::Refuse(errors.clone()),
                0,
                plain(400, "application/json", &refused),
            ),
        ] {
            let desk = Desk::open().await;
            desk.sandbox.set_fault(fault.clone());
            let answer = ordered(&desk, via, SOON).await.expect("an end").expect("an answer");
            let seen = plain(
                answer.status,
                answer.header("content-type").unwrap_or_default(),
                answer.text(),
            );
            assert_eq!(seen, expected, "{fault:?} {via:?}");
            assert_eq!(desk.sandbox.orders().len(), taken, "{fault:?} {via:?}");
        }
        let desk = Desk::open().await;
        desk.sandbox.set_fault(Fault::HtmlWith200);
        let answer = ordered(&desk, via, SOON).await.expect("an end").expect("an answer");
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("text/html; charset=utf-8"))
        );
        assert!(answer.text().starts_with("<!DOCTYPE html>") && desk.sandbox.orders().is_empty());
    }
}

#[tokio::test]
async fn a_delay_holds_every_answer_back() {
    let desk = Desk::open().await;
    desk.sandbox.set_fault(Fault::Delay(A_WHILE));
    let begun = Instant::now();
    assert_eq!(desk.get("/user/me").await.status, 200);
    assert!(begun.elapsed() >= A_WHILE);
}

#[tokio::test]
async fn faults_concern_the_placing_of_orders_alone_and_end_when_told() {
    let desk = Desk::open().await;
    desk.sandbox.set_fault(Fault::CutBefore);
    assert_eq!(desk.get("/order/certificate").await.status, 200);
    assert!(ordered(&desk, Via::Api, SOON).await.expect("an end").is_err());
    desk.sandbox.set_fault(Fault::None);
    let answer = ordered(&desk, Via::Proxy, SOON)
        .await
        .expect("an end")
        .expect("an answer");
    assert_eq!(answer.status, 201);
    let seen: Vec<(String, u16, Via)> = desk
        .sandbox
        .requests()
        .into_iter()
        .map(|request| (request.method, request.status, request.via))
        .collect();
    let of = |method: &str, status, via| (method.to_owned(), status, via);
    assert_eq!(
        seen,
        [
            of("GET", 200, Via::Api),
            of("POST", 0, Via::Api),
            of("POST", 201, Via::Proxy)
        ]
    );
}

#[tokio::test]
async fn other_calls_can_go_wrong_too() {
    let desk = Desk::open().await;
    let mut waiting = order();
    waiting["container"] = json!({"id": 6});
    desk.order("ssl_securesite", &waiting).await;
    desk.sandbox
        .set_fault_on("PUT /request/{}/status", Fault::CutAfterTaking);
    let approve = json!({"status": "approved"}).to_string();
    let headers = [("X-DC-DEVKEY", KEY)];
    let target = "/services/v2/request/113/status";
    let answer = raw::send(&desk.origin(), "PUT", target, &headers, Some(approve.as_bytes())).await;
    assert!(answer.is_err(), "{answer:?}");
    // It was carried out, and nothing else is concerned.
    assert_eq!(desk.read("/request/113").await["status"], "approved");
    desk.order("ssl_securesite", &order()).await;
    desk.sandbox.set_fault_on("* /order/certificate", Fault::HtmlWith200);
    assert_eq!(
        desk.get("/order/certificate").await.header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[tokio::test]
async fn some_answer_late_or_with_a_wrong_length_and_the_order_exists() {
    for via in [Via::Api, Via::Proxy] {
        let desk = Desk::open().await;
        desk.sandbox.set_fault(Fault::Late(A_WHILE));
        let begun = Instant::now();
        let answer = ordered(&desk, via, SOON).await.expect("an end").expect("an answer");
        assert!(begun.elapsed() >= A_WHILE && answer.status == 201);
        // No other call is late.
        let begun = Instant::now();
        desk.get("/user/me").await;
        assert!(begun.elapsed() < A_WHILE);
        desk.sandbox.set_fault(Fault::WrongLength);
        let answer = ordered(&desk, via, SOON).await.expect("an end").expect("an answer");
        let length: usize = answer
            .header("content-length")
            .expect("a length")
            .parse()
            .expect("a number");
        assert_eq!(answer.text().len(), length);
        assert!(serde_json::from_str::<serde_json::Value>(answer.text()).is_err());
        assert_eq!((desk.sandbox.orders().len(), desk.sandbox.order_calls()), (2, 2));
    }
}

#[tokio::test]
async fn anything_can_be_answered_instead() {
    for via in [Via::Api, Via::Proxy] {
        for taken in [false, true] {
            let desk = Desk::open().await;
            desk.sandbox.set_fault(Fault::Instead {
                taken,
                status: 429,
                headers: vec![("Retry-After".into(), "7".into()), ("no name".into(), "x".into())],
                body: vec![0xff],
            });
            let answer = ordered(&desk, via, SOON).await.expect("an end").expect("an answer");
            assert_eq!((answer.status, answer.header("retry-after")), (429, Some("7")));
            assert_eq!(desk.sandbox.orders().len(), usize::from(taken));
        }
    }
}

/// Asks the proxy as a browser does on behalf of the page.
async fn asked(desk: &Desk, method: &str, headers: &[(&str, &str)], body: Option<&[u8]>) -> Answer {
    let target = "/services/v2/order/certificate/ssl_securesite";
    let address = origin(&desk.sandbox.proxy_url());
    timeout(SOON, raw::send(&address, method, target, headers, body))
        .await
        .expect("an end")
        .expect("an answer")
}

#[tokio::test]
async fn a_proxy_can_lack_cors() {
    const ALLOW: &str = "access-control-allow-origin";
    const PAGE: &str = "https://desk.example";
    let options = Options {
        origins: vec![PAGE.into()],
        ..Options::default()
    };
    let sandbox = Sandbox::start(account(), options).await.expect("a sandbox");
    let desk = Desk { sandbox };
    let post = [("Content-Type", "application/json"), ("Origin", PAGE)];
    let preflight = [
        ("Origin", PAGE),
        ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type"),
    ];
    let body = order().to_string();
    assert!(asked(&desk, "OPTIONS", &preflight, None).await.header(ALLOW).is_some());
    desk.sandbox.set_fault(Fault::NoPreflight);
    assert!(asked(&desk, "OPTIONS", &preflight, None).await.header(ALLOW).is_none());
    desk.sandbox.set_fault(Fault::NoCors);
    let answer = asked(&desk, "POST", &post, Some(body.as_bytes())).await;
    assert_eq!((answer.status, answer.header(ALLOW)), (201, None));
    desk.sandbox.set_fault(Fault::None);
    let answer = asked(&desk, "POST", &post, Some(body.as_bytes())).await;
    assert!(answer.status == 201 && answer.header(ALLOW).is_some());
    assert_eq!(desk.sandbox.orders().len(), 2);
}

#[tokio::test]
async fn a_proxy_can_go_away() {
    let mut desk = Desk::open().await;
    desk.sandbox.stop_proxy().await;
    let end = ordered(&desk, Via::Proxy, SOON).await.expect("an end");
    assert_eq!(
        end.expect_err("no connection").kind(),
        std::io::ErrorKind::ConnectionRefused
    );
    assert!(ordered(&desk, Via::Api, SOON).await.expect("an end").is_ok());
    desk.sandbox.stop().await;
}
