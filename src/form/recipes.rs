//! The commands that make key and CSR on a server.

use certdesk_pki::ServerKind;
use certdesk_pki::make::NewKeyKind;
use certdesk_pki::make::commands::{NewFile, Recipe, Shell, Tool, recipe};
use leptos::prelude::*;

use super::Judged;
use super::new_key::{alt_names, subject};
use crate::browser::{can_make_keys, save};
use crate::text::Text;
use crate::widgets::{CopyButton, Disclosure, Messages, Select, SelectOption};

/// The commands for the chosen server, live with the names of the form.
#[component]
pub(super) fn Recipes(form: Judged, kind: RwSignal<NewKeyKind>) -> impl IntoView {
    let words = form.words;
    let chosen = RwSignal::new(None::<ServerKind>);
    let server = move || {
        chosen.get().unwrap_or_else(|| {
            form.settings
                .server_kind(form.draft.entries.server_platform.get().trim().parse().ok())
        })
    };
    let shell = RwSignal::new(Shell::Sh);
    let servers = Signal::derive(move || {
        let named = |(index, server): (usize, ServerKind)| SelectOption {
            value: index.to_string(),
            label: (words.text().new_key().server_name)(server).to_owned(),
        };
        ServerKind::ALL.into_iter().enumerate().map(named).collect()
    });
    let shells = Signal::derive(move || {
        let named = |shell: Shell| SelectOption {
            value: shell_id(shell).to_owned(),
            label: (words.text().new_key().shell_name)(shell).to_owned(),
        };
        Tool::of(server()).shells().iter().copied().map(named).collect()
    });
    let answer = move || {
        let text = words.text();
        let names = alt_names(form);
        if names.is_empty() {
            return view! { <p class="soft">{text.new_key().names_first}</p> }.into_any();
        }
        let tool = Tool::of(server());
        match recipe(tool, shell.get(), &subject(form), &names, kind.get()) {
            Ok(recipe) => steps(form, text, recipe),
            Err(reason) => view! { <p class="note note-advice">{(text.new_key().no_recipe)(reason)}</p> }.into_any(),
        }
    };
    let must_show = !can_make_keys();
    view! {
        <Disclosure title=words.signal(|text| text.new_key().server_title) must_show=Signal::stored(must_show)>
            <div class="unjudged">
            <p class="soft">{move || words.text().new_key().server_lead}</p>
            <Select
                id="new-key-server"
                label=words.signal(|text| text.new_key().server)
                hint=Signal::stored(String::new())
                options=servers
                value=Signal::derive(move || {
                    let server = server();
                    ServerKind::ALL.into_iter().position(|it| it == server).unwrap_or_default().to_string()
                })
                on_choose=move |index: String| {
                    let index = index.parse::<usize>().ok();
                    chosen.set(index.and_then(|index| ServerKind::ALL.get(index).copied()));
                }
                messages=Messages::none()
                error_word=form.error_word()
            />
            <div class:hidden=move || shells.with(|shells: &Vec<_>| shells.len() < 2)>
                <Select
                    id="new-key-shell"
                    label=words.signal(|text| text.new_key().shell)
                    hint=Signal::stored(String::new())
                    options=shells
                    value=Signal::derive(move || shell_id(shell.get()).to_owned())
                    on_choose=move |id: String| {
                        shell.set(if id == shell_id(Shell::Windows) { Shell::Windows } else { Shell::Sh });
                    }
                    messages=Messages::none()
                    error_word=form.error_word()
                />
            </div>
            <div class="recipe">{answer}</div>
            </div>
        </Disclosure>
    }
}

const fn shell_id(shell: Shell) -> &'static str {
    match shell {
        Shell::Sh => "sh",
        Shell::Windows => "windows",
    }
}

fn steps(form: Judged, text: &'static Text, recipe: Recipe) -> AnyView {
    let words = form.words;
    let copy = move |what: String| {
        view! {
            <CopyButton
                text=move |()| what.clone()
                label=words.signal(|text| text.widgets.copy)
                done=words.signal(|text| text.widgets.copied)
                failed=words.signal(|text| text.widgets.copy_failed)
            />
        }
    };
    let result = (text.new_key().result)(recipe.key_file.as_deref(), &recipe.csr_file);
    let files: Vec<AnyView> = recipe.files.into_iter().map(|file| file_block(text, file)).collect();
    let commands: Vec<_> = recipe.commands.into_iter().map(|command| command.text).collect();
    let commands = commands.join("\n");
    let notes: Vec<AnyView> = recipe
        .notes
        .into_iter()
        .map(|note| view! { <li>{(text.new_key().note)(note)}</li> }.into_any())
        .collect();
    let shown = commands.clone();
    view! {
        {files}
        <p class="label">{text.new_key().run}</p>
        <pre class="code-block" tabindex="0"><code id="new-key-commands">{shown}</code></pre>
        {copy(commands)}
        <p>{result}</p>
        <ul class="soft plain-list">{notes}</ul>
    }
    .into_any()
}

fn file_block(text: &'static Text, file: NewFile) -> AnyView {
    let label = (text.new_key().save_file)(&file.name);
    let (name, shown) = (file.name.clone(), file.content.clone());
    let press = move |_| {
        // Where the browser refuses, the text is there to be copied by hand.
        let _ = save(&file.name, "application/octet-stream", &file.bytes());
    };
    view! {
        <p class="label">{name}</p>
        <pre class="code-block" tabindex="0"><code>{shown}</code></pre>
        <div class="buttons">
            <button class="button button-quiet" type="button" on:click=press>{label}</button>
        </div>
    }
    .into_any()
}
