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
mod clock;
mod corpus;
mod csr;
mod files;
mod hostile;
mod key;
mod key_file;
mod made;
mod make_commands;
mod make_csr;
mod make_key;
mod make_passphrase;
mod mutation;
mod name;
mod path_corpus;
mod private_key;
mod properties;
#[expect(
    unreachable_pub,
    reason = "the fuzz targets, which are programs of their own, share it"
)]
#[path = "../../../../fuzz/src/readers.rs"]
mod readers;
mod repairs;
mod sample;
mod validate;
mod verifier;
mod weak_key;
