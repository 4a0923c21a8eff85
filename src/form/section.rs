//! A part of the form under a heading.

use leptos::prelude::*;

/// A section of the form: a region with its heading.
#[component]
pub(crate) fn Section(
    /// The id of the heading.
    id: &'static str,
    title: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=id>
            <h2 class="section-title" id=id>{move || title.get()}</h2>
            <div class="section-body">{children()}</div>
        </section>
    }
}

/// Fields that belong together: a real `<fieldset>` with its legend.
#[component]
pub(crate) fn Group(
    title: Signal<String>,
    #[prop(optional, into)] lead: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="subsection">
            <legend class="subsection-title">{move || title.get()}</legend>
            <p class="section-lead" class:hidden=move || lead.with(String::is_empty)>{move || lead.get()}</p>
            {children()}
        </fieldset>
    }
}
