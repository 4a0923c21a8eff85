//! A subject for the tools that make no CSR without one.

use crate::make::alt_name::AltName;
use crate::make::commands::recipe::NoRecipe;
use crate::make::subject::{Subject, SubjectEntries};

/// The subject, or the first name that is short enough for a common name; and whether it was added.
pub(super) fn subject_or_name(subject: &Subject, names: &[AltName]) -> Result<(Subject, bool), NoRecipe> {
    if !subject.is_empty() {
        return Ok((subject.clone(), false));
    }
    let named = names.iter().find_map(|name| {
        let entries = SubjectEntries {
            common_name: Some(name.to_string()),
            ..SubjectEntries::default()
        };
        Subject::new(&entries).ok()
    });
    named.map(|subject| (subject, true)).ok_or(NoRecipe::NoSubject)
}
