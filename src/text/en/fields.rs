//! Labels and hints of the fields.

use certdesk_order::{ContactField, Field, OrganizationField};

pub(super) const fn label(field: Field) -> &'static str {
    match field {
        Field::Product => "Which certificate?",
        Field::Csr => "CSR",
        Field::CommonName => "Common name",
        Field::DnsNames => "Additional names",
        Field::DnsName(_) => "Additional name",
        Field::SignatureHash => "Signature hash",
        Field::ServerPlatform => "Server platform",
        Field::ProfileOption => "Certificate profile",
        Field::OrganizationUnits => "Organization units",
        Field::OrganizationId => "Organization number",
        Field::NewOrganization(member) => match member {
            OrganizationField::Name => "Legal name",
            OrganizationField::AssumedName => "Assumed name (optional)",
            OrganizationField::Address => "Street address",
            OrganizationField::Address2 => "Street address, second line (optional)",
            OrganizationField::City => "City",
            OrganizationField::State => "State or province",
            OrganizationField::Zip => "Postal code",
            OrganizationField::Country => "Country",
            OrganizationField::Telephone => "Telephone",
            OrganizationField::ContainerId => "Division number (optional)",
            OrganizationField::SkipDuplicateCheck => "Create it even if the account has one like it",
            OrganizationField::Validate => "Ask DigiCert to validate it at once",
        },
        Field::OrganizationContact(member) | Field::VerifiedContact(member) | Field::Approver(_, member) => {
            match member {
                ContactField::FirstName => "First name",
                ContactField::LastName => "Last name",
                ContactField::Email => "E-mail address",
                ContactField::JobTitle => "Job title (optional)",
                ContactField::Telephone => "Telephone (optional)",
                ContactField::TelephoneExtension => "Extension (optional)",
            }
        }
        Field::Approvers => "Who may approve it",
        Field::ValidityYears => "How many years?",
        Field::ValidityDays => "How many days?",
        Field::CustomExpirationDate => "Last day",
        Field::DcvMethod => "Validation method",
        Field::Locale => "Language of the validation e-mail",
        Field::SkipApproval => "Skip the approval step",
        Field::Comments => "Message for the approver",
        Field::RenewalOfOrderId => "Number of the order that this one renews",
        Field::RenewedThumbprint => "SHA-1 thumbprint of the certificate that it renews",
        Field::AutoRenew => "Renew automatically",
        Field::CustomRenewalMessage => "Message in the renewal notices",
        Field::DisableRenewalNotifications => "Send no renewal notices",
        Field::AdditionalEmails => "More recipients",
        Field::PaymentMethod => "Payment method",
        Field::DisableCt => "Keep the certificate out of the public CT logs",
        Field::ContainerId => "Division number",
        Field::CustomFields => "Fields of your account",
        Field::CustomFieldId(_) => "Field number",
        Field::CustomFieldValue(_) => "Value",
    }
}

/// A field as a sentence speaks of it, behind "the".
pub(super) const fn noun(field: Field) -> &'static str {
    match field {
        Field::Product => "product",
        Field::Csr => "CSR",
        Field::CommonName => "common name",
        Field::DnsNames => "list of additional names",
        Field::DnsName(_) => "additional name",
        Field::SignatureHash => "signature hash",
        Field::ServerPlatform => "number of the server platform",
        Field::ProfileOption => "certificate profile",
        Field::OrganizationUnits => "list of organization units",
        Field::OrganizationId => "organization number",
        Field::NewOrganization(member) => match member {
            OrganizationField::Name => "legal name",
            OrganizationField::AssumedName => "assumed name",
            OrganizationField::Address => "street address",
            OrganizationField::Address2 => "second line of the street address",
            OrganizationField::City => "city",
            OrganizationField::State => "state or province",
            OrganizationField::Zip => "postal code",
            OrganizationField::Country => "country",
            OrganizationField::Telephone => "telephone number of the organization",
            OrganizationField::ContainerId => "division number of the organization",
            OrganizationField::SkipDuplicateCheck => "search for organizations like it",
            OrganizationField::Validate => "validation of the organization",
        },
        Field::OrganizationContact(member) => match member {
            ContactField::FirstName => "first name of the organization's contact",
            ContactField::LastName => "last name of the organization's contact",
            ContactField::Email => "e-mail address of the organization's contact",
            ContactField::JobTitle => "job title of the organization's contact",
            ContactField::Telephone => "telephone number of the organization's contact",
            ContactField::TelephoneExtension => "telephone extension of the organization's contact",
        },
        Field::VerifiedContact(member) | Field::Approver(_, member) => match member {
            ContactField::FirstName => "first name of the verified contact",
            ContactField::LastName => "last name of the verified contact",
            ContactField::Email => "e-mail address of the verified contact",
            ContactField::JobTitle => "job title of the verified contact",
            ContactField::Telephone => "telephone number of the verified contact",
            ContactField::TelephoneExtension => "telephone extension of the verified contact",
        },
        Field::Approvers => "list of approvers",
        Field::ValidityYears => "number of years",
        Field::ValidityDays => "number of days",
        Field::CustomExpirationDate => "last day",
        Field::DcvMethod => "validation method",
        Field::Locale => "language of the validation e-mail",
        Field::SkipApproval => "approval step",
        Field::Comments => "message for the approver",
        Field::RenewalOfOrderId => "number of the renewed order",
        Field::RenewedThumbprint => "thumbprint of the renewed certificate",
        Field::AutoRenew => "automatic renewal",
        Field::CustomRenewalMessage => "message in the renewal notices",
        Field::DisableRenewalNotifications => "choice of renewal notices",
        Field::AdditionalEmails => "list of more recipients",
        Field::PaymentMethod => "payment method",
        Field::DisableCt => "choice of CT logs",
        Field::ContainerId => "division number",
        Field::CustomFields => "list of your account's fields",
        Field::CustomFieldId(_) => "field number",
        Field::CustomFieldValue(_) => "value of the account's field",
    }
}

pub(super) const fn hint(field: Field) -> &'static str {
    match field {
        Field::Csr => "Paste the PKCS#10 request, or drop the file (PEM or DER). The private key stays on your server.",
        Field::CommonName => "The main name of the server, such as www.example.com.",
        Field::SignatureHash => "With which DigiCert signs the certificate.",
        Field::ServerPlatform => "DigiCert prepares its files and instructions for it.",
        Field::ProfileOption => "Only if your account has one for this order.",
        Field::OrganizationUnits => "One a line. DigiCert has left them out of certificates since August 2022.",
        Field::OrganizationId => "The number that CertCentral shows under Organizations.",
        Field::NewOrganization(member) => match member {
            OrganizationField::Name => "As registered, 64 characters at most.",
            OrganizationField::AssumedName => "If it does business under another name.",
            OrganizationField::City | OrganizationField::State => "Written out, without abbreviation.",
            OrganizationField::SkipDuplicateCheck => {
                "Otherwise DigiCert compares it with the organizations of the account."
            }
            OrganizationField::Validate => "Otherwise somebody has to do so in CertCentral before the order goes on.",
            _ => "",
        },
        Field::ValidityYears => {
            "Since February 2026 a certificate lives 199 days at most; the order lives on and covers new ones."
        }
        Field::ValidityDays => "A whole number.",
        Field::CustomExpirationDate => "Year, month, day, such as 2027-03-31.",
        Field::DcvMethod => "Only for domains that are not validated yet.",
        Field::Locale => "A code, such as en.",
        Field::SkipApproval => "Works where the proxy's key may approve orders; otherwise the order waits as usual.",
        Field::RenewedThumbprint => "40 hexadecimal digits; colons and spaces do no harm.",
        Field::AutoRenew => "DigiCert orders anew 30 days before the end.",
        Field::CustomRenewalMessage => "DigiCert adds it to its reminders.",
        Field::AdditionalEmails => "E-mail addresses that get the certificate and its notices too: one a line.",
        Field::DisableCt => "Browsers distrust such a certificate. Works only where the account allows it.",
        Field::ContainerId => "If the order belongs to a division of the account.",
        _ => "",
    }
}
