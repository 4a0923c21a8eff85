//! What is read is what was written, whatever that was.

use crate::made::{LeafKey, Made, pkcs12_password, random};
use crate::openssl::{key_in, key_of, read_pkcs12};
use certdesk_pki::files::pkcs12::{
    PasswordRefusal, Pkcs12Contents, Pkcs12Password, Pkcs12Refusal, Pkcs12Variant, pkcs12,
};
use certdesk_pki::files::{WithRoot, p7b_der, p7b_pem};
use certdesk_pki::{Asn1Fault, BlockFault, Chain, Verdicts, read_certificates};
use proptest::prelude::*;

/// X.520 allows 64 characters.
const NAME: &str = "[^\\p{C}]{1,64}";

proptest! {
    // Each case makes keys and signs.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn p7b_is_read_as_it_was_written(name in NAME, intermediates in 0..5_usize, with_root: bool) {
        let made = Made::of_length(LeafKey::P256, &[&name], intermediates);
        let (root, count) = if with_root { (WithRoot::Yes, intermediates + 2) } else { (WithRoot::No, intermediates + 1) };
        let expected = &made.chain.path()[..count];
        let pem = p7b_pem(&made.chain, root);
        let reading = read_certificates(&pem);
        prop_assert_eq!(&reading.unreadable, &[]);
        prop_assert_eq!(&reading.certificates, expected);
        // As base64 alone, and with certificates around it.
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        prop_assert_eq!(&read_certificates(&body).certificates, expected);
        let leaf = made.chain.leaf().unwrap().to_pem();
        let both = read_certificates(&[&leaf[..], &pem, &leaf].concat()).certificates;
        prop_assert_eq!(both.len(), count + 2);
    }
}

proptest! {
    // Each case has a program hash passwords many thousand times.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn pkcs12_is_read_as_it_was_written(
        name in NAME,
        friendly_name in "[^\\p{C}]{0,80}",
        password in "[^\\p{C}]{1,40}",
        intermediates in 0..4_usize,
        with_root: bool,
        is_legacy: bool,
    ) {
        let made = Made::of_length(LeafKey::P256, &[&name], intermediates);
        let variant = if is_legacy { Pkcs12Variant::Legacy } else { Pkcs12Variant::Modern };
        let (root, count) = if with_root { (WithRoot::Yes, intermediates + 2) } else { (WithRoot::No, intermediates + 1) };
        let contents = Pkcs12Contents { chain: &made.chain, root, key: &made.key, friendly_name: &friendly_name };
        made.write("file.pfx", pkcs12(contents, pkcs12_password(&password), variant, &random()).unwrap());
        let read = read_pkcs12(&made, variant, &password);
        prop_assert_eq!(&read_certificates(&read).certificates, &made.chain.path()[..count]);
        prop_assert_eq!(key_in(&made, &read), key_of(&made));
    }
}

#[test]
fn a_p7b_cut_off_or_of_another_kind_is_named() {
    let made = Made::new(LeafKey::P256, &["example.com"]);
    let der = p7b_der(&made.chain, WithRoot::Yes);
    let pem = |der: &[u8]| {
        use base64::Engine;
        let body = base64::engine::general_purpose::STANDARD.encode(der);
        format!("-----BEGIN PKCS7-----\n{body}\n-----END PKCS7-----\n")
    };
    let fault = |der: &[u8]| {
        let reading = read_certificates(&pem(der));
        assert_eq!(reading.certificates, []);
        match reading.unreadable[0].fault {
            BlockFault::Asn1(error) => error.fault,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(fault(&der[..der.len() - 1]), Asn1Fault::TooShort);
    // id-signedData becomes id-envelopedData.
    let mut enveloped = der.clone();
    let oid = enveloped.iter().position(|byte| *byte == 6).unwrap();
    enveloped[oid + 10] = 3;
    assert_eq!(fault(&enveloped), Asn1Fault::Value);
}

#[test]
fn nothing_there_is_nothing_written() {
    let empty = Chain::build(&[], None, &[], &Verdicts::default());
    assert_eq!(p7b_der(&empty, WithRoot::Yes), []);
    assert_eq!(p7b_pem(&empty, WithRoot::Yes), "");
    let made = Made::new(LeafKey::P256, &["example.com"]);
    let contents = Pkcs12Contents {
        chain: &empty,
        root: WithRoot::No,
        key: &made.key,
        friendly_name: "",
    };
    let outcome = pkcs12(contents, pkcs12_password("a"), Pkcs12Variant::Modern, &random());
    assert_eq!(outcome, Err(Pkcs12Refusal::NoLeaf));
}

#[test]
fn another_key_and_no_key_are_refused() {
    for (leaf_key, other_key) in [
        (LeafKey::Rsa, LeafKey::Rsa),
        (LeafKey::Rsa, LeafKey::P256),
        (LeafKey::P256, LeafKey::Rsa),
        (LeafKey::P256, LeafKey::P256),
    ] {
        let made = Made::new(leaf_key, &["example.com"]);
        let other = Made::new(other_key, &["example.com"]);
        let outcome = |key: &[u8]| {
            let contents = Pkcs12Contents {
                chain: &made.chain,
                root: WithRoot::No,
                key,
                friendly_name: "",
            };
            pkcs12(contents, pkcs12_password("a"), Pkcs12Variant::Modern, &random()).err()
        };
        assert_eq!(outcome(&made.key), None);
        assert_eq!(outcome(&other.key), Some(Pkcs12Refusal::OtherKey));
        assert_eq!(outcome(made.key_pem.as_bytes()), Some(Pkcs12Refusal::KeyUnreadable));
        assert_eq!(outcome(&[]), Some(Pkcs12Refusal::KeyUnreadable));
        assert_eq!(
            outcome(&made.key[..made.key.len() - 1]),
            Some(Pkcs12Refusal::KeyUnreadable)
        );
    }
}

#[test]
fn passwords_that_programs_disagree_on_are_refused() {
    let refusal = |password: &str| Pkcs12Password::new(password.to_owned().into()).err();
    assert_eq!(refusal(""), Some(PasswordRefusal::Empty));
    assert_eq!(refusal("a\0b"), Some(PasswordRefusal::Nul));
    assert_eq!(refusal(" "), None);
}
