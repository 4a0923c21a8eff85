//! The account's orders: the list, one in full, what it waits for, what is done with it.
//!
//! | module | what it is |
//! |---|---|
//! | `list` | the orders of the account, page by page |
//! | `order` | one order in full |

mod list;
mod order;

pub(crate) use list::orders;
pub(crate) use order::order;
