//! Requests: what an approver approves.

use super::failure::Unreadable;
use super::ids::{OrderId, RequestId};
use super::list::{Listed, one, read};
use super::moment::Moment;
use super::orders::{OrganizationName, ProductName, names_of};
use super::people::Person;
use crate::RequestStatus;
use crate::lenient::{Object, object, text};

/// A request (DigiCert API notes, sections 5.8 and 6.7). What the answer does not say is `None`, or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number.
    pub id: RequestId,
    /// What it asks for.
    pub kind: RequestKind,
    /// Where it stands.
    pub status: Option<RequestStatus>,
    /// When it was made.
    pub date: Option<Moment>,
    /// When it was decided.
    pub decided: Option<Moment>,
    /// Who made it.
    pub requester: Option<Person>,
    /// Who decided it.
    pub processor: Option<Person>,
    /// What the requester wrote.
    pub comments: Option<String>,
    /// What the approver wrote.
    pub processor_comment: Option<String>,
    /// The order that it belongs to; `None` where it stands in the order itself.
    pub order_id: Option<OrderId>,
    /// The names of that order, the common name first.
    pub names: Vec<String>,
    /// The product of that order.
    pub product: Option<ProductName>,
    /// The organization of that order.
    pub organization: Option<OrganizationName>,
}

/// What a request asks for (section 5.8).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RequestKind {
    /// A new order.
    New,
    /// A renewal.
    Renewal,
    /// A certificate in place of the present one.
    Reissue,
    /// A certificate beside the present one.
    Duplicate,
    /// A revocation.
    Revoke,
    /// Something that no source knows, as it was written; may be empty.
    Other(String),
}

impl RequestKind {
    fn of(word: String) -> Self {
        match word.trim().to_ascii_lowercase().as_str() {
            "new_request" => Self::New,
            "renewal" => Self::Renewal,
            "reissue" => Self::Reissue,
            "duplicate" => Self::Duplicate,
            "revoke" => Self::Revoke,
            _ => Self::Other(word),
        }
    }
}

impl Request {
    pub(crate) fn read(request: &Object) -> Option<Self> {
        let order = object(request, "order");
        Some(Self {
            id: RequestId::read(request, "id")?,
            kind: RequestKind::of(text(request, "type").unwrap_or_default()),
            status: text(request, "status").map(RequestStatus::of),
            date: Moment::read(request, "date"),
            decided: Moment::read(request, "date_processed"),
            requester: Person::user_in(request, "requester"),
            processor: Person::user_in(request, "processor"),
            comments: text(request, "comments"),
            processor_comment: text(request, "processor_comment"),
            order_id: order.and_then(|order| OrderId::read(order, "id")),
            names: names_of(order.and_then(|order| object(order, "certificate"))),
            product: order.and_then(ProductName::of),
            organization: order.and_then(OrganizationName::of),
        })
    }

    /// Whether it waits for an approver, for the first or for the second.
    #[must_use]
    pub const fn waits(&self) -> bool {
        matches!(self.status, Some(RequestStatus::Pending | RequestStatus::Submitted))
    }
}

/// Reads `/request`.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_requests(body: &[u8]) -> Result<Listed<Request>, Unreadable> {
    read(body, "requests", Request::read)
}

/// Reads `/request/{id}`.
///
/// # Errors
///
/// The body is no JSON object, or has no number.
pub fn read_request(body: &[u8]) -> Result<Request, Unreadable> {
    one(body, |request| Request::read(request).ok_or(Unreadable::Lacks("id")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_request_is_read_with_its_order() {
        let body = json!({
            "id": "113", "date": "2026-11-25T09:00:00+00:00", "type": "new_request", "status": "submitted",
            "requester": {"id": 15, "first_name": "Ann", "last_name": "Lee", "email": "ann@example.com"}, "processor": [],
            "comments": "Please", "processor_comment": "",
            "order": {
                "id": 112_233, "certificate": {"common_name": "example.com", "dns_names": ["www.example.com"]},
                "organization": {"id": 5, "name": "Example"}, "product": {"name_id": "ssl_securesite", "name": "Secure Site SSL"}
            }
        });
        let request = read_request(body.to_string().as_bytes()).unwrap();
        assert_eq!((request.id.get(), &request.kind), (113, &RequestKind::New));
        assert!(request.waits());
        assert_eq!(request.requester.unwrap().shown().as_deref(), Some("Ann Lee"));
        assert_eq!((request.processor, request.processor_comment), (None, None));
        assert_eq!(request.order_id.map(OrderId::get), Some(112_233));
        assert_eq!(request.names, ["example.com", "www.example.com"]);
    }

    #[test]
    fn a_list_keeps_what_can_be_read() {
        let body = json!({"requests": [
            {"id": 1, "status": "approved", "type": "REVOKE", "order": {"id": 0, "certificate": null}},
            {"id": 2, "type": "odd", "status": "odd", "date": "yesterday"},
            {"type": "renewal"}
        ]});
        let listed = read_requests(body.to_string().as_bytes()).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (2, 1));
        assert_eq!(
            (&listed.entries[0].kind, listed.entries[0].order_id),
            (&RequestKind::Revoke, None)
        );
        assert_eq!(listed.entries[1].kind, RequestKind::Other("odd".into()));
        assert!(!listed.entries[0].waits() && !listed.entries[1].waits());
        assert_eq!(read_request(b"{}"), Err(Unreadable::Lacks("id")));
    }
}
