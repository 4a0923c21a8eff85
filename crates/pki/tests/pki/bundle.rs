//! Every certificate of a text, however the text came to be.

use crate::sample::{certificate, certificates, openssl_bytes, pem, text};
use certdesk_pki::{
    Asn1Fault, BlockFault, Certificate, MAX_BLOCKS, MAX_BUNDLE, Part, UnreadableBlock, read_certificates,
};

/// The certificates of a text all of which can be read.
fn read(text: &str) -> Vec<Certificate> {
    let reading = read_certificates(text);
    assert_eq!(reading.unreadable, [], "{text}");
    reading.certificates
}

fn three() -> (String, Vec<Certificate>) {
    let names = ["leaf", "intermediate", "root"];
    (names.map(pem).concat(), certificates(&names))
}

fn body(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with('-')).collect()
}

#[test]
fn all_blocks_are_read_in_order() {
    let (text, expected) = three();
    assert_eq!(read(&text), expected);
    let twice = [&text[..], &text].concat();
    assert_eq!(read(&twice).len(), 6);
    assert_eq!(read(""), []);
    assert_eq!(read("no certificate here"), []);
}

#[test]
fn line_ends_and_indentation_do_not_matter() {
    let (text, expected) = three();
    for changed in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.replace('\n', "\r\r\n"),
        text.replace('\n', "\n\n"),
        text.replace('\n', "\\r\\n"),
        text.replace('\n', " "),
        text.replace('\n', "\n    "),
        text.replace('\n', "\n> "),
        text.replace('\n', "\u{a0}\n"),
        text.replace("-----\n-----", "----------"),
        text.replace("-----", "—"),
        text.replace("-----", "----"),
        text.to_ascii_lowercase()
            .lines()
            .zip(text.lines())
            .map(|(small, line)| if line.starts_with('-') { small } else { line })
            .collect::<Vec<_>>()
            .join("\n"),
        format!("\u{feff}{text}"),
        text.trim_end().to_owned(),
    ] {
        assert_eq!(read(&changed), expected, "{changed}");
    }
}

#[test]
fn text_around_and_between_is_passed_over() {
    let names = ["leaf", "intermediate", "root"];
    let with_heads = names.map(|name| format!("subject=/CN={name}\nissuer=…: 01:02\n\n{}Thanks: Bob\n", pem(name)));
    assert_eq!(read(&with_heads.concat()), certificates(&names));
    let dump = names.map(|name| {
        let printed = openssl_bytes(&["x509", "-text"], pem(name).as_bytes());
        String::from_utf8(printed).unwrap()
    });
    assert_eq!(read(&dump.concat()), certificates(&names));
    let json = serde_json::json!({ "chain": names.map(pem) }).to_string();
    assert_eq!(read(&json), certificates(&names));
}

#[test]
fn the_older_labels_are_certificates_as_well() {
    let root = [certificate("root")];
    assert!(pem("root-trusted").starts_with("-----BEGIN TRUSTED CERTIFICATE-----"));
    assert_eq!(read(&pem("root-trusted")), root);
    let x509 = pem("root").replace("CERTIFICATE", "X509 CERTIFICATE");
    assert_eq!(read(&x509), root);
    assert_eq!(read(&x509.replace("-----", "")), root);
    assert_eq!(read(&pem("root-trusted").replace("-----", "")), root);
    // Whatever it is called, a certificate is one.
    assert_eq!(read(&pem("root").replace("CERTIFICATE", "CERT")), root);
}

#[test]
fn a_lost_line_of_armour_costs_nothing() {
    let (text, expected) = three();
    let lines: Vec<_> = text.lines().collect();
    let armour: Vec<_> = (0..lines.len())
        .filter(|index| lines[*index].starts_with('-'))
        .collect();
    assert_eq!(armour.len(), 6);
    for lost in 0..1_u32 << armour.len() {
        let kept = lines.iter().enumerate().filter(|(index, _)| {
            let place = armour.iter().position(|line| line == index);
            place.is_none_or(|place| lost & (1 << place) == 0)
        });
        let kept: Vec<_> = kept.map(|(_, line)| *line).collect();
        assert_eq!(read(&kept.join("\n")), expected, "{lost:06b}");
    }
}

#[test]
fn base64_alone_is_enough() {
    let (_, expected) = three();
    let bodies = ["leaf", "intermediate", "root"].map(|name| body(&pem(name)));
    assert_eq!(read(&bodies.join("\n")), expected);
    let json = serde_json::json!({ "chain": bodies }).to_string();
    assert_eq!(read(&json), expected);
}

#[test]
fn several_certificates_in_one_block_are_several() {
    let der: Vec<u8> = certificates(&["leaf", "root"])
        .iter()
        .flat_map(|each| each.der().to_vec())
        .collect();
    let text = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        base64(&der)
    );
    assert_eq!(read(&text), certificates(&["leaf", "root"]));
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn unreadable(line: usize, label: &str, fault: BlockFault) -> UnreadableBlock {
    UnreadableBlock {
        line,
        label: label.to_owned(),
        fault,
    }
}

#[test]
fn what_is_no_certificate_is_reported_with_its_line_and_the_rest_is_read() {
    let asn1 = |part, fault| BlockFault::Asn1(certdesk_pki::Asn1Error { part, fault });
    let broken = "-----BEGIN CERTIFICATE-----\nMIIB!AAA\n-----END CERTIFICATE-----\n";
    let request = text("leaf.csr");
    let as_certificate = request.replace("CERTIFICATE REQUEST", "CERTIFICATE");
    let cut: String = pem("leaf").lines().take(5).flat_map(|line| [line, "\n"]).collect();
    let behind: String = pem("leaf").lines().skip(5).flat_map(|line| [line, "\n"]).collect();
    let end_line = 2 + behind.lines().count();
    for (block, expected) in [
        (
            broken.to_owned(),
            unreadable(3, "CERTIFICATE", BlockFault::Base64 { line: 4 }),
        ),
        (request, unreadable(3, "CERTIFICATE REQUEST", BlockFault::Label)),
        (
            as_certificate,
            unreadable(3, "CERTIFICATE", asn1(Part::SignatureAlgorithm, Asn1Fault::WrongType)),
        ),
        (cut.clone(), unreadable(3, "CERTIFICATE", BlockFault::Armour)),
        (behind, unreadable(end_line, "CERTIFICATE", BlockFault::Armour)),
        (
            format!("{cut}-----END CERTIFICATE-----\n"),
            unreadable(3, "CERTIFICATE", asn1(Part::Outer, Asn1Fault::TooShort)),
        ),
        (
            "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n".to_owned(),
            unreadable(3, "CERTIFICATE", asn1(Part::Outer, Asn1Fault::TooShort)),
        ),
        (
            "-----BEGIN DH PARAMETERS-----\nMAYCAQUCAQI=\n-----END DH PARAMETERS-----\n".to_owned(),
            unreadable(3, "DH PARAMETERS", BlockFault::Label),
        ),
    ] {
        // Two lines before it, and certificates on both sides.
        let heading = "A heading\n\n";
        let reading = read_certificates(&[heading, &block, &pem("leaf"), &pem("root")].concat());
        assert_eq!(reading.unreadable, std::slice::from_ref(&expected), "{block}");
        assert_eq!(reading.certificates, certificates(&["leaf", "root"]), "{block}");
        let before = pem("root").lines().count();
        let reading = read_certificates(&[&pem("root"), heading, &block, &pem("leaf")].concat());
        assert_eq!(reading.certificates, certificates(&["root", "leaf"]), "{block}");
        assert_eq!(reading.unreadable.len(), 1, "{block}");
        assert_eq!(reading.unreadable[0].line, expected.line + before, "{block}");
    }
}

#[test]
fn a_certificate_with_more_behind_it_is_read_and_the_rest_reported() {
    let der = [certificate("root").der(), b"more"].concat();
    let text = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        base64(&der)
    );
    let reading = read_certificates(&text);
    assert_eq!(reading.certificates, [certificate("root")]);
    let fault = BlockFault::Asn1(certdesk_pki::Asn1Error {
        part: Part::Outer,
        fault: Asn1Fault::ExtraData,
    });
    assert_eq!(reading.unreadable, [unreadable(1, "CERTIFICATE", fault)]);
    let padded = [certificate("root").der(), &[0, 0, b'\n']].concat();
    let text = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        base64(&padded)
    );
    assert_eq!(read(&text), [certificate("root")]);
}

#[test]
fn of_two_certificates_in_a_broken_block_the_whole_one_is_read() {
    // The armour between the two is lost, and the first is broken.
    let first = body(&pem("leaf")).replacen("MII", "MII!", 1);
    let text = format!(
        "-----BEGIN CERTIFICATE-----\n{first}\n{}\n-----END CERTIFICATE-----\n",
        body(&pem("root"))
    );
    let reading = read_certificates(&text);
    assert_eq!(reading.certificates, [certificate("root")]);
    assert_eq!(
        reading.unreadable,
        [unreadable(1, "CERTIFICATE", BlockFault::Base64 { line: 2 })]
    );
}

#[test]
fn what_is_too_much_is_said() {
    let root = pem("root");
    let count = MAX_BUNDLE / root.len() + 2;
    let reading = read_certificates(&root.repeat(count));
    assert!(reading.certificates.len() >= count - 3);
    let last = reading.unreadable.last().unwrap();
    assert_eq!(last.fault, BlockFault::TooMuch);
    assert_eq!(
        last.line,
        MAX_BUNDLE / root.len() * root.lines().count() + 1 + (MAX_BUNDLE % root.len()) / 65
    );

    let block = "-----BEGIN X-----\n-----END X-----\n";
    let reading = read_certificates(&block.repeat(MAX_BLOCKS + 7));
    assert_eq!(reading.unreadable.len(), MAX_BLOCKS + 1);
    let expected = unreadable(2 * MAX_BLOCKS + 1, "", BlockFault::TooMuch);
    assert_eq!(reading.unreadable.last(), Some(&expected));
}
