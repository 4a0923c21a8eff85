//! Finding PEM's BEGIN and END lines (RFC 7468 section 3), however word processors and mail programs have dealt with them.

/// A BEGIN or END line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Marker {
    is_begin: bool,
    label: String,
    /// Five ASCII dashes on either side, in capitals.
    is_regular: bool,
    start: usize,
    end: usize,
}

/// A PEM block, whole or with one of its ends missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// The label in capitals; that of END where there is no BEGIN.
    pub(crate) label: String,
    /// The label of END where it is another than that of BEGIN.
    pub(crate) other_end_label: Option<String>,
    pub(crate) has_begin: bool,
    pub(crate) has_end: bool,
    /// Whether dashes and capitals were as RFC 7468 has them.
    pub(crate) is_regular: bool,
    /// Where the block starts, BEGIN line included, and ends, END line included: offsets in the text.
    pub(crate) outer: (usize, usize),
    /// What stands between BEGIN and END: offsets in the text.
    pub(crate) body: (usize, usize),
}

/// Labels that are taken for one even where all dashes on a side are lost.
const KNOWN_LABELS: [&str; 14] = [
    "NEW CERTIFICATE REQUEST",
    "CERTIFICATE SIGNING REQUEST",
    "CERTIFICATE REQUEST",
    "ENCRYPTED PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "PRIVATE KEY",
    "PUBLIC KEY",
    "TRUSTED CERTIFICATE",
    "X509 CERTIFICATE",
    "CERTIFICATE",
    "PKCS7",
    "X509 CRL",
];

/// The longest label that is looked for, and how far from BEGIN and END anything is looked for, in bytes.
const MAX_LABEL: usize = 64;
const NEAR: usize = 160;

pub(crate) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// The PEM blocks of a text, in order.
pub(crate) fn find_blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Marker> = None;
    let mut behind = 0;
    for marker in find_markers(text) {
        let start = marker.start;
        let end = marker.end;
        match (open.take(), marker.is_begin) {
            (None, true) => open = Some(marker),
            (Some(begin), true) => {
                blocks.push(without_end(begin, start));
                open = Some(marker);
            }
            (Some(begin), false) => blocks.push(Block {
                other_end_label: Some(marker.label).filter(|label| *label != begin.label),
                has_begin: true,
                has_end: true,
                is_regular: begin.is_regular && marker.is_regular,
                outer: (begin.start, end),
                body: (begin.end, start),
                label: begin.label,
            }),
            (None, false) => blocks.push(Block {
                label: marker.label,
                other_end_label: None,
                has_begin: false,
                has_end: true,
                is_regular: marker.is_regular,
                outer: (behind, end),
                body: (behind, start),
            }),
        }
        behind = end;
    }
    blocks.extend(open.map(|begin| without_end(begin, text.len())));
    blocks
}

fn without_end(begin: Marker, end: usize) -> Block {
    Block {
        label: begin.label,
        other_end_label: None,
        has_begin: true,
        has_end: false,
        is_regular: begin.is_regular,
        outer: (begin.start, end),
        body: (begin.end, end),
    }
}

/// How many BEGINs and ENDs are looked at: far more than a MiB of text or of certificates has.
const MAX_WORDS: usize = 20_000;

fn find_markers(text: &str) -> Vec<Marker> {
    // ASCII capitals keep every offset.
    let capitals = text.to_ascii_uppercase();
    let mut begins = capitals.match_indices("BEGIN").peekable();
    let mut ends = capitals.match_indices("END").peekable();
    let words = std::iter::from_fn(|| match (begins.peek(), ends.peek()) {
        (Some((begin, _)), Some((end, _))) if begin > end => ends.next(),
        (Some(_), _) => begins.next(),
        (None, _) => ends.next(),
    });
    let mut markers: Vec<Marker> = Vec::new();
    for (offset, word) in words.take(MAX_WORDS) {
        let is_behind = markers.last().is_none_or(|last| last.end <= offset);
        if let Some(marker) = read_marker(text, &capitals, offset, word).filter(|_| is_behind) {
            markers.push(marker);
        }
    }
    markers
}

/// Reads the BEGIN or END line around the word at `offset`, if it is one. It looks no further than a line's length either
/// way, so that a text of nothing but BEGINs costs no more than any other.
fn read_marker(text: &str, capitals: &str, offset: usize, word: &str) -> Option<Marker> {
    let near = text.floor_char_boundary(offset.saturating_sub(NEAR))..offset;
    let label_end = capitals.floor_char_boundary(offset + word.len() + NEAR);
    let after = capitals.get(offset + word.len()..label_end)?;
    let label_start = after.trim_start_matches([' ', '\t']);
    if label_start.len() == after.len() {
        return None;
    }
    let is_label = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '\t' | '.' | '/' | '#');
    let run = label_start.split(|c| !is_label(c)).next()?;
    let known = KNOWN_LABELS.into_iter().find(|known| {
        run.strip_prefix(known)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    });
    let behind_run = label_start.get(run.len()..)?;
    let (label, behind) = if behind_run.starts_with(is_dash) && run.len() <= MAX_LABEL && !run.trim().is_empty() {
        (run.split_ascii_whitespace().collect::<Vec<_>>().join(" "), behind_run)
    } else {
        let known = known?;
        (known.to_owned(), label_start.get(known.len()..)?)
    };
    let label_offset = label_end - behind.len();
    let behind = capitals.get(label_offset..)?;
    let dashes_after = behind.len() - behind.trim_start_matches(is_dash).len();
    let dashes_before = trailing_dashes(text.get(..offset)?);
    let is_marker = match (dashes_before > 0, dashes_after > 0) {
        (true, true) => true,
        (true, false) | (false, true) => known.is_some(),
        (false, false) => known.is_some() && stands_alone(text.get(near)?, behind),
    };
    if !is_marker {
        return None;
    }
    let (start, end) = (offset - dashes_before, label_offset + dashes_after);
    let is_regular = text.get(start..end) == Some(format!("-----{word} {label}-----").as_str());
    Some(Marker {
        is_begin: word == "BEGIN",
        label,
        is_regular,
        start,
        end,
    })
}

/// Whether nothing but a sign of quotation stands before it on its line, and nothing behind.
fn stands_alone(before: &str, behind: &str) -> bool {
    let line_start = before.rsplit('\n').next().unwrap_or_default();
    let line_end = behind.trim_start_matches([' ', '\t']);
    line_start.trim_matches([' ', '\t', '>', '|']).is_empty() && (line_end.is_empty() || line_end.starts_with('\n'))
}

/// How many bytes the dashes at the end of a text take, spaces behind them included.
fn trailing_dashes(text: &str) -> usize {
    let trimmed = text.trim_end_matches([' ', '\t']);
    let rest = trimmed.trim_end_matches(is_dash);
    if rest.len() == trimmed.len() {
        0
    } else {
        text.len() - rest.len()
    }
}
