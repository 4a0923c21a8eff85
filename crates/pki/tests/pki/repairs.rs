//! What is mended in a request as pasted, and that it is said.

use crate::sample::{self, certificate, request};
use certdesk_pki::{CsrRefusal, Repair, read_csr};

fn plain() -> String {
    String::from_utf8(request("rsa-2048")).unwrap()
}

fn body() -> String {
    plain().lines().filter(|line| !line.starts_with('-')).collect()
}

/// The repairs of an input in which the plain request stands.
fn repairs(input: &[u8]) -> Vec<Repair> {
    let expected = read_csr(plain().as_bytes()).unwrap().csr;
    let reading = read_csr(input).unwrap_or_else(|refusal| panic!("{refusal:?}: {}", String::from_utf8_lossy(input)));
    assert_eq!(reading.csr, expected);
    reading.repairs
}

fn label(found: &str) -> Repair {
    Repair::Label {
        found: found.to_owned(),
    }
}

#[test]
fn what_is_as_it_should_be_is_not_mended() {
    let plain = plain();
    for input in [
        plain.clone(),
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        format!("\n\n{plain}\n"),
    ] {
        assert_eq!(repairs(input.as_bytes()), []);
    }
}

#[test]
fn each_repair_is_told() {
    let (plain, body) = (plain(), body());
    let mid = plain.len() / 2;
    let utf16: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marks = [&plain[..mid], "\u{200b}", &plain[mid..]].concat();
    let long_lines = plain.replace(
        &plain[100..plain.len() - 40],
        &plain[100..plain.len() - 40].replace('\n', ""),
    );
    let no_padding = plain.trim_end_matches('\n').to_owned();
    assert!(body.ends_with('='), "the sample should have padding");
    let der = request("der");
    for (input, expected) in [
        (der.clone(), vec![Repair::DerFile]),
        (
            [&der[..], b"\r\n\0"].concat(),
            vec![Repair::DerFile, Repair::TrailingBytes { count: 3 }],
        ),
        (utf16, vec![Repair::Encoding]),
        (
            [b"Gr\xfc\xdfe\n", plain.as_bytes()].concat(),
            vec![Repair::Encoding, Repair::SurroundingText],
        ),
        (marks.into_bytes(), vec![Repair::InvisibleCharacters]),
        (plain.replace('\n', "\r").into_bytes(), vec![Repair::CarriageReturns]),
        (plain.replace('\n', "\\n").into_bytes(), vec![Repair::EscapedNewlines]),
        (plain.replace('\n', "\n> ").into_bytes(), vec![Repair::Quotation]),
        (plain.replace('\n', "\n\t").into_bytes(), vec![Repair::Indentation]),
        (format!("Hello\n{plain}").into_bytes(), vec![Repair::SurroundingText]),
        (format!("{plain}Bye").into_bytes(), vec![Repair::SurroundingText]),
        (
            format!("{}{plain}", certificate("root").to_pem()).into_bytes(),
            vec![Repair::OtherBlocks { count: 1 }],
        ),
        (
            format!("{plain}{plain}").into_bytes(),
            vec![Repair::Duplicates { count: 2 }],
        ),
        (plain.replace("-----", "---").into_bytes(), vec![Repair::Dashes]),
        (
            plain
                .replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")
                .into_bytes(),
            vec![label("NEW CERTIFICATE REQUEST")],
        ),
        (body.clone().into_bytes(), vec![Repair::MissingArmour]),
        (
            plain.replace("-----BEGIN CERTIFICATE REQUEST-----\n", "").into_bytes(),
            vec![Repair::MissingBegin],
        ),
        (
            plain.replace("-----END CERTIFICATE REQUEST-----\n", "").into_bytes(),
            vec![Repair::MissingEnd],
        ),
        (long_lines.into_bytes(), vec![Repair::LineLengths]),
        (no_padding.replace('=', "").into_bytes(), vec![Repair::Padding]),
        (
            plain
                .lines()
                .map(|line| {
                    if line.starts_with('-') {
                        format!("{line}\n")
                    } else {
                        format!("{}\n", line.replace('+', "-").replace('/', "_"))
                    }
                })
                .collect::<String>()
                .into_bytes(),
            vec![Repair::UrlSafeAlphabet],
        ),
        (
            plain.replacen('\n', "\nComment: made by hand\n\n", 1).into_bytes(),
            vec![Repair::Headers],
        ),
    ] {
        assert_eq!(repairs(&input), expected, "{}", String::from_utf8_lossy(&input));
    }
}

#[test]
fn several_repairs_are_told_together() {
    let input = format!(
        "Dear all,\r\n\r\n{}\r\nBob",
        plain().replace("-----", "—").replace('\n', "\r\n> ")
    );
    let mut told = repairs(input.as_bytes());
    told.sort_by_key(|repair| format!("{repair:?}"));
    assert_eq!(told, [Repair::Dashes, Repair::Quotation, Repair::SurroundingText]);
}

#[test]
fn what_can_not_be_mended_is_refused_with_its_place() {
    let plain = plain();
    let lines: Vec<_> = plain.lines().collect();
    let bad = plain.replacen('\n', "\nMIIB§\n", 1);
    let bad = format!("one\ntwo\n{bad}");
    assert_eq!(
        read_csr(bad.as_bytes()),
        Err(CsrRefusal::BadBase64 {
            line: 4,
            character: Some('§')
        })
    );
    let half = lines[..lines.len() / 2].join("\n");
    assert_eq!(read_csr(half.as_bytes()), Err(CsrRefusal::MissingEnd { line: 1 }));
    let behind = lines[lines.len() / 2..].join("\n");
    let line = lines.len() - lines.len() / 2;
    assert_eq!(read_csr(behind.as_bytes()), Err(CsrRefusal::MissingBegin { line }));
    let der = request("der");
    let have = der.len() / 2;
    assert_eq!(
        read_csr(&der[..have]),
        Err(CsrRefusal::CutOff { have, need: der.len() })
    );
    let more = [&der[..], b"more"].concat();
    assert_eq!(read_csr(&more), Err(CsrRefusal::TrailingData { count: 4 }));
    let mislabelled = plain.replace("CERTIFICATE REQUEST", "CERTIFICATE");
    let label = "CERTIFICATE".to_owned();
    assert_eq!(
        read_csr(mislabelled.as_bytes()),
        Err(CsrRefusal::Mislabelled { label, line: 1 })
    );
    let both = format!("{plain}{}", sample::text("leaf.csr"));
    assert_eq!(read_csr(both.as_bytes()), Err(CsrRefusal::SeveralCsrs { count: 2 }));
}

#[test]
fn what_is_something_else_is_called_by_its_name() {
    let pem = certificate("leaf").to_pem();
    let key = sample::openssl(&["x509", "-noout", "-pubkey"], pem.as_bytes());
    let leaf = sample::openssl(&["crl2pkcs7", "-nocrl", "-certfile", "/dev/stdin"], pem.as_bytes());
    for (input, expected) in [
        ("", CsrRefusal::Empty),
        (" \n\t\u{a0}", CsrRefusal::Empty),
        ("Hello", CsrRefusal::NotACsr),
        ("\0\u{1}\u{2}", CsrRefusal::Binary),
        (&pem, CsrRefusal::Certificate),
        (&key, CsrRefusal::PublicKey),
        (&leaf, CsrRefusal::Pkcs7),
    ] {
        assert_eq!(read_csr(input.as_bytes()), Err(expected), "{input}");
    }
}
