//! The second piece of the page, which judges and sends: when it comes late, and when it does not come.

use std::fs;
use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::harness::{CsrFile, Desk, Looks, Order, block_on, break_file, copy_of_page, desk_on};

/// What the browser notes of a file that is not there.
const MISSING: [&str; 3] = ["404", "split_later", "Failed to"];

/// A page without its second piece, and how to put it back.
async fn without_second() -> (Desk, TempDir, Box<dyn Fn()>) {
    let folder = copy_of_page();
    let apart = folder.path().join("apart");
    let taken = std::cell::RefCell::new(PathBuf::new());
    let second = fs::read_dir(folder.path())
        .expect("the folder")
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .find(|name| name.starts_with("split_later") && name.ends_with(".wasm"))
        .expect("the second piece");
    break_file(folder.path(), &second, |file| {
        fs::rename(file, &apart).expect("the file goes");
        taken.replace(file.to_owned());
    });
    let desk = desk_on(&folder, Looks::default()).await;
    let taken = taken.into_inner();
    let put_back = move || fs::rename(&apart, &taken).expect("the file comes back");
    (desk, folder, Box::new(put_back))
}

#[test]
fn the_form_takes_entries_before_the_second_piece_and_nothing_of_them_is_lost() {
    block_on(async {
        let (desk, _folder, put_back) = without_second().await;
        let browser = &desk.browser;
        browser
            .shows("[role=alert]", "A part of the page could not be loaded")
            .await;
        let order = Order::of("www.example.com");
        desk.fill_in(&order).await;
        // Nothing goes on without it, and nothing is said to be wrong.
        browser.click("#review-button").await;
        assert_eq!(browser.run("return location.hash").await, json!(""));
        assert_eq!(
            browser
                .run("return document.querySelectorAll('.error-message').length")
                .await,
            json!(0)
        );
        browser.inspect("second-piece-failed").await;
        put_back();
        browser.click_text("[role=alert]", "Try again").await;
        // The user has asked to go on, and so it goes on.
        browser.shows("h1", "Check the order").await;
        desk.place().await;
        desk.outcome().await;
        assert_eq!(desk.only_order().names, ["www.example.com"]);
        desk.end_but(&MISSING).await;
    });
}

#[test]
fn a_private_key_that_was_pasted_before_is_taken_out_as_soon_as_it_can_be_known() {
    block_on(async {
        let (desk, _folder, put_back) = without_second().await;
        let browser = &desk.browser;
        browser
            .shows("[role=alert]", "A part of the page could not be loaded")
            .await;
        let key = CsrFile::of("www.example.com").key_pem();
        browser.fill("common-name", "www.example.com").await;
        browser.click("#csr").await;
        browser.paste(&key).await;
        browser.press(Key::Tab).await;
        put_back();
        browser.click_text("[role=alert]", "Try again").await;
        browser
            .until("the box is empty", "document.querySelector('#csr').value === ''")
            .await;
        browser.shows("#private-key-note", "private key").await;
        assert_eq!(browser.value("common-name").await, "www.example.com");
        // More than long enough for the entries to be kept.
        browser.fill("organization-id", "123456").await;
        browser
            .until(
                "the entries are kept",
                "(localStorage['certdesk.draft'] ?? '').includes('123456')",
            )
            .await;
        let kept = browser.run("return JSON.stringify(localStorage)").await;
        assert!(!kept.as_str().expect("a text").contains("PRIVATE"), "{kept}");
        desk.end_but(&MISSING).await;
    });
}
