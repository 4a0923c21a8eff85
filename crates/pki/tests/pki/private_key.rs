//! A private key is never missed, whatever is left of it, and what only speaks of one is not taken for one.
//!
//! The keys are made when the tests run: none stands in the repository.

use crate::sample::{openssl, openssl_bytes, request};
use certdesk_pki::{CsrRefusal, MAX_CSR_INPUT, PrivateKeyKind, read_csr};

fn refused(input: &[u8]) -> Option<PrivateKeyKind> {
    match read_csr(input) {
        Err(CsrRefusal::PrivateKey { kind }) => Some(kind),
        _ => None,
    }
}

/// Whether a text is refused for a private key, alone and on either side of a request.
fn is_refused(text: &str) {
    let csr = String::from_utf8(request("rsa-2048")).unwrap();
    for input in [text.to_owned(), format!("{text}\n{csr}"), format!("{csr}\n{text}")] {
        assert!(refused(input.as_bytes()).is_some(), "{input}");
    }
}

fn rsa() -> String {
    openssl(
        &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
        &[],
    )
}

fn ec() -> String {
    openssl(
        &["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
        &[],
    )
}

/// Every form that OpenSSL writes, as (what it is called here, PEM).
fn forms() -> Vec<(PrivateKeyKind, String)> {
    let (rsa, ec) = (rsa(), ec());
    let ed25519 = openssl(&["genpkey", "-algorithm", "ED25519"], &[]);
    let encrypt = ["pkcs8", "-topk8", "-passout", "pass:secret"];
    let dsa = openssl(&["dsaparam", "-noout", "-genkey", "1024"], &[]);
    vec![
        (PrivateKeyKind::Pkcs8, rsa.clone()),
        (PrivateKeyKind::Pkcs8, ec.clone()),
        (PrivateKeyKind::Pkcs8, ed25519),
        (PrivateKeyKind::EncryptedPkcs8, openssl(&encrypt, ec.as_bytes())),
        (PrivateKeyKind::Pkcs1, openssl(&["rsa", "-traditional"], rsa.as_bytes())),
        (PrivateKeyKind::Sec1, openssl(&["ec"], ec.as_bytes())),
        (
            PrivateKeyKind::Pkcs1,
            openssl(
                &["rsa", "-traditional", "-aes128", "-passout", "pass:secret"],
                rsa.as_bytes(),
            ),
        ),
        (PrivateKeyKind::Dsa, openssl(&["dsa"], dsa.as_bytes())),
    ]
}

fn body(pem: &str) -> String {
    let lines = pem.lines().filter(|line| !line.starts_with('-') && !line.contains(':'));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn every_form_of_key_is_known_by_its_armour() {
    for (kind, pem) in forms() {
        assert_eq!(refused(pem.as_bytes()), Some(kind), "{}", pem.lines().next().unwrap());
        is_refused(&pem);
    }
}

#[test]
fn without_armour_a_key_is_known_by_its_structure() {
    for (kind, pem) in forms().into_iter().filter(|(_, pem)| !pem.contains("Proc-Type")) {
        let body = body(&pem);
        assert_eq!(refused(body.as_bytes()), Some(kind));
        is_refused(&body);
        let joined = body.replace('\n', "");
        is_refused(&joined);
        is_refused(&format!("privateKey={joined}"));
        is_refused(&format!("{{\"key\":\"{joined}\"}}"));
        is_refused(&format!("<key>{joined}</key>"));
        is_refused(&format!("-----BEGN KY-----{joined}-----ED KY-----"));
        // In the armour of something else.
        for label in ["CERTIFICATE REQUEST", "CERTIFICATE", "PUBLIC KEY", "X"] {
            is_refused(&format!("-----BEGIN {label}-----\n{body}-----END {label}-----\n"));
            is_refused(&format!("-----BEGIN {label}-----\n{body}"));
            is_refused(&format!("{body}-----END {label}-----\n"));
        }
    }
}

#[test]
fn a_damaged_key_is_still_one() {
    for (_, pem) in forms() {
        let lines: Vec<_> = pem.lines().collect();
        // Cut off in front, behind, and with a line that is no base64.
        for keep in 1..lines.len() {
            is_refused(&lines[..keep].join("\n"));
            is_refused(&lines[keep..].join("\n"));
            let mut damaged = lines.clone();
            damaged[keep] = "!!! …";
            is_refused(&damaged.join("\n"));
        }
    }
    for (_, pem) in forms().into_iter().filter(|(_, pem)| !pem.contains("Proc-Type")) {
        let body = body(&pem);
        let first = body.lines().next().unwrap();
        for keep in [first.len(), body.len() / 2, body.len() - 3] {
            is_refused(&format!("{}!\n", &body[..keep]));
            is_refused(&format!(
                "-----BEGIN CERTIFICATE REQUEST-----\n{}!\n-----END CERTIFICATE REQUEST-----",
                &body[..keep]
            ));
        }
    }
}

#[test]
fn armour_is_known_however_it_is_damaged() {
    for label in [
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "SSH2 ENCRYPTED PRIVATE KEY",
        "ANY PRIVATE KEY",
        "ED25519 PRIVATE KEY",
        "PGP PRIVATE KEY BLOCK",
        "TSS2 PRIVATE KEY",
    ] {
        for line in [
            format!("-----BEGIN {label}-----"),
            format!("-----END {label}-----"),
            format!("---- BEGIN {label} ----"),
            format!("—BEGIN {label}—"),
            format!("–––––BEGIN {label}–––––"),
            format!("-BEGIN {label}-"),
            format!("-----BEGIN {label}"),
            format!("BEGIN {label}-----"),
            format!("BEGIN {label}"),
            format!("> BEGIN {label}"),
            format!("> -----BEGIN {label}-----"),
            format!("\"-----BEGIN {label}-----\\n\""),
            format!("-----BEGN {label}-----"),
            format!("-----{label}-----"),
            format!("key: -----BEGIN {label}-----abc"),
            format!("-----BEGIN {label}-----").to_lowercase(),
            format!("-----BEGIN {label}-----").replace(' ', "  "),
            format!("-----BEGIN {label}-----").replace(' ', "\t"),
            format!("-----BEGIN {label}-----").replace(' ', "\u{a0}"),
            format!("-----BEGIN {label}-----").replace(' ', "\n"),
            format!("-----BEGIN {label}-----").replace(' ', "\n> "),
            format!("-----BEGIN {label}-----").replace(' ', "=\n"),
            format!("-----BEGIN {label}-----").replace(' ', "+"),
            format!("-----BEGIN {label}-----").replace(' ', "%20"),
            format!("-----BEGIN {label}-----").replace(' ', "=20"),
            format!("-----BEGIN {label}-----").replace(' ', "_"),
            format!("-----BEGIN {label}-----").replace(' ', "&nbsp;"),
            format!("-----BEGIN {label}-----").replace(' ', ""),
            format!("%2D%2D%2D%2D%2DBEGIN {label}%2D%2D%2D%2D%2D").replace(' ', "%20"),
            format!("-----BEGIN {label}-----").replace('V', "V\u{200b}"),
            format!("-----BEGIN {label}-----").replace('V', "V\u{ad}"),
        ] {
            is_refused(&line);
            is_refused(&format!("{line}\nMIIB"));
        }
    }
}

#[test]
fn keys_are_known_in_every_encoding_of_text() {
    let pem = ec();
    let utf16: Vec<u16> = format!("\r\n{pem}").encode_utf16().collect();
    let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let utf32: Vec<u8> = pem.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    for input in [
        little.clone(),
        big.clone(),
        utf32,
        [&[0xff, 0xfe], &little[..]].concat(),
        [&[0xfe, 0xff], &big[..]].concat(),
        [b"Schl\xfcssel\n", pem.as_bytes()].concat(),
        // Colours of a terminal, and a file that ends with zeros.
        [b"\x1b[0;31m", pem.as_bytes()].concat(),
        [pem.as_bytes(), &[0; 40]].concat(),
    ] {
        assert!(refused(&input).is_some(), "{input:?}");
    }
}

#[test]
fn a_key_encoded_once_more_is_known() {
    use base64::Engine;
    let standard = base64::engine::general_purpose::STANDARD;
    for (_, pem) in forms() {
        // Kubernetes: one line. A file begins with other text of any length.
        for before in ["", "x", "xx", "a certificate\n"] {
            let encoded = standard.encode(format!("{before}{pem}"));
            is_refused(&format!("apiVersion: v1\ndata:\n  tls.key: {encoded}\n"));
            let wrapped: Vec<_> = encoded
                .as_bytes()
                .chunks(76)
                .map(|line| std::str::from_utf8(line).unwrap())
                .collect();
            is_refused(&wrapped.join("\n  "));
        }
    }
}

#[test]
fn keys_in_other_notations_are_known() {
    for pem in [rsa(), ec(), openssl(&["genpkey", "-algorithm", "ED25519"], &[])] {
        is_refused(&openssl(&["pkey", "-noout", "-text"], pem.as_bytes()));
    }
    for text in [
        r#"{"kty":"RSA","n":"AQAB","e":"AQAB","d":"AQAB"}"#,
        r#"{ "kty" : "EC", "crv" : "P-256", "d" : "AQAB" }"#,
        r#"{\"kty\":\"EC\",\"d\":\"AQAB\"}"#,
        "{'d': 'AQAB', 'kty': 'OKP'}",
        "kty: RSA\nd: AQAB\n",
        "<RSAKeyValue><Modulus>AQAB</Modulus><D>AQAB</D></RSAKeyValue>",
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\nAAAA\n",
        "Private-Lines: 1\nAAAA\nPrivate-MAC: 00",
        "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n",
    ] {
        is_refused(text);
    }
}

#[test]
fn files_that_hold_keys_are_known() {
    for (kind, pem) in forms().into_iter().filter(|(_, pem)| !pem.contains("Proc-Type")) {
        use base64::Engine;
        let body = body(&pem).replace('\n', "");
        let der = base64::engine::general_purpose::STANDARD.decode(body).unwrap();
        assert_eq!(refused(&der), Some(kind));
        for keep in [der.len() - 1, der.len() / 2] {
            assert!(refused(&der[..keep]).is_some(), "{kind:?} {keep}");
        }
        // Behind a request, in the same file.
        let both = [&request("der")[..], &der].concat();
        assert_eq!(refused(&both), Some(kind));
    }
    for magic in [
        &b"\xfe\xed\xfe\xed\0\0\0\x02"[..],
        b"\xce\xce\xce\xce\0\0\0\x02",
        b"\x1e\xf1\xb5\xb0\0\0\0\0",
        b"\x07\x02\0\0\0\xa4\0\0RSA2",
        b"openssh-key-v1\0\0\0\0\x04none",
    ] {
        assert!(refused(magic).is_some(), "{magic:?}");
    }
    let pem = [
        ec(),
        openssl(
            &["req", "-x509", "-key", "/dev/stdin", "-subj", "/CN=a"],
            ec().as_bytes(),
        ),
    ];
    let pkcs12 = openssl_bytes(
        &["pkcs12", "-export", "-nocerts", "-passout", "pass:secret"],
        pem[0].as_bytes(),
    );
    assert_eq!(read_csr(&pkcs12), Err(CsrRefusal::Pkcs12));
}

#[test]
fn a_key_in_a_text_that_is_too_long_is_refused_as_a_key() {
    let long = "x".repeat(MAX_CSR_INPUT);
    assert!(matches!(read_csr(long.as_bytes()), Err(CsrRefusal::TooLarge { .. })) || long.len() == MAX_CSR_INPUT);
    let with_key = format!("{long}\n{}", ec());
    assert_eq!(refused(with_key.as_bytes()), Some(PrivateKeyKind::Pkcs8));
}

#[test]
fn words_about_private_keys_are_no_private_key() {
    let csr = String::from_utf8(request("rsa-2048")).unwrap();
    for words in [
        "Please find our request attached. The private key stays on our server.",
        "The private key never left the machine - promise.",
        "In the end the private key is with us, and yours is not needed.",
        "We will send no private key.",
        "This is the end. Private key: none.",
        "Let us begin. My private key is safe",
        "Private key\n-----------\nkept at home\n",
        "private-key-rotation is due, see kty and d",
        "To begin with, the private key, as you know, must not be sent",
        "-- \nBob, guardian of the private key",
        "PRIVATE AND CONFIDENTIAL -- KEY POINTS",
    ] {
        for input in [format!("{words}\n{csr}"), format!("{csr}\n{words}")] {
            let reading = read_csr(input.as_bytes());
            assert!(reading.is_ok(), "{words}: {reading:?}");
        }
    }
}

#[test]
fn a_request_that_lacks_a_line_is_none_whatever_follows_the_gap() {
    // The request's information (version, subject) swallows what follows, so that the next byte may be any tag.
    for tag in 0..=255_u8 {
        let der = [
            0x30, 0x0b, 0x30, 0x05, 0x02, 0x01, 0x00, 0x30, 0x00, tag, 0x02, 0x00, 0x00,
        ];
        assert_eq!(refused(&der), None, "{tag:#04x}");
    }
}
