//! What was asked and what came back, in a form that can be kept.

use certdesk_order::{OrderRequest, Product, SignatureHash, UnknownReason};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::Date;

/// An order and its reply. Nothing in it is secret: the API key is the proxy's, and a private key is never in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRecord {
    /// The product, which is part of the path.
    pub product: Product,
    /// The body as it was posted, byte for byte.
    pub body: String,
    /// The names that were asked for, the common name first.
    pub names: Vec<String>,
    /// The CSR, in PEM.
    pub csr: String,
    /// When it was sent: RFC 3339, UTC.
    pub sent: String,
    /// The last day of the certificate as the form promised it, `yyyy-MM-dd`.
    #[serde(default)]
    pub ends: Option<String>,
    /// What came back.
    pub reply: Reply,
}

/// What came back for an order that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// An answer, whole.
    Answer {
        /// The HTTP status.
        status: u16,
        /// The content type, if one was named.
        content_type: Option<String>,
        /// The body; what is no UTF-8 in it is replaced by U+FFFD.
        body: String,
    },
    /// No whole answer.
    Lost(Lost),
}

/// How an answer was lost. In each case the order may have been placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lost {
    /// The page was left while it waited.
    PageLeft,
    /// The connection ended without an answer.
    NoAnswer,
    /// No answer came within the time limit.
    TimedOut,
    /// The answer broke off.
    Cut,
}

impl Lost {
    /// The same, as `order` speaks of it.
    #[must_use]
    pub const fn reason(self) -> UnknownReason {
        match self {
            Self::PageLeft => UnknownReason::PageLeft,
            Self::NoAnswer => UnknownReason::NoAnswer,
            Self::TimedOut => UnknownReason::TimedOut,
            Self::Cut => UnknownReason::BodyCut,
        }
    }
}

impl OrderRecord {
    /// The record of an order that is about to be sent; until a reply is known, the page counts as left.
    #[must_use]
    pub fn of(request: &OrderRequest, ends: Option<Date>) -> Self {
        Self {
            product: request.product(),
            body: request.to_pretty_json(),
            names: request.names(),
            csr: request.csr().to_owned(),
            sent: String::from(js_sys::Date::new_0().to_iso_string()),
            ends: ends.map(|ends| ends.to_string()),
            reply: Reply::Lost(Lost::PageLeft),
        }
    }

    /// The day that [`Self::ends`] names.
    pub(crate) fn ends(&self) -> Option<Date> {
        let ends = self.ends.as_deref()?;
        let mut parts = ends.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse::<u8>().ok()?.try_into().ok()?;
        Date::from_calendar_date(year, month, parts.next()?.parse().ok()?).ok()
    }

    /// The hash that the order asked for.
    pub(crate) fn hash(&self) -> Option<SignatureHash> {
        let hash = self.asked(&["certificate", "signature_hash"])?;
        SignatureHash::ALL
            .into_iter()
            .find(|known| hash.as_str() == Some(known.id()))
    }

    /// The number of the server platform that the order named.
    pub(crate) fn server_platform(&self) -> Option<i64> {
        self.asked(&["certificate", "server_platform", "id"])?.as_i64()
    }

    /// A member of the body.
    fn asked(&self, path: &[&str]) -> Option<Value> {
        let body = serde_json::from_str::<Value>(&self.body).ok()?;
        path.iter()
            .try_fold(body, |mut value, key| value.get_mut(key).map(Value::take))
    }
}
