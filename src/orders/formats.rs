//! The files that DigiCert makes of a certificate, in every format that the API offers.

use std::sync::Arc;

use certdesk_order::account::paths::{self, DownloadFormat};
use certdesk_order::account::{CertificateId, Order, Unreadable};
use certdesk_pki::files::safe_file_name;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::said::failure;
use crate::account::CallError;
use crate::browser::save;
use crate::form::Judged;
use crate::outcome::parts::{code, group, list, paragraph, span};
use crate::widgets::Disclosure;

/// How a download stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stands {
    Idle,
    Fetching(DownloadFormat),
    Failed(DownloadFormat, CallError),
    /// The browser refused to save it.
    Unsaved(DownloadFormat),
}

/// The buttons, folded away: for most servers the files made here are the better ones.
pub(super) fn formats(form: Judged, order: RwSignal<Option<Arc<Order>>>, id: CertificateId) -> AnyView {
    let words = form.words;
    let stands = RwSignal::new(Stands::Idle);
    let name = order.with_untracked(|order| {
        order
            .as_ref()
            .and_then(|order| order.certificate.names.first().cloned())
    });
    let name = name.unwrap_or_else(|| id.to_string());
    let file_name =
        move |format: DownloadFormat| safe_file_name(&[&name, "-", format.word()].concat(), format.extension());
    let file_name = StoredValue::new(file_name);
    let fetch = move |format: DownloadFormat| {
        if stands.with_untracked(|stands| matches!(stands, Stands::Fetching(_))) {
            return;
        }
        stands.set(Stands::Fetching(format));
        spawn_local(async move {
            let whole = |body: &[u8]| match body {
                [] => Err(Unreadable::Empty),
                body => Ok(body.to_vec()),
            };
            let came = form
                .checks
                .account
                .client
                .read(&paths::download(id, format), whole)
                .await;
            let Some(file_name) = file_name.try_with_value(|name| name(format)) else {
                return;
            };
            let now = match came {
                Err(error) => Stands::Failed(format, error),
                Ok(bytes) => match save(&file_name, media_type(format), &bytes) {
                    Ok(()) => Stands::Idle,
                    Err(_) => Stands::Unsaved(format),
                },
            };
            stands.try_set(now);
        });
    };
    let row = move |format: DownloadFormat| {
        let label = move || {
            let text = words.text().orders();
            if stands.with(|stands| *stands == Stands::Fetching(format)) {
                text.fetching
            } else {
                (text.format)(format).0
            }
        };
        let trouble = move || {
            let text = words.text();
            let said = stands.with(|stands| match stands {
                Stands::Failed(failed, error) if *failed == format => failure(text, error),
                Stands::Unsaved(failed) if *failed == format => {
                    vec![paragraph("", text.outcome().download_refused.to_owned())]
                }
                _ => Vec::new(),
            });
            (!said.is_empty()).then(|| group("note note-error", said))
        };
        let what = move || span("soft", (words.text().orders().format)(format).1.to_owned());
        let button = view! {
            <button
                class="button button-second"
                type="button"
                aria-disabled=move || stands.with(|stands| matches!(stands, Stands::Fetching(_))).then_some("true")
                on:click=move |_| fetch(format)
            >
                {label}
            </button>
        }
        .into_any();
        let about = vec![code(&file_name.with_value(|name| name(format))), what.into_any()];
        let trouble = view! { <div role="alert">{trouble}</div> }.into_any();
        group(
            "",
            vec![group("download", vec![button, group("download-about", about)]), trouble],
        )
    };
    let rows: Vec<_> = DownloadFormat::ALL.into_iter().map(row).collect();
    let lead = move || paragraph("section-lead", words.text().orders().formats_lead.to_owned());
    let body = vec![lead.into_any(), list("downloads", rows)];
    let title = words.signal(|text| text.orders().formats);
    group(
        "folds",
        vec![view! { <Disclosure title>{body}</Disclosure> }.into_any()],
    )
}

/// The media type: RFC 8555 section 9.1 for PEM, RFC 8551 for PKCS#7.
const fn media_type(format: DownloadFormat) -> &'static str {
    match format {
        DownloadFormat::PemAll | DownloadFormat::PemNoRoot | DownloadFormat::PemNoIntermediate => {
            "application/pem-certificate-chain"
        }
        DownloadFormat::P7b | DownloadFormat::Cer => "application/x-pkcs7-certificates",
        DownloadFormat::Default | DownloadFormat::DefaultCer | DownloadFormat::DefaultPem | DownloadFormat::Apache => {
            "application/zip"
        }
    }
}
