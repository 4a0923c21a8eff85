//! Chains out of every mixture that an answer may hold.

use crate::clock::within;
use crate::sample::{self, certificate, certificates, verdicts};
use certdesk_pki::chain::{MAX_CERTIFICATES, MAX_SIGNATURES};
use certdesk_pki::{Certificate, Chain, ChainNote, LeftoverReason, Verdict, Verdicts};
use std::time::Duration;

/// Every order of the items.
fn permutations<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for index in 0..items.len() {
        let mut rest = items.to_vec();
        let first = rest.remove(index);
        for mut tail in permutations(&rest) {
            tail.insert(0, first.clone());
            all.push(tail);
        }
    }
    all
}

fn build(certificates: &[Certificate]) -> Chain {
    Chain::build(certificates, None, &[], &verdicts(certificates))
}

fn leftovers(chain: &Chain) -> Vec<(Certificate, LeftoverReason)> {
    let leftovers = chain.leftovers().iter();
    leftovers
        .map(|leftover| (leftover.certificate.clone(), leftover.reason))
        .collect()
}

fn reasons(chain: &Chain) -> Vec<LeftoverReason> {
    leftovers(chain).into_iter().map(|(_, reason)| reason).collect()
}

fn without_order(chain: &Chain) -> Vec<ChainNote> {
    let notes = chain.notes().iter().filter(|note| **note != ChainNote::Reordered);
    notes.cloned().collect()
}

/// The certificate with the byte at `offset` from its end changed, which its signature covers or is.
fn tampered(certificate: &Certificate, offset: usize) -> Certificate {
    let mut der = certificate.der().to_vec();
    let index = der.len() - offset;
    der[index] ^= 1;
    Certificate::from_der(&der).unwrap()
}

#[test]
fn every_order_gives_the_same_path() {
    let given = certificates(&["leaf", "intermediate", "root", "foreign", "intermediate-by-other"]);
    let key = sample::csr().key().clone();
    for order in permutations(&given) {
        let verdicts = verdicts(&order);
        for chain in [
            Chain::build(&order, None, &[], &verdicts),
            Chain::build(&order, Some(&key), &[], &verdicts),
        ] {
            assert_eq!(chain.path(), &given[..3]);
            assert_eq!(chain.links(), [Verdict::Valid; 3]);
            assert_eq!(chain.leaf(), given.first());
            assert_eq!(chain.intermediates(), &given[1..2]);
            assert_eq!(chain.root(), given.get(2));
            assert_eq!(without_order(&chain), []);
            let mut left = leftovers(&chain);
            left.sort_by_key(|(certificate, _)| certificate != &given[3]);
            let expected = [
                (given[3].clone(), LeftoverReason::Foreign),
                (given[4].clone(), LeftoverReason::Alternative),
            ];
            assert_eq!(left, expected);
        }
    }
}

#[test]
fn only_another_order_than_leaf_to_root_is_noted() {
    let given = certificates(&["leaf", "intermediate", "root"]);
    for order in permutations(&given) {
        let noted = build(&order).notes().contains(&ChainNote::Reordered);
        assert_eq!(noted, order != given);
    }
    // Something foreign between them does not reorder them.
    let between = certificates(&["leaf", "foreign", "intermediate", "root"]);
    assert_eq!(build(&between).notes(), []);
}

#[test]
fn duplicates_are_set_aside_once_each() {
    let chain = build(&certificates(&[
        "leaf",
        "intermediate",
        "leaf",
        "intermediate",
        "leaf",
        "root",
    ]));
    assert_eq!(chain.path(), certificates(&["leaf", "intermediate", "root"]));
    assert_eq!(reasons(&chain), [LeftoverReason::Duplicate; 3]);
}

#[test]
fn a_missing_issuer_is_named() {
    let leaf = certificate("leaf");
    let chain = build(&certificates(&["leaf", "root"]));
    assert_eq!(chain.path(), std::slice::from_ref(&leaf));
    assert_eq!(chain.links(), []);
    assert_eq!(chain.root(), None);
    let issuer = leaf.issuer().clone();
    assert_eq!(chain.notes(), [ChainNote::MissingIssuer { issuer }]);
    assert_eq!(reasons(&chain), [LeftoverReason::Foreign]);

    let chain = build(&certificates(&["intermediate", "leaf"]));
    assert_eq!(chain.path(), certificates(&["leaf", "intermediate"]));
    assert_eq!(chain.links(), [Verdict::Valid]);
    assert_eq!(chain.intermediates(), certificates(&["intermediate"]));
    assert_eq!(chain.root(), None);
    let issuer = certificate("root").subject().clone();
    assert_eq!(without_order(&chain), [ChainNote::MissingIssuer { issuer }]);
}

#[test]
fn a_cross_certificate_leads_to_the_root_that_is_there() {
    let chain = build(&certificates(&[
        "leaf",
        "intermediate",
        "intermediate-by-other",
        "other-root",
    ]));
    assert_eq!(
        chain.path(),
        certificates(&["leaf", "intermediate-by-other", "other-root"])
    );
    assert_eq!(chain.links(), [Verdict::Valid; 3]);
    assert_eq!(reasons(&chain), [LeftoverReason::Alternative]);
    // With both roots, the one that is valid longer.
    let both = certificates(&["leaf", "intermediate-by-other", "other-root", "root", "intermediate"]);
    assert_eq!(build(&both).path(), certificates(&["leaf", "intermediate", "root"]));
}

#[test]
fn the_asked_key_tells_which_of_several_leaves_is_meant() {
    let given = certificates(&["another-leaf", "leaf", "intermediate", "root"]);
    let verdicts = verdicts(&given);
    let chain = Chain::build(&given, Some(given[1].key()), &[], &verdicts);
    assert_eq!(chain.path(), &given[1..]);
    assert_eq!(chain.notes(), []);
    assert_eq!(reasons(&chain), [LeftoverReason::Foreign]);

    let chain = Chain::build(&given, Some(given[0].key()), &[], &verdicts);
    assert_eq!(chain.leaf(), given.first());

    let chain = Chain::build(&given, None, &[], &verdicts);
    assert_eq!(chain.path().len(), 3);
    assert_eq!(without_order(&chain), [ChainNote::SeveralLeaves { count: 2 }]);
    assert_eq!(reasons(&chain), [LeftoverReason::AnotherLeaf]);

    let chain = Chain::build(&given, Some(certificate("foreign").key()), &[], &verdicts);
    assert!(chain.notes().contains(&ChainNote::KeyNotFound));
    assert_eq!(chain.path().len(), 3);
}

#[test]
fn of_two_with_the_same_key_the_younger_is_the_leaf() {
    let given = certificates(&["leaf", "intermediate", "root", "leaf-renewed"]);
    let chain = Chain::build(&given, Some(sample::csr().key()), &[], &verdicts(&given));
    assert_eq!(chain.leaf(), Some(&certificate("leaf-renewed")));
    assert_eq!(leftovers(&chain), [(certificate("leaf"), LeftoverReason::AnotherLeaf)]);
    assert!(chain.notes().contains(&ChainNote::SeveralLeaves { count: 2 }));
}

#[test]
fn of_several_leaves_the_one_with_the_wanted_names_is_taken() {
    // The first has more names than are wanted here, the second is younger and has one of them.
    let given = certificates(&["leaf", "leaf-renewed", "another-leaf", "intermediate", "root"]);
    let key = sample::csr().key().clone();
    let verdicts = verdicts(&given);
    let leaf = |key: Option<&_>, names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let chain = Chain::build(&given, key, &names, &verdicts);
        given.iter().position(|one| Some(one) == chain.leaf()).unwrap()
    };
    for (names, expected) in [
        (&[][..], 1),
        (&["www.example.com"], 1),
        (&["WWW.example.COM."], 1),
        (&["www.example.com", "*.example.com"], 0),
        (&["*.EXAMPLE.com."], 0),
        (&["2001:DB8:0::7"], 0),
        (&["192.0.2.7", "xn--bcher-kva.example"], 0),
        // No one's: the one with fewer others, then.
        (&["else.example.com"], 1),
    ] {
        assert_eq!(leaf(Some(&key), names), expected, "{names:?}");
    }
    // The key decides before the names, and without a key they decide alone.
    assert_eq!(leaf(Some(&key), &["shop.example.com"]), 1);
    assert_eq!(leaf(None, &["shop.example.com"]), 2);
}

#[test]
fn what_is_foreign_doubled_or_missing_is_set_aside_or_named_in_every_order() {
    let [leaf, intermediate, root] = ["leaf", "intermediate", "root"].map(certificate);
    let foreign = certificate("foreign");
    let whole = [leaf.clone(), intermediate.clone(), root.clone()];
    let given = [&whole[..], &[intermediate.clone(), foreign.clone()]].concat();
    for order in permutations(&given) {
        let chain = build(&order);
        assert_eq!(chain.path(), whole);
        assert_eq!(without_order(&chain), []);
        let mut left = leftovers(&chain);
        left.sort_by_key(|(certificate, _)| *certificate == foreign);
        let expected = [
            (intermediate.clone(), LeftoverReason::Duplicate),
            (foreign.clone(), LeftoverReason::Foreign),
        ];
        assert_eq!(left, expected);
    }
    for order in permutations(&[leaf.clone(), root, foreign, leaf.clone()]) {
        let chain = build(&order);
        assert_eq!(chain.path(), std::slice::from_ref(&leaf));
        let issuer = intermediate.subject().clone();
        assert_eq!(without_order(&chain), [ChainNote::MissingIssuer { issuer }]);
        let count = |wanted| reasons(&chain).into_iter().filter(|reason| *reason == wanted).count();
        assert_eq!(count(LeftoverReason::Duplicate), 1);
        assert_eq!(count(LeftoverReason::Foreign), 2);
    }
}

#[test]
fn cas_that_certify_each_other_end_somewhere() {
    for order in permutations(&certificates(&["loop-leaf", "loop-a-by-b", "loop-b-by-a"])) {
        let chain = build(&order);
        assert_eq!(chain.path(), certificates(&["loop-leaf", "loop-a-by-b", "loop-b-by-a"]));
        assert_eq!(chain.links(), [Verdict::Valid; 2]);
        assert_eq!(chain.root(), None);
        let issuer = certificate("loop-b-by-a").issuer().clone();
        assert_eq!(without_order(&chain), [ChainNote::MissingIssuer { issuer }]);
    }
    let chain = build(&certificates(&["loop-a-by-b", "loop-b-by-a"]));
    assert_eq!(chain.path().len(), 2);
    assert!(chain.notes().contains(&ChainNote::NoLeaf));
}

#[test]
fn a_root_with_a_new_key_is_followed_to_the_old_one() {
    let names = ["rollover-leaf", "rollover-new-by-old", "rollover-old"];
    for order in permutations(&certificates(&names)) {
        let checked = verdicts(&order);
        for (verdicts, expected) in [(checked, Verdict::Valid), (Verdicts::default(), Verdict::Unchecked)] {
            let chain = Chain::build(&order, None, &[], &verdicts);
            assert_eq!(chain.path(), certificates(&names));
            assert_eq!(chain.links(), [expected; 3]);
            assert_eq!(chain.root(), Some(&certificate("rollover-old")));
        }
    }
    let chain = build(&certificates(&names[..2]));
    assert_eq!(chain.root(), None);
    assert_eq!(chain.links(), [Verdict::Valid]);
    assert!(matches!(chain.notes(), [ChainNote::MissingIssuer { .. }]));
}

#[test]
fn a_self_signed_certificate_is_a_path_of_its_own() {
    let given = certificates(&["self-signed"]);
    let chain = build(&given);
    assert_eq!(chain.path(), given);
    assert_eq!(chain.links(), [Verdict::Valid]);
    assert_eq!(chain.root(), None);
    assert_eq!(chain.intermediates(), []);
    assert_eq!(chain.notes(), []);

    let chain = build(&certificates(&["root"]));
    assert_eq!(chain.notes(), [ChainNote::NoLeaf]);
    assert_eq!(chain.path(), certificates(&["root"]));
}

#[test]
fn no_certificate_is_no_path() {
    let chain = Chain::build(&[], Some(sample::csr().key()), &[], &Verdicts::default());
    assert_eq!(chain.path(), []);
    assert_eq!(chain.leaf(), None);
    assert_eq!(chain.root(), None);
    assert_eq!(chain.intermediates(), []);
    assert_eq!(chain.notes(), [ChainNote::KeyNotFound]);
    assert_eq!(build(&[]).notes(), []);
    assert_eq!(Chain::candidates(&[]), []);
}

#[test]
fn a_signature_that_is_wrong_or_unchecked_is_noted_at_its_place() {
    let good = certificates(&["leaf", "intermediate", "root"]);
    for index in 0..3 {
        let mut given = good.clone();
        given[index] = tampered(&good[index], 1);
        let chain = build(&given);
        assert_eq!(chain.path(), given, "{index}");
        assert_eq!(chain.notes(), [ChainNote::InvalidSignature { index }]);
        let mut links = [Verdict::Valid; 3];
        links[index] = Verdict::Invalid;
        assert_eq!(chain.links(), links);
    }
    let chain = Chain::build(&good, None, &[], &Verdicts::default());
    assert_eq!(chain.path(), good);
    let unchecked = [0, 1, 2].map(|index| ChainNote::UncheckedSignature { index });
    assert_eq!(chain.notes(), unchecked);

    // A verdict on one signature is none on another.
    let mut one = Verdicts::default();
    one.insert(good[0].signed_by(good[1].key()), Verdict::Valid);
    let chain = Chain::build(&good, None, &[], &one);
    assert_eq!(chain.links(), [Verdict::Valid, Verdict::Unchecked, Verdict::Unchecked]);
}

#[test]
fn an_impostor_with_the_issuers_name_and_key_identifier_is_not_taken() {
    // The same certificate but for one byte of its key: same name, same key identifier.
    let honest = certificate("intermediate");
    let mut der = honest.der().to_vec();
    let modulus = honest.key().key_bits();
    let start = der.windows(modulus.len()).position(|window| window == modulus).unwrap();
    der[start + 40] ^= 1;
    let impostor = Certificate::from_der(&der).unwrap();
    assert_ne!(impostor.key(), honest.key());
    assert_eq!(impostor.subject_key_id(), honest.subject_key_id());
    for order in permutations(&[certificate("leaf"), impostor, honest.clone(), certificate("root")]) {
        let chain = build(&order);
        assert_eq!(chain.path(), certificates(&["leaf", "intermediate", "root"]));
        assert_eq!(chain.links(), [Verdict::Valid; 3]);
        assert_eq!(reasons(&chain), [LeftoverReason::Foreign]);
    }
}

/// As many different certificates as wanted: the same one with other signatures.
fn crowd(name: &str, count: usize) -> Vec<Certificate> {
    let original = certificate(name);
    let with = |number: usize| {
        let mut der = original.der().to_vec();
        let end = der.len() - 2;
        der[end..].copy_from_slice(&u16::try_from(number).unwrap().to_be_bytes());
        Certificate::from_der(&der).unwrap()
    };
    (0..count).map(with).collect()
}

#[test]
fn too_many_certificates_are_set_aside_and_the_wanted_leaf_is_not_among_them() {
    let mut given = crowd("another-leaf", MAX_CERTIFICATES + 20);
    given.push(certificate("leaf"));
    let chain = Chain::build(&given, Some(sample::csr().key()), &[], &Verdicts::default());
    assert_eq!(chain.leaf(), given.last());
    assert_eq!(chain.path().len() + chain.leftovers().len(), given.len());
    let too_many = reasons(&chain)
        .into_iter()
        .filter(|reason| *reason == LeftoverReason::TooMany);
    assert_eq!(too_many.count(), 21);

    let mut given = crowd("intermediate", 40);
    given.extend(certificates(&["leaf", "root"]));
    let chain = Chain::build(&given, None, &[], &verdicts(&given));
    assert_eq!(chain.leaf(), Some(&certificate("leaf")));
    assert_eq!(chain.path().len(), 3);
    assert!(!reasons(&chain).contains(&LeftoverReason::TooMany));
}

/// A thousand that could all be each other's issuers, as far as the names go, or none that could.
#[test]
fn a_hostile_crowd_is_answered_in_time() {
    for name in ["root", "rollover-new-by-old", "loop-a-by-b", "leaf"] {
        let given = crowd(name, 1000);
        within(Duration::from_secs(1), name, || {
            let asked = Chain::candidates(&given);
            assert!(asked.len() <= MAX_SIGNATURES);
            let verdicts = asked.into_iter().map(|signed| (signed, Verdict::Invalid)).collect();
            let chain = Chain::build(&given, None, &[], &verdicts);
            assert_eq!(chain.path().len() + chain.leftovers().len(), given.len());
        });
    }
}
