//! The form as its sections see it: state, judgement, and the sentences that are due.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use certdesk_order::{
    ApiError, CustomFieldDefinition, CustomFieldEntry, Entries, Field, NameEntries, PublicSuffixes, Refusal, RowKey,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Due, Judged, KeyGuard};
use crate::browser::{Kept, dress, to_ascii};
use crate::draft::{Draft, Judge};
use crate::held_key::HeldKey;
use crate::later::{self, Arrival, Later};
use crate::placing::Placing;
use crate::settings::Settings;
use crate::text::Words;
use crate::widgets::Messages;

/// How long the names must rest before the whole set is judged anew: a keystroke must not pay for a thousand names.
const REST: Duration = Duration::from_millis(200);

/// What DigiCert said against an entry; it stands until the entry is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedEntry {
    /// The field that DigiCert named, if it named one of the form.
    pub field: Option<Field>,
    /// DigiCert's code and words.
    pub error: ApiError,
}

/// DigiCert's errors, each with the field that it names.
pub(crate) fn refused(refusal: &Refusal) -> Vec<RefusedEntry> {
    let entry = |error: &ApiError| RefusedEntry {
        field: error.field(),
        error: error.clone(),
    };
    refusal.errors.iter().map(entry).collect()
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
    /// How far that is which judges it.
    pub arrival: RwSignal<Arrival>,
    /// The public suffixes.
    pub suffixes: RwSignal<Option<&'static PublicSuffixes>>,
    /// Counts the moments at which the names were complete: the set is judged at each.
    pub settled: RwSignal<u32>,
    row_numbers: Memo<HashMap<RowKey, usize>>,
    /// Which errors are due.
    pub due: Due,
    /// What DigiCert said against the last attempt.
    pub refused: RwSignal<Vec<RefusedEntry>>,
    /// The order under way, and what came of the last one.
    pub placing: Placing,
    /// Whether the browser refused to keep the entries.
    pub unkept: RwSignal<bool>,
    /// Whether the entries are those of an earlier visit.
    pub restored: RwSignal<bool>,
    /// The private key that was made here.
    pub held_key: HeldKey,
    /// The name of this tab, once it is known.
    pub(crate) tab: StoredValue<String>,
    /// What keeps private keys out of it.
    pub key_guard: KeyGuard,
    /// Whether organizations are chosen from the account's list.
    pub organizations_listed: RwSignal<bool>,
    names_rest: StoredValue<Option<TimeoutHandle>>,
    /// To whom everything that judges the form belongs, whenever it comes: it must live as long as the form.
    owner: StoredValue<Owner>,
}

impl Form {
    /// Makes the form: with the entries of an earlier visit, or else with the defaults of config.json.
    #[must_use]
    pub fn new(words: Words, settings: &'static Settings) -> Self {
        let kept = Kept::Draft.get::<serde_json::Value>().filter(|kept| !kept.is_null());
        let kept = kept.map(|mut kept| {
            let mut take = |member| kept.get_mut(member).map(serde_json::Value::take).unwrap_or_default();
            (
                Entries::from_kept(take("entries")),
                NameEntries::from_kept(take("names")),
            )
        });
        let restored = kept.is_some();
        let (entries, names) = kept.unwrap_or_else(|| (settings.defaults.clone(), NameEntries::default()));
        let arrival = RwSignal::new(Arrival::Awaited);
        let judge = Judge {
            idna: to_ascii,
            suffixes: RwSignal::new(None),
            arrival,
        };
        let draft = Draft::new(with_known_fields(entries, &settings.custom_fields), names, judge);
        let form = Self {
            words,
            settings,
            draft,
            arrival,
            suffixes: judge.suffixes,
            settled: RwSignal::new(0),
            row_numbers: Memo::new(move |_| {
                draft
                    .dns_names
                    .with(|rows| rows.iter().zip(1..).map(|(row, number)| (row.key, number)).collect())
            }),
            due: Due::default(),
            refused: RwSignal::new(Vec::new()),
            placing: Placing::new(),
            unkept: RwSignal::new(false),
            restored: RwSignal::new(restored),
            held_key: HeldKey::new(),
            tab: StoredValue::new(String::new()),
            key_guard: KeyGuard::new(arrival),
            organizations_listed: RwSignal::new(false),
            names_rest: StoredValue::new(None),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        dress();
        form.load();
        form
    }

    /// Loads what judges the form and sends it; after a failure, once more.
    pub(crate) fn load(self) {
        self.arrival.set(Arrival::Awaited);
        let owner = self.owner.get_value();
        spawn_local(async move {
            match later::load().await {
                Ok(later) => owner.with(|| self.arrived(later)),
                Err(_) => self.arrival.set(Arrival::Failed),
            }
        });
    }

    fn arrived(self, later: &'static Later) {
        let checks = (later.judge)(self);
        (later.restore)(self.placing);
        self.arrival.set(Arrival::Here(later, checks));
        // What was typed until now was not looked through yet, and must be before it is kept.
        self.key_guard.search();
        (later.keep)(self);
    }

    /// Asks what is loaded later; until it is there, the answer is that there is nothing. Follows its arrival.
    pub(crate) fn later<T: Default>(self, ask: impl FnOnce(&'static Later, Judged) -> T) -> T {
        match self.arrival.get() {
            Arrival::Here(later, checks) => ask(later, Judged::new(self, checks)),
            Arrival::Awaited | Arrival::Failed => T::default(),
        }
    }

    /// A part of the page that is loaded later.
    pub(crate) fn part(self, part: fn(&'static Later, Judged) -> AnyView) -> AnyView {
        (move || self.later(|later, judged| Some(part(later, judged)))).into_any()
    }

    /// Empties the form: back to the defaults of config.json.
    pub fn start_afresh(self) {
        self.due.reset();
        self.refused.set(Vec::new());
        self.draft.set(
            with_known_fields(self.settings.defaults.clone(), &self.settings.custom_fields),
            NameEntries::default(),
        );
        untrack(|| self.later(|later, form| (later.afresh)(form)));
        self.restored.set(false);
        self.key_guard.forget();
        self.held_key.forget();
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
        let error = Memo::new(move |_| self.later(|later, judged| (later.error)(judged, field)));
        let advice = Memo::new(move |_| self.later(|later, judged| (later.advice)(judged, field)));
        Messages {
            error: error.into(),
            advice: advice.into(),
        }
    }

    /// Whether an error is shown at a field.
    #[must_use]
    pub fn has_error(self, field: Field) -> bool {
        self.later(|later, judged| (later.has_error)(judged, field))
    }

    /// The better entry that one of a field's problems offers.
    #[must_use]
    pub fn suggestion(self, field: Field) -> Option<String> {
        self.later(|later, judged| (later.suggestion)(judged, field))
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
        self.settled.update(|count| *count = count.wrapping_add(1));
    }

    /// Whether names have been typed that were not judged as a set yet.
    pub(crate) fn names_pending(self) -> bool {
        self.names_rest.get_value().is_some()
    }

    fn stop_rest(self) {
        if let Some(rest) = self.names_rest.get_value() {
            rest.clear();
            self.names_rest.set_value(None);
        }
    }

    /// Adds those names that are not there yet; how many were added, and how many were left out.
    pub(crate) fn add_names(self, names: Vec<String>) -> (usize, usize) {
        // Names that differ by large letters of other scripts only are told as repetitions, as those typed one by one are.
        let folded = |name: &str| name.trim().to_ascii_lowercase();
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
        self.row_numbers
            .with(|numbers| numbers.get(&key).copied().unwrap_or_default())
    }
}

/// Gives each field of the account that is known its row.
pub(super) fn with_known_fields(mut entries: Entries, definitions: &[CustomFieldDefinition]) -> Entries {
    let has = |entries: &Entries, id: &str| entries.custom_fields.iter().any(|entry| entry.metadata_id.trim() == id);
    let mut known = Vec::new();
    for definition in definitions {
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
