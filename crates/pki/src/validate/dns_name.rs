//! Whether a dNSName is one.

use std::net::Ipv4Addr;

/// Letters, digits and hyphens in labels of up to 63 octets, up to 253 in all (RFC 5280 section 4.2.1.6 by RFC 1034 section 3.5
/// and RFC 1123 section 2.1); or a wildcard: `*` as the whole of the first label, and not before a top-level domain.
pub(super) fn is_well_formed(name: &str) -> bool {
    match name.strip_prefix("*.") {
        Some(rest) => is_host_name(rest) && rest.contains('.') && name.len() <= 253,
        None => is_host_name(name),
    }
}

/// The same without a wildcard.
pub(super) fn is_host_name(name: &str) -> bool {
    name.len() <= 253
        && name.split('.').all(is_label)
        && name.parse::<Ipv4Addr>().is_err()
        // No top-level domain is a number (RFC 3696 section 2).
        && name.rsplit('.').next().is_some_and(|label| !label.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_label(label: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len()) && label.bytes().all(is_inner) && !label.starts_with('-') && !label.ends_with('-')
}
