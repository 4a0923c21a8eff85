//! Saving the key that was made: encrypted by a passphrase, or plain on request.

use certdesk_pki::PublicKey;
use certdesk_pki::files::safe_file_name;
use certdesk_pki::make::{KeyEncryption, estimate_passphrase};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Judged;
use super::new_key::subject;
use crate::browser::{encrypt, random, save};
use crate::held_key::KeyPhase;
use crate::widgets::Checkbox;
use crate::widgets::{Messages, described_by};

/// The longest passphrase in bytes: OpenSSL reads 1024 characters of one, and fails at a file with a longer one.
const MAX_PASSPHRASE: usize = 500;

/// What came of the last press.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Ready,
    PassphraseMissing,
    PassphraseLong,
    Encrypting,
    NotSaved,
}

/// The key's file, for as long as a key is held.
#[component]
pub(super) fn KeyFile(form: Judged) -> impl IntoView {
    let words = form.words;
    let phase = form.held_key.phase;
    let passphrase = RwSignal::new(String::new());
    let is_shown = RwSignal::new(false);
    let step = RwSignal::new(Step::Ready);
    let is_saved = move || phase.get() == KeyPhase::Held { saved: true };
    let strength = move || {
        let text = words.text().new_key();
        match step.get() {
            Step::PassphraseMissing => return text.passphrase_missing.to_owned(),
            Step::PassphraseLong => return text.passphrase_long.to_owned(),
            _ => {}
        }
        let typed = passphrase.get();
        if typed.is_empty() {
            return String::new();
        }
        let subject = subject(form);
        let names: Vec<&str> = subject.attributes().map(|(_, value)| value).collect();
        let estimate = estimate_passphrase(&typed, &names);
        format!(
            "{} {}",
            (text.strength)(estimate.strength),
            (text.reason)(estimate.reason)
        )
    };
    let done = move |saved: Option<PublicKey>| {
        step.set(if saved.is_some() { Step::Ready } else { Step::NotSaved });
        if let Some(public) = saved {
            form.held_key.saved(&public);
        }
    };
    let save_encrypted = move || {
        if step.get_untracked() == Step::Encrypting {
            return;
        }
        if passphrase.with_untracked(String::is_empty) {
            step.set(Step::PassphraseMissing);
            crate::widgets::lead_to("new-key-passphrase");
            return;
        }
        if passphrase.with_untracked(String::len) > MAX_PASSPHRASE {
            step.set(Step::PassphraseLong);
            return;
        }
        step.set(Step::Encrypting);
        spawn_local(async move {
            let public = form.held_key.with(|made| made.public.clone());
            let pem = encrypted_pem(form, &passphrase.get_untracked()).await;
            let saved = pem.is_some_and(|pem| save(&file_name(form, "key"), PEM, pem.as_bytes()).is_ok());
            done(public.filter(|_| saved));
        });
    };
    let save_plain = move |_| {
        let name = file_name(form, "key");
        let saved = form.held_key.with(|made| {
            let saved = save(&name, PEM, made.key.to_pem().as_str().as_bytes());
            saved.is_ok().then(|| made.public.clone())
        });
        done(saved.flatten());
    };
    let save_csr = move |_| {
        let name = file_name(form, "csr");
        // The CSR is in its box as well, so nothing is lost where the browser refuses.
        let _ = form.held_key.with(|made| save(&name, PEM, made.csr.as_bytes()));
    };
    let said = move || {
        let text = words.text().new_key();
        match step.get() {
            Step::Encrypting => text.encrypting,
            Step::NotSaved => text.not_saved,
            Step::Ready if is_saved() => text.saved,
            Step::Ready | Step::PassphraseMissing | Step::PassphraseLong => "",
        }
    };
    view! {
        <fieldset class="subsection note key-file" class:note-advice=move || !is_saved()>
            <legend class="visually-hidden">{move || words.text().new_key().save_title}</legend>
            <p class="note-title label" aria-hidden="true">{move || words.text().new_key().save_title}</p>
            <p>{move || words.text().new_key().save_lead}</p>
            <div class="field">
                <label class="label" for="new-key-passphrase">{move || words.text().new_key().passphrase}</label>
                <div class="hint" id="new-key-passphrase-hint">{move || words.text().new_key().passphrase_hint}</div>
                <input
                    class="input input-medium"
                    id="new-key-passphrase"
                    type=move || if is_shown.get() { "text" } else { "password" }
                    autocomplete="new-password"
                    spellcheck="false"
                    aria-describedby=described_by("new-key-passphrase")
                    prop:value=move || passphrase.get()
                    on:keydown=move |event| {
                        // Not the order: what is asked for here.
                        if event.key() == "Enter" {
                            event.prevent_default();
                            save_encrypted();
                        }
                    }
                    on:input=move |event| {
                        step.set(Step::Ready);
                        passphrase.set(event_target_value(&event));
                    }
                />
                <div class="soft said" id="new-key-passphrase-message" role="status">{strength}</div>
            </div>
            <Checkbox
                id="new-key-show"
                label=words.signal(|text| text.new_key().show)
                hint=Signal::stored(String::new())
                value=is_shown
                messages=Messages::none()
                error_word=form.error_word()
            />
            <div class="buttons">
                <button class="button" type="button" id="new-key-save" on:click=move |_| save_encrypted()>
                    {move || words.text().new_key().save_encrypted}
                </button>
                <button class="button button-second" type="button" id="new-key-save-plain" on:click=save_plain>
                    {move || words.text().new_key().save_plain}
                </button>
                <button class="button button-quiet" type="button" on:click=save_csr>
                    {move || words.text().new_key().save_csr}
                </button>
            </div>
            <p class="said" role="status">{said}</p>
        </fieldset>
    }
}

/// The media type of PEM files that are no certificates (RFC 7468 registers none; servers and browsers use this).
const PEM: &str = "application/x-pem-file";

/// A file name after the common name.
fn file_name(form: Judged, extension: &str) -> String {
    let subject = untrack(|| subject(form));
    safe_file_name(subject.common_name().unwrap_or_default(), extension)
}

async fn encrypted_pem(form: Judged, passphrase: &str) -> Option<String> {
    let salt = random::<16>().ok()?;
    let iv = random::<16>().ok()?;
    let (how, plain) = form.held_key.with(|made| {
        (
            KeyEncryption::new(&made.key, salt, iv),
            zeroize::Zeroizing::new(made.key.der().to_vec()),
        )
    })?;
    let ciphertext = encrypt(&plain, passphrase, &how).await.ok()?;
    Some(how.finish(&ciphertext).ok()?.to_pem())
}
