//! Which product: the first question, since the rules for names follow from it.

use certdesk_order::{Field, Product};
use leptos::prelude::*;

use super::section::Section;
use super::{Form, field_id};
use crate::widgets::{ChoiceOption, Radios};

/// The products that are offered, each said in plain words.
#[component]
pub(crate) fn ProductSection(form: Form) -> impl IntoView {
    let words = form.words;
    let product = form.draft.entries.product;
    let options = form
        .settings
        .products
        .iter()
        .map(|&value| ChoiceOption {
            value,
            label: Signal::stored(value.name().to_owned()),
            hint: Signal::derive(move || (words.text().choices.product)(value).to_owned()),
            hidden: Signal::derive(move || form.later(|later, form| (later.is_hidden)(form, value))),
        })
        .collect();
    view! {
        <Section id="section-product" title=words.signal(|text| text.form.product)>
            <Radios
                id=field_id(Field::Product)
                legend=form.label(Field::Product)
                hint=form.hint(Field::Product)
                options
                value=product.into()
                on_choose=move |chosen: Product| {
                    product.set(Some(chosen));
                    form.edited(Field::Product);
                }
                messages=form.messages(Field::Product)
                error_word=form.error_word()
            />
        </Section>
    }
}
