//! The account's orders: the list, one in full, what it waits for, what is done with it.
//!
//! | module | what it is |
//! |---|---|
//! | `look` | one question to the account: asked again on request, and by itself after a limit |
//! | `said` | a failure in place, moments and days in words |
//! | `own` | which orders were placed in this browser |
//! | `state`, `list`, `filters` | the orders of the account, page by page, as they were left |
//! | `order`, `history`, `about` | one order in full |
//! | `issue`, `formats` | its certificate, checked, and the files that DigiCert makes of it |
//! | `acting`, `actions` | changes: what they do, and what came of them |
//! | `cancel`, `note`, `new_csr`, `decide` | one kind of change each |
//! | `fill` | the form, filled from an order: to renew it, to order another like it |
//! | `waiting` | what an order waits for, followed until it is issued |
//! | `follow` | when is looked, and what was seen |
//! | `acts`, `control` | control over domains: what is done about it, and what is to be shown |
//! | `sentences` | what went wrong with a call, and points in time |

mod about;
mod acting;
mod actions;
mod acts;
mod cancel;
mod control;
mod decide;
mod fill;
mod filters;
mod follow;
mod formats;
mod history;
mod issue;
mod list;
mod look;
mod new_csr;
mod note;
mod order;
mod own;
mod said;
mod state;
mod waiting;

pub(crate) use acts::Act as ControlAct;
pub(crate) use said::{account_link, failure};
pub(crate) use waiting::Waiting;

pub(crate) use acting::Act;
pub(crate) use fill::{Fill, filled_note};
pub(crate) use list::orders;
pub(crate) use order::order;
pub(crate) use own::remember;
pub use state::OrdersState;
