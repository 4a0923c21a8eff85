//! A new organization: the object that may stand in place of an organization's number.

use crate::{
    Checked, Country, EntryProblem, Field, OrganizationEntries, OrganizationField, Problem, Validation,
    characters::trim,
    rules::{
        contact::{Contact, ContactRole, contact},
        findings::{Findings, Lines, find, optional, required},
        numbers::container_id,
    },
};

/// The most characters of a name, street, city, state (DigiCert API notes, sections 3.1 and 7.3).
const SUBJECT_LENGTH: usize = 64;
/// The safe limit for name and assumed name together: 64 without the ` (` and `)` that DigiCert puts between (section 7.5).
const SAFE_NAMES_LENGTH: usize = 61;
/// The most characters of a postal code (section 3.1; another page says 64).
const ZIP_LENGTH: usize = 40;
/// The most characters of a telephone number (section 3.1).
pub(crate) const TELEPHONE_LENGTH: usize = 32;
/// What an old advice keeps out of an organization's name; `&` is not among it (section 7.5).
const UNWISE_IN_NAME: &str = "!@#$%^*()~?></\\";

/// A new organization, typed; what is wrong or missing is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NewOrganization {
    pub(crate) name: Option<String>,
    pub(crate) assumed_name: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) address2: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) zip: Option<String>,
    pub(crate) country: Option<Country>,
    pub(crate) telephone: Option<String>,
    pub(crate) container_id: Option<u64>,
    pub(crate) contact: Contact,
    pub(crate) skip_duplicate_check: bool,
    /// The validation to submit it for at once (section 3.5).
    pub(crate) validate: Option<Validation>,
    /// Who approves EV orders; only with `validate` for EV.
    pub(crate) verified_contact: Option<Contact>,
}

/// The registered legal name: required (section 3.1).
#[must_use]
pub fn organization_name(typed: &str) -> Checked<String> {
    required(at(OrganizationField::Name), typed, |findings, text| {
        subject(findings, text, SUBJECT_LENGTH);
        unwise(findings, text);
    })
}

/// The name it does business under, or nothing; together with the legal name it must fit into a certificate (section 7.5).
#[must_use]
pub fn assumed_name(typed: &str, name: &str) -> Checked<Option<String>> {
    optional(at(OrganizationField::AssumedName), typed, |findings, text| {
        subject(findings, text, SUBJECT_LENGTH);
        unwise(findings, text);
        let length = text.chars().count().saturating_add(trim(name).chars().count());
        if length > SUBJECT_LENGTH {
            findings.push(EntryProblem::NamesTooLong {
                length,
                limit: SUBJECT_LENGTH,
            });
        } else if length > SAFE_NAMES_LENGTH {
            findings.push(EntryProblem::NamesLong {
                length,
                safe: SAFE_NAMES_LENGTH,
            });
        }
    })
}

/// The street: required, 64 characters (section 3.1).
#[must_use]
pub fn address(typed: &str) -> Checked<String> {
    required(at(OrganizationField::Address), typed, |findings, text| {
        subject(findings, text, SUBJECT_LENGTH)
    })
}

/// The second line of the street, or nothing: 64 characters (section 3.1).
#[must_use]
pub fn address2(typed: &str) -> Checked<Option<String>> {
    optional(at(OrganizationField::Address2), typed, |findings, text| {
        subject(findings, text, SUBJECT_LENGTH)
    })
}

/// The city: required, 64 characters, spelt out (section 3.1).
#[must_use]
pub fn city(typed: &str) -> Checked<String> {
    required(at(OrganizationField::City), typed, |findings, text| {
        subject(findings, text, SUBJECT_LENGTH);
        if let Some(word) = abbreviated_word(text).or_else(|| capitals(text, 3)) {
            findings.push(EntryProblem::Abbreviation { word: word.to_owned() });
        }
    })
}

/// State or province: required, 64 characters, spelt out (section 3.1).
#[must_use]
pub fn state(typed: &str) -> Checked<String> {
    required(at(OrganizationField::State), typed, |findings, text| {
        subject(findings, text, SUBJECT_LENGTH);
        let short = (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some(text);
        if let Some(word) = short.or_else(|| abbreviated_word(text)).or_else(|| capitals(text, 3)) {
            findings.push(EntryProblem::Abbreviation { word: word.to_owned() });
        }
    })
}

/// The postal code: required, 40 characters (section 3.1).
#[must_use]
pub fn zip(typed: &str) -> Checked<String> {
    required(at(OrganizationField::Zip), typed, |findings, text| {
        subject(findings, text, ZIP_LENGTH)
    })
}

/// The country: required, a code of ISO 3166-1 in upper or lower case (sections 3.1 and 7.3).
#[must_use]
pub fn country(typed: &str) -> Checked<Country> {
    let field = at(OrganizationField::Country);
    let text = trim(typed);
    if text.is_empty() {
        return Checked::wrong(field, EntryProblem::Missing);
    }
    match Country::from_code(text) {
        Some(country) => Checked::good(country),
        None => Checked::wrong(
            field,
            EntryProblem::UnknownCountry {
                meant: Country::meant_by(text),
            },
        ),
    }
}

/// The telephone number: required, 32 characters (section 3.1).
#[must_use]
pub fn telephone(typed: &str) -> Checked<String> {
    required(at(OrganizationField::Telephone), typed, telephone_number)
}

/// Judges a telephone number: any text of 32 characters, though digits are wanted (section 7.6).
pub(crate) fn telephone_number(findings: &mut Findings, text: &str) {
    findings.unseen(text, Lines::One);
    findings.length(text, TELEPHONE_LENGTH);
    let usual = |character: char| character.is_ascii_digit() || " +-().,/#*extEXT".contains(character);
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        findings.push(EntryProblem::NoDigits);
    } else if let Some((character, position)) = find(text, |character| !usual(character)) {
        findings.push(EntryProblem::UnusualInTelephone { character, position });
    }
}

/// A new organization, with all that is to be said of it, in the order of its fields.
pub(crate) fn new_organization(
    entries: &OrganizationEntries,
    validation: Option<Validation>,
    problems: &mut Vec<Problem>,
) -> NewOrganization {
    let mut organization = NewOrganization {
        name: organization_name(&entries.name).take(problems),
        assumed_name: assumed_name(&entries.assumed_name, &entries.name)
            .take(problems)
            .flatten(),
        address: address(&entries.address).take(problems),
        address2: address2(&entries.address2).take(problems).flatten(),
        city: city(&entries.city).take(problems),
        state: state(&entries.state).take(problems),
        zip: zip(&entries.zip).take(problems),
        country: country(&entries.country).take(problems),
        telephone: telephone(&entries.telephone).take(problems),
        container_id: container_id(at(OrganizationField::ContainerId), &entries.container_id)
            .take(problems)
            .flatten(),
        contact: contact(ContactRole::Organization, &entries.contact, problems),
        skip_duplicate_check: entries.skip_duplicate_check,
        validate: if entries.validate { validation } else { None },
        verified_contact: None,
    };
    if organization.validate == Some(Validation::Ev) {
        organization.verified_contact = Some(contact(ContactRole::Verified, &entries.verified_contact, problems));
    }
    organization
}

const fn at(field: OrganizationField) -> Field {
    Field::NewOrganization(field)
}

/// What holds for all text of the certificate's subject.
fn subject(findings: &mut Findings, text: &str, limit: usize) {
    findings.unseen(text, Lines::One);
    findings.length(text, limit);
    findings.subject(text);
}

fn unwise(findings: &mut Findings, text: &str) {
    if let Some((character, position)) = find(text, |character| UNWISE_IN_NAME.contains(character)) {
        findings.push(EntryProblem::UnwiseCharacter { character, position });
    }
}

/// The first word that ends with a dot and has letters: "St." of "St. Paul".
fn abbreviated_word(text: &str) -> Option<&str> {
    text.split_whitespace()
        .find(|word| word.ends_with('.') && word.chars().any(char::is_alphabetic))
}

/// The text itself if it is no more than some capitals of ASCII: "NYC".
fn capitals(text: &str, most: usize) -> Option<&str> {
    (text.len() <= most && text.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ContactField, What};

    fn whats<T>(checked: &Checked<T>) -> Vec<What> {
        checked.problems.iter().map(|problem| problem.what.clone()).collect()
    }

    #[test]
    fn real_names_pass() {
        for name in [
            "Müller & Söhne GmbH",
            "ООО «Ромашка»",
            "株式会社",
            "O'Neil, Inc.",
            "3M",
            "Yahoo-Inc.",
        ] {
            assert_eq!(organization_name(name), Checked::good(name.to_owned()));
        }
        assert_eq!(organization_name(&"ä".repeat(64)).problems, []);
    }

    #[test]
    fn names_that_a_certificate_can_not_hold_are_refused() {
        for (name, what) in [
            (String::new(), EntryProblem::Missing),
            ("ä".repeat(65), EntryProblem::TooLong { length: 65, limit: 64 }),
            ("-".to_owned(), EntryProblem::PunctuationOnly),
            ("N/A".to_owned(), EntryProblem::NotApplicable),
            (
                "Tom &amp; Co".to_owned(),
                EntryProblem::HtmlEntity { entity: "&amp;".into() },
            ),
        ] {
            let checked = organization_name(&name);
            assert_eq!(checked.value, None);
            assert_eq!(whats(&checked)[0], what.into());
        }
        let yahoo = organization_name("Yahoo!");
        assert!(yahoo.value.is_some());
        assert_eq!(
            whats(&yahoo),
            [EntryProblem::UnwiseCharacter {
                character: '!',
                position: 6
            }
            .into()]
        );
    }

    #[test]
    fn both_names_must_fit_together() {
        let name = "n".repeat(40);
        assert_eq!(assumed_name(&"a".repeat(21), &name).problems, []);
        let close = assumed_name(&"a".repeat(22), &name);
        assert!(close.value.is_some());
        assert_eq!(whats(&close), [EntryProblem::NamesLong { length: 62, safe: 61 }.into()]);
        assert!(assumed_name(&"a".repeat(24), &name).value.is_some());
        let long = assumed_name(&"a".repeat(25), &name);
        assert_eq!(
            whats(&long),
            [EntryProblem::NamesTooLong { length: 65, limit: 64 }.into()]
        );
        assert_eq!(assumed_name("", &"n".repeat(64)), Checked::good(None));
    }

    #[test]
    fn abbreviations_are_advised_against() {
        for (typed, word) in [
            ("mn", "mn"),
            ("NSW", "NSW"),
            ("N. Carolina", "N."),
            ("Calif.", "Calif."),
        ] {
            let checked = state(typed);
            assert!(checked.value.is_some());
            assert_eq!(
                whats(&checked),
                [EntryProblem::Abbreviation { word: word.into() }.into()],
                "{typed}"
            );
        }
        for (typed, word) in [("St. Paul", "St."), ("NYC", "NYC")] {
            assert_eq!(
                whats(&city(typed)),
                [EntryProblem::Abbreviation { word: word.into() }.into()]
            );
        }
        for typed in ["Minnesota", "Uri", "Москва", "東京"] {
            assert_eq!(state(typed).problems, [], "{typed}");
        }
        for typed in ["Å", "Bo", "Saint Paul", "Nizhny Novgorod"] {
            assert_eq!(city(typed).problems, [], "{typed}");
        }
    }

    #[test]
    fn a_country_is_sent_in_lower_case() {
        assert_eq!(country(" DE ").value.map(Country::code), Some("de"));
        assert_eq!(
            whats(&country("UK")),
            [EntryProblem::UnknownCountry { meant: Some("gb") }.into()]
        );
        assert_eq!(
            whats(&country("Germany")),
            [EntryProblem::UnknownCountry { meant: None }.into()]
        );
        assert_eq!(
            whats(&country("XX")),
            [EntryProblem::UnknownCountry { meant: None }.into()]
        );
    }

    #[test]
    fn a_telephone_number_has_digits() {
        for number in ["+49 (0)30 123-456", "801.701.9600", "555 1234 ext. 5", "8/495/1234567"] {
            assert_eq!(telephone(number), Checked::good(number.to_owned()));
        }
        assert_eq!(whats(&telephone("none")), [EntryProblem::NoDigits.into()]);
        let what = EntryProblem::UnusualInTelephone {
            character: '\\',
            position: 2,
        };
        assert_eq!(whats(&telephone("1\\2")), [what.into()]);
        assert_eq!(telephone(&"1".repeat(33)).value, None);
        assert_eq!(zip(&"1".repeat(41)).value, None);
        assert!(zip(&"1".repeat(40)).value.is_some());
    }

    #[test]
    fn a_verified_contact_is_asked_for_with_ev_and_validation_only() {
        let mut entries = OrganizationEntries::default();
        let asked = |entries: &OrganizationEntries, validation| {
            let mut problems = Vec::new();
            let organization = new_organization(entries, validation, &mut problems);
            assert_eq!(
                organization.verified_contact.is_some(),
                validation == Some(Validation::Ev) && entries.validate
            );
            problems
                .iter()
                .any(|problem| problem.field == Field::VerifiedContact(ContactField::Email))
        };
        assert!(!asked(&entries, Some(Validation::Ev)));
        entries.validate = true;
        assert!(asked(&entries, Some(Validation::Ev)));
        assert!(!asked(&entries, Some(Validation::Ov)));
        assert!(!asked(&entries, None));
    }

    #[test]
    fn an_empty_organization_lacks_exactly_what_is_required() {
        let mut problems = Vec::new();
        new_organization(&OrganizationEntries::default(), Some(Validation::Ov), &mut problems);
        let missing: Vec<_> = problems
            .iter()
            .filter(|problem| problem.is_error())
            .map(|problem| problem.field)
            .collect();
        use OrganizationField as O;
        assert_eq!(
            missing,
            [
                at(O::Name),
                at(O::Address),
                at(O::City),
                at(O::State),
                at(O::Zip),
                at(O::Country),
                at(O::Telephone),
                Field::OrganizationContact(ContactField::FirstName),
                Field::OrganizationContact(ContactField::LastName),
                Field::OrganizationContact(ContactField::Email),
            ]
        );
    }
}
