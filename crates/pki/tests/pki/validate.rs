//! What a validation answers, beyond whether a path is valid.

use crate::clock::within;
use crate::path_corpus::{case, moment, verdicts};
use crate::sample::{certificate, certificates};
use certdesk_pki::chain::MAX_SIGNATURES;
use certdesk_pki::{Certificate, GeneralName, PathFault, PathInputs, Verdict, Verdicts, digicert_root};
use std::time::Duration;

fn inputs<'a>(leaf: &'a Certificate, untrusted: &'a [Certificate], roots: &'a [Certificate]) -> PathInputs<'a> {
    PathInputs {
        leaf,
        untrusted,
        roots,
        names: &[],
        time: moment(),
    }
}

#[test]
fn a_valid_path_is_answered_from_leaf_to_root() {
    let case = case("shuffled-with-foreign");
    let path = case.validate().unwrap();
    let leaf = case.leaf.clone().unwrap();
    assert_eq!(
        path.certificates(),
        [leaf, case.untrusted[2].clone(), case.trusted[1].clone()]
    );
    assert_eq!(path.root(), case.trusted.get(1));
}

#[test]
fn a_signature_without_a_verdict_is_never_called_invalid() {
    let case = case("plain");
    let leaf = case.leaf.as_ref().unwrap();
    let inputs = inputs(leaf, &case.untrusted, &case.trusted);
    assert_eq!(inputs.signatures().len(), 2);
    assert_eq!(
        inputs.validate(&Verdicts::default()),
        Err(PathFault::SignatureUnchecked)
    );
    let lower = leaf.signed_by(case.untrusted[0].key());
    let upper = case.untrusted[0].signed_by(case.trusted[0].key());
    let unchecked = Some(PathFault::SignatureUnchecked);
    let invalid = Some(PathFault::SignatureInvalid);
    for (of_leaf, of_ca, expected) in [
        (Verdict::Valid, Verdict::Unchecked, &unchecked),
        (Verdict::Unchecked, Verdict::Valid, &unchecked),
        (Verdict::Valid, Verdict::Invalid, &invalid),
        (Verdict::Invalid, Verdict::Valid, &invalid),
        (Verdict::Valid, Verdict::Valid, &None),
    ] {
        let verdicts = [(lower.clone(), of_leaf), (upper.clone(), of_ca)].into_iter().collect();
        assert_eq!(&inputs.validate(&verdicts).err(), expected, "{of_leaf:?} {of_ca:?}");
    }
    // A verdict on the same signature by another key says nothing.
    let mut other = Verdicts::default();
    other.insert(leaf.signed_by(case.trusted[0].key()), Verdict::Valid);
    other.insert(upper, Verdict::Valid);
    assert_eq!(inputs.validate(&other), Err(PathFault::SignatureUnchecked));
}

#[test]
fn every_name_must_be_covered_and_the_first_that_is_not_is_named() {
    let given = certificates(&["leaf", "intermediate", "root"]);
    let dns = |name: &str| GeneralName::Dns(name.to_owned());
    let ip = |address: &str| GeneralName::Ip(address.parse().unwrap());
    let validate = |names: &[GeneralName]| {
        let inputs = PathInputs {
            names,
            ..inputs(&given[0], &given[1..2], &given[2..])
        };
        inputs
            .validate(&verdicts(&inputs))
            .map(|path| path.certificates().len())
    };
    let covered = [
        dns("www.example.com"),
        dns("WWW.EXAMPLE.com"),
        dns("shop.example.com"),
        dns("*.EXAMPLE.com"),
        dns("xn--bcher-kva.example"),
        ip("192.0.2.7"),
        ip("2001:db8::7"),
        GeneralName::Email("webmaster@example.com".to_owned()),
    ];
    assert_eq!(validate(&[]), Ok(3));
    assert_eq!(validate(&covered), Ok(3));
    for name in [
        dns("example.com"),
        dns("a.b.example.com"),
        dns("*.www.example.com"),
        dns("*.example"),
        dns("*"),
        dns(""),
        dns("192.0.2.7"),
        dns("not a name"),
        ip("192.0.2.8"),
        ip("::ffff:192.0.2.7"),
        GeneralName::Email("example.com".to_owned()),
    ] {
        let fault = PathFault::NameNotCovered { name: name.clone() };
        let names = [covered[0].clone(), name, dns("other.example")];
        assert_eq!(validate(&names), Err(fault));
    }
}

/// As many as wanted of the same name and with keys of their own.
fn impostors(original: &Certificate, count: usize) -> Vec<Certificate> {
    let bits = original.key().key_bits();
    let start = original
        .der()
        .windows(bits.len())
        .position(|window| window == bits)
        .unwrap();
    let with = |number: usize| {
        let mut der = original.der().to_vec();
        let place = start + 20;
        der[place..place + 2].copy_from_slice(&u16::try_from(number).unwrap().to_be_bytes());
        Certificate::from_der(&der).unwrap()
    };
    (0..count).map(with).collect()
}

#[test]
fn a_hostile_crowd_of_issuers_is_answered_in_time() {
    let [leaf, ca, root, rollover_leaf, rollover] =
        ["leaf", "intermediate", "root", "rollover-leaf", "rollover-new-by-old"].map(certificate);
    let roots = [root];
    for (leaf, ca) in [(&leaf, &ca), (&rollover_leaf, &rollover)] {
        for verdict in [Verdict::Invalid, Verdict::Valid, Verdict::Unchecked] {
            let crowd = impostors(ca, 1000);
            let inputs = inputs(leaf, &crowd, &roots);
            within(Duration::from_secs(2), "a crowd", || {
                let signatures = inputs.signatures();
                assert!(signatures.len() <= MAX_SIGNATURES);
                let verdicts = signatures.into_iter().map(|signed| (signed, verdict)).collect();
                assert_eq!(inputs.validate(&verdicts), Err(PathFault::TooMuchWork));
            });
        }
    }
    // As many as are looked at, each of which could have issued each other: webpki tries every path among them.
    let crowd = impostors(&rollover, 8);
    let all_valid = inputs(&rollover_leaf, &crowd, &roots);
    within(Duration::from_secs(2), "a clique", || {
        let signatures = all_valid.signatures().into_iter();
        let verdicts = signatures.map(|signed| (signed, Verdict::Valid)).collect();
        assert_eq!(all_valid.validate(&verdicts), Err(PathFault::TooMuchWork));
    });
    // The true issuer is found behind others of its name.
    let mut crowd = impostors(&ca, 40);
    crowd.push(ca.clone());
    let inputs = inputs(&leaf, &crowd, &roots);
    let path = inputs.validate(&verdicts(&inputs)).unwrap();
    assert_eq!(path.certificates()[1], ca);
}

#[test]
fn a_root_of_digicert_is_known_by_its_encoding_and_no_other() {
    let root = certificate("digicert-global-root-g2");
    assert_eq!(digicert_root(&root), Some("DigiCert Global Root G2"));
    let mut der = root.der().to_vec();
    *der.last_mut().unwrap() ^= 1;
    assert_eq!(digicert_root(&Certificate::from_der(&der).unwrap()), None);
    assert_eq!(digicert_root(&certificate("root")), None);
}
