//! What can be wrong, or unwise, with any entry but the names and the CSR.

use time::Date;

use crate::{EmailFault, Severity, SignatureHash};

/// Something wrong or unwise about an entry.
///
/// Lengths and positions count characters; the first character stands at position 1 of the trimmed entry. Sections are
/// those of the DigiCert API notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryProblem {
    // Any entry.
    /// Nothing was entered, and the API wants it.
    Missing,
    /// Nothing was entered; sources differ on whether the API wants it (sections 3.2 and 3.5).
    PerhapsRequired,
    /// It is longer than the API takes.
    TooLong {
        /// Its length.
        length: usize,
        /// The most that is taken.
        limit: usize,
    },
    /// A control character is inside: one that can't be typed, or a line break where one line is wanted.
    ControlCharacter {
        /// The character, to be shown by its code point.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// An invisible character is inside: a zero-width or bidirectional mark, a non-breaking space. It is sent as it stands.
    InvisibleCharacter {
        /// The character, to be shown by its code point.
        character: char,
        /// Where it stands.
        position: usize,
    },

    // Whole numbers.
    /// This character has no place in a whole number.
    NotWholeNumber {
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// The number is zero or less, and nothing has such a number.
    NotPositive,
    /// The number is greater than any that the API can hold (64 bits, signed).
    NumberTooLarge,
    /// Spaces stand between the digits: one number, or several?
    SpacesInNumber {
        /// The number without them.
        meant: i64,
    },
    /// A `#` stands before the number; it is not sent.
    NumberSign {
        /// What is sent.
        sent: i64,
    },
    /// Zeros stand before the number; they are not sent, since the API takes a number and no text.
    LeadingZeros {
        /// What is sent.
        sent: i64,
    },

    // The text of a certificate's subject.
    /// No letter and no digit is in it: such a value is prohibited (section 7.3, BR 7.1.4.2.2).
    PunctuationOnly,
    /// It says that there is no value ("n/a"): such a value is prohibited (section 7.3, BR 7.1.4.2.2).
    NotApplicable,
    /// It looks as if it said that there is no value ("unknown"), though it can be a name, too.
    LooksAbsent,
    /// An HTML entity is in it (section 7.3).
    HtmlEntity {
        /// The entity: `&amp;`.
        entity: String,
    },
    /// An old advice of DigiCert keeps this character out of an organization's name (section 7.5).
    UnwiseCharacter {
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// It looks abbreviated, and CAs want cities, states and provinces spelt out (sections 3.1 and 7.5).
    Abbreviation {
        /// The abbreviated word.
        word: String,
    },
    /// The name and the assumed name together are too long for a certificate (section 7.5).
    NamesTooLong {
        /// The length of both.
        length: usize,
        /// The most that both may have.
        limit: usize,
    },
    /// The name and the assumed name together are longer than is safe (section 7.5).
    NamesLong {
        /// The length of both.
        length: usize,
        /// The most that is safe.
        safe: usize,
    },
    /// It is no country of ISO 3166-1 (section 7.3).
    UnknownCountry {
        /// The two-letter code that was probably meant.
        meant: Option<&'static str>,
    },

    // Telephone numbers and mail addresses.
    /// No digit is in the telephone number.
    NoDigits,
    /// This character is unusual in a telephone number.
    UnusualInTelephone {
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// It is no mail address, or one of a list is none.
    Email {
        /// The address.
        address: String,
        /// What is wrong with it.
        fault: EmailFault,
    },
    /// Letters beyond ASCII are in the address; not every mail server takes such, and whether DigiCert does is UNCONFIRMED.
    EmailNotAscii {
        /// The address.
        address: String,
    },
    /// The address stands in the list twice; it is sent once.
    EmailRepeated {
        /// The address.
        address: String,
    },

    // Validity.
    /// No order is that long (section 2.2: three years at most).
    YearsNotOffered {
        /// The most years.
        most: i64,
    },
    /// More years than the reference page allows (section 2.1); later pages allow them, not for every account.
    YearsBeyondReference {
        /// The years of the reference page.
        reference: i64,
    },
    /// The order would be longer than three years (section 2.2).
    OrderTooLong {
        /// The last date on which an order of today may end.
        latest: Date,
    },
    /// The order's end is within a day of the limit, and DigiCert's day may be another (section 7.7).
    OrderNearLimit {
        /// The last date on which an order of today may end.
        latest: Date,
    },
    /// The date lies as far ahead as the reference page forbids (section 2.1); later pages allow it.
    DateBeyondReference {
        /// The date has to lie fewer days ahead than this.
        days: u16,
    },
    /// It is not of the form `yyyy-MM-dd`.
    DateFormat {
        /// The same date in that form, where it is clear which is meant.
        meant: Option<Date>,
    },
    /// The form is right, and there is no such day.
    NoSuchDate,
    /// The day is today or has passed.
    DateNotAhead,
    /// The day is tomorrow: where DigiCert is, it may have begun (section 7.7).
    DateNearToday,
    /// The certificate will end before the order does, since none may be that long (section 7.7).
    CertificateEndsBefore {
        /// The last day of a certificate that is issued today.
        certificate: Date,
        /// The day on which the order ends.
        order: Date,
        /// The most days that a certificate may last.
        days: u16,
    },
    /// Soon no certificate may be that long; one that is issued after the change ends earlier (section 7.7).
    LimitFallsSoon {
        /// The day of the change.
        from: Date,
        /// The most days from then on.
        days: u16,
    },

    // Delivery and validation.
    /// DigiCert documents no profile of this name; the account may have it (section 2.2).
    ProfileUnknown,
    /// Certificates for client authentication end (section 2.2).
    ClientAuthEnds {
        /// The day from which on there are none.
        on: Date,
    },
    /// DigiCert ignores departments since August 2022 (section 7.4).
    UnitsIgnored,
    /// A department that DigiCert refused when it still read them: punctuation alone, "na", more than 64 characters.
    UnitOnceRefused {
        /// The department.
        unit: String,
    },
    /// No source confirms this code for a language (section 5.3).
    LocaleUnconfirmed,
    /// A language is chosen for the validation mail, and the validation is by another method.
    LocaleUnused,

    // Renewal, notices, payment.
    /// The thumbprint has this many hexadecimal digits, and a SHA-1 thumbprint has 40 (section 7.6).
    ThumbprintLength {
        /// The number of its digits.
        digits: usize,
    },
    /// The thumbprint has 64 digits: it is SHA-256, and the API wants SHA-1.
    ThumbprintSha256,
    /// This character is no hexadecimal digit.
    NotHexadecimal {
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// The order is a renewal, and the thumbprint of the old certificate is not given (section 2.1, rule 5).
    ThumbprintNotGiven,
    /// A thumbprint is given, and the number of the order that is renewed is not (section 2.1, rule 5).
    RenewedOrderNotGiven,
    /// Orders that are paid by card don't renew themselves (sections 5.5 and 7.6).
    AutoRenewWithCard,
    /// The message stands in renewal notices, and those are switched off.
    RenewalMessageUnused,
    /// A certificate that is not logged is not trusted by browsers (section 7.6).
    Unlogged,

    // What the account offers.
    /// The account is not enabled for this product (section 6.4).
    ProductNotEnabled,
    /// The product of this account is not ordered for so many years (section 6.4).
    YearsNotOfProduct {
        /// The years for which it is.
        years: Vec<u8>,
    },
    /// The product of this account is not signed with this hash (section 6.4).
    HashNotOfProduct {
        /// The hashes with which it is.
        hashes: Vec<SignatureHash>,
    },
    /// By what the account says, the product does not go with this (section 6.4).
    NotOfProduct,
    /// Names are outside of the domains that the container allows (section 6.2).
    OutsideOfContainer {
        /// The first of them.
        names: Vec<String>,
        /// How many more there are.
        more: usize,
        /// The domains that it allows.
        domains: Vec<String>,
    },
    /// The organization has no verified contact, and without one an EV order waits for ever (section 3.5).
    NoApprover,
    /// The same person is there twice.
    ApproverRepeated,

    // The account's own fields.
    /// The account wants this field (section 2.1, rule 4).
    CustomFieldMissing {
        /// Its number.
        metadata_id: u64,
        /// Its name.
        label: String,
    },
    /// Two rows have the same field.
    CustomFieldRepeated {
        /// Its number.
        metadata_id: u64,
    },
    /// The account's fields are known, and this number is not among them.
    CustomFieldUnknown {
        /// The number.
        metadata_id: u64,
    },
}

impl EntryProblem {
    /// Whether it stops the order.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Missing
            | Self::TooLong { .. }
            | Self::ControlCharacter { .. }
            | Self::NotWholeNumber { .. }
            | Self::NotPositive
            | Self::NumberTooLarge
            | Self::SpacesInNumber { .. }
            | Self::PunctuationOnly
            | Self::NotApplicable
            | Self::HtmlEntity { .. }
            | Self::NamesTooLong { .. }
            | Self::UnknownCountry { .. }
            | Self::Email { .. }
            | Self::YearsNotOffered { .. }
            | Self::OrderTooLong { .. }
            | Self::DateFormat { .. }
            | Self::NoSuchDate
            | Self::DateNotAhead
            | Self::ThumbprintLength { .. }
            | Self::ThumbprintSha256
            | Self::NotHexadecimal { .. }
            | Self::AutoRenewWithCard
            | Self::ProductNotEnabled
            | Self::NoApprover
            | Self::CustomFieldMissing { .. }
            | Self::CustomFieldRepeated { .. } => Severity::Error,
            Self::PerhapsRequired
            | Self::InvisibleCharacter { .. }
            | Self::NumberSign { .. }
            | Self::LeadingZeros { .. }
            | Self::LooksAbsent
            | Self::UnwiseCharacter { .. }
            | Self::Abbreviation { .. }
            | Self::NamesLong { .. }
            | Self::NoDigits
            | Self::UnusualInTelephone { .. }
            | Self::EmailNotAscii { .. }
            | Self::EmailRepeated { .. }
            | Self::YearsBeyondReference { .. }
            | Self::OrderNearLimit { .. }
            | Self::DateBeyondReference { .. }
            | Self::DateNearToday
            | Self::CertificateEndsBefore { .. }
            | Self::LimitFallsSoon { .. }
            | Self::ProfileUnknown
            | Self::ClientAuthEnds { .. }
            | Self::UnitsIgnored
            | Self::UnitOnceRefused { .. }
            | Self::LocaleUnconfirmed
            | Self::LocaleUnused
            | Self::ThumbprintNotGiven
            | Self::RenewedOrderNotGiven
            | Self::RenewalMessageUnused
            | Self::Unlogged
            | Self::YearsNotOfProduct { .. }
            | Self::HashNotOfProduct { .. }
            | Self::NotOfProduct
            | Self::OutsideOfContainer { .. }
            | Self::ApproverRepeated
            | Self::CustomFieldUnknown { .. } => Severity::Advice,
        }
    }
}
