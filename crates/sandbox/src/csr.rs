//! Certificate signing requests (RFC 2986): read in the ways in which clients send them, and judged as a CA would.

use aws_lc_rs::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, UintRef};
use der::{Decode, Reader, SliceReader, Tagged};
use rcgen::{PublicKeyData, SignatureAlgorithm};

use crate::errors::ApiError;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
const P521: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.35");
const RSA_SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.5");
const RSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const RSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.12");
const RSA_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.13");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const ECDSA_SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.1");
const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");
const ECDSA_SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.4");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

/// Smallest RSA key (BR 6.1.5).
const RSA_MINIMUM_BITS: usize = 2048;
/// Largest RSA key whose signature can be verified here.
const RSA_MAXIMUM_BITS: usize = 8192;
/// BR 6.1.6: the modulus must have no factor smaller than this.
const SMALL_FACTORS_BELOW: u32 = 752;

/// Kind and size of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// RSA of so many bits.
    Rsa(usize),
    /// ECDSA on P-256.
    P256,
    /// ECDSA on P-384.
    P384,
    /// ECDSA on P-521.
    P521,
}

impl KeyKind {
    /// Size as the API writes it (`key_size`).
    pub(crate) const fn bits(self) -> usize {
        match self {
            Self::Rsa(bits) => bits,
            Self::P256 => 256,
            Self::P384 => 384,
            Self::P521 => 521,
        }
    }

    /// Whether it is RSA, which may encipher keys too.
    pub(crate) const fn is_rsa(self) -> bool {
        matches!(self, Self::Rsa(_))
    }
}

/// The public key of a CSR that has been judged fit for a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicKey {
    /// Kind and size.
    pub(crate) kind: KeyKind,
    /// Content of the bit string `subjectPublicKey`.
    bits: Vec<u8>,
}

impl PublicKeyData for PublicKey {
    fn der_bytes(&self) -> &[u8] {
        &self.bits
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        match self.kind {
            KeyKind::Rsa(_) => &rcgen::PKCS_RSA_SHA256,
            KeyKind::P256 => &rcgen::PKCS_ECDSA_P256_SHA256,
            KeyKind::P384 => &rcgen::PKCS_ECDSA_P384_SHA384,
            KeyKind::P521 => &rcgen::PKCS_ECDSA_P521_SHA512,
        }
    }
}

/// Reads a CSR, verifies its signature and judges its key.
///
/// Taken: any line ends, none at all, `\n` written out, text around the block, both labels, base64 or DER-in-base64 without armour.
pub(crate) fn read(text: &str) -> Result<PublicKey, ApiError> {
    let der = armoured(text).ok_or_else(cannot_parse)?;
    let parts = Parts::read(&der).map_err(|_| cannot_parse())?;
    let key = parts.key()?;
    parts.verify(&key)?;
    Ok(key)
}

fn cannot_parse() -> ApiError {
    ApiError::new(
        "csr_invalid_cannot_parse",
        "The CSR is invalid and could not be parsed.",
    )
}

fn weak(why: &str) -> ApiError {
    ApiError::new(
        "csr_invalid_key",
        format!("The key of the CSR cannot be certified: {why}."),
    )
}

fn bad_signature(why: &str) -> ApiError {
    ApiError::new(
        "csr_invalid_signature",
        format!("The signature of the CSR cannot be accepted: {why}."),
    )
}

/// The bytes between the first two armour lines that name a certificate request, or of the whole text.
fn armoured(text: &str) -> Option<Vec<u8>> {
    let text = text.replace("\\r", "").replace("\\n", "\n");
    let body = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]
        .iter()
        .find_map(|label| {
            let (_, after) = text.split_once(&format!("-----BEGIN {label}-----"))?;
            after
                .split_once(&format!("-----END {label}-----"))
                .map(|(body, _)| body)
        })
        .or_else(|| (!text.contains("-----")).then_some(text.as_str()))?;
    let base64: String = body.chars().filter(|c| !c.is_whitespace()).collect();
    let der = STANDARD.decode(base64).ok()?;
    (!der.is_empty()).then_some(der)
}

/// The parts of a request that matter here.
struct Parts<'a> {
    /// `certificationRequestInfo`, whole: what is signed.
    signed: &'a [u8],
    key_algorithm: Algorithm<'a>,
    key_bits: &'a [u8],
    signature_algorithm: Algorithm<'a>,
    signature: &'a [u8],
}

/// `AlgorithmIdentifier`.
#[derive(Clone, Copy)]
struct Algorithm<'a> {
    oid: ObjectIdentifier,
    parameters: Option<AnyRef<'a>>,
}

impl<'a> Algorithm<'a> {
    fn read(der: &'a [u8]) -> der::Result<Self> {
        let mut outer = SliceReader::new(der)?;
        let content = AnyRef::decode(&mut outer)?;
        let mut inner = SliceReader::new(content.value())?;
        let oid = ObjectIdentifier::decode(&mut inner)?;
        let parameters = if inner.is_finished() {
            None
        } else {
            Some(AnyRef::decode(&mut inner)?)
        };
        inner.finish(Self { oid, parameters })
    }
}

impl<'a> Parts<'a> {
    fn read(der: &'a [u8]) -> der::Result<Self> {
        let outer = AnyRef::from_der(der)?;
        outer.tag().assert_eq(der::Tag::Sequence)?;
        let mut request = SliceReader::new(outer.value())?;
        let signed = request.tlv_bytes()?;
        let signature_algorithm = Algorithm::read(request.tlv_bytes()?)?;
        let signature = BitStringRef::decode(&mut request)?;
        let signature = request.finish(signature)?.raw_bytes();

        let info = AnyRef::from_der(signed)?;
        info.tag().assert_eq(der::Tag::Sequence)?;
        let mut info = SliceReader::new(info.value())?;
        let version = u8::decode(&mut info)?;
        if version != 0 {
            return Err(der::Tag::Integer.value_error());
        }
        let subject = AnyRef::decode(&mut info)?;
        subject.tag().assert_eq(der::Tag::Sequence)?;
        let key = AnyRef::decode(&mut info)?;
        // The attributes are not used: the API takes all from the order. Some clients leave out the empty set.
        let mut key = SliceReader::new(key.value())?;
        let key_algorithm = Algorithm::read(key.tlv_bytes()?)?;
        let key_bits = BitStringRef::decode(&mut key)?;
        let key_bits = key.finish(key_bits)?.raw_bytes();
        Ok(Self {
            signed,
            key_algorithm,
            key_bits,
            signature_algorithm,
            signature,
        })
    }

    fn key(&self) -> Result<PublicKey, ApiError> {
        let kind = match self.key_algorithm.oid {
            RSA => KeyKind::Rsa(judge_rsa(self.key_bits)?),
            EC => {
                let curve = self
                    .key_algorithm
                    .parameters
                    .and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
                match curve {
                    Some(P256) => KeyKind::P256,
                    Some(P384) => KeyKind::P384,
                    Some(P521) => KeyKind::P521,
                    _ => return Err(weak("its curve is none of P-256, P-384 and P-521")),
                }
            }
            _ => return Err(weak("it is neither RSA nor ECDSA")),
        };
        Ok(PublicKey {
            kind,
            bits: self.key_bits.to_vec(),
        })
    }

    fn verify(&self, key: &PublicKey) -> Result<(), ApiError> {
        let algorithm = self
            .verification(key.kind)
            .ok_or_else(|| bad_signature("its algorithm is not supported"))?;
        UnparsedPublicKey::new(algorithm, key.bits.as_slice())
            .verify(self.signed, self.signature)
            .map_err(|_| bad_signature("it does not verify with the key of the CSR"))
    }

    fn verification(&self, kind: KeyKind) -> Option<&'static dyn VerificationAlgorithm> {
        let oid = self.signature_algorithm.oid;
        let algorithm: &'static dyn VerificationAlgorithm = match (kind, oid) {
            (KeyKind::Rsa(_), RSA_SHA1) => &signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
            (KeyKind::Rsa(_), RSA_SHA256) => &signature::RSA_PKCS1_2048_8192_SHA256,
            (KeyKind::Rsa(_), RSA_SHA384) => &signature::RSA_PKCS1_2048_8192_SHA384,
            (KeyKind::Rsa(_), RSA_SHA512) => &signature::RSA_PKCS1_2048_8192_SHA512,
            (KeyKind::Rsa(_), RSA_PSS) => match self.pss_hash()? {
                SHA256 => &signature::RSA_PSS_2048_8192_SHA256,
                SHA384 => &signature::RSA_PSS_2048_8192_SHA384,
                SHA512 => &signature::RSA_PSS_2048_8192_SHA512,
                _ => return None,
            },
            (KeyKind::P256, ECDSA_SHA1) => &signature::ECDSA_P256_SHA1_ASN1,
            (KeyKind::P256, ECDSA_SHA256) => &signature::ECDSA_P256_SHA256_ASN1,
            (KeyKind::P256, ECDSA_SHA384) => &signature::ECDSA_P256_SHA384_ASN1,
            (KeyKind::P256, ECDSA_SHA512) => &signature::ECDSA_P256_SHA512_ASN1,
            (KeyKind::P384, ECDSA_SHA256) => &signature::ECDSA_P384_SHA256_ASN1,
            (KeyKind::P384, ECDSA_SHA384) => &signature::ECDSA_P384_SHA384_ASN1,
            (KeyKind::P384, ECDSA_SHA512) => &signature::ECDSA_P384_SHA512_ASN1,
            (KeyKind::P521, ECDSA_SHA1) => &signature::ECDSA_P521_SHA1_ASN1,
            (KeyKind::P521, ECDSA_SHA256) => &signature::ECDSA_P521_SHA256_ASN1,
            (KeyKind::P521, ECDSA_SHA384) => &signature::ECDSA_P521_SHA384_ASN1,
            (KeyKind::P521, ECDSA_SHA512) => &signature::ECDSA_P521_SHA512_ASN1,
            _ => return None,
        };
        Some(algorithm)
    }

    /// The hash of RSASSA-PSS-params (RFC 4055, 3.1): the member `[0]`, without which it would be SHA-1.
    fn pss_hash(&self) -> Option<ObjectIdentifier> {
        let parameters = self.signature_algorithm.parameters?;
        let mut reader = SliceReader::new(parameters.value()).ok()?;
        let hash = AnyRef::decode(&mut reader).ok()?;
        let first = der::Tag::ContextSpecific {
            constructed: true,
            number: der::TagNumber::N0,
        };
        hash.tag().assert_eq(first).ok()?;
        Some(Algorithm::read(hash.value()).ok()?.oid)
    }
}

/// Size in bits of an RSA key that the Baseline Requirements allow.
fn judge_rsa(bits: &[u8]) -> Result<usize, ApiError> {
    let (modulus, exponent) = rsa_numbers(bits).map_err(|_| cannot_parse())?;
    let (modulus, exponent) = (modulus.as_bytes(), exponent.as_bytes());
    let size = bit_length(modulus);
    if size < RSA_MINIMUM_BITS {
        return Err(weak("an RSA key must have at least 2048 bits"));
    }
    if size > RSA_MAXIMUM_BITS {
        return Err(weak("an RSA key may have at most 8192 bits"));
    }
    if !size.is_multiple_of(8) {
        return Err(weak("the size of an RSA key must be divisible by 8"));
    }
    let odd = |number: &[u8]| number.last().is_some_and(|last| last % 2 == 1);
    if !odd(exponent) || bit_length(exponent) < 2 {
        return Err(weak("the exponent of an RSA key must be odd and at least 3"));
    }
    if !odd(modulus)
        || (3..SMALL_FACTORS_BELOW)
            .step_by(2)
            .any(|factor| remainder(modulus, factor) == 0)
    {
        return Err(weak("its modulus has a small factor"));
    }
    Ok(size)
}

fn rsa_numbers(bits: &[u8]) -> der::Result<(UintRef<'_>, UintRef<'_>)> {
    let outer = AnyRef::from_der(bits)?;
    outer.tag().assert_eq(der::Tag::Sequence)?;
    let mut numbers = SliceReader::new(outer.value())?;
    let modulus = UintRef::decode(&mut numbers)?;
    let exponent = UintRef::decode(&mut numbers)?;
    numbers.finish((modulus, exponent))
}

/// Bits of a big-endian number without leading zero bytes.
fn bit_length(number: &[u8]) -> usize {
    let leading = number.first().map_or(0, |first| first.leading_zeros());
    (number.len() * 8).saturating_sub(usize::try_from(leading).unwrap_or(0))
}

/// A big-endian number modulo a small one.
fn remainder(number: &[u8], modulus: u32) -> u32 {
    number
        .iter()
        .fold(0, |rest, byte| (rest * 256 + u32::from(*byte)) % modulus)
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, KeyPair};

    use super::*;

    fn csr() -> String {
        let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap();
        CertificateParams::new(vec!["example.com".to_owned()])
            .unwrap()
            .serialize_request(&key)
            .unwrap()
            .pem()
            .unwrap()
    }

    #[test]
    fn a_csr_is_read_in_every_dress() {
        let pem = csr();
        let key = read(&pem).unwrap();
        assert_eq!(key.kind, KeyKind::P384);
        let one_line: String = pem.lines().collect();
        let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        for dress in [
            pem.replace('\n', "\r\n"),
            pem.replace('\n', "\\n"),
            pem.replace("\r\n", "\\r\\n").replace('\n', "\\r\\n"),
            pem.replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"),
            format!("Here it is:\n\n  {pem}\nRegards"),
            one_line,
            bare,
        ] {
            assert_eq!(read(&dress).unwrap(), key, "{dress}");
        }
    }

    #[test]
    fn what_is_no_csr_cannot_be_parsed() {
        let pem = csr();
        let half = pem.replace("-----END", "AAAA-----END");
        for text in [
            "",
            "<csr>",
            "-----BEGIN CERTIFICATE REQUEST-----",
            "QUJD",
            "-----BEGIN PRIVATE KEY-----",
            &half,
        ] {
            assert_eq!(read(text).unwrap_err().code, "csr_invalid_cannot_parse", "{text}");
        }
    }

    #[test]
    fn a_changed_csr_does_not_verify() {
        let pem = csr();
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let mut der = STANDARD.decode(body).unwrap();
        let at = der.windows(11).position(|window| window == b"example.com").unwrap();
        der[at] = b'f';
        assert_eq!(read(&STANDARD.encode(der)).unwrap_err().code, "csr_invalid_signature");
    }

    #[test]
    fn numbers_are_measured() {
        assert_eq!(bit_length(&[1, 0]), 9);
        assert_eq!(bit_length(&[0x80]), 8);
        assert_eq!(bit_length(&[]), 0);
        assert_eq!(remainder(&[1, 0, 1], 7), 65_537 % 7);
    }
}
