//! Which of the views an outcome gets.

use std::sync::Arc;

use certdesk_order::{ChainEntry, Verdict};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::followed::Followed;
use super::issued::Issue;
use super::lookup::Lookup;
use super::parts::{Again, Page, group, paragraph};
use super::placed::placed;
use super::refused::refused;
use super::unknown::unknown;
use crate::account::Client;
use crate::held_key::HeldKey;
use crate::placing::Outcome;
use crate::settings::Settings;
use crate::text::Words;

/// What came of an order: what was asked, what came back, and what that means. `on_again` leads back to the form, which then
/// forgets the outcome.
pub fn outcome_view(
    words: Words,
    settings: &'static Settings,
    held_key: HeldKey,
    outcome: Arc<Outcome>,
    on_again: Callback<Again>,
) -> AnyView {
    let made = |chain: &[ChainEntry]| {
        let issue = Issue::of(&outcome.record, chain, settings, held_key);
        issue.verify();
        Arc::new(issue)
    };
    let (issue, followed) = match &outcome.verdict {
        Verdict::Placed(answer) if !answer.certificate_chain.is_empty() => {
            (Some(made(&answer.certificate_chain)), None)
        }
        Verdict::Placed(answer) if settings.account => (None, Followed::start(words, Client::new(settings), answer.id)),
        _ => (None, None),
    };
    let issue = RwSignal::new(issue);
    let spoken = followed.map(|followed| followed.spoken(words));
    let fetched = Arc::clone(&outcome);
    Effect::new(move |_| {
        if let Some(chain) = followed.and_then(Followed::chain) {
            let made = Issue::of(&fetched.record, &chain, settings, held_key);
            made.verify();
            issue.set(Some(Arc::new(made)));
        }
    });
    // A refusal without a word of DigiCert's may come from something on the way that lost the answer.
    let lookup = match &outcome.verdict {
        Verdict::Placed(_) => None,
        Verdict::Refused(refusal) if !refusal.errors.is_empty() => None,
        Verdict::Refused(_) | Verdict::Unknown(_) => Lookup::begin(&outcome.record, settings),
    };
    // Language and verification seldom change, so one closure draws everything anew: each further one would weigh.
    let drawn = move || {
        keep_focus();
        let issue = issue.get();
        let page = Page::new(words, settings, on_again);
        let record = &outcome.record;
        let view = match &outcome.verdict {
            Verdict::Placed(answer) => placed(page, record, answer, issue.as_deref(), followed),
            Verdict::Unknown(reason) => unknown(page, record, reason, lookup),
            Verdict::Refused(refusal) => refused(page, record, refusal, lookup),
        };
        if outcome.is_kept {
            return view;
        }
        let unkept = paragraph("note note-advice", page.text.keeping().outcome_unkept.to_owned());
        group("", vec![unkept, view])
    };
    group("", vec![drawn.into_any(), spoken.into_any()])
}

/// Once what is drawn anew stands, the focus is where it was, or else at the heading: it must not fall to the page's start.
fn keep_focus() {
    let focused = document().active_element();
    let Some(focused) = focused.filter(|focused| focused.closest("main").is_ok_and(|main| main.is_some())) else {
        return;
    };
    let id = focused.id();
    request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|now| now.tag_name() == "BODY");
        if !lost {
            return;
        }
        let same = document().get_element_by_id(&id).filter(|_| !id.is_empty());
        let title = || document().query_selector("main [data-view-title]").ok().flatten();
        let target = same.or_else(title);
        if let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // An element that can't be focused is left alone.
            let _ = target.focus_with_options(&options);
        }
    });
}
