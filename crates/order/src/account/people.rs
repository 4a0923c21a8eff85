//! People in the answers: contacts, users, candidates for verified contacts.

use super::failure::Unreadable;
use super::ids::{ContactId, UserId};
use super::list::{Listed, gather, one};
use crate::lenient::{Object, object, text};

/// A person, as far as an answer tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The number of the user, where it is one.
    pub user_id: Option<UserId>,
    /// The number of the contact; a verified contact's is not that of a user (DigiCert API notes, section 3.5).
    pub contact_id: Option<ContactId>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Job title.
    pub job_title: Option<String>,
    /// Telephone number; answers have it as a text or a number (section 6.6).
    pub telephone: Option<String>,
    /// Telephone extension.
    pub telephone_extension: Option<String>,
}

impl Person {
    /// Reads a person whose `id` is that of a user.
    pub(crate) fn read_user(person: &Object) -> Option<Self> {
        Self {
            user_id: UserId::read(person, "id").or_else(|| UserId::read(person, "user_id")),
            ..Self::told(person)
        }
        .known()
    }

    /// Reads a person whose `id` is that of a contact.
    pub(crate) fn read_contact(person: &Object) -> Option<Self> {
        Self {
            contact_id: ContactId::read(person, "id").or_else(|| ContactId::read(person, "contact_id")),
            user_id: UserId::read(person, "user_id"),
            ..Self::told(person)
        }
        .known()
    }

    /// Reads a user in a member of an answer; `[]` stands for nobody.
    pub(crate) fn user_in(answer: &Object, member: &str) -> Option<Self> {
        Self::read_user(object(answer, member)?)
    }

    /// Reads a contact in a member of an answer; `[]` stands for nobody.
    pub(crate) fn contact_in(answer: &Object, member: &str) -> Option<Self> {
        Self::read_contact(object(answer, member)?)
    }

    fn told(person: &Object) -> Self {
        let (mut first_name, last_name) = (text(person, "first_name"), text(person, "last_name"));
        if first_name.is_none() && last_name.is_none() {
            // Candidates have `name` as well, some lists nothing else.
            first_name = text(person, "name");
        }
        Self {
            user_id: None,
            contact_id: None,
            first_name,
            last_name,
            email: text(person, "email"),
            job_title: text(person, "job_title"),
            telephone: text(person, "telephone"),
            telephone_extension: text(person, "telephone_extension"),
        }
    }

    /// The person, unless nothing is told of it.
    fn known(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }

    /// The name as it is shown: first and last name, or else the mail address; `None` where the answer has neither.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        let names: Vec<_> = [&self.first_name, &self.last_name]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        if names.is_empty() {
            self.email.clone()
        } else {
            Some(names.join(" "))
        }
    }

    /// Whether two entries are the same person: the same number, or else the same mail address.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.is_some() && one == other
        }
        same(self.user_id.as_ref(), other.user_id.as_ref())
            || same(self.contact_id.as_ref(), other.contact_id.as_ref())
            || match (&self.email, &other.email) {
                (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
                _ => false,
            }
    }
}

/// Who could become a verified contact (section 3.5: `/organization/potential-approvers`): users first, then contacts,
/// each person once.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_candidates(body: &[u8]) -> Result<Listed<Person>, Unreadable> {
    one(body, |answer| {
        let mut all = gather(answer.get("users"), &mut Person::read_user);
        let contacts = gather(answer.get("contacts"), &mut Person::read_contact);
        let address = |person: &Person| Some(person.email.as_ref()?.to_ascii_lowercase());
        let known: rustc_hash::FxHashSet<String> = all.entries.iter().filter_map(address).collect();
        let is_new = |contact: &Person| address(contact).is_none_or(|address| !known.contains(&address));
        all.entries.extend(contacts.entries.into_iter().filter(is_new));
        all.unread = all.unread.saturating_add(contacts.unread);
        Ok(all)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn user(value: &Value) -> Option<Person> {
        Person::read_user(value.as_object().unwrap())
    }

    #[test]
    fn a_person_is_read_with_odd_types() {
        let person = user(&json!({
            "id": "15", "first_name": "Ann", "last_name": "Lee", "email": "ann@example.com", "telephone": 18_015_550_100_u64,
            "job_title": null, "telephone_extension": ""
        }))
        .unwrap();
        assert_eq!(person.user_id.map(UserId::get), Some(15));
        assert_eq!(person.telephone.as_deref(), Some("18015550100"));
        assert_eq!(
            (person.job_title.as_ref(), person.telephone_extension.as_ref()),
            (None, None)
        );
        assert_eq!(person.shown().as_deref(), Some("Ann Lee"));
    }

    #[test]
    fn nobody_is_nobody() {
        assert_eq!(user(&json!({})), None);
        assert_eq!(user(&json!({"id": 0, "first_name": "", "email": null})), None);
        let answer = json!({"a": [], "b": null, "c": {"email": "x@example.com"}});
        let answer = answer.as_object().unwrap();
        assert_eq!(Person::contact_in(answer, "a"), None);
        assert_eq!(Person::contact_in(answer, "b"), None);
        let person = Person::contact_in(answer, "c").unwrap();
        assert_eq!(person.shown().as_deref(), Some("x@example.com"));
    }

    #[test]
    fn candidates_are_listed_once() {
        let body = json!({
            "users": [{"user_id": "7", "name": "Ann Lee", "first_name": "Ann", "last_name": "Lee", "email": "Ann@example.com"}, 3],
            "contacts": [{"id": 9, "first_name": "Ann", "email": "ann@EXAMPLE.com"}, {"id": 10, "name": "Bo Yi"}]
        });
        let listed = read_candidates(body.to_string().as_bytes()).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (2, 1));
        assert_eq!(listed.entries[0].user_id.map(UserId::get), Some(7));
        assert_eq!(listed.entries[1].contact_id.map(ContactId::get), Some(10));
        assert_eq!(listed.entries[1].shown().as_deref(), Some("Bo Yi"));
        assert_eq!(read_candidates(b"{}").unwrap(), Listed::empty());
        assert_eq!(read_candidates(b"[]"), Err(Unreadable::Lacks("object")));
    }
}
