//! The small pieces of which the views of an outcome are built.
//!
//! They are plain functions, and what they give has one type: each further type of a view would weigh in the page.

use leptos::prelude::*;

use super::raw::harmless;
use crate::settings::Settings;
use crate::text::{Text, Words};
use crate::widgets::{CopyButton, Disclosure};

/// How many names are shown before the rest folds away.
const NAMES_SHOWN: usize = 12;
/// How many names are shown at all: a product has 250 at most.
const NAMES_LISTED: usize = 2000;

/// What every part of a view needs: the sentences of the language in force, and where things lead.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) words: Words,
    pub(crate) text: &'static Text,
    /// The language as the browser knows it, for its own words.
    pub(crate) locale: &'static str,
    pub(crate) settings: &'static Settings,
    /// Back to the form.
    pub(crate) on_again: Callback<Again>,
}

impl Page {
    /// In the language in force; whoever calls it in a view follows a change of it.
    pub(crate) fn new(words: Words, settings: &'static Settings, on_again: Callback<Again>) -> Self {
        Self {
            words,
            text: words.text(),
            locale: words.language().locale(),
            settings,
            on_again,
        }
    }
}

/// With what the form begins when an outcome has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// With the entries of the order that was looked at.
    WithEntries,
    /// Empty, with the defaults of config.json.
    Afresh,
}

/// A button that leads back to the form.
pub(crate) fn again(page: Page, class: &'static str, label: &'static str, how: Again) -> AnyView {
    button(class, label, None, Callback::new(move |()| page.on_again.run(how)))
}

/// The heading of the view and the sentence below it.
pub(crate) fn heading(title: String, lead: &'static str) -> AnyView {
    view! {
        <h1 class="page-title" tabindex="-1" data-view-title="">
            {title}
        </h1>
        <p class="lead">{lead}</p>
    }
    .into_any()
}

/// A part of the view under a heading with this id.
pub(crate) fn section(id: &'static str, title: &'static str, body: Vec<AnyView>) -> AnyView {
    view! {
        <section class="section" aria-labelledby=id>
            <h2 class="section-title" id=id>{title}</h2>
            <div class="section-body">{body}</div>
        </section>
    }
    .into_any()
}

/// A heading below that of a section.
pub(crate) fn subheading(body: AnyView) -> AnyView {
    view! { <h3 class="outcome-subheading">{body}</h3> }.into_any()
}

/// A box around others.
pub(crate) fn group(class: &'static str, body: Vec<AnyView>) -> AnyView {
    view! { <div class=class>{body}</div> }.into_any()
}

/// A sentence of its own.
pub(crate) fn paragraph(class: &'static str, said: String) -> AnyView {
    view! { <p class=class>{said}</p> }.into_any()
}

/// A part of a sentence.
pub(crate) fn span(class: &'static str, said: String) -> AnyView {
    view! { <span class=class>{said}</span> }.into_any()
}

/// What comes from outside, letter for letter.
pub(crate) fn code(said: &str) -> AnyView {
    let said = harmless(said);
    view! { <code class="value">{said}</code> }.into_any()
}

/// A list; each of its items is what stands in one `<li>`.
pub(crate) fn list(class: &'static str, items: Vec<AnyView>) -> AnyView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| view! { <li>{item}</li> }.into_any())
        .collect();
    view! { <ul class=class>{items}</ul> }.into_any()
}

/// Terms and what is said of each: rows of [`fact`].
pub(crate) fn facts(rows: Vec<AnyView>) -> AnyView {
    view! { <dl class="facts">{rows}</dl> }.into_any()
}

/// One term and what is said of it.
pub(crate) fn fact(term: &'static str, said: Vec<AnyView>) -> AnyView {
    view! {
        <dt>{term}</dt>
        <dd>{said}</dd>
    }
    .into_any()
}

/// A button; `about` is what it says beside its label to those who do not see where it stands.
pub(crate) fn button(class: &'static str, label: &'static str, about: Option<AnyView>, press: Callback<()>) -> AnyView {
    let about = about.map(|about| view! { <span class="visually-hidden">{" "} {about}</span> });
    view! {
        <button class=class type="button" on:click=move |_| press.run(())>
            {label}
            {about}
        </button>
    }
    .into_any()
}

/// A button that copies a text.
pub(crate) fn copy(page: Page, label: fn(&'static Text) -> &'static str, what: String) -> AnyView {
    view! {
        <CopyButton
            text=Callback::new(move |()| what.clone())
            label=page.words.signal(label)
            done=page.words.signal(|text| text.widgets.copied)
            failed=page.words.signal(|text| text.widgets.copy_failed)
        />
    }
    .into_any()
}

/// What folds away.
pub(crate) fn fold(title: String, body: Vec<AnyView>) -> AnyView {
    view! { <Disclosure title=Signal::stored(title)>{body}</Disclosure> }.into_any()
}

/// The way to the account's orders; it opens beside the page, so that nothing here is lost.
pub(crate) fn account_link(page: Page) -> AnyView {
    view! {
        <a href=page.settings.account_url.as_str() target="_blank" rel="noreferrer">
            {page.text.outcome().open_account}
        </a>
    }
    .into_any()
}

/// Names, each for itself; of many the first, and all of them folded away.
pub(crate) fn name_list(page: Page, names: &[String]) -> Vec<AnyView> {
    let chips = |names: &[String]| {
        let chips = names
            .iter()
            .map(|name| view! { <li class="chip">{harmless(name)}</li> }.into_any());
        let chips: Vec<_> = chips.collect();
        view! { <ul class="difference-names">{chips}</ul> }.into_any()
    };
    if names.len() <= NAMES_SHOWN {
        return vec![chips(names)];
    }
    let (first, all) = (names.get(..NAMES_SHOWN), names.get(..NAMES_LISTED).unwrap_or(names));
    let title = (page.text.outcome().all_names)(names.len());
    let mut inside = vec![chips(all)];
    if all.len() < names.len() {
        inside.push(paragraph("soft", (page.text.outcome().more)(names.len() - all.len())));
    }
    vec![chips(first.unwrap_or_default()), fold(title, inside)]
}
