//! What each fuzz target does with its bytes. The tests of the two crates run the same over fewer inputs, without nightly.

mod answer;
mod readers;

pub use answer::answer;
pub use readers::{certificate, chain, csr, text};
