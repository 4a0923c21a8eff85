//! The buttons that hand files to the user.

use leptos::prelude::*;

use super::files::{File, Files};
use super::parts::{Page, button, code, group, list, paragraph, section, span};
use crate::browser::save;

/// The files of the whole chain, the one that most servers want first.
pub(super) fn downloads(page: Page, files: &Files, refused: RwSignal<bool>) -> AnyView {
    let text = page.text;
    let rows = files.whole.iter().enumerate().map(|(index, file)| {
        let (label, what) = (text.outcome().file)(file.kind);
        let class = if index == 0 { "button" } else { "button button-second" };
        let about = vec![code(&file.name), span("soft", what.to_owned())];
        let save = save_button(class, label, None, file.clone(), refused);
        group("download", vec![save, group("download-about", about)])
    });
    let mut body = vec![
        paragraph("section-lead", text.outcome().downloads_lead.to_owned()),
        list("downloads", rows.collect()),
    ];
    if refused.get() {
        body.push(view! { <p class="note note-error" role="alert">{text.outcome().download_refused}</p> }.into_any());
    }
    section("outcome-downloads", text.outcome().downloads, body)
}

/// A button that saves a file.
pub(super) fn save_button(
    class: &'static str,
    label: &'static str,
    about: Option<AnyView>,
    file: File,
    refused: RwSignal<bool>,
) -> AnyView {
    let press = move |()| {
        let is_refused = save(&file.name, file.kind.media_type(), &file.content).is_err();
        // To set it draws the view anew, so it is set only where it changes.
        if refused.get_untracked() != is_refused {
            refused.set(is_refused);
        }
    };
    button(class, label, about, Callback::new(press))
}
