//! What there is to say while an order is followed, and of orders that hold the names already.

use certdesk_order::account::{CoveringState, NoInstruction, OrderStatus, Readiness};

use crate::orders::ControlAct as Act;

/// An order that waits.
pub(crate) struct WaitingText {
    pub(crate) title: &'static str,
    /// The state, in a sentence.
    pub(crate) state: fn(status: &OrderStatus, order: &str) -> String,
    /// For the title of the window, and the browser's notice.
    pub(crate) issued: fn(order: &str) -> String,
    // The looks.
    pub(crate) last: fn(clock: &str) -> String,
    pub(crate) next: fn(clock: &str) -> String,
    pub(crate) no_next: &'static str,
    pub(crate) looking: &'static str,
    pub(crate) look_now: &'static str,
    pub(crate) notify: &'static str,
    pub(crate) notify_on: &'static str,
    /// The page goes on by itself, at this time.
    pub(crate) goes_on: fn(clock: &str) -> String,
    pub(crate) cannot_follow: &'static str,
    // What is waited for: who has to act, and what.
    pub(crate) approval: (&'static str, &'static str),
    pub(crate) request: &'static str,
    pub(crate) asked_by: fn(name: &str) -> String,
    pub(crate) csr: (&'static str, &'static str),
    pub(crate) organization: fn(Readiness) -> (&'static str, &'static str),
    /// Whether each domain is known to wait.
    pub(crate) domains: fn(are_known: bool) -> (&'static str, &'static str),
    pub(crate) verified_contact: (&'static str, &'static str),
    pub(crate) issue: (&'static str, &'static str),
    // Control over domains.
    pub(crate) no_method: &'static str,
    pub(crate) ask_value: &'static str,
    pub(crate) record_kind: &'static str,
    pub(crate) record_name: &'static str,
    pub(crate) record_value: &'static str,
    pub(crate) file_url: &'static str,
    pub(crate) file_content: &'static str,
    /// Whether the addresses are told, or made of the domain.
    pub(crate) mails: fn(are_told: bool) -> &'static str,
    pub(crate) no_instruction: fn(NoInstruction) -> &'static str,
    pub(crate) value_ends: fn(moment: &str) -> String,
    pub(crate) more_domains: fn(usize) -> String,
    pub(crate) check: &'static str,
    pub(crate) resend: &'static str,
    pub(crate) method: &'static str,
    pub(crate) method_hint: &'static str,
    pub(crate) change_method: &'static str,
    pub(crate) under_way: &'static str,
    // What came of it.
    pub(crate) all_found: &'static str,
    pub(crate) not_all_found: &'static str,
    pub(crate) found: &'static str,
    pub(crate) not_found: &'static str,
    pub(crate) found_expired: &'static str,
    pub(crate) found_other: fn(word: &str) -> String,
    pub(crate) method_changed: fn(method: &str) -> String,
    pub(crate) resent: &'static str,
    pub(crate) act_failed: fn(Act) -> &'static str,
    /// Without an answer nobody knows whether it was done.
    pub(crate) act_unknown: &'static str,
    pub(crate) act_refused: fn(Act) -> &'static str,
    // The certificate.
    pub(crate) chain_asking: &'static str,
    pub(crate) chain_failed: &'static str,
    // Orders that hold the names already.
    pub(crate) covering: &'static str,
    pub(crate) covering_lead: &'static str,
    pub(crate) covering_asking: &'static str,
    pub(crate) covering_none: &'static str,
    /// How the order stands; its end is said beside it.
    pub(crate) covering_state: fn(CoveringState, &OrderStatus) -> String,
    pub(crate) covering_ends: fn(day: &str) -> String,
    pub(crate) covering_order: fn(order: &str) -> String,
    /// How many of the wanted names, of how many.
    pub(crate) covering_names: fn(held: usize, wanted: usize) -> String,
    pub(crate) covering_more: fn(usize) -> String,
    pub(crate) is_renewed: &'static str,
    pub(crate) open: &'static str,
    pub(crate) renew: &'static str,
    pub(crate) renewing: fn(order: &str) -> String,
    pub(crate) renew_failed: &'static str,
}
