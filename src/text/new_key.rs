//! What there is to say while a key and a CSR are made, in the page or on the server.

use certdesk_pki::ServerKind;
use certdesk_pki::make::commands::{NoRecipe, RecipeNote, Shell};
use certdesk_pki::make::{NewKeyKind, PassphraseStrength, StrengthReason};

/// A key and a CSR that are made here, or on the server.
pub(crate) struct NewKeyText {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) kind_hint: &'static str,
    pub(crate) kind_name: fn(NewKeyKind) -> &'static str,
    pub(crate) make: &'static str,
    pub(crate) make_again: &'static str,
    /// A key that is not saved would go.
    pub(crate) make_and_lose: &'static str,
    pub(crate) would_be_lost: &'static str,
    pub(crate) making: &'static str,
    pub(crate) failed: &'static str,
    /// There is no valid name yet.
    pub(crate) names_first: &'static str,
    pub(crate) made: &'static str,
    // Saving it.
    pub(crate) save_title: &'static str,
    pub(crate) save_lead: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) not_saved: &'static str,
    pub(crate) passphrase: &'static str,
    pub(crate) passphrase_hint: &'static str,
    pub(crate) passphrase_missing: &'static str,
    pub(crate) passphrase_long: &'static str,
    pub(crate) show: &'static str,
    pub(crate) strength: fn(PassphraseStrength) -> &'static str,
    /// What would make it stronger; empty where nothing has to.
    pub(crate) reason: fn(StrengthReason) -> &'static str,
    pub(crate) save_encrypted: &'static str,
    pub(crate) encrypting: &'static str,
    pub(crate) save_plain: &'static str,
    pub(crate) save_csr: &'static str,
    // On the server.
    pub(crate) insecure: &'static str,
    pub(crate) server_title: &'static str,
    pub(crate) server_lead: &'static str,
    pub(crate) server: &'static str,
    pub(crate) server_name: fn(ServerKind) -> &'static str,
    pub(crate) shell: &'static str,
    pub(crate) shell_name: fn(Shell) -> &'static str,
    pub(crate) save_file: fn(name: &str) -> String,
    pub(crate) run: &'static str,
    pub(crate) note: fn(RecipeNote) -> &'static str,
    pub(crate) no_recipe: fn(NoRecipe) -> &'static str,
    /// Where key and CSR are then; the key stays in Windows' own store where there is no file.
    pub(crate) result: fn(key: Option<&str>, csr: &str) -> String,
}
