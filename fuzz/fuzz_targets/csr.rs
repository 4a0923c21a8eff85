//! The DER of a CSR.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| certdesk_fuzz::csr(bytes));
