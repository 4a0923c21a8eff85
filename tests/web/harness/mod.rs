//! What the tests share: a place in the document, what a user does there, and what is to be found.

mod act;
mod dom;
mod material;
mod stage;

pub(crate) use act::{alt_key, choose_file, click, drop_on, enter, key, leave, paste, pick, press_on};
pub(crate) use dom::{
    active, all, by_id, count, described, edges, has, is_seen, one, run, shown, store, stored, text, value, values,
};
pub(crate) use material::{NAMES_CSR, RSA_CSR, TAMPERED_CSR, UNSUPPORTED_CSR, private_key};
pub(crate) use stage::{Stage, hurry, pause, plain_settings, rest, until};
