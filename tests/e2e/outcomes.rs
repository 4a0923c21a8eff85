//! The five answers to an order: from an empty form to what the page says, and to what DigiCert gets.

use certdesk_sandbox::{Account, ApprovalMode};
use serde_json::json;

use crate::harness::{CsrFile, Desk, Key, Order, Setup, block_on};

/// A name whose domain the demo account has validated.
const VALIDATED: &str = "www.example.com";
/// A name whose domain the demo account has no valid validation of.
const UNVALIDATED: &str = "www.example.net";

async fn desk(approval: ApprovalMode) -> Desk {
    Desk::with(Setup {
        account: Account {
            approval,
            ..Account::default()
        },
        ..Setup::default()
    })
    .await
}

/// Opens the fold of the approval and asks to skip it.
async fn ask_to_skip(desk: &Desk) {
    desk.browser
        .click_text("#section-options + .section-body", "Approval")
        .await;
    desk.browser.choose("skip-approval").await;
}

#[test]
fn one_approver_must_act_and_the_request_is_the_smallest_there_is() {
    block_on(async {
        let desk = desk(ApprovalMode::OneStep).await;
        let order = Order::of(VALIDATED);
        let said = desk.order(&order).await;
        let taken = desk.only_order();
        assert_eq!(taken.product, "ssl_securesite");
        assert_eq!(
            taken.body,
            json!({
                "certificate": {
                    "common_name": VALIDATED,
                    "csr": order.csr,
                    "signature_hash": "sha256",
                },
                "validity_years": 1,
                "organization": { "id": 123_456 },
            })
        );
        assert!(said.contains(&taken.id.to_string()), "{said}");
        assert!(said.contains(&taken.requests[0].0.to_string()), "{said}");
        assert!(said.contains("approve"), "{said}");
        assert!(taken.certificate_chain.is_empty() && desk.posts() == 1);
        desk.end().await;
    });
}

#[test]
fn two_approvers_must_act() {
    block_on(async {
        let desk = desk(ApprovalMode::TwoStep).await;
        let said = desk.order(&Order::of(VALIDATED)).await;
        let taken = desk.only_order();
        assert_eq!(taken.requests[0].1, "submitted");
        assert!(
            said.contains(&taken.id.to_string()) && said.contains("approve"),
            "{said}"
        );
        assert!(said.contains("two") || said.contains("second"), "{said}");
        desk.end().await;
    });
}

#[test]
fn an_approved_request_waits_for_validation() {
    block_on(async {
        let desk = desk(ApprovalMode::AutoApprove).await;
        let said = desk.order(&Order::of(UNVALIDATED)).await;
        let taken = desk.only_order();
        assert_eq!(taken.requests[0].1, "approved");
        assert!(taken.certificate_chain.is_empty());
        assert!(
            said.contains(&taken.id.to_string()) && said.contains("approved"),
            "{said}"
        );
        desk.end().await;
    });
}

#[test]
fn a_skipped_approval_makes_no_request() {
    block_on(async {
        let desk = desk(ApprovalMode::OneStep).await;
        desk.fill_in(&Order::of(UNVALIDATED)).await;
        ask_to_skip(&desk).await;
        desk.review().await;
        desk.place().await;
        let said = desk.outcome().await;
        let taken = desk.only_order();
        assert_eq!(taken.body["skip_approval"], json!(true));
        assert!(taken.requests.is_empty() && taken.certificate_id.is_some() && taken.certificate_chain.is_empty());
        assert!(said.contains(&taken.id.to_string()), "{said}");
        assert!(
            said.contains(&taken.certificate_id.expect("a certificate").to_string()),
            "{said}"
        );
        desk.end().await;
    });
}

#[test]
fn an_order_for_what_is_validated_is_issued_at_once() {
    block_on(async {
        let desk = desk(ApprovalMode::SkipApproval).await;
        let said = desk.order(&Order::of(VALIDATED)).await;
        let taken = desk.only_order();
        assert_eq!(taken.certificate_chain.len(), 3);
        assert!(said.contains(&taken.id.to_string()), "{said}");
        assert!(said.contains(VALIDATED), "{said}");
        // A SHA-256 thumbprint of each certificate has 64 digits, however they are grouped.
        let digits: String = said.chars().filter(char::is_ascii_hexdigit).collect();
        for certificate in &taken.certificate_chain {
            let thumbprint = thumbprint(certificate);
            assert!(
                digits.to_lowercase().contains(&thumbprint),
                "{thumbprint} is not shown: {said}"
            );
        }
        desk.end().await;
    });
}

/// What OpenSSL says of a certificate, in lower case without colons.
fn thumbprint(pem: &str) -> String {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), pem).expect("a certificate");
    let path = file.path().to_string_lossy().into_owned();
    let said = crate::harness::output(
        "openssl",
        ["x509", "-in", path.as_str(), "-noout", "-fingerprint", "-sha256"],
    );
    let (_, digits) = said.trim().split_once('=').expect("OpenSSL prints a fingerprint");
    digits.replace(':', "").to_lowercase()
}

#[test]
fn everything_that_can_be_ordered_arrives_as_it_was_entered() {
    block_on(async {
        let config = json!({
            "custom_fields": [{ "metadata_id": 12, "label": "Cost centre", "data_type": "int" }],
        });
        let desk = Desk::with(Setup {
            config,
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        let csr = CsrFile::new(Key::Rsa2048, "shop.example.com", &["shop.example.com"]);
        let order = Order {
            product: "ssl_securesite_multi_domain",
            csr: csr.pem(),
            names: vec!["www.example.org", "api.example.com"],
            years: 2,
            ..Order::of("shop.example.com")
        };
        desk.fill_in(&order).await;
        browser.unfold().await;
        browser.select("signature-hash", "sha384").await;
        browser.select("server-platform-list", "45").await;
        browser.fill("profile-option", "server_auth_only_eku").await;
        browser.fill("organization-units", "Web").await;
        browser.select("dcv-method", "dns-txt-token").await;
        browser.fill("locale", "fr").await;
        browser.choose("skip-approval").await;
        browser.fill("comments", "For the autumn sale").await;
        browser.choose("auto-renew").await;
        browser
            .fill("additional-emails", "ann@example.com\nben@example.com")
            .await;
        browser.fill("custom-renewal-message", "Ask the shop team").await;
        browser.choose("disable-renewal-notifications").await;
        browser.select("payment-method", "balance").await;
        browser.fill("container-id", "5").await;
        browser.choose("disable-ct").await;
        let cost_centre = browser
            .run("return document.querySelector('input[id^=custom-field-value-]').id")
            .await;
        browser.fill(cost_centre.as_str().expect("an id"), "4711").await;
        desk.review().await;
        let review = browser.text("main").await;
        for said in [
            "3 names",
            "shop.example.com",
            "api.example.com",
            "2 years",
            "nginx",
            "4711",
            "For the autumn sale",
        ] {
            assert!(review.contains(said), "the review does not say {said}: {review}");
        }
        desk.place().await;
        let said = desk.outcome().await;
        let taken = desk.only_order();
        assert_eq!(taken.product, "ssl_securesite_multi_domain");
        assert_eq!(
            taken.body,
            json!({
                "certificate": {
                    "common_name": "shop.example.com",
                    "dns_names": ["www.example.org", "api.example.com"],
                    "csr": csr.pem(),
                    "signature_hash": "sha384",
                    "organization_units": ["Web"],
                    "server_platform": { "id": 45 },
                    "profile_option": "server_auth_only_eku",
                },
                "validity_years": 2,
                "comments": "For the autumn sale",
                "auto_renew": 1,
                "custom_renewal_message": "Ask the shop team",
                "disable_renewal_notifications": true,
                "additional_emails": ["ann@example.com", "ben@example.com"],
                "locale": "fr",
                "payment_method": "balance",
                "dcv_method": "dns-txt-token",
                "skip_approval": true,
                "disable_ct": true,
                "organization": { "id": 123_456 },
                "container": { "id": 5 },
                "custom_fields": [{ "metadata_id": 12, "value": "4711" }],
            })
        );
        assert!(said.contains(&taken.id.to_string()), "{said}");
        desk.end().await;
    });
}

#[test]
fn the_next_order_begins_empty_or_with_the_entries_of_the_last() {
    block_on(async {
        let desk = desk(ApprovalMode::OneStep).await;
        let order = Order::of(VALIDATED);
        desk.order(&order).await;
        desk.browser.click_text("main", "Order one like this").await;
        desk.browser.element("#common-name").await;
        assert_eq!(desk.browser.value("common-name").await, VALIDATED);
        assert_eq!(desk.browser.value("csr").await.trim(), order.csr.trim());
        desk.review().await;
        desk.place().await;
        // The same order as before: the page asks first, and sends nothing until it is told to.
        desk.browser.element("#same-order").await;
        assert_eq!(desk.posts(), 1, "nothing is sent before the answer");
        desk.browser.click_text("#same-order", "Order it once more").await;
        desk.outcome().await;
        assert_eq!(desk.posts(), 2, "the second was asked for");
        desk.browser.click_text("main", "Order another certificate").await;
        desk.browser.element("#common-name").await;
        assert_eq!(desk.browser.value("common-name").await, "");
        assert_eq!(desk.browser.value("csr").await, "");
        desk.end().await;
    });
}
