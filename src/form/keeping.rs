//! What is typed, kept in the browser between two visits.

use std::time::Duration;

use certdesk_order::{Entries, NameEntries};
use leptos::prelude::*;
use serde::Serialize;

use super::Form;
use super::filling::is_untouched;
use crate::browser::Kept;

/// How long the form must rest before it is kept.
const KEEP_REST: Duration = Duration::from_millis(400);

/// What is kept of a form between two visits.
#[derive(Serialize)]
struct KeptDraft {
    entries: Entries,
    names: NameEntries,
}

/// Keeps what is typed, whenever it has rested for a moment, and at once when the page is left.
pub(crate) fn keep(form: Form) {
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
        form.settled.track();
        form.draft.dns_names.track();
        let entries = entries_of(form);
        stop();
        // The first run only reads what was there already.
        if before.is_some() {
            let keep = move || {
                rest.set_value(None);
                keep_now(form, entries);
            };
            rest.set_value(set_timeout_with_handle(keep, KEEP_REST).ok());
        }
    });
    let leave = window_event_listener(leptos::ev::pagehide, move |_| {
        if stop() || form.names_pending() {
            keep_now(form, untrack(|| entries_of(form)));
        }
    });
    on_cleanup(move || leave.remove());
}

/// All entries, with those that came with what judges the form.
fn entries_of(form: Form) -> Entries {
    let entries = form.draft.entries.entries();
    let approvers = form.later(|_, judged| judged.checks.asked().approvers.get());
    Entries { approvers, ..entries }
}

fn keep_now(form: Form, mut entries: Entries) {
    // Its key is gone with the page, so a CSR whose key was not saved would be of no use later, and would not look so.
    if untrack(|| form.held_key.is_unsaved_for(&entries.csr)) {
        entries.csr.clear();
    }
    // A row that the account's list has brought comes with that list again; alone it would be half of a field.
    let brought = untrack(|| form.later(|_, judged| judged.checks.asked().brought_fields()));
    entries
        .custom_fields
        .retain(|row| !row.value.trim().is_empty() || !brought.contains(&row.metadata_id));
    let kept = KeptDraft {
        entries,
        names: untrack(|| form.draft.names()),
    };
    if is_untouched(form, &kept.entries, &kept.names) {
        Kept::Draft.clear();
    } else {
        form.unkept.set(!Kept::Draft.put(&kept));
    }
}
