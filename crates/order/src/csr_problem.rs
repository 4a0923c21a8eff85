//! What can be wrong, or unwise, about the CSR and its key.

use certdesk_pki::CsrRefusal;

use crate::Severity;

/// Something wrong or unwise about the CSR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsrProblem {
    /// Nothing was entered.
    Missing,

    /// What was entered is no CSR that can be read.
    Refused(CsrRefusal),

    // The signature.
    /// The CSR's signature does not fit its key: it was altered, or made with another key (section 7.2).
    SignatureInvalid,
    /// The signature can't be checked here, so DigiCert will be the first to do it.
    SignatureUnchecked,
    /// The CSR is signed with a hash that is no longer safe (section 7.2, UNCONFIRMED whether DigiCert refuses it).
    WeakHash {
        /// Its proper name.
        hash: &'static str,
    },

    // The key.
    /// The private key was made in the page and is nowhere else yet: it has to be saved before anything is ordered with it.
    KeyNotSaved,
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
    /// The key was made by a library with the ROCA flaw, CVE-2017-15361, so its private key can be found (BR 6.1.1.3 (5)).
    RsaRoca,
    /// The two primes are so close that Fermat's method finds them within 100 rounds (BR 6.1.1.3 (5)).
    RsaClosePrimes,
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
    /// A curve that is spelled out in place of being named (BR 7.1.3.1.2; RFC 5480, section 2.1.1).
    CurveSpelledOut,
    /// A point that is not written with both coordinates, which not every program reads (RFC 5480, section 2.2).
    PointCompressed,
    /// A kind of key that the BR do not allow: DSA, Ed25519, Ed448 and others (section 7.2; BR 6.1.5).
    KeyNotAllowed {
        /// The kind, by its proper name or its OID.
        kind: String,
    },

    // What it asks for.
    /// What the CSR asks for and the API does not read (section 2.2): the product and its profile decide.
    WishesIgnored {
        /// The wishes, each once.
        wishes: Vec<CsrWish>,
    },
    /// An extension that the CSR asks for is broken: the API does not read it, and other programs may refuse the CSR.
    ExtensionsBroken,
    /// The product is for a wildcard, and the CSR's common name does not start with `*.` (section 7.2).
    CommonNameNotWildcard {
        /// The CSR's common name, where it has one.
        common_name: Option<String>,
    },
    /// The CSR's subject has no country (section 2.2).
    CountryMissing,
}

/// Something unusual that a CSR asks for beside names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsrWish {
    /// The certificate of a CA: `basicConstraints` with `cA`, or `keyUsage` with `keyCertSign` or `cRLSign`.
    CertificateAuthority,
    /// Authentication of clients (`extKeyUsage`), off by default since 2025-10-01 (section 2.2, `profile_option`).
    ClientAuthentication,
    /// Another purpose of `extKeyUsage`, by its OID.
    Purpose(String),
    /// "Must staple" (RFC 7633).
    MustStaple,
    /// Certificate policies.
    Policies,
    /// Any other extension, by its OID.
    Extension(String),
}

/// A known weakness of keys for which a CA looks and this program does not, so that the page can say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UncheckedWeakness {
    /// The keys that Debian's OpenSSL made from 2006 to 2008, CVE-2008-0166 (BR 6.1.1.3 (5)): known only by lists of all of them,
    /// which no registry of packages offers, so that they are not at hand here.
    DebianWeakKey,
}

impl CsrProblem {
    /// Whether it stops the order.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Missing
            | Self::Refused(_)
            | Self::SignatureInvalid
            | Self::KeyNotSaved
            | Self::RsaTooShort { .. }
            | Self::RsaNotWholeBytes { .. }
            | Self::RsaBadExponent
            | Self::RsaSmallFactor { .. }
            | Self::RsaRoca
            | Self::RsaClosePrimes
            | Self::CurveNotAllowed { .. }
            | Self::CurveSpelledOut
            | Self::KeyNotAllowed { .. } => Severity::Error,
            Self::SignatureUnchecked
            | Self::WeakHash { .. }
            | Self::RsaLong { .. }
            | Self::RsaUnusualExponent
            | Self::CurveNotListed { .. }
            | Self::PointCompressed
            | Self::WishesIgnored { .. }
            | Self::ExtensionsBroken
            | Self::CommonNameNotWildcard { .. }
            | Self::CountryMissing => Severity::Advice,
        }
    }
}
