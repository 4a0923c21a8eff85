//! What came back: every kind of outcome, from an answer that the browser kept, and answers that are none.

use certdesk::held_key::HeldKey;
use certdesk::outcome::outcome_view;
use certdesk::placing::{OrderRecord, Placing, Reply};
use certdesk::text::{Language, Words};
use certdesk_order::Product;
use leptos::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{
    RSA_CSR, Stage, all, click, has, is_seen, pause, plain_settings, run, shown, store, stored, text, until,
};

const ANSWER: &str = "certdesk.answer";
const LEAF: &str = include_str!("../data/outcome/leaf.pem");
const INTERMEDIATE: &str = include_str!("../data/outcome/intermediate.pem");
const ROOT: &str = include_str!("../data/outcome/root.pem");

fn record(status: u16, content_type: Option<&str>, body: &str) -> OrderRecord {
    OrderRecord {
        product: Product::SecureSite,
        body: "{}".to_owned(),
        names: vec!["www.example.com".to_owned(), "example.com".to_owned()],
        csr: RSA_CSR.to_owned(),
        sent: "2026-11-25T10:00:00.000Z".to_owned(),
        ends: None,
        reply: Reply::Answer {
            status,
            content_type: content_type.map(str::to_owned),
            body: body.to_owned(),
        },
    }
}

fn keep(record: &impl serde::Serialize) {
    store(ANSWER, &serde_json::to_string(record).unwrap());
}

/// The desk as it comes up at the address of the outcome, with an answer that was kept.
async fn revisit(record: &impl serde::Serialize) -> Stage {
    let mut stage = Stage::new();
    show_kept(&mut stage, record).await;
    stage
}

async fn show_kept(stage: &mut Stage, record: &impl serde::Serialize) {
    keep(record);
    run("history.replaceState(null, '', '#order')");
    let _ = stage.show_desk().await;
    assert!(!is_seen("#review-button"), "the outcome is seen, and not the form");
}

fn title() -> String {
    let titles = all("#stage h1");
    let seen = titles.iter().find(|title| {
        let title: &web_sys::HtmlElement = title.unchecked_ref();
        title.offset_parent().is_some()
    });
    seen.map(shown).unwrap_or_default()
}

fn issued() -> OrderRecord {
    let chain = json!({
        "id": 112_339,
        "certificate_id": 112_334,
        "certificate_chain": [
            { "subject_common_name": "www.example.com", "pem": LEAF },
            { "subject_common_name": "Example TLS CA 1", "pem": INTERMEDIATE },
            { "subject_common_name": "Example Root R1", "pem": ROOT },
        ],
    });
    record(201, Some("application/json"), &chain.to_string())
}

#[wasm_bindgen_test]
async fn an_order_without_a_chain_says_who_acts_next() {
    let body = r#"{"id":112339,"requests":[{"id":113,"status":"pending"}]}"#;
    let stage = revisit(&record(201, Some("application/json"), body)).await;
    assert_eq!(title(), "Order 112339 is placed");
    assert!(
        text(".outcome").contains("An approver must approve"),
        "{}",
        text(".outcome")
    );
    assert!(
        text(".outcome + .side").contains("113") && text(".outcome + .side").contains("on your clock"),
        "{}",
        text(".outcome + .side")
    );
    assert!(!has("#outcome-downloads"));
    // "Order another" forgets it and leads to the form.
    let again = all("#stage button")
        .into_iter()
        .find(|it| shown(it) == "Order another certificate");
    again.unwrap().unchecked_into::<web_sys::HtmlElement>().click();
    until("the form is seen", || is_seen("#review-button")).await;
    assert_eq!(stored(ANSWER), None);
    assert_eq!(run("return location.hash").as_string().as_deref(), Some(""));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_chain_is_verified_compared_and_can_be_downloaded() {
    let stage = revisit(&issued()).await;
    assert_eq!(title(), "Order 112339 is placed");
    until("the signatures are verified", || {
        text("#stage").contains("signatures are genuine")
    })
    .await;
    assert!(text("#stage").contains("The certificate is for the key of your CSR."));
    assert!(text("#stage").contains("It has the 2 names that were ordered, and no other."));

    // A download is a file with a safe name and the right content.
    run("watch.saved = [];
         watch.replace(URL, 'createObjectURL', { writable: true, value(blob) { watch.blob = blob; return 'blob:file'; } });
         watch.replace(HTMLAnchorElement.prototype, 'click', { value() { watch.saved.push(this.download); } })");
    click("#outcome-downloads + .section-body .downloads button");
    let name = run("return watch.saved.join()").as_string().unwrap();
    assert!(name.starts_with("www.example.com") && name.ends_with(".pem"), "{name}");
    let content = run("return watch.blob.text()").unchecked_into::<js_sys::Promise>();
    let content = JsFuture::from(content).await.unwrap().as_string().unwrap();
    assert_eq!(content, format!("{LEAF}{INTERMEDIATE}"));

    // A refusal of the browser is told, until a download works again.
    run("URL.createObjectURL = () => { throw new Error('no'); }");
    click("#outcome-downloads + .section-body .downloads button");
    until("it is told", || {
        text("#stage").contains("The browser did not allow the download.")
    })
    .await;
    run("URL.createObjectURL = () => 'blob:file'");
    click("#outcome-downloads + .section-body .downloads button");
    until("it is no longer told", || {
        !text("#stage").contains("The browser did not allow the download.")
    })
    .await;
    stage.end();
}

#[wasm_bindgen_test]
async fn a_chain_whose_signatures_are_wrong_or_cannot_be_checked_is_told_so() {
    let root_as_issuer = json!({ "id": 1, "certificate_chain": [{ "pem": LEAF }, { "pem": include_str!("../data/outcome/other.pem") }] });
    let stage = revisit(&record(201, Some("application/json"), &root_as_issuer.to_string())).await;
    until("it is judged", || !text("#stage").contains("being checked")).await;
    assert!(!text("#stage").contains("genuine"), "nothing of it is verified");
    stage.end();

    // Without WebCrypto, which is there in secure contexts only.
    let mut stage = Stage::new();
    run("watch.replace(crypto, 'subtle', { value: undefined })");
    show_kept(&mut stage, &issued()).await;
    until("it is judged", || {
        text("#stage").contains("Not checked: browsers check signatures only on pages opened over https.")
    })
    .await;
    stage.end();
}

#[wasm_bindgen_test]
async fn a_refusal_that_the_form_did_not_take_up_is_told() {
    let body = r#"{"errors":[{"code":"invalid_csr","message":"The CSR is invalid."}]}"#;
    let stage = revisit(&record(400, Some("application/json"), body)).await;
    assert!(!title().is_empty());
    assert!(text("#stage").contains("The CSR is invalid.") && text("#stage").contains("invalid_csr"));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_lost_answer_is_unknown_and_never_a_failure() {
    for lost in ["NoAnswer", "TimedOut", "Cut"] {
        let mut kept: Value = serde_json::to_value(issued()).unwrap();
        kept["reply"] = json!({ "Lost": lost });
        let stage = revisit(&kept).await;
        assert_eq!(title(), "Nobody knows yet whether the order was placed");
        assert!(text("#stage").contains("Look for an order with these names"));
        assert!(is_seen("a[href^='https://www.digicert.com/']"));
        stage.end();
    }
}

#[wasm_bindgen_test]
async fn no_answer_however_odd_gives_a_blank_page() {
    let html = "<html><body><h1>Sign in</h1><script>alert(1)</script></body></html>";
    let bodies = [
        "",
        " \n",
        "null",
        "7",
        "[]",
        "{}",
        "{\"id\":",
        "{\"id\":112339,\"requests\":[{\"id\"",
        r#"{"id":"112339"}"#,
        r#"{"id":null,"requests":null}"#,
        r#"{"id":-1}"#,
        r#"{"id":1e99}"#,
        r#"{"id":18446744073709551615,"requests":{},"domains":7,"certificate_chain":"x"}"#,
        r#"{"id":5,"requests":[null,7,{"status":["x"]},{"status":"on_fire","id":"8"}]}"#,
        r#"{"id":5,"certificate_chain":[null,{"pem":7},{"pem":""},{"pem":"-----BEGIN CERTIFICATE-----\r\n!\r\n-----END CERTIFICATE-----"}]}"#,
        r#"{"id":5,"certificate_chain":[{"pem":"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"}]}"#,
        r#"{"id":5,"domains":[{"id":1,"name":"\u202eexample.com","dcv_token":{"token":"\u0000","status":7}},null]}"#,
        r#"{"id":5,"order_valid_till":"tomorrow","organization":{"id":"x"}}"#,
        r#"{"errors":{}}"#,
        r#"{"errors":[null,7,{"code":7},{"message":"only words"}]}"#,
        r#"{"id":5,"errors":[{"code":"both","message":"said"}]}"#,
        html,
        "\u{fffd}\u{fffd}\u{0}PNG",
    ];
    for body in bodies {
        for (status, content_type) in [
            (201, Some("application/json")),
            (200, None),
            (400, Some("text/html")),
            (403, Some("application/json; charset=latin1")),
            (302, None),
            (504, Some("")),
            (0, Some("???")),
            (999, None),
        ] {
            let mut stage = Stage::new();
            keep(&record(status, content_type, body));
            let placing = Placing::new();
            placing.restore();
            let outcome = placing.outcome.get_untracked().expect("it was kept");
            let words = Words::in_language(Language::En);
            stage.show(move || outcome_view(words, plain_settings(), HeldKey::new(), outcome, Callback::new(|_| ())));
            assert!(!title().is_empty(), "{status} {body}");
            let said = text("#stage");
            assert!(
                said.contains("www.example.com") || status == 400 || status == 403,
                "{status} {body}: {said}"
            );
            assert!(has("details"), "the answer stays readable: {status} {body}");
            words.choose(Language::Ru);
            pause().await;
            assert_ne!(text("#stage"), said, "it is Russian");
            assert!(!has("#stage script"), "an answer is text");
            stage.end();
        }
    }
}
