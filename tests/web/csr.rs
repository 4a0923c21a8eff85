//! The CSR: read at once, compared with the names, mended with a button.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{
    NAMES_CSR, RSA_CSR, Stage, all, choose_file, click, count, described, drop_on, enter, has, leave, paste, pause,
    shown, text, until, value, values,
};

/// The button below a selector with this label.
fn press(within: &str, label: &str) {
    let buttons = all(&format!("{within} button"));
    let Some(at) = buttons.iter().position(|button| shown(button) == label) else {
        panic!(
            "no button says {label}: {:?}",
            buttons.iter().map(shown).collect::<Vec<_>>()
        );
    };
    wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlElement>(buttons[at].clone()).click();
}

fn csr_says(words: &str) -> bool {
    has(".reading") && text(".reading").contains(words)
}

#[wasm_bindgen_test]
async fn a_pasted_request_is_read_and_changes_nothing_that_was_typed() {
    let (stage, form) = Stage::desk().await;
    enter("common-name", "typed.example.com");
    assert!(!paste("csr", RSA_CSR), "the browser pastes it");
    until("it is read", || csr_says("CN=www.example.com")).await;
    assert!(csr_says("RSA") && csr_says("2048"));
    until("its signature is verified", || csr_says("verified")).await;
    assert_eq!(value("csr"), RSA_CSR);
    assert_eq!(value("common-name"), "typed.example.com");
    assert!(form.draft.dns_names.with_untracked(Vec::is_empty));
    // What is no request takes the reading away; the error waits until the box is left.
    enter("csr", "nothing");
    until("the reading is gone", || !has(".reading")).await;
    assert_eq!(described("csr")[1], "");
    leave("csr");
    until("the error is told", || described("csr")[1].starts_with("Error: ")).await;
    assert!(!has(".difference"));
    stage.end();
}

#[wasm_bindgen_test]
async fn the_names_are_compared_and_mended_with_a_button_each() {
    let (stage, _) = Stage::desk().await;
    enter("csr", NAMES_CSR);
    until("the names are compared", || has(".difference")).await;
    let chips = || all(".difference .chip").iter().map(shown).collect::<Vec<_>>();
    assert_eq!(chips(), ["shop.example.com", "api.example.org"]);
    press(".difference", "Use www.example.com as common name");
    until("it is taken", || value("common-name") == "www.example.com").await;
    press(".difference", "Add all 2");
    until("they are taken", || count(".name-row") == 2).await;
    assert_eq!(values(".name-row input"), ["shop.example.com", "api.example.org"]);
    until("both agree", || {
        text("#stage").contains("The form and the CSR have the same names.")
    })
    .await;
    assert!(!has(".difference"));

    // Another common name in the form is shown beside the CSR's.
    enter("common-name", "mail.example.com");
    leave("common-name");
    until("the difference is told", || {
        has(".difference") && text(".difference").contains("www.example.com in the CSR, mail.example.com in the form")
    })
    .await;
    press(".difference", "Use www.example.com as common name");
    until("both agree", || !has(".difference")).await;
    click(".name-remove");
    until("one is missing", || has(".difference")).await;
    press(".difference", "Add shop.example.com");
    until("both agree", || !has(".difference")).await;
    assert_eq!(values(".name-row input"), ["api.example.org", "shop.example.com"]);
    stage.end();
}

#[wasm_bindgen_test]
async fn a_file_takes_the_place_of_what_stood_there_which_can_be_put_back() {
    let (stage, _) = Stage::desk().await;
    choose_file("csr-file", "first.csr", RSA_CSR.as_bytes());
    until("it is read", || csr_says("RSA")).await;
    assert_eq!(value("csr"), RSA_CSR);
    assert!(text("#stage").contains("Read from first.csr."));
    assert!(
        !text("#stage").contains("Put back what stood here"),
        "nothing stood there"
    );
    // DER becomes PEM.
    let der = certdesk_pki::read_csr(NAMES_CSR.as_bytes()).unwrap().csr.der().to_vec();
    assert!(drop_on("#csr", Some(("second.der", &der))));
    until("it is read", || csr_says("shop.example.com")).await;
    assert_eq!(value("csr").trim(), NAMES_CSR.trim());
    assert!(text("#stage").contains("Read from second.der."));
    press(".offers", "Put back what stood here");
    until("the first is back", || csr_says("RSA")).await;
    assert_eq!(value("csr"), RSA_CSR);
    until("the offer is gone", || {
        !text("#stage").contains("Put back what stood here")
    })
    .await;
    // Typing ends the offer too: it would undo what was typed.
    drop_on("#csr", Some(("second.der", &der)));
    until("it is offered", || text("#stage").contains("Put back what stood here")).await;
    enter("csr", RSA_CSR);
    pause().await;
    assert!(!text("#stage").contains("Put back what stood here"));
    stage.end();
}

#[wasm_bindgen_test]
async fn a_file_that_is_too_large_leaves_the_box_as_it_is() {
    let (stage, _) = Stage::desk().await;
    enter("csr", RSA_CSR);
    choose_file("csr-file", "disk.img", &vec![0x30; 256 * 1024 + 1]);
    until("it is told", || {
        text("#stage").contains("disk.img is too large for a CSR")
    })
    .await;
    assert_eq!(value("csr"), RSA_CSR);
    choose_file("csr-file", "picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    until("the error is told", || described("csr")[1].starts_with("Error: ")).await;
    stage.end();
}
