//! Whether a path from a leaf to a root is valid (RFC 5280 section 6): judged by rustls-webpki, with the signatures verified
//! beforehand by someone else, and with the rules of RFC 5280 and BR that webpki leaves to others.

mod algorithms;
mod common_name;
mod constraints;
mod dns_name;
mod fault;
mod fields;
mod inputs;
mod profile;
mod root;
mod signatures;
mod webpki_error;

pub use fault::{PathFault, ProfileRule};
pub use inputs::{PathInputs, ValidatedPath};
