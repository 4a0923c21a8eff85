//! From bytes to text whose characters and line ends are what they seem.

use crate::refusal::Repair;

/// What the bytes are.
pub(crate) enum Input {
    Binary,
    Text(Text),
}

/// Cleaned text, with the numbers that its lines had for whoever pasted it.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) clean: String,
    pub(crate) repairs: Vec<Repair>,
    /// (offset in `clean`, line number from 1), ascending.
    lines: Vec<(usize, usize)>,
}

impl Text {
    /// Decodes UTF-8, UTF-16 or Windows-1252.
    pub(crate) fn decode(input: &[u8]) -> Input {
        // DOS and old editors end files with NUL or Ctrl-Z.
        let end = input
            .iter()
            .rposition(|byte| !matches!(byte, 0 | 0x1a))
            .map_or(0, |last| last + 1);
        let trimmed = input.get(..end).unwrap_or_default();
        let (text, encoding) = match input {
            [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes), true),
            [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes), true),
            [first, 0, _, 0, ..] if first.is_ascii_graphic() => (utf16(input, u16::from_le_bytes), true),
            [0, first, 0, ..] if first.is_ascii_graphic() => (utf16(input, u16::from_be_bytes), true),
            _ => match std::str::from_utf8(trimmed) {
                Ok(text) => (text.to_owned(), false),
                Err(_) => (trimmed.iter().map(|byte| windows_1252(*byte)).collect(), true),
            },
        };
        if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\t'..='\r' | '\u{85}'))
        {
            return Input::Binary;
        }
        let mut text = Self::clean(&text);
        if encoding {
            text.repairs.push(Repair::Encoding);
        }
        Input::Text(text)
    }

    /// Makes every line end `\n`, also one written `\n` in two characters, every space a space, and removes what can't be seen.
    pub(crate) fn clean(text: &str) -> Self {
        let mut clean = String::with_capacity(text.len());
        let mut lines = vec![(0, 1)];
        let mut number = 1;
        let (mut invisible, mut carriage_returns, mut escaped) = (false, false, false);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    clean.push('\n');
                    number += 1;
                    lines.push((clean.len(), number));
                }
                '\r' => {
                    if chars.next_if_eq(&'\n').is_none() {
                        carriage_returns = true;
                    }
                    clean.push('\n');
                    number += 1;
                    lines.push((clean.len(), number));
                }
                '\\' => match chars.peek() {
                    Some('n') => {
                        chars.next();
                        escaped = true;
                        clean.push('\n');
                    }
                    Some('r') => {
                        chars.next();
                        escaped = true;
                    }
                    // JSON may escape the solidus, which is a base64 character.
                    Some('/') => {}
                    _ => clean.push(' '),
                },
                '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {
                    invisible = true;
                }
                '\u{feff}' => invisible |= !clean.is_empty(),
                ' ' | '\t' => clean.push(c),
                c if c.is_whitespace() => {
                    invisible = true;
                    clean.push(' ');
                }
                c => clean.push(c),
            }
        }
        let repairs = [
            (invisible, Repair::InvisibleCharacters),
            (carriage_returns, Repair::CarriageReturns),
            (escaped, Repair::EscapedNewlines),
        ];
        let repairs = repairs
            .into_iter()
            .filter(|(found, _)| *found)
            .map(|(_, repair)| repair)
            .collect();
        Self { clean, repairs, lines }
    }

    /// The number of the line that an offset in `clean` is on.
    pub(crate) fn line(&self, offset: usize) -> usize {
        let behind = self.lines.partition_point(|(start, _)| *start <= offset);
        behind
            .checked_sub(1)
            .and_then(|index| self.lines.get(index))
            .map_or(1, |(_, number)| *number)
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let pairs = bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok());
    char::decode_utf16(pairs.map(unit))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .filter(|c| *c != '\0')
        .collect()
}

/// Of Windows-1252's own characters only the dashes and the space matter here.
fn windows_1252(byte: u8) -> char {
    match byte {
        0x96 => '–',
        0x97 => '—',
        0x80..=0x9f => char::REPLACEMENT_CHARACTER,
        byte => char::from(byte),
    }
}
