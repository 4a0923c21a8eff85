//! What is typed, kept in the browser between two visits.

use std::time::Duration;

use certdesk_order::Entries;
use leptos::prelude::*;
use serde_json::json;

use super::Form;
use super::filling::is_untouched;
use crate::browser::{Kept, drop_draft, keep_draft, leave_tab, take_tab};

/// How long the form must rest before it is kept.
const KEEP_REST: Duration = Duration::from_millis(400);

/// Keeps what is typed, whenever it has rested for a moment, and at once when the page is left.
pub(crate) fn keep(form: Form) {
    // The tab whose draft this form began with.
    let origin = Kept::Draft.get::<serde_json::Value>();
    let origin = origin.and_then(|draft| Some(draft.get("tab")?.as_str()?.to_owned()));
    let origin = StoredValue::new(origin);
    form.tab.set_value(take_tab());
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
                keep_now(form, origin, entries);
            };
            rest.set_value(set_timeout_with_handle(keep, KEEP_REST).ok());
        }
    });
    let leave = window_event_listener(leptos::ev::pagehide, move |_| {
        if stop() || form.names_pending() {
            keep_now(form, origin, untrack(|| entries_of(form)));
        }
        leave_tab(&form.tab.get_value());
    });
    // A page that comes back out of the browser's memory is this tab again.
    let back = window_event_listener(leptos::ev::pageshow, move |event| {
        if event.persisted() {
            form.tab.set_value(take_tab());
        }
    });
    on_cleanup(move || {
        leave.remove();
        back.remove();
    });
}

/// All entries, with those that came with what judges the form.
fn entries_of(form: Form) -> Entries {
    let entries = form.draft.entries.entries();
    let approvers = form.later(|_, judged| judged.checks.asked().approvers.get());
    Entries { approvers, ..entries }
}

fn keep_now(form: Form, origin: StoredValue<Option<String>>, mut entries: Entries) {
    // Its key is gone with the page, so a CSR whose key was not saved would be of no use later, and would not look so.
    if untrack(|| form.held_key.is_unsaved_for(&entries.csr)) {
        entries.csr.clear();
    }
    // A row that the account's list has brought comes with that list again; alone it would be half of a field.
    let brought = untrack(|| form.later(|_, judged| judged.checks.asked().brought_fields()));
    entries
        .custom_fields
        .retain(|row| !row.value.trim().is_empty() || !brought.contains(&row.metadata_id));
    let names = untrack(|| form.draft.names());
    let tab = form.tab.get_value();
    if is_untouched(form, &entries, &names) {
        drop_draft(&tab, origin.get_value().as_deref());
        origin.set_value(None);
    } else {
        let at = String::from(js_sys::Date::new_0().to_iso_string());
        let draft = json!({ "tab": tab, "at": at, "entries": entries, "names": names });
        form.unkept.set(!keep_draft(&tab, &draft));
    }
}
