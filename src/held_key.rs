//! A private key that was made here: in memory alone, until the user has saved it and as long as the page stands.

use certdesk_pki::make::NewPrivateKey;
use certdesk_pki::{PublicKey, read_csr};
use leptos::prelude::*;

/// A key and the CSR that was made with it.
pub struct MadeKey {
    /// The private key.
    pub key: NewPrivateKey,
    /// The public key of the CSR, by which a certificate is known to belong to it.
    pub public: PublicKey,
    /// The CSR in PEM, as it was put into the form.
    pub csr: String,
}

/// How far a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPhase {
    /// There is none.
    None,
    /// The browser is at it.
    Making,
    /// The browser could not make it.
    Failed,
    /// It is there.
    Held {
        /// Whether the user has a file of it.
        saved: bool,
    },
}

/// The one key that the page can hold.
#[derive(Clone, Copy)]
pub struct HeldKey {
    /// How far it is.
    pub phase: RwSignal<KeyPhase>,
    made: StoredValue<Option<MadeKey>, LocalStorage>,
}

impl HeldKey {
    /// No key yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(KeyPhase::None),
            made: StoredValue::new_local(None),
        }
    }

    /// Takes a key that was made, in place of the one before.
    pub fn hold(self, made: MadeKey) {
        self.made.set_value(Some(made));
        self.phase.set(KeyPhase::Held { saved: false });
    }

    /// Notes that the user has a file of the key with this public key; of another one that is held by now it says nothing.
    pub fn saved(self, public: &PublicKey) {
        if self.is_of(public) {
            self.phase.set(KeyPhase::Held { saved: true });
        }
    }

    /// Whether a public key is that of the key that is held.
    #[must_use]
    pub fn is_of(self, public: &PublicKey) -> bool {
        self.with(|made| made.public == *public) == Some(true)
    }

    /// Overwrites and forgets it.
    pub fn forget(self) {
        self.made.set_value(None);
        self.phase.set(KeyPhase::None);
    }

    /// Looks at it.
    pub fn with<T>(self, look: impl FnOnce(&MadeKey) -> T) -> Option<T> {
        self.made.with_value(|made| made.as_ref().map(look))
    }

    /// Whether there is a key that is nowhere else.
    #[must_use]
    pub fn is_unsaved(self) -> bool {
        matches!(self.phase.get(), KeyPhase::Held { saved: false })
    }

    /// Whether a CSR, in whatever form it stands there, was made with a key that is nowhere else.
    #[must_use]
    pub fn is_unsaved_for(self, csr: &str) -> bool {
        self.is_unsaved() && read_csr(csr.as_bytes()).is_ok_and(|reading| self.is_of(reading.csr.key()))
    }
}

impl Default for HeldKey {
    fn default() -> Self {
        Self::new()
    }
}
