//! Encrypting a private key (RFC 5958 section 3, PBES2 of RFC 8018) in two steps, between which the browser encrypts.

use crate::make::new_private_key::NewPrivateKey;
use crate::oid::Oid;
use crate::pem;
use asn1::oid;

/// How often PBKDF2 repeats HMAC-SHA-256: what OWASP's Password Storage Cheat Sheet (section PBKDF2, 2023) asks for at least.
/// It takes WebCrypto well under a second.
pub const PBKDF2_ITERATIONS: u32 = 600_000;

/// The block of AES in bytes.
const BLOCK: usize = 16;

/// How a private key is to be encrypted: PBKDF2 with HMAC-SHA-256, and AES-256 in CBC mode, as `openssl pkcs8 -topk8` does.
///
/// The page imports the passphrase's UTF-8 bytes (`importKey("raw", …, "PBKDF2")`), derives an `AES-CBC` key of 256 bits with
/// `{ name: "PBKDF2", hash: "SHA-256", salt, iterations }`, and encrypts [`NewPrivateKey::der`] with
/// `{ name: "AES-CBC", iv }`, which pads as RFC 8018 section 6.2 has it. A passphrase that is not all ASCII opens the file
/// only in programs that are given it in UTF-8 as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyEncryption {
    salt: [u8; 16],
    iv: [u8; BLOCK],
    ciphertext_len: usize,
}

/// What can't be the encrypted key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiphertextFault {
    /// It has not the length of the key with its padding.
    Length {
        /// Its length in bytes.
        found: usize,
        /// The right length in bytes.
        expected: usize,
    },
    /// The memory does not suffice.
    NoMemory,
}

impl KeyEncryption {
    /// For one key, with a salt (128 bits, as NIST SP 800-132 section 5.1 wants at least) and an initialisation vector, both
    /// fresh from `crypto.getRandomValues` and used for nothing else.
    pub fn new(key: &NewPrivateKey, salt: [u8; 16], iv: [u8; 16]) -> Self {
        let ciphertext_len = (key.der().len() / BLOCK).saturating_add(1).saturating_mul(BLOCK);
        Self {
            salt,
            iv,
            ciphertext_len,
        }
    }

    /// PBKDF2's salt.
    pub fn salt(&self) -> &[u8; 16] {
        &self.salt
    }

    /// PBKDF2's number of iterations: [`PBKDF2_ITERATIONS`].
    pub fn iterations(&self) -> u32 {
        PBKDF2_ITERATIONS
    }

    /// The initialisation vector of AES-CBC.
    pub fn iv(&self) -> &[u8; 16] {
        &self.iv
    }

    /// Puts the encrypted bytes, as WebCrypto returns them, into their structure.
    ///
    /// # Errors
    /// When they can't be this key's.
    pub fn finish(&self, ciphertext: &[u8]) -> Result<EncryptedPrivateKey, CiphertextFault> {
        if ciphertext.len() != self.ciphertext_len {
            return Err(CiphertextFault::Length {
                found: ciphertext.len(),
                expected: self.ciphertext_len,
            });
        }
        let info = EncryptedPrivateKeyInfo {
            algorithm: Algorithm {
                algorithm: PBES2,
                parameters: Pbes2 {
                    derivation: Algorithm {
                        algorithm: PBKDF2,
                        parameters: Pbkdf2 {
                            salt: &self.salt,
                            iterations: PBKDF2_ITERATIONS,
                            prf: Algorithm {
                                algorithm: HMAC_WITH_SHA256,
                                parameters: (),
                            },
                        },
                    },
                    encryption: Algorithm {
                        algorithm: AES256_CBC,
                        parameters: &self.iv,
                    },
                },
            },
            data: ciphertext,
        };
        let der = asn1::write_single(&info).map_err(|_| CiphertextFault::NoMemory)?;
        Ok(EncryptedPrivateKey { der })
    }
}

/// An encrypted private key: the EncryptedPrivateKeyInfo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptedPrivateKey {
    der: Vec<u8>,
}

impl EncryptedPrivateKey {
    /// The DER encoding.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The file: `BEGIN ENCRYPTED PRIVATE KEY` (RFC 7468 section 11), 64 columns, LF.
    pub fn to_pem(&self) -> String {
        pem::encode("ENCRYPTED PRIVATE KEY", &self.der)
    }
}

const PBES2: Oid = oid!(1, 2, 840, 113549, 1, 5, 13);
const PBKDF2: Oid = oid!(1, 2, 840, 113549, 1, 5, 12);
const HMAC_WITH_SHA256: Oid = oid!(1, 2, 840, 113549, 2, 9);
const AES256_CBC: Oid = oid!(2, 16, 840, 1, 101, 3, 4, 1, 42);

/// ```text
/// EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }
/// ```
#[derive(asn1::Asn1Write)]
struct EncryptedPrivateKeyInfo<'a> {
    algorithm: Algorithm<Pbes2<'a>>,
    data: &'a [u8],
}

#[derive(asn1::Asn1Write)]
struct Algorithm<T> {
    algorithm: Oid,
    parameters: T,
}

/// ```text
/// PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
/// ```
/// (RFC 8018 appendix A.4)
#[derive(asn1::Asn1Write)]
struct Pbes2<'a> {
    derivation: Algorithm<Pbkdf2<'a>>,
    encryption: Algorithm<&'a [u8]>,
}

/// ```text
/// PBKDF2-params ::= SEQUENCE {
///     salt OCTET STRING, iterationCount INTEGER, keyLength INTEGER OPTIONAL, prf AlgorithmIdentifier DEFAULT hmacWithSHA1 }
/// ```
/// (RFC 8018 appendix A.2; AES-256 says the length of its key by itself)
#[derive(asn1::Asn1Write)]
struct Pbkdf2<'a> {
    salt: &'a [u8],
    iterations: u32,
    prf: Algorithm<asn1::Null>,
}
