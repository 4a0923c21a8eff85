//! Base64 between BEGIN and END, or without either, as people paste it.

use crate::base64;
use crate::identify::declared_len;
use crate::refusal::Repair;

/// Bytes, and what was mended on the way to them.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    pub(crate) repairs: Vec<Repair>,
}

/// A character that is none of base64's, or (`None`) a number of them that can't be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NotBase64 {
    /// Offset in the text, of the right line at least.
    pub(crate) offset: usize,
    pub(crate) character: Option<char>,
    /// The bytes before it, by which a damaged private key is still known for one.
    pub(crate) beginning: Vec<u8>,
}

/// Decodes what stands between BEGIN and END.
pub(crate) fn decode_block(text: &str, (start, end): (usize, usize)) -> Result<Decoded, NotBase64> {
    let mut digits = Digits::default();
    let mut outcome = Ok(());
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
        outcome = digits.take(content.trim_end_matches([' ', '\t', ',', ';']), line_offset);
        if outcome.is_err() {
            break;
        }
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
    digits.decode(outcome, repairs, end)
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
    let mut words = Words {
        rest: text.get(start..end).unwrap_or_default(),
        end,
    };
    let mut found = Vec::new();
    while let Some((word, offset)) = words.next_anywhere() {
        let Some((word, offset, need)) = sequence_start(word, offset) else {
            continue;
        };
        let mut digits = Digits::default();
        let mut last = offset + word.len();
        let mut outcome = digits.take(word, offset);
        while outcome.is_ok() && digits.text.len() < need {
            match words.next_adjacent() {
                Ok(Some((next, next_offset))) => {
                    outcome = digits.take(next, next_offset);
                    last = next_offset + next.len();
                }
                Ok(None) => break,
                Err(odd) => outcome = Err(odd),
            }
        }
        let cut = digits.text.len().min(need);
        digits.text.truncate(cut);
        found.push(Bare {
            outcome: digits.decode(outcome, Vec::new(), last),
            start: offset,
            end: last,
        });
    }
    found
}

/// What quotes words, and may stand between two words of one piece.
const QUOTES: [char; 7] = ['>', '|', '"', '\'', '`', ',', ';'];

/// Runs of base64 characters.
struct Words<'a> {
    rest: &'a str,
    /// The offset at which `rest` ends.
    end: usize,
}

impl<'a> Words<'a> {
    /// The next run, whatever stands before it.
    fn next_anywhere(&mut self) -> Option<(&'a str, usize)> {
        self.rest = self.rest.trim_start_matches(|c| !is_digit(c));
        self.take()
    }

    /// The next run, if nothing but space and quotation stands before it; else what does.
    fn next_adjacent(&mut self) -> Result<Option<(&'a str, usize)>, (usize, char)> {
        self.rest = self
            .rest
            .trim_start_matches(|c| matches!(c, ' ' | '\t' | '\n') || QUOTES.contains(&c));
        match self.rest.chars().next() {
            Some(odd) if !is_digit(odd) => Err((self.end - self.rest.len(), odd)),
            _ => Ok(self.take()),
        }
    }

    fn take(&mut self) -> Option<(&'a str, usize)> {
        let offset = self.end - self.rest.len();
        let behind = self.rest.trim_start_matches(is_digit);
        let word = self.rest.get(..self.rest.len() - behind.len())?;
        self.rest = behind;
        (!word.is_empty()).then_some((word, offset))
    }
}

/// Where a SEQUENCE begins in a run of base64 characters (behind `key=`, say, or a line of dashes): the run from there on,
/// its offset, and how many digits all of the SEQUENCE takes.
fn sequence_start(word: &str, offset: usize) -> Option<(&str, usize, usize)> {
    let mut joint = true;
    for (index, c) in word.char_indices() {
        if c == 'M' && joint {
            let run = word.get(index..)?;
            if let Some(need) = sequence_digits(run) {
                return Some((run, offset + index, need));
            }
        }
        joint = !c.is_ascii_alphanumeric();
    }
    None
}

/// If a run of base64 characters begins a SEQUENCE of a definite length: how many digits all of it takes.
fn sequence_digits(run: &str) -> Option<usize> {
    // 0x30 is written M and one of A to P.
    if run.len() < MIN_FIRST_TOKEN || !matches!(run.as_bytes(), [_, b'A'..=b'P', ..]) {
        return None;
    }
    let mut digits = Digits::default();
    digits.take(run.get(..8)?, 0).ok()?;
    let header = base64::decode(&digits.text);
    let len = declared_len(&header).filter(|_| header.first() == Some(&0x30))?;
    Some(len.checked_mul(4)?.div_ceil(3))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=')
}

/// Base64 digits as they come in, line by line.
#[derive(Default)]
struct Digits {
    text: String,
    padding: usize,
    is_url_safe: bool,
}

impl Digits {
    fn take(&mut self, line: &str, offset: usize) -> Result<(), (usize, char)> {
        let mut rest = line.char_indices();
        while let Some((index, c)) = rest.next() {
            let error = (offset + index, c);
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

    /// The bytes of the digits, if all was well with them up to `end`.
    fn decode(
        mut self,
        outcome: Result<(), (usize, char)>,
        mut repairs: Vec<Repair>,
        end: usize,
    ) -> Result<Decoded, NotBase64> {
        let is_whole = self.text.len() % 4 != 1;
        if !is_whole {
            self.text.pop();
        }
        // Padding and the last bits matter to no one: whether all of it is there, DER's own length tells.
        let bytes = base64::decode(&self.text);
        let (offset, character) = match outcome {
            Err((offset, character)) => (offset, Some(character)),
            Ok(()) if is_whole => {
                if self.padding != (4 - self.text.len() % 4) % 4 {
                    repairs.push(Repair::Padding);
                }
                if self.is_url_safe {
                    repairs.push(Repair::UrlSafeAlphabet);
                }
                return Ok(Decoded { bytes, repairs });
            }
            Ok(()) => (end, None),
        };
        Err(NotBase64 {
            offset,
            character,
            beginning: bytes,
        })
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
