//! What the page takes from the browser: names in other scripts, signatures, the pointer.

use certdesk::app::App;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{
    NAMES_CSR, Stage, TAMPERED_CSR, UNSUPPORTED_CSR, described, enter, has, is_seen, leave, rest, run, text, until,
};

#[wasm_bindgen_test]
async fn names_in_other_scripts_are_sent_as_the_browsers_a_labels() {
    let (stage, _) = Stage::desk().await;
    for (typed, sent) in [
        ("MÜNCHEN.de", "xn--mnchen-3ya.de"),
        ("straße.example.com", "xn--strae-oqa.example.com"),
        ("*.пример.example.com", "*.xn--e1afmkfd.example.com"),
        ("例え。テスト.example.com", "xn--r8jz45g.xn--zckzah.example.com"),
        ("ＷＷＷ.ｅｘａｍｐｌｅ.com", "www.example.com"),
        ("bu\u{308}cher.example.com", "xn--bcher-kva.example.com"),
    ] {
        enter("common-name", typed);
        leave("common-name");
        until(&format!("{typed} is sent as {sent}"), || {
            text("#request-json").contains(&format!("\"common_name\": \"{sent}\""))
        })
        .await;
    }
    // What the browser would make a number of, or refuses, is an error and not another name.
    for typed in [
        "bü..cher.example.com",
        "a\u{200b}\u{fdfa}ü b.example.com",
        "ü.例\u{ad}-.example.com",
    ] {
        enter("common-name", typed);
        leave("common-name");
        until(&format!("{typed} is an error"), || {
            described("common-name")[1].starts_with("Error: ")
        })
        .await;
        assert!(
            !text("#request-json").contains("common_name"),
            "{}",
            text("#request-json")
        );
    }
    stage.end();
}

#[wasm_bindgen_test]
async fn a_signature_is_valid_or_not_or_can_not_be_checked() {
    let (stage, _) = Stage::desk().await;
    for (csr, said) in [
        (NAMES_CSR, "verified"),
        (TAMPERED_CSR, "does not match the key"),
        (UNSUPPORTED_CSR, "not checked: this browser can't check this kind"),
        (NAMES_CSR, "verified"),
    ] {
        enter("csr", csr);
        until(said, || has(".reading") && text(".reading").contains(said)).await;
    }
    // The answer for one request comes when another stands in the box: it is not taken for that one.
    run("const verify = SubtleCrypto.prototype.verify;
         let late = 150;
         watch.replace(SubtleCrypto.prototype, 'verify', {
             value(...question) {
                 const answer = verify.apply(this, question);
                 const wait = late;
                 late = 0;
                 return wait ? new Promise((done) => watch.sleep(() => done(answer), wait)) : answer;
             },
         })");
    enter("csr", "");
    until("the box is empty", || !has(".reading")).await;
    enter("csr", NAMES_CSR);
    until("it is asked", || {
        has(".reading") && text(".reading").contains("being checked")
    })
    .await;
    enter("csr", TAMPERED_CSR);
    until("the second is verified", || {
        text(".reading").contains("does not match the key")
    })
    .await;
    rest(200).await;
    assert!(
        text(".reading").contains("does not match the key"),
        "{}",
        text(".reading")
    );
    run("watch.replace(crypto, 'subtle', { value: undefined })");
    enter("csr", NAMES_CSR);
    until("it is told why not", || {
        has(".reading")
            && text(".reading").contains("not checked: browsers check signatures only on pages opened over https")
    })
    .await;
    stage.end();
}

#[wasm_bindgen_test]
async fn nothing_moves_while_the_pointer_is_down() {
    let mut stage = Stage::new();
    run(r#"watch.files['config.json'] = '{ "proxy": "/api" }'"#);
    stage.show(|| view! { <App /> });
    until("the form is there", || is_seen("#review-button")).await;
    enter("csr", "nothing");
    run("dispatchEvent(new PointerEvent('pointerdown'))");
    leave("csr");
    rest(30).await;
    assert_eq!(described("csr")[1], "");
    run("dispatchEvent(new PointerEvent('pointerup'))");
    until("the error is told", || !described("csr")[1].is_empty()).await;
    stage.end();
}
