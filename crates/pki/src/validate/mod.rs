//! Whether a path from a leaf to a root is valid (RFC 5280 section 6): judged by rustls-webpki, with the signatures verified
//! beforehand by someone else, and with the rules of RFC 5280 and BR that webpki leaves to others.

mod algorithms;
mod fault;
mod fields;
mod inputs;
mod names;
mod profile;
mod signatures;

pub use fault::{PathFault, ProfileRule};
pub use inputs::{PathInputs, ValidatedPath};
