//! What people paste where one name is asked for: addresses of the web, mail addresses, lists.

use std::net::IpAddr;

use super::Pasted;

/// Takes a pasted list of names apart, in its order: any mixture of white space, commas, semicolons, quotes and brackets
/// between them, `DNS:` and `IP Address:` before them as OpenSSL prints subject alternative names.
///
/// Nothing is judged: trailing periods, schemes and mistakes stay for [`super::check`]. Linear in the text's length.
#[must_use]
pub fn split_pasted(text: &str) -> Vec<String> {
    // `openssl x509 -ext subjectAltName` prints a heading on a line of its own.
    let is_heading = |line: &&str| line.contains("Subject Alternative Name:") && !line.contains("DNS:");
    let mut names = Vec::new();
    let lines = text.lines().filter(|line| !is_heading(line));
    let mut words = lines
        .flat_map(|line| line.split(is_separator))
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        // `IP Address:192.0.2.1` comes in two words.
        let next_is_address = words
            .peek()
            .is_some_and(|next| strip_prefix_ignoring_case(next, "Address:").is_some());
        if word.eq_ignore_ascii_case("IP") && next_is_address {
            continue;
        }
        let name = strip_kind(word);
        if !name.is_empty() {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a character stands between names and never in one.
///
/// A byte-order mark and zero-width space separate nothing: they stay where they are, to be named.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            ',' | ';' | '|' | '"' | '\'' | '`' | '[' | ']' | '(' | ')' | '{' | '}' | '<' | '>'
        )
        || matches!(
            character,
            '\u{3001}' | '\u{ff0c}' | '\u{ff1b}' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2022}'
        )
}

/// Takes `DNS:` and its like off.
fn strip_kind(word: &str) -> &str {
    [
        "DNS:", "DNS=", "DNS.", "IP:", "IP=", "Address:", "dNSName:", "dNSName=", "CN=",
    ]
    .into_iter()
    .find_map(|kind| match kind {
        // OpenSSL's configuration numbers its names: `DNS.1=www.example.com`.
        "DNS." => {
            let numbered = strip_prefix_ignoring_case(word, kind)?;
            let (number, name) = numbered.split_once('=')?;
            number.bytes().all(|byte| byte.is_ascii_digit()).then_some(name)
        }
        _ => strip_prefix_ignoring_case(word, kind),
    })
    .unwrap_or(word)
}

/// The text behind a prefix of ASCII, whatever its case.
fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// What an entry without white space is, if it is more than a name, and the host in it.
pub(super) fn recognize(entry: &str) -> Option<(Pasted, &str)> {
    if let Some((address, prefix)) = entry.split_once('/')
        && address.parse::<IpAddr>().is_ok()
        && !prefix.is_empty()
        && prefix.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return Some((Pasted::Cidr, address));
    }
    let (mut pasted, mut rest) = (None, entry);
    if let Some((_, behind)) = rest.split_once("://").or_else(|| rest.split_once(":\\\\")) {
        (pasted, rest) = (Some(Pasted::Url), behind);
    } else if let Some(behind) = rest.strip_prefix("//") {
        (pasted, rest) = (Some(Pasted::Url), behind);
    } else if let Some(behind) = strip_prefix_ignoring_case(rest, "mailto:") {
        (pasted, rest) = (Some(Pasted::Email), behind);
    }
    if let Some(end) = rest.find(['/', '\\', '?', '#']) {
        let (host, _) = rest.split_at_checked(end)?;
        if host.is_empty() {
            return None;
        }
        pasted = pasted.or(Some(Pasted::Path));
        rest = host;
    }
    if let Some((_, host)) = rest.rsplit_once('@') {
        pasted = match pasted {
            Some(Pasted::Url) => pasted,
            _ => Some(Pasted::Email),
        };
        rest = host;
    }
    if let Some(bracketed) = rest.strip_prefix('[') {
        let (host, _) = bracketed.split_once(']')?;
        return Some((pasted.unwrap_or(Pasted::Surroundings), host));
    }
    if let Some((host, port)) = rest.split_once(':')
        && !host.is_empty()
        && port.bytes().all(|byte| byte.is_ascii_digit())
    {
        pasted = pasted.or(Some(Pasted::Port));
        rest = host;
    }
    pasted.map(|pasted| (pasted, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_apart_whatever_stands_between() {
        for (text, expected) in [
            ("a.com b.com\nc.com\t d.com", vec!["a.com", "b.com", "c.com", "d.com"]),
            ("a.com, b.com;c.com ,\r\n", vec!["a.com", "b.com", "c.com"]),
            ("[\"a.com\", \"*.b.com\"]", vec!["a.com", "*.b.com"]),
            (
                "DNS:a.com, DNS:*.b.com, IP Address:1.1.1.1",
                vec!["a.com", "*.b.com", "1.1.1.1"],
            ),
            (
                "DNS.1=a.com\nDNS.2 = b.com\nIP.1",
                vec!["a.com", "DNS.2", "=", "b.com", "IP.1"],
            ),
            (
                "X509v3 Subject Alternative Name: critical\n    DNS:a.com, IP Address:1.1.1.1\n",
                vec!["a.com", "1.1.1.1"],
            ),
            ("<a.com>|'b.com'", vec!["a.com", "b.com"]),
            (
                "a.com. https://b.com/x 2606:4700::1111",
                vec!["a.com.", "https://b.com/x", "2606:4700::1111"],
            ),
            ("dns.example.com", vec!["dns.example.com"]),
            (" \n", vec![]),
        ] {
            assert_eq!(split_pasted(text), expected, "{text}");
        }
    }

    #[test]
    fn the_host_is_found_in_what_was_pasted() {
        for (entry, expected) in [
            (
                "https://www.example.com/path?q#f",
                Some((Pasted::Url, "www.example.com")),
            ),
            (
                "https://user:word@www.example.com:8443/",
                Some((Pasted::Url, "www.example.com")),
            ),
            ("//example.com", Some((Pasted::Url, "example.com"))),
            ("example.com/", Some((Pasted::Path, "example.com"))),
            ("example.com:443", Some((Pasted::Port, "example.com"))),
            ("mailto:me@example.com", Some((Pasted::Email, "example.com"))),
            ("me@example.com", Some((Pasted::Email, "example.com"))),
            ("1.1.1.0/24", Some((Pasted::Cidr, "1.1.1.0"))),
            ("2606:4700::/32", Some((Pasted::Cidr, "2606:4700::"))),
            ("[2606:4700::1111]:443", Some((Pasted::Surroundings, "2606:4700::1111"))),
            ("https://[2606:4700::1111]/", Some((Pasted::Url, "2606:4700::1111"))),
            ("example.com", None),
            ("/", None),
            (":::1", None),
        ] {
            assert_eq!(recognize(entry), expected, "{entry}");
        }
    }
}
