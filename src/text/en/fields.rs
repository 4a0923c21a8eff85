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
        Field::OrganizationContact(member) | Field::VerifiedContact(member) => match member {
            ContactField::FirstName => "First name",
            ContactField::LastName => "Last name",
            ContactField::Email => "E-mail address",
            ContactField::JobTitle => "Job title (optional)",
            ContactField::Telephone => "Telephone (optional)",
            ContactField::TelephoneExtension => "Extension (optional)",
        },
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
        Field::ValidityYears => "Since February 2026 a certificate lives 199 days at most; the order lives on and covers new ones.",
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
