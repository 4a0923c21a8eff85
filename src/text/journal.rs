//! What there is to say of the orders that were sent from this browser, and of the way to DigiCert.

use crate::account::CallError;
use crate::outcome::ConnectionPart;
use crate::placing::Known;

/// The journal, the search for an order in the account, the test of the connection.
pub(crate) struct JournalText {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) empty: &'static str,
    /// What is known of an order.
    pub(crate) known: fn(Known) -> String,
    /// The link to an order of the account.
    pub(crate) order: fn(number: &str) -> String,
    pub(crate) hash: &'static str,
    pub(crate) export: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) clear_sure: &'static str,
    pub(crate) clear_unknown_risk: &'static str,
    pub(crate) clear_known: &'static str,
    pub(crate) clear_all: &'static str,
    pub(crate) keep: &'static str,
    // The same order once more.
    pub(crate) same_title: &'static str,
    pub(crate) same: fn(when: &str, known: Known) -> String,
    pub(crate) order_again: &'static str,
    // The account, asked for an order.
    pub(crate) account_title: &'static str,
    pub(crate) looking: &'static str,
    pub(crate) found: &'static str,
    pub(crate) status: &'static str,
    pub(crate) nothing_found: &'static str,
    pub(crate) look_again: &'static str,
    pub(crate) not_looked: fn(&CallError) -> String,
    // The connection.
    pub(crate) test: &'static str,
    pub(crate) testing: &'static str,
    pub(crate) part: fn(ConnectionPart) -> &'static str,
    /// What to do where a part is at fault.
    pub(crate) fault: fn(ConnectionPart) -> &'static str,
}
