//! Keys and CSRs for tests.

use rcgen::{CertificateParams, KeyPair, RsaKeySize, SignatureAlgorithm};

/// A CSR and its key.
pub(crate) struct SigningRequest {
    pub(crate) pem: String,
    key: KeyPair,
}

impl SigningRequest {
    /// An RSA key of 2048 bits.
    pub(crate) fn rsa() -> Self {
        let key = KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, RsaKeySize::_2048).expect("a key");
        Self::of(key)
    }

    /// A key on P-256.
    pub(crate) fn new() -> Self {
        Self::on(&rcgen::PKCS_ECDSA_P256_SHA256)
    }

    /// A key for an algorithm.
    pub(crate) fn on(algorithm: &'static SignatureAlgorithm) -> Self {
        Self::of(KeyPair::generate_for(algorithm).expect("a key"))
    }

    fn of(key: KeyPair) -> Self {
        // The API takes nothing from the CSR; a name that no order has shows it.
        let params = CertificateParams::new(vec!["name-of-the-csr.example".to_owned()]).expect("parameters");
        let pem = params.serialize_request(&key).and_then(|csr| csr.pem()).expect("a CSR");
        Self { pem, key }
    }

    /// `SubjectPublicKeyInfo` in PEM, with `\n`.
    pub(crate) fn public_key(&self) -> String {
        self.key.public_key_pem().replace("\r\n", "\n")
    }
}
