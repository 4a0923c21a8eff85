//! The names of the certificate: common name, additional names one by one or pasted by the dozen, the free pair.

use certdesk_order::{Field, Problem, RowKey, What, split_pasted};
use leptos::{ev, html, prelude::*};

use super::entry::Entry;
use super::section::Section;
use super::{Form, Judged, field_id};
use crate::draft::NameRow;
use crate::later::Later;
use crate::widgets::{Disclosure, InputKind, Messages, TextField};

/// The id of the button that adds a line.
const ADD_ID: &str = "dns-names-add";

/// How many names came in by the last paste, and how many of them were here already.
pub(crate) type Pasted = RwSignal<Option<(usize, usize)>>;

/// How many lines are drawn in one frame: more than a window shows, and few enough for a frame.
const LINES_A_FRAME: usize = 120;
/// The height that a line is taken to have before it is drawn: that of the style sheet. A text, because to write a number with
/// a point weighs nine kilobytes.
const LINE_HEIGHT: &str = "6.25rem";

/// The lines as they are drawn: a thousand that are pasted at once come over some frames, the first at once.
fn lines_by_frames(form: Form) -> (Memo<Vec<NameRow>>, Memo<usize>) {
    let rows = form.draft.dns_names;
    let drawn = RwSignal::new(LINES_A_FRAME);
    let count = Memo::new(move |_| rows.with(Vec::len));
    Effect::new(move |_| {
        let (count, now) = (count.get(), drawn.get());
        if count > now {
            request_animation_frame(move || {
                // The form may be gone by then.
                drawn.try_update(|drawn| *drawn = drawn.saturating_add(LINES_A_FRAME));
            });
        } else if now != count.saturating_add(LINES_A_FRAME) {
            // Room for a line that is added: it has to be there when it is to take the focus.
            drawn.set(count.saturating_add(LINES_A_FRAME));
        }
    });
    let lines = Memo::new_with_compare(
        move |_| rows.with(|rows| rows.iter().take(drawn.get()).cloned().collect::<Vec<_>>()),
        |_, _| true,
    );
    let undrawn = Memo::new(move |_| count.get().saturating_sub(drawn.get()));
    (lines, undrawn)
}

/// All names.
#[component]
pub(crate) fn NamesSection(form: Form) -> impl IntoView {
    let words = form.words;
    let common_name = form.draft.common_name;
    let pasted: Pasted = RwSignal::new(None);
    let (lines, undrawn) = lines_by_frames(form);
    let suggestion = Signal::derive(move || {
        form.messages(Field::CommonName)
            .error
            .with(Option::is_some)
            .then(|| form.suggestion(Field::CommonName))
            .flatten()
    });
    view! {
        <Section id="section-names" title=words.signal(|text| text.form.names)>
            <div class="offered">
                <Entry form field=Field::CommonName value=common_name kind=InputKind::Code required=true />
                <Offer
                    form
                    name=suggestion
                    on_take=move |name| {
                        common_name.set(name);
                        form.edited(Field::CommonName);
                    }
                />
                {form.part(|later, form| (later.www_pair)(form))}
            </div>
            <fieldset class="subsection" id=field_id(Field::DnsNames) tabindex="-1">
                <legend class="label">{move || words.text().names.list}</legend>
                <p class="hint">{move || words.text().names.list_hint}</p>
                <SetMessages form />
                <div class="names">
                    <For each=move || lines.get() key=|row| row.key let:row>
                        <NameLine form row pasted />
                    </For>
                    // As high as the lines that are still to come, so that nothing moves as they do.
                    <div style:height=move || format!("calc({LINE_HEIGHT} * {})", undrawn.get())></div>
                </div>
                <div class="buttons">
                    <button
                        class="button button-second"
                        type="button"
                        id=ADD_ID
                        on:click=move |_| {
                            let added = form.draft.add_names([String::new()]);
                            focus_row(added);
                        }
                    >
                        {move || words.text().names.add}
                    </button>
                    <p class="soft" role="status">
                        {move || {
                            pasted.get().map(|(added, folded)| (words.text().names.added)(added, folded))
                        }}
                    </p>
                </div>
                <div class="room room-fold">{move || form.later(|later, form| Some((later.paste_many)(*form, pasted)))}</div>
            </fieldset>
        </Section>
    }
}

/// What is to be said of the names as a set.
#[component]
fn SetMessages(form: Form) -> impl IntoView {
    let messages = form.messages(Field::DnsNames);
    let words = form.words;
    view! {
        <div class="messages messages-loose">
            {move || {
                messages
                    .error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="error-message">
                                <span class="visually-hidden">{move || words.text().widgets.error} {": "}</span>
                                {error}
                            </p>
                        }
                    })
            }}
            {move || {
                messages
                    .advice
                    .get()
                    .into_iter()
                    .map(|advice| view! { <p class="advice-message">{advice}</p> })
                    .collect_view()
            }}
        </div>
    }
}

/// A button that puts a better name in place of the one that was typed.
#[component]
fn Offer(form: Form, name: Signal<Option<String>>, #[prop(into)] on_take: Callback<String>) -> impl IntoView {
    move || {
        let name = name.get()?;
        let taken = name.clone();
        Some(view! {
            <p class="offers">
                <button class="button button-quiet" type="button" on:click=move |_| on_take.run(taken.clone())>
                    {move || (form.words.text().names.use_instead)(&name)}
                </button>
            </p>
        })
    }
}

/// The other form of the common name, with or without `www.`, which costs nothing (DigiCert API notes, section 1.3).
pub(crate) fn www_pair(form: Judged) -> AnyView {
    let words = form.words;
    (move || {
        let pair = form.checks.www_pair.get()?;
        let name = pair.clone();
        Some(view! {
            <p class="offers">
                <span>{(words.text().names.offer_www)(&pair)}</span>
                <button
                    class="button button-quiet"
                    type="button"
                    on:click=move |_| {
                        form.add_name_once(&name);
                    }
                >
                    {(words.text().names.offer_www_add)(&pair)}
                </button>
            </p>
        })
    })
    .into_any()
}

/// One additional name.
#[component]
fn NameLine(form: Form, row: NameRow, pasted: Pasted) -> impl IntoView {
    let words = form.words;
    let key = row.key;
    let field = Field::DnsName(key);
    // Kept here and not in the form: with a thousand lines, what is due in one must not wake the others.
    let left = RwSignal::new(false);
    let due = move || left.get() || form.due.attempts.get() > 0;
    let judged = StoredValue::new(row.clone());
    let error = Memo::new(move |_| {
        if let Some(refused) = form.refused_at(field) {
            return Some(refused);
        }
        let own = |later: &Later, form| judged.with_value(|row| (later.row_error)(form, row));
        if due() { form.later(own) } else { None }
    });
    let advice =
        Memo::new(move |_| form.later(|later, form| judged.with_value(|row| (later.row_advice)(form, row, due()))));
    let suggestion = Signal::derive(move || {
        if due() {
            form.later(|later, form| judged.with_value(|row| (later.row_suggestion)(form, row)))
        } else {
            None
        }
    });
    let value = row.value.clone();
    let set = row.value.clone();
    let write = Callback::new(move |typed: String| {
        set.set(typed);
        form.edited(field);
        form.names_typed();
    });
    let label_value = row.value.clone();
    let remove_label = move || (words.text().names.remove_row)(label_value.get().trim());
    let blank = row.value.clone();
    let on_paste = move |event: ev::ClipboardEvent| {
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text").ok())
            .unwrap_or_default();
        let names = split_pasted(&text);
        if names.len() < 2 {
            return;
        }
        event.prevent_default();
        if blank.with_untracked(|value| value.trim().is_empty()) {
            form.draft.remove_name(key);
        }
        let counts = form.add_names(names);
        pasted.set(Some(counts));
        focus_by_id(ADD_ID.to_owned());
    };
    let on_enter = move |event: ev::KeyboardEvent| {
        // Not on the button beside it, which Enter presses.
        let is_box = event_target::<web_sys::Element>(&event).tag_name() == "INPUT";
        if is_box && event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            focus_row(form.draft.add_names([String::new()]));
        }
    };
    view! {
        <div class="name-row" on:paste=on_paste on:keydown=on_enter>
            <div class="offered">
                <TextField
                    id=field_id(field)
                    label=Signal::derive(move || (words.text().names.row_label)(form.row_number(key)))
                    hint=Signal::stored(String::new())
                    value=Signal::derive(move || value.get())
                    on_input=write
                    messages=Messages { error: error.into(), advice: advice.into() }
                    error_word=form.error_word()
                    kind=InputKind::Code
                    on_leave=move |()| {
                        left.set(true);
                        form.names_settled();
                    }
                />
                <Offer form name=suggestion on_take=write />
            </div>
            <button
                class="button button-quiet name-remove"
                type="button"
                aria-label=remove_label
                on:click=move |_| {
                    let next = form.neighbour(key);
                    form.draft.remove_name(key);
                    form.names_settled();
                    match next {
                        Some(next) => focus_row(Some(next)),
                        None => focus_by_id(ADD_ID.to_owned()),
                    }
                }
            >
                {move || words.text().widgets.remove}
            </button>
        </div>
    }
}

/// A box for a whole list.
pub(crate) fn paste_many(form: Form, pasted: Pasted) -> AnyView {
    let words = form.words;
    let text = RwSignal::new(String::new());
    let area = NodeRef::<html::Textarea>::new();
    let add = move |_| {
        let names = text.with_untracked(|text| split_pasted(text));
        if names.is_empty() {
            if let Some(area) = area.get_untracked() {
                let _ = area.focus();
            }
            return;
        }
        pasted.set(Some(form.add_names(names)));
        text.set(String::new());
    };
    view! {
        <Disclosure title=words.signal(|text| text.names.paste)>
            <crate::widgets::TextArea
                id="paste-names"
                label=words.signal(|text| text.names.paste_label)
                hint=words.signal(|text| text.names.paste_hint)
                value=text
                messages=Messages::none()
                error_word=form.error_word()
                rows=5
                code=true
                node_ref=area
            />
            <div class="buttons">
                <button class="button button-second" type="button" on:click=add>
                    {move || words.text().names.paste_add}
                </button>
            </div>
        </Disclosure>
    }
    .into_any()
}

/// The better name that a problem offers.
pub(super) fn suggested(problem: &Problem) -> Option<String> {
    match &problem.what {
        What::Name(problem) => problem.suggestion().map(str::to_owned),
        _ => None,
    }
}

/// Whether a problem only tells in which form a name is sent.
pub(super) fn is_conversion(problem: &Problem) -> bool {
    matches!(
        &problem.what,
        What::Name(certdesk_order::NameProblem::WillBeSentAs { .. })
    )
}

fn focus_row(key: Option<RowKey>) {
    if let Some(key) = key {
        focus_by_id(field_id(Field::DnsName(key)));
    }
}

/// Focuses a control once it has been drawn.
fn focus_by_id(id: String) {
    request_animation_frame(move || crate::widgets::lead_to(&id));
}
