//! An error in DigiCert's words, and the field that it speaks of.

use serde_json::Value;

use crate::{ContactField, Field, OrganizationField};

/// One error of an answer (DigiCert API notes, section 4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The code: `invalid_value:validity_years`, `not_found|product`; may be empty.
    pub code: String,
    /// The sentence beside it; may be empty, though never both are.
    pub message: String,
}

impl ApiError {
    /// Reads `errors` in all the forms in which it comes: a list of objects or of strings, one object, one string.
    ///
    /// Empty where there is nothing of DigiCert's shape.
    pub(crate) fn read_all(answer: &Value) -> Vec<Self> {
        match answer.get("errors") {
            Some(Value::Array(errors)) => errors.iter().filter_map(Self::read).collect(),
            Some(error) => Self::read(error).into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn read(error: &Value) -> Option<Self> {
        let text = |member| match error.get(member) {
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let error = match error {
            Value::String(message) => Self {
                code: String::new(),
                message: message.trim().to_owned(),
            },
            _ => Self {
                code: text("code"),
                message: text("message"),
            },
        };
        (!error.code.is_empty() || !error.message.is_empty()).then_some(error)
    }

    /// The field of the form that the error speaks of, if it names one.
    ///
    /// The list of codes is known in part only (section 4.4), so what is looked for is the name of a member of the request:
    /// alone, with its path, with an index, behind a colon, a pipe or an underscore; then known codes; then a message that
    /// begins with a member's name. An entry of `dns_names` is [`Field::DnsNames`]; [`ApiError::index`] says which.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        let code = self.code.to_ascii_lowercase();
        // The last part is the most exact: `invalid_value:certificate.common_name`.
        let by_member = code
            .rsplit([':', '|'])
            .find_map(|part| member(part).or_else(|| member_at_end(part)));
        by_member.or_else(|| known_code(&code)).or_else(|| {
            let first = self.message.split([' ', ',', ':']).next()?;
            member(&first.trim_matches(['"', '\'', '`']).to_ascii_lowercase())
        })
    }

    /// Which entry of a list the error speaks of, counted from 0: 3 of `dns_names[3]` and `dns_names.3`.
    #[must_use]
    pub fn index(&self) -> Option<usize> {
        let numbers = self.code.split(['.', '[', ']', ':', '|']);
        numbers.rev().find_map(|part| part.parse().ok())
    }
}

/// Codes that say what they are about in words of their own (section 4.4).
const KNOWN_CODES: [(&str, Field); 12] = [
    ("csr_", Field::Csr),
    ("invalid_csr", Field::Csr),
    ("not_found|product", Field::Product),
    ("ambiguous_product", Field::Product),
    ("not_found|organization", Field::OrganizationId),
    ("not_found|container", Field::ContainerId),
    ("not_found|order", Field::RenewalOfOrderId),
    ("invalid_custom_field_value", Field::CustomFields),
    ("cert_transparency_", Field::DisableCt),
    ("caa_", Field::DnsNames),
    ("invalid_dns_name", Field::DnsNames),
    ("invalid_domain", Field::DnsNames),
];

fn known_code(code: &str) -> Option<Field> {
    KNOWN_CODES
        .into_iter()
        .find(|(start, _)| code.starts_with(start))
        .map(|(_, field)| field)
}

/// The members of the request that only one field of the form can mean, with or without their path.
const MEMBERS: [(&str, Field); 40] = [
    ("common_name", Field::CommonName),
    ("dns_names", Field::DnsNames),
    ("csr", Field::Csr),
    ("signature_hash", Field::SignatureHash),
    ("organization_units", Field::OrganizationUnits),
    ("server_platform", Field::ServerPlatform),
    ("profile_option", Field::ProfileOption),
    ("renewed_thumbprint", Field::RenewedThumbprint),
    ("validity_years", Field::ValidityYears),
    ("order_validity.years", Field::ValidityYears),
    ("order_validity", Field::ValidityYears),
    ("validity_days", Field::ValidityDays),
    ("order_validity.days", Field::ValidityDays),
    ("custom_expiration_date", Field::CustomExpirationDate),
    ("comments", Field::Comments),
    ("auto_renew", Field::AutoRenew),
    ("custom_renewal_message", Field::CustomRenewalMessage),
    ("disable_renewal_notifications", Field::DisableRenewalNotifications),
    ("additional_emails", Field::AdditionalEmails),
    ("locale", Field::Locale),
    ("renewal_of_order_id", Field::RenewalOfOrderId),
    ("payment_method", Field::PaymentMethod),
    ("dcv_method", Field::DcvMethod),
    ("skip_approval", Field::SkipApproval),
    ("disable_ct", Field::DisableCt),
    ("custom_fields", Field::CustomFields),
    ("metadata_id", Field::CustomFields),
    ("organization_id", Field::OrganizationId),
    ("container_id", Field::ContainerId),
    ("assumed_name", Field::NewOrganization(OrganizationField::AssumedName)),
    ("address2", Field::NewOrganization(OrganizationField::Address2)),
    ("address", Field::NewOrganization(OrganizationField::Address)),
    ("city", Field::NewOrganization(OrganizationField::City)),
    ("state", Field::NewOrganization(OrganizationField::State)),
    ("zip", Field::NewOrganization(OrganizationField::Zip)),
    ("country", Field::NewOrganization(OrganizationField::Country)),
    (
        "skip_duplicate_org_check",
        Field::NewOrganization(OrganizationField::SkipDuplicateCheck),
    ),
    ("validations", Field::NewOrganization(OrganizationField::Validate)),
    ("server_platform_id", Field::ServerPlatform),
    ("certificate_csr", Field::Csr),
];

/// A member of the request by its name or its path, without indices: `certificate.dns_names[3]`.
fn member(path: &str) -> Option<Field> {
    let is_name = |name: &&str| !name.is_empty() && !name.bytes().all(|byte| byte.is_ascii_digit());
    let names: Vec<_> = path.split(['.', '[', ']', '/']).filter(is_name).collect();
    // Objects whose members have names that others have, too.
    if let Some(rest) = behind(&names, &["verified_users", "verified_contact", "verified_contacts"]) {
        return contact_field(rest).map(Field::VerifiedContact);
    }
    if let Some(rest) = behind(&names, &["organization_contact"]) {
        return contact_field(rest).map(Field::OrganizationContact);
    }
    match names.as_slice() {
        ["contacts", ..] | ["organization", "contacts", ..] => return Some(Field::Approvers),
        ["organization"] | [.., "organization", "id"] => return Some(Field::OrganizationId),
        [.., "organization", "name"] => return Some(Field::NewOrganization(OrganizationField::Name)),
        [.., "organization", "telephone"] => return Some(Field::NewOrganization(OrganizationField::Telephone)),
        [.., "organization", "container"] | [.., "organization", "container", "id"] => {
            return Some(Field::NewOrganization(OrganizationField::ContainerId));
        }
        ["container"] | [.., "container", "id"] => return Some(Field::ContainerId),
        [.., "server_platform", "id"] => return Some(Field::ServerPlatform),
        [.., "custom_fields", _] => return Some(Field::CustomFields),
        [.., "order_validity", "years"] => return Some(Field::ValidityYears),
        [.., "order_validity", "days"] => return Some(Field::ValidityDays),
        _ => {}
    }
    let last = names.last()?;
    MEMBERS
        .into_iter()
        .find(|(name, _)| name == last)
        .map(|(_, field)| field)
}

/// What follows one of some objects in a path.
fn behind<'a, 'b>(path: &'a [&'b str], objects: &[&str]) -> Option<&'a [&'b str]> {
    let at = path.iter().rposition(|name| objects.contains(name))?;
    path.get(at.saturating_add(1)..)
}

/// The member of a contact that a path ends with; the contact as a whole is its first field.
fn contact_field(path: &[&str]) -> Option<ContactField> {
    Some(match path {
        [] | ["first_name"] => ContactField::FirstName,
        ["last_name"] => ContactField::LastName,
        ["email"] => ContactField::Email,
        ["job_title"] => ContactField::JobTitle,
        ["telephone"] => ContactField::Telephone,
        ["telephone_extension"] => ContactField::TelephoneExtension,
        _ => return None,
    })
}

/// The longest member that a code ends with: `missing_common_name`, `invalid_validity_years`.
///
/// Only names of two words and more, and `csr`: the others are words of ordinary codes ("invalid_state").
fn member_at_end(code: &str) -> Option<Field> {
    let fits = |name: &str| {
        (name.contains('_') || name == "csr") && code.strip_suffix(name).is_some_and(|before| before.ends_with('_'))
    };
    let best = MEMBERS
        .into_iter()
        .filter(|(name, _)| fits(name))
        .max_by_key(|(name, _)| name.len());
    best.map(|(_, field)| field)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(code: &str) -> Option<Field> {
        ApiError {
            code: code.into(),
            message: String::new(),
        }
        .field()
    }

    #[test]
    fn errors_are_read_in_all_their_forms() {
        let error = |code: &str, message: &str| ApiError {
            code: code.into(),
            message: message.into(),
        };
        for (errors, expected) in [
            (
                json!([{"code": "a", "message": "A."}, {"code": "b"}]),
                vec![error("a", "A."), error("b", "")],
            ),
            (json!({"code": "a|b", "message": "A."}), vec![error("a|b", "A.")]),
            (json!(["Something", ""]), vec![error("", "Something")]),
            (json!("Something"), vec![error("", "Something")]),
            (
                json!([{"code": 17, "message": null}, {}, null, [], 3]),
                vec![error("17", "")],
            ),
            (json!({"Name": ["is required"]}), vec![]),
            (json!([]), vec![]),
            (json!(null), vec![]),
        ] {
            assert_eq!(ApiError::read_all(&json!({"errors": errors})), expected, "{errors}");
        }
        assert_eq!(ApiError::read_all(&json!({"message": "Forbidden"})), []);
        assert_eq!(ApiError::read_all(&json!(["errors"])), []);
    }

    #[test]
    fn a_code_leads_to_its_field() {
        use ContactField as C;
        use OrganizationField as O;
        for (code, expected) in [
            ("invalid_value:validity_years", Field::ValidityYears),
            ("invalid_value:validity_days", Field::ValidityDays),
            ("invalid_value:custom_expiration_date", Field::CustomExpirationDate),
            (
                "invalid_value:order_validity.custom_expiration_date",
                Field::CustomExpirationDate,
            ),
            ("invalid_value:order_validity.days", Field::ValidityDays),
            ("invalid_value|certificate.common_name", Field::CommonName),
            ("invalid_value:certificate.dns_names[3]", Field::DnsNames),
            ("invalid_value:dns_names.3", Field::DnsNames),
            ("missing_required_field:organization.id", Field::OrganizationId),
            ("invalid_value:organization.contacts[0].email", Field::Approvers),
            ("missing_parameter:organization", Field::OrganizationId),
            ("missing_common_name", Field::CommonName),
            ("invalid_csr", Field::Csr),
            ("required:csr", Field::Csr),
            ("csr_invalid_cannot_parse", Field::Csr),
            ("csr_weak_key", Field::Csr),
            ("not_found|product", Field::Product),
            ("not_found|organization", Field::OrganizationId),
            ("not_found|order", Field::RenewalOfOrderId),
            ("ambiguous_product", Field::Product),
            ("cert_transparency_turned_off_for_account", Field::DisableCt),
            ("caa_check_failed|www.example.com", Field::DnsNames),
            ("invalid_custom_field_value", Field::CustomFields),
            ("invalid_value:custom_fields[0].value", Field::CustomFields),
            ("INVALID_VALUE:Signature_Hash", Field::SignatureHash),
            ("invalid_value:certificate.server_platform.id", Field::ServerPlatform),
            ("invalid_value:container.id", Field::ContainerId),
            (
                "invalid_value:organization.container.id",
                Field::NewOrganization(O::ContainerId),
            ),
            ("invalid_value:organization.name", Field::NewOrganization(O::Name)),
            ("missing:organization.country", Field::NewOrganization(O::Country)),
            ("missing:country", Field::NewOrganization(O::Country)),
            (
                "missing:organization.organization_contact.email",
                Field::OrganizationContact(C::Email),
            ),
            (
                "invalid:organization_contact.email",
                Field::OrganizationContact(C::Email),
            ),
            ("invalid:organization_contact", Field::OrganizationContact(C::FirstName)),
            (
                "invalid:organization.validations[0].verified_users[0].job_title",
                Field::VerifiedContact(C::JobTitle),
            ),
            ("invalid_value:additional_emails[1]", Field::AdditionalEmails),
            ("invalid_renewal_of_order_id", Field::RenewalOfOrderId),
            ("invalid_value:dcv_method|http-token", Field::DcvMethod),
        ] {
            assert_eq!(field(code), Some(expected), "{code}");
        }
    }

    #[test]
    fn a_code_that_names_no_field_leads_nowhere() {
        for code in [
            "",
            "access_denied|access_denied_invalid_key",
            "access_denied|missing_permission",
            "not_found",
            "not_found|route",
            "bad_request_format",
            "request_limit_exceeded",
            "invalid_state",
            "invalid_value:",
            "invalid_value:id",
            "::||..[]",
        ] {
            assert_eq!(field(code), None, "{code}");
        }
    }

    #[test]
    fn a_message_can_name_the_field_where_the_code_does_not() {
        let error = |message: &str| {
            ApiError {
                code: "invalid_value".into(),
                message: message.into(),
            }
            .field()
        };
        assert_eq!(
            error("validity_years contains an invalid value."),
            Some(Field::ValidityYears)
        );
        assert_eq!(error("\"common_name\" is required."), Some(Field::CommonName));
        assert_eq!(error("The order is bad."), None);
        assert_eq!(error(""), None);
    }

    #[test]
    fn an_index_is_read_where_there_is_one() {
        let index = |code: &str| {
            ApiError {
                code: code.into(),
                message: String::new(),
            }
            .index()
        };
        assert_eq!(index("invalid_value:certificate.dns_names[3]"), Some(3));
        assert_eq!(index("invalid_value:dns_names.12"), Some(12));
        assert_eq!(index("invalid_value:validity_years"), None);
    }
}
