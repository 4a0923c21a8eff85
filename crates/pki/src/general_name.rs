//! The entries of a subject alternative name (RFC 5280 section 4.2.1.6).

use crate::asn1_fault::bad_value;
use crate::name::Name;
use crate::oid::Oid;
use asn1::{ParseResult, Parser, Tlv};
use std::net::IpAddr;

/// One GeneralName. Texts stand as they were encoded: neither lower-cased nor checked.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum GeneralName {
    /// dNSName.
    Dns(String),
    /// iPAddress of 4 or 16 bytes.
    Ip(IpAddr),
    /// rfc822Name.
    Email(String),
    /// uniformResourceIdentifier.
    Uri(String),
    /// directoryName.
    Directory(Name),
    /// registeredID.
    RegisteredId(Oid),
    /// otherName, of which only the type is kept (Microsoft's user principal name is one).
    OtherName(Oid),
    /// x400Address (3) or ediPartyName (5), of which only the tag is kept.
    Other {
        /// The tag within the CHOICE.
        tag: u32,
    },
}

/// Reads GeneralNames: as many as could be read, and whether that was all.
///
/// ```text
/// GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
/// ```
pub(crate) fn read_general_names(value: &[u8]) -> (Vec<GeneralName>, ParseResult<()>) {
    let mut names = Vec::new();
    let outcome = read_into(value, &mut names);
    (names, outcome)
}

/// Reads on behind an entry that makes no sense, so that the others are not lost; answers the first error.
fn read_into(value: &[u8], names: &mut Vec<GeneralName>) -> ParseResult<()> {
    let sequence = asn1::parse_single::<Tlv<'_>>(value)?;
    if sequence.tag().as_u8() != Some(0x30) {
        return Err(unexpected(&sequence));
    }
    let mut outcome = Ok(());
    let mut rest = sequence.data();
    while !rest.is_empty() {
        let (entry, behind) = asn1::strip_tlv(rest)?;
        match read_general_name(&entry) {
            Ok(name) => names.push(name),
            Err(error) => outcome = outcome.and(Err(error)),
        }
        rest = behind;
    }
    outcome
}

fn unexpected(found: &Tlv<'_>) -> asn1::ParseError {
    asn1::ParseError::new(asn1::ParseErrorKind::UnexpectedTag { actual: found.tag() })
}

/// ```text
/// GeneralName ::= CHOICE { otherName [0], rfc822Name [1] IA5String, dNSName [2] IA5String, x400Address [3],
///     directoryName [4] Name, ediPartyName [5], uniformResourceIdentifier [6] IA5String, iPAddress [7] OCTET STRING,
///     registeredID [8] OBJECT IDENTIFIER }
/// ```
fn read_general_name(entry: &Tlv<'_>) -> ParseResult<GeneralName> {
    let text = || {
        std::str::from_utf8(entry.data())
            .map(str::to_owned)
            .map_err(|_| bad_value())
    };
    match entry.tag().as_u8() {
        Some(0xa0) => asn1::parse(entry.data(), |parser: &mut Parser<'_>| {
            let kind = parser.read_element::<Oid>()?;
            parser.read_element::<asn1::Explicit<Tlv<'_>, 0>>()?;
            Ok(GeneralName::OtherName(kind))
        }),
        Some(0x81) => text().map(GeneralName::Email),
        Some(0x82) => text().map(GeneralName::Dns),
        Some(0xa3) => Ok(GeneralName::Other { tag: 3 }),
        Some(0xa4) => asn1::parse(entry.data(), Name::read).map(GeneralName::Directory),
        Some(0xa5) => Ok(GeneralName::Other { tag: 5 }),
        Some(0x86) => text().map(GeneralName::Uri),
        Some(0x87) => read_ip(entry.data()).map(GeneralName::Ip).ok_or_else(bad_value),
        Some(0x88) => Oid::from_der(entry.data()).map(GeneralName::RegisteredId),
        _ => Err(unexpected(entry)),
    }
}

fn read_ip(bytes: &[u8]) -> Option<IpAddr> {
    if let Ok(v4) = <[u8; 4]>::try_from(bytes) {
        return Some(IpAddr::from(v4));
    }
    <[u8; 16]>::try_from(bytes).ok().map(IpAddr::from)
}
