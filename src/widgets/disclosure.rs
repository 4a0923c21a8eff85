//! A part that folds away, and that can't hide an error.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;

/// `<details>`: closed at first, opened by the user or by an error inside it.
#[component]
pub fn Disclosure(
    /// What the line says that opens it.
    title: Signal<String>,
    /// What is set inside, in a few words, shown while it is closed; empty for nothing.
    #[prop(optional, into)]
    note: Signal<String>,
    /// Whether something inside has to be seen: it opens when this becomes true, and the user may close it again.
    #[prop(optional, into)]
    must_show: Signal<bool>,
    /// What folds away.
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    Effect::new(move |_| {
        if must_show.get()
            && let Some(details) = details.get()
        {
            details.set_open(true);
        }
    });
    view! {
        <details class="disclosure" node_ref=details>
            <summary class="disclosure-title">
                <span class="disclosure-name">{move || title.get()}</span>
                <span class="disclosure-note">{move || note.get()}</span>
            </summary>
            <div class="disclosure-body">{children()}</div>
        </details>
    }
}

/// Opens every `<details>` around an element, so that it can be seen and focused.
pub(crate) fn open_around(element: &web_sys::Element) {
    let mut around = element.closest("details:not([open])").ok().flatten();
    while let Some(details) = around {
        if let Some(details) = details.dyn_ref::<web_sys::HtmlDetailsElement>() {
            details.set_open(true);
        }
        around = details.closest("details:not([open])").ok().flatten();
    }
}
