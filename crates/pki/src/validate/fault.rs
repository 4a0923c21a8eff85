//! Why a path is not valid, as data.

use crate::general_name::GeneralName;
use crate::name::Name;
use rustls_pki_types::UnixTime;
use time::OffsetDateTime;
use webpki::Error;

/// Why no path from the leaf to one of the roots is valid. Where several paths were tried, it is what is wrong with the one
/// that came nearest.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PathFault {
    /// A certificate of the path has expired (RFC 5280 section 6.1.3 (a) (2)).
    Expired {
        /// Its last second, in UTC.
        not_after: OffsetDateTime,
    },
    /// A certificate of the path is not valid yet (RFC 5280 section 6.1.3 (a) (2)).
    NotYetValid {
        /// Its first second, in UTC.
        not_before: OffsetDateTime,
    },
    /// A certificate's notAfter lies before its notBefore (RFC 5280 section 4.1.2.5).
    InvalidValidity,
    /// No subject alternative name of the leaf covers a name that it must serve (RFC 6125 section 6.4, RFC 9525 section 6.3;
    /// the common name counts for nothing).
    NameNotCovered {
        /// The first such name.
        name: GeneralName,
    },
    /// No given certificate issued the last of the path, or the path ends at a root that is not among the given ones
    /// (RFC 5280 section 6.1.3 (a) (4)).
    UnknownIssuer,
    /// An issuer's certificate is not that of a CA: basicConstraints is missing or does not assert cA, or keyUsage does not
    /// assert keyCertSign (RFC 5280 section 6.1.4 (k) and (n)).
    NotCa,
    /// The leaf is a CA's certificate (BR 7.1.2.7.8).
    LeafIsCa,
    /// More intermediates follow than a CA's pathLenConstraint allows (RFC 5280 section 6.1.4 (l) and (m)). Self-issued
    /// intermediates count here, too, other than there.
    PathLenExceeded,
    /// A name lies outside of what a CA's nameConstraints permit (RFC 5280 section 6.1.3 (b) and (c)), or is of a form whose
    /// constraints can't be processed: directory names, e-mail addresses, URIs.
    NameConstraintViolated,
    /// The nameConstraints of a CA can't be understood (RFC 5280 section 4.2.1.10).
    NameConstraintMalformed,
    /// extKeyUsage of the leaf or of an intermediate has no serverAuth (RFC 5280 section 4.2.1.12, BR 7.1.2.7.10).
    ServerAuthMissing,
    /// A critical extension that is not known here (RFC 5280 section 4.2 and 6.1.4 (o)).
    UnsupportedCriticalExtension,
    /// A signature of the path was not made by its issuer's key (RFC 5280 section 6.1.3 (a) (1)).
    SignatureInvalid,
    /// A signature of the path could not be checked, so that nothing is said of the path.
    SignatureUnchecked,
    /// A signature algorithm that is not taken, such as SHA-1, or one that does not fit its issuer's key, or a key of a curve or
    /// a kind that is not taken (BR 7.1.3.1 and 7.1.3.2).
    UnsupportedAlgorithm,
    /// A certificate's encoding is not that of RFC 5280 section 4.1, or its version is not 3.
    Malformed,
    /// A key that browsers have been told not to trust.
    Distrusted,
    /// The certificates allow more paths, longer ones, or more comparisons than are tried.
    TooMuchWork,
    /// The path holds by RFC 5280 section 6.1, but a certificate in it breaks a rule for those who issue them.
    Profile {
        /// The certificate's subject.
        subject: Name,
        /// The rule.
        rule: ProfileRule,
    },
    /// Anything else.
    Other,
}

impl PathFault {
    /// What an error of webpki's means here.
    pub(super) fn of(error: &Error) -> Self {
        match error {
            Error::CertExpired { not_after, .. } => {
                moment(*not_after).map_or(Self::Other, |not_after| Self::Expired { not_after })
            }
            Error::CertNotValidYet { not_before, .. } => {
                moment(*not_before).map_or(Self::Other, |not_before| Self::NotYetValid { not_before })
            }
            Error::InvalidCertValidity => Self::InvalidValidity,
            Error::UnknownIssuer => Self::UnknownIssuer,
            Error::EndEntityUsedAsCa => Self::NotCa,
            Error::CaUsedAsEndEntity => Self::LeafIsCa,
            Error::PathLenConstraintViolated => Self::PathLenExceeded,
            Error::NameConstraintViolation => Self::NameConstraintViolated,
            Error::MalformedNameConstraint | Error::InvalidNetworkMaskConstraint => Self::NameConstraintMalformed,
            Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => Self::ServerAuthMissing,
            Error::UnsupportedCriticalExtension => Self::UnsupportedCriticalExtension,
            Error::InvalidSignatureForPublicKey => Self::SignatureInvalid,
            Error::UnsupportedSignatureAlgorithmContext(_)
            | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => Self::UnsupportedAlgorithm,
            Error::BadDer
            | Error::BadDerTime
            | Error::ExtensionValueInvalid
            | Error::InvalidSerialNumber
            | Error::MalformedDnsIdentifier
            | Error::MalformedExtensions
            | Error::SignatureAlgorithmMismatch
            | Error::TrailingData(_)
            | Error::UnsupportedCertVersion => Self::Malformed,
            Error::CertDistrusted => Self::Distrusted,
            Error::MaximumNameConstraintComparisonsExceeded
            | Error::MaximumPathBuildCallsExceeded
            | Error::MaximumPathDepthExceeded
            | Error::MaximumSignatureChecksExceeded => Self::TooMuchWork,
            // Names are checked apart, CRLs not at all, and the rest is deprecated.
            _ => Self::Other,
        }
    }
}

fn moment(time: UnixTime) -> Option<OffsetDateTime> {
    let seconds = i64::try_from(time.as_secs()).ok()?;
    OffsetDateTime::from_unix_timestamp(seconds).ok()
}

/// A rule that a certificate breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProfileRule {
    /// The version is 3 (RFC 5280 section 4.1.2.1).
    Version,
    /// The serial number is positive and no longer than 20 octets (RFC 5280 section 4.1.2.2); zero is let pass in a root.
    SerialNumber,
    /// The issuer's name is not empty (RFC 5280 section 4.1.2.4).
    EmptyIssuer,
    /// A CA's name is not empty (RFC 5280 section 4.1.2.6).
    EmptySubject,
    /// An extension stands there once and is well-formed (RFC 5280 section 4.2), as far as it is read here.
    ExtensionMalformed,
    /// authorityKeyIdentifier, subjectKeyIdentifier, authorityInfoAccess, subjectInfoAccess, subjectDirectoryAttributes and
    /// freshestCRL are not critical (RFC 5280 sections 4.2.1.1, 4.2.1.2, 4.2.1.8, 4.2.1.15, 4.2.2), nor is a leaf's
    /// extKeyUsage (BR 7.1.2.7.6).
    CriticalExtension,
    /// authorityKeyIdentifier is there, with a key identifier, save in a self-signed certificate (RFC 5280 section 4.2.1.1).
    AuthorityKeyIdMissing,
    /// authorityKeyIdentifier of a root is its own subjectKeyIdentifier, and it and a leaf's have nothing beside the key
    /// identifier (BR 7.1.2.1.3 and 7.1.2.11.1).
    AuthorityKeyIdContent,
    /// A CA has a subjectKeyIdentifier (RFC 5280 section 4.2.1.2).
    SubjectKeyIdMissing,
    /// basicConstraints of a CA is critical (RFC 5280 section 4.2.1.9).
    BasicConstraintsNotCritical,
    /// pathLenConstraint stands only where cA does (RFC 5280 section 4.2.1.9).
    PathLenWithoutCa,
    /// A CA has a keyUsage (RFC 5280 section 4.2.1.3).
    KeyUsageMissing,
    /// A leaf's key signs neither certificates nor CRLs (RFC 5280 section 4.2.1.9, BR 7.1.2.7.11).
    LeafKeyUsage,
    /// nameConstraints stand only in CAs' certificates (RFC 5280 section 4.2.1.10).
    NameConstraintsInLeaf,
    /// nameConstraints are not empty, and their DNS names and address ranges well-formed (RFC 5280 section 4.2.1.10).
    NameConstraintsContent,
    /// extKeyUsage is in a leaf, without anyExtendedKeyUsage (BR 7.1.2.7.10), and not in a root (BR 7.1.2.1.2).
    ExtendedKeyUsage,
    /// A leaf has a subjectAltName, which is not empty (BR 7.1.2.7.12).
    SubjectAltNameMissing,
    /// subjectAltName is critical where the subject is empty (RFC 5280 section 4.2.1.6), and in a leaf only there
    /// (BR 7.1.2.7.12).
    SubjectAltNameCriticality,
    /// policyConstraints and inhibitAnyPolicy are critical (RFC 5280 sections 4.2.1.11 and 4.2.1.14), and then not supported here.
    PoliciesNotCritical,
    /// Every dNSName of a leaf is a name of letters, digits and hyphens, or one behind `*.` that is no top-level domain
    /// (RFC 5280 section 4.2.1.6, BR 7.1.2.7.12 and 3.2.2.6).
    DnsName,
    /// A leaf's common name is one of its subject alternative names (BR 7.1.4.3), or a domain above one.
    CommonName,
    /// The key is one of RSA of at least 2048 bits, a multiple of 8, with an odd exponent from 3 (BR 6.1.5 and 6.1.6), of
    /// P-256, P-384 or P-521 by name, or of Ed25519.
    Key,
    /// A root signed itself with an algorithm of BR 7.1.3.2, or RSA with SHA-1.
    RootSignature,
}
