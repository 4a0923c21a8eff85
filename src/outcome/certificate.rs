//! One certificate: whose it is, who issued it, how long it is valid, and by which it is known.

use certdesk_pki::{Certificate, Name};
use leptos::prelude::*;

use super::downloads::save_button;
use super::files::{File, FileKind};
use super::moment::both;
use super::names::{name_text, title};
use super::parts::{Page, code, copy, fact, facts, group, name_list, paragraph, span, subheading};
use crate::text::{algorithm_name, key_name};

/// What a certificate is in its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The one for the server.
    Leaf,
    /// One between leaf and root.
    Intermediate,
    /// The self-issued one at the upper end.
    Root,
    /// None: it is not in the path.
    LeftOver,
}

/// A certificate with all that is to be known of it, and the button for its file in DER.
pub(super) fn certificate(
    page: Page,
    certificate: &Certificate,
    role: Role,
    file: Option<File>,
    refused: RwSignal<bool>,
) -> AnyView {
    let text = page.text;
    let title = title(certificate);
    let names: Vec<_> = certificate.subject_alt_names().iter().map(name_text).collect();
    let serial = certificate.serial_hex();
    let (sha1, sha256) = (
        hex(&certificate.thumbprint_sha1()),
        hex(&certificate.thumbprint_sha256()),
    );
    let mut rows = vec![fact(text.reading().subject, vec![distinguished(certificate.subject())])];
    if !names.is_empty() {
        rows.push(fact(text.reading().names, name_list(page, &names)));
    }
    rows.extend([
        fact(text.outcome().issuer, vec![distinguished(certificate.issuer())]),
        fact(text.outcome().serial, copied(page, serial)),
        fact(text.outcome().valid_from, both(page, certificate.not_before())),
        fact(text.outcome().valid_to, both(page, certificate.not_after())),
        fact(text.reading().key, vec![code(&key_name(certificate.key().kind()))]),
        fact(
            text.reading().signature,
            vec![code(&algorithm_name(certificate.signature_algorithm()))],
        ),
        fact(text.outcome().sha1, copied(page, sha1)),
        fact(text.outcome().sha256, copied(page, sha256)),
    ]);
    let (label, _) = (text.outcome().file)(FileKind::Der);
    let button = file.map(|file| save_button("button button-second", label, Some(code(&title)), file, refused));
    let mut body = vec![
        paragraph("certificate-role", (text.outcome().role)(role).to_owned()),
        subheading(code(&title)),
        facts(rows),
    ];
    body.extend(button);
    group("certificate", body)
}

/// A distinguished name in the order of RFC 4514; a certificate may have an empty one.
fn distinguished(name: &Name) -> AnyView {
    if name.is_empty() {
        span("soft", "–".to_owned())
    } else {
        code(&name.to_string())
    }
}

/// A number with the button that copies it.
fn copied(page: Page, number: String) -> Vec<AnyView> {
    vec![code(&number), copy(page, |text| text.widgets.copy, number)]
}

/// Bytes as DigiCert writes thumbprints: capitals without separators.
fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .map(|digit| digit.to_ascii_uppercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_capitals_without_separators() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa9, 0xff]), "000FA9FF");
    }
}
