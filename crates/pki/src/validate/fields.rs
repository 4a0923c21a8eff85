//! What a certificate says beyond what is shown of it: its version, and each extension with its criticality and value.

use super::names;
use crate::oid::Oid;
use asn1::{ParseResult, Parser, Tlv, oid};

pub(super) const NAME_CONSTRAINTS: Oid = oid!(2, 5, 29, 30);
pub(super) const ANY_EXTENDED_KEY_USAGE: Oid = oid!(2, 5, 29, 37, 0);

/// Those that RFC 5280 wants not to be critical.
pub(super) static NEVER_CRITICAL: [Oid; 6] = [
    oid!(2, 5, 29, 35),
    oid!(2, 5, 29, 14),
    oid!(1, 3, 6, 1, 5, 5, 7, 1, 1),
    oid!(1, 3, 6, 1, 5, 5, 7, 1, 11),
    oid!(2, 5, 29, 9),
    oid!(2, 5, 29, 46),
];

/// policyConstraints and inhibitAnyPolicy, which RFC 5280 wants to be critical.
pub(super) static ALWAYS_CRITICAL: [Oid; 2] = [oid!(2, 5, 29, 36), oid!(2, 5, 29, 54)];

pub(super) const AUTHORITY_INFO_ACCESS: Oid = oid!(1, 3, 6, 1, 5, 5, 7, 1, 1);

/// Those whose criticality in a root asks for nothing that is not done: keyUsage, subjectAltName, basicConstraints,
/// nameConstraints and extKeyUsage are looked at; issuerAltName and cRLDistributionPoints only inform, and the policies of a
/// trust anchor are no input of a validation without policies.
pub(super) static CRITICAL_IN_ROOT: [Oid; 8] = [
    oid!(2, 5, 29, 15),
    oid!(2, 5, 29, 17),
    oid!(2, 5, 29, 18),
    oid!(2, 5, 29, 19),
    oid!(2, 5, 29, 30),
    oid!(2, 5, 29, 31),
    oid!(2, 5, 29, 32),
    oid!(2, 5, 29, 37),
];

/// One extension.
pub(super) struct Entry<'a> {
    pub(super) oid: Oid,
    pub(super) critical: bool,
    pub(super) value: &'a [u8],
}

/// A certificate's version and extensions.
pub(super) struct Fields<'a> {
    /// 0 for version 1, 2 for version 3.
    pub(super) version: u8,
    pub(super) extensions: Vec<Entry<'a>>,
}

impl<'a> Fields<'a> {
    /// Reads a whole certificate.
    pub(super) fn read(der: &'a [u8]) -> ParseResult<Self> {
        asn1::parse_single::<asn1::Sequence<'a>>(der)?.parse(|parser| {
            let info = parser.read_element::<asn1::Sequence<'a>>()?;
            while !parser.is_empty() {
                parser.read_element::<Tlv<'a>>()?;
            }
            info.parse(Self::read_info)
        })
    }

    fn read_info(parser: &mut Parser<'a>) -> ParseResult<Self> {
        let mut fields = Self {
            version: 0,
            extensions: Vec::new(),
        };
        while !parser.is_empty() {
            let field = parser.read_element::<Tlv<'a>>()?;
            match field.tag().as_u8() {
                Some(0xa0) => fields.version = asn1::parse_single::<u8>(field.data())?,
                Some(0xa3) => {
                    let list = asn1::parse_single::<asn1::SequenceOf<'a, Tlv<'a>>>(field.data())?;
                    fields.extensions = list.map(|entry| read_entry(&entry)).collect::<ParseResult<_>>()?;
                }
                _ => {}
            }
        }
        Ok(fields)
    }

    pub(super) fn extension(&self, oid: &Oid) -> Option<&Entry<'a>> {
        self.extensions.iter().find(|entry| entry.oid == *oid)
    }

    pub(super) fn is_critical(&self, oid: &Oid) -> bool {
        self.extension(oid).is_some_and(|entry| entry.critical)
    }
}

fn read_entry<'a>(entry: &Tlv<'a>) -> ParseResult<Entry<'a>> {
    entry.parse::<asn1::Sequence<'a>>()?.parse(|parser| {
        Ok::<_, asn1::ParseError>(Entry {
            oid: parser.read_element::<Oid>()?,
            critical: parser.read_element::<Option<bool>>()? == Some(true),
            value: parser.read_element::<&'a [u8]>()?,
        })
    })
}

/// Whether an authorityKeyIdentifier has authorityCertIssuer or authorityCertSerialNumber.
///
/// ```text
/// AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OCTET STRING OPTIONAL,
///     authorityCertIssuer [1] GeneralNames OPTIONAL, authorityCertSerialNumber [2] INTEGER OPTIONAL }
/// ```
pub(super) fn names_issuer_and_serial(value: &[u8]) -> bool {
    let fields = asn1::parse_single::<asn1::SequenceOf<'_, Tlv<'_>>>(value);
    fields.is_ok_and(|mut fields| fields.any(|field| field.tag().as_u8() != Some(0x80)))
}

/// Whether an authorityInfoAccess is one.
///
/// ```text
/// AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
/// AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
/// ```
pub(super) fn is_info_access(value: &[u8]) -> bool {
    let read = |description: Tlv<'_>| {
        description.parse::<asn1::Sequence<'_>>()?.parse(|parser| {
            parser.read_element::<Oid>()?;
            let location = parser.read_element::<Tlv<'_>>()?;
            Ok::<_, asn1::ParseError>(location.tag().as_u8().is_some_and(|tag| tag & 0xc0 == 0x80))
        })
    };
    let descriptions = asn1::parse_single::<asn1::SequenceOf<'_, Tlv<'_>>>(value);
    descriptions.is_ok_and(|descriptions| {
        !descriptions.is_empty()
            && descriptions
                .map(read)
                .all(|location| location.is_ok_and(|is_name| is_name))
    })
}

/// Whether nameConstraints (RFC 5280 section 4.2.1.10) have at least one subtree, and each of them means something; what it
/// means is for webpki.
///
/// ```text
/// NameConstraints ::= SEQUENCE { permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1] GeneralSubtrees OPTIONAL }
/// GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
/// GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] INTEGER DEFAULT 0, maximum [1] INTEGER OPTIONAL }
/// ```
pub(super) fn are_name_constraints(value: &[u8]) -> bool {
    read_bases(value).is_ok_and(|bases| !bases.is_empty() && bases.iter().all(is_good_base))
}

fn read_bases(value: &[u8]) -> ParseResult<Vec<Tlv<'_>>> {
    let mut bases = Vec::new();
    for subtrees in asn1::parse_single::<asn1::SequenceOf<'_, Tlv<'_>>>(value)? {
        asn1::parse(subtrees.data(), |parser: &mut Parser<'_>| {
            // Each of the two lists has an entry if it is there.
            loop {
                // "the minimum MUST be zero, and maximum MUST be absent"; DER leaves out the zero.
                let subtree = parser.read_element::<asn1::Sequence<'_>>()?;
                bases.push(subtree.parse(|parser: &mut Parser<'_>| parser.read_element::<Tlv<'_>>())?);
                if parser.is_empty() {
                    return Ok::<_, asn1::ParseError>(());
                }
            }
        })?;
    }
    Ok(bases)
}

fn is_good_base(base: &Tlv<'_>) -> bool {
    match base.tag().as_u8() {
        Some(0x82) => std::str::from_utf8(base.data()).is_ok_and(|name| name.is_empty() || names::is_host_name(name)),
        Some(0x87) => is_range(base.data()),
        _ => true,
    }
}

/// An address and a mask as long as it, of ones and then zeros.
fn is_range(bytes: &[u8]) -> bool {
    let (4 | 16, 0) = (bytes.len() / 2, bytes.len() % 2) else {
        return false;
    };
    let mask = bytes.get(bytes.len() / 2..).unwrap_or_default();
    let bits = |byte: &u8| (0..8).rev().map(move |bit| byte_bit(*byte, bit)).collect::<Vec<_>>();
    mask.iter().flat_map(bits).is_sorted_by(|one, next| one >= next)
}

fn byte_bit(byte: u8, bit: u32) -> bool {
    byte & (1 << bit) != 0
}
