//! The parts of the page, tried in a browser on its own document: quick, one part at a time.
//!
//! What people do on the whole page is shown by the flows of `tests/e2e`.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that can't go on has failed, and says why by a panic"
)]

mod harness;

mod boxes;
mod browser;
mod choices;
mod combobox;
mod csr;
mod draft;
mod files;
mod language;
mod names;
mod outcome;
mod private_key;
mod settings;
mod summary;
mod table;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
