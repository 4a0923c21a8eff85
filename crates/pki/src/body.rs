//! Base64 between BEGIN and END, or without either, as people paste it.

use crate::identify::declared_len;
use crate::refusal::Repair;
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Padding and the last bits matter to no one: whether all of it is there, DER's own length tells.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Bytes, and what was mended on the way to them.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) repairs: Vec<Repair>,
}

/// A character that is none of base64's, or (`None`) a number of them that can't be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NotBase64 {
    /// Offset in the text, of the right line at least.
    pub(crate) offset: usize,
    pub(crate) character: Option<char>,
}

/// Decodes what stands between BEGIN and END.
pub(crate) fn decode_block(text: &str, (start, end): (usize, usize)) -> Result<Decoded, NotBase64> {
    let mut digits = Digits::default();
    let mut repairs = Vec::new();
    let mut lengths = Vec::new();
    let mut offset = start;
    let (mut quotation, mut indentation) = (false, false);
    for line in text.get(start..end).unwrap_or_default().split('\n') {
        let line_offset = offset;
        offset += line.len() + 1;
        if line.trim().is_empty() {
            continue;
        }
        indentation |= line.starts_with([' ', '\t']) && line_offset != start;
        let (content, was_quoted) = unquote(line);
        quotation |= was_quoted;
        // RFC 1421 section 4.6: headers stand before the first line of base64.
        if digits.text.is_empty() && content.contains(':') {
            repairs.push(Repair::Headers);
            continue;
        }
        let before = digits.text.len();
        digits.take(content.trim_end_matches([' ', '\t', ',', ';']), line_offset)?;
        match digits.text.len() - before {
            0 => {}
            len => lengths.push(len),
        }
    }
    repairs.dedup();
    if quotation {
        repairs.push(Repair::Quotation);
    } else if indentation {
        repairs.push(Repair::Indentation);
    }
    let usual = lengths.first().copied().unwrap_or_default();
    if usual > 76
        || lengths.iter().rev().skip(1).any(|len| *len != usual)
        || lengths.last().is_some_and(|len| *len > usual)
    {
        repairs.push(Repair::LineLengths);
    }
    digits.decode(repairs, end)
}

/// A piece of base64 found without its BEGIN and END.
pub(crate) struct Bare {
    pub(crate) outcome: Result<Decoded, NotBase64>,
    /// Where it starts: offset in the text.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

/// A line of base64 that begins a SEQUENCE is at least this long.
const MIN_FIRST_TOKEN: usize = 16;

/// Finds every SEQUENCE written in base64 within a text: from a word that begins one up to the length that it declares, or
/// to the first word that is no base64.
pub(crate) fn find_bare(text: &str, (start, end): (usize, usize)) -> Vec<Bare> {
    let piece = text.get(start..end).unwrap_or_default();
    let mut found = Vec::new();
    let mut words = words(piece, start).peekable();
    while let Some((word, offset)) = words.next() {
        let Some(need) = sequence_digits(word) else { continue };
        let mut digits = Digits::default();
        let mut last = offset + word.len();
        let mut outcome = digits.take(word, offset);
        while outcome.is_ok() && digits.text.len() < need {
            let Some((next, next_offset)) = words.next_if(|(next, _)| is_base64(next)) else {
                break;
            };
            outcome = digits.take(next, next_offset);
            last = next_offset + next.len();
        }
        if let Some((next, next_offset)) = words.peek().filter(|_| outcome.is_ok() && digits.text.len() < need) {
            outcome = Err(NotBase64 {
                offset: *next_offset,
                character: next.chars().find(|c| !is_digit(*c)),
            });
        }
        let cut = digits.text.len().min(need);
        digits.text.truncate(cut);
        let outcome = match outcome {
            Ok(()) => digits.decode(Vec::new(), last),
            Err(error) => Err(error),
        };
        found.push(Bare {
            outcome,
            start: offset,
            end: last,
        });
    }
    found
}

/// Words with their offsets, without what quotes them.
fn words(piece: &str, start: usize) -> impl Iterator<Item = (&str, usize)> {
    let quotes = ['>', '|', '"', '\'', '`', ',', ';'];
    let mut behind = start;
    let words = piece.split([' ', '\t', '\n']).map(move |raw| {
        let word = raw.trim_start_matches(quotes);
        let offset = behind + raw.len() - word.len();
        behind += raw.len() + 1;
        (word.trim_end_matches(quotes), offset)
    });
    words.filter(|(word, _)| !word.is_empty())
}

/// If a word is base64 that begins a SEQUENCE of a definite length: how many digits all of it takes.
fn sequence_digits(word: &str) -> Option<usize> {
    if word.len() < MIN_FIRST_TOKEN || !word.starts_with('M') || !is_base64(word) {
        return None;
    }
    let header = LENIENT
        .decode(word.get(..8)?.replace('-', "+").replace('_', "/"))
        .ok()?;
    let len = declared_len(&header).filter(|_| header.first() == Some(&0x30))?;
    Some(len.checked_mul(4)?.div_ceil(3))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=')
}

fn is_base64(word: &str) -> bool {
    word.chars().all(is_digit)
}

/// Base64 digits as they come in, line by line.
#[derive(Default)]
struct Digits {
    text: String,
    padding: usize,
    is_url_safe: bool,
}

impl Digits {
    fn take(&mut self, line: &str, offset: usize) -> Result<(), NotBase64> {
        let mut rest = line.char_indices();
        while let Some((index, c)) = rest.next() {
            let error = NotBase64 {
                offset: offset + index,
                character: Some(c),
            };
            match c {
                ' ' | '\t' => {}
                '=' => {
                    self.padding += 1;
                    // Mail's quoted-printable writes "=" as "=3D".
                    if rest.as_str().starts_with("3D") {
                        rest.nth(1);
                    }
                }
                _ if self.padding > 0 => return Err(error),
                '-' | '_' => {
                    self.is_url_safe = true;
                    self.text.push(if c == '-' { '+' } else { '/' });
                }
                c if is_digit(c) => self.text.push(c),
                _ => return Err(error),
            }
        }
        Ok(())
    }

    fn decode(self, mut repairs: Vec<Repair>, end: usize) -> Result<Decoded, NotBase64> {
        let bytes = LENIENT.decode(&self.text).map_err(|_| NotBase64 {
            offset: end,
            character: None,
        })?;
        if self.padding != (4 - self.text.len() % 4) % 4 {
            repairs.push(Repair::Padding);
        }
        if self.is_url_safe {
            repairs.push(Repair::UrlSafeAlphabet);
        }
        Ok(Decoded { bytes, repairs })
    }
}

/// A line without what mail programs and source code put around it, and whether there was any of that.
fn unquote(line: &str) -> (&str, bool) {
    let marks = ['"', '\'', '`'];
    let indented = line.trim_start_matches([' ', '\t']);
    let content = indented.trim_start_matches([' ', '\t', '>', '|']);
    let Some((before, behind)) = content.split_once(marks) else {
        return (content, content.len() != indented.len());
    };
    // `"MIIC…" +`, or what is left of it where `\n` ended the line: `MIIC…` and `" +`
    let inner = if before.is_empty() {
        behind.split(marks).next().unwrap_or_default()
    } else {
        before
    };
    let is_noise = inner
        .trim_matches([' ', '\t', '+', '.', '&', ',', ';', ')', ']', '}'])
        .is_empty();
    (if is_noise { "" } else { inner }, true)
}
