//! The page without its settings: what is wrong with config.json is told, whatever it is.

use certdesk::app::{App, misconfigured};
use certdesk::settings::{ConfigProblem, Expected};
use certdesk::text::{Language, Words};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{Stage, all, click, has, is_seen, run, shown, text, until};

const TITLE: &str = "This page is not set up correctly";

fn app(config: Option<&str>) -> Stage {
    let mut stage = Stage::new();
    if let Some(config) = config {
        run(&format!("watch.files['config.json'] = {config:?}"));
    }
    run("watch.replace(navigator, 'languages', { value: ['en'] })");
    stage.show(|| view! { <App /> });
    stage
}

#[wasm_bindgen_test]
async fn a_file_that_is_missing_or_no_json_is_told_and_not_a_blank_page() {
    for (config, told) in [
        (None, "404"),
        (Some(""), "line 1"),
        (Some("<html>"), "line 1 column 1"),
        (Some("{\n  \"proxy\": \"/api\",\n}"), "line 3 column 1"),
        (Some("[]"), "an object"),
        (Some("{}"), "proxy"),
    ] {
        let stage = app(config);
        until("the fault is told", || has("h1") && text("h1") == TITLE).await;
        assert!(text(".faults").contains(told), "{config:?}: {}", text(".faults"));
        assert!(!has("form"));
        click("button.language[lang=ru]");
        until("it is told in Russian", || text("h1") != TITLE).await;
        stage.end();
    }
}

#[wasm_bindgen_test]
async fn a_file_that_can_not_be_fetched_is_told_in_the_browsers_words() {
    let mut stage = Stage::new();
    run("watch.replace(window, 'fetch', { value: () => Promise.reject(new TypeError('Failed to fetch')) })");
    stage.show(|| view! { <App /> });
    until("the fault is told", || has(".faults")).await;
    assert!(text(".faults").contains("Failed to fetch"), "{}", text(".faults"));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_good_file_brings_the_form() {
    let stage = app(Some(r#"{ "proxy": "/api", "products": ["ssl_securesite"] }"#));
    assert_eq!(text(".loading"), "Loading…");
    until("the form is there", || is_seen("#review-button")).await;
    assert_eq!(all("input[name=product]").len(), 1);
    assert_eq!(
        run("return document.documentElement.lang").as_string().as_deref(),
        Some("en")
    );
    click("button.language[lang=ru]");
    until("it is Russian", || {
        run("return document.documentElement.lang === 'ru'").is_truthy()
    })
    .await;
    let pressed = |language: &str| all(&format!("button.language[lang={language}][aria-pressed=true]")).len();
    assert_eq!((pressed("ru"), pressed("en")), (1, 0));
    stage.end();
}

#[wasm_bindgen_test]
async fn every_fault_has_its_words_in_both_languages() {
    let mut stage = Stage::new();
    let expected = [
        Expected::Json("EOF".to_owned()),
        Expected::Object,
        Expected::List,
        Expected::Text,
        Expected::NonEmptyText,
        Expected::Boolean,
        Expected::Number {
            least: 5,
            greatest: 600,
        },
        Expected::Number {
            least: 1,
            greatest: i64::MAX,
        },
        Expected::Number {
            least: i64::MIN,
            greatest: i64::MAX,
        },
        Expected::Address,
        Expected::OneOf(vec!["omit", "include"]),
        Expected::SomeEntry,
        Expected::NoSuchKey(Some("products")),
        Expected::NoSuchKey(None),
        Expected::File("404".to_owned()),
    ];
    let wanted = expected.len();
    let problems: Vec<_> = (1..)
        .zip(expected)
        .map(|(number, expected)| ConfigProblem {
            key: format!("key[{number}]"),
            value: (number % 2 == 0).then(|| format!("<b>{number}</b>").into()),
            expected,
        })
        .collect();
    let words = Words::in_language(Language::En);
    stage.show(move || misconfigured(words, problems));
    let told = || all(".faults dd:last-child").iter().map(shown).collect::<Vec<_>>();
    let english = told();
    assert_eq!(english.len(), wanted);
    let mut different = english.clone();
    different.sort();
    different.dedup();
    assert_eq!(different.len(), wanted, "each says something else: {english:#?}");
    let facts = all(".faults dd").iter().map(shown).collect::<Vec<_>>();
    assert_eq!(facts[..2], ["key[1]", "nothing"]);
    assert_eq!(
        facts[3..5],
        ["key[2]", "\"<b>2</b>\""],
        "a value is shown for what it is"
    );
    words.choose(Language::Ru);
    until("it is Russian", || told()[1] != english[1]).await;
    assert!(
        english
            .iter()
            .zip(told())
            .all(|(english, russian)| !russian.is_empty() && *english != russian)
    );
    stage.end();
}
