//! The order in data, as the review step reads it back.

use crate::{
    CheckedEntries, Country, DcvMethod, PaymentMethod, Product, SignatureHash, Validity, ValidityEnds,
    checked::Organization, validity_ends,
};

/// What an order says, with the defaults of the API filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The product.
    pub product: Product,
    /// The common name.
    pub common_name: String,
    /// The other names, as they are sent.
    pub dns_names: Vec<String>,
    /// How many of all names are wildcards.
    pub wildcards: usize,
    /// How many of all names are IP addresses.
    pub addresses: usize,
    /// The hash of the certificate's signature.
    pub signature_hash: SignatureHash,
    /// The organization.
    pub organization: ReviewedOrganization,
    /// How long the order lasts, as it was given.
    pub validity: Validity,
    /// The days on which order and certificate really end, if the certificate is issued today.
    pub ends: ValidityEnds,
    /// How control over the domains is shown; mail unless chosen otherwise (DigiCert API notes, section 5.2).
    pub dcv_method: DcvMethod,
    /// Whether the approval step is to be skipped.
    pub skip_approval: bool,
    /// The message for the approver.
    pub comments: Option<String>,
    /// How the order is paid; from the balance unless chosen otherwise (section 5.5).
    pub payment_method: PaymentMethod,
    /// The order that this one renews.
    pub renewal_of_order_id: Option<u64>,
    /// Whether the certificate renews itself.
    pub auto_renew: bool,
    /// Whether renewal notices are sent.
    pub renewal_notices: bool,
    /// More recipients of the notices.
    pub additional_emails: Vec<String>,
    /// Whether the certificate is logged (Certificate Transparency).
    pub logged: bool,
    /// The container.
    pub container_id: Option<u64>,
    /// How many of the account's own fields are filled.
    pub custom_fields: usize,
}

/// The organization of an order, as it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewedOrganization {
    /// One of the account.
    Existing {
        /// Its number.
        id: u64,
    },
    /// A new one.
    New {
        /// Its legal name.
        name: String,
        /// Its city.
        city: String,
        /// Its country.
        country: Country,
        /// Whether it is submitted for validation at once.
        validate: bool,
    },
}

impl Review {
    pub(crate) fn new(
        product: Product,
        common_name: &str,
        dns_names: &[String],
        validity: Validity,
        organization: ReviewedOrganization,
        entries: &CheckedEntries,
    ) -> Self {
        let names = || std::iter::once(common_name).chain(dns_names.iter().map(String::as_str));
        Self {
            product,
            common_name: common_name.to_owned(),
            dns_names: dns_names.to_vec(),
            wildcards: names().filter(|name| name.starts_with("*.")).count(),
            addresses: names().filter(|name| name.parse::<std::net::IpAddr>().is_ok()).count(),
            signature_hash: entries.signature_hash,
            organization,
            validity,
            ends: validity_ends(entries.today, validity),
            dcv_method: entries.dcv_method.unwrap_or(DcvMethod::Email),
            skip_approval: entries.skip_approval,
            comments: entries.comments.clone(),
            payment_method: entries.payment_method.unwrap_or(PaymentMethod::Balance),
            renewal_of_order_id: entries.renewal_of_order_id,
            auto_renew: entries.auto_renew,
            renewal_notices: !entries.disable_renewal_notifications,
            additional_emails: entries.additional_emails.clone(),
            logged: !entries.disable_ct,
            container_id: entries.container_id,
            custom_fields: entries.custom_fields.len(),
        }
    }

    /// How many names the certificate has, the common name included.
    #[must_use]
    pub fn names(&self) -> usize {
        self.dns_names.len().saturating_add(1)
    }
}

impl ReviewedOrganization {
    /// `None` where the organization is not whole.
    pub(crate) fn new(organization: &Organization) -> Option<Self> {
        match organization {
            Organization::Existing(id) => id.map(|id| Self::Existing { id }),
            Organization::New(new) => Some(Self::New {
                name: new.name.clone()?,
                city: new.city.clone()?,
                country: new.country?,
                validate: new.validate.is_some(),
            }),
        }
    }
}
