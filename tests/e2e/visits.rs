//! Going away and coming back: nothing that was entered is lost.

use serde_json::json;

use crate::harness::{Desk, Order, block_on};

async fn assert_as_filled_in(desk: &Desk, order: &Order) {
    let browser = &desk.browser;
    assert_eq!(browser.value("csr").await.trim(), order.csr.trim());
    assert_eq!(browser.value("common-name").await, order.common_name);
    assert_eq!(browser.names().await, order.names);
    assert_eq!(browser.value("organization-id").await, order.organization.to_string());
    assert_eq!(browser.value("validity-years").await, order.years.to_string());
    assert_eq!(
        browser.run("return document.querySelector('#product-1').checked").await,
        json!(true)
    );
}

fn order() -> Order {
    Order {
        product: "ssl_securesite_multi_domain",
        names: vec!["mail.example.com", "www.example.org"],
        ..Order::of("www.example.com")
    }
}

#[test]
fn a_reload_brings_the_entries_back_and_offers_an_empty_form() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let order = order();
        desk.fill_in(&order).await;
        browser.session().refresh().await.expect("the page reloads");
        desk.ready().await;
        browser
            .shows("main", "Your entries from the last visit are back.")
            .await;
        assert_as_filled_in(&desk, &order).await;
        // A restored form can be ordered as it stands.
        desk.review().await;
        browser.click_text("main", "Back to the form").await;

        browser.click_text(".restored", "Start afresh").await;
        browser.shows(".restored", "Empty the whole form?").await;
        browser.click_text(".restored", "Keep the entries").await;
        assert_as_filled_in(&desk, &order).await;
        browser.click_text(".restored", "Start afresh").await;
        browser.click_text(".restored", "Start afresh").await;
        browser
            .until(
                "the form is empty",
                "document.querySelector('#common-name').value === ''",
            )
            .await;
        assert!(browser.names().await.is_empty());
        browser
            .until("nothing is kept", "localStorage.getItem('certdesk.draft') === null")
            .await;
        browser.session().refresh().await.expect("the page reloads");
        desk.ready().await;
        assert_eq!(browser.value("csr").await, "");
        desk.end().await;
    });
}

#[test]
fn back_from_the_review_leads_to_the_form_with_everything_there() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let order = order();
        desk.fill_in(&order).await;
        desk.review().await;
        browser.session().back().await.expect("there is a way back");
        browser
            .until(
                "the form is seen",
                "document.querySelector('#review-button').checkVisibility()",
            )
            .await;
        assert_as_filled_in(&desk, &order).await;
        browser.session().forward().await.expect("there is a way forward");
        browser
            .until(
                "the review is seen",
                "document.querySelector('#place-order')?.checkVisibility()",
            )
            .await;
        browser.click_text("main", "Back to the form").await;
        browser
            .until(
                "the form is seen",
                "document.querySelector('#review-button').checkVisibility()",
            )
            .await;
        assert_as_filled_in(&desk, &order).await;
        // From a line of the review straight to its field.
        desk.review().await;
        let row = "[...document.querySelectorAll('.review-row')].find(row => row.textContent.includes('123456'))";
        browser.run(&format!("{row}.querySelector('button').click()")).await;
        browser
            .until(
                "the field has the focus",
                "document.activeElement.id === 'organization-id'",
            )
            .await;
        assert!(desk.sandbox.requests().is_empty());
        desk.end().await;
    });
}

#[test]
fn the_address_of_a_view_that_is_not_due_shows_the_form() {
    block_on(async {
        let desk = Desk::open().await;
        for view in ["#review", "#order"] {
            desk.browser.go("about:blank").await;
            desk.browser
                .go(&format!("{}/{view}", desk.address().trim_end_matches('/')))
                .await;
            desk.ready().await;
            desk.browser
                .until(
                    "the form is seen",
                    "document.querySelector('#review-button').checkVisibility()",
                )
                .await;
            assert_eq!(desk.browser.run("return location.hash").await, json!(""));
        }
        desk.end().await;
    });
}
