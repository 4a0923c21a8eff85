//! CSRs that the page makes: read back, verified, and read by OpenSSL.

use crate::made::{Pair, asked, attributes, dns, entries, ip, names, subject};
use crate::sample::openssl;
use crate::verifier::verify;
use certdesk_pki::make::{
    AltName, CsrFault, CsrToSign, DnsName, NewKeyKind, SignatureFault, Subject, SubjectAttribute, SubjectEntries,
    SubjectFault, SubjectProblem,
};
use certdesk_pki::oid::known;
use certdesk_pki::{Csr, GeneralName, Hash, SignatureAlgorithm, read_csr};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert_eq, proptest};
use std::net::IpAddr;

fn general(names: &[AltName]) -> Vec<GeneralName> {
    names.iter().map(GeneralName::from).collect()
}

#[test]
fn a_csr_of_every_kind_of_key_is_what_was_asked_for_and_verifies() {
    for kind in NewKeyKind::ALL {
        let pair = Pair::new(kind);
        let unsigned = CsrToSign::new(&subject(), &names(), &pair.spki()).unwrap();
        assert_eq!(unsigned.kind(), kind);
        let csr = unsigned.finish(&pair.sign(unsigned.message())).unwrap();
        let read = read_csr(csr.to_pem().as_bytes()).unwrap();
        assert_eq!(read.repairs, []);
        assert_eq!(read.csr, csr);
        assert_eq!(csr.version(), 0);
        assert_eq!(attributes(&csr), asked(&subject()));
        assert_eq!(csr.subject_alt_names().unwrap(), general(&names()));
        assert_eq!(csr.key().spki_der(), pair.spki());
        assert_eq!(csr.attributes(), [known::EXTENSION_REQUEST]);
        let algorithm = match kind {
            NewKeyKind::P256 => SignatureAlgorithm::Ecdsa { hash: Hash::Sha256 },
            NewKeyKind::P384 => SignatureAlgorithm::Ecdsa { hash: Hash::Sha384 },
            _ => SignatureAlgorithm::RsaPkcs1 { hash: Hash::Sha256 },
        };
        assert_eq!(*csr.signature_algorithm(), algorithm);
        assert_eq!(verify(csr.signed()), Some(true), "{kind:?}");

        let text = openssl(
            &["req", "-verify", "-noout", "-text", "-nameopt", "RFC2253,-esc_msb"],
            csr.to_pem().as_bytes(),
        );
        for line in [
            "Subject: CN=www.example.com,OU=Operations,OU=Web,O=ООО «Ромашка»,L=Санкт-Петербург,ST=St. Petersburg,C=RU",
            "DNS:www.example.com, DNS:*.xn--e1afmkfd.xn--p1ai, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7",
            "X509v3 Subject Alternative Name: \n",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }
}

#[test]
fn it_is_byte_for_byte_what_openssl_writes() {
    let pair = Pair::new(NewKeyKind::Rsa2048);
    let ours = pair.csr(&subject(), &names());
    let dir = tempfile::tempdir().unwrap();
    let key = dir.path().join("key.der");
    std::fs::write(&key, pair.pkcs8()).unwrap();
    let names = "subjectAltName=DNS:www.example.com,DNS:*.xn--e1afmkfd.xn--p1ai,IP:192.0.2.7,IP:2001:db8::7";
    let subject = "/C=RU/ST=St. Petersburg/L=Санкт-Петербург/O=ООО «Ромашка»/OU=Web/OU=Operations/CN=www.example.com";
    let theirs = openssl(
        &[
            "req",
            "-new",
            "-sha256",
            "-utf8",
            "-keyform",
            "DER",
            "-key",
            key.to_str().unwrap(),
            "-subj",
            subject,
            "-addext",
            names,
        ],
        &[],
    );
    assert_eq!(ours.to_pem(), theirs);
}

#[test]
fn what_webcrypto_is_told_is_what_the_csr_says() {
    for kind in NewKeyKind::ALL {
        let unsigned = CsrToSign::new(&subject(), &[], &Pair::new(kind).spki()).unwrap();
        let (generate, sign) = (kind.generation(), unsigned.signing());
        assert_eq!(generate.name, sign.name);
        assert_eq!(generate.modulus_length, kind.rsa_bits().map(u32::from));
        match kind {
            NewKeyKind::P256 => assert_eq!((sign.hash, generate.named_curve), (Some("SHA-256"), Some("P-256"))),
            NewKeyKind::P384 => assert_eq!((sign.hash, generate.named_curve), (Some("SHA-384"), Some("P-384"))),
            _ => {
                assert_eq!((sign.hash, generate.hash), (None, Some("SHA-256")));
                assert_eq!(generate.public_exponent, Some([1, 0, 1]));
            }
        }
    }
}

#[test]
fn names_alone_and_nothing_at_all_are_csrs_as_well() {
    let pair = Pair::new(NewKeyKind::P256);
    let csr = pair.csr(&Subject::default(), &names());
    assert!(csr.subject().is_empty());
    assert_eq!(csr.subject_alt_names().unwrap(), general(&names()));
    let text = openssl(&["req", "-verify", "-noout", "-text"], csr.to_pem().as_bytes());
    assert!(text.contains("X509v3 Subject Alternative Name: critical"), "{text}");

    let csr = pair.csr(&Subject::default(), &[]);
    assert_eq!(csr.attributes(), []);
    assert_eq!(csr.subject_alt_names().unwrap(), []);
    openssl(&["req", "-verify", "-noout"], csr.to_pem().as_bytes());
}

#[test]
fn a_signature_that_the_key_cannot_have_made_is_refused() {
    let unsigned = CsrToSign::new(&subject(), &names(), &Pair::new(NewKeyKind::P256).spki()).unwrap();
    for found in [0, 63, 65, 72, 96] {
        let length = SignatureFault::Length { found, expected: 64 };
        assert_eq!(unsigned.finish(&vec![1; found]), Err(length));
    }
    let zero_r = [[0; 32], [1; 32]].concat();
    assert_eq!(unsigned.finish(&zero_r), Err(SignatureFault::Zero));
    let zero_s = [[1; 32], [0; 32]].concat();
    assert_eq!(unsigned.finish(&zero_s), Err(SignatureFault::Zero));
}

#[test]
fn keys_that_the_page_does_not_make_are_refused() {
    let refusal = |spki: &[u8]| CsrToSign::new(&subject(), &names(), spki).unwrap_err();
    assert_eq!(refusal(b""), CsrFault::UnreadableKey);
    let spki = Pair::new(NewKeyKind::P256).spki();
    assert_eq!(refusal(&[&spki[..], &[0]].concat()), CsrFault::UnreadableKey);
    for algorithm in [
        &["RSA", "-pkeyopt", "rsa_keygen_bits:1024"][..],
        &["RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
        &["EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
        &["ED25519"],
    ] {
        let key = openssl(&[&["genpkey", "-algorithm"], algorithm].concat(), &[]);
        let spki = crate::sample::openssl_bytes(&["pkey", "-pubout", "-outform", "DER"], key.as_bytes());
        assert_eq!(refusal(&spki), CsrFault::UnusualKey, "{algorithm:?}");
    }
}

#[test]
fn every_fault_of_a_subject_is_named() {
    let faulty = SubjectEntries {
        common_name: Some("w".repeat(65)),
        organization: Some("a\nb".to_owned()),
        organizational_units: vec!["fine".to_owned(), "  ".to_owned()],
        locality: Some("Ж".repeat(128)),
        state: Some("abc\u{202e}".to_owned()),
        country: Some("ru".to_owned()),
    };
    let fault = |attribute, index, problem| SubjectFault {
        attribute,
        index,
        problem,
    };
    let invisible = |index, character| SubjectProblem::Invisible { index, character };
    assert_eq!(
        Subject::new(&faulty).unwrap_err(),
        [
            fault(SubjectAttribute::Country, 0, SubjectProblem::NotACountryCode),
            fault(SubjectAttribute::State, 0, invisible(3, '\u{202e}')),
            fault(SubjectAttribute::Organization, 0, invisible(1, '\n')),
            fault(SubjectAttribute::OrganizationalUnit, 1, SubjectProblem::Empty),
            fault(
                SubjectAttribute::CommonName,
                0,
                SubjectProblem::TooLong { chars: 65, max: 64 }
            ),
        ]
    );
    for country in ["", "R", "RUS", "РФ", "R1"] {
        let entries = SubjectEntries {
            country: Some(country.to_owned()),
            ..entries()
        };
        assert_eq!(Subject::new(&entries).unwrap_err().len(), 1, "{country}");
    }
}

#[test]
fn what_is_no_dns_name_is_refused() {
    for name in [
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "*",
        "*.",
        "a.*",
        "*.*.a",
        "-a.b",
        "a-.b",
        "a b",
        "a_b.c",
        "ж.example",
        "a'b.c",
        "a\n.b",
        &format!("{}.a", "a".repeat(64)),
        &["a"; 128].join("."),
    ] {
        assert!(DnsName::new(name).is_err(), "{name}");
    }
    for name in [
        "a",
        "WWW.Example.com",
        "*.example.com",
        "xn--e1afmkfd.xn--p1ai",
        "1.2.3.4",
    ] {
        assert_eq!(DnsName::new(name).unwrap().as_str(), name);
    }
}

/// A value of an attribute: any text but what [`Subject`] refuses, which is left out here.
pub(crate) fn value(max: usize) -> impl Strategy<Value = String> {
    let active: Vec<char> = "\\/+=,;:'\"`$%!^&|<>#@(){}[]*?~- ".chars().collect();
    let c = proptest::prop_oneof![
        any::<char>(),
        prop::sample::select(active),
        proptest::char::range('0', 'z')
    ];
    vec(c, 1..=max).prop_filter_map("empty", |chars| {
        let text: String = chars
            .into_iter()
            .filter(|c| {
                let entries = SubjectEntries {
                    state: Some(format!("a{c}")),
                    ..SubjectEntries::default()
                };
                Subject::new(&entries).is_ok()
            })
            .collect();
        (!text.trim().is_empty()).then_some(text)
    })
}

pub(crate) fn any_subject() -> impl Strategy<Value = Subject> {
    let optional = |max| prop::option::of(value(max));
    let country = prop::option::of("[A-Z]{2}");
    (
        optional(64),
        optional(64),
        vec(value(64), 0..3),
        optional(128),
        optional(128),
        country,
    )
        .prop_map(
            |(common_name, organization, organizational_units, locality, state, country)| {
                Subject::new(&SubjectEntries {
                    common_name,
                    organization,
                    organizational_units,
                    locality,
                    state,
                    country,
                })
                .unwrap()
            },
        )
}

fn any_names() -> impl Strategy<Value = Vec<AltName>> {
    let label = "[A-Za-z0-9]([A-Za-z0-9-]{0,20}[A-Za-z0-9])?";
    let name = (any::<bool>(), vec(label, 1..5)).prop_map(|(is_wildcard, labels)| {
        let star = if is_wildcard { "*." } else { "" };
        dns(&format!("{star}{}", labels.join(".")))
    });
    vec(
        proptest::prop_oneof![name, any::<IpAddr>().prop_map(AltName::Ip)],
        0..40,
    )
}

fn any_scalar(len: usize) -> impl Strategy<Value = Vec<u8>> {
    // Leading zeros and set first bits are where an INTEGER goes wrong.
    (0..len, vec(any::<u8>(), len)).prop_map(|(zeros, mut bytes)| {
        bytes[..zeros].fill(0);
        let last = bytes.len() - 1;
        bytes[last] |= 1;
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_csr_read_is_the_csr_written(subject in any_subject(), names in any_names(), seed in 1..u64::MAX, big in any::<bool>()) {
        let scalar = seed.to_be_bytes();
        let pair = if big {
            Pair::P384(p384::SecretKey::from_slice(&[&[0; 40][..], &scalar].concat()).unwrap())
        } else {
            Pair::P256(p256::SecretKey::from_slice(&[&[0; 24][..], &scalar].concat()).unwrap())
        };
        let csr = pair.csr(&subject, &names);
        let read = read_csr(csr.to_pem().as_bytes()).unwrap();
        prop_assert_eq!(&read.csr, &csr);
        prop_assert_eq!(attributes(&read.csr), asked(&subject));
        prop_assert_eq!(read.csr.subject_alt_names().unwrap(), general(&names));
        prop_assert_eq!(verify(read.csr.signed()), Some(true));
        let again = read_csr(csr.der()).unwrap();
        prop_assert_eq!(again.csr, csr);
    }

    #[test]
    fn r_and_s_read_are_r_and_s_written(r in any_scalar(48), s in any_scalar(48)) {
        let pair = Pair::P384(p384::SecretKey::from_slice(&[7; 48]).unwrap());
        let unsigned = CsrToSign::new(&subject(), &[ip("192.0.2.1")], &pair.spki()).unwrap();
        let joined = [r, s].concat();
        let csr: Csr = unsigned.finish(&joined).unwrap();
        prop_assert_eq!(csr.signed().webcrypto().unwrap().signature, joined);
    }
}
