//! Drafts and templates: saved, loaded, dropped, and each of it taken back.

use certdesk_order::{Entries, NameEntries};
use leptos::{ev, html, prelude::*};
use serde_json::{Value, json};

use super::draft_file;
use super::state::with_known_fields;
use super::{Form, Judged, holds_private_key};
use crate::browser::{Kept, kept_at, local_time, other_drafts, save};
use crate::outcome::{harmless, journal_fold};
use crate::text::{DraftsText, NotLoaded};
use crate::widgets::{Disclosure, DroppedFile, FileDrop, lead_to};

/// The most bytes of a file that are read.
const FILE_LIMIT: u32 = 256 * 1024;
/// How many templates are kept.
const MOST_TEMPLATES: usize = 50;
/// The longest name of a template, in characters.
const NAME_CHARACTERS: usize = 60;

/// What was done last, and how it is taken back.
#[derive(Clone, Debug, PartialEq)]
enum Done {
    Dropped(Before),
    Loaded {
        from: String,
        unknown: Vec<String>,
        before: Before,
    },
    TemplateKept {
        name: String,
        before: Value,
    },
    TemplateDeleted {
        name: String,
        before: Value,
    },
    Undone,
    Nameless,
    NotKept,
    NotLoaded(NotLoaded),
}

/// The form as it was.
#[derive(Clone, Debug, PartialEq)]
struct Before {
    entries: Entries,
    names: NameEntries,
}

impl Before {
    fn of(form: Form) -> Self {
        Self {
            entries: untrack(|| form.draft.entries.entries()),
            names: untrack(|| form.draft.names()),
        }
    }
}

/// What stands at the foot of the form: drafts and templates, and the orders that were sent.
pub(crate) fn foot(judged: Judged) -> AnyView {
    let form = *judged;
    view! {
        {super::options(judged)}
        <div class="folds form-more">{drafts(form)} {journal_fold(form)}</div>
    }
    .into_any()
}

/// Puts other entries into the form, as if they had been typed.
fn put(form: Form, entries: Entries, names: NameEntries) {
    form.due.reset();
    form.refused.set(Vec::new());
    form.draft
        .set(with_known_fields(entries, &form.settings.custom_fields), names);
    form.restored.set(false);
    form.key_guard.forget();
    form.names_settled();
}

/// The templates: objects of `name`, `entries` and `names`, in the order in which they were kept.
fn templates() -> Vec<Value> {
    let kept = Kept::Templates.get::<Value>();
    kept.and_then(|kept| kept.as_array().cloned()).unwrap_or_default()
}

fn text_of<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn drafts(form: Form) -> AnyView {
    let words = form.words;
    let done = RwSignal::new(None::<Done>);
    let all = RwSignal::new(templates());
    let name = NodeRef::<html::Input>::new();
    let load = move |from: String, value: &Value, unknown: Vec<String>| {
        let before = Before::of(form);
        let part = |name: &str| value.get(name).cloned().unwrap_or_default();
        let mut entries = Entries::from_kept(part("entries"));
        if entries.csr.is_empty() {
            // A template has no CSR; the one that is there is nobody's to take away.
            entries.csr.clone_from(&before.entries.csr);
        }
        put(form, entries, NameEntries::from_kept(part("names")));
        done.set(Some(Done::Loaded { from, unknown, before }));
    };
    let on_file = move |file: DroppedFile| {
        let Some(bytes) = file.bytes else {
            done.set(Some(Done::NotLoaded(NotLoaded::Unread)));
            return;
        };
        let before = Before::of(form);
        match draft_file::read(&bytes, before.entries.product) {
            Ok(loaded) => {
                put(form, loaded.entries, loaded.names);
                done.set(Some(Done::Loaded {
                    from: file.name,
                    unknown: loaded.unknown,
                    before,
                }));
            }
            Err(why) => done.set(Some(Done::NotLoaded(why))),
        }
    };
    let save_file = move |_| {
        let now = Before::of(form);
        let text = draft_file::write(&now.entries, &now.names);
        if holds_private_key(text.as_bytes()) {
            done.set(Some(Done::NotLoaded(NotLoaded::PrivateKey)));
        } else if save("certdesk-draft.json", "application/json", text.as_bytes()).is_err() {
            done.set(Some(Done::NotKept));
        }
    };
    let drop = move |_| {
        let before = Before::of(form);
        put(form, form.settings.defaults.clone(), NameEntries::default());
        done.set(Some(Done::Dropped(before)));
    };
    let set_templates = move |templates: Vec<Value>, told: Done| {
        if Kept::Templates.put(&templates) {
            all.set(templates);
            done.set(Some(told));
        } else {
            done.set(Some(Done::NotKept));
        }
    };
    let keep_template = move || {
        let Some(input) = name.get_untracked() else { return };
        let typed: String = input.value().trim().chars().take(NAME_CHARACTERS).collect();
        if typed.is_empty() {
            done.set(Some(Done::Nameless));
            return;
        }
        let mut now = Before::of(form);
        now.entries.csr.clear();
        let before = Value::Array(templates());
        let mut templates = templates();
        templates.retain(|template| text_of(template, "name") != typed);
        templates.push(json!({ "name": typed, "entries": now.entries, "names": now.names }));
        let excess = templates.len().saturating_sub(MOST_TEMPLATES);
        templates.drain(..excess);
        input.set_value("");
        set_templates(templates, Done::TemplateKept { name: typed, before });
    };
    let undo = move |_| {
        let Some(last) = done.get_untracked() else { return };
        match last {
            Done::Dropped(before) | Done::Loaded { before, .. } => put(form, before.entries, before.names),
            Done::TemplateKept { before, .. } | Done::TemplateDeleted { before, .. } => {
                let before = before.as_array().cloned().unwrap_or_default();
                Kept::Templates.put(&before);
                all.set(before);
            }
            Done::Undone | Done::Nameless | Done::NotKept | Done::NotLoaded(_) => return,
        }
        done.set(Some(Done::Undone));
        // The button that had the focus is gone.
        lead_to("draft-save");
    };
    let said = move || {
        let last = done.get()?;
        let text = words.text().drafts();
        let said = say(text, &last);
        let unknown = match &last {
            Done::Loaded { unknown, .. } if !unknown.is_empty() => {
                let lines: Vec<_> = unknown
                    .iter()
                    .map(|path| view! { <li><code class="value">{harmless(path)}</code></li> })
                    .collect();
                Some(view! {
                    <p>{text.unknown}</p>
                    <ul class="plain-list">{lines}</ul>
                })
            }
            _ => None,
        };
        let can_undo = !matches!(last, Done::Undone | Done::Nameless | Done::NotKept | Done::NotLoaded(_));
        let undo = can_undo.then(|| {
            view! {
                <button class="button button-quiet" type="button" id="draft-undo" on:click=undo>
                    {text.undo}
                </button>
            }
        });
        Some(view! {
            <div class="note">
                <p>{said} " " {undo}</p>
                {unknown}
            </div>
        })
    };
    let kept = move || {
        let text = words.text().drafts();
        let rows = all.get().into_iter().map(|template| {
            let name = text_of(&template, "name").to_owned();
            let (from, gone) = (name.clone(), name.clone());
            let delete = move |_| {
                let before = Value::Array(templates());
                let mut templates = templates();
                templates.retain(|template| text_of(template, "name") != gone);
                let told = Done::TemplateDeleted {
                    name: gone.clone(),
                    before,
                };
                set_templates(templates, told);
                request_animation_frame(|| lead_to("draft-undo"));
            };
            row(
                harmless(&name),
                text.use_template,
                Callback::new(move |()| load(from.clone(), &template, Vec::new())),
                Some(
                    view! {
                        <button class="button button-quiet" type="button" on:click=delete>
                            {text.delete}
                            <span class="visually-hidden">{" "} {harmless(&name)}</span>
                        </button>
                    }
                    .into_any(),
                ),
            )
        });
        rows.collect::<Vec<_>>()
    };
    let others = RwSignal::new(Vec::new());
    let look = move |_: ev::Event| others.set(other_drafts(&form.tab.get_value()));
    let other_rows = move || {
        let text = words.text().drafts();
        let locale = words.language().locale();
        let rows: Vec<_> = others
            .get()
            .into_iter()
            .map(|(_, draft)| {
                let when = kept_at(&draft).map(|at| local_time(at, locale)).unwrap_or_default();
                let common_name = draft.get("names").map_or("", |names| text_of(names, "common_name"));
                let label = (text.other)(&when, &harmless(common_name));
                let from = label.clone();
                row(
                    label,
                    text.use_template,
                    Callback::new(move |()| load(from.clone(), &draft, Vec::new())),
                    None,
                )
            })
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3 class="subsection-title">{text.others}</h3>
                <p class="soft">{text.others_lead}</p>
                <ul class="plain-list" id="other-drafts">{rows}</ul>
            }
        })
    };
    let on_key = move |event: ev::KeyboardEvent| {
        // Enter would go on to the review.
        if event.key() == "Enter" {
            event.prevent_default();
            keep_template();
        }
    };
    view! {
        <div on:toggle:capture=look>
            <Disclosure title=words.signal(|text| text.drafts().title)>
                <p class="soft">{move || words.text().drafts().lead}</p>
                <div class="buttons">
                    <button class="button button-second" type="button" id="draft-save" on:click=save_file>
                        {move || words.text().drafts().save}
                    </button>
                    <button class="button button-quiet" type="button" id="draft-drop" on:click=drop>
                        {move || words.text().drafts().drop}
                    </button>
                </div>
                <div role="status" id="drafts-said">{said}</div>
                <FileDrop
                    id="draft-file"
                    label=words.signal(|text| text.drafts().load)
                    accept=".json,application/json"
                    limit=FILE_LIMIT
                    on_file=on_file
                >
                    {""}
                </FileDrop>
                <h3 class="subsection-title">{move || words.text().drafts().templates}</h3>
                <ul class="plain-list" id="templates">{kept}</ul>
                <div class="field">
                    <label class="label" for="template-name">{move || words.text().drafts().template_name}</label>
                    <div class="hint" id="template-name-hint">{move || words.text().drafts().template_hint}</div>
                    <input
                        class="input"
                        id="template-name"
                        type="text"
                        autocomplete="off"
                        aria-describedby="template-name-hint"
                        node_ref=name
                        on:keydown=on_key
                    />
                </div>
                <div class="buttons">
                    <button
                        class="button button-second"
                        type="button"
                        id="template-keep"
                        on:click=move |_| keep_template()
                    >
                        {move || words.text().drafts().keep_template}
                    </button>
                </div>
                {other_rows}
            </Disclosure>
        </div>
    }
    .into_any()
}

/// A line with a name and what can be done with it.
fn row(label: String, action: &'static str, press: Callback<()>, more: Option<AnyView>) -> AnyView {
    let about = label.clone();
    view! {
        <li class="kept-row">
            <span class="kept-name">{label}</span>
            <button class="button button-quiet" type="button" on:click=move |_| press.run(())>
                {action}
                <span class="visually-hidden">{" "} {about}</span>
            </button>
            {more}
        </li>
    }
    .into_any()
}

fn say(text: &DraftsText, done: &Done) -> String {
    match done {
        Done::Dropped(_) => text.dropped.to_owned(),
        Done::Loaded { from, .. } => (text.loaded)(&harmless(from)),
        Done::TemplateKept { name, .. } => (text.kept)(&harmless(name)),
        Done::TemplateDeleted { name, .. } => (text.deleted)(&harmless(name)),
        Done::Undone => text.undone.to_owned(),
        Done::Nameless => text.nameless.to_owned(),
        Done::NotKept => text.not_kept.to_owned(),
        Done::NotLoaded(why) => (text.not_loaded)(*why).to_owned(),
    }
}
