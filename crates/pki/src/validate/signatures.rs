//! Which signatures a validation may need.

use super::PathInputs;
use crate::certificate::Certificate;
use crate::chain::MAX_SIGNATURES;
use crate::signed::Signed;

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

/// Takes a signature once; answers whether there is room for more.
fn take(signatures: &mut Vec<Signed>, subject: &Certificate, issuer: &Certificate) -> bool {
    let signed = subject.signed_by(issuer.key());
    if !signatures.contains(&signed) {
        signatures.push(signed);
    }
    signatures.len() < MAX_SIGNATURES
}
