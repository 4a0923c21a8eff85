//! What webpki's errors mean here.

use super::PathFault;
use rustls_pki_types::UnixTime;
use time::OffsetDateTime;
use webpki::Error;

pub(super) fn fault(error: &Error) -> PathFault {
    match error {
        Error::CertExpired { not_after, .. } => {
            moment(*not_after).map_or(PathFault::Other, |not_after| PathFault::Expired { not_after })
        }
        Error::CertNotValidYet { not_before, .. } => {
            moment(*not_before).map_or(PathFault::Other, |not_before| PathFault::NotYetValid { not_before })
        }
        Error::InvalidCertValidity => PathFault::InvalidValidity,
        Error::UnknownIssuer => PathFault::UnknownIssuer,
        Error::EndEntityUsedAsCa => PathFault::NotCa,
        Error::CaUsedAsEndEntity => PathFault::LeafIsCa,
        Error::PathLenConstraintViolated => PathFault::PathLenExceeded,
        Error::NameConstraintViolation => PathFault::NameConstraintViolated,
        Error::MalformedNameConstraint | Error::InvalidNetworkMaskConstraint => PathFault::NameConstraintMalformed,
        Error::RequiredEkuNotFoundContext(_) | Error::EmptyEkuExtension => PathFault::ServerAuthMissing,
        Error::UnsupportedCriticalExtension => PathFault::UnsupportedCriticalExtension,
        Error::InvalidSignatureForPublicKey => PathFault::SignatureInvalid,
        Error::UnsupportedSignatureAlgorithmContext(_) | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => {
            PathFault::UnsupportedAlgorithm
        }
        Error::BadDer
        | Error::BadDerTime
        | Error::ExtensionValueInvalid
        | Error::InvalidSerialNumber
        | Error::MalformedDnsIdentifier
        | Error::MalformedExtensions
        | Error::SignatureAlgorithmMismatch
        | Error::TrailingData(_)
        | Error::UnsupportedCertVersion => PathFault::Malformed,
        Error::CertDistrusted => PathFault::Distrusted,
        Error::MaximumNameConstraintComparisonsExceeded
        | Error::MaximumPathBuildCallsExceeded
        | Error::MaximumPathDepthExceeded
        | Error::MaximumSignatureChecksExceeded => PathFault::TooMuchWork,
        // Names are checked apart, CRLs not at all, and the rest is deprecated.
        _ => PathFault::Other,
    }
}

fn moment(time: UnixTime) -> Option<OffsetDateTime> {
    let seconds = i64::try_from(time.as_secs()).ok()?;
    OffsetDateTime::from_unix_timestamp(seconds).ok()
}
