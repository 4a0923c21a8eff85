//! Custom fields of orders, as the account defines them (digicert-api 6.3).

use crate::account::{Account, DataType};
use crate::errors::ApiError;
use crate::lenient::Reader;
use crate::organization_request::is_email;

/// Reads the custom fields of an order: number and value of each; those that are required must be there.
pub(crate) fn read(body: &Reader<'_>, account: &Account, errors: &mut Vec<ApiError>) -> Vec<(u64, String)> {
    let mut fields = Vec::new();
    for reader in body.objects("custom_fields", errors) {
        fields.extend(read_one(&reader, account, errors));
    }
    for field in account
        .custom_fields
        .iter()
        .filter(|field| field.is_active && field.is_required)
    {
        if !fields
            .iter()
            .any(|(id, value)| *id == field.id && !value.trim().is_empty())
        {
            errors.push(ApiError::new(
                "invalid_value:custom_fields",
                format!("The custom field {} ({}) is required.", field.id, field.label),
            ));
        }
    }
    fields
}

/// Reads one custom field: number and value.
pub(crate) fn read_one(reader: &Reader<'_>, account: &Account, errors: &mut Vec<ApiError>) -> Option<(u64, String)> {
    let value = reader.text("value", errors).unwrap_or_default();
    let known = reader.id("metadata_id", errors).and_then(|id| {
        account
            .custom_fields
            .iter()
            .find(|field| field.id == id && field.is_active)
    });
    let Some(field) = known else {
        errors.push(ApiError::invalid("metadata_id"));
        return None;
    };
    if !fits(&value, field.data_type) {
        errors.push(ApiError::new(
            "invalid_custom_field_value",
            format!(
                "The value of the custom field {} ({}) is invalid.",
                field.id, field.label
            ),
        ));
    }
    Some((field.id, value))
}

fn fits(value: &str, data_type: Option<DataType>) -> bool {
    match data_type {
        None | Some(DataType::Text) => true,
        Some(DataType::Int) => value.trim().parse::<i64>().is_ok(),
        Some(DataType::EmailAddress) => is_email(value),
        Some(DataType::EmailList) => value
            .split(|c: char| matches!(c, ',' | ';') || c.is_whitespace())
            .filter(|part| !part.is_empty())
            .all(is_email),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::account::CustomField;

    #[test]
    fn values_fit_their_kinds() {
        for (kind, good, bad) in [
            (DataType::Int, &["0", " -12 "][..], &["", "1.5", "x"][..]),
            (
                DataType::EmailAddress,
                &["a@example.com"],
                &["", "a", "a@example.com, b@example.com"],
            ),
            (
                DataType::EmailList,
                &["a@example.com", "a@example.com; b@example.com c@example.com", ""],
                &["a@example.com, b"],
            ),
            (DataType::Text, &["", "anything"], &[]),
        ] {
            assert!(good.iter().all(|value| fits(value, Some(kind))), "{kind:?}");
            assert!(!bad.iter().any(|value| fits(value, Some(kind))), "{kind:?}");
        }
        assert!(fits("anything", None));
    }

    #[test]
    fn what_is_required_must_be_there_and_what_is_out_of_use_may_not() {
        let field = |id, is_required, is_active| CustomField {
            id,
            label: "PO".into(),
            is_required,
            is_active,
            data_type: None,
            description: String::new(),
        };
        let account = Account {
            custom_fields: vec![field(1, true, true), field(2, true, false)],
            ..Account::default()
        };
        let codes = |body: serde_json::Value| -> Vec<String> {
            let mut errors = Vec::new();
            read(&Reader::new(&body), &account, &mut errors);
            errors.into_iter().map(|error| error.code).collect()
        };
        assert_eq!(codes(json!({})), ["invalid_value:custom_fields"]);
        assert_eq!(
            codes(json!({"custom_fields": [{"metadata_id": 1, "value": " "}]})),
            ["invalid_value:custom_fields"]
        );
        assert!(codes(json!({"custom_fields": {"metadata_id": "1", "value": 7}})).is_empty());
        assert_eq!(
            codes(json!({"custom_fields": [{"metadata_id": 1, "value": "x"}, {"metadata_id": 2, "value": "x"}]})),
            ["invalid_value:metadata_id"]
        );
    }
}
