//! Elliptic curves, named or spelled out (RFC 5480 section 2.1.1, SEC 1 appendix C.2).

use crate::asn1_fault::bad_value;
use crate::oid::Oid;
use asn1::{BigUint, ParseResult, Parser, Tlv, oid};
use sha2::{Digest, Sha256};

/// The curve of an EC key.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Curve {
    /// secp224r1.
    P224,
    /// prime256v1, also called secp256r1.
    P256,
    /// secp384r1.
    P384,
    /// secp521r1.
    P521,
    /// Another named curve, by its identifier (secp256k1, a Brainpool curve).
    Other(Oid),
    /// Parameters spelled out that are none of the curves known here.
    Unnamed,
}

impl Curve {
    /// The length in bits of a coordinate; `None` for curves that the Web PKI does not know.
    pub fn bits(&self) -> Option<u32> {
        match self {
            Self::P224 => Some(224),
            Self::P256 => Some(256),
            Self::P384 => Some(384),
            Self::P521 => Some(521),
            Self::Other(_) | Self::Unnamed => None,
        }
    }

    /// The length in bytes of a coordinate.
    pub(crate) fn coordinate_len(&self) -> Option<usize> {
        self.bits().and_then(|bits| usize::try_from(bits.div_ceil(8)).ok())
    }

    /// The name of the curve in WebCrypto, which knows three.
    pub(crate) fn webcrypto_name(&self) -> Option<&'static str> {
        match self {
            Self::P256 => Some("P-256"),
            Self::P384 => Some("P-384"),
            Self::P521 => Some("P-521"),
            _ => None,
        }
    }

    pub(crate) fn oid(&self) -> Option<&Oid> {
        match self {
            Self::P224 => Some(&P224),
            Self::P256 => Some(&P256),
            Self::P384 => Some(&P384),
            Self::P521 => Some(&P521),
            Self::Other(oid) => Some(oid),
            Self::Unnamed => None,
        }
    }

    fn of(oid: Oid) -> Self {
        match oid {
            oid if oid == P224 => Self::P224,
            oid if oid == P256 => Self::P256,
            oid if oid == P384 => Self::P384,
            oid if oid == P521 => Self::P521,
            oid => Self::Other(oid),
        }
    }
}

static P224: Oid = oid!(1, 3, 132, 0, 33);
static P256: Oid = oid!(1, 2, 840, 10045, 3, 1, 7);
static P384: Oid = oid!(1, 3, 132, 0, 34);
static P521: Oid = oid!(1, 3, 132, 0, 35);
const PRIME_FIELD: Oid = oid!(1, 2, 840, 10045, 1, 1);

/// Reads the parameters of an EC key: the curve, and whether it was spelled out.
///
/// ```text
/// ECParameters ::= CHOICE { namedCurve OBJECT IDENTIFIER, implicitCurve NULL, specifiedCurve SpecifiedECDomain }
/// ```
pub(crate) fn read_curve(parameters: &Tlv<'_>) -> ParseResult<(Curve, bool)> {
    match parameters.tag().as_u8() {
        Some(0x06) => parameters.parse::<Oid>().map(|oid| (Curve::of(oid), false)),
        Some(0x30) => read_specified(parameters).map(|curve| (curve, true)),
        _ => Err(bad_value()),
    }
}

/// ```text
/// SpecifiedECDomain ::= SEQUENCE { version INTEGER, fieldID SEQUENCE { fieldType OID, parameters ANY },
///     curve SEQUENCE { a OCTET STRING, b OCTET STRING, seed BIT STRING OPTIONAL },
///     base OCTET STRING, order INTEGER, cofactor INTEGER OPTIONAL, ... }
/// ```
///
/// A curve is only what it seems if every parameter is right, the base point too (CVE-2020-0601); hence the fingerprint over all.
fn read_specified(parameters: &Tlv<'_>) -> ParseResult<Curve> {
    let fingerprint = parameters.parse::<asn1::Sequence<'_>>()?.parse(|parser| {
        parser.read_element::<u8>()?;
        let mut hash = Sha256::new();
        let (field, prime) = parser
            .read_element::<asn1::Sequence<'_>>()?
            .parse(|parser: &mut Parser<'_>| {
                Ok::<_, asn1::ParseError>((parser.read_element::<Oid>()?, parser.read_element::<Tlv<'_>>()?))
            })?;
        let (a, b) = parser
            .read_element::<asn1::Sequence<'_>>()?
            .parse(|parser: &mut Parser<'_>| {
                let coefficients = (parser.read_element::<&[u8]>()?, parser.read_element::<&[u8]>()?);
                parser.read_element::<Option<asn1::BitString<'_>>>()?;
                Ok::<_, asn1::ParseError>(coefficients)
            })?;
        let base = parser.read_element::<&[u8]>()?;
        let order = parser.read_element::<BigUint<'_>>()?;
        while !parser.is_empty() {
            parser.read_element::<Tlv<'_>>()?;
        }
        if field != PRIME_FIELD {
            return Ok(None);
        }
        let prime = prime.parse::<BigUint<'_>>()?;
        // A base point is compressed or not; its x is the same in both.
        let x_len = prime.as_bytes().iter().skip_while(|byte| **byte == 0).count();
        let x = base
            .get(1..)
            .and_then(|point| point.get(..x_len))
            .ok_or_else(bad_value)?;
        for number in [prime.as_bytes(), a, b, x, order.as_bytes()] {
            let digits = number.iter().skip_while(|byte| **byte == 0);
            hash.update([u8::try_from(digits.clone().count()).unwrap_or(u8::MAX)]);
            digits.for_each(|digit| hash.update([*digit]));
        }
        Ok::<_, asn1::ParseError>(Some(<[u8; 32]>::from(hash.finalize())))
    })?;
    let known = FINGERPRINTS.iter().find(|(known, _)| Some(*known) == fingerprint);
    Ok(known.map_or(Curve::Unnamed, |(_, oid)| Curve::of(oid.clone())))
}

/// SHA-256 over prime, a, b, the base point's x, and order, each without leading zeros and after its length.
static FINGERPRINTS: [([u8; 32], Oid); 8] = [
    // secp224r1
    (
        [
            0x43, 0x69, 0x82, 0x95, 0x32, 0x58, 0x33, 0x02, 0x6d, 0x21, 0xdc, 0x32, 0xb7, 0xd4, 0x60, 0x9e, 0xcb, 0xda,
            0x8d, 0x9d, 0xec, 0xf3, 0xb1, 0x2c, 0x06, 0x2d, 0x2d, 0x42, 0x49, 0x60, 0xf2, 0x55,
        ],
        oid!(1, 3, 132, 0, 33),
    ),
    // prime256v1
    (
        [
            0x1f, 0x79, 0x83, 0x22, 0x12, 0xdc, 0x30, 0xd0, 0xb9, 0xbf, 0xd9, 0xd1, 0xf3, 0xb0, 0x90, 0x2d, 0x7a, 0x10,
            0x0e, 0x91, 0x4a, 0x87, 0xe0, 0xb8, 0x3d, 0xb3, 0xef, 0x91, 0x95, 0xc2, 0xbd, 0xb1,
        ],
        oid!(1, 2, 840, 10045, 3, 1, 7),
    ),
    // secp384r1
    (
        [
            0xd8, 0x1d, 0x5b, 0x65, 0x92, 0xe0, 0x58, 0x78, 0xa8, 0x98, 0x4b, 0x06, 0x9f, 0xe9, 0xda, 0xb9, 0x48, 0x61,
            0x64, 0x7c, 0x32, 0x76, 0x1c, 0xd9, 0xbf, 0x4f, 0x95, 0x92, 0x2f, 0x21, 0x22, 0x46,
        ],
        oid!(1, 3, 132, 0, 34),
    ),
    // secp521r1
    (
        [
            0xc8, 0xcd, 0x79, 0x64, 0x9d, 0xbe, 0x11, 0xd0, 0x77, 0xe5, 0x46, 0x2b, 0x71, 0x22, 0x53, 0xcb, 0xa4, 0x60,
            0xfe, 0xa5, 0xe7, 0x3b, 0xaf, 0x3f, 0xff, 0x39, 0x99, 0xc8, 0xd4, 0xd5, 0x57, 0x48,
        ],
        oid!(1, 3, 132, 0, 35),
    ),
    // secp256k1
    (
        [
            0xb6, 0x98, 0xcc, 0xaf, 0xbe, 0x4a, 0x7a, 0xff, 0x96, 0xd9, 0xc2, 0x81, 0x1a, 0xde, 0xd7, 0xf9, 0x2c, 0xa1,
            0x45, 0xd2, 0x6d, 0x09, 0x7e, 0x93, 0xdc, 0xa1, 0x7e, 0x1c, 0x4e, 0x22, 0xfe, 0x7e,
        ],
        oid!(1, 3, 132, 0, 10),
    ),
    // brainpoolP256r1
    (
        [
            0x35, 0x65, 0xff, 0x9b, 0xaf, 0x6f, 0x04, 0x22, 0x1a, 0xec, 0x4c, 0xcf, 0x77, 0x7e, 0x22, 0x04, 0xa5, 0x78,
            0xb5, 0x4a, 0x63, 0xc9, 0x03, 0x22, 0xd6, 0x7e, 0xf9, 0x18, 0xff, 0x44, 0x4f, 0x94,
        ],
        oid!(1, 3, 36, 3, 3, 2, 8, 1, 1, 7),
    ),
    // brainpoolP384r1
    (
        [
            0x83, 0x6e, 0x1a, 0xcc, 0xff, 0x10, 0xee, 0x09, 0x72, 0x6e, 0xb7, 0xfd, 0xf1, 0x76, 0x5b, 0xb1, 0x81, 0xc8,
            0xbd, 0x71, 0x56, 0x8b, 0x29, 0x62, 0x6d, 0x7e, 0xb6, 0xcf, 0xe6, 0x6d, 0x60, 0x19,
        ],
        oid!(1, 3, 36, 3, 3, 2, 8, 1, 1, 11),
    ),
    // brainpoolP512r1
    (
        [
            0xff, 0xff, 0x26, 0xed, 0xd9, 0x37, 0xde, 0x9b, 0x9d, 0xc2, 0x6d, 0x66, 0xfe, 0x48, 0xcc, 0x96, 0x59, 0xf1,
            0x1d, 0xe8, 0xa9, 0x60, 0x69, 0x39, 0x27, 0x11, 0xd2, 0x9b, 0x1f, 0xc8, 0xe9, 0x7e,
        ],
        oid!(1, 3, 36, 3, 3, 2, 8, 1, 1, 13),
    ),
];
