//! A box to type into with a list to choose from: the combobox of the ARIA Authoring Practices, with a listbox that
//! filters ("editable combobox with list autocomplete", manual selection).
//!
//! The focus never leaves the box; the option that the keys are on is told by `aria-activedescendant`.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast as _;

use super::entries::{Entry, Mark, by_words, meant, with_value};
use super::field::{HintAndMessages, Messages, described_by, leave};

/// The most options that are drawn at once; for the others there is a line that counts them.
const DRAWN: usize = 50;
/// By how many options the page keys move.
const PAGE: usize = 10;

/// How many entries a text matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// How many match.
    pub count: usize,
    /// How many there are.
    pub of: usize,
}

/// What a combobox says by itself.
#[derive(Clone, Copy)]
pub struct ComboboxTexts {
    /// How many match, for the status line.
    pub matching: Callback<Matching, String>,
    /// How many more match than are drawn, and that more letters help; stands below the list.
    pub more: Callback<usize, String>,
}

/// A search of the caller's own: the typed text and all entries; gives the indexes of those that match, in the order in
/// which they are shown.
pub type Search = Callback<(String, Arc<[Entry]>), Vec<usize>>;

/// What is drawn of the list.
#[derive(Clone, Default, PartialEq)]
struct Found {
    drawn: Vec<Entry>,
    matching: Matching,
}

impl Found {
    fn more(&self) -> usize {
        self.matching.count.saturating_sub(self.drawn.len())
    }
}

/// What a key does to the option that the keys are on.
#[derive(Clone, Copy)]
enum Step {
    Down(usize),
    Up(usize),
    First,
    Last,
}

#[derive(Clone, Copy)]
struct Combo {
    entries: Memo<Arc<[Entry]>>,
    value: Signal<String>,
    on_change: Callback<String>,
    free: bool,
    /// What is typed, until it is settled what it means.
    typed: RwSignal<Option<String>>,
    /// The value before the typing.
    before: StoredValue<String>,
    /// Whether the list is wanted; without a match it is not shown all the same.
    open: RwSignal<bool>,
    /// The drawn option that the keys are on.
    active: RwSignal<Option<usize>>,
    found: Memo<Found>,
}

impl Combo {
    fn new(
        entries: Signal<Arc<[Entry]>>,
        value: Signal<String>,
        on_change: Callback<String>,
        search: Option<Search>,
        free: bool,
    ) -> Self {
        let entries = Memo::new(move |_| entries.get());
        let typed = RwSignal::new(None);
        let open = RwSignal::new(false);
        let found = Memo::new(move |_| {
            if open.get() {
                find(&entries.get(), typed.get(), &value.get(), search)
            } else {
                Found::default()
            }
        });
        // A value that comes from elsewhere takes the place of what is typed.
        Effect::new(move |_| {
            let value = value.get();
            let is_own = typed.with_untracked(|typed| typed.as_deref().is_none_or(|it| it.trim() == value.trim()));
            if !is_own {
                typed.set(None);
            }
        });
        Self {
            entries,
            value,
            on_change,
            free,
            typed,
            before: StoredValue::new(String::new()),
            open,
            active: RwSignal::new(None),
            found,
        }
    }

    /// The chosen entry, unless something else is being typed.
    fn chosen(self) -> Option<Entry> {
        if self.typed.with(Option::is_some) {
            return None;
        }
        let value = self.value.get();
        self.entries.with(|entries| with_value(&value, entries).cloned())
    }

    /// What stands in the box.
    fn shown(self) -> String {
        self.typed
            .get()
            .or_else(|| self.chosen().map(|entry| entry.label))
            .unwrap_or_else(|| self.value.get())
    }

    /// Whether the list is seen.
    fn is_shown(self) -> bool {
        self.open.get() && self.found.with(|found| !found.drawn.is_empty())
    }

    fn input(self, text: String) {
        if self.typed.with_untracked(Option::is_none) {
            self.before.set_value(self.value.get_untracked());
        }
        self.active.set(None);
        self.open.set(true);
        self.typed.set(Some(text.clone()));
        self.on_change.run(text);
    }

    fn close(self) {
        self.open.set(false);
        self.active.set(None);
    }

    fn tell(self, value: String) {
        self.typed.set(None);
        if self.value.with_untracked(|before| *before != value) {
            self.on_change.run(value);
        }
    }

    /// Chooses a drawn option; one that can't be chosen leaves all as it is.
    fn choose(self, position: usize) {
        let entry = self.found.with_untracked(|found| found.drawn.get(position).cloned());
        if let Some(entry) = entry.filter(|entry| entry.mark != Mark::Disabled) {
            self.close();
            self.tell(entry.value);
        }
    }

    /// Takes what is typed for the entry that it means, or else as it is.
    fn settle(self) {
        let Some(typed) = self.typed.get_untracked() else {
            return;
        };
        let before = self.before.get_value();
        let entry = self
            .entries
            .with_untracked(|entries| meant(&typed, &before, entries).map(|entry| entry.value.clone()));
        match entry {
            Some(value) => self.tell(value),
            // Where the caller has not taken it as it is, it stays in the box.
            None if self.value.with_untracked(|value| *value == typed) => self.typed.set(None),
            None => {}
        }
    }

    fn step(self, step: Step) {
        let was_open = untrack(|| self.is_shown());
        self.open.set(true);
        let value = self.value.get_untracked();
        let position = self.found.with_untracked(|found| {
            let last = found.drawn.len().checked_sub(1)?;
            let now = self.active.get_untracked().filter(|_| was_open);
            Some(match (step, now) {
                (Step::First, _) => 0,
                (Step::Last, _) => last,
                // The list opens at what is chosen.
                (Step::Down(_), None) if !was_open => {
                    let is_chosen = |entry: &Entry| entry.value == value;
                    found.drawn.iter().position(is_chosen).unwrap_or(0)
                }
                (Step::Down(_), None) => 0,
                (Step::Up(_), None) => last,
                // By one, the ends meet; by a page, they stop.
                (Step::Down(1), Some(now)) if now >= last => 0,
                (Step::Up(1), Some(0)) => last,
                (Step::Down(by), Some(now)) => now.saturating_add(by).min(last),
                (Step::Up(by), Some(now)) => now.saturating_sub(by),
            })
        });
        self.active.set(position);
    }

    /// Enter: whether the key was for the list.
    fn enter(self) -> bool {
        let was_shown = untrack(|| self.is_shown());
        let only = self.found.with_untracked(|found| found.drawn.len() == 1);
        match self.active.get_untracked() {
            Some(position) if was_shown => self.choose(position),
            // Where only entries are allowed, the only one that matches is meant.
            None if was_shown && only && !self.free && self.typed.with_untracked(Option::is_some) => self.choose(0),
            _ => {
                self.close();
                self.settle();
            }
        }
        was_shown
    }

    /// Escape closes the list; the next one brings back what was there before the typing.
    fn escape(self) -> bool {
        let was_shown = untrack(|| self.is_shown());
        self.close();
        if was_shown {
            return true;
        }
        let was_typed = self.typed.with_untracked(Option::is_some);
        if was_typed {
            self.tell(self.before.get_value());
        }
        was_typed
    }

    /// Whether a key was for the list.
    fn key(self, event: &ev::KeyboardEvent) -> bool {
        if event.is_composing() || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return false;
        }
        // As long as the keys are on no option, Home and End are for the text.
        let in_list = untrack(|| self.is_shown()) && self.active.with_untracked(Option::is_some);
        match (event.key().as_str(), event.alt_key()) {
            ("ArrowDown", true) => self.open.set(true),
            ("ArrowUp", true) => self.close(),
            ("ArrowDown", _) => self.step(Step::Down(1)),
            ("ArrowUp", _) => self.step(Step::Up(1)),
            ("PageDown", false) if untrack(|| self.is_shown()) => self.step(Step::Down(PAGE)),
            ("PageUp", false) if untrack(|| self.is_shown()) => self.step(Step::Up(PAGE)),
            ("Home", false) if in_list => self.step(Step::First),
            ("End", false) if in_list => self.step(Step::Last),
            ("Enter", false) => return self.enter(),
            ("Escape", false) => return self.escape(),
            ("ArrowLeft" | "ArrowRight", false) => {
                self.active.set(None);
                return false;
            }
            _ => return false,
        }
        true
    }
}

/// What is drawn for a text. Before anything is typed that is the whole list, with the chosen entry in what is drawn.
fn find(entries: &Arc<[Entry]>, typed: Option<String>, value: &str, search: Option<Search>) -> Found {
    let chosen = entries.iter().position(|entry| entry.value == value);
    let is_typed = typed.is_some();
    let query = match (typed, chosen) {
        (Some(typed), _) => typed,
        (None, Some(_)) => String::new(),
        // A text that is no entry was left in the box before.
        (None, None) => value.to_owned(),
    };
    let mut indexes = match search {
        Some(search) => search.run((query, Arc::clone(entries))),
        None => by_words(&query, entries),
    };
    let far = chosen.and_then(|chosen| indexes.iter().skip(DRAWN).position(|index| *index == chosen));
    if let Some(far) = far.filter(|_| !is_typed) {
        let chosen = indexes.remove(far.saturating_add(DRAWN));
        indexes.insert(0, chosen);
    }
    let drawn = indexes.iter().filter_map(|index| entries.get(*index));
    Found {
        drawn: drawn.take(DRAWN).cloned().collect(),
        matching: Matching {
            count: indexes.len(),
            of: entries.len(),
        },
    }
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
    /// How entries are found; by their words ([`by_words`]) unless given.
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
    let active = Memo::new(move |_| {
        let active = combo.active.get().filter(|_| combo.is_shown());
        active.map(|position| format!("{prefix}{position}"))
    });
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
                    combo.open.set(true);
                    // So that letters take the place of a choice, as they do behind Tab.
                    if let Some(input) = input.get_untracked().filter(|_| untrack(|| combo.chosen()).is_some()) {
                        input.select();
                    }
                }
            }
            on:blur=move |_| {
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
                    if let Some(position) = position_of(&event) {
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

fn option(combo: Combo, prefix: &str, position: usize, entry: &Entry, chosen: &str) -> AnyView {
    let class = match entry.mark {
        Mark::Warning => "combobox-option combobox-warning",
        Mark::Plain | Mark::Disabled => "combobox-option",
    };
    let is_active = move || combo.active.get() == Some(position);
    view! {
        <li
            class=class
            class:combobox-chosen=entry.value == chosen
            role="option"
            id=format!("{prefix}{position}")
            data-position=position.to_string()
            aria-selected=move || if is_active() { "true" } else { "false" }
            aria-disabled=(entry.mark == Mark::Disabled).then_some("true")
        >
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
fn position_of(event: &ev::MouseEvent) -> Option<usize> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let option = target.closest("[data-position]").ok()??;
    option.get_attribute("data-position")?.parse().ok()
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
