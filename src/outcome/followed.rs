//! An order that was placed and is not issued yet: followed, and its certificate fetched once it is.

use std::sync::Arc;

use certdesk_order::account::{Failure, OrderId, OrderStatus, paths, read_chain};
use certdesk_order::{ChainEntry, RequestStatus};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::parts::{Page, button, group, paragraph};
use super::placed::Standing;
use crate::account::{CallError, Client, Load};
use crate::orders::{Waiting, account_link, failure};
use crate::text::Words;

/// The following of the order that was just placed.
#[derive(Clone, Copy)]
pub(super) struct Followed {
    waiting: Waiting,
    client: Client,
    /// The certificates, once the order is issued.
    chain: RwSignal<Load<Arc<Vec<ChainEntry>>>>,
    standing: Memo<Option<Standing>>,
    refused: Memo<bool>,
}

impl Followed {
    /// Begins.
    pub(super) fn start(words: Words, client: Client, id: u64) -> Option<Self> {
        let id = OrderId::new(id)?;
        let waiting = Waiting::start(words, client, id, Callback::new(|()| {}));
        let follow = waiting.follow;
        let followed = Self {
            waiting,
            client,
            chain: RwSignal::new(Load::NotAsked),
            standing: Memo::new(move |_| follow.seen.with(|seen| Some(standing(&seen.as_ref()?.order)))),
            refused: Memo::new(move |_| follow.is_refused()),
        };
        Effect::new(move |_| {
            if follow.status() == Some(OrderStatus::Issued) && untrack(|| followed.chain.get()) == Load::NotAsked {
                followed.fetch();
            }
        });
        Some(followed)
    }

    /// Where the order was last seen to stand; follows it.
    pub(super) fn standing(self) -> Option<Standing> {
        self.standing.get()
    }

    /// Whether the page may not see the order; follows it.
    pub(super) fn is_refused(self) -> bool {
        self.refused.get()
    }

    /// The certificates, once they are here; follows it.
    pub(super) fn chain(self) -> Option<Arc<Vec<ChainEntry>>> {
        self.chain.with(|chain| chain.here().cloned())
    }

    /// What is read out of it.
    pub(super) fn spoken(self, words: Words) -> AnyView {
        self.waiting.spoken(words)
    }

    fn fetch(self) {
        let seen = self.waiting.follow.seen.get_untracked();
        let Some(id) = seen.and_then(|seen| seen.order.certificate.id) else {
            return;
        };
        self.chain.set(Load::Asking);
        spawn_local(async move {
            let came = self.client.read(&paths::chain(id), read_chain).await;
            // The view may be gone by now.
            self.chain
                .try_set(came.map_or_else(Load::Failed, |chain| Load::Here(Arc::new(chain))));
        });
    }

    /// What is waited for; once the certificate is here, nothing.
    pub(super) fn view(self, page: Page) -> AnyView {
        let chain = move || {
            let text = page.words.text();
            match self.chain.get() {
                Load::NotAsked | Load::Here(_) => None,
                Load::Asking => Some(paragraph("soft", text.waiting().chain_asking.to_owned())),
                Load::Failed(error) => {
                    let mut said = vec![paragraph("label", text.waiting().chain_failed.to_owned())];
                    said.extend(failure(text, &error));
                    if matches!(error, CallError::Failed(Failure::NotAllowed(_))) {
                        said.push(account_link(text, self.client.account_url()));
                    } else {
                        let again = Callback::new(move |()| self.fetch());
                        said.push(button("button button-second", text.form.try_again, None, again));
                    }
                    Some(view! { <div class="note note-error" role="alert">{said}</div> }.into_any())
                }
            }
        };
        let waiting = move || {
            let is_here = self.chain.with(|chain| chain.here().is_some());
            (!is_here).then(|| self.waiting.view(page.words))
        };
        group("waiting", vec![waiting.into_any(), chain.into_any()])
    }
}

/// Where an order stands that was read.
fn standing(order: &certdesk_order::account::Order) -> Standing {
    let any = |wanted: &RequestStatus| {
        order
            .requests
            .iter()
            .any(|request| request.status.as_ref() == Some(wanted))
    };
    match &order.status {
        OrderStatus::NeedsApproval if any(&RequestStatus::Submitted) => Standing::TwoApprovals,
        OrderStatus::NeedsApproval => Standing::OneApproval,
        OrderStatus::Issued => Standing::Issued,
        OrderStatus::Rejected => Standing::Rejected,
        status if status.waits() && order.requests.is_empty() => Standing::NoApproval,
        status if status.waits() => Standing::Approved,
        _ => Standing::Strange,
    }
}
