//! Plurals, by the rules of Russian (Unicode CLDR, plural rules).

use std::fmt::Display;

/// The forms of a word after a number: after 1, after 2 to 4, after 5 and more. "имя", "имени", "имён".
pub(super) type Forms = [&'static str; 3];

/// The form that follows a number.
pub(super) fn form(number: impl Display, [one, few, many]: Forms) -> &'static str {
    // The last two digits decide, so a number of any type will do.
    let digits = number.to_string();
    let mut last = digits.bytes().rev();
    match (last.next(), last.next()) {
        (_, Some(b'1')) => many,
        (Some(b'1'), _) => one,
        (Some(b'2'..=b'4'), _) => few,
        _ => many,
    }
}

/// A number with its word: "5 имён".
pub(super) fn counted(number: impl Display + Copy, forms: Forms) -> String {
    format!("{number} {}", form(number, forms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_digits_decide() {
        let names = ["имя", "имени", "имён"];
        for (number, word) in [
            (0, "имён"),
            (1, "имя"),
            (2, "имени"),
            (4, "имени"),
            (5, "имён"),
            (10, "имён"),
            (11, "имён"),
            (12, "имён"),
            (14, "имён"),
            (20, "имён"),
            (21, "имя"),
            (22, "имени"),
            (101, "имя"),
            (111, "имён"),
            (112, "имён"),
            (1002, "имени"),
        ] {
            assert_eq!(counted(number, names), format!("{number} {word}"));
        }
    }
}
