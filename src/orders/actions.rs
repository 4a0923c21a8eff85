//! What one can do with an order, as far as its state and the key allow.

use std::sync::Arc;

use certdesk_order::account::{May, Order, OrderStatus, Renewal, RequestId};
use leptos::prelude::*;

use super::acting::Acting;
use super::cancel::{self, cancel};
use super::decide::decide;
use super::fill::{Filling, fill};
use super::new_csr::{self, new_csr};
use super::note::{self, note};
use crate::browser::today;
use crate::form::Judged;
use crate::outcome::parts::{group, paragraph};
use crate::text::Text;
use crate::widgets::Disclosure;

/// What is offered: it is drawn anew only when this changes, so that nothing that is typed there is lost to a look.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offers {
    views_only: bool,
    may_decide: bool,
    requests: Vec<RequestId>,
    csr: bool,
    reissue: bool,
    cancel: bool,
    renewal: Renewal,
}

impl Offers {
    fn of(form: Judged, order: &Order) -> Self {
        let rights = form.checks.account.rights.get();
        let waiting = order.requests.iter().filter(|request| request.waits());
        Self {
            views_only: rights.cannot_order(),
            may_decide: rights.approve != May::No,
            requests: waiting.map(|request| request.id).collect(),
            csr: order.status == OrderStatus::NeedsCsr,
            // A certificate may end before its order does: such an order lives on reissues.
            reissue: matches!(order.status, OrderStatus::Issued | OrderStatus::Expired),
            cancel: order.status.can_be_cancelled(),
            renewal: Renewal::of(order, today()),
        }
    }
}

/// What is typed into the parts; it outlives whatever is drawn.
#[derive(Clone, Copy)]
struct Typed {
    cancel: cancel::Typed,
    note: note::Typed,
    csr: new_csr::Typed,
}

/// The section.
pub(super) fn actions(acting: Acting, order: RwSignal<Option<Arc<Order>>>) -> AnyView {
    let form = acting.form;
    let words = form.words;
    let typed = Typed {
        cancel: cancel::Typed::new(),
        note: note::Typed::new(),
        csr: new_csr::Typed::new(),
    };
    let filling = Filling::new(form, order);
    let offers = Memo::new(move |_| order.with(|order| order.as_ref().map(|order| Offers::of(form, order))));
    let parts = move || {
        let offers = offers.get()?;
        let order = order.get_untracked()?;
        Some(draw(acting, &offers, &order, typed, filling))
    };
    view! {
        <div
            on:paste:capture=move |event| form.key_guard.on_paste(&event)
            on:input:capture=move |event| form.key_guard.on_input(&event)
        >
            <section class="section" aria-labelledby="order-actions">
                <h2 class="section-title" id="order-actions">{move || words.text().orders().actions}</h2>
                <div class="section-body">
                    {acting.told()}
                    <div class="folds">{parts}</div>
                </div>
            </section>
        </div>
    }
    .into_any()
}

fn draw(acting: Acting, offers: &Offers, order: &Order, typed: Typed, filling: Filling) -> Vec<AnyView> {
    let said = move |sentence: fn(&'static Text) -> &'static str| {
        // Followed by itself: another language must not draw the fields anew.
        (move || paragraph("note", sentence(acting.form.words.text()).to_owned())).into_any()
    };
    if offers.views_only {
        return vec![said(|text| text.orders().view_only)];
    }
    let mut parts = Vec::new();
    if !offers.requests.is_empty() && !offers.may_decide {
        parts.push(said(|text| text.orders().may_not_decide));
    } else {
        let requests = order.requests.iter().filter(|request| request.waits());
        parts.extend(requests.map(|request| decide(acting, request)));
    }
    if offers.csr {
        parts.push(new_csr(acting, order, typed.csr, false));
    }
    if offers.renewal != Renewal::Impossible {
        parts.push(fill(filling, super::Fill::Renewal, offers.renewal));
    }
    if offers.reissue {
        parts.push(new_csr(acting, order, typed.csr, true));
    }
    if order
        .product
        .as_ref()
        .is_some_and(|product| product.id.product().is_some())
    {
        parts.push(fill(filling, super::Fill::Alike, offers.renewal));
    }
    parts.push(note(acting, typed.note));
    if offers.cancel {
        parts.push(cancel(acting, typed.cancel));
    }
    parts
}

/// One kind of change, folded away: what it will do, then what it needs.
pub(super) fn part(acting: Acting, title: fn(&'static Text) -> &'static str, body: Vec<AnyView>) -> AnyView {
    let title = acting.form.words.signal(title);
    view! { <Disclosure title>{group("action", body)}</Disclosure> }.into_any()
}
