//! What there is to say of the account behind the form.

use certdesk_order::Validation;
use certdesk_order::account::{Readiness, Role};

use crate::account::{CallError, Part};
use crate::widgets::Matching;

/// The account behind the form.
pub(crate) struct AccountText {
    // Lists.
    pub(crate) organization: &'static str,
    pub(crate) organization_hint: &'static str,
    pub(crate) no_such_organization: &'static str,
    pub(crate) not_listed: &'static str,
    /// How far an organization is validated, and whether an order waits for it.
    pub(crate) validation: fn(Validation, Readiness) -> String,
    pub(crate) matching: fn(Matching) -> String,
    pub(crate) more: fn(usize) -> String,
    pub(crate) container: &'static str,
    pub(crate) container_none: &'static str,
    /// A number that stands in no list.
    pub(crate) container_unlisted: fn(&str) -> String,
    pub(crate) reading: &'static str,
    pub(crate) read_at: fn(&str) -> String,
    pub(crate) read_again: &'static str,
    pub(crate) try_again: &'static str,
    /// A part of the account, within a sentence.
    pub(crate) part: fn(Part) -> &'static str,
    /// A part that did not come, and why: a sentence.
    pub(crate) list_failed: fn(part: &str, why: &str) -> String,
    pub(crate) why: fn(&CallError) -> String,
    // What the key may do.
    pub(crate) key_of: fn(name: &str, roles: &str) -> String,
    pub(crate) role: fn(&Role) -> String,
    pub(crate) cannot_order: &'static str,
    pub(crate) gaps: fn(&[&str]) -> String,
    pub(crate) gaps_title: &'static str,
    pub(crate) gaps_ask: &'static str,
    // Money.
    pub(crate) price: &'static str,
    pub(crate) price_about: fn(&str) -> String,
    pub(crate) price_asking: &'static str,
    pub(crate) price_unknown: &'static str,
    pub(crate) may_not_cover: &'static str,
    pub(crate) balance: &'static str,
    // EV.
    pub(crate) approvers: &'static str,
    pub(crate) approvers_lead: &'static str,
    pub(crate) approvers_known: fn(&str) -> String,
    pub(crate) approvers_none: &'static str,
    pub(crate) approver_candidates: &'static str,
    pub(crate) approver_choose: &'static str,
    pub(crate) approver_add: &'static str,
    pub(crate) job_title: &'static str,
    pub(crate) telephone: &'static str,
}
