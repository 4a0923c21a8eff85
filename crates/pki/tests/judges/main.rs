//! Every file that is written, handed to programs that we did not write. One that is missing fails the test and is named.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic"
)]

mod apache;
mod certtool;
mod commands;
mod haproxy;
mod keytool;
mod made;
mod nginx;
mod openssl;
mod program;
mod round_trip;
mod server;
mod unzip;
