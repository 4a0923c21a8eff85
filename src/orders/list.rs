//! The orders of the account, page by page.

use certdesk_order::account::{Listed, OrderRow, OrderSort};
use leptos::prelude::*;

use super::filters::filters;
use super::look::look_bar;
use super::own::own;
use super::said::days;
use super::state::{OrdersState, PAGE};
use crate::browser::today;
use crate::form::Judged;
use crate::outcome::harmless;
use crate::outcome::parts::{group, paragraph, span};
use crate::text::Text;
use crate::widgets::{Column, DataTable, Page, Pager, PagerTexts, Sorted};

/// The columns by which the API sorts, by their keys.
const SORTS: [(&str, OrderSort); 4] = [
    ("number", OrderSort::Id),
    ("status", OrderSort::Status),
    ("names", OrderSort::CommonName),
    ("ends", OrderSort::ValidTill),
];

/// The view of the orders.
pub(crate) fn orders(form: Judged) -> AnyView {
    let words = form.words;
    let state = form.checks.orders.get_value();
    state.ask();
    // Nobody waits for an answer that nobody sees.
    on_cleanup(move || state.look.stop());
    view! {
        <h1 class="page-title" tabindex="-1" data-view-title="">
            {move || words.text().shell.orders}
        </h1>
        <p class="lead">{move || words.text().orders().lead}</p>
        {filters(form, state)}
        {look_bar(words, state.look.progress, Callback::new(move |()| state.ask()))}
        {move || state.look.found.with(Option::is_some).then(|| table(form, state))}
    }
    .into_any()
}

/// What was found: the table, or that there is nothing in it.
fn table(form: Judged, state: OrdersState) -> AnyView {
    let words = form.words;
    let found = state.look.found;
    let is_empty = Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(|found| found.entries.is_empty())));
    let column = |key: &'static str, heading: fn(&'static Text) -> &'static str| Column {
        key,
        heading: words.signal(heading),
        sortable: SORTS.iter().any(|(known, _)| *known == key),
        numeric: false,
    };
    let columns = vec![
        column("number", |text| text.orders().number),
        column("status", |text| text.orders().status),
        column("names", |text| text.orders().names),
        column("product", |text| text.orders().product),
        column("organization", |text| text.orders().organization),
        column("ends", |text| text.orders().ends),
    ];
    let rows = Callback::new(move |()| {
        let text = words.text();
        let (today, own) = (today(), own(form));
        let draw = |row: &OrderRow| cells(text, row, row.days_left(today), own.contains(&row.id.get()));
        found.with(|found| found.iter().flat_map(|found| found.entries.iter().map(draw)).collect())
    });
    let sorted = Signal::derive(move || {
        state.query.with(|query| {
            let (key, _) = SORTS.iter().find(|(_, sort)| *sort == query.sort)?;
            Some(Sorted {
                key,
                descending: query.descending,
            })
        })
    });
    let on_sort = Callback::new(move |wanted: Sorted| {
        if let Some((_, sort)) = SORTS.iter().find(|(key, _)| *key == wanted.key) {
            state.narrow(|query| {
                query.sort = *sort;
                query.descending = wanted.descending;
            });
        }
    });
    let texts = PagerTexts {
        label: words.signal(|text| text.orders().pages),
        before: words.signal(|text| text.orders().before),
        behind: words.signal(|text| text.orders().behind),
        seen: Callback::new(move |page: Page| (words.text().orders().seen)(page.first(), page.last(), page.total)),
    };
    let page =
        Signal::derive(move || found.with(|found| found.as_ref().map(|found| page_of(found)).unwrap_or_default()));
    let clear = move || {
        state.is_narrowed().then(|| {
            view! {
                <button class="button button-quiet" type="button" id="orders-clear" on:click=move |_| state.clear()>
                    {move || words.text().orders().clear}
                </button>
            }
        })
    };
    let nothing = move || {
        let text = words.text().orders();
        let narrowed = state.is_narrowed();
        let said = if narrowed { text.none_found } else { text.none };
        is_empty.get().then(|| view! { <p class="note">{said}</p> })
    };
    let unread = move || {
        let unread = found.with(|found| found.as_ref().map_or(0, |found| found.unread));
        (unread > 0).then(|| view! { <p class="note note-advice">{(words.text().orders().unread)(unread)}</p> })
    };
    view! {
        <div role="status">{nothing} {unread}</div>
        <div class="buttons">{clear}</div>
        <div class="orders" class:hidden=move || is_empty.get()>
            <DataTable
                caption=words.signal(|text| text.orders().caption)
                columns
                rows
                sorted
                on_sort
                busy=state.look.progress.is_asking
            />
            <Pager texts page on_turn=move |offset| state.turn(offset) />
        </div>
    }
    .into_any()
}

/// Which part of the list a page is.
fn page_of(found: &Listed<OrderRow>) -> Page {
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    Page {
        offset: found.page.map_or(0, |page| number(page.offset)),
        limit: PAGE,
        total: number(found.total()),
    }
}

/// The cells of a row.
fn cells(text: &'static Text, row: &OrderRow, days_left: Option<i64>, is_own: bool) -> Vec<AnyView> {
    let number = row.id.to_string();
    let own = is_own.then(|| span("orders-own", text.orders().own.to_owned()));
    let link = view! { <a href=format!("#orders/{}", row.id)>{number}</a> }.into_any();
    let name = row.names.first().map(|name| harmless(name)).unwrap_or_default();
    let more = row.names.len().saturating_sub(1);
    let more = (more > 0).then(|| span("soft", format!(" {}", (text.orders().more_names)(more))));
    let product = row.product.as_ref().map(|product| harmless(&product.name));
    let organization = row.organization.as_ref().and_then(|organization| {
        let id = || organization.id.map(|id| id.to_string());
        organization.name.as_ref().map(|name| harmless(name)).or_else(id)
    });
    let ends = row.valid_till.map(|till| paragraph("", (text.date)(till.day)));
    // Nothing is left of what was revoked or cancelled.
    let days_left = days_left.filter(|_| row.status.has_certificate() && row.status.word() != "revoked");
    let left = days_left.map(|left| days(text, left));
    let cell = |parts: Vec<Option<AnyView>>| group("", parts.into_iter().flatten().collect());
    vec![
        cell(vec![Some(link), own]),
        span("", (text.orders().status_word)(&row.status)),
        cell(vec![Some(span("orders-name", name)), more]),
        span("", product.unwrap_or_default()),
        span("", organization.unwrap_or_default()),
        cell(vec![ends, left]),
    ]
}
