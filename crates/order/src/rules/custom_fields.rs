//! The account's own fields.

use std::collections::HashSet;

use crate::{
    Checked, CustomFieldEntry, CustomFieldType, EntryProblem, Field, FormContext, Problem,
    characters::trim,
    rules::{
        emails::{email, email_list},
        findings::{Findings, Lines, find},
        numbers::{demand, positive, whole_number},
    },
};

/// One of the account's own fields with its value (DigiCert API notes, section 2.1: `custom_fields[]`).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CustomField {
    /// The field's number.
    pub(crate) metadata_id: u64,
    /// The value; always sent as a string (section 6.3).
    pub(crate) value: String,
}

/// The rows that are right, and what is to be said of all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckedCustomFields {
    /// The rows that are right, in their order.
    pub fields: Vec<CustomField>,
    /// Errors and advice, in the order of the rows; what is missing at the end.
    pub problems: Vec<Problem>,
}

impl CustomField {
    /// The field's number.
    #[must_use]
    pub const fn metadata_id(&self) -> u64 {
        self.metadata_id
    }

    /// The value as it is sent.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

/// The rows of the account's own fields, and those required fields that have no row (section 2.1, rule 4).
///
/// An empty row is left out, and so is a row without a value whose field the account does not require. A row with a value and
/// no number, or with a number that the account is not known to have and no value, is filled by half: an error.
#[must_use]
pub fn custom_fields(rows: &[CustomFieldEntry], context: &FormContext) -> CheckedCustomFields {
    let mut checked = CheckedCustomFields::default();
    let mut seen = HashSet::new();
    for row in rows {
        if trim(&row.metadata_id).is_empty() && trim(&row.value).is_empty() {
            continue;
        }
        let id = metadata_id(row, context, &mut seen).take(&mut checked.problems);
        let value = value(row, id, context).take(&mut checked.problems).flatten();
        checked.fields.extend(
            id.zip(value)
                .map(|(metadata_id, value)| CustomField { metadata_id, value }),
        );
    }
    for definition in context.custom_fields.iter().filter(|definition| definition.required) {
        if !seen.contains(&definition.metadata_id) {
            let (metadata_id, label) = (definition.metadata_id, definition.label.clone());
            let what = EntryProblem::CustomFieldMissing { metadata_id, label };
            checked.problems.push(Problem::new(Field::CustomFields, what));
        }
    }
    checked
}

fn metadata_id(row: &CustomFieldEntry, context: &FormContext, seen: &mut HashSet<u64>) -> Checked<u64> {
    let field = Field::CustomFieldId(row.key);
    let id = positive(field, &row.metadata_id, |findings, id| {
        let metadata_id = id.cast_unsigned();
        if !seen.insert(metadata_id) {
            findings.push(EntryProblem::CustomFieldRepeated { metadata_id });
        } else if !context.custom_fields.is_empty() && context.custom_field(metadata_id).is_none() {
            findings.push(EntryProblem::CustomFieldUnknown { metadata_id });
        }
        metadata_id
    });
    demand(field, id)
}

/// The value by the field's type; where the field is not known, any text.
fn value(row: &CustomFieldEntry, id: Option<u64>, context: &FormContext) -> Checked<Option<String>> {
    let field = Field::CustomFieldValue(row.key);
    let definition = id.and_then(|id| context.custom_field(id));
    let text = trim(&row.value);
    if text.is_empty() {
        return match definition {
            Some(definition) if definition.required => {
                let (metadata_id, label) = (definition.metadata_id, definition.label.clone());
                Checked::wrong(field, EntryProblem::CustomFieldMissing { metadata_id, label })
            }
            Some(_) => Checked::good(None),
            None => Checked::wrong(field, EntryProblem::Missing),
        };
    }
    match definition.map(|definition| definition.data_type).unwrap_or_default() {
        CustomFieldType::Anything | CustomFieldType::Text => {
            let mut findings = Findings::new(field);
            findings.unseen(text, Lines::Many);
            findings.give(Some(text.to_owned()))
        }
        CustomFieldType::Int => integer(field, text),
        CustomFieldType::EmailAddress => email(field, text),
        CustomFieldType::EmailList => list(field, text),
    }
}

fn integer(field: Field, text: &str) -> Checked<Option<String>> {
    match whole_number(text) {
        Err(what) => Checked::wrong(field, what),
        Ok(number) => {
            let mut findings = Findings::new(field);
            if let Some(advice) = number.advice {
                findings.push(advice);
            }
            findings.give(Some(number.value.to_string()))
        }
    }
}

/// A list of mail addresses; with which separator it is to be sent is UNCONFIRMED (section 6.3), so it goes as it was typed.
fn list(field: Field, text: &str) -> Checked<Option<String>> {
    let checked = email_list(field, text);
    let value = match checked.value {
        Some(addresses) if addresses.is_empty() => {
            // Separators alone.
            let (character, position) = find(text, |_| true).unwrap_or((',', 1));
            let fault = crate::EmailFault::Character { character, position };
            return Checked::wrong(
                field,
                EntryProblem::Email {
                    address: text.to_owned(),
                    fault,
                },
            );
        }
        Some(_) => Some(Some(text.to_owned())),
        None => None,
    };
    Checked {
        value,
        problems: checked.problems,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::{CustomFieldDefinition, RowKey};

    fn row(key: u32, metadata_id: &str, value: &str) -> CustomFieldEntry {
        CustomFieldEntry {
            key: RowKey(key),
            metadata_id: metadata_id.into(),
            value: value.into(),
        }
    }

    fn context(definitions: &[(u64, CustomFieldType, bool)]) -> FormContext {
        let custom_fields = definitions
            .iter()
            .map(|&(metadata_id, data_type, required)| CustomFieldDefinition {
                metadata_id,
                label: format!("Field {metadata_id}"),
                description: String::new(),
                data_type,
                required,
            });
        FormContext {
            custom_fields: custom_fields.collect(),
            ..FormContext::new(date!(2026 - 11 - 24))
        }
    }

    fn sent(checked: &CheckedCustomFields) -> Vec<(u64, &str)> {
        checked
            .fields
            .iter()
            .map(|field| (field.metadata_id, field.value.as_str()))
            .collect()
    }

    #[test]
    fn rows_of_an_unknown_account_are_sent_as_they_stand() {
        let checked = custom_fields(&[row(1, "11", " Invoice #00001 "), row(2, "", " ")], &context(&[]));
        assert_eq!(checked.problems, []);
        assert_eq!(sent(&checked), [(11, "Invoice #00001")]);
    }

    #[test]
    fn half_a_row_is_an_error_at_its_empty_half() {
        let checked = custom_fields(&[row(1, "11", ""), row(2, "", "x")], &context(&[]));
        let missing = |field| Problem::new(field, EntryProblem::Missing);
        assert_eq!(
            checked.problems,
            [
                missing(Field::CustomFieldValue(RowKey(1))),
                missing(Field::CustomFieldId(RowKey(2)))
            ]
        );
        assert_eq!(checked.fields, []);
    }

    #[test]
    fn a_required_field_must_be_there_and_filled() {
        let context = context(&[(1, CustomFieldType::Text, true), (2, CustomFieldType::Text, false)]);
        let missing = || EntryProblem::CustomFieldMissing {
            metadata_id: 1,
            label: "Field 1".into(),
        };
        assert_eq!(
            custom_fields(&[], &context).problems,
            [Problem::new(Field::CustomFields, missing())]
        );
        let checked = custom_fields(&[row(5, "1", " "), row(6, "2", "")], &context);
        assert_eq!(
            checked.problems,
            [Problem::new(Field::CustomFieldValue(RowKey(5)), missing())]
        );
        assert_eq!(checked.fields, []);
        assert_eq!(custom_fields(&[row(5, "1", "x")], &context).problems, []);
    }

    #[test]
    fn a_value_is_judged_by_its_type() {
        use CustomFieldType as T;
        let context = context(&[
            (1, T::Int, false),
            (2, T::EmailAddress, false),
            (3, T::EmailList, false),
        ]);
        let good = [
            row(1, "1", "-05"),
            row(2, "2", "a@example.com"),
            row(3, "3", "a@example.com; b@example.com"),
        ];
        let checked = custom_fields(&good, &context);
        assert_eq!(
            sent(&checked),
            [(1, "-5"), (2, "a@example.com"), (3, "a@example.com; b@example.com")]
        );
        let bad = [row(1, "1", "x"), row(2, "2", "a@b.de, c@d.de"), row(3, "3", ";")];
        let checked = custom_fields(&bad, &context);
        assert_eq!(checked.fields, []);
        let fields: Vec<_> = checked.problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, [1, 2, 3].map(|key| Field::CustomFieldValue(RowKey(key))));
    }

    #[test]
    fn a_field_stands_once_and_an_unknown_one_is_advice() {
        let context = context(&[(1, CustomFieldType::Anything, false)]);
        let checked = custom_fields(&[row(1, "1", "x"), row(2, "1", "y"), row(3, "9", "z")], &context);
        assert_eq!(sent(&checked), [(1, "x"), (9, "z")]);
        assert_eq!(
            checked.problems,
            [
                Problem::new(
                    Field::CustomFieldId(RowKey(2)),
                    EntryProblem::CustomFieldRepeated { metadata_id: 1 }
                ),
                Problem::new(
                    Field::CustomFieldId(RowKey(3)),
                    EntryProblem::CustomFieldUnknown { metadata_id: 9 }
                ),
            ]
        );
    }
}
