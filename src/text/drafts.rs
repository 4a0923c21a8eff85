//! What there is to say of drafts and templates.

/// Drafts and templates.
pub(crate) struct DraftsText {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) save: &'static str,
    pub(crate) drop: &'static str,
    pub(crate) load: &'static str,
    pub(crate) templates: &'static str,
    pub(crate) template_name: &'static str,
    pub(crate) template_hint: &'static str,
    pub(crate) keep_template: &'static str,
    pub(crate) use_template: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) others: &'static str,
    pub(crate) others_lead: &'static str,
    /// A draft of another tab: when it was kept, and its common name.
    pub(crate) other: fn(when: &str, common_name: &str) -> String,
    pub(crate) undo: &'static str,
    // What was done.
    pub(crate) dropped: &'static str,
    pub(crate) loaded: fn(from: &str) -> String,
    pub(crate) kept: fn(name: &str) -> String,
    pub(crate) deleted: fn(name: &str) -> String,
    pub(crate) undone: &'static str,
    pub(crate) nameless: &'static str,
    pub(crate) not_kept: &'static str,
    /// Above the list of what a file has and the form does not.
    pub(crate) unknown: &'static str,
    pub(crate) not_loaded: fn(NotLoaded) -> &'static str,
}

/// Why nothing was loaded from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotLoaded {
    /// It is too large, or the browser could not read it.
    Unread,
    /// There is a private key in it.
    PrivateKey,
    /// It is neither a draft nor an order.
    NoDraft,
}
