//! The odd types of the real service, put on answers for clients that should stand them (digicert-api 6.2, 6.4, 6.6).

use serde_json::{Number, Value};

/// Gives an answer the types of which clients told: numbers of objects that stand in members as texts, telephone numbers
/// as numbers, years as texts, empty lists as null, and some moments without their zone.
pub(crate) fn put_on(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(put_on),
        Value::Object(members) => {
            for (key, member) in members {
                put_on_member(key, member);
            }
        }
        _ => {}
    }
}

fn put_on_member(key: &str, member: &mut Value) {
    put_on(member);
    match (key, &mut *member) {
        ("organization" | "container" | "user" | "product", Value::Object(inner)) => {
            if let Some(id) = inner.get_mut("id") {
                *id = text_of(id);
            }
        }
        ("telephone", Value::String(text)) => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            if let Ok(number) = digits.parse::<u64>() {
                *member = Value::Number(Number::from(number));
            }
        }
        ("allowed_validity_years" | "allowed_container_ids", Value::Array(years)) => {
            for year in years {
                *year = text_of(year);
            }
        }
        // An order without an organization has `[]` there in any case; a list that is empty may be null.
        ("notes" | "requests" | "additional_emails" | "custom_fields" | "user_assignments", Value::Array(items))
            if items.is_empty() =>
        {
            *member = Value::Null;
        }
        ("date_created" | "date" | "validated_until", Value::String(moment)) => {
            *moment = moment.trim_end_matches("+00:00").replace('T', " ");
        }
        _ => {}
    }
}

fn text_of(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_change_their_types_and_not_their_meaning() {
        let mut answer = json!({
            "id": 5, "organization": {"id": 7, "telephone": "+1 801 555 0100"}, "notes": [], "requests": [{"id": 1, "date": "2026-11-24T09:00:00+00:00"}],
            "allowed_validity_years": [1, 2], "orders": [{"id": 9, "organization": [], "container": {"id": 3}}]
        });
        put_on(&mut answer);
        assert_eq!(
            answer,
            json!({
                "id": 5, "organization": {"id": "7", "telephone": 18_015_550_100_u64}, "notes": null,
                "requests": [{"id": 1, "date": "2026-11-24 09:00:00"}], "allowed_validity_years": ["1", "2"],
                "orders": [{"id": 9, "organization": [], "container": {"id": "3"}}]
            })
        );
    }
}
