//! An order in full.

use time::Date;

use super::containers::ContainerName;
use super::control::DomainControl;
use super::failure::Unreadable;
use super::ids::{CertificateId, OrderId};
use super::list::{gather, one};
use super::moment::Moment;
use super::money::Amount;
use super::notes::Note;
use super::orders::{OrganizationName, ProductName, names_of};
use super::people::Person;
use super::products::{Platform, hash};
use super::requests::Request;
use super::status::OrderStatus;
use crate::lenient::{Object, count, flag, number, object, objects, text, texts, whole};
use crate::rules::{Thumbprint, renewed_thumbprint};
use crate::{DcvMethod, SignatureHash, Validation};

/// An order (DigiCert API notes, section 6.6). What the answer does not say is `None`, or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub id: OrderId,
    /// Its state.
    pub status: OrderStatus,
    /// Its certificate, or what will be one.
    pub certificate: OrderedCertificate,
    /// The product.
    pub product: Option<ProductName>,
    /// How its organization is validated: as the answer says, or as the product is known for.
    pub validation: Option<Validation>,
    /// The organization.
    pub organization: Option<OrganizationName>,
    /// The container.
    pub container: Option<ContainerName>,
    /// When it was placed.
    pub placed: Option<Moment>,
    /// The first day of the order.
    pub valid_from: Option<Moment>,
    /// The last day of the order, which may outlive its certificate.
    pub valid_till: Option<Moment>,
    /// Whether it is a plan of several certificates.
    pub is_multi_year: bool,
    /// The order that it renews.
    pub renewal_of: Option<OrderId>,
    /// The order that has renewed it.
    pub renewed_by: Option<OrderId>,
    /// Whether it was renewed, though the other order may not be told.
    pub is_renewed: bool,
    /// Its requests, as they came.
    pub requests: Vec<Request>,
    /// Whom DigiCert asks about the organization.
    pub organization_contact: Option<Person>,
    /// Whom DigiCert tells of technical matters.
    pub technical_contact: Option<Person>,
    /// Who may approve it, if it is an EV order.
    pub verified_contacts: Vec<Person>,
    /// Whether an EV order has its approval (`order_approval_complete`).
    pub is_ev_approved: Option<bool>,
    /// Who placed it.
    pub user: Option<Person>,
    /// Who approved it.
    pub approver: Option<Person>,
    /// Its notes.
    pub notes: Vec<Note>,
    /// Its price.
    pub price: Option<Amount>,
    /// The currency's code.
    pub currency: Option<String>,
    /// How it is paid, in the API's word: `balance`, `card`, `profile`, `subscription`, …
    pub payment_method: Option<String>,
    /// How control over its domains is shown.
    pub dcv_method: Option<DcvMethod>,
    /// The random value of the order, where it has one.
    pub dcv_random_value: Option<String>,
    /// Its domains, with what is to be shown at each, where the answer has them.
    pub domains: Vec<DomainControl>,
    /// The account's own fields, with their values.
    pub custom_fields: Vec<FieldValue>,
    /// More recipients of its notices.
    pub additional_emails: Vec<String>,
    /// Whether it renews itself.
    pub renews_itself: bool,
    /// How many certificates were made beside the first one.
    pub duplicates: u64,
    /// How many certificates were made in place of another.
    pub reissues: u64,
    /// The caller's own id for it.
    pub alternative_id: Option<String>,
    /// Entries of its lists that could not be read.
    pub unread: usize,
}

/// The certificate of an order, issued or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrderedCertificate {
    /// Its number, once the order is approved.
    pub id: Option<CertificateId>,
    /// All names, each once, in lower case, the common name first.
    pub names: Vec<String>,
    /// Its SHA-1 thumbprint.
    pub thumbprint: Option<Thumbprint>,
    /// Its serial number, as it was written.
    pub serial_number: Option<String>,
    /// When it was issued.
    pub issued: Option<Moment>,
    /// Its first day.
    pub valid_from: Option<Moment>,
    /// Its last day.
    pub valid_till: Option<Moment>,
    /// The days that the API counted to that day, when it answered.
    pub days_remaining: Option<i64>,
    /// The CSR.
    pub csr: Option<String>,
    /// The hash with which it is signed.
    pub signature_hash: Option<SignatureHash>,
    /// The size of its key in bits.
    pub key_size: Option<u64>,
    /// The server platform.
    pub platform: Option<Platform>,
    /// The name of the CA that issues it.
    pub issuer: Option<String>,
}

/// One of the account's own fields with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    /// The field's number.
    pub metadata_id: u64,
    /// Its label; the number where the answer has none.
    pub label: String,
    /// The value.
    pub value: String,
}

impl FieldValue {
    fn read(field: &Object) -> Option<Self> {
        let metadata_id = number(field, "metadata_id")?;
        Some(Self {
            metadata_id,
            label: text(field, "label").unwrap_or_else(|| metadata_id.to_string()),
            value: text(field, "value").unwrap_or_default(),
        })
    }
}

impl OrderedCertificate {
    fn read(certificate: &Object) -> Self {
        // The rule for typed thumbprints takes what the API writes: with or without colons, in either case.
        let thumbprint = text(certificate, "thumbprint");
        Self {
            id: CertificateId::read(certificate, "id"),
            names: names_of(Some(certificate)),
            thumbprint: thumbprint.and_then(|digits| renewed_thumbprint(&digits, "1").value.flatten()),
            serial_number: text(certificate, "serial_number"),
            issued: Moment::read(certificate, "date_issued"),
            valid_from: Moment::read(certificate, "valid_from"),
            valid_till: Moment::read(certificate, "valid_till"),
            days_remaining: whole(certificate, "days_remaining"),
            csr: text(certificate, "csr").filter(|csr| !csr.trim().is_empty()),
            signature_hash: text(certificate, "signature_hash").and_then(|id| hash(&id)),
            key_size: number(certificate, "key_size"),
            platform: object(certificate, "server_platform").and_then(Platform::read),
            issuer: object(certificate, "ca_cert").and_then(|ca| text(ca, "name")),
        }
    }
}

impl Order {
    fn read(order: &Object) -> Option<Self> {
        let certificate = object(order, "certificate")
            .map(OrderedCertificate::read)
            .unwrap_or_default();
        let product = ProductName::of(order);
        let requests = gather(order.get("requests"), &mut Request::read);
        let notes = gather(order.get("notes"), &mut Note::read);
        let custom_fields = gather(order.get("custom_fields"), &mut FieldValue::read);
        let renewed_by = OrderId::read(order, "renewed_order_id");
        let validation = object(order, "product").and_then(|product| text(product, "validation_type"));
        Some(Self {
            id: OrderId::read(order, "id")?,
            status: OrderStatus::read(order),
            certificate,
            validation: match validation.as_deref().map(str::trim) {
                Some(word) if word.eq_ignore_ascii_case("ov") => Some(Validation::Ov),
                Some(word) if word.eq_ignore_ascii_case("ev") => Some(Validation::Ev),
                Some(_) => None,
                None => product
                    .as_ref()
                    .and_then(|product| product.id.product())
                    .map(crate::Product::validation),
            },
            product,
            organization: OrganizationName::of(order),
            container: object(order, "container").and_then(ContainerName::read),
            placed: Moment::read(order, "date_created"),
            valid_from: Moment::read(order, "order_valid_from"),
            valid_till: Moment::read(order, "order_valid_till"),
            is_multi_year: flag(order, "is_multi_year_plan").unwrap_or_default(),
            renewal_of: OrderId::read(order, "renewal_of_order_id"),
            is_renewed: flag(order, "is_renewed").unwrap_or_default() || renewed_by.is_some(),
            renewed_by,
            requests: requests.entries,
            organization_contact: Person::contact_in(order, "organization_contact"),
            technical_contact: Person::contact_in(order, "technical_contact"),
            verified_contacts: objects(order, "verified_contacts")
                .take(super::organizations::MOST_CONTACTS)
                .filter_map(Person::read_contact)
                .collect(),
            is_ev_approved: flag(order, "order_approval_complete"),
            user: Person::user_in(order, "user"),
            approver: Person::user_in(order, "approver"),
            notes: notes.entries,
            price: Amount::read(order, "price"),
            currency: text(order, "currency"),
            payment_method: text(order, "payment_method"),
            dcv_method: text(order, "dcv_method").and_then(|word| super::control::method(&word)),
            dcv_random_value: text(order, "dcv_random_value"),
            domains: objects(order, "domains").filter_map(DomainControl::read).collect(),
            custom_fields: custom_fields.entries,
            additional_emails: texts(order, "additional_emails"),
            renews_itself: flag(order, "auto_renew").unwrap_or_default(),
            duplicates: count(order, "duplicates_count").unwrap_or_default(),
            reissues: count(order, "reissues_count").unwrap_or_default(),
            alternative_id: text(order, "alternative_order_id"),
            unread: requests
                .unread
                .saturating_add(notes.unread)
                .saturating_add(custom_fields.unread),
        })
    }

    /// Days to the last day of the certificate: 0 on that day, negative behind it; `None` without a certificate.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<i64> {
        let counted = self.certificate.valid_till.map(|till| till.days_from(today));
        counted.or(self.certificate.days_remaining)
    }
}

/// Reads `/order/certificate/{id}`.
///
/// # Errors
///
/// The body is no JSON object, or has no number.
pub fn read_order(body: &[u8]) -> Result<Order, Unreadable> {
    one(body, |order| Order::read(order).ok_or(Unreadable::Lacks("id")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::date;

    use super::*;

    #[test]
    fn an_order_is_read_in_full() {
        let body = json!({
            "id": "112233", "status": "issued", "is_renewal": true, "renewal_of_order_id": "5", "is_renewed": 0,
            "renewed_order_id": 0, "date_created": "2026-11-14T10:00:00+00:00", "order_valid_from": "2026-11-14",
            "order_valid_till": "2027-11-14", "is_multi_year_plan": "1",
            "certificate": {
                "id": 113, "thumbprint": "0123456789abcdef0123456789abcdef01234567", "serial_number": "0A0B",
                "common_name": "example.com", "dns_names": ["example.com", "www.example.com"],
                "date_created": "2026-11-14T10:00:00+00:00", "date_issued": "2026-11-15T08:00:00+00:00",
                "valid_from": "2026-11-15", "valid_till": "2027-06-01", "days_remaining": 188, "csr": "-----BEGIN",
                "organization": {"id": 5}, "server_platform": {"id": "45", "name": "nginx"}, "signature_hash": "sha256",
                "key_size": "2048", "ca_cert": {"id": "AB", "name": "DigiCert G2"}
            },
            "organization": {"id": "5", "name": "Example", "telephone": 18_015_550_100_u64}, "container": {"id": 2, "name": "Shop"},
            "product": {"name_id": "ssl_ev_securesite", "name": "Secure Site EV SSL", "validation_type": "ev"},
            "organization_contact": {"first_name": "Ann", "last_name": "Lee", "email": "ann@example.com"},
            "technical_contact": [], "verified_contacts": [{"id": 9, "first_name": "Bo"}, []], "order_approval_complete": "1",
            "user": {"id": 15, "first_name": "Cy"}, "approver": null,
            "requests": [{"id": 113, "date": "2026-11-14T10:00:00+00:00", "type": "new_request", "status": "approved", "comments": ""}, 7],
            "notes": [{"id": 1, "text": "Hello"}], "price": 399, "currency": "USD", "payment_method": "subscription",
            "dcv_method": "dns-txt-token", "auto_renew": "1", "duplicates_count": "2", "reissues_count": 0,
            "additional_emails": ["a@example.com", ""], "custom_fields": [{"metadata_id": "11", "label": "Cost", "value": 42}],
            "alternative_order_id": "X-1"
        });
        let order = read_order(body.to_string().as_bytes()).unwrap();
        assert_eq!(
            (order.id.get(), &order.status, order.is_multi_year),
            (112_233, &OrderStatus::Issued, true)
        );
        assert_eq!(order.renewal_of.map(OrderId::get), Some(5));
        assert_eq!((order.renewed_by, order.is_renewed), (None, false));
        let certificate = &order.certificate;
        assert_eq!(
            certificate.thumbprint.as_ref().map(Thumbprint::as_str),
            Some("0123456789ABCDEF0123456789ABCDEF01234567")
        );
        assert_eq!(certificate.names, ["example.com", "www.example.com"]);
        assert_eq!(
            (certificate.key_size, certificate.signature_hash),
            (Some(2048), Some(SignatureHash::Sha256))
        );
        assert_eq!(certificate.platform.as_ref().unwrap().id, 45);
        assert_eq!(order.validation, Some(Validation::Ev));
        assert_eq!((order.verified_contacts.len(), order.is_ev_approved), (1, Some(true)));
        assert_eq!((order.technical_contact, order.approver), (None, None));
        assert_eq!((order.requests.len(), order.notes.len(), order.unread), (1, 1, 1));
        assert_eq!((order.duplicates, order.reissues, order.renews_itself), (2, 0, true));
        assert_eq!(order.custom_fields[0].value, "42");
        assert_eq!(order.additional_emails, ["a@example.com"]);
        assert_eq!(order.dcv_method, Some(DcvMethod::DnsTxtToken));
    }

    #[test]
    fn an_order_of_which_little_is_told_is_one() {
        let order = read_order(
            br#"{"id":1,"organization":[],"certificate":[],"requests":null,"product_name_id":"ssl_securesite"}"#,
        )
        .unwrap();
        assert_eq!(
            (order.organization, order.certificate),
            (None, OrderedCertificate::default())
        );
        assert_eq!((order.validation, order.requests.len()), (Some(Validation::Ov), 0));
        assert_eq!(order.status, OrderStatus::Other(String::new()));
        assert_eq!(read_order(b"{}"), Err(Unreadable::Lacks("id")));
    }

    #[test]
    fn days_are_counted_from_today_if_they_can_be() {
        let order =
            |certificate: &str| read_order(format!(r#"{{"id":1,"certificate":{certificate}}}"#).as_bytes()).unwrap();
        let today = date!(2026 - 11 - 25);
        let till = order(r#"{"valid_till":"2026-11-30","days_remaining":9}"#);
        assert_eq!(till.days_left(today), Some(5));
        assert_eq!(
            order(r#"{"valid_till":null,"days_remaining":"9"}"#).days_left(today),
            Some(9)
        );
        assert_eq!(order("{}").days_left(today), None);
    }
}
