//! The kinds of names that a certificate can hold.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::PublicIp;

/// A DNS name that may stand in a public certificate: at least two labels, lower case, A-labels, no trailing period.
///
/// Only [`super::check`] makes one. Two are equal when their A-labels are, however they were typed.
#[derive(Clone, Debug)]
pub struct DnsName {
    ascii: Arc<str>,
    typed: Option<Arc<str>>,
}

/// A wildcard name: `*.` and the [`DnsName`] under which it covers each name of one more label.
#[derive(Clone, Debug)]
pub struct WildcardName {
    ascii: Arc<str>,
    typed: Option<Arc<str>>,
    base: DnsName,
}

/// What a common name or an additional name can be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// One DNS name.
    Dns(DnsName),
    /// A wildcard.
    Wildcard(WildcardName),
    /// An IP address of the public internet.
    Ip(PublicIp),
}

impl DnsName {
    /// Takes a name that has been judged.
    pub(crate) fn judged(ascii: &str, typed: &str) -> Self {
        Self {
            ascii: ascii.into(),
            typed: (typed != ascii).then(|| typed.into()),
        }
    }

    /// The name in lower case with A-labels: what is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.ascii
    }

    /// The name as it was typed, without the white space around it.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.ascii)
    }

    /// The labels, from the left.
    pub fn labels(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.ascii.split('.')
    }

    /// Whether it is a name of the Tor network (RFC 7686).
    #[must_use]
    pub fn is_onion(&self) -> bool {
        self.ascii.ends_with(".onion")
    }

    /// The name without its left-most label: a part of it, which need not be a name that a certificate may hold.
    #[must_use]
    pub fn parent(&self) -> &str {
        self.ascii.split_once('.').map_or("", |(_, parent)| parent)
    }
}

impl WildcardName {
    /// Takes a base that has been judged.
    pub(super) fn judged(base: &str, typed: &str) -> Self {
        let ascii = format!("*.{base}");
        let typed_base = typed.strip_prefix("*.").unwrap_or(base);
        let base = DnsName::judged(base, typed_base);
        Self {
            typed: (typed != ascii).then(|| typed.into()),
            ascii: ascii.into(),
            base,
        }
    }

    /// The name in lower case with A-labels, from `*.` on: what is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.ascii
    }

    /// The name as it was typed, without the white space around it.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.ascii)
    }

    /// The name without `*.`, which DigiCert adds for free (DigiCert API notes, section 1.3).
    #[must_use]
    pub const fn base(&self) -> &DnsName {
        &self.base
    }

    /// Whether a name has exactly one label more than the base (RFC 6125, section 6.4.3).
    #[must_use]
    pub fn covers(&self, name: &DnsName) -> bool {
        name.parent() == self.base.as_str()
    }
}

impl Name {
    /// The name as it is sent.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Dns(name) => name.as_str().to_owned(),
            Self::Wildcard(name) => name.as_str().to_owned(),
            Self::Ip(address) => address.to_string(),
        }
    }

    /// The DNS name, if it is one.
    #[must_use]
    pub const fn dns(&self) -> Option<&DnsName> {
        match self {
            Self::Dns(name) => Some(name),
            Self::Wildcard(_) | Self::Ip(_) => None,
        }
    }

    /// The wildcard, if it is one.
    #[must_use]
    pub const fn wildcard(&self) -> Option<&WildcardName> {
        match self {
            Self::Wildcard(name) => Some(name),
            Self::Dns(_) | Self::Ip(_) => None,
        }
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Dns(name) => f.write_str(name.as_str()),
            Self::Wildcard(name) => f.write_str(name.as_str()),
            Self::Ip(address) => address.fmt(f),
        }
    }
}

impl PartialEq for DnsName {
    fn eq(&self, other: &Self) -> bool {
        self.ascii == other.ascii
    }
}

impl Eq for DnsName {}

impl Hash for DnsName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.ascii.hash(state);
    }
}

impl PartialEq for WildcardName {
    fn eq(&self, other: &Self) -> bool {
        self.ascii == other.ascii
    }
}

impl Eq for WildcardName {}

impl Hash for WildcardName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.ascii.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_covers_one_label_and_no_more() {
        let wildcard = WildcardName::judged("example.com", "*.example.com");
        let covers = |name: &str| wildcard.covers(&DnsName::judged(name, name));
        assert!(covers("www.example.com"));
        assert!(!covers("example.com"));
        assert!(!covers("a.www.example.com"));
        assert!(!covers("www.example.org"));
        assert!(!covers("wwwexample.com"));
    }

    #[test]
    fn names_are_equal_however_they_were_typed() {
        let typed = DnsName::judged("xn--bcher-kva.de", "B\u{fc}cher.de");
        assert_eq!(typed, DnsName::judged("xn--bcher-kva.de", "xn--bcher-kva.de"));
        assert_eq!(typed.typed(), "B\u{fc}cher.de");
        assert_eq!(typed.as_str(), "xn--bcher-kva.de");
    }
}
