//! The names: pasted by the dozen, in other scripts, judged one by one and by product.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::harness::{CsrFile, Desk, Order, block_on};

#[test]
fn twenty_names_are_pasted_at_once_and_duplicates_are_folded() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.choose_product("ssl_securesite_multi_domain").await;
        browser.fill("common-name", "www.example.com").await;
        browser.click("#dns-names-add").await;
        browser
            .until(
                "a new line has the focus",
                "document.activeElement.id.startsWith('dns-name-')",
            )
            .await;
        let separators = [", ", "; ", "\n", "\t", " "];
        let pasted: String = (1..=20)
            .map(|n| format!("host{n}.example.com{}", separators[n % 5]))
            .collect();
        browser
            .paste(&format!("{pasted} HOST1.example.com host2.example.com www.example.com"))
            .await;
        browser
            .until("all are there", "document.querySelectorAll('.name-row').length === 20")
            .await;
        browser.shows("main", "20 names added; 3 left out").await;
        let names = browser.names().await;
        let wanted: Vec<_> = (1..=20).map(|n| format!("host{n}.example.com")).collect();
        assert_eq!(names, wanted);
        browser.shows(".side", "21 names").await;

        // The box for many does the same.
        browser.click_text("#dns-names", "Paste many").await;
        browser
            .paste_into("paste-names", "host20.example.com\nhost21.example.com")
            .await;
        browser.click_text("#dns-names", "Add these names").await;
        browser.shows("main", "1 name added; 1 left out").await;
        assert_eq!(browser.names().await.len(), 21);
        assert_eq!(browser.value("paste-names").await, "");
        desk.end().await;
    });
}

#[test]
fn a_name_in_another_script_is_shown_as_typed_and_sent_as_a_label() {
    block_on(async {
        let desk = Desk::open().await;
        let order = Order {
            product: "ssl_securesite_multi_domain",
            names: vec!["MÜNCHEN.de", "пример.example.com"],
            csr: CsrFile::of("www.example.com").pem(),
            ..Order::of("www.example.com")
        };
        desk.fill_in(&order).await;
        desk.browser.shows("#dns-names", "xn--mnchen-3ya.de").await;
        desk.browser.shows("#dns-names", "xn--e1afmkfd.example.com").await;
        assert_eq!(desk.browser.names().await, ["MÜNCHEN.de", "пример.example.com"]);
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        let names = &desk.only_order().body["certificate"]["dns_names"];
        assert_eq!(*names, json!(["xn--mnchen-3ya.de", "xn--e1afmkfd.example.com"]));
        desk.end().await;
    });
}

#[test]
fn an_error_of_a_line_stands_at_that_line_and_a_better_name_is_offered() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.choose_product("ssl_securesite_multi_domain").await;
        browser.fill("common-name", "www.example.com").await;
        browser
            .add_names(&[
                "good.example.com",
                "bad_name.example.com",
                "https://shop.example.com/cart",
            ])
            .await;
        browser.press(Key::Tab).await;
        browser
            .until(
                "two lines have an error",
                "document.querySelectorAll('.name-row .error-message').length === 2",
            )
            .await;
        let first = "document.querySelectorAll('.name-row')[0].querySelector('.error-message')";
        assert_eq!(browser.run(&format!("return {first}")).await, json!(null));
        browser.click_text("#dns-names", "Use shop.example.com").await;
        browser
            .until(
                "one has",
                "document.querySelectorAll('.name-row .error-message').length === 1",
            )
            .await;
        assert_eq!(browser.names().await[2], "shop.example.com");
        // The same name twice is told at the later line.
        browser.add_names(&["Good.example.com"]).await;
        browser.press(Key::Tab).await;
        let last = "document.querySelectorAll('.name-row')[3].querySelector('.error-message, .advice-message')";
        browser.until("the repetition is told", &format!("!!{last}")).await;
        desk.end().await;
    });
}

#[test]
fn the_product_decides_which_names_it_takes() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.choose_product("ssl_securesite").await;
        browser.fill("common-name", "example.com").await;
        browser.press(Key::Tab).await;
        // The free pair is offered and taken.
        browser
            .click_text("#section-names + .section-body", "Add www.example.com")
            .await;
        assert_eq!(browser.names().await, ["www.example.com"]);
        browser.add_names(&["other.example.org"]).await;
        browser.press(Key::Tab).await;
        let errors = "document.querySelectorAll('#dns-names .error-message').length";
        browser.until("one domain only", &format!("{errors} > 0")).await;
        browser.choose_product("ssl_securesite_multi_domain").await;
        browser.until("it takes many", &format!("{errors} === 0")).await;
        browser.fill("common-name", "*.example.com").await;
        browser.press(Key::Tab).await;
        browser.choose_product("ssl_ev_securesite_multi_domain").await;
        browser
            .until(
                "EV takes no wildcard",
                "!!document.querySelector('#common-name-message .error-message')",
            )
            .await;
        browser.choose_product("ssl_securesite_wildcard").await;
        browser
            .until(
                "Wildcard does",
                "!document.querySelector('#common-name-message .error-message')",
            )
            .await;
        desk.end().await;
    });
}
