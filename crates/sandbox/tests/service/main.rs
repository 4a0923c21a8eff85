//! The sandbox as its clients see it: over HTTP, as a library on free ports and as a program.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod desk;
mod openssl;
mod raw;
mod signing_request;

mod certificates;
mod choices;
mod clients;
mod control;

mod downloads;
mod faults;
mod former;
mod life;
mod limits;
mod lint;

mod oddities;
mod outcomes;
mod page;
mod program;
mod proxy;
mod reads;
mod refusals;
