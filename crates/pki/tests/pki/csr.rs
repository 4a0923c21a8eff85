//! The fields of requests, against OpenSSL and as made by hand.

use crate::sample::{self, certificate, openssl, openssl_bytes, rdn, request, request_of, tlv};
use crate::verifier::verify;
use certdesk_pki::oid::known;
use certdesk_pki::{Asn1Fault, Csr, GeneralName, Hash, SignatureAlgorithm, read_csr};

#[test]
fn every_field_is_what_openssl_reads() {
    let text = sample::text("leaf.csr");
    let csr = sample::csr();
    let subject = openssl(&["req", "-noout", "-subject", "-nameopt", "RFC2253"], text.as_bytes());
    assert_eq!(format!("subject={}\n", csr.subject()), subject);
    assert_eq!(csr.to_pem(), text);
    assert_eq!(csr.der(), openssl_bytes(&["req", "-outform", "DER"], text.as_bytes()));
    let key = openssl(&["req", "-noout", "-pubkey"], text.as_bytes());
    assert_eq!(
        csr.key().spki_der(),
        openssl_bytes(&["pkey", "-pubin", "-outform", "DER"], key.as_bytes())
    );
    assert_eq!(csr.version(), 0);
    assert_eq!(csr.attributes(), [known::EXTENSION_REQUEST]);
    assert_eq!(
        csr.subject_alt_names().unwrap(),
        [GeneralName::Dns("www.example.com".to_owned())]
    );
    assert_eq!(
        *csr.signature_algorithm(),
        SignatureAlgorithm::Ecdsa { hash: Hash::Sha256 }
    );
    assert_eq!(verify(csr.signed()), Some(true));
}

#[test]
fn request_and_certificate_have_the_same_key() {
    assert_eq!(sample::csr().key(), certificate("leaf").key());
    assert_ne!(sample::csr().key(), certificate("another-leaf").key());
}

#[test]
fn what_is_written_as_pem_is_read_again_without_repairs() {
    let first = read_csr(&request("every-kind-of-name")).unwrap();
    let again = read_csr(first.csr.to_pem().as_bytes()).unwrap();
    assert_eq!(again.csr, first.csr);
    assert_eq!(again.repairs, []);
}

/// A request that asks for these extensions (identifier's content octets, value), under an attribute of this type.
fn asking(attribute: &[u8], extensions: &[(&[u8], &[u8])]) -> Csr {
    let extensions: Vec<u8> = extensions
        .iter()
        .flat_map(|(oid, value)| tlv(0x30, &[&tlv(0x06, &[oid]), &tlv(0x04, &[value])]))
        .collect();
    let values = tlv(0x31, &[&tlv(0x30, &[&extensions])]);
    let attributes = tlv(0xa0, &[&tlv(0x30, &[&tlv(0x06, &[attribute]), &values])]);
    let subject = tlv(0x30, &[&rdn(&[0x55, 4, 3], 0x0c, b"a.example")]);
    Csr::from_der(&request_of(&subject, sample::csr().key().spki_der(), &attributes)).unwrap()
}

const REQUEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14];
const MICROSOFT: &[u8] = &[0x2b, 6, 1, 4, 1, 0x82, 0x37, 2, 1, 14];
const SAN: &[u8] = &[0x55, 29, 17];
const USAGE: &[u8] = &[0x55, 29, 15];

fn dns(name: &str) -> Vec<u8> {
    tlv(0x82, &[name.as_bytes()])
}

#[test]
fn microsofts_older_attribute_asks_as_well() {
    let csr = asking(MICROSOFT, &[(SAN, &tlv(0x30, &[&dns("a.example")]))]);
    assert_eq!(csr.attributes(), [known::MS_EXTENSION_REQUEST]);
    assert_eq!(
        csr.subject_alt_names().unwrap(),
        [GeneralName::Dns("a.example".to_owned())]
    );
}

#[test]
fn names_beside_a_broken_one_are_not_lost() {
    // An address of five bytes.
    let names = tlv(0x30, &[&dns("a.example"), &[0x87, 5, 1, 2, 3, 4, 5], &dns("b.example")]);
    let csr = asking(REQUEST, &[(SAN, &names), (USAGE, &[3, 2, 7, 0x80])]);
    let broken = csr.subject_alt_names().unwrap_err();
    let readable = ["a.example", "b.example"].map(|name| GeneralName::Dns(name.to_owned()));
    assert_eq!(broken.readable_names(), readable);
    assert!(broken.readable().key_usage.unwrap().digital_signature());
    let faults: Vec<_> = broken.readable().faults.iter().map(|fault| fault.fault).collect();
    assert_eq!(faults, [Asn1Fault::Value]);
}

#[test]
fn an_extension_that_stands_there_twice_is_a_fault() {
    let csr = asking(
        REQUEST,
        &[
            (SAN, &tlv(0x30, &[&dns("a.example")])),
            (SAN, &tlv(0x30, &[&dns("b.example")])),
        ],
    );
    let broken = csr.extensions().unwrap_err();
    assert_eq!(broken.readable_names().len(), 2);
    assert_eq!(broken.readable().faults[0].extension, Some(known::SUBJECT_ALT_NAME));
    assert_eq!(broken.readable().faults[0].fault, Asn1Fault::Repeated);
}

#[test]
fn all_nine_key_usages_are_told_apart() {
    for bit in 0..9 {
        let bits = 1_u16 << (15 - bit);
        let csr = asking(REQUEST, &[(USAGE, &tlv(0x03, &[&[7], &bits.to_be_bytes()]))]);
        let usage = csr.extensions().unwrap().key_usage.unwrap();
        let found = [
            usage.digital_signature(),
            usage.non_repudiation(),
            usage.key_encipherment(),
            usage.data_encipherment(),
            usage.key_agreement(),
            usage.key_cert_sign(),
            usage.crl_sign(),
            usage.encipher_only(),
            usage.decipher_only(),
        ];
        let expected: [bool; 9] = std::array::from_fn(|index| index == bit);
        assert_eq!(found, expected);
    }
}
