//! Files of private keys that the page makes, opened by OpenSSL and by a crate that we did not write.

use crate::made::Pair;
use crate::sample::{openssl, openssl_bytes};
use certdesk_pki::make::{CiphertextFault, KeyEncryption, NewKeyKind, NewPrivateKey, PBKDF2_ITERATIONS, PrivateKeyPem};
use pkcs8::der::Decode;
use pkcs8::{EncryptedPrivateKeyInfo, PrivateKeyInfo};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use std::fmt::Write as _;

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// Encrypts as the browser is told to; OpenSSL stands for it.
fn encrypt(encryption: &KeyEncryption, passphrase: &str, plain: &[u8]) -> Vec<u8> {
    let password = format!("hexpass:{}", hexadecimal(passphrase.as_bytes()));
    let salt = format!("hexsalt:{}", hexadecimal(encryption.salt()));
    let iterations = format!("iter:{}", encryption.iterations());
    let derive = [
        "kdf",
        "-binary",
        "-keylen",
        "32",
        "-kdfopt",
        "digest:SHA256",
        "-kdfopt",
        &password,
        "-kdfopt",
        &salt,
        "-kdfopt",
        &iterations,
        "PBKDF2",
    ];
    let key = hexadecimal(&openssl_bytes(&derive, &[]));
    let iv = hexadecimal(encryption.iv());
    openssl_bytes(&["enc", "-aes-256-cbc", "-K", &key, "-iv", &iv], plain)
}

#[test]
fn openssl_opens_the_plain_file_of_every_kind_of_key() {
    for kind in NewKeyKind::ALL {
        let pair = Pair::new(kind);
        let key = NewPrivateKey::from_pkcs8(pair.pkcs8()).ok().unwrap();
        let public = openssl_bytes(
            &["pkey", "-pubout", "-outform", "DER"],
            key.to_pem().as_str().as_bytes(),
        );
        assert_eq!(public, pair.spki(), "{kind:?}");
        let der = openssl_bytes(
            &["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"],
            key.to_pem().as_str().as_bytes(),
        );
        assert_eq!(der, key.der());
    }
}

#[test]
fn openssl_opens_the_encrypted_file_with_the_passphrase_alone() {
    let passphrase = "верно: horse «battery» staple";
    for kind in [NewKeyKind::Rsa2048, NewKeyKind::P256, NewKeyKind::P384] {
        let pair = Pair::new(kind);
        let key = NewPrivateKey::from_pkcs8(pair.pkcs8()).ok().unwrap();
        let encryption = KeyEncryption::new(&key, [0xa5; 16], [0x5a; 16]);
        let file = encryption.finish(&encrypt(&encryption, passphrase, key.der())).unwrap();
        let pem = file.to_pem();
        assert!(pem.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
        let open = |passphrase: &str| {
            let password = format!("pass:{passphrase}");
            openssl(
                &["pkey", "-passin", &password, "-pubout", "-outform", "PEM"],
                pem.as_bytes(),
            )
        };
        let public = openssl_bytes(&["pkey", "-pubin", "-outform", "DER"], open(passphrase).as_bytes());
        assert_eq!(public, pair.spki(), "{kind:?}");
        assert!(std::panic::catch_unwind(|| open("another passphrase")).is_err());
        let structure = openssl(&["asn1parse"], pem.as_bytes());
        for name in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", ":0927C0"] {
            assert!(structure.contains(name), "{name}\n{structure}");
        }
    }
    assert_eq!(PBKDF2_ITERATIONS, 0x0009_27c0);
}

#[test]
fn what_is_no_pkcs8_is_refused() {
    let pair = Pair::new(NewKeyKind::P256);
    let pkcs8 = pair.pkcs8();
    let key = openssl(&["pkey", "-inform", "DER"], &pkcs8);
    let sec1 = openssl_bytes(&["ec", "-outform", "DER"], key.as_bytes());
    let encrypted = openssl_bytes(
        &["pkcs8", "-topk8", "-outform", "DER", "-passout", "pass:secret"],
        key.as_bytes(),
    );
    let behind = [&pkcs8[..], &[0]].concat();
    let short = pkcs8[..pkcs8.len() - 1].to_vec();
    for other in [
        sec1,
        encrypted,
        behind,
        short,
        pair.spki(),
        Vec::new(),
        key.into_bytes(),
    ] {
        assert!(NewPrivateKey::from_pkcs8(other).is_err());
    }
}

#[test]
fn bytes_that_cannot_be_the_encrypted_key_are_refused() {
    let key = NewPrivateKey::from_pkcs8(Pair::new(NewKeyKind::P256).pkcs8())
        .ok()
        .unwrap();
    let encryption = KeyEncryption::new(&key, [1; 16], [2; 16]);
    let expected = (key.der().len() / 16 + 1) * 16;
    for found in [0, 16, expected - 16, expected - 1, expected + 16] {
        let fault = CiphertextFault::Length { found, expected };
        assert_eq!(encryption.finish(&vec![0; found]), Err(fault));
    }
    assert!(encryption.finish(&vec![0; expected]).is_ok());
}

/// Whether a type has a trait: an inherent constant goes before that of a trait.
macro_rules! has {
    ($kind:ty, $($bound:tt)+) => {{
        struct Probe<T>(std::marker::PhantomData<T>);
        #[allow(dead_code, reason = "used where the type lacks the trait")]
        trait Without {
            const HAS: bool = false;
        }
        impl<T> Without for Probe<T> {}
        #[allow(dead_code, reason = "used where the type has the trait")]
        impl<T: $($bound)+> Probe<T> {
            const HAS: bool = true;
        }
        <Probe<$kind>>::HAS
    }};
}

#[test]
fn a_private_key_can_be_neither_printed_nor_copied() {
    assert!(has!(String, std::fmt::Debug) && has!(String, std::fmt::Display) && has!(String, Clone));
    assert!(!has!(NewPrivateKey, std::fmt::Debug) && !has!(PrivateKeyPem, std::fmt::Debug));
    assert!(!has!(NewPrivateKey, std::fmt::Display) && !has!(PrivateKeyPem, std::fmt::Display));
    assert!(!has!(NewPrivateKey, Clone) && !has!(PrivateKeyPem, Clone));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plain_key_read_is_the_key_written(scalar in vec(1..u8::MAX, 32)) {
        use pkcs8::DecodePrivateKey;
        let secret = p256::SecretKey::from_slice(&scalar).unwrap();
        let der = Pair::P256(secret.clone()).pkcs8();
        let key = NewPrivateKey::from_pkcs8(der.clone()).ok().unwrap();
        prop_assert_eq!(key.der(), &der[..]);
        prop_assert!(p256::SecretKey::from_pkcs8_pem(key.to_pem().as_str()).unwrap() == secret);
    }

    #[test]
    fn an_encrypted_key_read_is_the_key_written(
        bits in vec(any::<u8>(), 0..3000),
        salt in any::<[u8; 16]>(),
        iv in any::<[u8; 16]>(),
        filling in any::<u8>(),
    ) {
        let algorithm = pkcs8::AlgorithmIdentifierRef { oid: "1.2.3.4".parse().unwrap(), parameters: None };
        let der = pkcs8::der::Encode::to_der(&PrivateKeyInfo::new(algorithm, &bits)).unwrap();
        let key = NewPrivateKey::from_pkcs8(der.clone()).ok().unwrap();
        let ciphertext = vec![filling; (der.len() / 16 + 1) * 16];
        let file = KeyEncryption::new(&key, salt, iv).finish(&ciphertext).unwrap();
        let (label, document) = pkcs8::der::Document::from_pem(&file.to_pem()).map(|(label, document)| (label.to_owned(), document)).unwrap();
        prop_assert_eq!(label, "ENCRYPTED PRIVATE KEY");
        prop_assert_eq!(document.as_bytes(), file.der());
        let read = EncryptedPrivateKeyInfo::from_der(file.der()).unwrap();
        prop_assert_eq!(read.encrypted_data, &ciphertext[..]);
        let parameters = read.encryption_algorithm.pbes2().unwrap();
        let derivation = parameters.kdf.pbkdf2().unwrap();
        prop_assert_eq!(derivation.salt, &salt[..]);
        prop_assert_eq!(derivation.iteration_count, PBKDF2_ITERATIONS);
        prop_assert_eq!(derivation.prf, pkcs8::pkcs5::pbes2::Pbkdf2Prf::HmacWithSha256);
        prop_assert_eq!(parameters.encryption, pkcs8::pkcs5::pbes2::EncryptionScheme::Aes256Cbc { iv: &iv });
    }
}
