//! What a rule gathers while it looks at one entry.

use crate::{
    Checked, EntryProblem, Field, Problem,
    characters::{has_substance, html_entity, is_invisible, trim},
};

/// The problems of one entry, until it gets its value.
pub(crate) struct Findings {
    field: Field,
    errors: Vec<Problem>,
    advice: Vec<Problem>,
}

/// Whether an entry may hold line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    /// One line: a line break is a control character like others.
    One,
    /// Several lines, and tabs.
    Many,
}

/// Words that say that there is no value, and that no company, street or town is called (DigiCert API notes, section 7.3).
const NOT_APPLICABLE: [&str; 6] = ["n/a", "n.a.", "n.a", "na", "not applicable", "н/д"];

/// Words that say the same, and that can be names as well: there is a town called None, and a company called Null.
const ABSENT: [&str; 11] = [
    "none",
    "null",
    "nil",
    "unknown",
    "undefined",
    "not available",
    "test",
    "xxx",
    "tbd",
    "нет",
    "неизвестно",
];

impl Findings {
    pub(crate) const fn new(field: Field) -> Self {
        Self {
            field,
            errors: Vec::new(),
            advice: Vec::new(),
        }
    }

    /// Notes a problem.
    pub(crate) fn push(&mut self, what: EntryProblem) {
        let problem = Problem::new(self.field, what);
        if problem.is_error() {
            self.errors.push(problem)
        } else {
            self.advice.push(problem)
        }
    }

    /// Notes characters that can't be seen: the first control character and the first other one.
    pub(crate) fn unseen(&mut self, text: &str, lines: Lines) {
        let control = |character: char| {
            character.is_control() && !(lines == Lines::Many && matches!(character, '\n' | '\r' | '\t'))
        };
        if let Some((character, position)) = find(text, control) {
            self.push(EntryProblem::ControlCharacter { character, position });
        }
        if let Some((character, position)) = find(text, is_invisible) {
            self.push(EntryProblem::InvisibleCharacter { character, position });
        }
    }

    /// Notes a length in characters beyond the limit.
    pub(crate) fn length(&mut self, text: &str, limit: usize) {
        let length = text.chars().count();
        if length > limit {
            self.push(EntryProblem::TooLong { length, limit });
        }
    }

    /// Notes what must not stand in the subject of a certificate (section 7.3).
    pub(crate) fn subject(&mut self, text: &str) {
        if !has_substance(text) {
            self.push(EntryProblem::PunctuationOnly);
        } else if is_word(text, &NOT_APPLICABLE) {
            self.push(EntryProblem::NotApplicable);
        } else if is_word(text, &ABSENT) {
            self.push(EntryProblem::LooksAbsent);
        }
        if let Some(entity) = html_entity(text) {
            self.push(EntryProblem::HtmlEntity {
                entity: entity.to_owned(),
            });
        }
    }

    /// Whether an error was noted.
    pub(crate) const fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Gives the value, unless there is an error.
    pub(crate) fn give<T>(self, value: T) -> Checked<T> {
        let mut problems = self.errors;
        let value = problems.is_empty().then_some(value);
        problems.extend(self.advice);
        Checked { value, problems }
    }
}

/// Judges an entry that has to be there.
pub(crate) fn required(field: Field, typed: &str, judge: impl FnOnce(&mut Findings, &str)) -> Checked<String> {
    let text = trim(typed);
    if text.is_empty() {
        return Checked::wrong(field, EntryProblem::Missing);
    }
    let mut findings = Findings::new(field);
    judge(&mut findings, text);
    findings.give(text.to_owned())
}

/// Judges an entry that may be left alone.
pub(crate) fn optional(field: Field, typed: &str, judge: impl FnOnce(&mut Findings, &str)) -> Checked<Option<String>> {
    let text = trim(typed);
    if text.is_empty() {
        return Checked::good(None);
    }
    let mut findings = Findings::new(field);
    judge(&mut findings, text);
    findings.give(Some(text.to_owned()))
}

/// The first character of a kind, and its position counted from 1.
pub(crate) fn find(text: &str, kind: impl Fn(char) -> bool) -> Option<(char, usize)> {
    text.chars().zip(1..).find(|&(character, _)| kind(character))
}

/// Whether a text is one of some words in lower case, whatever its own case.
fn is_word(text: &str, words: &[&str]) -> bool {
    words
        .iter()
        .any(|word| text.len() == word.len() && text.chars().flat_map(char::to_lowercase).eq(word.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_given_exactly_when_there_is_no_error() {
        let mut findings = Findings::new(Field::Comments);
        findings.push(EntryProblem::InvisibleCharacter {
            character: '\u{a0}',
            position: 1,
        });
        assert_eq!(findings.give(1).value, Some(1));
        let mut findings = Findings::new(Field::Comments);
        findings.push(EntryProblem::InvisibleCharacter {
            character: '\u{a0}',
            position: 1,
        });
        findings.push(EntryProblem::Missing);
        let checked = findings.give(1);
        assert_eq!(checked.value, None);
        assert!(checked.problems[0].is_error() && !checked.problems[1].is_error());
    }

    #[test]
    fn unseen_characters_are_named_with_their_place() {
        let checked = required(Field::Comments, " é\u{200b}\u{7}x ", |findings, text| {
            findings.unseen(text, Lines::One)
        });
        assert_eq!(
            checked.problems,
            [
                Problem::new(
                    Field::Comments,
                    EntryProblem::ControlCharacter {
                        character: '\u{7}',
                        position: 3
                    }
                ),
                Problem::new(
                    Field::Comments,
                    EntryProblem::InvisibleCharacter {
                        character: '\u{200b}',
                        position: 2
                    }
                ),
            ]
        );
        let checked = required(Field::Comments, "a\nb", |findings, text| {
            findings.unseen(text, Lines::One)
        });
        assert_eq!(checked.value, None);
        let checked = required(Field::Comments, "a\r\n\tb", |findings, text| {
            findings.unseen(text, Lines::Many)
        });
        assert_eq!(checked.value.as_deref(), Some("a\r\n\tb"));
    }

    #[test]
    fn a_value_that_says_that_there_is_none_is_told_from_a_town_of_that_name() {
        let what = |text: &str| {
            let mut findings = Findings::new(Field::Comments);
            findings.subject(text);
            findings
                .give(())
                .problems
                .into_iter()
                .map(|problem| problem.what)
                .collect::<Vec<_>>()
        };
        for text in ["N/A", "na", "Not Applicable", "Н/Д"] {
            assert_eq!(what(text), [EntryProblem::NotApplicable.into()], "{text}");
        }
        assert_eq!(what("None"), [EntryProblem::LooksAbsent.into()]);
        assert_eq!(what("Неизвестно"), [EntryProblem::LooksAbsent.into()]);
        assert_eq!(what("?"), [EntryProblem::PunctuationOnly.into()]);
        assert_eq!(what("Nashville"), []);
        assert_eq!(
            what("A &amp; B"),
            [EntryProblem::HtmlEntity { entity: "&amp;".into() }.into()]
        );
    }
}
