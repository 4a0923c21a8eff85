//! Encryption and MAC by a password, in both variants.

use super::{ITERATIONS, LEN, Pkcs12Password, Pkcs12Variant};
use aes::Aes256;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockEncryptMut, KeyIvInit};
use cms::cert::x509::spki::AlgorithmIdentifierOwned;
use der::Any;
use der::asn1::{Null, ObjectIdentifier, OctetString};
use des::TdesEde3;
use hmac::digest::core_api::BlockSizeUser;
use hmac::digest::{Digest, FixedOutputReset};
use hmac::{Hmac, Mac};
use pkcs5::pbes2::{EncryptionScheme, Kdf, PBES2_OID, Parameters, Pbkdf2Params, Pbkdf2Prf};
use pkcs12::digest_info::DigestInfo;
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use pkcs12::mac_data::MacData;
use pkcs12::pbe_params::Pkcs12PbeParams;
use sha1::Sha1;
use sha2::Sha256;
use zeroize::Zeroizing;

/// RFC 3370 section 2.1, RFC 5754 section 2.2.
const SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// Encrypts with a key of its own, and says by what. The legacy variant makes its IV of the password and does without `iv`.
pub(super) fn encrypt(
    variant: Pkcs12Variant,
    password: &Pkcs12Password,
    salt: &[u8; LEN],
    iv: &[u8; LEN],
    plaintext: &[u8],
) -> der::Result<(AlgorithmIdentifierOwned, Vec<u8>)> {
    match variant {
        Pkcs12Variant::Modern => {
            let mut key = Zeroizing::new([0; 32]);
            pbkdf2::pbkdf2_hmac::<Sha256>(password.utf8(), salt, ITERATIONS.into(), key.as_mut());
            let encryptor = cbc::Encryptor::<Aes256>::new((&*key).into(), iv.into());
            let parameters = Parameters {
                kdf: Kdf::Pbkdf2(Pbkdf2Params {
                    salt,
                    iteration_count: ITERATIONS.into(),
                    key_length: None,
                    prf: Pbkdf2Prf::HmacWithSha256,
                }),
                encryption: EncryptionScheme::Aes256Cbc { iv },
            };
            let algorithm = AlgorithmIdentifierOwned {
                oid: PBES2_OID,
                parameters: Some(Any::encode_from(&parameters)?),
            };
            Ok((algorithm, encryptor.encrypt_padded_vec_mut::<Pkcs7>(plaintext)))
        }
        Pkcs12Variant::Legacy => {
            let key = derive::<Sha1, 24>(password, salt, Pkcs12KeyType::EncryptionKey);
            let iv = derive::<Sha1, 8>(password, salt, Pkcs12KeyType::Iv);
            let encryptor = cbc::Encryptor::<TdesEde3>::new((&*key).into(), (&*iv).into());
            let parameters = Pkcs12PbeParams {
                salt: OctetString::new(*salt)?,
                iterations: ITERATIONS.into(),
            };
            let algorithm = AlgorithmIdentifierOwned {
                oid: pkcs12::PKCS_12_PBE_WITH_SHAAND3_KEY_TRIPLE_DES_CBC,
                parameters: Some(Any::encode_from(&parameters)?),
            };
            Ok((algorithm, encryptor.encrypt_padded_vec_mut::<Pkcs7>(plaintext)))
        }
    }
}

/// The MAC over the whole (RFC 7292 section 4 and appendix A).
pub(super) fn mac(
    variant: Pkcs12Variant,
    password: &Pkcs12Password,
    salt: &[u8; LEN],
    message: &[u8],
) -> der::Result<MacData> {
    let (oid, digest) = match variant {
        Pkcs12Variant::Modern => {
            let key = derive::<Sha256, 32>(password, salt, Pkcs12KeyType::Mac);
            (SHA256, hmac_of(Hmac::<Sha256>::new_from_slice(&*key), message))
        }
        Pkcs12Variant::Legacy => {
            let key = derive::<Sha1, 20>(password, salt, Pkcs12KeyType::Mac);
            (SHA1, hmac_of(Hmac::<Sha1>::new_from_slice(&*key), message))
        }
    };
    Ok(MacData {
        mac: DigestInfo {
            algorithm: AlgorithmIdentifierOwned {
                oid,
                parameters: Some(Any::encode_from(&Null)?),
            },
            digest: OctetString::new(digest)?,
        },
        mac_salt: OctetString::new(*salt)?,
        iterations: ITERATIONS.into(),
    })
}

/// HMAC takes keys of every length, so there always is one.
fn hmac_of<M: Mac, E>(mac: Result<M, E>, message: &[u8]) -> Vec<u8> {
    mac.map(|mac| mac.chain_update(message).finalize().into_bytes().to_vec())
        .unwrap_or_default()
}

/// The key derivation of RFC 7292 appendix B.
fn derive<D, const N: usize>(password: &Pkcs12Password, salt: &[u8; LEN], purpose: Pkcs12KeyType) -> Zeroizing<[u8; N]>
where
    D: Digest + FixedOutputReset + BlockSizeUser,
{
    let derived = Zeroizing::new(derive_key::<D>(&password.bmp(), salt, purpose, ITERATIONS.into(), N));
    let mut key = Zeroizing::new([0; N]);
    key.iter_mut().zip(&*derived).for_each(|(to, from)| *to = *from);
    key
}
