//! Follows an order that waits, at a pace that the API bears.

use std::sync::Arc;

use certdesk_order::account::paths;
use certdesk_order::account::poll::{LastLook, minutes_to_ask_for, seconds_to_next};
use certdesk_order::account::{
    AccountDomain, DomainQuery, Failure, Order, OrderId, OrderStatus, Organization, read_domains, read_order,
    read_organization, read_status_changes,
};
use leptos::{ev, prelude::*};
use time::{Duration, OffsetDateTime};
use wasm_bindgen_futures::spawn_local;

use crate::account::{CallError, Client};
use crate::browser::now;

/// Each so manyth look reads the whole order: the first of two approvals, for one, changes no status.
const WHOLE_EACH: u32 = 4;

/// An order as it was last seen, with what makes it clearer what it waits for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    /// The order.
    pub(crate) order: Order,
    /// Its organization, where the key may read it.
    pub(crate) organization: Option<Organization>,
    /// The account's domains, where the key may read them.
    pub(crate) domains: Vec<AccountDomain>,
}

/// What decides on the next look.
#[derive(Clone, Copy)]
struct Pace {
    timer: Option<TimeoutHandle>,
    last: LastLook,
    /// Looks since the last change, or failures in a row.
    attempts: u32,
    /// Looks in all.
    round: u32,
    /// When the changes were last asked for, or the whole order was read.
    asked: Option<OffsetDateTime>,
    /// When the last look ended, well or not.
    ended: Option<OffsetDateTime>,
    /// Whether the key may ask for changes.
    has_changes: bool,
    has_organization: bool,
    has_domains: bool,
}

/// The following of one order. It ends with its owner.
#[derive(Clone, Copy)]
pub(crate) struct Follow {
    /// Makes the calls.
    pub(crate) client: Client,
    /// The order.
    pub(crate) id: OrderId,
    /// The order as it was last seen.
    pub(crate) seen: RwSignal<Option<Arc<Seen>>>,
    /// Whether a look is under way.
    pub(crate) is_looking: RwSignal<bool>,
    /// When the last one went well.
    pub(crate) last: RwSignal<Option<OffsetDateTime>>,
    /// When the next one comes by itself, if one does.
    pub(crate) next: RwSignal<Option<OffsetDateTime>>,
    /// Why the last look brought nothing.
    pub(crate) trouble: RwSignal<Option<CallError>>,
    pace: StoredValue<Pace>,
}

impl Follow {
    /// Begins. `on_change` is told of each change after the first look.
    pub(crate) fn start(client: Client, id: OrderId, on_change: Callback<()>) -> Self {
        let follow = Self {
            client,
            id,
            seen: RwSignal::new(None),
            is_looking: RwSignal::new(false),
            last: RwSignal::new(None),
            next: RwSignal::new(None),
            trouble: RwSignal::new(None),
            pace: StoredValue::new(Pace {
                timer: None,
                last: LastLook::None,
                attempts: 0,
                round: 0,
                asked: None,
                ended: None,
                has_changes: true,
                has_organization: true,
                has_domains: true,
            }),
        };
        // A tab that is seen again looks again; one that is left looks more rarely.
        let seen_again = window_event_listener(ev::visibilitychange, move |_| {
            if !follow.is_looking.get_untracked() {
                follow.schedule();
            }
        });
        Effect::new(move |before: Option<Option<Arc<Seen>>>| {
            let seen = follow.seen.get();
            if matches!(before, Some(Some(_))) {
                on_change.run(());
            }
            seen
        });
        on_cleanup(move || {
            seen_again.remove();
            follow.stop();
        });
        follow.look();
        follow
    }

    /// The order's state, as far as it was seen; follows it.
    pub(crate) fn status(self) -> Option<OrderStatus> {
        self.seen.with(|seen| Some(seen.as_ref()?.order.status.clone()))
    }

    /// Whether the key or the proxy does not let the page see the order at all; follows it.
    pub(crate) fn is_refused(self) -> bool {
        self.trouble
            .with(|trouble| matches!(trouble, Some(CallError::Failed(Failure::NotAllowed(_)))))
    }

    /// Looks now, at the whole order.
    pub(crate) fn look(self) {
        self.begin(true);
    }

    fn begin(self, is_whole: bool) {
        if self.is_looking.get_untracked() {
            return;
        }
        self.stop();
        self.is_looking.set(true);
        spawn_local(async move {
            let looked = self.see(is_whole).await;
            // The view may be gone by now: then no timer may be set.
            if self.is_looking.is_disposed() {
                return;
            }
            self.took(looked);
            self.is_looking.set(false);
            self.schedule();
        });
    }

    fn took(self, looked: Result<Option<Seen>, CallError>) {
        let at = now();
        let mut pace = self.pace.get_value();
        pace.ended = Some(at);
        pace.round = pace.round.wrapping_add(1);
        match looked {
            Ok(found) => {
                let before = self.seen.get_untracked();
                let changed = found.filter(|found| before.as_deref() != Some(found));
                let went_well = matches!(pace.last, LastLook::Waits);
                pace.attempts = if changed.is_none() && went_well {
                    pace.attempts.saturating_add(1)
                } else {
                    0
                };
                pace.asked = Some(at);
                let now_seen = changed.map(Arc::new).or(before);
                pace.last = now_seen
                    .as_ref()
                    .map_or(LastLook::Waits, |seen| LastLook::seen(&seen.order.status));
                self.pace.set_value(pace);
                self.last.set(Some(at));
                self.trouble.set(None);
                if self.seen.get_untracked() != now_seen {
                    self.seen.set(now_seen);
                }
            }
            Err(error) => {
                let failed = match &error {
                    CallError::Failed(failure) => LastLook::failed(failure),
                    CallError::Unreachable | CallError::TimedOut => LastLook::Failed,
                };
                let again = matches!(pace.last, LastLook::Failed | LastLook::RateLimited(_));
                pace.attempts = if again { pace.attempts.saturating_add(1) } else { 0 };
                pace.last = failed;
                self.pace.set_value(pace);
                self.trouble.set(Some(error));
            }
        }
    }

    /// One look: `None` where nothing has changed.
    async fn see(self, is_whole: bool) -> Result<Option<Seen>, CallError> {
        let pace = self.pace.get_value();
        let known = self.seen.get_untracked();
        let turn = pace.round.checked_rem(WHOLE_EACH) == Some(0);
        if let (false, false, true, Some(known), Some(asked)) = (is_whole, turn, pace.has_changes, &known, pace.asked) {
            let seconds = u64::try_from((now() - asked).whole_seconds()).unwrap_or_default();
            let target = paths::status_changes(minutes_to_ask_for(seconds));
            match self.client.read(&target, read_status_changes).await {
                Ok(changes) => {
                    let change = changes.of_order(self.id);
                    if change.is_none_or(|change| change.status == known.order.status) {
                        return Ok(None);
                    }
                }
                Err(CallError::Failed(failure)) if LastLook::failed(&failure) == LastLook::Refused => {
                    // Then the order itself tells.
                    self.pace.try_update_value(|pace| pace.has_changes = false);
                }
                Err(error) => return Err(error),
            }
        }
        let order = self.client.read(&paths::order_info(self.id), read_order).await?;
        let mut seen = Seen {
            order,
            organization: known.as_ref().and_then(|known| known.organization.clone()),
            domains: known.map(|known| known.domains.clone()).unwrap_or_default(),
        };
        if seen.order.status.waits() {
            self.complete(&mut seen, pace).await;
        }
        Ok(Some(seen))
    }

    /// Adds organization and domains. Without them less can be said of what is waited for, and that is all.
    async fn complete(self, seen: &mut Seen, pace: Pace) {
        let id = seen
            .order
            .organization
            .as_ref()
            .and_then(|organization| organization.id);
        if let (Some(id), true) = (id, pace.has_organization) {
            match self.client.read(&paths::organization(id), read_organization).await {
                Ok(organization) => seen.organization = Some(organization),
                Err(error) if is_refusal(&error) => {
                    self.pace.try_update_value(|pace| pace.has_organization = false);
                }
                Err(_) => {}
            }
        }
        if pace.has_domains {
            match self
                .client
                .read(&paths::domains(DomainQuery::default()), read_domains)
                .await
            {
                Ok(domains) => seen.domains = domains.entries,
                Err(error) if is_refusal(&error) => {
                    self.pace.try_update_value(|pace| pace.has_domains = false);
                }
                Err(_) => {}
            }
        }
    }

    /// Sets the timer for the next look.
    fn schedule(self) {
        self.stop();
        let pace = self.pace.get_value();
        let Some(seconds) = seconds_to_next(pace.attempts, document().hidden(), pace.last) else {
            self.next.set(None);
            return;
        };
        let at = now();
        let due = pace
            .ended
            .map_or(at, |ended| ended.saturating_add(Duration::seconds(i64::from(seconds))));
        let left = (due - at).max(Duration::ZERO);
        self.next.set(Some(at.saturating_add(left)));
        let left = std::time::Duration::try_from(left).unwrap_or_default();
        let timer = set_timeout_with_handle(move || self.begin(false), left).ok();
        self.pace.update_value(|pace| pace.timer = timer);
    }

    fn stop(self) {
        let timer = self.pace.try_update_value(|pace| pace.timer.take());
        if let Some(timer) = timer.flatten() {
            timer.clear();
        }
    }
}

/// Whether the same question would be refused again.
fn is_refusal(error: &CallError) -> bool {
    matches!(error, CallError::Failed(failure) if LastLook::failed(failure) == LastLook::Refused)
}
