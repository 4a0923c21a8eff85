//! Whether a private key is that of a certificate, as far as it says so itself.

use super::Pkcs12Refusal;
use crate::key::{KeyKind, PublicKey};
use crate::oid::Oid;
use asn1::{BigUint, BitString, ParseResult, Parser, Sequence, Tlv, oid};

const RSA_ENCRYPTION: Oid = oid!(1, 2, 840, 113549, 1, 1, 1);
const EC_PUBLIC_KEY: Oid = oid!(1, 2, 840, 10045, 2, 1);

/// Refuses what is no PrivateKeyInfo, and one with another public key.
///
/// ```text
/// PrivateKeyInfo ::= SEQUENCE {
///     version INTEGER, privateKeyAlgorithm AlgorithmIdentifier, privateKey OCTET STRING, attributes [0] OPTIONAL,
///     publicKey [1] IMPLICIT BIT STRING OPTIONAL }
/// ```
/// (RFC 5208 section 5; the last field is that of RFC 5958 section 2)
pub(super) fn check(pkcs8: &[u8], public: &PublicKey) -> Result<(), Pkcs12Refusal> {
    match is_of(pkcs8, public) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Pkcs12Refusal::OtherKey),
        Err(_) => Err(Pkcs12Refusal::KeyUnreadable),
    }
}

fn is_of(pkcs8: &[u8], public: &PublicKey) -> ParseResult<bool> {
    let info = asn1::parse_single::<Sequence<'_>>(pkcs8)?;
    let (algorithm, private) = info.parse(|parser| {
        parser.read_element::<u8>()?;
        let algorithm = parser.read_element::<Sequence<'_>>()?;
        let private = parser.read_element::<&[u8]>()?;
        skip_rest(parser)?;
        Ok::<_, asn1::ParseError>((algorithm, private))
    })?;
    let algorithm = algorithm.parse(|parser| {
        let algorithm = parser.read_element::<Oid>()?;
        skip_rest(parser)?;
        Ok::<_, asn1::ParseError>(algorithm)
    })?;
    match public.kind() {
        KeyKind::Rsa(key) if algorithm == RSA_ENCRYPTION => {
            let (modulus, exponent) = read_rsa(private)?;
            Ok(digits(&modulus) == key.modulus() && digits(&exponent) == key.exponent())
        }
        KeyKind::Ec(_) if algorithm == EC_PUBLIC_KEY => {
            let point = read_ec(private)?;
            Ok(point.is_none_or(|point| point.as_bytes() == public.key_bits()))
        }
        KeyKind::Rsa(_) | KeyKind::Ec(_) => Ok(false),
        // Of Ed25519 and all else only the algorithm could be compared, which nobody asks CAs for.
        _ => Ok(algorithm != RSA_ENCRYPTION && algorithm != EC_PUBLIC_KEY),
    }
}

/// ```text
/// RSAPrivateKey ::= SEQUENCE { version INTEGER, modulus INTEGER, publicExponent INTEGER, ... }
/// ```
/// (RFC 8017 appendix A.1.2)
fn read_rsa(private: &[u8]) -> ParseResult<(BigUint<'_>, BigUint<'_>)> {
    asn1::parse_single::<Sequence<'_>>(private)?.parse(|parser| {
        parser.read_element::<u8>()?;
        let public = (parser.read_element()?, parser.read_element()?);
        skip_rest(parser)?;
        Ok::<_, asn1::ParseError>(public)
    })
}

/// ```text
/// ECPrivateKey ::= SEQUENCE {
///     version INTEGER, privateKey OCTET STRING, parameters [0] OPTIONAL, publicKey [1] BIT STRING OPTIONAL }
/// ```
/// (RFC 5915 section 3)
fn read_ec(private: &[u8]) -> ParseResult<Option<BitString<'_>>> {
    asn1::parse_single::<Sequence<'_>>(private)?.parse(|parser| {
        parser.read_element::<u8>()?;
        parser.read_element::<&[u8]>()?;
        parser.read_element::<Option<asn1::Explicit<Tlv<'_>, 0>>>()?;
        let public = parser.read_element::<Option<asn1::Explicit<BitString<'_>, 1>>>()?;
        Ok::<_, asn1::ParseError>(public.map(asn1::Explicit::into_inner))
    })
}

fn skip_rest(parser: &mut Parser<'_>) -> ParseResult<()> {
    while !parser.is_empty() {
        parser.read_element::<Tlv<'_>>()?;
    }
    Ok(())
}

/// Without leading zeros.
fn digits<'a>(number: &BigUint<'a>) -> &'a [u8] {
    let bytes = number.as_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.get(zeros..).unwrap_or_default()
}
