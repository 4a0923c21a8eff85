//! Private keys: taken out of every box before anything else sees them, never kept, never drawn.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{
    NAMES_CSR, Stage, all, by_id, choose_file, click, count, drop_on, enter, has, hurry, paste, pause, private_key,
    run, stored, text, until, value,
};

const NOTE: &str = "#private-key-note";

/// Asserts that a text is nowhere: not in the document, not in a box, not in the storage.
fn assert_nowhere(secret: &str) {
    let everything = run(
        "return document.documentElement.outerHTML + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)
            + [...document.querySelectorAll('input:not([type=file]), textarea')].map((box) => box.value).join()",
    );
    assert!(
        !everything.as_string().unwrap().contains(secret),
        "the key is still there"
    );
}

/// Some boxes are not seen until something is chosen; the note is at them all the same.
fn is_told() -> bool {
    has(&format!("{NOTE}:not(.hidden)"))
}

fn is_told_at(id: &str) -> bool {
    is_told()
        && text(NOTE).starts_with("That was a private key")
        && by_id(id)
            .closest(".field")
            .unwrap()
            .unwrap()
            .contains(Some(&by_id("private-key-note")))
}

#[wasm_bindgen_test]
async fn a_key_is_kept_out_of_every_box_and_what_stood_there_stays() {
    let (stage, _) = Stage::desk().await;
    let (_, pem, secret) = private_key().await;
    assert!(!is_told());
    click("#dns-names-add");
    until("there is a line", || has(".name-row input")).await;
    run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })");
    // A field of the account has two boxes.
    click("#custom-fields > button");
    pause().await;
    let boxes: Vec<_> = all("input:not([type]), input[type=text], textarea")
        .iter()
        .map(|it| it.id())
        .collect();
    assert!(boxes.len() > 40, "{boxes:?}");
    for wanted in ["csr", "common-name", "comments", "paste-names", "organization-name"] {
        assert!(boxes.iter().any(|id| id == wanted), "{wanted}");
    }
    for id in boxes {
        enter(&id, "before");
        pause().await;
        assert!(!is_told(), "{id}: it has been read by now");
        assert!(paste(&id, &pem), "{id}: the browser must not paste it");
        pause().await;
        assert_eq!(value(&id), "before", "{id}");
        assert!(is_told_at(&id), "{id}");
        assert_nowhere(&secret);
        // However else it comes in, the box is emptied.
        enter(&id, &pem);
        pause().await;
        assert_eq!(value(&id), "", "{id}");
        assert!(is_told_at(&id), "{id}");
        assert_nowhere(&secret);
    }
    assert_eq!(count(".name-row"), 1, "a key is no list of names");
    // What is kept once the typing rests has nothing of it.
    hurry().await;
    assert!(stored("certdesk.draft").is_some());
    assert_nowhere(&secret);
    stage.end();
}

#[wasm_bindgen_test]
async fn a_key_in_a_file_is_not_handed_on() {
    let (stage, form) = Stage::desk().await;
    let (der, pem, secret) = private_key().await;
    enter("csr", NAMES_CSR);
    let bundle = format!("{NAMES_CSR}{pem}");
    for (name, content) in [
        ("key.pem", pem.as_bytes()),
        ("key.der", &der),
        ("all.pem", bundle.as_bytes()),
    ] {
        enter("comments", name);
        pause().await;
        assert!(!is_told());
        if name == "all.pem" {
            choose_file("csr-file", name, content);
        } else {
            assert!(drop_on(".drop", Some((name, content))));
        }
        until("it is told", || is_told_at("csr")).await;
        assert_eq!(value("csr"), NAMES_CSR, "{name}: what stood there stays");
        assert_eq!(form.draft.entries.csr.get_untracked(), NAMES_CSR);
        assert!(!text("#stage").contains(&format!("Read from {name}")));
        assert_nowhere(&secret);
    }
    // A request behind it takes the note away.
    choose_file("csr-file", "names.csr", NAMES_CSR.as_bytes());
    until("the note is gone", || !is_told()).await;
    hurry().await;
    assert_nowhere(&secret);
    stage.end();
}

#[wasm_bindgen_test]
async fn the_note_goes_with_the_next_entry_and_outlives_the_line_at_which_it_stood() {
    let (stage, _) = Stage::desk().await;
    let (_, pem, _) = private_key().await;
    click("#dns-names-add");
    until("there is a line", || has(".name-row input")).await;
    let line = all(".name-row input")[0].id();
    paste(&line, &pem);
    pause().await;
    assert!(is_told_at(&line));
    click(".name-remove");
    until("the line is gone", || !has(".name-row")).await;
    assert!(!has(NOTE));
    paste("csr", &pem);
    pause().await;
    assert!(is_told_at("csr"));
    assert_eq!(
        by_id("private-key-note").get_attribute("role").as_deref(),
        Some("alert")
    );
    enter("common-name", "www.example.com");
    pause().await;
    assert!(!is_told());
    stage.end();
}
