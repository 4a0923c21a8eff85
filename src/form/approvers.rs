//! Who may approve an EV order of an organization that the account has.

use certdesk_order::account::Person;
use certdesk_order::{ApproverEntry, ContactEntries, ContactField, Field, Product, RowKey, Validation};
use leptos::prelude::*;

use super::section::Group;
use super::{Judged, field_id};
use crate::account::Load;
use crate::outcome::harmless;
use crate::widgets::{InputKind, Messages, Select, SelectOption, TextField};

/// The part for EV orders; nothing for others.
pub(crate) fn approvers(form: Judged) -> AnyView {
    let words = form.words;
    let product = form.draft.entries.product;
    let is_ev = Memo::new(move |_| product.get().map(Product::validation) == Some(Validation::Ev));
    let group = move || {
        is_ev.get().then(|| {
            view! {
                <Group
                    title=words.signal(|text| text.account().approvers)
                    lead=words.signal(|text| text.account().approvers_lead)
                >
                    {known(form)}
                    {rows(form)}
                </Group>
            }
        })
    };
    group.into_any()
}

/// Those that DigiCert knows already.
fn known(form: Judged) -> AnyView {
    let words = form.words;
    let organization = form.checks.asked().organization;
    let said = move || {
        let text = words.text().account();
        organization.with(|organization| match organization {
            Load::NotAsked | Load::Failed(_) => String::new(),
            Load::Asking => text.reading.to_owned(),
            Load::Here(organization) if organization.verified_contacts.is_empty() => text.approvers_none.to_owned(),
            Load::Here(organization) => {
                let people: Vec<_> = organization.verified_contacts.iter().map(shown).collect();
                (text.approvers_known)(&people.join("; "))
            }
        })
    };
    view! { <p role="status" id="approvers-known">{said}</p> }.into_any()
}

/// A person: name, job title, mail address.
fn shown(person: &Person) -> String {
    let name = person.shown().unwrap_or_default();
    let email = person.email.as_ref().filter(|email| **email != name);
    let parts = [Some(&name), person.job_title.as_ref(), email];
    let parts: Vec<_> = parts.into_iter().flatten().map(|part| harmless(part)).collect();
    parts.join(", ")
}

fn rows(form: Judged) -> AnyView {
    let words = form.words;
    let rows = form.checks.asked().approvers;
    let messages = form.messages(Field::Approvers);
    let add = move |approver: ApproverEntry| {
        let key = form.draft.new_key();
        rows.update(|rows| rows.push(ApproverEntry { key, ..approver }));
        form.edited(Field::Approvers);
        form.left(Field::Approvers);
        let first = field_id(Field::Approver(key, ContactField::FirstName));
        request_animation_frame(move || {
            let target = document().get_element_by_id(&first);
            if let Some(target) = target.and_then(|it| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(it).ok())
            {
                // Without the focus the row is still there.
                let _ = target.focus();
            }
        });
    };
    let list = move || {
        let keys: Vec<_> = rows.with(|rows| rows.iter().map(|row| (row.key, !row.user_id.is_empty())).collect());
        keys
    };
    view! {
        <div id=field_id(Field::Approvers) tabindex="-1">
            <div class="messages">
                {move || messages.error.get().map(|error| view! {
                    <p class="error-message">
                        <span class="visually-hidden">{move || form.error_word().get()} {": "}</span>
                        {error}
                    </p>
                })}
            </div>
            <For each=list key=|row| *row let:row>
                {if row.1 { user_row(form, row.0) } else { typed_row(form, row.0) }}
            </For>
            {candidates(form, Callback::new(add))}
            <button
                class="button button-quiet"
                type="button"
                id="approver-add"
                on:click=move |_| add(ApproverEntry::default())
            >
                {move || words.text().account().approver_add}
            </button>
        </div>
    }
    .into_any()
}

/// People of the account, to be chosen from.
fn candidates(form: Judged, add: Callback<ApproverEntry>) -> AnyView {
    let words = form.words;
    let all = form.checks.asked().candidates;
    let options = Signal::derive(move || {
        let mut options = vec![SelectOption {
            value: String::new(),
            label: words.text().account().approver_choose.to_owned(),
        }];
        all.with(|all| {
            let all = all.here().map(|all| all.as_slice()).unwrap_or_default();
            options.extend(all.iter().enumerate().map(|(index, person)| SelectOption {
                value: index.to_string(),
                label: shown(person),
            }));
        });
        options
    });
    let on_choose = Callback::new(move |chosen: String| {
        let person = all.with_untracked(|all| all.here()?.get(chosen.parse::<usize>().ok()?).cloned());
        if let Some(person) = person {
            add.run(entry_of(person));
        }
    });
    let is_any = Memo::new(move |_| all.with(|all| all.here().is_some_and(|all| !all.is_empty())));
    let select = move || {
        is_any.get().then(|| {
            view! {
                <Select
                    id="approver-candidates"
                    label=words.signal(|text| text.account().approver_candidates)
                    hint=Signal::stored(String::new())
                    options
                    value=Signal::stored(String::new())
                    on_choose
                    messages=Messages::none()
                    error_word=form.error_word()
                />
            }
        })
    };
    select.into_any()
}

fn entry_of(person: Person) -> ApproverEntry {
    ApproverEntry {
        key: RowKey::default(),
        user_id: person.user_id.map(|id| id.to_string()).unwrap_or_default(),
        person: ContactEntries {
            first_name: person.first_name.unwrap_or_default(),
            last_name: person.last_name.unwrap_or_default(),
            email: person.email.unwrap_or_default(),
            job_title: person.job_title.unwrap_or_default(),
            telephone: person.telephone.unwrap_or_default(),
            telephone_extension: String::new(),
        },
    }
}

/// An approver as one line.
pub(super) fn approver_line(row: &ApproverEntry) -> String {
    let person = &row.person;
    let name = [person.first_name.trim(), person.last_name.trim()];
    let name: Vec<_> = name.into_iter().filter(|part| !part.is_empty()).collect();
    let name = if name.is_empty() {
        row.user_id.clone()
    } else {
        name.join(" ")
    };
    let parts = [name.as_str(), person.job_title.trim(), person.email.trim()];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(harmless)
        .collect();
    parts.join(", ")
}

fn remove_button(form: Judged, key: RowKey) -> AnyView {
    let rows = form.checks.asked().approvers;
    let name = move || rows.with(|rows| rows.iter().find(|row| row.key == key).map(approver_line));
    view! {
        <button
            class="button button-quiet name-remove"
            type="button"
            on:click=move |_| {
                rows.update(|rows| rows.retain(|row| row.key != key));
                form.edited(Field::Approvers);
                if let Some(add) = document().get_element_by_id("approver-add") {
                    // A button that is gone can't keep the focus.
                    let add = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(add);
                    let _ = add.map(|add| add.focus());
                }
            }
        >
            {move || form.words.text().widgets.remove}
            <span class="visually-hidden">{" "} {name}</span>
        </button>
    }
    .into_any()
}

/// A user of the account, of whom DigiCert knows the rest.
fn user_row(form: Judged, key: RowKey) -> AnyView {
    let rows = form.checks.asked().approvers;
    let line = move || rows.with(|rows| rows.iter().find(|row| row.key == key).map(approver_line));
    let id = field_id(Field::Approver(key, ContactField::FirstName));
    view! {
        <div class="custom-field approver">
            <p id=id tabindex="-1">{line}</p>
            {remove_button(form, key)}
        </div>
    }
    .into_any()
}

/// A person as typed.
fn typed_row(form: Judged, key: RowKey) -> AnyView {
    let fields = [
        (ContactField::FirstName, InputKind::Text),
        (ContactField::LastName, InputKind::Text),
        (ContactField::Email, InputKind::Email),
        (ContactField::JobTitle, InputKind::Text),
        (ContactField::Telephone, InputKind::Telephone),
    ];
    let boxes: Vec<_> = fields
        .into_iter()
        .map(|(member, kind)| typed(form, key, member, kind))
        .collect();
    view! {
        <div class="approver">
            <div class="columns">{boxes}</div>
            {remove_button(form, key)}
        </div>
    }
    .into_any()
}

fn member_of(person: &mut ContactEntries, member: ContactField) -> &mut String {
    match member {
        ContactField::FirstName => &mut person.first_name,
        ContactField::LastName => &mut person.last_name,
        ContactField::Email => &mut person.email,
        ContactField::JobTitle => &mut person.job_title,
        ContactField::Telephone => &mut person.telephone,
        ContactField::TelephoneExtension => &mut person.telephone_extension,
    }
}

fn typed(form: Judged, key: RowKey, member: ContactField, kind: InputKind) -> AnyView {
    let rows = form.checks.asked().approvers;
    let field = Field::Approver(key, member);
    let value = Signal::derive(move || {
        let mut person = rows.with(|rows| rows.iter().find(|row| row.key == key).map(|row| row.person.clone()));
        person
            .as_mut()
            .map(|person| member_of(person, member).clone())
            .unwrap_or_default()
    });
    view! {
        <TextField
            id=field_id(field)
            label=form.words.signal(match member {
                ContactField::JobTitle => |text| text.account().job_title,
                ContactField::Telephone => |text| text.account().telephone,
                ContactField::FirstName => |text| (text.label)(Field::VerifiedContact(ContactField::FirstName)),
                ContactField::LastName => |text| (text.label)(Field::VerifiedContact(ContactField::LastName)),
                ContactField::Email | ContactField::TelephoneExtension => {
                    |text| (text.label)(Field::VerifiedContact(ContactField::Email))
                }
            })
            hint=form.hint(field)
            value
            on_input=move |typed| {
                rows.update(|rows| {
                    if let Some(row) = rows.iter_mut().find(|row| row.key == key) {
                        *member_of(&mut row.person, member) = typed;
                    }
                });
                form.edited(field);
            }
            messages=form.messages(field)
            error_word=form.error_word()
            kind
            required=true
            on_leave=move |()| form.left(field)
        />
    }
    .into_any()
}
