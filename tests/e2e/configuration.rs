//! config.json: what an administrator got wrong is told by key, value and what belongs there.

use serde_json::json;

use crate::harness::{Desk, Setup, block_on};

async fn desk_with(config: serde_json::Value) -> Desk {
    let desk = Desk::closed(Setup::default()).await;
    desk.sandbox.set_config(config);
    desk.browser.go(&desk.address()).await;
    desk
}

#[test]
fn each_fault_is_named_with_its_value_and_what_is_expected() {
    block_on(async {
        let desk = desk_with(json!({
            "proxy": "ftp://proxy.example",
            "time_limit_seconds": "60",
            "organisations": [],
            "products": ["ssl_plus"],
        }))
        .await;
        let browser = &desk.browser;
        browser.shows("h1", "This page is not set up correctly").await;
        let said = browser.text("main").await;
        for part in [
            "proxy",
            "ftp://proxy.example",
            "https://proxy.example/services/v2",
            "time_limit_seconds",
            "\"60\"",
            "from 5 to 600",
            "organisations",
            "did you mean organizations?",
            "products[0]",
            "ssl_plus",
            "ssl_ev_securesite_multi_domain",
        ] {
            assert!(said.contains(part), "{part} is not said: {said}");
        }
        browser.inspect("config-faults").await;
        browser.click("button.language[lang=ru]").await;
        browser.until("Russian", "document.documentElement.lang === 'ru'").await;
        let russian = browser.text("main").await;
        assert!(
            russian.contains("ftp://proxy.example") && !russian.contains("did you mean"),
            "{russian}"
        );
        desk.end().await;
    });
}

#[test]
fn a_file_that_is_no_object_gets_the_same_page() {
    block_on(async {
        for config in [json!([]), json!("proxy"), json!(null)] {
            let desk = desk_with(config).await;
            desk.browser.shows("h1", "This page is not set up correctly").await;
            desk.browser.shows("main", "the whole file").await;
            desk.end().await;
        }
    });
}

#[test]
fn defaults_and_choices_of_the_file_stand_in_the_form() {
    block_on(async {
        let config = json!({
            "products": ["ssl_securesite_wildcard", "ssl_securesite"],
            "defaults": { "product": "ssl_securesite", "organization_id": 123_457, "validity": "days", "validity_days": 90 },
            "organizations": [{ "id": 123_457, "name": "Beispiel Handels GmbH" }],
            "server_platforms": [{ "id": 45, "name": "Our nginx" }],
            "custom_fields": [{ "metadata_id": 11, "label": "Invoice number", "required": true }],
        });
        let desk = Desk::with(Setup {
            config,
            ..Setup::default()
        })
        .await;
        let browser = &desk.browser;
        let products = browser
            .run("return [...document.querySelectorAll('input[name=product]')].map(it => it.checked)")
            .await;
        assert_eq!(products, json!([false, true]));
        assert_eq!(browser.value("organization-id-list").await, "123457");
        assert_eq!(browser.value("validity-days").await, "90");
        browser.shows(".side", "Beispiel Handels GmbH (123457)").await;
        // The required field of the account stands open, and is asked for.
        browser.shows("main", "Invoice number").await;
        browser.click("#review-button").await;
        browser
            .until(
                "it is asked for",
                "!!document.querySelector('[id^=custom-field-value-][id$=-message] .error-message')",
            )
            .await;
        browser.unfold().await;
        browser.shows("#server-platform-list", "Our nginx").await;
        desk.end().await;
    });
}
