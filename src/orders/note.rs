//! A note, added to an order.

use certdesk_order::account::{bodies, paths};
use leptos::prelude::*;

use super::acting::{Act, Acting};
use super::actions::part;
use crate::outcome::parts::paragraph;
use crate::widgets::{Messages, TextArea, lead_to};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    note: RwSignal<String>,
    is_tried: RwSignal<bool>,
}

impl Typed {
    pub(super) fn new() -> Self {
        Self {
            note: RwSignal::new(String::new()),
            is_tried: RwSignal::new(false),
        }
    }
}

/// The part.
pub(super) fn note(acting: Acting, typed: Typed) -> AnyView {
    let words = acting.form.words;
    let id = acting.id;
    let error = Signal::derive(move || {
        let is_missing = typed.is_tried.get() && typed.note.with(|note| note.trim().is_empty());
        is_missing.then(|| words.text().orders().note_missing.to_owned())
    });
    let press = Callback::new(move |()| match bodies::note(&typed.note.get_untracked()) {
        Some(body) => {
            let prepared = async move { Some((paths::add_note(id), body)) };
            let done = Callback::new(move |()| {
                typed.is_tried.set(false);
                typed.note.set(String::new());
            });
            acting.run(Act::Note, prepared, done);
        }
        None => {
            typed.is_tried.set(true);
            lead_to("order-note");
        }
    });
    let field = view! {
        <TextArea
            id="order-note"
            label=words.signal(|text| text.orders().note)
            hint=Signal::stored(String::new())
            value=typed.note
            messages=Messages { error, advice: Signal::stored(Vec::new()) }
            error_word=acting.form.error_word()
            rows=3
            required=true
        />
    }
    .into_any();
    let label = words.signal(|text| text.orders().add_note);
    let button = acting.button("add-note", "button button-second", label, Act::Note, press);
    let lead = (move || paragraph("", words.text().orders().add_note_lead.to_owned())).into_any();
    let failed = acting.failed([Act::Note; 2]);
    part(acting, |text| text.orders().add_note, vec![lead, field, failed, button])
}
