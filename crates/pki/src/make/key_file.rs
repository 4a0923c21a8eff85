//! A private key from a file of the user's, for the moment in which it goes into another file.

use crate::base64;
use crate::identify::{Structure, identify};
use crate::make::new_private_key::NewPrivateKey;
use crate::oid::Oid;
use crate::refusal::PrivateKeyKind;
use asn1::{ParseResult, Tlv, oid};
use zeroize::{Zeroize, Zeroizing};

/// The longest file that is looked at, in bytes: a key of RSA with 16,384 bits has some 13 kB in PEM.
pub const MAX_KEY_FILE: usize = 64 * 1024;

/// Why a file gives no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyFileFault {
    /// It is longer than [`MAX_KEY_FILE`].
    TooLarge,
    /// There is no private key in it, or a damaged one.
    NoKey,
    /// The key is encrypted by a passphrase.
    Encrypted,
    /// The key is in a form that is not read here: OpenSSH's, PuTTY's, DSA.
    OtherForm,
}

/// The labels of unencrypted keys (RFC 7468 section 10; those of OpenSSL before 1.0).
static LABELS: [&str; 3] = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"];

impl NewPrivateKey {
    /// Reads an unencrypted key from PEM or DER: PKCS#8 as it is; PKCS#1 (RFC 8017 appendix A.1.2) and SEC 1 (RFC 5915), which
    /// become PKCS#8.
    ///
    /// # Errors
    /// [`KeyFileFault`]; what was decoded is wiped then.
    pub fn from_file(input: &[u8]) -> Result<Self, KeyFileFault> {
        if input.len() > MAX_KEY_FILE {
            return Err(KeyFileFault::TooLarge);
        }
        match std::str::from_utf8(input) {
            Ok(text) if text.contains("-----BEGIN ") => from_pem(text),
            _ => from_der(input),
        }
    }
}

fn from_pem(text: &str) -> Result<NewPrivateKey, KeyFileFault> {
    // OpenSSL's own encryption is told by a header within the block (RFC 1421 section 4.6.1.1).
    if text.contains("ENCRYPTED") {
        return Err(KeyFileFault::Encrypted);
    }
    if text.contains("OPENSSH PRIVATE KEY") || text.contains("DSA PRIVATE KEY") {
        return Err(KeyFileFault::OtherForm);
    }
    for label in LABELS {
        let begin = format!("-----BEGIN {label}-----");
        let end = format!("-----END {label}-----");
        let body = text.split_once(&begin).and_then(|(_, rest)| rest.split_once(&end));
        if let Some((body, _)) = body {
            let mut digits = String::with_capacity(body.len());
            digits.extend(body.chars().filter(|c| !c.is_whitespace()));
            let der = Zeroizing::new(base64::decode(&digits));
            digits.zeroize();
            return from_der(&der);
        }
    }
    Err(KeyFileFault::NoKey)
}

fn from_der(der: &[u8]) -> Result<NewPrivateKey, KeyFileFault> {
    let pkcs8 = match identify(der) {
        Structure::PrivateKey(PrivateKeyKind::Pkcs8) => der.to_vec(),
        Structure::PrivateKey(PrivateKeyKind::Pkcs1) => wrapped(der, &RSA_ENCRYPTION, Parameters::Null(())),
        Structure::PrivateKey(PrivateKeyKind::Sec1) => {
            let curve = curve_of(der).map_err(|_| KeyFileFault::NoKey)?;
            wrapped(der, &EC_PUBLIC_KEY, Parameters::Curve(curve))
        }
        Structure::PrivateKey(PrivateKeyKind::EncryptedPkcs8) => return Err(KeyFileFault::Encrypted),
        Structure::PrivateKey(_) => return Err(KeyFileFault::OtherForm),
        _ => return Err(KeyFileFault::NoKey),
    };
    NewPrivateKey::from_pkcs8(pkcs8).map_err(|_| KeyFileFault::NoKey)
}

const RSA_ENCRYPTION: Oid = oid!(1, 2, 840, 113549, 1, 1, 1);
const EC_PUBLIC_KEY: Oid = oid!(1, 2, 840, 10045, 2, 1);

#[derive(asn1::Asn1Write)]
enum Parameters {
    Null(asn1::Null),
    Curve(Oid),
}

#[derive(asn1::Asn1Write)]
struct Algorithm<'a> {
    algorithm: &'a Oid,
    parameters: Parameters,
}

/// ```text
/// PrivateKeyInfo ::= SEQUENCE { version INTEGER, privateKeyAlgorithm AlgorithmIdentifier, privateKey OCTET STRING }
/// ```
/// (RFC 5208 section 5)
#[derive(asn1::Asn1Write)]
struct PrivateKeyInfo<'a> {
    version: u8,
    algorithm: Algorithm<'a>,
    key: &'a [u8],
}

/// Writing fails of memory alone, and then there is no key.
fn wrapped(key: &[u8], algorithm: &Oid, parameters: Parameters) -> Vec<u8> {
    let info = PrivateKeyInfo {
        version: 0,
        algorithm: Algorithm { algorithm, parameters },
        key,
    };
    asn1::write_single(&info).unwrap_or_default()
}

/// ```text
/// ECPrivateKey ::= SEQUENCE {
///     version INTEGER, privateKey OCTET STRING, parameters [0] OBJECT IDENTIFIER OPTIONAL, publicKey [1] OPTIONAL }
/// ```
/// (RFC 5915 section 3)
fn curve_of(der: &[u8]) -> ParseResult<Oid> {
    asn1::parse_single::<asn1::Sequence<'_>>(der)?.parse(|parser| {
        parser.read_element::<u8>()?;
        parser.read_element::<&[u8]>()?;
        let curve = parser.read_element::<asn1::Explicit<Oid, 0>>()?;
        while !parser.is_empty() {
            parser.read_element::<Tlv<'_>>()?;
        }
        Ok(curve.into_inner())
    })
}
