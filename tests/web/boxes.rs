//! Boxes to type into, what folds away, and the button that copies.

use certdesk::widgets::{CopyButton, Disclosure, InputKind, Messages, TextArea, TextField};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{Stage, by_id, click, described, enter, has, is_seen, leave, one, pause, run, text, until, value};

fn words(words: &str) -> Signal<String> {
    Signal::stored(words.to_owned())
}

/// What is said about a box, to be changed by a test.
#[derive(Clone, Copy)]
struct Said {
    error: RwSignal<Option<String>>,
    advice: RwSignal<Vec<String>>,
}

impl Said {
    fn nothing() -> Self {
        Self {
            error: RwSignal::new(None),
            advice: RwSignal::new(Vec::new()),
        }
    }

    fn messages(self) -> Messages {
        Messages {
            error: self.error.into(),
            advice: self.advice.into(),
        }
    }
}

#[wasm_bindgen_test]
async fn a_text_field_is_labelled_described_and_told_of() {
    let mut stage = Stage::new();
    let said = Said::nothing();
    let (typed, required, hint) = (
        RwSignal::new("first".to_owned()),
        RwSignal::new(true),
        RwSignal::new("As registered.".to_owned()),
    );
    let left = RwSignal::new(0);
    stage.show(move || {
        view! {
            <TextField
                id="city"
                label=words("City")
                hint=hint.into()
                value=typed
                on_input=move |text| typed.set(text)
                messages=said.messages()
                error_word=words("Error")
                kind=InputKind::Number
                required=required
                list="cities"
                on_leave=move |()| left.update(|left| *left += 1)
            />
        }
    });
    pause().await;
    let city = by_id("city");
    assert_eq!(text("label[for=city]"), "City");
    assert_eq!(described("city"), ["As registered.", ""]);
    assert_eq!(city.get_attribute("aria-invalid"), None);
    assert_eq!(city.get_attribute("aria-required").as_deref(), Some("true"));
    assert_eq!(city.get_attribute("inputmode").as_deref(), Some("numeric"));
    assert_eq!(city.get_attribute("autocomplete").as_deref(), Some("off"));
    assert_eq!(city.get_attribute("list").as_deref(), Some("cities"));
    // A number box would drop what it can't read.
    assert_eq!(city.get_attribute("type").as_deref(), Some("text"));
    assert!(!has("#city-message *"), "nothing stands where nothing is said");

    // The value goes in and out.
    assert_eq!(value("city"), "first");
    enter("city", " second ");
    assert_eq!(typed.get_untracked(), " second ");
    typed.set("third".to_owned());
    pause().await;
    assert_eq!(value("city"), "third");
    assert_eq!(left.get_untracked(), 0);
    leave("city");
    assert_eq!(left.get_untracked(), 1);

    // Advice is no error; an error goes before advice, and both go as they came.
    said.advice.set(vec!["Unwise.".to_owned(), "Odd.".to_owned()]);
    pause().await;
    assert_eq!(described("city")[1], "Unwise.Odd.");
    assert_eq!(city.get_attribute("aria-invalid"), None);
    assert!(!has(".field-error"));
    said.error.set(Some("Too long.".to_owned()));
    pause().await;
    assert_eq!(described("city")[1], "Error: Too long.");
    assert_eq!(city.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(has(".field-error #city"));
    said.error.set(None);
    said.advice.set(Vec::new());
    hint.set(String::new());
    required.set(false);
    pause().await;
    assert_eq!(described("city"), ["", ""]);
    assert_eq!(city.get_attribute("aria-invalid"), None);
    assert_eq!(city.get_attribute("aria-required"), None);
    assert!(!has(".field-error"));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_text_field_that_is_gone_may_still_be_left() {
    let mut stage = Stage::new();
    let there = RwSignal::new(true);
    stage.show(move || {
        move || {
            there.get().then(|| {
                let typed = RwSignal::new(String::new());
                view! {
                    <TextField
                        id="gone"
                        label=words("Gone")
                        hint=words("")
                        value=typed
                        on_input=move |text| typed.set(text)
                        messages=Messages::none()
                        error_word=words("Error")
                        on_leave=move |()| typed.set("left".to_owned())
                    />
                }
            })
        }
    });
    enter("gone", "text");
    there.set(false);
    pause().await;
    assert!(!has("#gone"));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_text_area_is_labelled_described_and_told_of() {
    let mut stage = Stage::new();
    let said = Said::nothing();
    let typed = RwSignal::new("one\ntwo".to_owned());
    let (edits, left) = (RwSignal::new(0), RwSignal::new(0));
    stage.show(move || {
        view! {
            <TextArea
                id="comments"
                label=words("Comments")
                hint=words("For the approver.")
                value=typed
                messages=said.messages()
                error_word=words("Fehler")
                rows=7
                required=true
                on_edit=move |()| edits.update(|edits| *edits += 1)
                on_leave=move |()| left.update(|left| *left += 1)
            />
        }
    });
    pause().await;
    let area = by_id("comments");
    assert_eq!(text("label[for=comments]"), "Comments");
    assert_eq!(described("comments"), ["For the approver.", ""]);
    assert_eq!(area.get_attribute("rows").as_deref(), Some("7"));
    assert_eq!(area.get_attribute("aria-required").as_deref(), Some("true"));
    assert_eq!(value("comments"), "one\ntwo");
    enter("comments", "three\n\nfour");
    assert_eq!(typed.get_untracked(), "three\n\nfour");
    assert_eq!((edits.get_untracked(), left.get_untracked()), (1, 0));
    leave("comments");
    assert_eq!((edits.get_untracked(), left.get_untracked()), (1, 1));
    said.advice.set(vec!["Unwise.".to_owned()]);
    said.error.set(Some("Too long.".to_owned()));
    pause().await;
    assert_eq!(described("comments")[1], "Fehler: Too long.");
    assert_eq!(area.get_attribute("aria-invalid").as_deref(), Some("true"));
    said.error.set(None);
    pause().await;
    assert_eq!(described("comments")[1], "Unwise.");
    assert_eq!(area.get_attribute("aria-invalid"), None);
    stage.end();
}

#[wasm_bindgen_test]
async fn what_folds_away_opens_for_an_error_and_can_be_closed_again() {
    let mut stage = Stage::new();
    let (must_show, note) = (RwSignal::new(false), RwSignal::new("2 set".to_owned()));
    stage.show(move || {
        view! {
            <Disclosure title=words("More") note=note must_show=must_show>
                <input id="inside" />
            </Disclosure>
        }
    });
    assert_eq!(text("summary .disclosure-name"), "More");
    assert_eq!(text("summary .disclosure-note"), "2 set");
    assert!(!is_seen("#inside"));
    must_show.set(true);
    pause().await;
    assert!(is_seen("#inside"));
    click("summary");
    assert!(!is_seen("#inside"), "the user has the last word");
    must_show.set(false);
    pause().await;
    must_show.set(true);
    note.set(String::new());
    pause().await;
    assert!(is_seen("#inside"), "a new error opens it anew");
    assert_eq!(text("summary .disclosure-note"), "");
    stage.end();
}

#[wasm_bindgen_test]
async fn a_copy_is_told_and_so_is_a_refusal() {
    let mut stage = Stage::new();
    let what = RwSignal::new("before".to_owned());
    stage.show(move || {
        view! {
            <CopyButton
                text=move |()| what.get_untracked()
                label=words("Copy")
                done=words("Copied")
                failed=words("Copy it by hand.")
            />
        }
    });
    let clipboard = |code: &str| run(&format!("watch.replace(navigator, 'clipboard', {{ value: {code} }})"));
    assert_eq!(text(".copy button"), "Copy");
    assert_eq!(one(".copy-said").get_attribute("role").as_deref(), Some("status"));
    assert_eq!(text(".copy-said"), "");
    // Outside a secure context there is none.
    clipboard("undefined");
    click(".copy button");
    until("the failure is told", || text(".copy-said") == "Copy it by hand.").await;
    clipboard("{ writeText: (text) => { window.copied = text; return Promise.resolve(); } }");
    what.set("at the press".to_owned());
    click(".copy button");
    until("the copy is told", || text(".copy-said") == "Copied").await;
    assert_eq!(run("return window.copied").as_string().as_deref(), Some("at the press"));
    clipboard("{ writeText: () => Promise.reject(new Error('not allowed')) }");
    click(".copy button");
    until("the refusal is told", || text(".copy-said") == "Copy it by hand.").await;
    stage.end();
}
