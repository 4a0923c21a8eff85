//! Whatever stands in the CSR's box, or in a bundle.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| certdesk_fuzz::text(bytes));
