//! What is said of chains that are in order, and of those that are not.

use certdesk_order::ChainEntry;
use certdesk_pki::read_csr;
use time::Month;

use super::*;

const LEAF: &str = include_str!("../../../tests/data/outcome/leaf.pem");
const INTERMEDIATE: &str = include_str!("../../../tests/data/outcome/intermediate.pem");
const ROOT: &str = include_str!("../../../tests/data/outcome/root.pem");
const EXPIRED: &str = include_str!("../../../tests/data/outcome/expired.pem");
const MIXED: &str = include_str!("../../../tests/data/outcome/mixed.pem");
const OTHER: &str = include_str!("../../../tests/data/outcome/other.pem");
const FOREIGN: &str = include_str!("../../../tests/data/outcome/foreign.pem");
const CSR: &str = include_str!("../../../tests/data/outcome/leaf.csr");

fn day(year: i32) -> OffsetDateTime {
    ends(year, Month::July, 1).midnight().assume_utc()
}

fn ordered() -> Ordered {
    Ordered {
        key: read_csr(CSR.as_bytes()).ok().map(|reading| reading.csr.key().clone()),
        names: vec!["www.example.com".into(), "EXAMPLE.com.".into()],
        ends: Some(ends(2039, Month::July, 18)),
        hash: Some(SignatureHash::Sha256),
        validation: Some(Validation::Ov),
    }
}

fn ends(year: i32, month: Month, day: u8) -> Date {
    Date::from_calendar_date(year, month, day).unwrap()
}

/// All signatures get the same verdict.
fn verdicts(received: &Received, verdict: Verdict) -> Verification {
    let signed = Chain::candidates(&received.certificates);
    Verification::Done(signed.into_iter().map(|signed| (signed, verdict)).collect())
}

fn read(pems: &[&str]) -> Received {
    let entry = |pem: &&str| ChainEntry {
        subject_common_name: None,
        pem: (*pem).to_owned(),
    };
    Received::read(&pems.iter().map(entry).collect::<Vec<_>>())
}

fn judged(pems: &[&str], ordered: &Ordered, verdict: Verdict, year: i32) -> Vec<Check> {
    let received = read(pems);
    let verification = verdicts(&received, verdict);
    let chain = Chain::build(
        &received.certificates,
        ordered.key.as_ref(),
        &ordered.names,
        &verification.verdicts(),
    );
    judge(&chain, &received, ordered, &verification, day(year))
}

fn findings(checks: &[Check], question: Question) -> &[Finding] {
    &checks.iter().find(|check| check.question == question).unwrap().findings
}

#[test]
fn what_was_ordered_is_good_throughout() {
    let checks = judged(&[LEAF, INTERMEDIATE, ROOT], &ordered(), Verdict::Valid, 2030);
    assert_eq!(findings(&checks, Question::Key), [Finding::KeyAgrees]);
    assert_eq!(findings(&checks, Question::Names), [Finding::NamesAgree(2)]);
    assert_eq!(findings(&checks, Question::Signatures), [Finding::SignaturesValid(3)]);
    let end = Date::from_calendar_date(2039, Month::July, 18).unwrap();
    assert_eq!(findings(&checks, Question::Dates), [Finding::DatesRight(end)]);
    assert_eq!(findings(&checks, Question::Chain), [Finding::Complete]);
    assert_eq!(findings(&checks, Question::Validity), [Finding::ValidityAgrees(end)]);
    assert_eq!(findings(&checks, Question::Hash), [Finding::HashAgrees("SHA-256")]);
    // A root of the test's own is none of DigiCert's, and the leaf names no policy: both are worth knowing.
    let private = Finding::RootPrivate("Example Root R1".into());
    assert_eq!(findings(&checks, Question::Root), [private]);
    assert_eq!(overall(&checks), Mark::Note);
}

#[test]
fn what_was_asked_and_not_given_is_loud() {
    let chain = [LEAF, INTERMEDIATE, ROOT];
    let other = Ordered {
        ends: Some(ends(2039, Month::July, 20)),
        hash: Some(SignatureHash::Sha384),
        ..ordered()
    };
    let checks = judged(&chain, &other, Verdict::Valid, 2030);
    let differs = Finding::ValidityDiffers {
        asked: ends(2039, Month::July, 20),
        given: ends(2039, Month::July, 18),
    };
    assert_eq!(findings(&checks, Question::Validity), [differs]);
    let hash = findings(&checks, Question::Hash);
    assert!(
        matches!(hash, [Finding::HashDiffers { asked: "SHA-384", .. }]),
        "{hash:?}"
    );
    assert_eq!(overall(&checks), Mark::Bad);
    // A day of difference is one of time zones, and what the record does not say is not compared.
    let nearly = Ordered {
        ends: Some(ends(2039, Month::July, 19)),
        hash: None,
        ..ordered()
    };
    let checks = judged(&chain, &nearly, Verdict::Valid, 2030);
    assert!(matches!(
        findings(&checks, Question::Validity),
        [Finding::ValidityAgrees(_)]
    ));
    assert!(checks.iter().all(|check| check.question != Question::Hash));
}

#[test]
fn a_policy_of_another_kind_is_bad_and_none_at_all_a_note() {
    let none = Finding::PolicyDiffers {
        asked: Validation::Ov,
        given: Vec::new(),
    };
    let checks = judged(&[LEAF], &ordered(), Verdict::Valid, 2030);
    assert_eq!(findings(&checks, Question::Policy), std::slice::from_ref(&none));
    assert_eq!(none.mark(), Mark::Note);
    let other = Finding::PolicyDiffers {
        asked: Validation::Ev,
        given: vec!["2.23.140.1.2.2".into()],
    };
    assert_eq!(other.mark(), Mark::Bad);
}

#[test]
fn the_path_is_judged_by_the_rules_of_rfc_5280() {
    let chain = [LEAF, INTERMEDIATE, ROOT];
    let path = |verdict, year| findings(&judged(&chain, &ordered(), verdict, year), Question::Path).to_vec();
    let holds = path(Verdict::Valid, 2030);
    assert!(
        matches!(
            holds.as_slice(),
            [Finding::PathHolds(_) | Finding::PathFails(PathFault::Profile { .. })]
        ),
        "{holds:?}"
    );
    assert_eq!(path(Verdict::Unchecked, 2030), [Finding::PathNotChecked]);
    assert_eq!(
        path(Verdict::Invalid, 2030),
        [Finding::PathFails(PathFault::SignatureInvalid)]
    );
    let late = path(Verdict::Valid, 2042);
    assert!(
        matches!(late.as_slice(), [Finding::PathFails(PathFault::Expired { .. })]),
        "{late:?}"
    );
}

#[test]
fn another_key_and_other_names_are_bad() {
    let checks = judged(&[OTHER, INTERMEDIATE, ROOT], &ordered(), Verdict::Valid, 2030);
    assert_eq!(findings(&checks, Question::Key), [Finding::KeyDiffers]);
    assert_eq!(
        findings(&checks, Question::Names),
        [
            Finding::NamesMissing(vec!["www.example.com".into(), "EXAMPLE.com.".into()]),
            Finding::NamesExtra(vec!["other.example.org".into()]),
        ]
    );
    assert_eq!(overall(&checks), Mark::Bad);
    let checks = judged(&[MIXED, INTERMEDIATE, ROOT], &ordered(), Verdict::Valid, 2030);
    assert_eq!(findings(&checks, Question::Key), [Finding::KeyAgrees]);
    assert_eq!(
        findings(&checks, Question::Names),
        [
            Finding::NamesMissing(vec!["EXAMPLE.com.".into()]),
            Finding::NamesExtra(vec!["shop.example.com".into()]),
        ]
    );
}

#[test]
fn a_csr_that_cannot_be_read_is_nothing_to_compare_with() {
    let unknown = Ordered { key: None, ..ordered() };
    let checks = judged(&[LEAF, INTERMEDIATE, ROOT], &unknown, Verdict::Valid, 2030);
    assert_eq!(findings(&checks, Question::Key), [Finding::KeyUnknown]);
    assert_eq!(overall(&checks), Mark::Unchecked);
}

#[test]
fn signatures_are_told_one_by_one() {
    let chain = [LEAF, INTERMEDIATE, ROOT];
    let invalid = judged(&chain, &ordered(), Verdict::Invalid, 2030);
    let first = Finding::SignatureInvalid("www.example.com".into());
    assert_eq!(findings(&invalid, Question::Signatures).first(), Some(&first));
    assert_eq!(overall(&invalid), Mark::Bad);
    let unchecked = judged(&chain, &ordered(), Verdict::Unchecked, 2030);
    assert_eq!(findings(&unchecked, Question::Signatures).len(), 3);
    assert_eq!(overall(&unchecked), Mark::Unchecked);
    let alone = judged(&[LEAF], &ordered(), Verdict::Valid, 2030);
    assert_eq!(findings(&alone, Question::Signatures), [Finding::NoIssuer]);
    assert_eq!(
        findings(&alone, Question::Chain),
        [Finding::MissingIntermediate("Example TLS CA 1".into())]
    );
}

#[test]
fn until_the_browser_has_answered_nothing_is_said_of_signatures() {
    let received = read(&[LEAF, INTERMEDIATE, ROOT]);
    let chain = Chain::build(
        &received.certificates,
        ordered().key.as_ref(),
        &[],
        &Verdicts::default(),
    );
    for (verification, finding, mark) in [
        (Verification::Pending, Finding::SignaturesPending, Mark::Pending),
        (Verification::Insecure, Finding::SignaturesInsecure, Mark::Unchecked),
    ] {
        let checks = judge(&chain, &received, &ordered(), &verification, day(2030));
        assert_eq!(findings(&checks, Question::Signatures), [finding]);
        assert_eq!(overall(&checks), mark);
    }
}

#[test]
fn dates_before_and_behind_are_named() {
    let chain = [LEAF, INTERMEDIATE, ROOT];
    let late = judged(&chain, &ordered(), Verdict::Valid, 2042);
    assert_eq!(
        findings(&late, Question::Dates),
        [
            Finding::Expired("www.example.com".into(), ends(2039, Month::July, 18)),
            Finding::Expired("Example TLS CA 1".into(), ends(2040, Month::January, 1)),
        ]
    );
    let early = judged(&chain, &ordered(), Verdict::Valid, 2025);
    let begins = ends(2026, Month::January, 1);
    assert_eq!(
        findings(&early, Question::Dates),
        [Finding::NotYetValid("www.example.com".into(), begins)]
    );
    let expired = judged(&[EXPIRED, INTERMEDIATE, ROOT], &ordered(), Verdict::Valid, 2030);
    assert_eq!(overall(&expired), Mark::Bad);
}

#[test]
fn what_does_not_belong_is_named_and_the_order_does_not_matter() {
    let given = [FOREIGN, ROOT, INTERMEDIATE, LEAF, LEAF, OTHER, "<html>"];
    let checks = judged(&given, &ordered(), Verdict::Valid, 2030);
    assert_eq!(findings(&checks, Question::Key), [Finding::KeyAgrees]);
    let told = findings(&checks, Question::Chain);
    let unreadable = crate::outcome::UnreadableEntry { entry: 7, fault: None };
    assert!(told.contains(&Finding::Unreadable(unreadable)), "{told:?}");
    assert!(told.contains(&Finding::Reordered), "{told:?}");
    let duplicate = Finding::LeftOver(LeftoverReason::Duplicate, vec!["www.example.com".into()]);
    assert!(told.contains(&duplicate), "{told:?}");
    let foreign = told
        .iter()
        .find(|it| matches!(it, Finding::LeftOver(LeftoverReason::Foreign, _)));
    assert!(
        foreign.is_some_and(|it| it.names().contains(&"Other Root".to_owned())),
        "{told:?}"
    );
    assert_eq!(overall(&checks), Mark::Bad);
}

#[test]
fn forty_certificates_are_judged_and_none_is_passed_over_in_silence() {
    let mut given = vec![LEAF; 37];
    given.extend([INTERMEDIATE, ROOT, FOREIGN]);
    let checks = judged(&given, &ordered(), Verdict::Valid, 2030);
    assert_eq!(findings(&checks, Question::Key), [Finding::KeyAgrees]);
    let told: usize = findings(&checks, Question::Chain)
        .iter()
        .map(|finding| finding.names().len())
        .sum();
    assert_eq!(told, 37);
}

#[test]
fn a_certificate_of_a_ca_alone_is_no_leaf() {
    let checks = judged(
        &[INTERMEDIATE],
        &Ordered { key: None, ..ordered() },
        Verdict::Valid,
        2030,
    );
    assert!(findings(&checks, Question::Chain).contains(&Finding::NoLeaf));
    assert_eq!(overall(&checks), Mark::Bad);
}
