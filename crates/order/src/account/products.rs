//! What the account may order, and with which hashes, lengths, platforms and names.

use serde_json::Value;

use super::failure::Unreadable;
use super::ids::{ContainerId, ProductId};
use super::list::{Listed, one, read};
use crate::lenient::{Object, flag, items, object, objects, positive, text, whole};
use crate::{SignatureHash, Validation};

/// A product of the account (DigiCert API notes, section 6.4). What the answer does not say is `None`, or an empty list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedProduct {
    /// Its id, by which it is ordered.
    pub id: ProductId,
    /// Its name; the id where the answer has none.
    pub name: String,
    /// How the organization is validated for it; `None` for DV and for what is no TLS product.
    pub validation: Option<Validation>,
    /// The hashes with which its certificates may be signed, of those that the form knows.
    pub hashes: Vec<SignatureHash>,
    /// The hash that is taken where none is asked for.
    pub default_hash: Option<SignatureHash>,
    /// For how many years it may be ordered, rising, each once.
    pub years: Vec<u8>,
    /// Whether it takes names beside the common name.
    pub takes_dns_names: Option<bool>,
    /// Whether it takes a day of its own on which the order ends.
    pub takes_end_date: Option<bool>,
    /// Whether it may renew itself.
    pub takes_auto_renew: Option<bool>,
    /// Whether it can't be ordered without a CSR.
    pub needs_csr: Option<bool>,
    /// The server platforms that it knows.
    pub platforms: Vec<Platform>,
    /// The issuing CAs to choose from.
    pub issuing_cas: Vec<IssuingCa>,
    /// The containers in which it may be ordered; empty where the answer names none.
    pub container_ids: Vec<ContainerId>,
    /// The product that takes its place, if it is being withdrawn.
    pub replaced_by: Option<ProductId>,
}

/// A server platform (section 5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    /// Its number; -1 is "other".
    pub id: i64,
    /// Its name; the number where the answer has none.
    pub name: String,
}

/// An issuing CA that may be chosen (section 2.2: `certificate.ca_cert_id`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuingCa {
    /// Its id.
    pub id: String,
    /// Its name; the id where the answer has none.
    pub name: String,
}

impl OfferedProduct {
    fn read(product: &Object) -> Option<Self> {
        let id = ProductId::new(&text(product, "name_id")?)?;
        let validation = text(product, "validation_type").map(|word| word.trim().to_ascii_lowercase());
        let hashes = object(product, "signature_hash_types");
        let either = |one, other| flag(product, one).or_else(|| flag(product, other));
        Some(Self {
            name: text(product, "name").unwrap_or_else(|| id.to_string()),
            validation: match validation.as_deref() {
                Some("ov") => Some(Validation::Ov),
                Some("ev") => Some(Validation::Ev),
                Some(_) => None,
                // Older answers have no such member, and the five of the form are known.
                None => id.product().map(crate::Product::validation),
            },
            hashes: hashes.map(allowed_hashes).unwrap_or_default(),
            default_hash: hashes
                .and_then(|hashes| text(hashes, "default_hash_type_id"))
                .and_then(|id| hash(&id)),
            years: years(product),
            takes_dns_names: flag(product, "additional_dns_names_allowed"),
            takes_end_date: either("custom_order_expiration_date_allowed", "custom_expiration_date_allowed"),
            takes_auto_renew: flag(product, "allow_auto_renew"),
            needs_csr: flag(product, "csr_required"),
            platforms: objects(product, "server_platforms")
                .filter_map(Platform::read)
                .collect(),
            issuing_cas: objects(product, "allowed_ca_certs")
                .filter_map(IssuingCa::read)
                .collect(),
            container_ids: items(product, "allowed_container_ids")
                .filter_map(positive)
                .filter_map(ContainerId::new)
                .collect(),
            replaced_by: text(product, "replacement_product_name_id").and_then(|id| ProductId::new(&id)),
            id,
        })
    }
}

impl Platform {
    pub(crate) fn read(platform: &Object) -> Option<Self> {
        let id = whole(platform, "id")?;
        Some(Self {
            id,
            name: text(platform, "name").unwrap_or_else(|| id.to_string()),
        })
    }
}

impl IssuingCa {
    fn read(ca: &Object) -> Option<Self> {
        let id = text(ca, "id")?;
        Some(Self {
            name: text(ca, "name").unwrap_or_else(|| id.clone()),
            id,
        })
    }
}

/// The hash with an id, in whatever case it is written.
pub(crate) fn hash(id: &str) -> Option<SignatureHash> {
    let id = id.trim();
    SignatureHash::ALL
        .into_iter()
        .find(|hash| hash.id().eq_ignore_ascii_case(id))
}

fn allowed_hashes(hashes: &Object) -> Vec<SignatureHash> {
    let mut allowed: Vec<_> = items(hashes, "allowed_hash_types")
        .filter_map(|entry| match entry {
            Value::Object(entry) => text(entry, "id"),
            Value::String(id) => Some(id.clone()),
            _ => None,
        })
        .filter_map(|id| hash(&id))
        .collect();
    let mut seen = Vec::new();
    allowed.retain(|hash| {
        let is_new = !seen.contains(hash);
        seen.push(*hash);
        is_new
    });
    allowed
}

/// The years of the order where the answer has them, else those of the certificate: as numbers, or as strings in an official
/// example (section 6.4).
fn years(product: &Object) -> Vec<u8> {
    let of = |member| -> Vec<u8> {
        let years = items(product, member).filter_map(positive);
        years.filter_map(|years| u8::try_from(years).ok()).collect()
    };
    let mut years = of("allowed_order_validity_years");
    if years.is_empty() {
        years = of("allowed_validity_years");
    }
    // Rising and each once, without the weight of a sort.
    (1..=u8::MAX).filter(|year| years.contains(year)).collect()
}

/// Reads `/product`: the products that are enabled for the account.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_products(body: &[u8]) -> Result<Listed<OfferedProduct>, Unreadable> {
    read(body, "products", OfferedProduct::read)
}

/// Reads `/product/{name_id}`.
///
/// # Errors
///
/// The body is no JSON object, or has no `name_id`.
pub fn read_product(body: &[u8]) -> Result<OfferedProduct, Unreadable> {
    one(body, |product| {
        OfferedProduct::read(product).ok_or(Unreadable::Lacks("name_id"))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_product_is_read_in_full() {
        let body = json!({
            "group_name": "securesite_ssl_certificate", "name_id": "ssl_ev_securesite", "name": "Secure Site EV SSL",
            "type": "ssl_certificate", "validation_type": "EV", "allowed_container_ids": [1, "2", 0, null],
            "allowed_validity_years": ["1"], "allowed_order_validity_years": ["3", 1, 2, 2],
            "signature_hash_types": {
                "allowed_hash_types": [{"id": "sha256", "name": "SHA-256"}, {"id": "SHA384"}, {"id": "sha1"}, "sha512", {"id": "sha256"}],
                "default_hash_type_id": "sha256"
            },
            "allowed_ca_certs": [{"id": "AB12", "name": "DigiCert EV"}, {"name": "No id"}], "csr_required": true,
            "additional_dns_names_allowed": "1", "custom_order_expiration_date_allowed": 0, "allow_auto_renew": true,
            "server_platforms": [{"id": "45", "name": "nginx", "install_url": "x"}, {"id": -1, "name": "Other"}, {"id": "x"}],
            "replacement_product_name_id": "ssl_ev_securesite_flex", "license_agreement": "…"
        });
        let product = read_product(body.to_string().as_bytes()).unwrap();
        assert_eq!(product.id.product(), Some(crate::Product::SecureSiteEv));
        assert_eq!(product.validation, Some(Validation::Ev));
        assert_eq!(product.years, [1, 2, 3]);
        assert_eq!(product.hashes, SignatureHash::ALL);
        assert_eq!(product.default_hash, Some(SignatureHash::Sha256));
        assert_eq!(
            (product.takes_dns_names, product.takes_end_date),
            (Some(true), Some(false))
        );
        let platforms: Vec<_> = product.platforms.iter().map(|platform| platform.id).collect();
        assert_eq!(platforms, [45, -1]);
        assert_eq!((product.issuing_cas.len(), product.container_ids.len()), (1, 2));
        assert_eq!(product.replaced_by.unwrap().as_str(), "ssl_ev_securesite_flex");
    }

    #[test]
    fn years_as_strings_alone_are_read_too() {
        let listed =
            read_products(br#"{"products":[{"name_id":"ssl_plus","allowed_validity_years":["1","2"]}]}"#).unwrap();
        assert_eq!(listed.entries[0].years, [1, 2]);
    }

    #[test]
    fn a_product_of_which_little_is_told_is_one() {
        let body = r#"{"products":[{"name_id":"ssl_securesite"},{"name":"x"},{"name_id":"a/b"},{"name_id":"dv","validation_type":"dv"}]}"#;
        let listed = read_products(body.as_bytes()).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (2, 2));
        let [known, dv] = listed.entries.as_slice() else {
            panic!("two")
        };
        assert_eq!(
            (known.name.as_str(), known.validation),
            ("ssl_securesite", Some(Validation::Ov))
        );
        assert_eq!(
            (known.hashes.len(), known.takes_dns_names, known.needs_csr),
            (0, None, None)
        );
        assert_eq!(dv.validation, None);
        assert_eq!(read_product(b"{}"), Err(Unreadable::Lacks("name_id")));
    }
}
