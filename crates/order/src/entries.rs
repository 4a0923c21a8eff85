//! What a person has entered, before anything is judged: strings and choices, nothing refused, nothing lost.

use serde::Serialize;

use crate::{DcvMethod, PaymentMethod, Product, RowKey, SignatureHash};

/// Every entry of the form but the names.
///
/// An empty string, `None` or `false` means that the field was left alone, and it is then not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entries {
    /// The product, once it is chosen.
    pub product: Option<Product>,
    /// The CSR as it stands in its box: any text.
    pub csr: String,
    /// The hash with which the certificate is to be signed; SHA-256 unless chosen otherwise.
    pub signature_hash: SignatureHash,
    /// The server platform's number, or empty.
    pub server_platform: String,
    /// The name of a certificate profile, or empty.
    pub profile_option: String,
    /// Departments, one a line.
    pub organization_units: String,
    /// Whether the order names an organization of the account or brings a new one.
    pub organization: OrganizationChoice,
    /// The number of an organization of the account.
    pub organization_id: String,
    /// The new organization; looked at only where it is chosen, and kept while it is not.
    pub new_organization: OrganizationEntries,
    /// Who else may approve an EV order of an organization of the account; looked at only there, and kept while it is not.
    pub approvers: Vec<ApproverEntry>,
    /// In which of three ways the validity is given.
    pub validity: ValidityChoice,
    /// Years, as typed.
    pub validity_years: String,
    /// Days, as typed.
    pub validity_days: String,
    /// `yyyy-MM-dd`, as typed.
    pub custom_expiration_date: String,
    /// How control over the domains is to be shown.
    pub dcv_method: Option<DcvMethod>,
    /// The language of the validation e-mail.
    pub locale: String,
    /// Ask that the order skips the approval step.
    pub skip_approval: bool,
    /// A message for the approver.
    pub comments: String,
    /// The number of the order that this one renews.
    pub renewal_of_order_id: String,
    /// The SHA-1 thumbprint of the certificate that this one renews.
    pub renewed_thumbprint: String,
    /// Ask that the certificate renews itself.
    pub auto_renew: bool,
    /// A sentence for the renewal notices.
    pub custom_renewal_message: String,
    /// Ask that no renewal notices are sent.
    pub disable_renewal_notifications: bool,
    /// More recipients of the notices: one a line, or with commas or semicolons between.
    pub additional_emails: String,
    /// How the order is paid.
    pub payment_method: Option<PaymentMethod>,
    /// Ask that the certificate is not logged (Certificate Transparency).
    pub disable_ct: bool,
    /// The number of a container (division), or empty.
    pub container_id: String,
    /// The account's own fields.
    pub custom_fields: Vec<CustomFieldEntry>,
}

/// The names as entered: they are kept apart from [`Entries`] since there may be hundreds, judged one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NameEntries {
    /// The common name as typed.
    pub common_name: String,
    /// The additional names as typed, each in its row.
    pub dns_names: Vec<NameEntry>,
}

/// One row of the additional names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NameEntry {
    /// The row.
    pub key: RowKey,
    /// The name as typed.
    pub value: String,
}

/// One row of the account's own fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CustomFieldEntry {
    /// The row.
    pub key: RowKey,
    /// The field's number, as typed.
    pub metadata_id: String,
    /// The value, as typed.
    pub value: String,
}

/// One verified contact of an EV order (DigiCert API notes, section 3.3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ApproverEntry {
    /// The row.
    pub key: RowKey,
    /// The number of the account's user who is meant, or empty: then it is the person as typed.
    pub user_id: String,
    /// The person; of a user no more than what is shown.
    pub person: ContactEntries,
}

/// Whether the order names an organization of the account or brings a new one (DigiCert API notes, section 2.1, rule 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationChoice {
    /// `organization.id`.
    #[default]
    Existing,
    /// The whole object of section 3.1.
    New,
}

/// The three ways in which a validity can be given (DigiCert API notes, section 2.1, rule 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ValidityChoice {
    /// `validity_years`.
    #[default]
    Years,
    /// `validity_days`.
    Days,
    /// `custom_expiration_date`.
    Date,
}

/// A new organization as typed (DigiCert API notes, section 3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OrganizationEntries {
    /// The registered legal name.
    pub name: String,
    /// The name it does business under.
    pub assumed_name: String,
    /// Street.
    pub address: String,
    /// The second line of the street.
    pub address2: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Postal code.
    pub zip: String,
    /// Country, two letters.
    pub country: String,
    /// Telephone.
    pub telephone: String,
    /// The number of the container that the organization belongs to, or empty.
    pub container_id: String,
    /// Create it even if DigiCert thinks that the account has it already (section 3.4).
    pub skip_duplicate_check: bool,
    /// Submit it for validation at once (section 3.5).
    pub validate: bool,
    /// Whom DigiCert asks about the organization (section 3.2).
    pub contact: ContactEntries,
    /// Who approves EV orders; looked at only for EV products with `validate` (section 3.5).
    pub verified_contact: ContactEntries,
}

/// A person as typed (DigiCert API notes, sections 3.2 and 3.5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ContactEntries {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Job title.
    pub job_title: String,
    /// Telephone.
    pub telephone: String,
    /// Telephone extension.
    pub telephone_extension: String,
}
