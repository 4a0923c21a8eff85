//! Before the button: the orders of the account that hold the wanted names already.

use std::sync::Arc;

use certdesk_order::Name;
use certdesk_order::account::{
    Covered, Covering, CoveringState, OrderId, OrderQuery, OrderRow, OrderSort, RenewalEntries, Window, covering,
    names_to_ask_for, paths, read_order, read_orders,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Judged;
use crate::account::{CallError, Load};
use crate::browser::today;
use crate::orders::failure;
use crate::outcome::parts::{code, fold, group, list, paragraph, span};
use crate::text::Text;

/// How many names are asked for, a call each.
const NAMES_ASKED: usize = 8;
/// How many orders with one name are asked for: those that end last.
const ORDERS_ASKED: u32 = 100;
/// How many orders are shown before the rest folds away, and at all.
const ORDERS_SHOWN: usize = 2;
const ORDERS_LISTED: usize = 20;
/// How many names of an order are said.
const NAMES_SAID: usize = 6;

/// The orders, and which of them hold what.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    wanted: Vec<Name>,
    rows: Vec<OrderRow>,
    covered: Covered,
}

/// What came of a press on a renewal.
#[derive(Clone, Debug, PartialEq)]
enum Renewing {
    None,
    Asking(OrderId),
    Filled(OrderId),
    Failed(CallError),
}

/// The note. The button below works from the start, and the room is kept, so that nothing moves when the answer comes.
/// `on_renewal` is told when an order to be renewed has been filled into the form.
pub(super) fn covering_note(form: Judged, on_renewal: Callback<()>) -> AnyView {
    if !form.settings.account {
        return ().into_any();
    }
    let words = form.words;
    let found = RwSignal::new(Load::<Arc<Found>>::Asking);
    let renewing = RwSignal::new(Renewing::None);
    let wanted: Vec<Name> = form
        .checks
        .names
        .with_untracked(|names| names.set().all().map(|(_, name)| name.clone()).collect());
    spawn_local(async move {
        let came = look(form, wanted).await;
        // The review may have been left by now.
        found.try_set(came.map_or_else(Load::Failed, |found| Load::Here(Arc::new(found))));
    });
    let body = move || {
        let text = words.text();
        match found.get() {
            Load::Asking => Some(paragraph("soft", text.waiting().covering_asking.to_owned())),
            // Where it may not be asked, or can't be just now, nothing is said: the order does not hang on it.
            Load::NotAsked | Load::Failed(_) => None,
            Load::Here(found) if found.covered.orders.is_empty() => {
                Some(paragraph("soft", text.waiting().covering_none.to_owned()))
            }
            Load::Here(found) => Some(note(form, text, &found, renewing, on_renewal)),
        }
    };
    // The orders themselves are to be read, not heard all at once.
    let heard = move || match found.get() {
        Load::Here(found) if !found.covered.orders.is_empty() => words.text().waiting().covering,
        _ => "",
    };
    let said = move || {
        let text = words.text();
        match renewing.get() {
            Renewing::None | Renewing::Asking(_) => None,
            Renewing::Filled(id) => Some(group(
                "note note-good",
                vec![paragraph("", (text.waiting().renewing)(&id.to_string()))],
            )),
            Renewing::Failed(error) => {
                let mut said = vec![paragraph("label", text.waiting().renew_failed.to_owned())];
                said.extend(failure(text, &error));
                Some(group("note note-error", said))
            }
        }
    };
    view! {
        <div class="covering">{body}</div>
        <p class="visually-hidden" role="status">
            {heard}
        </p>
        <div role="status">{said}</div>
    }
    .into_any()
}

/// Asks for the orders with each name, one call after the other.
async fn look(form: Judged, wanted: Vec<Name>) -> Result<Found, CallError> {
    let client = form.checks.account.client;
    let mut rows: Vec<OrderRow> = Vec::new();
    for name in names_to_ask_for(&wanted, NAMES_ASKED) {
        let query = OrderQuery {
            window: Window {
                offset: 0,
                limit: ORDERS_ASKED,
            },
            sort: OrderSort::Placed,
            descending: true,
            domain_name: Some(name),
            ..OrderQuery::default()
        };
        let listed = client.read(&paths::orders(&query), read_orders).await?;
        rows.extend(listed.entries);
    }
    let covered = covering(&wanted, &rows, today());
    Ok(Found { wanted, rows, covered })
}

fn note(
    form: Judged,
    text: &'static Text,
    found: &Found,
    renewing: RwSignal<Renewing>,
    on_renewal: Callback<()>,
) -> AnyView {
    let waiting = text.waiting();
    let mut lines = found.covered.orders.iter().take(ORDERS_LISTED).filter_map(|order| {
        let row = found.rows.get(order.row)?;
        Some(line(form, text, found, order, row, renewing, on_renewal))
    });
    let first: Vec<_> = lines.by_ref().take(ORDERS_SHOWN).collect();
    let rest: Vec<_> = lines.collect();
    let mut said = vec![
        paragraph("label", waiting.covering.to_owned()),
        paragraph("", waiting.covering_lead.to_owned()),
        list("plain-list covering-list", first),
    ];
    let more = found.covered.orders.len().saturating_sub(ORDERS_SHOWN);
    if !rest.is_empty() {
        said.push(fold(
            (waiting.covering_more)(more),
            vec![list("plain-list covering-list", rest)],
        ));
    }
    group("note note-advice", said)
}

/// An order: its number, how it stands and until when, the wanted names that it holds, and what can be done.
fn line(
    form: Judged,
    text: &'static Text,
    found: &Found,
    order: &Covering,
    row: &OrderRow,
    renewing: RwSignal<Renewing>,
    on_renewal: Callback<()>,
) -> AnyView {
    let waiting = text.waiting();
    let words = form.words;
    let number = order.id.to_string();
    let mut states = vec![(waiting.covering_state)(order.state, &row.status)];
    states.extend(
        row.valid_till
            .map(|till| (waiting.covering_ends)(&(text.date)(till.day))),
    );
    states.extend(order.is_renewed.then(|| waiting.is_renewed.to_owned()));
    let title = (waiting.covering_order)(&number);
    let mut names = vec![span(
        "",
        (waiting.covering_names)(order.names.len(), found.wanted.len()),
    )];
    let held = order.names.iter().filter_map(|place| found.wanted.get(*place));
    for name in held.take(NAMES_SAID) {
        names.push(span("", " ".to_owned()));
        names.push(code(&name.to_text()));
    }
    if order.names.len() > NAMES_SAID {
        names.push(span("", " …".to_owned()));
    }
    let id = order.id;
    let can_renew = !matches!(order.state, CoveringState::Waiting) && !order.is_renewed;
    let about = format!(" {number}");
    let label = move || {
        if renewing.get() == Renewing::Asking(id) {
            words.text().waiting().under_way
        } else {
            words.text().waiting().renew
        }
    };
    let renew = can_renew.then(|| {
        let about = about.clone();
        view! {
            <button
                class="button button-second"
                type="button"
                data-renews=number.clone()
                on:click=move |_| renew(form, id, renewing, on_renewal)
            >
                {label}
                <span class="visually-hidden">{about}</span>
            </button>
        }
    });
    view! {
        <p>
            <strong>{title}</strong>
            {": "}
            {states.join(", ")}
        </p>
        <p class="covering-names">{names}</p>
        <div class="buttons">
            <a class="button button-second" href=format!("#orders/{number}")>
                {waiting.open}
                <span class="visually-hidden">{about}</span>
            </a>
            {renew}
        </div>
    }
    .into_any()
}

/// Fills in the order that is renewed, and the thumbprint of its certificate.
fn renew(form: Judged, id: OrderId, renewing: RwSignal<Renewing>, on_renewal: Callback<()>) {
    let is_under_way = renewing.with_untracked(|renewing| matches!(renewing, Renewing::Asking(_)));
    if is_under_way || untrack(|| form.placing.is_sending()) {
        return;
    }
    renewing.set(Renewing::Asking(id));
    spawn_local(async move {
        let read = form
            .checks
            .account
            .client
            .read(&paths::order_info(id), read_order)
            .await;
        // The review may have been left, or the order sent, by now.
        if renewing.is_disposed() || untrack(|| form.placing.is_sending()) {
            renewing.try_set(Renewing::None);
            return;
        }
        match read {
            Ok(order) => {
                let entries = RenewalEntries::of(&order);
                form.draft.entries.renewal_of_order_id.set(entries.order_id.to_string());
                let thumbprint = entries.thumbprint.map(|thumbprint| thumbprint.as_str().to_owned());
                form.draft
                    .entries
                    .renewed_thumbprint
                    .set(thumbprint.unwrap_or_default());
                renewing.set(Renewing::Filled(id));
                on_renewal.run(());
            }
            Err(error) => renewing.set(Renewing::Failed(error)),
        }
    });
}
