//! Dates, characters and lists, as English writes them.

use crate::text::shown::{code_point, is_unseen, shown};

/// "15 March 2027".
pub(super) fn date(date: time::Date) -> String {
    // The month's own name is English.
    format!("{} {} {}", date.day(), date.month(), date.year())
}

/// What was typed, in quotation marks.
pub(super) fn quoted(typed: &str) -> String {
    format!("“{}”", shown(typed))
}

/// A character by its name, its look or its code point; with the code point where its look may deceive.
pub(super) fn character(character: char) -> String {
    let code = code_point(character);
    match character {
        ' ' => "a space".to_owned(),
        '\t' => "a tab".to_owned(),
        '\n' | '\r' => "a line break".to_owned(),
        '\u{a0}' | '\u{202f}' => format!("a non-breaking space ({code})"),
        '\u{200b}' => format!("a zero-width space ({code})"),
        '\u{feff}' => format!("a byte order mark ({code})"),
        _ if character.is_control() => format!("a control character ({code})"),
        _ if is_unseen(character) => format!("an invisible character ({code})"),
        _ if character.is_ascii() => format!("“{character}”"),
        _ => format!("“{character}” ({code})"),
    }
}

/// "a, b or c".
pub(super) fn any_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// "1 byte", "2 bytes".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// The same text with a capital at its start.
pub(super) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use time::{Date, Month};

    use super::*;

    #[test]
    fn a_date_is_written_out() {
        assert_eq!(
            date(Date::from_calendar_date(2027, Month::March, 15).unwrap()),
            "15 March 2027"
        );
    }

    #[test]
    fn a_character_that_may_deceive_has_its_code_point() {
        assert_eq!(character(','), "“,”");
        assert_eq!(character(' '), "a space");
        assert_eq!(character('–'), "“–” (U+2013)");
        assert_eq!(character('\u{200b}'), "a zero-width space (U+200B)");
        assert_eq!(character('\u{202e}'), "an invisible character (U+202E)");
        assert_eq!(character('\0'), "a control character (U+0000)");
    }

    #[test]
    fn a_list_ends_with_or() {
        assert_eq!(any_of(&["a"]), "a");
        assert_eq!(any_of(&["a", "b", "c"]), "a, b or c");
    }
}
