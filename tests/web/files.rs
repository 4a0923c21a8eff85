//! The place to drop a file.

use certdesk::widgets::{DroppedFile, FileDrop};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{Stage, by_id, choose_file, drop_on, has, pause, run, text, until, value};

fn stage() -> (Stage, RwSignal<Vec<DroppedFile>>) {
    let mut stage = Stage::new();
    let files = RwSignal::new(Vec::new());
    stage.show(move || {
        view! {
            <FileDrop
                id="file"
                label=Signal::stored("Choose a file".to_owned())
                accept=".csr,.pem"
                limit=8
                on_file=move |file| files.update(|files| files.push(file))
            >
                <textarea id="box"></textarea>
            </FileDrop>
        }
    });
    (stage, files)
}

fn file(name: &str, content: Option<&[u8]>) -> DroppedFile {
    DroppedFile {
        name: name.to_owned(),
        bytes: content.map(<[u8]>::to_vec),
    }
}

#[wasm_bindgen_test]
async fn a_file_is_chosen_or_dropped_and_read_byte_for_byte() {
    let (stage, files) = stage();
    assert_eq!(text("label[for=file]"), "Choose a file");
    assert_eq!(by_id("file").get_attribute("accept").as_deref(), Some(".csr,.pem"));
    choose_file("file", "a.der", &[0, 0xff, 0x30, 10]);
    until("it is read", || files.with_untracked(|files| files.len() == 1)).await;
    // The same file can be chosen once more.
    assert_eq!(value("file"), "");
    choose_file("file", "a.der", &[0, 0xff, 0x30, 10]);
    until("it is read again", || files.with_untracked(|files| files.len() == 2)).await;
    assert!(
        drop_on("#box", Some(("b.csr", b"text"))),
        "the browser must not open it"
    );
    until("it is read", || files.with_untracked(|files| files.len() == 3)).await;
    assert!(!has(".drop-over"));
    let binary = file("a.der", Some(&[0, 0xff, 0x30, 10]));
    assert_eq!(
        files.get_untracked(),
        [binary.clone(), binary, file("b.csr", Some(b"text"))]
    );
    stage.end();
}

#[wasm_bindgen_test]
async fn a_file_that_is_too_large_is_not_read_and_one_at_the_limit_is() {
    let (stage, files) = stage();
    choose_file("file", "nine.pem", b"123456789");
    assert_eq!(files.get_untracked(), [file("nine.pem", None)]);
    choose_file("file", "eight.pem", b"12345678");
    until("it is read", || files.with_untracked(|files| files.len() == 2)).await;
    assert_eq!(files.get_untracked()[1], file("eight.pem", Some(b"12345678")));
    choose_file("file", "empty.pem", b"");
    until("it is read", || files.with_untracked(|files| files.len() == 3)).await;
    assert_eq!(files.get_untracked()[2], file("empty.pem", Some(b"")));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_dropped_text_is_left_to_the_box_and_the_zone_shows_what_is_over_it() {
    let (stage, files) = stage();
    run("document.querySelector('.drop').dispatchEvent(new DragEvent('dragover', { cancelable: true }))");
    pause().await;
    assert!(has(".drop-over"));
    run("document.querySelector('.drop').dispatchEvent(new DragEvent('dragleave'))");
    pause().await;
    assert!(!has(".drop-over"));
    assert!(!drop_on("#box", None));
    pause().await;
    assert!(files.with_untracked(Vec::is_empty));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_file_that_is_read_when_the_place_is_gone_does_no_harm() {
    let (mut stage, files) = stage();
    choose_file("file", "late.csr", b"late");
    stage.take_away();
    pause().await;
    assert!(files.try_get_untracked().is_none_or(|files| files.is_empty()));
    stage.end();
}
