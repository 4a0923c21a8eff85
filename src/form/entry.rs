//! A field of the form: a widget with the label, the hint and the judgement of its [`Field`].

use certdesk_order::Field;
use leptos::prelude::*;

use super::{Form, field_id};
use crate::widgets::{Checkbox, InputKind, TextArea, TextField};

/// One line of text.
#[component]
pub(crate) fn Entry(
    form: Form,
    field: Field,
    value: RwSignal<String>,
    #[prop(optional)] kind: InputKind,
    #[prop(optional, into)] required: Signal<bool>,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional, into)] list: String,
) -> impl IntoView {
    view! {
        <TextField
            id=field_id(field)
            label=form.label(field)
            hint=form.hint(field)
            value
            on_input=move |typed| {
                value.set(typed);
                form.edited(field);
            }
            messages=form.messages(field)
            error_word=form.error_word()
            kind
            required
            autocomplete
            list
            on_leave=move |()| form.left(field)
        />
    }
}

/// Several lines of text.
#[component]
pub(crate) fn EntryArea(
    form: Form,
    field: Field,
    value: RwSignal<String>,
    #[prop(default = 3)] rows: u32,
) -> impl IntoView {
    view! {
        <TextArea
            id=field_id(field)
            label=form.label(field)
            hint=form.hint(field)
            value
            messages=form.messages(field)
            error_word=form.error_word()
            rows
            on_edit=move |()| form.edited(field)
            on_leave=move |()| form.left(field)
        />
    }
}

/// A choice of yes or no.
#[component]
pub(crate) fn EntryCheckbox(form: Form, field: Field, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <Checkbox
            id=field_id(field)
            label=form.label(field)
            hint=form.hint(field)
            value
            messages=form.messages(field)
            error_word=form.error_word()
            on_edit=move |()| {
                form.edited(field);
                form.left(field);
            }
        />
    }
}
