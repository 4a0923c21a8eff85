//! The pieces of a text that may be something: PEM blocks, and base64 that stands outside of any.

use crate::armour::{Block, find_blocks};
use crate::body::{Decoded, NotBase64, decode_block, find_bare};
use crate::identify::{Structure, declared_len, identify_all};
use crate::refusal::Repair;
use crate::text::Text;

/// A piece of base64 that was found in a text.
pub(crate) struct Piece {
    /// The label, where there is at least one end of the armour.
    pub(crate) label: Option<String>,
    /// Where it begins and ends: offsets in the text.
    pub(crate) outer: (usize, usize),
    /// Where its base64 stands: offsets in the text.
    pub(crate) body: (usize, usize),
    /// What it looks like, as far as its beginning could be decoded.
    pub(crate) structure: Structure,
    pub(crate) outcome: Result<Decoded, PieceFault>,
}

/// Why a piece has no bytes. Lines count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PieceFault {
    /// There is a character that base64 does not have, or (`None`) an impossible number of characters.
    Base64 { line: usize, character: Option<char> },
    /// There is no BEGIN, and what stands before the END on this line is not whole.
    MissingBegin { line: usize },
    /// There is no END, and what stands behind the BEGIN on this line is not whole.
    MissingEnd { line: usize },
}

/// The blocks, and whatever base64 stands outside of them.
pub(crate) fn find_pieces(text: &Text) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut behind = 0;
    for block in find_blocks(&text.clean) {
        if block.has_begin {
            find_unarmoured(text, (behind, block.outer.0), &mut all);
        }
        behind = block.outer.1;
        read_block(text, block, &mut all);
    }
    find_unarmoured(text, (behind, text.clean.len()), &mut all);
    all
}

/// Base64 within a range of the text, without regard to any armour.
pub(crate) fn find_unarmoured(text: &Text, range: (usize, usize), all: &mut Vec<Piece>) {
    all.extend(find_bare(&text.clean, range).into_iter().map(|bare| {
        let repairs = vec![Repair::MissingArmour];
        let place = (bare.start, bare.end);
        piece(text, None, (place, place), bare.outcome, repairs)
    }));
}

fn read_block(text: &Text, block: Block, all: &mut Vec<Piece>) {
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
        let outcome = decode_block(&text.clean, block.body);
        let place = (block.outer, block.body);
        all.push(piece(text, Some(block.label), place, outcome, repairs));
        return;
    }
    // With one end missing anything may stand beside it, so that only the DER's own length tells where it ends.
    let (missing, fault) = if block.has_begin {
        let line = text.line(block.outer.0);
        (Repair::MissingEnd, PieceFault::MissingEnd { line })
    } else {
        let line = text.line(block.body.1);
        (Repair::MissingBegin, PieceFault::MissingBegin { line })
    };
    repairs.push(missing);
    let before = all.len();
    // The line of armour that is there belongs to the piece beside it.
    for bare in find_bare(&text.clean, block.body) {
        let place = (bare.start, bare.end);
        let label = Some(block.label.clone());
        let mut found = piece(text, label, (place, place), bare.outcome, repairs.clone());
        // A SEQUENCE somewhere within what is cut off says nothing.
        if found.structure == Structure::Unknown {
            continue;
        }
        if found.outcome.as_ref().is_ok_and(is_cut_off) {
            found.outcome = Err(fault);
        }
        if block.has_begin && all.len() == before {
            found.outer.0 = block.outer.0;
        }
        all.push(found);
    }
    if let Some(found) = all
        .get_mut(before..)
        .and_then(<[Piece]>::last_mut)
        .filter(|_| block.has_end)
    {
        found.outer.1 = block.outer.1;
    }
    if all.len() == before {
        all.push(Piece {
            label: Some(block.label),
            outer: block.outer,
            body: block.body,
            structure: Structure::Unknown,
            outcome: Err(fault),
        });
    }
}

/// Whether any word stands in a range of the text outside of the pieces found there.
pub(crate) fn has_text_around(text: &Text, (start, end): (usize, usize), found: &[Piece]) -> bool {
    let mut behind = start;
    let places = found.iter().map(|piece| piece.outer).chain([(end, end)]);
    for (start, end) in places {
        let gap = text.clean.get(behind..start).unwrap_or_default();
        if gap.contains(char::is_alphanumeric) {
            return true;
        }
        behind = end;
    }
    false
}

fn is_cut_off(decoded: &Decoded) -> bool {
    declared_len(&decoded.bytes).is_some_and(|len| len > decoded.bytes.len())
}

fn piece(
    text: &Text,
    label: Option<String>,
    (outer, body): ((usize, usize), (usize, usize)),
    outcome: Result<Decoded, NotBase64>,
    mut repairs: Vec<Repair>,
) -> Piece {
    let bytes = match &outcome {
        Ok(decoded) => &decoded.bytes,
        Err(error) => &error.beginning,
    };
    let structure = identify_all(bytes);
    let outcome = match outcome {
        Ok(decoded) => {
            repairs.extend(decoded.repairs);
            Ok(Decoded {
                bytes: decoded.bytes,
                repairs,
            })
        }
        Err(error) => Err(PieceFault::Base64 {
            line: text.line(error.offset),
            character: error.character,
        }),
    };
    Piece {
        label,
        outer,
        body,
        structure,
        outcome,
    }
}
