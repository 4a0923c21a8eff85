//! CSRs made with OpenSSL, judged, and their names beside the form's.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use certdesk_order::{
    CommonNames, CsrNames, CsrProblem, CsrWish, Field, JudgedNames, Name, NameEntries, NameEntry, NameProblem, Problem,
    Product, RowKey, Severity, SignatureState, UncheckedWeakness, What, csr_rules,
};
use certdesk_pki::Csr;

fn der(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/csr")
        .join(name)
        .with_extension("der");
    std::fs::read(path).unwrap()
}

fn csr(name: &str) -> Csr {
    Csr::from_der(&der(name)).unwrap()
}

fn judge(name: &str) -> Vec<CsrProblem> {
    csr_rules::judge(&csr(name), SignatureState::Valid, None)
}

#[test]
fn ordinary_requests_are_taken_without_a_word() {
    assert_eq!(judge("plain"), []);
    assert_eq!(judge("secp384r1"), []);
}

#[test]
fn weak_and_unusual_keys_are_named() {
    let not_allowed = |kind: &str| vec![CsrProblem::KeyNotAllowed { kind: kind.into() }];
    let curve = |curve: &str| vec![CsrProblem::CurveNotAllowed { curve: curve.into() }];
    for (name, expected) in [
        (
            "rsa1024-sha1",
            vec![
                CsrProblem::RsaTooShort {
                    bits: 1024,
                    minimum: 2048,
                },
                CsrProblem::WeakHash { hash: "SHA-1" },
            ],
        ),
        ("rsa2052", vec![CsrProblem::RsaNotWholeBytes { bits: 2052 }]),
        ("rsa-exponent-3", vec![CsrProblem::RsaUnusualExponent]),
        (
            "rsa4104",
            vec![
                CsrProblem::RsaLong {
                    bits: 4104,
                    listed: 4096,
                },
                CsrProblem::WeakHash { hash: "MD5" },
            ],
        ),
        ("secp521r1", vec![CsrProblem::CurveNotListed { curve: "P-521".into() }]),
        ("secp224r1", curve("P-224")),
        ("secp256k1", curve("secp256k1")),
        ("explicit", vec![CsrProblem::CurveSpelledOut]),
        ("compressed", vec![CsrProblem::PointCompressed]),
        ("ed25519", not_allowed("Ed25519")),
        ("ed448", not_allowed("Ed448")),
        ("pss", not_allowed("RSASSA-PSS")),
    ] {
        assert_eq!(judge(name), expected, "{name}");
    }
}

/// The plain request with another number in its RSA key: found in the DER, and put there by `change`.
fn altered(find: impl Fn(&Csr) -> Vec<u8>, change: impl Fn(&mut [u8])) -> Csr {
    let mut der = der("plain");
    let number = find(&csr("plain"));
    let start = der.windows(number.len()).position(|window| window == number).unwrap();
    change(&mut der[start..start + number.len()]);
    Csr::from_der(&der).unwrap()
}

fn modulus(csr: &Csr) -> Vec<u8> {
    match csr.key().kind() {
        certdesk_pki::KeyKind::Rsa(key) => key.modulus().to_vec(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn broken_rsa_numbers_are_named() {
    let digits = altered(modulus, |modulus| {
        // A number is divisible by three when its digits to the base 256 are, summed up.
        let rest = modulus.iter().map(|digit| u32::from(*digit)).sum::<u32>() % 3;
        let middle = &mut modulus[100];
        *middle = if *middle >= 2 {
            *middle - u8::try_from(rest).unwrap()
        } else {
            *middle + u8::try_from((3 - rest) % 3).unwrap()
        };
    });
    assert_eq!(
        csr_rules::judge(&digits, SignatureState::Valid, None),
        [CsrProblem::RsaSmallFactor { factor: 3 }]
    );

    let exponent = |_: &Csr| vec![0x02, 0x03, 0x01, 0x00, 0x01];
    let even = altered(exponent, |exponent| exponent[4] = 2);
    assert_eq!(
        csr_rules::judge(&even, SignatureState::Valid, None),
        [CsrProblem::RsaBadExponent]
    );
}

#[test]
fn moduli_that_are_weak_by_the_way_they_were_made_are_named() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../pki/tests/data/weak_moduli.json");
    let weak: BTreeMap<String, String> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for (name, expected) in [
        ("roca", vec![CsrProblem::RsaRoca]),
        ("close: next prime", vec![CsrProblem::RsaClosePrimes]),
        ("close: round 98", vec![CsrProblem::RsaClosePrimes]),
        ("close: round 103", vec![]),
    ] {
        let digits = &weak[name];
        let bytes: Vec<u8> = (0..digits.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
            .collect();
        let csr = altered(modulus, |modulus| modulus.copy_from_slice(&bytes));
        let problems = csr_rules::judge(&csr, SignatureState::Valid, None);
        assert_eq!(problems, expected, "{name}");
        assert!(problems.iter().all(|problem| problem.severity() == Severity::Error));
    }
}

#[test]
fn kinds_of_keys_that_no_browser_knows_are_named() {
    let key_of = |kind: u8| {
        let mut der = der("ed25519");
        // The key's algorithm stands before the signature's.
        let oid = der
            .windows(5)
            .position(|window| window == [6, 3, 0x2b, 0x65, 0x70])
            .unwrap();
        der[oid + 4] = kind;
        csr_rules::judge(&Csr::from_der(&der).unwrap(), SignatureState::Uncheckable, None)
    };
    let named = |kind: &str| CsrProblem::KeyNotAllowed { kind: kind.into() };
    assert!(key_of(110).contains(&named("X25519")));
    assert!(key_of(100).contains(&named("1.3.101.100")));
}

#[test]
fn what_is_not_looked_for_is_told_of_the_keys_that_can_have_it() {
    for (name, expected) in [
        ("plain", &[UncheckedWeakness::DebianWeakKey][..]),
        ("secp384r1", &[UncheckedWeakness::DebianWeakKey]),
        ("ed25519", &[]),
    ] {
        assert_eq!(csr_rules::unchecked(csr(name).key().kind()), expected, "{name}");
    }
}

#[test]
fn the_signature_counts_as_far_as_it_is_known() {
    let csr = csr("plain");
    for (state, expected) in [
        (SignatureState::Valid, vec![]),
        (SignatureState::Pending, vec![]),
        (SignatureState::Uncheckable, vec![CsrProblem::SignatureUnchecked]),
        (SignatureState::Invalid, vec![CsrProblem::SignatureInvalid]),
    ] {
        assert_eq!(csr_rules::judge(&csr, state, None), expected);
    }
    assert_eq!(CsrProblem::SignatureInvalid.severity(), Severity::Error);
    assert_eq!(CsrProblem::SignatureUnchecked.severity(), Severity::Advice);
}

#[test]
fn wishes_that_no_one_hears_are_told() {
    let wishes = [
        CsrWish::CertificateAuthority,
        CsrWish::ClientAuthentication,
        CsrWish::Purpose("1.3.6.1.5.5.7.3.4".into()),
        CsrWish::MustStaple,
        CsrWish::Policies,
        CsrWish::Extension("1.2.3.4".into()),
    ];
    assert_eq!(
        judge("wishes"),
        [
            CsrProblem::CountryMissing,
            CsrProblem::WishesIgnored { wishes: wishes.into() }
        ]
    );
}

#[test]
fn a_wildcard_product_wants_a_wildcard_in_the_request() {
    let judge = |name| csr_rules::judge(&csr(name), SignatureState::Valid, Some(Product::SecureSiteWildcard));
    assert_eq!(
        judge("plain"),
        [CsrProblem::CommonNameNotWildcard {
            common_name: Some("www.acme.com".into())
        }]
    );
    assert!(
        !judge("wishes")
            .iter()
            .any(|problem| matches!(problem, CsrProblem::CommonNameNotWildcard { .. }))
    );
}

#[test]
fn an_error_leaves_no_value_and_stands_first() {
    let pem = |name: &str| csr(name).to_pem();
    let good = csr_rules::check(&pem("plain"), SignatureState::Pending, None);
    assert_eq!(good.value.map(|reading| reading.csr), Some(csr("plain")));
    let wrong = csr_rules::check(&pem("rsa1024-sha1"), SignatureState::Invalid, None);
    assert_eq!(wrong.value, None);
    let severities: Vec<Severity> = wrong.problems.iter().map(Problem::severity).collect();
    assert_eq!(severities, [Severity::Error, Severity::Error, Severity::Advice]);
    let empty = csr_rules::check(" \n", SignatureState::Pending, None);
    assert_eq!(empty.problems, [Problem::new(Field::Csr, CsrProblem::Missing)]);
}

fn entries(common_name: &str, names: &[&str]) -> NameEntries {
    let row = |(index, value): (u32, &&str)| NameEntry {
        key: RowKey(index),
        value: (*value).to_owned(),
    };
    NameEntries {
        common_name: common_name.into(),
        dns_names: (7..).zip(names).map(row).collect(),
    }
}

fn texts(names: &[Name]) -> Vec<String> {
    names.iter().map(Name::to_text).collect()
}

#[test]
fn the_names_of_request_and_form_are_laid_side_by_side() {
    let csr = CsrNames::read(&csr("plain"), &|_| None, None);
    assert_eq!(
        texts(csr.names()),
        ["www.acme.com", "acme.com", "*.shop.acme.com", "1.1.1.1"]
    );

    let form = entries("acme.com", &["WWW.acme.com", "mail.acme.com", "not a name"]);
    let found = csr.beside(&JudgedNames::read(&form, &|_| None, None).set());
    assert!(matches!(&found.common_names, CommonNames::Differ { csr, form }
        if csr.to_text() == "www.acme.com" && form.to_text() == "acme.com"));
    assert_eq!(texts(&found.both), ["www.acme.com", "acme.com"]);
    assert_eq!(texts(&found.only_in_csr), ["*.shop.acme.com", "1.1.1.1"]);
    assert_eq!(texts(&found.only_in_form), ["mail.acme.com"]);
    let unusable: Vec<_> = found.unusable.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(unusable, ["srv.local", "me@acme.com"]);
    assert!(matches!(
        found.unusable[0].problem,
        Some(Problem {
            what: What::Name(NameProblem::InternalName { .. }),
            ..
        })
    ));
}

#[test]
fn one_click_adds_rows_and_changes_nothing_typed() {
    let csr = CsrNames::read(&csr("plain"), &|_| None, None);
    let beside = |form: &NameEntries| csr.beside(&JudgedNames::read(form, &|_| None, None).set());

    let form = entries("acme.com", &["WWW.acme.com", "  "]);
    let found = beside(&form);
    assert_eq!(
        found.take_common_name(&form),
        None,
        "a common name that was typed stays"
    );
    let filled = found.add_to_form(&form);
    assert_eq!(filled.common_name, "acme.com");
    assert_eq!(filled.dns_names[..2], form.dns_names[..]);
    let added: Vec<_> = filled.dns_names[2..]
        .iter()
        .map(|row| (row.key.0, row.value.as_str()))
        .collect();
    assert_eq!(added, [(9, "*.shop.acme.com"), (10, "1.1.1.1")]);
    assert!(beside(&filled).only_in_csr.is_empty());

    let blank = entries(" ", &[]);
    let filled = beside(&blank).add_to_form(&blank);
    assert_eq!(filled.common_name, "www.acme.com");
    let added: Vec<_> = filled.dns_names.iter().map(|row| row.value.as_str()).collect();
    assert_eq!(added, ["acme.com", "*.shop.acme.com", "1.1.1.1"]);
    assert_eq!(beside(&filled).common_names, CommonNames::Same);

    // What is typed and wrong is not overwritten either, and the name is added as a row.
    let wrong = entries("www.acme.com/", &[]);
    let filled = beside(&wrong).add_to_form(&wrong);
    assert_eq!(filled.common_name, "www.acme.com/");
    assert_eq!(filled.dns_names.len(), 4);
}
