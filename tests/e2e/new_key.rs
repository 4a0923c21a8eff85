//! A key and a CSR that are made in the page, and the commands for those who make them elsewhere.

use std::fs;

use serde_json::json;

use crate::harness::{Desk, Setup, block_on, output};

/// A passphrase that the page calls strong.
const PASSPHRASE: &str = "Seven green lamps, over water: 41 birds";

/// Fills the form but for the CSR, and makes key and CSR of this kind.
async fn make(desk: &Desk, kind: &str) -> String {
    let browser = &desk.browser;
    browser.choose_product("ssl_securesite").await;
    browser.fill("common-name", "www.example.com").await;
    browser.fill("organization-id", "123456").await;
    browser.fill("validity-years", "1").await;
    browser.click_text("main", "No CSR yet?").await;
    browser.select("new-key-kind", kind).await;
    browser.click("#new-key-make").await;
    browser.shows("main", "Key and CSR are made").await;
    browser.shows(".reading", "verified").await;
    browser.value("csr").await
}

/// What the browser would do if the page were closed now.
async fn warns(desk: &Desk) -> bool {
    let warns = desk
        .browser
        .run("return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
        .await;
    warns == json!(true)
}

#[test]
fn a_key_is_made_saved_and_the_certificate_fits_it() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let csr = make(&desk, "p-256").await;
        browser.shows(".reading", "P-256").await;
        browser.inspect("new-key").await;

        // Not before the key is saved.
        browser.click("#review-button").await;
        browser
            .shows(".error-summary", "The private key of this CSR is in this page only")
            .await;
        assert!(warns(&desk).await, "the page closes, and the key is lost");
        browser
            .until("the draft is kept", "!!localStorage.getItem('certdesk.draft')")
            .await;
        let kept = browser.run("return JSON.stringify(localStorage)").await;
        let line = csr.lines().nth(1).expect("a CSR has lines").to_owned();
        assert!(
            !kept.as_str().expect("a text").contains(&line),
            "a CSR without a key is kept"
        );

        // A passphrase is asked for, weighed, and encrypts.
        browser.click("#new-key-save").await;
        browser.shows("#new-key-passphrase-message", "Enter a passphrase").await;
        browser.fill("new-key-passphrase", "password").await;
        browser.shows("#new-key-passphrase-message", "Very weak").await;
        browser.fill("new-key-passphrase", PASSPHRASE).await;
        browser.shows("#new-key-passphrase-message", "Strong").await;
        browser.click("#new-key-save").await;
        browser.shows(".key-file", "Saved.").await;
        let key = browser.downloaded("www.example.com.key").await;
        let text = fs::read_to_string(&key).expect("a PEM file is a text");
        assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"), "{text}");
        let path = key.to_string_lossy().into_owned();
        let passin = format!("pass:{PASSPHRASE}");
        let public = output(
            "openssl",
            ["pkey", "-in", path.as_str(), "-passin", passin.as_str(), "-pubout"],
        );
        assert!(!warns(&desk).await, "nothing would be lost");

        desk.review().await;
        desk.place().await;
        let said = desk.outcome().await;
        assert!(
            said.contains("Yes, this is the certificate that was ordered."),
            "{said}"
        );
        let order = desk.only_order();
        assert_eq!(order.body["certificate"]["csr"], json!(csr));
        let leaf = key.with_extension("leaf");
        fs::write(&leaf, &order.certificate_chain[0]).expect("a file");
        let leaf = leaf.to_string_lossy().into_owned();
        let of_leaf = output("openssl", ["x509", "-in", leaf.as_str(), "-noout", "-pubkey"]);
        assert_eq!(of_leaf, public, "the certificate is for another key");
        let all = browser
            .run("return JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.documentElement.outerHTML")
            .await;
        let all = all.as_str().expect("a text");
        assert!(!all.contains("PRIVATE KEY-----") && !all.contains(PASSPHRASE));
        let sent = format!("{:?}", desk.sandbox.requests());
        assert!(!sent.contains("PRIVATE KEY") && !sent.contains(PASSPHRASE));
        desk.end().await;
    });
}

#[test]
fn every_kind_of_key_is_made_and_a_plain_file_is_one_press_away() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        make(&desk, "rsa-2048").await;
        for (kind, named) in [
            ("rsa-3072", "RSA 3072"),
            ("rsa-4096", "RSA 4096"),
            ("p-256", "P-256"),
            ("p-384", "P-384"),
        ] {
            let before = browser.value("csr").await;
            browser.select("new-key-kind", kind).await;
            browser.click("#new-key-make").await;
            // The one before is not saved, so it is asked first.
            browser.shows("#new-key-make", "lose the first").await;
            browser.click("#new-key-make").await;
            browser
                .until(
                    "another CSR is there",
                    &format!("document.getElementById('csr').value !== {}", json!(before)),
                )
                .await;
            browser.shows(".reading", named).await;
            browser.shows(".reading", "verified").await;
        }
        browser.click("#new-key-save-plain").await;
        browser.shows(".key-file", "Saved.").await;
        let key = browser.downloaded("www.example.com.key").await;
        let path = key.to_string_lossy().into_owned();
        let public = output("openssl", ["pkey", "-in", path.as_str(), "-pubout"]);
        let csr = key.with_extension("csr");
        fs::write(&csr, browser.value("csr").await).expect("a file");
        let csr = csr.to_string_lossy().into_owned();
        let of_csr = output("openssl", ["req", "-in", csr.as_str(), "-noout", "-pubkey", "-verify"]);
        assert_eq!(of_csr, public);
        desk.end().await;
    });
}

#[test]
fn what_stood_in_the_box_can_be_put_back_and_without_a_name_nothing_is_made() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.click_text("main", "No CSR yet?").await;
        browser.click("#new-key-make").await;
        browser.shows("main", "Enter a valid common name first").await;
        browser.paste_into("csr", "typed by hand").await;
        browser.fill("common-name", "www.example.com").await;
        browser.select("new-key-kind", "p-256").await;
        browser.click("#new-key-make").await;
        browser.shows("main", "Key and CSR are made").await;
        browser.click_text("main", "Put back what stood here").await;
        assert_eq!(browser.value("csr").await, "typed by hand");
        desk.end().await;
    });
}

#[test]
fn outside_a_secure_context_the_page_says_why_and_shows_the_commands() {
    block_on(async {
        let desk = Desk::closed(Setup::default()).await;
        let browser = &desk.browser;
        let address = desk.address().replace("127.0.0.1", "desk.test");
        browser.go(&address).await;
        desk.ready().await;
        browser.choose_product("ssl_securesite_multi_domain").await;
        browser.fill("common-name", "www.example.com").await;
        browser.add_names(&["shop.example.com"]).await;
        browser.click_text("main", "No CSR yet?").await;
        browser.shows("main", "only on pages that were opened over https").await;
        assert_eq!(
            browser.run("return !!document.getElementById('new-key-make')").await,
            json!(false)
        );
        browser.shows("#new-key-commands", "openssl req").await;
        browser.shows("#new-key-commands", "www.example.com").await;
        browser.shows("#new-key-commands", "shop.example.com").await;
        browser.select("new-key-server", "3").await;
        browser.shows("#new-key-commands", "keytool").await;
        browser.select("new-key-server", "2").await;
        browser.shows("#new-key-commands", "certreq -new").await;
        browser.shows(".recipe", "2.5.29.17").await;
        browser.inspect("new-key-commands").await;
        // Chromium says of the header what the flow is about: that this is no secure context.
        desk.end_but(&["Cross-Origin-Opener-Policy header has been ignored"])
            .await;
    });
}
