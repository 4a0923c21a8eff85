//! Requests from `tests/data`, and private keys, which are never kept and so made anew.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

use super::dom::run;

/// RSA, common name www.example.com, no alternative names.
pub(crate) const RSA_CSR: &str = include_str!("../../data/outcome/leaf.csr");
/// P-256, www.example.com, shop.example.com and api.example.org.
pub(crate) const NAMES_CSR: &str = include_str!("../../data/web/names.csr");
/// The same with a signature that does not verify.
pub(crate) const TAMPERED_CSR: &str = include_str!("../../data/web/tampered.csr");
/// A key on a curve that WebCrypto does not know.
pub(crate) const UNSUPPORTED_CSR: &str = include_str!("../../data/web/secp256k1.csr");

/// A private key (PKCS#8): its DER, its PEM, and a line of it by which it would be found again.
pub(crate) async fn private_key() -> (Vec<u8>, String, String) {
    let made: Promise = run(
        "return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign'])
            .then((pair) => crypto.subtle.exportKey('pkcs8', pair.privateKey))",
    )
    .unchecked_into();
    let der: ArrayBuffer = JsFuture::from(made).await.unwrap().unchecked_into();
    let der = Uint8Array::new(&der).to_vec();
    let base64 = run(&format!("return btoa(String.fromCharCode(...{der:?}))"))
        .as_string()
        .unwrap();
    let lines: Vec<_> = base64
        .as_bytes()
        .chunks(64)
        .map(|line| str::from_utf8(line).unwrap())
        .collect();
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        lines.join("\n")
    );
    (der, pem, lines[1].to_owned())
}
