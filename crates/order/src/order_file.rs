//! A JSON order, exactly as the API takes it (DigiCert API notes, section 2.1), read back into entries.

use serde_json::{Map, Value};

use crate::{
    ContactEntries, CustomFieldEntry, DcvMethod, Entries, NameEntries, NameEntry, OrganizationChoice,
    OrganizationEntries, PaymentMethod, RowKey, SignatureHash, ValidityChoice,
};

/// What a JSON order holds, as entries of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOrder {
    /// All but the names; the product is part of the path and not of the body, so it is `None`.
    pub entries: Entries,
    /// The names.
    pub names: NameEntries,
    /// The members that the form has no place for, by their paths, as `certificate.csr`; in the order of the alphabet.
    pub unknown: Vec<String>,
}

/// Reads an order; `None` where the value is no object with a `certificate` in it.
#[must_use]
pub fn read_order_body(body: Value) -> Option<ReadOrder> {
    let Value::Object(body) = body else { return None };
    if !body.get("certificate").is_some_and(Value::is_object) {
        return None;
    }
    let mut unknown = Vec::new();
    let mut body = Members::new(body, "");
    let mut certificate = body.object("certificate");
    let names = NameEntries {
        common_name: certificate.text("common_name"),
        dns_names: certificate
            .texts("dns_names")
            .into_iter()
            .zip(0..)
            .map(|(value, key)| NameEntry {
                key: RowKey(key),
                value,
            })
            .collect(),
    };
    let mut entries = Entries {
        csr: certificate.text("csr"),
        signature_hash: certificate
            .one_of("signature_hash", &SignatureHash::ALL, SignatureHash::id)
            .unwrap_or_default(),
        organization_units: certificate.texts("organization_units").join("\n"),
        server_platform: certificate.id("server_platform", &mut unknown),
        profile_option: certificate.text("profile_option"),
        validity_years: body.text("validity_years"),
        validity_days: body.text("validity_days"),
        custom_expiration_date: body.text("custom_expiration_date"),
        dcv_method: body.one_of("dcv_method", &DcvMethod::ALL, DcvMethod::id),
        locale: body.text("locale"),
        skip_approval: body.flag("skip_approval"),
        comments: body.text("comments"),
        renewal_of_order_id: body.text("renewal_of_order_id"),
        renewed_thumbprint: body.text("renewed_thumbprint"),
        auto_renew: body.flag("auto_renew"),
        custom_renewal_message: body.text("custom_renewal_message"),
        disable_renewal_notifications: body.flag("disable_renewal_notifications"),
        additional_emails: body.texts("additional_emails").join("\n"),
        payment_method: body.one_of("payment_method", &PaymentMethod::ALL, PaymentMethod::id),
        disable_ct: body.flag("disable_ct"),
        container_id: body.id("container", &mut unknown),
        custom_fields: custom_fields(&mut body, &mut unknown),
        ..Entries::default()
    };
    certificate.end(&mut unknown);
    // Of several the API takes the first in this order (section 2.1, rule 2); the others stay in their boxes.
    entries.validity = if !entries.custom_expiration_date.is_empty() {
        ValidityChoice::Date
    } else if !entries.validity_days.is_empty() {
        ValidityChoice::Days
    } else {
        ValidityChoice::Years
    };
    let mut organization = body.object("organization");
    entries.organization_id = organization.text("id");
    if !organization.rest.is_empty() {
        entries.organization = OrganizationChoice::New;
        entries.new_organization = new_organization(&mut organization, &mut unknown);
    }
    organization.end(&mut unknown);
    body.end(&mut unknown);
    unknown.sort();
    Some(ReadOrder {
        entries,
        names,
        unknown,
    })
}

fn new_organization(organization: &mut Members, unknown: &mut Vec<String>) -> OrganizationEntries {
    let mut contact = organization.object("organization_contact");
    let mut new = OrganizationEntries {
        name: organization.text("name"),
        assumed_name: organization.text("assumed_name"),
        address: organization.text("address"),
        address2: organization.text("address2"),
        city: organization.text("city"),
        state: organization.text("state"),
        zip: organization.text("zip"),
        country: organization.text("country"),
        telephone: organization.text("telephone"),
        container_id: organization.id("container", unknown),
        skip_duplicate_check: organization.flag("skip_duplicate_org_check"),
        validate: false,
        contact: person(&mut contact),
        verified_contact: ContactEntries::default(),
    };
    contact.end(unknown);
    let mut validations = organization.objects("validations").into_iter();
    if let Some(mut validation) = validations.next() {
        // `ov` or `ev`: the product says which.
        validation.text("type");
        new.validate = true;
        let mut users = validation.objects("verified_users").into_iter();
        if let Some(mut user) = users.next() {
            new.verified_contact = person(&mut user);
            user.end(unknown);
        }
        unknown.extend(users.map(|user| user.path));
        validation.end(unknown);
    }
    unknown.extend(validations.map(|validation| validation.path));
    new
}

fn person(person: &mut Members) -> ContactEntries {
    ContactEntries {
        first_name: person.text("first_name"),
        last_name: person.text("last_name"),
        email: person.text("email"),
        job_title: person.text("job_title"),
        telephone: person.text("telephone"),
        telephone_extension: person.text("telephone_extension"),
    }
}

fn custom_fields(body: &mut Members, unknown: &mut Vec<String>) -> Vec<CustomFieldEntry> {
    let mut read = Vec::new();
    for (mut field, key) in body.objects("custom_fields").into_iter().zip(0..) {
        read.push(CustomFieldEntry {
            key: RowKey(key),
            metadata_id: field.text("metadata_id"),
            value: field.text("value"),
        });
        field.end(unknown);
    }
    read
}

/// The members of an object, taken out one by one; what is left at the end is unknown.
struct Members {
    rest: Map<String, Value>,
    path: String,
}

impl Members {
    fn new(rest: Map<String, Value>, path: &str) -> Self {
        Self {
            rest,
            path: path.to_owned(),
        }
    }

    /// The path of a member.
    fn at(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            format!("{}.{name}", self.path)
        }
    }

    /// A text, or a number as text; anything else stays.
    fn text(&mut self, name: &str) -> String {
        let text = match self.rest.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => return String::new(),
        };
        self.rest.remove(name);
        text
    }

    /// A list of texts, if it is one altogether.
    fn texts(&mut self, name: &str) -> Vec<String> {
        let texts = self.rest.get(name).and_then(Value::as_array).and_then(|all| {
            let texts = all.iter().map(|one| one.as_str().map(str::to_owned));
            texts.collect::<Option<Vec<_>>>()
        });
        if texts.is_some() {
            self.rest.remove(name);
        }
        texts.unwrap_or_default()
    }

    /// A boolean; 0 and 1 stand for one too, as in `auto_renew`.
    fn flag(&mut self, name: &str) -> bool {
        let flag = match self.rest.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::Number(number)) if number.as_u64() == Some(1) => true,
            Some(Value::Number(number)) if number.as_u64() == Some(0) => false,
            _ => return false,
        };
        self.rest.remove(name);
        flag
    }

    /// One of the API's words.
    fn one_of<T: Copy>(&mut self, name: &str, all: &[T], id: fn(T) -> &'static str) -> Option<T> {
        let word = self.rest.get(name)?.as_str()?;
        let found = all.iter().copied().find(|one| id(*one) == word)?;
        self.rest.remove(name);
        Some(found)
    }

    /// An object; an empty one where there is none.
    fn object(&mut self, name: &str) -> Self {
        let path = self.at(name);
        match self.rest.remove(name) {
            Some(Value::Object(object)) => Self::new(object, &path),
            Some(other) => {
                self.rest.insert(name.to_owned(), other);
                Self::new(Map::new(), &path)
            }
            None => Self::new(Map::new(), &path),
        }
    }

    /// A list of objects; what in it is none stays.
    fn objects(&mut self, name: &str) -> Vec<Self> {
        let path = self.at(name);
        let Some(Value::Array(all)) = self.rest.get_mut(name) else {
            return Vec::new();
        };
        let mut objects = Vec::new();
        let mut others = Vec::new();
        for (one, place) in std::mem::take(all).into_iter().zip(0_usize..) {
            match one {
                Value::Object(object) => objects.push(Self::new(object, &format!("{path}.{place}"))),
                other => others.push(other),
            }
        }
        if others.is_empty() {
            self.rest.remove(name);
        } else {
            self.rest.insert(name.to_owned(), Value::Array(others));
        }
        objects
    }

    /// The number in an object like `{"id": 5}`.
    fn id(&mut self, name: &str, unknown: &mut Vec<String>) -> String {
        let mut object = self.object(name);
        let id = object.text("id");
        object.end(unknown);
        id
    }

    /// What is left is unknown, unless it says nothing.
    fn end(self, unknown: &mut Vec<String>) {
        let path = self.path.clone();
        for (name, value) in self.rest {
            let says_nothing = match &value {
                Value::Null => true,
                Value::Array(all) => all.is_empty(),
                Value::Object(all) => all.is_empty(),
                _ => false,
            };
            if !says_nothing {
                unknown.push(if path.is_empty() {
                    name
                } else {
                    format!("{path}.{name}")
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_order_of_the_api_is_read_in_full() {
        let body = json!({
            "certificate": {
                "common_name": "example.com", "dns_names": ["www.example.com", "a.example.com"], "csr": "PEM",
                "signature_hash": "sha384", "organization_units": ["Web", "Shop"], "server_platform": {"id": 45},
                "profile_option": "data_encipherment"
            },
            "renewed_thumbprint": "AB", "validity_days": 30, "comments": "c", "auto_renew": 1,
            "custom_renewal_message": "m", "disable_renewal_notifications": true, "additional_emails": ["a@b.c", "d@e.f"],
            "locale": "de", "renewal_of_order_id": 314_152, "payment_method": "balance", "dcv_method": "email",
            "skip_approval": true, "disable_ct": true, "organization": {"id": 123_456}, "container": {"id": 5},
            "custom_fields": [{"metadata_id": 11, "value": "v"}]
        });
        let read = read_order_body(body).unwrap();
        assert!(read.unknown.is_empty(), "{:?}", read.unknown);
        let entries = &read.entries;
        assert_eq!(read.names.common_name, "example.com");
        assert_eq!(read.names.dns_names[1].value, "a.example.com");
        assert_eq!((entries.csr.as_str(), entries.server_platform.as_str()), ("PEM", "45"));
        assert_eq!(entries.signature_hash.id(), "sha384");
        assert_eq!(entries.organization_units, "Web\nShop");
        assert_eq!(
            (entries.validity, entries.validity_days.as_str()),
            (ValidityChoice::Days, "30")
        );
        assert_eq!(entries.additional_emails, "a@b.c\nd@e.f");
        assert_eq!(entries.renewal_of_order_id, "314152");
        assert!(entries.auto_renew && entries.skip_approval && entries.disable_ct);
        assert!(
            entries.disable_renewal_notifications && entries.dcv_method.is_some() && entries.payment_method.is_some()
        );
        assert_eq!(
            (entries.organization, entries.organization_id.as_str()),
            (OrganizationChoice::Existing, "123456")
        );
        assert_eq!(
            (entries.container_id.as_str(), entries.custom_fields[0].value.as_str()),
            ("5", "v")
        );
    }

    #[test]
    fn a_new_organization_is_read_with_its_people() {
        let person = json!({"first_name": "Ann", "last_name": "Lee", "email": "ann@example.com"});
        let body = json!({"certificate": {}, "organization": {
            "name": "Example", "city": "Lehi", "country": "us", "container": {"id": 2}, "organization_contact": person,
            "skip_duplicate_org_check": true, "validations": [{"type": "ev", "verified_users": [person]}]
        }});
        let read = read_order_body(body).unwrap();
        assert!(read.unknown.is_empty(), "{:?}", read.unknown);
        let new = &read.entries.new_organization;
        assert_eq!(read.entries.organization, OrganizationChoice::New);
        assert!(new.validate && new.skip_duplicate_check);
        assert_eq!(
            (new.contact.first_name.as_str(), new.container_id.as_str()),
            ("Ann", "2")
        );
        assert_eq!(new.contact, new.verified_contact);
    }

    #[test]
    fn what_has_no_place_is_listed_and_nothing_is_dropped_in_silence() {
        let body = json!({
            "certificate": {"common_name": ["x"], "signature_hash": "md5", "server_platform": {"id": 2, "name": "n"},
                            "dns_names": ["a", 7], "ca_cert_id": "9", "emails": []},
            "validity_years": 1, "order_options": {"x": 1}, "auto_renew": 2, "custom_fields": [{"metadata_id": 1, "x": 1}, 3],
            "organization": 7, "use_auth_key": null
        });
        let read = read_order_body(body).unwrap();
        assert_eq!(
            read.unknown,
            [
                "auto_renew",
                "certificate.ca_cert_id",
                "certificate.common_name",
                "certificate.dns_names",
                "certificate.server_platform.name",
                "certificate.signature_hash",
                "custom_fields",
                "custom_fields.0.x",
                "order_options",
                "organization"
            ]
        );
        assert_eq!(read.entries.validity_years, "1");
        for odd in [json!({}), json!([]), json!({"certificate": 3}), json!("x")] {
            assert_eq!(read_order_body(odd), None);
        }
    }
}
