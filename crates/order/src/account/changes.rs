//! Which orders have changed lately.

use super::failure::Unreadable;
use super::ids::{CertificateId, OrderId};
use super::list::{Listed, read};
use super::status::OrderStatus;
use crate::lenient::Object;

/// An order that has changed (DigiCert API notes, section 6.7: `status-changes`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The order.
    pub order_id: OrderId,
    /// Its certificate; `None` where it has none yet, which the answer writes as 0.
    pub certificate_id: Option<CertificateId>,
    /// Its state now.
    pub status: OrderStatus,
}

impl StatusChange {
    fn read(change: &Object) -> Option<Self> {
        Some(Self {
            order_id: OrderId::read(change, "order_id").or_else(|| OrderId::read(change, "id"))?,
            certificate_id: CertificateId::read(change, "certificate_id"),
            status: OrderStatus::read(change),
        })
    }
}

/// Reads `/order/certificate/status-changes`.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_status_changes(body: &[u8]) -> Result<Listed<StatusChange>, Unreadable> {
    read(body, "orders", StatusChange::read)
}

impl Listed<StatusChange> {
    /// The last word on an order, if it has changed.
    #[must_use]
    pub fn of_order(&self, id: OrderId) -> Option<&StatusChange> {
        self.entries.iter().rev().find(|change| change.order_id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_and_found() {
        let body = br#"{"orders":[{"order_id":1,"certificate_id":0,"status":"pending"},
            {"order_id":"2","certificate_id":"3","status":"issued"},{"status":"issued"},
            {"order_id":1,"certificate_id":5,"status":"issued"}]}"#;
        let changes = read_status_changes(body).unwrap();
        assert_eq!((changes.entries.len(), changes.unread), (3, 1));
        let of = |id| changes.of_order(OrderId::new(id).unwrap());
        assert_eq!(of(1).unwrap().status, OrderStatus::Issued);
        assert_eq!(of(2).unwrap().certificate_id.map(CertificateId::get), Some(3));
        assert_eq!(of(3), None);
        assert_eq!(changes.entries[0].certificate_id, None);
        assert_eq!(read_status_changes(b"{}").unwrap(), Listed::empty());
    }
}
