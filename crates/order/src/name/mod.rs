//! One name of the certificate: what may stand as common name or as one additional name, and the judging of what was typed.

mod check;
mod idna2008;
mod kinds;
mod onion;
mod pasted;
mod problem;
mod public_ip;
mod public_suffix;

pub(crate) use check::NAME_LIMIT;
pub use check::{Idna, check};
pub use kinds::{DnsName, Name, WildcardName};
pub use pasted::split_pasted;
pub use problem::{NameProblem, OnionFault, Pasted, WildcardFault};
pub use public_ip::{PublicIp, ReservedRange};
pub use public_suffix::{PublicSuffixError, PublicSuffixes};
