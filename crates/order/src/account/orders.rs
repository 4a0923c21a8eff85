//! The list of the account's orders.

use time::Date;

use super::containers::ContainerName;
use super::failure::Unreadable;
use super::ids::{CertificateId, OrderId, OrganizationId, ProductId};
use super::list::{Listed, read};
use super::moment::Moment;
use super::money::Amount;
use super::status::OrderStatus;
use crate::lenient::{Object, flag, number, object, text, texts, whole};

/// A row of the list of orders (DigiCert API notes, section 6.7). What the answer does not say is `None`, or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// The order's number.
    pub id: OrderId,
    /// Its state.
    pub status: OrderStatus,
    /// The number of its certificate, once it has one.
    pub certificate_id: Option<CertificateId>,
    /// All names, each once, in lower case, the common name first.
    pub names: Vec<String>,
    /// The product's id and name.
    pub product: Option<ProductName>,
    /// The organization's number and name.
    pub organization: Option<OrganizationName>,
    /// The container.
    pub container: Option<ContainerName>,
    /// When it was placed.
    pub placed: Option<Moment>,
    /// The last day of its certificate.
    pub valid_till: Option<Moment>,
    /// The days that the API counted to that day, when it answered.
    pub days_remaining: Option<i64>,
    /// Whether another order has renewed it.
    pub is_renewed: bool,
    /// Its price.
    pub price: Option<Amount>,
    /// The serial number of its certificate.
    pub serial_number: Option<String>,
}

/// A product as an order names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductName {
    /// Its id.
    pub id: ProductId,
    /// Its name; the id where the answer has none.
    pub name: String,
}

/// An organization as an order names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganizationName {
    /// Its number.
    pub id: Option<OrganizationId>,
    /// Its name.
    pub name: Option<String>,
}

impl ProductName {
    /// Reads `product`, or else `product_name_id` beside it.
    pub(crate) fn of(order: &Object) -> Option<Self> {
        let product = object(order, "product");
        let id = product
            .and_then(|product| text(product, "name_id"))
            .or_else(|| text(order, "product_name_id"));
        let id = ProductId::new(&id?)?;
        let name = product.and_then(|product| text(product, "name"));
        Some(Self {
            name: name.unwrap_or_else(|| id.to_string()),
            id,
        })
    }
}

impl OrganizationName {
    /// Reads `organization`; `[]` stands for none (section 6.6).
    pub(crate) fn of(order: &Object) -> Option<Self> {
        let organization = object(order, "organization")?;
        let (id, name) = (OrganizationId::read(organization, "id"), text(organization, "name"));
        (id.is_some() || name.is_some()).then_some(Self { id, name })
    }
}

/// The most names of one certificate that are read; a certificate of DigiCert's has an eighth of it (section 1.2).
const MOST_NAMES: usize = 2000;

/// The names of a certificate, each once, in lower case, the common name first.
///
/// `dns_names` may repeat the common name, and is `[""]` in old answers where there are none (section 6.6).
pub(crate) fn names_of(certificate: Option<&Object>) -> Vec<String> {
    let Some(certificate) = certificate else {
        return Vec::new();
    };
    let common_name = text(certificate, "common_name");
    let all = common_name.into_iter().chain(texts(certificate, "dns_names"));
    let mut seen = rustc_hash::FxHashSet::default();
    all.take(MOST_NAMES)
        .map(|name| name.trim().to_ascii_lowercase())
        .filter(|name| !name.is_empty() && seen.insert(name.clone()))
        .collect()
}

impl OrderRow {
    pub(crate) fn read(order: &Object) -> Option<Self> {
        let certificate = object(order, "certificate");
        let of_certificate = |member| certificate.and_then(|certificate| text(certificate, member));
        Some(Self {
            id: number(order, "id")
                .or_else(|| number(order, "order_id"))
                .and_then(OrderId::new)?,
            status: OrderStatus::read(order),
            certificate_id: certificate
                .and_then(|certificate| CertificateId::read(certificate, "id"))
                .or_else(|| CertificateId::read(order, "certificate_id")),
            names: names_of(certificate),
            product: ProductName::of(order),
            organization: OrganizationName::of(order),
            container: object(order, "container").and_then(ContainerName::read),
            placed: Moment::read(order, "date_created"),
            valid_till: certificate.and_then(|certificate| Moment::read(certificate, "valid_till")),
            days_remaining: certificate.and_then(|certificate| whole(certificate, "days_remaining")),
            is_renewed: flag(order, "is_renewed").unwrap_or_default(),
            price: Amount::read(order, "price"),
            serial_number: of_certificate("serial_number"),
        })
    }

    /// Days to the last day of the certificate: 0 on that day, negative behind it; `None` without a certificate.
    ///
    /// Counted from today where the day is known, since the API's own count is as old as the answer.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<i64> {
        let counted = self.valid_till.map(|till| till.days_from(today));
        counted.or(self.days_remaining)
    }
}

/// Reads `/order/certificate`.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_orders(body: &[u8]) -> Result<Listed<OrderRow>, Unreadable> {
    read(body, "orders", OrderRow::read)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::date;

    use super::*;

    #[test]
    fn a_row_is_read_in_full() {
        let body = json!({"orders": [{
            "id": 112_233, "certificate": {
                "id": "113", "common_name": "Example.com", "dns_names": ["www.example.com", "example.com", ""],
                "valid_till": "2027-06-01", "days_remaining": "188", "signature_hash": "sha256", "serial_number": "0A"
            },
            "status": "issued", "is_renewed": "0", "date_created": "2026-11-14T10:00:00+00:00",
            "organization": {"id": 5, "name": "Example"}, "validity_years": 1, "container": {"id": 2, "name": "Shop"},
            "product": {"name_id": "ssl_securesite", "name": "Secure Site SSL", "type": "ssl_certificate"},
            "price": "399.00", "has_duplicates": false, "product_name_id": "ssl_securesite"
        }], "page": {"total": 71, "limit": 1, "offset": 0}});
        let listed = read_orders(body.to_string().as_bytes()).unwrap();
        assert_eq!((listed.total(), listed.next_offset()), (71, Some(1)));
        let row = &listed.entries[0];
        assert_eq!(
            (row.id.get(), &row.status, row.is_renewed),
            (112_233, &OrderStatus::Issued, false)
        );
        assert_eq!(row.names, ["example.com", "www.example.com"]);
        assert_eq!(row.certificate_id.map(CertificateId::get), Some(113));
        assert_eq!(row.product.as_ref().unwrap().name, "Secure Site SSL");
        assert_eq!(row.days_left(date!(2027 - 06 - 03)), Some(-2));
        assert_eq!(row.price.map(Amount::hundredths), Some(39_900));
    }

    #[test]
    fn a_row_of_which_little_is_told_is_one() {
        let body = json!({"orders": [
            {"id": "7", "status": "on_fire", "certificate": [], "organization": [], "product": null, "product_name_id": "ssl_plus"},
            {"id": 8, "certificate": {"dns_names": [""], "days_remaining": -3}},
            {"order_id": 9, "certificate_id": 10, "status": "PENDING"},
            {"status": "issued"}, [], null
        ]});
        let listed = read_orders(body.to_string().as_bytes()).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (3, 3));
        let [first, second, third] = listed.entries.as_slice() else {
            panic!("three")
        };
        assert_eq!(first.status, OrderStatus::Other("on_fire".into()));
        assert_eq!((first.names.len(), first.organization.as_ref()), (0, None));
        assert_eq!(first.product.as_ref().unwrap().name, "ssl_plus");
        assert_eq!(second.days_left(date!(2026 - 11 - 25)), Some(-3));
        assert_eq!((third.id.get(), &third.status), (9, &OrderStatus::Pending));
        assert_eq!(third.days_left(date!(2026 - 11 - 25)), None);
    }
}
