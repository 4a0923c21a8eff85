//! Characters that can't be seen, and text that says nothing.

/// Whether a character shows nothing, or nothing but a gap that is no plain space: zero-width and bidirectional marks,
/// spaces of unusual width, fillers, tags.
///
/// Control characters are not among them ([`char::is_control`]), nor are the ideographic space and the variation selectors,
/// which belong to ordinary text.
pub(crate) const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{a0}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180e}'
            | '\u{2000}'..='\u{200f}'
            | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Takes the surroundings of an entry away: white space, and what can't be seen there.
pub(crate) fn trim(typed: &str) -> &str {
    typed.trim_matches(|character: char| character.is_whitespace() || is_invisible(character))
}

/// Whether text has anything but punctuation and space in it (DigiCert API notes, section 7.3).
///
/// Two linters encode the rule of BR 7.1.4.2.2: one wants a letter, a number or a symbol, the other an ASCII letter or digit
/// or anything beyond ASCII. What both refuse is refused here, and of what one refuses: symbols of ASCII standing alone, and
/// the punctuation of other scripts standing alone.
pub(crate) fn has_substance(text: &str) -> bool {
    text.chars().any(|character| {
        character.is_alphanumeric()
            || !(character.is_ascii()
                || is_invisible(character)
                || character.is_whitespace()
                || matches!(character,
                    '\u{80}'..='\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
                    | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3000}'..='\u{3003}'
                    | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}'
                    | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'))
    })
}

/// The first HTML entity in a text: `&amp;`, `&#38;`, `&#x26;` (section 7.3).
pub(crate) fn html_entity(text: &str) -> Option<&str> {
    /// The longest named entity of HTML, with a little to spare.
    const LONGEST: usize = 34;
    text.match_indices('&').find_map(|(start, _)| {
        let rest = text.get(start..)?;
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
        let name = rest.get(1..end)?;
        let name = name.strip_prefix('#').unwrap_or(name);
        let whole = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        whole.then(|| rest.get(..=end)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_alone_says_nothing() {
        for text in [
            ".", "-", " ", "?", "--", "…", "— —", "«»", "。", "*", "+", "", "\u{200b}",
        ] {
            assert!(!has_substance(text), "{text:?}");
        }
        for text in ["a", "-1-", "Ü", "株", "™", "€", "Ж.", "١"] {
            assert!(has_substance(text), "{text:?}");
        }
    }

    #[test]
    fn an_entity_is_told_from_an_ampersand() {
        for (text, entity) in [
            ("Smith &amp; Sons", "&amp;"),
            ("&#38;", "&#38;"),
            ("a & b &#x26; c", "&#x26;"),
            ("AT&T &quot;", "&quot;"),
            ("&&lt;", "&lt;"),
        ] {
            assert_eq!(html_entity(text), Some(entity), "{text}");
        }
        for text in ["AT&T; Inc", "Smith & Sons; Ltd", "R&D", "&", "&;", "&ünder;", "a&b c;"] {
            let found = html_entity(text);
            assert_eq!(found, None, "{text}");
        }
    }

    #[test]
    fn the_edges_are_taken_away_and_the_inside_is_kept() {
        assert_eq!(trim("\u{feff} a\u{200b}b \u{a0}\r\n"), "a\u{200b}b");
        assert_eq!(trim(" \u{200b} "), "");
    }
}
