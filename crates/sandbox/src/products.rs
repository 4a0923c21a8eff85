//! The products that the sandbox knows (digicert-api 1.1 and 1.4). The account says which of them it may order.

use crate::account::ValidationType;

/// Which names a product takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamePolicy {
    /// One name, and the same with or without `www.`, which is free.
    Single,
    /// Any number of names.
    Several,
    /// The common name is a wildcard; other names may be added.
    Wildcard,
    /// Any mix.
    Flex,
}

/// A product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Product {
    /// Id in paths.
    pub(crate) name_id: &'static str,
    /// Display name.
    pub(crate) name: &'static str,
    /// Group name, which is `type` too.
    pub(crate) group: &'static str,
    /// Validation that an order needs.
    pub(crate) validation: ValidationType,
    /// Names that it takes.
    pub(crate) names: NamePolicy,
    /// The product that replaces it, or empty.
    pub(crate) replaced_by: &'static str,
    /// Price for a year in whole units of the account's currency.
    pub(crate) price: i64,
}

impl Product {
    /// Whether it is a product of a private CA, which takes internal names.
    pub(crate) fn is_private(&self) -> bool {
        self.group == "private_ssl_certificate"
    }

    /// Whether `dns_names` may hold more than the free name.
    pub(crate) fn takes_additional_names(&self) -> bool {
        self.names != NamePolicy::Single
    }

    /// Whether a wildcard may be among the names. EV never (EV Guidelines 9.8.1).
    pub(crate) fn takes_wildcards(&self) -> bool {
        self.validation != ValidationType::Ev && self.names != NamePolicy::Single
    }
}

/// The product of an id.
pub(crate) fn find(name_id: &str) -> Option<&'static Product> {
    ALL.iter().find(|product| product.name_id == name_id)
}

const SECURE_SITE: &str = "securesite_ssl_certificate";
const STANDARD: &str = "ssl_certificate";
const DV: &str = "dv_ssl_certificate";
const PRIVATE: &str = "private_ssl_certificate";

const fn product(
    name_id: &'static str,
    name: &'static str,
    group: &'static str,
    validation: ValidationType,
    names: NamePolicy,
    replaced_by: &'static str,
    price: i64,
) -> Product {
    Product {
        name_id,
        name,
        group,
        validation,
        names,
        replaced_by,
        price,
    }
}

use NamePolicy::{Flex, Several, Single, Wildcard};
use ValidationType::{Dv, Ev, Ov};

/// All products, those of the reference page first.
#[rustfmt::skip]
pub(crate) const ALL: &[Product] = &[
    product("ssl_securesite", "Secure Site SSL", SECURE_SITE, Ov, Single, "ssl_securesite_flex", 399),
    product("ssl_securesite_multi_domain", "Secure Site Multi-Domain SSL", SECURE_SITE, Ov, Several, "ssl_securesite_flex", 699),
    product("ssl_securesite_wildcard", "Secure Site Wildcard SSL", SECURE_SITE, Ov, Wildcard, "ssl_securesite_flex", 1999),
    product("ssl_ev_securesite", "Secure Site EV SSL", SECURE_SITE, Ev, Single, "ssl_ev_securesite_flex", 995),
    product("ssl_ev_securesite_multi_domain", "Secure Site EV Multi-Domain SSL", SECURE_SITE, Ev, Several, "ssl_ev_securesite_flex", 1495),
    product("ssl_securesite_flex", "Secure Site OV", SECURE_SITE, Ov, Flex, "", 399),
    product("ssl_ev_securesite_flex", "Secure Site EV", SECURE_SITE, Ev, Several, "", 995),
    product("ssl_securesite_pro", "Secure Site Pro SSL", SECURE_SITE, Ov, Flex, "", 995),
    product("ssl_ev_securesite_pro", "Secure Site Pro EV SSL", SECURE_SITE, Ev, Several, "", 1499),
    product("ssl_basic", "Basic OV", STANDARD, Ov, Flex, "", 218),
    product("ssl_ev_basic", "Basic EV", STANDARD, Ev, Several, "", 294),
    product("ssl_plus", "Standard SSL", STANDARD, Ov, Single, "ssl_basic", 218),
    product("ssl_multi_domain", "Multi-Domain SSL", STANDARD, Ov, Several, "ssl_basic", 324),
    product("ssl_wildcard", "WildCard", STANDARD, Ov, Wildcard, "ssl_basic", 688),
    product("ssl_cloud_wildcard", "Cloud", STANDARD, Ov, Flex, "ssl_basic", 688),
    product("ssl_ev_plus", "EV SSL", STANDARD, Ev, Single, "ssl_ev_basic", 294),
    product("ssl_ev_multi_domain", "EV Multi-Domain", STANDARD, Ev, Several, "ssl_ev_basic", 468),
    product("ssl_geotrust_truebizid", "GeoTrust TrueBusiness ID OV", STANDARD, Ov, Flex, "", 199),
    product("ssl_dv_geotrust", "GeoTrust Standard DV", DV, Dv, Single, "ssl_dv_geotrust_flex", 149),
    product("ssl_dv_geotrust_flex", "GeoTrust DV SSL", DV, Dv, Flex, "", 149),
    product("ssl_dv_rapidssl", "RapidSSL Standard DV", DV, Dv, Single, "", 59),
    product("wildcard_dv_geotrust", "GeoTrust Wildcard DV", DV, Dv, Wildcard, "ssl_dv_geotrust_flex", 499),
    product("wildcard_dv_rapidssl", "RapidSSL Wildcard DV", DV, Dv, Wildcard, "", 249),
    product("cloud_dv_geotrust", "GeoTrust Cloud DV", DV, Dv, Flex, "ssl_dv_geotrust_flex", 499),
    product("private_ssl_plus", "Private SSL", PRIVATE, Ov, Single, "", 99),
    product("private_ssl_wildcard", "Private SSL Wildcard", PRIVATE, Ov, Wildcard, "", 199),
    product("private_ssl_multi_domain", "Private SSL Multi-Domain", PRIVATE, Ov, Several, "", 149),
];

/// Server platforms for TLS: id and name (digicert-api 5.1, the confirmed rows).
pub(crate) const PLATFORMS: &[(i64, &str)] = &[
    (2, "Apache"),
    (14, "Microsoft IIS 5 or 6"),
    (40, "Microsoft IIS 7"),
    (45, "nginx"),
    (67, "Microsoft IIS 8"),
    (68, "Microsoft Exchange Server 2013"),
    (-1, "Other"),
];

/// Name of a platform; unknown numbers are taken as they come.
pub(crate) fn platform_name(id: i64) -> &'static str {
    PLATFORMS
        .iter()
        .find(|(known, _)| *known == id)
        .map_or("Other", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_replacements_exist() {
        for (index, product) in ALL.iter().enumerate() {
            assert!(
                ALL.iter().skip(index + 1).all(|other| other.name_id != product.name_id),
                "{}",
                product.name_id
            );
            assert!(
                product.replaced_by.is_empty() || find(product.replaced_by).is_some(),
                "{}",
                product.name_id
            );
        }
    }

    #[test]
    fn no_ev_product_takes_a_wildcard() {
        assert!(
            ALL.iter()
                .filter(|p| p.validation == Ev)
                .all(|p| !p.takes_wildcards() && p.names != Wildcard)
        );
    }
}
