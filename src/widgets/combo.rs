//! What a combobox holds, what the keys do to it, and what of its list is drawn. How it looks is said in `combobox`.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::entries::{Entry, Index, Mark, meant, with_value};

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

/// A search of the caller's own: the typed text and all entries; gives the indexes of those that match, in the order in
/// which they are shown.
pub type Search = Callback<(String, Arc<[Entry]>), Vec<usize>>;

/// What is drawn of the list.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Found {
    pub(super) drawn: Vec<Entry>,
    pub(super) matching: Matching,
}

impl Found {
    /// How many match and are not drawn.
    pub(super) fn more(&self) -> usize {
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

/// A combobox: what it holds, and what the keys do to it.
#[derive(Clone, Copy)]
pub(super) struct Combo {
    entries: Memo<Arc<[Entry]>>,
    pub(super) value: Signal<String>,
    on_change: Callback<String>,
    free: bool,
    /// What is typed, until it is settled what it means.
    typed: RwSignal<Option<String>>,
    /// The value before the typing.
    before: StoredValue<String>,
    /// Whether the list is wanted; without a match it is not shown all the same.
    pub(super) open: RwSignal<bool>,
    /// The position of the option that the keys are on, as long as there is one.
    active: RwSignal<Option<usize>>,
    pub(super) found: Memo<Found>,
}

impl Combo {
    pub(super) fn new(
        entries: Signal<Arc<[Entry]>>,
        value: Signal<String>,
        on_change: Callback<String>,
        search: Option<Search>,
        free: bool,
    ) -> Self {
        let entries = Memo::new(move |_| entries.get());
        let typed = RwSignal::new(None);
        let open = RwSignal::new(false);
        // Not made before the list is opened.
        let index = Memo::new(move |_| entries.with(|entries| Index::of(entries)));
        let find_in = move |query: String, entries: &Arc<[Entry]>| match search {
            Some(search) => search.run((query, Arc::clone(entries))),
            None => index.with(|index| index.find(&query)),
        };
        let found = Memo::new(move |_| {
            if open.get() {
                find(&entries.get(), typed.get(), &value.get(), find_in)
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
    pub(super) fn chosen(self) -> Option<Entry> {
        if self.typed.with(Option::is_some) {
            return None;
        }
        let value = self.value.get();
        self.entries.with(|entries| with_value(&value, entries).cloned())
    }

    /// What stands in the box.
    pub(super) fn shown(self) -> String {
        self.typed
            .get()
            .or_else(|| self.chosen().map(|entry| entry.label))
            .unwrap_or_else(|| self.value.get())
    }

    /// Whether the list is seen.
    pub(super) fn is_shown(self) -> bool {
        self.open.get() && self.found.with(|found| !found.drawn.is_empty())
    }

    /// The drawn option that the keys are on; it may be gone from a list that has become shorter.
    pub(super) fn active(self) -> Option<usize> {
        let drawn = self.found.with(|found| found.drawn.len());
        self.active.get().filter(|position| *position < drawn)
    }

    /// Whether the keys are on a drawn option.
    pub(super) fn is_active(self, position: usize) -> bool {
        self.active.get() == Some(position)
    }

    pub(super) fn input(self, text: String) {
        if self.typed.with_untracked(Option::is_none) {
            self.before.set_value(self.value.get_untracked());
        }
        put(self.active, None);
        put(self.open, true);
        self.typed.set(Some(text.clone()));
        self.on_change.run(text);
    }

    pub(super) fn close(self) {
        put(self.open, false);
        put(self.active, None);
    }

    fn tell(self, value: String) {
        self.typed.set(None);
        if self.value.with_untracked(|before| *before != value) {
            self.on_change.run(value);
        }
    }

    /// Chooses a drawn option; one that can't be chosen leaves all as it is.
    pub(super) fn choose(self, position: usize) {
        let entry = self.found.with_untracked(|found| found.drawn.get(position).cloned());
        if let Some(entry) = entry.filter(|entry| entry.mark != Mark::Disabled) {
            self.close();
            self.tell(entry.value);
        }
    }

    /// Takes what is typed for the entry that it means, or else as it is.
    pub(super) fn settle(self) {
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
        let active = untrack(|| self.active());
        put(self.open, true);
        let value = self.value.get_untracked();
        let position = self.found.with_untracked(|found| {
            let last = found.drawn.len().checked_sub(1)?;
            let now = active.filter(|_| was_open);
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
        put(self.active, position);
    }

    /// Enter: whether the key was for the list.
    fn enter(self) -> bool {
        let was_shown = untrack(|| self.is_shown());
        let only = self.found.with_untracked(|found| found.drawn.len() == 1);
        match untrack(|| self.active()) {
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
    pub(super) fn key(self, event: &ev::KeyboardEvent) -> bool {
        if event.is_composing() || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return false;
        }
        // As long as the keys are on no option, Home and End are for the text.
        let in_list = untrack(|| self.active()).is_some();
        match (event.key().as_str(), event.alt_key()) {
            ("ArrowDown", true) => put(self.open, true),
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
                put(self.active, None);
                return false;
            }
            _ => return false,
        }
        true
    }
}

/// Sets a signal only if that is a change: each option listens.
pub(super) fn put<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}

/// What is drawn for a text. Before anything is typed that is the whole list, with the chosen entry in what is drawn.
fn find(
    entries: &Arc<[Entry]>,
    typed: Option<String>,
    value: &str,
    find_in: impl FnOnce(String, &Arc<[Entry]>) -> Vec<usize>,
) -> Found {
    let chosen = entries.iter().position(|entry| entry.value == value);
    let is_typed = typed.is_some();
    let query = match (typed, chosen) {
        (Some(typed), _) => typed,
        (None, Some(_)) => String::new(),
        // A text that is no entry was left in the box before.
        (None, None) => value.to_owned(),
    };
    let mut indexes = find_in(query, entries);
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
