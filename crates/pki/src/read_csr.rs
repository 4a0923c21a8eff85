//! From what a person pasted or dropped to a CSR.

use crate::armour::{Block, find_blocks};
use crate::asn1_fault::Part;
use crate::body::{Decoded, NotBase64, decode_block, find_bare};
use crate::csr::Csr;
use crate::identify::{Structure, declared_len, identify};
use crate::refusal::{CsrRefusal, PrivateKeyKind, Repair};
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
    // OpenSSH's own format, and Java's keystores, which hold a private key more often than not.
    if input.windows(OPENSSH_MAGIC.len()).any(|window| window == OPENSSH_MAGIC) {
        return Err(CsrRefusal::PrivateKey {
            kind: PrivateKeyKind::OpenSsh,
        });
    }
    if input.starts_with(&[0xfe, 0xed, 0xfe, 0xed]) {
        return Err(CsrRefusal::PrivateKey {
            kind: PrivateKeyKind::Other,
        });
    }
    if input.first() != Some(&0x30) {
        return Err(CsrRefusal::Binary);
    }
    let mut repairs = vec![Repair::DerFile];
    let csr = read_der(input, &mut repairs)?;
    Ok(CsrReading { csr, repairs })
}

const OPENSSH_MAGIC: &[u8] = b"openssh-key-v1\0";

/// A piece of base64 that was found in a text.
struct Found {
    /// The label, where there is at least one end of the armour.
    label: Option<String>,
    /// Where it begins and ends: offsets in the text.
    outer: (usize, usize),
    outcome: Result<Decoded, CsrRefusal>,
}

impl Found {
    fn structure(&self) -> Structure {
        self.outcome
            .as_ref()
            .map_or(Structure::Unknown, |decoded| identify(&decoded.bytes))
    }

    fn is_labelled_as_request(&self) -> bool {
        self.label.as_ref().is_some_and(|label| label.contains("REQUEST"))
    }
}

fn read_text(text: &Text) -> Result<CsrReading, CsrRefusal> {
    if let Some(kind) = mentions_private_key(&text.clean) {
        return Err(CsrRefusal::PrivateKey { kind });
    }
    let found = find_all(text);
    let structures: Vec<_> = found.iter().map(Found::structure).collect();
    for structure in &structures {
        if let Structure::PrivateKey(kind) = structure {
            return Err(CsrRefusal::PrivateKey { kind: *kind });
        }
    }
    let is_request = |(found, structure): &(&Found, &Structure)| {
        found.is_labelled_as_request() || (found.label.is_none() && **structure == Structure::Csr)
    };
    let requests: Vec<_> = found
        .iter()
        .zip(&structures)
        .filter(is_request)
        .map(|(found, _)| found)
        .collect();
    let Some(first) = requests.first() else {
        return Err(refuse_others(text, &found, &structures));
    };
    let same = |other: &&&Found| match (&first.outcome, &other.outcome) {
        (Ok(first), Ok(other)) => first.bytes == other.bytes,
        _ => false,
    };
    if requests.len() > 1 && !requests.iter().skip(1).all(|other| same(&other)) {
        return Err(CsrRefusal::SeveralCsrs { count: requests.len() });
    }
    let decoded = first.outcome.as_ref().map_err(Clone::clone)?;
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
    if has_text_around(text, &found) {
        repairs.push(Repair::SurroundingText);
    }
    Ok(CsrReading { csr, repairs })
}

/// The blocks, and whatever base64 stands outside of them.
fn find_all(text: &Text) -> Vec<Found> {
    let mut all = Vec::new();
    let mut behind = 0;
    for block in find_blocks(&text.clean) {
        if block.has_begin {
            all.extend(find_unarmoured(text, (behind, block.outer.0)));
        }
        behind = block.outer.1;
        all.extend(read_block(text, block));
    }
    all.extend(find_unarmoured(text, (behind, text.clean.len())));
    all
}

fn find_unarmoured(text: &Text, range: (usize, usize)) -> Vec<Found> {
    let found = find_bare(&text.clean, range).into_iter().map(|bare| {
        let outcome = bare
            .outcome
            .map_err(|error| bad_base64(text, error))
            .map(|mut decoded| {
                decoded.repairs.push(Repair::MissingArmour);
                decoded
            });
        Found {
            label: None,
            outer: (bare.start, bare.end),
            outcome,
        }
    });
    found.collect()
}

fn read_block(text: &Text, block: Block) -> Vec<Found> {
    let mut repairs = Vec::new();
    if !block.is_regular {
        repairs.push(Repair::Dashes);
    }
    let odd_label = block
        .other_end_label
        .as_ref()
        .or(Some(&block.label))
        .filter(|label| *label != "CERTIFICATE REQUEST");
    repairs.extend(odd_label.map(|found| Repair::Label { found: found.clone() }));
    if block.has_begin && block.has_end {
        let outcome = decode_block(&text.clean, block.body).map_err(|error| bad_base64(text, error));
        let outcome = outcome.map(|decoded| with_repairs(decoded, repairs));
        return vec![Found {
            label: Some(block.label),
            outer: block.outer,
            outcome,
        }];
    }
    // With one end missing anything may stand beside it, so that only the DER's own length tells where it ends.
    let (missing, refusal) = if block.has_begin {
        (
            Repair::MissingEnd,
            CsrRefusal::MissingEnd {
                line: text.line(block.outer.0),
            },
        )
    } else {
        (
            Repair::MissingBegin,
            CsrRefusal::MissingBegin {
                line: text.line(block.body.1),
            },
        )
    };
    repairs.push(missing);
    let mut found: Vec<_> = find_bare(&text.clean, block.body)
        .into_iter()
        .map(|bare| {
            let outer = (bare.start, bare.end);
            let outcome = match bare.outcome {
                Ok(decoded) if declared_len(&decoded.bytes).is_some_and(|len| len > decoded.bytes.len()) => {
                    Err(refusal.clone())
                }
                Ok(decoded) => Ok(with_repairs(decoded, repairs.clone())),
                Err(error) => Err(bad_base64(text, error)),
            };
            Found {
                label: Some(block.label.clone()),
                outer,
                outcome,
            }
        })
        .collect();
    if found.is_empty() {
        found.push(Found {
            label: Some(block.label),
            outer: block.outer,
            outcome: Err(refusal),
        });
    }
    found
}

fn with_repairs(decoded: Decoded, mut repairs: Vec<Repair>) -> Decoded {
    repairs.extend(decoded.repairs);
    Decoded {
        bytes: decoded.bytes,
        repairs,
    }
}

fn bad_base64(text: &Text, error: NotBase64) -> CsrRefusal {
    CsrRefusal::BadBase64 {
        line: text.line(error.offset),
        character: error.character,
    }
}

/// Whether anything but white space and signs of quotation stands outside of what was found.
fn has_text_around(text: &Text, found: &[Found]) -> bool {
    let mut behind = 0;
    let mut is_text = |end: usize, next: usize| {
        let gap = text.clean.get(behind..end).unwrap_or_default();
        behind = next;
        gap.contains(|c: char| c.is_alphanumeric())
    };
    found.iter().any(|found| is_text(found.outer.0, found.outer.1)) || is_text(text.clean.len(), text.clean.len())
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
fn refuse_others(text: &Text, found: &[Found], structures: &[Structure]) -> CsrRefusal {
    for (found, structure) in found.iter().zip(structures) {
        let line = text.line(found.outer.0);
        match (&found.label, structure) {
            (Some(label), Structure::Csr) => {
                return CsrRefusal::Mislabelled {
                    label: label.clone(),
                    line,
                };
            }
            (_, structure) => {
                if let Some(refusal) = refuse_structure(*structure) {
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
                Err(refusal) => Some(refusal.clone()),
            })
            .unwrap_or(CsrRefusal::NotACsr),
    }
}

/// A private key that the text names, however damaged it or its armour is.
fn mentions_private_key(text: &str) -> Option<PrivateKeyKind> {
    const PHRASE: &str = "PRIVATE KEY";
    let capitals = text.to_ascii_uppercase();
    for (offset, _) in capitals.match_indices(PHRASE) {
        // "BEGIN … PRIVATE KEY": at most a few words stand between.
        let near = capitals.floor_char_boundary(offset.saturating_sub(40));
        let before = capitals.get(near..offset).unwrap_or_default();
        let words = before
            .rsplit(|c: char| !c.is_ascii_alphanumeric() && c != ' ')
            .next()
            .unwrap_or_default();
        let mut words = words.split_ascii_whitespace().rev();
        let algorithm = words.next().unwrap_or_default();
        if algorithm == "BEGIN" || algorithm == "END" {
            return Some(PrivateKeyKind::Pkcs8);
        }
        if words.any(|word| word == "BEGIN" || word == "END") {
            return Some(match algorithm {
                "RSA" => PrivateKeyKind::Pkcs1,
                "EC" => PrivateKeyKind::Sec1,
                "DSA" => PrivateKeyKind::Dsa,
                "ENCRYPTED" => PrivateKeyKind::EncryptedPkcs8,
                "OPENSSH" => PrivateKeyKind::OpenSsh,
                _ => PrivateKeyKind::Other,
            });
        }
    }
    let printed = capitals.contains("PRIVATEEXPONENT") || capitals.contains("PUTTY-USER-KEY-FILE");
    let jwk = capitals.contains("\"KTY\"") && text.contains("\"d\"");
    let xml = text.contains("<RSAKeyValue>") && text.contains("<D>");
    (printed || jwk || xml).then_some(PrivateKeyKind::Other)
}
