//! Java's keytool reads what is written.

use crate::made::{LeafKey, Made};
use crate::made::{chain, pkcs12_password};
use crate::program::{KEYTOOL, OPENSSL, text};
use certdesk_pki::files::pkcs12::Pkcs12Variant;
use certdesk_pki::files::server::{KeyFile, StepKind, server_files};
use certdesk_pki::files::{WithRoot, full_chain_pem, p7b_der, p7b_pem};
use certdesk_pki::{Certificate, ServerKind, read_certificates};

/// Words that keytool prints depend on the language of the machine otherwise.
const ENGLISH: &str = "-J-Duser.language=en";

#[test]
fn every_file_of_certificates_is_printed() {
    let made = Made::new(LeafKey::P256, &["*.example.com", "*.example.com"]);
    made.write("leaf.der", made.chain.leaf().unwrap().der());
    made.write("full.pem", full_chain_pem(&made.chain, WithRoot::Yes));
    made.write("path.p7b", p7b_pem(&made.chain, WithRoot::Yes));
    made.write("path.der.p7b", p7b_der(&made.chain, WithRoot::Yes));
    for (file, count) in [("leaf.der", 1), ("full.pem", 3), ("path.p7b", 3), ("path.der.p7b", 3)] {
        let said = KEYTOOL.says(made.folder(), &["-printcert", "-rfc", "-file", file]);
        assert_eq!(
            read_certificates(&said).certificates,
            made.chain.path()[..count],
            "{file}: {said}"
        );
    }
}

#[test]
fn both_variants_of_pkcs12_are_keystores() {
    for leaf_key in [LeafKey::Rsa, LeafKey::P256] {
        let made = Made::new(leaf_key, &["example.com", "example.com"]);
        for variant in [Pkcs12Variant::Modern, Pkcs12Variant::Legacy] {
            made.write("file.pfx", made.pkcs12(variant, "www.example.com", "correct horse ~!"));
            let list = |password: &str| {
                let mut command = KEYTOOL.command(made.folder());
                command.args([
                    ENGLISH,
                    "-list",
                    "-rfc",
                    "-keystore",
                    "file.pfx",
                    "-storetype",
                    "PKCS12",
                ]);
                command.args(["-storepass", password]);
                KEYTOOL.output(command)
            };
            let said = text(&list("correct horse ~!"));
            assert!(said.contains("Alias name: www.example.com"), "{said}");
            assert!(said.contains("Entry type: PrivateKeyEntry"), "{said}");
            assert_eq!(read_certificates(&said).certificates, made.chain.path(), "{said}");
            assert!(!list("wrong").status.success());

            // The key itself opens, too, and comes out the same.
            let mut convert = KEYTOOL.command(made.folder());
            convert.args([ENGLISH, "-importkeystore", "-noprompt", "-srckeystore", "file.pfx"]);
            convert.args(["-srcstoretype", "PKCS12", "-srcstorepass", "correct horse ~!"]);
            convert.args([
                "-destkeystore",
                "javas.p12",
                "-deststoretype",
                "PKCS12",
                "-deststorepass",
                "password",
            ]);
            KEYTOOL.succeeds(convert);
            let read = OPENSSL.says(
                made.folder(),
                &[
                    "pkcs12",
                    "-in",
                    "javas.p12",
                    "-passin",
                    "pass:password",
                    "-noenc",
                    "-nocerts",
                ],
            );
            assert_eq!(crate::openssl::key_in(&made, &read), crate::openssl::key_of(&made));
            std::fs::remove_file(made.folder().join("javas.p12")).unwrap();
        }
    }
}

#[test]
fn a_password_that_java_has_no_characters_for_is_known_beforehand() {
    let made = Made::new(LeafKey::P256, &["example.com", "example.com"]);
    for (password, opens) in [("All of ASCII~ #1", true), ("Größe", false), ("пароль", false)] {
        assert_eq!(pkcs12_password(password).opens_in_java(), opens);
        made.write("file.pfx", made.pkcs12(Pkcs12Variant::Modern, "a", password));
        let mut command = KEYTOOL.command(made.folder());
        command.args([ENGLISH, "-list", "-keystore", "file.pfx", "-storepass", password]);
        assert_eq!(KEYTOOL.output(command).status.success(), opens, "{password}");
    }
}

#[test]
fn p7b_answers_the_request_of_a_keystore() {
    let issued = Made::new(LeafKey::P256, &["unused.example", "unused.example"]);
    let folder = issued.folder();
    let keytool = |arguments: &[&str]| {
        let mut command = KEYTOOL.command(folder);
        command.arg(ENGLISH).args(arguments);
        command.args(["-keystore", "keystore.p12", "-storepass", "password"]);
        KEYTOOL.succeeds(command)
    };
    keytool(&[
        "-genkeypair",
        "-alias",
        "tomcat",
        "-keyalg",
        "EC",
        "-dname",
        "CN=java.example",
        "-ext",
        "SAN=dns:java.example",
    ]);
    keytool(&["-certreq", "-alias", "tomcat", "-file", "java.csr"]);
    // A CA of OpenSSL's signs it.
    let ca = "basicConstraints=critical,CA:TRUE";
    OPENSSL.says(
        folder,
        &[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
            "-subj",
            "/CN=Test CA",
            "-addext",
            ca,
        ],
    );
    OPENSSL.says(
        folder,
        &[
            "x509", "-req", "-in", "java.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2", "-out", "java.pem",
        ],
    );
    let read = |name: &str| -> Certificate {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        read_certificates(&text).certificates.remove(0)
    };
    let chain = chain(&[read("java.pem"), read("ca.pem")]);
    let made = server_files(ServerKind::Tomcat, &chain, KeyFile::Elsewhere).unwrap();
    assert_eq!(made.files.len(), 1);
    issued.write(&made.files[0].name, &made.files[0].content);
    let import = made
        .steps
        .iter()
        .find(|step| step.kind == StepKind::ImportReply)
        .unwrap();
    // No one is there to be asked.
    let words: Vec<&str> = import.commands[0].text.split(' ').collect();
    let mut command = KEYTOOL.command(folder);
    command
        .arg(ENGLISH)
        .args(&words[1..])
        .args(["-noprompt", "-storepass", "password"]);
    KEYTOOL.succeeds(command);
    let listed = keytool(&["-list", "-rfc", "-alias", "tomcat"]);
    assert_eq!(read_certificates(&listed).certificates, chain.path(), "{listed}");
}
