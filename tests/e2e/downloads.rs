//! The files of an issued certificate, saved by clicks and judged by OpenSSL and unzip.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{CsrFile, Desk, Key, Order, block_on, output};

/// A path as an argument.
fn argument(path: &Path) -> &str {
    path.to_str().expect("a path of the test is a text")
}

/// What OpenSSL reads in a certificate.
fn x509(file: &Path, form: &str, wanted: &[&str]) -> String {
    let mut arguments = vec!["x509", "-in", argument(file), "-inform", form, "-noout"];
    arguments.extend(wanted);
    output("openssl", arguments)
}

/// The PEM blocks of a file, each in a file of its own.
fn split(file: &Path) -> Vec<PathBuf> {
    const END: &str = "-----END CERTIFICATE-----\n";
    let pem = fs::read_to_string(file).expect("a PEM file is a text");
    let blocks = pem.split_inclusive(END).enumerate().map(|(index, block)| {
        let part = file.with_extension(format!("part-{index}"));
        fs::write(&part, block).expect("the block can be written");
        part
    });
    blocks.collect()
}

#[test]
fn every_file_is_what_it_says_and_serves_with_the_key() {
    block_on(async {
        let desk = Desk::open().await;
        let browser = &desk.browser;
        let csr = CsrFile::new(Key::P384, "www.example.com", &[]);
        let order = Order {
            product: "ssl_securesite_multi_domain",
            names: vec!["shop.example.com"],
            csr: csr.pem(),
            ..Order::of("www.example.com")
        };
        desk.order(&order).await;
        browser
            .shows("main", "Yes, this is the certificate that was ordered.")
            .await;
        for label in [
            "Full chain (PEM)",
            "Certificate (PEM)",
            "Chain (PEM)",
            "All files (ZIP)",
        ] {
            browser.click_text("#outcome-downloads + .section-body", label).await;
        }
        let leaf = browser.downloaded("www.example.com.pem").await;
        let chain = browser.downloaded("www.example.com-chain.pem").await;
        let full_chain = browser.downloaded("www.example.com-fullchain.pem").await;
        let archive = browser.downloaded("www.example.com.zip").await;

        // The ZIP holds the same files, and each certificate in DER.
        let unpacked = browser.downloads().join("unpacked");
        output("unzip", ["-q", argument(&archive), "-d", argument(&unpacked)]);
        for file in [&leaf, &chain, &full_chain] {
            let packed = unpacked.join(file.file_name().expect("a name"));
            assert_eq!(
                fs::read(packed).expect("a file of the ZIP"),
                fs::read(file).expect("the file")
            );
        }
        let root = unpacked.join("Certdesk_Sandbox_Root_CA.der");
        let root_pem = unpacked.join("root.pem");
        output(
            "openssl",
            [
                "x509",
                "-inform",
                "DER",
                "-in",
                argument(&root),
                "-out",
                argument(&root_pem),
            ],
        );

        // The leaf has the ordered names and the CSR's key, in PEM as in DER.
        let der = unpacked.join("www.example.com.der");
        for (file, form) in [(&leaf, "PEM"), (&der, "DER")] {
            assert_eq!(x509(file, form, &["-pubkey"]), csr.public_key());
            let names = x509(file, form, &["-ext", "subjectAltName"]);
            let names: Vec<_> = names
                .lines()
                .skip(1)
                .flat_map(|line| line.split(", "))
                .map(str::trim)
                .collect();
            assert_eq!(names, ["DNS:www.example.com", "DNS:shop.example.com"]);
        }

        // The full chain is leaf and chain, without the root, and leads to it.
        let whole = [&leaf, &chain].map(|file| fs::read_to_string(file).expect("a PEM file"));
        assert_eq!(fs::read_to_string(&full_chain).expect("a PEM file"), whole.concat());
        assert_eq!((split(&leaf).len(), split(&chain).len()), (1, 1));
        let verified = output(
            "openssl",
            [
                "verify",
                "-x509_strict",
                "-purpose",
                "sslserver",
                "-verify_hostname",
                "shop.example.com",
                "-CAfile",
                argument(&root_pem),
                "-untrusted",
                argument(&chain),
                argument(&full_chain),
            ],
        );
        assert!(verified.trim().ends_with(": OK"), "{verified}");

        // The thumbprints on the page are OpenSSL's.
        let said = browser.text("main").await;
        for hash in ["-sha1", "-sha256"] {
            let printed = x509(&leaf, "PEM", &["-fingerprint", hash]);
            let (_, thumbprint) = printed.trim().split_once('=').expect("a thumbprint");
            assert!(said.contains(&thumbprint.replace(':', "")), "{thumbprint}: {said}");
        }
        desk.end().await;
    });
}
