//! The DER of a certificate.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| certdesk_fuzz::certificate(bytes));
