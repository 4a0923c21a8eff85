//! What came back for an order that was placed: one record, with only its number certain.

use serde_json::{Map, Value};

use crate::lenient::{items, number, object, objects, text};

/// The answer to an order (DigiCert API notes, sections 4.1 and 4.2).
///
/// The reference page shows five shapes; real answers mix them, so this is one record in which all but `id` may be missing, and
/// [`OrderAnswer::case`] derives which of the five it is. It is read with tolerance: numbers as strings, `null`, `[]` in place
/// of an empty object, members that no source knows (section 6.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderAnswer {
    /// The order's number.
    pub id: u64,
    /// The number of the organization that was created with the order.
    pub organization_id: Option<u64>,
    /// The requests that wait for an approval, or had one.
    pub requests: Vec<RequestAnswer>,
    /// The certificate's number; there once the request is approved or skipped.
    pub certificate_id: Option<u64>,
    /// The chain, as it came; its order is not to be relied on.
    pub certificate_chain: Vec<ChainEntry>,
    /// The random value for validation by DNS or by a file.
    pub dcv_random_value: Option<String>,
    /// The domains of the order, with what is to be shown at each.
    pub domains: Vec<DomainAnswer>,
    /// Until when the order is valid, as it was written.
    pub order_valid_till: Option<String>,
}

/// A request that belongs to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestAnswer {
    /// The request's number.
    pub id: Option<u64>,
    /// Where it stands; `None` where the answer does not say.
    pub status: Option<RequestStatus>,
}

/// Where a request stands (section 5.8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestStatus {
    /// It waits for an approver.
    Pending,
    /// It waits for the second of two approvals.
    Submitted,
    /// It is approved.
    Approved,
    /// It is rejected.
    Rejected,
    /// A status that no source knows, as it was written.
    Other(String),
}

/// One certificate of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainEntry {
    /// The common name of its subject, as the answer says; the certificate itself says it for certain.
    pub subject_common_name: Option<String>,
    /// The certificate in PEM, its lines ended by LF whatever they came with.
    pub pem: String,
}

/// A domain of the order (section 4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainAnswer {
    /// The domain's number.
    pub id: Option<u64>,
    /// The domain: `name` in the words of one client, `dns_name` in those of another.
    pub name: Option<String>,
    /// What is to be shown there; none where the domain is validated already.
    pub dcv_token: Option<DcvToken>,
}

/// What shows control over a domain (section 4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DcvToken {
    /// The random value.
    pub token: Option<String>,
    /// Its status, as it was written.
    pub status: Option<String>,
    /// When it ends, as it was written.
    pub expiration_date: Option<String>,
    /// What the record is to point at (`dns-cname-token`).
    pub verification_value: Option<String>,
}

/// Which of the reference page's five cases an answer is (section 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlacementCase {
    /// A request waits for one approver.
    OneStep,
    /// A request waits for the second of two approvals.
    TwoStep,
    /// The request was approved by itself.
    Auto,
    /// The approval step was skipped: no request, and the certificate has its number.
    Skip,
    /// The certificate is issued, and the chain is here.
    Immediate,
    /// None of the five: a rejected request, a status that no source knows, a number alone.
    Other,
}

impl OrderAnswer {
    /// Reads an answer; `None` if it is no object or has no number.
    #[must_use]
    pub(crate) fn read(value: &Value) -> Option<Self> {
        let answer = value.as_object()?;
        Some(Self {
            id: number(answer, "id")?,
            organization_id: object(answer, "organization").and_then(|organization| number(organization, "id")),
            requests: objects(answer, "requests").map(RequestAnswer::read).collect(),
            certificate_id: number(answer, "certificate_id"),
            certificate_chain: items(answer, "certificate_chain")
                .filter_map(ChainEntry::read)
                .collect(),
            dcv_random_value: text(answer, "dcv_random_value"),
            domains: objects(answer, "domains").map(DomainAnswer::read).collect(),
            order_valid_till: text(answer, "order_valid_till"),
        })
    }

    /// Which of the five cases this is.
    ///
    /// A chain is an issued certificate, whatever else is said (the two are seen together in a real answer); a request that
    /// waits outweighs one that does not; a request that is rejected or unknown makes the answer none of the five.
    #[must_use]
    pub fn case(&self) -> PlacementCase {
        if !self.certificate_chain.is_empty() {
            return PlacementCase::Immediate;
        }
        if self.requests.is_empty() {
            return if self.certificate_id.is_some() {
                PlacementCase::Skip
            } else {
                PlacementCase::Other
            };
        }
        let mut case = PlacementCase::Auto;
        for request in &self.requests {
            match (&request.status, case) {
                (Some(RequestStatus::Pending), _) => case = PlacementCase::OneStep,
                (Some(RequestStatus::Submitted), PlacementCase::Auto) => case = PlacementCase::TwoStep,
                (Some(RequestStatus::Submitted | RequestStatus::Approved), _) => {}
                (Some(RequestStatus::Rejected | RequestStatus::Other(_)) | None, _) => return PlacementCase::Other,
            }
        }
        case
    }
}

impl RequestAnswer {
    fn read(request: &Map<String, Value>) -> Self {
        Self {
            id: number(request, "id"),
            status: text(request, "status").map(RequestStatus::of),
        }
    }
}

impl RequestStatus {
    /// The statuses that are known, with their words.
    const KNOWN: [(&'static str, Self); 4] = [
        ("pending", Self::Pending),
        ("submitted", Self::Submitted),
        ("approved", Self::Approved),
        ("rejected", Self::Rejected),
    ];

    pub(crate) fn of(status: String) -> Self {
        let known = Self::KNOWN
            .into_iter()
            .find(|(word, _)| status.trim().eq_ignore_ascii_case(word));
        known.map_or(Self::Other(status), |(_, known)| known)
    }
}

impl ChainEntry {
    pub(crate) fn read(entry: &Value) -> Option<Self> {
        let (subject_common_name, pem) = match entry {
            Value::String(pem) => (None, pem.clone()),
            Value::Object(entry) => (text(entry, "subject_common_name"), text(entry, "pem")?),
            _ => return None,
        };
        let pem = pem.replace("\r\n", "\n").replace('\r', "\n");
        (!pem.trim().is_empty()).then_some(Self {
            subject_common_name,
            pem,
        })
    }
}

impl DomainAnswer {
    fn read(domain: &Map<String, Value>) -> Self {
        Self {
            id: number(domain, "id"),
            name: text(domain, "name").or_else(|| text(domain, "dns_name")),
            dcv_token: object(domain, "dcv_token").map(|token| DcvToken {
                token: text(token, "token"),
                status: text(token, "status"),
                expiration_date: text(token, "expiration_date"),
                verification_value: text(token, "verification_value"),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> OrderAnswer {
        OrderAnswer::read(&value).unwrap()
    }

    #[test]
    fn the_five_cases_of_the_reference_page() {
        let request = |status| json!([{"id": 113, "status": status}]);
        let chain = json!([{"subject_common_name": "example.com", "pem": "-----BEGIN CERTIFICATE-----"}]);
        for (answer, case) in [
            (
                json!({"id": 112_233, "requests": request("pending")}),
                PlacementCase::OneStep,
            ),
            (
                json!({"id": 112_233, "requests": request("submitted")}),
                PlacementCase::TwoStep,
            ),
            (
                json!({"id": 112_233, "requests": request("approved"), "certificate_id": 113}),
                PlacementCase::Auto,
            ),
            (json!({"id": 112_233, "certificate_id": 113}), PlacementCase::Skip),
            (
                json!({"id": 112_233, "certificate_id": 113, "certificate_chain": chain}),
                PlacementCase::Immediate,
            ),
        ] {
            let read = read(answer);
            assert_eq!((read.id, read.case()), (112_233, case));
        }
    }

    #[test]
    fn mixtures_and_strangers_have_a_case_too() {
        let case = |answer| read(answer).case();
        let chain = json!(["-----BEGIN CERTIFICATE-----"]);
        assert_eq!(
            case(json!({"id": 1, "requests": [{"status": "approved"}], "certificate_chain": chain})),
            PlacementCase::Immediate
        );
        assert_eq!(case(json!({"id": 1})), PlacementCase::Other);
        assert_eq!(case(json!({"id": 1, "requests": [{"id": 2}]})), PlacementCase::Other);
        assert_eq!(
            case(json!({"id": 1, "requests": [{"status": "rejected"}]})),
            PlacementCase::Other
        );
        assert_eq!(
            case(json!({"id": 1, "requests": [{"status": "needs_approval"}]})),
            PlacementCase::Other
        );
        assert_eq!(
            case(json!({"id": 1, "requests": [{"status": "Pending"}]})),
            PlacementCase::OneStep
        );
        let two = json!([{"status": "submitted"}, {"status": "pending"}, {"status": "approved"}]);
        assert_eq!(case(json!({"id": 1, "requests": two})), PlacementCase::OneStep);
        let two = json!([{"status": "approved"}, {"status": "submitted"}]);
        assert_eq!(case(json!({"id": 1, "requests": two})), PlacementCase::TwoStep);
        let empty = json!({"id": 1, "requests": [], "certificate_id": 3, "certificate_chain": [{"pem": null}]});
        assert_eq!(case(empty), PlacementCase::Skip);
    }

    #[test]
    fn odd_members_do_no_harm() {
        let read = read(json!({
            "id": " 112233 ", "organization": [], "requests": {"id": "7", "status": "odd"}, "certificate_id": null,
            "certificate_chain": null, "domains": [{"dns_name": "a.example", "dcv_token": []}, {"id": 4, "name": "b.example",
            "dns_name": null, "dcv_token": {"token": "t", "status": "pending", "expiration_date": null}}, 5],
            "dcv_random_value": "", "order_valid_till": "2027-11-24", "new": {"x": [1]},
        }));
        assert_eq!(read.id, 112_233);
        assert_eq!(read.organization_id, None);
        let status = Some(RequestStatus::Other("odd".into()));
        assert_eq!(read.requests, [RequestAnswer { id: Some(7), status }]);
        assert_eq!(read.domains[0].name.as_deref(), Some("a.example"));
        assert_eq!(read.domains[0].dcv_token, None);
        assert_eq!(read.domains[1].name.as_deref(), Some("b.example"));
        assert_eq!(read.domains[1].dcv_token.as_ref().unwrap().token.as_deref(), Some("t"));
        assert_eq!(read.domains.len(), 2);
        assert_eq!(read.dcv_random_value, None);
        assert_eq!(read.order_valid_till.as_deref(), Some("2027-11-24"));
    }

    #[test]
    fn a_chain_comes_with_plain_line_ends() {
        let read = read(json!({"id": 1, "organization": {"id": "9"}, "certificate_chain": [{"pem": "a\r\nb\r\n"}, 3]}));
        assert_eq!(
            read.certificate_chain,
            [ChainEntry {
                subject_common_name: None,
                pem: "a\nb\n".into()
            }]
        );
        assert_eq!(read.organization_id, Some(9));
    }

    #[test]
    fn without_a_number_there_is_no_answer() {
        for value in [
            json!({}),
            json!([]),
            json!({"id": null}),
            json!({"id": 0}),
            json!({"id": -1}),
            json!({"id": "x"}),
            json!({"id": 1.5}),
            json!({"id": true}),
            json!([{"id": 1}]),
            json!("id"),
        ] {
            assert_eq!(OrderAnswer::read(&value), None, "{value}");
        }
        assert_eq!(read(json!({"id": 112_233.0})).id, 112_233);
    }
}
