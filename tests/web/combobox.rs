//! The combobox: a box to type into with a list to choose from.

use std::fmt::Write as _;
use std::sync::Arc;

use certdesk::widgets::{Combobox, ComboboxTexts, Entry, Mark, Matching, Messages, Search};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::harness::{
    Stage, active, all, alt_key, by_id, count, described, edges, enter, has, is_seen, key, leave, one, pause, press_on,
    rest, run, shown, text, value,
};

const ID: &str = "organization";
const TOKENS: &str = include_str!("../../style/tokens.css");
const WIDGETS: &str = include_str!("../../style/widgets.css");
const LISTS: &str = include_str!("../../style/lists.css");

fn words(words: &str) -> Signal<String> {
    Signal::stored(words.to_owned())
}

fn entry(value: &str, label: &str, detail: &str, mark: Mark) -> Entry {
    Entry {
        value: value.to_owned(),
        label: label.to_owned(),
        detail: detail.to_owned(),
        mark,
    }
}

fn few() -> Vec<Entry> {
    vec![
        entry("11", "Acme Works", "Validated until 2027-03-01", Mark::Plain),
        entry("12", "Birch & Sons", "Validation ends soon", Mark::Warning),
        entry("13", "Ромашка", "Validated until 2026-12-24", Mark::Plain),
        entry("14", "Cedar", "Not validated", Mark::Disabled),
        entry("15", "Acme Trade", "Validated until 2026-12-24", Mark::Plain),
    ]
}

fn many(count: u32) -> Vec<Entry> {
    let name = |number| format!("Organization {number:04}");
    (0..count)
        .map(|number| entry(&number.to_string(), &name(number), "Validated", Mark::Plain))
        .collect()
}

/// A combobox on a stage, and what it has told.
struct Shown {
    stage: Stage,
    entries: RwSignal<Arc<[Entry]>>,
    value: RwSignal<String>,
    error: RwSignal<Option<String>>,
    told: RwSignal<Vec<String>>,
    left: RwSignal<u32>,
}

impl Shown {
    async fn new(entries: Vec<Entry>, value: &str, free: bool, search: Option<Search>) -> Self {
        let mut stage = Stage::new();
        let mut css = String::new();
        write!(css, "{TOKENS}{WIDGETS}{LISTS}").unwrap();
        let sheets = document().create_element("style").unwrap();
        sheets.set_text_content(Some(&css));
        one("#stage").append_child(&sheets).unwrap();
        let entries = RwSignal::new(Arc::from(entries));
        let value = RwSignal::new(value.to_owned());
        let (error, told, left) = (RwSignal::new(None), RwSignal::new(Vec::new()), RwSignal::new(0));
        let texts = ComboboxTexts {
            matching: Callback::new(|Matching { count, of }| format!("{count} of {of}")),
            more: Callback::new(|more| format!("and {more} more: type more letters")),
        };
        let messages = Messages {
            error: error.into(),
            advice: Signal::stored(Vec::new()),
        };
        stage.show(move || {
            let on_change = move |text: String| {
                told.update(|told| told.push(text.clone()));
                value.set(text);
            };
            let on_leave = move |()| left.update(|left| *left += 1);
            // A component's property that may be left out takes no `Option`.
            let field = match search {
                Some(search) => view! {
                    <Combobox id=ID label=words("Organization") hint=words("By name.") entries=entries.into() value=value
                        on_change=on_change messages=messages error_word=words("Error") texts=texts free=free
                        required=true on_leave=on_leave search=search />
                }
                .into_any(),
                None => view! {
                    <Combobox id=ID label=words("Organization") hint=words("By name.") entries=entries.into() value=value
                        on_change=on_change messages=messages error_word=words("Error") texts=texts free=free
                        required=true on_leave=on_leave />
                }
                .into_any(),
            };
            view! {
                {field}
                <p id="below">{"Below"}</p>
            }
        });
        pause().await;
        Self {
            stage,
            entries,
            value,
            error,
            told,
            left,
        }
    }

    fn end(self) {
        self.stage.end();
    }
}

fn attribute(name: &str) -> Option<String> {
    by_id(ID).get_attribute(name)
}

fn is_open() -> bool {
    let expanded = attribute("aria-expanded").as_deref() == Some("true");
    assert_eq!(expanded, is_seen("[role=listbox]"), "what is told is what is seen");
    expanded
}

/// The labels in the list.
fn labels() -> Vec<String> {
    all("[role=option] .combobox-label").iter().map(shown).collect()
}

/// The label of the option that the keys are on, which alone must be the selected one.
fn on() -> Option<String> {
    let selected = all("[role=option][aria-selected=true]");
    let active = attribute("aria-activedescendant");
    assert_eq!(selected.iter().map(|option| option.id()).next(), active);
    assert!(selected.len() < 2);
    let label = selected.first()?.query_selector(".combobox-label").unwrap();
    label.as_ref().map(shown)
}

fn status() -> String {
    text("[role=status]")
}

async fn pressed(name: &str) -> bool {
    let taken = key(ID, name);
    pause().await;
    taken
}

async fn typed(text: &str) {
    enter(ID, text);
    pause().await;
}

#[wasm_bindgen_test]
async fn a_combobox_is_labelled_described_and_closed_at_first() {
    let shown = Shown::new(few(), "", false, None).await;
    let field: HtmlInputElement = by_id(ID).unchecked_into();
    assert_eq!(text(&format!("label[for={ID}]")), "Organization");
    assert_eq!(described(ID), ["By name.", "", ""]);
    for (name, is) in [
        ("role", "combobox"),
        ("aria-autocomplete", "list"),
        ("aria-expanded", "false"),
        ("aria-controls", "organization-options"),
        ("aria-required", "true"),
        ("autocomplete", "off"),
    ] {
        assert_eq!(attribute(name).as_deref(), Some(is), "{name}");
    }
    let list = by_id("organization-options");
    assert_eq!(list.get_attribute("role").as_deref(), Some("listbox"));
    let label = list.get_attribute("aria-labelledby").unwrap();
    assert_eq!(text(&format!("#{label}")), "Organization");
    assert!(!is_open());
    assert_eq!((count("[role=option]"), on(), status()), (0, None, String::new()));
    field.focus().unwrap();
    pause().await;
    assert!(!is_open(), "the focus alone opens nothing");
    shown.error.set(Some("Choose one.".to_owned()));
    pause().await;
    assert_eq!(described(ID)[1], "Error: Choose one.");
    assert_eq!(attribute("aria-invalid").as_deref(), Some("true"));
    assert!(has(".field-error"));
    shown.end();
}

#[wasm_bindgen_test]
async fn by_keys_alone_the_list_is_opened_walked_through_and_chosen_from() {
    let shown = Shown::new(few(), "", false, None).await;
    assert!(pressed("ArrowDown").await);
    assert!(is_open());
    assert_eq!(on().as_deref(), Some("Acme Works"));
    assert_eq!(status(), "5 of 5");
    for (name, label) in [
        ("ArrowDown", "Birch & Sons"),
        ("ArrowUp", "Acme Works"),
        ("ArrowUp", "Acme Trade"),
        ("ArrowDown", "Acme Works"),
        ("End", "Acme Trade"),
        ("Home", "Acme Works"),
        ("PageDown", "Acme Trade"),
        ("PageUp", "Acme Works"),
        ("ArrowDown", "Birch & Sons"),
    ] {
        assert!(pressed(name).await, "{name} is for the list");
        assert_eq!(on().as_deref(), Some(label), "{name}");
    }
    assert!(shown.told.get_untracked().is_empty(), "to walk is not to choose");
    assert!(pressed("Enter").await, "no form is sent by it");
    assert!(!is_open());
    assert_eq!((value(ID), on()), ("Birch & Sons".to_owned(), None));
    assert_eq!(shown.told.get_untracked(), ["12"]);
    assert_eq!(described(ID)[2], "Validation ends soon");
    assert!(has("#organization-detail.combobox-warning"));
    // Once more: it opens at what is chosen.
    assert!(pressed("ArrowDown").await);
    assert_eq!(on().as_deref(), Some("Birch & Sons"));
    assert_eq!(text(".combobox-chosen .combobox-label"), "Birch & Sons");
    assert_eq!(described(ID)[2], "", "the line is the status's while the list is open");
    shown.end();
}

#[wasm_bindgen_test]
async fn alt_opens_and_closes_without_a_move_and_keys_of_the_text_stay_its_own() {
    let shown = Shown::new(few(), "", true, None).await;
    for name in ["Home", "End", "PageUp", "PageDown", "Enter", "Escape", "Tab", "a"] {
        assert!(!pressed(name).await, "{name} in a closed box");
        assert!(!is_open());
    }
    assert!(alt_key(ID, "ArrowDown"));
    pause().await;
    assert!(is_open());
    assert_eq!(on(), None);
    assert!(
        !pressed("Home").await && !pressed("End").await,
        "the keys are on no option yet"
    );
    assert!(pressed("ArrowUp").await);
    assert_eq!(on().as_deref(), Some("Acme Trade"));
    assert!(!pressed("ArrowLeft").await);
    assert_eq!(on(), None, "the caret moves, so the keys are for the text again");
    assert!(alt_key(ID, "ArrowUp"));
    pause().await;
    assert!(!is_open());
    shown.end();
}

#[wasm_bindgen_test]
async fn letters_filter_and_what_can_not_be_chosen_is_only_read() {
    let shown = Shown::new(few(), "", false, None).await;
    typed("acme").await;
    assert!(is_open());
    assert_eq!(labels(), ["Acme Works", "Acme Trade"]);
    assert_eq!((status().as_str(), on()), ("2 of 5", None));
    typed("12-24 рОм").await;
    assert_eq!(labels(), ["Ромашка"]);
    typed("cedar").await;
    assert_eq!(labels(), ["Cedar"]);
    assert_eq!(
        one("[role=option]").get_attribute("aria-disabled").as_deref(),
        Some("true")
    );
    assert!(text("[role=option]").contains("Not validated"), "it says why");
    pressed("ArrowDown").await;
    pressed("Enter").await;
    press_on("[role=option]");
    pause().await;
    assert!(is_open());
    assert_eq!(value(ID), "cedar");
    assert_eq!(shown.value.get_untracked(), "cedar");
    typed("nobody").await;
    assert!(!is_open(), "an empty list is not shown");
    assert_eq!(status(), "0 of 5");
    typed("birch").await;
    assert!(pressed("Enter").await);
    assert_eq!(
        (value(ID), shown.value.get_untracked()),
        ("Birch & Sons".into(), "12".into())
    );
    shown.end();
}

#[wasm_bindgen_test]
async fn escape_closes_and_then_brings_back_what_was_chosen() {
    let shown = Shown::new(few(), "13", true, None).await;
    assert_eq!(value(ID), "Ромашка");
    typed("acm").await;
    typed("acme").await;
    assert_eq!(shown.value.get_untracked(), "acme");
    assert!(pressed("Escape").await);
    assert!(!is_open());
    assert_eq!(value(ID), "acme");
    assert!(pressed("Escape").await);
    assert_eq!(
        (value(ID), shown.value.get_untracked()),
        ("Ромашка".into(), "13".into())
    );
    assert!(!pressed("Escape").await, "there is nothing more to bring back");
    shown.end();
}

#[wasm_bindgen_test]
async fn to_leave_keeps_what_is_chosen_or_typed() {
    let shown = Shown::new(few(), "13", true, None).await;
    // The keys are on an option that is not chosen.
    pressed("ArrowDown").await;
    pressed("ArrowDown").await;
    assert!(!pressed("Tab").await);
    leave(ID);
    pause().await;
    assert!(!is_open());
    assert_eq!(
        (value(ID), shown.value.get_untracked()),
        ("Ромашка".into(), "13".into())
    );
    assert!(shown.told.get_untracked().is_empty());
    assert_eq!(shown.left.get_untracked(), 1);
    for (entered, stands, means) in [
        // A number typed by hand that is no entry's, and a text that is none.
        ("987654", "987654", "987654"),
        ("  Acme  ", "  Acme  ", "  Acme  "),
        // A number that is an entry's, and a name in full.
        ("15", "Acme Trade", "15"),
        ("ромашка", "Ромашка", "13"),
        ("cedar", "cedar", "cedar"),
        ("", "", ""),
    ] {
        typed(entered).await;
        assert_eq!(value(ID), entered, "while it is typed it stays as it is");
        leave(ID);
        pause().await;
        assert_eq!(
            (value(ID), shown.value.get_untracked()),
            (stands.into(), means.into()),
            "{entered:?}"
        );
        assert!(!is_open());
    }
    shown.end();
}

#[wasm_bindgen_test]
async fn enter_takes_a_free_text_as_it_is() {
    let shown = Shown::new(few(), "", true, None).await;
    typed("birch").await;
    assert_eq!(labels(), ["Birch & Sons"]);
    assert!(pressed("Enter").await);
    assert!(!is_open());
    assert_eq!(
        (value(ID), shown.value.get_untracked()),
        ("birch".into(), "birch".into())
    );
    shown.end();
}

#[wasm_bindgen_test]
async fn a_value_and_a_list_that_come_later_are_shown() {
    let shown = Shown::new(Vec::new(), "13", true, None).await;
    assert_eq!(
        value(ID),
        "13",
        "as long as there is no list, the number stands for itself"
    );
    pressed("ArrowDown").await;
    assert!(!is_open());
    assert_eq!(status(), "");
    pressed("Escape").await;
    shown.entries.set(Arc::from(few()));
    pause().await;
    assert_eq!(value(ID), "Ромашка");
    typed("acme").await;
    shown.value.set("12".to_owned());
    pause().await;
    assert_eq!(value(ID), "Birch & Sons", "a draft that is brought back, say");
    typed("13").await;
    shown.entries.set(Arc::from(many(20)));
    pause().await;
    assert_eq!(value(ID), "13", "what is being typed stays");
    assert_eq!(labels(), ["Organization 0013"]);
    shown.end();
}

#[wasm_bindgen_test]
async fn the_pointer_opens_chooses_and_closes_and_never_takes_the_focus() {
    let shown = Shown::new(few(), "13", false, None).await;
    let field: HtmlInputElement = by_id(ID).unchecked_into();
    field.focus().unwrap();
    let press_box = || press_on("#organization");
    assert!(press_box());
    pause().await;
    assert!(is_open());
    assert_eq!(labels().len(), 5, "all, not only those like the chosen one");
    let selection = (field.selection_start().unwrap(), field.selection_end().unwrap());
    assert_eq!(
        selection,
        (Some(0), Some(7)),
        "letters would take the place of the choice"
    );
    assert!(!press_on(".combobox-popup"), "beside an option");
    assert!(!press_on("#organization-option-1 .combobox-detail"));
    pause().await;
    assert!(!is_open());
    assert_eq!((value(ID), active()), ("Birch & Sons".into(), ID.into()));
    assert_eq!(shown.told.get_untracked(), ["12"]);
    press_box();
    pause().await;
    assert!(is_open());
    press_on("#below");
    pause().await;
    assert!(!is_open(), "a press elsewhere closes it, also where it takes no focus");
    assert_eq!(shown.told.get_untracked(), ["12"]);
    shown.end();
}

#[wasm_bindgen_test]
async fn a_search_of_the_callers_own_decides_what_is_shown() {
    // The last first, and an index too far, which is nobody's.
    let search: Search = Callback::new(|(typed, entries): (String, Arc<[Entry]>)| {
        let is_found = |index: &usize| entries[*index].value.ends_with(&typed);
        let mut found: Vec<_> = (0..entries.len()).rev().filter(is_found).collect();
        found.push(99);
        found
    });
    let shown = Shown::new(many(30), "", true, Some(search)).await;
    typed("9").await;
    assert_eq!(
        labels(),
        ["Organization 0029", "Organization 0019", "Organization 0009"]
    );
    shown.end();
}

#[wasm_bindgen_test]
async fn a_thousand_entries_stay_quick_and_only_some_are_drawn() {
    let shown = Shown::new(many(1000), "700", true, None).await;
    assert_eq!(value(ID), "Organization 0700");
    pressed("ArrowDown").await;
    assert_eq!(count("[role=option]"), 50);
    assert_eq!(text(".combobox-more"), "and 950 more: type more letters");
    assert_eq!(status(), "1000 of 1000");
    assert_eq!(
        on().as_deref(),
        Some("Organization 0700"),
        "the chosen one is among them"
    );
    pressed("End").await;
    rest(50).await;
    let (list, last) = (one("[role=listbox]"), one("[role=option]:last-child"));
    assert!(
        edges(&last).bottom <= edges(&list).bottom && list.scroll_top() > 0,
        "it is in sight"
    );
    let now = || run("return performance.now()").as_f64().unwrap();
    let mut slowest = 0.0_f64;
    for entered in [
        "o",
        "or",
        "0",
        "00",
        "01",
        "organization 01",
        "validated",
        "1",
        "",
        "organization 0123",
    ] {
        let begun = now();
        enter(ID, entered);
        pause().await;
        slowest = slowest.max(now() - begun);
        assert!(count("[role=option]") <= 50);
    }
    assert_eq!(labels(), ["Organization 0123"]);
    assert_eq!(text(".combobox-more"), "");
    // Unoptimised it takes some ten times as long as on the page, where the limit is five milliseconds.
    assert!(slowest < 100.0, "a key took {slowest} ms");
    shown.end();
}

#[wasm_bindgen_test]
async fn the_list_floats_and_fits_into_a_narrow_window() {
    let shown = Shown::new(many(60), "", true, None).await;
    run("document.getElementById('stage').style.width = '320px'");
    let place = || edges(&by_id("below"));
    let before = place();
    pressed("ArrowDown").await;
    assert_eq!(place(), before, "open");
    let popup = edges(&one(".combobox-popup"));
    assert!(popup.left >= 0.0 && popup.width() <= 320.0);
    assert!(popup.top >= edges(&by_id(ID)).bottom, "below the box");
    for option in all("[role=option]") {
        assert!(edges(&option).height() >= 24.0, "large enough for a finger");
    }
    pressed("Enter").await;
    assert_eq!(described(ID)[2], "Validated");
    assert_eq!(place(), before, "chosen");
    typed("nobody").await;
    assert_eq!(place(), before, "nothing found");
    shown.end();
}
