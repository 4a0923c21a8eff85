//! A private key that was made in the page, for as long as the page holds it.

use crate::pem;
use asn1::Tlv;
use zeroize::{Zeroize, Zeroizing};

/// A private key as PKCS#8 (RFC 5958). Its bytes are wiped when it is dropped.
///
/// The copy that the browser exported is its own to forget: the page must drop it, and can't wipe it by this.
///
/// It can be neither printed, copied nor stored: it has no `Debug`, `Clone` or `Serialize`.
pub struct NewPrivateKey {
    der: Zeroizing<Vec<u8>>,
}

/// The bytes were no unencrypted PKCS#8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotPkcs8;

impl NewPrivateKey {
    /// Takes what WebCrypto exports as `pkcs8`; where it is none, the bytes are wiped at once.
    ///
    /// ```text
    /// OneAsymmetricKey ::= SEQUENCE {
    ///     version INTEGER { v1(0), v2(1) }, privateKeyAlgorithm AlgorithmIdentifier, privateKey OCTET STRING,
    ///     attributes [0] OPTIONAL, publicKey [1] OPTIONAL }
    /// ```
    /// (RFC 5958 section 2)
    ///
    /// # Errors
    /// When the outer structure is another one. The key within is not looked at.
    pub fn from_pkcs8(der: Vec<u8>) -> Result<Self, NotPkcs8> {
        let key = Self {
            der: Zeroizing::new(der),
        };
        let is_pkcs8 = asn1::parse_single::<asn1::Sequence<'_>>(&key.der)
            .and_then(|whole| {
                whole.parse(|parser| {
                    let version = parser.read_element::<u8>()?;
                    parser.read_element::<asn1::Sequence<'_>>()?;
                    parser.read_element::<&[u8]>()?;
                    while !parser.is_empty() {
                        parser.read_element::<Tlv<'_>>()?;
                    }
                    Ok::<_, asn1::ParseError>(version <= 1)
                })
            })
            .unwrap_or(false);
        if is_pkcs8 { Ok(key) } else { Err(NotPkcs8) }
    }

    /// The DER encoding: what is to be encrypted, see [`crate::make::KeyEncryption`].
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The unencrypted file: `BEGIN PRIVATE KEY` (RFC 7468 section 10), 64 columns, LF.
    pub fn to_pem(&self) -> PrivateKeyPem {
        PrivateKeyPem(pem::encode("PRIVATE KEY", &self.der))
    }
}

/// The text of an unencrypted private key. It is wiped when dropped, and has no `Debug`, `Clone` or `Serialize`.
pub struct PrivateKeyPem(String);

impl PrivateKeyPem {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for PrivateKeyPem {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
