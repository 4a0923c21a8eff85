//! What an order waits for.

use time::Date;

use super::control::ControlValue;
use super::domains::{AccountDomain, validated_by};
use super::order::Order;
use super::organizations::Organization;
use super::people::Person;
use super::readiness::Readiness;
use super::requests::Request;
use super::status::OrderStatus;
use crate::{DcvMethod, RequestStatus, Validation};

/// Something that an order waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wait<'a> {
    /// An administrator or a manager of the account approves.
    Approval {
        /// What is to be approved; empty where the order only says that it waits for an approver.
        requests: Vec<&'a Request>,
        /// Whether it is the second of two approvals, by another person than the first.
        is_second: bool,
    },
    /// A CSR is to be added.
    Csr,
    /// DigiCert validates the organization.
    Organization {
        /// How far it is.
        readiness: Readiness,
    },
    /// Control over domains is to be shown.
    Domains {
        /// The domains.
        domains: Vec<DomainWait>,
        /// Whether each of them is known to wait; else they are all names of the order, and some may be validated already.
        are_known: bool,
    },
    /// A verified contact of the organization approves an EV order: DigiCert mails all of them, and one is enough
    /// (DigiCert API notes, section 3.5).
    VerifiedContact {
        /// Who may; empty where no answer tells.
        contacts: Vec<&'a Person>,
    },
    /// Nothing that anybody has to do: DigiCert issues.
    Issue,
}

/// A domain at which control is to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainWait {
    /// The domain, or the name.
    pub domain: String,
    /// By which method; `None` where it is not told.
    pub method: Option<DcvMethod>,
    /// What is to be shown; empty where it is to be asked for.
    pub value: ControlValue,
}

/// What an order waits for, in the order in which it has to happen; empty for one that waits for nothing any more.
///
/// The organization and the account's domains make it more exact; both may be missing, where the key may not read them.
#[must_use]
pub fn waits<'a>(
    order: &'a Order,
    organization: Option<&'a Organization>,
    domains: &[AccountDomain],
    today: Date,
) -> Vec<Wait<'a>> {
    if !order.status.waits() {
        return Vec::new();
    }
    let mut waits = Vec::new();
    waits.extend(approval(order));
    if order.status == OrderStatus::NeedsCsr {
        waits.push(Wait::Csr);
    }
    // Validation is over for an order that is being issued.
    if !matches!(order.status, OrderStatus::Processing) {
        let wanted = order.validation.unwrap_or(Validation::Ov);
        if let Some(organization) = organization {
            let readiness = organization.readiness(wanted, today);
            if !readiness.is_ready() {
                waits.push(Wait::Organization { readiness });
            }
        }
        waits.extend(control(order, domains, wanted, today));
        if order.validation == Some(Validation::Ev) && order.is_ev_approved != Some(true) {
            let own = order.verified_contacts.iter();
            let others = organization.into_iter().flat_map(|it| &it.verified_contacts);
            let mut contacts: Vec<&Person> = Vec::new();
            for person in own.chain(others) {
                if !contacts.iter().any(|known| known.is(person)) {
                    contacts.push(person);
                }
            }
            waits.push(Wait::VerifiedContact { contacts });
        }
    }
    if waits.is_empty() {
        waits.push(Wait::Issue);
    }
    waits
}

fn approval(order: &Order) -> Option<Wait<'_>> {
    let requests: Vec<_> = order.requests.iter().filter(|request| request.waits()).collect();
    if requests.is_empty() && order.status != OrderStatus::NeedsApproval {
        return None;
    }
    // One that waits for its first approval comes before one that waits for its second.
    let is_second = !requests.is_empty()
        && requests
            .iter()
            .all(|request| request.status == Some(RequestStatus::Submitted));
    Some(Wait::Approval { requests, is_second })
}

fn control(order: &Order, domains: &[AccountDomain], wanted: Validation, today: Date) -> Option<Wait<'static>> {
    let wait = |domain: &str, method: Option<DcvMethod>, value: ControlValue| DomainWait {
        domain: domain.to_owned(),
        method: method.or(order.dcv_method),
        value,
    };
    if !order.domains.is_empty() {
        // The order's own word on each of its domains.
        let open = order
            .domains
            .iter()
            .filter(|domain| !domain.status.is_valid() && !domain.value.is_empty());
        let domains: Vec<_> = open
            .map(|domain| wait(&domain.domain, domain.method, domain.value.clone()))
            .collect();
        return (!domains.is_empty()).then_some(Wait::Domains {
            domains,
            are_known: true,
        });
    }
    // The value of the order serves each of its names (section 4.2).
    let value = ControlValue {
        token: order.dcv_random_value.clone(),
        ..ControlValue::default()
    };
    let names = order.certificate.names.iter();
    let open: Vec<_> = names
        .filter(|name| validated_by(domains, name, wanted, today).is_none())
        .map(|name| {
            let known = domains
                .iter()
                .filter(|domain| domain.holds(name))
                .max_by_key(|domain| domain.control.domain.len());
            match known {
                Some(known) if !known.control.value.is_empty() => {
                    wait(name, known.control.method, known.control.value.clone())
                }
                _ => wait(name, None, value.clone()),
            }
        })
        .collect();
    (!open.is_empty()).then_some(Wait::Domains {
        domains: open,
        are_known: !domains.is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::date;

    use super::*;
    use crate::account::{read_domains, read_order, read_organization};

    const TODAY: Date = date!(2026 - 11 - 25);

    fn order(members: &str) -> Order {
        read_order(format!(r#"{{"id":1,{members}}}"#).as_bytes()).unwrap()
    }

    fn words(order: &Order, organization: Option<&Organization>, domains: &[AccountDomain]) -> Vec<String> {
        let word = |wait: &Wait<'_>| match wait {
            Wait::Approval { requests, is_second } => format!("approval of {} {is_second}", requests.len()),
            Wait::Csr => "csr".to_owned(),
            Wait::Organization { readiness } => format!("organization {readiness:?}"),
            Wait::Domains { domains, are_known } => {
                let names: Vec<_> = domains.iter().map(|domain| domain.domain.as_str()).collect();
                format!("domains {} {are_known}", names.join(","))
            }
            Wait::VerifiedContact { contacts } => format!("contact of {}", contacts.len()),
            Wait::Issue => "issue".to_owned(),
        };
        waits(order, organization, domains, TODAY).iter().map(word).collect()
    }

    #[test]
    fn an_approver_is_waited_for() {
        let requests = |status: &str, requests: &str| {
            words(
                &order(&format!(r#""status":"{status}","requests":[{requests}]"#)),
                None,
                &[],
            )
        };
        let (first, second) = (r#"{"id":7,"status":"pending"}"#, r#"{"id":8,"status":"submitted"}"#);
        assert_eq!(requests("needs_approval", first), ["approval of 1 false"]);
        assert_eq!(requests("pending", second), ["approval of 1 true"]);
        assert_eq!(requests("pending", &[first, second].join(",")), ["approval of 2 false"]);
        assert_eq!(requests("needs_approval", ""), ["approval of 0 false"]);
        assert_eq!(requests("pending", r#"{"id":7,"status":"approved"}"#), ["issue"]);
    }

    #[test]
    fn domains_that_are_not_validated_are_waited_for() {
        let names = r#""status":"pending","dcv_method":"dns-txt-token","dcv_random_value":"abc",
            "certificate":{"common_name":"a.example","dns_names":["b.example","c.b.example"]}"#;
        let order = order(names);
        assert_eq!(
            words(&order, None, &[]),
            ["domains a.example,b.example,c.b.example false"]
        );
        let body = json!({"domains": [
            {"id": 1, "name": "b.example", "validations": [{"type": "ov", "status": "active"}]},
            {"id": 2, "name": "a.example", "dcv": {"method": "http-token"}, "dcv_token": {"token": "own"}}
        ]});
        let domains = read_domains(body.to_string().as_bytes()).unwrap().entries;
        let waits = waits(&order, None, &domains, TODAY);
        let [
            Wait::Domains {
                domains,
                are_known: true,
            },
        ] = waits.as_slice()
        else {
            panic!("{waits:?}")
        };
        assert_eq!((domains.len(), domains[0].domain.as_str()), (1, "a.example"));
        assert_eq!(domains[0].method, Some(DcvMethod::HttpToken));
        assert_eq!(domains[0].value.token.as_deref(), Some("own"));
    }

    #[test]
    fn the_order_itself_knows_its_domains_best() {
        let order = order(
            r#""status":"pending","dcv_method":"dns-txt-token","certificate":{"common_name":"a.example"},
            "domains":[{"id":1,"name":"a.example","dcv_token":{"token":"abc","status":"pending"}},{"id":2,"dns_name":"b.example"}]"#,
        );
        let waits = waits(&order, None, &[], TODAY);
        let [
            Wait::Domains {
                domains,
                are_known: true,
            },
        ] = waits.as_slice()
        else {
            panic!("{waits:?}")
        };
        assert_eq!(domains.len(), 1);
        assert_eq!(domains[0].method, Some(DcvMethod::DnsTxtToken));
        assert_eq!(domains[0].value.token.as_deref(), Some("abc"));
    }

    #[test]
    fn an_ev_order_waits_for_organization_and_contact() {
        let body = json!({"id": 5, "name": "Example", "validations": [{"type": "ev", "status": "pending"}],
            "verified_contacts": [{"id": 9, "first_name": "Bo"}, {"id": 10, "first_name": "Cy"}]});
        let organization = read_organization(body.to_string().as_bytes()).unwrap();
        let ev = r#""status":"pending","product":{"name_id":"ssl_ev_securesite"},"verified_contacts":[{"id":"9","first_name":"Bo"}]"#;
        assert_eq!(
            words(&order(ev), Some(&organization), &[]),
            ["organization Pending", "contact of 2"]
        );
        let approved = format!(r#"{ev},"order_approval_complete":true"#);
        assert_eq!(
            words(&order(&approved), Some(&organization), &[]),
            ["organization Pending"]
        );
        assert_eq!(words(&order(ev), None, &[]), ["contact of 1"]);
    }

    #[test]
    fn a_csr_may_be_missing_and_nothing_may_be_left_to_do() {
        assert_eq!(words(&order(r#""status":"needs_csr""#), None, &[]), ["csr"]);
        let processing = r#""status":"processing","certificate":{"common_name":"a.example"}"#;
        assert_eq!(words(&order(processing), None, &[]), ["issue"]);
        for over in ["issued", "canceled", "rejected", "on_fire"] {
            assert!(
                words(&order(&format!(r#""status":"{over}""#)), None, &[]).is_empty(),
                "{over}"
            );
        }
    }
}
