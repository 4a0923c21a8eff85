//! Which names a certificate may hold (digicert-api 7.1, BR 7.1.2.7.12, RFC 1034, RFC 5890).

use std::net::IpAddr;

use aws_lc_rs::digest;

use crate::account::ValidationType;
use crate::ca::SubjectName;
use crate::products::{NamePolicy, Product};

/// Longest common name (`ub-common-name`, RFC 5280).
const COMMON_NAME_MAXIMUM: usize = 64;
/// Longest host name (RFC 1035).
const NAME_MAXIMUM: usize = 253;
/// Longest label (RFC 1035).
const LABEL_MAXIMUM: usize = 63;

/// Reads a name for a product, or says why it cannot be certified.
pub(crate) fn read(text: &str, product: &Product) -> Result<SubjectName, &'static str> {
    let text = text.trim();
    if let Ok(address) = text.parse::<IpAddr>() {
        return read_address(address, product);
    }
    if !text.is_ascii() {
        return Err("An internationalized name must be sent as an A-label.");
    }
    let name = text.to_ascii_lowercase();
    let (base, wildcard) = name
        .strip_prefix("*.")
        .map_or((name.as_str(), false), |base| (base, true));
    if name.len() > NAME_MAXIMUM {
        return Err("A name has at most 253 characters.");
    }
    if wildcard && !base.ends_with(".onion") && !product.takes_wildcards() {
        return Err("This product does not take wildcards.");
    }
    let labels: Vec<&str> = base.split('.').collect();
    for label in &labels {
        read_label(label)?;
    }
    if let Some(service) = base.strip_suffix(".onion") {
        read_onion(service)?;
    } else if !product.is_private() {
        read_public(base)?;
    }
    Ok(SubjectName::Dns(name))
}

/// Whether the common name fits into its attribute.
pub(crate) fn fits_common_name(name: &SubjectName) -> bool {
    name.text().len() <= COMMON_NAME_MAXIMUM
}

/// Whether a product takes a set of names, the common name first; if not, the field at fault and why.
pub(crate) fn judge_set(
    names: &[SubjectName],
    product: &Product,
    maximum: usize,
) -> Result<(), (&'static str, &'static str)> {
    let Some((common_name, others)) = names.split_first() else {
        return Ok(());
    };
    let common = common_name.text();
    match product.names {
        NamePolicy::Single => {
            let pair = common
                .strip_prefix("www.")
                .map_or_else(|| format!("www.{common}"), str::to_owned);
            if others.iter().any(|name| name.text() != pair) {
                return Err((
                    "dns_names",
                    "This product secures one name, and the same name with or without www.",
                ));
            }
        }
        NamePolicy::Wildcard if !common.starts_with("*.") => {
            return Err(("common_name", "The common name of a wildcard product begins with *."));
        }
        NamePolicy::Wildcard | NamePolicy::Several | NamePolicy::Flex => {}
    }
    if names.len() > maximum {
        return Err(("dns_names", "There are too many names."));
    }
    Ok(())
}

fn read_label(label: &str) -> Result<(), &'static str> {
    if label.is_empty() || label.len() > LABEL_MAXIMUM {
        return Err("A label has 1 to 63 characters.");
    }
    if !label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err("A label has letters, digits and hyphens only.");
    }
    if label.starts_with('-') || label.ends_with('-') {
        return Err("A label does not begin or end with a hyphen.");
    }
    if label.get(2..4) == Some("--") {
        let punycode = label.starts_with("xn--");
        if !punycode || idna::domain_to_ascii_strict(label).is_err() || idna::domain_to_unicode(label).1.is_err() {
            return Err("A label with hyphens in third and fourth place must be a valid A-label.");
        }
    }
    Ok(())
}

/// A name of the public DNS: below a public suffix of ICANN, and not a reverse zone.
fn read_public(base: &str) -> Result<(), &'static str> {
    if base == "arpa" || base.ends_with(".arpa") {
        return Err("Names of reverse zones cannot be certified.");
    }
    let suffix = psl::suffix(base.as_bytes()).filter(|suffix| suffix.is_known());
    let Some(suffix) = suffix else {
        return Err("The name does not end in a public suffix: internal names cannot be certified.");
    };
    // Only suffixes of registries are kept from wildcards, not those of hosting services (BR 3.2.2.6).
    if suffix.as_bytes() == base.as_bytes() && suffix.typ() == Some(psl::Type::Icann) {
        return Err("A public suffix itself cannot be certified.");
    }
    Ok(())
}

/// A version 3 onion name (BR, appendix B; rend-spec-v3): its last label is key, checksum and version in base32.
fn read_onion(service: &str) -> Result<(), &'static str> {
    const WRONG: &str = "Only version 3 onion names can be certified.";
    let label = service.rsplit('.').next().unwrap_or(service);
    let bytes = base32(label).filter(|bytes| bytes.len() == 35).ok_or(WRONG)?;
    let (Some(key), Some(checksum), Some(version)) = (bytes.get(..32), bytes.get(32..34), bytes.get(34)) else {
        return Err(WRONG);
    };
    let mut hashed = b".onion checksum".to_vec();
    hashed.extend_from_slice(key);
    hashed.push(*version);
    let expected = digest::digest(&digest::SHA3_256, &hashed);
    if *version == 3 && expected.as_ref().get(..2) == Some(checksum) {
        Ok(())
    } else {
        Err(WRONG)
    }
}

/// Base32 without padding (RFC 4648); 56 characters are 35 bytes.
fn base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut buffer, mut held) = (0_u32, 0_u32);
    for character in text.bytes() {
        let digit = match character {
            b'a'..=b'z' => character - b'a',
            b'2'..=b'7' => character - b'2' + 26,
            _ => return None,
        };
        buffer = (buffer << 5) | u32::from(digit);
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((buffer >> held) & 0xff).ok()?);
            buffer &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

fn read_address(address: IpAddr, product: &Product) -> Result<SubjectName, &'static str> {
    if product.validation == ValidationType::Ev {
        return Err("EV certificates hold DNS names only.");
    }
    let public = match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_documentation()
                || v4.is_broadcast()
                || a == 0
                || a >= 224
                || (a == 100 && (64..128).contains(&b))
                || (a == 198 && (b == 18 || b == 19))
                || v4.octets().starts_with(&[192, 0, 0]))
        }
        IpAddr::V6(v6) => {
            let [first, second, ..] = v6.segments();
            // Global unicast is 2000::/3; of it, documentation and the Teredo and benchmarking blocks are kept apart.
            (0x2000..0x4000).contains(&first) && !(first == 0x2001 && (second == 0xdb8 || second < 0x200))
        }
    };
    if public || product.is_private() {
        Ok(SubjectName::Ip(address))
    } else {
        Err("Reserved and private addresses cannot be certified.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::products::find;

    fn judge(name: &str, product: &str) -> bool {
        read(name, find(product).unwrap()).is_ok()
    }

    #[test]
    fn names_that_can_and_cannot_be_certified() {
        for good in [
            "example.com",
            "Example.COM",
            "a-b.example.co.uk",
            "xn--mnchen-3ya.de",
            "*.example.com",
            "8.8.8.8",
            "2606:4700::1111",
            "*.example.github.io",
            "*.github.io",
            "github.io",
            "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion",
        ] {
            assert!(judge(good, "ssl_securesite_flex"), "{good}");
        }
        for bad in [
            "server1",
            "server.local",
            "a_b.example.com",
            "-a.example.com",
            "a..example.com",
            "example.com.",
            "co.uk",
            "*.co.uk",
            "*.*.example.com",
            "a.*.example.com",
            "f*.example.com",
            "münchen.de",
            "xn--\u{61}.",
            "ab--c.example.com",
            "xn--zzzzzz999999.de",
            "10.0.0.1",
            "127.0.0.1",
            "fe80::1",
            "2001:db8::1",
            "1.2.3.4.in-addr.arpa",
            "https://example.com",
            "example.com:443",
            "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wie.onion",
            "short.onion",
        ] {
            assert!(!judge(bad, "ssl_securesite_flex"), "{bad}");
        }
        assert!(judge("server1", "private_ssl_plus") && judge("10.0.0.1", "private_ssl_plus"));
    }

    #[test]
    fn ev_takes_neither_wildcard_nor_address() {
        assert!(!judge("*.example.com", "ssl_ev_securesite_multi_domain"));
        assert!(!judge("8.8.8.8", "ssl_ev_securesite"));
        assert!(judge("example.com", "ssl_ev_securesite"));
    }

    #[test]
    fn products_differ_in_the_sets_they_take() {
        let set = |names: &[&str], product: &str| {
            let product = find(product).unwrap();
            let names: Vec<SubjectName> = names.iter().map(|name| SubjectName::Dns((*name).to_owned())).collect();
            judge_set(&names, product, 3).map_err(|(field, _)| field)
        };
        assert_eq!(set(&["example.com", "www.example.com"], "ssl_securesite"), Ok(()));
        assert_eq!(set(&["www.example.com", "example.com"], "ssl_securesite"), Ok(()));
        assert_eq!(
            set(&["example.com", "a.example.com"], "ssl_securesite"),
            Err("dns_names")
        );
        assert_eq!(set(&["example.com"], "ssl_securesite_wildcard"), Err("common_name"));
        assert_eq!(
            set(&["*.example.com", "example.com"], "ssl_securesite_wildcard"),
            Ok(())
        );
        assert_eq!(
            set(&["a.de", "b.de", "c.de", "d.de"], "ssl_securesite_multi_domain"),
            Err("dns_names")
        );
    }
}
