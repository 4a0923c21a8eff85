//! Paths: those of a corpus, where `CERTDESK_CORPUS` names its folder, else the project's own in the same format.

use crate::sample::verdict;
use crate::verifier;
use certdesk_pki::{Certificate, GeneralName, Oid, PathFault, PathInputs, ValidatedPath, Verdicts, read_certificates};
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

/// One path to validate.
pub(crate) struct Case {
    facts: Value,
    pub(crate) leaf: Option<Certificate>,
    pub(crate) untrusted: Vec<Certificate>,
    pub(crate) trusted: Vec<Certificate>,
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
    servers.map(Case::of).collect()
}

/// The project's own case with this name.
pub(crate) fn case(id: &str) -> Case {
    let list: Vec<Value> = serde_json::from_str(include_str!("../data/chains.json")).unwrap();
    let facts = list.into_iter().find(|facts| facts["id"] == id);
    Case::of(facts.unwrap_or_else(|| panic!("no case {id}")))
}

/// The time of cases that have none: that at which they were collected.
pub(crate) fn moment() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_780_000_000).unwrap()
}

/// What a verifier says of the signatures that a validation needs.
pub(crate) fn verdicts(inputs: &PathInputs<'_>) -> Verdicts {
    let signatures = inputs.signatures().into_iter();
    signatures.map(|signed| (signed.clone(), verdict(&signed))).collect()
}

impl Case {
    fn of(facts: Value) -> Self {
        Self {
            leaf: read(&facts["leaf"]),
            untrusted: read_all(&facts["untrusted"]),
            trusted: read_all(&facts["trusted"]),
            facts,
        }
    }

    fn id(&self) -> &str {
        self.facts["id"].as_str().unwrap()
    }

    /// To the second: 2024-03-01T00:00:00.999+00:00
    fn time(&self) -> OffsetDateTime {
        let Some(text) = self.facts["time"].as_str() else {
            return moment();
        };
        assert!(text.ends_with("+00:00") || text.ends_with('Z'), "{text}");
        let numbers: Vec<u16> = text[..19]
            .split(['-', 'T', ':'])
            .map(|part| part.parse().unwrap())
            .collect();
        let small = |index: usize| u8::try_from(numbers[index]).unwrap();
        let month = time::Month::try_from(small(1)).unwrap();
        let date = time::Date::from_calendar_date(i32::from(numbers[0]), month, small(2)).unwrap();
        OffsetDateTime::new_utc(date, time::Time::from_hms(small(3), small(4), small(5)).unwrap())
    }

    fn names(&self) -> Vec<GeneralName> {
        let value = self.facts["host"]["value"].as_str().unwrap_or_default().to_owned();
        match self.facts["host"]["kind"].as_str() {
            Some("DNS") => vec![GeneralName::Dns(value)],
            Some("IP") => vec![GeneralName::Ip(value.parse().unwrap())],
            _ => Vec::new(),
        }
    }

    /// A leaf that can't be read is refused with no fault of a path.
    pub(crate) fn validate(&self) -> Result<ValidatedPath, Option<PathFault>> {
        let names = self.names();
        let inputs = PathInputs {
            leaf: self.leaf.as_ref().ok_or(None)?,
            untrusted: &self.untrusted,
            roots: &self.trusted,
            names: &names,
            time: self.time(),
        };
        inputs.validate(&verdicts(&inputs)).map_err(Some)
    }

    /// Why this case is not claimed.
    fn not_claimed(&self) -> Option<&'static str> {
        if self.leaf.as_ref().is_some_and(Certificate::is_ca) {
            return Some("a server's certificate is not that of a CA (BR 7.1.2.7.8); webpki takes none as a leaf");
        }
        let mut cas = self.untrusted.iter().chain(&self.trusted);
        if self.untrusted.iter().any(is_rollover) && cas.any(constrains) {
            return Some("webpki does not exempt self-issued intermediates from pathLenConstraint and nameConstraints");
        }
        let has = |wanted: &str| {
            let features = self.facts["features"].as_array();
            features.is_some_and(|features| features.iter().any(|feature| feature == wanted))
        };
        let found = NOT_CLAIMED_FEATURES.iter().find(|(feature, _)| has(feature));
        found.map(|(_, why)| *why)
    }
}

/// Whether this is a CA's new key, certified by its old one under the same name (RFC 5280 section 3.2).
fn is_rollover(certificate: &Certificate) -> bool {
    certificate.is_self_issued() && verifier::verify(&certificate.signed_by(certificate.key())) != Some(true)
}

/// Whether a CA limits what follows below it.
fn constrains(ca: &Certificate) -> bool {
    let is_name_constraints = |oid: &Oid| oid.to_string() == "2.5.29.30";
    ca.path_len().is_some() || ca.extensions().others.iter().any(is_name_constraints)
}

/// The fault's name, or that of the broken rule.
fn fault_name(fault: &PathFault) -> String {
    let whole = match fault {
        PathFault::Profile { rule, .. } => format!("{rule:?}"),
        other => format!("{other:?}"),
    };
    whole.split(' ').next().unwrap().to_owned()
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
        if let Some(why_not) = case.not_claimed() {
            println!(
                "not claimed, {}: {}: {why_not}",
                if is_right { "right" } else { "wrong" },
                case.id()
            );
            continue;
        }
        claimed += 1;
        // Only the project's own cases name the fault.
        let fault = outcome.err().flatten().as_ref().map(fault_name);
        let wanted = case.facts.get("fault");
        if !is_right || wanted.is_some_and(|wanted| wanted.as_str() != fault.as_deref()) {
            wrong.push(format!("{} ({expected}, {wanted:?}): {fault:?}", case.id()));
        }
    }
    println!("{claimed} of {} cases are claimed", cases.len());
    assert!(
        wrong.is_empty(),
        "{} of {claimed} claimed cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
