//! Distinguished names (RFC 5280 section 4.1.2.4), read from every string type and written as RFC 4514 does.

use crate::oid::{Oid, known};
use asn1::{Parser, Tlv};
use std::fmt;

/// One AttributeTypeAndValue of a [`Name`].
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    kind: Oid,
    text: Option<String>,
    exact: bool,
    der: Vec<u8>,
}

impl Attribute {
    /// The attribute's type.
    pub fn kind(&self) -> &Oid {
        &self.kind
    }

    /// The value as text; `None` when it is not of a string type.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Whether every byte of the value was legal in its string type; if not, [`Self::text`] holds U+FFFD where it was not.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// The short name of the attribute's type (`CN`, `O`, `emailAddress`), where there is a customary one.
    pub fn short_name(&self) -> Option<&'static str> {
        SHORT_NAMES
            .iter()
            .find(|(oid, _)| *oid == self.kind)
            .map(|(_, name)| *name)
    }
}

/// RFC 4514 section 3, then the names that OpenSSL writes.
static SHORT_NAMES: [(Oid, &str); 20] = [
    (known::COMMON_NAME, "CN"),
    (known::LOCALITY, "L"),
    (known::STATE, "ST"),
    (known::ORGANIZATION, "O"),
    (known::ORGANIZATIONAL_UNIT, "OU"),
    (known::COUNTRY, "C"),
    (known::STREET, "STREET"),
    (asn1::oid!(0, 9, 2342, 19200300, 100, 1, 25), "DC"),
    (asn1::oid!(0, 9, 2342, 19200300, 100, 1, 1), "UID"),
    (known::EMAIL_ADDRESS, "emailAddress"),
    (known::SERIAL_NUMBER, "serialNumber"),
    (known::POSTAL_CODE, "postalCode"),
    (asn1::oid!(2, 5, 4, 4), "SN"),
    (asn1::oid!(2, 5, 4, 42), "GN"),
    (asn1::oid!(2, 5, 4, 12), "title"),
    (asn1::oid!(2, 5, 4, 15), "businessCategory"),
    (asn1::oid!(2, 5, 4, 97), "organizationIdentifier"),
    (asn1::oid!(1, 3, 6, 1, 4, 1, 311, 60, 2, 1, 1), "jurisdictionL"),
    (asn1::oid!(1, 3, 6, 1, 4, 1, 311, 60, 2, 1, 2), "jurisdictionST"),
    (asn1::oid!(1, 3, 6, 1, 4, 1, 311, 60, 2, 1, 3), "jurisdictionC"),
];

/// A distinguished name: RDNs in the order in which they were encoded, each of one or more attributes.
///
/// Two names are equal when their encodings are, as BR 7.1.4.1 demands of issuer and subject.
#[derive(Clone, Debug)]
pub struct Name {
    rdns: Vec<Vec<Attribute>>,
    der: Vec<u8>,
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Name {}

impl Name {
    /// Reads an RDNSequence.
    ///
    /// ```text
    /// RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
    /// RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
    /// AttributeTypeAndValue ::= SEQUENCE { type AttributeType, value AttributeValue }
    /// ```
    ///
    /// The SETs need not be sorted, and a value may hold what its type forbids: real requests have both.
    pub(crate) fn read<'a>(parser: &mut Parser<'a>) -> asn1::ParseResult<Self> {
        let whole = parser.read_element::<Tlv<'a>>()?;
        let rdns = whole.parse::<asn1::Sequence<'a>>()?.parse(|parser| {
            let mut rdns = Vec::new();
            while !parser.is_empty() {
                let set = parser.read_element::<asn1::Set<'a>>()?;
                rdns.push(set.parse(|parser| {
                    let mut attributes = Vec::new();
                    while !parser.is_empty() {
                        attributes.push(read_attribute(parser)?);
                    }
                    Ok::<_, asn1::ParseError>(attributes)
                })?);
            }
            Ok::<_, asn1::ParseError>(rdns)
        })?;
        Ok(Self {
            rdns,
            der: whole.full_data().to_vec(),
        })
    }

    /// The RDNs in the order in which they were encoded.
    pub fn rdns(&self) -> &[Vec<Attribute>] {
        &self.rdns
    }

    /// All attributes in the order in which they were encoded.
    pub fn attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.rdns.iter().flatten()
    }

    /// Whether the name has no attribute at all, as RFC 2986 allows.
    pub fn is_empty(&self) -> bool {
        self.attributes().next().is_none()
    }

    /// The DER encoding.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The values of all attributes of one type, in order.
    pub fn values<'a>(&'a self, kind: &'a Oid) -> impl Iterator<Item = &'a str> {
        self.attributes()
            .filter(move |attribute| attribute.kind == *kind)
            .filter_map(Attribute::text)
    }

    /// The first common name.
    pub fn common_name(&self) -> Option<&str> {
        self.values(&known::COMMON_NAME).next()
    }

    /// Every common name, in order.
    pub fn common_names(&self) -> impl Iterator<Item = &str> {
        self.values(&known::COMMON_NAME)
    }

    /// The first organization.
    pub fn organization(&self) -> Option<&str> {
        self.values(&known::ORGANIZATION).next()
    }

    /// Every organizational unit, in order.
    pub fn organizational_units(&self) -> impl Iterator<Item = &str> {
        self.values(&known::ORGANIZATIONAL_UNIT)
    }

    /// The first country, as two letters where the sender kept to X.520.
    pub fn country(&self) -> Option<&str> {
        self.values(&known::COUNTRY).next()
    }

    /// The first state or province.
    pub fn state(&self) -> Option<&str> {
        self.values(&known::STATE).next()
    }

    /// The first locality.
    pub fn locality(&self) -> Option<&str> {
        self.values(&known::LOCALITY).next()
    }

    /// The first e-mail address.
    pub fn email(&self) -> Option<&str> {
        self.values(&known::EMAIL_ADDRESS).next()
    }
}

/// RFC 4514: the last RDN first, `,` between RDNs, `+` within one, special characters escaped.
impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, rdn) in self.rdns.iter().rev().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            for (index, attribute) in rdn.iter().enumerate() {
                if index > 0 {
                    f.write_str("+")?;
                }
                write_attribute(f, attribute)?;
            }
        }
        Ok(())
    }
}

fn write_attribute(f: &mut fmt::Formatter<'_>, attribute: &Attribute) -> fmt::Result {
    match (attribute.short_name(), attribute.text()) {
        (Some(name), Some(text)) => {
            write!(f, "{name}=")?;
            write_escaped(f, text)
        }
        (name, _) => {
            match name {
                Some(name) => write!(f, "{name}=#")?,
                None => write!(f, "{}=#", attribute.kind)?,
            }
            attribute.der.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
        }
    }
}

/// RFC 4514 section 2.4.
fn write_escaped(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let last = text.chars().count().saturating_sub(1);
    for (index, c) in text.chars().enumerate() {
        match c {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => write!(f, "\\{c}")?,
            '#' if index == 0 => f.write_str("\\#")?,
            ' ' if index == 0 || index == last => f.write_str("\\ ")?,
            '\0'..='\x1f' | '\x7f' => write!(f, "\\{:02x}", u32::from(c))?,
            _ => write!(f, "{c}")?,
        }
    }
    Ok(())
}

fn read_attribute<'a>(parser: &mut Parser<'a>) -> asn1::ParseResult<Attribute> {
    parser.read_element::<asn1::Sequence<'a>>()?.parse(|parser| {
        let kind = parser.read_element::<Oid>()?;
        let value = parser.read_element::<Tlv<'a>>()?;
        let (text, exact) = match read_string(&value) {
            Some((text, exact)) => (Some(text), exact),
            None => (None, true),
        };
        Ok::<_, asn1::ParseError>(Attribute {
            kind,
            text,
            exact,
            der: value.full_data().to_vec(),
        })
    })
}

/// Reads any of ASN.1's string types (X.680 section 41); `None` for anything else. The flag says whether all bytes were legal.
pub(crate) fn read_string(value: &Tlv<'_>) -> Option<(String, bool)> {
    let bytes = value.data();
    let read = match value.tag().as_u8()? {
        // UTF8String
        0x0c => exact_or(
            String::from_utf8_lossy(bytes).into_owned(),
            std::str::from_utf8(bytes).is_ok(),
        ),
        // NumericString, PrintableString, IA5String, VisibleString: subsets of ASCII; senders put UTF-8 there too
        0x12 | 0x13 | 0x16 | 0x1a => exact_or(String::from_utf8_lossy(bytes).into_owned(), bytes.is_ascii()),
        // TeletexString, VideotexString, GraphicString, GeneralString: Latin-1 in practice
        0x14 | 0x15 | 0x19 | 0x1b => exact_or(bytes.iter().copied().map(char::from).collect(), true),
        // UniversalString
        0x1c => wide(bytes, 4, |units| {
            units.map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}')).collect()
        }),
        // BMPString
        0x1e => wide(bytes, 2, |units| {
            let units = units.map(|unit| u16::try_from(unit).unwrap_or(0xfffd));
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or('\u{fffd}'))
                .collect()
        }),
        _ => return None,
    };
    Some(read)
}

fn exact_or(text: String, exact: bool) -> (String, bool) {
    (text, exact)
}

/// Reads big-endian units of `width` bytes.
fn wide(bytes: &[u8], width: usize, decode: impl Fn(&mut dyn Iterator<Item = u32>) -> String) -> (String, bool) {
    let units = bytes.chunks_exact(width);
    let whole = units.remainder().is_empty();
    let text = decode(&mut units.map(|unit| unit.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte))));
    let exact = whole && !text.contains('\u{fffd}');
    (text, exact)
}
