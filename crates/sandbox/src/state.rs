//! What changes while a sandbox runs: orders, requests, organizations, domains, time, and the numbers that come next.

mod control;
mod placing;
mod progress;
mod seeding;

use std::collections::BTreeMap;

use time::{Date, OffsetDateTime};

use crate::account::{Account, Organization, Role};
use crate::ca::{Authority, Issued, SubjectName};
use crate::clock::Clock;
use crate::download;
use crate::order::{Certificate, Order, Request, Token};
use crate::records::{MailRecord, OrderRecord};
use crate::world::World;

pub(crate) use control::{METHODS, mailboxes};
pub(crate) use placing::Placed;
use progress::UnderWay;

/// The state of a sandbox.
pub(crate) struct State {
    /// The account; what was added, changed and validated included.
    pub(crate) account: Account,
    /// All orders, in the order of their numbers.
    pub(crate) orders: Vec<Order>,
    /// All requests, oldest first.
    pub(crate) requests: Vec<Request>,
    /// Where control of domains is looked for.
    pub(crate) world: World,
    /// The mails that the service would have sent, oldest first.
    pub(crate) mails: Vec<MailRecord>,
    authority: Authority,
    clock: Clock,
    /// Validations of organizations that are being worked on.
    under_way: Vec<UnderWay>,
    /// The random value of each domain of the account.
    tokens: BTreeMap<u64, Token>,
    /// The method by which control of a domain is shown, where it is not e-mail.
    methods: BTreeMap<u64, String>,
    /// Whether something changed of which certificates may depend.
    changed: bool,
    /// When time alone will change something.
    next_due: Option<OffsetDateTime>,
    next_order: u64,
    next_request: u64,
    next_certificate: u64,
}

impl State {
    /// Starts with an account and an authority.
    ///
    /// # Errors
    /// Says which order of former times cannot be.
    pub(crate) fn new(account: Account, authority: Authority) -> Result<Self, String> {
        let mut state = Self {
            next_order: account.first_order_id,
            next_request: account.first_request_id,
            next_certificate: account.first_certificate_id,
            clock: Clock::start(account.today),
            account,
            orders: Vec::new(),
            requests: Vec::new(),
            world: World::default(),
            mails: Vec::new(),
            authority,
            under_way: Vec::new(),
            tokens: BTreeMap::new(),
            methods: BTreeMap::new(),
            changed: true,
            next_due: None,
        };
        state.begin_validations();
        state.give_tokens();
        state.seed()?;
        state.settle();
        Ok(state)
    }

    /// The authority.
    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    /// The account's present moment, in whole seconds.
    pub(crate) fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// The account's present moment, in parts of seconds.
    pub(crate) fn precise_now(&self) -> OffsetDateTime {
        self.clock.precise()
    }

    /// The account's today.
    pub(crate) fn today(&self) -> Date {
        self.now().date()
    }

    /// Turns the clock forward, and does what time brings.
    pub(crate) fn advance(&mut self, by: std::time::Duration) {
        self.clock.turn(by);
        self.settle();
    }

    /// Changes the account, and takes note of what comes of it.
    pub(crate) fn change_account(&mut self, change: impl FnOnce(&mut Account)) {
        change(&mut self.account);
        self.give_tokens();
        self.begin_validations();
        self.settle();
    }

    /// The number that the next order will get; lower ones are past.
    pub(crate) fn next_order_id(&self) -> u64 {
        self.next_order
    }

    /// An order by its number.
    pub(crate) fn order(&self, id: u64) -> Option<&Order> {
        let index = self.orders.binary_search_by_key(&id, |order| order.id).ok()?;
        self.orders.get(index)
    }

    /// An order by its number, to be changed.
    pub(crate) fn order_mut(&mut self, id: u64) -> Option<&mut Order> {
        let index = self.orders.binary_search_by_key(&id, |order| order.id).ok()?;
        self.orders.get_mut(index)
    }

    /// An order by number, or thumbprint or serial number of its primary certificate (digicert-api 6.6). A thumbprint
    /// that was never told finds nothing.
    pub(crate) fn find_order(&self, text: &str) -> Option<&Order> {
        if let Some(order) = text.parse().ok().and_then(|id| self.order(id)) {
            return Some(order).filter(|order| self.is_seen(order));
        }
        let text = text.replace(':', "");
        let bytes = hex::decode(&text).ok()?;
        self.orders.iter().filter(|order| self.is_seen(order)).find(|order| {
            order
                .primary()
                .and_then(|certificate| certificate.issued.as_ref())
                .is_some_and(|issued| {
                    let made = issued.made.get().and_then(Option::as_ref);
                    issued.serial == bytes || made.is_some_and(|made| made.thumbprint.eq_ignore_ascii_case(&text))
                })
        })
    }

    /// Whether the user behind the key sees an order: a limited user sees their own only (digicert-api 5.9).
    pub(crate) fn is_seen(&self, order: &Order) -> bool {
        self.account.user.role != Role::LimitedUser || order.user_id == self.account.user.id
    }

    /// A certificate and its order, by the certificate's number or serial number.
    pub(crate) fn find_certificate(&self, text: &str) -> Option<(&Order, &Certificate)> {
        let id: Option<u64> = text.parse().ok();
        let all = || {
            self.orders
                .iter()
                .filter(|order| self.is_seen(order))
                .flat_map(|order| order.certificates.iter().map(move |it| (order, it)))
        };
        all().find(|(_, it)| Some(it.id) == id).or_else(|| {
            let bytes = hex::decode(text).ok()?;
            all().find(|(_, it)| it.issued.as_ref().is_some_and(|issued| issued.serial == bytes))
        })
    }

    /// What was issued for a certificate; made now, if it is one of former times. None if it is not issued, or cannot
    /// be made.
    pub(crate) fn leaf<'a>(&self, order: &Order, certificate: &'a Certificate) -> Option<&'a Issued> {
        let issued = certificate.issued.as_ref()?;
        let make = || {
            self.make(
                order,
                &certificate.request,
                &issued.serial,
                (issued.valid_from, issued.valid_till),
            )
            .ok()
        };
        issued.made.get_or_init(make).as_ref()
    }

    /// An organization, to be changed.
    pub(crate) fn organization_mut(&mut self, id: u64) -> Option<&mut Organization> {
        self.account.organizations.iter_mut().find(|it| it.id == id)
    }

    /// All orders that were taken, as tests see them.
    pub(crate) fn records(&self) -> Vec<OrderRecord> {
        let taken = self.orders.iter().filter(|order| !order.seeded);
        taken.map(|order| self.record(order)).collect()
    }

    /// An order as tests see it.
    pub(crate) fn record(&self, order: &Order) -> OrderRecord {
        let primary = order.primary();
        OrderRecord {
            id: order.id,
            product: order.product.name_id.to_owned(),
            body: order.body.clone(),
            status: order.status.word().to_owned(),
            names: primary
                .map(|it| it.request.names.iter().map(SubjectName::text).collect())
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
                .and_then(|it| self.leaf(order, it))
                .map(|leaf| download::chain(&leaf.der, &self.authority))
                .map(|chain| chain.iter().map(|(_, der)| download::pem(der)).collect())
                .unwrap_or_default(),
        }
    }
}

fn take(next: &mut u64) -> u64 {
    let taken = *next;
    *next += 1;
    taken
}
