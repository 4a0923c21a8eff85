//! Private keys, made and encrypted by the browser's WebCrypto: it has the randomness, runs natively, and weighs nothing.

use certdesk_pki::make::{KeyEncryption, NewKeyKind, NewPrivateKey, WebCryptoGenerate, WebCryptoSign};
use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use super::signature::subtle;

/// A key pair as it came out of the browser.
pub(crate) struct KeyPair {
    signer: CryptoKey,
    /// The public key: SubjectPublicKeyInfo in DER.
    pub(crate) spki: Vec<u8>,
    /// The private key.
    pub(crate) key: NewPrivateKey,
}

/// Whether keys can be made here: WebCrypto exists in a secure context only.
pub(crate) fn can_make_keys() -> bool {
    subtle().is_some()
}

/// Makes a key pair.
///
/// # Errors
///
/// What the browser says; `undefined` outside a secure context.
pub(crate) async fn make_key(kind: NewKeyKind) -> Result<KeyPair, JsValue> {
    let subtle = subtle().ok_or(JsValue::UNDEFINED)?;
    let WebCryptoGenerate {
        name,
        modulus_length,
        public_exponent,
        hash,
        named_curve,
    } = kind.generation();
    let algorithm = members(&[
        ("name", Some(name.into())),
        ("modulusLength", modulus_length.map(JsValue::from)),
        (
            "publicExponent",
            public_exponent.map(|bytes| Uint8Array::from(bytes.as_slice()).into()),
        ),
        ("hash", hash.map(JsValue::from)),
        ("namedCurve", named_curve.map(JsValue::from)),
    ])?;
    let usages = Array::of2(&"sign".into(), &"verify".into());
    let pair = JsFuture::from(subtle.generate_key_with_object(&algorithm, true, &usages)?).await?;
    let signer: CryptoKey = Reflect::get(&pair, &"privateKey".into())?.dyn_into()?;
    let public: CryptoKey = Reflect::get(&pair, &"publicKey".into())?.dyn_into()?;
    let spki = exported(&subtle, "spki", &public).await?.to_vec();
    let private = exported(&subtle, "pkcs8", &signer).await?;
    let key = NewPrivateKey::from_pkcs8(private.to_vec()).map_err(|_| JsValue::UNDEFINED)?;
    // The browser's own copy of what was exported is gone as well.
    private.fill(0, 0, private.length());
    Ok(KeyPair { signer, spki, key })
}

async fn exported(subtle: &SubtleCrypto, format: &str, key: &CryptoKey) -> Result<Uint8Array, JsValue> {
    let buffer = JsFuture::from(subtle.export_key(format, key)?).await?;
    Ok(Uint8Array::new(&buffer))
}

impl KeyPair {
    /// Signs a message; an ECDSA signature is r and s, one after the other (IEEE P1363).
    ///
    /// # Errors
    ///
    /// What the browser says.
    pub(crate) async fn sign(&self, how: &WebCryptoSign, message: &[u8]) -> Result<Vec<u8>, JsValue> {
        let subtle = subtle().ok_or(JsValue::UNDEFINED)?;
        let algorithm = members(&[("name", Some(how.name.into())), ("hash", how.hash.map(JsValue::from))])?;
        let message = Uint8Array::from(message);
        let signed = subtle.sign_with_object_and_js_u8_array(&algorithm, &self.signer, &message)?;
        Ok(Uint8Array::new(&JsFuture::from(signed).await?).to_vec())
    }
}

/// Bytes that nobody can foresee.
///
/// # Errors
///
/// What the browser says.
pub(crate) fn random<const LEN: usize>() -> Result<[u8; LEN], JsValue> {
    let mut bytes = [0; LEN];
    window().crypto()?.get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}

/// Encrypts by AES-256-CBC with the key that PBKDF2 with HMAC-SHA-256 makes of a passphrase (RFC 8018).
///
/// # Errors
///
/// What the browser says.
pub(crate) async fn encrypt(plain: &[u8], passphrase: &str, how: &KeyEncryption) -> Result<Vec<u8>, JsValue> {
    let subtle = subtle().ok_or(JsValue::UNDEFINED)?;
    let pass = Uint8Array::from(passphrase.as_bytes());
    let derive = Array::of1(&"deriveKey".into());
    let base = subtle.import_key_with_str("raw", &pass, "PBKDF2", false, &derive)?;
    let base: CryptoKey = JsFuture::from(base).await?.dyn_into()?;
    pass.fill(0, 0, pass.length());
    let derivation = members(&[
        ("name", Some("PBKDF2".into())),
        ("hash", Some("SHA-256".into())),
        ("salt", Some(Uint8Array::from(how.salt().as_slice()).into())),
        ("iterations", Some(how.iterations().into())),
    ])?;
    let cipher = members(&[("name", Some("AES-CBC".into())), ("length", Some(256.into()))])?;
    let usages = Array::of1(&"encrypt".into());
    let key = subtle.derive_key_with_object_and_object(&derivation, &base, &cipher, false, &usages)?;
    let key: CryptoKey = JsFuture::from(key).await?.dyn_into()?;
    let iv = Uint8Array::from(how.iv().as_slice());
    let cipher = members(&[("name", Some("AES-CBC".into())), ("iv", Some(iv.into()))])?;
    let plain = Uint8Array::from(plain);
    let encrypted = JsFuture::from(subtle.encrypt_with_object_and_js_u8_array(&cipher, &key, &plain)?).await?;
    plain.fill(0, 0, plain.length());
    Ok(Uint8Array::new(&encrypted).to_vec())
}

/// An object with those members that have a value.
fn members(members: &[(&str, Option<JsValue>)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in members {
        if let Some(value) = value {
            Reflect::set(&object, &(*name).into(), value)?;
        }
    }
    Ok(object)
}
