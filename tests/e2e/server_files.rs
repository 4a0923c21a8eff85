//! The files for a server: chosen, saved, and opened by programs that we did not write; and a chain that came in disorder.

use std::path::Path;

use certdesk_sandbox::Fault;
use serde_json::json;

use crate::harness::{CsrFile, Desk, Order, block_on, output};

/// The pieces of WebAssembly that were fetched by now, by the start of their names.
fn fetched(desk: &Desk, piece: &str) -> usize {
    let transfers = desk.sandbox.page_transfers();
    transfers.iter().filter(|sent| sent.path.starts_with(piece)).count()
}

fn argument(path: &Path) -> &str {
    path.to_str().expect("a path of the test is a text")
}

/// Chooses a kind of server by its place in the list.
async fn choose(desk: &Desk, index: &str, named: &str) {
    desk.browser.select("server-kind", index).await;
    desk.browser.shows("#server-kind", named).await;
}

#[test]
fn a_key_made_here_leaves_as_pkcs12_that_openssl_and_keytool_open() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        browser.choose_product("ssl_securesite").await;
        browser.fill("common-name", "www.example.com").await;
        browser.fill("organization-id", "123456").await;
        browser.fill("validity-years", "1").await;
        browser.click_text("main", "No CSR yet?").await;
        browser.select("new-key-kind", "rsa-2048").await;
        browser.click("#new-key-make").await;
        browser.shows("main", "Key and CSR are made").await;
        browser.click("#new-key-save-plain").await;
        browser.shows(".key-file", "Saved.").await;
        desk.review().await;
        desk.place().await;
        desk.outcome().await;
        choose(&desk, "3", "Tomcat").await;
        browser.shows("main", "Make the PKCS#12 file first").await;
        browser.inspect("server-pkcs12").await;
        assert_eq!(
            fetched(&desk, "/split_pkcs12"),
            0,
            "it is fetched before it is asked for"
        );
        browser.click("#pkcs12-make").await;
        browser.shows("main", "Enter a password for the file").await;
        for (variant, marks) in [
            ("pkcs12-variant", ["AES-256-CBC", "MAC: sha256"]),
            ("pkcs12-variant-1", ["pbeWithSHA1And3-KeyTripleDES-CBC", "MAC: sha1"]),
        ] {
            browser.choose(variant).await;
            browser.fill("pkcs12-password", "Green 41 lamps").await;
            browser.click("#pkcs12-make").await;
            browser.shows("main", "The file is made and downloaded").await;
            let file = browser.downloaded("www.example.com.pfx").await;
            let shown = output(
                "sh",
                [
                    "-c",
                    "openssl pkcs12 -in \"$0\" -passin 'pass:Green 41 lamps' -info -nokeys 2>&1",
                    argument(&file),
                ],
            );
            for mark in marks {
                assert!(shown.contains(mark), "no {mark} in {shown}");
            }
            let key = ["pkcs12", "-in", argument(&file), "-passin", "pass:Green 41 lamps"];
            let public = output(
                "sh",
                [
                    "-c",
                    "openssl pkcs12 -in \"$0\" -passin 'pass:Green 41 lamps' -nodes -nocerts | openssl pkey -pubout",
                    argument(&file),
                ],
            );
            let saved = browser.downloaded("www.example.com.key").await;
            assert_eq!(public, output("openssl", ["pkey", "-in", argument(&saved), "-pubout"]));
            assert!(output("openssl", key.iter().chain(&["-nokeys"])).contains("BEGIN CERTIFICATE"));
            let listed = output(
                "keytool",
                [
                    "-list",
                    "-v",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    argument(&file),
                    "-storepass",
                    "Green 41 lamps",
                ],
            );
            assert!(listed.contains("PrivateKeyEntry"), "{listed}");
            std::fs::remove_file(&file).expect("the file goes");
        }
        assert_eq!(fetched(&desk, "/split_pkcs12"), 1);
        browser.shows(".server-steps", "keytool").await;
        desk.end().await;
    });
}

#[test]
fn a_key_from_a_file_is_used_for_the_moment_and_another_one_is_refused() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let csr = CsrFile::of("www.example.com");
        let order = Order {
            csr: csr.pem(),
            ..Order::of("www.example.com")
        };
        desk.order(&order).await;
        choose(&desk, "2", "IIS").await;
        browser.click("#pkcs12-make").await;
        browser.shows("main", "Choose the file of the private key first").await;
        let give = async |csr: &CsrFile| {
            let input = browser.element("#pkcs12-key").await;
            let file = csr.key_file();
            input.send_keys(argument(&file)).await.expect("a file can be chosen");
            browser.shows("main", "The key is read.").await;
            browser.fill("pkcs12-password", "Green 41 lamps").await;
            browser.click("#pkcs12-make").await;
        };
        give(&CsrFile::of("other.example.com")).await;
        browser
            .shows("main", "That private key does not belong to this certificate")
            .await;
        give(&csr).await;
        browser.shows("main", "The file is made and downloaded").await;
        browser.downloaded("www.example.com.pfx").await;
        browser.shows(".server-steps", "Import-PfxCertificate").await;
        let page = browser
            .run("return JSON.stringify(localStorage) + document.documentElement.outerHTML")
            .await;
        let secret = csr.key_pem();
        let secret = secret.lines().nth(1).expect("a key has lines");
        assert!(
            !page.as_str().expect("a text").contains(secret),
            "the key is in the page"
        );
        desk.end().await;
    });
}

#[test]
fn each_server_has_its_files_and_the_archive_holds_them() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        desk.order(&Order::of("www.example.com")).await;
        for (index, named, wanted) in [
            ("0", "nginx", "ssl_certificate"),
            ("1", "Apache", "SSLCertificateFile"),
            ("2", "IIS", "certreq -accept"),
            ("3", "Tomcat", "keytool"),
            ("4", "HAProxy", "haproxy -c"),
            ("5", "Exchange", "Enable-ExchangeCertificate"),
            ("6", "F5", "tmsh"),
            ("7", "Another server", "openssl verify"),
        ] {
            choose(&desk, index, named).await;
            browser.shows(".server-steps", wanted).await;
            browser.click("#server-zip").await;
            let archive = browser.downloaded("www.example.com-server.zip").await;
            output("unzip", ["-tq", argument(&archive)]);
            let listed = output("unzip", ["-Z1", argument(&archive)]);
            let shown = browser
                .run(
                    "return [...document.querySelectorAll('#outcome-server + .section-body .download code')]
                       .map(name => name.textContent).slice(1)",
                )
                .await;
            let shown: Vec<String> = serde_json::from_value(shown).expect("names");
            assert_eq!(listed.lines().collect::<Vec<_>>(), shown, "{named}");
            std::fs::remove_file(&archive).expect("the file goes");
        }
        browser.inspect("server-other").await;
        desk.end().await;
    });
}

#[test]
fn a_shuffled_chain_with_a_foreign_certificate_is_put_right() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        desk.order(&Order::of("www.example.com")).await;
        let first = desk.only_order();
        let [leaf, intermediate, root] = first.certificate_chain.as_slice() else {
            panic!("leaf, intermediate and root: {}", first.certificate_chain.len());
        };
        let foreign = CsrFile::of("foreign.example.org").certificate();
        let entry = |pem: &str| json!({ "subject_common_name": "whatever", "pem": pem });
        let body = json!({
            "id": 777_001,
            "certificate_id": 777_002,
            "requests": [{ "id": 777_003, "status": "approved" }],
            "certificate_chain": [entry(root), entry(&foreign), entry(intermediate), entry(root), entry(leaf)],
        });
        desk.sandbox.set_fault(Fault::Status {
            status: 201,
            content_type: "application/json".into(),
            body: body.to_string(),
        });
        browser.click_text("main", "Order one like this").await;
        desk.review().await;
        desk.place().await;
        browser.click_text("#same-order", "Order it once more").await;
        let said = desk.outcome().await;
        assert!(said.contains("777001"), "{said}");
        browser
            .shows("main", "Yes, this is the certificate that was ordered.")
            .await;
        browser.shows(".checks", "They came in another order").await;
        browser.shows(".checks", "Do not belong to it").await;
        browser.shows(".checks", "foreign.example.org").await;
        browser.shows(".checks", "Came more than once").await;
        browser.shows(".checks", "It holds by the rules of RFC 5280").await;
        browser
            .click_text("#outcome-downloads + .section-body", "Full chain (PEM)")
            .await;
        let file = browser.downloaded("-fullchain.pem").await;
        let whole = std::fs::read_to_string(file).expect("a PEM file");
        assert_eq!(
            whole.replace('\r', ""),
            format!("{leaf}{intermediate}").replace('\r', "")
        );
        browser.inspect("chain-in-disorder").await;
        desk.end().await;
    });
}
