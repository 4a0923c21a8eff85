//! What is typed is kept between visits, and whatever stands in the storage, the form comes up.

use certdesk_order::Product;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{
    RSA_CSR, Stage, click, count, enter, has, hurry, is_seen, pause, run, store, stored, text, until, value, values,
};

const DRAFT: &str = "certdesk.draft";

#[wasm_bindgen_test]
async fn what_is_typed_is_there_at_the_next_visit() {
    let (mut stage, _) = Stage::desk().await;
    assert!(!has(".restored"));
    hurry().await;
    assert_eq!(stored(DRAFT), None, "nothing was typed");
    click("#product-1");
    enter("csr", RSA_CSR);
    enter("common-name", " www.Example.com ");
    click("#dns-names-add");
    until("there is a line", || has(".name-row input")).await;
    click("#dns-names-add");
    until("there are two", || count(".name-row input") == 2).await;
    enter("dns-name-0", "bücher.example");
    click("#skip-approval");
    enter("comments", "For Ann,\n\"urgent\" </script> 🙂");
    until("it is kept", || {
        stored(DRAFT).is_some_and(|draft| draft.contains("urgent") && draft.contains("bücher.example"))
    })
    .await;
    stage.take_away();
    assert!(!has("#csr"));

    let form = stage.show_desk().await;
    pause().await;
    assert!(text(".restored").contains("Your entries from the last visit are back."));
    assert_eq!(
        form.draft.entries.product.get_untracked(),
        Some(Product::SecureSiteMultiDomain)
    );
    assert_eq!(value("csr"), RSA_CSR);
    assert_eq!(value("common-name"), " www.Example.com ");
    assert_eq!(values(".name-row input"), ["bücher.example", ""]);
    assert!(form.draft.entries.skip_approval.get_untracked());
    assert_eq!(value("comments"), "For Ann,\n\"urgent\" </script> 🙂");
    assert!(!has(".error-message"), "nothing is due at the beginning of a visit");
    stage.end();
}

#[wasm_bindgen_test]
async fn what_was_typed_last_is_kept_when_the_page_is_left() {
    let (stage, _) = Stage::desk().await;
    enter("comments", "typed");
    pause().await;
    assert_eq!(stored(DRAFT), None, "the typing has not rested yet");
    enter("comments", "typed in haste");
    pause().await;
    run("dispatchEvent(new PageTransitionEvent('pagehide'))");
    assert!(stored(DRAFT).is_some_and(|draft| draft.contains("typed in haste")));
    // Once is enough: what another tab keeps after that is not overwritten.
    store(DRAFT, "of another tab");
    run("dispatchEvent(new PageTransitionEvent('pagehide'))");
    hurry().await;
    assert_eq!(stored(DRAFT).as_deref(), Some("of another tab"));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_strange_value_in_the_storage_is_passed_over() {
    let mut stage = Stage::new();
    let deep = "[".repeat(100_000);
    let strange = [
        "",
        "null",
        "7",
        "\"text\"",
        "[]",
        "{",
        "{}",
        "\u{0}",
        "<html>",
        r#"{"entries":null,"names":null}"#,
        r#"{"entries":{},"names":{}}"#,
        r#"{"entries":{"csr":7},"names":{"common_name":"a","dns_names":[]}}"#,
        r#"{"names":{"common_name":"www.example.com","dns_names":[{"key":-1,"value":"a"}]}}"#,
        &deep,
    ];
    for value_kept in strange {
        for key in [DRAFT, "certdesk.answer", "certdesk.language"] {
            store(key, value_kept);
        }
        run("history.replaceState(null, '', '#order')");
        let _ = stage.show_desk().await;
        let _ = certdesk::text::Words::of_browser();
        assert!(is_seen("#review-button"), "{value_kept:.40}");
        assert_eq!(value("csr"), "");
        assert_eq!(run("return location.hash").as_string().as_deref(), Some(""));
        stage.take_away();
    }
    stage.end();
}

#[wasm_bindgen_test]
async fn a_storage_that_refuses_everything_costs_only_the_memory() {
    let breakages = [
        "const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
         ['getItem', 'setItem', 'removeItem'].forEach((name) => watch.replace(Storage.prototype, name, { value: full }))",
        "watch.replace(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
        "watch.replace(window, 'localStorage', { value: null })",
    ];
    for breakage in breakages {
        let mut stage = Stage::new();
        run(breakage);
        let form = stage.show_desk().await;
        enter("common-name", "www.example.com");
        enter("comments", "typed");
        form.words.choose(certdesk::text::Language::Ru);
        hurry().await;
        run("dispatchEvent(new PageTransitionEvent('pagehide'))");
        form.placing.forget();
        form.start_afresh();
        pause().await;
        assert_eq!(value("comments"), "");
        assert!(is_seen("#review-button"));
        stage.end();
    }
}
