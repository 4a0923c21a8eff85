//! The words that DigiCert's API knows: hashes, validation methods, payment methods, server platforms, profiles.

use serde::{Deserialize, Serialize};

/// A hash with which a public certificate may be signed (DigiCert API notes, section 5.4).
///
/// SHA-1 is in old glossaries only, and forbidden for public TLS, so it cannot be said here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignatureHash {
    /// SHA-256, the default.
    #[default]
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl SignatureHash {
    /// All, weakest first.
    pub const ALL: [Self; 3] = [Self::Sha256, Self::Sha384, Self::Sha512];

    /// The value of `certificate.signature_hash`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    /// The name as people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

/// A way to show control over a domain (DigiCert API notes, section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DcvMethod {
    /// A mail to an address of the domain.
    Email,
    /// A random value in a TXT record.
    DnsTxtToken,
    /// A random value as a CNAME record.
    DnsCnameToken,
    /// A random value in a file at the well-known place; not for wildcards.
    HttpToken,
    /// The same with a file name of its own; OV and EV only, not for wildcards.
    HttpTokenDynamic,
}

impl DcvMethod {
    /// All, the API's default first.
    pub const ALL: [Self; 5] = [
        Self::Email,
        Self::DnsTxtToken,
        Self::DnsCnameToken,
        Self::HttpToken,
        Self::HttpTokenDynamic,
    ];

    /// The value of `dcv_method`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::DnsTxtToken => "dns-txt-token",
            Self::DnsCnameToken => "dns-cname-token",
            Self::HttpToken => "http-token",
            Self::HttpTokenDynamic => "http-token-dynamic",
        }
    }

    /// Whether it validates only the exact name by a file, and so can't serve a wildcard (section 5.2).
    #[must_use]
    pub const fn is_file(self) -> bool {
        matches!(self, Self::HttpToken | Self::HttpTokenDynamic)
    }
}

/// How an order is paid (DigiCert API notes, section 5.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaymentMethod {
    /// From the account's balance, the default.
    Balance,
    /// By the credit card on file.
    Card,
    /// By the payment profile on file.
    Profile,
}

impl PaymentMethod {
    /// All, the API's default first.
    pub const ALL: [Self; 3] = [Self::Balance, Self::Card, Self::Profile];

    /// The value of `payment_method`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Balance => "balance",
            Self::Card => "card",
            Self::Profile => "profile",
        }
    }
}

/// The number of "other" among the server platforms: the API's default (section 5.1).
pub const OTHER_PLATFORM: i64 = -1;

/// The server platforms that two sources agree on: number and name (DigiCert API notes, section 5.1).
///
/// The glossary is known in part only, so any other whole number is accepted too.
pub const SERVER_PLATFORMS: [(i64, &str); 6] = [
    (45, "nginx"),
    (2, "Apache"),
    (67, "Microsoft IIS 8"),
    (40, "Microsoft IIS 7"),
    (14, "Microsoft IIS 5, 6"),
    (68, "Microsoft Exchange Server 2013"),
];

/// The certificate profiles that DigiCert documents (DigiCert API notes, section 2.2); an account can have more.
pub const PROFILE_OPTIONS: [&str; 3] = ["server_auth_only_eku", "server_client_auth_eku", "kdc_smart_card"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_serialises_to_its_id() {
        for hash in SignatureHash::ALL {
            assert_eq!(serde_json::to_value(hash).unwrap(), hash.id());
        }
        for method in DcvMethod::ALL {
            assert_eq!(serde_json::to_value(method).unwrap(), method.id());
        }
        for method in PaymentMethod::ALL {
            assert_eq!(serde_json::to_value(method).unwrap(), method.id());
        }
    }
}
