//! What came back: order, chain, files.
//!
//! | module | what it is |
//! |---|---|
//! | `view` | which of the views an outcome gets |
//! | `placed` | an order that exists: where it stands, who acts next, what is to be shown at the domains |
//! | `followed` | an order that waits, followed until its certificate is here |
//! | `unknown` | an order that may exist: why nobody knows, and how to find out |
//! | `lookup` | the account, asked whether it has that order |
//! | `journal`, `connection` | the orders sent from this browser; the test which part of the way is at fault |
//! | `refused` | an order that was refused, where the form did not take it up |
//! | `received` | the certificates of an answer, and what of it is none |
//! | `checks`, `names` | whether the certificate is what was ordered |
//! | `issued`, `certificate` | the chain, checked, and each of its certificates |
//! | `files`, `downloads` | what can be downloaded, and the buttons for it |
//! | `server`, `pkcs12` | the files and commands for the user's server; the private key and the chain in one file |
//! | `raw`, `moment`, `parts` | answers as they came, points in time, small pieces |

mod certificate;
mod checks;
mod connection;
mod downloads;
mod files;
mod finding;
mod followed;
mod issued;
mod journal;
mod lookup;
mod moment;
mod names;
pub(crate) mod parts;
mod pkcs12;
mod placed;
mod raw;
mod received;
mod refused;
mod server;
mod unknown;
mod view;

pub(crate) use certificate::Role;
pub(crate) use connection::{ConnectionPart, connection_test};
pub(crate) use files::FileKind;
pub(crate) use finding::{Finding, Mark, Question};
pub(crate) use issued::{Issue, issued};
pub(crate) use journal::journal_fold;
pub use parts::Again;
pub(crate) use pkcs12::Pkcs12Step;
pub(crate) use placed::{Standing, Step};
pub(crate) use raw::harmless;
pub(crate) use received::UnreadableEntry;
pub use view::outcome_view;
