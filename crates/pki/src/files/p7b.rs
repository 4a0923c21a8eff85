//! PKCS#7 files of certificates alone (`.p7b`): the degenerate SignedData of RFC 5652 section 5, which signs nothing.

use super::WithRoot;
use crate::asn1_fault::{Asn1Error, In, Part, bad_value};
use crate::certificate::Certificate;
use crate::chain::Chain;
use crate::oid::Oid;
use crate::pem;
use asn1::{SequenceOfWriter, SequenceWriter, SetOfWriter, Tlv, WriteResult, Writer, oid};

/// id-signedData and id-data (RFC 5652 sections 5.1 and 4).
const SIGNED_DATA: Oid = oid!(1, 2, 840, 113549, 1, 7, 2);
const DATA: Oid = oid!(1, 2, 840, 113549, 1, 7, 1);

/// The whole path as a P7B file in DER, the leaf first; empty if the chain is.
///
/// ```text
/// ContentInfo ::= SEQUENCE { contentType OID, content [0] EXPLICIT SignedData }
/// SignedData ::= SEQUENCE {
///     version INTEGER {v1(1)}, digestAlgorithms SET, encapContentInfo SEQUENCE { eContentType OID },
///     certificates [0] IMPLICIT SET OF Certificate, signerInfos SET }
/// ```
///
/// RFC 5652 section 5.1 lets the certificates of a message that nobody signed stand in any order. They are in that of the path,
/// not in that of DER's sorted sets, as other programs write them too, for some take the first one for the leaf.
pub fn p7b_der(chain: &Chain, root: WithRoot) -> Vec<u8> {
    let path: Vec<Tlv<'_>> = super::path(chain, root)
        .filter_map(|certificate| asn1::parse_single(certificate.der()).ok())
        .collect();
    if path.is_empty() {
        return Vec::new();
    }
    // Writing fails only where memory does, and then nothing goes on.
    asn1::write(|writer| write_content_info(writer, &path)).unwrap_or_default()
}

/// The same as PEM: `BEGIN PKCS7`, 64 columns, LF (RFC 7468 section 8).
pub fn p7b_pem(chain: &Chain, root: WithRoot) -> String {
    let der = p7b_der(chain, root);
    if der.is_empty() {
        return String::new();
    }
    pem::encode("PKCS7", &der)
}

fn write_content_info(writer: &mut Writer<'_>, path: &[Tlv<'_>]) -> WriteResult {
    writer.write_element(&SequenceWriter::new(&|writer| {
        writer.write_element(&SIGNED_DATA)?;
        writer.write_explicit_element(&SequenceWriter::new(&|writer| write_signed_data(writer, path)), 0)
    }))
}

fn write_signed_data(writer: &mut Writer<'_>, path: &[Tlv<'_>]) -> WriteResult {
    writer.write_element(&1_u8)?;
    let nothing: SetOfWriter<'_, Tlv<'_>> = SetOfWriter::new(&[]);
    writer.write_element(&nothing)?;
    writer.write_element(&SequenceWriter::new(&|writer: &mut Writer<'_>| {
        writer.write_element(&DATA)
    }))?;
    writer.write_implicit_element(&SequenceOfWriter::new(path), 0)?;
    writer.write_element(&nothing)
}

/// The certificates of a P7B file in DER, in their order, whatever else it holds: a signed message's own, for instance.
///
/// # Errors
/// [`Part::Outer`] where it is no SignedData, else what is wrong with a certificate.
pub(crate) fn read_p7b(der: &[u8]) -> Result<Vec<Certificate>, Asn1Error> {
    let content_info = asn1::parse_single::<asn1::Sequence<'_>>(der).in_part(Part::Outer)?;
    let signed_data = content_info.parse(|parser| {
        if parser.read_element::<Oid>()? != SIGNED_DATA {
            return Err(bad_value());
        }
        parser.read_element::<asn1::Explicit<asn1::Sequence<'_>, 0>>()
    });
    let certificates = signed_data.in_part(Part::Outer)?.into_inner().parse(|parser| {
        parser.read_element::<Tlv<'_>>()?;
        parser.read_element::<Tlv<'_>>()?;
        parser.read_element::<Tlv<'_>>()?;
        let mut certificates: &[u8] = &[];
        while !parser.is_empty() {
            let field = parser.read_element::<Tlv<'_>>()?;
            if field.tag().as_u8() == Some(0xa0) {
                certificates = field.data();
            }
        }
        Ok::<_, asn1::ParseError>(certificates)
    });
    let choices = asn1::parse(certificates.in_part(Part::Outer)?, |parser| {
        let mut choices = Vec::new();
        while !parser.is_empty() {
            choices.push(parser.read_element::<Tlv<'_>>()?);
        }
        Ok::<_, asn1::ParseError>(choices)
    });
    choices
        .in_part(Part::Outer)?
        .into_iter()
        // Beside certificates RFC 5652 section 10.2.2 allows older and other things, all of them with tags of their own.
        .filter(|choice| choice.tag().as_u8() == Some(0x30))
        .map(|certificate| Certificate::from_der(certificate.full_data()))
        .collect()
}
