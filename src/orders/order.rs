//! One order in full.

use certdesk_order::account::{Order, OrderId, paths, read_order};
use leptos::prelude::*;

use super::about::about;
use super::acting::Acting;
use super::actions::actions;
use super::history::{notes, requests, timeline};
use super::issue::certificate;
use super::look::{Look, look_bar};
use super::waiting::waiting;
use crate::form::Judged;
use crate::outcome::parts::{Page, group, paragraph};

/// What the small parts of a view need; `on_again` leads to the form.
pub(super) fn page(form: Judged) -> Page {
    let to_form = Callback::new(|_| {
        let _ = window().location().set_hash("");
    });
    Page::new(form.words, form.settings, to_form)
}

/// The view of one order.
pub(crate) fn order(form: Judged, number: u64) -> AnyView {
    let words = form.words;
    let look = Look::<Order>::new(form.checks.account);
    let ask = Callback::new(move |()| {
        if let Some(id) = OrderId::new(number) {
            look.ask(paths::order_info(id), read_order);
        }
    });
    ask.run(());
    on_cleanup(move || look.stop());
    let title = move || {
        let text = words.text().orders();
        let order = (text.order)(number);
        look.found.with(|found| match found {
            Some(found) => format!("{order}: {}", (text.status_word)(&found.status)),
            None => order,
        })
    };
    let back = view! { <a class="back" href="#orders">{move || words.text().orders().back}</a> }.into_any();
    let heading = view! {
        <h1 class="page-title" tabindex="-1" data-view-title="">
            {title}
        </h1>
    }
    .into_any();
    let Some(id) = OrderId::new(number) else {
        // 0 is no number of an order, and there is nothing to ask for.
        return group(
            "",
            vec![
                back,
                heading,
                paragraph("note", words.text().orders().none_found.to_owned()),
            ],
        );
    };
    let acting = Acting::new(form, id, ask);
    // Each part follows the order by itself, so that what is typed in one outlives a look.
    let part = move |draw: fn(Page, &Order) -> Option<AnyView>| {
        (move || {
            let page = page(form);
            look.found.with(|found| draw(page, found.as_ref()?))
        })
        .into_any()
    };
    let is_here = Memo::new(move |_| look.found.with(Option::is_some));
    let body = move || {
        is_here.get().then(|| {
            // What the order waits for has its place between the timeline and what can be done.
            let main = vec![
                part(|page, order| Some(timeline(page, order))),
                waiting(words, form.checks.account.client, number, ask),
                actions(acting, look.found),
                certificate(form, look.found),
                part(requests),
                part(|page, order| Some(notes(page, order))),
            ];
            let side = part(|page, order| Some(about(page, order)));
            group("desk", vec![group("outcome", main), side])
        })
    };
    group(
        "",
        vec![back, heading, look_bar(words, look.progress, ask), body.into_any()],
    )
}
