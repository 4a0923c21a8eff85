//! The error summary: what stops the form, and the way to it.

use certdesk::later::Arrival;
use certdesk::widgets::{ErrorSummary, SummaryLine};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{Stage, active, all, by_id, click, enter, has, is_seen, one, pause, rest, run, text, until};

fn line(target: Option<&str>, sentence: &str) -> SummaryLine {
    SummaryLine {
        target: target.map(str::to_owned),
        sentence: sentence.to_owned(),
    }
}

fn stage() -> (Stage, RwSignal<Vec<SummaryLine>>, RwSignal<u32>) {
    let mut stage = Stage::new();
    let (lines, attempt) = (RwSignal::new(Vec::new()), RwSignal::new(0));
    stage.show(move || {
        view! {
            <ErrorSummary
                title=Signal::stored("There is a problem".to_owned())
                lines=lines.into()
                attempt=attempt.into()
            />
            <label for="plain">{"Plain"}</label>
            <input id="plain" />
            <details>
                <summary>{"Outer"}</summary>
                <details>
                    <summary>{"Inner"}</summary>
                    <label for="deep">{"Deep"}</label>
                    <input id="deep" />
                </details>
            </details>
            <fieldset>
                <legend id="legend">{"Which?"}</legend>
                <input type="radio" id="choice" name="choice" />
            </fieldset>
            <label for="number-list">{"Number"}</label>
            <select id="number-list"></select>
        }
    });
    (stage, lines, attempt)
}

fn has_focus() -> bool {
    run("return document.activeElement.matches('.error-summary')").is_truthy()
}

#[wasm_bindgen_test]
async fn it_is_not_there_without_lines_and_takes_the_focus_at_each_attempt() {
    let (stage, lines, attempt) = stage();
    assert!(!is_seen(".error-summary"));
    assert_eq!(one(".error-summary").get_attribute("role").as_deref(), Some("alert"));
    assert_eq!(
        text(&format!(
            "#{}",
            one(".error-summary").get_attribute("aria-labelledby").unwrap()
        )),
        "There is a problem"
    );
    pause().await;
    assert!(!has_focus());
    lines.set(vec![line(Some("plain"), "Enter it."), line(None, "Nowhere.")]);
    attempt.set(1);
    until("it has the focus", has_focus).await;
    assert!(is_seen(".error-summary"));
    assert_eq!(all(".error-summary li").len(), 2);
    assert_eq!(text(".error-summary a"), "Enter it.");
    assert_eq!(one(".error-summary a").get_attribute("href").as_deref(), Some("#plain"));
    assert_eq!(all(".error-summary a").len(), 1, "what has no control has no link");

    // A change of lines by itself moves nobody.
    click(".error-summary a");
    assert_eq!(active(), "plain");
    lines.set(vec![line(Some("plain"), "Enter it better.")]);
    rest(50).await;
    assert_eq!(active(), "plain");
    attempt.set(2);
    until("it has the focus again", has_focus).await;
    lines.set(Vec::new());
    pause().await;
    assert!(!is_seen(".error-summary"));
    stage.end();
}

#[wasm_bindgen_test]
async fn each_line_leads_to_its_control_wherever_that_is() {
    let (stage, lines, attempt) = stage();
    pause().await;
    lines.set(
        ["plain", "deep", "choice", "number", "nowhere"]
            .map(|id| line(Some(id), id))
            .to_vec(),
    );
    attempt.set(1);
    until("it has the focus", has_focus).await;
    run("watch.replace(Element.prototype, 'scrollIntoView', {
            value() { watch.shown.push(this.id || this.htmlFor); },
        })");
    for (id, focused, heading) in [
        ("plain", "plain", "plain"),
        ("deep", "deep", "deep"),
        ("choice", "choice", "legend"),
        ("number", "number-list", "number-list"),
    ] {
        run("watch.shown = []");
        click(&format!(".error-summary a[href='#{id}']"));
        assert_eq!(active(), focused);
        assert_eq!(run("return watch.shown.join()").as_string().as_deref(), Some(heading));
    }
    assert!(
        is_seen("#deep") && all("details[open]").len() == 2,
        "both folds are open"
    );
    // A control that is not there is no reason to fail, and the address stays as it is: it tells the view.
    click(".error-summary a[href='#nowhere']");
    assert_eq!(active(), "number-list");
    assert_eq!(run("return location.hash").as_string().as_deref(), Some(""));
    assert!(has("#plain") && by_id("plain").is_connected());
    stage.end();
}

#[wasm_bindgen_test]
async fn every_line_of_the_forms_own_summary_leads_to_its_field() {
    let (stage, form) = Stage::desk().await;
    click("#product-4");
    click("#organization-choice-1");
    click("#organization-validate");
    click("#validity-choice-1");
    click("#dns-names-add");
    click("#custom-fields > button");
    until("there is a line", || {
        has(".name-row input") && has("#custom-fields input")
    })
    .await;
    for name in [".name-row", "#custom-fields"] {
        enter(&one(&format!("{name} input")).id(), "not_right!");
    }
    for id in [
        "csr",
        "common-name",
        "validity-days",
        "renewal-of-order-id",
        "renewed-thumbprint",
        "additional-emails",
        "container-id",
        "organization-country",
    ] {
        enter(id, "not_right!");
    }
    click("#review-button");
    until("it has the focus", has_focus).await;
    assert!(text(".error-summary").starts_with("There is a problem"));
    let targets: Vec<_> = all(".error-summary a")
        .iter()
        .filter_map(|line| line.get_attribute("href"))
        .collect();
    assert!(targets.len() > 20, "{targets:?}");
    for target in &targets {
        // As if the user had closed everything again.
        run("document.querySelectorAll('.form details').forEach((fold) => { fold.open = false; })");
        click(&format!(".error-summary a[href='{target}']"));
        let id = target.trim_start_matches('#');
        assert!(
            active() == id || active() == format!("{id}-list"),
            "{target} leads to {:?}",
            active()
        );
        assert!(is_seen(target) || is_seen(&format!("{target}-list")), "{target}");
        // The same words as at the field.
        let sentence = text(&format!(".error-summary a[href='{target}']"));
        let there = text("form");
        assert!(there.contains(&format!("Error: {sentence}")), "{sentence}");
    }
    let Arrival::Here(_, checks) = form.arrival.get_untracked() else {
        panic!("the form is judged")
    };
    assert!(checks.request_untracked().is_none());
    stage.end();
}
