//! What the sandbox remembers for tests to look at.

use serde_json::Value;

/// An order that was taken.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OrderRecord {
    /// Order number.
    pub id: u64,
    /// `name_id` of the product.
    pub product: String,
    /// The body as it was received, unknown members included.
    pub body: Value,
    /// Status of the order now: `needs_approval`, `pending`, `issued`, `canceled`, `rejected`, `revoked` …
    pub status: String,
    /// Names of the certificate, the common name first.
    pub names: Vec<String>,
    /// The organization ordered for; none for DV.
    pub organization_id: Option<u64>,
    /// Number and status of each request.
    pub requests: Vec<(u64, String)>,
    /// Number of the primary certificate, once the order is approved.
    pub certificate_id: Option<u64>,
    /// Leaf, intermediate and root in PEM, once issued; else empty.
    pub certificate_chain: Vec<String>,
}

/// A mail that asks for approval of a name; none is really sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MailRecord {
    /// The order for which it was sent; none if it was asked for at a domain.
    pub order_id: Option<u64>,
    /// The name that it asks for, without `*.`.
    pub domain: String,
    /// Addresses.
    pub to: Vec<String>,
}

/// Which listener a request came in by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// Straight to the API.
    Api,
    /// Through the proxy.
    Proxy,
}

/// A request that reached the API. The key is not kept.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RequestRecord {
    /// Method.
    pub method: String,
    /// Path and query as they came, the base path `/services/v2` included.
    pub path: String,
    /// Status of the answer; 0 if none was sent.
    pub status: u16,
    /// The listener.
    pub via: Via,
}

/// A file that the page server sent.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Transfer {
    /// Path, without query.
    pub path: String,
    /// Status.
    pub status: u16,
    /// `Content-Encoding`: `br`, `gzip`, or none.
    pub encoding: Option<String>,
    /// Bytes of the body as sent, that is after compression.
    pub bytes: u64,
}
