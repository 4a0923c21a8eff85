//! What has happened to an order, in order.

use super::moment::Moment;
use super::order::Order;
use super::requests::{Request, RequestKind};
use super::status::OrderStatus;
use crate::RequestStatus;

/// Something that has happened to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// What.
    pub what: Happening<'a>,
    /// When; `None` where no answer tells.
    pub when: Option<Moment>,
}

/// What can happen to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening<'a> {
    /// It was placed.
    Ordered,
    /// Something else was asked for later: a reissue, a duplicate, a revocation.
    Requested(&'a Request),
    /// A request was approved.
    Approved(&'a Request),
    /// A request was rejected.
    Rejected(&'a Request),
    /// Organization and domains were validated, which shows in that the certificate is issued.
    Validated,
    /// The certificate was issued.
    Issued,
    /// The order came to its end without a certificate, or the certificate did.
    Ended(&'a OrderStatus),
}

impl Order {
    /// What has happened, the earliest first; what has no date stands where it must have been.
    ///
    /// The order goes through four steps: ordered, approved, validated, issued (DigiCert API notes, section 8.4). When it was
    /// validated no answer tells, so that step has no date of its own; an order that skips the approval has no such step.
    #[must_use]
    pub fn timeline(&self) -> Vec<Event<'_>> {
        let mut events = vec![Event {
            what: Happening::Ordered,
            when: self.placed,
        }];
        let is_first = |request: &&Request| {
            matches!(
                request.kind,
                RequestKind::New | RequestKind::Renewal | RequestKind::Other(_)
            )
        };
        for request in self.requests.iter().filter(is_first) {
            events.extend(decision(request));
        }
        if self.status.has_certificate() || self.certificate.issued.is_some() {
            events.push(Event {
                what: Happening::Validated,
                when: None,
            });
            events.push(Event {
                what: Happening::Issued,
                when: self.certificate.issued.or(self.certificate.valid_from),
            });
        }
        // Put in place one by one: there are few, and a sort weighs more.
        let mut later: Vec<&Request> = Vec::new();
        for request in self.requests.iter().filter(|request| !is_first(request)) {
            let key = |request: &Request| request.date.map(Moment::sort_key);
            let before = later.iter().take_while(|known| key(known) <= key(request)).count();
            later.insert(before, request);
        }
        for request in later {
            events.push(Event {
                what: Happening::Requested(request),
                when: request.date,
            });
            events.extend(decision(request));
        }
        if matches!(
            self.status,
            OrderStatus::Rejected
                | OrderStatus::Denied
                | OrderStatus::Canceled
                | OrderStatus::Revoked
                | OrderStatus::Expired
        ) {
            let expired = (self.status == OrderStatus::Expired).then_some(self.certificate.valid_till);
            events.push(Event {
                what: Happening::Ended(&self.status),
                when: expired.flatten(),
            });
        }
        events
    }
}

/// What was decided of a request, if anything was.
fn decision(request: &Request) -> Option<Event<'_>> {
    let what = match request.status {
        Some(RequestStatus::Approved) => Happening::Approved(request),
        Some(RequestStatus::Rejected) => Happening::Rejected(request),
        _ => return None,
    };
    Some(Event {
        what,
        when: request.decided,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::read_order;

    fn words(body: &str) -> Vec<String> {
        let order = read_order(body.as_bytes()).unwrap();
        let events = order.timeline();
        let word = |event: &Event<'_>| match event.what {
            Happening::Ordered => "ordered".to_owned(),
            Happening::Requested(request) => format!("requested {}", request.id),
            Happening::Approved(request) => format!("approved {}", request.id),
            Happening::Rejected(request) => format!("rejected {}", request.id),
            Happening::Validated => "validated".to_owned(),
            Happening::Issued => "issued".to_owned(),
            Happening::Ended(status) => status.word().to_owned(),
        };
        events.iter().map(word).collect()
    }

    #[test]
    fn an_issued_order_has_gone_through_four_steps() {
        let body = r#"{"id":1,"status":"issued","date_created":"2026-11-14","certificate":{"date_issued":"2026-11-15"},
            "requests":[{"id":7,"type":"new_request","status":"approved"}]}"#;
        assert_eq!(words(body), ["ordered", "approved 7", "validated", "issued"]);
        let skipped = r#"{"id":1,"status":"issued"}"#;
        assert_eq!(words(skipped), ["ordered", "validated", "issued"]);
    }

    #[test]
    fn an_order_that_waits_has_gone_as_far_as_it_has() {
        let request =
            |status: &str| format!(r#"{{"id":1,"status":"pending","requests":[{{"id":7,"status":"{status}"}}]}}"#);
        assert_eq!(words(&request("pending")), ["ordered"]);
        assert_eq!(words(&request("submitted")), ["ordered"]);
        assert_eq!(words(&request("approved")), ["ordered", "approved 7"]);
    }

    #[test]
    fn what_came_later_stands_later() {
        let body = r#"{"id":1,"status":"revoked","certificate":{"date_issued":"2026-11-15"},"requests":[
            {"id":9,"type":"revoke","status":"approved","date":"2026-11-20"},
            {"id":8,"type":"reissue","status":"rejected","date":"2026-11-18T10:00:00Z"},
            {"id":7,"type":"new_request","status":"approved","date":"2026-11-14"}]}"#;
        let expected = [
            "ordered",
            "approved 7",
            "validated",
            "issued",
            "requested 8",
            "rejected 8",
            "requested 9",
            "approved 9",
            "revoked",
        ];
        assert_eq!(words(body), expected);
        let rejected = r#"{"id":1,"status":"rejected","requests":[{"id":7,"type":"new_request","status":"rejected"}]}"#;
        assert_eq!(words(rejected), ["ordered", "rejected 7", "rejected"]);
    }
}
