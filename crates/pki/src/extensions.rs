//! X.509 extensions, as a CSR asks for them and a certificate has them (RFC 5280 section 4.2).

use crate::asn1_fault::{Asn1Fault, bad_value};
use crate::general_name::{GeneralName, read_general_names};
use crate::oid::{Oid, known};
use asn1::{ParseResult, Parser, Tlv};
use std::collections::BTreeSet;

/// keyUsage: nine bits (RFC 5280 section 4.2.1.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KeyUsage {
    bits: u16,
}

impl KeyUsage {
    fn read(value: &[u8]) -> ParseResult<Self> {
        let string = asn1::parse_single::<asn1::BitString<'_>>(value)?;
        let bit = |n: usize| if string.has_bit_set(n) { 1 << n } else { 0 };
        Ok(Self {
            bits: (0..9).map(bit).sum(),
        })
    }

    fn has(self, n: u32) -> bool {
        self.bits & (1 << n) != 0
    }

    /// digitalSignature.
    pub fn digital_signature(self) -> bool {
        self.has(0)
    }

    /// nonRepudiation, also called contentCommitment.
    pub fn non_repudiation(self) -> bool {
        self.has(1)
    }

    /// keyEncipherment.
    pub fn key_encipherment(self) -> bool {
        self.has(2)
    }

    /// dataEncipherment.
    pub fn data_encipherment(self) -> bool {
        self.has(3)
    }

    /// keyAgreement.
    pub fn key_agreement(self) -> bool {
        self.has(4)
    }

    /// keyCertSign.
    pub fn key_cert_sign(self) -> bool {
        self.has(5)
    }

    /// cRLSign.
    pub fn crl_sign(self) -> bool {
        self.has(6)
    }

    /// encipherOnly.
    pub fn encipher_only(self) -> bool {
        self.has(7)
    }

    /// decipherOnly.
    pub fn decipher_only(self) -> bool {
        self.has(8)
    }
}

/// basicConstraints (RFC 5280 section 4.2.1.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BasicConstraints {
    /// Whether the subject is a CA.
    pub is_ca: bool,
    /// How many intermediates may follow below.
    pub path_len: Option<u64>,
}

/// An extension that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtensionFault {
    /// The extension; `None` when not even that could be read, or when the list of extensions itself is broken.
    pub extension: Option<Oid>,
    /// What is wrong with it.
    pub fault: Asn1Fault,
}

/// Extensions as far as they could be read.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Extensions {
    /// subjectAltName; `None` when there is none.
    pub subject_alt_names: Option<Vec<GeneralName>>,
    /// keyUsage.
    pub key_usage: Option<KeyUsage>,
    /// extKeyUsage, in order.
    pub extended_key_usages: Vec<Oid>,
    /// basicConstraints.
    pub basic_constraints: Option<BasicConstraints>,
    /// Whether TLS feature status_request is asked for: "must staple" (RFC 7633).
    pub must_staple: bool,
    /// certificatePolicies, in order, without their qualifiers.
    pub policies: Vec<Oid>,
    /// subjectKeyIdentifier.
    pub subject_key_id: Option<Vec<u8>>,
    /// The keyIdentifier of authorityKeyIdentifier.
    pub authority_key_id: Option<Vec<u8>>,
    /// Every other extension, in order.
    pub others: Vec<Oid>,
    /// Those that could not be read.
    pub faults: Vec<ExtensionFault>,
}

/// How an explicit `critical FALSE`, which DER forbids and some senders write, is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExplicitDefault {
    /// As a fault: CAs refuse such a request.
    Fault,
    /// As what it means: the certificate has been issued.
    Meant,
}

impl Extensions {
    /// ```text
    /// Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension
    /// ```
    ///
    /// Reads on behind what is broken, so that the names are not lost with it.
    pub(crate) fn read(list: &Tlv<'_>, explicit_default: ExplicitDefault) -> Self {
        let mut extensions = Self::default();
        let mut seen = BTreeSet::new();
        if list.tag().as_u8() != Some(0x30) {
            extensions.fault(None, Asn1Fault::WrongType);
            return extensions;
        }
        let mut rest = list.data();
        while !rest.is_empty() {
            let (entry, behind) = match asn1::strip_tlv(rest) {
                Ok(split) => split,
                Err(error) => {
                    extensions.fault(None, Asn1Fault::of(&error));
                    break;
                }
            };
            rest = behind;
            let Extension {
                oid,
                explicit_false,
                value,
            } = match Extension::read(&entry) {
                Ok(extension) => extension,
                Err(error) => {
                    extensions.fault(None, Asn1Fault::of(&error));
                    continue;
                }
            };
            if explicit_false && explicit_default == ExplicitDefault::Fault {
                extensions.fault(Some(oid.clone()), Asn1Fault::Value);
            }
            if !seen.insert(oid.as_der().to_vec()) {
                extensions.fault(Some(oid.clone()), Asn1Fault::Repeated);
            }
            if let Err(error) = extensions.take(&oid, value, explicit_default) {
                extensions.fault(Some(oid), Asn1Fault::of(&error));
            }
        }
        extensions
    }

    pub(crate) fn fault(&mut self, extension: Option<Oid>, fault: Asn1Fault) {
        self.faults.push(ExtensionFault { extension, fault });
    }

    fn take(&mut self, oid: &Oid, value: &[u8], explicit_default: ExplicitDefault) -> ParseResult<()> {
        match oid {
            oid if *oid == known::SUBJECT_ALT_NAME => {
                let (names, outcome) = read_general_names(value);
                self.subject_alt_names.get_or_insert_default().extend(names);
                return outcome;
            }
            oid if *oid == known::KEY_USAGE => self.key_usage = Some(KeyUsage::read(value)?),
            oid if *oid == known::EXTENDED_KEY_USAGE => self.extended_key_usages = read_oids(value)?,
            oid if *oid == known::BASIC_CONSTRAINTS => {
                self.basic_constraints = Some(read_basic_constraints(value, explicit_default)?);
            }
            oid if *oid == known::TLS_FEATURE => {
                // RFC 7633: Features ::= SEQUENCE OF INTEGER; 5 is status_request.
                let features = asn1::parse_single::<asn1::SequenceOf<'_, u64>>(value)?;
                self.must_staple = features.into_iter().any(|feature| feature == 5);
            }
            oid if *oid == known::CERTIFICATE_POLICIES => self.policies = read_policies(value)?,
            oid if *oid == known::SUBJECT_KEY_IDENTIFIER => {
                self.subject_key_id = Some(asn1::parse_single::<&[u8]>(value)?.to_vec());
            }
            oid if *oid == known::AUTHORITY_KEY_IDENTIFIER => self.authority_key_id = read_authority_key_id(value)?,
            oid => self.others.push(oid.clone()),
        }
        Ok(())
    }
}

/// ```text
/// Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
/// ```
struct Extension<'a> {
    oid: Oid,
    explicit_false: bool,
    value: &'a [u8],
}

impl<'a> Extension<'a> {
    fn read(entry: &Tlv<'a>) -> ParseResult<Self> {
        entry.parse::<asn1::Sequence<'a>>()?.parse(|parser| {
            let oid = parser.read_element::<Oid>()?;
            let explicit_false = parser.read_element::<Option<bool>>()? == Some(false);
            Ok::<_, asn1::ParseError>(Self {
                oid,
                explicit_false,
                value: parser.read_element::<&'a [u8]>()?,
            })
        })
    }
}

/// ```text
/// BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
/// ```
fn read_basic_constraints(value: &[u8], explicit_default: ExplicitDefault) -> ParseResult<BasicConstraints> {
    asn1::parse_single::<asn1::Sequence<'_>>(value)?.parse(|parser| {
        let is_ca = parser.read_element::<Option<bool>>()?;
        let path_len = parser.read_element::<Option<u64>>()?;
        let strict = explicit_default == ExplicitDefault::Fault;
        // "CAs MUST NOT include the pathLenConstraint field unless the cA boolean is asserted"
        if strict && (is_ca == Some(false) || (is_ca.is_none() && path_len.is_some())) {
            return Err(bad_value());
        }
        Ok(BasicConstraints {
            is_ca: is_ca == Some(true),
            path_len,
        })
    })
}

/// ```text
/// ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
/// ```
fn read_oids(value: &[u8]) -> ParseResult<Vec<Oid>> {
    Ok(asn1::parse_single::<asn1::SequenceOf<'_, Oid>>(value)?.collect())
}

/// ```text
/// certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE { policyIdentifier OBJECT IDENTIFIER, ... }
/// ```
fn read_policies(value: &[u8]) -> ParseResult<Vec<Oid>> {
    let policies = asn1::parse_single::<asn1::SequenceOf<'_, Tlv<'_>>>(value)?;
    policies
        .map(|policy| asn1::strip_tlv(policy.data()).and_then(|(oid, _)| oid.parse::<Oid>()))
        .collect()
}

/// ```text
/// AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OCTET STRING OPTIONAL, ... }
/// ```
fn read_authority_key_id(value: &[u8]) -> ParseResult<Option<Vec<u8>>> {
    asn1::parse_single::<asn1::Sequence<'_>>(value)?.parse(|parser: &mut Parser<'_>| {
        let id = parser.read_element::<Option<asn1::Implicit<&[u8], 0>>>()?;
        while !parser.is_empty() {
            parser.read_element::<Tlv<'_>>()?;
        }
        Ok::<_, asn1::ParseError>(id.map(|id| id.into_inner().to_vec()))
    })
}
