//! What there is to say of the account's orders: the list, one of them, what is done with it.

use certdesk_order::account::paths::DownloadFormat;
use certdesk_order::account::{Happening, OrderStatus, Renewal, RequestKind};

use crate::account::CallError;
use crate::orders::{Act, Fill};

/// The account's orders.
pub(crate) struct OrdersText {
    // The list.
    pub(crate) lead: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) number: &'static str,
    pub(crate) status: &'static str,
    pub(crate) names: &'static str,
    pub(crate) product: &'static str,
    pub(crate) organization: &'static str,
    pub(crate) ends: &'static str,
    /// So many names beyond the first.
    pub(crate) more_names: fn(usize) -> String,
    /// The mark of an order that was placed in this browser.
    pub(crate) own: &'static str,
    /// Days to the last day: 0 on that day, negative behind it.
    pub(crate) days: fn(i64) -> String,
    pub(crate) search: &'static str,
    pub(crate) search_hint: &'static str,
    /// The link to an order whose number was typed.
    pub(crate) open_number: fn(u64) -> String,
    pub(crate) any_status: &'static str,
    /// All the states in which a certificate is still to come.
    pub(crate) waiting: &'static str,
    pub(crate) any_product: &'static str,
    pub(crate) any_organization: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) before: &'static str,
    pub(crate) behind: &'static str,
    pub(crate) seen: fn(first: u32, last: u32, total: u32) -> String,
    pub(crate) none: &'static str,
    pub(crate) none_found: &'static str,
    pub(crate) unread: fn(usize) -> String,
    // Looking.
    pub(crate) look: &'static str,
    pub(crate) looking: &'static str,
    pub(crate) last_look: fn(moment: &str) -> String,
    pub(crate) again_by_itself: &'static str,
    pub(crate) again_in: fn(seconds: u32) -> String,
    /// Why nothing came, and what to do about it; DigiCert's own words follow, where there are any.
    pub(crate) failure: fn(&CallError) -> String,
    // One order.
    pub(crate) back: &'static str,
    pub(crate) order: fn(number: u64) -> String,
    pub(crate) status_word: fn(&OrderStatus) -> String,
    pub(crate) timeline: &'static str,
    /// What happened.
    pub(crate) happening: fn(&Happening<'_>) -> String,
    pub(crate) no_date: &'static str,
    pub(crate) about: &'static str,
    pub(crate) placed: &'static str,
    pub(crate) placed_by: &'static str,
    pub(crate) approved_by: &'static str,
    pub(crate) certificate_from: &'static str,
    pub(crate) order_ends: &'static str,
    pub(crate) container: &'static str,
    pub(crate) price: &'static str,
    pub(crate) payment: &'static str,
    pub(crate) organization_contact: &'static str,
    pub(crate) technical_contact: &'static str,
    pub(crate) verified_contacts: &'static str,
    pub(crate) renewal_of: &'static str,
    pub(crate) renewed_by: &'static str,
    pub(crate) certificate_number: &'static str,
    pub(crate) thumbprint: &'static str,
    pub(crate) emails: &'static str,
    pub(crate) requests: &'static str,
    pub(crate) request_kind: fn(&RequestKind) -> String,
    pub(crate) notes: &'static str,
    pub(crate) no_notes: &'static str,
    pub(crate) chain_awaited: &'static str,
    pub(crate) formats: &'static str,
    pub(crate) formats_lead: &'static str,
    /// A format that DigiCert offers, and what is in it.
    pub(crate) format: fn(DownloadFormat) -> (&'static str, &'static str),
    pub(crate) fetching: &'static str,
    // What is done with it.
    pub(crate) actions: &'static str,
    pub(crate) view_only: &'static str,
    pub(crate) running: &'static str,
    /// It was done.
    pub(crate) done: fn(Act) -> String,
    /// Nobody knows whether it was done.
    pub(crate) unknown: fn(Act) -> String,
    /// It was not done.
    pub(crate) not_done: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) cancel_lead: &'static str,
    pub(crate) cancel_number: fn(number: u64) -> String,
    pub(crate) number_differs: fn(number: u64) -> String,
    pub(crate) cancel_note: &'static str,
    pub(crate) note_missing: &'static str,
    pub(crate) add_note: &'static str,
    pub(crate) add_note_lead: &'static str,
    pub(crate) note: &'static str,
    pub(crate) decide: fn(request: u64) -> String,
    pub(crate) decide_lead: &'static str,
    pub(crate) asked_by: &'static str,
    pub(crate) may_not_decide: &'static str,
    pub(crate) comment: &'static str,
    pub(crate) approve: &'static str,
    pub(crate) reject: &'static str,
    pub(crate) add_csr: &'static str,
    pub(crate) add_csr_lead: &'static str,
    pub(crate) reissue: &'static str,
    pub(crate) reissue_lead: &'static str,
    pub(crate) reissue_comment: &'static str,
    pub(crate) renew: &'static str,
    /// Whether a renewal makes sense now, and what the button does.
    pub(crate) renewal: fn(Renewal, fn(time::Date) -> String) -> String,
    pub(crate) alike: &'static str,
    pub(crate) alike_lead: &'static str,
    pub(crate) fill: fn(Fill) -> &'static str,
    /// The form holds entries: they are asked about before they are replaced.
    pub(crate) replace_sure: &'static str,
    pub(crate) replace: &'static str,
    pub(crate) keep: &'static str,
    /// At the top of the form that was filled from an order.
    pub(crate) filled: fn(Fill, number: u64) -> String,
}
