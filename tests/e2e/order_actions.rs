//! What is done with an order: cancelled, noted, decided, reissued.

use std::time::Duration;

use certdesk_sandbox::{Fault, SeededOrder, SeededState};
use serde_json::json;

use crate::harness::{CsrFile, block_on};
use crate::orders::{demo, desk};

#[test]
fn an_order_is_cancelled_once_its_number_is_typed() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        let number = desk.to_order("example.edu").await;
        browser.unfold().await;
        browser.fill("cancel-number", "1").await;
        browser.click("#cancel-order").await;
        browser.shows(".error-message", &format!("Type {number}")).await;
        browser.shows(".error-message", "Write a few words").await;
        assert_eq!(desk.asked("PUT", "/status"), 0, "nothing was sent");
        browser.inspect("order-cancel-errors").await;
        browser.fill("cancel-number", &number.to_string()).await;
        browser.fill("cancel-note", "Ordered by mistake").await;
        browser.click("#cancel-order").await;
        browser.shows(".told", "The order is cancelled").await;
        browser.shows("main h1", "Cancelled").await;
        browser.shows("main", "Ordered by mistake").await;
        assert_eq!(
            desk.sandbox.order(number).map(|order| order.status),
            Some("canceled".into())
        );
        assert_eq!(desk.asked("PUT", "/status"), 1);
        desk.end().await;
    });
}

#[test]
fn a_note_is_added() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        desk.to_order("mail.example.org").await;
        browser.unfold().await;
        browser.fill("order-note", "Moves to the new host in spring").await;
        browser.click("#add-note").await;
        browser.shows(".told", "The note is added").await;
        browser
            .shows(".order-note-text", "Moves to the new host in spring")
            .await;
        assert_eq!(browser.value("order-note").await, "");
        desk.end().await;
    });
}

#[test]
fn two_approvals_lead_to_the_certificate() {
    block_on(async {
        let mut account = demo();
        account.orders.push(SeededOrder {
            product: "ssl_securesite".into(),
            common_name: "pay.example.com".into(),
            organization_id: Some(123_456),
            container_id: 7,
            state: SeededState::NeedsApproval,
            ..SeededOrder::default()
        });
        let desk = desk(account).await;
        let browser = &desk.browser;
        let number = desk.to_order("pay.example.com").await;
        browser.shows("main h1", "Waits for approval").await;
        browser.unfold().await;
        browser.inspect("order-approval").await;
        browser.click("#approve-request").await;
        browser.shows(".told", "is approved by you").await;
        browser.shows("main h1", "Waits for approval").await;
        browser.unfold().await;
        browser.click("#approve-request").await;
        browser.shows("main h1", "Issued").await;
        assert_eq!(
            desk.sandbox.order(number).map(|order| order.status),
            Some("issued".into())
        );
        browser.shows("#outcome-checks", "Is it what was ordered?").await;
        desk.end().await;
    });
}

#[test]
fn a_reissue_takes_a_new_csr_and_keeps_the_names() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        let number = desk.to_order("api.example.org").await;
        browser.unfold().await;
        browser.paste_into("order-csr", "no CSR").await;
        browser.click("#send-csr").await;
        browser
            .until("an error is said", "!!document.querySelector('.action .error-message')")
            .await;
        assert_eq!(desk.asked("POST", "/reissue"), 0, "nothing was sent");
        let csr = CsrFile::of("api.example.org");
        // A private key is taken out, and never sent.
        browser.paste_into("order-csr", &csr.key_pem()).await;
        assert!(!browser.value("order-csr").await.contains("PRIVATE"));
        browser.paste_into("order-csr", &csr.pem()).await;
        browser.click("#send-csr").await;
        browser.shows(".told", "The reissue is ordered").await;
        assert_eq!(desk.asked("POST", "/reissue"), 1);
        let order = desk.sandbox.order(number).expect("the order");
        assert!(order.names.contains(&"api.example.org".to_owned()), "{:?}", order.names);
        desk.end().await;
    });
}

#[test]
fn a_missing_csr_is_added() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        let number = desk.to_order("intranet.example.com").await;
        browser.unfold().await;
        browser
            .paste_into("order-csr", &CsrFile::of("intranet.example.com").pem())
            .await;
        browser.click("#send-csr").await;
        browser.shows(".told", "The CSR is added").await;
        let status = desk.sandbox.order(number).map(|order| order.status);
        assert_ne!(status, Some("needs_csr".into()));
        desk.end().await;
    });
}

#[test]
fn a_refusal_is_told_in_digicerts_words_and_an_unknown_outcome_as_unknown() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        desk.to_order("mail.example.org").await;
        browser.unfold().await;
        let errors = json!([{ "code": "invalid_note", "message": "This note is not to our liking." }]);
        desk.sandbox
            .set_fault_on("* /order/certificate/{}/note", Fault::Refuse(errors));
        browser.fill("order-note", "A note").await;
        browser.click("#add-note").await;
        browser
            .shows(".action [role=alert]", "This note is not to our liking.")
            .await;
        browser.shows(".action [role=alert]", "Nothing was changed").await;
        assert_eq!(browser.value("order-note").await, "A note", "nothing typed is lost");
        browser.inspect("order-refused").await;
        desk.sandbox
            .set_fault_on("* /order/certificate/{}/note", Fault::CutAfterTaking);
        browser.click("#add-note").await;
        browser
            .shows(".told", "it is not known whether the note was added")
            .await;
        // The order is looked at again, and shows that it was.
        browser.shows(".order-note-text", "A note").await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let posts = desk.asked("POST", "/note") + desk.asked("PUT", "/note");
        assert!(posts <= 2, "a change is never repeated by itself: {posts}");
        browser.inspect("order-unknown").await;
        desk.end_but(&["Failed to load resource"]).await;
    });
}

#[test]
fn a_limit_is_waited_out_and_a_missing_permission_named() {
    block_on(async {
        let desk = desk(demo()).await;
        let browser = &desk.browser;
        // Seconds pass quickly in this page.
        browser
            .run("const real = window.setTimeout; window.setTimeout = (what, after, ...rest) => real(what, after / 50, ...rest)")
            .await;
        desk.to_orders().await;
        desk.sandbox.set_fault(Fault::Limited);
        browser.click("#look-again").await;
        browser.shows("main [role=alert]", "429").await;
        browser.shows(".look", "looks again by itself").await;
        desk.sandbox.set_fault(Fault::None);
        browser
            .until(
                "the page goes on by itself",
                "[...document.querySelectorAll('main .note-error')].every(note => !note.checkVisibility())",
            )
            .await;
        browser.shows(".look", "As of").await;
        desk.sandbox
            .change_account(|account| account.denied = vec!["GET /order/certificate".into()]);
        browser.click("#look-again").await;
        browser.shows("main [role=alert]", "missing_permission").await;
        browser.inspect("orders-denied").await;
        desk.end_but(&["Failed to load resource"]).await;
    });
}
