//! The fields of certificates: what `tests/data/make.py` asked for, and what OpenSSL reads.

use crate::sample::{certificate, colons, openssl, openssl_bytes, pem};
use crate::verifier::verify;
use certdesk_pki::oid::{Oid, known};
use certdesk_pki::{Asn1Fault, Certificate, GeneralName, Hash, KeyKind, Part, SignatureAlgorithm};

const ALL: [&str; 15] = [
    "root",
    "other-root",
    "intermediate",
    "intermediate-by-other",
    "leaf",
    "leaf-renewed",
    "another-leaf",
    "foreign",
    "self-signed",
    "loop-a-by-b",
    "loop-b-by-a",
    "loop-leaf",
    "rollover-old",
    "rollover-new-by-old",
    "rollover-leaf",
];

/// What `openssl x509` says of a sample for one option, behind its `=`.
fn openssl_says(name: &str, option: &[&str]) -> String {
    let arguments = [&["x509", "-noout", "-nameopt", "RFC2253,-esc_msb,utf8"], option].concat();
    let answer = openssl(&arguments, pem(name).as_bytes());
    let (_, value) = answer.split_once('=').unwrap();
    value.trim_end().to_owned()
}

/// What it prints of an extension: the lines behind the heading.
fn openssl_extension(name: &str, extension: &str) -> Option<String> {
    let answer = openssl(&["x509", "-noout", "-ext", extension], pem(name).as_bytes());
    answer.lines().nth(1).map(|line| line.trim().to_owned())
}

#[test]
fn every_field_is_what_openssl_reads() {
    for name in ALL {
        let certificate = certificate(name);
        assert_eq!(
            certificate.subject().to_string(),
            openssl_says(name, &["-subject"]),
            "{name}"
        );
        assert_eq!(
            certificate.issuer().to_string(),
            openssl_says(name, &["-issuer"]),
            "{name}"
        );
        assert_eq!(certificate.serial_hex(), openssl_says(name, &["-serial"]), "{name}");
        let sha1 = openssl_says(name, &["-fingerprint", "-sha1"]);
        assert_eq!(colons(&certificate.thumbprint_sha1()), sha1, "{name}");
        let sha256 = openssl_says(name, &["-fingerprint", "-sha256"]);
        assert_eq!(colons(&certificate.thumbprint_sha256()), sha256, "{name}");
        assert_eq!(
            certificate.subject_key_id().map(colons),
            openssl_extension(name, "subjectKeyIdentifier"),
            "{name}"
        );
        assert_eq!(
            certificate.authority_key_id().map(colons),
            openssl_extension(name, "authorityKeyIdentifier"),
            "{name}"
        );
        let constraints = openssl_extension(name, "basicConstraints").unwrap_or_default();
        assert_eq!(certificate.is_ca(), constraints.starts_with("CA:TRUE"), "{name}");
        for (option, date) in [
            ("-startdate", certificate.not_before()),
            ("-enddate", certificate.not_after()),
        ] {
            let answer = openssl(
                &["x509", "-noout", "-dateopt", "iso_8601", option],
                pem(name).as_bytes(),
            );
            let ours = format!("{} {}Z", date.date(), hms(date));
            assert_eq!(answer.trim_end().split_once('=').unwrap().1, ours, "{name}");
        }
        let key = openssl(&["x509", "-noout", "-pubkey"], pem(name).as_bytes());
        let key = openssl_bytes(&["pkey", "-pubin", "-outform", "DER"], key.as_bytes());
        assert_eq!(certificate.key().spki_der(), key, "{name}");
        assert_eq!(certificate.to_pem(), pem(name), "{name}");
        assert_eq!(
            certificate.der(),
            openssl_bytes(&["x509", "-outform", "DER"], pem(name).as_bytes()),
            "{name}"
        );
    }
}

fn hms(date: time::OffsetDateTime) -> String {
    let (hour, minute, second) = date.time().as_hms();
    format!("{hour:02}:{minute:02}:{second:02}")
}

#[test]
fn the_leaf_has_all_that_was_asked_for() {
    let leaf = certificate("leaf");
    assert_eq!(
        leaf.subject().to_string(),
        "CN=www.example.com,OU=Web,O=Example AG,L=Zug,ST=Zug,C=CH"
    );
    assert_eq!(leaf.issuer().common_name(), Some("Example CA"));
    assert_eq!(leaf.serial_hex(), "F1E2D3C4B5A697887766554433221100");
    // As an INTEGER it needs a zero in front, or it would be negative.
    assert_eq!(leaf.serial().first(), Some(&0));
    assert_eq!(leaf.serial().len(), 17);
    assert_eq!(leaf.not_before().unix_timestamp(), 1_740_817_815);
    assert_eq!(leaf.not_after().unix_timestamp(), 2_524_607_999);
    let names = [
        GeneralName::Dns("www.example.com".to_owned()),
        GeneralName::Dns("*.example.com".to_owned()),
        GeneralName::Dns("xn--bcher-kva.example".to_owned()),
        GeneralName::Ip([192, 0, 2, 7].into()),
        GeneralName::Ip([0x2001, 0xdb8, 0, 0, 0, 0, 0, 7].into()),
        GeneralName::Email("webmaster@example.com".to_owned()),
        GeneralName::Uri("https://example.com/a".to_owned()),
    ];
    let (first, rest) = leaf.subject_alt_names().split_at(names.len());
    assert_eq!(first, names);
    let rest: Vec<_> = rest
        .iter()
        .map(|name| match name {
            GeneralName::RegisteredId(oid) | GeneralName::OtherName(oid) => oid.to_string(),
            GeneralName::Directory(name) => name.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(rest, ["1.2.3.4", "CN=Directory", "1.3.6.1.4.1.311.20.2.3"]);
    assert!(!leaf.is_ca());
    assert_eq!(leaf.path_len(), None);
    assert_eq!(leaf.extended_key_usages(), [known::SERVER_AUTH, known::CLIENT_AUTH]);
    let policies: Vec<_> = leaf.policies().iter().map(Oid::to_string).collect();
    assert_eq!(policies, ["2.23.140.1.2.2", "1.3.6.1.4.1.99999.1"]);
    assert!(leaf.extensions().must_staple);
    let others: Vec<_> = leaf.extensions().others.iter().map(Oid::to_string).collect();
    assert_eq!(others, ["2.16.840.1.113730.1.13"]);
    assert_eq!(leaf.extensions().faults, []);
    let usage = leaf.key_usage().unwrap();
    assert!(usage.digital_signature() && usage.key_agreement());
    assert!(!usage.key_cert_sign() && !usage.crl_sign() && !usage.key_encipherment() && !usage.non_repudiation());
    assert!(matches!(leaf.key().kind(), KeyKind::Ec(_)));
    assert_eq!(
        *leaf.signature_algorithm(),
        SignatureAlgorithm::RsaPkcs1 { hash: Hash::Sha256 }
    );
}

#[test]
fn a_ca_says_so_and_how_far_down_it_goes() {
    let intermediate = certificate("intermediate");
    assert!(intermediate.is_ca());
    assert_eq!(intermediate.path_len(), Some(0));
    let usage = intermediate.key_usage().unwrap();
    assert!(usage.key_cert_sign() && usage.crl_sign() && !usage.digital_signature());
    assert_eq!(certificate("root").path_len(), None);
    assert_eq!(intermediate.authority_key_id(), certificate("root").subject_key_id());
    assert!(certificate("root").is_self_issued());
    assert!(!intermediate.is_self_issued());
    assert_eq!(certificate("self-signed").key_usage(), None);
    assert_eq!(certificate("foreign").subject_alt_names(), []);
}

#[test]
fn years_from_2050_are_read_from_generalized_time() {
    assert_eq!(certificate("root").not_after().date().to_string(), "2055-01-01");
    assert_eq!(certificate("intermediate").not_after().date().to_string(), "2050-01-01");
}

#[test]
fn a_signature_is_the_issuers_and_no_one_elses() {
    let leaf = certificate("leaf");
    let verdict = |issuer: &str| verify(&leaf.signed_by(certificate(issuer).key()));
    assert_eq!(verdict("intermediate"), Some(true));
    assert_eq!(verdict("intermediate-by-other"), Some(true));
    assert_eq!(verdict("root"), Some(false));
    assert_eq!(verdict("other-root"), Some(false));
}

/// The DER of a sample with the first occurrence of `from` written as `to`.
fn replaced(name: &str, from: &[u8], to: &[u8]) -> Result<Certificate, certdesk_pki::Asn1Error> {
    let mut der = certificate(name).der().to_vec();
    let start = der.windows(from.len()).position(|window| window == from).unwrap();
    der[start..start + from.len()].copy_from_slice(to);
    Certificate::from_der(&der)
}

#[test]
fn what_is_broken_says_in_which_part() {
    let error = |result: Result<Certificate, certdesk_pki::Asn1Error>| {
        let error = result.unwrap_err();
        (error.part, error.fault)
    };
    let der = certificate("leaf").der().to_vec();
    let cut = &der[..der.len() - 1];
    assert_eq!(error(Certificate::from_der(cut)), (Part::Outer, Asn1Fault::TooShort));
    let longer = [&der[..], &[0]].concat();
    assert_eq!(
        error(Certificate::from_der(&longer)),
        (Part::Outer, Asn1Fault::ExtraData)
    );
    assert_eq!(error(Certificate::from_der(&[])), (Part::Outer, Asn1Fault::TooShort));
    assert_eq!(
        error(replaced("leaf", b"250301083015Z", b"250230083015Z")),
        (Part::Validity, Asn1Fault::Value)
    );
    assert_eq!(
        error(replaced("leaf", b"250301083015Z", b"2503010830150")),
        (Part::Validity, Asn1Fault::Value)
    );
    // The algorithm within what is signed is another than the one beside it.
    let sha256_rsa = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11];
    let sha384_rsa = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12];
    assert_eq!(
        error(replaced("leaf", &sha256_rsa, &sha384_rsa)),
        (Part::SignatureAlgorithm, Asn1Fault::Value)
    );
    // An uncompressed point begins with 4.
    let key = certificate("leaf").key().key_bits().to_vec();
    let mut other = key.clone();
    other[0] = 9;
    assert_eq!(error(replaced("leaf", &key, &other)), (Part::Key, Asn1Fault::Value));
}

#[test]
fn a_broken_extension_costs_no_other() {
    // The length of the first extended key usage.
    let server_auth = [6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1];
    let leaf = replaced("leaf", &server_auth, &[6, 9, 0x2b, 6, 1, 5, 5, 7, 3, 1]).unwrap();
    assert_eq!(leaf.extended_key_usages(), []);
    let faults: Vec<_> = leaf
        .extensions()
        .faults
        .iter()
        .map(|fault| fault.extension.clone())
        .collect();
    assert_eq!(faults, [Some(known::EXTENDED_KEY_USAGE)]);
    assert_eq!(leaf.subject_alt_names().len(), 10);
    assert!(leaf.subject_key_id().is_some());
}
