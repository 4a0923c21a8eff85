//! Names of keys and algorithms, which are the same in every language.

use certdesk_pki::{Curve, Hash, KeyKind, SignatureAlgorithm};

/// A key by its kind and size: `RSA 2048`, `EC P-256`.
pub(crate) fn key_name(kind: &KeyKind) -> String {
    match kind {
        KeyKind::Rsa(key) => format!("RSA {}", key.bits()),
        KeyKind::Ec(key) => match key.curve() {
            Curve::P224 => "EC P-224".to_owned(),
            Curve::P256 => "EC P-256".to_owned(),
            Curve::P384 => "EC P-384".to_owned(),
            Curve::P521 => "EC P-521".to_owned(),
            Curve::Other(oid) => format!("EC {oid}"),
            _ => "EC".to_owned(),
        },
        KeyKind::Ed25519 => "Ed25519".to_owned(),
        KeyKind::Ed448 => "Ed448".to_owned(),
        KeyKind::Dsa { .. } => "DSA".to_owned(),
        KeyKind::Other { algorithm } => algorithm.to_string(),
        _ => "?".to_owned(),
    }
}

/// A signature algorithm with its hash: `RSA, SHA-256`.
pub(crate) fn algorithm_name(algorithm: &SignatureAlgorithm) -> String {
    let with = |family: &str, hash: Hash| format!("{family}, {}", hash_name(hash));
    match algorithm {
        SignatureAlgorithm::RsaPkcs1 { hash } => with("RSA", *hash),
        SignatureAlgorithm::RsaPss { hash, .. } => with("RSA-PSS", *hash),
        SignatureAlgorithm::Ecdsa { hash } => with("ECDSA", *hash),
        SignatureAlgorithm::Dsa { hash } => with("DSA", *hash),
        SignatureAlgorithm::Ed25519 => "Ed25519".to_owned(),
        SignatureAlgorithm::Ed448 => "Ed448".to_owned(),
        SignatureAlgorithm::Other { algorithm } => algorithm.to_string(),
        _ => "?".to_owned(),
    }
}

/// A hash, as people write it: `SHA-256`.
pub(crate) const fn hash_name(hash: Hash) -> &'static str {
    match hash {
        Hash::Md5 => "MD5",
        Hash::Sha1 => "SHA-1",
        Hash::Sha224 => "SHA-224",
        Hash::Sha256 => "SHA-256",
        Hash::Sha384 => "SHA-384",
        Hash::Sha512 => "SHA-512",
        Hash::Sha3_224 => "SHA3-224",
        Hash::Sha3_256 => "SHA3-256",
        Hash::Sha3_384 => "SHA3-384",
        Hash::Sha3_512 => "SHA3-512",
        _ => "?",
    }
}

/// The kinds of certificate that policies stand for (BR 7.1.6.1); a policy of a CA's own by its number.
pub(crate) fn policies(policies: &[String]) -> String {
    let kind = |policy: &String| {
        match policy.as_str() {
            "2.23.140.1.1" => "EV",
            "2.23.140.1.2.1" => "DV",
            "2.23.140.1.2.2" => "OV",
            "2.23.140.1.2.3" => "IV",
            _ => policy,
        }
        .to_owned()
    };
    policies.iter().map(kind).collect::<Vec<_>>().join(", ")
}
