//! What no box of the form takes: a private key, which is taken out before anything else of the page sees it, and a paste so
//! long that the browser would be busy for seconds.

use certdesk_pki::{CsrRefusal, read_csr};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

use crate::later::Arrival;
use crate::text::Words;

/// The most that is pasted, in bytes: what the CSR's reader looks at, and more than any box can need.
const PASTE_LIMIT: usize = 1 << 20;

/// What the note says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    PrivateKey,
    TooLong,
}

/// Watches all boxes of the form, from above them, and says where a private key was: in one note, which goes there.
#[derive(Clone, Copy)]
pub struct KeyGuard {
    arrival: RwSignal<Arrival>,
    note: NodeRef<html::P>,
    told: RwSignal<Option<Told>>,
}

impl KeyGuard {
    pub(super) fn new(arrival: RwSignal<Arrival>) -> Self {
        Self {
            arrival,
            note: NodeRef::new(),
            told: RwSignal::new(None),
        }
    }

    /// Keeps a pasted key out, and what stands in the box as it is.
    pub(crate) fn on_paste(self, event: &ev::ClipboardEvent) {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text").ok());
        let told = match pasted {
            Some(text) if self.knows(&text) => Told::PrivateKey,
            Some(text) if text.len() > PASTE_LIMIT => Told::TooLong,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        self.tell(told, &event_target(event));
    }

    /// Empties a box in which a key has come together in any other way.
    pub(crate) fn on_input(self, event: &ev::Event) {
        let input: HtmlInputElement = event_target(event);
        if self.knows(&input.value()) {
            input.set_value("");
            self.tell_at(&input);
        } else {
            self.forget();
        }
    }

    /// Looks through all boxes for a key that was entered before anything could know it.
    pub(super) fn search(self) {
        let boxes = document().query_selector_all(".form input, .form textarea").ok();
        let all = boxes
            .iter()
            .flat_map(|boxes| (0..boxes.length()).filter_map(|index| boxes.get(index)));
        for control in all {
            let control: HtmlInputElement = control.unchecked_into();
            if self.knows(&control.value()) {
                control.set_value("");
                // The form hears of it as it hears of what is typed.
                if let Ok(event) = web_sys::Event::new("input") {
                    let _ = control.dispatch_event(&event);
                }
                self.tell_at(&control);
            }
        }
    }

    fn knows(self, text: &str) -> bool {
        match self.arrival.get_untracked() {
            Arrival::Here(later, _) => (later.holds_private_key)(text.as_bytes()),
            Arrival::Awaited | Arrival::Failed => false,
        }
    }

    /// Says that there was a key at this control.
    pub(super) fn tell_at(self, control: &Element) {
        self.tell(Told::PrivateKey, control);
    }

    fn tell(self, told: Told, control: &Element) {
        if let (Some(note), Ok(Some(field))) = (self.note.get_untracked(), control.closest(".field")) {
            // What the page has drawn itself can be moved.
            let _ = field.append_child(&note);
        }
        self.told.set(Some(told));
    }

    /// Something else was entered: the note has been read.
    pub(super) fn forget(self) {
        if self.told.get_untracked().is_some() {
            self.told.set(None);
        }
    }
}

/// The note, where it waits.
#[component]
pub(super) fn KeyNote(words: Words, guard: KeyGuard) -> impl IntoView {
    view! {
        <p
            class="note note-error"
            class:hidden=move || guard.told.get().is_none()
            id="private-key-note"
            role="alert"
            node_ref=guard.note
        >
            {move || match guard.told.get() {
                Some(Told::TooLong) => words.text().form.paste_too_long,
                _ => words.text().form.private_key,
            }}
        </p>
    }
}

/// Whether a private key is in it: then it is not looked at any further, and not kept.
pub(crate) fn holds_private_key(input: &[u8]) -> bool {
    matches!(read_csr(input), Err(CsrRefusal::PrivateKey { .. } | CsrRefusal::Pkcs12))
}
