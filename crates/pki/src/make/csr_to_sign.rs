//! Writing a CSR (RFC 2986) in two steps, between which the browser signs.

use crate::asn1_fault::{Asn1Error, In, Part};
use crate::csr::Csr;
use crate::key::PublicKey;
use crate::make::alt_name::AltName;
use crate::make::new_key_kind::{NewKeyKind, WebCryptoSign};
use crate::make::subject::{Subject, SubjectAttribute};
use crate::oid::{Oid, known};
use asn1::{BitString, PrintableString, SequenceOfWriter, SetOfWriter, Tlv, Utf8String, WriteError, oid};
use std::net::IpAddr;

/// A CSR that lacks its signature alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsrToSign {
    info: Vec<u8>,
    kind: NewKeyKind,
}

/// Why no CSR can be made of a public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsrFault {
    /// It is no SubjectPublicKeyInfo.
    UnreadableKey,
    /// It is none of [`NewKeyKind`].
    UnusualKey,
    /// The memory does not suffice.
    NoMemory,
}

/// Why a signature can't be that of the CSR.
#[derive(Clone, Debug, PartialEq)]
pub enum SignatureFault {
    /// It has not the length that the key's signatures have; for ECDSA that of r and s together (IEEE P1363).
    Length {
        /// Its length in bytes.
        found: usize,
        /// The right length in bytes.
        expected: usize,
    },
    /// r or s is zero (FIPS 186-5 section 6.4.2).
    Zero,
    /// The memory does not suffice.
    NoMemory,
    /// The CSR that it makes can't be read back, and must not be used.
    Unreadable(Asn1Error),
}

impl CsrToSign {
    /// Writes all but the signature.
    ///
    /// `spki` is the public key as WebCrypto exports it (`spki`, DER). The names stand in one subjectAltName extension in
    /// their order, critical where the subject is empty (RFC 5280 section 4.2.1.6); without names no extension is asked for.
    ///
    /// # Errors
    /// When the key is none that WebCrypto was told to generate.
    pub fn new(subject: &Subject, names: &[AltName], spki: &[u8]) -> Result<Self, CsrFault> {
        let key = asn1::parse_single::<Tlv<'_>>(spki).map_err(|_| CsrFault::UnreadableKey)?;
        let public = PublicKey::read(&key).map_err(|_| CsrFault::UnreadableKey)?;
        let kind = NewKeyKind::of(&public).ok_or(CsrFault::UnusualKey)?;
        let info = write_info(subject, names, key).map_err(|_| CsrFault::NoMemory)?;
        Ok(Self { info, kind })
    }

    /// What is to be signed: the DER encoding of the CertificationRequestInfo.
    pub fn message(&self) -> &[u8] {
        &self.info
    }

    /// How WebCrypto is to sign it: RSASSA-PKCS1-v1_5 with SHA-256, or ECDSA with the hash of the curve.
    pub fn signing(&self) -> WebCryptoSign {
        self.kind.signing()
    }

    /// The kind of its key.
    pub fn kind(&self) -> NewKeyKind {
        self.kind
    }

    /// Adds the signature as WebCrypto returns it (ECDSA: r and s of the curve's length, one after the other).
    ///
    /// Whether the key made it is not looked at; [`Csr::signed`] leads to that.
    ///
    /// # Errors
    /// [`SignatureFault`], when no such key makes such a signature.
    pub fn finish(&self, signature: &[u8]) -> Result<Csr, SignatureFault> {
        let expected = self.kind.signature_len();
        let wrong_length = SignatureFault::Length {
            found: signature.len(),
            expected,
        };
        if signature.len() != expected {
            return Err(wrong_length);
        }
        let signature = match self.kind.rsa_bits() {
            Some(_) => signature.to_vec(),
            None => ecdsa_der(signature)?,
        };
        let info = asn1::parse_single::<Tlv<'_>>(&self.info)
            .in_part(Part::Info)
            .map_err(SignatureFault::Unreadable)?;
        let der = asn1::write_single(&CertificationRequest {
            info,
            algorithm: algorithm(self.kind),
            signature: BitString::new(&signature, 0).ok_or(wrong_length)?,
        });
        Csr::from_der(&der.map_err(|_| SignatureFault::NoMemory)?).map_err(SignatureFault::Unreadable)
    }
}

/// Turns r and s, one after the other, into `ECDSA-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }` (RFC 5480 appendix A).
fn ecdsa_der(joined: &[u8]) -> Result<Vec<u8>, SignatureFault> {
    #[derive(asn1::Asn1Write)]
    struct EcdsaSigValue<'a> {
        r: asn1::BigUint<'a>,
        s: asn1::BigUint<'a>,
    }
    let (r, s) = joined.split_at(joined.len() / 2);
    let (r, s) = (unsigned(r), unsigned(s));
    // What is left of zero is nothing, which is no INTEGER.
    let (Some(r), Some(s)) = (asn1::BigUint::new(&r), asn1::BigUint::new(&s)) else {
        return Err(SignatureFault::Zero);
    };
    asn1::write_single(&EcdsaSigValue { r, s }).map_err(|_| SignatureFault::NoMemory)
}

/// The content of an INTEGER that is not negative: as few bytes as can be, the first bit zero (X.690 section 8.3).
fn unsigned(number: &[u8]) -> Vec<u8> {
    let digits = number.iter().copied().skip_while(|byte| *byte == 0);
    let sign = digits.clone().next().filter(|first| *first >= 0x80).map(|_| 0);
    sign.into_iter().chain(digits).collect()
}

/// ```text
/// CertificationRequestInfo ::= SEQUENCE {
///     version INTEGER, subject Name, subjectPKInfo SubjectPublicKeyInfo, attributes [0] IMPLICIT SET OF Attribute }
/// ```
#[derive(asn1::Asn1Write)]
struct CertificationRequestInfo<'a> {
    version: u8,
    subject: SequenceOfWriter<'a, Rdn<'a>, Vec<Rdn<'a>>>,
    key: Tlv<'a>,
    #[implicit(0, required)]
    attributes: SetOfWriter<'a, Attribute<'a>, Vec<Attribute<'a>>>,
}

type Rdn<'a> = SetOfWriter<'a, AttributeTypeAndValue<'a>, [AttributeTypeAndValue<'a>; 1]>;

#[derive(asn1::Asn1Write)]
struct AttributeTypeAndValue<'a> {
    kind: Oid,
    value: DirectoryString<'a>,
}

#[derive(asn1::Asn1Write)]
enum DirectoryString<'a> {
    Utf8(Utf8String<'a>),
    Printable(PrintableString<'a>),
}

#[derive(asn1::Asn1Write)]
struct Attribute<'a> {
    kind: Oid,
    values: SetOfWriter<'a, Extensions<'a>, [Extensions<'a>; 1]>,
}

type Extensions<'a> = SequenceOfWriter<'a, Extension<'a>, [Extension<'a>; 1]>;

#[derive(asn1::Asn1Write)]
struct Extension<'a> {
    kind: Oid,
    #[default(false)]
    critical: bool,
    value: &'a [u8],
}

#[derive(asn1::Asn1Write)]
enum General<'a> {
    // An IA5String: DnsName is ASCII.
    #[implicit(2)]
    Dns(&'a [u8]),
    #[implicit(7)]
    Ip(&'a [u8]),
}

fn write_info(subject: &Subject, names: &[AltName], key: Tlv<'_>) -> Result<Vec<u8>, WriteError> {
    let subject_alt_name = write_names(names)?;
    let attributes = if names.is_empty() {
        Vec::new()
    } else {
        let extension = Extension {
            kind: known::SUBJECT_ALT_NAME,
            critical: subject.is_empty(),
            value: &subject_alt_name,
        };
        vec![Attribute {
            kind: known::EXTENSION_REQUEST,
            values: SetOfWriter::new([SequenceOfWriter::new([extension])]),
        }]
    };
    let rdns = subject.attributes().map(|(attribute, value)| {
        SetOfWriter::new([AttributeTypeAndValue {
            kind: attribute.oid(),
            value: directory_string(attribute, value),
        }])
    });
    asn1::write_single(&CertificationRequestInfo {
        version: 0,
        subject: SequenceOfWriter::new(rdns.collect()),
        key,
        attributes: SetOfWriter::new(attributes),
    })
}

/// X.520 has the country as PrintableString; for the rest RFC 5280 section 4.1.2.4 wants UTF8String.
fn directory_string(attribute: SubjectAttribute, value: &str) -> DirectoryString<'_> {
    PrintableString::new(value)
        .filter(|_| attribute == SubjectAttribute::Country)
        .map_or_else(
            || DirectoryString::Utf8(Utf8String::new(value)),
            DirectoryString::Printable,
        )
}

fn write_names(names: &[AltName]) -> Result<Vec<u8>, WriteError> {
    let octets: Vec<Vec<u8>> = names.iter().map(octets).collect();
    let entries: Vec<General<'_>> = names
        .iter()
        .zip(&octets)
        .map(|(name, octets)| match name {
            AltName::Dns(_) => General::Dns(octets),
            AltName::Ip(_) => General::Ip(octets),
        })
        .collect();
    asn1::write_single(&SequenceOfWriter::new(entries))
}

fn octets(name: &AltName) -> Vec<u8> {
    match name {
        AltName::Dns(name) => name.as_str().as_bytes().to_vec(),
        AltName::Ip(IpAddr::V4(v4)) => v4.octets().to_vec(),
        AltName::Ip(IpAddr::V6(v6)) => v6.octets().to_vec(),
    }
}

#[derive(asn1::Asn1Write)]
struct CertificationRequest<'a> {
    info: Tlv<'a>,
    algorithm: AlgorithmIdentifier,
    signature: BitString<'a>,
}

#[derive(asn1::Asn1Write)]
struct AlgorithmIdentifier {
    algorithm: Oid,
    parameters: Option<asn1::Null>,
}

/// RFC 4055 section 5 wants NULL for parameters, RFC 5758 section 3.2 wants none.
fn algorithm(kind: NewKeyKind) -> AlgorithmIdentifier {
    match kind {
        NewKeyKind::Rsa2048 | NewKeyKind::Rsa3072 | NewKeyKind::Rsa4096 => AlgorithmIdentifier {
            algorithm: oid!(1, 2, 840, 113549, 1, 1, 11),
            parameters: Some(()),
        },
        NewKeyKind::P256 => AlgorithmIdentifier {
            algorithm: oid!(1, 2, 840, 10045, 4, 3, 2),
            parameters: None,
        },
        NewKeyKind::P384 => AlgorithmIdentifier {
            algorithm: oid!(1, 2, 840, 10045, 4, 3, 3),
            parameters: None,
        },
    }
}
