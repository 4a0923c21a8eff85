//! The subject alternative names that a new CSR asks for.

use crate::general_name::GeneralName;
use std::fmt;
use std::net::IpAddr;

/// A DNS name as a certificate holds it: labels of letters, digits and hyphens (A-labels for all that is not ASCII), the
/// first of which may be `*`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DnsName(String);

/// A text that is no [`DnsName`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADnsName;

impl DnsName {
    /// Takes a name as it stands, capitals included. Which names DigiCert takes is for others to say.
    ///
    /// # Errors
    /// When a label is empty, longer than 63 characters, begins or ends with a hyphen or holds anything but letters from A
    /// to Z, digits and hyphens (RFC 5280 section 4.2.1.6, RFC 1034 section 3.5), or when all is longer than 253.
    pub fn new(name: &str) -> Result<Self, NotADnsName> {
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let labels = name.strip_prefix("*.").unwrap_or(name);
        if name.len() <= 253 && labels.split('.').all(is_label) {
            Ok(Self(name.to_owned()))
        } else {
            Err(NotADnsName)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One subject alternative name to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AltName {
    /// A dNSName.
    Dns(DnsName),
    /// An iPAddress.
    Ip(IpAddr),
}

impl From<&AltName> for GeneralName {
    fn from(name: &AltName) -> Self {
        match name {
            AltName::Dns(name) => Self::Dns(name.0.clone()),
            AltName::Ip(address) => Self::Ip(*address),
        }
    }
}

/// The name or the address alone; letters, digits, `.`, `-`, `:` and one `*` at most.
impl fmt::Display for AltName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns(name) => f.write_str(&name.0),
            Self::Ip(address) => address.fmt(f),
        }
    }
}
