//! A verifier for the tests, which knows more than WebCrypto does.

use certdesk_pki::{Curve, EcKey, Hash, KeyKind, RsaKey, SignatureAlgorithm, Signed};
use md5::Md5;
use rsa::{BigUint, Pkcs1v15Sign, Pss, RsaPublicKey};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512};

/// secp256k1, which `Curve` knows by its identifier alone.
pub(crate) const SECP256K1: &str = "1.3.132.0.10";

/// Whether a signature is right; `None` where no crate here can tell (Brainpool curves, MD4).
pub(crate) fn verify(signed: &Signed) -> Option<bool> {
    match (&signed.algorithm, signed.key.kind()) {
        (SignatureAlgorithm::RsaPkcs1 { hash }, KeyKind::Rsa(key)) if !key.is_pss_only() => {
            let key = rsa_key(key);
            Some(key.is_some_and(|key| {
                key.verify(pkcs1(*hash), &digest(*hash, &signed.message), &signed.signature)
                    .is_ok()
            }))
        }
        (
            SignatureAlgorithm::RsaPss {
                hash,
                mgf_hash,
                salt_len,
            },
            KeyKind::Rsa(key),
        ) if hash == mgf_hash => {
            let salt_len = usize::try_from(*salt_len).unwrap();
            let pss = pss(*hash, salt_len);
            let key = rsa_key(key);
            Some(key.is_some_and(|key| {
                key.verify(pss, &digest(*hash, &signed.message), &signed.signature)
                    .is_ok()
            }))
        }
        (SignatureAlgorithm::Ecdsa { hash }, KeyKind::Ec(key)) => verify_ecdsa(key, *hash, signed),
        (SignatureAlgorithm::Ed25519, KeyKind::Ed25519) => {
            let key = ed25519_dalek::VerifyingKey::from_bytes(signed.key.key_bits().try_into().unwrap());
            let signature = ed25519_dalek::Signature::from_slice(&signed.signature);
            Some(key.is_ok_and(|key| {
                signature.is_ok_and(|signature| key.verify_strict(&signed.message, &signature).is_ok())
            }))
        }
        (SignatureAlgorithm::Ed448, KeyKind::Ed448) => {
            let bytes: &[u8; 57] = signed.key.key_bits().try_into().unwrap();
            let key = ed448_goldilocks_plus::VerifyingKey::from_bytes(bytes);
            let signature = ed448_goldilocks_plus::Signature::try_from(signed.signature.as_slice());
            Some(
                key.is_ok_and(|key| {
                    signature.is_ok_and(|signature| key.verify_raw(&signature, &signed.message).is_ok())
                }),
            )
        }
        (SignatureAlgorithm::Dsa { hash }, KeyKind::Dsa { .. }) => {
            use dsa::pkcs8::DecodePublicKey;
            use dsa::signature::hazmat::PrehashVerifier;
            let key = dsa::VerifyingKey::from_public_key_der(signed.key.spki_der());
            let signature = dsa::Signature::try_from(signed.signature.as_slice());
            let digest = digest(*hash, &signed.message);
            Some(key.is_ok_and(|key| signature.is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok())))
        }
        (SignatureAlgorithm::Other { .. }, _) | (_, KeyKind::Other { .. }) => None,
        _ => Some(false),
    }
}

fn rsa_key(key: &RsaKey) -> Option<RsaPublicKey> {
    let (modulus, exponent) = (
        BigUint::from_bytes_be(key.modulus()),
        BigUint::from_bytes_be(key.exponent()),
    );
    RsaPublicKey::new_with_max_size(modulus, exponent, 16384).ok()
}

fn digest(hash: Hash, message: &[u8]) -> Vec<u8> {
    match hash {
        Hash::Md5 => Md5::digest(message).to_vec(),
        Hash::Sha1 => Sha1::digest(message).to_vec(),
        Hash::Sha224 => Sha224::digest(message).to_vec(),
        Hash::Sha256 => Sha256::digest(message).to_vec(),
        Hash::Sha384 => Sha384::digest(message).to_vec(),
        Hash::Sha512 => Sha512::digest(message).to_vec(),
        Hash::Sha3_224 => Sha3_224::digest(message).to_vec(),
        Hash::Sha3_256 => Sha3_256::digest(message).to_vec(),
        Hash::Sha3_384 => Sha3_384::digest(message).to_vec(),
        Hash::Sha3_512 => Sha3_512::digest(message).to_vec(),
        other => panic!("no digest for {other:?}"),
    }
}

fn pkcs1(hash: Hash) -> Pkcs1v15Sign {
    match hash {
        Hash::Md5 => Pkcs1v15Sign::new::<Md5>(),
        Hash::Sha1 => Pkcs1v15Sign::new::<Sha1>(),
        Hash::Sha224 => Pkcs1v15Sign::new::<Sha224>(),
        Hash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
        Hash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
        Hash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
        Hash::Sha3_224 => Pkcs1v15Sign::new::<Sha3_224>(),
        Hash::Sha3_256 => Pkcs1v15Sign::new::<Sha3_256>(),
        Hash::Sha3_384 => Pkcs1v15Sign::new::<Sha3_384>(),
        Hash::Sha3_512 => Pkcs1v15Sign::new::<Sha3_512>(),
        other => panic!("no PKCS#1 for {other:?}"),
    }
}

fn pss(hash: Hash, salt_len: usize) -> Pss {
    match hash {
        Hash::Sha1 => Pss::new_with_salt::<Sha1>(salt_len),
        Hash::Sha224 => Pss::new_with_salt::<Sha224>(salt_len),
        Hash::Sha256 => Pss::new_with_salt::<Sha256>(salt_len),
        Hash::Sha384 => Pss::new_with_salt::<Sha384>(salt_len),
        Hash::Sha512 => Pss::new_with_salt::<Sha512>(salt_len),
        other => panic!("no PSS for {other:?}"),
    }
}

fn verify_ecdsa(key: &EcKey, hash: Hash, signed: &Signed) -> Option<bool> {
    macro_rules! with {
        ($curve:ident, $len:expr) => {
            with!($curve, $len, |signature| signature)
        };
        ($curve:ident, $len:expr, $normal:expr) => {{
            use $curve::ecdsa::signature::hazmat::PrehashVerifier;
            let key = $curve::ecdsa::VerifyingKey::from_sec1_bytes(signed.key.key_bits());
            let signature = $curve::ecdsa::Signature::from_der(&signed.signature).map($normal);
            let digest = digest(hash, &signed.message);
            // A digest shorter than half the order is refused, though it is only a smaller number.
            let padded = [vec![0; usize::saturating_sub($len, digest.len())], digest].concat();
            Some(key.is_ok_and(|key| signature.is_ok_and(|signature| key.verify_prehash(&padded, &signature).is_ok())))
        }};
    }
    match key.curve() {
        Curve::P224 => with!(p224, 28),
        Curve::P256 => with!(p256, 32),
        Curve::P384 => with!(p384, 48),
        Curve::P521 => with!(p521, 66),
        Curve::Other(oid) if oid.to_string() == SECP256K1 => {
            // k256 takes s only where it is the smaller of the two that are right; openssl writes either.
            with!(k256, 32, |signature: k256::ecdsa::Signature| signature
                .normalize_s()
                .unwrap_or(signature))
        }
        _ => None,
    }
}
