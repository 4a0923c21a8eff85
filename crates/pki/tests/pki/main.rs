//! What is read, judged and written, against samples that OpenSSL made and against OpenSSL itself.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod bundle;
mod certificate;
mod chain;
mod corpus;
mod csr;
mod files;
mod key;
mod mutation;
mod name;
mod path_corpus;
mod private_key;
mod repairs;
mod sample;
mod validate;
mod verifier;
