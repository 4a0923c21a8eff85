//! The ways in which the sandbox can be told to fail, so that a test can see what a client makes of each.

use std::time::Duration;

use serde_json::Value;

/// What goes wrong until another fault is set. [`Fault::Delay`] and [`Fault::Limited`] concern every call, all others the
/// placing of an order (`POST /order/certificate/{product}`) or the calls that [`crate::Sandbox::set_fault_on`] names, on
/// the API and through the proxy alike. Where a call does not place an order, read "carried out" for "taken".
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing.
    #[default]
    None,
    /// Every answer of the API comes this much later; what was asked is done first.
    Delay(Duration),
    /// Every call is answered 429, as if the key had called too often.
    Limited,
    /// The order is not taken, and the connection closes without an answer.
    CutBefore,
    /// The order is not taken, and no answer ever comes.
    HangBefore,
    /// The order is taken, and the connection closes without an answer.
    CutAfterTaking,
    /// The order is taken, and no answer ever comes.
    HangAfterTaking,
    /// The order is taken; head and first half of the body are sent, then the connection closes.
    CutBody,
    /// The order is taken, and the answer has its right status and no body.
    EmptyBody,
    /// The order is not taken: 200 with an HTML page, as a login page of an intermediary would be.
    HtmlWith200,
    /// The order is not taken; this is answered instead.
    Status {
        /// HTTP status; what is no status becomes 500.
        status: u16,
        /// `Content-Type`; none if empty.
        content_type: String,
        /// Body.
        body: String,
    },
    /// The order is taken; this is answered instead, as an intermediary would that lost the answer.
    StatusAfterTaking {
        /// HTTP status; what is no status becomes 500.
        status: u16,
        /// `Content-Type`; none if empty.
        content_type: String,
        /// Body.
        body: String,
    },
    /// The order is not taken: 400 with `{"errors": …}`, `…` being this value.
    Refuse(Value),
    /// The order is taken, and its answer comes this much later; [`Fault::Delay`] holds back every call instead.
    Late(Duration),
    /// The order is taken; its answer ends in the middle, where its `Content-Length` says that it does.
    WrongLength,
    /// This is answered instead, with these headers.
    Instead {
        /// Whether the order is taken.
        taken: bool,
        /// HTTP status; what is no status becomes 500.
        status: u16,
        /// Names and values; what can't stand in a header is left out.
        headers: Vec<(String, String)>,
        /// Body.
        body: Vec<u8>,
    },
    /// The order is taken, and the proxy's answer lacks the headers by which a page of another origin may read it.
    NoCors,
    /// The proxy refuses the browser's question whether it may send the order (the preflight of CORS), so that it does not.
    /// The call that is asked for counts as the one that goes wrong.
    NoPreflight,
}
