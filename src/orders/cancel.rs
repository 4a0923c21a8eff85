//! Cancelling an order: its number is typed once more, and a note says why.

use certdesk_order::account::{OrderId, bodies, paths};
use leptos::prelude::*;

use super::acting::{Act, Acting};
use super::actions::part;
use crate::outcome::parts::paragraph;
use crate::widgets::{InputKind, Messages, TextArea, TextField};

/// What is typed.
#[derive(Clone, Copy)]
pub(super) struct Typed {
    number: RwSignal<String>,
    note: RwSignal<String>,
    is_tried: RwSignal<bool>,
}

impl Typed {
    pub(super) fn new() -> Self {
        Self {
            number: RwSignal::new(String::new()),
            note: RwSignal::new(String::new()),
            is_tried: RwSignal::new(false),
        }
    }

    fn is_number(self, id: OrderId) -> bool {
        self.number.with(|typed| typed.trim().parse() == Ok(id))
    }
}

/// The part.
pub(super) fn cancel(acting: Acting, typed: Typed) -> AnyView {
    let words = acting.form.words;
    let (id, error_word) = (acting.id, acting.form.error_word());
    let number_error = Signal::derive(move || {
        let is_wrong = typed.is_tried.get() && !typed.is_number(id);
        is_wrong.then(|| (words.text().orders().number_differs)(id.get()))
    });
    let note_error = Signal::derive(move || {
        let is_missing = typed.is_tried.get() && typed.note.with(|note| note.trim().is_empty());
        is_missing.then(|| words.text().orders().note_missing.to_owned())
    });
    let said = |error| Messages {
        error,
        advice: Signal::stored(Vec::new()),
    };
    let press = Callback::new(move |()| {
        typed.is_tried.set(true);
        let body = bodies::cancel(&typed.note.get_untracked());
        match body {
            Some(body) if untrack(|| typed.is_number(id)) => {
                let prepared = async move { Some((paths::order_status(id), body)) };
                acting.run(Act::Cancel, prepared, Callback::new(|()| ()));
            }
            _ => {
                let wrong = if untrack(|| typed.is_number(id)) {
                    "cancel-note"
                } else {
                    "cancel-number"
                };
                crate::widgets::lead_to(wrong);
            }
        }
    });
    let fields = view! {
        <TextField
            id="cancel-number"
            label=Signal::derive(move || (words.text().orders().cancel_number)(id.get()))
            hint=Signal::stored(String::new())
            value=typed.number
            on_input=move |text| typed.number.set(text)
            messages=said(number_error)
            error_word
            kind=InputKind::Number
            required=true
        />
        <TextArea
            id="cancel-note"
            label=words.signal(|text| text.orders().cancel_note)
            hint=Signal::stored(String::new())
            value=typed.note
            messages=said(note_error)
            error_word
            rows=2
            required=true
        />
    }
    .into_any();
    let button = acting.button(
        "cancel-order",
        "button",
        words.signal(|text| text.orders().cancel),
        Act::Cancel,
        press,
    );
    let lead = (move || paragraph("", words.text().orders().cancel_lead.to_owned())).into_any();
    let failed = acting.failed([Act::Cancel; 2]);
    part(acting, |text| text.orders().cancel, vec![lead, fields, failed, button])
}
