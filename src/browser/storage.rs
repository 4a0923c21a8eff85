//! What the browser keeps for the page between two visits.

use leptos::prelude::window;
use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

/// A thing that is kept under a name of its own in the browser's local storage.
///
/// A browser may refuse to keep anything (private windows, policies): then nothing is kept, and the page works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// What is typed into the form.
    Draft,
    /// The last answer to an order, so that a reload can't lose it.
    Answer,
    /// The orders that were sent from this browser.
    Journal,
    /// Entries that are kept under a name.
    Templates,
    /// The language that the user chose.
    Language,
    /// The numbers of the orders that were placed here.
    Own,
}

impl Kept {
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Draft => "certdesk.draft",
            Self::Answer => "certdesk.answer",
            Self::Journal => "certdesk.journal",
            Self::Templates => "certdesk.templates",
            Self::Language => "certdesk.language",
            Self::Own => "certdesk.own",
        }
    }

    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    /// Keeps a value in place of the one before; whether the browser did.
    pub(crate) fn put<T: Serialize>(self, value: &T) -> bool {
        let text = serde_json::to_string(value).ok();
        let kept = text
            .zip(Self::storage())
            .map(|(text, storage)| storage.set_item(self.key(), &text));
        matches!(kept, Some(Ok(())))
    }

    /// The value that is kept; `None` where there is none or it is not of this type.
    pub(crate) fn get<T: DeserializeOwned>(self) -> Option<T> {
        // A tab has a draft of its own, which other tabs do not overwrite.
        let own = if self == Self::Draft {
            window().session_storage().ok().flatten()
        } else {
            None
        };
        let read = |storage: Storage| storage.get_item(self.key()).ok().flatten();
        let text = own.and_then(read).or_else(|| Self::storage().and_then(read))?;
        serde_json::from_str(&text).ok()
    }

    /// Forgets it.
    pub(crate) fn clear(self) {
        if let Some(storage) = Self::storage() {
            // What can't be removed was never kept.
            let _ = storage.remove_item(self.key());
        }
    }
}
