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
mod made;
mod make_commands;
mod make_csr;
mod make_key;
mod make_passphrase;
mod mutation;
mod name;
mod private_key;
mod repairs;
mod sample;
mod verifier;
