//! The orders of the account, page by page.

use leptos::prelude::*;

use crate::form::Judged;

/// The view of the orders.
pub(crate) fn orders(form: Judged) -> AnyView {
    let words = form.words;
    view! {
        <h1 class="page-title" tabindex="-1" data-view-title="">
            {move || words.text().shell.orders}
        </h1>
    }
    .into_any()
}
