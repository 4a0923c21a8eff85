//! What is to be known before anything is entered: a key that may not order, an order whose outcome
//! waits to be read, a browser that keeps nothing.

use certdesk_order::Verdict;
use leptos::prelude::*;

use super::Judged;
use crate::orders::filled_note;

/// The notes, as far as there is something to say.
pub(crate) fn notes(form: Judged) -> AnyView {
    let words = form.words;
    view! {
        <div role="status">
            {move || {
                let outcome = form.placing.outcome.get()?;
                let text = words.text();
                let said = match &outcome.verdict {
                    Verdict::Placed(answer) => (text.outcome().placed)(&answer.id.to_string()),
                    Verdict::Unknown(_) => text.outcome().unknown.to_owned(),
                    Verdict::Refused(_) => text.form.refused_title.to_owned(),
                };
                Some(view! {
                    <p class="note note-advice last-order">
                        {said} {". "} <a href="#order">{text.keeping().last_order}</a>
                    </p>
                })
            }}
            {move || {
                let cannot = form.checks.account.rights.with(|rights| rights.cannot_order());
                cannot.then(|| view! {
                    <p class="note note-error" id="cannot-order">{words.text().account().cannot_order}</p>
                })
            }}
            {filled_note(form)}
            {move || form.unkept.get().then(|| view! { <p class="note note-advice">{words.text().keeping().unkept}</p> })}
        </div>
    }
    .into_any()
}
