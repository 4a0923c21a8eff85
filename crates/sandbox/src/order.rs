//! Orders, requests and certificates as the sandbox keeps them.

use std::sync::OnceLock;

use serde_json::Value;
use time::{Date, OffsetDateTime};

use crate::account::Contact;
use crate::ca::{Hash, Issued, SubjectName};
use crate::csr::PublicKey;
use crate::products::Product;

/// State of an order (digicert-api 5.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderStatus {
    /// Waits for an approver.
    NeedsApproval,
    /// Waits for validation.
    Pending,
    /// Waits for a CSR.
    NeedsCsr,
    /// All is there; the certificate is being made.
    Processing,
    /// Done.
    Issued,
    /// Issued before, and waits for a certificate in place of the first.
    ReissuePending,
    /// Issued before; the certificate has ended.
    Expired,
    /// Refused by an approver.
    Rejected,
    /// Cancelled.
    Canceled,
    /// Its certificates are revoked.
    Revoked,
}

impl OrderStatus {
    /// The word of the API.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::NeedsApproval => "needs_approval",
            Self::Pending => "pending",
            Self::NeedsCsr => "needs_csr",
            Self::Processing => "processing",
            Self::ReissuePending => "reissue_pending",
            Self::Expired => "expired",
            Self::Issued => "issued",
            Self::Rejected => "rejected",
            Self::Canceled => "canceled",
            Self::Revoked => "revoked",
        }
    }
}

/// State of a request (digicert-api 5.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestStatus {
    /// Waits for the first of two approvers.
    Submitted,
    /// Waits for the only or last approver.
    Pending,
    /// Approved.
    Approved,
    /// Refused.
    Rejected,
}

impl RequestStatus {
    /// The word of the API.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestType {
    /// A new order.
    New,
    /// A renewal.
    Renewal,
    /// A reissue.
    Reissue,
    /// A duplicate.
    Duplicate,
    /// A revocation.
    Revoke,
}

impl RequestType {
    /// The word of the API.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::New => "new_request",
            Self::Renewal => "renewal",
            Self::Reissue => "reissue",
            Self::Duplicate => "duplicate",
            Self::Revoke => "revoke",
        }
    }
}

/// A request for approval.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Number.
    pub(crate) id: u64,
    /// The order that it belongs to.
    pub(crate) order_id: u64,
    /// The certificate that it is about, where it is not the first of the order.
    pub(crate) certificate_id: Option<u64>,
    /// When it was made.
    pub(crate) date: OffsetDateTime,
    /// When it was approved or rejected.
    pub(crate) processed: Option<OffsetDateTime>,
    /// What it asks for.
    pub(crate) kind: RequestType,
    /// Its state.
    pub(crate) status: RequestStatus,
    /// From who ordered.
    pub(crate) comments: String,
    /// From who approved or rejected.
    pub(crate) processor_comment: String,
}

/// What a certificate is to hold: the object `certificate` of an order, a reissue or a duplicate.
#[derive(Clone, Debug)]
pub(crate) struct CertificateRequest {
    /// All names, the common name first, each once.
    pub(crate) names: Vec<SubjectName>,
    /// The CSR as it was sent; empty as long as it is missing.
    pub(crate) csr: String,
    /// Its key; none as long as the CSR is missing.
    pub(crate) key: Option<PublicKey>,
    /// Hash of the signature.
    pub(crate) hash: Hash,
    /// Server platform.
    pub(crate) platform: i64,
    /// `profile_option`.
    pub(crate) profile: Option<String>,
    /// `organization_units`, which are not put into the certificate (digicert-api 7.4).
    pub(crate) organization_units: Vec<String>,
}

/// Which of the certificates of an order one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CertificateRole {
    /// The first.
    First,
    /// One that takes the place of the first.
    Reissue,
    /// A further one beside it.
    Duplicate,
}

/// A certificate of an order, issued or not.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    /// Number.
    pub(crate) id: u64,
    /// Which one it is.
    pub(crate) role: CertificateRole,
    /// What was asked for.
    pub(crate) request: CertificateRequest,
    /// When it was asked for.
    pub(crate) created: OffsetDateTime,
    /// When it was approved.
    pub(crate) approved: Option<OffsetDateTime>,
    /// When all that it needs was there.
    pub(crate) ready: Option<OffsetDateTime>,
    /// Whether it cannot be made, for what the account says cannot stand in a certificate.
    pub(crate) impossible: bool,
    /// What was issued.
    pub(crate) issued: Option<IssuedCertificate>,
    /// Whether it was revoked.
    pub(crate) revoked: bool,
}

/// An issued certificate with its dates.
#[derive(Clone, Debug)]
pub(crate) struct IssuedCertificate {
    /// Serial number.
    pub(crate) serial: Vec<u8>,
    /// The certificate: one of former times is made when it is asked for, and none if it cannot be made.
    pub(crate) made: OnceLock<Option<Issued>>,
    /// First day.
    pub(crate) valid_from: Date,
    /// Last day.
    pub(crate) valid_till: Date,
    /// When it was issued.
    pub(crate) date: OffsetDateTime,
}

impl IssuedCertificate {
    /// Serial number, upper-case hexadecimal.
    pub(crate) fn serial_text(&self) -> String {
        hex::encode_upper(&self.serial)
    }
}

/// What an order says beside its certificate.
#[derive(Clone, Debug)]
pub(crate) struct OrderTerms {
    /// Last day of the order.
    pub(crate) end: Date,
    /// Last day that was asked for the certificate; not yet capped.
    pub(crate) certificate_end: Date,
    /// The validity in years, 0 if it was given otherwise.
    pub(crate) validity_years: i64,
    /// The organization; none for DV.
    pub(crate) organization_id: Option<u64>,
    /// The container.
    pub(crate) container_id: u64,
    /// For the approver.
    pub(crate) comments: String,
    /// Whether it renews itself.
    pub(crate) auto_renew: bool,
    /// Text of renewal notices.
    pub(crate) custom_renewal_message: String,
    /// Whether there are none.
    pub(crate) disable_renewal_notifications: bool,
    /// Who else gets mail.
    pub(crate) additional_emails: Vec<String>,
    /// The order that it renews.
    pub(crate) renewal_of_order_id: Option<u64>,
    /// How it is paid.
    pub(crate) payment_method: String,
    /// How domains are validated.
    pub(crate) dcv_method: Option<String>,
    /// Whether approval is to be skipped.
    pub(crate) skip_approval: bool,
    /// Whether CT logs are to be avoided.
    pub(crate) disable_ct: bool,
    /// Custom fields: number and value.
    pub(crate) custom_fields: Vec<(u64, String)>,
    /// The caller's own number.
    pub(crate) alternative_order_id: Option<String>,
    /// Contacts of this order: type and person.
    pub(crate) contacts: Vec<(String, Contact)>,
}

/// A note on an order.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    /// When it was written.
    pub(crate) created: OffsetDateTime,
    /// What it says.
    pub(crate) text: String,
}

/// A random value by which control of domains is shown, and its end.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// The value.
    pub(crate) value: String,
    /// Until when it serves.
    pub(crate) expires: OffsetDateTime,
    /// How many there were before it.
    pub(crate) renewals: u32,
}

/// An order.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// Number.
    pub(crate) id: u64,
    /// Product.
    pub(crate) product: &'static Product,
    /// The body as received.
    pub(crate) body: Value,
    /// What it says.
    pub(crate) terms: OrderTerms,
    /// State.
    pub(crate) status: OrderStatus,
    /// When it was placed.
    pub(crate) created: OffsetDateTime,
    /// When its state changed last.
    pub(crate) changed: OffsetDateTime,
    /// Its certificates, the first first. The number of the first is told once the order is approved.
    pub(crate) certificates: Vec<Certificate>,
    /// Random value for DCV by token.
    pub(crate) token: Token,
    /// Names that were validated for this order alone: those of DV orders, addresses, and what only a file shows.
    pub(crate) validated_names: Vec<String>,
    /// Notes, oldest first; cancelling makes one.
    pub(crate) notes: Vec<Note>,
    /// Whether the account started with it.
    pub(crate) seeded: bool,
    /// Number of the user who placed it.
    pub(crate) user_id: u64,
}

impl Order {
    /// The certificate that counts: the last reissue, else the first.
    pub(crate) fn primary(&self) -> Option<&Certificate> {
        let issued = |certificate: &&Certificate| certificate.issued.is_some();
        let mut candidates = self
            .certificates
            .iter()
            .filter(|certificate| certificate.role != CertificateRole::Duplicate);
        candidates.clone().rfind(issued).or_else(|| candidates.next())
    }

    /// Whether it was approved, so that its certificate has a number that may be told.
    pub(crate) fn is_approved(&self) -> bool {
        matches!(
            self.status,
            OrderStatus::Pending
                | OrderStatus::NeedsCsr
                | OrderStatus::Processing
                | OrderStatus::Issued
                | OrderStatus::ReissuePending
                | OrderStatus::Expired
                | OrderStatus::Revoked
        )
    }
}
