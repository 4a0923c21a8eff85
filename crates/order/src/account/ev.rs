//! The contacts of an order, and what an EV order demands of them.

use serde_json::{Map, Value};

use super::ids::UserId;
use super::organizations::Organization;
use super::people::Person;
use crate::{ContactField, Validation};

/// What a contact of an order is for (DigiCert API notes, section 3.3: `contact_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContactType {
    /// Whom DigiCert asks about the organization.
    Organization,
    /// Whom DigiCert tells of technical matters.
    Technical,
    /// Who may approve an EV order.
    Verified,
}

impl ContactType {
    /// The word of the API. The old word for a verified contact, `ev_approver`, is not sent: whether it is still taken is
    /// UNCONFIRMED.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Organization => "organization_contact",
            Self::Technical => "technical_contact",
            Self::Verified => "verified_contact",
        }
    }
}

/// An entry of `organization.contacts[]` (section 3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderContact {
    /// What it is for.
    pub kind: ContactType,
    /// Who it is.
    pub who: ContactPerson,
}

/// Who a contact is: a user of the account, or anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContactPerson {
    /// A user, by number; the account knows the rest.
    User(UserId),
    /// Anybody: a verified contact need not be a user (section 3.5).
    Person(Person),
}

/// What is wrong with the contacts of an order, said before it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContactFault {
    /// An EV order needs a verified contact, and neither the order nor the organization has one: it would wait for ever.
    NoVerifiedContact,
    /// An order takes one contact of this kind (section 3.3).
    SecondOfKind {
        /// The place of the second one.
        place: usize,
        /// The kind.
        kind: ContactType,
    },
    /// The same person stands twice for the same thing.
    Repeated {
        /// The place of the second entry.
        place: usize,
        /// The place of the first one.
        first: usize,
    },
    /// A member is missing.
    Missing {
        /// The place of the contact.
        place: usize,
        /// The member.
        field: ContactField,
    },
    /// A verified contact of an order that is no EV order is of no use.
    NotForOv {
        /// The place of the contact.
        place: usize,
    },
}

impl ContactFault {
    /// Whether the order is not to be sent with it; else it is advice.
    #[must_use]
    pub const fn is_error(self) -> bool {
        !matches!(self, Self::NotForOv { .. } | Self::Repeated { .. })
    }
}

/// Judges the contacts of an order, in their order, what concerns all of them first.
///
/// A verified contact has name, mail address, job title and telephone number in each of DigiCert's examples (sections 3.3 and
/// 3.5), and DigiCert calls it to verify it (EV Guidelines, section 11.8); others need name and mail address. Lengths and
/// characters of typed members are judged where they are typed, by [`crate::rules`].
#[must_use]
pub fn judge_contacts(
    contacts: &[OrderContact],
    validation: Validation,
    organization: Option<&Organization>,
) -> Vec<ContactFault> {
    let mut faults = Vec::new();
    let is_verified = |contact: &&OrderContact| contact.kind == ContactType::Verified;
    let known = organization.is_some_and(|organization| !organization.verified_contacts.is_empty());
    if validation == Validation::Ev && !known && !contacts.iter().any(|contact| is_verified(&contact)) {
        faults.push(ContactFault::NoVerifiedContact);
    }
    for (place, contact) in contacts.iter().enumerate() {
        let before = contacts.iter().take(place);
        let mut of_kind = before.enumerate().filter(|(_, other)| other.kind == contact.kind);
        if contact.kind == ContactType::Verified {
            if let Some((first, _)) = of_kind.find(|(_, other)| other.who.is(&contact.who)) {
                faults.push(ContactFault::Repeated { place, first });
            }
            if validation != Validation::Ev {
                faults.push(ContactFault::NotForOv { place });
            }
        } else if of_kind.next().is_some() {
            let kind = contact.kind;
            faults.push(ContactFault::SecondOfKind { place, kind });
        }
        if let ContactPerson::Person(person) = &contact.who {
            let missing = missing_members(person, contact.kind).into_iter();
            faults.extend(missing.map(|field| ContactFault::Missing { place, field }));
        }
    }
    faults
}

/// The members that a person lacks as a contact of some kind.
#[must_use]
pub fn missing_members(person: &Person, kind: ContactType) -> Vec<ContactField> {
    let blank = |text: &Option<String>| text.as_ref().is_none_or(|text| text.trim().is_empty());
    let is_verified = kind == ContactType::Verified;
    [
        (ContactField::FirstName, true, &person.first_name),
        (ContactField::LastName, true, &person.last_name),
        (ContactField::Email, true, &person.email),
        (ContactField::JobTitle, is_verified, &person.job_title),
        (ContactField::Telephone, is_verified, &person.telephone),
    ]
    .into_iter()
    .filter(|(_, is_needed, text)| *is_needed && blank(text))
    .map(|(field, _, _)| field)
    .collect()
}

/// The verified contacts that an order adds: those that the organization does not have yet, each of whom DigiCert has to verify
/// before it may approve. All of them are mailed, and one is enough (section 3.5).
#[must_use]
pub fn new_approvers<'a>(
    contacts: &'a [OrderContact],
    organization: Option<&'a Organization>,
) -> Vec<&'a ContactPerson> {
    let known = organization
        .map(|organization| organization.verified_contacts.as_slice())
        .unwrap_or_default();
    let verified = contacts.iter().filter(|contact| contact.kind == ContactType::Verified);
    verified
        .map(|contact| &contact.who)
        .filter(|who| match who {
            ContactPerson::Person(person) => !known.iter().any(|other| other.is(person)),
            ContactPerson::User(id) => !known.iter().any(|other| other.user_id == Some(*id)),
        })
        .collect()
}

impl ContactPerson {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::User(one), Self::User(other)) => one == other,
            (Self::Person(one), Self::Person(other)) => one.is(other),
            (Self::User(id), Self::Person(person)) | (Self::Person(person), Self::User(id)) => {
                person.user_id == Some(*id)
            }
        }
    }
}

impl OrderContact {
    /// The entry as the API reads it; what is `None` or blank is not sent.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut entry = Map::new();
        entry.insert("contact_type".into(), self.kind.word().into());
        match &self.who {
            ContactPerson::User(id) => {
                entry.insert("user_id".into(), id.get().into());
            }
            ContactPerson::Person(person) => {
                for (member, text) in [
                    ("first_name", &person.first_name),
                    ("last_name", &person.last_name),
                    ("job_title", &person.job_title),
                    ("telephone", &person.telephone),
                    ("email", &person.email),
                ] {
                    if let Some(text) = text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty()) {
                        entry.insert(member.into(), text.into());
                    }
                }
            }
        }
        entry.into()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::account::read_organization;

    fn person(first_name: &str, email: &str) -> Person {
        Person {
            first_name: Some(first_name.into()),
            last_name: Some("Lee".into()),
            email: Some(email.into()),
            job_title: Some("CTO".into()),
            telephone: Some("+1 801 555 0100".into()),
            ..Person::default()
        }
    }

    fn contact(kind: ContactType, who: ContactPerson) -> OrderContact {
        OrderContact { kind, who }
    }

    fn ann() -> ContactPerson {
        ContactPerson::Person(person("Ann", "ann@example.com"))
    }

    fn organization(contacts: &str) -> Organization {
        read_organization(format!(r#"{{"id":1,"verified_contacts":[{contacts}]}}"#).as_bytes()).unwrap()
    }

    #[test]
    fn an_ev_order_needs_a_verified_contact() {
        let none = [ContactFault::NoVerifiedContact];
        assert_eq!(judge_contacts(&[], Validation::Ev, None), none);
        assert_eq!(judge_contacts(&[], Validation::Ev, Some(&organization(""))), none);
        let technical = [contact(ContactType::Technical, ann())];
        assert_eq!(judge_contacts(&technical, Validation::Ev, None), none);
        assert_eq!(
            judge_contacts(&[], Validation::Ev, Some(&organization(r#"{"id":9}"#))),
            []
        );
        let verified = [contact(ContactType::Verified, ann())];
        assert_eq!(judge_contacts(&verified, Validation::Ev, None), []);
        let user = [contact(
            ContactType::Verified,
            ContactPerson::User(UserId::new(7).unwrap()),
        )];
        assert_eq!(judge_contacts(&user, Validation::Ev, None), []);
        assert_eq!(judge_contacts(&[], Validation::Ov, None), []);
    }

    #[test]
    fn one_contact_of_each_kind_but_of_verified_ones_any_number() {
        use ContactType::{Organization, Technical, Verified};
        let bo = ContactPerson::Person(person("Bo", "bo@example.com"));
        let contacts = [
            contact(Organization, ann()),
            contact(Technical, ann()),
            contact(Organization, bo.clone()),
            contact(Verified, ann()),
            contact(Verified, bo),
            contact(Verified, ContactPerson::Person(person("A.", "ANN@example.com"))),
        ];
        let kind = Organization;
        assert_eq!(
            judge_contacts(&contacts, Validation::Ev, None),
            [
                ContactFault::SecondOfKind { place: 2, kind },
                ContactFault::Repeated { place: 5, first: 3 }
            ]
        );
        let advice = judge_contacts(&contacts[3..4], Validation::Ov, None);
        assert_eq!(advice, [ContactFault::NotForOv { place: 0 }]);
        assert!(!advice[0].is_error() && ContactFault::NoVerifiedContact.is_error());
    }

    #[test]
    fn a_verified_contact_is_told_in_full() {
        let bare = Person {
            first_name: Some("Ann".into()),
            last_name: Some(" ".into()),
            email: Some("ann@example.com".into()),
            ..Person::default()
        };
        assert_eq!(missing_members(&bare, ContactType::Technical), [ContactField::LastName]);
        assert_eq!(
            missing_members(&bare, ContactType::Verified),
            [ContactField::LastName, ContactField::JobTitle, ContactField::Telephone]
        );
        let contacts = [contact(ContactType::Organization, ContactPerson::Person(bare))];
        let field = ContactField::LastName;
        assert_eq!(
            judge_contacts(&contacts, Validation::Ov, None),
            [ContactFault::Missing { place: 0, field }]
        );
    }

    #[test]
    fn new_approvers_are_those_that_the_organization_does_not_have() {
        let contacts = [
            contact(ContactType::Verified, ann()),
            contact(ContactType::Verified, ContactPerson::User(UserId::new(7).unwrap())),
            contact(ContactType::Technical, ann()),
        ];
        assert_eq!(new_approvers(&contacts, None).len(), 2);
        let known = organization(r#"{"id":9,"email":"ANN@example.com"}"#);
        assert_eq!(new_approvers(&contacts, Some(&known)), [&contacts[1].who]);
    }

    #[test]
    fn an_entry_is_sent_in_one_of_two_forms() {
        let user = contact(ContactType::Verified, ContactPerson::User(UserId::new(7).unwrap()));
        assert_eq!(
            user.to_json(),
            json!({"contact_type": "verified_contact", "user_id": 7})
        );
        let mut entry = person("Ann", "ann@example.com");
        entry.job_title = Some(" ".into());
        let entry = contact(ContactType::Organization, ContactPerson::Person(entry)).to_json();
        assert_eq!(
            entry,
            json!({"contact_type": "organization_contact", "first_name": "Ann", "last_name": "Lee",
                "telephone": "+1 801 555 0100", "email": "ann@example.com"})
        );
    }
}
