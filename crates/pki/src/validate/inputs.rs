//! From the inputs of a validation to its answer.

use super::algorithms::{self, Answers};
use super::profile::{self, Role};
use super::{PathFault, names, signatures};
use crate::certificate::Certificate;
use crate::general_name::GeneralName;
use crate::signed::Signed;
use crate::verdicts::Verdicts;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use std::cell::RefCell;
use std::time::Duration;
use time::OffsetDateTime;
use webpki::{EndEntityCert, KeyUsage, VerifiedPath};

/// What a path is validated from: the inputs of RFC 5280 section 6.1.1, without policies.
#[derive(Clone, Copy, Debug)]
pub struct PathInputs<'a> {
    /// The server's certificate.
    pub leaf: &'a Certificate,
    /// The certificates that came with it, in any order; those that do not belong to it do no harm.
    pub untrusted: &'a [Certificate],
    /// The certificates that are trusted; each must be valid at `time`, too.
    pub roots: &'a [Certificate],
    /// The names that the leaf must serve, maybe none: DNS names as A-labels, with or without `*.`, and IP addresses. An entry
    /// of another kind must stand in the subject alternative names as it is, as must a wildcard.
    pub names: &'a [GeneralName],
    /// When the path must be valid; to the second, from 1970.
    pub time: OffsetDateTime,
}

/// A valid path.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidatedPath {
    certificates: Vec<Certificate>,
}

impl ValidatedPath {
    /// Leaf, intermediates, root.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// The root to which the path leads.
    pub fn root(&self) -> Option<&Certificate> {
        self.certificates.last()
    }
}

impl<'a> PathInputs<'a> {
    /// The signatures that need a verdict before [`Self::validate`]: those of each certificate that may be in a path with the
    /// key of each that may be its issuer by name; at most [`crate::chain::MAX_SIGNATURES`], the leaf's first.
    pub fn signatures(&self) -> Vec<Signed> {
        signatures::needed(self)
    }

    /// Validates the best path.
    ///
    /// # Errors
    /// What is wrong with it; [`PathFault::SignatureUnchecked`] where it hangs on a signature on which `verdicts` has nothing.
    pub fn validate(&self, verdicts: &Verdicts) -> Result<ValidatedPath, PathFault> {
        let answers = Answers::new(self.signatures(), verdicts);
        let algorithms = algorithms::supported(&answers);
        let algorithms: Vec<_> = algorithms.iter().map(algorithms::as_dyn).collect();
        let leaf_der = CertificateDer::from(self.leaf.der());
        let leaf = EndEntityCert::try_from(&leaf_der).map_err(|error| self.leaf_fault(&error))?;
        let (issuers, cut) = signatures::issuers(self, verdicts);
        let untrusted: Vec<_> = issuers.iter().map(|one| CertificateDer::from(one.der())).collect();
        let roots: Vec<_> = self.roots.iter().map(|one| CertificateDer::from(one.der())).collect();
        // A root that webpki can't read is none; the others may do.
        let anchors: Vec<(&Certificate, TrustAnchor<'_>)> = self
            .roots
            .iter()
            .zip(&roots)
            .filter_map(|(root, der)| Some((root, webpki::anchor_from_trusted_cert(der).ok()?)))
            .collect();
        let bare: Vec<TrustAnchor<'_>> = anchors.iter().map(|(_, anchor)| anchor.clone()).collect();
        let found: RefCell<Option<PathFault>> = RefCell::new(None);
        let valid: RefCell<Option<Vec<Certificate>>> = RefCell::new(None);
        let judge = |path: &VerifiedPath<'_>| {
            let root = anchors
                .iter()
                .zip(&bare)
                .find(|(_, anchor)| std::ptr::eq(*anchor, path.anchor()))
                .map(|((root, _), _)| *root);
            let intermediates = path.intermediate_certificates().map(|found| {
                let same = |one: &&Certificate| one.der() == found.der().as_ref();
                issuers.iter().copied().find(same)
            });
            let whole: Option<Vec<&Certificate>> = std::iter::once(Some(self.leaf))
                .chain(intermediates)
                .chain([root])
                .collect();
            let judged = whole.ok_or(PathFault::Other).and_then(|whole| {
                self.judge(&whole)?;
                Ok(whole.into_iter().cloned().collect())
            });
            match judged {
                Ok(whole) => {
                    valid.replace(Some(whole));
                    Ok(())
                }
                Err(fault) => {
                    found.borrow_mut().get_or_insert(fault);
                    // It only makes webpki try the next path: `found` is what counts.
                    Err(webpki::Error::UnknownIssuer)
                }
            }
        };
        let seconds = u64::try_from(self.time.unix_timestamp()).unwrap_or(0);
        let outcome = leaf.verify_for_usage(
            &algorithms,
            &bare,
            &untrusted,
            UnixTime::since_unix_epoch(Duration::from_secs(seconds)),
            KeyUsage::server_auth(),
            None,
            Some(&judge),
        );
        if let Err(error) = outcome {
            return Err(answers
                .gap()
                .or_else(|| found.take())
                .or_else(|| cut.then_some(PathFault::TooMuchWork))
                .unwrap_or_else(|| PathFault::of(&error)));
        }
        self.check_names(&leaf)?;
        let certificates = valid.take().ok_or(PathFault::Other)?;
        Ok(ValidatedPath { certificates })
    }

    /// Why webpki can't read the leaf; a length that takes more than two bytes is none to it.
    fn leaf_fault(&self, error: &webpki::Error) -> PathFault {
        if self.leaf.der().len() > usize::from(u16::MAX) {
            PathFault::TooMuchWork
        } else {
            PathFault::of(error)
        }
    }

    /// What webpki does not look at, in a path that it finds valid.
    fn judge(&self, path: &[&Certificate]) -> Result<(), PathFault> {
        check_root(path, self.time)?;
        let last = path.len().saturating_sub(1);
        for (index, certificate) in path.iter().enumerate() {
            let role = match index {
                0 => Role::Leaf,
                _ if index == last && certificate.is_self_issued() => Role::Root,
                _ => Role::Intermediate,
            };
            profile::check(certificate, role)?;
        }
        Ok(())
    }

    fn check_names(&self, leaf: &EndEntityCert<'_>) -> Result<(), PathFault> {
        let uncovered = self.names.iter().find(|name| !names::covers(self.leaf, leaf, name));
        match uncovered {
            Some(name) => Err(PathFault::NameNotCovered { name: name.clone() }),
            None => Ok(()),
        }
    }
}

/// Whether the root at the end of a path is valid at `time`, and its pathLenConstraint kept. webpki takes a root's name, key
/// and name constraints, and no more, as RFC 5280 section 6.2 lets it.
fn check_root(path: &[&Certificate], time: OffsetDateTime) -> Result<(), PathFault> {
    let Some((root, below)) = path.split_last() else {
        return Ok(());
    };
    // To the second, as the certificates are.
    let seconds = time.unix_timestamp();
    if seconds > root.not_after().unix_timestamp() {
        return Err(PathFault::Expired {
            not_after: root.not_after(),
        });
    }
    if seconds < root.not_before().unix_timestamp() {
        return Err(PathFault::NotYetValid {
            not_before: root.not_before(),
        });
    }
    // The leaf counts as little as a self-issued intermediate (RFC 5280 section 6.1.4 (l)).
    let intermediates = below.iter().skip(1).filter(|one| !one.is_self_issued()).count();
    match root.path_len() {
        Some(limit) if u64::try_from(intermediates).is_ok_and(|count| count > limit) => Err(PathFault::PathLenExceeded),
        _ => Ok(()),
    }
}
