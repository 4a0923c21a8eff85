//! A button that copies a text.

use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What came of the last press.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Yes,
    No,
}

/// Copies a text to the clipboard and says so, by eye and by ear.
///
/// Outside a secure context browsers give no clipboard: then the button says that it could not, and the text is there
/// to be selected by hand.
#[component]
pub fn CopyButton(
    /// What is copied, asked for at the press.
    #[prop(into)]
    text: Callback<(), String>,
    /// What the button says.
    label: Signal<String>,
    /// What is said after a copy.
    done: Signal<String>,
    /// What is said when it was not allowed.
    failed: Signal<String>,
) -> impl IntoView {
    let copied = RwSignal::new(Copied::NotYet);
    let copy = move |_| {
        let text = text.run(());
        spawn_local(async move {
            let navigator = window().navigator();
            // Without a secure context `navigator.clipboard` is undefined, and to call it would be an exception.
            let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
            let there = clipboard.is_ok_and(|clipboard| clipboard.is_object());
            let done = there && JsFuture::from(navigator.clipboard().write_text(&text)).await.is_ok();
            copied.try_set(if done { Copied::Yes } else { Copied::No });
        });
    };
    view! {
        <span class="copy">
            <button class="button button-quiet" type="button" on:click=copy>{move || label.get()}</button>
            <span class="copy-said" role="status">
                {move || match copied.get() {
                    Copied::NotYet => String::new(),
                    Copied::Yes => done.get(),
                    Copied::No => failed.get(),
                }}
            </span>
        </span>
    }
}
