//! Which certificate may have issued which.

use super::{MAX_CERTIFICATES, MAX_SIGNATURES};
use crate::certificate::Certificate;
use crate::key::PublicKey;
use crate::signed::Signed;

/// What the key identifiers (RFC 5280 section 4.2.1.1) say about an issuer whose name fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum KeyIds {
    /// They are there and agree.
    Agree,
    /// One is not there.
    Unknown,
    /// They are there and differ.
    Differ,
}

impl KeyIds {
    pub(super) fn of(subject: &Certificate, issuer: &Certificate) -> Self {
        match (subject.authority_key_id(), issuer.subject_key_id()) {
            (Some(wanted), Some(found)) if wanted == found => Self::Agree,
            (Some(_), Some(_)) => Self::Differ,
            _ => Self::Unknown,
        }
    }
}

/// Each certificate once, in an order that does not depend on that of the input, and no more than are looked at: those with
/// `leaf_key` first, then leaves, so that where there are too many, it is CAs that are dropped.
pub(super) fn distinct<'a>(certificates: &'a [Certificate], leaf_key: Option<&PublicKey>) -> Vec<&'a Certificate> {
    let mut distinct: Vec<&Certificate> = Vec::new();
    let rank = |certificate: &Certificate| (leaf_key != Some(certificate.key()), certificate.is_ca());
    for certificate in certificates {
        let compare = |other: &&Certificate| {
            let by_rank = rank(other).cmp(&rank(certificate));
            by_rank.then_with(|| other.der().cmp(certificate.der()))
        };
        if let Err(place) = distinct.binary_search_by(compare) {
            distinct.insert(place, certificate);
        }
    }
    distinct.truncate(MAX_CERTIFICATES);
    distinct
}

pub(super) fn candidates(certificates: &[Certificate]) -> Vec<Signed> {
    let distinct = distinct(certificates, None);
    let mut signatures: Vec<Signed> = Vec::new();
    for wanted in [KeyIds::Agree, KeyIds::Unknown, KeyIds::Differ] {
        for subject in &distinct {
            for issuer in &distinct {
                if signatures.len() == MAX_SIGNATURES {
                    return signatures;
                }
                if subject.issuer() == issuer.subject() && KeyIds::of(subject, issuer) == wanted {
                    let signed = subject.signed_by(issuer.key());
                    if !signatures.contains(&signed) {
                        signatures.push(signed);
                    }
                }
            }
        }
    }
    signatures
}
