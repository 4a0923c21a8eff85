//! The account's own fields: those that config.json or the account tells of, by their names, and any other by its number.

use certdesk_order::{CustomFieldDefinition, CustomFieldEntry, CustomFieldType, Field, RowKey};
use leptos::prelude::*;

use super::account::list_line;
use super::section::Section;
use super::{Form, Judged, field_id};
use crate::account::Part;
use crate::widgets::{InputKind, TextField};

/// A section of its own, where a required field is known; else they fold away among the options.
pub(crate) fn required_custom_fields(form: Judged) -> AnyView {
    let section = move || {
        is_any_required(form).then(|| {
            view! {
                <Section id="section-custom-fields" title=form.words.signal(|text| text.form.custom_fields)>
                    <CustomFields form />
                </Section>
            }
        })
    };
    section.into_any()
}

/// Whether the account cannot do without one of its fields; follows what it tells.
pub(super) fn is_any_required(form: Judged) -> bool {
    form.checks.asked().fields_version.track();
    let definitions = form.checks.asked().definitions;
    definitions.with_untracked(|definitions| definitions.iter().any(|field| field.required))
}

/// The rows, and the button for one more.
#[component]
pub(crate) fn CustomFields(form: Judged) -> impl IntoView {
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
            <For each=move || drawn(form) key=|row| (row.0.key, row.1) let:row>
                {match definition_of(form, &row.0.metadata_id) {
                    Some(definition) => view! { <KnownField form=*form row=row.0.key definition /> }.into_any(),
                    None => view! { <NumberedField form=*form row=row.0.key /> }.into_any(),
                }}
            </For>
            {list_line(form, Part::Fields)}
            <button class="button button-quiet" type="button" on:click=add>
                {move || words.text().form.add_custom_field}
            </button>
        </div>
    }
}

/// The rows, and by which definitions they are drawn.
fn drawn(form: Judged) -> Vec<(CustomFieldEntry, u32)> {
    let version = form.checks.asked().fields_version.get();
    let rows = form.draft.entries.custom_fields.get();
    rows.into_iter().map(|row| (row, version)).collect()
}

fn definition_of(form: Judged, metadata_id: &str) -> Option<CustomFieldDefinition> {
    form.checks.asked().definitions.with_untracked(|definitions| {
        let mut known = definitions.iter();
        known
            .find(|definition| definition.metadata_id.to_string() == metadata_id.trim())
            .cloned()
    })
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

/// A field that is known.
#[component]
fn KnownField(form: Form, row: RowKey, definition: CustomFieldDefinition) -> impl IntoView {
    let field = Field::CustomFieldValue(row);
    view! {
        <TextField
            id=field_id(field)
            label=Signal::stored(definition.label)
            hint=Signal::stored(definition.description)
            kind=kind_of(definition.data_type)
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

const fn kind_of(data_type: CustomFieldType) -> InputKind {
    match data_type {
        CustomFieldType::Anything | CustomFieldType::Text | CustomFieldType::EmailList => InputKind::Text,
        CustomFieldType::Int => InputKind::Number,
        CustomFieldType::EmailAddress => InputKind::Email,
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
