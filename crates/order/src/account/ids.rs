//! The numbers by which the API knows things, each a type of its own so that no two are mixed up.

use std::fmt;
use std::str::FromStr;

use crate::lenient::{self, Object};

/// A text that is no number of the API: those are whole and greater than 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a whole number greater than 0")
    }
}

impl std::error::Error for NotAnId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        ///
        /// Greater than 0. In answers it is a number or a string of digits (DigiCert API notes, section 6.6).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// Takes a number; `None` for 0, by which the API says that there is none.
            #[must_use]
            pub const fn new(number: u64) -> Option<Self> {
                if number == 0 { None } else { Some(Self(number)) }
            }

            /// The number.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }

            /// Reads it from a member of an answer.
            #[allow(dead_code, reason = "not every number stands in a member of its own")]
            pub(crate) fn read(object: &Object, member: &str) -> Option<Self> {
                lenient::number(object, member).and_then(Self::new)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                number(text).and_then(Self::new).ok_or(NotAnId)
            }
        }
    )* };
}

ids! {
    /// The number of an order.
    OrderId;
    /// The number of a request: what an approver approves.
    RequestId;
    /// The number of an organization.
    OrganizationId;
    /// The number of a container, which the console calls a division.
    ContainerId;
    /// The number of a certificate.
    CertificateId;
    /// The number of a domain of the account.
    DomainId;
    /// The number of a user of the account.
    UserId;
    /// The number of a contact, which is none of a user (section 3.5).
    ContactId;
}

/// The id of a product, such as `ssl_securesite`: ASCII letters, digits, `_` and `-`, at most 64 of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductId(String);

impl ProductId {
    /// The most characters; the longest known has 32 (DigiCert API notes, section 1.4).
    const LENGTH: usize = 64;

    /// Takes an id; `None` for what can't be one.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        let id = id.trim();
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        ((1..=Self::LENGTH).contains(&id.len()) && id.bytes().all(fits)).then(|| Self(id.to_owned()))
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The product of the form, if it is one.
    #[must_use]
    pub fn product(&self) -> Option<crate::Product> {
        crate::Product::from_id(&self.0)
    }
}

impl From<crate::Product> for ProductId {
    fn from(product: crate::Product) -> Self {
        Self(product.id().to_owned())
    }
}

impl fmt::Display for ProductId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A number of digits alone, white space around it taken away.
fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::Product;

    #[test]
    fn an_id_is_read_from_numbers_and_from_strings() {
        let value =
            json!({"a": 112_233, "b": "112233", "c": 112_233.0, "zero": 0, "minus": -1, "text": "x", "none": null});
        let object = value.as_object().unwrap();
        for member in ["a", "b", "c"] {
            assert_eq!(OrderId::read(object, member).map(OrderId::get), Some(112_233));
        }
        for member in ["zero", "minus", "text", "none", "missing"] {
            assert_eq!(OrderId::read(object, member), None, "{member}");
        }
    }

    #[test]
    fn an_id_is_read_from_an_address() {
        assert_eq!(
            "112233".parse::<OrderId>().map(|id| id.to_string()),
            Ok("112233".into())
        );
        assert_eq!(" 7 ".parse(), Ok(RequestId(7)));
        for text in ["", "0", "-1", "+1", "1.5", "1/../2", "１", "99999999999999999999"] {
            assert_eq!(text.parse::<OrderId>(), Err(NotAnId), "{text}");
        }
        assert_eq!(OrganizationId::new(0), None);
    }

    #[test]
    fn a_product_id_can_stand_in_a_path() {
        for product in Product::ALL {
            assert_eq!(ProductId::new(product.id()), Some(product.into()));
            assert_eq!(ProductId::from(product).product(), Some(product));
        }
        assert_eq!(ProductId::new("ssl_plus").and_then(|id| id.product()), None);
        let long = "a".repeat(65);
        for id in ["", " ", "..", "a/b", "a b", "a%2Fb", "\u{e9}", long.as_str()] {
            assert_eq!(ProductId::new(id), None, "{id}");
        }
    }
}
