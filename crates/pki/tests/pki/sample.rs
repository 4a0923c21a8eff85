//! The samples of `tests/data`, and OpenSSL to judge by.

use certdesk_pki::{Certificate, Csr, Signed, Verdict, Verdicts, read_certificates, read_csr};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::verifier;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/certificates")
        .join(name)
}

/// A sample as it stands in its file.
pub(crate) fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub(crate) fn pem(name: &str) -> String {
    text(&format!("{name}.pem"))
}

pub(crate) fn certificate(name: &str) -> Certificate {
    let reading = read_certificates(&pem(name));
    assert_eq!(reading.unreadable, [], "{name}");
    assert_eq!(reading.certificates.len(), 1, "{name}");
    reading.certificates[0].clone()
}

pub(crate) fn certificates(names: &[&str]) -> Vec<Certificate> {
    names.iter().map(|name| certificate(name)).collect()
}

/// The request that was made with the leaf's key.
pub(crate) fn csr() -> Csr {
    read_csr(text("leaf.csr").as_bytes()).unwrap().csr
}

/// The request of the project's own corpus with this name, as pasted.
pub(crate) fn request(id: &str) -> Vec<u8> {
    use base64::Engine;
    let cases: serde_json::Value = serde_json::from_str(include_str!("../data/csr.json")).unwrap();
    let case = cases.as_array().unwrap().iter().find(|case| case["id"] == id);
    let input = case.unwrap_or_else(|| panic!("no case {id}"))["input_base64"]
        .as_str()
        .unwrap();
    base64::engine::general_purpose::STANDARD.decode(input).unwrap()
}

/// The verdict that a verifier gives on a signature.
pub(crate) fn verdict(signed: &Signed) -> Verdict {
    match verifier::verify(signed) {
        Some(true) => Verdict::Valid,
        Some(false) => Verdict::Invalid,
        None => Verdict::Unchecked,
    }
}

/// The verdicts that a verifier gives on all signatures of these certificates.
pub(crate) fn verdicts(certificates: &[Certificate]) -> Verdicts {
    let candidates = certdesk_pki::Chain::candidates(certificates);
    candidates
        .into_iter()
        .map(|signed| (signed.clone(), verdict(&signed)))
        .collect()
}

/// What OpenSSL answers to `given`; the test fails where it refuses.
pub(crate) fn openssl(arguments: &[&str], given: &[u8]) -> String {
    String::from_utf8(openssl_bytes(arguments, given)).unwrap()
}

pub(crate) fn openssl_bytes(arguments: &[&str], given: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("These tests judge by the program openssl, which can't be started: {error}. Install OpenSSL 3.")
        });
    let mut input = child.stdin.take().unwrap();
    let given = given.to_vec();
    // It may not want its input, and close it.
    let feeder = std::thread::spawn(move || input.write_all(&given).is_ok());
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(
        output.status.success(),
        "openssl {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

/// Bytes in capitals with colons, as OpenSSL writes them.
pub(crate) fn colons(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        let colon = if text.is_empty() { "" } else { ":" };
        write!(text, "{colon}{byte:02X}").unwrap();
    }
    text
}

/// One DER element.
pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut whole = vec![tag];
    match content.len() {
        len @ ..0x80 => whole.push(u8::try_from(len).unwrap()),
        len @ ..0x100 => whole.extend([0x81, u8::try_from(len).unwrap()]),
        len @ ..0x1_0000 => {
            whole.push(0x82);
            whole.extend(u16::try_from(len).unwrap().to_be_bytes());
        }
        len => {
            whole.push(0x83);
            whole.extend(&u32::try_from(len).unwrap().to_be_bytes()[1..]);
        }
    }
    whole.extend(content);
    whole
}

/// One RDN of one attribute: the identifier's content octets, the value's tag and content.
pub(crate) fn rdn(oid: &[u8], tag: u8, value: &[u8]) -> Vec<u8> {
    tlv(0x31, &[&attribute(oid, tag, value)])
}

pub(crate) fn attribute(oid: &[u8], tag: u8, value: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&tlv(0x06, &[oid]), &tlv(tag, &[value])])
}

/// A request of this subject, key and attributes, with a signature that no one verifies.
pub(crate) fn request_of(subject: &[u8], spki: &[u8], attributes: &[u8]) -> Vec<u8> {
    let info = tlv(0x30, &[&[2, 1, 0], subject, spki, attributes]);
    let algorithm = tlv(0x30, &[&[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]]);
    tlv(0x30, &[&info, &algorithm, &tlv(0x03, &[&[0, 1]])])
}

/// A certificate of these names, key and extensions, with a signature that no one verifies.
pub(crate) fn certificate_of(serial: u32, issuer: &[u8], subject: &[u8], spki: &[u8], extensions: &[u8]) -> Vec<u8> {
    let algorithm = tlv(0x30, &[&[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]]);
    let serial = tlv(2, &[&[1], &serial.to_be_bytes()]);
    let validity = tlv(
        0x30,
        &[&tlv(0x17, &[b"250101000000Z"]), &tlv(0x17, &[b"260101000000Z"])],
    );
    let extensions = match extensions {
        [] => Vec::new(),
        list => tlv(0xa3, &[&tlv(0x30, &[list])]),
    };
    let version = [0xa0, 3, 2, 1, 2];
    let info = [
        &version[..],
        &serial,
        &algorithm,
        issuer,
        &validity,
        subject,
        spki,
        &extensions,
    ];
    tlv(0x30, &[&tlv(0x30, &info), &algorithm, &tlv(0x03, &[&[0, 1]])])
}

/// One extension: the identifier's content octets and the value.
pub(crate) fn extension(oid: &[u8], value: &[u8]) -> Vec<u8> {
    tlv(0x30, &[&tlv(0x06, &[oid]), &tlv(0x04, &[value])])
}
