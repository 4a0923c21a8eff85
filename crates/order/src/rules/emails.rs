//! Mail addresses, one and many.

use std::collections::HashSet;

use crate::{
    Checked, EmailFault, EntryProblem, Field,
    characters::{is_invisible, trim},
    rules::findings::{Findings, find},
};

/// The most of an address (RFC 5321, section 4.5.3.1.3, without the angle brackets); the API itself takes 255.
const ADDRESS_LENGTH: usize = 254;
/// The most of what stands before the `@` (RFC 5321, section 4.5.3.1.1).
const LOCAL_LENGTH: usize = 64;
/// The most of a label of a domain (RFC 1035, section 2.3.4).
const LABEL_LENGTH: usize = 63;
/// The most of a domain (RFC 1035, section 2.3.4, as text).
const DOMAIN_LENGTH: usize = 253;

/// One mail address, or nothing (DigiCert API notes, sections 3.2 and 6.3).
///
/// Taken are dot-string local parts at domains of at least two labels (RFC 5321, section 4.1.2), since quoted local parts
/// and bare hosts get no mail from outside.
#[must_use]
pub fn email(field: Field, typed: &str) -> Checked<Option<String>> {
    let address = trim(typed);
    if address.is_empty() {
        return Checked::good(None);
    }
    let mut findings = Findings::new(field);
    judge(&mut findings, address);
    findings.give(Some(address.to_owned()))
}

/// More recipients of the notices: a list of single addresses (section 7.6), one a line or with commas or semicolons between.
///
/// How many there may be is UNCONFIRMED. Each is sent once.
#[must_use]
pub fn additional_emails(typed: &str) -> Checked<Vec<String>> {
    email_list(Field::AdditionalEmails, typed)
}

/// A list of mail addresses, parted by line breaks, commas or semicolons.
pub(crate) fn email_list(field: Field, typed: &str) -> Checked<Vec<String>> {
    let mut findings = Findings::new(field);
    let mut seen = HashSet::new();
    let mut addresses = Vec::new();
    for address in typed
        .split(['\n', '\r', ',', ';'])
        .map(trim)
        .filter(|address| !address.is_empty())
    {
        if seen.insert(address.to_lowercase()) {
            judge(&mut findings, address);
            addresses.push(address.to_owned());
        } else {
            findings.push(EntryProblem::EmailRepeated {
                address: address.to_owned(),
            });
        }
    }
    findings.give(addresses)
}

fn judge(findings: &mut Findings, address: &str) {
    match fault(address) {
        Some(fault) => findings.push(EntryProblem::Email {
            address: address.to_owned(),
            fault,
        }),
        None if !address.is_ascii() => findings.push(EntryProblem::EmailNotAscii {
            address: address.to_owned(),
        }),
        None => {}
    }
}

/// What keeps a trimmed text from being one mail address.
fn fault(address: &str) -> Option<EmailFault> {
    if let Some(inner) = inside(address)
        && bare_fault(inner).is_none()
    {
        return Some(EmailFault::MoreThanAddress {
            meant: inner.to_owned(),
        });
    }
    bare_fault(address)
}

/// The same for a text that is taken as it stands.
fn bare_fault(address: &str) -> Option<EmailFault> {
    let unfit = |character: char| character.is_whitespace() || character.is_control() || is_invisible(character);
    if let Some((character, position)) = find(address, unfit) {
        return Some(EmailFault::Character { character, position });
    }
    let Some((local, domain)) = address.split_once('@') else {
        return Some(EmailFault::NoAt);
    };
    if domain.contains('@') {
        return Some(EmailFault::SeveralAts);
    }
    if local.is_empty() {
        return Some(EmailFault::NoLocalPart);
    }
    if domain.is_empty() {
        return Some(EmailFault::NoDomain);
    }
    // The domain follows the local part and the `@`.
    let before_domain = local.chars().count().saturating_add(1);
    local_fault(local)
        .or_else(|| domain_fault(domain, before_domain))
        .or_else(|| (address.len() > ADDRESS_LENGTH).then_some(EmailFault::TooLong { length: address.len() }))
}

/// The address inside of what mail programs put around it: `Ann <ann@example.com>`, `mailto:ann@example.com`.
fn inside(address: &str) -> Option<&str> {
    if let Some((scheme, rest)) = address.split_at_checked(7)
        && scheme.eq_ignore_ascii_case("mailto:")
    {
        return Some(rest.split_once('?').map_or(rest, |(inner, _)| inner));
    }
    address
        .strip_suffix('>')?
        .rsplit_once('<')
        .map(|(_, inner)| trim(inner))
}

fn local_fault(local: &str) -> Option<EmailFault> {
    // RFC 5322, section 3.2.3: atext; RFC 6532 adds all beyond ASCII.
    let atext = |character: char| {
        character.is_ascii_alphanumeric() || !character.is_ascii() || "!#$%&'*+-/=?^_`{|}~".contains(character)
    };
    if let Some((character, position)) = find(local, |character| !atext(character) && character != '.') {
        return Some(EmailFault::Character { character, position });
    }
    if local.split('.').any(str::is_empty) {
        return Some(EmailFault::LocalPartDots);
    }
    (local.len() > LOCAL_LENGTH).then_some(EmailFault::LocalPartTooLong { length: local.len() })
}

fn domain_fault(domain: &str, before: usize) -> Option<EmailFault> {
    let fits =
        |character: char| character.is_ascii_alphanumeric() || !character.is_ascii() || matches!(character, '-' | '.');
    if let Some((character, position)) = find(domain, |character| !fits(character)) {
        return Some(EmailFault::Character {
            character,
            position: position.saturating_add(before),
        });
    }
    if domain.split('.').any(str::is_empty) {
        return Some(EmailFault::DomainDots);
    }
    for label in domain.split('.') {
        if label.starts_with('-') || label.ends_with('-') {
            return Some(EmailFault::DomainHyphen {
                label: label.to_owned(),
            });
        }
        if label.len() > LABEL_LENGTH {
            return Some(EmailFault::DomainTooLong { length: label.len() });
        }
    }
    if domain.len() > DOMAIN_LENGTH {
        return Some(EmailFault::DomainTooLong { length: domain.len() });
    }
    let Some((_, last)) = domain.rsplit_once('.') else {
        return Some(EmailFault::DomainSingleLabel);
    };
    last.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(EmailFault::DomainNumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problem;

    #[test]
    fn ordinary_addresses_are_taken() {
        for address in [
            "ann@example.com",
            "Ann.O'Brien+tls@mail.example.co.uk",
            "a@xn--bcher-kva.example",
            "_x=/y@1and1.com",
            "first-last@sub.example-host.com",
        ] {
            assert_eq!(
                email(Field::AdditionalEmails, address),
                Checked::good(Some(address.to_owned()))
            );
        }
        assert_eq!(fault(&format!("{}@example.com", "a".repeat(64))), None);
    }

    #[test]
    fn each_fault_has_its_name() {
        use EmailFault as F;
        let character = |character, position| F::Character { character, position };
        for (address, expected) in [
            ("ann", F::NoAt),
            ("ann.example.com", F::NoAt),
            ("a@b@example.com", F::SeveralAts),
            ("@example.com", F::NoLocalPart),
            ("ann@", F::NoDomain),
            ("ann smith@example.com", character(' ', 4)),
            ("ann@exam\u{200b}ple.com", character('\u{200b}', 9)),
            ("ann@example,com", character(',', 12)),
            ("ann(x)@example.com", character('(', 4)),
            ("\"ann\"@example.com", character('"', 1)),
            ("ann@ex_ample.com", character('_', 7)),
            ("ann@[192.0.2.1]", character('[', 5)),
            (".ann@example.com", F::LocalPartDots),
            ("an..n@example.com", F::LocalPartDots),
            ("ann@localhost", F::DomainSingleLabel),
            ("ann@example.com.", F::DomainDots),
            ("ann@.example.com", F::DomainDots),
            (
                "ann@-example.com",
                F::DomainHyphen {
                    label: "-example".into(),
                },
            ),
            ("ann@192.0.2.1", F::DomainNumeric),
            (
                "Ann <ann@example.com>",
                F::MoreThanAddress {
                    meant: "ann@example.com".into(),
                },
            ),
            (
                "<ann@example.com>",
                F::MoreThanAddress {
                    meant: "ann@example.com".into(),
                },
            ),
            (
                "MAILTO:ann@example.com?subject=x",
                F::MoreThanAddress {
                    meant: "ann@example.com".into(),
                },
            ),
            ("Ann <ann>", character(' ', 4)),
        ] {
            assert_eq!(fault(address), Some(expected), "{address}");
        }
        let long = format!("{}@example.com", "a".repeat(65));
        assert_eq!(fault(&long), Some(F::LocalPartTooLong { length: 65 }));
        let long = format!("a@{}.com", "b".repeat(64));
        assert_eq!(fault(&long), Some(F::DomainTooLong { length: 64 }));
        let labels = [&"b".repeat(60)[..]; 4].join(".");
        assert_eq!(
            fault(&format!("{}@{labels}", "a".repeat(12))),
            Some(F::TooLong { length: 256 })
        );
        assert_eq!(fault(&format!("{}@{labels}", "a".repeat(10))), None);
    }

    #[test]
    fn a_list_is_taken_apart_and_the_bad_one_is_named() {
        let checked = additional_emails("a@example.com, b@example.com;c@example.com\r\nA@EXAMPLE.com\n,\n");
        assert_eq!(checked.value.as_deref().map(<[_]>::len), Some(3));
        let repeated = EntryProblem::EmailRepeated {
            address: "A@EXAMPLE.com".into(),
        };
        assert_eq!(checked.problems, [Problem::new(Field::AdditionalEmails, repeated)]);
        let checked = additional_emails("a@example.com\nb@\nc");
        let bad = |address: &str, fault| {
            Problem::new(
                Field::AdditionalEmails,
                EntryProblem::Email {
                    address: address.to_owned(),
                    fault,
                },
            )
        };
        assert_eq!(
            checked.problems,
            [bad("b@", EmailFault::NoDomain), bad("c", EmailFault::NoAt)]
        );
        assert_eq!(checked.value, None);
        assert_eq!(additional_emails(" ; \n"), Checked::good(Vec::new()));
    }

    #[test]
    fn letters_beyond_ascii_are_advice() {
        let checked = email(Field::AdditionalEmails, "анна@пример.рф");
        assert!(checked.value.is_some());
        assert_eq!(checked.advice().count(), 1);
    }

    #[test]
    fn brackets_within_brackets_come_to_an_end() {
        assert!(fault(&"<".repeat(5_000).replace('<', "<>")).is_some());
        assert!(fault(&"mailto:".repeat(5_000)).is_some());
    }
}
