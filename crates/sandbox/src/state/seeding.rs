//! The orders that an account starts with (see [`SeededOrder`]).

use std::sync::OnceLock;

use rcgen::{CertificateParams, KeyPair};
use time::{Date, Duration};

use super::State;
use super::control::{TOKEN_DAYS, random_value};
use crate::account::ApprovalMode;
use crate::ca::{self, Hash, SubjectName};
use crate::calendar;
use crate::csr::{self, PublicKey};
use crate::names;
use crate::order::{
    Certificate, CertificateRequest, CertificateRole, IssuedCertificate, Note, Order, OrderStatus, OrderTerms, Request,
    RequestStatus, RequestType, Token,
};
use crate::products;
use crate::seed::{SeededOrder, SeededState};

impl State {
    /// Adds the orders of former times.
    pub(super) fn seed(&mut self) -> Result<(), String> {
        let seeds = std::mem::take(&mut self.account.orders);
        if seeds.is_empty() {
            return Ok(());
        }
        let own = own_csr()?;
        let count = u64::try_from(seeds.len()).unwrap_or(u64::MAX);
        let first_order = self.next_order.saturating_sub(count).max(1);
        let first_certificate = self.next_certificate.saturating_sub(count).max(1);
        for (offset, seed) in (0..).zip(&seeds) {
            let id = if seed.id == 0 { first_order + offset } else { seed.id };
            self.seed_one(seed, id, first_certificate + offset, &own)
                .map_err(|why| format!("{} for {}: {why}", seed.product, seed.common_name))?;
        }
        self.account.orders = seeds;
        self.orders.sort_by_key(|order| order.id);
        if let Some(pair) = self.orders.windows(2).find(|pair| match pair {
            [one, other] => one.id == other.id,
            _ => false,
        }) {
            return Err(format!(
                "two orders have the number {}",
                pair.first().map_or(0, |it| it.id)
            ));
        }
        let highest = self.orders.last().map_or(0, |order| order.id);
        self.next_order = self.next_order.max(highest + 1);
        self.next_certificate = self.next_certificate.max(first_certificate + count);
        Ok(())
    }

    fn seed_one(
        &mut self,
        seed: &SeededOrder,
        id: u64,
        certificate_id: u64,
        own: &(String, PublicKey),
    ) -> Result<(), String> {
        let product = products::find(&seed.product).ok_or("there is no such product")?;
        let mut all: Vec<SubjectName> = Vec::new();
        for text in std::iter::once(&seed.common_name).chain(&seed.dns_names) {
            let name = names::read(text, product).map_err(|why| format!("{text}: {why}"))?;
            if !all.contains(&name) {
                all.push(name);
            }
        }
        let (csr, key) = match (seed.state, seed.csr.as_str()) {
            (SeededState::NeedsCsr, _) => (String::new(), None),
            (_, "") => (own.0.clone(), Some(own.1.clone())),
            (_, csr) => (csr.to_owned(), Some(csr::read(csr).map_err(|error| error.message)?)),
        };
        let today = self.today();
        let created = seed.created.unwrap_or_else(|| match seed.valid_till {
            Some(till) => first_day(till).min(today),
            None => today,
        });
        let moment = calendar::start_of(created)
            .saturating_add(Duration::hours(9))
            .min(self.now());
        let end = calendar::years_later(created, 1).unwrap_or(created);
        let longest = calendar::certificate_end(created, end);
        let till = seed.valid_till.unwrap_or(longest);
        let status = match seed.state {
            SeededState::NeedsApproval => OrderStatus::NeedsApproval,
            SeededState::Pending => OrderStatus::Pending,
            SeededState::NeedsCsr => OrderStatus::NeedsCsr,
            SeededState::Issued => OrderStatus::Issued,
            SeededState::Rejected => OrderStatus::Rejected,
            SeededState::Canceled => OrderStatus::Canceled,
            SeededState::Revoked => OrderStatus::Revoked,
        };
        let issued = if seed.state.has_certificate() {
            Some(IssuedCertificate {
                serial: ca::serial_number().map_err(|error| error.to_string())?,
                made: OnceLock::new(),
                valid_from: created,
                valid_till: till,
                date: moment,
            })
        } else {
            None
        };
        let container_id = if seed.container_id == 0 {
            self.account.containers.first().map_or(0, |root| root.id)
        } else {
            seed.container_id
        };
        let mode = self.account.approval_in(container_id);
        let request = match seed.state {
            SeededState::NeedsApproval if mode == ApprovalMode::TwoStep => Some(RequestStatus::Submitted),
            SeededState::NeedsApproval => Some(RequestStatus::Pending),
            SeededState::Rejected => Some(RequestStatus::Rejected),
            // Of what is done long ago the requests are not kept.
            _ => None,
        };
        let approved = matches!(
            seed.state,
            SeededState::Pending | SeededState::NeedsCsr | SeededState::Issued | SeededState::Revoked
        );
        if seed.state == SeededState::Pending || seed.state == SeededState::NeedsCsr {
            self.add_domains(product, seed.organization_id, &all, seed.dcv_method.as_deref());
        }
        self.orders.push(Order {
            id,
            product,
            body: serde_json::Value::Null,
            terms: OrderTerms {
                end: end.max(till),
                certificate_end: till,
                validity_years: 1,
                organization_id: seed.organization_id,
                container_id,
                comments: seed.comments.clone(),
                auto_renew: false,
                custom_renewal_message: String::new(),
                disable_renewal_notifications: false,
                additional_emails: seed.additional_emails.clone(),
                renewal_of_order_id: seed.renewal_of_order_id,
                payment_method: "balance".into(),
                dcv_method: seed.dcv_method.clone(),
                skip_approval: false,
                disable_ct: false,
                custom_fields: Vec::new(),
                alternative_order_id: None,
                contacts: Vec::new(),
            },
            status,
            created: moment,
            changed: moment,
            certificates: vec![Certificate {
                id: certificate_id,
                role: CertificateRole::First,
                request: CertificateRequest {
                    names: all,
                    csr,
                    key,
                    hash: Hash::default(),
                    platform: -1,
                    profile: None,
                    organization_units: Vec::new(),
                },
                created: moment,
                approved: approved.then_some(moment),
                ready: None,
                impossible: false,
                issued,
                revoked: seed.state == SeededState::Revoked,
            }],
            token: Token {
                value: random_value(&format!("order {id}")),
                expires: moment.saturating_add(Duration::days(TOKEN_DAYS)),
                renewals: 0,
            },
            validated_names: Vec::new(),
            notes: seed
                .notes
                .iter()
                .map(|text| Note {
                    created: moment,
                    text: text.clone(),
                })
                .collect(),
            seeded: true,
            user_id: seed.user_id.unwrap_or(self.account.user.id),
        });
        if let Some(status) = request {
            let number = super::take(&mut self.next_request);
            self.requests.push(Request {
                id: number,
                order_id: id,
                certificate_id: None,
                date: moment,
                processed: (status == RequestStatus::Rejected).then_some(moment),
                kind: RequestType::New,
                status,
                comments: seed.comments.clone(),
                processor_comment: String::new(),
            });
        }
        Ok(())
    }
}

/// The day on which a certificate that ends on a day was issued, if it was made as long as the rules of its time allowed,
/// but no longer than a year.
fn first_day(till: Date) -> Date {
    let year_before = calendar::years_later(till, -1).unwrap_or(till);
    let longest = calendar::certificate_cap_days(year_before).min(365);
    let mut first = till.saturating_sub(Duration::days(longest - 1));
    // The cap may have changed in between.
    let cap = calendar::certificate_cap_days(first);
    if cap < longest {
        first = till.saturating_sub(Duration::days(cap - 1));
    }
    first
}

/// A CSR of the sandbox's own, whose key is thrown away.
fn own_csr() -> Result<(String, PublicKey), String> {
    let told = |error: rcgen::Error| error.to_string();
    let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).map_err(told)?;
    let params = CertificateParams::new(vec!["former-order.example".to_owned()]).map_err(told)?;
    let pem = params.serialize_request(&key).and_then(|csr| csr.pem()).map_err(told)?;
    let key = csr::read(&pem).map_err(|error| error.message)?;
    Ok((pem, key))
}
