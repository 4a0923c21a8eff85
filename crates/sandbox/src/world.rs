//! The world in which control of domains is looked for: DNS records and files, as a test puts them there.

use std::collections::BTreeMap;

/// Where a random value is looked for as a file (digicert-api 5.2, `http-token`).
const FILE: &str = "/.well-known/pki-validation/fileauth.txt";
/// What a CNAME of a random value leads to (digicert-api 5.2).
pub(crate) const CNAME_TARGET: &str = "dcv.digicert.com";

/// DNS and web, empty at first.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    txt: BTreeMap<String, Vec<String>>,
    cname: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
}

impl World {
    /// Adds a TXT record.
    pub(crate) fn add_txt(&mut self, name: &str, value: &str) {
        self.txt.entry(host(name)).or_default().push(value.to_owned());
    }

    /// Sets a CNAME record.
    pub(crate) fn set_cname(&mut self, name: &str, target: &str) {
        self.cname.insert(host(name), host(target));
    }

    /// Puts a file at an address.
    pub(crate) fn set_file(&mut self, url: &str, body: &str) {
        self.files.insert(url.to_owned(), body.to_owned());
    }

    /// Whether a random value is in place for a name by a method. Mail is not looked for; a file shows nothing of a
    /// wildcard.
    pub(crate) fn shows(&self, method: &str, name: &str, value: &str) -> bool {
        let is_wildcard = name.starts_with("*.");
        let name = host(name.strip_prefix("*.").unwrap_or(name));
        match method {
            // The record may stand at the name, at `_dnsauth` below it, or likewise at a domain above it.
            "dns-txt-token" => self_and_parents(&name).any(|name| {
                [name.to_owned(), format!("_dnsauth.{name}")].iter().any(|at| {
                    self.txt
                        .get(at)
                        .is_some_and(|values| values.iter().any(|it| it.trim() == value))
                })
            }),
            "dns-cname-token" => self_and_parents(&name).any(|name| {
                let target = self.cname.get(&host(&format!("{value}.{name}")));
                target.is_some_and(|target| target == CNAME_TARGET)
            }),
            // The name of the unique file of `http-token-dynamic` is UNCONFIRMED: any text file in the folder will do.
            "http-token" | "http-token-dynamic" if !is_wildcard => ["http", "https"].iter().any(|scheme| {
                let fixed = format!("{scheme}://{name}{FILE}");
                let folder = fixed.trim_end_matches("fileauth.txt");
                self.files
                    .iter()
                    .filter(|(url, _)| {
                        if method == "http-token" {
                            **url == fixed
                        } else {
                            url.starts_with(folder)
                        }
                    })
                    .any(|(_, body)| body.lines().any(|line| line.trim() == value))
            }),
            _ => false,
        }
    }
}

/// A name as DNS compares it.
fn host(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// A name and those above it, down to the one that can be registered.
fn self_and_parents(name: &str) -> impl Iterator<Item = &str> {
    let top = psl::domain_str(name).unwrap_or(name);
    std::iter::successors(Some(name), move |name| {
        if *name == top {
            None
        } else {
            name.split_once('.').map(|(_, parent)| parent)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_and_files_show_control_where_they_are_looked_for() {
        let mut world = World::default();
        world.add_txt("Example.edu.", "other");
        world.add_txt("example.edu", "abc");
        world.add_txt("_dnsauth.www.example.net", "abc");
        world.set_cname("abc.example.org", "DCV.DigiCert.com.");
        world.set_file("http://example.com/.well-known/pki-validation/fileauth.txt", "abc\n");
        world.set_file("https://192.0.2.1/.well-known/pki-validation/5f3c.txt", "abc");
        for (method, name) in [
            ("dns-txt-token", "example.edu"),
            ("dns-txt-token", "*.a.example.edu"),
            ("dns-txt-token", "www.example.net"),
            ("dns-cname-token", "mail.example.org"),
            ("http-token", "example.com"),
            ("http-token-dynamic", "192.0.2.1"),
        ] {
            assert!(world.shows(method, name, "abc"), "{method} {name}");
            assert!(!world.shows(method, name, "abcd"), "{method} {name}");
        }
        for (method, name) in [
            ("dns-txt-token", "edu"),
            ("dns-txt-token", "example.net"),
            ("dns-cname-token", "example.edu"),
            ("http-token", "www.example.com"),
            ("http-token", "*.example.com"),
            ("http-token", "192.0.2.1"),
            ("email", "example.edu"),
        ] {
            assert!(!world.shows(method, name, "abc"), "{method} {name}");
        }
    }
}
