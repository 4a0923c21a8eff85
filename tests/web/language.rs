//! The language: chosen by the browser, switched at once, and nothing is lost by it.

use certdesk::text::{Language, Words};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{
    Stage, active, all, by_id, click, enter, has, leave, pause, run, shown, store, stored, text, until, value,
};

fn of_browser(languages: &str) -> Language {
    run(&format!(
        "watch.replace(navigator, 'languages', {{ value: {languages} }})"
    ));
    untrack(|| Words::of_browser().language())
}

#[wasm_bindgen_test]
fn the_browsers_first_language_that_the_page_speaks_is_taken() {
    let stage = Stage::new();
    for (languages, expected) in [
        ("['ru']", Language::Ru),
        ("['ru-RU', 'en']", Language::Ru),
        ("['de-DE', 'ru', 'en']", Language::Ru),
        ("['en-GB', 'ru']", Language::En),
        ("['de', 'fr']", Language::En),
        ("[]", Language::En),
        ("[7, null, 'ru']", Language::Ru),
    ] {
        assert_eq!(of_browser(languages), expected, "{languages}");
    }
    // What was chosen at an earlier visit goes before; what is no choice does not.
    store("certdesk.language", "\"en\"");
    assert_eq!(of_browser("['ru']"), Language::En);
    store("certdesk.language", "\"tlh\"");
    assert_eq!(of_browser("['ru']"), Language::Ru);
    Words::in_language(Language::En).choose(Language::Ru);
    assert_eq!(stored("certdesk.language").as_deref(), Some("\"ru\""));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_switch_changes_every_word_and_nothing_that_was_typed() {
    let (stage, form) = Stage::desk().await;
    enter("csr", "nothing");
    leave("csr");
    click("#dns-names-add");
    until("there is a line", || has(".name-row input")).await;
    enter("dns-name-0", "bad_name.example.com");
    leave("dns-name-0");
    enter("organization-id", "as typed");
    until("both errors are told", || all(".error-message").len() == 2).await;
    let (labels, errors) = (
        texts("label:not([for=product]):not(.choice-label)"),
        texts(".error-message"),
    );
    let nodes: Vec<_> = all("input, textarea, select");
    form.words.choose(Language::Ru);
    pause().await;
    assert_eq!(active(), "organization-id", "the focus stays");
    assert_eq!(value("csr"), "nothing");
    assert_eq!(value("dns-name-0"), "bad_name.example.com");
    assert_eq!(value("organization-id"), "as typed");
    let same = nodes.iter().zip(all("input, textarea, select"));
    assert!(
        same.into_iter().all(|(before, now)| before.is_same_node(Some(&now))),
        "no box was built anew"
    );
    for (before, now) in labels.iter().zip(texts("label:not([for=product]):not(.choice-label)")) {
        assert_ne!(*before, now);
    }
    assert!(shown(&by_id("csr-message")).starts_with("Ошибка: "));
    assert!(
        errors
            .iter()
            .zip(texts(".error-message"))
            .all(|(before, now)| *before != now)
    );
    form.words.choose(Language::En);
    pause().await;
    assert_eq!(texts(".error-message"), errors);
    assert_eq!(text("label[for=common-name]"), "Common name");
    stage.end();
}

fn texts(selector: &str) -> Vec<String> {
    all(selector).iter().map(shown).collect()
}
