//! Public keys (SubjectPublicKeyInfo, RFC 5280 section 4.1.2.7): what they are, not whether they are good enough.

use crate::algorithm::{AlgorithmIdentifier, ED448, ED25519, RSASSA_PSS};
use crate::asn1_fault::bad_value;
use crate::curve::{Curve, read_curve};
use crate::oid::Oid;
use crate::weak_key;
use asn1::{BigUint, ParseResult, Parser, Tlv, oid};

/// The kind of a public key with what the rules about strength need.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum KeyKind {
    /// RSA.
    Rsa(RsaKey),
    /// Elliptic curve.
    Ec(EcKey),
    /// Ed25519.
    Ed25519,
    /// Ed448.
    Ed448,
    /// DSA; the length of p in bits, where the key says it.
    Dsa {
        /// The length of p in bits.
        bits: Option<u32>,
    },
    /// Anything else.
    Other {
        /// The algorithm's identifier.
        algorithm: Oid,
    },
}

/// An RSA public key (RFC 8017 appendix A.1.1).
#[derive(Clone, Debug, PartialEq)]
pub struct RsaKey {
    modulus: Vec<u8>,
    exponent: Vec<u8>,
    pss: bool,
}

impl RsaKey {
    /// The length of the modulus in bits.
    pub fn bits(&self) -> u32 {
        bit_len(&self.modulus)
    }

    /// The modulus, big-endian, without leading zeros.
    pub fn modulus(&self) -> &[u8] {
        &self.modulus
    }

    /// The public exponent, big-endian, without leading zeros.
    pub fn exponent(&self) -> &[u8] {
        &self.exponent
    }

    /// The length of the public exponent in bits.
    pub fn exponent_bits(&self) -> u32 {
        bit_len(&self.exponent)
    }

    /// The public exponent, if it fits.
    pub fn exponent_u64(&self) -> Option<u64> {
        if self.exponent.len() > 8 {
            return None;
        }
        Some(self.exponent.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    }

    /// Whether the public exponent is odd, as BR 6.1.6 demands.
    pub fn has_odd_exponent(&self) -> bool {
        self.exponent.last().is_some_and(|byte| byte % 2 == 1)
    }

    /// Whether the key's own identifier is id-RSASSA-PSS, which binds it to that scheme (RFC 4055 section 1.2).
    pub fn is_pss_only(&self) -> bool {
        self.pss
    }

    /// The smallest prime below 752 that divides the modulus, if one does (BR 6.1.6).
    pub fn has_small_factor(&self) -> Option<u32> {
        weak_key::small_factor(&self.modulus)
    }

    /// Whether the key was made by a library with the flaw called ROCA, so that its private key can be found (CVE-2017-15361;
    /// BR 6.1.1.3 (5)). It is known by the modulus: one in some 2^28 other keys looks the same, and is refused the same.
    pub fn has_roca_fingerprint(&self) -> bool {
        weak_key::has_roca_fingerprint(&self.modulus)
    }

    /// Whether the two primes are so close that 100 rounds of Fermat's method find them (BR 6.1.1.3 (5)); not looked for in a
    /// modulus longer than 16,384 bits.
    pub fn has_close_primes(&self) -> bool {
        weak_key::has_close_primes(&self.modulus)
    }
}

/// How an EC point is written (SEC 1 section 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PointForm {
    /// Both coordinates.
    Uncompressed,
    /// x and one bit of y.
    Compressed,
    /// Both coordinates and that bit, too.
    Hybrid,
}

/// An elliptic curve public key (RFC 5480).
#[derive(Clone, Debug, PartialEq)]
pub struct EcKey {
    curve: Curve,
    explicit: bool,
    form: PointForm,
}

impl EcKey {
    /// The curve.
    pub fn curve(&self) -> &Curve {
        &self.curve
    }

    /// Whether the key spells out the curve's parameters, which RFC 5480 section 2.1.1 forbids.
    pub fn has_explicit_parameters(&self) -> bool {
        self.explicit
    }

    /// How the point is written.
    pub fn form(&self) -> PointForm {
        self.form
    }
}

/// A public key. Two are equal when their encodings are.
#[derive(Clone, Debug)]
pub struct PublicKey {
    kind: KeyKind,
    spki: Vec<u8>,
    bits: Vec<u8>,
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.spki == other.spki
    }
}

impl Eq for PublicKey {}

const RSA_ENCRYPTION: Oid = oid!(1, 2, 840, 113549, 1, 1, 1);
const EC_PUBLIC_KEY: Oid = oid!(1, 2, 840, 10045, 2, 1);
const DSA: Oid = oid!(1, 2, 840, 10040, 4, 1);

impl PublicKey {
    /// ```text
    /// SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }
    /// ```
    pub(crate) fn read(whole: &Tlv<'_>) -> ParseResult<Self> {
        let (algorithm, bits) = whole.parse::<asn1::Sequence<'_>>()?.parse(|parser| {
            let algorithm = AlgorithmIdentifier::read(parser)?;
            Ok::<_, asn1::ParseError>((algorithm, parser.read_element::<asn1::BitString<'_>>()?))
        })?;
        if bits.padding_bits() != 0 {
            return Err(bad_value());
        }
        let kind = read_kind(&algorithm, bits.as_bytes())?;
        Ok(Self {
            kind,
            spki: whole.full_data().to_vec(),
            bits: bits.as_bytes().to_vec(),
        })
    }

    /// What kind of key this is.
    pub fn kind(&self) -> &KeyKind {
        &self.kind
    }

    /// The SubjectPublicKeyInfo as it was encoded.
    pub fn spki_der(&self) -> &[u8] {
        &self.spki
    }

    /// The content of the subjectPublicKey BIT STRING, over which RFC 5280 4.2.1.2 (1) makes key identifiers.
    pub fn key_bits(&self) -> &[u8] {
        &self.bits
    }
}

fn read_kind(algorithm: &AlgorithmIdentifier<'_>, bits: &[u8]) -> ParseResult<KeyKind> {
    let exactly = |len: usize, kind: KeyKind| if bits.len() == len { Ok(kind) } else { Err(bad_value()) };
    match &algorithm.algorithm {
        oid if *oid == RSA_ENCRYPTION => read_rsa(bits, false).map(KeyKind::Rsa),
        oid if *oid == RSASSA_PSS => read_rsa(bits, true).map(KeyKind::Rsa),
        oid if *oid == EC_PUBLIC_KEY => {
            let parameters = algorithm.parameters.as_ref().ok_or_else(bad_value)?;
            let (curve, explicit) = read_curve(parameters)?;
            let form = read_point_form(&curve, bits).ok_or_else(bad_value)?;
            Ok(KeyKind::Ec(EcKey { curve, explicit, form }))
        }
        oid if *oid == ED25519 => exactly(32, KeyKind::Ed25519),
        oid if *oid == ED448 => exactly(57, KeyKind::Ed448),
        oid if *oid == DSA => Ok(KeyKind::Dsa {
            bits: algorithm.parameters.as_ref().and_then(read_dsa_bits),
        }),
        oid => Ok(KeyKind::Other { algorithm: oid.clone() }),
    }
}

/// ```text
/// RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }
/// ```
fn read_rsa(bits: &[u8], pss: bool) -> ParseResult<RsaKey> {
    let (modulus, exponent) = asn1::parse_single::<asn1::Sequence<'_>>(bits)?.parse(|parser: &mut Parser<'_>| {
        Ok::<_, asn1::ParseError>((
            parser.read_element::<BigUint<'_>>()?,
            parser.read_element::<BigUint<'_>>()?,
        ))
    })?;
    let digits = |number: BigUint<'_>| -> Vec<u8> {
        number
            .as_bytes()
            .iter()
            .copied()
            .skip_while(|byte| *byte == 0)
            .collect()
    };
    let key = RsaKey {
        modulus: digits(modulus),
        exponent: digits(exponent),
        pss,
    };
    if key.modulus.is_empty() || key.exponent.is_empty() {
        Err(bad_value())
    } else {
        Ok(key)
    }
}

/// The point's form, if its length fits the curve. Whether it lies on the curve is for whoever verifies with it.
fn read_point_form(curve: &Curve, point: &[u8]) -> Option<PointForm> {
    let (form, coordinates) = match point.first()? {
        2 | 3 => (PointForm::Compressed, 1),
        4 => (PointForm::Uncompressed, 2),
        6 | 7 => (PointForm::Hybrid, 2),
        _ => return None,
    };
    match curve.coordinate_len() {
        Some(len) if point.len() != 1 + coordinates * len => None,
        _ => Some(form),
    }
}

/// ```text
/// Dss-Parms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }
/// ```
/// (RFC 3279 section 2.3.2)
fn read_dsa_bits(parameters: &Tlv<'_>) -> Option<u32> {
    let sequence = parameters.parse::<asn1::Sequence<'_>>().ok()?;
    let p = sequence.parse(|parser: &mut Parser<'_>| {
        let p = parser.read_element::<BigUint<'_>>()?;
        parser.read_element::<BigUint<'_>>()?;
        parser.read_element::<BigUint<'_>>()?;
        Ok::<_, asn1::ParseError>(p)
    });
    p.ok().map(|p| bit_len(p.as_bytes()))
}

/// The length in bits of a big-endian number.
fn bit_len(bytes: &[u8]) -> u32 {
    let mut digits = bytes.iter().skip_while(|byte| **byte == 0);
    let first = digits.next().map_or(0, |byte| u8::BITS - byte.leading_zeros());
    digits.fold(first, |bits, _| bits.saturating_add(u8::BITS))
}
