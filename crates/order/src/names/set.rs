//! The names of a certificate, as far as they are valid.

use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::name::{self, Idna, Name, PublicSuffixes};
use crate::{Checked, Field, NameEntries, RowKey};

/// All names as entered, judged one by one; rows that were left blank are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedNames {
    /// The common name.
    pub common_name: Checked<Name>,
    /// The additional names, in order.
    pub rows: Vec<(RowKey, Checked<Name>)>,
}

impl JudgedNames {
    /// Judges all names, for those who do not keep the judgement of each.
    #[must_use]
    pub fn read(entries: &NameEntries, idna: Idna<'_>, suffixes: Option<&PublicSuffixes>) -> Self {
        let rows = entries.dns_names.iter().filter(|row| !row.value.trim().is_empty());
        Self {
            common_name: name::check(Field::CommonName, &entries.common_name, idna, suffixes),
            rows: rows
                .map(|row| {
                    (
                        row.key,
                        name::check(Field::DnsName(row.key), &row.value, idna, suffixes),
                    )
                })
                .collect(),
        }
    }

    /// Those that are valid.
    #[must_use]
    pub fn set(&self) -> NameSet {
        NameSet::new(
            self.common_name.value.clone(),
            self.rows
                .iter()
                .filter_map(|(key, checked)| Some((*key, checked.value.clone()?)))
                .collect(),
        )
    }
}

/// The valid names among those entered, each with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameSet {
    common_name: Option<Name>,
    rows: Vec<(RowKey, Name)>,
}

impl NameSet {
    /// Takes the common name, if it is valid, and the valid additional names in the order of their rows.
    #[must_use]
    pub const fn new(common_name: Option<Name>, rows: Vec<(RowKey, Name)>) -> Self {
        Self { common_name, rows }
    }

    /// The common name, if it is valid.
    #[must_use]
    pub const fn common_name(&self) -> Option<&Name> {
        self.common_name.as_ref()
    }

    /// The valid additional names, in the order of their rows, repetitions included.
    #[must_use]
    pub fn rows(&self) -> &[(RowKey, Name)] {
        &self.rows
    }

    /// All names with their places, the common name first, repetitions included.
    pub fn all(&self) -> impl Iterator<Item = (Field, &Name)> {
        let common_name = self.common_name.iter().map(|name| (Field::CommonName, name));
        common_name.chain(self.rows.iter().map(|(key, name)| (Field::DnsName(*key), name)))
    }

    /// What is sent as `dns_names`: in order, each once, without the common name, which the API adds (section 7.1).
    #[must_use]
    pub fn dns_names(&self) -> Vec<&Name> {
        let mut seen = FxHashSet::with_capacity_and_hasher(self.rows.len() + 1, FxBuildHasher);
        seen.extend(self.common_name.iter());
        self.rows
            .iter()
            .map(|(_, name)| name)
            .filter(|name| seen.insert(name))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NameEntry;

    fn read(common_name: &str, names: &[&str]) -> JudgedNames {
        let row = |(index, value): (usize, &&str)| NameEntry {
            key: RowKey(u32::try_from(index).unwrap()),
            value: (*value).to_owned(),
        };
        let dns_names = names.iter().enumerate().map(row).collect();
        JudgedNames::read(
            &NameEntries {
                common_name: common_name.into(),
                dns_names,
            },
            &|_| None,
            None,
        )
    }

    #[test]
    fn each_name_is_sent_once_and_in_order() {
        let judged = read(
            "www.acme.com",
            &[
                "b.acme.com",
                "WWW.acme.com",
                "",
                "a.acme.com",
                "B.Acme.com",
                "bad_.acme.com",
            ],
        );
        let set = judged.set();
        let sent: Vec<String> = set.dns_names().into_iter().map(Name::to_text).collect();
        assert_eq!(sent, ["b.acme.com", "a.acme.com"]);
        assert_eq!(judged.rows.len(), 5, "a blank row is no entry");
        assert_eq!(set.all().count(), 5);
    }
}
