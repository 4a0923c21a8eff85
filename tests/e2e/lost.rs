//! No answer, or none that can be read: not sent and unknown are two things, told in two ways.

use certdesk_sandbox::Fault;
use serde_json::json;

use crate::harness::{Browser, Desk, Order, Setup, block_on};

const NOT_SENT: &str = "The order was not sent";
/// What Chromium notes of a request that fails.
const FAILED: &str = "Failed to load resource";
/// What Chromium notes of an answer that the page may not read.
const CORS: &str = "has been blocked by CORS policy";

/// The outcome says that the order may exist, and how to find out.
async fn assert_unknown(desk: &Desk) {
    let said = desk.outcome().await;
    assert!(!said.contains(NOT_SENT), "{said}");
    assert!(said.contains("may"), "the order may exist: {said}");
    assert!(said.contains("CertCentral"), "where to look: {said}");
    assert!(said.contains("www.example.com"), "what to look for: {said}");
    desk.browser
        .until(
            "the account is linked",
            "!!document.querySelector('main a[href^=\"https://www.digicert.com/\"]')",
        )
        .await;
}

async fn ordered_under(fault: Fault) -> Desk {
    let desk = Desk::open().await;
    desk.fill_in(&Order::of("www.example.com")).await;
    desk.review().await;
    desk.sandbox.set_fault(fault);
    desk.place().await;
    desk
}

async fn assert_not_sent(browser: &Browser) -> String {
    browser.shows(".review .note-error", NOT_SENT).await;
    let said = browser.text(".review .note-error").await;
    assert!(said.contains("nothing was ordered"), "{said}");
    said
}

#[test]
fn a_proxy_that_is_down_is_not_sent_and_the_button_works_again() {
    block_on(async {
        // A port on which nobody listens: it was free a moment ago, and is closed again.
        let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = socket.local_addr().expect("an address").port();
        drop(socket);
        let config = json!({ "proxy": format!("http://127.0.0.1:{port}/services/v2") });
        let desk = Desk::with(Setup {
            config,
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        desk.fill_in(&Order::of("www.example.com")).await;
        desk.review().await;
        desk.place().await;
        assert_not_sent(browser).await;
        assert_eq!(browser.run("return location.hash").await, json!("#review"));
        browser
            .until(
                "the button works",
                "document.querySelector('#place-order').ariaDisabled !== 'true'",
            )
            .await;
        assert!(desk.sandbox.requests().is_empty() && desk.sandbox.orders().is_empty());
        // The policy allows the proxy of the default configuration only, so this one is forbidden, which is as good as down.
        desk.end_but(&[FAILED, "Content Security Policy", "policy: connect-src", "net::ERR"])
            .await;
    });
}

#[test]
fn an_answer_that_is_not_the_apis_is_not_sent() {
    block_on(async {
        let desk = Desk::open().await;
        // The page's own server stands in the proxy's place: it answers 404, and not in JSON.
        let mut config = json!({ "proxy": "/nothing/here" });
        config["time_limit_seconds"] = json!(5);
        desk.sandbox.set_config(config);
        desk.visit().await;
        desk.fill_in(&Order::of("www.example.com")).await;
        desk.review().await;
        desk.place().await;
        let said = assert_not_sent(&desk.browser).await;
        assert!(said.contains("404"), "{said}");
        assert_eq!(desk.posts(), 0);
        desk.end_but(&[FAILED]).await;
    });
}

#[test]
fn a_connection_that_is_cut_after_the_order_was_taken_is_unknown() {
    block_on(async {
        let desk = ordered_under(Fault::CutAfterTaking).await;
        assert_unknown(&desk).await;
        desk.until_ordered(1).await;
        assert_eq!(desk.only_order().names, ["www.example.com"]);
        desk.end_but(&[FAILED, CORS]).await;
    });
}

#[test]
fn a_connection_that_is_cut_before_the_order_was_taken_is_unknown_too() {
    block_on(async {
        let desk = ordered_under(Fault::CutBefore).await;
        assert_unknown(&desk).await;
        assert!(desk.sandbox.orders().is_empty());
        desk.end_but(&[FAILED, CORS]).await;
    });
}

#[test]
fn an_answer_that_never_comes_is_unknown_after_the_time_limit() {
    block_on(async {
        let desk = ordered_under(Fault::HangAfterTaking).await;
        desk.browser.shows("main", "Waiting for DigiCert's answer").await;
        assert_unknown(&desk).await;
        assert_eq!(desk.only_order().names, ["www.example.com"]);
        desk.end_but(&[FAILED, CORS]).await;
    });
}

#[test]
fn an_answer_that_breaks_off_is_unknown() {
    block_on(async {
        let desk = ordered_under(Fault::CutBody).await;
        assert_unknown(&desk).await;
        assert_eq!(desk.only_order().names, ["www.example.com"]);
        desk.end_but(&[FAILED, CORS]).await;
    });
}

#[test]
fn a_web_page_in_place_of_the_answer_is_unknown_and_stays_text() {
    block_on(async {
        let desk = ordered_under(Fault::HtmlWith200).await;
        assert_unknown(&desk).await;
        assert!(desk.sandbox.orders().is_empty());
        desk.end().await;
    });
}

#[test]
fn odd_answers_are_shown_for_what_they_are() {
    block_on(async {
        let desk = Desk::open().await;
        desk.fill_in(&Order::of("www.example.com")).await;
        let odd = [
            (
                200,
                "text/html",
                "<html><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>",
            ),
            (201, "application/json", ""),
            (201, "application/json", "{}"),
            (201, "application/json", r#"{"id":"#),
            (201, "application/json", r#"{"requests":[{"id":"7"}]}"#),
            (500, "text/plain", "upstream failed"),
            (504, "text/html", "<h1>Gateway Time-out</h1>"),
        ];
        for (status, content_type, body) in odd {
            desk.sandbox.set_fault(Fault::Status {
                status,
                content_type: content_type.into(),
                body: body.into(),
            });
            desk.review().await;
            desk.place().await;
            assert_unknown(&desk).await;
            let title = desk.browser.run("return document.title").await;
            assert_ne!(title, json!("owned"));
            desk.browser.run("history.back()").await;
            desk.browser.until("the form is seen", "location.hash === ''").await;
            desk.browser
                .run("for (const key of ['answer', 'journal']) localStorage.removeItem('certdesk.' + key)")
                .await;
            desk.visit().await;
        }
        let placed = [
            (
                r#"{"id":"998877","requests":[{"id":"12","status":"pending"}]}"#,
                "998877",
            ),
            (r#"{"id":998878,"requests":[{"id":13,"status":"on_fire"}]}"#, "on_fire"),
            (r#"{"id":998879}"#, "998879"),
            (
                r#"{"id":998880,"certificate_id":5,"certificate_chain":[{"subject_common_name":"x","pem":"no\r\nPEM"}]}"#,
                "998880",
            ),
        ];
        for (body, said) in placed {
            desk.sandbox.set_fault(Fault::Status {
                status: 201,
                content_type: "application/json".into(),
                body: body.into(),
            });
            desk.review().await;
            desk.place().await;
            let shown = desk.outcome().await;
            assert!(shown.contains(said), "{body}: {shown}");
            desk.browser.run("history.back()").await;
            desk.browser.until("the form is seen", "location.hash === ''").await;
            desk.browser
                .run("for (const key of ['answer', 'journal']) localStorage.removeItem('certdesk.' + key)")
                .await;
            desk.visit().await;
        }
        desk.end_but(&[FAILED]).await;
    });
}
