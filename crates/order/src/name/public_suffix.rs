//! The public suffixes: under which names the registries register.

use rustc_hash::{FxBuildHasher, FxHashMap};

/// The registries' part of the Public Suffix List, as `public/public-suffixes.txt` holds it.
///
/// The file has header lines that start with `#`, then a line a top-level domain: its A-label, and after it, relative
/// to it and separated by spaces, the rules under it. `=` stands for the top-level domain as a rule of its own; `*.` and
/// `!` are the list's own signs for wildcards and exceptions. So `uk = ac co` holds `uk`, `ac.uk` and `co.uk`.
///
/// The list's private part (`appspot.com` and such) is left out on purpose: a wildcard over such a name is allowed,
/// since only registries' suffixes count (BR 3.2.2.6).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicSuffixes {
    rules: FxHashMap<Box<str>, Rules>,
}

/// Which rules of the list stand at one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rules {
    /// The name is a suffix.
    own: bool,
    /// Each name of one more label is a suffix.
    children: bool,
    /// The name is none, though its siblings are.
    exception: bool,
}

/// A text that is not the file of public suffixes: the proxy's error page, a cut-off download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicSuffixError {
    /// A line that is no rule.
    BadLine {
        /// Its number, from 1.
        line: usize,
    },
    /// Fewer top-level domains than the internet had in any year since 2014.
    TooShort {
        /// How many were read.
        count: usize,
    },
}

/// The least number of top-level domains in a file that is whole.
const LEAST_DOMAINS: usize = 1000;

impl PublicSuffixes {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// [`PublicSuffixError`] where the text is another one or not whole: rules from half a list would refuse good names.
    pub fn parse(text: &str) -> Result<Self, PublicSuffixError> {
        let suffixes = Self::parse_part(text)?;
        let count = suffixes.rules.keys().filter(|name| !name.contains('.')).count();
        if count < LEAST_DOMAINS {
            return Err(PublicSuffixError::TooShort { count });
        }
        Ok(suffixes)
    }

    /// Reads lines in the file's form, however few.
    pub(crate) fn parse_part(text: &str) -> Result<Self, PublicSuffixError> {
        let mut rules = FxHashMap::<Box<str>, Rules>::with_capacity_and_hasher(text.len() / 8, FxBuildHasher);
        for (index, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = PublicSuffixError::BadLine { line: index + 1 };
            let mut words = line.split(' ');
            let domain = words.next().unwrap_or_default();
            if !is_plain(domain) || domain.contains('.') {
                return Err(bad);
            }
            rules.entry(domain.into()).or_default();
            for word in words {
                let (relative, set): (&str, fn(&mut Rules)) = if let Some(name) = word.strip_prefix('!') {
                    (name, |rules| rules.exception = true)
                } else if word == "*" {
                    ("=", |rules| rules.children = true)
                } else if let Some(name) = word.strip_prefix("*.") {
                    (name, |rules| rules.children = true)
                } else {
                    (word, |rules| rules.own = true)
                };
                let name = match relative {
                    "=" => domain.into(),
                    _ if is_plain(relative) => [relative, ".", domain].concat().into_boxed_str(),
                    _ => return Err(bad),
                };
                set(rules.entry(name).or_default());
            }
        }
        Ok(Self { rules })
    }

    /// Whether the last label of a name is a top-level domain; lower case, A-labels.
    #[must_use]
    pub fn knows_top_level_domain(&self, name: &str) -> bool {
        self.rules.contains_key(name.rsplit('.').next().unwrap_or_default())
    }

    /// Whether a name is a public suffix itself; lower case, A-labels.
    #[must_use]
    pub fn is_public_suffix(&self, name: &str) -> bool {
        self.suffix_of(name) == Some(name)
    }

    /// The name directly under the public suffix, which is what one registers: `example.co.uk` of `www.example.co.uk`.
    ///
    /// `None` for a public suffix itself and where the top-level domain is unknown.
    #[must_use]
    pub fn registrable_domain<'a>(&self, name: &'a str) -> Option<&'a str> {
        let suffix = self.suffix_of(name)?;
        let before = name.strip_suffix(suffix)?.strip_suffix('.')?;
        let label = before.rsplit('.').next()?;
        name.get(name.len() - suffix.len() - 1 - label.len()..)
    }

    /// The longest public suffix of a name.
    fn suffix_of<'a>(&self, name: &'a str) -> Option<&'a str> {
        if !self.knows_top_level_domain(name) {
            return None;
        }
        let mut rest = name;
        loop {
            let parent = rest.split_once('.').map(|(_, parent)| parent);
            let here = self.rules.get(rest).copied().unwrap_or_default();
            if here.exception {
                return parent;
            }
            let Some(parent) = parent else {
                // A known top-level domain is a suffix even where the list holds wildcards under it only.
                return Some(rest);
            };
            if here.own || self.rules.get(parent).is_some_and(|rules| rules.children) {
                return Some(rest);
            }
            rest = parent;
        }
    }
}

/// Whether a word is labels of lower-case letters, digits and hyphens.
fn is_plain(word: &str) -> bool {
    word.split('.').all(|label| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> PublicSuffixes {
        PublicSuffixes::parse_part("# A header\ncom =\nuk = co\nck * !www\njp = kobe *.kobe !city.kobe\n").unwrap()
    }

    #[test]
    fn suffixes_wildcards_and_exceptions_are_told_apart() {
        let suffixes = small();
        for name in ["com", "uk", "co.uk", "ck", "anything.ck", "jp", "kobe.jp", "x.kobe.jp"] {
            assert!(suffixes.is_public_suffix(name), "{name}");
        }
        for name in [
            "example.com",
            "a.co.uk",
            "www.ck",
            "city.kobe.jp",
            "b.x.kobe.jp",
            "unknown",
            "a.unknown",
        ] {
            assert!(!suffixes.is_public_suffix(name), "{name}");
        }
    }

    #[test]
    fn the_registrable_domain_is_one_label_more() {
        let suffixes = small();
        for (name, expected) in [
            ("a.b.example.co.uk", Some("example.co.uk")),
            ("example.uk", Some("example.uk")),
            ("b.www.ck", Some("www.ck")),
            ("a.b.other.ck", Some("b.other.ck")),
            ("www.city.kobe.jp", Some("city.kobe.jp")),
            ("co.uk", None),
            ("host.internal", None),
        ] {
            assert_eq!(suffixes.registrable_domain(name), expected, "{name}");
        }
    }

    #[test]
    fn another_text_is_refused() {
        assert_eq!(
            PublicSuffixes::parse("com =\n"),
            Err(PublicSuffixError::TooShort { count: 1 })
        );
        assert_eq!(
            PublicSuffixes::parse("com =\n<html><body>502 Bad Gateway"),
            Err(PublicSuffixError::BadLine { line: 2 })
        );
    }
}
