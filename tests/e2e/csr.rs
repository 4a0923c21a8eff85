//! The CSR: pasted or chosen as a file, compared with the form, and a private key in its place.

use serde_json::json;

use crate::harness::{CsrFile, Desk, Key, Order, block_on};

#[test]
fn names_of_the_csr_are_shown_and_taken_with_one_click() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.choose_product("ssl_securesite_multi_domain").await;
        browser.fill("common-name", "www.example.com").await;
        browser.add_names(&["intranet.example.com"]).await;
        let csr = CsrFile::new(
            Key::Rsa2048,
            "www.example.com",
            &["www.example.com", "shop.example.com", "api.example.org"],
        );
        browser.paste_into("csr", &csr.pem()).await;
        browser.shows(".reading", "www.example.com").await;
        browser.shows(".reading", "RSA").await;
        browser.shows(".reading", "2048").await;
        browser.shows(".reading", "verified").await;
        // Nothing that was typed has changed, and the difference is laid open.
        assert_eq!(browser.value("common-name").await, "www.example.com");
        assert_eq!(browser.names().await, ["intranet.example.com"]);
        browser.shows(".difference", "shop.example.com").await;
        browser.shows(".difference", "api.example.org").await;
        browser.shows(".difference", "intranet.example.com").await;
        browser.click_text(".difference", "Add all 2").await;
        browser
            .until("all are there", "document.querySelectorAll('.name-row').length === 3")
            .await;
        assert_eq!(
            browser.names().await,
            ["intranet.example.com", "shop.example.com", "api.example.org"]
        );
        browser
            .until(
                "the CSR's are no longer missing",
                "!document.querySelector('.difference')?.innerText.includes('shop')",
            )
            .await;

        // Without the one that only the form has, both agree.
        browser.click("button[aria-label='Remove intranet.example.com']").await;
        browser.shows("main", "The form and the CSR have the same names.").await;

        // Another common name in the form: the CSR's is offered.
        browser.fill("common-name", "mail.example.com").await;
        browser
            .shows(
                ".difference",
                "www.example.com in the CSR, mail.example.com in the form",
            )
            .await;
        browser
            .click_text(".difference", "Use www.example.com as common name")
            .await;
        browser.shows("main", "The form and the CSR have the same names.").await;
        assert_eq!(browser.value("common-name").await, "www.example.com");
        desk.end().await;
    });
}

#[test]
fn an_empty_form_takes_everything_from_the_csr_by_two_clicks() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.choose_product("ssl_securesite_multi_domain").await;
        let csr = CsrFile::new(Key::P384, "www.example.com", &["www.example.com", "shop.example.com"]);
        browser.paste_into("csr", &csr.pem()).await;
        assert_eq!(browser.value("common-name").await, "");
        browser
            .click_text(".difference", "Use www.example.com as common name")
            .await;
        browser.click_text(".difference", "Add shop.example.com").await;
        browser.shows("main", "The form and the CSR have the same names.").await;
        browser.fill("organization-id", "123456").await;
        browser.fill("validity-years", "1").await;
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        let order = desk.only_order();
        assert_eq!(order.names, ["www.example.com", "shop.example.com"]);
        assert_eq!(order.body["certificate"]["csr"], json!(csr.pem()));
        desk.end().await;
    });
}

#[test]
fn a_der_file_is_read_and_what_stood_there_can_be_put_back() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let first = CsrFile::of("first.example.com");
        browser.paste_into("csr", &first.pem()).await;
        browser.shows(".reading", "first.example.com").await;
        let second = CsrFile::new(Key::P384, "second.example.com", &["second.example.com"]);
        let file = second.der_file();
        let input = browser.element("#csr-file").await;
        input
            .send_keys(file.to_string_lossy().as_ref())
            .await
            .expect("a file can be chosen");
        browser.shows(".reading", "second.example.com").await;
        browser.shows(".reading", "P-384").await;
        browser.shows(".reading", "verified").await;
        browser.shows("main", "Read from server.der.").await;
        assert_eq!(browser.value("csr").await.trim(), second.pem().trim());
        browser.click_text("main", "Put back what stood here").await;
        browser.shows(".reading", "first.example.com").await;
        desk.end().await;
    });
}

#[test]
fn a_private_key_is_cleared_at_once_and_never_kept() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let csr = CsrFile::new(Key::P256, "www.example.com", &[]);
        let key = csr.key_pem();
        browser.paste_into("csr", &key).await;
        browser.shows("main", "That was a private key").await;
        assert_eq!(browser.value("csr").await, "");
        // A bundle of both is a private key too.
        browser.paste_into("csr", &format!("{}{key}", csr.pem())).await;
        browser.shows("main", "That was a private key").await;
        assert_eq!(browser.value("csr").await, "");
        let secret = key.lines().nth(1).expect("a key has lines");
        browser.paste_into("csr", &csr.pem()).await;
        browser.shows(".reading", "www.example.com").await;
        browser
            .until("the draft is kept", "!!localStorage.getItem('certdesk.draft')")
            .await;
        let kept = browser
            .run("return JSON.stringify(localStorage) + document.documentElement.outerHTML")
            .await;
        assert!(
            !kept.as_str().expect("a text").contains(secret),
            "the key is still in the page"
        );
        assert!(desk.sandbox.requests().is_empty());
        desk.end().await;
    });
}

#[test]
fn a_csr_is_read_however_it_was_pasted() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let csr = CsrFile::of("www.example.com");
        let pem = csr.pem();
        let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        let pasted = [
            pem.replace('\n', "\r\n"),
            pem.lines().map(|line| format!("   > {line}\n")).collect(),
            base64,
            pem.replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"),
            pem.replace('\n', " "),
        ];
        for text in pasted {
            browser.paste_into("csr", &text).await;
            browser.shows(".reading", "www.example.com").await;
            browser.shows(".reading", "verified").await;
            browser.paste_into("csr", "nothing").await;
            browser.until("it is gone", "!document.querySelector('.reading')").await;
        }
        // What is sent is the plain PEM, whatever was pasted.
        let order = Order {
            csr: pem.replace('\n', "\r\n"),
            ..Order::of("www.example.com")
        };
        desk.order(&order).await;
        assert_eq!(desk.only_order().body["certificate"]["csr"], json!(pem));
        desk.end().await;
    });
}
