//! The journal as it is read: each order that was sent from this browser, what is known of it, and its answer.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::connection::connection_test;
use super::moment::both;
use super::parts::{Again, Page, button, code, fact, facts, fold, group, list, name_list, paragraph, span};
use super::raw::answer;
use crate::browser::save;
use crate::form::Form;
use crate::placing::{JournalEntry, Known, Reply, journal};
use crate::widgets::Disclosure;

/// Where the question stands whether the journal is to be cleared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Clearing {
    #[default]
    NotAsked,
    Asked,
}

/// The journal and the test of the connection, folded away.
pub(crate) fn journal_fold(form: Form) -> AnyView {
    let words = form.words;
    let entries = RwSignal::new(journal::entries());
    let clearing = RwSignal::new(Clearing::NotAsked);
    // Whatever an order comes to is in the journal by then; the same by which another tab's order is heard of.
    Effect::new(move |_| {
        form.placing.outcome.track();
        entries.set(journal::entries());
    });
    let shown = move || {
        let page = Page {
            words,
            text: words.text(),
            locale: words.language().locale(),
            settings: form.settings,
            on_again: Callback::new(|_: Again| {}),
        };
        let text = page.text.journal();
        let all = entries.get();
        if all.is_empty() {
            return paragraph("soft", text.empty.to_owned());
        }
        let rows = all.iter().map(|entry| row(page, entry));
        let rows = list("journal", rows.collect());
        let export = Callback::new(|()| {
            // Where the browser refuses, it says so itself.
            let _ = save("certdesk-journal.json", "application/json", journal::file().as_bytes());
        });
        let clear = move |with_unknown| {
            Callback::new(move |()| {
                journal::clear(with_unknown);
                entries.set(journal::entries());
                clearing.set(Clearing::NotAsked);
                focus_later("#journal");
            })
        };
        let has_unknown = all.iter().any(|entry| entry.known == Known::Unknown);
        let foot = match clearing.get() {
            Clearing::NotAsked => vec![
                button("button button-second", text.export, None, export),
                button(
                    "button button-quiet",
                    text.clear,
                    None,
                    Callback::new(move |()| {
                        clearing.set(Clearing::Asked);
                        // The button that had the focus is gone.
                        focus_later("#journal .journal-foot button");
                    }),
                ),
            ],
            Clearing::Asked => {
                let mut asked = vec![paragraph("", text.clear_sure.to_owned())];
                if has_unknown {
                    asked.push(paragraph("note note-advice", text.clear_unknown_risk.to_owned()));
                }
                asked.push(button("button button-second", text.clear_known, None, clear(false)));
                if has_unknown {
                    asked.push(button("button button-quiet", text.clear_all, None, clear(true)));
                }
                asked.push(button(
                    "button button-quiet",
                    text.keep,
                    None,
                    Callback::new(move |()| {
                        clearing.set(Clearing::NotAsked);
                        focus_later("#journal .journal-foot button");
                    }),
                ));
                asked
            }
        };
        group("", vec![rows, group("buttons journal-foot", foot)])
    };
    let note = Signal::derive(move || match entries.with(Vec::len) {
        0 => String::new(),
        count => count.to_string(),
    });
    view! {
        <Disclosure title=words.signal(|text| text.journal().title) note=note>
            <p class="soft">{move || words.text().journal().lead}</p>
            <div id="journal" tabindex="-1">{shown}</div>
            {connection_test(words, form.settings)}
        </Disclosure>
    }
    .into_any()
}

/// Moves the focus to an element, once it is drawn.
fn focus_later(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that is gone again needs no focus.
            let _ = element.focus();
        }
    });
}

fn row(page: Page, entry: &JournalEntry) -> AnyView {
    let text = page.text.journal();
    let when = match entry.moment() {
        Some(moment) => both(page, moment),
        None => vec![code(&entry.sent)],
    };
    let rows = vec![
        fact(page.text.outcome().sent, when),
        fact(page.text.form.product, vec![span("", entry.product.name().to_owned())]),
        fact(page.text.form.names, name_list(page, &entry.names)),
        fact(text.hash, vec![code(&entry.hash)]),
    ];
    let mut parts = vec![paragraph("label", (text.known)(entry.known))];
    if let Known::Placed(number) = entry.known
        && page.settings.account
    {
        let number = number.to_string();
        parts.push(view! { <a href=format!("#orders/{number}")>{(text.order)(&number)}</a> }.into_any());
    }
    parts.push(facts(rows));
    parts.push(match &entry.reply {
        Reply::Answer {
            status,
            content_type,
            body,
        } => fold(
            page.text.outcome().raw.to_owned(),
            answer(page, *status, content_type.as_deref(), body),
        ),
        Reply::Lost(lost) => paragraph("soft", (page.text.outcome().reason)(&lost.reason())),
    });
    group("journal-entry", parts)
}
