//! What is wrong with an e-mail address.

use certdesk_order::{EmailFault, Field};

use crate::text::en::words::{character, quoted};

pub(super) fn sentence(field: Field, address: &str, fault: &EmailFault) -> String {
    let it = quoted(address);
    match fault {
        EmailFault::MoreThanAddress { meant } => format!("Enter the e-mail address alone: {}.", quoted(meant)),
        EmailFault::NoAt => format!("{it} has no @. Enter a whole e-mail address, such as name@example.com."),
        EmailFault::SeveralAts if field == Field::AdditionalEmails => {
            format!("{it} has more than one @. Put each e-mail address on a line of its own.")
        }
        EmailFault::SeveralAts => {
            format!("{it} has more than one @. Enter one e-mail address, such as name@example.com.")
        }
        EmailFault::NoLocalPart => format!("{it} has nothing before the @. Enter an address such as name@example.com."),
        EmailFault::NoDomain => format!("{it} has nothing after the @. Enter an address such as name@example.com."),
        EmailFault::Character {
            character: found,
            position,
        } => {
            format!(
                "The e-mail address {it} can't have {} at position {position}. Correct it.",
                character(*found)
            )
        }
        EmailFault::LocalPartDots => {
            format!("{it} has a dot too many before the @: at an edge, or two in a row. Delete it.")
        }
        EmailFault::LocalPartTooLong { length } => {
            format!("{it} has {length} characters before the @; 64 is the most. Use a shorter e-mail address.")
        }
        EmailFault::TooLong { length } => {
            format!("The e-mail address {it} has {length} characters; 254 is the most. Use a shorter one.")
        }
        EmailFault::DomainSingleLabel => {
            format!(
                "{it} has no dot after the @, so DigiCert can't reach it. Enter a full domain, such as example.com."
            )
        }
        EmailFault::DomainDots => {
            format!("{it} has a dot too many after the @: at an edge, or two in a row. Delete it.")
        }
        EmailFault::DomainHyphen { label } => format!(
            "In the e-mail address {it}, {} starts or ends with a hyphen. Delete the hyphen.",
            quoted(label)
        ),
        EmailFault::DomainTooLong { length } => format!(
            "The domain of {it} is too long, or a part of it: {length} characters. 63 is the most for a part, 253 for all."
        ),
        EmailFault::DomainNumeric => {
            format!("{it} has a number at its end. Enter an e-mail address with a domain, such as name@example.com.")
        }
    }
}
