//! GnuTLS reads what is written.

use crate::made::{LeafKey, Made};
use crate::openssl::all_kinds;
use crate::program::{CERTTOOL, text};
use certdesk_pki::files::pkcs12::Pkcs12Variant;
use certdesk_pki::files::{WithRoot, full_chain_pem, leaf_pem, p7b_der, p7b_pem};
use certdesk_pki::read_certificates;

#[test]
fn certificates_are_read_and_the_chain_verifies() {
    for made in all_kinds() {
        made.write("leaf.pem", leaf_pem(&made.chain));
        let said = CERTTOOL.says(made.folder(), &["-i", "--infile", "leaf.pem"]);
        assert!(said.contains("X.509 Certificate Information"), "{said}");
        made.write("full.pem", full_chain_pem(&made.chain, WithRoot::Yes));
        let said = CERTTOOL.says(made.folder(), &["--verify-chain", "--infile", "full.pem"]);
        assert!(said.contains("Chain verification output: Verified."), "{said}");
    }
}

#[test]
fn p7b_holds_the_path_in_its_order() {
    for made in all_kinds() {
        made.write("path.p7b", p7b_pem(&made.chain, WithRoot::Yes));
        made.write("path.der.p7b", p7b_der(&made.chain, WithRoot::Yes));
        for arguments in [
            &["--p7-info", "--infile", "path.p7b"][..],
            &["--p7-info", "--inder", "--infile", "path.der.p7b"],
        ] {
            let said = CERTTOOL.says(made.folder(), arguments);
            let count = format!("Number of certificates: {}", made.chain.path().len());
            assert!(said.contains(&count), "{said}");
            // Behind them it writes the whole once more, sorted.
            let (one_by_one, _) = said.split_once("-----BEGIN PKCS7-----").unwrap();
            assert_eq!(read_certificates(one_by_one).certificates, made.chain.path(), "{said}");
        }
    }
}

#[test]
fn pkcs12_opens_by_its_password_alone() {
    let made = Made::new(LeafKey::Rsa, &["example.com", "example.com"]);
    for variant in [Pkcs12Variant::Modern, Pkcs12Variant::Legacy] {
        for password in ["correct horse", "пароль-Ü€"] {
            made.write("file.pfx", made.pkcs12(variant, "www.example.com", password));
            let info = |password: &str| {
                let mut command = CERTTOOL.command(made.folder());
                command.args(["--p12-info", "--inder", "--infile", "file.pfx", "--password", password]);
                CERTTOOL.output(command)
            };
            let said = text(&info(password));
            assert!(!said.contains("MAC could not be verified"), "{said}");
            assert_eq!(read_certificates(&said).certificates, made.chain.path(), "{said}");
            assert!(said.contains("Friendly name: www.example.com"), "{said}");
            assert!(said.contains("PRIVATE KEY-----"), "{said}");
            assert!(!info("wrong").status.success());
        }
    }
}
