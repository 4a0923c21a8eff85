//! Radio buttons, a checkbox, a list.

use certdesk::widgets::{Checkbox, ChoiceOption, Messages, Radios, Select, SelectOption};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::harness::{Stage, all, by_id, click, count, described, has, leave, one, pause, pick, text, value};

fn words(words: &str) -> Signal<String> {
    Signal::stored(words.to_owned())
}

fn said(error: RwSignal<Option<String>>) -> Messages {
    Messages {
        error: error.into(),
        advice: Signal::stored(vec!["Unwise.".to_owned()]),
    }
}

fn is_ticked(id: &str) -> bool {
    by_id(id).unchecked_into::<HtmlInputElement>().checked()
}

#[wasm_bindgen_test]
async fn radio_buttons_are_a_group_with_a_question_of_which_one_is_chosen() {
    let mut stage = Stage::new();
    let error = RwSignal::new(None);
    let chosen = RwSignal::new(None::<u8>);
    stage.show(move || {
        let option = |value: u8, label: &str, hint: &str| ChoiceOption {
            value,
            label: words(label),
            hint: words(hint),
            hidden: Signal::stored(false),
        };
        view! {
            <Radios
                id="size"
                legend=words("Which size?")
                hint=words("Small is cheap.")
                options=vec![option(1, "Small", "For one."), option(2, "Large", "")]
                value=chosen.into()
                on_choose=move |value| chosen.set(Some(value))
                messages=said(error)
                error_word=words("Error")
            />
        }
    });
    assert_eq!(text("fieldset legend"), "Which size?");
    let group = one("fieldset").get_attribute("aria-describedby");
    assert_eq!(group.as_deref(), Some("size-hint size-message"));
    assert_eq!(text("#size-hint"), "Small is cheap.");
    assert_eq!(text("#size-message"), "Unwise.");
    // The first has the group's id: the summary leads to it.
    assert_eq!(text("label[for=size]"), "Small");
    assert_eq!(described("size"), ["For one."]);
    assert_eq!(text("label[for=size-1]"), "Large");
    assert_eq!(described("size-1"), [""]);
    assert_eq!(count("input[type=radio][name=size]"), 2);
    assert!(!is_ticked("size") && !is_ticked("size-1"), "nothing is chosen at first");
    click("#size-1");
    assert_eq!(chosen.get_untracked(), Some(2));
    chosen.set(Some(1));
    error.set(Some("Choose one.".to_owned()));
    pause().await;
    assert!(is_ticked("size") && !is_ticked("size-1"));
    assert_eq!(text("#size-message"), "Error: Choose one.");
    assert!(has("fieldset.field-error"));
    error.set(None);
    pause().await;
    assert_eq!(text("#size-message"), "Unwise.");
    assert!(!has(".field-error"));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_checkbox_is_labelled_described_and_told_of() {
    let mut stage = Stage::new();
    let error = RwSignal::new(None);
    let (ticked, edits) = (RwSignal::new(false), RwSignal::new(0));
    stage.show(move || {
        view! {
            <Checkbox
                id="skip"
                label=words("Skip it")
                hint=words("Not always possible.")
                value=ticked
                messages=said(error)
                error_word=words("Error")
                on_edit=move |()| edits.update(|edits| *edits += 1)
            />
        }
    });
    assert_eq!(text("label[for=skip]"), "Skip it");
    assert_eq!(described("skip"), ["Not always possible.", "Unwise."]);
    assert!(!is_ticked("skip"));
    click("label[for=skip]");
    assert!(ticked.get_untracked());
    assert_eq!(edits.get_untracked(), 1);
    ticked.set(false);
    error.set(Some("Not allowed.".to_owned()));
    pause().await;
    assert!(!is_ticked("skip"));
    assert_eq!(described("skip")[1], "Error: Not allowed.");
    assert_eq!(by_id("skip").get_attribute("aria-invalid").as_deref(), Some("true"));
    error.set(None);
    pause().await;
    assert_eq!(by_id("skip").get_attribute("aria-invalid"), None);
    stage.end();
}

#[wasm_bindgen_test]
async fn a_list_keeps_its_choice_when_its_lines_change() {
    let mut stage = Stage::new();
    let error = RwSignal::new(None);
    let option = |value: &str, label: &str| SelectOption {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let english = vec![option("", "Default"), option("a", "Apple"), option("b", "Pear")];
    let russian = vec![option("", "По умолчанию"), option("a", "Яблоко"), option("b", "Груша")];
    let lines = RwSignal::new(english);
    let (chosen, left) = (RwSignal::new("b".to_owned()), RwSignal::new(0));
    stage.show(move || {
        view! {
            <Select
                id="fruit"
                label=words("Fruit")
                hint=words("One.")
                options=lines.into()
                value=chosen.into()
                on_choose=move |value| chosen.set(value)
                messages=said(error)
                error_word=words("Error")
                on_leave=move |()| left.update(|left| *left += 1)
            />
        }
    });
    assert_eq!(text("label[for=fruit]"), "Fruit");
    assert_eq!(described("fruit"), ["One.", "Unwise."]);
    assert_eq!(value("fruit"), "b");
    pick("fruit", "a");
    assert_eq!(chosen.get_untracked(), "a");
    lines.set(russian);
    pause().await;
    assert_eq!(value("fruit"), "a");
    let labels: Vec<_> = all("#fruit option").iter().filter_map(|it| it.text_content()).collect();
    assert_eq!(labels, ["По умолчанию", "Яблоко", "Груша"]);
    chosen.set(String::new());
    error.set(Some("Not that.".to_owned()));
    pause().await;
    assert_eq!(value("fruit"), "");
    assert_eq!(described("fruit")[1], "Error: Not that.");
    assert_eq!(by_id("fruit").get_attribute("aria-invalid").as_deref(), Some("true"));
    leave("fruit");
    assert_eq!(left.get_untracked(), 1);
    stage.end();
}
