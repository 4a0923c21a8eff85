//! Drafts: one a tab, as files, as templates, dropped and taken back.

use std::fs;

use serde_json::{Value, json};
use thirtyfour::WindowHandle;

use crate::harness::{CsrFile, Desk, Order, block_on};

const TITLE: &str = "Drafts and templates";

async fn open_fold(desk: &Desk) {
    desk.browser.click_text("main", TITLE).await;
    desk.browser.element("#draft-save").await;
}

/// Waits until what this tab keeps holds a text.
async fn kept(desk: &Desk, text: &str) {
    let expression = format!("(sessionStorage['certdesk.draft'] ?? '').includes({})", json!(text));
    desk.browser.until("the draft is kept", &expression).await;
}

async fn reload(desk: &Desk) {
    desk.browser.session().refresh().await.expect("the page reloads");
    desk.ready().await;
}

async fn load_file(desk: &Desk, name: &str, content: &str) {
    let path = desk.browser.downloads().join(name);
    fs::write(&path, content).expect("a file");
    let input = desk.browser.element("#draft-file").await;
    input
        .send_keys(path.to_string_lossy().into_owned())
        .await
        .expect("a file is chosen");
}

#[test]
fn two_tabs_keep_two_drafts() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let session = browser.session();
        browser.fill("common-name", "one.example.com").await;
        kept(&desk, "one.example.com").await;
        let first: WindowHandle = session.window().await.expect("a tab");
        let second = session.new_tab().await.expect("another tab");
        session.switch_to_window(second.clone()).await.expect("to the second");
        desk.visit().await;
        // A new visit is offered the newest draft, and what becomes of it is its own.
        assert_eq!(browser.value("common-name").await, "one.example.com");
        browser.fill("common-name", "two.example.com").await;
        kept(&desk, "two.example.com").await;
        session.switch_to_window(first.clone()).await.expect("to the first");
        reload(&desk).await;
        assert_eq!(browser.value("common-name").await, "one.example.com");
        // Whoever empties one tab leaves the other alone, and stays with an empty form.
        open_fold(&desk).await;
        browser.click("#draft-drop").await;
        browser
            .until("nothing is kept here", "sessionStorage['certdesk.draft'] === 'null'")
            .await;
        reload(&desk).await;
        assert_eq!(browser.value("common-name").await, "");
        open_fold(&desk).await;
        browser.shows("#other-drafts", "two.example.com").await;
        session.switch_to_window(second).await.expect("to the second");
        reload(&desk).await;
        assert_eq!(browser.value("common-name").await, "two.example.com");
        desk.end().await;
    });
}

#[test]
fn a_draft_is_dropped_with_one_click_and_taken_back() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let order = Order::of("www.example.com");
        desk.fill_in(&order).await;
        open_fold(&desk).await;
        browser.click("#draft-drop").await;
        browser.shows("#drafts-said", "The draft is dropped.").await;
        assert_eq!(browser.value("csr").await, "");
        browser.inspect("draft-dropped").await;
        browser.click("#draft-undo").await;
        browser.shows("#drafts-said", "All is as it was.").await;
        assert_eq!(browser.value("csr").await.trim(), order.csr.trim());
        assert_eq!(browser.value("common-name").await, "www.example.com");
        desk.review().await;
        desk.end().await;
    });
}

#[test]
fn a_file_brings_a_draft_or_an_order_back_and_never_a_key() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let order = Order::of("www.example.com");
        desk.fill_in(&order).await;
        open_fold(&desk).await;
        browser.click("#draft-save").await;
        let saved = fs::read_to_string(browser.downloaded("certdesk-draft.json").await).expect("the draft");
        browser.click("#draft-drop").await;
        browser
            .until(
                "the form is empty",
                "document.querySelector('#common-name').value === ''",
            )
            .await;
        load_file(&desk, "mine.json", &saved).await;
        browser.shows("#drafts-said", "mine.json").await;
        assert_eq!(browser.value("csr").await.trim(), order.csr.trim());
        // What the form has no place for is told.
        let body = json!({
            "certificate": { "common_name": "api.example.com", "signature_hash": "sha256", "colour": "red" },
            "organization": { "id": 5 }, "validity_years": 1,
        });
        load_file(&desk, "order.json", &body.to_string()).await;
        browser.shows("#drafts-said", "certificate.colour").await;
        assert_eq!(browser.value("common-name").await, "api.example.com");
        assert_eq!(browser.value("organization-id").await, "5");
        browser.inspect("draft-loaded").await;
        let key = CsrFile::of("www.example.com").key_pem();
        let with_key = json!({ "certificate": { "common_name": "evil.example.com", "csr": key } });
        load_file(&desk, "key.json", &with_key.to_string()).await;
        browser.shows("#drafts-said", "private key").await;
        assert_eq!(browser.value("common-name").await, "api.example.com");
        load_file(&desk, "none.json", "[1]").await;
        browser
            .shows("#drafts-said", "neither a saved draft nor an order")
            .await;
        kept(&desk, "api.example.com").await;
        let all = browser
            .run("return JSON.stringify([{...localStorage}, {...sessionStorage}])")
            .await;
        assert!(!all.as_str().expect("a text").contains("PRIVATE KEY"));
        desk.end().await;
    });
}

#[test]
fn a_template_is_kept_used_and_deleted() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        desk.fill_in(&Order::of("www.example.com")).await;
        open_fold(&desk).await;
        browser.click("#template-keep").await;
        browser.shows("#drafts-said", "Give the template a name first.").await;
        browser.fill("template-name", "Web servers").await;
        browser.press(thirtyfour::Key::Enter + "").await;
        browser.shows("#templates", "Web servers").await;
        assert_eq!(browser.run("return location.hash").await, json!(""));
        let kept: Value = browser
            .run("return JSON.parse(localStorage['certdesk.templates'])")
            .await;
        assert_eq!(kept[0]["entries"]["csr"], json!(""));
        browser.click("#draft-drop").await;
        reload(&desk).await;
        open_fold(&desk).await;
        browser.click_text("#templates", "Use").await;
        browser
            .until(
                "the entries are there",
                "document.querySelector('#common-name').value === 'www.example.com'",
            )
            .await;
        browser.inspect("templates").await;
        browser.click_text("#templates", "Delete").await;
        browser.shows("#drafts-said", "is deleted").await;
        browser.click("#draft-undo").await;
        browser.shows("#templates", "Web servers").await;
        desk.end().await;
    });
}

#[test]
fn in_russian_too() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.click_text(".languages", "Русский").await;
        browser.click_text("main", "Черновики и шаблоны").await;
        browser.click("#draft-drop").await;
        browser.shows("#drafts-said", "Черновик удалён.").await;
        browser.inspect("drafts-russian").await;
        desk.end().await;
    });
}
