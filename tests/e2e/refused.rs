//! DigiCert says no.

use certdesk_sandbox::Fault;
use serde_json::json;

use crate::harness::{Desk, Order, block_on};

/// What Chromium notes of any answer that is no success.
const STATUS: &str = "the server responded with a status of";

#[test]
fn a_refusal_is_told_at_the_field_it_names_and_the_form_is_as_it_was() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        desk.sandbox.set_fault(Fault::Refuse(json!([
            { "code": "invalid_value:organization.id", "message": "organization.id contains an invalid value." },
            { "code": "limit_reached", "message": "No more orders this year." },
        ])));
        let order = Order::of("www.example.com");
        desk.fill_in(&order).await;
        desk.review().await;
        desk.place().await;
        browser
            .shows(".error-summary", "DigiCert did not accept the order")
            .await;
        browser
            .until(
                "the summary has the focus",
                "document.activeElement.matches('.error-summary')",
            )
            .await;
        let summary = browser.text(".error-summary").await;
        for said in [
            "organization.id contains an invalid value.",
            "limit_reached",
            "No more orders this year.",
        ] {
            assert!(summary.contains(said), "{summary}");
        }
        browser
            .shows("#organization-id-message", "organization.id contains an invalid value.")
            .await;
        browser
            .click_text(".error-summary", "DigiCert answered: organization.id")
            .await;
        assert_eq!(browser.focused().await, "organization-id");
        assert_eq!(browser.value("common-name").await, "www.example.com");
        assert_eq!(browser.value("organization-id").await, "123456");
        assert_eq!(browser.value("validity-years").await, "1");
        assert_eq!(browser.value("csr").await.trim(), order.csr.trim());
        assert!(desk.sandbox.orders().is_empty() && desk.posts() == 1);

        // Once the entry is changed its refusal is out of date, and the order can be placed.
        desk.sandbox.set_fault(Fault::None);
        browser.fill("organization-id", "123457").await;
        browser
            .until(
                "nothing is said",
                "document.querySelector('#organization-id-message').innerText === ''",
            )
            .await;
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        assert_eq!(desk.only_order().body["organization"]["id"], json!(123_457));
        desk.end_but(&[STATUS]).await;
    });
}

#[test]
fn the_sandboxs_own_judgement_reaches_the_field() {
    block_on(async {
        let desk = Desk::open().await;
        let order = Order {
            organization: 999_999,
            ..Order::of("www.example.com")
        };
        desk.fill_in(&order).await;
        desk.review().await;
        desk.place().await;
        desk.browser
            .shows(".error-summary", "DigiCert did not accept the order")
            .await;
        desk.browser
            .shows("#organization-id-message", "DigiCert answered")
            .await;
        assert!(desk.sandbox.orders().is_empty());
        desk.end_but(&[STATUS]).await;
    });
}

#[test]
fn a_refusal_without_a_word_of_digicerts_is_shown_for_what_it_is() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        desk.fill_in(&Order::of("www.example.com")).await;
        for (status, content_type, body) in [
            (403, "text/html", "<h1>Sign in to go on</h1>"),
            (401, "", ""),
            (404, "text/html", "<h1>Not found</h1>"),
            (429, "application/json", "{}"),
            (400, "application/json", r#"{"errors":[]}"#),
            (400, "application/json", "["),
        ] {
            desk.sandbox.set_fault(Fault::Status {
                status,
                content_type: content_type.into(),
                body: body.into(),
            });
            desk.review().await;
            desk.place().await;
            let said = desk.outcome().await;
            assert!(said.contains("DigiCert did not accept the order"), "{status}: {said}");
            browser.click_text("main", "The answer as it came").await;
            browser.shows("main", &status.to_string()).await;
            browser.click_text("main", "Back to the form").await;
            browser.until("the form is seen", "location.hash === ''").await;
            assert_eq!(browser.value("common-name").await, "www.example.com");
        }
        assert!(desk.sandbox.orders().is_empty());
        desk.end_but(&[STATUS]).await;
    });
}
