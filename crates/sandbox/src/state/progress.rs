//! What time and validation bring: organizations are validated, verified contacts approve, certificates are issued, and
//! in the end they expire.

use std::sync::OnceLock;

use time::{Date, Duration, OffsetDateTime};

use super::State;
use crate::account::{Validation, ValidationType};
use crate::ca::{self, Issued, LeafPlan};
use crate::calendar;
use crate::decision;
use crate::errors::{ApiError, Refusal};
use crate::order::{Certificate, CertificateRequest, CertificateRole, IssuedCertificate, Order, OrderStatus};

/// From this day client authentication was off unless asked for; from the next it is gone (digicert-api 2.2).
const CLIENT_AUTH_OFF: Date = time::macros::date!(2025 - 10 - 01);
const CLIENT_AUTH_GONE: Date = time::macros::date!(2027 - 03 - 01);

/// How long the validation of an organization holds, in days.
const ORGANIZATION_DAYS: i64 = 397;

/// A validation of an organization that is being worked on.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnderWay {
    organization: u64,
    kind: ValidationType,
    since: OffsetDateTime,
}

/// What becomes of an order at a moment.
enum Step {
    /// Nothing, but perhaps later.
    Wait(Option<OffsetDateTime>),
    /// A certificate of this number has all that it needs from now on, and will be issued then.
    Ready(u64, OffsetDateTime),
    /// A certificate of this number is issued.
    Issue(u64),
    /// The certificate has ended.
    Expire,
}

impl State {
    /// Does all that is due by now, each at its moment.
    pub(crate) fn settle(&mut self) {
        let now = self.now();
        loop {
            match self.next_due {
                Some(due) if due <= now => self.run(due),
                _ if self.changed => self.run(now),
                _ => break,
            }
        }
    }

    fn run(&mut self, at: OffsetDateTime) {
        self.changed = false;
        let mut next: Option<OffsetDateTime> = None;
        let mut later = |due: OffsetDateTime| {
            // Never the same moment again.
            let due = due.max(at.saturating_add(Duration::seconds(1)));
            next = Some(next.map_or(due, |next| next.min(due)));
        };
        if let Some(hours) = self.account.pace.organization_hours {
            let due = |it: &UnderWay| it.since.saturating_add(Duration::hours(hours.into()));
            let (done, waiting): (Vec<_>, Vec<_>) = self.under_way.drain(..).partition(|it| due(it) <= at);
            waiting.iter().for_each(|it| later(due(it)));
            self.under_way = waiting;
            for it in done {
                self.finish(it, at.date());
            }
        }
        for index in 0..self.orders.len() {
            // Again for each certificate of the order that can be had.
            while let Some(order) = self.orders.get(index) {
                let id = order.id;
                match self.step(order, at) {
                    Step::Wait(due) => {
                        due.into_iter().for_each(&mut later);
                        break;
                    }
                    Step::Ready(certificate, due) => {
                        later(due);
                        self.make_ready(id, certificate, at);
                    }
                    Step::Issue(certificate) => {
                        // What cannot be encoded waits for ever, as an order does that nobody at the service can finish.
                        if self.issue(id, certificate, at).is_err() {
                            self.give_up(id, certificate);
                        }
                    }
                    Step::Expire => {
                        if let Some(order) = self.orders.get_mut(index) {
                            order.status = OrderStatus::Expired;
                            order.changed = at;
                        }
                        break;
                    }
                }
            }
        }
        self.next_due = next;
        // Issuing is what was due, not a change that asks for more.
        self.changed = false;
    }

    fn step(&self, order: &Order, at: OffsetDateTime) -> Step {
        match order.status {
            OrderStatus::Pending | OrderStatus::Processing | OrderStatus::Issued | OrderStatus::ReissuePending => {}
            _ => return Step::Wait(None),
        }
        let minutes = Duration::minutes(self.account.pace.issuance_minutes.into());
        let mut next = None;
        for certificate in &order.certificates {
            if certificate.issued.is_some() || certificate.revoked || certificate.impossible {
                continue;
            }
            let Some(approved) = certificate.approved else { continue };
            if let Some(ready) = certificate.ready {
                let due = ready.saturating_add(minutes);
                if due <= at {
                    return Step::Issue(certificate.id);
                }
                next = Some(next.map_or(due, |next: OffsetDateTime| next.min(due)));
                continue;
            }
            if !self.is_there(order, certificate, at.date()) {
                continue;
            }
            match self.contact_due(order, approved) {
                Some(due) if due <= at => {
                    let due = at.saturating_add(minutes);
                    return if due <= at {
                        Step::Issue(certificate.id)
                    } else {
                        Step::Ready(certificate.id, due)
                    };
                }
                Some(due) => next = Some(next.map_or(due, |next| next.min(due))),
                None => {}
            }
        }
        let till = order
            .primary()
            .and_then(|it| it.issued.as_ref())
            .map(|it| it.valid_till);
        if let (OrderStatus::Issued, Some(till)) = (order.status, till) {
            let end = calendar::end_of(till).saturating_add(Duration::seconds(1));
            if end <= at {
                return Step::Expire;
            }
            next = Some(next.map_or(end, |next| next.min(end)));
        }
        Step::Wait(next)
    }

    /// Whether organization, names and CSR are there.
    fn is_there(&self, order: &Order, certificate: &Certificate, today: Date) -> bool {
        certificate.request.key.is_some()
            && decision::is_organization_validated(&self.account, order.product, order.terms.organization_id, today)
            && certificate
                .request
                .names
                .iter()
                .all(|name| decision::is_name_of_order_validated(&self.account, order, name, today))
    }

    /// When a verified contact has approved an order that was approved at a moment; none if none ever does. Orders
    /// other than EV need none (digicert-api 3.5).
    fn contact_due(&self, order: &Order, approved: OffsetDateTime) -> Option<OffsetDateTime> {
        if order.product.validation != ValidationType::Ev || self.account.user.ev_approver {
            return Some(approved);
        }
        let organization = order
            .terms
            .organization_id
            .and_then(|id| self.account.organization(id))?;
        let hours = self.account.pace.verified_contact_hours?;
        (!organization.verified_contacts.is_empty()).then(|| approved.saturating_add(Duration::hours(hours.into())))
    }

    /// Whether a verified contact has approved an order, where it needs one.
    pub(crate) fn is_contact_approved(&self, order: &Order) -> bool {
        let approved = order.certificates.first().and_then(|it| it.approved);
        approved
            .and_then(|approved| self.contact_due(order, approved))
            .is_some_and(|due| due <= self.now())
    }

    /// Notes since when each pending validation of an organization is being worked on.
    pub(super) fn begin_validations(&mut self) {
        let since = self.now();
        for organization in &self.account.organizations {
            for validation in organization
                .validations
                .iter()
                .filter(|it| it.validated_until.is_none())
            {
                let (id, kind) = (organization.id, validation.r#type);
                if !self.under_way.iter().any(|it| it.organization == id && it.kind == kind) {
                    self.under_way.push(UnderWay {
                        organization: id,
                        kind,
                        since,
                    });
                }
            }
        }
        self.changed = true;
    }

    /// Hands an organization in for validation of a kind, unless it is validated.
    pub(crate) fn submit_organization(&mut self, id: u64, kind: ValidationType) {
        let today = self.today();
        if let Some(organization) = self.organization_mut(id) {
            let found = organization.validations.iter_mut().find(|it| it.r#type == kind);
            match found {
                Some(validation) if validation.status(today) == "active" => {}
                Some(validation) => validation.validated_until = None,
                None => organization.validations.push(Validation {
                    r#type: kind,
                    validated_until: None,
                }),
            }
        }
        self.begin_validations();
    }

    /// Hands in what an approved order needs: its organization, and mail for its domains.
    pub(super) fn submit(&mut self, order_id: u64) {
        let today = self.today();
        let Some(order) = self.order(order_id) else { return };
        let (product, organization) = (order.product, order.terms.organization_id);
        if let Some(organization) = organization
            && !decision::is_organization_validated(&self.account, product, Some(organization), today)
        {
            self.submit_organization(organization, product.validation);
        }
        let Some(order) = self.order(order_id) else { return };
        if order.terms.dcv_method.as_deref().is_none_or(|method| method == "email") {
            let waiting = self.waiting_names(order);
            for name in waiting {
                self.send_mail(Some(order_id), &name, Vec::new());
            }
        }
    }

    fn finish(&mut self, done: UnderWay, today: Date) {
        let until = today.saturating_add(Duration::days(ORGANIZATION_DAYS));
        if let Some(organization) = self.organization_mut(done.organization) {
            for validation in &mut organization.validations {
                if validation.r#type == done.kind && validation.validated_until.is_none() {
                    validation.validated_until = Some(until);
                }
            }
        }
    }

    fn make_ready(&mut self, order_id: u64, certificate_id: u64, at: OffsetDateTime) {
        let Some(order) = self.order_mut(order_id) else { return };
        if let Some(certificate) = order.certificates.iter_mut().find(|it| it.id == certificate_id) {
            certificate.ready = Some(at);
            if order.status == OrderStatus::Pending {
                order.status = OrderStatus::Processing;
                order.changed = at;
            }
        }
    }

    fn give_up(&mut self, order_id: u64, certificate_id: u64) {
        let certificates = self.order_mut(order_id).map(|order| order.certificates.iter_mut());
        if let Some(certificate) = certificates.and_then(|mut all| all.find(|it| it.id == certificate_id)) {
            certificate.impossible = true;
        }
    }

    /// Issues a certificate of an approved order now if all that it needs is there; whether it was.
    pub(super) fn issue_if_there(&mut self, order_id: u64, certificate_id: u64) -> Result<bool, Refusal> {
        let now = self.now();
        let there = self.order(order_id).is_some_and(|order| {
            let certificate = order.certificates.iter().find(|it| it.id == certificate_id);
            certificate.is_some_and(|it| self.is_there(order, it, now.date()))
                && self.contact_due(order, now).is_some_and(|due| due <= now)
        });
        if there {
            self.issue(order_id, certificate_id, now)?;
        }
        Ok(there)
    }

    fn issue(&mut self, order_id: u64, certificate_id: u64, at: OffsetDateTime) -> Result<(), Refusal> {
        let today = at.date();
        let impossible = |error: String| {
            // What an issuer cannot encode, such as a serial number that is no PrintableString, is the order's fault.
            Refusal::bad(vec![ApiError::new(
                "invalid_value:certificate",
                format!("It cannot be issued: {error}."),
            )])
        };
        let Some(order) = self.order(order_id) else {
            return Err(Refusal::not_found("order"));
        };
        let certificate = order.certificates.iter().find(|it| it.id == certificate_id);
        let request = &certificate.ok_or_else(|| Refusal::not_found("certificate"))?.request;
        let till = calendar::certificate_end(today, order.terms.certificate_end);
        let serial = ca::serial_number().map_err(|error| impossible(error.to_string()))?;
        let made = self.make(order, request, &serial, (today, till)).map_err(impossible)?;
        if let Some(order) = self.order_mut(order_id) {
            if let Some(certificate) = order.certificates.iter_mut().find(|it| it.id == certificate_id) {
                certificate.issued = Some(IssuedCertificate {
                    serial,
                    made: OnceLock::from(Some(made)),
                    valid_from: today,
                    valid_till: till,
                    date: at,
                });
            }
            let waits = order
                .certificates
                .iter()
                .any(|it| it.role == CertificateRole::Reissue && it.issued.is_none() && it.approved.is_some());
            order.status = if waits { order.status } else { OrderStatus::Issued };
            order.changed = at;
        }
        self.changed = true;
        Ok(())
    }

    /// Makes the certificate that a part of an order asks for.
    pub(super) fn make(
        &self,
        order: &Order,
        request: &CertificateRequest,
        serial: &[u8],
        (from, till): (Date, Date),
    ) -> Result<Issued, String> {
        let plan = LeafPlan {
            key: request.key.as_ref().ok_or("there is no CSR")?,
            names: &request.names,
            organization: order
                .terms
                .organization_id
                .filter(|_| order.product.validation != ValidationType::Dv)
                .and_then(|id| self.account.organization(id)),
            validation: order.product.validation,
            from,
            till,
            hash: request.hash,
            client_auth: client_auth(request.profile.as_deref(), from),
            serial,
        };
        self.authority.issue(&plan).map_err(|error| error.to_string())
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
