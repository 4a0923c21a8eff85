//! Keys and subjects for the tests of what the page makes, signed as WebCrypto signs.

use crate::sample::openssl_bytes;
use certdesk_pki::Csr;
use certdesk_pki::make::{AltName, CsrToSign, DnsName, NewKeyKind, Subject, SubjectAttribute, SubjectEntries};
use rsa::Pkcs1v15Sign;
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey};
use sha2::{Digest, Sha256};
use std::net::IpAddr;

/// A key pair as the browser holds it.
pub(crate) enum Pair {
    Rsa(Box<rsa::RsaPrivateKey>),
    P256(p256::SecretKey),
    P384(p384::SecretKey),
}

impl Pair {
    /// RSA keys come from OpenSSL, which finds their primes in a hundredth of the time.
    pub(crate) fn new(kind: NewKeyKind) -> Self {
        let generate = |algorithm: &str, option: &str| {
            let key = openssl_bytes(&["genpkey", "-algorithm", algorithm, "-pkeyopt", option], &[]);
            openssl_bytes(&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], &key)
        };
        match kind {
            NewKeyKind::P256 => {
                Self::P256(p256::SecretKey::from_pkcs8_der(&generate("EC", "ec_paramgen_curve:P-256")).unwrap())
            }
            NewKeyKind::P384 => {
                Self::P384(p384::SecretKey::from_pkcs8_der(&generate("EC", "ec_paramgen_curve:P-384")).unwrap())
            }
            _ => {
                let bits = format!("rsa_keygen_bits:{}", kind.rsa_bits().unwrap());
                Self::Rsa(Box::new(
                    rsa::RsaPrivateKey::from_pkcs8_der(&generate("RSA", &bits)).unwrap(),
                ))
            }
        }
    }

    pub(crate) fn pkcs8(&self) -> Vec<u8> {
        let document = match self {
            Self::Rsa(key) => key.to_pkcs8_der().unwrap(),
            Self::P256(key) => key.to_pkcs8_der().unwrap(),
            Self::P384(key) => key.to_pkcs8_der().unwrap(),
        };
        document.as_bytes().to_vec()
    }

    pub(crate) fn spki(&self) -> Vec<u8> {
        let document = match self {
            Self::Rsa(key) => key.to_public_key().to_public_key_der().unwrap(),
            Self::P256(key) => key.public_key().to_public_key_der().unwrap(),
            Self::P384(key) => key.public_key().to_public_key_der().unwrap(),
        };
        document.as_bytes().to_vec()
    }

    /// Signs as `crypto.subtle.sign` does: for ECDSA r and s, one after the other.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        use p256::ecdsa::signature::Signer;
        match self {
            Self::Rsa(key) => key
                .sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(message))
                .unwrap(),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = p256::ecdsa::SigningKey::from(key).sign(message);
                signature.to_bytes().to_vec()
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature = p384::ecdsa::SigningKey::from(key).sign(message);
                signature.to_bytes().to_vec()
            }
        }
    }

    pub(crate) fn csr(&self, subject: &Subject, names: &[AltName]) -> Csr {
        let unsigned = CsrToSign::new(subject, names, &self.spki()).unwrap();
        unsigned.finish(&self.sign(unsigned.message())).unwrap()
    }
}

pub(crate) fn dns(name: &str) -> AltName {
    AltName::Dns(DnsName::new(name).unwrap())
}

pub(crate) fn ip(address: &str) -> AltName {
    AltName::Ip(address.parse::<IpAddr>().unwrap())
}

/// A subject of all attributes.
pub(crate) fn entries() -> SubjectEntries {
    SubjectEntries {
        common_name: Some("www.example.com".to_owned()),
        organization: Some("ООО «Ромашка»".to_owned()),
        organizational_units: vec!["Web".to_owned(), "Operations".to_owned()],
        locality: Some("Санкт-Петербург".to_owned()),
        state: Some("St. Petersburg".to_owned()),
        country: Some("RU".to_owned()),
    }
}

pub(crate) fn subject() -> Subject {
    Subject::new(&entries()).unwrap()
}

pub(crate) fn names() -> Vec<AltName> {
    vec![
        dns("www.example.com"),
        dns("*.xn--e1afmkfd.xn--p1ai"),
        ip("192.0.2.7"),
        ip("2001:db8::7"),
    ]
}

/// Types and values of a request's subject, in order.
pub(crate) fn attributes(csr: &Csr) -> Vec<(String, String)> {
    csr.subject()
        .attributes()
        .map(|attribute| {
            assert!(attribute.is_exact());
            (attribute.kind().to_string(), attribute.text().unwrap().to_owned())
        })
        .collect()
}

/// The same of a subject that was asked for.
pub(crate) fn asked(subject: &Subject) -> Vec<(String, String)> {
    subject
        .attributes()
        .map(|(attribute, value): (SubjectAttribute, &str)| (attribute.oid().to_string(), value.to_owned()))
        .collect()
}
