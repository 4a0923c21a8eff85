//! The CSR: pasted or dropped, read at once, compared with the names of the form.

use certdesk_order::{CommonNames, Field, Name, csr_rules};
use certdesk_pki::{Csr, read_csr};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::section::Section;
use super::{Form, Judged, field_id};
use crate::browser::Verdict;
use crate::later::{self, Later};
use crate::text::{algorithm_name, key_name};
use crate::widgets::{DroppedFile, FileDrop, TextArea};

/// The most bytes of a file that are read: a CSR has a few kilobytes.
const FILE_LIMIT: u32 = 256 * 1024;

/// What happened to the box beside the typing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Event {
    /// A file was read into it; what stood there before, if anything did.
    Read { file: String, before: Option<String> },
    /// A file was too large, or could not be read.
    TooLarge { file: String },
}

/// The CSR's box, what it says, and how that compares with the form.
#[component]
pub(crate) fn CsrSection(form: Form) -> impl IntoView {
    let words = form.words;
    let csr = form.draft.entries.csr;
    let event = RwSignal::new(None::<Event>);
    let edited = move |()| {
        event.set(None);
        form.edited(Field::Csr);
    };
    let take = move |file: DroppedFile, later: &Later| {
        let Some(bytes) = file.bytes else {
            event.set(Some(Event::TooLarge { file: file.name }));
            return;
        };
        if (later.holds_private_key)(&bytes) {
            event.set(None);
            if let Some(control) = document().get_element_by_id(&field_id(Field::Csr)) {
                form.key_guard.tell_at(&control);
            }
            return;
        }
        form.key_guard.forget();
        let typed = csr.get_untracked();
        csr.set((later.csr_text)(&bytes));
        let before = (!typed.trim().is_empty()).then_some(typed);
        event.set(Some(Event::Read {
            file: file.name,
            before,
        }));
        form.edited(Field::Csr);
        form.left(Field::Csr);
    };
    // What can read it may still be on its way. Where that fails, the form says so.
    let on_file = move |file: DroppedFile| {
        spawn_local(async move {
            if let Ok(later) = later::load().await {
                take(file, later);
            }
        });
    };
    view! {
        <Section id="section-csr" title=words.signal(|text| text.form.csr)>
            <FileDrop
                id="csr-file"
                label=words.signal(|text| text.csr.drop)
                accept=".csr,.req,.p10,.pem,.der,.txt,application/pkcs10"
                limit=FILE_LIMIT
                on_file=on_file
            >
                <TextArea
                    id=field_id(Field::Csr)
                    label=form.label(Field::Csr)
                    hint=form.hint(Field::Csr)
                    value=csr
                    messages=form.messages(Field::Csr)
                    error_word=form.error_word()
                    rows=8
                    code=true
                    required=true
                    on_edit=edited
                    on_leave=move |()| form.left(Field::Csr)
                />
            </FileDrop>
            <div role="status">{move || event.get().map(|told| view! { <EventNote form told event /> })}</div>
            {form.part(|later, form| (later.csr)(form))}
            <div class="room room-fold">{form.part(|later, form| (later.new_key)(form))}</div>
        </Section>
    }
}

/// What the CSR says, and how that compares with the form.
pub(crate) fn csr_read(form: Judged) -> AnyView {
    let words = form.words;
    view! {
        {move || form.checks.csr_read.get().map(|reading| view! { <Reading form csr=reading.csr.clone() /> })}
        {move || {
            let repairs = form.checks.csr_read.with(|reading| {
                reading.as_ref().map(|reading| reading.repairs.clone()).unwrap_or_default()
            });
            (!repairs.is_empty())
                .then(|| {
                    let lines = repairs
                        .into_iter()
                        .map(|repair| view! { <li>{move || (words.text().reading().repair)(&repair)}</li> })
                        .collect_view();
                    view! {
                        <div class="soft repairs">
                            <p>{move || words.text().reading().repaired}</p>
                            <ul>{lines}</ul>
                        </div>
                    }
                })
        }}
        <Comparison form />
    }
    .into_any()
}

/// What a file puts into the box: its own text, or for a binary file the PEM of the request in it.
pub(crate) fn csr_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => match read_csr(bytes) {
            Ok(reading) => reading.csr.to_pem(),
            // What it is instead is told by the rules, which read the box.
            Err(_) => String::from_utf8_lossy(bytes).into_owned(),
        },
    }
}

#[component]
fn EventNote(form: Form, told: Event, event: RwSignal<Option<Event>>) -> impl IntoView {
    let words = form.words;
    match told {
        Event::TooLarge { file } => view! {
            <p class="note note-advice">{move || (words.text().csr.file_too_large)(&file)}</p>
        }
        .into_any(),
        Event::Read { file, before } => {
            let undo = before.map(|before| {
                view! {
                    <button
                        class="button button-quiet"
                        type="button"
                        on:click=move |_| {
                            form.draft.entries.csr.set(before.clone());
                            event.set(None);
                        }
                    >
                        {move || words.text().csr.undo}
                    </button>
                }
            });
            view! { <p class="offers soft">{move || (words.text().csr.read_from)(&file)} {undo}</p> }.into_any()
        }
    }
}

/// Whose the CSR is, its key, its hash, its names, whether its signature verifies.
#[component]
fn Reading(form: Judged, csr: Csr) -> impl IntoView {
    let words = form.words;
    let subject = csr.subject().to_string();
    let key = key_name(csr.key().kind());
    let unchecked = csr_rules::unchecked(csr.key().kind()).iter().map(|weakness| {
        view! { {", "} <span class="soft">{move || (words.text().reading().weakness)(*weakness)}</span> }
    });
    let unchecked = unchecked.collect_view();
    let algorithm = algorithm_name(csr.signature_algorithm());
    let names = form.checks.csr_names.with_untracked(|names| {
        let names = names
            .as_ref()
            .map(|names| names.names().iter().map(Name::to_text).collect::<Vec<_>>());
        names.unwrap_or_default()
    });
    let signature = move || {
        let text = words.text();
        match form.checks.csr_verdict.get() {
            None => (text.reading().verifying, "soft"),
            Some(Verdict::Valid) => (text.reading().verified, "good"),
            Some(Verdict::Invalid) => (text.reading().invalid, "bad"),
            Some(Verdict::Unsupported) => (text.reading().unchecked, "soft"),
            Some(Verdict::NoSecureContext) => (text.reading().insecure, "soft"),
        }
    };
    view! {
        <div class="reading">
            <h3 class="reading-title">{move || words.text().reading().about}</h3>
            <dl class="facts">
                <dt>{move || words.text().reading().subject}</dt>
                <dd>{if subject.is_empty() { "–".to_owned() } else { subject }}</dd>
                <dt>{move || words.text().reading().names}</dt>
                <dd>
                    {if names.is_empty() {
                        view! { {move || words.text().reading().no_names} }.into_any()
                    } else {
                        view! { {names.join(", ")} }.into_any()
                    }}
                </dd>
                <dt>{move || words.text().reading().key}</dt>
                <dd>{key} {unchecked}</dd>
                <dt>{move || words.text().reading().signature}</dt>
                <dd>
                    {algorithm} {", "} <span class=move || signature().1>{move || signature().0}</span>
                </dd>
            </dl>
        </div>
    }
}

/// Where CSR and form differ, and the buttons that mend it; nothing is changed without one.
#[component]
fn Comparison(form: Judged) -> impl IntoView {
    let words = form.words;
    move || {
        let compared = form.checks.compared.get()?;
        let text = words.text();
        if compared.is_settled() && compared.both.is_empty() {
            // Neither has a name yet: there is nothing to compare.
            return None;
        }
        if compared.is_settled() {
            return Some(view! { <p class="good" role="status">{text.reading().agrees}</p> }.into_any());
        }
        let (offer, differ) = match &compared.common_names {
            CommonNames::NoneInForm { csr } => (Some(csr.to_text()), None),
            CommonNames::Differ { csr, form } => (Some(csr.to_text()), Some((csr.to_text(), form.to_text()))),
            _ => (None, None),
        };
        let common_name = offer.clone().map(|name| {
            let taken = name.clone();
            view! {
                <button
                    class="button button-second"
                    type="button"
                    on:click=move |_| {
                        form.draft.common_name.set(taken.clone());
                        form.edited(Field::CommonName);
                        form.names_settled();
                    }
                >
                    {(text.reading().use_common_name)(&name)}
                </button>
            }
        });
        let differing = differ.map(|(csr, form)| view! { <p>{(text.reading().common_name_differs)(&csr, &form)}</p> });
        let texts = |names: &[Name]| names.iter().map(Name::to_text).collect::<Vec<_>>();
        // What the offer for the common name covers is not offered a second time.
        let mut only_csr = texts(&compared.only_in_csr);
        only_csr.retain(|name| offer.as_ref() != Some(name));
        let only_form = texts(&compared.only_in_form);
        let add = (!only_csr.is_empty()).then(|| {
            let names = only_csr.clone();
            let label = match names.as_slice() {
                [name] => (text.reading().add_name)(name),
                many => (text.reading().add_all)(many.len()),
            };
            view! {
                <button
                    class="button button-second"
                    type="button"
                    on:click=move |_| {
                        form.add_names(names.clone());
                    }
                >
                    {label}
                </button>
            }
        });
        let chips = |names: Vec<String>| {
            names
                .into_iter()
                .map(|name| view! { <li class="chip">{name}</li> })
                .collect_view()
        };
        let in_csr = (!only_csr.is_empty()).then(|| {
            view! {
                <p>{text.reading().only_in_csr}</p>
                <ul class="difference-names">{chips(only_csr)}</ul>
            }
        });
        let in_form = (!only_form.is_empty()).then(|| {
            view! {
                <p>{text.reading().only_in_form} {": "} <span class="soft">{text.reading().only_in_form_lead}</span></p>
                <ul class="difference-names">{chips(only_form)}</ul>
            }
        });
        Some(
            view! {
                <div class="note difference">
                    <p>{text.reading().differs}</p>
                    {differing}
                    {in_csr}
                    {in_form}
                    <div class="buttons">{common_name} {add}</div>
                </div>
            }
            .into_any(),
        )
    }
}
