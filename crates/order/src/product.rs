//! The five Secure Site products of the reference page.

use serde::{Deserialize, Serialize};

/// A product that the form can order (DigiCert API notes, section 1.1).
///
/// Serialises to the id that stands in the path `/order/certificate/{id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Product {
    /// Secure Site SSL: OV, one domain.
    #[serde(rename = "ssl_securesite")]
    SecureSite,
    /// Secure Site Multi-Domain SSL: OV, many names.
    #[serde(rename = "ssl_securesite_multi_domain")]
    SecureSiteMultiDomain,
    /// Secure Site Wildcard SSL: OV, a wildcard and the names that it covers.
    #[serde(rename = "ssl_securesite_wildcard")]
    SecureSiteWildcard,
    /// Secure Site EV SSL: EV, one domain.
    #[serde(rename = "ssl_ev_securesite")]
    SecureSiteEv,
    /// Secure Site EV Multi-Domain SSL: EV, many names.
    #[serde(rename = "ssl_ev_securesite_multi_domain")]
    SecureSiteEvMultiDomain,
}

/// How thoroughly the organization is checked before a certificate is issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Validation {
    /// Organization validation.
    Ov,
    /// Extended validation (CA/B Forum EV Guidelines).
    Ev,
}

/// Which names a product may carry (DigiCert API notes, sections 1.1 and 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coverage {
    /// One domain, and for free its pair with or without `www.`.
    Single,
    /// Any number of names.
    Multi,
    /// A wildcard name, and the names that it covers.
    Wildcard,
}

impl Product {
    /// The five, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::SecureSite,
        Self::SecureSiteMultiDomain,
        Self::SecureSiteWildcard,
        Self::SecureSiteEv,
        Self::SecureSiteEvMultiDomain,
    ];

    /// The id in the path of the order (section 1.1).
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::SecureSite => "ssl_securesite",
            Self::SecureSiteMultiDomain => "ssl_securesite_multi_domain",
            Self::SecureSiteWildcard => "ssl_securesite_wildcard",
            Self::SecureSiteEv => "ssl_ev_securesite",
            Self::SecureSiteEvMultiDomain => "ssl_ev_securesite_multi_domain",
        }
    }

    /// The name under which DigiCert sells it; a proper name, the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SecureSite => "Secure Site SSL",
            Self::SecureSiteMultiDomain => "Secure Site Multi-Domain SSL",
            Self::SecureSiteWildcard => "Secure Site Wildcard SSL",
            Self::SecureSiteEv => "Secure Site EV SSL",
            Self::SecureSiteEvMultiDomain => "Secure Site EV Multi-Domain SSL",
        }
    }

    /// The product with this id, or `None`.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|product| product.id() == id)
    }

    /// How the organization is validated for it.
    #[must_use]
    pub const fn validation(self) -> Validation {
        match self {
            Self::SecureSite | Self::SecureSiteMultiDomain | Self::SecureSiteWildcard => Validation::Ov,
            Self::SecureSiteEv | Self::SecureSiteEvMultiDomain => Validation::Ev,
        }
    }

    /// Which names it may carry.
    #[must_use]
    pub const fn coverage(self) -> Coverage {
        match self {
            Self::SecureSite | Self::SecureSiteEv => Coverage::Single,
            Self::SecureSiteMultiDomain | Self::SecureSiteEvMultiDomain => Coverage::Multi,
            Self::SecureSiteWildcard => Coverage::Wildcard,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_back_to_its_product_and_is_its_serialised_form() {
        for product in Product::ALL {
            assert_eq!(Product::from_id(product.id()), Some(product));
            assert_eq!(serde_json::to_value(product).unwrap(), product.id());
        }
        assert_eq!(Product::from_id("ssl_plus"), None);
    }
}
