//! The kinds of key that the page makes.

use crate::algorithm::Hash;
use crate::curve::Curve;
use crate::key::{KeyKind, PointForm, PublicKey};

/// The kind of a key pair to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NewKeyKind {
    /// RSA of 2048 bits.
    Rsa2048,
    /// RSA of 3072 bits.
    Rsa3072,
    /// RSA of 4096 bits.
    Rsa4096,
    /// The elliptic curve P-256.
    P256,
    /// The elliptic curve P-384.
    P384,
}

/// The first argument of `crypto.subtle.generateKey`; it must be called with `extractable` and `["sign", "verify"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebCryptoGenerate {
    /// `RSASSA-PKCS1-v1_5` or `ECDSA`.
    pub name: &'static str,
    /// `modulusLength` in bits, for RSA.
    pub modulus_length: Option<u32>,
    /// `publicExponent`, big-endian, for RSA: 65537.
    pub public_exponent: Option<[u8; 3]>,
    /// `hash`, for RSA.
    pub hash: Option<&'static str>,
    /// `namedCurve`, for ECDSA.
    pub named_curve: Option<&'static str>,
}

/// The first argument of `crypto.subtle.sign`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebCryptoSign {
    /// `RSASSA-PKCS1-v1_5` or `ECDSA`.
    pub name: &'static str,
    /// `hash`, for ECDSA; an RSA key brings its own from when it was generated.
    pub hash: Option<&'static str>,
}

impl NewKeyKind {
    /// Every kind, in the order in which a list offers them.
    pub const ALL: [Self; 5] = [Self::Rsa2048, Self::Rsa3072, Self::Rsa4096, Self::P256, Self::P384];

    /// The kind of a public key; `None` for a key that [`Self::generation`] does not lead to.
    pub fn of(key: &PublicKey) -> Option<Self> {
        match key.kind() {
            KeyKind::Rsa(rsa) if !rsa.is_pss_only() => match rsa.bits() {
                2048 => Some(Self::Rsa2048),
                3072 => Some(Self::Rsa3072),
                4096 => Some(Self::Rsa4096),
                _ => None,
            },
            KeyKind::Ec(ec) if !ec.has_explicit_parameters() && ec.form() == PointForm::Uncompressed => {
                match ec.curve() {
                    Curve::P256 => Some(Self::P256),
                    Curve::P384 => Some(Self::P384),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The length of an RSA key in bits; `None` for a curve.
    pub const fn rsa_bits(self) -> Option<u16> {
        match self {
            Self::Rsa2048 => Some(2048),
            Self::Rsa3072 => Some(3072),
            Self::Rsa4096 => Some(4096),
            Self::P256 | Self::P384 => None,
        }
    }

    /// The hash that a CSR is signed with: as strong as the curve, SHA-256 for RSA (BR 7.1.3.2).
    pub const fn hash(self) -> Hash {
        match self {
            Self::Rsa2048 | Self::Rsa3072 | Self::Rsa4096 | Self::P256 => Hash::Sha256,
            Self::P384 => Hash::Sha384,
        }
    }

    /// What WebCrypto is told to generate.
    pub fn generation(self) -> WebCryptoGenerate {
        let (name, rsa_bits) = (self.webcrypto_name(), self.rsa_bits());
        WebCryptoGenerate {
            name,
            modulus_length: rsa_bits.map(u32::from),
            public_exponent: rsa_bits.map(|_| [1, 0, 1]),
            hash: rsa_bits.and_then(|_| self.hash().webcrypto_name()),
            named_curve: match self {
                Self::P256 => Some("P-256"),
                Self::P384 => Some("P-384"),
                Self::Rsa2048 | Self::Rsa3072 | Self::Rsa4096 => None,
            },
        }
    }

    /// What WebCrypto is told to sign with.
    pub fn signing(self) -> WebCryptoSign {
        WebCryptoSign {
            name: self.webcrypto_name(),
            hash: match self.rsa_bits() {
                Some(_) => None,
                None => self.hash().webcrypto_name(),
            },
        }
    }

    /// The length in bytes of what WebCrypto signs: the modulus', or that of r and s together.
    pub(crate) fn signature_len(self) -> usize {
        match self {
            Self::Rsa2048 => 256,
            Self::Rsa3072 => 384,
            Self::Rsa4096 => 512,
            Self::P256 => 64,
            Self::P384 => 96,
        }
    }

    fn webcrypto_name(self) -> &'static str {
        match self.rsa_bits() {
            Some(_) => "RSASSA-PKCS1-v1_5",
            None => "ECDSA",
        }
    }
}
