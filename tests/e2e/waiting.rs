//! An order that waits, followed until it is issued; and orders that hold the names already, before the button.

use std::time::{Duration, SystemTime};

use certdesk_sandbox::{Account, ApprovalMode, Fault, KeyRole, SeededOrder, SeededState};
use serde_json::{Value, json};
use time::{Date, OffsetDateTime};

use crate::harness::{Desk, Order, Setup, block_on};

/// A name whose domain the demo account has validated.
const VALIDATED: &str = "www.example.com";
/// A name whose domain it has no valid validation of.
const UNVALIDATED: &str = "www.example.net";
/// What Chromium notes of an answer that is an error.
const FAILED: &str = "Failed to load resource";
/// The demo account has several containers, and so no balance of its own: DigiCert answers 400.
const BALANCE: &str = "/finance/balance";

async fn desk(account: Account) -> Desk {
    Desk::with(Setup::asking("en", account)).await
}

fn approving(approval: ApprovalMode) -> Account {
    Account {
        approval,
        ..Account::default()
    }
}

/// Places an order that asks for a method.
async fn order_by(desk: &Desk, method: &str) {
    desk.fill_in(&Order::of(UNVALIDATED)).await;
    if !method.is_empty() {
        desk.browser.unfold().await;
        desk.browser.select("dcv-method", method).await;
    }
    desk.review().await;
    desk.place().await;
    desk.outcome().await;
}

/// Decides a request as an approver elsewhere does.
async fn approve(desk: &Desk, request: u64) {
    let url = format!("{}/request/{request}/status", desk.sandbox.proxy_url());
    let status = desk
        .browser
        .promised(&format!(
            "fetch({}, {{ method: 'PUT', headers: {{ 'Content-Type': 'application/json' }}, \
             body: JSON.stringify({{ status: 'approved' }}) }}).then(answer => answer.status)",
            json!(url)
        ))
        .await;
    assert_eq!(status, 204);
}

/// A value that the page shows for the first domain that waits.
async fn shown(desk: &Desk, what: &str) -> String {
    let selector = format!(".waiting [data-shows=\"{what}\"]");
    desk.browser.text(&selector).await.trim().to_owned()
}

/// The page says that the order is issued: in its text, in the live region, in the window's title; and has the certificate.
async fn assert_issued(desk: &Desk) {
    let browser = &desk.browser;
    browser.element("#outcome-downloads").await;
    browser
        .until("the title says it", "document.title.startsWith('✓ Order')")
        .await;
    browser
        .until(
            "it is read out",
            "[...document.querySelectorAll('main .visually-hidden[role=status]')].some(said => said.textContent.includes('is issued'))",
        )
        .await;
    browser
        .until(
            "nothing is being checked",
            "!document.querySelector('main').innerText.includes('being checked')",
        )
        .await;
    let said = browser.text("main").await;
    assert!(
        said.contains("Yes, this is the certificate that was ordered."),
        "{said}"
    );
}

#[test]
fn two_approvals_are_followed_to_the_certificate_without_a_reload() {
    block_on(async {
        let desk = desk(approving(ApprovalMode::TwoStep)).await;
        let browser = &desk.browser;
        desk.order(&Order::of(VALIDATED)).await;
        let request = desk.only_order().requests[0].0;
        browser.run("window.sameVisit = true").await;
        browser.shows(".waiting", "waits for approval").await;
        browser.shows(".waiting", &request.to_string()).await;
        browser.inspect("waiting-approval").await;
        approve(&desk, request).await;
        browser.click("#waiting-look").await;
        browser.shows(".waiting", "waits for an approver").await;
        approve(&desk, request).await;
        // Nothing is pressed from here on.
        assert_issued(&desk).await;
        assert_eq!(browser.run("return window.sameVisit").await, true);
        assert_eq!(desk.posts(), 1);
        browser.inspect("waiting-issued").await;
        desk.end_but(&[BALANCE]).await;
    });
}

#[test]
fn a_dns_record_is_made_by_the_words_of_the_page_alone() {
    block_on(async {
        let desk = desk(approving(ApprovalMode::AutoApprove)).await;
        let browser = &desk.browser;
        order_by(&desk, "dns-txt-token").await;
        let (name, value) = (shown(&desk, "name").await, shown(&desk, "value").await);
        browser.shows(".waiting", "TXT").await;
        browser.shows(".waiting", "This value holds until").await;
        browser.inspect("waiting-dns").await;
        browser.click("#waiting-check").await;
        browser.shows(".waiting-came", "not found").await;
        assert_eq!(browser.focused().await, "waiting-check");
        browser.inspect("waiting-dns-not-found").await;
        desk.sandbox.set_dns_txt(&name, &value);
        browser.click("#waiting-check").await;
        assert_issued(&desk).await;
        desk.end_but(&[BALANCE]).await;
    });
}

#[test]
fn a_file_is_put_by_the_words_of_the_page_alone() {
    block_on(async {
        let desk = desk(approving(ApprovalMode::AutoApprove)).await;
        let browser = &desk.browser;
        order_by(&desk, "http-token").await;
        let (url, content) = (shown(&desk, "url").await, shown(&desk, "content").await);
        browser.click("#waiting-check").await;
        // DigiCert's own words.
        browser.shows(".waiting-came", "file_random_value_not_found").await;
        browser.inspect("waiting-file-not-found").await;
        desk.sandbox.set_file(&url, &content);
        browser.click("#waiting-check").await;
        assert_issued(&desk).await;
        desk.end_but(&[FAILED]).await;
    });
}

#[test]
fn mails_are_sent_again_and_the_method_is_changed() {
    block_on(async {
        let desk = desk(approving(ApprovalMode::AutoApprove)).await;
        let browser = &desk.browser;
        order_by(&desk, "").await;
        browser.shows(".waiting", "hostmaster@").await;
        browser.inspect("waiting-mail").await;
        let before = desk.sandbox.mails().len();
        browser.click("#waiting-resend").await;
        browser.shows(".waiting-came", "on their way again").await;
        assert!(desk.sandbox.mails().len() > before);
        browser.select("waiting-method", "dns-txt-token").await;
        browser.click("#waiting-method-change").await;
        browser.shows(".waiting-came", "The method is now").await;
        let (name, value) = (shown(&desk, "name").await, shown(&desk, "value").await);
        desk.sandbox.set_dns_txt(&name, &value);
        browser.click("#waiting-check").await;
        assert_issued(&desk).await;
        let changes = desk
            .sandbox
            .requests()
            .iter()
            .filter(|request| request.path.ends_with("/dcv-method"))
            .count();
        assert_eq!(changes, 1, "a change is made once");
        desk.end_but(&[BALANCE]).await;
    });
}

#[test]
fn too_many_calls_are_waited_out() {
    block_on(async {
        let desk = desk(approving(ApprovalMode::OneStep)).await;
        let browser = &desk.browser;
        desk.order(&Order::of(VALIDATED)).await;
        let request = desk.only_order().requests[0].0;
        browser.shows(".waiting", "waits for approval").await;
        desk.sandbox.set_fault(Fault::Limited);
        browser.click("#waiting-look").await;
        browser.shows(".waiting [role=alert]", "asked too often").await;
        browser.shows(".waiting [role=alert]", "looks again by itself at").await;
        browser.inspect("waiting-limited").await;
        desk.sandbox.set_fault(Fault::None);
        approve(&desk, request).await;
        // The API does not say how long, so the page waits a minute, and goes on without a press.
        tokio::time::sleep(Duration::from_secs(50)).await;
        assert_issued(&desk).await;
        desk.end_but(&[FAILED]).await;
    });
}

#[test]
fn a_key_that_may_only_order_says_where_to_look() {
    block_on(async {
        let desk = desk(Account {
            key_role: KeyRole::OrderOnly,
            ..approving(ApprovalMode::OneStep)
        })
        .await;
        let browser = &desk.browser;
        desk.order(&Order::of(VALIDATED)).await;
        browser.shows(".waiting [role=alert]", "can't follow the order").await;
        browser
            .until(
                "there is a link to CertCentral",
                "!!document.querySelector('.waiting [role=alert] a[href^=\"https://www.digicert.com/\"]')",
            )
            .await;
        browser
            .until(
                "nothing is left to press",
                "!document.querySelector('#waiting-look').checkVisibility()",
            )
            .await;
        browser.inspect("waiting-refused").await;
        desk.end_but(&[FAILED]).await;
    });
}

#[test]
fn a_call_that_is_refused_loses_its_button() {
    block_on(async {
        let desk = desk(Account {
            denied: vec!["PUT /order/certificate/{}/check-dcv".into()],
            ..approving(ApprovalMode::AutoApprove)
        })
        .await;
        let browser = &desk.browser;
        order_by(&desk, "dns-txt-token").await;
        browser.click("#waiting-check").await;
        browser.shows(".waiting-came", "from the order in CertCentral").await;
        browser
            .until(
                "the button is gone",
                "!document.querySelector('#waiting-check').checkVisibility()",
            )
            .await;
        browser
            .until(
                "the others stay",
                "document.querySelector('#waiting-method-change').checkVisibility()",
            )
            .await;
        desk.end_but(&[FAILED]).await;
    });
}

/// The seconds between the last look and the next, as the page says them.
async fn seconds_to_next(desk: &Desk) -> i64 {
    let script = "(() => { const [last, next] = [...document.querySelector('.waiting-looks').innerText.matchAll(/(\\d+):(\\d+):(\\d+)/g)] \
                  .map(([, h, m, s]) => h * 3600 + m * 60 + +s); return next === undefined ? -1 : (next - last + 86400) % 86400 })()";
    let value = desk
        .browser
        .until("both looks are told", &format!("{script} >= 0 && [{script}]"))
        .await;
    value[0].as_i64().expect("seconds")
}

#[test]
fn a_hidden_tab_looks_more_rarely() {
    block_on(async {
        let desk = desk(approving(ApprovalMode::OneStep)).await;
        let browser = &desk.browser;
        desk.order(&Order::of(VALIDATED)).await;
        browser.shows(".waiting", "waits for approval").await;
        assert!(seconds_to_next(&desk).await <= 15);
        let hide = |hidden: bool| {
            format!(
                "Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }}); \
                 document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}))"
            )
        };
        browser.run(&hide(true)).await;
        assert!(seconds_to_next(&desk).await >= 59);
        browser.run(&hide(false)).await;
        assert!(seconds_to_next(&desk).await <= 15);
        desk.end_but(&[BALANCE]).await;
    });
}

#[test]
fn a_view_that_is_left_asks_no_more() {
    block_on(async {
        let desk = desk(approving(ApprovalMode::OneStep)).await;
        let browser = &desk.browser;
        desk.order(&Order::of(VALIDATED)).await;
        browser.shows(".waiting", "waits for approval").await;
        browser.click_text("nav.view-links", "New order").await;
        // A look that was under way may end; then longer than until the next would have come.
        tokio::time::sleep(Duration::from_secs(1)).await;
        let before = desk.sandbox.requests().len();
        tokio::time::sleep(Duration::from_secs(12)).await;
        assert_eq!(desk.sandbox.requests().len(), before);
        desk.end_but(&[BALANCE]).await;
    });
}

/// Today, or so many days from it.
fn day(ahead: i64) -> Date {
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .expect("a clock that goes");
    let now = i64::try_from(now.as_secs()).expect("a time of this age");
    let today = OffsetDateTime::from_unix_timestamp(now).expect("a date").date();
    today.saturating_add(time::Duration::days(ahead))
}

fn with_orders() -> Account {
    let order = |id, common_name: &str, state, valid_till| SeededOrder {
        id,
        product: "ssl_securesite".into(),
        common_name: common_name.into(),
        organization_id: Some(123_456),
        state,
        valid_till,
        ..SeededOrder::default()
    };
    Account {
        orders: vec![
            order(70_001, VALIDATED, SeededState::Issued, Some(day(20))),
            order(70_002, VALIDATED, SeededState::NeedsApproval, None),
            order(70_003, "elsewhere.example.com", SeededState::Issued, None),
        ],
        ..approving(ApprovalMode::OneStep)
    }
}

#[test]
fn orders_that_hold_the_names_are_shown_before_the_button_and_one_is_renewed() {
    block_on(async {
        let desk = desk(with_orders()).await;
        let browser = &desk.browser;
        desk.fill_in(&Order::of(VALIDATED)).await;
        desk.review().await;
        browser.shows(".covering", "70001").await;
        browser.shows(".covering", "about to expire").await;
        browser.shows(".covering", "70002").await;
        let said = browser.text(".covering").await;
        assert!(!said.contains("70003"), "{said}");
        browser
            .until(
                "the order can be opened",
                "!!document.querySelector('.covering a[href=\"#orders/70001\"]')",
            )
            .await;
        browser.inspect("covering").await;
        browser.click("[data-renews=\"70001\"]").await;
        browser.shows(".review", "This order will renew order 70001").await;
        browser.shows(".review-list", "70001").await;
        desk.place().await;
        desk.outcome().await;
        let body: Value = desk.sandbox.orders().last().expect("an order").body.clone();
        assert_eq!(body["renewal_of_order_id"], json!(70_001));
        assert!(body["renewed_thumbprint"].is_string(), "{body}");
        desk.end_but(&[BALANCE]).await;
    });
}

#[test]
fn the_button_waits_for_no_answer_about_other_orders() {
    block_on(async {
        let desk = desk(approving(ApprovalMode::OneStep)).await;
        let browser = &desk.browser;
        desk.fill_in(&Order::of(VALIDATED)).await;
        desk.sandbox.set_fault_on("GET /order/certificate", Fault::HangBefore);
        desk.review().await;
        browser.shows(".covering", "Looking for orders").await;
        desk.place().await;
        desk.outcome().await;
        desk.end_but(&[FAILED]).await;
    });
}

#[test]
fn waiting_in_russian() {
    block_on(async {
        let desk = Desk::with(Setup::asking("ru", with_orders())).await;
        let browser = &desk.browser;
        let order = Order {
            names: Vec::new(),
            ..Order::of(UNVALIDATED)
        };
        desk.fill_in(&Order::of(VALIDATED)).await;
        desk.review().await;
        browser.shows(".covering", "Заказ 70001").await;
        browser.inspect("covering-ru").await;
        browser.run("history.back()").await;
        desk.ready().await;
        desk.fill_in(&order).await;
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        browser.shows(".waiting", "ждёт согласования").await;
        browser.shows(".waiting", "hostmaster@").await;
        browser.inspect("waiting-ru").await;
        desk.end_but(&[BALANCE]).await;
    });
}

#[test]
fn one_order_of_the_account_is_followed_too() {
    block_on(async {
        let desk = desk(with_orders()).await;
        let browser = &desk.browser;
        browser.run("location.hash = '#orders/70002'").await;
        browser.shows(".waiting", "waits for approval").await;
        let requests = desk.sandbox.order(70_002).expect("the order").requests;
        approve(&desk, requests[0].0).await;
        browser.click("#waiting-look").await;
        browser.shows(".waiting", "Order 70002 is issued").await;
        browser
            .until("the title says it", "document.title.startsWith('✓ Order 70002')")
            .await;
        desk.end_but(&[BALANCE]).await;
    });
}
