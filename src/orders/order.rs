//! One order in full.

use leptos::prelude::*;

use super::waiting::waiting;
use crate::form::Judged;

/// The view of one order.
pub(crate) fn order(form: Judged, id: u64) -> AnyView {
    let words = form.words;
    view! {
        <h1 class="page-title" tabindex="-1" data-view-title="">
            {move || words.text().shell.orders} " " {id}
        </h1>
        <div class="outcome outcome-alone">
            {waiting(words, form.checks.account.client, id, Callback::new(|()| {}))}
        </div>
    }
    .into_any()
}
