//! The names of a leaf: whether they are well-formed, and which servers they cover.

use crate::certificate::Certificate;
use crate::general_name::GeneralName;
use rustls_pki_types::{DnsName, ServerName};
use std::net::{Ipv4Addr, Ipv6Addr};
use webpki::EndEntityCert;

/// Whether a leaf's subject alternative names cover a name that it must serve (RFC 6125 section 6.4, RFC 9525 section 6.3).
/// `parsed` is the same leaf as webpki reads it.
pub(super) fn covers(leaf: &Certificate, parsed: &EndEntityCert<'_>, name: &GeneralName) -> bool {
    let server = match name {
        GeneralName::Dns(dns) if dns.starts_with("*.") => {
            let same = |one: &GeneralName| matches!(one, GeneralName::Dns(one) if one.eq_ignore_ascii_case(dns));
            return leaf.subject_alt_names().iter().any(same);
        }
        GeneralName::Dns(dns) => match DnsName::try_from(dns.as_str()) {
            Ok(dns) => ServerName::DnsName(dns),
            Err(_) => return false,
        },
        // An address is covered by the same octets (RFC 9525 section 6.5).
        other => return leaf.subject_alt_names().contains(other),
    };
    parsed.verify_is_valid_for_subject_name(&server).is_ok()
}

/// Letters, digits and hyphens in labels of up to 63 octets, up to 253 in all (RFC 5280 section 4.2.1.6 by RFC 1034 section 3.5
/// and RFC 1123 section 2.1); or a wildcard: `*` as the whole of the first label, and not before a top-level domain.
pub(super) fn is_dns_name(name: &str) -> bool {
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

/// Whether no common name promises a name that the certificate does not have.
///
/// BR 7.1.4.3 wants it to be, character for character, one of the subject alternative names, an address as RFC 3986 and RFC 5952
/// write it. Programs do not go by it (RFC 9525 section 2), and CAs of companies write all sorts of things there; hence what is no
/// domain name and no address is let pass, and so are a domain above one of the names, and any domain beside addresses alone.
pub(super) fn has_fitting_common_names(certificate: &Certificate) -> bool {
    let names = certificate.subject_alt_names();
    certificate
        .subject()
        .common_names()
        .all(|common_name| common_name_fits(common_name, names))
}

fn common_name_fits(common_name: &str, names: &[GeneralName]) -> bool {
    if is_address(common_name) {
        let same = |name: &GeneralName| matches!(name, GeneralName::Ip(address) if address.to_string() == common_name);
        return names.iter().any(same);
    }
    let mut dns_names = names.iter().filter_map(|name| match name {
        GeneralName::Dns(name) => Some(name.as_str()),
        _ => None,
    });
    let is_domain = is_dns_name(common_name) && common_name.contains('.');
    let mut none = true;
    let found = dns_names.any(|name| {
        none = false;
        name == common_name || is_below(name, common_name)
    });
    !is_domain || found || none
}

fn is_below(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

/// Whether a text is meant as an address, in whatever spelling: IPv6, or up to four numbers, decimal, octal or hexadecimal, as
/// `inet_aton` reads them.
fn is_address(text: &str) -> bool {
    let is_number = |part: &str| match part.strip_prefix("0x").or_else(|| part.strip_prefix("0X")) {
        Some(digits) => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()),
    };
    text.parse::<Ipv6Addr>().is_ok() || (text.split('.').count() <= 4 && text.split('.').all(is_number))
}
