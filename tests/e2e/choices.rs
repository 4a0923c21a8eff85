//! Choosing instead of typing: what the form takes from the account, and what it does without.

use certdesk_sandbox::{Account, CustomField, DataType, Fault, KeyRole, Organization};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::harness::{CsrFile, Desk, Setup, block_on, say};

/// The most milliseconds for a key in the box of a thousand organizations.
const KEY_MILLISECONDS: f64 = 100.0;

async fn desk(account: Account) -> Desk {
    Desk::with(Setup::asking("en", account)).await
}

/// Waits until organizations are chosen from the list.
async fn listed(desk: &Desk) {
    desk.browser
        .until(
            "the organizations are here",
            "document.querySelector('#organization-id')?.role === 'combobox'",
        )
        .await;
}

#[test]
fn an_order_is_placed_without_one_id_being_typed() {
    block_on(async {
        let account = Account {
            custom_fields: vec![CustomField {
                id: 12,
                label: "Cost centre".into(),
                is_active: true,
                is_required: true,
                data_type: Some(DataType::Int),
                ..CustomField::default()
            }],
            products: vec!["ssl_securesite".into(), "ssl_ev_securesite".into()],
            ..Account::default()
        };
        let desk = desk(account).await;
        let browser = &desk.browser;
        listed(&desk).await;
        browser
            .until(
                "only what is enabled is offered",
                "[...document.querySelectorAll('[name=product]')].filter(box => box.checkVisibility()).length === 2",
            )
            .await;
        browser.shows(".side", "Dana Whitfield (administrator)").await;
        browser.shows("#account-balance", "12500.00 USD").await;
        browser.choose_product("ssl_securesite").await;
        browser.paste_into("csr", &CsrFile::of("www.example.com").pem()).await;
        browser.fill("common-name", "www.example.com").await;
        browser.fill("organization-id", "lehi").await;
        browser.shows(".combobox-status", "1 of 4").await;
        browser.shows(".combobox-options", "OV validated until").await;
        browser.inspect("choices-organization").await;
        browser.click("#organization-id").await;
        browser.press(Key::Down + Key::Enter).await;
        browser.shows(".side", "Example Corporation (123456)").await;
        browser.fill("validity-years", "1").await;
        browser.press(Key::Tab).await;
        browser.shows("#order-price", "USD, without tax").await;
        browser.shows("#section-custom-fields + *", "Cost centre").await;
        browser.click("#review-button").await;
        browser.shows(".error-summary", "Cost centre").await;
        let field = browser
            .run("return document.querySelector('#custom-fields input').id")
            .await;
        browser.fill(field.as_str().expect("an id"), "4711").await;
        browser.unfold().await;
        browser.select("container-id", "5").await;
        browser.inspect("choices-filled").await;
        desk.review().await;
        browser.shows("main", "Estimated price").await;
        desk.place().await;
        desk.outcome().await;
        let taken = desk.only_order();
        assert_eq!(taken.body["organization"], json!({ "id": 123_456 }));
        assert_eq!(taken.body["container"], json!({ "id": 5 }));
        assert_eq!(
            taken.body["custom_fields"],
            json!([{ "metadata_id": 12, "value": "4711" }])
        );
        desk.end().await;
    });
}

#[test]
fn what_was_typed_before_the_list_stays_and_the_box_is_not_taken_away() {
    block_on(async {
        let desk = Desk::closed(Setup::asking("en", Account::default())).await;
        desk.sandbox
            .set_fault_on("GET /organization", Fault::Delay(std::time::Duration::from_secs(3)));
        desk.visit().await;
        let browser = &desk.browser;
        browser.fill("organization-id", "12345").await;
        tokio::time::sleep(std::time::Duration::from_secs(4)).await;
        let role = browser.run("return document.activeElement.role").await;
        assert_ne!(role, json!("combobox"), "the user is in the box");
        desk.sandbox.set_fault(Fault::None);
        browser.press("7").await;
        browser.press(Key::Tab).await;
        listed(&desk).await;
        assert_eq!(browser.value("organization-id").await, "Beispiel Handels GmbH");
        browser.shows(".side", "Beispiel Handels GmbH (123457)").await;
        // What stands in no list is as good.
        browser.fill("organization-id", "999").await;
        browser.press(Key::Tab).await;
        browser.shows("#organization-id-message", "not in the list").await;
        browser.fill("organization-id", "Nobody").await;
        browser.press(Key::Tab).await;
        browser
            .shows("#organization-id-message", "No organization of your account")
            .await;
        desk.end().await;
    });
}

#[test]
fn a_key_that_only_views_is_told_before_anything_is_filled_in() {
    block_on(async {
        let account = Account {
            key_role: KeyRole::ViewOnly,
            ..Account::default()
        };
        let desk = desk(account).await;
        desk.browser
            .shows("#cannot-order", "may look at the account, but not order")
            .await;
        desk.browser.inspect("choices-view-only").await;
        desk.end_but(&["403"]).await;
    });
}

#[test]
fn a_key_that_may_only_order_orders_by_hand() {
    block_on(async {
        let account = Account {
            key_role: KeyRole::OrderOnly,
            ..Account::default()
        };
        let desk = desk(account).await;
        let browser = &desk.browser;
        browser.shows("#account-gaps", "can't read").await;
        let gaps = browser.text("#account-gaps").await;
        for part in ["user", "products", "organizations", "divisions", "balance"] {
            assert!(gaps.contains(part), "{gaps}");
        }
        browser.unfold().await;
        browser.shows(".side", "GET /organization").await;
        browser.inspect("choices-order-only").await;
        let order = crate::harness::Order::of("www.example.com");
        desk.order(&order).await;
        assert_eq!(desk.only_order().body["organization"], json!({ "id": 123_456 }));
        desk.end_but(&["403"]).await;
    });
}

#[test]
fn a_list_that_came_too_often_is_read_again_by_its_button() {
    block_on(async {
        let desk = Desk::closed(Setup::asking("en", Account::default())).await;
        let limited = Fault::Status {
            status: 429,
            content_type: "application/json".into(),
            body: r#"{"errors":[{"code":"request_limit_exceeded","message":"Service unavailable."}]}"#.into(),
        };
        desk.sandbox.set_fault_on("GET /organization", limited);
        desk.visit().await;
        let browser = &desk.browser;
        browser.shows(".list-line", "too many calls").await;
        browser.inspect("choices-limited").await;
        desk.sandbox.set_fault_on("GET /organization", Fault::None);
        browser
            .click_text("[aria-labelledby=section-organization]", "Try again")
            .await;
        listed(&desk).await;
        browser.shows(".list-line", "Read ").await;
        desk.end_but(&["429"]).await;
    });
}

#[test]
fn an_ev_order_brings_who_may_approve_it() {
    block_on(async {
        let desk = desk(Account::default()).await;
        let browser = &desk.browser;
        listed(&desk).await;
        browser.choose_product("ssl_ev_securesite").await;
        browser.paste_into("csr", &CsrFile::of("www.example.com").pem()).await;
        browser.fill("common-name", "www.example.com").await;
        browser.fill("organization-id", "123456").await;
        browser.press(Key::Tab).await;
        browser.shows("#approvers-known", "Rowan Achterberg").await;
        browser.fill("organization-id", "123457").await;
        browser.press(Key::Tab).await;
        browser.shows("#approvers-known", "no verified contact yet").await;
        browser.fill("validity-years", "1").await;
        browser.click("#review-button").await;
        browser.shows(".error-summary", "nobody who may approve").await;
        browser.click("#approver-add").await;
        browser
            .until(
                "the row has the focus",
                "document.activeElement.id.endsWith('first-name')",
            )
            .await;
        let id = browser.focused().await;
        let row = id.trim_end_matches("first-name");
        for (member, text) in [
            ("first-name", "Heinke"),
            ("last-name", "Voss"),
            ("email", "heinke.voss@example.com"),
            ("job-title", "Prokuristin"),
            ("telephone", "+49 431 5550 102"),
        ] {
            browser.fill(&format!("{row}{member}"), text).await;
        }
        browser.inspect("choices-approvers").await;
        desk.review().await;
        browser.shows("main", "Heinke Voss").await;
        desk.place().await;
        desk.outcome().await;
        assert_eq!(
            desk.only_order().body["organization"],
            json!({ "id": 123_457, "contacts": [{
                "contact_type": "verified_contact",
                "first_name": "Heinke",
                "last_name": "Voss",
                "job_title": "Prokuristin",
                "telephone": "+49 431 5550 102",
                "email": "heinke.voss@example.com",
            }] })
        );
        desk.end().await;
    });
}

#[test]
fn a_thousand_organizations_stay_quick() {
    block_on(async {
        let first = Account::default();
        let pattern = first.organizations[0].clone();
        let organizations = (0..1000).map(|n| Organization {
            id: 200_000 + n,
            name: format!("Organization {n:04}"),
            ..pattern.clone()
        });
        let account = Account {
            organizations: organizations.collect(),
            ..first
        };
        let desk = Desk::with_alone(Setup::asking("en", account)).await;
        listed(&desk).await;
        let times = desk
            .browser
            .promised(
                "(async () => {
                   const box = document.querySelector('#organization-id');
                   const frame = () => new Promise(requestAnimationFrame);
                   box.focus();
                   const times = [];
                   const word = 'organization 07';
                   for (let n = 1; n <= word.length; n++) {
                     await frame();
                     const begun = performance.now();
                     box.value = word.slice(0, n);
                     box.dispatchEvent(new InputEvent('input', { bubbles: true }));
                     await new Promise(done => setTimeout(done));
                     document.body.getBoundingClientRect();
                     times.push(performance.now() - begun);
                   }
                   return times;
                 })()",
            )
            .await;
        let times: Vec<f64> = serde_json::from_value(times).expect("milliseconds");
        say(&format!("a key among 1000 organizations, in ms: {times:.1?}"));
        assert!(times.iter().all(|time| *time < KEY_MILLISECONDS), "{times:.1?}");
        desk.browser.shows(".combobox-status", "of 1000 match").await;
        desk.browser.inspect("choices-thousand").await;
        desk.end().await;
    });
}

#[test]
fn the_choices_in_russian() {
    block_on(async {
        let account = Account {
            balance_cents: 100,
            ..Account::default()
        };
        let desk = Desk::with(Setup::asking("ru", account)).await;
        let browser = &desk.browser;
        listed(&desk).await;
        browser.choose_product("ssl_ev_securesite").await;
        browser.fill("common-name", "www.example.com").await;
        browser.fill("organization-id", "Sample").await;
        browser.shows(".combobox-options", "проверка EV").await;
        browser.press(Key::Enter + Key::Tab).await;
        browser.shows("#order-price", "Баланса может не хватить").await;
        browser.shows("#approvers-known", "Добавьте").await;
        browser.unfold().await;
        browser.inspect("choices-russian").await;
        let said: Value = browser.run("return document.body.innerText").await;
        assert!(said.as_str().is_some_and(|said| !said.contains("Read ")), "{said}");
        desk.end().await;
    });
}
