//! Whatever comes back for an order.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| certdesk_fuzz::answer(bytes));
