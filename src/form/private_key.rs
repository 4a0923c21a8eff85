//! A private key in a box of the form, whichever box that is: it is taken out before anything else of the page sees it.

use certdesk_pki::{CsrRefusal, read_csr};
use leptos::{ev, html, prelude::*};
use web_sys::{Element, HtmlInputElement};

use crate::text::Words;

/// Watches all boxes of the form, from above them, and says where a private key was: in one note, which goes there.
#[derive(Clone, Copy)]
pub struct KeyGuard {
    note: NodeRef<html::P>,
    is_told: RwSignal<bool>,
}

impl KeyGuard {
    pub(super) fn new() -> Self {
        Self {
            note: NodeRef::new(),
            is_told: RwSignal::new(false),
        }
    }

    /// Keeps a pasted key out, and what stands in the box as it is.
    pub(super) fn on_paste(self, event: &ev::ClipboardEvent) {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text").ok());
        if pasted.is_some_and(|text| holds_private_key(text.as_bytes())) {
            event.prevent_default();
            event.stop_propagation();
            self.tell_at(&event_target(event));
        }
    }

    /// Empties a box in which a key has come together in any other way.
    pub(super) fn on_input(self, event: &ev::Event) {
        let input: HtmlInputElement = event_target(event);
        if holds_private_key(input.value().as_bytes()) {
            input.set_value("");
            self.tell_at(&input);
        } else {
            self.forget();
        }
    }

    /// Says that there was a key at this control.
    pub(super) fn tell_at(self, control: &Element) {
        if let (Some(note), Ok(Some(field))) = (self.note.get_untracked(), control.closest(".field")) {
            // What the page has drawn itself can be moved.
            let _ = field.append_child(&note);
        }
        self.is_told.set(true);
    }

    /// Something else was entered: the note has been read.
    pub(super) fn forget(self) {
        if self.is_told.get_untracked() {
            self.is_told.set(false);
        }
    }
}

/// The note, where it waits.
#[component]
pub(super) fn KeyNote(words: Words, guard: KeyGuard) -> impl IntoView {
    view! {
        <p
            class="note note-error"
            class:hidden=move || !guard.is_told.get()
            id="private-key-note"
            role="alert"
            node_ref=guard.note
        >
            {move || words.text().form.private_key}
        </p>
    }
}

/// Whether a private key is in it: then it is not looked at any further, and not kept.
pub(super) fn holds_private_key(input: &[u8]) -> bool {
    matches!(read_csr(input), Err(CsrRefusal::PrivateKey { .. } | CsrRefusal::Pkcs12))
}
