//! The journal: what was sent from this browser, the same order once more, the account that is asked, the connection.

use std::fs;

use certdesk_sandbox::{Account, Fault};
use serde_json::{Value, json};

use crate::harness::{Desk, Looks, Order, Setup, block_on, copy_of_page, desk_on};

const NOTED: [&str; 4] = ["Failed to load resource", "CORS policy", "net::ERR", "connect-src"];
const JOURNAL: &str = "Orders sent from this browser";

async fn with_account() -> Desk {
    Desk::with(Setup::asking("en", Account::default())).await
}

async fn put_aside(desk: &Desk) {
    desk.browser
        .run("localStorage.removeItem('certdesk.answer'); location.hash = ''")
        .await;
    desk.visit().await;
}

async fn unknown(desk: &Desk, fault: Fault) {
    desk.fill_in(&Order::of("www.example.com")).await;
    desk.review().await;
    desk.sandbox.set_fault(fault);
    desk.place().await;
    desk.outcome().await;
}

#[test]
fn every_order_is_in_the_journal_before_it_is_answered() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        unknown(&desk, Fault::HangAfterTaking).await;
        put_aside(&desk).await;
        desk.sandbox.set_fault(Fault::None);
        browser.fill("common-name", "shop.example.com").await;
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        let number = desk.sandbox.orders()[1].id;
        put_aside(&desk).await;
        browser.click_text("main", JOURNAL).await;
        browser.shows("#journal", "Not known whether it was placed").await;
        browser.shows("#journal", &format!("Placed as order {number}")).await;
        browser.inspect("journal").await;
        browser.click_text("#journal", "Save as a file").await;
        let file = fs::read_to_string(browser.downloaded("certdesk-journal.json").await).expect("the journal");
        let file: Value = serde_json::from_str(&file).expect("JSON");
        assert_eq!(file[0]["names"], json!(["shop.example.com"]));
        assert_eq!(file[0]["known"]["placed"], json!(number));
        assert_eq!(file[1]["known"], json!("unknown"));
        assert!(!file.to_string().contains("CERTIFICATE REQUEST"), "no CSR");
        // What nobody knows is not cleared along with the rest.
        browser.click_text("#journal", "Clear…").await;
        browser.shows("#journal", "Once forgotten").await;
        browser.inspect("journal-clearing").await;
        browser
            .click_text("#journal", "Clear those whose outcome is known")
            .await;
        browser
            .until(
                "one is left",
                "document.querySelectorAll('.journal-entry').length === 1",
            )
            .await;
        browser.shows("#journal", "Not known whether it was placed").await;
        browser.click_text("#journal", "Clear…").await;
        browser.click_text("#journal", "Clear all, the unknown ones too").await;
        browser
            .shows("#journal", "No order has been sent from this browser.")
            .await;
        desk.end_but(&NOTED).await;
    });
}

#[test]
fn the_same_order_is_asked_about_before_it_is_sent_once_more() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        desk.order(&Order::of("www.example.com")).await;
        let number = desk.only_order().id.to_string();
        put_aside(&desk).await;
        desk.review().await;
        desk.place().await;
        browser.shows("#same-order", &number).await;
        assert_eq!(desk.sandbox.order_calls(), 1);
        browser.inspect("same-order").await;
        // Going back and coming again does not arm it.
        browser.click_text("main", "Back to the form").await;
        desk.review().await;
        browser
            .until("nothing is said", "!document.querySelector('#same-order')")
            .await;
        desk.place().await;
        browser.click_text("#same-order", "Order it once more").await;
        desk.outcome().await;
        assert_eq!((desk.sandbox.orders().len(), desk.sandbox.order_calls()), (2, 2));
        desk.end().await;
    });
}

#[test]
fn the_account_is_asked_for_an_order_of_which_nobody_knows() {
    block_on(async {
        let desk = with_account().await;
        let browser = &desk.browser;
        unknown(&desk, Fault::CutAfterTaking).await;
        let number = desk.only_order().id.to_string();
        browser.shows("#found-in-account", &number).await;
        browser.inspect("unknown-found").await;
        let link = format!("!!document.querySelector('#found-in-account a[href=\"#orders/{number}\"]')");
        browser.until("it is linked", &link).await;
        // The journal knows it from now on.
        let known = browser
            .run("return JSON.parse(localStorage['certdesk.journal'])[0].known.placed")
            .await;
        assert_eq!(known.to_string(), number);
        assert_eq!(desk.sandbox.order_calls(), 1);
        desk.end_but(&NOTED).await;
    });
}

#[test]
fn an_account_that_has_no_such_order_says_so_and_can_be_asked_again() {
    block_on(async {
        let desk = with_account().await;
        let browser = &desk.browser;
        unknown(&desk, Fault::CutBefore).await;
        browser
            .shows("#found-in-account", "The account shows no such order yet.")
            .await;
        browser.inspect("unknown-nothing-found").await;
        desk.sandbox.set_fault_on("GET /order/certificate", Fault::CutBefore);
        browser.click("#look-again").await;
        browser.shows("#found-in-account", "could not be asked").await;
        desk.sandbox.set_fault(Fault::None);
        browser.click("#look-again").await;
        browser
            .shows("#found-in-account", "The account shows no such order yet.")
            .await;
        assert!(desk.sandbox.orders().is_empty());
        desk.end_but(&NOTED).await;
    });
}

#[test]
fn while_one_tab_sends_no_other_does() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let session = browser.session();
        desk.fill_in(&Order::of("www.example.com")).await;
        browser
            .until(
                "the draft is kept",
                "(localStorage['certdesk.draft'] ?? '').includes('123456')",
            )
            .await;
        let first = session.window().await.expect("a tab");
        let second = session.new_tab().await.expect("another tab");
        session.switch_to_window(second.clone()).await.expect("to the second");
        desk.visit().await;
        desk.review().await;
        session.switch_to_window(first.clone()).await.expect("to the first");
        desk.review().await;
        // The question of the first tab hangs, so that nothing is in the storage yet which the second could see.
        desk.sandbox.set_fault_on("GET /product/{}", Fault::HangBefore);
        desk.place().await;
        browser.shows("#place-order", "Sending the order").await;
        session.switch_to_window(second).await.expect("to the second");
        desk.place().await;
        browser.shows(".review .note-error", "Another tab").await;
        assert_eq!(desk.sandbox.order_calls(), 0);
        session.switch_to_window(first).await.expect("to the first");
        browser.shows(".review .note-error", "The order was not sent").await;
        desk.sandbox.set_fault(Fault::None);
        desk.place().await;
        desk.outcome().await;
        assert_eq!((desk.sandbox.orders().len(), desk.sandbox.order_calls()), (1, 1));
        desk.end_but(&NOTED).await;
    });
}

/// The marks of the parts of the way, in their order.
async fn marks(desk: &Desk) -> Vec<String> {
    desk.browser.click_text("main", "Test the connection").await;
    desk.browser
        .until(
            "the test has ended",
            "document.querySelectorAll('.connection .mark').length === 6",
        )
        .await;
    let marks = desk
        .browser
        .run("return [...document.querySelectorAll('.connection .mark')].map(mark => mark.className.replace('mark', '').trim())")
        .await;
    serde_json::from_value(marks).expect("texts")
}

#[test]
fn the_test_of_the_connection_names_the_part_that_is_at_fault() {
    const GOOD: &str = "mark-good";
    const BAD: &str = "mark-bad";
    block_on(async {
        let mut desk = with_account().await;
        desk.browser.click_text("main", JOURNAL).await;
        assert_eq!(marks(&desk).await, [GOOD; 6]);
        desk.browser.inspect("connection-works").await;
        let html = || Fault::HtmlWith200;
        for (calls, fault, expected) in [
            ("GET /user/me", html(), [GOOD, GOOD, GOOD, GOOD, GOOD, BAD]),
            ("GET /product/{}", html(), [GOOD, GOOD, GOOD, BAD, "", ""]),
            ("GET /product/{}", Fault::NoCors, [GOOD, GOOD, BAD, "", "", ""]),
            (
                "POST /finance/order-pricing",
                Fault::NoPreflight,
                [GOOD, GOOD, BAD, "", "", ""],
            ),
        ] {
            desk.sandbox.set_fault_on(calls, fault.clone());
            assert_eq!(marks(&desk).await, expected, "{calls} {fault:?}");
        }
        desk.browser.inspect("connection-cors").await;
        desk.sandbox.set_fault(Fault::None);
        desk.sandbox
            .change_account(|account| account.api_key = "another".into());
        assert_eq!(marks(&desk).await, [GOOD, GOOD, GOOD, GOOD, BAD, ""]);
        desk.sandbox.stop_proxy().await;
        assert_eq!(marks(&desk).await, [GOOD, BAD, "", "", "", ""]);
        // Another address than the one that the policy names.
        desk.sandbox
            .set_config(json!({ "proxy": "http://127.0.0.1:9/services/v2", "account": false }));
        desk.visit().await;
        desk.browser.click_text("main", JOURNAL).await;
        assert_eq!(marks(&desk).await, [BAD, "", "", "", "", ""]);
        assert_eq!(desk.sandbox.order_calls(), 0);
        desk.end_but(&[&NOTED[..], &["policy:", "Content Security Policy", "Refused to"]].concat())
            .await;
    });
}

#[test]
fn a_page_left_open_goes_on_working_while_a_new_version_takes_its_place() {
    block_on(async {
        let folder = copy_of_page();
        let desk = desk_on(&folder, Looks::default()).await;
        desk.ready().await;
        desk.fill_in(&Order::of("www.example.com")).await;
        // Every file of the old version is gone, as after a deployment that does not keep them.
        for entry in fs::read_dir(folder.path()).expect("the folder").flatten() {
            if entry.file_name() != "index.html" {
                fs::remove_file(entry.path()).expect("the file goes");
            }
        }
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        assert_eq!(desk.only_order().names, ["www.example.com"]);
        desk.end_but(&["404", "Failed to"]).await;
    });
}
