//! Free text: the message for the approver, and departments.

use crate::{
    Checked, EntryProblem, Field,
    characters::{has_substance, trim},
    rules::findings::{Findings, Lines, optional},
};

/// The most characters of a department in a certificate (RFC 5280, appendix A.1: `ub-organizational-unit-name`).
const UNIT_LENGTH: usize = 64;

/// The message for the approver; its greatest length is UNCONFIRMED (DigiCert API notes, section 7.6), so there is none here.
#[must_use]
pub fn comments(typed: &str) -> Checked<Option<String>> {
    optional(Field::Comments, typed, |findings, text| {
        findings.unseen(text, Lines::Many)
    })
}

/// Departments, one a line; ignored by DigiCert since August 2022 (section 7.4), so the rules of old are advice.
#[must_use]
pub fn organization_units(typed: &str) -> Checked<Vec<String>> {
    let units: Vec<_> = typed
        .lines()
        .map(trim)
        .filter(|unit| !unit.is_empty())
        .map(str::to_owned)
        .collect();
    let mut findings = Findings::new(Field::OrganizationUnits);
    if !units.is_empty() {
        findings.unseen(trim(typed), Lines::Many);
        findings.push(EntryProblem::UnitsIgnored);
    }
    for unit in &units {
        if !has_substance(unit) || unit.eq_ignore_ascii_case("na") || unit.chars().count() > UNIT_LENGTH {
            findings.push(EntryProblem::UnitOnceRefused { unit: unit.clone() });
        }
    }
    findings.give(units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;

    #[test]
    fn a_message_may_have_lines_and_no_other_control_character() {
        assert_eq!(
            comments(" For Ann:\nurgent ").value,
            Some(Some("For Ann:\nurgent".into()))
        );
        assert_eq!(comments("").value, Some(None));
        assert_eq!(comments("a\u{0}b").value, None);
        assert_eq!(comments(&"long ".repeat(10_000)).problems, []);
    }

    #[test]
    fn departments_are_taken_line_by_line_and_said_to_be_ignored() {
        let checked = organization_units("IT\r\n\n  R&D \n");
        assert_eq!(checked.value, Some(vec!["IT".to_owned(), "R&D".to_owned()]));
        assert_eq!(
            checked.problems,
            [Problem::new(Field::OrganizationUnits, EntryProblem::UnitsIgnored)]
        );
        assert_eq!(organization_units(" \n "), Checked::good(Vec::new()));
        let checked = organization_units("-\nNA\nwell-known");
        assert_eq!(checked.value.map(|units| units.len()), Some(3));
        assert_eq!(checked.problems.len(), 3);
    }
}
