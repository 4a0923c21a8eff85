//! What is wrong with config.json: data, of which `text/` makes sentences.

use serde_json::Value;

/// How much of a value is shown.
const SHOWN_CHARACTERS: usize = 200;

/// One fault of config.json.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The key, as a path: `organizations[2].id`; empty for the file as a whole.
    pub key: String,
    /// The value that stands there; `None` where there is none.
    pub value: Option<Value>,
    /// What is expected there.
    pub expected: Expected,
}

/// What config.json should hold at a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// JSON; the reader's own words say what stopped it, with line and column.
    Json(String),
    /// An object.
    Object,
    /// A list.
    List,
    /// A text.
    Text,
    /// A text that is not empty.
    NonEmptyText,
    /// `true` or `false`.
    Boolean,
    /// A whole number in this range.
    Number {
        /// The least.
        least: i64,
        /// The greatest.
        greatest: i64,
    },
    /// An http or https address, or a path that begins with a slash; without user, query or fragment.
    Address,
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// A number that no other entry of the list has.
    Once,
    /// At least one entry.
    SomeEntry,
    /// Nothing: the key is not known. The known key that is nearest, if one is near.
    NoSuchKey(Option<&'static str>),
    /// The file itself: it could not be fetched, and this is what stopped it (a status or the browser's words).
    File(String),
}

/// A fault at a key.
pub(super) fn fault(key: &str, value: Option<&Value>, expected: Expected) -> ConfigProblem {
    ConfigProblem {
        key: key.to_owned(),
        value: value.cloned(),
        expected,
    }
}

impl ConfigProblem {
    /// The value as JSON, cut at 200 characters; `None` where there is none.
    #[must_use]
    pub fn shown_value(&self) -> Option<String> {
        let shown = self.value.as_ref()?.to_string();
        Some(match shown.char_indices().nth(SHOWN_CHARACTERS) {
            Some((end, _)) => shown.get(..end).map(|start| format!("{start}…")).unwrap_or_default(),
            None => shown,
        })
    }
}
