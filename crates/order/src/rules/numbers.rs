//! Whole numbers: the ids of organizations, containers and orders.

use crate::{
    Checked, EntryProblem, Field,
    characters::{is_invisible, trim},
    rules::findings::{Findings, find},
};

/// A whole number, and what is to be said of the way in which it was written.
pub(crate) struct WholeNumber {
    pub(crate) value: i64,
    pub(crate) advice: Option<EntryProblem>,
}

/// The number of an organization of the account: positive (DigiCert API notes, section 2.1: `organization.id`).
#[must_use]
pub fn organization_id(typed: &str) -> Checked<u64> {
    demand(Field::OrganizationId, id(Field::OrganizationId, typed))
}

/// The number of a container, or nothing (section 2.1: `container.id`; section 3.1 for that of a new organization).
#[must_use]
pub fn container_id(field: Field, typed: &str) -> Checked<Option<u64>> {
    id(field, typed)
}

/// The number of the order that is renewed, or nothing (section 7.6: `renewal_of_order_id`).
#[must_use]
pub fn renewal_of_order_id(typed: &str) -> Checked<Option<u64>> {
    id(Field::RenewalOfOrderId, typed)
}

/// A positive number, or nothing.
fn id(field: Field, typed: &str) -> Checked<Option<u64>> {
    positive(field, typed, |_, value| value.cast_unsigned())
}

/// A positive number, or nothing; `judge` narrows it down further.
pub(crate) fn positive<T>(
    field: Field,
    typed: &str,
    judge: impl FnOnce(&mut Findings, i64) -> T,
) -> Checked<Option<T>> {
    let text = trim(typed);
    if text.is_empty() {
        return Checked::good(None);
    }
    let mut findings = Findings::new(field);
    match whole_number(text) {
        Err(what) => Checked::wrong(field, what),
        Ok(WholeNumber { value: ..=0, .. }) => Checked::wrong(field, EntryProblem::NotPositive),
        Ok(WholeNumber { value, advice }) => {
            if let Some(advice) = advice {
                findings.push(advice);
            }
            let value = judge(&mut findings, value);
            findings.give(Some(value))
        }
    }
}

/// Makes an entry that was left alone an error.
pub(crate) fn demand<T>(field: Field, checked: Checked<Option<T>>) -> Checked<T> {
    match checked.value {
        Some(None) => Checked::wrong(field, EntryProblem::Missing),
        Some(value) => Checked {
            value,
            problems: checked.problems,
        },
        None => Checked {
            value: None,
            problems: checked.problems,
        },
    }
}

/// Reads a whole number in decimal: ASCII digits, a minus before them where the number is less than zero.
///
/// A `#` before it and leading zeros are common ways of writing ids: they are read, with advice. Spaces inside are not: they
/// may part two numbers as well as groups of digits.
pub(crate) fn whole_number(text: &str) -> Result<WholeNumber, EntryProblem> {
    let (number, sign) = match text.strip_prefix('#') {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let digits = number.strip_prefix('-').unwrap_or(number);
    if digits.is_empty() {
        let (character, position) = find(text, |_| true).unwrap_or(('-', 1));
        return Err(EntryProblem::NotWholeNumber { character, position });
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let space = |character: char| character.is_whitespace() || is_invisible(character);
        let compact: String = number.chars().filter(|&character| !space(character)).collect();
        let grouped = compact
            .strip_prefix('-')
            .unwrap_or(&compact)
            .bytes()
            .all(|byte| byte.is_ascii_digit());
        if let (true, Ok(meant)) = (grouped, compact.parse()) {
            return Err(EntryProblem::SpacesInNumber { meant });
        }
        // The sign is not counted as misplaced where it may stand.
        let skipped = text.len().saturating_sub(digits.len());
        let head = text.get(..skipped).unwrap_or_default().chars().count();
        let (character, position) =
            find(digits, |character| !character.is_ascii_digit() && !space(character)).unwrap_or((' ', 1));
        return Err(EntryProblem::NotWholeNumber {
            character,
            position: position.saturating_add(head),
        });
    }
    // Nothing but digits and a sign is left, so only the size can be wrong.
    let value: i64 = number.parse().map_err(|_| EntryProblem::NumberTooLarge)?;
    let advice = if sign {
        Some(EntryProblem::NumberSign { sent: value })
    } else if digits.len() > 1 && digits.starts_with('0') {
        Some(EntryProblem::LeadingZeros { sent: value })
    } else {
        None
    };
    Ok(WholeNumber { value, advice })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Problem, What};

    fn whats<T>(checked: Checked<T>) -> Vec<What> {
        checked.problems.into_iter().map(|Problem { what, .. }| what).collect()
    }

    #[test]
    fn a_plain_number_is_taken() {
        assert_eq!(organization_id(" 123456\n"), Checked::good(123_456));
        assert_eq!(
            organization_id("9223372036854775807").value,
            Some(9_223_372_036_854_775_807)
        );
        assert_eq!(container_id(Field::ContainerId, "  "), Checked::good(None));
        assert_eq!(renewal_of_order_id("7"), Checked::good(Some(7)));
    }

    #[test]
    fn ways_of_writing_are_told_apart() {
        let hash = organization_id("#123");
        assert_eq!(hash.value, Some(123));
        assert_eq!(whats(hash), [EntryProblem::NumberSign { sent: 123 }.into()]);
        let zeros = organization_id("00123");
        assert_eq!(zeros.value, Some(123));
        assert_eq!(whats(zeros), [EntryProblem::LeadingZeros { sent: 123 }.into()]);
        for spaced in ["123 456", "123\u{a0}456", "123\u{202f}456"] {
            assert_eq!(
                whats(organization_id(spaced)),
                [EntryProblem::SpacesInNumber { meant: 123_456 }.into()]
            );
        }
    }

    #[test]
    fn what_is_no_positive_whole_number_is_refused_with_the_place() {
        let misplaced = |character, position| What::from(EntryProblem::NotWholeNumber { character, position });
        for (typed, what) in [
            ("", EntryProblem::Missing.into()),
            ("0", EntryProblem::NotPositive.into()),
            ("000", EntryProblem::NotPositive.into()),
            ("-5", EntryProblem::NotPositive.into()),
            ("9223372036854775808", EntryProblem::NumberTooLarge.into()),
            ("12a", misplaced('a', 3)),
            ("1,234", misplaced(',', 2)),
            ("1.5", misplaced('.', 2)),
            ("+5", misplaced('+', 1)),
            ("-", misplaced('-', 1)),
            ("#", misplaced('#', 1)),
            ("#-", misplaced('#', 1)),
            ("##1", misplaced('#', 2)),
            ("--1", misplaced('-', 2)),
            ("1-2", misplaced('-', 2)),
            ("１２", misplaced('１', 1)),
            ("12 x", misplaced('x', 4)),
            ("é", misplaced('é', 1)),
        ] {
            assert_eq!(whats(organization_id(typed)), [what], "{typed}");
        }
    }
}
