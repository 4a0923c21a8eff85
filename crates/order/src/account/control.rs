//! Control over domains (DCV): what is to be shown, and whether it was seen.

use super::failure::Unreadable;
use super::ids::{CertificateId, DomainId};
use super::list::{gather, one};
use super::moment::Moment;
use super::status::OrderStatus;
use crate::DcvMethod;
use crate::lenient::{Object, object, text, texts};

/// What the API wants to see, whatever the method (DigiCert API notes, sections 4.2, 5.2 and 6.10).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControlValue {
    /// The random value.
    pub token: Option<String>,
    /// What a CNAME record is to point at, as the answer says.
    pub verification_value: Option<String>,
    /// The address of the file, where the answer names one.
    pub file_url: Option<String>,
    /// When the value ends; a new one is made then.
    pub expires: Option<Moment>,
    /// The addresses that get a mail.
    pub emails: Vec<String>,
}

/// Whether control over a domain is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ControlStatus {
    /// It is.
    Valid,
    /// It is not yet.
    Pending,
    /// It was, and its time is over.
    Expired,
    /// A status that no source knows, or none (then empty).
    Other(String),
}

/// A domain of an order, and what is to be shown there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainControl {
    /// The domain, in lower case; the number of the domain where the answer has no name.
    pub domain: String,
    /// The number by which the account knows it.
    pub id: Option<DomainId>,
    /// The method that is set for it.
    pub method: Option<DcvMethod>,
    /// Whether control is shown.
    pub status: ControlStatus,
    /// What is to be shown; empty where the domain is validated already (section 4.2).
    pub value: ControlValue,
}

/// What a look at the domains has brought (section 6.10: `check-dcv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlCheck {
    /// The state of the order after it.
    pub order_status: Option<OrderStatus>,
    /// The number of the certificate, if it is issued now.
    pub certificate_id: Option<CertificateId>,
    /// What was seen of all domains together.
    pub status: ControlStatus,
    /// What was seen of each name.
    pub names: Vec<CheckedName>,
}

/// A name of a look at the domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedName {
    /// The name, in lower case.
    pub name: String,
    /// What was seen.
    pub status: ControlStatus,
}

/// The method with a word of the API, in whatever case.
///
/// Older answers say `http-txt-token` for the file.
pub(crate) fn method(word: &str) -> Option<DcvMethod> {
    let word = word.trim().to_ascii_lowercase().replace('_', "-");
    if word == "http-txt-token" {
        return Some(DcvMethod::HttpToken);
    }
    DcvMethod::ALL.into_iter().find(|method| method.id() == word)
}

impl ControlStatus {
    pub(crate) fn of(word: Option<String>) -> Self {
        let word = word.unwrap_or_default();
        match word.trim().to_ascii_lowercase().as_str() {
            "valid" | "validated" | "active" | "complete" | "completed" | "approved" => Self::Valid,
            "pending" | "unvalidated" | "not_validated" | "submitted" | "in_progress" => Self::Pending,
            "expired" => Self::Expired,
            _ => Self::Other(word),
        }
    }

    /// Whether nothing is left to be shown.
    #[must_use]
    pub const fn is_valid(&self) -> bool {
        matches!(self, Self::Valid)
    }
}

impl ControlValue {
    /// Reads it from any of the answers that have it: the object of the token, or one beside `validation_emails`.
    pub(crate) fn read(answer: &Object) -> Self {
        let token = object(answer, "dcv_token").unwrap_or(answer);
        let emails = object(answer, "validation_emails").unwrap_or(answer);
        let mut addresses = texts(emails, "base_emails");
        for member in ["name_scope_emails", "whois_emails", "emails"] {
            addresses.extend(texts(emails, member));
        }
        let mut seen = rustc_hash::FxHashSet::default();
        addresses.retain(|address| seen.insert(address.to_ascii_lowercase()));
        Self {
            token: text(token, "token").or_else(|| text(answer, "dcv_random_value")),
            verification_value: text(token, "verification_value"),
            file_url: text(token, "http_token_url"),
            expires: Moment::read(token, "expiration_date").or_else(|| Moment::read(answer, "expiration_date")),
            emails: addresses,
        }
    }

    /// Whether nothing is told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl DomainControl {
    pub(crate) fn read(domain: &Object) -> Option<Self> {
        let id = DomainId::read(domain, "id");
        let name = text(domain, "name").or_else(|| text(domain, "dns_name"));
        let dcv = object(domain, "dcv");
        let method_word = dcv
            .and_then(|dcv| text(dcv, "method"))
            .or_else(|| text(domain, "dcv_method"));
        let value = ControlValue::read(domain);
        let told = object(domain, "dcv_token")
            .and_then(|token| text(token, "status"))
            .or_else(|| text(domain, "dcv_status"))
            .or_else(|| text(domain, "status"));
        Some(Self {
            domain: match (name, id) {
                (Some(name), _) => name.trim().to_ascii_lowercase(),
                (None, id) => id?.to_string(),
            },
            id,
            method: method_word.and_then(|word| method(&word)),
            status: match told {
                // A value that is to be shown is one that was not seen yet.
                None if !value.is_empty() => ControlStatus::Pending,
                told => ControlStatus::of(told),
            },
            value,
        })
    }
}

/// Reads what is to be shown: the answer to a change of method, of an order or of a domain, to a new value, or to the
/// question for the random value. A change to mail may be answered with nothing at all.
///
/// # Errors
///
/// The body is neither empty nor a JSON object.
pub fn read_control_value(body: &[u8]) -> Result<ControlValue, Unreadable> {
    match one(body, |answer| Ok(ControlValue::read(answer))) {
        Err(Unreadable::Empty) => Ok(ControlValue::default()),
        read => read,
    }
}

/// Reads the answer to a look at the domains of an order, or at one domain.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_control_check(body: &[u8]) -> Result<ControlCheck, Unreadable> {
    one(body, |answer| {
        // Two spellings are in use, one in the request and one in the answer.
        let list = answer
            .get("dns_name_validations")
            .or_else(|| answer.get("dns_names_validations"));
        let names = gather(list, &mut |entry: &Object| {
            let name = text(entry, "dns_name").or_else(|| text(entry, "name"))?;
            Some(CheckedName {
                name: name.trim().to_ascii_lowercase(),
                status: ControlStatus::of(text(entry, "status")),
            })
        });
        let status = text(answer, "dcv_status").or_else(|| text(answer, "status"));
        Ok(ControlCheck {
            order_status: text(answer, "order_status").map(|word| OrderStatus::of(&word)),
            certificate_id: CertificateId::read(answer, "certificate_id"),
            status: ControlStatus::of(status),
            names: names.entries,
        })
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_value_is_read_from_each_answer_that_has_one() {
        let token = |body: &str| read_control_value(body.as_bytes()).unwrap();
        let of_order = token(r#"{"dcv_random_value":"abc","expiration_date":"2026-12-25T00:00:00+00:00"}"#);
        assert_eq!(of_order.token.as_deref(), Some("abc"));
        assert!(of_order.expires.is_some());
        let of_domain =
            token(r#"{"dcv_token":{"token":"abc","status":"pending","verification_value":"dcv.digicert.com"}}"#);
        assert_eq!(of_domain.verification_value.as_deref(), Some("dcv.digicert.com"));
        let made =
            token(r#"{"token":"abc","http_token_url":"http://example.com/.well-known/pki-validation/fileauth.txt"}"#);
        assert!(made.file_url.unwrap().ends_with("fileauth.txt"));
        let mail = token(
            r#"{"validation_emails":{"name_scope":"example.com","base_emails":["admin@example.com","Admin@example.com",""]}}"#,
        );
        assert_eq!(mail.emails, ["admin@example.com"]);
        for nothing in ["", "{}", " "] {
            assert!(token(nothing).is_empty(), "{nothing}");
        }
        assert_eq!(read_control_value(b"[]"), Err(Unreadable::Lacks("object")));
    }

    #[test]
    fn domains_of_an_order_are_read_under_both_names() {
        let read = |value: serde_json::Value| DomainControl::read(value.as_object().unwrap());
        let one = read(json!({"id": "4", "name": "Example.com", "dcv_token": {"token": "abc"}})).unwrap();
        assert_eq!(
            (one.domain.as_str(), &one.status),
            ("example.com", &ControlStatus::Pending)
        );
        let done = read(json!({"dns_name": "b.example", "dcv_token": [], "dcv_status": "complete"})).unwrap();
        assert!(done.status.is_valid() && done.value.is_empty());
        let info =
            read(json!({"id": 4, "dcv": {"method": "DNS_TXT_TOKEN"}, "dcv_token": {"token": 7, "status": "valid"}}))
                .unwrap();
        assert_eq!((info.domain.as_str(), info.method), ("4", Some(DcvMethod::DnsTxtToken)));
        assert!(info.status.is_valid());
        assert_eq!(read(json!({"dcv_token": {}})), None);
    }

    #[test]
    fn a_look_is_read_with_both_spellings() {
        for member in ["dns_name_validations", "dns_names_validations"] {
            let body = json!({
                "order_status": "issued", "certificate_id": "113", "dcv_status": "valid",
                member: [{"dns_name": "Example.com", "status": "validated"}, {"dns_name": "b.example", "status": "unvalidated"}, 3]
            });
            let check = read_control_check(body.to_string().as_bytes()).unwrap();
            assert_eq!(check.order_status, Some(OrderStatus::Issued));
            assert_eq!(check.certificate_id.map(CertificateId::get), Some(113));
            assert!(check.status.is_valid());
            assert_eq!(check.names.len(), 2);
            assert_eq!(
                (check.names[0].name.as_str(), check.names[0].status.is_valid()),
                ("example.com", true)
            );
            assert_eq!(check.names[1].status, ControlStatus::Pending);
        }
        let domain = read_control_check(br#"{"token":"abc","status":"pending"}"#).unwrap();
        assert_eq!((domain.status, domain.order_status), (ControlStatus::Pending, None));
    }

    #[test]
    fn methods_are_known_in_each_way_of_writing() {
        assert_eq!(method("HTTP-TXT-TOKEN"), Some(DcvMethod::HttpToken));
        assert_eq!(method("dns_cname_token"), Some(DcvMethod::DnsCnameToken));
        assert_eq!(method("carrier-pigeon"), None);
    }
}
