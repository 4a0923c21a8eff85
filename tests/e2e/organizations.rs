//! For whom: a new organization, one from the list, and EV.

use certdesk_sandbox::{Account, ApprovalMode};
use serde_json::json;

use crate::harness::{Browser, CsrFile, Desk, Order, Setup, block_on};

/// Fills in a new organization but for the verified contact.
async fn fill_organization(browser: &Browser) {
    browser.choose("organization-choice-1").await;
    for (id, text) in [
        ("organization-name", "Nordwind Werft GmbH"),
        ("organization-address", "Am Kai 3"),
        ("organization-city", "Kiel"),
        ("organization-state", "Schleswig-Holstein"),
        ("organization-zip", "24103"),
        ("organization-country", "de"),
        ("organization-telephone", "+49 431 5550 100"),
        ("organization-contact-first-name", "Frauke"),
        ("organization-contact-last-name", "Petersen"),
        ("organization-contact-email", "frauke.petersen@example.com"),
        ("organization-contact-telephone", "+49 431 5550 101"),
    ] {
        browser.fill(id, text).await;
    }
}

#[test]
fn a_new_organization_is_sent_whole_and_its_number_comes_back() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let csr = CsrFile::of("www.example.com");
        browser.choose_product("ssl_securesite").await;
        browser.paste_into("csr", &csr.pem()).await;
        browser.fill("common-name", "www.example.com").await;
        fill_organization(browser).await;
        browser.fill("validity-years", "1").await;
        desk.review().await;
        let review = browser.text("main").await;
        for said in ["Nordwind Werft GmbH", "Kiel", "frauke.petersen@example.com"] {
            assert!(review.contains(said), "{review}");
        }
        desk.place().await;
        let said = desk.outcome().await;
        let taken = desk.only_order();
        assert_eq!(
            taken.body["organization"],
            json!({
                "name": "Nordwind Werft GmbH",
                "address": "Am Kai 3",
                "city": "Kiel",
                "state": "Schleswig-Holstein",
                "zip": "24103",
                "country": "de",
                "telephone": "+49 431 5550 100",
                "organization_contact": {
                    "first_name": "Frauke",
                    "last_name": "Petersen",
                    "email": "frauke.petersen@example.com",
                    "telephone": "+49 431 5550 101",
                },
            })
        );
        let number = taken.organization_id.expect("the organization was created");
        assert!(
            said.contains(&number.to_string()),
            "the new organization is {number}: {said}"
        );
        desk.end().await;
    });
}

#[test]
fn an_ev_order_takes_no_wildcard_and_asks_for_a_verified_contact() {
    block_on(async {
        let account = Account {
            approval: ApprovalMode::AutoApprove,
            ..Account::default()
        };
        let desk = Desk::with(Setup {
            account,
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        let csr = CsrFile::of("www.example.com");
        browser.choose_product("ssl_ev_securesite_multi_domain").await;
        browser.paste_into("csr", &csr.pem()).await;
        browser.fill("common-name", "www.example.com").await;
        browser.add_names(&["*.example.com"]).await;
        fill_organization(browser).await;
        browser.choose("organization-validate").await;
        browser.fill("validity-years", "1").await;
        browser.click("#review-button").await;
        browser
            .until(
                "the summary has the focus",
                "document.activeElement.matches('.error-summary')",
            )
            .await;
        browser
            .until(
                "the wildcard is refused",
                "!!document.querySelector('.name-row .error-message')",
            )
            .await;
        browser
            .until(
                "a contact is asked for",
                "!!document.querySelector('#verified-contact-first-name-message .error-message')",
            )
            .await;
        browser.click("button[aria-label='Remove *.example.com']").await;
        browser.add_names(&["www.example.org"]).await;
        for (id, text) in [
            ("verified-contact-first-name", "Heinke"),
            ("verified-contact-last-name", "Voss"),
            ("verified-contact-email", "heinke.voss@example.com"),
            ("verified-contact-job-title", "Prokuristin"),
            ("verified-contact-telephone", "+49 431 5550 102"),
        ] {
            browser.fill(id, text).await;
        }
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        let taken = desk.only_order();
        assert_eq!(taken.product, "ssl_ev_securesite_multi_domain");
        assert_eq!(taken.body["certificate"]["dns_names"], json!(["www.example.org"]));
        assert_eq!(
            taken.body["organization"]["validations"],
            json!([{ "type": "ev", "verified_users": [{
                "first_name": "Heinke",
                "last_name": "Voss",
                "email": "heinke.voss@example.com",
                "job_title": "Prokuristin",
                "telephone": "+49 431 5550 102",
            }] }])
        );
        desk.end().await;
    });
}

#[test]
fn an_ev_order_for_what_is_validated_is_issued() {
    block_on(async {
        let desk = Desk::open().await;
        let order = Order {
            product: "ssl_ev_securesite_multi_domain",
            names: vec!["www.example.org"],
            ..Order::of("www.example.com")
        };
        let said = desk.order(&order).await;
        assert_eq!(desk.only_order().certificate_chain.len(), 3);
        assert!(said.contains("www.example.org"), "{said}");
        desk.end().await;
    });
}

#[test]
fn an_organization_is_chosen_by_name_and_another_by_number() {
    block_on(async {
        let config = json!({ "organizations": [
            { "id": 123_456, "name": "Example Corporation" },
            { "id": 123_457, "name": "Beispiel Handels GmbH" },
        ] });
        let desk = Desk::with(Setup {
            config,
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        browser.select("organization-id-list", "123457").await;
        browser.shows(".side", "Beispiel Handels GmbH (123457)").await;
        browser.select("organization-id-list", "other").await;
        browser.fill("organization-id", "123458").await;
        browser.shows(".side", "123458").await;
        browser.select("organization-id-list", "123456").await;
        browser.shows(".side", "Example Corporation (123456)").await;
        desk.end().await;
    });
}
