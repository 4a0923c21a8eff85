//! The notes of an order.

use super::failure::Unreadable;
use super::list::{Listed, one, read};
use super::moment::Moment;
use super::people::Person;
use crate::lenient::{Object, number, text};

/// A note (DigiCert API notes, section 6.6; pages "Add note" and "List order notes" of the API's documents).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number; it counts within the order.
    pub id: Option<u64>,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub date: Option<Moment>,
    /// Who wrote it.
    pub by: Option<Person>,
}

impl Note {
    pub(crate) fn read(note: &Object) -> Option<Self> {
        Some(Self {
            id: number(note, "id"),
            text: text(note, "text")?,
            date: Moment::read(note, "date_created"),
            by: Person::user_in(note, "user"),
        })
    }
}

/// Reads the notes of an order.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_notes(body: &[u8]) -> Result<Listed<Note>, Unreadable> {
    read(body, "notes", Note::read)
}

/// Reads the answer to a note that was added.
///
/// # Errors
///
/// The body is no JSON object, or has no text.
pub fn read_note(body: &[u8]) -> Result<Note, Unreadable> {
    one(body, |note| Note::read(note).ok_or(Unreadable::Lacks("text")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read() {
        let body = br#"{"notes":[{"id":2,"date_created":"2018-10-16T20:42:55+00:00","text":"Two",
            "user":{"id":15,"first_name":"Ann","last_name":"Lee","email":"ann@example.com"}},{"id":"1","text":"One"},{"id":3}]}"#;
        let listed = read_notes(body).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (2, 1));
        let [two, one] = listed.entries.as_slice() else {
            panic!("two")
        };
        assert_eq!((two.id, two.text.as_str(), one.id), (Some(2), "Two", Some(1)));
        assert!(two.date.unwrap().at.is_some() && one.date.is_none());
        assert_eq!(two.by.as_ref().unwrap().shown().as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn a_note_that_was_added_is_read() {
        assert_eq!(read_note(br#"{"id":2,"text":"Hello"}"#).unwrap().text, "Hello");
        assert_eq!(read_note(b"{}"), Err(Unreadable::Lacks("text")));
    }
}
