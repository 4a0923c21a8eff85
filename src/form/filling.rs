//! The form, filled from elsewhere, and whether it holds anything that would be lost by that.

use certdesk_order::{Entries, NameEntries, RowKey};
use leptos::prelude::*;

use super::Form;
use super::state::with_known_fields;

/// Whether entries and names are what an untouched form holds.
pub(super) fn is_untouched(form: Form, entries: &Entries, names: &NameEntries) -> bool {
    let plain = |entries: &Entries| {
        let mut entries = entries.clone();
        // A row that the account's list has brought holds nothing that a user has entered.
        entries.custom_fields.retain(|field| !field.value.trim().is_empty());
        // Each row has a key of its own, which says nothing of what is in it.
        for field in &mut entries.custom_fields {
            field.key = RowKey::default();
        }
        entries
    };
    let untouched = with_known_fields(form.settings.defaults.clone(), &form.settings.custom_fields);
    *names == NameEntries::default() && plain(entries) == plain(&untouched)
}

/// Whether the form holds nothing that a user has entered.
pub(crate) fn is_blank(form: Form) -> bool {
    untrack(|| is_untouched(form, &form.draft.entries.entries(), &form.draft.names()))
}

/// Replaces all entries: as in an empty form, with others in it.
pub(crate) fn fill(form: Form, entries: Entries, names: NameEntries) {
    form.start_afresh();
    form.draft
        .set(with_known_fields(entries, &form.settings.custom_fields), names);
    form.names_settled();
}
