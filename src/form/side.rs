//! The order so far, beside the form.

use certdesk_order::OrganizationChoice;
use leptos::prelude::*;

use super::Judged;
use super::account::{key_and_gaps, side_facts};
use super::preview::Preview;
use crate::outcome::harmless;

/// Product, names, organization, end: what stands already, and how much is missing.
pub(crate) fn side(form: Judged) -> AnyView {
    let words = form.words;
    let product = move || {
        let product = form.draft.entries.product.get();
        product.map_or_else(
            || words.text().form.not_yet.to_owned(),
            |product| product.name().to_owned(),
        )
    };
    let names = move || match form.checks.names.with(|names| names.count()) {
        0 => words.text().form.not_yet.to_owned(),
        count => (words.text().form.names_count)(count),
    };
    let organization = move || organization_name(form).unwrap_or_else(|| words.text().form.not_yet.to_owned());
    let ends = move || match form.checks.ends.get() {
        Some(ends) => (words.text().date)(ends.certificate),
        None => words.text().form.not_yet.to_owned(),
    };
    let state = move || {
        let missing = form.checks.preview.with(|preview| preview.unfinished.len());
        if missing == 0 {
            words.text().form.side_ready.to_owned()
        } else {
            (words.text().form.side_todo)(missing)
        }
    };
    view! {
        <aside class="side" aria-labelledby="side-title">
            <h2 class="side-title" id="side-title">{move || words.text().form.side}</h2>
            <dl class="facts">
                <dt>{move || words.text().form.product}</dt>
                <dd>{product}</dd>
                <dt>{move || words.text().form.names}</dt>
                <dd>{names}</dd>
                <dt>{move || words.text().form.organization}</dt>
                <dd>{organization}</dd>
                <dt>{move || words.text().form.side_ends}</dt>
                <dd>{ends}</dd>
                {side_facts(form)}
            </dl>
            <p class="side-state">{state}</p>
            {key_and_gaps(form)}
            <div class="folds">
                <Preview form />
            </div>
        </aside>
    }
    .into_any()
}

/// The organization as a person knows it: by its name where one is known, else by its number.
pub(super) fn organization_name(form: Judged) -> Option<String> {
    let entries = form.draft.entries;
    let text = match entries.organization.get() {
        OrganizationChoice::New => entries.new_organization.name.get(),
        OrganizationChoice::Existing => {
            let number = entries.organization_id.get();
            let known = form
                .settings
                .organizations
                .iter()
                .find(|choice| choice.id.to_string() == number.trim());
            let told = form.checks.account.organizations.with(|all| {
                let mut all = all.here()?.iter();
                let told = all.find(|organization| organization.id.to_string() == number.trim())?;
                Some(format!("{} ({})", harmless(&told.name), told.id))
            });
            known
                .map(|choice| format!("{} ({})", choice.name, choice.id))
                .or(told)
                .unwrap_or(number)
        }
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
