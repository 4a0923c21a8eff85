//! Public keys of every kind, and what is handed to WebCrypto to verify with them.

use crate::sample::{self, openssl_bytes, request, request_of, tlv};
use certdesk_pki::{
    Asn1Fault, Csr, Curve, KeyKind, NotForWebCrypto, Part, PointForm, Signed, WebCryptoVerify, read_csr,
};

fn csr(id: &str) -> Csr {
    read_csr(&request(id)).unwrap().csr
}

fn kind(id: &str) -> KeyKind {
    csr(id).key().kind().clone()
}

/// A public key that OpenSSL makes now, in a request of no other worth.
fn made(arguments: &[&str], public: &[&str]) -> Csr {
    let key = openssl_bytes(&[&["genpkey", "-outform", "DER"], arguments].concat(), &[]);
    let spki = openssl_bytes(
        &[&["pkey", "-inform", "DER", "-pubout", "-outform", "DER"], public].concat(),
        &key,
    );
    Csr::from_der(&request_of(&tlv(0x30, &[]), &spki, &[])).unwrap()
}

#[test]
fn rsa_keys_say_their_size_and_exponent() {
    let KeyKind::Rsa(key) = kind("rsa-2048") else {
        panic!("no RSA key")
    };
    assert_eq!(key.bits(), 2048);
    assert_eq!(key.modulus().len(), 256);
    assert_eq!(key.exponent(), [1, 0, 1]);
    assert_eq!((key.exponent_bits(), key.exponent_u64()), (17, Some(65537)));
    assert!(key.has_odd_exponent());
    assert!(!key.is_pss_only());
    assert_eq!(key.has_small_factor(), None);
    let KeyKind::Rsa(key) = kind("pss-key") else {
        panic!("no RSA key")
    };
    assert!(key.is_pss_only());
}

/// An RSA key of these numbers.
fn rsa(modulus: &[u8], exponent: &[u8]) -> Result<Csr, certdesk_pki::Asn1Error> {
    let numbers = tlv(0x30, &[&tlv(2, &[modulus]), &tlv(2, &[exponent])]);
    let algorithm = tlv(0x30, &[&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0]]);
    let spki = tlv(0x30, &[&algorithm, &tlv(3, &[&[0], &numbers])]);
    Csr::from_der(&request_of(&tlv(0x30, &[]), &spki, &[]))
}

#[test]
fn numbers_of_an_rsa_key_are_read_as_they_are() {
    let odd = rsa(&[0, 0xff, 0xfd], &[1, 0, 0, 0, 0, 0, 0, 0, 2]).unwrap();
    let KeyKind::Rsa(key) = odd.key().kind() else {
        panic!("no RSA key")
    };
    assert_eq!((key.bits(), key.modulus()), (16, &[0xff, 0xfd][..]));
    assert_eq!((key.exponent_bits(), key.exponent_u64()), (65, None));
    assert!(!key.has_odd_exponent());
    // 65533 = 13 · 71²
    assert_eq!(key.has_small_factor(), Some(13));
    for number in [&[0][..], &[0xff]] {
        let error = rsa(number, &[3]).unwrap_err();
        assert_eq!((error.part, error.fault), (Part::Key, Asn1Fault::Value), "{number:?}");
    }
}

#[test]
fn curves_are_known_by_name_and_by_their_parameters() {
    for (name, curve, bits) in [
        ("P-224", Curve::P224, Some(224)),
        ("P-256", Curve::P256, Some(256)),
        ("P-384", Curve::P384, Some(384)),
        ("P-521", Curve::P521, Some(521)),
    ] {
        let option = format!("ec_paramgen_curve:{name}");
        for form in ["named_curve", "explicit"] {
            let csr = made(&["-algorithm", "EC", "-pkeyopt", &option], &["-ec_param_enc", form]);
            let KeyKind::Ec(key) = csr.key().kind() else {
                panic!("no EC key")
            };
            assert_eq!((key.curve(), key.curve().bits()), (&curve, bits), "{name} {form}");
            assert_eq!(key.has_explicit_parameters(), form == "explicit", "{name}");
        }
    }
    for (name, oid) in [
        ("secp256k1", "1.3.132.0.10"),
        ("brainpoolP384r1", "1.3.36.3.3.2.8.1.1.11"),
    ] {
        let option = format!("ec_paramgen_curve:{name}");
        for form in ["named_curve", "explicit"] {
            let csr = made(&["-algorithm", "EC", "-pkeyopt", &option], &["-ec_param_enc", form]);
            let KeyKind::Ec(key) = csr.key().kind() else {
                panic!("no EC key")
            };
            let Curve::Other(found) = key.curve() else {
                panic!("{name} {form}: {:?}", key.curve())
            };
            assert_eq!(found.to_string(), oid);
        }
    }
}

#[test]
fn a_curve_with_one_parameter_changed_is_no_known_curve() {
    // CVE-2020-0601: all of P-256 but the base point.
    let csr = made(
        &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        &["-ec_param_enc", "explicit"],
    );
    let base = [0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47];
    let mut spki = csr.key().spki_der().to_vec();
    let start = spki.windows(8).position(|window| window == base).unwrap();
    spki[start] ^= 1;
    let csr = Csr::from_der(&request_of(&tlv(0x30, &[]), &spki, &[])).unwrap();
    let KeyKind::Ec(key) = csr.key().kind() else {
        panic!("no EC key")
    };
    assert_eq!(*key.curve(), Curve::Unnamed);
}

#[test]
fn points_are_read_in_their_three_forms() {
    for (name, form) in [
        ("uncompressed", PointForm::Uncompressed),
        ("compressed", PointForm::Compressed),
        ("hybrid", PointForm::Hybrid),
    ] {
        let csr = made(
            &["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
            &["-ec_conv_form", name],
        );
        let KeyKind::Ec(key) = csr.key().kind() else {
            panic!("no EC key")
        };
        assert_eq!(key.form(), form);
    }
}

#[test]
fn other_keys_are_named() {
    assert_eq!(kind("ed25519"), KeyKind::Ed25519);
    assert_eq!(kind("ed448"), KeyKind::Ed448);
    let KeyKind::Other { algorithm } = made(&["-algorithm", "X25519"], &[]).key().kind().clone() else {
        panic!("X25519 is none of those known")
    };
    assert_eq!(algorithm.to_string(), "1.3.101.110");
}

fn webcrypto(id: &str) -> Result<WebCryptoVerify, NotForWebCrypto> {
    csr(id).signed().webcrypto()
}

#[test]
fn webcrypto_gets_what_it_knows() {
    for (id, name, hash, curve, salt) in [
        ("rsa-2048", "RSASSA-PKCS1-v1_5", Some("SHA-256"), None, None),
        ("rsa-1024-sha1", "RSASSA-PKCS1-v1_5", Some("SHA-1"), None, None),
        ("rsa-sha512-224-salt", "RSA-PSS", Some("SHA-512"), None, Some(20)),
        ("ec-secp256r1", "ECDSA", Some("SHA-256"), Some("P-256"), None),
        ("ec-secp521r1", "ECDSA", Some("SHA-256"), Some("P-521"), None),
        ("ed25519", "Ed25519", None, None, None),
    ] {
        let verify = webcrypto(id).unwrap();
        assert_eq!(verify.name, name, "{id}");
        assert_eq!(
            (verify.hash, verify.named_curve, verify.salt_length),
            (hash, curve, salt),
            "{id}"
        );
        assert_eq!(verify.spki, csr(id).key().spki_der(), "{id}");
    }
    assert_eq!(webcrypto("ec-secp521r1").unwrap().signature.len(), 132);
    // A key bound to RSA-PSS goes as an ordinary one: browsers do not import its own form.
    assert_eq!(webcrypto("pss-key").unwrap().name, "RSA-PSS");
    let spki = webcrypto("pss-key").unwrap().spki;
    assert_eq!(spki.len(), webcrypto("rsa-2048").unwrap().spki.len());
    assert_eq!(spki[..24], webcrypto("rsa-2048").unwrap().spki[..24]);
}

#[test]
fn what_webcrypto_does_not_know_stays_unchecked() {
    for id in [
        "rsa-md5",
        "rsa-sha3-256",
        "ec-secp224r1",
        "ec-secp256k1",
        "ec-brainpoolP256r1",
        "ed448",
    ] {
        assert_eq!(webcrypto(id), Err(NotForWebCrypto::Unsupported), "{id}");
    }
}

#[test]
fn what_can_not_be_right_is_said_without_asking() {
    let rsa = csr("rsa-2048").signed().clone();
    let ec = csr("ec-secp256r1").signed().clone();
    let ed25519 = csr("ed25519").signed().clone();
    let crossed = Signed {
        key: ec.key.clone(),
        ..rsa
    };
    assert_eq!(crossed.webcrypto(), Err(NotForWebCrypto::KeyMismatch));
    let no_sequence = Signed {
        signature: vec![0; 64],
        ..ec.clone()
    };
    assert_eq!(no_sequence.webcrypto(), Err(NotForWebCrypto::Malformed));
    let too_long = tlv(0x30, &[&tlv(2, &[&[1; 33]]), &tlv(2, &[&[1; 32]])]);
    let too_long = Signed {
        signature: too_long,
        ..ec
    };
    assert_eq!(too_long.webcrypto(), Err(NotForWebCrypto::Malformed));
    let short = Signed {
        signature: vec![0; 63],
        ..ed25519
    };
    assert_eq!(short.webcrypto(), Err(NotForWebCrypto::Malformed));
    let mut pkcs1 = csr("rsa-2048").signed().clone();
    pkcs1.key = csr("pss-key").key().clone();
    assert_eq!(pkcs1.webcrypto(), Err(NotForWebCrypto::KeyMismatch));
}

#[test]
fn short_numbers_of_an_ecdsa_signature_are_padded() {
    let numbers = tlv(0x30, &[&[2, 1, 5], &[2, 2, 0, 0x80]]);
    let signed = Signed {
        signature: numbers,
        ..sample::csr().signed().clone()
    };
    let mut expected = [0; 64];
    (expected[31], expected[63]) = (5, 0x80);
    assert_eq!(signed.webcrypto().unwrap().signature, expected);
}
