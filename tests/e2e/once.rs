//! The button that costs money works once.

use std::time::Duration;

use certdesk_sandbox::Fault;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::harness::{Desk, Order, block_on};

/// A desk at the review, behind which every answer takes a second.
async fn slow_review() -> Desk {
    let desk = Desk::open().await;
    desk.fill_in(&Order::of("www.example.com")).await;
    desk.review().await;
    desk.sandbox.set_fault(Fault::Delay(Duration::from_secs(1)));
    desk
}

async fn assert_ordered_once(desk: Desk) {
    desk.outcome().await;
    assert_eq!(desk.posts(), 1);
    assert_eq!(desk.only_order().names, ["www.example.com"]);
    desk.end().await;
}

#[test]
fn two_clicks_place_one_order() {
    block_on(async {
        let desk = slow_review().await;
        let button = desk.browser.element("#place-order").await;
        let double = desk.browser.session().action_chain().double_click_element(&button);
        double.perform().await.expect("a double click");
        button.click().await.expect("a third click");
        desk.browser.shows("main", "Waiting for DigiCert's answer").await;
        assert_ordered_once(desk).await;
    });
}

#[test]
fn enter_pressed_twice_places_one_order() {
    block_on(async {
        let desk = slow_review().await;
        desk.browser.run("document.querySelector('#place-order').focus()").await;
        desk.browser.press(Key::Enter + Key::Enter).await;
        desk.browser.shows("#place-order", "Sending the order").await;
        desk.browser.press(Key::Space + Key::Enter).await;
        assert_ordered_once(desk).await;
    });
}

#[test]
fn while_it_is_sent_there_is_no_way_back_to_the_form() {
    block_on(async {
        let desk = slow_review().await;
        desk.place().await;
        desk.browser.shows("#place-order", "Sending the order").await;
        desk.browser.run("history.back()").await;
        desk.browser
            .until("the review stays", "location.hash === '#review'")
            .await;
        let disabled = desk
            .browser
            .run(
                "return [...document.querySelectorAll('main button')].filter(button => \
             button.checkVisibility() && button.id !== 'place-order').every(button => button.disabled)",
            )
            .await;
        assert_eq!(disabled, json!(true));
        assert_ordered_once(desk).await;
    });
}

#[test]
fn a_reload_of_the_outcome_shows_it_again_and_orders_nothing() {
    block_on(async {
        let desk = Desk::open().await;
        desk.order(&Order::of("www.example.com")).await;
        let taken = desk.only_order();
        desk.browser.session().refresh().await.expect("the page reloads");
        let said = desk.outcome().await;
        assert!(said.contains(&taken.id.to_string()), "{said}");
        assert_eq!(desk.posts(), 1);
        desk.end().await;
    });
}

/// The form, as it stands while what came of the last order has not been put aside, arms nothing.
async fn assert_nothing_is_armed(desk: &Desk, said: &str) {
    desk.browser.shows(".last-order", said).await;
    desk.browser.click("#review-button").await;
    desk.browser
        .until(
            "the outcome is seen in place of a review",
            "location.hash === '#order' && !document.querySelector('#place-order')",
        )
        .await;
    // The sandbox keeps no record of a call whose caller went away, but of the order that it made.
    assert!(desk.sandbox.orders().len() == 1 && desk.posts() <= 1);
}

#[test]
fn back_from_the_outcome_leads_to_a_form_that_does_not_order_again() {
    block_on(async {
        let desk = Desk::open().await;
        desk.order(&Order::of("www.example.com")).await;
        let number = desk.only_order().id.to_string();
        desk.browser.session().back().await.expect("there is a way back");
        desk.browser.until("the form is seen", "location.hash === ''").await;
        desk.browser.inspect("form-after-an-order").await;
        assert_nothing_is_armed(&desk, &number).await;
        desk.end().await;
    });
}

#[test]
fn another_tab_knows_of_the_order() {
    block_on(async {
        let desk = Desk::open().await;
        desk.fill_in(&Order::of("www.example.com")).await;
        desk.review().await;
        // A second tab stands at the review of the same entries before the first one orders.
        desk.browser
            .until(
                "the entries are kept",
                "localStorage.getItem('certdesk.draft')?.includes('123456')",
            )
            .await;
        let session = desk.browser.session();
        let first = session.window().await.expect("a tab");
        let second = session.new_tab().await.expect("another tab");
        session.switch_to_window(second.clone()).await.expect("to the second");
        desk.visit().await;
        desk.review().await;
        session.switch_to_window(first).await.expect("to the first");
        desk.place().await;
        desk.outcome().await;
        session.switch_to_window(second).await.expect("to the second");
        desk.browser
            .until("it shows the outcome as well", "location.hash === '#order'")
            .await;
        let said = desk.outcome().await;
        assert!(said.contains(&desk.only_order().id.to_string()), "{said}");
        assert_eq!(desk.posts(), 1);
        desk.end().await;
    });
}

#[test]
fn a_page_that_is_left_while_it_waits_knows_that_it_does_not_know() {
    block_on(async {
        let desk = slow_review().await;
        desk.place().await;
        desk.until_ordered(1).await;
        desk.browser.session().refresh().await.expect("the page reloads");
        let said = desk.outcome().await;
        assert!(said.contains("Nobody knows yet"), "{said}");
        // A page that goes hears of its own broken connection, or does not get to hear of it.
        assert!(
            said.contains("left before the answer came") || said.contains("ended without an answer"),
            "{said}"
        );
        desk.browser.run("location.hash = ''").await;
        desk.browser.until("the form is seen", "location.hash === ''").await;
        assert_nothing_is_armed(&desk, "Nobody knows yet").await;
        assert_eq!(desk.sandbox.orders().len(), 1);
        desk.end().await;
    });
}
