//! The id of the control in which a field is entered: the error summary leads to it, and tests find it.

use certdesk_order::{ContactField, Field, OrganizationField};

/// The id of a field's control, unique in the page.
#[must_use]
pub fn field_id(field: Field) -> String {
    let fixed = match field {
        Field::Product => "product",
        Field::Csr => "csr",
        Field::CommonName => "common-name",
        Field::DnsNames => "dns-names",
        Field::DnsName(row) => return format!("dns-name-{}", row.0),
        Field::SignatureHash => "signature-hash",
        Field::ServerPlatform => "server-platform",
        Field::ProfileOption => "profile-option",
        Field::OrganizationUnits => "organization-units",
        Field::OrganizationId => "organization-id",
        Field::NewOrganization(member) => organization_id(member),
        Field::OrganizationContact(member) => return format!("organization-contact-{}", contact_id(member)),
        Field::VerifiedContact(member) => return format!("verified-contact-{}", contact_id(member)),
        Field::Approvers => "approvers",
        Field::Approver(row, member) => return format!("approver-{}-{}", row.0, contact_id(member)),
        Field::ValidityYears => "validity-years",
        Field::ValidityDays => "validity-days",
        Field::CustomExpirationDate => "custom-expiration-date",
        Field::DcvMethod => "dcv-method",
        Field::Locale => "locale",
        Field::SkipApproval => "skip-approval",
        Field::Comments => "comments",
        Field::RenewalOfOrderId => "renewal-of-order-id",
        Field::RenewedThumbprint => "renewed-thumbprint",
        Field::AutoRenew => "auto-renew",
        Field::CustomRenewalMessage => "custom-renewal-message",
        Field::DisableRenewalNotifications => "disable-renewal-notifications",
        Field::AdditionalEmails => "additional-emails",
        Field::PaymentMethod => "payment-method",
        Field::DisableCt => "disable-ct",
        Field::ContainerId => "container-id",
        Field::CustomFields => "custom-fields",
        Field::CustomFieldId(row) => return format!("custom-field-id-{}", row.0),
        Field::CustomFieldValue(row) => return format!("custom-field-value-{}", row.0),
    };
    fixed.to_owned()
}

const fn organization_id(member: OrganizationField) -> &'static str {
    match member {
        OrganizationField::Name => "organization-name",
        OrganizationField::AssumedName => "organization-assumed-name",
        OrganizationField::Address => "organization-address",
        OrganizationField::Address2 => "organization-address2",
        OrganizationField::City => "organization-city",
        OrganizationField::State => "organization-state",
        OrganizationField::Zip => "organization-zip",
        OrganizationField::Country => "organization-country",
        OrganizationField::Telephone => "organization-telephone",
        OrganizationField::ContainerId => "organization-container-id",
        OrganizationField::SkipDuplicateCheck => "organization-skip-duplicate-check",
        OrganizationField::Validate => "organization-validate",
    }
}

const fn contact_id(member: ContactField) -> &'static str {
    match member {
        ContactField::FirstName => "first-name",
        ContactField::LastName => "last-name",
        ContactField::Email => "email",
        ContactField::JobTitle => "job-title",
        ContactField::Telephone => "telephone",
        ContactField::TelephoneExtension => "telephone-extension",
    }
}

#[cfg(test)]
mod tests {
    use certdesk_order::RowKey;

    use super::*;

    #[test]
    fn rows_of_two_lists_never_share_an_id() {
        let row = RowKey(3);
        let ids = [
            Field::DnsName(row),
            Field::CustomFieldId(row),
            Field::CustomFieldValue(row),
        ]
        .map(field_id);
        assert_eq!(ids, ["dns-name-3", "custom-field-id-3", "custom-field-value-3"]);
    }
}
