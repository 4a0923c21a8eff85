//! How far the names of a certificate are from those that are wanted.

use crate::general_name::GeneralName;
use std::net::IpAddr;

/// The smaller, the nearer: a name that is missing is worse than any number of others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NameDifference {
    missing: usize,
    others: usize,
}

impl NameDifference {
    /// Compares each wanted name with each found one as it stands: a wildcard is only itself. Where none is wanted, nothing
    /// differs.
    pub(super) fn between(wanted: &[String], found: &[GeneralName]) -> Self {
        if wanted.is_empty() {
            return Self::default();
        }
        let missing = wanted
            .iter()
            .filter(|wanted| !found.iter().any(|found| is_same(wanted, found)));
        let others = found
            .iter()
            .filter(|found| !wanted.iter().any(|wanted| is_same(wanted, found)));
        Self {
            missing: missing.count(),
            others: others.count(),
        }
    }
}

fn is_same(wanted: &str, found: &GeneralName) -> bool {
    match found {
        GeneralName::Dns(name) => without_dot(name).eq_ignore_ascii_case(without_dot(wanted)),
        GeneralName::Ip(address) => wanted.parse::<IpAddr>().is_ok_and(|wanted| wanted == *address),
        _ => false,
    }
}

fn without_dot(name: &str) -> &str {
    name.strip_suffix('.').unwrap_or(name)
}
