//! The files that the user's server wants, and the commands that install and test them.

use std::sync::Arc;

use certdesk_pki::files::server::{FileRole, KeyFile, KeyForm, NamedFile, ServerFiles, Step, server_files};
use certdesk_pki::files::{safe_file_name, zip};
use certdesk_pki::make::NewPrivateKey;
use certdesk_pki::{Chain, ServerKind};
use leptos::prelude::*;
use zeroize::Zeroizing;

use super::names::title;
use super::pkcs12::{Pkcs12Form, Pkcs12Step};
use crate::browser::save;
use crate::held_key::HeldKey;
use crate::text::{Text, Words};
use crate::widgets::{Checkbox, CopyButton, Disclosure, Messages, Select, SelectOption};

/// What is chosen and given for the server; it outlives a change of language.
#[derive(Clone, Copy)]
pub(super) struct ServerState {
    kind: RwSignal<ServerKind>,
    with_key: RwSignal<bool>,
    held: HeldKey,
    /// Whether the key that was made here is that of the certificate.
    is_held: bool,
    given: StoredValue<Option<NewPrivateKey>, LocalStorage>,
    /// Whether the user has given a key from a file.
    pub(super) is_given: RwSignal<bool>,
    /// The password of a PKCS#12 file.
    pub(super) password: RwSignal<String>,
    /// Whether it is shown.
    pub(super) is_shown: RwSignal<bool>,
    /// How the file is protected.
    pub(super) variant: RwSignal<certdesk_pki::files::pkcs12::Pkcs12Variant>,
    /// How far it is.
    pub(super) step: RwSignal<Pkcs12Step>,
    pkcs12: StoredValue<Option<Zeroizing<Vec<u8>>>, LocalStorage>,
    is_refused: RwSignal<bool>,
}

impl ServerState {
    /// For the server that the order named, with the key that was made here if it is the certificate's.
    pub(super) fn new(kind: ServerKind, held: HeldKey, chain: &Chain) -> Self {
        let is_held = held.with(|made| chain.leaf().map(|leaf| *leaf.key() == made.public)) == Some(Some(true));
        Self {
            kind: RwSignal::new(kind),
            with_key: RwSignal::new(false),
            held,
            is_held,
            given: StoredValue::new_local(None),
            is_given: RwSignal::new(false),
            password: RwSignal::new(String::new()),
            is_shown: RwSignal::new(false),
            variant: RwSignal::new(certdesk_pki::files::pkcs12::Pkcs12Variant::Modern),
            step: RwSignal::new(Pkcs12Step::Ready),
            pkcs12: StoredValue::new_local(None),
            is_refused: RwSignal::new(false),
        }
    }

    /// Whether the key that was made here is that of the certificate.
    pub(super) const fn holds_key(self) -> bool {
        self.is_held
    }

    /// Takes a key from a file, or forgets it.
    pub(super) fn give(self, key: Option<NewPrivateKey>) {
        self.is_given.set(key.is_some());
        self.given.set_value(key);
    }

    /// Whether there is a key.
    pub(super) fn has_key(self) -> bool {
        self.is_held || self.is_given.get_untracked()
    }

    /// Looks at the key.
    pub(super) fn with_key<T>(self, look: impl FnOnce(&NewPrivateKey) -> T) -> Option<T> {
        if self.is_held {
            self.held.with(|made| look(&made.key))
        } else {
            self.given.with_value(|given| given.as_ref().map(look))
        }
    }

    /// Takes a PKCS#12 file that was made. A key that was given for it is not needed any more.
    pub(super) fn took(self, file: Vec<u8>) {
        self.pkcs12.set_value(Some(Zeroizing::new(file)));
        self.give(None);
        self.password.set(String::new());
    }

    /// Whether a PKCS#12 file was made; followed.
    fn has_pkcs12(self) -> bool {
        self.step.get() == Pkcs12Step::Made || self.pkcs12.with_value(Option::is_some)
    }

    /// Hands the PKCS#12 file to the user.
    pub(super) fn save_pkcs12(self, chain: &Chain) {
        let is_saved = with_files(self, chain, |files| {
            let file = files.files.iter().find(|file| file.role == FileRole::Pkcs12)?;
            save(&file.name, media_type(file.role), &file.content).ok()
        });
        self.is_refused.set(is_saved.flatten().is_none());
    }
}

/// Makes the files that are chosen at the moment, and looks at them.
fn with_files<T>(state: ServerState, chain: &Chain, look: impl FnOnce(&ServerFiles) -> T) -> Option<T> {
    let kind = state.kind.get();
    // Followed, so that the files are made anew when the PKCS#12 file is there.
    let has_pkcs12 = state.has_pkcs12();
    let wants_pem = kind.key_form() != Some(KeyForm::Pkcs12) && state.with_key.get();
    let files = if has_pkcs12 && kind.key_form() != Some(KeyForm::Pem) {
        state.pkcs12.with_value(|file| {
            let key = file.as_ref().map_or(KeyFile::Elsewhere, |file| KeyFile::Pkcs12(file));
            server_files(kind, chain, key)
        })
    } else if wants_pem && state.is_held {
        let pem = state.held.with(|made| made.key.to_pem());
        let key = pem
            .as_ref()
            .map_or(KeyFile::Elsewhere, |pem| KeyFile::Pem(pem.as_str()));
        server_files(kind, chain, key)
    } else {
        server_files(kind, chain, KeyFile::Elsewhere)
    };
    files.as_ref().map(look)
}

/// The media type: RFC 8555 section 9.1 for PEM, RFC 2585 section 4.1 for DER, RFC 8551 for PKCS#7, RFC 7292 for PKCS#12.
const fn media_type(role: FileRole) -> &'static str {
    match role {
        FileRole::LeafDer => "application/pkix-cert",
        FileRole::P7b | FileRole::P7bWithRoot | FileRole::P7bDer => "application/x-pkcs7-certificates",
        FileRole::Pkcs12 => "application/x-pkcs12",
        FileRole::Key | FileRole::FullChainAndKey => "application/x-pem-file",
        _ => "application/pem-certificate-chain",
    }
}

/// The section.
#[component]
pub(super) fn ServerSection(words: Words, state: ServerState, chain: Arc<Chain>) -> impl IntoView {
    let error_word = words.signal(|text| text.widgets.error);
    let kinds = Signal::derive(move || {
        let named = |(index, kind): (usize, ServerKind)| SelectOption {
            value: index.to_string(),
            label: (words.text().new_key().server_name)(kind).to_owned(),
        };
        ServerKind::ALL.into_iter().enumerate().map(named).collect()
    });
    let index_of = move || {
        let kind = state.kind.get();
        let index = ServerKind::ALL.into_iter().position(|it| it == kind);
        index.unwrap_or_default().to_string()
    };
    let key_form = Memo::new(move |_| state.kind.get().key_form());
    let of_form = Arc::clone(&chain);
    let pkcs12 = move || {
        let chain = Arc::clone(&of_form);
        match key_form.get() {
            Some(KeyForm::Pem) => None,
            Some(KeyForm::Pkcs12) => Some(view! { <Pkcs12Form words state chain /> }.into_any()),
            None => Some(
                view! {
                    <Disclosure title=words.signal(|text| text.server().pkcs12)>
                        <Pkcs12Form words state chain />
                    </Disclosure>
                }
                .into_any(),
            ),
        }
    };
    let files = move || {
        let text = words.text();
        let chain = Arc::clone(&chain);
        if state.is_held && key_form.get() == Some(KeyForm::Pkcs12) && !state.has_pkcs12() {
            return Some(view! { <p class="note">{text.server().make_first}</p> }.into_any());
        }
        with_files(state, &chain, |files| {
            let rows: Vec<AnyView> = files.files.iter().map(|file| row(text, state, &chain, file)).collect();
            let steps: Vec<AnyView> = files.steps.iter().map(|step| step_view(words, text, step)).collect();
            view! {
                <ul class="downloads">{archive_row(text, state, &chain)} {rows}</ul>
                <h3 class="outcome-subheading">{text.server().steps}</h3>
                <ol class="server-steps">{steps}</ol>
            }
            .into_any()
        })
    };
    view! {
        <section class="section" aria-labelledby="outcome-server">
            <h2 class="section-title" id="outcome-server">{move || words.text().server().title}</h2>
            <div class="section-body unjudged">
                <p class="section-lead">{move || words.text().server().lead}</p>
                <Select
                    id="server-kind"
                    label=words.signal(|text| text.new_key().server)
                    hint=Signal::stored(String::new())
                    options=kinds
                    value=Signal::derive(index_of)
                    on_choose=move |index: String| {
                        let chosen = index.parse::<usize>().ok().and_then(|index| ServerKind::ALL.get(index).copied());
                        state.kind.set(chosen.unwrap_or(ServerKind::Other));
                    }
                    messages=Messages::none()
                    error_word
                />
                <div class:hidden=move || !state.is_held || key_form.get() == Some(KeyForm::Pkcs12)>
                    <Checkbox
                        id="server-with-key"
                        label=words.signal(|text| text.server().with_key)
                        hint=words.signal(|text| text.server().with_key_hint)
                        value=state.with_key
                        messages=Messages::none()
                        error_word
                    />
                </div>
                {pkcs12}
                {files}
                {move || {
                    state
                        .is_refused
                        .get()
                        .then(|| {
                            view! {
                                <p class="note note-error" role="alert">{words.text().outcome().download_refused}</p>
                            }
                        })
                }}
            </div>
        </section>
    }
}

/// A file: its button, its name, what it is.
fn row(text: &'static Text, state: ServerState, chain: &Arc<Chain>, file: &NamedFile) -> AnyView {
    let (label, about) = (text.server().role)(file.role);
    let name = file.name.clone();
    let chain = Arc::clone(chain);
    // The content is made anew at the press: a private key is not held by each button that could save it.
    let press = move |_| {
        let saved = untrack(|| {
            with_files(state, &chain, |files| {
                let file = files.files.iter().find(|file| file.name == name)?;
                save(&file.name, media_type(file.role), &file.content).ok()
            })
        });
        state.is_refused.set(saved.flatten().is_none());
    };
    view! {
        <li>
            <div class="download">
                <button class="button button-second" type="button" on:click=press>
                    {label}
                </button>
                <div class="download-about">
                    <code class="value">{file.name.clone()}</code>
                    <span class="soft">{about}</span>
                    {file.holds_key().then(|| view! { <span class="bad">{text.server().secret}</span> })}
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// All of them in one.
fn archive_row(text: &'static Text, state: ServerState, chain: &Arc<Chain>) -> AnyView {
    let name = safe_file_name(
        &format!("{}-server", chain.leaf().map(title).unwrap_or_default()),
        "zip",
    );
    let (shown, chain) = (name.clone(), Arc::clone(chain));
    let press = move |_| {
        let saved = untrack(|| {
            with_files(state, &chain, |files| {
                let archive = Zeroizing::new(zip(&files.entries(), chain.leaf()?.not_before()).ok()?);
                save(&name, "application/zip", &archive).ok()
            })
        });
        state.is_refused.set(saved.flatten().is_none());
    };
    view! {
        <li>
            <div class="download">
                <button class="button" type="button" id="server-zip" on:click=press>
                    {text.server().all}
                </button>
                <div class="download-about">
                    <code class="value">{shown}</code>
                    <span class="soft">{text.server().all_about}</span>
                </div>
            </div>
        </li>
    }
    .into_any()
}

/// A step: what it does, and its commands.
fn step_view(words: Words, text: &'static Text, step: &Step) -> AnyView {
    let sentence = (text.server().install)(step.kind);
    let wheres = step
        .commands
        .first()
        .map(|command| (text.server().shell)(command.shell));
    let commands: Vec<_> = step.commands.iter().map(|command| command.text.clone()).collect();
    let commands = commands.join("\n");
    let shown = commands.clone();
    view! {
        <li>
            <p>{sentence} " " <span class="soft">{wheres}</span></p>
            <pre class="code-block" tabindex="0"><code>{shown}</code></pre>
            <CopyButton
                text=move |()| commands.clone()
                label=words.signal(|text| text.widgets.copy)
                done=words.signal(|text| text.widgets.copied)
                failed=words.signal(|text| text.widgets.copy_failed)
            />
        </li>
    }
    .into_any()
}
