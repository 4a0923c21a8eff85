//! What can be wrong, or unwise, about the CSR and its key.

use crate::Severity;

/// Something wrong or unwise about the CSR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsrProblem {
    /// Nothing was entered.
    Missing,

    // The signature.
    /// The CSR's signature does not fit its key: it was altered, or cut (section 7.2).
    SignatureInvalid,
    /// The signature can't be checked here, so DigiCert will be the first to do it.
    SignatureUnchecked,
    /// The CSR is signed with a hash that is no longer safe (section 7.2, UNCONFIRMED whether DigiCert refuses it).
    WeakHash {
        /// Its proper name.
        hash: &'static str,
    },

    // The key.
    /// An RSA key shorter than 2048 bits (section 7.2; BR 6.1.5).
    RsaTooShort {
        /// Its length in bits.
        bits: u32,
        /// The least length.
        minimum: u32,
    },
    /// An RSA key whose length in bits is no multiple of eight (section 7.2; BR 6.1.5).
    RsaNotWholeBytes {
        /// Its length in bits.
        bits: u32,
    },
    /// An RSA key longer than DigiCert lists (section 7.2, UNCONFIRMED).
    RsaLong {
        /// Its length in bits.
        bits: u32,
        /// The greatest length that DigiCert lists.
        listed: u32,
    },
    /// An RSA exponent that is even or less than three (section 7.2; BR 6.1.6).
    RsaBadExponent,
    /// An RSA exponent outside of 65537 to 2^256-1, which the BR recommend (section 7.2; BR 6.1.6).
    RsaUnusualExponent,
    /// The modulus has a small factor, so the key is broken (section 7.2; BR 6.1.6).
    RsaSmallFactor {
        /// The factor.
        factor: u32,
    },
    /// P-521, which the BR allow and DigiCert does not list (section 7.2, UNCONFIRMED).
    CurveNotListed {
        /// Its proper name or its OID.
        curve: String,
    },
    /// A curve that the BR do not allow (section 7.2; BR 6.1.5).
    CurveNotAllowed {
        /// Its proper name or its OID.
        curve: String,
    },
    /// A kind of key that the BR do not allow: DSA, Ed25519, Ed448 and others (section 7.2; BR 6.1.5).
    KeyNotAllowed {
        /// The kind, by its proper name or its OID.
        kind: String,
    },

    // What it asks for.
    /// Extensions that the CSR asks for and that the API does not read (section 2.2).
    ExtensionsIgnored {
        /// Their proper names or OIDs.
        extensions: Vec<String>,
    },
    /// The list of alternative names is there and can't be read; the API does not read it either (section 2.2).
    AlternativeNamesUnreadable,
    /// The product is for a wildcard, and the CSR's common name does not start with `*.` (section 7.2).
    CommonNameNotWildcard {
        /// The CSR's common name, where it has one.
        common_name: Option<String>,
    },
    /// The CSR's subject has no country (section 2.2).
    CountryMissing,
}

impl CsrProblem {
    /// Whether it stops the order.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Missing
            | Self::SignatureInvalid
            | Self::RsaTooShort { .. }
            | Self::RsaNotWholeBytes { .. }
            | Self::RsaBadExponent
            | Self::RsaSmallFactor { .. }
            | Self::CurveNotAllowed { .. }
            | Self::KeyNotAllowed { .. } => Severity::Error,
            Self::SignatureUnchecked
            | Self::WeakHash { .. }
            | Self::RsaLong { .. }
            | Self::RsaUnusualExponent
            | Self::CurveNotListed { .. }
            | Self::ExtensionsIgnored { .. }
            | Self::AlternativeNamesUnreadable
            | Self::CommonNameNotWildcard { .. }
            | Self::CountryMissing => Severity::Advice,
        }
    }
}
