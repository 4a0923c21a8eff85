//! A labelled box to type into, with its hint and its messages: GOV.UK's form group.
//!
//! In the document an error stands between hint and box, as a screen reader should meet it. On the screen it takes the
//! line below the box, which is kept free for it: nothing moves when it appears.

use leptos::{html, prelude::*};

use crate::browser::once_released;

/// What is said about an entry: the sentence of its error, or else its advice.
#[derive(Clone, Copy)]
pub struct Messages {
    /// The error, once it is due.
    pub error: Signal<Option<String>>,
    /// Advice, once it is due; each a sentence.
    pub advice: Signal<Vec<String>>,
}

impl Messages {
    /// For a box of which nothing is ever said.
    #[must_use]
    pub fn none() -> Self {
        Self {
            error: Signal::stored(None),
            advice: Signal::stored(Vec::new()),
        }
    }
}

/// What kind of text a box takes: it decides on the keyboard of a phone and on the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// A whole number; a text box all the same, since a number box drops what it can't read.
    Number,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A code or a name of machines, in a fixed-width type.
    Code,
    /// A calendar date, `yyyy-MM-dd`.
    Date,
}

impl InputKind {
    const fn input_mode(self) -> &'static str {
        match self {
            Self::Text | Self::Code => "text",
            Self::Number | Self::Date => "numeric",
            Self::Email => "email",
            Self::Telephone => "tel",
        }
    }

    const fn field_class(self) -> &'static str {
        match self {
            Self::Code => "field field-code",
            _ => "field",
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Text => "input",
            Self::Email => "input input-email",
            Self::Number | Self::Date => "input input-short",
            Self::Telephone => "input input-medium",
            Self::Code => "input input-code",
        }
    }
}

/// The ids that describe a control with this id: its hint and its messages.
#[must_use]
pub fn described_by(id: &str) -> String {
    format!("{id}-hint {id}-message")
}

/// The hint and the messages of a control; `error_word` stands before an error for those who can't see its colour.
#[component]
pub(crate) fn HintAndMessages(
    /// The control's id.
    #[prop(into)]
    id: String,
    /// What helps to fill it in; empty for nothing.
    hint: Signal<String>,
    /// What is said about the entry.
    messages: Messages,
    /// "Error", in the language of the page.
    error_word: Signal<String>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let message_id = format!("{id}-message");
    view! {
        <div class="hint" id=hint_id>{move || hint.get()}</div>
        <div class="messages" id=message_id>
            {move || match messages.error.get() {
                Some(error) => view! {
                    <p class="error-message">
                        <span class="visually-hidden">{move || error_word.get()} {": "}</span>
                        {error}
                    </p>
                }
                    .into_any(),
                None => messages
                    .advice
                    .get()
                    .into_iter()
                    .map(|advice| view! { <p class="advice-message">{advice}</p> })
                    .collect_view()
                    .into_any(),
            }}
        </div>
    }
}

/// One line of text with its label.
#[component]
pub fn TextField(
    /// The control's id, unique in the page.
    #[prop(into)]
    id: String,
    /// The label.
    label: Signal<String>,
    /// What helps to fill it in; empty for nothing.
    hint: Signal<String>,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Told what is typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is said about it.
    messages: Messages,
    /// "Error", in the language of the page.
    error_word: Signal<String>,
    /// What kind of text it takes.
    #[prop(optional)]
    kind: InputKind,
    /// Whether the order can't do without it.
    #[prop(optional, into)]
    required: Signal<bool>,
    /// The browser's `autocomplete` word; `off` unless given.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The id of a `<datalist>` with suggestions, or empty.
    #[prop(optional, into)]
    list: String,
    /// Told when the user leaves the box.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let described = described_by(&id);
    view! {
        <div class=kind.field_class() class:field-error=move || messages.error.with(Option::is_some)>
            <label class="label" for=id.clone()>{move || label.get()}</label>
            <HintAndMessages id=id.clone() hint messages error_word />
            <input
                class=kind.class()
                id=id
                type="text"
                inputmode=kind.input_mode()
                autocomplete=autocomplete
                spellcheck="false"
                list=(!list.is_empty()).then_some(list)
                aria-describedby=described
                aria-invalid=move || messages.error.with(Option::is_some).then_some("true")
                aria-required=move || required.get().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=move |_| leave(on_leave)
            />
        </div>
    }
}

/// Several lines of text with their label.
#[component]
pub fn TextArea(
    /// The control's id, unique in the page.
    #[prop(into)]
    id: String,
    /// The label.
    label: Signal<String>,
    /// What helps to fill it in; empty for nothing.
    hint: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is said about it.
    messages: Messages,
    /// "Error", in the language of the page.
    error_word: Signal<String>,
    /// How many lines are seen at once.
    #[prop(default = 3)]
    rows: u32,
    /// Whether it holds code, in a fixed-width type.
    #[prop(optional)]
    code: bool,
    /// Whether the order can't do without it.
    #[prop(optional, into)]
    required: Signal<bool>,
    /// Lets the parent reach the element.
    #[prop(optional)]
    node_ref: NodeRef<html::Textarea>,
    /// Told at each change.
    #[prop(optional, into)]
    on_edit: Option<Callback<()>>,
    /// Told when the user leaves the box.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let described = described_by(&id);
    view! {
        <div class=if code { "field field-code" } else { "field" } class:field-error=move || messages.error.with(Option::is_some)>
            <label class="label" for=id.clone()>{move || label.get()}</label>
            <HintAndMessages id=id.clone() hint messages error_word />
            <textarea
                node_ref=node_ref
                class=if code { "input input-code" } else { "input" }
                id=id
                rows=rows.to_string()
                autocomplete="off"
                spellcheck=if code { "false" } else { "true" }
                aria-describedby=described
                aria-invalid=move || messages.error.with(Option::is_some).then_some("true")
                aria-required=move || required.get().then_some("true")
                prop:value=move || value.get()
                on:input=move |event| {
                    value.set(event_target_value(&event));
                    notify(on_edit);
                }
                on:blur=move |_| leave(on_leave)
            ></textarea>
        </div>
    }
}

/// Calls a callback, if there is one.
pub(crate) fn notify(callback: Option<Callback<()>>) {
    if let Some(callback) = callback {
        callback.run(());
    }
}

/// Tells that a control was left, once nothing can be pushed from under a pointer any more. By then the control may be gone.
pub(crate) fn leave(callback: Option<Callback<()>>) {
    if let Some(callback) = callback {
        once_released(move || {
            callback.try_run(());
        });
    }
}
