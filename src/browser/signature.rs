//! Signatures, verified by the browser's WebCrypto: it weighs nothing in the page, and runs natively.

use certdesk_pki::{NotForWebCrypto, Signed, WebCryptoVerify};
use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// What came of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The key made this signature over this message.
    Valid,
    /// It did not.
    Invalid,
    /// The browser does not know this algorithm, or refuses the key as unfit for it.
    Unsupported,
    /// The page is not in a secure context (plain http on a host other than localhost), so there is no WebCrypto.
    NoSecureContext,
}

/// Verifies one signature.
pub(crate) async fn verify(signed: &Signed) -> Verdict {
    let Some(subtle) = subtle() else {
        return Verdict::NoSecureContext;
    };
    let question = match signed.webcrypto() {
        Ok(question) => question,
        Err(NotForWebCrypto::KeyMismatch | NotForWebCrypto::Malformed) => return Verdict::Invalid,
        Err(_) => return Verdict::Unsupported,
    };
    match ask(&subtle, &question, &signed.message).await {
        Ok(true) => Verdict::Valid,
        Ok(false) => Verdict::Invalid,
        Err(_) => Verdict::Unsupported,
    }
}

/// `crypto.subtle`, which is undefined outside a secure context whatever its type says.
pub(super) fn subtle() -> Option<SubtleCrypto> {
    let crypto = window().crypto().ok()?;
    Reflect::get(&crypto, &"subtle".into()).ok()?.dyn_into().ok()
}

async fn ask(subtle: &SubtleCrypto, question: &WebCryptoVerify, message: &[u8]) -> Result<bool, JsValue> {
    let import = algorithm(question)?;
    let usages = Array::of1(&"verify".into());
    let spki = Uint8Array::from(question.spki.as_slice());
    let key = JsFuture::from(subtle.import_key_with_object("spki", &spki, &import, false, &usages)?).await?;
    let key: CryptoKey = key.dyn_into()?;
    let signature = Uint8Array::from(question.signature.as_slice());
    let message = Uint8Array::from(message);
    let verified = subtle.verify_with_object_and_js_u8_array_and_js_u8_array(&import, &key, &signature, &message)?;
    Ok(JsFuture::from(verified).await?.is_truthy())
}

/// The algorithm, as both `importKey` and `verify` read it: each takes the members that it knows.
fn algorithm(question: &WebCryptoVerify) -> Result<Object, JsValue> {
    let algorithm = Object::new();
    let members = [
        ("name", Some(JsValue::from(question.name))),
        ("hash", question.hash.map(JsValue::from)),
        ("namedCurve", question.named_curve.map(JsValue::from)),
        ("saltLength", question.salt_length.map(JsValue::from)),
    ];
    for (key, value) in members {
        if let Some(value) = value {
            Reflect::set(&algorithm, &key.into(), &value)?;
        }
    }
    Ok(algorithm)
}
