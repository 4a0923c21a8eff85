//! Reading JSON as loosely as the real service does: numbers as strings, strings as numbers, 0 and 1 for booleans,
//! null, `""` and `[]` for what is not given, unknown members passed over. What is of a wrong shape is noted as an error.

use serde_json::Value;

use crate::errors::ApiError;

/// An object that is being read, and the errors found on the way.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    value: &'a Value,
}

/// A value that is not of the shape that its field has.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct WrongShape;

impl<'a> Reader<'a> {
    /// Reads an object.
    pub(crate) fn new(value: &'a Value) -> Self {
        Self { value }
    }

    /// The member, unless it is absent, null, blank or an empty array.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Value> {
        self.value.get(key).filter(|value| !is_blank(value))
    }

    /// A text.
    pub(crate) fn text(&self, key: &str, errors: &mut Vec<ApiError>) -> Option<String> {
        self.read(key, errors, text)
    }

    /// A whole number; 0 counts as given.
    pub(crate) fn int(&self, key: &str, errors: &mut Vec<ApiError>) -> Option<i64> {
        self.read(key, errors, int)
    }

    /// A positive number: 0 is how clients with fixed structures say that there is none.
    pub(crate) fn id(&self, key: &str, errors: &mut Vec<ApiError>) -> Option<u64> {
        let number = self.int(key, errors)?;
        if number == 0 {
            return None;
        }
        let id = u64::try_from(number).ok();
        if id.is_none() {
            errors.push(ApiError::invalid(key));
        }
        id
    }

    /// A boolean.
    pub(crate) fn flag(&self, key: &str, errors: &mut Vec<ApiError>) -> bool {
        self.read(key, errors, flag).unwrap_or(false)
    }

    /// A list of texts; blank ones are passed over, and one text alone is a list of one.
    pub(crate) fn texts(&self, key: &str, errors: &mut Vec<ApiError>) -> Vec<String> {
        self.read(key, errors, texts).unwrap_or_default()
    }

    /// An object.
    pub(crate) fn object(&self, key: &str, errors: &mut Vec<ApiError>) -> Option<Self> {
        self.read(key, errors, object)
    }

    /// A list of objects.
    pub(crate) fn objects(&self, key: &str, errors: &mut Vec<ApiError>) -> Vec<Self> {
        let read = |value: &'a Value| match value {
            Value::Array(items) => items
                .iter()
                .filter(|item| !is_blank(item))
                .map(object)
                .collect::<Result<Vec<_>, _>>(),
            Value::Object(_) => Ok(vec![Reader::new(value)]),
            _ => Err(WrongShape),
        };
        self.read(key, errors, read).unwrap_or_default()
    }

    fn read<T>(
        &self,
        key: &str,
        errors: &mut Vec<ApiError>,
        read: impl FnOnce(&'a Value) -> Result<T, WrongShape>,
    ) -> Option<T> {
        match read(self.get(key)?) {
            Ok(value) => Some(value),
            Err(WrongShape) => {
                errors.push(ApiError::invalid(key));
                None
            }
        }
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn text(value: &Value) -> Result<String, WrongShape> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(WrongShape),
    }
}

fn int(value: &Value) -> Result<i64, WrongShape> {
    match value {
        Value::Number(number) => number.as_i64().ok_or(WrongShape),
        Value::String(text) => text.trim().parse().map_err(|_| WrongShape),
        _ => Err(WrongShape),
    }
}

fn flag(value: &Value) -> Result<bool, WrongShape> {
    match value {
        Value::Bool(flag) => Ok(*flag),
        Value::Number(number) => match number.as_i64() {
            Some(0) => Ok(false),
            Some(1) => Ok(true),
            _ => Err(WrongShape),
        },
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "0" | "false" => Ok(false),
            "1" | "true" => Ok(true),
            _ => Err(WrongShape),
        },
        _ => Err(WrongShape),
    }
}

fn texts(value: &Value) -> Result<Vec<String>, WrongShape> {
    match value {
        Value::Array(items) => items.iter().filter(|item| !is_blank(item)).map(text).collect(),
        single => Ok(vec![text(single)?]),
    }
}

fn object(value: &Value) -> Result<Reader<'_>, WrongShape> {
    if value.is_object() {
        Ok(Reader::new(value))
    } else {
        Err(WrongShape)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_read_as_clients_write_them() {
        let body = json!({
            "id": "123", "zero": 0, "zip": 84043, "yes": 1, "no": "false", "names": ["", "a", null], "one": "a",
            "none": [], "empty": {}, "nothing": null
        });
        let (reader, errors) = (Reader::new(&body), &mut Vec::new());
        assert_eq!(reader.id("id", errors), Some(123));
        assert_eq!(reader.id("zero", errors), None);
        assert_eq!(reader.int("zero", errors), Some(0));
        assert_eq!(reader.text("zip", errors).as_deref(), Some("84043"));
        assert!(reader.flag("yes", errors) && !reader.flag("no", errors) && !reader.flag("absent", errors));
        assert_eq!(reader.texts("names", errors), ["a"]);
        assert_eq!(reader.texts("one", errors), ["a"]);
        assert!(reader.object("none", errors).is_none() && reader.object("empty", errors).is_some());
        assert!(reader.object("nothing", errors).is_none());
        assert!(errors.is_empty());
    }

    #[test]
    fn a_wrong_shape_is_an_error_at_its_field() {
        let body = json!({"id": "12x", "name": {}, "flag": 2, "list": [{}], "object": 5, "negative": -1});
        let (reader, mut errors) = (Reader::new(&body), Vec::new());
        reader.id("id", &mut errors);
        reader.text("name", &mut errors);
        reader.flag("flag", &mut errors);
        reader.texts("list", &mut errors);
        reader.object("object", &mut errors);
        reader.id("negative", &mut errors);
        let codes: Vec<&str> = errors.iter().map(|error| error.code.as_str()).collect();
        assert_eq!(
            codes,
            ["id", "name", "flag", "list", "object", "negative"].map(|key| format!("invalid_value:{key}"))
        );
    }
}
