//! The common name of a leaf.

use crate::certificate::Certificate;
use crate::general_name::GeneralName;

/// Whether each common name is, character for character, one of the subject alternative names; of an IP address as RFC 791 and
/// RFC 5952 write it (BR 7.1.4.3).
pub(super) fn stands_among_names(certificate: &Certificate) -> bool {
    let stands = |common_name: &str| {
        certificate.subject_alt_names().iter().any(|name| match name {
            GeneralName::Dns(dns) => dns == common_name,
            GeneralName::Ip(address) => address.to_string() == common_name,
            _ => false,
        })
    };
    certificate.subject().common_names().all(stands)
}
