//! Who may approve an EV order of an organization that the account has: what the order adds to those that DigiCert knows.

use crate::{
    ApproverEntry, ContactField, EntryProblem, Field, Problem, Validation,
    account::{ContactFault, ContactPerson, ContactType, OrderContact, Organization, Person, UserId, judge_contacts},
    characters::trim,
    rules::contact::{Contact, ContactRole, contact},
};

/// The verified contacts that are sent, with all that is to be said of them.
///
/// Without the organization's own data nothing is demanded: it may have verified contacts of which the page does not know.
pub(crate) fn approvers(
    rows: &[ApproverEntry],
    organization: Option<&Organization>,
    problems: &mut Vec<Problem>,
) -> Vec<OrderContact> {
    let mut whole = Vec::new();
    let mut keys = Vec::new();
    for row in rows {
        if let Some(who) = person(row, problems) {
            keys.push(row.key);
            whole.push(OrderContact {
                kind: ContactType::Verified,
                who,
            });
        }
    }
    for fault in judge_contacts(&whole, Validation::Ev, organization) {
        match fault {
            ContactFault::NoVerifiedContact if rows.is_empty() && organization.is_some() => {
                problems.push(Problem::new(Field::Approvers, EntryProblem::NoApprover));
            }
            ContactFault::Repeated { place, .. } => {
                if let Some(&key) = keys.get(place) {
                    let field = Field::Approver(key, ContactField::FirstName);
                    problems.push(Problem::new(field, EntryProblem::ApproverRepeated));
                }
            }
            // What a person lacks is said where it is typed; the other faults are none of verified contacts.
            _ => {}
        }
    }
    whole
}

fn person(row: &ApproverEntry, problems: &mut Vec<Problem>) -> Option<ContactPerson> {
    let user = trim(&row.user_id);
    if let Some(id) = user.parse().ok().and_then(UserId::new) {
        return Some(ContactPerson::User(id));
    }
    let before = problems.len();
    let Contact {
        first_name,
        last_name,
        email,
        job_title,
        telephone,
        ..
    } = contact(ContactRole::Approver(row.key), &row.person, problems);
    let is_right = problems.iter().skip(before).all(|problem| !problem.is_error());
    is_right.then(|| {
        ContactPerson::Person(Person {
            first_name,
            last_name,
            email,
            job_title,
            telephone,
            ..Person::default()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ContactEntries, RowKey, account::read_organization};

    fn typed(key: u32, email: &str) -> ApproverEntry {
        ApproverEntry {
            key: RowKey(key),
            user_id: String::new(),
            person: ContactEntries {
                first_name: "Ann".into(),
                last_name: "Lee".into(),
                email: email.into(),
                job_title: "CTO".into(),
                telephone: "+1 801 555 0100".into(),
                telephone_extension: String::new(),
            },
        }
    }

    fn judged(rows: &[ApproverEntry], organization: Option<&str>) -> (usize, Vec<Problem>) {
        let organization = organization.map(|body| read_organization(body.as_bytes()).unwrap());
        let mut problems = Vec::new();
        let sent = approvers(rows, organization.as_ref(), &mut problems);
        (sent.len(), problems)
    }

    #[test]
    fn someone_is_demanded_only_where_it_is_known_that_there_is_nobody() {
        let nobody = Problem::new(Field::Approvers, EntryProblem::NoApprover);
        assert_eq!(judged(&[], Some(r#"{"id":1}"#)), (0, vec![nobody]));
        assert_eq!(judged(&[], None), (0, vec![]));
        let known = r#"{"id":1,"verified_contacts":[{"id":5,"email":"x@example.com"}]}"#;
        assert_eq!(judged(&[], Some(known)), (0, vec![]));
        assert_eq!(judged(&[typed(1, "ann@example.com")], Some(r#"{"id":1}"#)), (1, vec![]));
    }

    #[test]
    fn a_person_has_to_be_whole_and_a_user_is_known() {
        let mut half = typed(3, "ann@example.com");
        half.person.telephone.clear();
        let missing = Problem::new(
            Field::Approver(RowKey(3), ContactField::Telephone),
            EntryProblem::Missing,
        );
        assert_eq!(judged(&[half.clone()], Some(r#"{"id":1}"#)), (0, vec![missing]));
        half.user_id = " 15 ".into();
        assert_eq!(judged(&[half], Some(r#"{"id":1}"#)), (1, vec![]));
    }

    #[test]
    fn the_same_person_twice_is_advice() {
        let (sent, problems) = judged(&[typed(1, "ann@example.com"), typed(2, "ANN@example.com")], None);
        let field = Field::Approver(RowKey(2), ContactField::FirstName);
        assert_eq!(
            (sent, problems),
            (2, vec![Problem::new(field, EntryProblem::ApproverRepeated)])
        );
    }
}
