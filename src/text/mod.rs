//! Every sentence that the page shows, a constant a language: a sentence that is missing does not compile.
//!
//! What varies (a name, a number) is a function; plurals are made inside it, by the rules of the language.

mod account;
mod drafts;
mod en;
mod journal;
mod new_key;
mod orders;
mod parts;
mod ru;
mod server;
mod shown;
mod technical;
mod waiting;

pub(crate) use account::AccountText;
pub(crate) use drafts::{DraftsText, NotLoaded};
pub(crate) use journal::JournalText;
pub(crate) use new_key::NewKeyText;
pub(crate) use orders::OrdersText;
pub(crate) use parts::*;
pub(crate) use server::ServerText;
pub(crate) use technical::{algorithm_name, key_name, policies};
pub(crate) use waiting::WaitingText;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::Kept;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Language {
    /// All, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::En, Self::Ru];

    /// The BCP 47 tag, for `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ru => "ru",
        }
    }

    /// The BCP 47 tag by which the browser writes dates and times. Its plain English is American: months first, twelve hours.
    pub(crate) const fn locale(self) -> &'static str {
        match self {
            Self::En => "en-GB",
            Self::Ru => "ru",
        }
    }

    /// What the language calls itself.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ru => "Русский",
        }
    }

    /// The first of the browser's languages that the page speaks.
    fn of_browser() -> Self {
        let wanted = window().navigator().languages();
        wanted
            .iter()
            .filter_map(|tag| tag.as_string())
            .find_map(|tag| Self::ALL.into_iter().find(|language| tag.starts_with(language.tag())))
            .unwrap_or_default()
    }

    const fn text(self) -> &'static Text {
        match self {
            Self::En => &en::EN,
            Self::Ru => &ru::RU,
        }
    }
}

/// The language in force, and through it every sentence; a copy of it is given to whatever shows text.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    language: RwSignal<Language>,
}

impl Words {
    /// The language that the user chose on an earlier visit, or else the browser's.
    #[must_use]
    pub fn of_browser() -> Self {
        Self::in_language(Kept::Language.get().unwrap_or_else(Language::of_browser))
    }

    /// A given language.
    #[must_use]
    pub fn in_language(language: Language) -> Self {
        Self {
            language: RwSignal::new(language),
        }
    }

    /// The language in force; whoever calls it in a view follows a change.
    #[must_use]
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// Changes the language, and keeps the choice for the next visit.
    pub fn choose(self, language: Language) {
        Kept::Language.put(&language);
        self.language.set(language);
    }

    /// The sentences; whoever calls it in a view follows a change of language.
    pub(crate) fn text(self) -> &'static Text {
        self.language.get().text()
    }

    /// A sentence as a signal, for a widget: `words.signal(|text| text.form.send)`.
    pub(crate) fn signal(self, pick: fn(&'static Text) -> &'static str) -> Signal<String> {
        Signal::derive(move || pick(self.text()).to_owned())
    }
}
