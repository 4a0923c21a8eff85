//! PKCS#12: the private key and the chain in one file, made by a piece of WebAssembly that is fetched when it is first asked for.

use std::sync::Arc;

use certdesk_pki::Chain;
use certdesk_pki::files::WithRoot;
use certdesk_pki::files::pkcs12::{Pkcs12Contents, Pkcs12Password, Pkcs12Refusal, Pkcs12Variant, RANDOM_LEN, pkcs12};
use certdesk_pki::make::{KeyFileFault, NewPrivateKey, estimate_passphrase};
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
#[cfg(not(debug_assertions))]
use leptos::wasm_split::wasm_split;
use wasm_bindgen_futures::spawn_local;
use zeroize::Zeroizing;

use super::server::ServerState;
use crate::browser::random;
use crate::text::Words;
use crate::widgets::{Checkbox, ChoiceOption, DroppedFile, FileDrop, Messages, Radios, described_by};

/// What makes the file.
type Make = fn(Pkcs12Contents<'_>, Pkcs12Password, Pkcs12Variant, &[u8; RANDOM_LEN]) -> Result<Vec<u8>, Pkcs12Refusal>;

/// Loads what makes the file, once; after a failure the next call tries again.
#[cfg(not(debug_assertions))]
#[wasm_split(pkcs12, wasm_split_path = leptos::wasm_split, fallible)]
fn load() -> Result<Make, SplitLoaderError> {
    Ok(pkcs12)
}

/// The same in a build for development, which is one piece.
#[cfg(debug_assertions)]
async fn load() -> Result<Make, SplitLoaderError> {
    Ok(pkcs12)
}

/// How far the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pkcs12Step {
    /// Nothing has been asked for, or what was is changed.
    Ready,
    /// There is no key to put into it.
    KeyMissing,
    /// The file that was chosen gives none, for this reason.
    KeyUnreadable(KeyFileFault),
    /// There is no password.
    PasswordMissing,
    /// It is longer than programs read.
    PasswordLong,
    /// It is being made.
    Making,
    /// The part of the page that makes it could not be loaded.
    NotLoaded,
    /// It could not be made, for this reason.
    Refused(Pkcs12Refusal),
    /// It is there, and was handed to the user.
    Made,
}

/// The longest password in bytes: OpenSSL fails at a file with one of twice as many.
const MAX_PASSWORD: usize = 250;

/// The largest file of a key that is read, in bytes.
const KEY_FILE_LIMIT: u32 = 64 * 1024;

/// What is needed for a PKCS#12 file, and the button that makes it.
#[component]
pub(super) fn Pkcs12Form(words: Words, state: ServerState, chain: Arc<Chain>) -> impl IntoView {
    let is_held = state.holds_key();
    let error_word = words.signal(|text| text.widgets.error);
    let on_file = move |file: DroppedFile| {
        let read = file
            .bytes
            .ok_or(KeyFileFault::TooLarge)
            .and_then(|bytes| NewPrivateKey::from_file(&Zeroizing::new(bytes)));
        match read {
            Ok(key) => {
                state.give(Some(key));
                state.step.set(Pkcs12Step::Ready);
            }
            Err(fault) => {
                state.give(None);
                state.step.set(Pkcs12Step::KeyUnreadable(fault));
            }
        }
    };
    let key = move || {
        if is_held {
            return view! { <p class="good">{move || words.text().server().key_held}</p> }.into_any();
        }
        view! {
            <FileDrop
                id="pkcs12-key"
                label=words.signal(|text| text.server().key_file)
                accept=".key,.pem,.der,.p8"
                limit=KEY_FILE_LIMIT
                on_file=on_file
            >
                <p class="soft">{move || words.text().server().key_lead}</p>
                <p class="good" role="status">
                    {move || state.is_given.get().then(|| words.text().server().key_given)}
                </p>
            </FileDrop>
        }
        .into_any()
    };
    let variants = [Pkcs12Variant::Modern, Pkcs12Variant::Legacy].map(|variant| ChoiceOption {
        value: variant,
        label: Signal::derive(move || (words.text().server().variant)(variant).0.to_owned()),
        hint: Signal::derive(move || (words.text().server().variant)(variant).1.to_owned()),
        hidden: Signal::stored(false),
    });
    let strength = move || {
        let typed = state.password.get();
        if typed.is_empty() {
            return String::new();
        }
        let text = words.text();
        let estimate = estimate_passphrase(&typed, &[]);
        let mut said = format!(
            "{} {}",
            (text.new_key().strength)(estimate.strength),
            (text.new_key().reason)(estimate.reason)
        );
        let opens_in_java = Pkcs12Password::new(Zeroizing::new(typed)).is_ok_and(|typed| typed.opens_in_java());
        if !opens_in_java {
            said.push(' ');
            said.push_str(text.server().not_for_java);
        }
        said
    };
    let press = move |_| make(state, &chain);
    view! {
        <fieldset class="subsection unjudged">
            <legend class="subsection-title">{move || words.text().server().pkcs12}</legend>
            <p class="soft">{move || words.text().server().pkcs12_lead}</p>
            {key()}
            <div class="field">
                <label class="label" for="pkcs12-password">{move || words.text().server().password}</label>
                <div class="hint" id="pkcs12-password-hint">{move || words.text().server().password_hint}</div>
                <input
                    class="input input-medium"
                    id="pkcs12-password"
                    type=move || if state.is_shown.get() { "text" } else { "password" }
                    autocomplete="new-password"
                    spellcheck="false"
                    aria-describedby=described_by("pkcs12-password")
                    prop:value=move || state.password.get()
                    on:input=move |event| {
                        state.step.set(Pkcs12Step::Ready);
                        state.password.set(event_target_value(&event));
                    }
                />
                <div class="soft said" id="pkcs12-password-message" role="status">{strength}</div>
            </div>
            <Checkbox
                id="pkcs12-show"
                label=words.signal(|text| text.new_key().show)
                hint=Signal::stored(String::new())
                value=state.is_shown
                messages=Messages::none()
                error_word
            />
            <Radios
                id="pkcs12-variant"
                legend=words.signal(|text| text.server().variant_question)
                hint=Signal::stored(String::new())
                options=variants.to_vec()
                value=Signal::derive(move || Some(state.variant.get()))
                on_choose=move |chosen| state.variant.set(chosen)
                messages=Messages::none()
                error_word
            />
            <div class="buttons">
                <button
                    class="button"
                    type="button"
                    id="pkcs12-make"
                    aria-disabled=move || (state.step.get() == Pkcs12Step::Making).then_some("true")
                    on:click=press
                >
                    {move || words.text().server().make}
                </button>
            </div>
            <p class="said" role="status">{move || (words.text().server().step)(state.step.get())}</p>
        </fieldset>
    }
}

/// Makes the file and hands it to the user, unless one is being made.
fn make(state: ServerState, chain: &Arc<Chain>) {
    if state.step.get_untracked() == Pkcs12Step::Making {
        return;
    }
    if !state.has_key() {
        state.step.set(Pkcs12Step::KeyMissing);
        return;
    }
    let password = Zeroizing::new(state.password.get_untracked());
    let Ok(password) = Pkcs12Password::new(password) else {
        state.step.set(Pkcs12Step::PasswordMissing);
        crate::widgets::lead_to("pkcs12-password");
        return;
    };
    if state.password.with_untracked(String::len) > MAX_PASSWORD {
        state.step.set(Pkcs12Step::PasswordLong);
        return;
    }
    state.step.set(Pkcs12Step::Making);
    let (chain, variant) = (Arc::clone(chain), state.variant.get_untracked());
    spawn_local(async move {
        let (Ok(make), Ok(random)) = (load().await, random::<RANDOM_LEN>()) else {
            state.step.set(Pkcs12Step::NotLoaded);
            return;
        };
        let friendly_name = chain.leaf().map(super::names::title).unwrap_or_default();
        let made = state.with_key(|key| {
            let contents = Pkcs12Contents {
                chain: &chain,
                root: WithRoot::No,
                key: key.der(),
                friendly_name: &friendly_name,
            };
            make(contents, password, variant, &random)
        });
        match made {
            Some(Ok(file)) => {
                state.took(file);
                state.step.set(Pkcs12Step::Made);
                state.save_pkcs12(&chain);
            }
            Some(Err(refusal)) => state.step.set(Pkcs12Step::Refused(refusal)),
            None => state.step.set(Pkcs12Step::KeyMissing),
        }
    });
}
