//! The common name of a leaf.

use super::dns_name;
use crate::certificate::Certificate;
use crate::general_name::GeneralName;
use std::net::Ipv6Addr;

/// Whether no common name promises a name that the certificate does not have.
///
/// BR 7.1.4.3 wants it to be, character for character, one of the subject alternative names, an address as RFC 3986 and RFC 5952
/// write it. Programs do not go by it (RFC 9525 section 2), and CAs of companies write all sorts of things there; hence what is no
/// domain name and no address is let pass, and so are a domain above one of the names, and any domain beside addresses alone.
pub(super) fn is_one_of_the_names(certificate: &Certificate) -> bool {
    let names = certificate.subject_alt_names();
    certificate
        .subject()
        .common_names()
        .all(|common_name| fits(common_name, names))
}

fn fits(common_name: &str, names: &[GeneralName]) -> bool {
    if is_address(common_name) {
        let same = |name: &GeneralName| matches!(name, GeneralName::Ip(address) if address.to_string() == common_name);
        return names.iter().any(same);
    }
    let mut dns_names = names.iter().filter_map(|name| match name {
        GeneralName::Dns(name) => Some(name.as_str()),
        _ => None,
    });
    let is_domain = dns_name::is_well_formed(common_name) && common_name.contains('.');
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
