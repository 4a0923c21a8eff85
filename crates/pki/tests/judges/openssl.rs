//! OpenSSL reads what is written.

use crate::made::{LeafKey, Made};
use crate::program::{OPENSSL, PASSWORD_VARIABLE, text};
use certdesk_pki::files::pkcs12::Pkcs12Variant;
use certdesk_pki::files::{WithRoot, chain_pem, full_chain_pem, leaf_pem, p7b_der, p7b_pem};
use certdesk_pki::read_certificates;

/// A common name of the 64 characters that X.520 allows, and names of 253 and 63.
fn long_names() -> Vec<String> {
    let label = "a".repeat(63);
    let common_name = "Имя".repeat(21) + "!";
    let whole = format!("{label}.{label}.{label}.{}", "b".repeat(61));
    vec![common_name, whole, format!("{label}.example")]
}

pub(crate) fn all_kinds() -> Vec<Made> {
    let long = long_names();
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    vec![
        Made::new(LeafKey::Rsa, &["example.com", "example.com", "www.example.com"]),
        Made::new(LeafKey::P256, &["*.example.com", "*.example.com"]),
        Made::new(LeafKey::P256, &long),
        Made::of_length(LeafKey::P256, &["three.example", "three.example"], 3),
        Made::of_length(LeafKey::P256, &["", "none.example"], 0),
    ]
}

#[test]
fn pem_and_der_are_read_and_verify() {
    for made in all_kinds() {
        made.write_root();
        made.write("leaf.pem", leaf_pem(&made.chain));
        made.write("leaf.der", made.chain.leaf().unwrap().der());
        made.write("full.pem", full_chain_pem(&made.chain, WithRoot::No));
        let says = |arguments: &[&str]| OPENSSL.says(made.folder(), arguments);
        let of_pem = says(&["x509", "-in", "leaf.pem", "-noout", "-fingerprint", "-sha256"]);
        let of_der = says(&[
            "x509",
            "-in",
            "leaf.der",
            "-inform",
            "DER",
            "-noout",
            "-fingerprint",
            "-sha256",
        ]);
        assert_eq!(of_pem, of_der);
        let verified = says(&[
            "verify",
            "-x509_strict",
            "-CAfile",
            "root.pem",
            "-untrusted",
            "full.pem",
            "full.pem",
        ]);
        assert_eq!(verified, "full.pem: OK\n");
        // Without the intermediates it must not.
        if !made.chain.intermediates().is_empty() {
            let mut alone = OPENSSL.command(made.folder());
            alone.args(["verify", "-CAfile", "root.pem", "leaf.pem"]);
            assert!(!OPENSSL.output(alone).status.success());
        }
        made.write("chain.pem", chain_pem(&made.chain, WithRoot::Yes));
        let verified = says(&["verify", "-CAfile", "chain.pem", "leaf.pem"]);
        assert_eq!(verified, "leaf.pem: OK\n");
    }
}

#[test]
fn p7b_holds_the_path_in_its_order() {
    for made in all_kinds() {
        for root in [WithRoot::No, WithRoot::Yes] {
            made.write("path.p7b", p7b_pem(&made.chain, root));
            made.write("path.der.p7b", p7b_der(&made.chain, root));
            for arguments in [
                ["-in", "path.p7b", "-inform", "PEM"],
                ["-in", "path.der.p7b", "-inform", "DER"],
            ] {
                let mut all = vec!["pkcs7", "-print_certs"];
                all.extend(arguments);
                let printed = OPENSSL.says(made.folder(), &all);
                let count = made.chain.path().len() - usize::from(root == WithRoot::No);
                assert_eq!(read_certificates(&printed).certificates, made.chain.path()[..count]);
            }
        }
    }
}

/// The private key and the certificates that OpenSSL finds in `file.pfx`, the leaf first.
pub(crate) fn read_pkcs12(made: &Made, variant: Pkcs12Variant, password: &str) -> String {
    let mut command = OPENSSL.command(made.folder());
    command.args(["pkcs12", "-in", "file.pfx", "-passin"]);
    command
        .arg(format!("env:{PASSWORD_VARIABLE}"))
        .arg("-noenc")
        .env(PASSWORD_VARIABLE, password);
    if variant == Pkcs12Variant::Legacy {
        command.arg("-legacy");
    }
    OPENSSL.succeeds(command)
}

/// The private key in a text, as PKCS#8 in DER.
pub(crate) fn key_in(made: &Made, text: &str) -> Vec<u8> {
    made.write("read.txt", text);
    let mut command = OPENSSL.command(made.folder());
    command.args(["pkcs8", "-topk8", "-nocrypt", "-in", "read.txt", "-outform", "DER"]);
    OPENSSL.output(command).stdout
}

/// The same of the key that went in, for OpenSSL may write it otherwise than it was.
pub(crate) fn key_of(made: &Made) -> Vec<u8> {
    key_in(made, &made.key_pem)
}

#[test]
fn pkcs12_opens_by_its_password_alone() {
    for made in all_kinds() {
        for variant in [Pkcs12Variant::Modern, Pkcs12Variant::Legacy] {
            for password in ["correct horse", "пароль-Ü€", "emoji 😀 of another plane", "'\"$`\\ %1 "] {
                made.write("file.pfx", made.pkcs12(variant, "www.example.com 2026", password));
                let read = read_pkcs12(&made, variant, password);
                assert_eq!(read_certificates(&read).certificates, made.chain.path(), "{read}");
                assert_eq!(key_in(&made, &read), key_of(&made));
                // At the leaf and at the key.
                assert_eq!(read.matches("friendlyName: www.example.com 2026").count(), 2, "{read}");
                assert_eq!(read.matches("localKeyID: ").count(), 2, "{read}");
            }
            let mut wrong = OPENSSL.command(made.folder());
            wrong.args(["pkcs12", "-in", "file.pfx", "-passin", "pass:wrong", "-noenc"]);
            let output = OPENSSL.output(wrong);
            assert!(!output.status.success());
            assert!(text(&output).contains("invalid password"), "{}", text(&output));
        }
    }
}

#[test]
fn pkcs12_is_protected_as_its_variant_says() {
    let made = Made::new(LeafKey::P256, &["example.com", "example.com"]);
    let modern = "MAC: sha256, Iteration 10000\nMAC length: 32, salt length: 16\n\
        PKCS7 Encrypted data: PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256\n";
    let shrouded_modern = "Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256\n";
    let legacy = "MAC: sha1, Iteration 10000\nMAC length: 20, salt length: 16\n\
        PKCS7 Encrypted data: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 10000\n";
    let shrouded_legacy = "Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 10000\n";
    for (variant, outer, key) in [
        (Pkcs12Variant::Modern, modern, shrouded_modern),
        (Pkcs12Variant::Legacy, legacy, shrouded_legacy),
    ] {
        made.write("file.pfx", made.pkcs12(variant, "", "password"));
        let said = OPENSSL.says(
            made.folder(),
            &[
                "pkcs12",
                "-in",
                "file.pfx",
                "-info",
                "-noout",
                "-legacy",
                "-passin",
                "pass:password",
            ],
        );
        assert!(said.contains(outer) && said.contains(key), "{said}");
    }
}
