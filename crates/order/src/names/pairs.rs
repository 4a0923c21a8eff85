//! Names that come for free with another one.

use crate::name::{DnsName, Name, PublicSuffixes, WildcardName};

/// Whether a wildcard product holds a name without charge: its wildcard, the wildcard's base, and names at the same level
/// (DigiCert API notes, section 1.3).
#[must_use]
pub fn covered_by_wildcard(name: &Name, wildcard: &WildcardName) -> bool {
    match name {
        Name::Dns(name) => name == wildcard.base() || wildcard.covers(name),
        Name::Wildcard(name) => name == wildcard,
        Name::Ip(_) => false,
    }
}

/// The same name with `www.`, or without it: the one that a product for a single domain holds for free (section 1.3).
///
/// `None` where there is no such name: `www.co.uk` has no pair without `www.`, and a name can be too long for one with it.
#[must_use]
pub fn www_pair(name: &DnsName, suffixes: Option<&PublicSuffixes>) -> Option<DnsName> {
    match name.as_str().strip_prefix("www.") {
        Some(base) => {
            let is_suffix = suffixes.is_some_and(|suffixes| suffixes.is_public_suffix(base));
            (base.contains('.') && !is_suffix).then(|| DnsName::judged(base, base))
        }
        None => {
            let pair = ["www.", name.as_str()].concat();
            (pair.len() <= crate::name::NAME_LIMIT).then(|| DnsName::judged(&pair, &pair))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str) -> Option<String> {
        let suffixes = PublicSuffixes::parse_part("com =\nuk = co\n").unwrap();
        www_pair(&DnsName::judged(name, name), Some(&suffixes)).map(|pair| pair.as_str().to_owned())
    }

    #[test]
    fn a_pair_leads_back_to_its_name() {
        assert_eq!(pair("example.com").as_deref(), Some("www.example.com"));
        assert_eq!(pair("www.example.com").as_deref(), Some("example.com"));
        assert_eq!(pair("shop.example.com").as_deref(), Some("www.shop.example.com"));
    }

    #[test]
    fn a_suffix_is_no_pair() {
        assert_eq!(pair("www.com"), None);
        assert_eq!(pair("www.co.uk"), None);
        assert_eq!(
            pair(&["a".repeat(60).as_str(); 4].join(".")),
            Some(format!("www.{}", ["a".repeat(60).as_str(); 4].join(".")))
        );
        assert_eq!(
            pair(&[["b".repeat(61).as_str(); 4].join("."), "com".into()].join(".")),
            None
        );
    }
}
