//! All certificates of a PEM bundle, such as DigiCert's `pem_all`, or of a P7B file in PEM.

use crate::asn1_fault::{Asn1Error, Asn1Fault, Part};
use crate::certificate::Certificate;
use crate::files::read_p7b;
use crate::identify::{Structure, declared_len, identify};
use crate::piece::{Piece, PieceFault, find_pieces, find_unarmoured, has_text_around};
use crate::text::Text;

/// How much of a text is looked at, in bytes: 1 MiB, some five hundred certificates.
pub const MAX_BUNDLE: usize = 1 << 20;

/// How many certificates, and how many unreadable blocks, are taken from a text at most.
pub const MAX_BLOCKS: usize = 1000;

/// What a bundle holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CertificatesReading {
    /// The certificates, in the order of the bundle; the same one again where it stands there again.
    pub certificates: Vec<Certificate>,
    /// The blocks that could not be read, in the order of the bundle.
    pub unreadable: Vec<UnreadableBlock>,
}

/// A PEM block that is no certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableBlock {
    /// The line on which it begins, from 1; that of its END where its BEGIN is missing.
    pub line: usize,
    /// Its label, as far as there is one.
    pub label: String,
    /// What is wrong with it.
    pub fault: BlockFault,
}

/// What is wrong with a PEM block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlockFault {
    /// Its label is not that of a certificate, and neither is its content.
    Label,
    /// Its BEGIN or its END is missing, and what stands there is not whole.
    Armour,
    /// A character on this line is not base64.
    Base64 {
        /// The line, from 1.
        line: usize,
    },
    /// The certificate does not keep to ASN.1 or RFC 5280; [`Asn1Fault::ExtraData`] of [`Part::Outer`] where a whole
    /// certificate has something behind it.
    Asn1(Asn1Error),
    /// What begins here was not looked at, or not to its end: it lies behind [`MAX_BUNDLE`] or [`MAX_BLOCKS`].
    TooMuch,
}

/// Reads every certificate of a text, whatever stands around them: PEM blocks labelled CERTIFICATE, X509 CERTIFICATE or
/// TRUSTED CERTIFICATE (of which OpenSSL's own additions are left out), whole or with one end of their armour missing; base64
/// with no armour at all; several certificates in one block; PKCS#7 (`.p7b`) with any label or none, all its certificates in
/// their order.
pub fn read_certificates(text: &str) -> CertificatesReading {
    let seen = text.get(..text.floor_char_boundary(MAX_BUNDLE)).unwrap_or_default();
    let text_seen = Text::clean(seen);
    let mut bundle = Bundle::default();
    for piece in find_pieces(&text_seen) {
        if bundle.is_full() {
            if !bundle.said_too_much() {
                bundle.too_much(text_seen.line(piece.outer.0));
            }
            break;
        }
        bundle.take(&text_seen, &piece);
    }
    if seen.len() < text.len() && !bundle.is_full() {
        bundle.too_much(text_seen.line(text_seen.clean.len()));
    }
    bundle.reading
}

fn holds_certificates(structure: Structure) -> bool {
    matches!(structure, Structure::Certificate | Structure::Pkcs7)
}

#[derive(Default)]
struct Bundle {
    reading: CertificatesReading,
}

impl Bundle {
    fn is_full(&self) -> bool {
        self.reading.certificates.len() >= MAX_BLOCKS || self.reading.unreadable.len() >= MAX_BLOCKS
    }

    /// Whether the last block was left off in its middle.
    fn said_too_much(&self) -> bool {
        let last = self.reading.unreadable.last();
        last.is_some_and(|block| block.fault == BlockFault::TooMuch)
    }

    fn too_much(&mut self, line: usize) {
        self.unreadable(line, None, BlockFault::TooMuch);
    }

    fn unreadable(&mut self, line: usize, label: Option<&str>, fault: BlockFault) {
        self.reading.unreadable.push(UnreadableBlock {
            line,
            label: label.unwrap_or_default().to_owned(),
            fault,
        });
    }

    fn take(&mut self, text: &Text, piece: &Piece) {
        let label = piece.label.as_deref();
        let line = text.line(piece.outer.0);
        let is_labelled = matches!(
            label,
            None | Some("CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE")
        );
        if !is_labelled && !holds_certificates(piece.structure) {
            self.unreadable(line, label, BlockFault::Label);
            return;
        }
        match &piece.outcome {
            Ok(decoded) => {
                if let Err(fault) = self.take_der(&decoded.bytes, label) {
                    self.unreadable(line, label, fault);
                }
            }
            Err(PieceFault::MissingBegin { line } | PieceFault::MissingEnd { line }) => {
                self.unreadable(*line, label, BlockFault::Armour);
            }
            Err(PieceFault::Base64 { line: bad, .. }) => {
                if !self.take_inner(text, piece) {
                    self.unreadable(line, label, BlockFault::Base64 { line: *bad });
                }
            }
        }
    }

    /// Takes the certificates within a block that is no single piece of base64: an END and a BEGIN may have been lost between
    /// two. Says whether that was all there is.
    fn take_inner(&mut self, text: &Text, block: &Piece) -> bool {
        let mut inner = Vec::new();
        if block.label.is_some() {
            find_unarmoured(text, block.body, &mut inner);
        }
        let mut all = !inner.is_empty() && !has_text_around(text, block.body, &inner);
        for piece in inner {
            all &= piece
                .outcome
                .is_ok_and(|decoded| self.take_der(&decoded.bytes, None).is_ok());
        }
        all
    }

    /// Takes every certificate that stands in `der`, one behind the other.
    fn take_der(&mut self, der: &[u8], label: Option<&str>) -> Result<(), BlockFault> {
        let mut rest = der;
        loop {
            if self.is_full() {
                return Err(BlockFault::TooMuch);
            }
            let len = declared_len(rest).unwrap_or(rest.len());
            let (first, behind) = rest.split_at_checked(len).unwrap_or((rest, &[]));
            let structure = identify(first);
            if structure == Structure::Pkcs7 {
                let mut all = read_p7b(first).map_err(BlockFault::Asn1)?;
                let room = MAX_BLOCKS.saturating_sub(self.reading.certificates.len());
                let is_too_much = all.len() > room;
                all.truncate(room);
                self.reading.certificates.extend(all);
                if is_too_much {
                    return Err(BlockFault::TooMuch);
                }
            } else {
                let certificate = Certificate::from_der(first).map_err(|error| match label {
                    None if structure != Structure::Certificate => BlockFault::Label,
                    _ => BlockFault::Asn1(error),
                })?;
                self.reading.certificates.push(certificate);
            }
            rest = behind.trim_ascii();
            if !holds_certificates(identify(rest)) {
                break;
            }
        }
        // OpenSSL's CertAux, and padding, are nothing that belongs to the certificate.
        if label == Some("TRUSTED CERTIFICATE") || rest.iter().all(|byte| matches!(byte, 0 | 0x1a)) {
            return Ok(());
        }
        Err(BlockFault::Asn1(Asn1Error {
            part: Part::Outer,
            fault: Asn1Fault::ExtraData,
        }))
    }
}
