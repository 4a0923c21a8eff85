//! What will be posted: the JSON and the same as a curl command, live.

use certdesk_order::DIGICERT_BASE_URL;
use leptos::prelude::*;

use super::{Form, Judged};
use crate::widgets::{CopyButton, Disclosure};

/// Both, folded away until they are asked for.
#[component]
pub(crate) fn Preview(form: Judged) -> impl IntoView {
    let words = form.words;
    let preview = form.checks.preview;
    let json_lead = move || {
        let text = words.text();
        if preview.with(|preview| preview.unfinished.is_empty()) {
            text.form.json_lead
        } else {
            text.form.json_incomplete
        }
    };
    view! {
        <Disclosure title=words.signal(|text| text.form.json)>
            <p class="soft">{json_lead}</p>
            <pre class="code-block" tabindex="0"><code id="request-json">{move || preview.with(|preview| preview.json.clone())}</code></pre>
            <Copy form=*form text=move |()| preview.with_untracked(|preview| preview.json.clone()) />
        </Disclosure>
        <Disclosure title=words.signal(|text| text.form.curl)>
            <p class="soft">{move || words.text().form.curl_lead}</p>
            <pre class="code-block" tabindex="0"><code id="request-curl">{move || preview.with(|preview| preview.curl(DIGICERT_BASE_URL))}</code></pre>
            <Copy form=*form text=move |()| preview.with_untracked(|preview| preview.curl(DIGICERT_BASE_URL)) />
        </Disclosure>
    }
}

#[component]
fn Copy(form: Form, #[prop(into)] text: Callback<(), String>) -> impl IntoView {
    let words = form.words;
    view! {
        <CopyButton
            text
            label=words.signal(|text| text.widgets.copy)
            done=words.signal(|text| text.widgets.copied)
            failed=words.signal(|text| text.widgets.copy_failed)
        />
    }
}
