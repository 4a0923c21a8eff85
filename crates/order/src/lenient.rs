//! Members of the API's answers, read with tolerance: the service writes one thing in several types.
//!
//! Recorded are numbers as strings, `null`, `[]` and `{}` in place of what is empty, `"1"` for true, and single objects where
//! a list is due (DigiCert API notes, sections 4.4, 6.2, 6.4, 6.6 and 6.12).

use serde_json::{Map, Value};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// A positive number, which may stand as a string.
pub(crate) fn number(object: &Object, member: &str) -> Option<u64> {
    positive(object.get(member)?)
}

/// A positive number in a value of its own.
pub(crate) fn positive(value: &Value) -> Option<u64> {
    count_in(value).filter(|&number| number > 0)
}

/// A number from 0 on, which may stand as a string.
pub(crate) fn count(object: &Object, member: &str) -> Option<u64> {
    count_in(object.get(member)?)
}

fn count_in(value: &Value) -> Option<u64> {
    let value = digits(value)?;
    // `parse` alone would take a plus sign.
    let plain = value.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| value.parse().ok()).flatten()
}

/// A whole number that may be negative, such as the days that are left or the platform `-1`.
pub(crate) fn whole(object: &Object, member: &str) -> Option<i64> {
    let value = digits(object.get(member)?)?;
    let plain = value
        .strip_prefix('-')
        .unwrap_or(&value)
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    plain.then(|| value.parse().ok()).flatten()
}

fn digits(value: &Value) -> Option<String> {
    let value = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    // Some languages write whole numbers as 112233.0.
    Some(value.strip_suffix(".0").map(str::to_owned).unwrap_or(value))
}

/// A text that is not empty; a number counts as its text.
pub(crate) fn text(object: &Object, member: &str) -> Option<String> {
    text_in(object.get(member)?)
}

/// A text in a value of its own.
pub(crate) fn text_in(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Yes or no, as a boolean, as 0 or 1, or as the text of either; `None` where it says neither.
pub(crate) fn flag(object: &Object, member: &str) -> Option<bool> {
    match object.get(member)? {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => Some(number.as_f64() != Some(0.0)),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "1" | "true" | "yes" => Some(true),
            "0" | "false" | "no" | "" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

pub(crate) fn object<'a>(object: &'a Object, member: &str) -> Option<&'a Object> {
    object.get(member)?.as_object()
}

/// The items of a list; of one that should be a list and is an object, that object.
pub(crate) fn items<'a>(object: &'a Object, member: &str) -> impl Iterator<Item = &'a Value> {
    let value = object.get(member);
    let (list, single) = match value {
        Some(Value::Array(list)) => (list.as_slice(), None),
        Some(Value::Object(_)) => (<&[Value]>::default(), value),
        _ => (<&[Value]>::default(), None),
    };
    list.iter().chain(single)
}

pub(crate) fn objects<'a>(object: &'a Object, member: &str) -> impl Iterator<Item = &'a Object> {
    items(object, member).filter_map(Value::as_object)
}

/// The texts of a list, without those that are blank (`[""]` stands for none); one text alone is a list of one.
pub(crate) fn texts(object: &Object, member: &str) -> Vec<String> {
    let taken = |text: String| {
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    match object.get(member) {
        Some(Value::Array(list)) => list.iter().filter_map(text_in).filter_map(taken).collect(),
        Some(value) => text_in(value).and_then(taken).into_iter().collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn members() -> Object {
        let value = json!({
            "number": 7, "string": " 7 ", "float": 7.0, "zero": 0, "minus": "-3", "plus": "+3", "part": 7.5, "null": null,
            "empty": "", "yes": "1", "true": true, "one": 1, "no": "0", "false": false, "none": 0, "odd": "maybe",
            "list": ["a", "", null, 3, [], " b "], "single": {"x": 1}, "huge": "99999999999999999999999",
        });
        value.as_object().unwrap().clone()
    }

    #[test]
    fn numbers_are_read_in_each_way_of_writing() {
        let members = members();
        for member in ["number", "string", "float"] {
            assert_eq!(number(&members, member), Some(7), "{member}");
            assert_eq!(whole(&members, member), Some(7), "{member}");
        }
        assert_eq!((number(&members, "zero"), count(&members, "zero")), (None, Some(0)));
        assert_eq!((count(&members, "minus"), whole(&members, "minus")), (None, Some(-3)));
        for member in ["plus", "part", "null", "empty", "true", "list", "huge", "missing"] {
            assert_eq!(count(&members, member), None, "{member}");
            assert_eq!(whole(&members, member), None, "{member}");
        }
    }

    #[test]
    fn yes_and_no_are_read_in_each_way_of_writing() {
        let members = members();
        for member in ["yes", "true", "one"] {
            assert_eq!(flag(&members, member), Some(true), "{member}");
        }
        for member in ["no", "false", "none", "empty"] {
            assert_eq!(flag(&members, member), Some(false), "{member}");
        }
        for member in ["odd", "null", "list", "missing"] {
            assert_eq!(flag(&members, member), None, "{member}");
        }
    }

    #[test]
    fn lists_are_read_without_what_is_blank() {
        let members = members();
        assert_eq!(texts(&members, "list"), ["a", "3", "b"]);
        assert_eq!(texts(&members, "string"), ["7"]);
        assert!(texts(&members, "empty").is_empty() && texts(&members, "null").is_empty());
        assert_eq!(objects(&members, "single").count(), 1);
        assert_eq!(
            (items(&members, "list").count(), objects(&members, "list").count()),
            (6, 0)
        );
    }
}
