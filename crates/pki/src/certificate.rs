//! X.509 certificates (RFC 5280 section 4.1), with all that is needed to show one.

use crate::algorithm::{AlgorithmIdentifier, SignatureAlgorithm};
use crate::asn1_fault::{Asn1Error, In, Part, bad_value};
use crate::extensions::{BasicConstraints, ExplicitDefault, Extensions, KeyUsage};
use crate::general_name::GeneralName;
use crate::key::PublicKey;
use crate::name::Name;
use crate::oid::Oid;
use crate::pem;
use crate::signed::Signed;
use asn1::{ParseError, Parser, Tlv};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use time::{Date, Month, OffsetDateTime, Time};

/// A certificate. Two are equal when their encodings are.
#[derive(Clone, Debug)]
pub struct Certificate {
    der: Vec<u8>,
    info: Vec<u8>,
    serial: Vec<u8>,
    issuer: Name,
    not_before: OffsetDateTime,
    not_after: OffsetDateTime,
    subject: Name,
    key: PublicKey,
    extensions: Extensions,
    algorithm: SignatureAlgorithm,
    signature: Vec<u8>,
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Certificate {}

impl Certificate {
    /// Reads the DER encoding, all of it.
    ///
    /// ```text
    /// Certificate ::= SEQUENCE {
    ///     tbsCertificate TBSCertificate, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
    /// TBSCertificate ::= SEQUENCE {
    ///     version [0] Version DEFAULT v1, serialNumber INTEGER, signature AlgorithmIdentifier, issuer Name,
    ///     validity SEQUENCE { notBefore Time, notAfter Time }, subject Name, subjectPublicKeyInfo SubjectPublicKeyInfo,
    ///     issuerUniqueID [1] BIT STRING OPTIONAL, subjectUniqueID [2] BIT STRING OPTIONAL, extensions [3] OPTIONAL }
    /// ```
    ///
    /// # Errors
    /// The part at which reading stopped. The two signature algorithms must be the same (section 4.1.1.2).
    pub fn from_der(der: &[u8]) -> Result<Self, Asn1Error> {
        let whole = asn1::parse_single::<asn1::Sequence<'_>>(der).in_part(Part::Outer)?;
        let (info, algorithm, signature) = whole.parse(|parser| {
            let info = parser.read_element::<Tlv<'_>>().in_part(Part::Info)?;
            let algorithm = AlgorithmIdentifier::read(parser).in_part(Part::SignatureAlgorithm)?;
            let signature = parser.read_element::<asn1::BitString<'_>>().in_part(Part::Signature)?;
            Ok::<_, Asn1Error>((info, algorithm, signature))
        })?;
        if signature.padding_bits() != 0 {
            return Err(bad_value()).in_part(Part::Signature);
        }
        info.parse::<asn1::Sequence<'_>>().in_part(Part::Info)?.parse(|parser| {
            if parser.peek_tag().and_then(asn1::Tag::as_u8) == Some(0xa0) {
                parser.read_element::<asn1::Explicit<u8, 0>>().in_part(Part::Version)?;
            }
            let serial = parser.read_element::<Tlv<'_>>().in_part(Part::SerialNumber)?;
            if serial.tag().as_u8() != Some(0x02) || serial.data().is_empty() {
                return Err(bad_value()).in_part(Part::SerialNumber);
            }
            if AlgorithmIdentifier::read(parser).in_part(Part::SignatureAlgorithm)? != algorithm {
                return Err(bad_value()).in_part(Part::SignatureAlgorithm);
            }
            let issuer = Name::read(parser).in_part(Part::Issuer)?;
            let (not_before, not_after) = read_validity(parser).in_part(Part::Validity)?;
            let subject = Name::read(parser).in_part(Part::Subject)?;
            let key = parser
                .read_element::<Tlv<'_>>()
                .and_then(|tlv| PublicKey::read(&tlv))
                .in_part(Part::Key)?;
            let extensions = read_extensions(parser).in_part(Part::Extensions)?;
            Ok(Self {
                der: der.to_vec(),
                info: info.full_data().to_vec(),
                serial: serial.data().to_vec(),
                issuer,
                not_before,
                not_after,
                subject,
                key,
                extensions,
                algorithm: algorithm.signature_algorithm(),
                signature: signature.as_bytes().to_vec(),
            })
        })
    }

    /// The DER encoding.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The PEM encoding: RFC 7468, 64 columns, LF.
    pub fn to_pem(&self) -> String {
        pem::encode("CERTIFICATE", &self.der)
    }

    /// The serial number's bytes as encoded, big-endian two's complement, so that a leading 00 may stand there.
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// The serial number in upper-case hexadecimal as DigiCert writes it: no separators, no leading zero byte.
    pub fn serial_hex(&self) -> String {
        let digits = match self.serial.as_slice() {
            [0, rest @ ..] if !rest.is_empty() => rest,
            all => all,
        };
        let mut text = String::new();
        for byte in digits {
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(digit), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
        text
    }

    /// The issuer's name.
    pub fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// The subject's name.
    pub fn subject(&self) -> &Name {
        &self.subject
    }

    /// The first second of validity, in UTC.
    pub fn not_before(&self) -> OffsetDateTime {
        self.not_before
    }

    /// The last second of validity, in UTC.
    pub fn not_after(&self) -> OffsetDateTime {
        self.not_after
    }

    /// The subject's public key.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// How the issuer signed.
    pub fn signature_algorithm(&self) -> &SignatureAlgorithm {
        &self.algorithm
    }

    /// The extensions as far as they could be read.
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// The subject alternative names in order; none when there is no such extension.
    pub fn subject_alt_names(&self) -> &[GeneralName] {
        self.extensions.subject_alt_names.as_deref().unwrap_or_default()
    }

    /// Whether basicConstraints says that this is a CA's certificate.
    pub fn is_ca(&self) -> bool {
        self.extensions
            .basic_constraints
            .is_some_and(|constraints| constraints.is_ca)
    }

    /// How many intermediates may stand between this CA and a leaf.
    pub fn path_len(&self) -> Option<u64> {
        self.extensions
            .basic_constraints
            .and_then(|BasicConstraints { path_len, .. }| path_len)
    }

    /// The key usage, if the certificate limits it.
    pub fn key_usage(&self) -> Option<KeyUsage> {
        self.extensions.key_usage
    }

    /// The extended key usages, in order.
    pub fn extended_key_usages(&self) -> &[Oid] {
        &self.extensions.extended_key_usages
    }

    /// The policies, in order.
    pub fn policies(&self) -> &[Oid] {
        &self.extensions.policies
    }

    /// The subject key identifier.
    pub fn subject_key_id(&self) -> Option<&[u8]> {
        self.extensions.subject_key_id.as_deref()
    }

    /// The issuer's key identifier.
    pub fn authority_key_id(&self) -> Option<&[u8]> {
        self.extensions.authority_key_id.as_deref()
    }

    /// Whether issuer and subject are the same name (RFC 5280 section 3.2); whether it is also self-signed, its signature tells.
    pub fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// SHA-1 over the DER encoding: what DigiCert's API calls the thumbprint.
    pub fn thumbprint_sha1(&self) -> [u8; 20] {
        Sha1::digest(&self.der).into()
    }

    /// SHA-256 over the DER encoding.
    pub fn thumbprint_sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.der).into()
    }

    /// This certificate's signature as one of `issuer_key`, for someone to verify.
    pub fn signed_by(&self, issuer_key: &PublicKey) -> Signed {
        Signed {
            key: issuer_key.clone(),
            algorithm: self.algorithm.clone(),
            message: self.info.clone(),
            signature: self.signature.clone(),
        }
    }

    /// Whether this is the signature on the certificate, whosever key is to have made it.
    pub(crate) fn bears(&self, signed: &Signed) -> bool {
        self.signature == signed.signature && self.algorithm == signed.algorithm && self.info == signed.message
    }
}

/// The optional fields at the end of a TBSCertificate.
fn read_extensions(parser: &mut Parser<'_>) -> Result<Extensions, ParseError> {
    let mut extensions = Extensions::default();
    while !parser.is_empty() {
        let field = parser.read_element::<Tlv<'_>>()?;
        match field.tag().as_u8() {
            Some(0x81 | 0x82) => {}
            Some(0xa3) => {
                let list = asn1::parse_single::<Tlv<'_>>(field.data())?;
                extensions = Extensions::read(&list, ExplicitDefault::Meant);
            }
            _ => {
                return Err(ParseError::new(asn1::ParseErrorKind::UnexpectedTag {
                    actual: field.tag(),
                }));
            }
        }
    }
    Ok(extensions)
}

fn read_validity(parser: &mut Parser<'_>) -> Result<(OffsetDateTime, OffsetDateTime), ParseError> {
    parser
        .read_element::<asn1::Sequence<'_>>()?
        .parse(|parser| Ok::<_, ParseError>((read_time(parser)?, read_time(parser)?)))
}

/// ```text
/// Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime }
/// ```
///
/// `YYMMDDhhmmssZ`, of which years from 50 are those of the last century, or `YYYYMMDDhhmmssZ`, also for years before 2050
/// (RFC 5280 section 4.1.2.5).
fn read_time(parser: &mut Parser<'_>) -> Result<OffsetDateTime, ParseError> {
    let time = parser.read_element::<Tlv<'_>>()?;
    let (century, rest) = match (time.tag().as_u8(), time.data()) {
        (Some(0x17), rest) => (None, rest),
        (Some(0x18), [first, second, rest @ ..]) => (Some([*first, *second]), rest),
        (Some(0x18), _) => return Err(bad_value()),
        _ => {
            return Err(ParseError::new(asn1::ParseErrorKind::UnexpectedTag {
                actual: time.tag(),
            }));
        }
    };
    read_moment(century, rest).ok_or_else(bad_value)
}

fn read_moment(century: Option<[u8; 2]>, rest: &[u8]) -> Option<OffsetDateTime> {
    let [fields @ .., b'Z'] = rest else { return None };
    let numbers: Vec<u8> = fields.chunks(2).filter_map(two_digits).collect();
    let (12, [year, month, day, hour, minute, second]) = (fields.len(), numbers.as_slice()) else {
        return None;
    };
    let century = match century {
        Some(digits) => two_digits(&digits)?,
        None if *year < 50 => 20,
        None => 19,
    };
    let year = i32::from(century) * 100 + i32::from(*year);
    let date = Date::from_calendar_date(year, Month::try_from(*month).ok()?, *day).ok()?;
    let clock = Time::from_hms(*hour, *minute, *second).ok()?;
    Some(OffsetDateTime::new_utc(date, clock))
}

fn two_digits(digits: &[u8]) -> Option<u8> {
    match digits {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + (ones - b'0')),
        _ => None,
    }
}
