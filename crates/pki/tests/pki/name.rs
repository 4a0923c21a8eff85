//! Distinguished names of every string type, written as RFC 4514 does, and as OpenSSL does.

use crate::sample::{self, attribute, openssl, rdn, request_of, tlv};
use certdesk_pki::oid::known;
use certdesk_pki::{Asn1Fault, Csr, Part};

const CN: &[u8] = &[0x55, 4, 3];
const O: &[u8] = &[0x55, 4, 10];
const OU: &[u8] = &[0x55, 4, 11];
const C: &[u8] = &[0x55, 4, 6];

const UTF8: u8 = 0x0c;
const NUMERIC: u8 = 0x12;
const PRINTABLE: u8 = 0x13;
const TELETEX: u8 = 0x14;
const IA5: u8 = 0x16;
const UNIVERSAL: u8 = 0x1c;
const BMP: u8 = 0x1e;

fn of_rdns(rdns: &[Vec<u8>]) -> Vec<u8> {
    let name = tlv(0x30, &[&rdns.concat()]);
    request_of(&name, sample::csr().key().spki_der(), &[])
}

fn csr(rdns: &[Vec<u8>]) -> Csr {
    Csr::from_der(&of_rdns(rdns)).unwrap()
}

fn display(rdns: &[Vec<u8>]) -> String {
    csr(rdns).subject().to_string()
}

fn by_openssl(der: &[u8]) -> String {
    let arguments = [
        "req",
        "-inform",
        "DER",
        "-noout",
        "-subject",
        "-nameopt",
        "RFC2253,-esc_msb,utf8",
    ];
    let line = openssl(&arguments, der);
    line.strip_prefix("subject=").unwrap().trim_end_matches('\n').to_owned()
}

#[test]
fn names_are_written_as_openssl_writes_them() {
    let texts = [
        "plain",
        "a,b",
        "a+b",
        "a\"b",
        "a\\b",
        "a<b>c;d",
        "#first",
        "not#first",
        " first",
        "last ",
        " ",
        "  ",
        "a=b",
        "Zürich 株式会社",
        "two  spaces",
        "",
    ];
    for text in texts {
        let der = of_rdns(&[
            rdn(C, PRINTABLE, b"CH"),
            rdn(O, UTF8, text.as_bytes()),
            rdn(CN, UTF8, b"www.example.com"),
        ]);
        let ours = Csr::from_der(&der).unwrap().subject().to_string();
        assert_eq!(ours, by_openssl(&der), "{text:?}");
    }
}

#[test]
fn rdns_stand_in_reverse_and_share_a_plus() {
    let both = tlv(
        0x31,
        &[&attribute(OU, UTF8, b"Web"), &attribute(CN, UTF8, b"a.example")],
    );
    let der = of_rdns(&[rdn(C, PRINTABLE, b"CH"), both]);
    let csr = Csr::from_der(&der).unwrap();
    assert_eq!(csr.subject().to_string(), "OU=Web+CN=a.example,C=CH");
    let lengths: Vec<_> = csr.subject().rdns().iter().map(Vec::len).collect();
    assert_eq!(lengths, [1, 2]);
}

#[test]
fn control_characters_are_escaped() {
    assert_eq!(display(&[rdn(CN, UTF8, b"a\0b\nc\x7f")]), "CN=a\\00b\\0ac\\7f");
}

#[test]
fn unknown_types_and_values_that_are_no_text_stand_in_hexadecimal() {
    // RFC 4514 section 2.4: "#" and the whole BER encoding of the value.
    assert_eq!(display(&[rdn(&[0x2a, 3, 4], UTF8, b"x")]), "1.2.3.4=#0c0178");
    assert_eq!(display(&[rdn(CN, 0x04, &[0xff])]), "CN=#0401ff");
    assert_eq!(csr(&[rdn(CN, 0x04, &[0xff])]).subject().common_name(), None);
}

#[test]
fn every_string_type_is_read() {
    let universal = [0, 0, 0, 0x5a, 0, 1, 0xf6, 0];
    let bmp = [0, 0x5a, 0, 0xfc, 0xd8, 0x3d, 0xde, 0];
    for (tag, bytes, text) in [
        (UTF8, "Zü😀".as_bytes(), "Zü😀"),
        (NUMERIC, b"12 3", "12 3"),
        (PRINTABLE, b"Example AG", "Example AG"),
        (TELETEX, b"Z\xfcrich", "Zürich"),
        (IA5, b"a@example.com", "a@example.com"),
        (UNIVERSAL, &universal, "Z😀"),
        (BMP, &bmp, "Zü😀"),
    ] {
        let csr = csr(&[rdn(CN, tag, bytes)]);
        let attribute = csr.subject().attributes().next().unwrap();
        assert_eq!(attribute.text(), Some(text), "{tag:#x}");
        assert!(attribute.is_exact(), "{tag:#x}");
    }
}

#[test]
fn what_a_string_type_forbids_is_read_as_far_as_it_goes_and_said() {
    for (tag, bytes, text) in [
        (UTF8, &b"Z\xfcrich"[..], "Z\u{fffd}rich"),
        (PRINTABLE, "Zürich".as_bytes(), "Zürich"),
        (BMP, &[0, 0x5a, 0xd8], "Z"),
        (BMP, &[0xd8, 0x3d, 0, 0x5a], "\u{fffd}Z"),
        (UNIVERSAL, &[0, 0x11, 0, 0], "\u{fffd}"),
    ] {
        let csr = csr(&[rdn(CN, tag, bytes)]);
        let attribute = csr.subject().attributes().next().unwrap();
        assert_eq!(attribute.text(), Some(text), "{tag:#x}");
        assert!(!attribute.is_exact(), "{tag:#x}");
    }
}

#[test]
fn values_are_found_by_their_type_in_order() {
    let csr = csr(&[
        rdn(C, PRINTABLE, b"CH"),
        rdn(OU, UTF8, b"One"),
        rdn(OU, UTF8, b"Two"),
        rdn(CN, UTF8, b"a.example"),
        rdn(CN, UTF8, b"b.example"),
        rdn(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1], IA5, b"a@example.com"),
    ]);
    let subject = csr.subject();
    assert_eq!(subject.country(), Some("CH"));
    assert_eq!(subject.organization(), None);
    assert_eq!(subject.organizational_units().collect::<Vec<_>>(), ["One", "Two"]);
    assert_eq!(subject.common_name(), Some("a.example"));
    assert_eq!(subject.common_names().collect::<Vec<_>>(), ["a.example", "b.example"]);
    assert_eq!(subject.email(), Some("a@example.com"));
    assert_eq!(subject.values(&known::STATE).count(), 0);
}

#[test]
fn an_empty_name_is_empty() {
    let csr = csr(&[]);
    assert!(csr.subject().is_empty());
    assert_eq!(csr.subject().to_string(), "");
}

#[test]
fn two_names_are_the_same_only_in_the_same_encoding() {
    let utf8 = csr(&[rdn(CN, UTF8, b"a")]);
    let printable = csr(&[rdn(CN, PRINTABLE, b"a")]);
    assert_eq!(utf8.subject().to_string(), printable.subject().to_string());
    assert_ne!(utf8.subject(), printable.subject());
    assert_eq!(utf8.subject(), csr(&[rdn(CN, UTF8, b"a")]).subject());
}

#[test]
fn a_broken_name_says_that_it_is_the_subject() {
    let error = Csr::from_der(&of_rdns(&[tlv(0x30, &[])])).unwrap_err();
    assert_eq!((error.part, error.fault), (Part::Subject, Asn1Fault::WrongType));
}
