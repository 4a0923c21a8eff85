//! PKCS#12 files (`.pfx`, `.p12`; RFC 7292): private key, leaf and chain in one file under a password.
//!
//! Nothing else in this crate calls this module, so that the page can fetch it when a file is first asked for.

mod encrypt;
mod password;
mod private_key;

pub use password::{PasswordRefusal, Pkcs12Password};

use super::WithRoot;
use crate::certificate::Certificate;
use crate::chain::Chain;
use cms::cert::x509::attr::{Attribute, AttributeValue, Attributes};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::encrypted_data::EncryptedData;
use cms::enveloped_data::EncryptedContentInfo;
use der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Encode, Tag};
use pkcs12::cert_type::CertBag;
use pkcs12::pbe_params::EncryptedPrivateKeyInfo;
use pkcs12::pfx::{Pfx, Version};
use pkcs12::safe_bag::SafeBag;

/// How a PKCS#12 file is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pkcs12Variant {
    /// AES-256-CBC with a key by PBKDF2 over HMAC-SHA-256 (PBES2, RFC 8018), and a MAC by HMAC-SHA-256: what OpenSSL 3 and
    /// Java from 16 on write themselves. Windows reads it from Windows 10 1709 and Windows Server 2019 on (Microsoft's
    /// documentation of Export-PfxCertificate, `-CryptoAlgorithmOption`).
    Modern,
    /// pbeWithSHAAnd3-KeyTripleDES-CBC and a MAC by HMAC-SHA-1 (RFC 7292 appendix C): weaker, for what cannot read the other,
    /// Windows Server 2016 and older, and the keychain of older versions of macOS, which calls the password wrong
    /// (kube-rs/kube issue 691).
    Legacy,
}

/// What goes into a PKCS#12 file.
pub struct Pkcs12Contents<'a> {
    /// The chain, whose leaf has the key.
    pub chain: &'a Chain,
    /// Whether its root goes along.
    pub root: WithRoot,
    /// The leaf's private key: a PrivateKeyInfo (RFC 5208 section 5) in DER, not encrypted, as WebCrypto exports `pkcs8`. Only
    /// its owner holds it, to wipe it from memory: it is encrypted from where it is, without a copy.
    pub key: &'a [u8],
    /// What the entry is called: Windows shows it, and it is the alias in a Java keystore. None is written for an empty one.
    pub friendly_name: &'a str,
}

/// How many bytes of randomness one file takes.
pub const RANDOM_LEN: usize = 5 * LEN;

/// Each salt and each IV, in bytes: RFC 8018 section 4.1 asks for 8 at least, NIST SP 800-132 for 16.
const LEN: usize = 16;

/// How often a password is hashed. RFC 7292 names no number; OpenSSL takes 2,048 and Java since 16 takes 10,000, so every reader
/// is prepared for as many. More would help a weak password little, and some refuse it: Microsoft's KB5025823 calls 2,000 to
/// 10,000 customary, and .NET has a limit since.
const ITERATIONS: u16 = 10_000;

/// Why there is no PKCS#12 file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pkcs12Refusal {
    /// The chain is empty.
    NoLeaf,
    /// The private key is no PrivateKeyInfo in DER.
    KeyUnreadable,
    /// The private key is not that of the leaf.
    OtherKey,
    /// The contents are longer than 256 MiB.
    TooLarge,
}

impl From<der::Error> for Pkcs12Refusal {
    /// Encoding fails of lengths alone: all else here is of a fixed form.
    fn from(_: der::Error) -> Self {
        Self::TooLarge
    }
}

/// id-data and id-encryptedData (RFC 5652 sections 4 and 8).
const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ENCRYPTED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");
/// RFC 2985 sections 5.5.1 and 5.5.2.
const FRIENDLY_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.20");
const LOCAL_KEY_ID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.21");

/// A PKCS#12 file in DER of the leaf first, the certificates above it, and the private key; the last and the first belong
/// together by the leaf's SHA-1 thumbprint as localKeyId, as OpenSSL has it.
///
/// `random` has to come from a generator fit for cryptography, and to be new for each file. The password is wiped from memory in
/// any case; so are the keys made of it, though not what the hashes held in passing.
///
/// # Errors
/// [`Pkcs12Refusal`]. That the key is the leaf's can be told for RSA, and for a key that brings its public one along, as
/// WebCrypto's and OpenSSL's do.
pub fn pkcs12(
    contents: Pkcs12Contents<'_>,
    password: Pkcs12Password,
    variant: Pkcs12Variant,
    random: &[u8; RANDOM_LEN],
) -> Result<Vec<u8>, Pkcs12Refusal> {
    let leaf = contents.chain.leaf().ok_or(Pkcs12Refusal::NoLeaf)?;
    private_key::check(contents.key, leaf.key())?;
    let ([certificates_salt, certificates_iv, key_salt, key_iv, mac_salt], _) = random.as_chunks::<LEN>() else {
        return Err(Pkcs12Refusal::TooLarge);
    };
    let of_leaf = attributes(leaf, contents.friendly_name)?;

    let mut bags = Vec::new();
    for certificate in super::path(contents.chain, contents.root) {
        bags.push(certificate_bag(
            certificate,
            (certificate == leaf).then(|| of_leaf.clone()),
        )?);
    }
    let (algorithm, encrypted) =
        encrypt::encrypt(variant, &password, certificates_salt, certificates_iv, &bags.to_der()?)?;
    let encrypted = EncryptedData {
        version: CmsVersion::V0,
        enc_content_info: EncryptedContentInfo {
            content_type: DATA,
            content_enc_alg: algorithm,
            encrypted_content: Some(OctetString::new(encrypted)?),
        },
        unprotected_attrs: None,
    };

    let (encryption_algorithm, encrypted_key) = encrypt::encrypt(variant, &password, key_salt, key_iv, contents.key)?;
    let key_bag = SafeBag {
        bag_id: pkcs12::PKCS_12_PKCS8_KEY_BAG_OID,
        bag_value: EncryptedPrivateKeyInfo {
            encryption_algorithm,
            encrypted_data: OctetString::new(encrypted_key)?,
        }
        .to_der()?,
        bag_attributes: Some(of_leaf),
    };

    let authenticated_safe = vec![
        ContentInfo {
            content_type: ENCRYPTED_DATA,
            content: Any::encode_from(&encrypted)?,
        },
        data(vec![key_bag].to_der()?)?,
    ]
    .to_der()?;
    let mac_data = Some(encrypt::mac(variant, &password, mac_salt, &authenticated_safe)?);
    let file = Pfx {
        version: Version::V3,
        auth_safe: data(authenticated_safe)?,
        mac_data,
    };
    Ok(file.to_der()?)
}

/// Contents that are not encrypted on their own.
fn data(content: Vec<u8>) -> der::Result<ContentInfo> {
    Ok(ContentInfo {
        content_type: DATA,
        content: Any::encode_from(&OctetString::new(content)?)?,
    })
}

fn certificate_bag(certificate: &Certificate, bag_attributes: Option<Attributes>) -> der::Result<SafeBag> {
    let bag = CertBag {
        cert_id: pkcs12::PKCS_12_X509_CERT_OID,
        cert_value: OctetString::new(certificate.der())?,
    };
    Ok(SafeBag {
        bag_id: pkcs12::PKCS_12_CERT_BAG_OID,
        bag_value: bag.to_der()?,
        bag_attributes,
    })
}

/// What leaf and key have in common.
fn attributes(leaf: &Certificate, friendly_name: &str) -> der::Result<Attributes> {
    let mut attributes = Attributes::new();
    let id = OctetString::new(leaf.thumbprint_sha1())?;
    attributes.insert(attribute(LOCAL_KEY_ID, Any::encode_from(&id)?)?)?;
    if !friendly_name.is_empty() {
        // A BMPString; where two units make a character of another plane, everyone reads them as UTF-16.
        let units: Vec<u8> = friendly_name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        attributes.insert(attribute(FRIENDLY_NAME, Any::new(Tag::BmpString, units)?)?)?;
    }
    Ok(attributes)
}

fn attribute(oid: ObjectIdentifier, value: AttributeValue) -> der::Result<Attribute> {
    let mut values = SetOfVec::new();
    values.insert(value)?;
    Ok(Attribute { oid, values })
}
