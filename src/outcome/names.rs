//! What certificates are called, and how their names are compared with those that were ordered.

use std::net::IpAddr;

use certdesk_pki::{Certificate, GeneralName};

/// How many names are listed as missing, or as too many: twice what any product carries.
const MAX_LACKING: usize = 500;

/// What a certificate is called: its common name, or else its first name, its organization, its serial number.
pub(super) fn title(certificate: &Certificate) -> String {
    let subject = certificate.subject();
    let name = subject
        .common_name()
        .or_else(|| subject.organization())
        .map(str::to_owned);
    name.filter(|name| !name.trim().is_empty())
        .or_else(|| certificate.subject_alt_names().first().map(name_text))
        .unwrap_or_else(|| certificate.serial_hex())
}

/// A name of a certificate, as it is shown.
pub(super) fn name_text(name: &GeneralName) -> String {
    match name {
        GeneralName::Dns(text) | GeneralName::Email(text) | GeneralName::Uri(text) => text.clone(),
        GeneralName::Ip(address) => address.to_string(),
        GeneralName::Directory(name) => name.to_string(),
        GeneralName::RegisteredId(oid) | GeneralName::OtherName(oid) => oid.to_string(),
        // An x400Address or ediPartyName, of which nothing more is read.
        GeneralName::Other { tag } => format!("[{tag}]"),
        _ => "?".to_owned(),
    }
}

/// A name in the one form in which names are compared: small letters, no dot at the end, addresses as addresses.
fn comparable(name: &str) -> String {
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    match name.parse::<IpAddr>() {
        Ok(address) => address.to_string(),
        Err(_) => name,
    }
}

/// The names that are not among these, each once; neither list need be sorted, for to sort would weigh in the page.
pub(super) fn lacking(names: &[String], among: &[String]) -> Vec<String> {
    let among: Vec<_> = among.iter().map(|name| comparable(name)).collect();
    let mut seen: Vec<String> = Vec::new();
    let mut lacking = Vec::new();
    for name in names {
        let compared = comparable(name);
        // A certificate made to do harm can have a hundred thousand names.
        if lacking.len() < MAX_LACKING && !among.contains(&compared) && !seen.contains(&compared) {
            seen.push(compared);
            lacking.push(name.clone());
        }
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_hosts_are() {
        assert_eq!(comparable(" WWW.Example.com. "), "www.example.com");
        assert_eq!(comparable("2001:DB8:0:0::1"), "2001:db8::1");
        let among = ["A.example", "a.example.", "*.b.example"].map(str::to_owned);
        let names = ["c.example", "C.example", "A.EXAMPLE", "x.b.example"].map(str::to_owned);
        assert_eq!(lacking(&names, &among), ["c.example", "x.b.example"]);
    }

    #[test]
    fn a_flood_of_names_is_cut() {
        let names: Vec<_> = (0..20_000).map(|number| format!("{number}.example.com")).collect();
        assert_eq!(lacking(&names, &[]).len(), MAX_LACKING);
    }
}
