//! A container (division) of the account: chosen by name once the list is here.

use std::sync::Arc;

use certdesk_order::Field;
use leptos::prelude::*;

use super::account::list_line;
use super::organization::numbered;
use super::organization_choice::combobox_texts;
use super::{Judged, field_id};
use crate::account::Part;
use crate::outcome::harmless;
use crate::widgets::{Combobox, Entry, Mark, Select, SelectOption};

/// From how many containers on they are searched by typing.
const MANY: usize = 30;

/// The container's list, or its box while there is none.
pub(super) fn container_choice(form: Judged) -> AnyView {
    let number = form.draft.entries.container_id;
    let entries = entries(form);
    let is_many = Memo::new(move |_| entries.with(|entries| entries.len() >= MANY));
    let choice = move || {
        if !form.checks.asked().containers_listed.get() {
            let choices = &form.settings.containers;
            return numbered(*form, Field::ContainerId, number, choices, |text| {
                text.choices.container_other
            });
        }
        if is_many.get() {
            many(form, entries)
        } else {
            few(form, entries)
        }
    };
    view! {
        {choice}
        {list_line(form, Part::Containers)}
    }
    .into_any()
}

fn many(form: Judged, entries: Memo<Arc<[Entry]>>) -> AnyView {
    let field = Field::ContainerId;
    let number = form.draft.entries.container_id;
    view! {
        <Combobox
            id=field_id(field)
            label=form.words.signal(|text| text.account().container)
            hint=form.hint(field)
            entries=entries.into()
            value=Signal::derive(move || number.get().trim().to_owned())
            on_change=move |chosen: String| {
                number.set(chosen);
                form.edited(field);
            }
            messages=form.messages(field)
            error_word=form.error_word()
            texts=combobox_texts(form)
            on_leave=move |()| form.left(field)
        />
    }
    .into_any()
}

fn few(form: Judged, entries: Memo<Arc<[Entry]>>) -> AnyView {
    let field = Field::ContainerId;
    let number = form.draft.entries.container_id;
    let words = form.words;
    let options = Signal::derive(move || {
        let text = words.text().account();
        let typed = number.get().trim().to_owned();
        let mut options = vec![SelectOption {
            value: String::new(),
            label: text.container_none.to_owned(),
        }];
        entries.with(|entries| {
            let is_known = typed.is_empty() || entries.iter().any(|entry| entry.value == typed);
            options.extend(entries.iter().map(|entry| SelectOption {
                value: entry.value.clone(),
                label: format!("{} ({})", entry.label, entry.value),
            }));
            // What was entered before stays.
            if !is_known {
                options.push(SelectOption {
                    label: (text.container_unlisted)(&harmless(&typed)),
                    value: typed.clone(),
                });
            }
        });
        options
    });
    view! {
        <Select
            id=field_id(field)
            label=words.signal(|text| text.account().container)
            hint=form.hint(field)
            options
            value=Signal::derive(move || number.get().trim().to_owned())
            on_choose=move |chosen: String| {
                number.set(chosen);
                form.edited(field);
                form.left(field);
            }
            messages=form.messages(field)
            error_word=form.error_word()
            on_leave=move |()| form.left(field)
        />
    }
    .into_any()
}

/// The containers that are in use, by config.json's names where it has some.
fn entries(form: Judged) -> Memo<Arc<[Entry]>> {
    let named = &form.settings.containers;
    Memo::new(move |_| {
        form.checks.account.containers.with(|all| {
            let all = all.here().map(|all| all.as_slice()).unwrap_or_default();
            let in_use = all.iter().filter(|container| container.is_active);
            let entry = |container: &certdesk_order::account::Container| {
                let value = container.id.to_string();
                let own = named.iter().find(|choice| choice.id.to_string() == value);
                Entry {
                    label: own.map_or_else(|| harmless(&container.name), |choice| choice.name.clone()),
                    detail: [std::slice::from_ref(&value), container.allowed_domain_names.as_slice()]
                        .concat()
                        .join(" · "),
                    value,
                    mark: Mark::Plain,
                }
            };
            in_use.map(entry).collect()
        })
    })
}
