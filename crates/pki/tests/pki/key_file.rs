//! Private keys in the files that people have.

use crate::sample::openssl;
use certdesk_pki::make::{KeyFileFault, MAX_KEY_FILE, NewPrivateKey};

/// What OpenSSL makes of a command; the key of the test is `{KEY}`.
fn made(kind: &str) -> (String, Vec<(&'static str, Vec<u8>)>) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let key = path("key.pem");
    let generate = match kind {
        "rsa" => vec!["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
        _ => vec!["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    };
    openssl(&[generate, vec!["-out", &key]].concat(), b"");
    let write = |arguments: &[&str], name: &str| {
        let out = path(name);
        openssl(&[arguments, &["-in", &key, "-out", &out]].concat(), b"");
        std::fs::read(out).unwrap()
    };
    let forms = vec![
        ("PKCS#8 in PEM", std::fs::read(&key).unwrap()),
        (
            "PKCS#8 in DER",
            write(&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], "8.der"),
        ),
        ("the old form in PEM", write(&["pkey", "-traditional"], "old.pem")),
        (
            "the old form in DER",
            write(&["pkey", "-traditional", "-outform", "DER"], "old.der"),
        ),
    ];
    let encrypted = write(&["pkcs8", "-topk8", "-passout", "pass:x"], "encrypted.pem");
    assert_eq!(fault(&encrypted), KeyFileFault::Encrypted);
    let old = write(
        &["pkey", "-traditional", "-aes256", "-passout", "pass:x"],
        "old-encrypted.pem",
    );
    assert_eq!(fault(&old), KeyFileFault::Encrypted);
    let public = openssl(&["pkey", "-in", &key, "-pubout"], b"");
    (public, forms)
}

fn fault(input: &[u8]) -> KeyFileFault {
    NewPrivateKey::from_file(input).err().unwrap()
}

#[test]
fn every_form_of_a_plain_key_becomes_the_same_pkcs8() {
    for kind in ["rsa", "ec"] {
        let (public, forms) = made(kind);
        for (form, content) in forms {
            let Ok(key) = NewPrivateKey::from_file(&content) else {
                panic!("{kind}, {form} is not read");
            };
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), key.to_pem().as_str()).unwrap();
            let path = file.path().to_string_lossy().into_owned();
            assert_eq!(
                openssl(&["pkey", "-in", &path, "-pubout"], b""),
                public,
                "{kind}, {form}"
            );
        }
    }
}

#[test]
fn what_is_no_key_is_told() {
    assert_eq!(fault(b""), KeyFileFault::NoKey);
    assert_eq!(fault(b"Dear Ann"), KeyFileFault::NoKey);
    assert_eq!(
        fault(&crate::sample::request("every-kind-of-name")),
        KeyFileFault::NoKey
    );
    assert_eq!(fault(&vec![b'x'; MAX_KEY_FILE + 1]), KeyFileFault::TooLarge);
    let cut = b"-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----\n";
    assert_eq!(fault(cut), KeyFileFault::NoKey);
    let other = b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n";
    assert_eq!(fault(other), KeyFileFault::OtherForm);
}
