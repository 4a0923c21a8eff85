//! A new organization, as `POST /organization` and an order take it (digicert-api section 3).

use crate::account::{Account, Contact, Organization};
use crate::errors::ApiError;
use crate::lenient::Reader;

/// Required members and their greatest lengths.
const REQUIRED: &[(&str, usize)] = &[
    ("name", 64),
    ("address", 64),
    ("city", 64),
    ("state", 64),
    ("zip", 40),
    ("country", 2),
    ("telephone", 32),
];

/// Legal and assumed name stand in one subject attribute of 64 characters, as `assumed (legal)`.
const NAMES_MAXIMUM: usize = 61;

/// A new organization, or an existing one that it would double.
#[derive(Debug)]
pub(crate) enum NewOrganization {
    /// To be added; its number is still 0.
    New(Box<Organization>),
    /// The account has it already.
    Existing(u64),
}

/// Whether an object describes a new organization rather than naming one.
pub(crate) fn is_described(reader: &Reader<'_>) -> bool {
    ["name", "address", "city", "country"]
        .iter()
        .any(|key| reader.get(key).is_some())
}

/// Reads a new organization.
pub(crate) fn read(reader: &Reader<'_>, account: &Account, errors: &mut Vec<ApiError>) -> Option<NewOrganization> {
    let before = errors.len();
    let mut text = |key: &str, maximum: usize, required: bool| {
        let value = reader
            .text(key, errors)
            .map(|text| text.trim().to_owned())
            .unwrap_or_default();
        if value.is_empty() && required && reader.get(key).is_none() {
            errors.push(ApiError::missing(key));
        } else if value.chars().count() > maximum {
            errors.push(ApiError::invalid_because(
                key,
                &format!("It has at most {maximum} characters."),
            ));
        }
        value
    };
    let mut required = REQUIRED.iter().map(|(key, maximum)| text(key, *maximum, true));
    let mut next = || required.next().unwrap_or_default();
    let (name, address, city, state, zip, country, telephone) =
        (next(), next(), next(), next(), next(), next(), next());
    let assumed_name = text("assumed_name", 64, false);
    let address2 = text("address2", 64, false);
    let is_code = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    if matches!(country.chars().count(), 1 | 2) && !is_code {
        errors.push(ApiError::invalid_because("country", "It is a code of two letters."));
    }
    if !assumed_name.is_empty() && name.chars().count() + assumed_name.chars().count() > NAMES_MAXIMUM {
        errors.push(ApiError::invalid_because(
            "assumed_name",
            "With the name it has at most 61 characters.",
        ));
    }
    for (key, value) in [
        ("name", &name),
        ("address", &address),
        ("city", &city),
        ("state", &state),
    ] {
        if !value.is_empty() && !value.chars().any(char::is_alphanumeric) {
            errors.push(ApiError::invalid_because(key, "It has neither letter nor digit."));
        }
    }
    let organization_contact = read_contact(reader, errors);
    let skip_duplicate_check = reader.flag("skip_duplicate_org_check", errors);
    let container_id = reader
        .object("container", errors)
        .and_then(|container| container.id("id", errors));
    if errors.len() > before {
        return None;
    }
    let same = |organization: &&Organization| {
        organization.name.eq_ignore_ascii_case(&name)
            && organization.country.eq_ignore_ascii_case(&country)
            && organization.city.eq_ignore_ascii_case(&city)
    };
    if let Some(existing) = account
        .organizations
        .iter()
        .find(same)
        .filter(|_| !skip_duplicate_check)
    {
        return Some(NewOrganization::Existing(existing.id));
    }
    Some(NewOrganization::New(Box::new(Organization {
        id: 0,
        name,
        assumed_name,
        address,
        address2,
        city,
        state,
        zip,
        country: country.to_ascii_lowercase(),
        telephone,
        is_active: true,
        container_id: container_id
            .or_else(|| account.containers.first().map(|root| root.id))
            .unwrap_or_default(),
        registration_number: String::new(),
        organization_contact,
        verified_contacts: Vec::new(),
        validations: Vec::new(),
    })))
}

fn read_contact(reader: &Reader<'_>, errors: &mut Vec<ApiError>) -> Contact {
    let Some(contact) = reader.object("organization_contact", errors) else {
        if reader.get("organization_contact").is_none() {
            errors.push(ApiError::missing("organization_contact"));
        }
        return Contact::default();
    };
    let mut text = |key: &str, maximum: usize, required: bool| {
        let value = contact.text(key, errors).unwrap_or_default();
        let field = format!("organization_contact.{key}");
        if required && value.trim().is_empty() {
            errors.push(ApiError::missing(&field));
        } else if value.chars().count() > maximum {
            errors.push(ApiError::invalid_because(
                &field,
                &format!("It has at most {maximum} characters."),
            ));
        }
        value
    };
    let contact = Contact {
        id: 0,
        first_name: text("first_name", 128, true),
        last_name: text("last_name", 128, true),
        email: text("email", 255, true),
        job_title: text("job_title", 64, false),
        telephone: text("telephone", 32, false),
        telephone_extension: text("telephone_extension", 16, false),
    };
    if !contact.email.trim().is_empty() && !is_email(&contact.email) {
        errors.push(ApiError::invalid("organization_contact.email"));
    }
    contact
}

/// Reads a person without judging what is left out: of a contact every member but the type is optional.
pub(crate) fn read_person(reader: &Reader<'_>, errors: &mut Vec<ApiError>) -> Contact {
    let mut text = |key: &str| reader.text(key, errors).unwrap_or_default();
    let contact = Contact {
        id: 0,
        first_name: text("first_name"),
        last_name: text("last_name"),
        email: text("email"),
        job_title: text("job_title"),
        telephone: text("telephone"),
        telephone_extension: text("telephone_extension"),
    };
    if !contact.email.is_empty() && !is_email(&contact.email) {
        errors.push(ApiError::invalid("email"));
    }
    contact
}

/// Whether a text is one mail address, judged by its outline.
pub(crate) fn is_email(text: &str) -> bool {
    let text = text.trim();
    text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !text.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>'))
            && domain.split('.').count() > 1
            && domain.split('.').all(|label| !label.is_empty())
            && !domain.contains('@')
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn described() -> Value {
        json!({
            "name": "New Org", "address": "1 Road", "zip": 84043, "city": "Lehi", "state": "Utah", "country": "US",
            "telephone": 8_015_550_100_i64,
            "organization_contact": {"first_name": "A", "last_name": "B", "email": "a@example.com"}
        })
    }

    #[test]
    fn numbers_do_for_texts_and_what_exists_is_found() {
        let account = Account::default();
        let mut errors = Vec::new();
        let body = described();
        let read_back = read(&Reader::new(&body), &account, &mut errors);
        assert!(errors.is_empty(), "{errors:?}");
        let Some(NewOrganization::New(organization)) = read_back else {
            panic!("not new")
        };
        assert_eq!(
            (organization.zip.as_str(), organization.country.as_str()),
            ("84043", "us")
        );

        let mut body = described();
        body["name"] = json!("EXAMPLE Corporation");
        let found = read(&Reader::new(&body), &account, &mut errors);
        assert!(matches!(found, Some(NewOrganization::Existing(123_456))));
        body["skip_duplicate_org_check"] = json!(true);
        assert!(matches!(
            read(&Reader::new(&body), &account, &mut errors),
            Some(NewOrganization::New(_))
        ));
    }

    #[test]
    fn every_lack_is_said() {
        let mut errors = Vec::new();
        let body = json!({"name": "-", "country": "USA", "organization_contact": {"email": "nobody"}});
        assert!(read(&Reader::new(&body), &Account::default(), &mut errors).is_none());
        let codes: Vec<&str> = errors
            .iter()
            .filter_map(|error| error.code.strip_prefix("invalid_value:"))
            .collect();
        for field in [
            "name",
            "address",
            "city",
            "state",
            "zip",
            "country",
            "telephone",
            "organization_contact.first_name",
            "organization_contact.last_name",
            "organization_contact.email",
        ] {
            assert!(codes.contains(&field), "{field} is not among {codes:?}");
        }
    }

    #[test]
    fn addresses_are_told_from_what_is_none() {
        assert!(is_email("a.b+c@mail.example.com"));
        for bad in [
            "",
            "a",
            "a@b",
            "@example.com",
            "a@@example.com",
            "a b@example.com",
            "a@example..com",
            "a@x.com,b@x.com",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
