//! A leaf and the path above it, found from the certificates themselves and never from the order in which they came.

mod links;
mod path;
mod wanted;

use crate::certificate::Certificate;
use crate::key::PublicKey;
use crate::name::Name;
use crate::signed::Signed;
use crate::verdicts::{Verdict, Verdicts};

/// How many different certificates are looked at; the rest is left over as [`LeftoverReason::TooMany`].
pub const MAX_CERTIFICATES: usize = 128;

/// How many signatures [`Chain::candidates`] asks for at most.
pub const MAX_SIGNATURES: usize = 100;

/// A chain: every certificate that was given is either in [`Chain::path`] or in [`Chain::leftovers`].
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    path: Vec<Certificate>,
    links: Vec<Verdict>,
    leftovers: Vec<Leftover>,
    notes: Vec<ChainNote>,
}

/// A certificate that is not in the path.
#[derive(Clone, Debug, PartialEq)]
pub struct Leftover {
    /// The certificate.
    pub certificate: Certificate,
    /// Why it is left over.
    pub reason: LeftoverReason,
}

/// Why a certificate is not in the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftoverReason {
    /// The very same certificate was there already.
    Duplicate,
    /// Another certificate for the same subject and key as one in the path: a cross-certificate, or a renewal.
    Alternative,
    /// Another certificate that could have been the leaf.
    AnotherLeaf,
    /// It has nothing to do with the leaf.
    Foreign,
    /// It came after the first [`MAX_CERTIFICATES`].
    TooMany,
}

/// What else is to be said about a chain.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ChainNote {
    /// The certificates did not come in the order leaf, intermediates, root.
    Reordered,
    /// Several certificates could be the leaf; the best was taken.
    SeveralLeaves {
        /// How many.
        count: usize,
    },
    /// No certificate is a leaf: all are those of CAs.
    NoLeaf,
    /// No certificate has the key that was asked for.
    KeyNotFound,
    /// The signature of the certificate at this place of the path is not its issuer's.
    InvalidSignature {
        /// The place in the path, from 0.
        index: usize,
    },
    /// The signature of the certificate at this place of the path was not checked.
    UncheckedSignature {
        /// The place in the path, from 0.
        index: usize,
    },
    /// The path ends below a root: the certificate of this issuer is not there.
    MissingIssuer {
        /// The issuer's name.
        issuer: Name,
    },
}

impl Chain {
    /// The signatures that need a verdict before [`Chain::build`]: those of each certificate with the key of each that may
    /// be its issuer by name, those whose key identifiers agree first; at most [`MAX_SIGNATURES`].
    pub fn candidates(certificates: &[Certificate]) -> Vec<Signed> {
        links::candidates(certificates)
    }

    /// Builds the chain of the certificate with `leaf_key`, or of the one that looks like a leaf. Where several are left, it is
    /// the one that lacks the fewest of the wanted `names` and has the fewest others; then the one with the longest path, then
    /// the youngest.
    ///
    /// `names` are DNS names as A-labels, in any case, with or without the dot at their end, and IP addresses; maybe none. The
    /// order of `certificates` decides nothing but [`ChainNote::Reordered`].
    pub fn build(
        certificates: &[Certificate],
        leaf_key: Option<&PublicKey>,
        names: &[String],
        verdicts: &Verdicts,
    ) -> Self {
        path::build(certificates, leaf_key, names, verdicts)
    }

    /// Leaf, intermediates and, if there is one, root; empty only if there was no certificate at all.
    pub fn path(&self) -> &[Certificate] {
        &self.path
    }

    /// For each certificate of the path the verdict on its signature by the next, of a root by itself; one shorter than the
    /// path where the issuer of the last is missing.
    pub fn links(&self) -> &[Verdict] {
        &self.links
    }

    /// The certificate at the lower end of the path.
    pub fn leaf(&self) -> Option<&Certificate> {
        self.path.first()
    }

    /// The certificate that is its own issuer at the upper end of the path, if it is there and not the leaf itself.
    pub fn root(&self) -> Option<&Certificate> {
        self.above_leaf().1
    }

    /// The certificates between leaf and root.
    pub fn intermediates(&self) -> &[Certificate] {
        self.above_leaf().0
    }

    fn above_leaf(&self) -> (&[Certificate], Option<&Certificate>) {
        let above = self.path.get(1..).unwrap_or_default();
        match above.split_last() {
            // Only a root has a verdict by its own key.
            Some((root, rest)) if self.links.len() == self.path.len() => (rest, Some(root)),
            _ => (above, None),
        }
    }

    /// The certificates that are not in the path.
    pub fn leftovers(&self) -> &[Leftover] {
        &self.leftovers
    }

    /// What else is to be said.
    pub fn notes(&self) -> &[ChainNote] {
        &self.notes
    }
}
