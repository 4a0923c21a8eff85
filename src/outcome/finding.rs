//! What can be found when a certificate is compared with its order, and the mark that it gets.

use certdesk_order::Validation;
use certdesk_pki::{LeftoverReason, PathFault};
use time::Date;

use super::received::UnreadableEntry;

/// How a finding is to be taken; of several the last in this order counts, so that a doubt outweighs a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// As it should be.
    Good,
    /// Worth knowing.
    Note,
    /// It could not be checked here.
    Unchecked,
    /// Not known yet: the browser is still at it.
    Pending,
    /// Not what was ordered, or not to be relied on.
    Bad,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// Has the certificate the key of the CSR?
    Key,
    /// Has it the names that were ordered, and no other?
    Names,
    /// Has it the validity that was ordered?
    Validity,
    /// Is it signed with the hash that was ordered?
    Hash,
    /// Does it say that it is of the product's kind?
    Policy,
    /// Is each certificate signed by the next?
    Signatures,
    /// Does the path hold by the rules by which browsers judge it?
    Path,
    /// Does it lead to a root that browsers know?
    Root,
    /// Is each certificate valid today?
    Dates,
    /// Is the chain whole, and nothing else beside it?
    Chain,
}

/// What is found.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Finding {
    /// The certificate has the CSR's key.
    KeyAgrees,
    /// It has another.
    KeyDiffers,
    /// The CSR that was kept can't be read, so there is nothing to compare with.
    KeyUnknown,
    /// It has exactly the ordered names, so many.
    NamesAgree(usize),
    /// Names that were ordered and are not in it.
    NamesMissing(Vec<String>),
    /// Names that are in it and were not ordered.
    NamesExtra(Vec<String>),
    /// It ends on the day that the order promised, this one, or the day beside it.
    ValidityAgrees(Date),
    /// It ends on another day.
    ValidityDiffers {
        /// The day that the order promised.
        asked: Date,
        /// The day on which it ends.
        given: Date,
    },
    /// It is signed with the ordered hash, by its proper name.
    HashAgrees(&'static str),
    /// It is signed with another, or in a way that is not known.
    HashDiffers {
        /// The ordered hash's proper name.
        asked: &'static str,
        /// The signature algorithm's.
        given: String,
    },
    /// It bears the policy of the product's kind (BR 7.1.6.1).
    PolicyAgrees(Validation),
    /// It bears other policies, or none.
    PolicyDiffers {
        /// The product's kind.
        asked: Validation,
        /// The policies that it bears.
        given: Vec<String>,
    },
    /// The path holds by RFC 5280, up to this root.
    PathHolds(String),
    /// It does not hold, for this reason.
    PathFails(PathFault),
    /// There is no root that it could lead to, or its signatures could not be checked.
    PathNotChecked,
    /// The root is one of DigiCert's public ones, by this name.
    RootPublic(&'static str),
    /// The root is none of those.
    RootPrivate(String),
    /// No root came with it.
    RootAbsent,
    /// The browser is verifying.
    SignaturesPending,
    /// The page is not in a secure context, so the browser verifies nothing.
    SignaturesInsecure,
    /// So many signatures verify, and none does not.
    SignaturesValid(usize),
    /// No issuer is there whose key could verify anything.
    NoIssuer,
    /// The signature of this certificate was not made by its issuer.
    SignatureInvalid(String),
    /// The browser can't verify this kind of signature, which this certificate has.
    SignatureUnsupported(String),
    /// All are valid today; the first of them ends on this day.
    DatesRight(Date),
    /// This certificate ended on this day.
    Expired(String, Date),
    /// This certificate begins on this day.
    NotYetValid(String, Date),
    /// From the leaf to a root, nothing is missing.
    Complete,
    /// The certificate of this issuer is not there.
    MissingIssuer(String),
    /// The intermediate of this name is not there: no browser would take the certificate alone.
    MissingIntermediate(String),
    /// All are those of CAs.
    NoLeaf,
    /// So many could be the leaf; the best was taken.
    SeveralLeaves(usize),
    /// They came in another order.
    Reordered,
    /// These are not in the path, for this reason.
    LeftOver(LeftoverReason, Vec<String>),
    /// Something in the answer is no certificate.
    Unreadable(UnreadableEntry),
    /// So many parts of the answer were not looked at: no chain has that many.
    PassedOver(usize),
}

impl Finding {
    /// How it is to be taken.
    pub(crate) fn mark(&self) -> Mark {
        match self {
            Self::KeyAgrees
            | Self::NamesAgree(_)
            | Self::ValidityAgrees(_)
            | Self::HashAgrees(_)
            | Self::PolicyAgrees(_)
            | Self::PathHolds(_)
            | Self::RootPublic(_)
            | Self::SignaturesValid(_)
            | Self::DatesRight(_)
            | Self::Complete => Mark::Good,
            // The path holds; what the CA should have done otherwise is for the CA to know.
            Self::PathFails(PathFault::Profile { .. }) => Mark::Note,
            Self::PathFails(PathFault::SignatureUnchecked | PathFault::TooMuchWork) => Mark::Unchecked,
            Self::SignaturesPending => Mark::Pending,
            Self::PathNotChecked
            | Self::KeyUnknown
            | Self::SignaturesInsecure
            | Self::NoIssuer
            | Self::SignatureUnsupported(_) => Mark::Unchecked,
            Self::PolicyDiffers { given, .. } if given.is_empty() => Mark::Note,
            Self::RootPrivate(_)
            | Self::RootAbsent
            | Self::MissingIssuer(_)
            | Self::SeveralLeaves(_)
            | Self::Reordered
            | Self::LeftOver(..)
            | Self::PassedOver(_) => Mark::Note,
            Self::PathFails(_)
            | Self::ValidityDiffers { .. }
            | Self::HashDiffers { .. }
            | Self::PolicyDiffers { .. }
            | Self::KeyDiffers
            | Self::NamesMissing(_)
            | Self::NamesExtra(_)
            | Self::SignatureInvalid(_)
            | Self::Expired(..)
            | Self::NotYetValid(..)
            | Self::MissingIntermediate(_)
            | Self::NoLeaf
            | Self::Unreadable(_) => Mark::Bad,
        }
    }

    /// The names that it lists.
    pub(crate) fn names(&self) -> &[String] {
        match self {
            Self::NamesMissing(names) | Self::NamesExtra(names) | Self::LeftOver(_, names) => names,
            _ => &[],
        }
    }
}
