//! Signature algorithms and their hashes (RFC 4055, 5758, 8410, 8017 appendix A.2.3).

use crate::asn1_fault::bad_value;
use crate::oid::Oid;
use asn1::{ParseResult, Parser, Tlv, oid};

/// The hash within a signature algorithm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hash {
    /// MD5, broken since 2004.
    Md5,
    /// SHA-1, refused by every CA since 2016.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// SHA3-224.
    Sha3_224,
    /// SHA3-256.
    Sha3_256,
    /// SHA3-384.
    Sha3_384,
    /// SHA3-512.
    Sha3_512,
}

impl Hash {
    /// The hash's name in WebCrypto; `None` for those that it does not offer.
    pub(crate) fn webcrypto_name(self) -> Option<&'static str> {
        match self {
            Self::Sha1 => Some("SHA-1"),
            Self::Sha256 => Some("SHA-256"),
            Self::Sha384 => Some("SHA-384"),
            Self::Sha512 => Some("SHA-512"),
            _ => None,
        }
    }
}

/// How something was signed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SignatureAlgorithm {
    /// RSASSA-PKCS1-v1_5.
    RsaPkcs1 {
        /// The hash of the message.
        hash: Hash,
    },
    /// RSASSA-PSS with MGF1 and trailer field 1.
    RsaPss {
        /// The hash of the message.
        hash: Hash,
        /// The hash of the mask generation function.
        mgf_hash: Hash,
        /// The salt's length in bytes.
        salt_len: u32,
    },
    /// ECDSA.
    Ecdsa {
        /// The hash of the message.
        hash: Hash,
    },
    /// DSA.
    Dsa {
        /// The hash of the message.
        hash: Hash,
    },
    /// Ed25519.
    Ed25519,
    /// Ed448.
    Ed448,
    /// Any other algorithm, or one of the above with parameters that make no sense.
    Other {
        /// The algorithm's identifier.
        algorithm: Oid,
    },
}

impl SignatureAlgorithm {
    /// The hash of the message; `None` where the algorithm brings its own (Ed25519, Ed448) or is unknown.
    pub fn hash(&self) -> Option<Hash> {
        match self {
            Self::RsaPkcs1 { hash } | Self::RsaPss { hash, .. } | Self::Ecdsa { hash } | Self::Dsa { hash } => {
                Some(*hash)
            }
            Self::Ed25519 | Self::Ed448 | Self::Other { .. } => None,
        }
    }
}

#[derive(Clone, Copy)]
enum Family {
    RsaPkcs1,
    Ecdsa,
    Dsa,
}

static FAMILIES: [(Oid, Family, Hash); 26] = [
    (oid!(1, 2, 840, 113549, 1, 1, 4), Family::RsaPkcs1, Hash::Md5),
    (oid!(1, 2, 840, 113549, 1, 1, 5), Family::RsaPkcs1, Hash::Sha1),
    // The OIW's sha1WithRSASignature, which old Microsoft tools write.
    (oid!(1, 3, 14, 3, 2, 29), Family::RsaPkcs1, Hash::Sha1),
    (oid!(1, 2, 840, 113549, 1, 1, 14), Family::RsaPkcs1, Hash::Sha224),
    (oid!(1, 2, 840, 113549, 1, 1, 11), Family::RsaPkcs1, Hash::Sha256),
    (oid!(1, 2, 840, 113549, 1, 1, 12), Family::RsaPkcs1, Hash::Sha384),
    (oid!(1, 2, 840, 113549, 1, 1, 13), Family::RsaPkcs1, Hash::Sha512),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 13), Family::RsaPkcs1, Hash::Sha3_224),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 14), Family::RsaPkcs1, Hash::Sha3_256),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 15), Family::RsaPkcs1, Hash::Sha3_384),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 16), Family::RsaPkcs1, Hash::Sha3_512),
    (oid!(1, 2, 840, 10045, 4, 1), Family::Ecdsa, Hash::Sha1),
    (oid!(1, 2, 840, 10045, 4, 3, 1), Family::Ecdsa, Hash::Sha224),
    (oid!(1, 2, 840, 10045, 4, 3, 2), Family::Ecdsa, Hash::Sha256),
    (oid!(1, 2, 840, 10045, 4, 3, 3), Family::Ecdsa, Hash::Sha384),
    (oid!(1, 2, 840, 10045, 4, 3, 4), Family::Ecdsa, Hash::Sha512),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 9), Family::Ecdsa, Hash::Sha3_224),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 10), Family::Ecdsa, Hash::Sha3_256),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 11), Family::Ecdsa, Hash::Sha3_384),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 12), Family::Ecdsa, Hash::Sha3_512),
    (oid!(1, 2, 840, 10040, 4, 3), Family::Dsa, Hash::Sha1),
    (oid!(1, 3, 14, 3, 2, 27), Family::Dsa, Hash::Sha1),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 1), Family::Dsa, Hash::Sha224),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 2), Family::Dsa, Hash::Sha256),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 3), Family::Dsa, Hash::Sha384),
    (oid!(2, 16, 840, 1, 101, 3, 4, 3, 4), Family::Dsa, Hash::Sha512),
];

static HASHES: [(Oid, Hash); 10] = [
    (oid!(1, 2, 840, 113549, 2, 5), Hash::Md5),
    (oid!(1, 3, 14, 3, 2, 26), Hash::Sha1),
    (oid!(2, 16, 840, 1, 101, 3, 4, 2, 4), Hash::Sha224),
    (oid!(2, 16, 840, 1, 101, 3, 4, 2, 1), Hash::Sha256),
    (oid!(2, 16, 840, 1, 101, 3, 4, 2, 2), Hash::Sha384),
    (oid!(2, 16, 840, 1, 101, 3, 4, 2, 3), Hash::Sha512),
    (oid!(2, 16, 840, 1, 101, 3, 4, 2, 7), Hash::Sha3_224),
    (oid!(2, 16, 840, 1, 101, 3, 4, 2, 8), Hash::Sha3_256),
    (oid!(2, 16, 840, 1, 101, 3, 4, 2, 9), Hash::Sha3_384),
    (oid!(2, 16, 840, 1, 101, 3, 4, 2, 10), Hash::Sha3_512),
];

pub(crate) const RSASSA_PSS: Oid = oid!(1, 2, 840, 113549, 1, 1, 10);
pub(crate) const ED25519: Oid = oid!(1, 3, 101, 112);
pub(crate) const ED448: Oid = oid!(1, 3, 101, 113);
const MGF1: Oid = oid!(1, 2, 840, 113549, 1, 1, 8);

/// ```text
/// AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY DEFINED BY algorithm OPTIONAL }
/// ```
/// (RFC 5280 section 4.1.1.2)
#[derive(Clone, PartialEq)]
pub(crate) struct AlgorithmIdentifier<'a> {
    pub(crate) algorithm: Oid,
    pub(crate) parameters: Option<Tlv<'a>>,
}

impl<'a> AlgorithmIdentifier<'a> {
    pub(crate) fn read(parser: &mut Parser<'a>) -> ParseResult<Self> {
        parser.read_element::<asn1::Sequence<'a>>()?.parse(|parser| {
            let algorithm = parser.read_element::<Oid>()?;
            let parameters = if parser.is_empty() {
                None
            } else {
                Some(parser.read_element::<Tlv<'a>>()?)
            };
            Ok::<_, asn1::ParseError>(Self { algorithm, parameters })
        })
    }

    /// NULL parameters where RFC 5758 wants none, and the reverse, are common and harmless: they are not looked at.
    pub(crate) fn signature_algorithm(&self) -> SignatureAlgorithm {
        if let Some((_, family, hash)) = FAMILIES.iter().find(|(oid, ..)| *oid == self.algorithm) {
            let hash = *hash;
            return match family {
                Family::RsaPkcs1 => SignatureAlgorithm::RsaPkcs1 { hash },
                Family::Ecdsa => SignatureAlgorithm::Ecdsa { hash },
                Family::Dsa => SignatureAlgorithm::Dsa { hash },
            };
        }
        let pss = || {
            self.parameters
                .as_ref()
                .and_then(|parameters| read_pss(parameters).ok())
        };
        match &self.algorithm {
            algorithm if *algorithm == ED25519 => SignatureAlgorithm::Ed25519,
            algorithm if *algorithm == ED448 => SignatureAlgorithm::Ed448,
            algorithm if *algorithm == RSASSA_PSS => pss().unwrap_or_else(|| SignatureAlgorithm::Other {
                algorithm: algorithm.clone(),
            }),
            algorithm => SignatureAlgorithm::Other {
                algorithm: algorithm.clone(),
            },
        }
    }
}

/// ```text
/// RSASSA-PSS-params ::= SEQUENCE {
///     hashAlgorithm    [0] HashAlgorithm    DEFAULT sha1,
///     maskGenAlgorithm [1] MaskGenAlgorithm DEFAULT mgf1SHA1,
///     saltLength       [2] INTEGER          DEFAULT 20,
///     trailerField     [3] TrailerField     DEFAULT trailerFieldBC }
/// ```
/// (RFC 8017 appendix A.2.3)
fn read_pss(parameters: &Tlv<'_>) -> ParseResult<SignatureAlgorithm> {
    parameters.parse::<asn1::Sequence<'_>>()?.parse(|parser| {
        let explicit = |parser: &mut Parser<'_>, tag: u8| match parser.peek_tag() {
            Some(next) if next.as_u8() == Some(tag) => {
                parser.read_element::<Tlv<'_>>().map(|tlv| Some(tlv.data().to_vec()))
            }
            _ => Ok(None),
        };
        let hash = match explicit(parser, 0xa0)? {
            Some(der) => read_hash(&asn1::parse(&der, AlgorithmIdentifier::read)?)?,
            None => Hash::Sha1,
        };
        let mgf_hash = match explicit(parser, 0xa1)? {
            Some(der) => read_mgf1(&asn1::parse(&der, AlgorithmIdentifier::read)?)?,
            None => Hash::Sha1,
        };
        let salt_len = match explicit(parser, 0xa2)? {
            Some(der) => asn1::parse_single::<u32>(&der)?,
            None => 20,
        };
        match explicit(parser, 0xa3)? {
            Some(der) if asn1::parse_single::<u32>(&der)? != 1 => Err(bad_value()),
            _ => Ok(SignatureAlgorithm::RsaPss {
                hash,
                mgf_hash,
                salt_len,
            }),
        }
    })
}

fn read_hash(identifier: &AlgorithmIdentifier<'_>) -> ParseResult<Hash> {
    HASHES
        .iter()
        .find(|(oid, _)| *oid == identifier.algorithm)
        .map(|(_, hash)| *hash)
        .ok_or_else(bad_value)
}

fn read_mgf1(identifier: &AlgorithmIdentifier<'_>) -> ParseResult<Hash> {
    match &identifier.parameters {
        Some(hash) if identifier.algorithm == MGF1 => {
            read_hash(&asn1::parse(hash.full_data(), AlgorithmIdentifier::read)?)
        }
        _ => Err(bad_value()),
    }
}
