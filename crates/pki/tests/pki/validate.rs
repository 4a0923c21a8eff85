//! Paths: those of a corpus, where `CERTDESK_CORPUS` names its folder, else the project's own in the same format.

use crate::verifier;
use certdesk_pki::{
    Certificate, GeneralName, PathFault, PathInputs, ValidatedPath, Verdict, Verdicts, read_certificates,
};
use serde_json::Value;
use time::OffsetDateTime;

/// What is not claimed of a path, by the feature that a case names, and why.
const NOT_CLAIMED_FEATURES: [(&str, &str); 6] = [
    ("has-crl", "no CRL is fetched"),
    (
        "has-policy-constraints",
        "policies are no input of a validation here, and webpki refuses critical ones",
    ),
    (
        "max-chain-depth",
        "no limit of intermediates is an input; webpki's is six",
    ),
    (
        "name-constraint-dn",
        "webpki refuses each directory name where a CA constrains any",
    ),
    (
        "pedantic-public-suffix-wildcard",
        "the list of public suffixes is a file of the page's; only `*.` before a top-level domain is refused here",
    ),
    (
        "rfc5280-incompatible-with-webpki",
        "what the Baseline Requirements forbid is refused, also where RFC 5280 alone allows it",
    ),
];

struct Case {
    facts: Value,
    leaf: Option<Certificate>,
    untrusted: Vec<Certificate>,
    trusted: Vec<Certificate>,
}

fn read(pem: &Value) -> Option<Certificate> {
    read_certificates(pem.as_str().unwrap()).certificates.into_iter().next()
}

fn read_all(list: &Value) -> Vec<Certificate> {
    list.as_array().unwrap().iter().filter_map(read).collect()
}

fn cases() -> Vec<Case> {
    let path = match std::env::var("CERTDESK_CORPUS") {
        Ok(folder) => std::path::Path::new(&folder).join("chains.json"),
        Err(_) => std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/chains.json"),
    };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let list: Vec<Value> = serde_json::from_str(&text).unwrap();
    let servers = list.into_iter().filter(|facts| facts["kind"] == "SERVER");
    servers
        .map(|facts| Case {
            leaf: read(&facts["leaf"]),
            untrusted: read_all(&facts["untrusted"]),
            trusted: read_all(&facts["trusted"]),
            facts,
        })
        .collect()
}

impl Case {
    fn id(&self) -> &str {
        self.facts["id"].as_str().unwrap()
    }

    /// The time of the case; where it has none, that of this test's making.
    fn time(&self) -> OffsetDateTime {
        let Some(text) = self.facts["time"].as_str() else {
            return OffsetDateTime::from_unix_timestamp(1_780_000_000).unwrap();
        };
        // To the second: 2024-03-01T00:00:00.999+00:00
        assert!(text.ends_with("+00:00") || text.ends_with('Z'), "{text}");
        let numbers: Vec<u32> = text[..19]
            .split(['-', 'T', ':'])
            .map(|part| part.parse().unwrap())
            .collect();
        let month = time::Month::try_from(u8::try_from(numbers[1]).unwrap()).unwrap();
        let small = |index: usize| u8::try_from(numbers[index]).unwrap();
        let date = time::Date::from_calendar_date(i32::try_from(numbers[0]).unwrap(), month, small(2)).unwrap();
        let clock = time::Time::from_hms(small(3), small(4), small(5)).unwrap();
        OffsetDateTime::new_utc(date, clock)
    }

    fn names(&self) -> Vec<GeneralName> {
        let value = self.facts["host"]["value"].as_str().unwrap_or_default().to_owned();
        match self.facts["host"]["kind"].as_str() {
            Some("DNS") => vec![GeneralName::Dns(value)],
            Some("IP") => vec![GeneralName::Ip(value.parse().unwrap())],
            _ => Vec::new(),
        }
    }

    /// A leaf that can't even be read is refused where the page reads it.
    fn validate(&self) -> Result<ValidatedPath, Option<PathFault>> {
        let names = self.names();
        let leaf = self.leaf.as_ref().ok_or(None)?;
        let inputs = PathInputs {
            leaf,
            untrusted: &self.untrusted,
            roots: &self.trusted,
            names: &names,
            time: self.time(),
        };
        inputs.validate(&verdicts(&inputs)).map_err(Some)
    }

    /// Why this case is not claimed.
    fn not_claimed(&self) -> Option<&'static str> {
        let has = |wanted: &str| {
            let features = self.facts["features"].as_array();
            features.is_some_and(|features| features.iter().any(|feature| feature == wanted))
        };
        if self.leaf.as_ref().is_some_and(Certificate::is_ca) {
            return Some("a server's certificate is not that of a CA (BR 7.1.2.7.8); webpki refuses it as a leaf");
        }
        if self
            .untrusted
            .iter()
            .any(|one| one.is_self_issued() && is_certified_by_another(one))
        {
            return Some("webpki counts self-issued intermediates against pathLenConstraint");
        }
        NOT_CLAIMED_FEATURES
            .iter()
            .find(|(feature, _)| has(feature))
            .map(|(_, why)| *why)
    }
}

fn is_certified_by_another(certificate: &Certificate) -> bool {
    verifier::verify(&certificate.signed_by(certificate.key())) != Some(true)
}

/// What a verifier says of the signatures that a validation needs.
fn verdicts(inputs: &PathInputs<'_>) -> Verdicts {
    let verdict = |signed: &_| match verifier::verify(signed) {
        Some(true) => Verdict::Valid,
        Some(false) => Verdict::Invalid,
        None => Verdict::Unchecked,
    };
    let signatures = inputs.signatures().into_iter();
    signatures.map(|signed| (signed.clone(), verdict(&signed))).collect()
}

#[test]
fn every_claimed_case_gets_its_verdict() {
    let cases = cases();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    let mut claimed = 0;
    for case in &cases {
        let outcome = case.validate();
        let expected = case.facts["expect"].as_str().unwrap();
        let is_right = outcome.is_ok() == (expected == "SUCCESS");
        if std::env::var("SHOW").is_ok() {
            println!(
                "{} {:?} {expected} {} {:?}",
                if is_right { "ok" } else { "WRONG" },
                case.not_claimed(),
                case.id(),
                outcome.as_ref().err()
            );
        }
        if case.not_claimed().is_some() {
            continue;
        }
        claimed += 1;
        if !is_right {
            wrong.push(format!("{} ({expected}): {:?}", case.id(), outcome.err()));
        }
    }
    println!("{claimed} claimed of {}", cases.len());
    assert!(
        wrong.is_empty(),
        "{} of {claimed} claimed cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
