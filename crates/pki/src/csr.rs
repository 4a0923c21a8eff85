//! Certification requests (PKCS#10, RFC 2986).

use crate::algorithm::{AlgorithmIdentifier, SignatureAlgorithm};
use crate::asn1_fault::{Asn1Error, Asn1Fault, In, Part, bad_value};
use crate::extensions::{ExplicitDefault, Extensions};
use crate::general_name::GeneralName;
use crate::key::PublicKey;
use crate::name::Name;
use crate::oid::{Oid, known};
use crate::pem;
use crate::signed::Signed;
use asn1::{ParseError, Parser, Tlv};

/// A well-formed certification request. Nothing is said about its signature, see [`Csr::signed`].
///
/// Two are equal when their encodings are.
#[derive(Clone, Debug)]
pub struct Csr {
    der: Vec<u8>,
    version: i64,
    subject: Name,
    attributes: Vec<Oid>,
    extensions: Extensions,
    signed: Signed,
}

impl PartialEq for Csr {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Csr {}

/// The requested extensions are there, but one of them is broken, so that a CA will refuse the request or ignore them all.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenExtensions {
    extensions: Extensions,
}

impl BrokenExtensions {
    /// What could be read all the same; its `faults` say what could not, and there is at least one.
    pub fn readable(&self) -> &Extensions {
        &self.extensions
    }

    /// The names that could be read all the same.
    pub fn readable_names(&self) -> &[GeneralName] {
        self.extensions.subject_alt_names.as_deref().unwrap_or_default()
    }
}

impl Csr {
    /// Reads the DER encoding, all of it.
    ///
    /// ```text
    /// CertificationRequest ::= SEQUENCE {
    ///     certificationRequestInfo CertificationRequestInfo,
    ///     signatureAlgorithm       AlgorithmIdentifier,
    ///     signature                BIT STRING }
    /// CertificationRequestInfo ::= SEQUENCE {
    ///     version       INTEGER { v1(0) },
    ///     subject       Name,
    ///     subjectPKInfo SubjectPublicKeyInfo,
    ///     attributes    [0] IMPLICIT SET OF Attribute }
    /// ```
    /// (RFC 2986 section 4)
    ///
    /// # Errors
    /// The part at which reading stopped. Broken extensions are no error here, see [`Csr::extensions`].
    pub fn from_der(der: &[u8]) -> Result<Self, Asn1Error> {
        let whole = asn1::parse_single::<asn1::Sequence<'_>>(der).in_part(Part::Outer)?;
        let (info, algorithm, signature) = whole.parse(|parser| {
            let info = parser.read_element::<Tlv<'_>>().in_part(Part::Info)?;
            let algorithm = AlgorithmIdentifier::read(parser).in_part(Part::SignatureAlgorithm)?;
            let signature = parser.read_element::<asn1::BitString<'_>>().in_part(Part::Signature)?;
            Ok::<_, Asn1Error>((info, algorithm.signature_algorithm(), signature))
        })?;
        if signature.padding_bits() != 0 {
            return Err(bad_value()).in_part(Part::Signature);
        }
        let fields = info.parse::<asn1::Sequence<'_>>().in_part(Part::Info)?;
        let (version, subject, key, attributes) = fields.parse(|parser| {
            let version = parser.read_element::<i64>().in_part(Part::Version)?;
            let subject = Name::read(parser).in_part(Part::Subject)?;
            let key = parser
                .read_element::<Tlv<'_>>()
                .and_then(|tlv| PublicKey::read(&tlv))
                .in_part(Part::Key)?;
            let attributes = if parser.is_empty() {
                Vec::new()
            } else {
                read_attributes(parser).in_part(Part::Attributes)?
            };
            Ok::<_, Asn1Error>((version, subject, key, attributes))
        })?;
        let signed = Signed {
            key,
            algorithm,
            message: info.full_data().to_vec(),
            signature: signature.as_bytes().to_vec(),
        };
        let extensions = read_requested(&attributes);
        let attributes = attributes.into_iter().map(|attribute| attribute.kind).collect();
        Ok(Self {
            der: der.to_vec(),
            version,
            subject,
            attributes,
            extensions,
            signed,
        })
    }

    /// The DER encoding.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The PEM encoding: RFC 7468, 64 columns, LF.
    pub fn to_pem(&self) -> String {
        pem::encode("CERTIFICATE REQUEST", &self.der)
    }

    /// The version as encoded: 0 in every request that keeps to RFC 2986.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// The subject; it may be empty.
    pub fn subject(&self) -> &Name {
        &self.subject
    }

    /// The public key.
    pub fn key(&self) -> &PublicKey {
        &self.signed.key
    }

    /// How the request was signed.
    pub fn signature_algorithm(&self) -> &SignatureAlgorithm {
        &self.signed.algorithm
    }

    /// The types of the attributes, in order.
    pub fn attributes(&self) -> &[Oid] {
        &self.attributes
    }

    /// The subject alternative names in order; none when the request asks for none.
    ///
    /// # Errors
    /// When any of the requested extensions is broken: a CA reads all of them or none.
    pub fn subject_alt_names(&self) -> Result<&[GeneralName], BrokenExtensions> {
        self.extensions()
            .map(|extensions| extensions.subject_alt_names.as_deref().unwrap_or_default())
    }

    /// The requested extensions.
    ///
    /// # Errors
    /// When any of them is broken; the error holds what could be read.
    pub fn extensions(&self) -> Result<&Extensions, BrokenExtensions> {
        if self.extensions.faults.is_empty() {
            return Ok(&self.extensions);
        }
        Err(BrokenExtensions {
            extensions: self.extensions.clone(),
        })
    }

    /// The request's signature with its own key, for someone to verify.
    pub fn signed(&self) -> &Signed {
        &self.signed
    }
}

/// ```text
/// Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET SIZE (1..MAX) OF ANY }
/// ```
struct Attribute<'a> {
    kind: Oid,
    values: Vec<Tlv<'a>>,
}

/// Neither sorted nor non-empty SETs are asked for: Cisco and Mitel devices keep to neither.
fn read_attributes<'a>(parser: &mut Parser<'a>) -> Result<Vec<Attribute<'a>>, ParseError> {
    let whole = parser.read_element::<Tlv<'a>>()?;
    if whole.tag().as_u8() != Some(0xa0) {
        return Err(ParseError::new(asn1::ParseErrorKind::UnexpectedTag {
            actual: whole.tag(),
        }));
    }
    asn1::parse(whole.data(), |parser| {
        let mut attributes = Vec::new();
        while !parser.is_empty() {
            attributes.push(parser.read_element::<asn1::Sequence<'a>>()?.parse(|parser| {
                let kind = parser.read_element::<Oid>()?;
                let values = parser.read_element::<asn1::Set<'a>>()?.parse(|parser| {
                    let mut values = Vec::new();
                    while !parser.is_empty() {
                        values.push(parser.read_element::<Tlv<'a>>()?);
                    }
                    Ok::<_, ParseError>(values)
                })?;
                Ok::<_, ParseError>(Attribute { kind, values })
            })?);
        }
        Ok(attributes)
    })
}

/// The first extensionRequest counts, as for OpenSSL; Microsoft's old one only where there is no other.
fn read_requested(attributes: &[Attribute<'_>]) -> Extensions {
    let find = |kind: Oid| attributes.iter().find(|attribute| attribute.kind == kind);
    let Some(request) = find(known::EXTENSION_REQUEST).or_else(|| find(known::MS_EXTENSION_REQUEST)) else {
        return Extensions::default();
    };
    let mut values = request.values.iter();
    let Some(list) = values.next() else {
        let mut none = Extensions::default();
        none.fault(None, Asn1Fault::TooShort);
        return none;
    };
    let mut extensions = Extensions::read(list, ExplicitDefault::Fault);
    if values.next().is_some() {
        extensions.fault(None, Asn1Fault::Repeated);
    }
    extensions
}
