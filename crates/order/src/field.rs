//! The places of the form: one for each entry that the order request knows.

/// The identity of one row in a list that grows and shrinks (names, custom fields).
///
/// It stays with its row while others are added, removed or folded, so that a problem keeps pointing at the entry that has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct RowKey(pub u32);

/// A place of the form, and with it a member of the order request (DigiCert API notes, section 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The product, which is part of the path: `/order/certificate/{product}`.
    Product,
    /// `certificate.csr`.
    Csr,
    /// `certificate.common_name`.
    CommonName,
    /// `certificate.dns_names` as a whole: its count, what is missing in it.
    DnsNames,
    /// One entry of `certificate.dns_names`.
    DnsName(RowKey),
    /// `certificate.signature_hash`.
    SignatureHash,
    /// `certificate.server_platform.id`.
    ServerPlatform,
    /// `certificate.profile_option`.
    ProfileOption,
    /// `certificate.organization_units`.
    OrganizationUnits,
    /// `organization.id`.
    OrganizationId,
    /// A member of the new-organization object that may stand in place of `organization.id` (section 3.1).
    NewOrganization(OrganizationField),
    /// A member of `organization.organization_contact` (section 3.2).
    OrganizationContact(ContactField),
    /// A member of the verified contact in `organization.validations[].verified_users[]` (section 3.5).
    VerifiedContact(ContactField),
    /// `organization.contacts[]` as a whole: the verified contacts of an EV order (section 3.3).
    Approvers,
    /// A member of one verified contact of an EV order.
    Approver(RowKey, ContactField),
    /// `validity_years`.
    ValidityYears,
    /// `validity_days`.
    ValidityDays,
    /// `custom_expiration_date`.
    CustomExpirationDate,
    /// `dcv_method`.
    DcvMethod,
    /// `locale`.
    Locale,
    /// `skip_approval`.
    SkipApproval,
    /// `comments`.
    Comments,
    /// `renewal_of_order_id`.
    RenewalOfOrderId,
    /// `renewed_thumbprint`.
    RenewedThumbprint,
    /// `auto_renew`.
    AutoRenew,
    /// `custom_renewal_message`.
    CustomRenewalMessage,
    /// `disable_renewal_notifications`.
    DisableRenewalNotifications,
    /// `additional_emails`.
    AdditionalEmails,
    /// `payment_method`.
    PaymentMethod,
    /// `disable_ct`.
    DisableCt,
    /// `container.id`.
    ContainerId,
    /// `custom_fields` as a whole: a required one that is missing.
    CustomFields,
    /// `custom_fields[].metadata_id` of one row.
    CustomFieldId(RowKey),
    /// `custom_fields[].value` of one row.
    CustomFieldValue(RowKey),
}

/// A member of the new-organization object (DigiCert API notes, section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrganizationField {
    /// `name`: the registered legal name.
    Name,
    /// `assumed_name`: the name it does business under.
    AssumedName,
    /// `address`: street.
    Address,
    /// `address2`.
    Address2,
    /// `city`.
    City,
    /// `state`: state or province, in full.
    State,
    /// `zip`: postal code.
    Zip,
    /// `country`: ISO 3166-1 alpha-2.
    Country,
    /// `telephone`.
    Telephone,
    /// `container.id`.
    ContainerId,
    /// `skip_duplicate_org_check`.
    SkipDuplicateCheck,
    /// `validations[]`: submit the organization for validation at once.
    Validate,
}

/// A member of a contact (DigiCert API notes, sections 3.2 and 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactField {
    /// `first_name`.
    FirstName,
    /// `last_name`.
    LastName,
    /// `email`.
    Email,
    /// `job_title`.
    JobTitle,
    /// `telephone`.
    Telephone,
    /// `telephone_extension`.
    TelephoneExtension,
}
