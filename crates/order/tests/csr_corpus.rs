//! Real CSRs, judged as an order would judge them.
//!
//! `CERTDESK_CORPUS` names a folder with `csr.json`; without it pki's own cases of the same form are read.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use certdesk_order::{CsrProblem, Problem, Severity, SignatureState, What, csr_rules};
use certdesk_pki::CsrRefusal;
use serde::Deserialize;

/// One case.
#[derive(Debug, Deserialize)]
struct Case {
    id: String,
    input_base64: String,
    /// `valid`, `bad-signature`, `reject`, `unsupported-alg` or `disputed`.
    expect: String,
    /// Whether a friendly box can make a CSR of it.
    #[serde(default)]
    lenient_ok: bool,
    /// The key, where the references could read it.
    key: Option<Key>,
}

/// What the references say of a key.
#[derive(Debug, Deserialize)]
struct Key {
    r#type: String,
    size: Option<u64>,
    curve: Option<String>,
    e: Option<serde_json::Number>,
}

impl Key {
    /// Whether the BR let a CA certify it (BR 6.1.5 and 6.1.6), as far as the corpus tells.
    fn may_be_certified(&self) -> bool {
        match self.r#type.as_str() {
            "RSA" => {
                self.size.is_some_and(|bits| bits >= 2048 && bits % 8 == 0)
                    && self
                        .e
                        .as_ref()
                        .and_then(serde_json::Number::as_u64)
                        .is_none_or(|e| e >= 3 && e % 2 == 1)
            }
            "EC" => ["secp256r1", "secp384r1", "secp521r1"].contains(&self.curve.as_deref().unwrap_or_default()),
            _ => false,
        }
    }
}

fn cases() -> Vec<Case> {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../pki/tests/data");
    let folder = std::env::var_os("CERTDESK_CORPUS").map_or_else(own, PathBuf::from);
    let cases: Vec<Case> = serde_json::from_str(&std::fs::read_to_string(folder.join("csr.json")).unwrap()).unwrap();
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    cases
}

/// What is said about the CSR and of nothing else.
fn own(problems: Vec<Problem>) -> Vec<CsrProblem> {
    let own = problems.into_iter().filter_map(|problem| match problem.what {
        What::Csr(problem) => Some(problem),
        _ => None,
    });
    own.collect()
}

/// What is wrong with the verdict on a case.
fn judge(case: &Case) -> Option<String> {
    let input = STANDARD.decode(&case.input_base64).unwrap();
    let signature = if case.expect == "bad-signature" {
        SignatureState::Invalid
    } else {
        SignatureState::Valid
    };
    // The box holds text: a file of DER becomes PEM before it is judged.
    let said = match csr_rules::read(&input) {
        Ok(reading) => {
            let checked = csr_rules::check(&reading.csr.to_pem(), signature, None);
            if checked.value.is_some() == checked.error().is_some() {
                return Some("an error and a value, or neither".into());
            }
            own(checked.problems)
        }
        Err(problem) => vec![problem],
    };
    let found: Vec<_> = said
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .cloned()
        .collect();
    let is_refused = matches!(found.as_slice(), [CsrProblem::Refused(_) | CsrProblem::Missing]);
    let is_certifiable = case.key.as_ref().is_none_or(Key::may_be_certified);
    let fits = match case.expect.as_str() {
        "valid" if case.id.contains("fermat") => found == [CsrProblem::RsaClosePrimes],
        // Keys that only more than the corpus tells shows to be unfit: a small factor, a curve spelled out, PSS.
        "valid" if is_certifiable => found.iter().all(|error| {
            matches!(
                error,
                CsrProblem::RsaSmallFactor { .. } | CsrProblem::CurveSpelledOut | CsrProblem::KeyNotAllowed { .. }
            )
        }),
        "valid" => !is_refused && !found.is_empty(),
        "bad-signature" => found.contains(&CsrProblem::SignatureInvalid),
        "reject" => is_refused || case.lenient_ok,
        "unsupported-alg" => said
            .iter()
            .any(|problem| found.contains(problem) || matches!(problem, CsrProblem::WeakHash { .. })),
        // Two programs differ: read, or refused with more to say than that it is something else.
        "disputed" => !found.iter().any(|error| {
            matches!(
                error,
                CsrProblem::Missing | CsrProblem::Refused(CsrRefusal::NotACsr | CsrRefusal::Binary)
            )
        }),
        other => return Some(format!("no such expectation: {other}")),
    };
    (!fits).then(|| format!("{found:?}"))
}

#[test]
fn every_case_gets_the_verdict_that_an_order_needs() {
    let cases = cases();
    let wrong: Vec<_> = cases
        .iter()
        .filter_map(|case| judge(case).map(|wrong| format!("{} ({}): {wrong}", case.id, case.expect)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
