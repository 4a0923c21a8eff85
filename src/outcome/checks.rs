//! Whether the certificate is what was ordered: the questions, answered from the chain and the order.

use certdesk_order::{SignatureHash, Validation};
use certdesk_pki::{
    Certificate, Chain, ChainNote, LeftoverReason, PathFault, PathInputs, PublicKey, Verdict, Verdicts, digicert_root,
};
use time::{Date, OffsetDateTime};

use super::finding::{Finding, Mark, Question};
use super::names::{lacking, name_text, title};
use super::received::Received;
use crate::text::algorithm_name;

/// One question with what was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Check {
    pub(super) question: Question,
    pub(super) findings: Vec<Finding>,
}

impl Check {
    /// The mark of its gravest finding.
    pub(super) fn mark(&self) -> Mark {
        self.findings.iter().map(Finding::mark).max().unwrap_or(Mark::Unchecked)
    }
}

/// The mark of the whole: that of the gravest check.
pub(super) fn overall(checks: &[Check]) -> Mark {
    checks.iter().map(Check::mark).max().unwrap_or(Mark::Unchecked)
}

/// How far the verification of signatures is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verification {
    /// The browser is at it.
    Pending,
    /// There is no WebCrypto outside a secure context.
    Insecure,
    /// These are the verdicts.
    Done(Verdicts),
}

impl Verification {
    /// The verdicts that are there.
    pub(super) fn verdicts(&self) -> Verdicts {
        match self {
            Self::Done(verdicts) => verdicts.clone(),
            Self::Pending | Self::Insecure => Verdicts::default(),
        }
    }
}

/// What a chain is compared with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ordered {
    /// The key of the CSR; `None` where that can't be read.
    pub(super) key: Option<PublicKey>,
    /// The names, as they were sent.
    pub(super) names: Vec<String>,
    /// The last day of the certificate, as the order promised it; `None` where the record does not say.
    pub(super) ends: Option<Date>,
    /// The hash; `None` where the order left it to DigiCert.
    pub(super) hash: Option<SignatureHash>,
    /// How DigiCert validates the product; `None` for a product that the page does not know.
    pub(super) validation: Option<Validation>,
}

/// Answers all questions, in the order in which they are shown. `chain` is that of `received`, which has a certificate at
/// least.
pub(super) fn judge(
    chain: &Chain,
    received: &Received,
    ordered: &Ordered,
    verification: &Verification,
    now: OffsetDateTime,
) -> Vec<Check> {
    let leaf = chain.leaf();
    let today = now.date();
    let key = match (leaf, &ordered.key) {
        (Some(leaf), Some(key)) if leaf.key() == key => Finding::KeyAgrees,
        (Some(_), Some(_)) => Finding::KeyDiffers,
        _ => Finding::KeyUnknown,
    };
    let check = |question, findings| Check { question, findings };
    let of_leaf = |findings: &dyn Fn(&Certificate) -> Vec<Finding>| leaf.map(findings).unwrap_or_default();
    let mut checks = vec![
        check(Question::Key, vec![key]),
        check(Question::Names, of_leaf(&|leaf| names(leaf, &ordered.names))),
        check(Question::Validity, of_leaf(&|leaf| validity(leaf, ordered.ends))),
        check(Question::Hash, of_leaf(&|leaf| hash(leaf, ordered.hash))),
        check(Question::Policy, of_leaf(&|leaf| policy(leaf, ordered.validation))),
        check(Question::Signatures, signatures(chain, verification)),
        check(Question::Path, path(chain, verification, now)),
        check(Question::Dates, dates(chain.path(), today)),
        check(Question::Chain, completeness(chain, received)),
        check(Question::Root, root(chain)),
    ];
    // What the order did not say can't be compared.
    checks.retain(|check| !check.findings.is_empty());
    checks
}

/// The end of the certificate beside that which was promised; a day of difference is one of time zones.
fn validity(leaf: &Certificate, asked: Option<Date>) -> Vec<Finding> {
    let given = leaf.not_after().date();
    asked
        .map(|asked| match (given - asked).whole_days() {
            -1..=1 => Finding::ValidityAgrees(given),
            _ => Finding::ValidityDiffers { asked, given },
        })
        .into_iter()
        .collect()
}

fn hash(leaf: &Certificate, asked: Option<SignatureHash>) -> Vec<Finding> {
    let Some(asked) = asked else { return Vec::new() };
    let given = leaf.signature_algorithm();
    let is_same = given
        .hash()
        .is_some_and(|hash| format!("{hash:?}").eq_ignore_ascii_case(asked.id()));
    vec![if is_same {
        Finding::HashAgrees(asked.name())
    } else {
        Finding::HashDiffers {
            asked: asked.name(),
            given: algorithm_name(given),
        }
    }]
}

/// The reserved policy identifiers of the CA/Browser Forum (BR 7.1.6.1): EV, and organization validated.
const fn policy_of(validation: Validation) -> &'static str {
    match validation {
        Validation::Ev => "2.23.140.1.1",
        Validation::Ov => "2.23.140.1.2.2",
    }
}

fn policy(leaf: &Certificate, asked: Option<Validation>) -> Vec<Finding> {
    let Some(asked) = asked else { return Vec::new() };
    let given: Vec<_> = leaf.extensions().policies.iter().map(ToString::to_string).collect();
    vec![if given.iter().any(|policy| policy == policy_of(asked)) {
        Finding::PolicyAgrees(asked)
    } else {
        Finding::PolicyDiffers { asked, given }
    }]
}

/// The path by RFC 5280's rules, with the root that came as the one that is trusted: whether it deserves that is a question of
/// its own.
fn path(chain: &Chain, verification: &Verification, now: OffsetDateTime) -> Vec<Finding> {
    let verdicts = match verification {
        Verification::Pending => return vec![Finding::SignaturesPending],
        Verification::Insecure => return vec![Finding::PathNotChecked],
        Verification::Done(verdicts) => verdicts,
    };
    let (Some(leaf), Some(root)) = (chain.leaf(), chain.root()) else {
        return vec![Finding::PathNotChecked];
    };
    let inputs = PathInputs {
        leaf,
        untrusted: chain.intermediates(),
        roots: std::slice::from_ref(root),
        names: &[],
        time: now,
    };
    vec![match inputs.validate(verdicts) {
        Ok(_) => Finding::PathHolds(title(root)),
        Err(PathFault::SignatureUnchecked) => Finding::PathNotChecked,
        Err(fault) => Finding::PathFails(fault),
    }]
}

fn root(chain: &Chain) -> Vec<Finding> {
    vec![match chain.root() {
        // What is missing below it is graver, and told with the chain.
        None if chain.path().len() < 2 => return Vec::new(),
        None => Finding::RootAbsent,
        Some(root) => digicert_root(root).map_or_else(|| Finding::RootPrivate(title(root)), Finding::RootPublic),
    }]
}

/// Missing is what no subject alternative name has, for nothing else is looked at by browsers; a common name that was not
/// ordered is one too many all the same.
fn names(leaf: &Certificate, ordered: &[String]) -> Vec<Finding> {
    let mut has: Vec<_> = leaf.subject_alt_names().iter().map(name_text).collect();
    let missing = lacking(ordered, &has);
    has.extend(leaf.subject().common_names().map(str::to_owned));
    let extra = lacking(&has, ordered);
    let mut findings = Vec::new();
    if !missing.is_empty() {
        findings.push(Finding::NamesMissing(missing));
    }
    if !extra.is_empty() {
        findings.push(Finding::NamesExtra(extra));
    }
    if findings.is_empty() {
        findings.push(Finding::NamesAgree(ordered.len()));
    }
    findings
}

fn signatures(chain: &Chain, verification: &Verification) -> Vec<Finding> {
    match verification {
        _ if chain.links().is_empty() => return vec![Finding::NoIssuer],
        Verification::Pending => return vec![Finding::SignaturesPending],
        Verification::Insecure => return vec![Finding::SignaturesInsecure],
        Verification::Done(_) => {}
    }
    let doubtful: Vec<_> = chain
        .path()
        .iter()
        .zip(chain.links())
        .filter_map(|(certificate, link)| match link {
            Verdict::Valid => None,
            Verdict::Invalid => Some(Finding::SignatureInvalid(title(certificate))),
            Verdict::Unchecked => Some(Finding::SignatureUnsupported(title(certificate))),
        })
        .collect();
    if doubtful.is_empty() {
        vec![Finding::SignaturesValid(chain.links().len())]
    } else {
        doubtful
    }
}

/// Days are those of UTC, in which certificates are dated.
fn dates(path: &[Certificate], today: Date) -> Vec<Finding> {
    let wrong: Vec<_> = path
        .iter()
        .filter_map(|certificate| {
            let (begins, ends) = (certificate.not_before().date(), certificate.not_after().date());
            if today > ends {
                Some(Finding::Expired(title(certificate), ends))
            } else if today < begins {
                Some(Finding::NotYetValid(title(certificate), begins))
            } else {
                None
            }
        })
        .collect();
    let first_end = path.iter().map(|certificate| certificate.not_after().date()).min();
    match first_end {
        Some(first_end) if wrong.is_empty() => vec![Finding::DatesRight(first_end)],
        _ => wrong,
    }
}

fn completeness(chain: &Chain, received: &Received) -> Vec<Finding> {
    let mut findings: Vec<_> = received.unreadable.iter().cloned().map(Finding::Unreadable).collect();
    if received.passed_over > 0 {
        findings.push(Finding::PassedOver(received.passed_over));
    }
    findings.extend(chain.notes().iter().filter_map(|note| match note {
        ChainNote::Reordered => Some(Finding::Reordered),
        ChainNote::SeveralLeaves { count } => Some(Finding::SeveralLeaves(*count)),
        ChainNote::NoLeaf => Some(Finding::NoLeaf),
        ChainNote::MissingIssuer { issuer } => {
            let name = issuer.common_name().map_or_else(|| issuer.to_string(), str::to_owned);
            Some(if chain.path().len() == 1 {
                Finding::MissingIntermediate(name)
            } else {
                Finding::MissingIssuer(name)
            })
        }
        // Keys and signatures have questions of their own.
        _ => None,
    }));
    let reasons = [
        LeftoverReason::Foreign,
        LeftoverReason::AnotherLeaf,
        LeftoverReason::Alternative,
        LeftoverReason::Duplicate,
        LeftoverReason::TooMany,
    ];
    for reason in reasons {
        let with_reason = chain.leftovers().iter().filter(|leftover| leftover.reason == reason);
        let names: Vec<_> = with_reason.map(|leftover| title(&leftover.certificate)).collect();
        if !names.is_empty() {
            findings.push(Finding::LeftOver(reason, names));
        }
    }
    if findings.is_empty() {
        findings.push(Finding::Complete);
    }
    findings
}

#[cfg(test)]
mod tests;
