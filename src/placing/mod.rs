//! From the button that costs money to what came of it.
//!
//! An order has no idempotency key (DESIGN: decisions), so the request is never repeated by itself, and an outcome that
//! nobody knows is one of its own. Before the request leaves, a harmless question is put to the proxy: if even that gets
//! no answer of the API, the order was certainly not sent, which is the one failure after which trying again is safe.

mod api;
pub(crate) mod journal;
mod record;

pub use api::NotSent;
pub use journal::{JournalEntry, Known};
pub use record::{OrderRecord, Reply};

use std::sync::Arc;

use certdesk_order::{OrderRequest, Verdict, read_answer};
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use time::Date;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{Kept, Turn, turn};
use crate::orders::remember;
use crate::outcome::harmless;
use crate::settings::Settings;

/// Where an order stands between the button and its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is under way.
    Idle,
    /// The request is under way, for so many seconds.
    Sending {
        /// Whole seconds since the button.
        seconds: u32,
    },
    /// It was not sent, for this reason; nothing was ordered.
    NotSent(NotSent),
    /// It was not sent yet: the same order was sent not long ago, and the user has to say that it is meant once more.
    Repeated(Arc<JournalEntry>),
}

/// The turn of which tab may send an order.
const TURN: &str = "certdesk.order";

/// What came of the attempt to send.
enum Sent {
    /// It was not sent.
    Not(NotSent),
    /// It was not sent since another tab has sent one of which the user has not read yet what came of it.
    Elsewhere,
    /// It was sent.
    Now {
        /// Whether the browser keeps what came of it.
        is_kept: bool,
    },
}

/// What came of an order: what was asked, what came back, and what that means.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// What was asked and what came back, as it is kept.
    pub record: OrderRecord,
    /// What that means.
    pub verdict: Verdict,
    /// Whether the browser keeps it, so that it is there again after a reload.
    pub is_kept: bool,
}

impl Outcome {
    fn of(record: OrderRecord, is_kept: bool) -> Self {
        let mut verdict = match &record.reply {
            Reply::Answer {
                status,
                content_type,
                body,
            } => read_answer(*status, content_type.as_deref(), body.as_bytes()),
            Reply::Lost(lost) => Verdict::Unknown(lost.reason()),
        };
        if let Verdict::Refused(refusal) = &mut verdict {
            for error in &mut refusal.errors {
                error.message = harmless(&error.message);
            }
        }
        Self {
            record,
            verdict,
            is_kept,
        }
    }
}

/// The one order that can be under way.
#[derive(Clone, Copy)]
pub struct Placing {
    /// Where it stands.
    pub phase: RwSignal<Phase>,
    /// What came of the last one.
    pub outcome: RwSignal<Option<Arc<Outcome>>>,
}

impl Placing {
    /// Nothing under way; the outcome of the last order is back if the browser kept it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Idle),
            outcome: RwSignal::new(None),
        }
    }

    /// Takes up what the browser has kept of the last order, in whichever tab it was sent.
    pub fn restore(self) {
        let kept = Kept::Answer.get::<OrderRecord>();
        let shown = self.outcome.get_untracked();
        if kept.as_ref() != shown.as_ref().map(|outcome| &outcome.record) {
            self.outcome.set(kept.map(|record| Arc::new(Outcome::of(record, true))));
        }
    }

    /// Whether a request is under way.
    #[must_use]
    pub fn is_sending(self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Sending { .. }))
    }

    /// Sends an order, once: while one is under way this does nothing.
    ///
    /// `ends` is the last day of the certificate as the user was told it; `is_meant` says that the user knows that the same
    /// order was sent before. `done` is told what came of it, unless it was not sent.
    pub fn place(
        self,
        settings: &'static Settings,
        request: &OrderRequest,
        ends: Option<Date>,
        is_meant: bool,
        done: Callback<Arc<Outcome>>,
    ) {
        if self
            .phase
            .with_untracked(|phase| matches!(phase, Phase::Sending { .. }))
        {
            return;
        }
        // Another tab has sent an order of which the user has not read yet what came of it.
        self.restore();
        if let Some(outcome) = self.outcome.get_untracked() {
            done.run(outcome);
            return;
        }
        let record = OrderRecord::of(request, ends);
        if !is_meant && let Some(before) = journal::same_before(&record) {
            self.phase.set(Phase::Repeated(Arc::new(before)));
            return;
        }
        self.phase.set(Phase::Sending { seconds: 0 });
        let ticking = self.tick();
        spawn_local(async move {
            let (record, sent) = self.send(settings, record).await;
            if let Some(ticking) = ticking {
                ticking.clear();
            }
            match sent {
                Sent::Not(reason) => self.phase.set(Phase::NotSent(reason)),
                Sent::Elsewhere => {
                    self.phase.set(Phase::Idle);
                    self.restore();
                    if let Some(outcome) = self.outcome.get_untracked() {
                        done.run(outcome);
                    }
                }
                Sent::Now { is_kept } => {
                    let outcome = Arc::new(Outcome::of(record, is_kept));
                    if let Verdict::Placed(answer) = &outcome.verdict {
                        remember(answer.id);
                    }
                    self.outcome.set(Some(Arc::clone(&outcome)));
                    self.phase.set(Phase::Idle);
                    done.run(outcome);
                }
            }
        });
    }

    /// Sends an order while no other tab sends one, and keeps what came of it.
    async fn send(self, settings: &'static Settings, mut record: OrderRecord) -> (OrderRecord, Sent) {
        // Held to the end of this function: then the answer is kept, and other tabs find it.
        let turn = turn(TURN).await;
        if matches!(turn, Turn::Taken) {
            return (record, Sent::Not(NotSent::AnotherTab));
        }
        if let Err(reason) = api::question(settings, &record).await {
            return (record, Sent::Not(reason));
        }
        // Another tab may have sent its order since this one looked; where there are no turns, while it asked.
        if Kept::Answer.get::<OrderRecord>().is_some() {
            return (record, Sent::Elsewhere);
        }
        // Kept before it leaves: should the page be left now, the order is known to be unknown.
        Kept::Answer.put(&record);
        journal::begin(&record);
        record.reply = api::order(settings, &record).await;
        // Kept before it is drawn: a page that dies while drawing must not lose it.
        let is_kept = Kept::Answer.put(&record);
        journal::complete(&record);
        (record, Sent::Now { is_kept })
    }

    /// Forgets the last outcome, so that the next visit begins with an empty form.
    pub fn forget(self) {
        Kept::Answer.clear();
        self.outcome.set(None);
        self.phase.set(Phase::Idle);
    }

    fn tick(self) -> Option<IntervalHandle> {
        let second = std::time::Duration::from_secs(1);
        set_interval_with_handle(
            move || {
                self.phase.update(|phase| {
                    if let Phase::Sending { seconds } = phase {
                        *seconds = seconds.saturating_add(1);
                    }
                });
            },
            second,
        )
        .ok()
    }
}

impl Default for Placing {
    fn default() -> Self {
        Self::new()
    }
}
