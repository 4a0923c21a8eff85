//! What is wrong or unwise about any entry but names and CSR.

use certdesk_order::{ContactField, EntryProblem, Field, OrganizationField};

use super::email;
use crate::text::en::fields::noun;
use crate::text::en::words::{any_of, capitalized, character, date, quoted};

pub(super) fn sentence(field: Field, problem: &EntryProblem) -> String {
    let the = format!("the {}", noun(field));
    let start = capitalized(&the);
    match problem {
        EntryProblem::Missing => missing(field, &the),
        EntryProblem::PerhapsRequired => format!("{start} is empty. DigiCert may ask for it, so enter it if you can."),
        EntryProblem::TooLong { length, limit } => format!("{start} has {length} characters; {limit} is the most."),
        EntryProblem::ControlCharacter { character: '\n' | '\r', position } => {
            format!("{start} contains a line break at position {position}. Write it on one line.")
        }
        EntryProblem::ControlCharacter { character: found, position } => format!(
            "{start} contains {} at position {position}. Delete it, or type the entry again.",
            character(*found)
        ),
        EntryProblem::InvisibleCharacter { character: found, position } => format!(
            "{start} contains {} at position {position}, which is sent too. Delete it if you don't need it.",
            character(*found)
        ),

        EntryProblem::NotWholeNumber { character: found, position } => format!(
            "{start} must be a whole number in digits: {} at position {position} is no digit.",
            character(*found)
        ),
        EntryProblem::NotPositive if field == Field::ServerPlatform => {
            format!("{start} must be 1 or more, or -1 for other platforms.")
        }
        EntryProblem::NotPositive => format!("{start} must be 1 or more."),
        EntryProblem::NumberTooLarge => format!("{start} is too large a number. Check its digits."),
        EntryProblem::SpacesInNumber { meant } => {
            format!("{start} has spaces between its digits. Enter one number; if you mean {meant}, delete the spaces.")
        }
        EntryProblem::NumberSign { sent } => format!("{start} will be sent without the number sign, as {sent}."),
        EntryProblem::LeadingZeros { sent } => format!("{start} will be sent without the zeros before it, as {sent}."),

        EntryProblem::PunctuationOnly => {
            format!("{start} is punctuation alone, which certificates can't have. {}", fill_in(field))
        }
        EntryProblem::NotApplicable => {
            format!("{start} says that there is none, which certificates can't have. {}", fill_in(field))
        }
        EntryProblem::LooksAbsent => {
            format!("{start} looks as if you had none to enter. If it is really so called, leave it as it is.")
        }
        EntryProblem::HtmlEntity { entity } => format!(
            "{start} contains the HTML code {}. Type the character itself that it stands for.",
            quoted(entity)
        ),
        EntryProblem::UnwiseCharacter { character: found, position } => format!(
            "{start} contains {} at position {position}. DigiCert advises against it: leave it out unless it is registered so.",
            character(*found)
        ),
        EntryProblem::Abbreviation { word } => {
            format!("{start} contains {}. DigiCert wants it in full, so write it out if it is short for something.", quoted(word))
        }
        EntryProblem::NamesTooLong { length, limit } => format!(
            "The legal name and the assumed name have {length} characters together; {limit} is the most. Shorten the assumed name."
        ),
        EntryProblem::NamesLong { length, safe } => format!(
            "The legal name and the assumed name have {length} characters together. DigiCert may refuse more than {safe}."
        ),
        EntryProblem::UnknownCountry { meant: Some(code) } => {
            format!("{start} is a code of two letters. Did you mean {}?", quoted(code))
        }
        EntryProblem::UnknownCountry { meant: None } => {
            format!("{start} is a code of two letters, such as DE for Germany. Enter one that exists.")
        }

        EntryProblem::NoDigits => format!("{start} has no digits. Check the number."),
        EntryProblem::UnusualInTelephone { character: found, position } => format!(
            "{start} contains {} at position {position}, which is unusual. Check the number.",
            character(*found)
        ),
        EntryProblem::Email { address, fault } => email::sentence(field, address, fault),
        EntryProblem::EmailNotAscii { address } => format!(
            "The e-mail address {} has letters beyond a to z. DigiCert may not reach it: better enter another one.",
            quoted(address)
        ),
        EntryProblem::EmailRepeated { address } => {
            format!("The e-mail address {} is in the list twice. It is sent once.", quoted(address))
        }

        EntryProblem::YearsNotOffered { most } => format!("An order runs for {most} years at most. Enter a number from 1 to {most}."),
        EntryProblem::YearsBeyondReference { reference } => {
            format!("Not every account can order more than {reference} years. DigiCert may refuse it.")
        }
        EntryProblem::OrderTooLong { latest } if field == Field::ValidityDays => {
            format!("An order of today can run until {} at the latest. Enter fewer days.", date(*latest))
        }
        EntryProblem::OrderTooLong { latest } => {
            format!("An order of today can run until {} at the latest. Enter an earlier day.", date(*latest))
        }
        EntryProblem::OrderNearLimit { latest } => format!(
            "An order of today can run until about {}, by DigiCert's clock. If DigiCert refuses it, let it end a day earlier.",
            date(*latest)
        ),
        EntryProblem::DateBeyondReference { days } => {
            format!("{start} is {days} days ahead or more, which not every account can order. DigiCert may refuse it.")
        }
        EntryProblem::DateFormat { meant: Some(meant) } => {
            format!("Enter {the} as year, month, day. Did you mean {}?", quoted(&meant.to_string()))
        }
        EntryProblem::DateFormat { meant: None } => format!("Enter {the} as year, month, day, such as 2027-03-31."),
        EntryProblem::NoSuchDate => format!("{start} is not in the calendar. Check month and day."),
        EntryProblem::DateNotAhead => format!("{start} must be in the future. Enter a day after today."),
        EntryProblem::DateNearToday => {
            format!("{start} is tomorrow, and where DigiCert is, that may be today. Better enter a later day.")
        }
        EntryProblem::CertificateEndsBefore { certificate, order, days } => format!(
            "A certificate lasts {days} days at most: one of today ends on {}. Until {} you can have new ones issued on this \
             order.",
            date(*certificate),
            date(*order)
        ),
        EntryProblem::LimitFallsSoon { from, days } => format!(
            "From {} on, a certificate lasts {days} days at most. If DigiCert issues it only then, it ends earlier.",
            date(*from)
        ),

        EntryProblem::ProfileUnknown => {
            format!("{start} is none that DigiCert documents. Keep it only if your account has it.")
        }
        EntryProblem::ClientAuthEnds { on } => format!(
            "From {} on, there are no certificates for client authentication. Choose this profile only if you need it until then.",
            date(*on)
        ),
        EntryProblem::UnitsIgnored => {
            "Organization units are not put into certificates since August 2022. You can leave them empty.".to_owned()
        }
        EntryProblem::UnitOnceRefused { unit } => {
            format!("DigiCert once refused organization units such as {}. Better leave it out.", quoted(unit))
        }
        EntryProblem::LocaleUnconfirmed => {
            format!("{start} is a code that DigiCert may not know. Only en is certain.")
        }
        EntryProblem::LocaleUnused => {
            format!("{start} is not used, since no e-mail is sent with the validation method that you chose.")
        }

        EntryProblem::ThumbprintLength { digits } => format!(
            "{start} has {digits} hexadecimal digits; a SHA-1 thumbprint has 40. Copy it again from the old certificate."
        ),
        EntryProblem::ThumbprintSha256 => {
            format!("{start} is the SHA-256 thumbprint, with 64 digits. Enter the SHA-1 thumbprint, with 40.")
        }
        EntryProblem::NotHexadecimal { character: found, position } => format!(
            "{start} contains {} at position {position}. Use the digits 0 to 9 and the letters A to F only.",
            character(*found)
        ),
        EntryProblem::ThumbprintNotGiven => {
            "A renewal has the thumbprint of the old certificate too. Enter it if you have it.".to_owned()
        }
        EntryProblem::RenewedOrderNotGiven => {
            "A renewal has the number of the old order too. Enter it if you have it.".to_owned()
        }
        EntryProblem::AutoRenewWithCard => {
            "Orders paid by credit card don't renew automatically. Choose another payment method, or switch the renewal off."
                .to_owned()
        }
        EntryProblem::RenewalMessageUnused => {
            "The message in the renewal notices is not used, since no notices are sent.".to_owned()
        }
        EntryProblem::Unlogged => {
            "Browsers don't trust a certificate that is not in the public CT logs. Choose this only if no browser will see it."
                .to_owned()
        }

        EntryProblem::ProductNotEnabled => {
            "Your account is not enabled for this certificate. Choose another one, or have DigiCert enable it.".to_owned()
        }
        EntryProblem::YearsNotOfProduct { years } => {
            let years: Vec<_> = years.iter().map(ToString::to_string).collect();
            let years: Vec<_> = years.iter().map(String::as_str).collect();
            format!("Your account offers {} years for this certificate. DigiCert may refuse another number.", any_of(&years))
        }
        EntryProblem::HashNotOfProduct { hashes } => {
            let hashes: Vec<_> = hashes.iter().map(|hash| hash.name()).collect();
            format!("Your account offers {} for this certificate. DigiCert may refuse another hash.", any_of(&hashes))
        }
        EntryProblem::NotOfProduct => not_of_product(field).to_owned(),
        EntryProblem::OutsideOfContainer { names, more, domains } => {
            let rest = if *more == 0 { String::new() } else { format!(" and {more} more") };
            format!(
                "This division orders only for {}. Outside of it: {}{rest}. DigiCert may refuse them.",
                domains.join(", "),
                names.join(", ")
            )
        }
        EntryProblem::NoApprover => {
            "The organization has nobody who may approve EV orders, so this one would wait for ever. Add a person.".to_owned()
        }
        EntryProblem::ApproverRepeated => "This person is in the list twice. Remove one of the two.".to_owned(),

        EntryProblem::CustomFieldMissing { metadata_id, label } => {
            format!("Enter {} (field {metadata_id}): your account asks for it.", quoted(label))
        }
        EntryProblem::CustomFieldRepeated { metadata_id } => {
            format!("Field {metadata_id} of your account is there twice. Remove one of the two.")
        }
        EntryProblem::CustomFieldUnknown { metadata_id } => {
            format!("Your account is not known to have a field {metadata_id}. Check the number.")
        }
    }
}

/// What does not go with the product, by what the account says.
const fn not_of_product(field: Field) -> &'static str {
    match field {
        Field::DnsNames => "By your account, this certificate has no additional names. DigiCert may refuse them.",
        Field::CustomExpirationDate => {
            "By your account, this certificate takes no last day of its own. Better choose years or days."
        }
        Field::AutoRenew => "By your account, this certificate does not renew itself.",
        Field::ContainerId => "By your account, this division may not order this certificate. Choose another one.",
        _ => "By your account, it is none for this certificate. DigiCert may refuse it.",
    }
}

/// Asks for what is not there.
fn missing(field: Field, the: &str) -> String {
    match field {
        Field::Product => "Choose the certificate to order.".to_owned(),
        Field::OrganizationId => "Choose the organization, or enter its number from CertCentral.".to_owned(),
        Field::NewOrganization(OrganizationField::Name) => {
            "Enter the legal name of the organization, as it is registered.".to_owned()
        }
        Field::NewOrganization(OrganizationField::Address) => {
            "Enter the street address of the organization, such as 10 High Street.".to_owned()
        }
        Field::NewOrganization(OrganizationField::City) => "Enter the city of the organization.".to_owned(),
        Field::NewOrganization(OrganizationField::State) => {
            "Enter the state or province of the organization, written out.".to_owned()
        }
        Field::NewOrganization(OrganizationField::Zip) => "Enter the postal code of the organization.".to_owned(),
        Field::NewOrganization(OrganizationField::Country) => {
            "Enter the country of the organization, such as DE.".to_owned()
        }
        Field::NewOrganization(OrganizationField::Telephone) => format!("Enter {the}, such as +49 30 901820."),
        Field::OrganizationContact(ContactField::Email)
        | Field::VerifiedContact(ContactField::Email)
        | Field::Approver(_, ContactField::Email) => {
            format!("Enter {the}, such as name@example.com.")
        }
        Field::ValidityYears => "Enter for how many years the order runs, such as 1.".to_owned(),
        Field::ValidityDays => "Enter for how many days the order runs, such as 199.".to_owned(),
        Field::CustomExpirationDate => "Enter the last day of the order, such as 2027-03-31.".to_owned(),
        Field::CustomFieldId(_) => "Enter the number of the account's field, or remove its value.".to_owned(),
        Field::CustomFieldValue(_) => "Enter the value of the account's field, or remove its number.".to_owned(),
        _ => format!("Enter {the}."),
    }
}

/// Asks for a real value, or for none where none is needed.
const fn fill_in(field: Field) -> &'static str {
    match field {
        Field::NewOrganization(OrganizationField::AssumedName | OrganizationField::Address2) => {
            "Enter it, or leave the field empty."
        }
        _ => "Enter the real one.",
    }
}
