//! The names: added, taken away, pasted by the dozen and by the thousand.

use certdesk_order::{NameEntries, NameEntry, Product, RowKey};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{
    Stage, active, all, click, count, described, enter, has, is_seen, key, leave, one, paste, pause, run, shown, text,
    until, value, values,
};

const BOXES: &str = ".name-row input";
/// What the form says of the last paste.
const ADDED: &str = "#dns-names [role=status]";

/// The id of the box of a line, from 1.
fn box_id(line: usize) -> String {
    all(BOXES)[line - 1].id()
}

fn has_focus(line: usize) -> bool {
    count(BOXES) >= line && active() == box_id(line)
}

fn remove(line: usize) {
    all(".name-remove")[line - 1]
        .clone()
        .unchecked_into::<web_sys::HtmlElement>()
        .click();
}

async fn add(names: &[&str]) {
    for name in names {
        let lines = count(BOXES);
        click("#dns-names-add");
        until("there is a new line with the focus", || has_focus(lines + 1)).await;
        enter(&box_id(lines + 1), name);
    }
    pause().await;
}

#[wasm_bindgen_test]
async fn a_line_is_labelled_by_its_number_and_its_button_by_its_name() {
    let (stage, _) = Stage::desk().await;
    add(&["a.example.com", "b.example.com"]).await;
    let labels: Vec<_> = all(".name-row label").iter().map(shown).collect();
    assert_eq!(labels, ["Additional name 1", "Additional name 2"]);
    let buttons: Vec<_> = all(".name-remove")
        .iter()
        .filter_map(|button| button.get_attribute("aria-label"))
        .collect();
    assert_eq!(buttons, ["Remove a.example.com", "Remove b.example.com"]);
    enter(&box_id(1), " ");
    pause().await;
    assert_eq!(
        one(".name-remove").get_attribute("aria-label").as_deref(),
        Some("Remove the empty line")
    );
    remove(1);
    pause().await;
    let labels: Vec<_> = all(".name-row label").iter().map(shown).collect();
    assert_eq!(labels, ["Additional name 1"]);
    assert_eq!(values(BOXES), ["b.example.com"]);
    stage.end();
}

#[wasm_bindgen_test]
async fn when_a_line_goes_its_neighbour_has_the_focus() {
    let (stage, _) = Stage::desk().await;
    add(&["a.example.com", "b.example.com", "c.example.com"]).await;
    remove(2);
    until("the next has the focus", || count(BOXES) == 2 && has_focus(2)).await;
    assert_eq!(values(BOXES), ["a.example.com", "c.example.com"]);
    remove(2);
    until("the one before has the focus", || count(BOXES) == 1 && has_focus(1)).await;
    remove(1);
    until("the button that adds has the focus", || active() == "dns-names-add").await;
    assert_eq!(count(BOXES), 0);
    stage.end();
}

#[wasm_bindgen_test]
async fn enter_begins_a_line_but_not_while_letters_are_composed() {
    let (stage, form) = Stage::desk().await;
    add(&["a.example.com"]).await;
    assert!(key(&box_id(1), "Enter"), "it must not send the form");
    until("there is a second line with the focus", || has_focus(2)).await;
    assert!(!key(&box_id(2), "a"));
    run(&format!(
        "document.getElementById('{}').dispatchEvent(new KeyboardEvent('keydown',
            {{ key: 'Enter', isComposing: true, bubbles: true, cancelable: true }}))",
        box_id(2)
    ));
    pause().await;
    assert_eq!(count(BOXES), 2);
    assert_eq!(form.due.attempts.get_untracked(), 0);
    stage.end();
}

#[wasm_bindgen_test]
async fn a_list_pasted_into_a_line_becomes_lines_in_its_order() {
    let (stage, form) = Stage::desk().await;
    enter("common-name", "www.example.com");
    add(&["first.example.com", "text before"]).await;
    // A single name is pasted as the browser does it.
    assert!(!paste(&box_id(1), ".example"));
    assert_eq!(value(&box_id(1)), "first.example.com.example");
    // A list, in a line that holds something: the line stays.
    assert!(paste(
        &box_id(2),
        "z.example.com, a.example.com;A.example.com\nWWW.example.com m.example.com"
    ));
    until("the lines are there", || count(BOXES) == 5).await;
    let expected = [
        "first.example.com.example",
        "text before",
        "z.example.com",
        "a.example.com",
        "m.example.com",
    ];
    assert_eq!(values(BOXES), expected);
    until("it is told", || text(ADDED).starts_with("3 names added; 2 left out")).await;
    until("the focus is behind the list", || active() == "dns-names-add").await;
    // In an empty line: it is taken away.
    add(&[""]).await;
    assert!(paste(&box_id(6), "x.example.com\ty.example.com"));
    until("the lines are there", || count(BOXES) == 7).await;
    assert_eq!(values(BOXES)[5..], ["x.example.com", "y.example.com"]);
    assert_eq!(text(ADDED), "2 names added.");
    let names: Vec<_> = untrack(|| form.draft.names())
        .dns_names
        .into_iter()
        .map(|name| name.value)
        .collect();
    assert_eq!(names, values(BOXES));
    stage.end();
}

#[wasm_bindgen_test]
async fn the_box_for_a_whole_list_folds_what_is_there_and_empties_itself() {
    let (stage, _) = Stage::desk().await;
    add(&["b.example.com"]).await;
    let add_all = "#dns-names .disclosure-body button";
    click("#dns-names summary");
    assert!(is_seen("#paste-names"));
    enter("paste-names", " \n");
    click(add_all);
    pause().await;
    assert_eq!(active(), "paste-names", "without a name there is nothing to add");
    assert_eq!(count(BOXES), 1);
    enter(
        "paste-names",
        "c.example.com\na.example.com\nB.EXAMPLE.COM\nc.example.com",
    );
    click(add_all);
    until("the lines are there", || count(BOXES) == 3).await;
    assert_eq!(values(BOXES), ["b.example.com", "c.example.com", "a.example.com"]);
    assert_eq!(text(ADDED), "2 names added; 2 left out, since they are here already.");
    assert_eq!(value("paste-names"), "");
    stage.end();
}

#[wasm_bindgen_test]
async fn an_error_waits_until_the_line_is_left_and_a_conversion_is_told_at_once() {
    let (stage, _) = Stage::desk().await;
    add(&["bücher.example.com", "under_score.example.com"]).await;
    until("what will be sent is told", || {
        described(&box_id(1))[1].contains("xn--bcher-kva.example.com")
    })
    .await;
    assert_eq!(value(&box_id(1)), "bücher.example.com");
    assert_eq!(all(BOXES)[0].get_attribute("aria-invalid"), None);
    assert_eq!(described(&box_id(2)), ["", ""]);
    leave(&box_id(2));
    until("the error is told", || described(&box_id(2))[1].starts_with("Error: ")).await;
    assert_eq!(all(BOXES)[1].get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(count(".name-row .error-message"), 1);
    // The blank line is no fault.
    add(&[""]).await;
    leave(&box_id(3));
    pause().await;
    assert_eq!(described(&box_id(3)), ["", ""]);
    stage.end();
}

#[wasm_bindgen_test]
async fn a_thousand_lines_are_not_built_anew_when_one_of_them_is_edited() {
    let (stage, form) = Stage::desk().await;
    form.draft.entries.product.set(Some(Product::SecureSiteMultiDomain));
    let entries = NameEntries {
        common_name: "www.example.com".to_owned(),
        dns_names: (0..1000)
            .map(|number| NameEntry {
                key: RowKey(number),
                value: format!("host{number}.example.com"),
            })
            .collect(),
    };
    form.draft.set(untrack(|| form.draft.entries.entries()), entries);
    until("all are there", || count(BOXES) == 1000).await;
    let before = all(".name-row");
    // Every change below the list is counted.
    run("window.changes = [];
         new MutationObserver((all) => window.changes.push(...all.map((it) => it.target)))
            .observe(document.querySelector('.names'), { subtree: true, childList: true, characterData: true })");
    enter(&box_id(500), "changed.example.com");
    pause().await;
    until("the set is judged", || {
        all(".name-remove")[499].get_attribute("aria-label").as_deref() == Some("Remove changed.example.com")
    })
    .await;
    crate::harness::rest(250).await;
    let touched = run("const row = document.querySelectorAll('.name-row')[499];
                       return window.changes.filter((it) => !row.contains(it)).length");
    assert_eq!(touched.as_f64(), Some(0.0), "another line was touched");
    let is_same = before
        .iter()
        .zip(all(".name-row"))
        .all(|(before, now)| before.is_same_node(Some(&now)));
    assert!(is_same);
    // Nor when one in the middle goes: those behind it only get another number.
    remove(500);
    until("it is gone", || count(BOXES) == 999).await;
    let kept = before
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != 499)
        .map(|(_, row)| row);
    assert!(
        kept.zip(all(".name-row"))
            .all(|(before, now)| before.is_same_node(Some(&now)))
    );
    until("those behind it are counted anew", || {
        shown(&all(".name-row label")[998]) == "Additional name 999"
    })
    .await;
    assert!(!has(".name-row .error-message"));
    stage.end();
}
