//! The set of names of a certificate: what it holds in all, what a product makes of it, what is sent.

mod pairs;
mod rules;
mod set;

pub use pairs::{covered_by_wildcard, www_pair};
pub use rules::{NameRules, check};
pub use set::{JudgedNames, NameSet};
