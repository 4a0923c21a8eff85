//! A place to drop a file, over a real file input.

use leptos::{html, prelude::*};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A file that was chosen or dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedFile {
    /// Its name, as the browser tells it.
    pub name: String,
    /// Its content; `None` when it is larger than allowed or could not be read.
    pub bytes: Option<Vec<u8>>,
}

/// A drop zone around `children`, with a file input at its foot for those who don't drag.
#[component]
pub fn FileDrop(
    /// The id of the file input.
    #[prop(into)]
    id: String,
    /// The input's label.
    label: Signal<String>,
    /// The endings and types that the file dialog offers first, as in `accept`.
    accept: &'static str,
    /// The most that is read, in bytes.
    limit: u32,
    /// Told of each file.
    #[prop(into)]
    on_file: Callback<DroppedFile>,
    /// What stands in the zone.
    children: Children,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let take = move |files: Option<web_sys::FileList>| {
        if let Some(file) = files.and_then(|files| files.get(0)) {
            read(file, limit, on_file);
        }
    };
    view! {
        <div
            class="drop"
            class:drop-over=move || over.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                over.set(false);
                let files = event.data_transfer().and_then(|data| data.files());
                // Dragged text, not a file: the box below it takes it as the browser does.
                if files.as_ref().is_some_and(|files| files.length() > 0) {
                    event.prevent_default();
                    take(files);
                }
            }
        >
            {children()}
            <div class="drop-foot">
                <label class="drop-label" for=id.clone()>{move || label.get()}</label>
                <input
                    class="drop-input"
                    type="file"
                    id=id
                    accept=accept
                    node_ref=input
                    on:change=move |_| {
                        if let Some(input) = input.get_untracked() {
                            take(input.files());
                            // So that the same file can be chosen once more.
                            input.set_value("");
                        }
                    }
                />
            </div>
        </div>
    }
}

fn read(file: web_sys::File, limit: u32, on_file: Callback<DroppedFile>) {
    let name = file.name();
    if file.size() > f64::from(limit) {
        on_file.run(DroppedFile { name, bytes: None });
        return;
    }
    spawn_local(async move {
        let bytes = JsFuture::from(file.array_buffer())
            .await
            .ok()
            .map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec());
        on_file.try_run(DroppedFile { name, bytes });
    });
}
