//! The CSR's names beside the form's: the API reads the form's only (DigiCert API notes, section 2.2), so a difference is shown.

use certdesk_pki::{Csr, GeneralName};
use rustc_hash::FxHashSet;

use crate::name::{self, Idna, Name, PublicSuffixes};
use crate::{Field, NameEntries, NameEntry, NameSet, Problem, RowKey};

/// The names in a CSR: those that can be ordered, and those that can't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CsrNames {
    common_name: Option<Name>,
    names: Vec<Name>,
    unusable: Vec<UnusableName>,
}

/// A name in a CSR that can't be ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusableName {
    /// The name as it stands in the CSR.
    pub text: String,
    /// Why it can't be ordered; `None` for kinds of names that no TLS certificate holds, such as mail addresses.
    pub problem: Option<Problem>,
}

/// How the common names of CSR and form go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommonNames {
    /// They are the same.
    Same,
    /// The CSR has none that can be ordered, which is no harm.
    NoneInCsr,
    /// The form has none yet, or none that is valid.
    NoneInForm {
        /// The CSR's.
        csr: Name,
    },
    /// They differ.
    Differ {
        /// The CSR's.
        csr: Name,
        /// The form's.
        form: Name,
    },
}

/// What is in both, in the CSR only and in the form only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// How the common names go together.
    pub common_names: CommonNames,
    /// Names of both, in the CSR's order, each once; the common names count among them.
    pub both: Vec<Name>,
    /// Names of the CSR only, in its order.
    pub only_in_csr: Vec<Name>,
    /// Names of the form only, in its order.
    pub only_in_form: Vec<Name>,
    /// Names of the CSR that can't be ordered.
    pub unusable: Vec<UnusableName>,
}

impl CsrNames {
    /// Judges the common names and the alternative names of a CSR by the rules of the form.
    #[must_use]
    pub fn read(csr: &Csr, idna: Idna<'_>, suffixes: Option<&PublicSuffixes>) -> Self {
        let mut names = Self::default();
        let mut seen = FxHashSet::default();
        for text in csr.subject().common_names() {
            // The first that can be ordered is the common name, were there several.
            let field = if names.common_name.is_none() {
                Field::CommonName
            } else {
                Field::DnsNames
            };
            let judged = names.take(field, text, &mut seen, idna, suffixes);
            names.common_name = names.common_name.or(judged);
        }
        let broken;
        let alternative_names = match csr.subject_alt_names() {
            Ok(alternative_names) => alternative_names,
            Err(fault) => {
                broken = fault;
                broken.readable_names()
            }
        };
        for name in alternative_names {
            match name {
                GeneralName::Dns(text) => {
                    names.take(Field::DnsNames, text, &mut seen, idna, suffixes);
                }
                GeneralName::Ip(address) => {
                    names.take(Field::DnsNames, &address.to_string(), &mut seen, idna, suffixes);
                }
                GeneralName::Email(text) | GeneralName::Uri(text) => {
                    names.unusable.push(UnusableName {
                        text: text.clone(),
                        problem: None,
                    });
                }
                // Other kinds have no text that a person would know them by.
                _ => {}
            }
        }
        names
    }

    /// Judges one name and keeps it, once.
    fn take(
        &mut self,
        field: Field,
        text: &str,
        seen: &mut FxHashSet<Name>,
        idna: Idna<'_>,
        suffixes: Option<&PublicSuffixes>,
    ) -> Option<Name> {
        let mut checked = name::check(field, text, idna, suffixes);
        if field == Field::CommonName && checked.value.is_none() {
            // A common name may be too long for its place and yet be good as an alternative name.
            checked.value = name::check(Field::DnsNames, text, idna, suffixes).value;
        }
        let is_common_name = checked.error().is_none();
        match checked.value {
            Some(name) => {
                if seen.insert(name.clone()) {
                    self.names.push(name.clone());
                }
                is_common_name.then_some(name)
            }
            None => {
                let problem = checked.problems.into_iter().find(Problem::is_error);
                self.unusable.push(UnusableName {
                    text: text.to_owned(),
                    problem,
                });
                None
            }
        }
    }

    /// The common name, if it is one that can be ordered.
    #[must_use]
    pub const fn common_name(&self) -> Option<&Name> {
        self.common_name.as_ref()
    }

    /// All names that can be ordered, each once: the common names, then the alternative names.
    #[must_use]
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// Lays the CSR's names beside the form's. Linear in their number.
    #[must_use]
    pub fn beside(&self, form: &NameSet) -> Reconciliation {
        let in_form: FxHashSet<&Name> = form.all().map(|(_, name)| name).collect();
        let in_csr: FxHashSet<&Name> = self.names.iter().collect();
        let (both, only_in_csr) = self.names.iter().cloned().partition(|name| in_form.contains(name));
        let mut seen = FxHashSet::default();
        let only_in_form = form
            .all()
            .map(|(_, name)| name)
            .filter(|name| !in_csr.contains(name) && seen.insert(*name))
            .cloned();
        Reconciliation {
            common_names: match (&self.common_name, form.common_name()) {
                (None, _) => CommonNames::NoneInCsr,
                (Some(csr), None) => CommonNames::NoneInForm { csr: csr.clone() },
                (Some(csr), Some(form)) if csr == form => CommonNames::Same,
                (Some(csr), Some(form)) => CommonNames::Differ {
                    csr: csr.clone(),
                    form: form.clone(),
                },
            },
            both,
            only_in_csr,
            only_in_form: only_in_form.collect(),
            unusable: self.unusable.clone(),
        }
    }
}

impl Reconciliation {
    /// Whether there is nothing to tell.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self.common_names, CommonNames::Same | CommonNames::NoneInCsr)
            && self.only_in_csr.is_empty()
            && self.only_in_form.is_empty()
            && self.unusable.is_empty()
    }

    /// "Add to the form": the entries with a row for each name that only the CSR has. What was typed stays as it is.
    ///
    /// Where the common name is blank and the CSR has one, that goes there in place of a row.
    #[must_use]
    pub fn add_to_form(&self, entries: &NameEntries) -> NameEntries {
        let mut filled = self.take_common_name(entries).unwrap_or_else(|| entries.clone());
        let taken = filled.common_name.trim().to_owned();
        let mut key = entries
            .dns_names
            .iter()
            .map(|row| row.key.0)
            .max()
            .map_or(0, |key| key.wrapping_add(1));
        for name in self.only_in_csr.iter().map(Name::to_text).filter(|name| *name != taken) {
            // Rows number from 0 on as they are made: the key past the greatest is free unless four billion were made.
            filled.dns_names.push(NameEntry {
                key: RowKey(key),
                value: name,
            });
            key = key.wrapping_add(1);
        }
        filled
    }

    /// "Take the CSR's common name": the entries with it, where the common name is blank; `None` where there is nothing to do.
    ///
    /// A common name that was typed is not overwritten.
    #[must_use]
    pub fn take_common_name(&self, entries: &NameEntries) -> Option<NameEntries> {
        let CommonNames::NoneInForm { csr } = &self.common_names else {
            return None;
        };
        entries.common_name.trim().is_empty().then(|| NameEntries {
            common_name: csr.to_text(),
            dns_names: entries.dns_names.clone(),
        })
    }
}
