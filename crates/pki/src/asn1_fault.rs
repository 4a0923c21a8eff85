//! What was wrong with a piece of ASN.1, and where, as data.

use asn1::{ParseError, ParseErrorKind};

/// The part of a CSR or certificate in which reading stopped (RFC 2986 section 4, RFC 5280 section 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The outermost SEQUENCE.
    Outer,
    /// The part that is signed (CertificationRequestInfo, TBSCertificate).
    Info,
    /// The version number.
    Version,
    /// A certificate's serial number.
    SerialNumber,
    /// A certificate's issuer.
    Issuer,
    /// A certificate's notBefore and notAfter.
    Validity,
    /// The subject's distinguished name.
    Subject,
    /// The subjectPublicKeyInfo.
    Key,
    /// A CSR's attributes.
    Attributes,
    /// A certificate's extensions.
    Extensions,
    /// The signature's AlgorithmIdentifier.
    SignatureAlgorithm,
    /// The signature itself.
    Signature,
}

/// How a piece of ASN.1 breaks the rules of DER (X.690).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Asn1Fault {
    /// The data ends before the length that it declares.
    TooShort,
    /// More stands there than the length declares.
    ExtraData,
    /// Another type than the one that belongs there, or a type that no one knows.
    WrongType,
    /// A length that is not in DER's shortest form; BER's indefinite length is one of these.
    Length,
    /// The type is right, the value is not.
    Value,
    /// The same extension, or the same field, stands there twice.
    Repeated,
}

impl Asn1Fault {
    pub(crate) fn of(error: &ParseError) -> Self {
        match error.kind() {
            ParseErrorKind::ShortData { .. } => Self::TooShort,
            ParseErrorKind::ExtraData => Self::ExtraData,
            ParseErrorKind::InvalidTag | ParseErrorKind::UnexpectedTag { .. } => Self::WrongType,
            ParseErrorKind::InvalidLength => Self::Length,
            _ => Self::Value,
        }
    }
}

/// Where reading stopped and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asn1Error {
    /// The part that could not be read.
    pub part: Part,
    /// What is wrong with it.
    pub fault: Asn1Fault,
}

/// Names the part in which an error arose.
pub(crate) trait In<T> {
    fn in_part(self, part: Part) -> Result<T, Asn1Error>;
}

impl<T> In<T> for Result<T, ParseError> {
    fn in_part(self, part: Part) -> Result<T, Asn1Error> {
        self.map_err(|error| Asn1Error {
            part,
            fault: Asn1Fault::of(&error),
        })
    }
}

/// Carries an [`Asn1Error`] or a bare parser error through `Sequence::parse`, which asks for `From<ParseError>`.
impl From<ParseError> for Asn1Error {
    fn from(error: ParseError) -> Self {
        Self {
            part: Part::Outer,
            fault: Asn1Fault::of(&error),
        }
    }
}

/// The bare parser error for a value that the grammar allows and the standard does not.
pub(crate) fn bad_value() -> ParseError {
    ParseError::new(ParseErrorKind::InvalidValue)
}
