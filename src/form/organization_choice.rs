//! An organization of the account, chosen by name.

use std::sync::Arc;

use certdesk_order::account::{Organization, Readiness};
use certdesk_order::{Field, Product, Validation};
use leptos::prelude::*;

use super::account::list_line;
use super::{Judged, field_id};
use crate::account::Part;
use crate::browser::today;
use crate::outcome::harmless;
use crate::text::Text;
use crate::widgets::{Combobox, ComboboxTexts, Entry, Mark, Messages};

/// The combobox, once the account's list is here, and how the list was come by.
pub(crate) fn organization_choice(form: Judged) -> AnyView {
    let combobox = move || form.organizations_listed.get().then(|| combobox(form));
    view! {
        {combobox}
        {list_line(form, Part::Organizations)}
    }
    .into_any()
}

fn combobox(form: Judged) -> AnyView {
    let words = form.words;
    let field = Field::OrganizationId;
    let number = form.draft.entries.organization_id;
    let own = form.messages(field);
    let list = entries(form);
    let is_listed = move |typed: &str| list.with(|list| list.iter().any(|entry| entry.value == typed));
    // What is no number is a name that no organization has.
    let messages = Messages {
        error: Signal::derive(move || {
            let error = own.error.get()?;
            let typed = number.get();
            let typed = typed.trim();
            let is_name = !typed.is_empty() && !typed.bytes().all(|byte| byte.is_ascii_digit());
            Some(if is_name && form.refused_at(field).is_none() {
                words.text().account().no_such_organization.to_owned()
            } else {
                error
            })
        }),
        advice: Signal::derive(move || {
            let mut advice = own.advice.get();
            let typed = number.get();
            let typed = typed.trim();
            let is_number = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
            if is_number && form.due.is_due(field) && !is_listed(typed) {
                advice.push(words.text().account().not_listed.to_owned());
            }
            advice
        }),
    };
    view! {
        <Combobox
            id=field_id(field)
            label=words.signal(|text| text.account().organization)
            hint=words.signal(|text| text.account().organization_hint)
            entries=list.into()
            value=Signal::derive(move || number.get().trim().to_owned())
            on_change=move |chosen: String| {
                number.set(chosen);
                form.edited(field);
            }
            messages
            error_word=form.error_word()
            texts=combobox_texts(form)
            required=true
            on_leave=move |()| form.left(field)
        />
    }
    .into_any()
}

/// What a combobox says by itself.
pub(super) fn combobox_texts(form: Judged) -> ComboboxTexts {
    let words = form.words;
    ComboboxTexts {
        matching: Callback::new(move |matching| (words.text().account().matching)(matching)),
        more: Callback::new(move |more| (words.text().account().more)(more)),
    }
}

/// The organizations that may be ordered for: those that config.json names first, by the names that it gives them.
fn entries(form: Judged) -> Memo<Arc<[Entry]>> {
    let named = &form.settings.organizations;
    let product = form.draft.entries.product;
    Memo::new(move |_| {
        let text = form.words.text();
        let wanted = product.get().map_or(Validation::Ov, Product::validation);
        let day = today();
        form.checks.account.organizations.with(|all| {
            let all = all.here().map(|all| all.as_slice()).unwrap_or_default();
            let find = |id: &str| all.iter().find(|organization| organization.id.to_string() == id);
            let mut first = Vec::new();
            for choice in named {
                let id = choice.id.to_string();
                match find(&id) {
                    Some(known) if known.is_active => {
                        first.push(Entry {
                            label: choice.name.clone(),
                            ..entry(text, known, wanted, day)
                        });
                    }
                    // It is not in use any more.
                    Some(_) => {}
                    None => first.push(Entry {
                        value: id.clone(),
                        label: choice.name.clone(),
                        detail: id,
                        mark: Mark::Plain,
                    }),
                }
            }
            let is_named = |it: &&Organization| named.iter().any(|choice| choice.id.to_string() == it.id.to_string());
            let rest = all.iter().filter(|it| it.is_active && !is_named(it));
            first.extend(rest.map(|it| entry(text, it, wanted, day)));
            first.into()
        })
    })
}

/// One organization: its name, and below it number, place, validation, and whether an order waits for that.
fn entry(text: &'static Text, organization: &Organization, wanted: Validation, day: time::Date) -> Entry {
    let readiness = organization.readiness(wanted, day);
    let country = organization.address.country.as_ref().map(|code| code.to_uppercase());
    let place = [organization.address.city.as_ref(), country.as_ref()];
    let place: Vec<_> = place.into_iter().flatten().map(|part| harmless(part)).collect();
    let id = organization.id.to_string();
    let mut parts = vec![id.clone()];
    if !place.is_empty() {
        parts.push(place.join(", "));
    }
    parts.extend(organization.assumed_name.as_deref().map(harmless));
    parts.push((text.account().validation)(wanted, readiness));
    Entry {
        value: id,
        label: harmless(&organization.name),
        detail: parts.join(" · "),
        mark: if readiness.is_ready() || readiness == Readiness::Unknown {
            Mark::Plain
        } else {
            Mark::Warning
        },
    }
}
