//! The account's own fields: those that config.json knows, by their names, and any other by its number.

use certdesk_order::{CustomFieldDefinition, CustomFieldEntry, Field, RowKey};
use leptos::prelude::*;

use super::section::Section;
use super::{Form, field_id};
use crate::widgets::{InputKind, TextField};

/// A section of its own, where config.json knows a required field; else they fold away among the options.
pub(crate) fn required_custom_fields(form: Form) -> AnyView {
    let is_required = form.settings.custom_fields.iter().any(|field| field.required);
    is_required
        .then(|| {
            view! {
                <Section id="section-custom-fields" title=form.words.signal(|text| text.form.custom_fields)>
                    <CustomFields form />
                </Section>
            }
        })
        .into_any()
}

/// The rows, and the button for one more.
#[component]
pub(crate) fn CustomFields(form: Form) -> impl IntoView {
    let rows = form.draft.entries.custom_fields;
    let words = form.words;
    let add = move |_| {
        let key = form.draft.new_key();
        rows.update(|rows| {
            rows.push(CustomFieldEntry {
                key,
                ..CustomFieldEntry::default()
            })
        });
    };
    view! {
        <div id=field_id(Field::CustomFields) tabindex="-1">
            <For each=move || rows.get() key=|row| row.key let:row>
                {match definition_of(form, &row.metadata_id) {
                    Some(definition) => view! { <KnownField form row=row.key definition /> }.into_any(),
                    None => view! { <NumberedField form row=row.key /> }.into_any(),
                }}
            </For>
            <button class="button button-quiet" type="button" on:click=add>
                {move || words.text().form.add_custom_field}
            </button>
        </div>
    }
}

fn definition_of(form: Form, metadata_id: &str) -> Option<&'static CustomFieldDefinition> {
    form.settings
        .custom_fields
        .iter()
        .find(|definition| definition.metadata_id.to_string() == metadata_id.trim())
}

/// One member of one row, as a signal.
fn read(form: Form, row: RowKey, member: fn(&CustomFieldEntry) -> &String) -> Signal<String> {
    let rows = form.draft.entries.custom_fields;
    Signal::derive(move || {
        rows.with(|rows| {
            rows.iter()
                .find(|entry| entry.key == row)
                .map(member)
                .cloned()
                .unwrap_or_default()
        })
    })
}

fn write(form: Form, row: RowKey, member: fn(&mut CustomFieldEntry) -> &mut String, typed: String) {
    form.draft.entries.custom_fields.update(|rows| {
        if let Some(entry) = rows.iter_mut().find(|entry| entry.key == row) {
            *member(entry) = typed;
        }
    });
}

/// A field that config.json knows.
#[component]
fn KnownField(form: Form, row: RowKey, definition: &'static CustomFieldDefinition) -> impl IntoView {
    let field = Field::CustomFieldValue(row);
    view! {
        <TextField
            id=field_id(field)
            label=Signal::stored(definition.label.clone())
            hint=Signal::stored(definition.description.clone())
            value=read(form, row, |entry| &entry.value)
            on_input=move |typed| {
                write(form, row, |entry| &mut entry.value, typed);
                form.edited(field);
            }
            messages=form.messages(field)
            error_word=form.error_word()
            required=definition.required
            on_leave=move |()| form.left(field)
        />
    }
}

/// A field that only its number names.
#[component]
fn NumberedField(form: Form, row: RowKey) -> impl IntoView {
    let number = Field::CustomFieldId(row);
    let value = Field::CustomFieldValue(row);
    let words = form.words;
    let remove = move |_| {
        form.draft
            .entries
            .custom_fields
            .update(|rows| rows.retain(|entry| entry.key != row))
    };
    view! {
        <div class="custom-field">
            <TextField
                id=field_id(number)
                label=form.label(number)
                hint=form.hint(number)
                value=read(form, row, |entry| &entry.metadata_id)
                on_input=move |typed| {
                    write(form, row, |entry| &mut entry.metadata_id, typed);
                    form.edited(number);
                }
                messages=form.messages(number)
                error_word=form.error_word()
                kind=InputKind::Number
                on_leave=move |()| form.left(number)
            />
            <TextField
                id=field_id(value)
                label=form.label(value)
                hint=form.hint(value)
                value=read(form, row, |entry| &entry.value)
                on_input=move |typed| {
                    write(form, row, |entry| &mut entry.value, typed);
                    form.edited(value);
                }
                messages=form.messages(value)
                error_word=form.error_word()
                on_leave=move |()| form.left(value)
            />
            <button class="button button-quiet name-remove" type="button" on:click=remove>
                {move || words.text().widgets.remove}
            </button>
        </div>
    }
}
