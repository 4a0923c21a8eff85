//! The flows: what people do on the page, in Chromium, on the release build, under the headers of production, with the
//! sandbox in DigiCert's place.
//!
//! `cargo xtask test` builds the page, names browser and build in variables, and runs them (`harness/environment.rs`).
//! Each flow has a browser, a profile and a sandbox of its own, and ends with the question what the browser has to
//! complain about.

#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a flow that can't go on has failed, and says why by a panic"
)]

mod harness;

mod budgets;
mod choices;
mod configuration;
mod csr;
mod deploy;
mod downloads;
mod drafts;
mod faults;
mod journal;
mod keyboard;
mod languages;
mod layout;
mod lost;
mod names;
mod new_key;
mod once;
mod order_actions;
mod orders;
mod organizations;
mod outcomes;
mod pastes;
mod pieces;
mod readme;
mod refused;
mod server_files;
mod shell;
mod states;
mod visits;
mod waiting;
