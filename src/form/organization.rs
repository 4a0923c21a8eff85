//! For whom the certificate is: an organization of the account, or a new one.

use certdesk_order::{Field, OrganizationChoice};
use leptos::prelude::*;

use super::entry::Entry;
use super::section::Section;
use super::{Form, field_id};
use crate::settings::Choice;
use crate::widgets::{ChoiceOption, InputKind, LIST, Messages, Radios, Select, SelectOption};

/// The value of the list's line behind which a number is typed.
const OTHER: &str = "other";

/// The organization.
#[component]
pub(crate) fn OrganizationSection(form: Form) -> impl IntoView {
    let words = form.words;
    let choice = form.draft.entries.organization;
    let options = vec![
        ChoiceOption {
            value: OrganizationChoice::Existing,
            label: words.signal(|text| text.choices.organization_existing),
            hint: Signal::stored(String::new()),
            hidden: Signal::stored(false),
        },
        ChoiceOption {
            value: OrganizationChoice::New,
            label: words.signal(|text| text.choices.organization_new),
            hint: Signal::stored(String::new()),
            hidden: Signal::stored(false),
        },
    ];
    view! {
        <Section id="section-organization" title=words.signal(|text| text.form.organization)>
            <Radios
                id="organization-choice"
                legend=words.signal(|text| text.choices.organization_question)
                hint=Signal::stored(String::new())
                options
                value=Signal::derive(move || Some(choice.get()))
                on_choose=move |chosen| choice.set(chosen)
                messages=Messages::none()
                error_word=form.error_word()
                inline=true
            />
            // Both stay in the page: what was typed into one is not lost by a look at the other.
            <div class:hidden=move || choice.get() != OrganizationChoice::Existing>
                <ExistingOrganization form />
                {form.part(|later, form| (later.approvers)(form))}
            </div>
            <div class:hidden=move || choice.get() != OrganizationChoice::New>
                {form.part(|later, form| (later.new_organization)(*form))}
            </div>
        </Section>
    }
}

/// An organization's number: chosen by name where config.json knows some, or typed.
#[component]
fn ExistingOrganization(form: Form) -> impl IntoView {
    let number = form.draft.entries.organization_id;
    // Once the account's own list is here, it takes the place of the box.
    let plain = move || {
        let is_plain = !form.organizations_listed.get();
        is_plain.then(|| {
            numbered(
                form,
                Field::OrganizationId,
                number,
                &form.settings.organizations,
                |text| text.choices.organization_other,
            )
        })
    };
    view! {
        {plain}
        {form.part(|later, form| (later.organization_choice)(form))}
    }
}

/// A number that is chosen by name from a list of config.json, or typed where the list has it not.
pub(crate) fn numbered(
    form: Form,
    field: Field,
    number: RwSignal<String>,
    choices: &'static [Choice],
    other: fn(&'static crate::text::Text) -> &'static str,
) -> AnyView {
    if choices.is_empty() {
        return view! { <Entry form field value=number kind=InputKind::Number required=field == Field::OrganizationId /> }
            .into_any();
    }
    let words = form.words;
    let listed = move |number: &str| choices.iter().any(|choice| choice.id.to_string() == number.trim());
    let typed = RwSignal::new({
        let number = number.get_untracked();
        !number.trim().is_empty() && !listed(&number)
    });
    let options = Signal::derive(move || {
        let none = SelectOption {
            value: String::new(),
            label: words.text().choices.choose.to_owned(),
        };
        let other = SelectOption {
            value: OTHER.to_owned(),
            label: other(words.text()).to_owned(),
        };
        let named = choices.iter().map(|choice| SelectOption {
            value: choice.id.to_string(),
            label: format!("{} ({})", choice.name, choice.id),
        });
        std::iter::once(none)
            .chain(named)
            .chain(std::iter::once(other))
            .collect()
    });
    let value = Signal::derive(move || {
        let number = number.get();
        if typed.get() {
            OTHER.to_owned()
        } else {
            number.trim().to_owned()
        }
    });
    let on_choose = Callback::new(move |chosen: String| {
        let is_other = chosen == OTHER;
        typed.set(is_other);
        if !is_other {
            number.set(chosen);
        }
        form.edited(field);
    });
    // While a number is typed, its box is the field's control, and nothing is said at the list.
    let own = form.messages(field);
    let messages = Messages {
        error: Signal::derive(move || own.error.get().filter(|_| !typed.get())),
        advice: Signal::derive(move || if typed.get() { Vec::new() } else { own.advice.get() }),
    };
    view! {
        <Select
            id=format!("{}{LIST}", field_id(field))
            label=form.label(field)
            hint=Signal::stored(String::new())
            options
            value
            on_choose
            messages
            error_word=form.error_word()
            on_leave=move |()| {
                if !typed.get_untracked() {
                    form.left(field);
                }
            }
        />
        {move || typed.get().then(|| view! { <Entry form field value=number kind=InputKind::Number required=true /> })}
    }
    .into_any()
}
