//! Dates, characters and lists, as Russian writes them.

use time::Month;

use super::plural::{Forms, counted};
use crate::text::shown::{code_point, is_unseen, shown};

const CHARACTERS: Forms = ["символ", "символа", "символов"];

/// "15 марта 2027 г."; it ends with a full stop, so a sentence that ends with it needs none.
pub(super) fn date(date: time::Date) -> String {
    let month = match date.month() {
        Month::January => "января",
        Month::February => "февраля",
        Month::March => "марта",
        Month::April => "апреля",
        Month::May => "мая",
        Month::June => "июня",
        Month::July => "июля",
        Month::August => "августа",
        Month::September => "сентября",
        Month::October => "октября",
        Month::November => "ноября",
        Month::December => "декабря",
    };
    format!("{} {month} {} г.", date.day(), date.year())
}

/// What was typed, in quotation marks.
pub(super) fn quoted(typed: &str) -> String {
    format!("«{}»", shown(typed))
}

/// A character by its name, its look or its code point, in a form that is both nominative and accusative.
pub(super) fn character(character: char) -> String {
    let code = code_point(character);
    match character {
        ' ' => "пробел".to_owned(),
        '\t' => "знак табуляции".to_owned(),
        '\n' | '\r' => "перевод строки".to_owned(),
        '\u{a0}' | '\u{202f}' => format!("неразрывный пробел ({code})"),
        '\u{200b}' => format!("пробел нулевой ширины ({code})"),
        '\u{feff}' => format!("маркер порядка байтов ({code})"),
        _ if character.is_control() => format!("управляющий символ ({code})"),
        _ if is_unseen(character) => format!("невидимый символ ({code})"),
        _ if character.is_ascii() => format!("«{character}»"),
        _ => format!("«{character}» ({code})"),
    }
}

/// "5 символов".
pub(super) fn characters(number: usize) -> String {
    counted(number, CHARACTERS)
}

/// "a, b или c".
pub(super) fn any_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} или {last}", first.join(", ")),
    }
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
    use super::*;

    #[test]
    fn a_date_is_written_out() {
        let day = time::Date::from_calendar_date(2027, Month::March, 15).unwrap();
        assert_eq!(date(day), "15 марта 2027 г.");
    }

    #[test]
    fn a_character_that_may_deceive_has_its_code_point() {
        assert_eq!(character(','), "«,»");
        assert_eq!(character(' '), "пробел");
        assert_eq!(character('а'), "«а» (U+0430)");
        assert_eq!(character('\u{feff}'), "маркер порядка байтов (U+FEFF)");
        assert_eq!(character('\u{202e}'), "невидимый символ (U+202E)");
    }

    #[test]
    fn a_list_ends_with_or() {
        assert_eq!(any_of(&["a"]), "a");
        assert_eq!(any_of(&["a", "b", "c"]), "a, b или c");
    }
}
