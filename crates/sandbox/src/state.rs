//! What changes while a sandbox runs: orders, requests, organizations, and the numbers that come next.

use time::{Date, OffsetDateTime};

use crate::account::{Account, Domain, ValidationType};
use crate::ca::{Authority, LeafPlan, SubjectName};
use crate::calendar;
use crate::decision;
use crate::download;
use crate::errors::{ApiError, Refusal};
use crate::order::{
    Certificate, CertificateRequest, CertificateRole, IssuedCertificate, Order, OrderStatus, Request, RequestStatus,
    RequestType,
};
use crate::order_request::OrderRequest;
use crate::organization_request::NewOrganization;
use crate::products::Product;
use crate::records::OrderRecord;

/// From this day client authentication was off unless asked for; from the next it is gone (digicert-api 2.2).
const CLIENT_AUTH_OFF: Date = time::macros::date!(2025 - 10 - 01);
const CLIENT_AUTH_GONE: Date = time::macros::date!(2027 - 03 - 01);

/// What came of an order.
#[derive(Debug)]
pub(crate) struct Placed {
    /// Number of the order.
    pub(crate) order_id: u64,
    /// Number of the organization that was added for it.
    pub(crate) new_organization: Option<u64>,
    /// Number and state of the request, if one was made.
    pub(crate) request: Option<(u64, RequestStatus)>,
    /// Number of the certificate, if approved.
    pub(crate) certificate_id: Option<u64>,
    /// Whether that certificate is issued.
    pub(crate) issued: bool,
}

/// The state of a sandbox.
pub(crate) struct State {
    /// The account, organizations that were added included.
    pub(crate) account: Account,
    /// All orders, oldest first.
    pub(crate) orders: Vec<Order>,
    /// All requests, oldest first.
    pub(crate) requests: Vec<Request>,
    authority: Authority,
    next_order: u64,
    next_request: u64,
    next_certificate: u64,
}

impl State {
    /// Starts with an account and an authority.
    pub(crate) fn new(account: Account, authority: Authority) -> Self {
        Self {
            next_order: account.first_order_id,
            next_request: account.first_request_id,
            next_certificate: account.first_certificate_id,
            account,
            orders: Vec::new(),
            requests: Vec::new(),
            authority,
        }
    }

    /// The authority.
    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    /// The account's present moment: its own day at the clock's time of day.
    pub(crate) fn now(&self) -> OffsetDateTime {
        let now = OffsetDateTime::now_utc();
        let now = now.replace_nanosecond(0).unwrap_or(now);
        self.account.today.map_or(now, |today| now.replace_date(today))
    }

    /// The account's today.
    pub(crate) fn today(&self) -> Date {
        self.now().date()
    }

    /// The number that the next order will get; lower ones are past.
    pub(crate) fn next_order_id(&self) -> u64 {
        self.next_order
    }

    /// An order by its number.
    pub(crate) fn order(&self, id: u64) -> Option<&Order> {
        self.orders.iter().find(|order| order.id == id)
    }

    /// An order by number, or thumbprint or serial number of its primary certificate (digicert-api 6.6).
    pub(crate) fn find_order(&self, text: &str) -> Option<&Order> {
        if let Some(order) = text.parse().ok().and_then(|id| self.order(id)) {
            return Some(order);
        }
        let text = text.replace(':', "");
        self.orders.iter().find(|order| {
            order
                .primary()
                .and_then(|certificate| certificate.issued.as_ref())
                .is_some_and(|issued| {
                    issued.certificate.thumbprint.eq_ignore_ascii_case(&text)
                        || issued.certificate.serial.eq_ignore_ascii_case(&text)
                })
        })
    }

    /// A certificate and its order, by the certificate's number or serial number.
    pub(crate) fn find_certificate(&self, text: &str) -> Option<(&Order, &Certificate)> {
        let id: Option<u64> = text.parse().ok();
        let all = || {
            self.orders
                .iter()
                .flat_map(|order| order.certificates.iter().map(move |it| (order, it)))
        };
        all().find(|(_, it)| Some(it.id) == id).or_else(|| {
            all().find(|(_, it)| {
                it.issued
                    .as_ref()
                    .is_some_and(|issued| issued.certificate.serial.eq_ignore_ascii_case(text))
            })
        })
    }

    /// Takes an order.
    pub(crate) fn place(
        &mut self,
        product: &'static Product,
        body: serde_json::Value,
        order: OrderRequest,
    ) -> Result<Placed, Refusal> {
        let OrderRequest {
            certificate,
            mut terms,
            new_organization,
        } = order;
        let added = new_organization.map(|new| self.add_organization(new));
        terms.organization_id = terms.organization_id.or(added);
        let request = decision::approval(&self.account, product, &terms);
        let now = self.now();
        let id = take(&mut self.next_order);
        let kind = if terms.renewal_of_order_id.is_some() {
            RequestType::Renewal
        } else {
            RequestType::New
        };
        let approved = request.is_none_or(|status| status == RequestStatus::Approved);
        let request = request.map(|status| (self.add_request(id, None, kind, status, &terms.comments), status));
        let certificate_id = take(&mut self.next_certificate);
        let dcv_random_value = self.dcv_random_value(id, product, terms.organization_id, &certificate.names);
        self.orders.push(Order {
            id,
            product,
            body,
            terms,
            status: if approved {
                OrderStatus::Pending
            } else {
                OrderStatus::NeedsApproval
            },
            created: now,
            changed: now,
            certificates: vec![Certificate {
                id: certificate_id,
                role: CertificateRole::First,
                request: certificate,
                created: now,
                issued: None,
                revoked: false,
            }],
            dcv_random_value,
            notes: Vec::new(),
        });
        // At once only if the user behind the key may approve (digicert-api 8.4); else the order is worked on.
        let at_once = approved && decision::may_approve(&self.account, product);
        let issued = at_once && self.issue_if_validated(id, certificate_id)?;
        Ok(Placed {
            order_id: id,
            new_organization: added,
            request,
            certificate_id: approved.then_some(certificate_id),
            issued,
        })
    }

    /// The random value of an order: the token of the first of its domains that the account knows and that is not
    /// validated, so that a client can look the domain up by it; else one of its own.
    fn dcv_random_value(
        &self,
        order_id: u64,
        product: &Product,
        organization: Option<u64>,
        names: &[SubjectName],
    ) -> String {
        let today = self.today();
        let mut waiting = names
            .iter()
            .filter(|name| !decision::is_name_validated(&self.account, product, organization, name, today));
        let domain = waiting.find_map(|name| decision::domain_of(&self.account, product, organization, name));
        domain.map_or_else(|| random_token(&format!("order {order_id}")), domain_token)
    }

    /// Adds a certificate to an issued order: a reissue or a duplicate.
    pub(crate) fn add_certificate(
        &mut self,
        order_id: u64,
        role: CertificateRole,
        request: CertificateRequest,
        skip_approval: bool,
        comments: &str,
    ) -> Result<Placed, Refusal> {
        let now = self.now();
        let order = self.order(order_id).ok_or_else(|| Refusal::not_found("order"))?;
        let mut terms = order.terms.clone();
        terms.skip_approval = skip_approval;
        let status = decision::approval(&self.account, order.product, &terms);
        let approved = status.is_none_or(|status| status == RequestStatus::Approved);
        let certificate_id = take(&mut self.next_certificate);
        let kind = if role == CertificateRole::Duplicate {
            RequestType::Duplicate
        } else {
            RequestType::Reissue
        };
        let made = status.map(|status| {
            (
                self.add_request(order_id, Some(certificate_id), kind, status, comments),
                status,
            )
        });
        if let Some(order) = self.orders.iter_mut().find(|order| order.id == order_id) {
            order.certificates.push(Certificate {
                id: certificate_id,
                role,
                request,
                created: now,
                issued: None,
                revoked: false,
            });
        }
        let issued = approved && self.issue_if_validated(order_id, certificate_id)?;
        Ok(Placed {
            order_id,
            new_organization: None,
            request: made,
            certificate_id: approved.then_some(certificate_id),
            issued,
        })
    }

    /// Adds an organization, or names the one that it would double.
    pub(crate) fn add_organization(&mut self, new: NewOrganization) -> u64 {
        match new {
            NewOrganization::Existing(id) => id,
            NewOrganization::New(mut organization) => {
                let id = self.account.organizations.iter().map(|it| it.id).max().unwrap_or(0) + 1;
                organization.id = id;
                organization.organization_contact.id = id;
                self.account.organizations.push(*organization);
                id
            }
        }
    }

    /// Makes a request.
    pub(crate) fn add_request(
        &mut self,
        order_id: u64,
        certificate_id: Option<u64>,
        kind: RequestType,
        status: RequestStatus,
        comments: &str,
    ) -> u64 {
        let id = take(&mut self.next_request);
        let date = self.now();
        self.requests.push(Request {
            id,
            order_id,
            certificate_id,
            date,
            processed: (status == RequestStatus::Approved).then_some(date),
            kind,
            status,
            comments: comments.to_owned(),
            processor_comment: String::new(),
        });
        id
    }

    /// Approves or rejects a request. The first of two approvals leaves it pending.
    pub(crate) fn process_request(&mut self, id: u64, approve: bool, comment: &str) -> Result<(), Refusal> {
        let now = self.now();
        let request = self
            .requests
            .iter_mut()
            .find(|request| request.id == id)
            .ok_or_else(|| Refusal::not_found("request"))?;
        let status = match (request.status, approve) {
            // A revocation is submitted to one approver.
            (RequestStatus::Submitted, true) if request.kind == RequestType::Revoke => RequestStatus::Approved,
            (RequestStatus::Submitted, true) => RequestStatus::Pending,
            (RequestStatus::Pending, true) => RequestStatus::Approved,
            (RequestStatus::Submitted | RequestStatus::Pending, false) => RequestStatus::Rejected,
            (RequestStatus::Approved | RequestStatus::Rejected, _) => {
                return Err(ApiError::invalid_because("status", "The request has been processed already.").into());
            }
        };
        request.status = status;
        request.processed = Some(now);
        comment.clone_into(&mut request.processor_comment);
        let (order_id, certificate_id, kind) = (request.order_id, request.certificate_id, request.kind);
        match (status, kind) {
            (RequestStatus::Approved, RequestType::Revoke) => self.revoke(order_id, certificate_id),
            (RequestStatus::Approved, _) => {
                let first = self
                    .order(order_id)
                    .and_then(|order| order.certificates.first())
                    .map(|it| it.id);
                if certificate_id.is_none() {
                    self.set_status(order_id, OrderStatus::Pending);
                }
                if let Some(certificate) = certificate_id.or(first) {
                    self.issue_if_validated(order_id, certificate)?;
                }
            }
            (RequestStatus::Rejected, RequestType::New | RequestType::Renewal) => {
                self.set_status(order_id, OrderStatus::Rejected);
            }
            _ => {}
        }
        Ok(())
    }

    /// Revokes one certificate, or all of an order and the order with them. An order whose only certificate is revoked
    /// stays issued, and a client relies on that to reissue it.
    pub(crate) fn revoke(&mut self, order_id: u64, certificate_id: Option<u64>) {
        if let Some(order) = self.orders.iter_mut().find(|order| order.id == order_id) {
            for certificate in &mut order.certificates {
                certificate.revoked |= certificate_id.is_none_or(|id| id == certificate.id);
            }
            if certificate_id.is_none() {
                self.set_status(order_id, OrderStatus::Revoked);
            }
        }
    }

    /// Changes the state of an order.
    pub(crate) fn set_status(&mut self, order_id: u64, status: OrderStatus) {
        let now = self.now();
        if let Some(order) = self.orders.iter_mut().find(|order| order.id == order_id) {
            order.status = status;
            order.changed = now;
        }
    }

    /// Issues a certificate of an approved order if all that it needs is validated; whether it was.
    pub(crate) fn issue_if_validated(&mut self, order_id: u64, certificate_id: u64) -> Result<bool, Refusal> {
        let (now, today) = (self.now(), self.today());
        let Some(order) = self.order(order_id) else {
            return Ok(false);
        };
        let Some(certificate) = order.certificates.iter().find(|it| it.id == certificate_id) else {
            return Ok(false);
        };
        let organization = order.terms.organization_id;
        if !decision::is_validated(
            &self.account,
            order.product,
            organization,
            &certificate.request.names,
            today,
        ) {
            return Ok(false);
        }
        let till = calendar::certificate_end(today, order.terms.certificate_end);
        let plan = LeafPlan {
            key: &certificate.request.key,
            names: &certificate.request.names,
            organization: organization
                .filter(|_| order.product.validation != ValidationType::Dv)
                .and_then(|id| self.account.organization(id)),
            validation: order.product.validation,
            from: today,
            till,
            hash: certificate.request.hash,
            client_auth: client_auth(certificate.request.profile.as_deref(), today),
        };
        let issued = self.authority.issue(&plan).map_err(|error| {
            // What an issuer cannot encode, such as a serial number that is no PrintableString, is the order's fault.
            Refusal::bad(vec![ApiError::new(
                "invalid_value:certificate",
                format!("It cannot be issued: {error}."),
            )])
        })?;
        if let Some(order) = self.orders.iter_mut().find(|order| order.id == order_id) {
            if let Some(certificate) = order.certificates.iter_mut().find(|it| it.id == certificate_id) {
                certificate.issued = Some(IssuedCertificate {
                    certificate: issued,
                    valid_from: today,
                    valid_till: till,
                    date: now,
                });
            }
            order.status = OrderStatus::Issued;
            order.changed = now;
        }
        Ok(true)
    }

    /// All orders as tests see them.
    pub(crate) fn records(&self) -> Vec<OrderRecord> {
        self.orders.iter().map(|order| self.record(order)).collect()
    }

    fn record(&self, order: &Order) -> OrderRecord {
        let primary = order.primary();
        OrderRecord {
            id: order.id,
            product: order.product.name_id.to_owned(),
            body: order.body.clone(),
            status: order.status.word().to_owned(),
            names: primary
                .map(|it| it.request.names.iter().map(crate::ca::SubjectName::text).collect())
                .unwrap_or_default(),
            organization_id: order.terms.organization_id,
            requests: self
                .requests
                .iter()
                .filter(|request| request.order_id == order.id)
                .map(|request| (request.id, request.status.word().to_owned()))
                .collect(),
            certificate_id: primary.filter(|_| order.is_approved()).map(|it| it.id),
            certificate_chain: primary
                .and_then(|it| it.issued.as_ref())
                .map(|issued| download::chain(&issued.certificate.der, &self.authority))
                .map(|chain| chain.iter().map(|(_, der)| download::pem(der)).collect())
                .unwrap_or_default(),
        }
    }
}

/// Whether a certificate may authenticate clients: by its profile, and by the day where the profile says nothing.
fn client_auth(profile: Option<&str>, today: Date) -> bool {
    today < CLIENT_AUTH_GONE
        && match profile {
            Some("server_client_auth_eku") => true,
            Some("server_auth_only_eku") => false,
            _ => today < CLIENT_AUTH_OFF,
        }
}

fn take(next: &mut u64) -> u64 {
    let taken = *next;
    *next += 1;
    taken
}

/// The token of a domain, the same at every call.
pub(crate) fn domain_token(domain: &Domain) -> String {
    random_token(&format!("domain {}", domain.id))
}

/// A value for DCV: 32 characters that look random and are the same for the same thing.
fn random_token(of: &str) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, of.as_bytes());
    hex::encode(digest).chars().take(32).collect()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn client_authentication_goes_by_profile_until_its_end() {
        assert!(client_auth(None, date!(2019 - 01 - 01)));
        assert!(!client_auth(None, date!(2026 - 01 - 01)));
        assert!(client_auth(Some("server_client_auth_eku"), date!(2026 - 01 - 01)));
        assert!(!client_auth(Some("server_client_auth_eku"), date!(2027 - 03 - 01)));
        assert!(!client_auth(Some("server_auth_only_eku"), date!(2019 - 01 - 01)));
    }
}
