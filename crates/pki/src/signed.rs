//! A signature that someone else is to verify: the browser's WebCrypto on the page, crates in the tests.

use crate::algorithm::SignatureAlgorithm;
use crate::key::{KeyKind, PublicKey};
use asn1::BigUint;

/// One signature: the key that should have made it, how, over what, and the signature itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed {
    /// The signer's public key.
    pub key: PublicKey,
    /// How it was signed.
    pub algorithm: SignatureAlgorithm,
    /// The DER encoding that was signed.
    pub message: Vec<u8>,
    /// The content of the signature's BIT STRING.
    pub signature: Vec<u8>,
}

/// What the browser's `crypto.subtle` needs: `importKey("spki", spki, …)`, then `verify(…, signature, message)`.
#[derive(Clone, Debug, PartialEq)]
pub struct WebCryptoVerify {
    /// `RSASSA-PKCS1-v1_5`, `RSA-PSS`, `ECDSA` or `Ed25519`.
    pub name: &'static str,
    /// The hash: on import for RSA, on verification for ECDSA, nowhere for Ed25519.
    pub hash: Option<&'static str>,
    /// The curve, on import, for ECDSA.
    pub named_curve: Option<&'static str>,
    /// The salt's length in bytes, on verification, for RSA-PSS.
    pub salt_length: Option<u32>,
    /// The key in the one form that every browser imports: `rsaEncryption` also for keys of RSA-PSS, curves by name.
    pub spki: Vec<u8>,
    /// The signature; for ECDSA r and s of the curve's length, one after the other (IEEE P1363).
    pub signature: Vec<u8>,
}

/// Why WebCrypto can't be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotForWebCrypto {
    /// WebCrypto does not offer this algorithm, hash or curve: the signature stays unchecked.
    Unsupported,
    /// The algorithm is not one of the key's: the signature is invalid.
    KeyMismatch,
    /// The signature is not even well-formed: it is invalid.
    Malformed,
}

impl Signed {
    /// The arguments for WebCrypto.
    ///
    /// # Errors
    /// [`NotForWebCrypto`] says whether the signature is invalid without asking, or can't be checked there.
    pub fn webcrypto(&self) -> Result<WebCryptoVerify, NotForWebCrypto> {
        use NotForWebCrypto::{KeyMismatch, Malformed, Unsupported};
        let verify = |name, hash, signature| WebCryptoVerify {
            name,
            hash,
            named_curve: None,
            salt_length: None,
            spki: self.key.spki_der().to_vec(),
            signature,
        };
        match (&self.algorithm, self.key.kind()) {
            (SignatureAlgorithm::RsaPkcs1 { hash }, KeyKind::Rsa(key)) => {
                if key.is_pss_only() {
                    return Err(KeyMismatch);
                }
                let hash = hash.webcrypto_name().ok_or(Unsupported)?;
                let spki = rsa_spki(self.key.key_bits());
                Ok(WebCryptoVerify {
                    spki,
                    ..verify("RSASSA-PKCS1-v1_5", Some(hash), self.signature.clone())
                })
            }
            (
                SignatureAlgorithm::RsaPss {
                    hash,
                    mgf_hash,
                    salt_len,
                },
                KeyKind::Rsa(_),
            ) => {
                if hash != mgf_hash {
                    return Err(Unsupported);
                }
                let hash = hash.webcrypto_name().ok_or(Unsupported)?;
                Ok(WebCryptoVerify {
                    spki: rsa_spki(self.key.key_bits()),
                    salt_length: Some(*salt_len),
                    ..verify("RSA-PSS", Some(hash), self.signature.clone())
                })
            }
            (SignatureAlgorithm::Ecdsa { hash }, KeyKind::Ec(key)) => {
                let hash = hash.webcrypto_name().ok_or(Unsupported)?;
                let curve = key.curve();
                let (Some(name), Some(oid), Some(len)) = (curve.webcrypto_name(), curve.oid(), curve.coordinate_len())
                else {
                    return Err(Unsupported);
                };
                let signature = ecdsa_p1363(&self.signature, len).ok_or(Malformed)?;
                Ok(WebCryptoVerify {
                    spki: ec_spki(oid, self.key.key_bits()),
                    named_curve: Some(name),
                    ..verify("ECDSA", Some(hash), signature)
                })
            }
            (SignatureAlgorithm::Ed25519, KeyKind::Ed25519) if self.signature.len() != 64 => Err(Malformed),
            (SignatureAlgorithm::Ed25519, KeyKind::Ed25519) => Ok(verify("Ed25519", None, self.signature.clone())),
            (SignatureAlgorithm::Dsa { .. }, KeyKind::Dsa { .. })
            | (SignatureAlgorithm::Ed448, KeyKind::Ed448)
            | (SignatureAlgorithm::Other { .. }, _)
            | (_, KeyKind::Other { .. }) => Err(Unsupported),
            _ => Err(KeyMismatch),
        }
    }
}

/// ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } (RFC 5480 appendix A) as r and s of `len` bytes each.
fn ecdsa_p1363(signature: &[u8], len: usize) -> Option<Vec<u8>> {
    let sequence = asn1::parse_single::<asn1::Sequence<'_>>(signature).ok()?;
    let numbers = sequence.parse(|parser| {
        Ok::<_, asn1::ParseError>([
            parser.read_element::<BigUint<'_>>()?,
            parser.read_element::<BigUint<'_>>()?,
        ])
    });
    let mut joined = Vec::with_capacity(2 * len);
    for number in numbers.ok()? {
        let digits = number.as_bytes().iter().skip_while(|byte| **byte == 0);
        let padding = len.checked_sub(digits.clone().count())?;
        joined.extend(std::iter::repeat_n(0, padding));
        joined.extend(digits);
    }
    Some(joined)
}

/// A SubjectPublicKeyInfo with rsaEncryption and NULL parameters.
fn rsa_spki(key: &[u8]) -> Vec<u8> {
    let algorithm = [
        0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];
    spki(&algorithm, key)
}

/// A SubjectPublicKeyInfo with id-ecPublicKey and a named curve.
fn ec_spki(curve: &crate::oid::Oid, key: &[u8]) -> Vec<u8> {
    let mut parameters = vec![0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
    push_tlv(&mut parameters, 0x06, &[curve.as_der()]);
    let mut algorithm = Vec::new();
    push_tlv(&mut algorithm, 0x30, &[&parameters]);
    spki(&algorithm, key)
}

fn spki(algorithm: &[u8], key: &[u8]) -> Vec<u8> {
    let mut bits = Vec::new();
    push_tlv(&mut bits, 0x03, &[&[0], key]);
    let mut whole = Vec::new();
    push_tlv(&mut whole, 0x30, &[algorithm, &bits]);
    whole
}

/// Appends one DER element.
fn push_tlv(out: &mut Vec<u8>, tag: u8, parts: &[&[u8]]) {
    let len = parts.iter().map(|part| part.len()).sum::<usize>();
    out.push(tag);
    match u8::try_from(len) {
        Ok(short @ ..0x80) => out.push(short),
        _ => {
            let bytes = len.to_be_bytes();
            let digits = bytes.iter().skip_while(|byte| **byte == 0);
            let count = u8::try_from(digits.clone().count()).unwrap_or(u8::MAX);
            out.push(0x80 | count);
            out.extend(digits);
        }
    }
    parts.iter().for_each(|part| out.extend_from_slice(part));
}
