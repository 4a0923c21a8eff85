//! Which signatures a validation may need, and which certificates.

use super::PathInputs;
use crate::certificate::Certificate;
use crate::chain::MAX_SIGNATURES;
use crate::signed::Signed;
use crate::verdicts::{Verdict, Verdicts};

/// How many untrusted certificates are looked at as issuers. webpki bounds the paths that it tries, too, but so widely that a
/// few dozen certificates that could all have issued each other would keep a page busy for minutes.
const MAX_ISSUERS: usize = 8;

/// From the leaf upwards, so that what is cut off lies far from it: each certificate with every possible issuer, those whose
/// key identifier it names before the others. A root's signature on itself is not needed: that it is trusted is given.
pub(super) fn needed(inputs: &PathInputs<'_>) -> Vec<Signed> {
    let mut signatures: Vec<Signed> = Vec::new();
    let mut reached: Vec<&Certificate> = vec![inputs.leaf];
    let mut next = 0;
    while let Some(subject) = reached.get(next).copied() {
        next += 1;
        let names_key = |issuer: &Certificate| {
            subject.authority_key_id().is_some() && subject.authority_key_id() == issuer.subject_key_id()
        };
        for wanted in [true, false] {
            let is_wanted = |issuer: &&Certificate| subject.issuer() == issuer.subject() && names_key(issuer) == wanted;
            for issuer in inputs.roots.iter().filter(is_wanted) {
                if !take(&mut signatures, subject, issuer) {
                    return signatures;
                }
            }
            for issuer in inputs.untrusted.iter().filter(is_wanted) {
                if !take(&mut signatures, subject, issuer) {
                    return signatures;
                }
                if !reached.contains(&issuer) {
                    reached.push(issuer);
                }
            }
        }
    }
    signatures
}

/// The untrusted certificates that may be in a path, and whether there were more than are looked at. Where a certificate has an
/// issuer whose signature is valid, those with the same name and another key are none.
pub(super) fn issuers<'a>(inputs: &PathInputs<'a>, verdicts: &Verdicts) -> (Vec<&'a Certificate>, bool) {
    let mut reached: Vec<&Certificate> = vec![inputs.leaf];
    let mut next = 0;
    let mut cut = false;
    while let Some(subject) = reached.get(next).copied() {
        next += 1;
        let named = inputs
            .untrusted
            .iter()
            .filter(|issuer| subject.issuer() == issuer.subject());
        let is_valid = |issuer: &&Certificate| verdicts.get(&subject.signed_by(issuer.key())) == Verdict::Valid;
        let (valid, others): (Vec<_>, Vec<_>) = named.partition(is_valid);
        for issuer in if valid.is_empty() { others } else { valid } {
            if !reached.contains(&issuer) {
                if reached.len() > MAX_ISSUERS {
                    cut = true;
                    break;
                }
                reached.push(issuer);
            }
        }
    }
    (reached.into_iter().skip(1).collect(), cut)
}

/// Takes a signature once; answers whether there is room for more.
fn take(signatures: &mut Vec<Signed>, subject: &Certificate, issuer: &Certificate) -> bool {
    let signed = subject.signed_by(issuer.key());
    if !signatures.contains(&signed) {
        signatures.push(signed);
    }
    signatures.len() < MAX_SIGNATURES
}
