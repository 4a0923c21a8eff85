//! From what a person pasted or dropped to a CSR.

use crate::asn1_fault::Part;
use crate::csr::Csr;
use crate::identify::{Structure, declared_len, identify, identify_all};
use crate::piece::{Piece, PieceFault, find_pieces, has_text_around};
use crate::private_key;
use crate::refusal::{CsrRefusal, Repair};
use crate::text::{Input, Text};

/// A CSR and what had to be mended to read it.
#[derive(Clone, Debug, PartialEq)]
pub struct CsrReading {
    /// The request.
    pub csr: Csr,
    /// What was mended, each once, in no order that matters.
    pub repairs: Vec<Repair>,
}

/// How many bytes of input are looked at: 1 MiB, some fifty times the largest request.
pub const MAX_CSR_INPUT: usize = 1 << 20;

/// Reads a CSR from whatever was pasted or dropped: PEM however damaged, or DER.
///
/// # Errors
/// [`CsrRefusal`] says what it is instead, or what is wrong with it. A private key anywhere in the input is refused first.
pub fn read_csr(input: &[u8]) -> Result<CsrReading, CsrRefusal> {
    if input.len() > MAX_CSR_INPUT {
        if let Some(kind) = private_key::mentioned_in_bytes(input) {
            return Err(CsrRefusal::PrivateKey { kind });
        }
        return Err(CsrRefusal::TooLarge {
            len: input.len(),
            limit: MAX_CSR_INPUT,
        });
    }
    match Text::decode(input) {
        Input::Binary => read_binary(input),
        Input::Text(text) if text.clean.trim().is_empty() => Err(CsrRefusal::Empty),
        Input::Text(text) => read_text(&text),
    }
}

fn read_binary(input: &[u8]) -> Result<CsrReading, CsrRefusal> {
    if let Some(kind) = private_key::mentioned_in_bytes(input) {
        return Err(CsrRefusal::PrivateKey { kind });
    }
    if let Structure::PrivateKey(kind) = identify_all(input) {
        return Err(CsrRefusal::PrivateKey { kind });
    }
    if input.first() != Some(&0x30) {
        return Err(CsrRefusal::Binary);
    }
    let mut repairs = vec![Repair::DerFile];
    let csr = read_der(input, &mut repairs)?;
    Ok(CsrReading { csr, repairs })
}

fn is_labelled_as_request(piece: &Piece) -> bool {
    piece.label.as_ref().is_some_and(|label| label.contains("REQUEST"))
}

fn read_text(text: &Text) -> Result<CsrReading, CsrRefusal> {
    if let Some(kind) = private_key::mentioned(&text.clean) {
        return Err(CsrRefusal::PrivateKey { kind });
    }
    let found = find_pieces(text);
    for piece in &found {
        if let Structure::PrivateKey(kind) = piece.structure {
            return Err(CsrRefusal::PrivateKey { kind });
        }
    }
    let is_request =
        |piece: &&Piece| is_labelled_as_request(piece) || (piece.label.is_none() && piece.structure == Structure::Csr);
    let requests: Vec<_> = found.iter().filter(is_request).collect();
    let Some(first) = requests.first() else {
        return Err(refuse_others(text, &found));
    };
    let same = |other: &Piece| match (&first.outcome, &other.outcome) {
        (Ok(first), Ok(other)) => first.bytes == other.bytes,
        _ => false,
    };
    if requests.len() > 1 && !requests.iter().skip(1).all(|other| same(other)) {
        return Err(CsrRefusal::SeveralCsrs { count: requests.len() });
    }
    let decoded = first.outcome.as_ref().map_err(|fault| CsrRefusal::from(*fault))?;
    let mut repairs = text.repairs.clone();
    repairs.extend(decoded.repairs.iter().cloned());
    let csr = read_der(&decoded.bytes, &mut repairs)?;
    if requests.len() > 1 {
        repairs.push(Repair::Duplicates { count: requests.len() });
    }
    if found.len() > requests.len() {
        repairs.push(Repair::OtherBlocks {
            count: found.len() - requests.len(),
        });
    }
    if has_text_around(text, (0, text.clean.len()), &found) {
        repairs.push(Repair::SurroundingText);
    }
    Ok(CsrReading { csr, repairs })
}

impl From<PieceFault> for CsrRefusal {
    fn from(fault: PieceFault) -> Self {
        match fault {
            PieceFault::Base64 { line, character } => Self::BadBase64 { line, character },
            PieceFault::MissingBegin { line } => Self::MissingBegin { line },
            PieceFault::MissingEnd { line } => Self::MissingEnd { line },
        }
    }
}

/// Reads the DER of what should be a request.
fn read_der(der: &[u8], repairs: &mut Vec<Repair>) -> Result<Csr, CsrRefusal> {
    if let Some(refusal) = refuse_structure(identify(der)) {
        return Err(refusal);
    }
    let len = declared_len(der).unwrap_or(der.len());
    if len > der.len() {
        return Err(CsrRefusal::CutOff {
            have: der.len(),
            need: len,
        });
    }
    let (request, behind) = der.split_at_checked(len).unwrap_or((der, &[]));
    if behind
        .iter()
        .any(|byte| !matches!(byte, 0 | b'\n' | b'\r' | b' ' | 0x1a))
    {
        return Err(CsrRefusal::TrailingData { count: behind.len() });
    }
    if !behind.is_empty() {
        repairs.push(Repair::TrailingBytes { count: behind.len() });
    }
    Csr::from_der(request).map_err(|error| match error.part {
        Part::Key => CsrRefusal::KeyUnreadable(error),
        _ => CsrRefusal::Asn1(error),
    })
}

/// The refusal of what is known to be something else than a request.
fn refuse_structure(structure: Structure) -> Option<CsrRefusal> {
    match structure {
        Structure::Csr | Structure::Unknown => None,
        Structure::Certificate => Some(CsrRefusal::Certificate),
        Structure::Crl => Some(CsrRefusal::Crl),
        Structure::PublicKey => Some(CsrRefusal::PublicKey),
        Structure::Pkcs7 => Some(CsrRefusal::Pkcs7),
        Structure::Pkcs12 => Some(CsrRefusal::Pkcs12),
        Structure::Spkac => Some(CsrRefusal::Spkac),
        Structure::PrivateKey(kind) => Some(CsrRefusal::PrivateKey { kind }),
    }
}

/// There is no request: says what there is instead.
fn refuse_others(text: &Text, found: &[Piece]) -> CsrRefusal {
    for piece in found {
        let line = text.line(piece.outer.0);
        match (&piece.label, piece.structure) {
            (Some(label), Structure::Csr) => {
                return CsrRefusal::Mislabelled {
                    label: label.clone(),
                    line,
                };
            }
            (_, structure) => {
                if let Some(refusal) = refuse_structure(structure) {
                    return refusal;
                }
            }
        }
    }
    let labelled = found
        .iter()
        .find_map(|found| found.label.as_ref().map(|label| (label, text.line(found.outer.0))));
    match labelled {
        Some((label, _)) if label.ends_with("CERTIFICATE") => CsrRefusal::Certificate,
        Some((label, _)) if label.ends_with("PUBLIC KEY") => CsrRefusal::PublicKey,
        Some((label, _)) if label == "PKCS7" || label == "CMS" => CsrRefusal::Pkcs7,
        Some((label, _)) if label.ends_with("CRL") => CsrRefusal::Crl,
        Some((label, line)) => CsrRefusal::UnknownLabel {
            label: label.clone(),
            line,
        },
        None if text.clean.contains("SPKAC=") => CsrRefusal::Spkac,
        None => found
            .iter()
            .find_map(|found| match &found.outcome {
                Ok(decoded) => read_der(&decoded.bytes, &mut Vec::new()).err(),
                Err(fault) => Some(CsrRefusal::from(*fault)),
            })
            .unwrap_or(CsrRefusal::NotACsr),
    }
}
