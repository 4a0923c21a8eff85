//! Whether nameConstraints are well-formed (RFC 5280 section 4.2.1.10).

use super::dns_name;
use asn1::{ParseResult, Parser, Tlv};

/// At least one subtree, each of them one that means something; what it means is for webpki.
///
/// ```text
/// NameConstraints ::= SEQUENCE { permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1] GeneralSubtrees OPTIONAL }
/// GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
/// GeneralSubtree ::= SEQUENCE { base GeneralName, minimum [0] INTEGER DEFAULT 0, maximum [1] INTEGER OPTIONAL }
/// ```
pub(super) fn are_well_formed(value: &[u8]) -> bool {
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
        Some(0x82) => {
            std::str::from_utf8(base.data()).is_ok_and(|name| name.is_empty() || dns_name::is_host_name(name))
        }
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
