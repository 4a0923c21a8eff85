//! Before WebAssembly arrives, and when it does not.

use std::fs;

use serde_json::json;

use crate::harness::{Desk, Looks, Setup, block_on, break_file, copy_of_page, desk_on};

#[test]
fn a_page_whose_webassembly_is_missing_says_so() {
    block_on(async {
        let folder = copy_of_page();
        break_file(folder.path(), "_bg.wasm", |file| {
            fs::remove_file(file).expect("the file goes")
        });
        let desk = desk_on(&folder, Looks::default()).await;
        desk.browser
            .shows("[role=alert]", "The page could not be started")
            .await;
        let said = desk.browser.text("[role=alert]").await;
        assert!(
            // Chromium checks the hash of the answer's body before it hands over the status.
            said.contains("Failed to fetch") && said.contains(".wasm") && said.contains("Try again"),
            "{said}"
        );
        desk.browser.inspect("shell-failed").await;
        desk.end_but(&["404", ".wasm"]).await;
    });
}

#[test]
fn a_page_whose_webassembly_was_changed_is_not_started() {
    block_on(async {
        let folder = copy_of_page();
        break_file(folder.path(), "_bg.wasm", |file| {
            let mut bytes = fs::read(file).expect("the file");
            bytes.push(0);
            fs::write(file, bytes).expect("the file can be written");
        });
        let desk = desk_on(
            &folder,
            Looks {
                language: "ru",
                ..Looks::default()
            },
        )
        .await;
        desk.browser.shows("[role=alert]", "Страница не запустилась").await;
        assert_eq!(
            desk.browser
                .run("return !!document.querySelector('#review-button')")
                .await,
            json!(false)
        );
        desk.end_but(&["integrity", ".wasm", "unreachable", "Fault"]).await;
    });
}

#[test]
fn the_shell_stands_before_any_script_and_without_scripts_says_what_it_needs() {
    block_on(async {
        let desk = Desk::closed(Setup::default()).await;
        let browser = &desk.browser;
        browser.without_scripts().await;
        browser.go(&desk.address()).await;
        browser
            .shows("main", "This page needs JavaScript and WebAssembly.")
            .await;
        browser
            .shows("main", "Этой странице нужны JavaScript и WebAssembly.")
            .await;
        browser.shows("header", "Certdesk").await;
        browser.shows("#shell-status", "Loading").await;
        desk.end().await;
    });
}

/// A brace that is missing makes of all rules behind it parts of the one before, and no tool says so.
#[test]
fn every_style_sheet_comes_and_none_has_a_rule_within_a_rule() {
    block_on(async {
        let desk = Desk::open().await;
        desk.browser
            .until(
                "all sheets are here",
                "document.styleSheets.length === 7 && [...document.styleSheets].every(sheet => sheet.cssRules.length > 0)",
            )
            .await;
        let within = desk
            .browser
            .run(
                "const all = rules => [...rules].flatMap(rule => rule instanceof CSSStyleRule ? [rule] : all(rule.cssRules ?? []));
                 return [...document.styleSheets].flatMap(sheet => all(sheet.cssRules))
                   .filter(rule => rule.cssRules.length > 0).map(rule => rule.selectorText)",
            )
            .await;
        assert_eq!(within, json!([]));
        desk.end().await;
    });
}
