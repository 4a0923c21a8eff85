//! One order in full.

use leptos::prelude::*;

use crate::form::Judged;

/// The view of one order.
pub(crate) fn order(form: Judged, id: u64) -> AnyView {
    let words = form.words;
    view! {
        <h1 class="page-title" tabindex="-1" data-view-title="">
            {move || words.text().shell.orders} " " {id}
        </h1>
    }
    .into_any()
}
