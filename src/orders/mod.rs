//! The account's orders: the list, one in full, what it waits for, what is done with it.
//!
//! | module | what it is |
//! |---|---|
//! | `list` | the orders of the account, page by page |
//! | `order` | one order in full |
//! | `waiting` | what an order waits for, followed until it is issued |
//! | `follow` | when is looked, and what was seen |
//! | `acts`, `control` | control over domains: what is done about it, and what is to be shown |
//! | `sentences` | what went wrong with a call, and points in time |

mod acts;
mod control;
mod follow;
mod list;
mod order;
mod sentences;
mod waiting;

pub(crate) use acts::Act;
pub(crate) use sentences::{account_link, errors_of};
pub(crate) use waiting::Waiting;

pub(crate) use list::orders;
pub(crate) use order::order;
