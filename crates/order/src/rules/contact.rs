//! Contacts: whom DigiCert asks about an organization, and who approves its EV orders.

use crate::{
    Checked, ContactEntries, ContactField, EntryProblem, Field, Problem, RowKey,
    rules::{
        emails::email,
        findings::{Findings, Lines, optional, required},
        numbers::demand,
        organization::telephone_number,
    },
};

/// The most characters of a first or last name (DigiCert API notes, section 3.2).
const NAME_LENGTH: usize = 128;
/// The most characters of a job title (section 3.2).
const TITLE_LENGTH: usize = 64;
/// The most characters of a telephone extension (section 3.2).
const EXTENSION_LENGTH: usize = 16;

/// What a contact is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContactRole {
    /// Whom DigiCert asks about the organization: `organization_contact` (section 3.2).
    Organization,
    /// Who approves EV orders: `verified_users[]` (section 3.5).
    Verified,
    /// The same of an organization that the account has: one of `organization.contacts[]` (section 3.3).
    Approver(RowKey),
}

impl ContactRole {
    /// The place of one of the contact's members.
    #[must_use]
    pub const fn field(self, field: ContactField) -> Field {
        match self {
            Self::Organization => Field::OrganizationContact(field),
            Self::Verified => Field::VerifiedContact(field),
            Self::Approver(row) => Field::Approver(row, field),
        }
    }
}

/// A contact, typed; what is wrong or missing is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Contact {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) job_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) telephone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) telephone_extension: Option<String>,
}

/// A first or last name: required, 128 characters (section 3.2).
#[must_use]
pub fn contact_name(field: Field, typed: &str) -> Checked<String> {
    required(field, typed, |findings, text| plain(findings, text, NAME_LENGTH))
}

/// A contact's mail address: required (section 3.2).
#[must_use]
pub fn contact_email(field: Field, typed: &str) -> Checked<String> {
    demand(field, email(field, typed))
}

/// A job title, or nothing: 64 characters; the examples of a verified contact all have one (sections 3.2 and 3.5).
#[must_use]
pub fn job_title(role: ContactRole, typed: &str) -> Checked<Option<String>> {
    let field = role.field(ContactField::JobTitle);
    let title = optional(field, typed, |findings, text| plain(findings, text, TITLE_LENGTH));
    match role {
        ContactRole::Organization => title,
        ContactRole::Verified => perhaps_required(field, title),
        ContactRole::Approver(_) => wanted(field, title),
    }
}

/// A telephone number, or nothing: 32 characters; sources differ on whether it is required (section 3.2), and DigiCert calls
/// whoever is to approve EV orders (EV Guidelines, section 11.8).
#[must_use]
pub fn contact_telephone(role: ContactRole, typed: &str) -> Checked<Option<String>> {
    let field = role.field(ContactField::Telephone);
    let number = optional(field, typed, telephone_number);
    if matches!(role, ContactRole::Approver(_)) {
        wanted(field, number)
    } else {
        perhaps_required(field, number)
    }
}

/// A telephone extension, or nothing: 16 characters (section 3.2).
#[must_use]
pub fn telephone_extension(role: ContactRole, typed: &str) -> Checked<Option<String>> {
    let field = role.field(ContactField::TelephoneExtension);
    optional(field, typed, |findings, text| plain(findings, text, EXTENSION_LENGTH))
}

/// A contact, with all that is to be said of it, in the order of its fields.
pub(crate) fn contact(role: ContactRole, entries: &ContactEntries, problems: &mut Vec<Problem>) -> Contact {
    Contact {
        first_name: contact_name(role.field(ContactField::FirstName), &entries.first_name).take(problems),
        last_name: contact_name(role.field(ContactField::LastName), &entries.last_name).take(problems),
        email: contact_email(role.field(ContactField::Email), &entries.email).take(problems),
        job_title: job_title(role, &entries.job_title).take(problems).flatten(),
        telephone: contact_telephone(role, &entries.telephone).take(problems).flatten(),
        telephone_extension: telephone_extension(role, &entries.telephone_extension)
            .take(problems)
            .flatten(),
    }
}

fn plain(findings: &mut Findings, text: &str, limit: usize) {
    findings.unseen(text, Lines::One);
    findings.length(text, limit);
}

fn wanted(field: Field, checked: Checked<Option<String>>) -> Checked<Option<String>> {
    if checked.value == Some(None) {
        Checked::wrong(field, EntryProblem::Missing)
    } else {
        checked
    }
}

fn perhaps_required(field: Field, checked: Checked<Option<String>>) -> Checked<Option<String>> {
    if checked.value == Some(None) {
        checked.advise(field, EntryProblem::PerhapsRequired)
    } else {
        checked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> ContactEntries {
        ContactEntries {
            first_name: "Ann".into(),
            last_name: "Null".into(),
            email: "ann@example.com".into(),
            job_title: "Administrator".into(),
            telephone: "+1 801 555 0100".into(),
            telephone_extension: "12".into(),
        }
    }

    #[test]
    fn a_whole_contact_has_nothing_to_be_said_of_it() {
        for role in [ContactRole::Organization, ContactRole::Verified] {
            let mut problems = Vec::new();
            let contact = contact(role, &filled(), &mut problems);
            assert_eq!(problems, []);
            assert_eq!(contact.last_name.as_deref(), Some("Null"));
        }
    }

    #[test]
    fn what_is_required_depends_on_the_role() {
        let gather = |role| {
            let mut problems = Vec::new();
            contact(role, &ContactEntries::default(), &mut problems);
            let errors = problems.iter().filter(|problem| problem.is_error()).count();
            (errors, problems.len())
        };
        assert_eq!(gather(ContactRole::Organization), (3, 4));
        assert_eq!(gather(ContactRole::Verified), (3, 5));
        assert_eq!(gather(ContactRole::Approver(RowKey(1))), (5, 5));
    }

    #[test]
    fn lengths_are_kept_to_the_character() {
        let field = Field::OrganizationContact(ContactField::FirstName);
        assert!(contact_name(field, &"ж".repeat(128)).value.is_some());
        assert_eq!(contact_name(field, &"ж".repeat(129)).value, None);
        assert!(job_title(ContactRole::Organization, &"t".repeat(64)).value.is_some());
        assert_eq!(job_title(ContactRole::Organization, &"t".repeat(65)).value, None);
        assert!(
            telephone_extension(ContactRole::Organization, &"1".repeat(16))
                .value
                .is_some()
        );
        assert_eq!(
            telephone_extension(ContactRole::Organization, &"1".repeat(17)).value,
            None
        );
        assert_eq!(
            contact_telephone(ContactRole::Organization, &"1".repeat(33)).value,
            None
        );
    }

    #[test]
    fn a_problem_stands_at_its_contact() {
        let mut entries = filled();
        entries.email = "ann".into();
        let mut problems = Vec::new();
        contact(ContactRole::Verified, &entries, &mut problems);
        assert_eq!(problems[0].field, Field::VerifiedContact(ContactField::Email));
    }
}
