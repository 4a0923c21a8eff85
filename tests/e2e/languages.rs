//! English and Russian: chosen by the browser, switched at once, nothing lost, nothing left untranslated.

use std::collections::BTreeSet;

use certdesk_sandbox::Fault;
use serde_json::json;

use crate::harness::{Browser, Desk, Looks, Order, Setup, block_on};

/// Names that every language leaves as they are.
const NAMES: [&str; 3] = ["Secure Site ", "Microsoft ", "Certdesk Sandbox "];

/// All sentences of the page, folded away or not, that are words of ours: not names of products, not what was typed or
/// came from DigiCert, not code.
async fn sentences(browser: &Browser) -> BTreeSet<String> {
    let texts = browser
        .run(
            "const texts = [];
             const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
             while (all.nextNode()) {
               const parent = all.currentNode.parentElement;
               if (!parent.closest('script, style, code, pre, noscript, .languages')) texts.push(all.currentNode.data);
             }
             for (const item of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
               for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
                 if (item.getAttribute(name)) texts.push(item.getAttribute(name));
             return texts;",
        )
        .await;
    let texts: Vec<String> = serde_json::from_value(texts).expect("a list of texts");
    let texts = texts
        .iter()
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    texts
        .filter(|text| text.split(' ').count() > 3 && !NAMES.iter().any(|name| text.starts_with(name)))
        .collect()
}

async fn switch(browser: &Browser, to: &str) {
    browser.click(&format!("button.language[lang={to}]")).await;
    browser
        .until(
            "the language is another",
            &format!("document.documentElement.lang === '{to}'"),
        )
        .await;
}

/// No sentence is the same in both languages, and Russian has letters of its own throughout.
async fn assert_translated(browser: &Browser, state: &str) {
    let english = sentences(browser).await;
    switch(browser, "ru").await;
    let russian = sentences(browser).await;
    let same: Vec<_> = english.intersection(&russian).collect();
    assert!(same.is_empty(), "{state}: the same in English and Russian: {same:#?}");
    let latin: Vec<_> = russian
        .iter()
        .filter(|text| !text.chars().any(|letter| ('а'..='я').contains(&letter)))
        .collect();
    assert!(latin.is_empty(), "{state}: no Russian: {latin:#?}");
    assert!(english.len() > 3, "{state}: sentences are found: {english:#?}");
    switch(browser, "en").await;
    assert_eq!(sentences(browser).await, english, "{state}: English again");
}

#[test]
fn the_browser_chooses_the_language_and_the_user_another() {
    block_on(async {
        let looks = Looks {
            language: "ru",
            ..Looks::default()
        };
        let desk = Desk::with(Setup {
            looks,
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        assert_eq!(browser.run("return document.documentElement.lang").await, json!("ru"));
        browser.shows("h1", "Заказ").await;
        switch(browser, "en").await;
        browser.shows("h1", "Order a TLS certificate").await;
        browser.session().refresh().await.expect("the page reloads");
        desk.ready().await;
        browser.shows("h1", "Order a TLS certificate").await;
        assert_eq!(
            browser.run("return document.title").await,
            json!("Order a TLS certificate – Certdesk")
        );
        desk.end().await;
    });
}

#[test]
fn a_switch_keeps_everything_that_was_typed() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let order = Order {
            product: "ssl_securesite_multi_domain",
            names: vec!["mail.example.com"],
            ..Order::of("www.example.com")
        };
        desk.fill_in(&order).await;
        browser.unfold().await;
        browser.fill("comments", "Для осени").await;
        browser.select("signature-hash", "sha512").await;
        browser.choose("disable-ct").await;
        let state = "return [...document.querySelectorAll('input:not([type=file]), textarea, select')].map(box => \
                     [box.id, box.type === 'radio' || box.type === 'checkbox' ? box.checked : box.value])";
        let before = browser.run(state).await;
        let open = "return document.querySelectorAll('details[open]').length";
        let opened = browser.run(open).await;
        switch(browser, "ru").await;
        assert_eq!(browser.run(state).await, before);
        assert_eq!(browser.run(open).await, opened);
        browser
            .until("the focus stays", "document.activeElement.matches('button.language')")
            .await;
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        let body = desk.only_order().body;
        assert_eq!(body["comments"], json!("Для осени"));
        assert_eq!(body["certificate"]["signature_hash"], json!("sha512"));
        desk.end().await;
    });
}

#[test]
fn no_sentence_is_left_untranslated() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.unfold().await;
        assert_translated(browser, "the empty form").await;
        browser.click("#review-button").await;
        browser.shows(".error-summary", "There is a problem").await;
        assert_translated(browser, "the form with errors").await;
        browser.choose("organization-choice-1").await;
        browser.choose_product("ssl_ev_securesite").await;
        browser.choose("organization-validate").await;
        browser.fill("validity-years", "99").await;
        browser.fill("additional-emails", "nobody").await;
        browser.fill("renewed-thumbprint", "xyz").await;
        browser.fill("common-name", "*.example.local").await;
        browser
            .paste_into("csr", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
            .await;
        assert_translated(browser, "the form with wrong entries").await;
        browser.choose("organization-choice").await;
        browser.fill("additional-emails", "").await;
        browser.fill("renewed-thumbprint", "").await;
        desk.fill_in(&Order::of("www.example.com")).await;
        assert_translated(browser, "the form filled in").await;
        desk.review().await;
        assert_translated(browser, "the review").await;
        desk.sandbox.set_fault(Fault::CutBefore);
        desk.place().await;
        desk.outcome().await;
        browser.unfold().await;
        assert_translated(browser, "an unknown outcome").await;
        browser
            .run("for (const key of ['answer', 'journal']) localStorage.removeItem('certdesk.' + key)")
            .await;
        desk.sandbox.set_fault(Fault::None);
        browser.run("location.hash = ''").await;
        desk.visit().await;
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        browser.unfold().await;
        assert_translated(browser, "a certificate that was issued").await;
        desk.end_but(&["Failed to load resource", "blocked by CORS"]).await;
    });
}
