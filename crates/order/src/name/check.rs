//! The judging of one entry.

use std::net::IpAddr;

use super::idna2008::{Violation, violation};
use super::{
    DnsName, Name, NameProblem, OnionFault, Pasted, PublicIp, PublicSuffixes, WildcardFault, WildcardName, onion,
    pasted, split_pasted,
};
use crate::{Checked, Field, characters};

/// The browser's own conversion of a host name to A-labels (UTS-46, as `URL` does it): `None` where it refuses the name.
pub type Idna<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The most characters of a name (RFC 1035, section 2.3.4; without the root's period).
pub(crate) const NAME_LIMIT: usize = 253;
/// The most characters of a label (RFC 1035, section 2.3.4).
const LABEL_LIMIT: usize = 63;
/// The most characters of a common name (RFC 5280, appendix A.1: `ub-common-name`).
const COMMON_NAME_LIMIT: usize = 64;

/// Domains of internal networks: reserved by RFC 2606, 6761, 6762, 8375 and 9476, or kept out of the root by ICANN.
const INTERNAL_DOMAINS: [&str; 11] = [
    "local",
    "localhost",
    "internal",
    "home",
    "corp",
    "mail",
    "test",
    "example",
    "invalid",
    "alt",
    "home.arpa",
];

/// The reverse zones (DigiCert API notes, section 7.1).
const REVERSE_ZONES: [&str; 2] = ["in-addr.arpa", "ip6.arpa"];

/// Judges the common name or one additional name (DigiCert API notes, section 7.1; BR 7.1.2.7.12 and 3.2.2.4 to 3.2.2.6).
///
/// White space around the entry is not part of it. Without `suffixes` the rules that need them say nothing.
pub fn check(field: Field, typed: &str, idna: Idna<'_>, suffixes: Option<&PublicSuffixes>) -> Checked<Name> {
    let judge = Judge { field, idna, suffixes };
    match judge.entry(typed.trim()) {
        Ok((name, advice)) => {
            let good = Checked::good(name);
            advice
                .into_iter()
                .fold(good, |checked, problem| checked.advise(field, problem))
        }
        Err(problem) => Checked::wrong(field, problem),
    }
}

/// A name and what else is to be said of it.
type Judged = Result<(Name, Option<NameProblem>), NameProblem>;

/// What the judging of an entry depends on.
#[derive(Clone, Copy)]
struct Judge<'a> {
    field: Field,
    idna: Idna<'a>,
    suffixes: Option<&'a PublicSuffixes>,
}

impl Judge<'_> {
    /// Judges an entry, and looks for what was meant by one that is more than a name.
    fn entry(self, entry: &str) -> Judged {
        if entry.is_empty() {
            return Err(NameProblem::Missing);
        }
        if let Some((position, character)) = find(entry, is_invisible) {
            let suggestion = self.suggest(&entry.replace(is_invisible, ""));
            return Err(NameProblem::InvisibleCharacter {
                character,
                position,
                suggestion,
            });
        }
        if let Ok(address) = entry.parse::<IpAddr>() {
            return self.address(address);
        }
        let parts = if entry.contains(is_list_mark) {
            split_pasted(entry)
        } else {
            Vec::new()
        };
        match parts.as_slice() {
            [_, _, ..] if parts.iter().all(|part| part.contains(['.', ':'])) => {
                return Err(NameProblem::SeveralNames { count: parts.len() });
            }
            [part] if part != entry && part.contains(['.', ':']) => {
                return Err(NameProblem::MoreThanAName {
                    pasted: Pasted::Surroundings,
                    suggestion: self.suggest(part),
                });
            }
            _ => {}
        }
        if let Some((position, _)) = find(entry, char::is_whitespace) {
            return Err(NameProblem::WhiteSpace { position });
        }
        if let Some((pasted, host)) = pasted::recognize(entry) {
            return Err(NameProblem::MoreThanAName {
                pasted,
                suggestion: self.suggest(host),
            });
        }
        self.dns(entry)
    }

    /// An entry in the form in which it would be taken, if it would.
    fn suggest(self, entry: &str) -> Option<String> {
        let judged = match entry.parse::<IpAddr>() {
            Ok(address) => self.address(address),
            Err(_) => self.dns(entry.strip_suffix(is_period).unwrap_or(entry)),
        };
        judged.ok().map(|(name, _)| name.to_text())
    }

    /// Judges an IP address.
    fn address(self, address: IpAddr) -> Judged {
        let address = PublicIp::new(address).map_err(|range| NameProblem::ReservedAddress { range })?;
        let advice = (self.field == Field::CommonName).then_some(NameProblem::AddressAsCommonName);
        Ok((Name::Ip(address), advice))
    }

    /// Judges a DNS name or a wildcard.
    fn dns(self, entry: &str) -> Judged {
        if let Some(rest) = entry.strip_suffix(is_period) {
            let suggestion = if rest.ends_with(is_period) {
                None
            } else {
                self.suggest(rest)
            };
            return Err(NameProblem::TrailingDot { suggestion });
        }
        let base = strip_wildcard(entry)?;
        let is_wildcard = base.len() != entry.len();
        if let Some((position, character)) = find(entry, |c| c.is_ascii() && !is_ldh(c) && c != '*') {
            return Err(bad_character(entry, position, character));
        }
        let (ascii, advice) = if base.is_ascii() {
            let ascii = base.to_ascii_lowercase();
            let advice = self.ascii(&ascii)?;
            (ascii, advice)
        } else {
            let ascii = self.converted(entry, base)?;
            let prefix = if is_wildcard { "*." } else { "" };
            let name = [prefix, &ascii].concat();
            (ascii, Some(NameProblem::WillBeSentAs { name }))
        };
        let length = ascii.len() + if is_wildcard { 2 } else { 0 };
        if length > NAME_LIMIT {
            return Err(NameProblem::NameTooLong {
                length,
                limit: NAME_LIMIT,
            });
        }
        self.place(&ascii, is_wildcard)?;
        if self.field == Field::CommonName && length > COMMON_NAME_LIMIT {
            return Err(NameProblem::CommonNameTooLong {
                length,
                limit: COMMON_NAME_LIMIT,
            });
        }
        let name = if is_wildcard {
            Name::Wildcard(WildcardName::judged(&ascii, entry))
        } else {
            Name::Dns(DnsName::judged(&ascii, entry))
        };
        Ok((name, advice))
    }

    /// Judges the labels of a name typed in ASCII, and gives advice on its A-labels.
    fn ascii(self, name: &str) -> Result<Option<NameProblem>, NameProblem> {
        let (mut has_a_label, mut advice) = (false, None);
        for (index, label) in name.split('.').enumerate() {
            form(label, index)?;
            if let Some(unicode) = unicode_label(label)? {
                has_a_label = true;
                advice = advice.or_else(|| {
                    let character = match violation(&unicode)? {
                        Violation::Character(character) => Some(character),
                        Violation::Hyphens => None,
                    };
                    Some(NameProblem::UnusualALabel {
                        label: label.to_owned(),
                        character,
                    })
                });
            }
        }
        if has_a_label && (self.idna)(name).as_deref() != Some(name) {
            // An A-label is the one form of its label (RFC 5890, section 2.3.2.1), so normal form, case and direction must fit.
            let refused = |label: &&str| label.starts_with("xn--") && (self.idna)(label).as_deref() != Some(*label);
            return match name.split('.').find(refused) {
                Some(label) => Err(NameProblem::BadALabel {
                    label: label.to_owned(),
                }),
                // Each label is good, yet browsers do not open the whole: RFC 5893 wants digits behind letters beside a
                // label that runs from right to left. Registries and certificates do not look across labels.
                None => Ok(Some(NameProblem::UnusualALabel {
                    label: name.to_owned(),
                    character: None,
                })),
            };
        }
        Ok(advice)
    }

    /// Turns a name of another script into A-labels, and judges them again: the browser's rules are not those of certificates.
    fn converted(self, entry: &str, base: &str) -> Result<String, NameProblem> {
        let Some(ascii) = (self.idna)(base).or_else(|| self.label_by_label(base)) else {
            if let Some((position, character)) = find(entry, is_joiner) {
                let suggestion = self.suggest(&entry.replace(is_joiner, ""));
                return Err(NameProblem::InvisibleCharacter {
                    character,
                    position,
                    suggestion,
                });
            }
            let refused = |label: &&str| !label.is_empty() && (self.idna)(label).is_none();
            let label = base.split(is_period).find(refused).unwrap_or(base).to_owned();
            return Err(NameProblem::NotConvertible { label });
        };
        for (index, label) in ascii.split('.').enumerate() {
            if !label.chars().all(is_ldh) {
                return Err(NameProblem::NotConvertible {
                    label: label.to_owned(),
                });
            }
            form(label, index)?;
            let Some(unicode) = unicode_label(label)? else { continue };
            match violation(&unicode) {
                None => {}
                Some(Violation::Hyphens) if unicode.starts_with('-') || unicode.ends_with('-') => {
                    return Err(NameProblem::HyphenAtEdge { label: unicode });
                }
                Some(Violation::Hyphens) => return Err(NameProblem::ReservedLabel { label: unicode }),
                Some(Violation::Character(character)) => {
                    let Some((position, _)) = find(entry, |c| c == character) else {
                        return Err(NameProblem::NotConvertible { label: unicode });
                    };
                    let suggestion = if is_dash(character) {
                        self.suggest(&entry.replace(is_dash, "-"))
                    } else {
                        None
                    };
                    return Err(NameProblem::BadSymbol {
                        character,
                        position,
                        suggestion,
                    });
                }
            }
        }
        Ok(ascii)
    }

    /// Converts each label by itself: browsers refuse the whole for a rule across labels that certificates do not know (RFC 5893).
    fn label_by_label(self, base: &str) -> Option<String> {
        let convert = |label: &str| {
            if label.is_ascii() {
                return Some(label.to_ascii_lowercase());
            }
            // A host of digits alone is an IPv4 address to the browser, which gives it three periods.
            (self.idna)(label).filter(|label| !label.contains('.'))
        };
        let labels: Option<Vec<String>> = base.split(is_period).map(convert).collect();
        Some(labels?.join("."))
    }

    /// Judges where a name lives, from its top-level domain down.
    fn place(self, name: &str, is_wildcard: bool) -> Result<(), NameProblem> {
        let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
        if is_number(last) {
            return Err(if name.split('.').all(is_number) {
                NameProblem::NotAnAddress
            } else {
                NameProblem::NumericTopLevelDomain { label: last.to_owned() }
            });
        }
        if last == "onion" {
            let label = parent.rsplit('.').next().unwrap_or_default();
            if label.is_empty() {
                return Err(NameProblem::BadOnion(OnionFault::NotVersion3));
            }
            return onion::check(label).map_err(NameProblem::BadOnion);
        }
        let lies_in = |zone: &&str| {
            name.strip_suffix(zone)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        if let Some(zone) = REVERSE_ZONES.into_iter().find(lies_in) {
            return Err(NameProblem::ReverseZone { zone });
        }
        if let Some(domain) = INTERNAL_DOMAINS.into_iter().find(lies_in) {
            return Err(NameProblem::InternalName {
                domain: domain.to_owned(),
            });
        }
        let is_suffix = self.suffixes.is_some_and(|suffixes| suffixes.is_public_suffix(name));
        match (is_suffix, is_wildcard) {
            (true, true) => {
                return Err(NameProblem::WildcardOverPublicSuffix {
                    suffix: name.to_owned(),
                });
            }
            (true, false) => return Err(NameProblem::PublicSuffix { name: name.to_owned() }),
            (false, _) => {}
        }
        if parent.is_empty() {
            return Err(NameProblem::SingleLabel);
        }
        if self
            .suffixes
            .is_some_and(|suffixes| !suffixes.knows_top_level_domain(name))
        {
            return Err(NameProblem::UnknownTopLevelDomain { label: last.to_owned() });
        }
        Ok(())
    }
}

/// Judges the form of a label of letters, digits and hyphens.
fn form(label: &str, index: usize) -> Result<(), NameProblem> {
    if label.is_empty() {
        return Err(NameProblem::EmptyLabel { label: index + 1 });
    }
    if label.len() > LABEL_LIMIT {
        return Err(NameProblem::LabelTooLong {
            label: label.to_owned(),
            length: label.len(),
            limit: LABEL_LIMIT,
        });
    }
    if label.starts_with('-') || label.ends_with('-') {
        return Err(NameProblem::HyphenAtEdge {
            label: label.to_owned(),
        });
    }
    if label.get(2..4) == Some("--") && !label.starts_with("xn") {
        return Err(NameProblem::ReservedLabel {
            label: label.to_owned(),
        });
    }
    Ok(())
}

/// The label in its own script, if it is an A-label: what follows `xn--` must be what the Punycode algorithm gives (BR 1.6.1, "P-Label").
fn unicode_label(label: &str) -> Result<Option<String>, NameProblem> {
    let Some(encoded) = label.strip_prefix("xn--") else {
        return Ok(None);
    };
    let decoded = idna::punycode::decode_to_string(encoded).filter(|decoded| !decoded.is_ascii());
    match decoded {
        Some(decoded) if idna::punycode::encode_str(&decoded).as_deref() == Some(encoded) => Ok(Some(decoded)),
        _ => Err(NameProblem::BadALabel {
            label: label.to_owned(),
        }),
    }
}

/// Takes `*.` off, or says what is wrong with the asterisk.
fn strip_wildcard(entry: &str) -> Result<&str, NameProblem> {
    let Some((before, behind)) = entry.split_once('*') else {
        return Ok(entry);
    };
    let fault = if behind.contains('*') {
        WildcardFault::Several
    } else if before.is_empty() && behind.is_empty() {
        WildcardFault::Bare
    } else if before.is_empty()
        && let Some(base) = behind.strip_prefix(is_period)
    {
        return Ok(base);
    } else if before.ends_with(is_period) && (behind.is_empty() || behind.starts_with(is_period)) {
        WildcardFault::NotLeftmost
    } else {
        WildcardFault::Partial
    };
    Err(NameProblem::BadWildcard(fault))
}

/// Names an ASCII character that no name holds.
fn bad_character(entry: &str, position: usize, character: char) -> NameProblem {
    if character != '_' {
        return NameProblem::BadCharacter { character, position };
    }
    let label = entry
        .split(is_period)
        .find(|label| label.contains('_'))
        .unwrap_or(entry);
    NameProblem::Underscore {
        label: label.to_owned(),
        position,
    }
}

/// The first such character and its place, from 1.
fn find(entry: &str, is_it: impl Fn(char) -> bool) -> Option<(usize, char)> {
    entry
        .chars()
        .enumerate()
        .find(|(_, character)| is_it(*character))
        .map(|(index, character)| (index + 1, character))
}

/// Letters, digits, hyphen and the period between labels.
const fn is_ldh(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.')
}

/// What UTS-46 takes for a period.
const fn is_period(character: char) -> bool {
    matches!(character, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

/// What stands between the names of a list, or around one.
fn is_list_mark(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | ';' | '|' | '"' | '\'' | '<' | '>' | ':' | '=')
}

/// The dashes that word processors put in place of a hyphen.
const fn is_dash(character: char) -> bool {
    matches!(
        character,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}'
    )
}

/// Digits only.
fn is_number(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit())
}

/// The joiners, which some scripts need inside a word (RFC 5892, appendix A.1 and A.2): the browser knows where.
const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Characters that no one sees, or that look like a plain space and are none, the joiners excepted.
fn is_invisible(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' | '\u{200c}' | '\u{200d}' => false,
        // What belongs to ordinary text and to no name: spaces of other scripts, variation selectors, marks of notation.
        '\u{1680}' | '\u{3000}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0080}'..='\u{e0fff}' => true,
        _ => character.is_control() || characters::is_invisible(character),
    }
}
