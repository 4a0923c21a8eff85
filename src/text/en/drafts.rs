//! Drafts and templates.

use crate::text::{DraftsText, NotLoaded};

pub(super) const DRAFTS: DraftsText = DraftsText {
    title: "Drafts and templates",
    lead: "What you type is kept in this browser by itself. It never holds a private key.",
    save: "Save to a file",
    drop: "Drop this draft",
    load: "Load from a file: a saved draft, or an order in the API's JSON",
    templates: "Templates",
    template_name: "Name of the template",
    template_hint: "All entries are kept under it but the CSR, which belongs to one certificate.",
    keep_template: "Keep as a template",
    use_template: "Use",
    delete: "Delete",
    others: "Drafts of other tabs and visits",
    others_lead: "The ten newest, for 30 days.",
    other: |when, common_name| {
        if common_name.is_empty() {
            format!("{when}, no common name yet")
        } else {
            format!("{when}, {common_name}")
        }
    },
    undo: "Take it back",
    dropped: "The draft is dropped.",
    loaded: |from| format!("The form now has the entries of {from}."),
    kept: |name| format!("Kept as {name}."),
    deleted: |name| format!("{name} is deleted."),
    undone: "All is as it was.",
    nameless: "Give the template a name first.",
    not_kept: "This browser keeps nothing for this page. Save the draft to a file instead.",
    unknown: "The form has no place for these, so they are not in it:",
    not_loaded: |why| match why {
        NotLoaded::Unread => "That file could not be read: drafts are smaller than 256 KB. Nothing was changed.",
        NotLoaded::PrivateKey => {
            "There is a private key in that file, so nothing of it was taken. A key belongs to nobody but its server."
        }
        NotLoaded::NoDraft => "That file is neither a saved draft nor an order in JSON. Nothing was changed.",
    },
};
