//! How long: years, days or a date, one choice in three ways, and what will come of it.

use certdesk_order::{Field, ValidityChoice};
use leptos::prelude::*;

use super::entry::Entry;
use super::section::Section;
use super::{Form, Judged};
use crate::widgets::{ChoiceOption, InputKind, Messages, Radios};

/// The validity.
#[component]
pub(crate) fn ValiditySection(form: Form) -> impl IntoView {
    let words = form.words;
    let entries = form.draft.entries;
    let choice = entries.validity;
    let option = |value, label| ChoiceOption {
        value,
        label,
        hint: Signal::stored(String::new()),
        hidden: Signal::stored(false),
    };
    let options = vec![
        option(ValidityChoice::Years, words.signal(|text| text.choices.years)),
        option(ValidityChoice::Days, words.signal(|text| text.choices.days)),
        option(ValidityChoice::Date, words.signal(|text| text.choices.date)),
    ];
    view! {
        <Section id="section-validity" title=words.signal(|text| text.form.validity)>
            <Radios
                id="validity-choice"
                legend=words.signal(|text| text.choices.validity_question)
                hint=Signal::stored(String::new())
                options
                value=Signal::derive(move || Some(choice.get()))
                on_choose=move |chosen| choice.set(chosen)
                messages=Messages::none()
                error_word=form.error_word()
                inline=true
            />
            <div class:hidden=move || choice.get() != ValidityChoice::Years>
                <Entry form field=Field::ValidityYears value=entries.validity_years kind=InputKind::Number required=true />
            </div>
            <div class:hidden=move || choice.get() != ValidityChoice::Days>
                <Entry form field=Field::ValidityDays value=entries.validity_days kind=InputKind::Number required=true />
            </div>
            <div class:hidden=move || choice.get() != ValidityChoice::Date>
                <Entry
                    form
                    field=Field::CustomExpirationDate
                    value=entries.custom_expiration_date
                    kind=InputKind::Date
                    required=true
                />
            </div>
            <p class="validity-ends">
                {move || form.later(|later, form| (later.ends)(form))}
            </p>
        </Section>
    }
}

/// When certificate and order end, in a sentence; nothing while that is not known.
pub(crate) fn ends(form: Judged) -> String {
    let Some(ends) = form.checks.ends.get() else {
        return String::new();
    };
    let text = form.words.text();
    let certificate = (text.form.certificate_ends)(&(text.date)(ends.certificate));
    if ends.is_cut() {
        format!("{certificate} {}", (text.form.order_ends)(&(text.date)(ends.order)))
    } else {
        certificate
    }
}
