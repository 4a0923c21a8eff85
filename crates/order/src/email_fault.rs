//! What can be wrong with a mail address.

/// What is wrong with a mail address (RFC 5321, section 4.1.2: dot-string local parts only).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EmailFault {
    /// More than the address stands there: a name with the address in angle brackets, or `mailto:` before it.
    MoreThanAddress {
        /// The address in it.
        meant: String,
    },
    /// There is no `@`.
    NoAt,
    /// There is more than one `@`.
    SeveralAts,
    /// Nothing stands before the `@`.
    NoLocalPart,
    /// Nothing stands behind the `@`.
    NoDomain,
    /// This character has no place in an address, or not in this part of it.
    Character {
        /// The character; an invisible one is to be shown by its code point.
        character: char,
        /// Where it stands in the address, the first at 1.
        position: usize,
    },
    /// The part before the `@` starts or ends with a dot, or has two in a row.
    LocalPartDots,
    /// The part before the `@` has more than 64 characters (RFC 5321, section 4.5.3.1.1).
    LocalPartTooLong {
        /// Its length in bytes of UTF-8.
        length: usize,
    },
    /// The whole address has more than 254 characters (RFC 5321, section 4.5.3.1.3).
    TooLong {
        /// Its length in bytes of UTF-8.
        length: usize,
    },
    /// The domain has one label only, so no mail from outside reaches it.
    DomainSingleLabel,
    /// The domain starts or ends with a dot, or has two in a row.
    DomainDots,
    /// A label of the domain starts or ends with a hyphen.
    DomainHyphen {
        /// The label.
        label: String,
    },
    /// A label of the domain has more than 63 characters, or the domain more than 253.
    DomainTooLong {
        /// The length of the label or of the domain in bytes of UTF-8.
        length: usize,
    },
    /// The last label of the domain is a number: an IP address, or a piece of one.
    DomainNumeric,
}
