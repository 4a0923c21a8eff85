//! A box to type into with a list to choose from: the combobox of the ARIA Authoring Practices, with a listbox that
//! filters ("editable combobox with list autocomplete", manual selection).
//!
//! The focus never leaves the box; the option that the keys are on is told by `aria-activedescendant`.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;

use super::combo::{Combo, Found, Matching, Search, put};
use super::entries::{Entry, Mark};
use super::field::{HintAndMessages, Messages, described_by, leave};

/// What a combobox says by itself.
#[derive(Clone, Copy)]
pub struct ComboboxTexts {
    /// How many match, for the status line.
    pub matching: Callback<Matching, String>,
    /// How many more match than are drawn, and that more letters help; stands below the list.
    pub more: Callback<usize, String>,
}

/// A labelled box that takes a text or the choice of an entry.
///
/// It holds one string: the value of an entry, for which the box shows the entry's label, or else what was typed, as it
/// was typed. So nothing that is typed is lost; whether a text that is no entry will do is for the caller to judge, and
/// `on_change` has to set `value` before it returns.
#[component]
pub fn Combobox(
    /// The control's id, unique in the page.
    #[prop(into)]
    id: String,
    /// The label.
    label: Signal<String>,
    /// What helps to fill it in; empty for nothing.
    hint: Signal<String>,
    /// What there is to choose from; without any it is a box like others.
    entries: Signal<Arc<[Entry]>>,
    /// The value of an entry, or a text.
    #[prop(into)]
    value: Signal<String>,
    /// Told the value of the entry that is chosen, and each text that is typed.
    #[prop(into)]
    on_change: Callback<String>,
    /// What is said about it.
    messages: Messages,
    /// "Error", in the language of the page.
    error_word: Signal<String>,
    /// What it says by itself.
    texts: ComboboxTexts,
    /// How entries are found; unless given, by their words, which may stand anywhere in them.
    #[prop(optional)]
    search: Option<Search>,
    /// Whether a text that is no entry is as good: then Enter takes it as it is, and not the only entry that matches.
    #[prop(optional)]
    free: bool,
    /// Whether the order can't do without it.
    #[prop(optional, into)]
    required: Signal<bool>,
    /// Told when the user leaves the box.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let combo = Combo::new(entries, value, on_change, search, free);
    let root = NodeRef::<html::Div>::new();
    close_from_outside(combo, root);
    let label_id = format!("{id}-label");
    let detail_id = format!("{id}-detail");
    let described = format!("{} {detail_id}", described_by(&id));
    view! {
        <div class="field" class:field-error=move || messages.error.with(Option::is_some)>
            <label class="label" id=label_id.clone() for=id.clone()>{move || label.get()}</label>
            <HintAndMessages id=id.clone() hint messages error_word />
            <div class="combobox" node_ref=root>
                <div class="combobox-box">
                    {text_box(combo, &id, described, messages, required, on_leave)}
                    {popup(combo, &id, label_id, texts)}
                </div>
                <div class="combobox-line">
                    <p
                        class="combobox-detail"
                        class:combobox-warning=move || combo.chosen().is_some_and(|entry| entry.mark != Mark::Plain)
                        id=detail_id
                    >
                        {move || combo.chosen().filter(|_| !combo.open.get()).map(|entry| entry.detail)}
                    </p>
                    <p class="combobox-status" role="status">
                        {move || {
                            let matching = combo.found.with(|found| found.matching);
                            (combo.open.get() && matching.of > 0).then(|| texts.matching.run(matching))
                        }}
                    </p>
                </div>
            </div>
        </div>
    }
}

fn text_box(
    combo: Combo,
    id: &str,
    described: String,
    messages: Messages,
    required: Signal<bool>,
    on_leave: Option<Callback<()>>,
) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let prefix = option_prefix(id);
    let active = Memo::new(move |_| combo.active().map(|position| format!("{prefix}{position}")));
    // Once the list is drawn.
    Effect::new(move |_| {
        if let Some(id) = active.get() {
            request_animation_frame(move || show(&id));
        }
    });
    view! {
        <input
            class="input combobox-input"
            id=id.to_owned()
            node_ref=input
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            aria-autocomplete="list"
            aria-expanded=move || if combo.is_shown() { "true" } else { "false" }
            aria-controls=list_id(id)
            aria-activedescendant=move || active.get()
            aria-describedby=described
            aria-invalid=move || messages.error.with(Option::is_some).then_some("true")
            aria-required=move || required.get().then_some("true")
            prop:value=move || combo.shown()
            on:input=move |event| combo.input(event_target_value(&event))
            on:keydown=move |event| {
                if combo.key(&event) {
                    event.prevent_default();
                }
            }
            on:click=move |_| {
                if !combo.open.get_untracked() {
                    put(combo.open, true);
                    // So that letters take the place of a choice, as they do behind Tab.
                    if let Some(input) = input.get_untracked().filter(|_| untrack(|| combo.chosen()).is_some()) {
                        input.select();
                    }
                }
            }
            on:blur=move |_| {
                // A box that is taken away loses the focus, too.
                if combo.open.is_disposed() {
                    return;
                }
                combo.close();
                combo.settle();
                leave(on_leave);
            }
        />
    }
    .into_any()
}

fn popup(combo: Combo, id: &str, label_id: String, texts: ComboboxTexts) -> AnyView {
    let prefix = option_prefix(id);
    let clicked = prefix.clone();
    let options = move || {
        let chosen = combo.value.get();
        combo.found.with(|found| {
            let draw = |(position, entry)| option(combo, &prefix, position, entry, &chosen);
            found.drawn.iter().enumerate().map(draw).collect_view()
        })
    };
    view! {
        <div
            class="combobox-popup"
            class:hidden=move || !combo.is_shown()
            // The box keeps the focus, whatever is pressed here: an option, the scroll bar.
            on:mousedown=move |event| event.prevent_default()
        >
            <ul
                class="combobox-options"
                role="listbox"
                id=list_id(id)
                aria-labelledby=label_id
                on:click=move |event| {
                    if let Some(position) = position_of(&event, &clicked) {
                        combo.choose(position);
                    }
                }
            >
                {options}
            </ul>
            <p class="combobox-more">
                {move || {
                    let more = combo.found.with(Found::more);
                    (more > 0).then(|| texts.more.run(more))
                }}
            </p>
        </div>
    }
    .into_any()
}

/// One option; a key draws fifty of them, so it has no attribute more than it needs.
fn option(combo: Combo, prefix: &str, position: usize, entry: &Entry, chosen: &str) -> AnyView {
    let class = match (entry.mark == Mark::Warning, entry.value == chosen) {
        (false, false) => "combobox-option",
        (false, true) => "combobox-option combobox-chosen",
        (true, false) => "combobox-option combobox-warning",
        (true, true) => "combobox-option combobox-warning combobox-chosen",
    };
    let disabled = if entry.mark == Mark::Disabled { "true" } else { "false" };
    let selected = move || combo.is_active(position).to_string();
    view! {
        <li class=class role="option" id=format!("{prefix}{position}") aria-selected=selected aria-disabled=disabled>
            <span class="combobox-label">{entry.label.clone()}</span>
            {" "}
            <span class="combobox-detail">{entry.detail.clone()}</span>
        </li>
    }
    .into_any()
}

/// Not every browser takes the focus from a box when something else is touched.
fn close_from_outside(combo: Combo, root: NodeRef<html::Div>) {
    let handle = window_event_listener(ev::pointerdown, move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let is_inside = root
            .try_get_untracked()
            .flatten()
            .is_some_and(|root| root.contains(target.as_ref()));
        if !is_inside && combo.open.try_get_untracked() == Some(true) {
            combo.close();
        }
    });
    on_cleanup(move || handle.remove());
}

fn list_id(id: &str) -> String {
    format!("{id}-options")
}

fn option_prefix(id: &str) -> String {
    format!("{id}-option-")
}

/// Which drawn option was clicked.
fn position_of(event: &ev::MouseEvent, prefix: &str) -> Option<usize> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let option = target.closest("[role=option]").ok()??;
    option.id().strip_prefix(prefix)?.parse().ok()
}

/// Scrolls an option into view, no further than needed.
fn show(id: &str) {
    if let Some(option) = document().get_element_by_id(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
