//! The whole order by keyboard alone, with the focus seen at each stop.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::harness::{CsrFile, Desk, block_on};

#[test]
fn an_order_from_the_first_key_to_the_outcome() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let csr = CsrFile::of("www.example.com");
        // The first stop is the link past the header.
        browser.press(Key::Tab).await;
        browser.assert_focus_seen().await;
        assert_eq!(
            browser.run("return document.activeElement.className").await,
            json!("skip-link")
        );
        browser.press(Key::Enter).await;
        browser
            .until("the focus is in the content", "document.activeElement.id === 'main'")
            .await;
        assert_eq!(browser.run("return location.hash").await, json!(""));

        browser.tab_to("the products", "it.name === 'product'").await;
        browser.press(Key::Space).await;
        browser.press(Key::Down).await;
        browser
            .until(
                "the second product is chosen",
                "document.querySelector('#product-1').checked",
            )
            .await;
        browser.tab_to_id("csr").await;
        browser.paste(&csr.pem()).await;
        browser.shows(".reading", "www.example.com").await;
        browser
            .tab_to("the CSR's offer", "it.matches('.difference button')")
            .await;
        browser.press(Key::Enter).await;
        browser
            .until(
                "the common name is taken",
                "document.querySelector('#common-name').value === 'www.example.com'",
            )
            .await;
        browser.tab_to_id("dns-names-add").await;
        browser.press(Key::Enter).await;
        browser
            .until(
                "a new line has the focus",
                "document.activeElement.id.startsWith('dns-name-')",
            )
            .await;
        browser.assert_focus_seen().await;
        browser.press("mail.example.com").await;
        // Enter in a line begins the next one, and does not send the form.
        browser.press(Key::Enter).await;
        browser
            .until(
                "there are two lines",
                "document.querySelectorAll('.name-row').length === 2",
            )
            .await;
        browser
            .until(
                "the second has the focus",
                "document.activeElement.id === document.querySelectorAll('.name-row input')[1].id",
            )
            .await;
        browser.press("api.example.com").await;
        browser
            .tab_to(
                "the button that takes it away",
                "it.getAttribute('aria-label') === 'Remove api.example.com'",
            )
            .await;
        browser.press(Key::Space).await;
        browser
            .until(
                "one line is left, with the focus",
                "document.activeElement.id === document.querySelector('.name-row input').id",
            )
            .await;
        browser
            .tab_to("the organizations", "it.name === 'organization-choice'")
            .await;
        browser.tab_to_id("organization-id").await;

        // Enter in a box asks to go on; the summary has the focus, and leads to what is missing.
        browser.press(Key::Enter).await;
        browser
            .until(
                "the summary has the focus",
                "document.activeElement.matches('.error-summary')",
            )
            .await;
        browser
            .tab_to(
                "the line of the organization",
                "it.matches('.error-summary a[href=\"#organization-id\"]')",
            )
            .await;
        browser.press(Key::Enter).await;
        browser
            .until(
                "its field has the focus",
                "document.activeElement.id === 'organization-id'",
            )
            .await;
        browser.assert_focus_seen().await;
        browser.press("123456").await;
        browser.tab_to_id("validity-years").await;
        browser.press("1").await;
        browser
            .tab_to(
                "a fold",
                "it.tagName === 'SUMMARY' && it.textContent.includes('Approval')",
            )
            .await;
        browser.press(Key::Enter).await;
        browser.tab_to_id("skip-approval").await;
        browser.press(Key::Space).await;
        browser.tab_to_id("review-button").await;
        browser.press(Key::Enter).await;
        browser
            .until(
                "the review's heading has the focus",
                "location.hash === '#review' && document.activeElement.matches('h1')",
            )
            .await;
        browser.tab_to_id("place-order").await;
        browser.press(Key::Space).await;
        browser
            .until(
                "the outcome's heading has the focus",
                "location.hash === '#order' && document.activeElement.matches('h1')",
            )
            .await;
        browser.tab_to("a file", "it.matches('main button')").await;
        let taken = desk.only_order();
        assert_eq!(taken.names, ["www.example.com", "mail.example.com"]);
        assert_eq!(taken.body["skip_approval"], json!(true));
        desk.end().await;
    });
}

#[test]
fn every_stop_of_the_open_form_shows_its_focus() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.unfold().await;
        browser.tab_to_id("review-button").await;
        browser
            .tab_to(
                "the request's fold",
                "it.tagName === 'SUMMARY' && it.textContent.includes('JSON')",
            )
            .await;
        desk.end().await;
    });
}
