//! Which of the views an outcome gets.

use std::sync::Arc;

use certdesk_order::Verdict;
use leptos::prelude::*;

use super::issued::Issue;
use super::lookup::Lookup;
use super::parts::{Again, Page, group, paragraph};
use super::placed::placed;
use super::refused::refused;
use super::unknown::unknown;
use crate::held_key::HeldKey;
use crate::placing::Outcome;
use crate::settings::Settings;
use crate::text::{Language, Words};

/// What came of an order: what was asked, what came back, and what that means. `on_again` leads back to the form, which then
/// forgets the outcome.
pub fn outcome_view(
    words: Words,
    settings: &'static Settings,
    held_key: HeldKey,
    outcome: Arc<Outcome>,
    on_again: Callback<Again>,
) -> AnyView {
    let issue = match &outcome.verdict {
        Verdict::Placed(answer) if !answer.certificate_chain.is_empty() => {
            Some(Issue::of(&outcome.record, answer, settings, held_key))
        }
        _ => None,
    };
    if let Some(issue) = &issue {
        issue.verify();
    }
    // A refusal without a word of DigiCert's may come from something on the way that lost the answer.
    let lookup = match &outcome.verdict {
        Verdict::Placed(_) => None,
        Verdict::Refused(refusal) if !refusal.errors.is_empty() => None,
        Verdict::Refused(_) | Verdict::Unknown(_) => Lookup::begin(&outcome.record, settings),
    };
    // Language and verification seldom change, so one closure draws everything anew: each further one would weigh.
    (move || {
        let page = Page {
            words,
            text: words.text(),
            // The browser's own English is American.
            locale: match words.language() {
                Language::En => "en-GB",
                Language::Ru => "ru",
            },
            settings,
            on_again,
        };
        let record = &outcome.record;
        let view = match &outcome.verdict {
            Verdict::Placed(answer) => placed(page, record, answer, issue.as_ref()),
            Verdict::Unknown(reason) => unknown(page, record, reason, lookup),
            Verdict::Refused(refusal) => refused(page, record, refusal, lookup),
        };
        if outcome.is_kept {
            return view;
        }
        let unkept = paragraph("note note-advice", page.text.keeping().outcome_unkept.to_owned());
        group("", vec![unkept, view])
    })
    .into_any()
}
