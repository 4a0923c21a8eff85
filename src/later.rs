//! What the page loads after its form: judgement, options, review, outcome.
//!
//! The form takes entries as soon as its own piece of WebAssembly is there, and that piece has to be small. What judges and
//! sends them is in a second piece, which is asked for as soon as the form stands and arrives while the first entry is
//! typed. `cargo xtask dist` takes the two apart (`crates/xtask/src/split.rs`): whatever is reached through [`load`] alone
//! goes into the second. So the form must not name those functions itself; it calls them through this table.

use std::sync::Arc;

use certdesk_order::{Checked, Field, Name, Product, Refusal};
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
#[cfg(not(debug_assertions))]
use leptos::wasm_split::wasm_split;

use crate::draft::{Judge, NameRow};
use crate::form::{self, Checks, Form, Judged, Pasted, RefusedEntry};
use crate::held_key::HeldKey;
use crate::outcome::Again;
use crate::placing::{Outcome, Placing};
use crate::settings::{ConfigProblem, Settings};
use crate::text::Words;

/// How far the second piece is.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one of it in the page, and a box around handles of signals would make it no copy"
)]
pub enum Arrival {
    /// It is on its way.
    Awaited,
    /// It could not be loaded; the user may try again.
    Failed,
    /// It is here, and judges the form.
    Here(&'static Later, Checks),
}

/// The functions of the second piece, by what they do.
#[derive(Debug)]
pub struct Later {
    /// Begins to judge a form.
    pub judge: fn(Form) -> Checks,
    /// Keeps a form in the browser's storage from now on.
    pub keep: fn(Form),
    /// Brings back what came of the last order.
    pub restore: fn(Placing),
    /// Judges a single name.
    pub name: fn(Judge, Field, &str) -> Option<Checked<Name>>,
    /// Whether a private key is in a text or a file.
    pub holds_private_key: fn(&[u8]) -> bool,
    /// What a file puts into the CSR's box.
    pub csr_text: fn(&[u8]) -> String,
    /// The error that is due at a field.
    pub error: fn(Judged, Field) -> Option<String>,
    /// The advice that is due at a field.
    pub advice: fn(Judged, Field) -> Vec<String>,
    /// Whether an error is shown at a field.
    pub has_error: fn(Judged, Field) -> bool,
    /// The better entry that a field's problem offers.
    pub suggestion: fn(Judged, Field) -> Option<String>,
    /// The error of a row.
    pub row_error: fn(Judged, &NameRow) -> Option<String>,
    /// The advice for a row; `false` for no more than what is said before it is due.
    pub row_advice: fn(Judged, &NameRow, bool) -> Vec<String>,
    /// The better name that a row's problem offers.
    pub row_suggestion: fn(Judged, &NameRow) -> Option<String>,
    /// Whether nothing stops the order.
    pub is_ready: fn(Judged) -> bool,
    /// When certificate and order end, in a sentence.
    pub ends: fn(Judged) -> String,
    /// The free pair of the common name.
    pub www_pair: fn(Judged) -> AnyView,
    /// The box for a whole list of names.
    pub paste_many: fn(Form, Pasted) -> AnyView,
    /// What the CSR says, beside the form.
    pub csr: fn(Judged) -> AnyView,
    /// A key and a CSR for those who have none.
    pub new_key: fn(Judged) -> AnyView,
    /// Whether a product is not offered, since the account is not enabled for it.
    pub is_hidden: fn(Judged, Product) -> bool,
    /// An organization chosen from the account's list; nothing before that is here.
    pub organization_choice: fn(Judged) -> AnyView,
    /// Who may approve an EV order.
    pub approvers: fn(Judged) -> AnyView,
    /// What is to be done when the form is emptied.
    pub afresh: fn(Judged),
    /// A new organization.
    pub new_organization: fn(Form) -> AnyView,
    /// The account's required fields.
    pub custom_fields: fn(Judged) -> AnyView,
    /// All that can be left alone; drafts, templates, the journal.
    pub options: fn(Judged) -> AnyView,
    /// DigiCert's errors, each with the field that it names.
    pub refused: fn(&Refusal) -> Vec<RefusedEntry>,
    /// What is to be known before anything is entered.
    pub notes: fn(Judged) -> AnyView,
    /// What stops the form.
    pub summary: fn(Judged) -> AnyView,
    /// The order so far.
    pub side: fn(Judged) -> AnyView,
    /// The order read back.
    pub review: fn(Judged, Callback<Arc<Outcome>>, Callback<()>) -> AnyView,
    /// What came of it.
    pub outcome: fn(Words, &'static Settings, HeldKey, Arc<Outcome>, Callback<Again>) -> AnyView,
    /// The account's orders.
    pub orders: fn(Judged) -> AnyView,
    /// One order of the account.
    pub order: fn(Judged, u64) -> AnyView,
    /// What is wrong with config.json.
    pub misconfigured: fn(Words, Vec<ConfigProblem>) -> AnyView,
}

static LATER: Later = Later {
    judge: Checks::new,
    keep: form::keep,
    restore: Placing::restore,
    name: Judge::name_now,
    holds_private_key: form::holds_private_key,
    csr_text: form::csr_text,
    error: form::error,
    advice: form::advice,
    has_error: form::has_error,
    suggestion: form::suggestion,
    row_error: form::row_error,
    row_advice: form::row_advice,
    row_suggestion: form::row_suggestion,
    is_ready: form::is_ready,
    ends: form::ends,
    www_pair: form::www_pair,
    paste_many: form::paste_many,
    csr: form::csr_read,
    new_key: form::new_key,
    is_hidden: form::is_hidden,
    organization_choice: form::organization_choice,
    approvers: form::approvers,
    afresh: form::afresh,
    new_organization: form::new_organization,
    custom_fields: form::required_custom_fields,
    options: form::foot,
    refused: form::refused,
    notes: form::notes,
    summary: form::summary,
    side: form::side,
    review: form::review,
    outcome: crate::outcome::outcome_view,
    orders: crate::orders::orders,
    order: crate::orders::order,
    misconfigured: crate::app::misconfigured,
};

/// Loads the second piece, once; after a failure the next call tries again.
///
/// # Errors
///
/// The piece could not be loaded: the browser's console says why.
#[cfg(not(debug_assertions))]
#[wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
pub fn load() -> Result<&'static Later, SplitLoaderError> {
    Ok(&LATER)
}

/// The same in a build for development, which is one piece.
///
/// # Errors
///
/// None.
#[cfg(debug_assertions)]
pub async fn load() -> Result<&'static Later, SplitLoaderError> {
    Ok(&LATER)
}
