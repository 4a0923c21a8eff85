//! When an error is due: once the user has left the field, or has asked to go on.

use std::collections::BTreeSet;

use certdesk_order::Field;
use leptos::prelude::*;

/// Which fields' errors are due.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    left: RwSignal<BTreeSet<Field>>,
    /// How often the user has asked to go on; from the first time on everything is due.
    pub attempts: RwSignal<u32>,
}

impl Default for Due {
    fn default() -> Self {
        Self {
            left: RwSignal::new(BTreeSet::new()),
            attempts: RwSignal::new(0),
        }
    }
}

impl Due {
    /// Whether a field's error is due; whoever calls it in a view follows a change.
    #[must_use]
    pub fn is_due(self, field: Field) -> bool {
        self.attempts.get() > 0 || self.left.with(|left| left.contains(&field))
    }

    /// The user has left a field.
    pub fn leave(self, field: Field) {
        if self.left.with_untracked(|left| !left.contains(&field)) {
            self.left.update(|left| {
                left.insert(field);
            });
        }
    }

    /// The user has asked to go on.
    pub fn attempt(self) {
        self.attempts.update(|attempts| *attempts = attempts.saturating_add(1));
    }

    /// Nothing is due any more: the form is a new one.
    pub fn reset(self) {
        self.left.set(BTreeSet::new());
        self.attempts.set(0);
    }
}
