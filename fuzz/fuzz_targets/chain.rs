//! Certificates, and the chain that is built from them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| certdesk_fuzz::chain(bytes));
