//! What the page asks of the account, through the proxy and only where that allows it.
//!
//! | module | what it is |
//! |---|---|
//! | `client` | one call, and why it brought nothing |
//! | `lists` | the account as the form needs it: user, products, organizations, containers, fields, balance |

mod client;
mod lists;

pub use client::{CallError, Client};
pub use lists::{Account, Load, Part, PartState};
