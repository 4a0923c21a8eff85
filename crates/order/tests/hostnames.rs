//! Host names that no one here chose, and the verdicts on them.
//!
//! `CERTDESK_CORPUS` names a folder with `hostnames.json`; without it the project's own cases of the same form are read.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::path::PathBuf;

use certdesk_order::{Field, Name, NameProblem, Problem, PublicSuffixes, RowKey, What, name};
use serde::Deserialize;

/// One case.
#[derive(Debug, Deserialize)]
struct Case {
    /// The entry.
    name: String,
    /// Whether it is a DNS name for a public certificate as it stands; `None` where both can be defended.
    valid: Option<bool>,
    /// Why.
    why: String,
    /// What the form may turn it into.
    convertible_to: Option<String>,
}

/// The cases of the corpus, or the project's own.
fn cases() -> Vec<Case> {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let folder = std::env::var_os("CERTDESK_CORPUS").map_or_else(own, PathBuf::from);
    let cases: Vec<Case> =
        serde_json::from_str(&std::fs::read_to_string(folder.join("hostnames.json")).unwrap()).unwrap();
    assert!(cases.len() > 50, "only {} cases", cases.len());
    cases
}

/// The public suffixes as the page fetches them.
fn suffixes() -> PublicSuffixes {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../public/public-suffixes.txt");
    PublicSuffixes::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What a browser's `URL` does to a host (WHATWG URL, "domain to ASCII").
fn idna(name: &str) -> Option<String> {
    idna::domain_to_ascii_cow(name.as_bytes(), idna::AsciiDenyList::URL)
        .ok()
        .map(Into::into)
}

/// The DNS name or wildcard that an entry is taken for, and what else is said of it.
fn judge(entry: &str, suffixes: Option<&PublicSuffixes>) -> (Option<String>, Vec<NameProblem>) {
    let checked = name::check(Field::DnsName(RowKey(0)), entry, &idna, suffixes);
    assert_eq!(checked.value.is_none(), checked.error().is_some(), "{entry:?}");
    let problems = checked.problems.into_iter().map(|Problem { what, .. }| match what {
        What::Name(problem) => problem,
        other => panic!("{entry:?}: {other:?}"),
    });
    let name = checked.value.filter(|name| !matches!(name, Name::Ip(_)));
    (name.map(|name| name.to_text()), problems.collect())
}

#[test]
fn each_case_gets_its_verdict() {
    let suffixes = suffixes();
    let mut wrong = Vec::new();
    for case in cases() {
        // White space around an entry is no part of it.
        let entry = case.name.trim();
        let (name, problems) = judge(&case.name, Some(&suffixes));
        let suggestion = problems.iter().find_map(NameProblem::suggestion).map(str::to_owned);
        let fits = match (case.valid, &name) {
            (None, _) => true,
            (Some(true), _) => name.as_deref() == Some(entry.to_ascii_lowercase().as_str()),
            (Some(false), None) => case.convertible_to.is_none() || case.convertible_to == suggestion,
            // Taken, but not as it stands: converted as the case says, and the person is told.
            (Some(false), Some(_)) => {
                case.convertible_to.is_some()
                    && case.convertible_to == name
                    && problems
                        .iter()
                        .any(|problem| matches!(problem, NameProblem::WillBeSentAs { .. }))
            }
        };
        if !fits {
            wrong.push(format!(
                "{:?} ({}, to {:?})\n    gives {name:?} {problems:?}",
                case.name, case.why, case.convertible_to
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_suggestion_is_taken_as_it_stands() {
    let suffixes = suffixes();
    let mut count = 0;
    for case in cases() {
        let (_, problems) = judge(&case.name, Some(&suffixes));
        for suggestion in problems.iter().filter_map(NameProblem::suggestion) {
            let (name, problems) = judge(suggestion, Some(&suffixes));
            assert!(
                name.as_deref() == Some(suggestion) || suggestion.parse::<std::net::IpAddr>().is_ok(),
                "{case:?}"
            );
            assert!(problems.is_empty(), "{case:?} {problems:?}");
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn without_suffixes_no_good_name_is_refused() {
    for case in cases().iter().filter(|case| case.valid == Some(true)) {
        let (name, problems) = judge(&case.name, None);
        assert!(name.is_some(), "{case:?} {problems:?}");
    }
}

#[test]
fn cut_and_mixed_entries_are_judged_without_panic() {
    let suffixes = suffixes();
    let cases = cases();
    let mut judged = 0;
    for (case, other) in cases.iter().zip(cases.iter().rev()) {
        let characters: Vec<char> = case.name.chars().collect();
        for end in 0..characters.len().min(40) {
            let cut: String = characters.iter().take(end).collect();
            judge(&cut, Some(&suffixes));
            judge(&[&cut, other.name.as_str()].concat(), Some(&suffixes));
            judge(&["xn--", &cut].concat(), None);
            judged += 1;
        }
    }
    assert!(judged > 500);
}
