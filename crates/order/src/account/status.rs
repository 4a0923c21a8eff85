//! The states of an order and of a request.

use crate::lenient::{Object, text};

/// The state of an order (DigiCert API notes, section 5.7).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OrderStatus {
    /// It waits for validation.
    Pending,
    /// It waits for an approver of the account.
    NeedsApproval,
    /// It is being issued.
    Processing,
    /// Its CSR is missing.
    NeedsCsr,
    /// It waits to be picked up; it can be cancelled like a pending one.
    WaitingPickup,
    /// A certificate is issued; it may have expired since then.
    Issued,
    /// A reissue is under way.
    ReissuePending,
    /// Approved, on its way to being issued.
    Approved,
    /// Refused by an approver.
    Rejected,
    /// Refused by DigiCert.
    Denied,
    /// Cancelled.
    Canceled,
    /// Revoked.
    Revoked,
    /// Expired.
    Expired,
    /// A mark on an order that came from another account: it was renewed.
    Renewed,
    /// A mark on an order that came from another account: it was not renewed.
    NotRenewed,
    /// A state that no source knows, as it was written; may be empty.
    Other(String),
}

impl OrderStatus {
    /// The states that are known, with their words.
    const KNOWN: [(&'static str, Self); 15] = [
        ("pending", Self::Pending),
        ("needs_approval", Self::NeedsApproval),
        ("processing", Self::Processing),
        ("needs_csr", Self::NeedsCsr),
        ("waiting_pickup", Self::WaitingPickup),
        ("issued", Self::Issued),
        ("reissue_pending", Self::ReissuePending),
        ("approved", Self::Approved),
        ("rejected", Self::Rejected),
        ("denied", Self::Denied),
        ("canceled", Self::Canceled),
        ("revoked", Self::Revoked),
        ("expired", Self::Expired),
        ("renewed", Self::Renewed),
        ("not_renewed", Self::NotRenewed),
    ];

    /// Reads a state, in whatever case it is written; both spellings of "cancelled" are in use.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let trimmed = word.trim();
        if trimmed.eq_ignore_ascii_case("cancelled") {
            return Self::Canceled;
        }
        let known = Self::KNOWN
            .into_iter()
            .find(|(known, _)| trimmed.eq_ignore_ascii_case(known));
        known.map_or_else(|| Self::Other(word.to_owned()), |(_, status)| status)
    }

    pub(crate) fn read(answer: &Object) -> Self {
        Self::of(&text(answer, "status").unwrap_or_default())
    }

    /// The word of the API.
    #[must_use]
    pub fn word(&self) -> &str {
        if let Self::Other(word) = self {
            return word;
        }
        let known = Self::KNOWN.iter().find(|(_, status)| status == self);
        known.map_or("", |(word, _)| word)
    }

    /// Whether a certificate is still to come: something has to happen, or is happening.
    #[must_use]
    pub const fn waits(&self) -> bool {
        matches!(
            self,
            Self::Pending
                | Self::NeedsApproval
                | Self::Processing
                | Self::NeedsCsr
                | Self::WaitingPickup
                | Self::ReissuePending
                | Self::Approved
        )
    }

    /// Whether nothing will come of it by itself any more, so that there is no use in looking again.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        !self.waits() && !matches!(self, Self::Other(_))
    }

    /// Whether it can be cancelled (section 6.7): `pending` and `waiting_pickup` by the documents. One that waits for an
    /// approver, or for its CSR, is tried too: the API decides.
    #[must_use]
    pub const fn can_be_cancelled(&self) -> bool {
        matches!(
            self,
            Self::Pending | Self::WaitingPickup | Self::NeedsApproval | Self::NeedsCsr
        )
    }

    /// Whether it has, or had, a certificate.
    #[must_use]
    pub const fn has_certificate(&self) -> bool {
        matches!(
            self,
            Self::Issued | Self::ReissuePending | Self::Revoked | Self::Expired | Self::Renewed | Self::NotRenewed
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_leads_to_its_state_and_back() {
        for (word, status) in OrderStatus::KNOWN {
            assert_eq!(OrderStatus::of(word), status);
            assert_eq!(OrderStatus::of(&word.to_uppercase()), status);
            assert_eq!(status.word(), word);
        }
        assert_eq!(OrderStatus::of("Cancelled"), OrderStatus::Canceled);
        assert_eq!(OrderStatus::of("on_fire"), OrderStatus::Other("on_fire".into()));
        assert_eq!(OrderStatus::of("on_fire").word(), "on_fire");
    }

    #[test]
    fn a_state_is_either_final_or_waits_or_is_unknown() {
        for (word, status) in OrderStatus::KNOWN {
            assert_ne!(status.is_final(), status.waits(), "{word}");
        }
        let unknown = OrderStatus::of("on_fire");
        assert!(!unknown.is_final() && !unknown.waits() && !unknown.can_be_cancelled());
        assert!(OrderStatus::WaitingPickup.can_be_cancelled() && !OrderStatus::Issued.can_be_cancelled());
        assert!(OrderStatus::ReissuePending.waits() && OrderStatus::ReissuePending.has_certificate());
    }
}
