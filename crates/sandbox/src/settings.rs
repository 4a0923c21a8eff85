//! How an account behaves over time and towards those who call too often: plain data, part of [`crate::Account`].

use serde::{Deserialize, Serialize};

/// How long the work of the service takes, on the sandbox's clock. What is pre-validated is issued at once in any case
/// (digicert-api 8.4). The default is the demo's: nothing is validated by itself, and what is there is issued at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pace {
    /// Hours until a pending validation of an organization is done; `null`: it never is.
    pub organization_hours: Option<u32>,
    /// Hours until a verified contact follows the mail that asks to approve an EV order; `null`: none ever does.
    /// Without effect where the user behind the key is a verified contact, who approves by ordering.
    pub verified_contact_hours: Option<u32>,
    /// Minutes from the moment at which everything is there until the certificate is issued. Meanwhile the order is
    /// `processing`.
    pub issuance_minutes: u32,
}

/// The calls of a key are limited in every span of so many seconds (digicert-api 4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// Calls that are answered.
    pub calls: u32,
    /// Length of the span in seconds.
    pub seconds: u32,
}

/// The documented limits: 100 calls in 5 seconds and 1000 in 3 minutes.
pub(crate) const RATE_LIMITS: [RateLimit; 2] = [
    RateLimit { calls: 100, seconds: 5 },
    RateLimit {
        calls: 1000,
        seconds: 180,
    },
];
