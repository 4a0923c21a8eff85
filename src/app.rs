//! The shell: settings, language, which view the address asks for.

use gloo_net::http::Request;
use leptos::{ev, html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::browser::watch_pointer;
use crate::form::{Desk, Form};
use crate::later::{self, Later};
use crate::settings::{self, ConfigProblem, Expected, Settings};
use crate::text::{Language, Words};

/// The file with the settings, beside the page.
const CONFIG: &str = "config.json";

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let words = Words::of_browser();
    let settings = RwSignal::new(None::<Result<&'static Settings, Vec<ConfigProblem>>>);
    spawn_local(async move {
        let read = fetch_settings().await;
        // The settings live as long as the page does, so everything may hold them without counting.
        settings.set(Some(read.map(|settings| &*Box::leak(Box::new(settings)))));
    });
    watch_pointer();
    guard_drops();
    // The shell of index.html stands until the page does.
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            // The attribute is the browser's own; to set it can't fail for a valid name.
            let _ = root.set_attribute("lang", words.language().tag());
        }
    });
    let main = NodeRef::<html::Main>::new();
    view! {
        <a
            class="skip-link"
            href="#main"
            on:click=move |event| {
                // The address tells the view, so the jump is made here.
                event.prevent_default();
                if let Some(main) = main.get_untracked() {
                    main.scroll_into_view();
                    let _ = main.focus();
                }
            }
        >
            {move || words.text().shell.skip_to_content}
        </a>
        <header class="page-header">
            <div class="page-header-inner">
                <span class="brand">{move || words.text().shell.title}</span>
                <span class="brand-tagline">{move || words.text().shell.tagline}</span>
                <LanguageSwitch words />
            </div>
        </header>
        <main class="page-main" id="main" tabindex="-1" node_ref=main>
            {move || match settings.get() {
                None => view! { <p class="loading" role="status">{move || words.text().shell.loading}</p> }.into_any(),
                Some(Ok(settings)) => view! { <Desk form=Form::new(words, settings) /> }.into_any(),
                Some(Err(problems)) => view! { <Faults words problems /> }.into_any(),
            }}
        </main>
    }
}

/// A file that misses its box by a finger's breadth must not open in place of the page.
fn guard_drops() {
    let keep_out = |event: ev::DragEvent| {
        let types = event.data_transfer().map(|data| data.types());
        if types.is_some_and(|types| types.includes(&"Files".into(), 0)) {
            event.prevent_default();
        }
    };
    let over = window_event_listener(ev::dragover, keep_out);
    let drop = window_event_listener(ev::drop, keep_out);
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}

/// The languages, side by side; each is named in itself.
#[component]
fn LanguageSwitch(words: Words) -> impl IntoView {
    let buttons = Language::ALL
        .into_iter()
        .map(|language| {
            view! {
                <button
                    class="language"
                    type="button"
                    lang=language.tag()
                    aria-pressed=move || if words.language() == language { "true" } else { "false" }
                    on:click=move |_| words.choose(language)
                >
                    {language.own_name()}
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="languages" role="group" aria-label=move || words.text().shell.language>
            {buttons}
        </div>
    }
}

/// What is wrong with config.json, once that which can say it is here.
#[component]
fn Faults(words: Words, problems: Vec<ConfigProblem>) -> impl IntoView {
    let arrived = RwSignal::new(None::<Result<&'static Later, ()>>);
    crate::browser::dress();
    spawn_local(async move { arrived.set(Some(later::load().await.map_err(|_| ()))) });
    move || match arrived.get() {
        None => view! { <p class="loading" role="status">{words.text().shell.loading}</p> }.into_any(),
        Some(Ok(later)) => (later.misconfigured)(words, problems.clone()),
        Some(Err(())) => {
            view! { <p class="note note-error" role="alert">{words.text().shell.unreachable}</p> }.into_any()
        }
    }
}

/// What stands in place of the form when config.json is not right: each fault with its key, its value and what belongs there.
pub fn misconfigured(words: Words, problems: Vec<ConfigProblem>) -> AnyView {
    let rows = problems
        .into_iter()
        .map(|problem| {
            let key = problem.key.clone();
            let value = problem.shown_value();
            view! {
                <li class="note note-error">
                    <dl class="facts">
                        <dt>{move || words.text().settings().key}</dt>
                        <dd>
                            {move || {
                                let whole = words.text().settings().whole_file;
                                if key.is_empty() { whole.to_owned() } else { key.clone() }
                            }}
                        </dd>
                        <dt>{move || words.text().settings().value}</dt>
                        <dd>
                            <code>
                                {move || value.clone().unwrap_or_else(|| words.text().settings().nothing.to_owned())}
                            </code>
                        </dd>
                        <dt>{move || words.text().settings().expected}</dt>
                        <dd>{move || (words.text().settings().expectation)(&problem)}</dd>
                    </dl>
                </li>
            }
        })
        .collect_view();
    view! {
        <h1 class="page-title">{move || words.text().settings().title}</h1>
        <p class="lead">{move || words.text().settings().lead}</p>
        <ul class="faults">{rows}</ul>
    }
    .into_any()
}

async fn fetch_settings() -> Result<Settings, Vec<ConfigProblem>> {
    let failed = |words: String| {
        vec![ConfigProblem {
            key: String::new(),
            value: None,
            expected: Expected::File(words),
        }]
    };
    let request = Request::get(CONFIG).cache(web_sys::RequestCache::NoCache);
    let response = request.send().await.map_err(|error| failed(error.to_string()))?;
    if !response.ok() {
        return Err(failed(format!("{} {}", response.status(), response.status_text())));
    }
    let text = response.text().await.map_err(|error| failed(error.to_string()))?;
    settings::read(&text)
}
