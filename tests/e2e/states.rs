//! Each state of the page, judged from all sides: axe, narrow and wide, light and dark.

use certdesk_sandbox::{Account, ApprovalMode, Fault};
use serde_json::json;

use crate::harness::{CsrFile, Desk, Key, Order, Setup, block_on};

/// A configuration with a choice of everything.
fn rich() -> serde_json::Value {
    json!({
        "organizations": [{ "id": 123_456, "name": "Example Corporation" }, { "id": 123_457, "name": "Beispiel Handels GmbH" }],
        "containers": [{ "id": 5, "name": "Example Corporation" }],
        "custom_fields": [
            { "metadata_id": 11, "label": "Invoice number", "description": "As it stands on the purchase order." },
            { "metadata_id": 12, "label": "Cost centre", "data_type": "int", "required": true },
        ],
        "time_limit_seconds": 600,
    })
}

async fn desk(approval: ApprovalMode) -> Desk {
    Desk::with(Setup {
        account: Account {
            approval,
            ..Account::default()
        },
        ..Setup::default()
    })
    .await
}

#[test]
fn the_form_empty_with_errors_and_all_open() {
    block_on(async {
        let desk = Desk::with(Setup {
            config: rich(),
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        browser.inspect("form-empty").await;
        browser.click("#review-button").await;
        browser.shows(".error-summary", "There is a problem").await;
        browser.inspect("form-errors").await;
        browser.choose_product("ssl_ev_securesite_multi_domain").await;
        browser.choose("organization-choice-1").await;
        browser.choose("organization-validate").await;
        browser
            .add_names(&["bad_name.example.com", "*.example.com", "MÜNCHEN.de"])
            .await;
        browser.unfold().await;
        browser.fill("additional-emails", "nobody").await;
        browser.fill("organization-units", "Web").await;
        browser.inspect("form-all-open").await;
        desk.end().await;
    });
}

#[test]
fn the_form_filled_in_with_a_csr_that_was_read() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let csr = CsrFile::new(
            Key::Rsa2048,
            "www.example.com",
            &["www.example.com", "shop.example.com"],
        );
        let order = Order {
            product: "ssl_securesite_multi_domain",
            csr: csr.pem(),
            names: vec!["an-intranet-server-with-a-very-long-name.department-of-long-names.example.com"],
            ..Order::of("www.example.com")
        };
        desk.fill_in(&order).await;
        browser.shows(".reading", "verified").await;
        browser.inspect("form-filled").await;
        browser.session().refresh().await.expect("the page reloads");
        desk.ready().await;
        browser.shows(".restored", "Your entries").await;
        browser.inspect("form-restored").await;
        browser.paste_into("csr", &csr.key_pem()).await;
        browser.shows("main", "That was a private key").await;
        browser.inspect("form-key-cleared").await;
        desk.end().await;
    });
}

#[test]
fn the_review_and_an_order_under_way() {
    block_on(async {
        let desk = Desk::with(Setup {
            config: json!({ "time_limit_seconds": 600 }),
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        let order = Order {
            product: "ssl_securesite_multi_domain",
            names: vec!["an-intranet-server-with-a-very-long-name.department-of-long-names.example.com"],
            ..Order::of("www.example.com")
        };
        desk.fill_in(&order).await;
        desk.review().await;
        browser.inspect("review").await;
        desk.sandbox.set_fault(Fault::HangBefore);
        desk.place().await;
        browser.shows("#place-order", "Sending the order").await;
        browser.inspect("sending").await;
        desk.end().await;
    });
}

#[test]
fn an_order_that_was_not_sent() {
    block_on(async {
        let desk = Desk::with(Setup {
            config: json!({ "proxy": "/nothing/here" }),
            ..Setup::default()
        })
        .await;
        desk.fill_in(&Order::of("www.example.com")).await;
        desk.review().await;
        desk.place().await;
        desk.browser.shows("main [role=alert]", "The order was not sent").await;
        desk.browser.inspect("not-sent").await;
        desk.end_but(&["Failed to load resource"]).await;
    });
}

#[test]
fn an_order_that_was_refused() {
    block_on(async {
        let desk = Desk::open().await;
        desk.fill_in(&Order::of("www.example.com")).await;
        desk.sandbox.set_fault(Fault::Refuse(json!([
            { "code": "invalid_value:validity_years", "message": "validity_years contains an invalid value." },
            { "code": "request_limit_exceeded", "message": "Service unavailable, please limit request volume" },
        ])));
        desk.review().await;
        desk.place().await;
        desk.browser
            .shows(".error-summary", "DigiCert did not accept the order")
            .await;
        desk.browser.inspect("refused").await;
        desk.end_but(&["the server responded with a status of"]).await;
    });
}

/// An outcome, as it appears and with everything open.
async fn inspect_outcome(desk: Desk, state: &str, expected: &[&str]) {
    desk.outcome().await;
    desk.browser
        .until(
            "nothing is being checked",
            "!document.querySelector('main').innerText.includes('being checked')",
        )
        .await;
    desk.browser.inspect(state).await;
    desk.browser.unfold().await;
    desk.browser.inspect(&format!("{state}-open")).await;
    desk.end_but(expected).await;
}

async fn inspect_placed(approval: ApprovalMode, name: &'static str, state: &str) {
    let desk = desk(approval).await;
    desk.order(&Order::of(name)).await;
    inspect_outcome(desk, state, &[]).await;
}

#[test]
fn the_outcome_with_one_approval() {
    block_on(inspect_placed(
        ApprovalMode::OneStep,
        "www.example.com",
        "outcome-one-step",
    ));
}

#[test]
fn the_outcome_with_two_approvals() {
    block_on(inspect_placed(
        ApprovalMode::TwoStep,
        "www.example.com",
        "outcome-two-step",
    ));
}

#[test]
fn the_outcome_approved_by_itself() {
    block_on(inspect_placed(
        ApprovalMode::AutoApprove,
        "www.example.net",
        "outcome-auto",
    ));
}

#[test]
fn the_outcome_without_approval() {
    block_on(inspect_placed(
        ApprovalMode::SkipApproval,
        "www.example.net",
        "outcome-skip",
    ));
}

#[test]
fn the_outcome_with_its_certificate() {
    block_on(inspect_placed(
        ApprovalMode::AutoApprove,
        "www.example.com",
        "outcome-immediate",
    ));
}

#[test]
fn the_outcome_that_nobody_knows() {
    block_on(async {
        let desk = desk(ApprovalMode::AutoApprove).await;
        desk.fill_in(&Order::of("www.example.com")).await;
        desk.review().await;
        desk.sandbox.set_fault(Fault::Status {
            status: 502,
            content_type: "text/html".into(),
            body: "<html><body><h1>502 Bad Gateway</h1></body></html>".into(),
        });
        desk.place().await;
        inspect_outcome(desk, "outcome-unknown", &["Failed to load resource"]).await;
    });
}
