//! A draft as a file, and what a file puts into the form: a draft, or an order in the API's JSON.

use certdesk_order::{Entries, NameEntries, Product, read_order_body};
use serde_json::{Value, json};

use super::holds_private_key;
use crate::text::NotLoaded;

/// What the file of a draft says that it is.
const KIND: &str = "certdesk-draft";

/// What a file puts into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Loaded {
    /// All but the names.
    pub(super) entries: Entries,
    /// The names.
    pub(super) names: NameEntries,
    /// What the form has no place for, by its path.
    pub(super) unknown: Vec<String>,
}

/// A draft as a file.
pub(super) fn write(entries: &Entries, names: &NameEntries) -> String {
    let file = json!({ "kind": KIND, "entries": entries, "names": names });
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// Reads a file. `product` is that of the form: an order names none, since it is part of the address.
pub(super) fn read(bytes: &[u8], product: Option<Product>) -> Result<Loaded, NotLoaded> {
    if holds_private_key(bytes) {
        return Err(NotLoaded::PrivateKey);
    }
    let file: Value = serde_json::from_slice(bytes).map_err(|_| NotLoaded::NoDraft)?;
    // What is escaped in JSON, a key in one text among others, shows itself only now.
    if holds_key(&file) {
        return Err(NotLoaded::PrivateKey);
    }
    if file.get("kind").and_then(Value::as_str) == Some(KIND) {
        let part = |name: &str| file.get(name).cloned().unwrap_or_default();
        let entries = Entries::from_kept(part("entries"));
        let names = NameEntries::from_kept(part("names"));
        let read = json!({ "kind": KIND, "entries": entries, "names": names });
        let mut unknown = Vec::new();
        compare(&file, Some(&read), "", &mut unknown);
        return Ok(Loaded {
            entries,
            names,
            unknown,
        });
    }
    let order = read_order_body(file).ok_or(NotLoaded::NoDraft)?;
    Ok(Loaded {
        entries: Entries {
            product,
            ..order.entries
        },
        names: order.names,
        unknown: order.unknown,
    })
}

/// Whether a private key is in one of the texts.
fn holds_key(value: &Value) -> bool {
    match value {
        Value::String(text) => holds_private_key(text.as_bytes()),
        Value::Array(all) => all.iter().any(holds_key),
        Value::Object(all) => all.values().any(holds_key),
        _ => false,
    }
}

/// Lists what was given and not taken.
fn compare(given: &Value, taken: Option<&Value>, path: &str, unknown: &mut Vec<String>) {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        }
    };
    match given {
        Value::Object(members) if taken.is_some_and(Value::is_object) => {
            for (name, given) in members {
                compare(given, taken.and_then(|taken| taken.get(name)), &below(name), unknown);
            }
        }
        Value::Array(all) if taken.is_some_and(Value::is_array) => {
            for (index, given) in all.iter().enumerate() {
                let taken = taken.and_then(|taken| taken.get(index));
                compare(given, taken, &below(&index.to_string()), unknown);
            }
        }
        Value::Null => {}
        given if Some(given) == taken => {}
        _ => unknown.push(path.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let entries = Entries {
            comments: "for Ann".into(),
            product: Some(Product::ALL[1]),
            ..Entries::default()
        };
        let names = NameEntries {
            common_name: "example.com".into(),
            ..NameEntries::default()
        };
        let loaded = read(write(&entries, &names).as_bytes(), None).unwrap();
        assert_eq!(
            (loaded.entries, loaded.names, loaded.unknown),
            (entries, names, Vec::new())
        );
    }

    #[test]
    fn what_a_draft_has_beyond_the_form_is_listed() {
        let file = r#"{"kind":"certdesk-draft","entries":{"comments":"c","colour":"red","product":"ssl_plus"},"names":{},"x":1}"#;
        let loaded = read(file.as_bytes(), None).unwrap();
        assert_eq!(loaded.entries.comments, "c");
        assert_eq!(loaded.unknown, ["entries.colour", "entries.product", "x"]);
    }

    #[test]
    fn an_order_of_the_api_takes_the_product_of_the_form() {
        let order = r#"{"certificate":{"common_name":"example.com","x":1},"validity_years":1}"#;
        let loaded = read(order.as_bytes(), Some(Product::ALL[2])).unwrap();
        assert_eq!(loaded.entries.product, Some(Product::ALL[2]));
        assert_eq!(loaded.names.common_name, "example.com");
        assert_eq!(loaded.unknown, ["certificate.x"]);
    }

    #[test]
    fn a_private_key_is_refused_wherever_it_stands() {
        let key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n";
        let inside = json!({ "certificate": { "csr": key } }).to_string();
        let deep = json!({ "kind": KIND, "entries": { "custom_fields": [{ "value": key }] } }).to_string();
        for file in [key, inside.as_str(), deep.as_str()] {
            assert_eq!(read(file.as_bytes(), None), Err(NotLoaded::PrivateKey), "{file}");
        }
        for file in ["", "[]", "{}", "{\"certificate\":1}", "hello", "\u{0}"] {
            assert_eq!(read(file.as_bytes(), None), Err(NotLoaded::NoDraft), "{file:?}");
        }
    }
}
