//! What is done to orders by those who call: placing, adding certificates, approving, revoking.

use time::Duration;

use super::{State, take};
use crate::account::{Domain, Organization, Validation, ValidationType};
use crate::ca::SubjectName;
use crate::decision;
use crate::errors::{ApiError, Refusal};
use crate::order::{
    Certificate, CertificateRequest, CertificateRole, Order, OrderStatus, Request, RequestStatus, RequestType, Token,
};
use crate::order_request::OrderRequest;
use crate::organization_request::NewOrganization;
use crate::products::Product;
use crate::state::control::{TOKEN_DAYS, random_value};

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

impl State {
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
        self.add_domains(
            product,
            terms.organization_id,
            &certificate.names,
            terms.dcv_method.as_deref(),
        );
        let token = self.token_of_order(id, product, terms.organization_id, &certificate.names);
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
                approved: approved.then_some(now),
                ready: None,
                impossible: false,
                issued: None,
                revoked: false,
            }],
            token,
            validated_names: Vec::new(),
            notes: Vec::new(),
            seeded: false,
            user_id: self.account.user.id,
        });
        self.take_contacts(id);
        self.changed = true;
        if approved {
            self.submit(id);
        }
        // At once only if the user behind the key may approve (digicert-api 8.4); else the order is worked on.
        let at_once = approved && decision::may_approve(&self.account, product);
        let issued = at_once && self.issue_if_there(id, certificate_id)?;
        Ok(Placed {
            order_id: id,
            new_organization: added,
            request,
            certificate_id: approved.then_some(certificate_id),
            issued,
        })
    }

    /// The random value of an order: that of the first of its domains that the account knows and that is not validated,
    /// so that a client can look the domain up by it; else one of its own.
    fn token_of_order(
        &self,
        order_id: u64,
        product: &Product,
        organization: Option<u64>,
        names: &[SubjectName],
    ) -> Token {
        let today = self.today();
        let mut waiting = names
            .iter()
            .filter(|name| !decision::is_name_validated(&self.account, product, organization, name, today));
        let domain = waiting.find_map(|name| decision::domain_of(&self.account, product, organization, name));
        let known = domain.and_then(|domain| self.tokens.get(&domain.id));
        known.cloned().unwrap_or_else(|| Token {
            value: random_value(&format!("order {order_id}")),
            expires: self.now().saturating_add(Duration::days(TOKEN_DAYS)),
            renewals: 0,
        })
    }

    /// Adds the domains of an order that the account does not have: OV and EV validate domains for the organization. A
    /// file shows control of a name alone, everything else of the domain that can be registered. What is there already
    /// takes the method of the order.
    pub(super) fn add_domains(
        &mut self,
        product: &Product,
        organization: Option<u64>,
        names: &[SubjectName],
        method: Option<&str>,
    ) {
        let (Some(organization), false) = (
            organization,
            product.is_private() || product.validation == ValidationType::Dv,
        ) else {
            return;
        };
        let today = self.today();
        for name in names {
            let SubjectName::Dns(text) = name else { continue };
            if decision::is_name_validated(&self.account, product, Some(organization), name, today) {
                continue;
            }
            let bare = text.strip_prefix("*.").unwrap_or(text);
            let by_file = method.is_some_and(|method| method.starts_with("http-token"));
            let known = self
                .account
                .domains_over(bare, Some(organization))
                .filter(|domain| !by_file || domain.name == bare)
                .max_by_key(|domain| domain.name.len());
            let id = match known {
                Some(domain) => domain.id,
                None => {
                    let base = if by_file {
                        bare
                    } else {
                        psl::domain_str(bare).unwrap_or(bare)
                    };
                    let base = base.to_owned();
                    self.add_domain(&base, organization, &[product.validation])
                }
            };
            if let Some(method) = method {
                self.methods.insert(id, method.to_owned());
            }
        }
    }

    /// Adds a domain for an organization, to be validated in some ways; its number.
    pub(crate) fn add_domain(&mut self, name: &str, organization: u64, kinds: &[ValidationType]) -> u64 {
        let id = self.account.domains.iter().map(|it| it.id).max().unwrap_or(0) + 1;
        self.account.domains.push(Domain {
            id,
            name: name.to_owned(),
            organization_id: organization,
            validations: Vec::new(),
            only_itself: false,
            inactive: false,
        });
        self.submit_domain(id, kinds);
        self.give_tokens();
        id
    }

    /// Hands a domain in for validation in some ways, where it is not validated.
    pub(crate) fn submit_domain(&mut self, id: u64, kinds: &[ValidationType]) {
        let today = self.today();
        let Some(domain) = self.account.domains.iter_mut().find(|it| it.id == id) else {
            return;
        };
        for kind in kinds {
            match domain.validations.iter_mut().find(|it| it.r#type == *kind) {
                Some(validation) if validation.status(today) == "active" => {}
                Some(validation) => validation.validated_until = None,
                None => domain.validations.push(Validation {
                    r#type: *kind,
                    validated_until: None,
                }),
            }
        }
    }

    /// Verified contacts that an order names belong to the organization from then on (digicert-api 3.5).
    fn take_contacts(&mut self, order_id: u64) {
        let Some(order) = self.order(order_id) else { return };
        let Some(organization) = order.terms.organization_id else {
            return;
        };
        let contacts = order.terms.contacts.clone();
        for (_, contact) in contacts.into_iter().filter(|(kind, _)| kind == "verified_contact") {
            self.add_verified_contact(organization, contact);
        }
    }

    /// Adds a verified contact to an organization that does not have the person yet.
    pub(crate) fn add_verified_contact(&mut self, organization: u64, mut contact: crate::account::Contact) {
        let highest = self
            .account
            .organizations
            .iter()
            .flat_map(|it| it.verified_contacts.iter().map(|contact| contact.id))
            .max();
        if let Some(organization) = self.organization_mut(organization)
            && !organization
                .verified_contacts
                .iter()
                .any(|it| it.email.eq_ignore_ascii_case(&contact.email))
        {
            contact.id = highest.unwrap_or(0) + 1;
            organization.verified_contacts.push(contact);
        }
        self.changed = true;
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
        let product = order.product;
        let (organization, method) = (order.terms.organization_id, order.terms.dcv_method.clone());
        let mut terms = order.terms.clone();
        terms.skip_approval = skip_approval;
        let status = decision::approval(&self.account, product, &terms);
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
        self.add_domains(product, organization, &request.names, method.as_deref());
        if let Some(order) = self.order_mut(order_id) {
            order.certificates.push(Certificate {
                id: certificate_id,
                role,
                request,
                created: now,
                approved: approved.then_some(now),
                ready: None,
                impossible: false,
                issued: None,
                revoked: false,
            });
        }
        self.changed = true;
        let issued = approved && self.issue_if_there(order_id, certificate_id)?;
        if !issued && role == CertificateRole::Reissue {
            self.set_status(order_id, OrderStatus::ReissuePending);
        }
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
                self.account.organizations.push(Organization { ..*organization });
                self.begin_validations();
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
                if certificate_id.is_none() {
                    self.set_status(order_id, OrderStatus::Pending);
                }
                if let Some(order) = self.order_mut(order_id) {
                    let approved = order
                        .certificates
                        .iter_mut()
                        .find(|it| certificate_id.is_none_or(|id| it.id == id));
                    if let Some(certificate) = approved {
                        certificate.approved = Some(now);
                    }
                }
                self.submit(order_id);
            }
            (RequestStatus::Rejected, RequestType::New | RequestType::Renewal) => {
                self.set_status(order_id, OrderStatus::Rejected);
            }
            (RequestStatus::Rejected, RequestType::Reissue) => self.set_status(order_id, OrderStatus::Issued),
            _ => {}
        }
        self.changed = true;
        self.settle();
        Ok(())
    }

    /// Revokes one certificate, or all of an order and the order with them. An order whose only certificate is revoked
    /// stays issued, and a client relies on that to reissue it.
    pub(crate) fn revoke(&mut self, order_id: u64, certificate_id: Option<u64>) {
        if let Some(order) = self.order_mut(order_id) {
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
        if let Some(order) = self.order_mut(order_id) {
            order.status = status;
            order.changed = now;
        }
        self.changed = true;
    }
}
