//! What was typed, made fit to stand in a sentence: short, and without characters that can't be seen.

/// The most characters of an entry that a sentence repeats.
const SHOWN: usize = 60;
/// How many of them are its end: the end of a name says most about it.
const SHOWN_END: usize = 23;

/// An entry as a sentence repeats it: what can't be seen becomes U+FFFD, and the middle of a long one is left out.
pub(super) fn shown(typed: &str) -> String {
    let visible = |character: char| {
        if is_unseen(character) && character != ' ' {
            '\u{fffd}'
        } else {
            character
        }
    };
    let length = typed.chars().count();
    if length <= SHOWN {
        return typed.chars().map(visible).collect();
    }
    // One place is the ellipsis'.
    let start = typed.chars().take(SHOWN - SHOWN_END - 1).map(visible);
    let end = typed.chars().skip(length.saturating_sub(SHOWN_END)).map(visible);
    start.chain(['…']).chain(end).collect()
}

/// Whether a character alone between quotation marks would show nothing, or nothing by which to know it.
///
/// What Rust would escape is not printable or only combines with another (Unicode's Grapheme_Extend); beside it there are
/// white space and the fillers of Hangul and Braille, which count as letters and symbols.
pub(super) fn is_unseen(character: char) -> bool {
    let escaped = character.escape_debug().len() > 1 && !matches!(character, '"' | '\'' | '\\');
    escaped
        || character.is_whitespace()
        || matches!(
            character,
            '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
        )
}

/// A character's code point, as the Unicode Standard writes it: `U+200B`.
pub(super) fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_known() {
        for character in [
            '\0',
            ' ',
            '\u{a0}',
            '\u{ad}',
            '\u{200b}',
            '\u{202e}',
            '\u{301}',
            '\u{3000}',
            '\u{3164}',
            '\u{e0061}',
        ] {
            assert!(is_unseen(character), "{character:?}");
        }
        for character in ['a', '"', '\'', '\\', '_', '–', 'ж', '株', '☺', 'ß'] {
            assert!(!is_unseen(character), "{character:?}");
        }
    }

    #[test]
    fn a_code_point_has_four_digits_or_more() {
        assert_eq!(code_point('\t'), "U+0009");
        assert_eq!(code_point('\u{200b}'), "U+200B");
        assert_eq!(code_point('\u{1f600}'), "U+1F600");
    }

    #[test]
    fn a_long_entry_keeps_its_two_ends() {
        let long = format!("{}.example.com", "ж".repeat(300));
        let shown = shown(&long);
        assert_eq!(shown.chars().count(), SHOWN);
        assert!(
            shown.starts_with("жжж") && shown.contains('…') && shown.ends_with(".example.com"),
            "{shown}"
        );
    }

    #[test]
    fn a_short_entry_is_repeated_as_it_stands_but_for_what_is_unseen() {
        assert_eq!(shown("Straße 5"), "Straße 5");
        assert_eq!(shown("a\u{202e}b\nc"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(shown(&"a".repeat(SHOWN)), "a".repeat(SHOWN));
    }
}
