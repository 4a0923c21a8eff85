//! The form as its sections see it: state, judgement, and the sentences that are due.

use std::collections::HashSet;
use std::time::Duration;

use certdesk_order::{ApiError, CustomFieldEntry, Entries, EntryProblem, Field, NameEntries, Problem, RowKey, What};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::names::suggested;
use super::{Checks, Due, KeyGuard};
use crate::browser::{Kept, to_ascii};
use crate::draft::{Draft, Judge};
use crate::placing::Placing;
use crate::settings::Settings;
use crate::text::Words;
use crate::widgets::Messages;

/// How long the names must rest before the whole set is judged anew: a keystroke must not pay for a thousand names.
const REST: Duration = Duration::from_millis(200);
/// How long the form must rest before it is kept.
const KEEP_REST: Duration = Duration::from_millis(400);

/// What DigiCert said against an entry; it stands until the entry is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedEntry {
    /// The field that DigiCert named, if it named one of the form.
    pub field: Option<Field>,
    /// DigiCert's code and words.
    pub error: ApiError,
}

/// What is kept of a form between two visits.
#[derive(Serialize, Deserialize)]
struct KeptDraft {
    entries: Entries,
    names: NameEntries,
}

/// The form; a copy of it is given to each section.
#[derive(Clone, Copy)]
pub struct Form {
    /// The language.
    pub words: Words,
    /// The settings.
    pub settings: &'static Settings,
    /// What is typed.
    pub draft: Draft,
    /// How it is judged.
    pub checks: Checks,
    /// Which errors are due.
    pub due: Due,
    /// What DigiCert said against the last attempt.
    pub refused: RwSignal<Vec<RefusedEntry>>,
    /// The order under way, and what came of the last one.
    pub placing: Placing,
    /// Whether the entries are those of an earlier visit.
    pub restored: RwSignal<bool>,
    /// What keeps private keys out of it.
    pub key_guard: KeyGuard,
    names_rest: StoredValue<Option<TimeoutHandle>>,
}

impl Form {
    /// Makes the form: with the entries of an earlier visit, or else with the defaults of config.json.
    #[must_use]
    pub fn new(words: Words, settings: &'static Settings) -> Self {
        let kept = Kept::Draft.get::<KeptDraft>();
        let restored = kept.is_some();
        let (entries, names) = match kept {
            Some(kept) => (kept.entries, kept.names),
            None => (settings.defaults.clone(), NameEntries::default()),
        };
        let judge = Judge {
            idna: to_ascii,
            suffixes: RwSignal::new(None),
        };
        let draft = Draft::new(with_known_fields(entries, settings), names, judge);
        let form = Self {
            words,
            settings,
            draft,
            checks: Checks::new(draft, judge.suffixes, settings),
            due: Due::default(),
            refused: RwSignal::new(Vec::new()),
            placing: Placing::new(),
            restored: RwSignal::new(restored),
            key_guard: KeyGuard::new(),
            names_rest: StoredValue::new(None),
        };
        form.keep();
        form
    }

    /// Empties the form: back to the defaults of config.json.
    pub fn start_afresh(self) {
        self.due.reset();
        self.refused.set(Vec::new());
        self.draft.set(
            with_known_fields(self.settings.defaults.clone(), self.settings),
            NameEntries::default(),
        );
        self.restored.set(false);
        self.key_guard.forget();
        self.names_settled();
    }

    /// A field's label.
    #[must_use]
    pub fn label(self, field: Field) -> Signal<String> {
        Signal::derive(move || (self.words.text().label)(field).to_owned())
    }

    /// A field's hint.
    #[must_use]
    pub fn hint(self, field: Field) -> Signal<String> {
        Signal::derive(move || (self.words.text().hint)(field).to_owned())
    }

    /// "Error", for those who do not see the colour.
    #[must_use]
    pub fn error_word(self) -> Signal<String> {
        self.words.signal(|text| text.widgets.error)
    }

    /// What is said about a field, as far as it is due.
    #[must_use]
    pub fn messages(self, field: Field) -> Messages {
        let own = self.problems_at(field);
        let error = Memo::new(move |_| {
            if let Some(refused) = self.refused_at(field) {
                return Some(refused);
            }
            let due = self.due.is_due(field);
            let sentence = |problem: &Problem| (self.words.text().problem)(problem);
            own.with(|problems| problems.iter().find(|problem| due && problem.is_error()).map(sentence))
        });
        let advice = Memo::new(move |_| {
            if !self.due.is_due(field) {
                return Vec::new();
            }
            let text = self.words.text();
            own.with(|problems| {
                let advice = problems
                    .iter()
                    .filter(|problem| !problem.is_error() && !is_said_elsewhere(problem));
                advice.map(|problem| (text.problem)(problem)).collect()
            })
        });
        Messages {
            error: error.into(),
            advice: advice.into(),
        }
    }

    /// Whether an error is shown at a field.
    #[must_use]
    pub fn has_error(self, field: Field) -> bool {
        self.messages_error(field)
    }

    fn messages_error(self, field: Field) -> bool {
        let named = self
            .refused
            .with(|refused| refused.iter().any(|entry| entry.field == Some(field)));
        named
            || (self.due.is_due(field)
                && self
                    .checks
                    .problems
                    .with(|all| all.iter().any(|problem| problem.field == field && problem.is_error())))
    }

    /// All problems of a field, due or not.
    fn problems_at(self, field: Field) -> Memo<Vec<Problem>> {
        let problems = self.checks.problems;
        Memo::new(move |_| problems.with(|all| all.iter().filter(|problem| problem.field == field).cloned().collect()))
    }

    /// The problems that a name has only as one of the set: repetitions, what the product does not carry.
    pub(crate) fn set_problems(self, field: Field) -> Memo<Vec<Problem>> {
        let names = self.checks.names;
        Memo::new(move |_| names.with(|names| names.set_problems_at(field)))
    }

    /// The better entry that one of a field's problems offers.
    #[must_use]
    pub fn suggestion(self, field: Field) -> Option<String> {
        self.checks
            .problems
            .with(|all| all.iter().filter(|problem| problem.field == field).find_map(suggested))
    }

    /// What DigiCert said against a field, in its own words.
    #[must_use]
    pub fn refused_at(self, field: Field) -> Option<String> {
        self.refused.with(|refused| {
            refused
                .iter()
                .find(|entry| entry.field == Some(field))
                .map(|entry| self.refusal(&entry.error))
        })
    }

    /// DigiCert's words, with its code.
    pub(crate) fn refusal(self, error: &ApiError) -> String {
        (self.words.text().form.digicert_says)(&error.code, &error.message)
    }

    /// The user has changed a field: what DigiCert said against it is out of date.
    pub fn edited(self, field: Field) {
        if self
            .refused
            .with_untracked(|refused| refused.iter().any(|entry| entry.field == Some(field)))
        {
            self.refused
                .update(|refused| refused.retain(|entry| entry.field != Some(field)));
        }
        if field == Field::CommonName {
            self.names_typed();
        }
    }

    /// The user has left a field.
    pub fn left(self, field: Field) {
        self.due.leave(field);
        if field == Field::CommonName {
            self.names_settled();
        }
    }

    /// A name was typed: the set is judged once the typing rests.
    pub(crate) fn names_typed(self) {
        self.stop_rest();
        let rest = set_timeout_with_handle(move || self.names_settled(), REST).ok();
        self.names_rest.set_value(rest);
    }

    /// The names are as they are meant to be for the moment: the set is judged now.
    pub(crate) fn names_settled(self) {
        self.stop_rest();
        self.checks.settled.update(|count| *count = count.wrapping_add(1));
    }

    fn stop_rest(self) {
        if let Some(rest) = self.names_rest.get_value() {
            rest.clear();
            self.names_rest.set_value(None);
        }
    }

    /// Adds those names that are not there yet; how many were added, and how many were left out.
    pub(crate) fn add_names(self, names: Vec<String>) -> (usize, usize) {
        let folded = |name: &str| name.trim().to_lowercase();
        let mut here: HashSet<String> = self.draft.dns_names.with_untracked(|rows| {
            rows.iter()
                .map(|row| row.value.with_untracked(|value| folded(value)))
                .collect()
        });
        here.insert(self.draft.common_name.with_untracked(|name| folded(name)));
        let all = names.len();
        let new: Vec<_> = names.into_iter().filter(|name| here.insert(folded(name))).collect();
        let added = new.len();
        self.draft.add_names(new);
        self.names_settled();
        (added, all.saturating_sub(added))
    }

    /// Adds a name, unless it is there.
    pub(crate) fn add_name_once(self, name: &str) {
        self.add_names(vec![name.to_owned()]);
    }

    /// The row after this one, or else the one before it: where the focus goes when this one is taken away.
    pub(crate) fn neighbour(self, key: RowKey) -> Option<RowKey> {
        self.draft.dns_names.with_untracked(|rows| {
            let at = rows.iter().position(|row| row.key == key)?;
            let next = rows
                .get(at.saturating_add(1))
                .or_else(|| at.checked_sub(1).and_then(|before| rows.get(before)));
            next.map(|row| row.key)
        })
    }

    /// Which line of the list a row is, from 1.
    pub(crate) fn row_number(self, key: RowKey) -> usize {
        self.checks
            .row_numbers
            .with(|numbers| numbers.get(&key).copied().unwrap_or_default())
    }

    /// Keeps what is typed, whenever it has rested for a moment, and at once when the page is left.
    fn keep(self) {
        let rest = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            let waiting = rest.get_value();
            rest.set_value(None);
            if let Some(waiting) = waiting {
                waiting.clear();
            }
            waiting.is_some()
        };
        Effect::new(move |before: Option<()>| {
            // The names are not read here: to follow a thousand of them would cost at every key.
            self.checks.settled.track();
            self.draft.dns_names.track();
            let entries = self.draft.entries.entries();
            stop();
            // The first run only reads what was there already.
            if before.is_some() {
                let keep = move || {
                    rest.set_value(None);
                    self.keep_now(entries);
                };
                rest.set_value(set_timeout_with_handle(keep, KEEP_REST).ok());
            }
        });
        let leave = window_event_listener(leptos::ev::pagehide, move |_| {
            if stop() {
                self.keep_now(untrack(|| self.draft.entries.entries()));
            }
        });
        on_cleanup(move || leave.remove());
    }

    fn keep_now(self, entries: Entries) {
        let kept = KeptDraft {
            entries,
            names: untrack(|| self.draft.names()),
        };
        let is_blank = kept.entries == with_known_fields(self.settings.defaults.clone(), self.settings)
            && kept.names == NameEntries::default();
        if is_blank {
            Kept::Draft.clear();
        } else {
            Kept::Draft.put(&kept);
        }
    }
}

/// The end of the certificate stands below the validity at all times, with the same words about the order.
const fn is_said_elsewhere(problem: &Problem) -> bool {
    matches!(problem.what, What::Entry(EntryProblem::CertificateEndsBefore { .. }))
}

/// Gives each field of the account that config.json knows its row.
fn with_known_fields(mut entries: Entries, settings: &Settings) -> Entries {
    let has = |entries: &Entries, id: &str| entries.custom_fields.iter().any(|entry| entry.metadata_id.trim() == id);
    let mut known = Vec::new();
    for definition in &settings.custom_fields {
        let metadata_id = definition.metadata_id.to_string();
        if !has(&entries, &metadata_id) {
            known.push(CustomFieldEntry {
                metadata_id,
                ..CustomFieldEntry::default()
            });
        }
    }
    known.append(&mut entries.custom_fields);
    Entries {
        custom_fields: known,
        ..entries
    }
}
