//! The drafts of all tabs, each in a place of its own.
//!
//! A tab's own draft is in its session storage, which a reload and a return bring back and no other tab sees. In local
//! storage it has a place under the tab's name, which outlives the tab, and the newest draft of all is there once more,
//! for whoever opens the page anew.

use leptos::prelude::window;
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use web_sys::Storage;

use super::clock::now;
use super::storage::Kept;
use certdesk_order::account::Moment;

/// What stands before the name of a tab.
const PLACE: &str = "certdesk.draft.";
/// Where a tab keeps its name while it is left.
const TAB: &str = "certdesk.tab";
/// How many drafts are kept.
const MOST: usize = 10;
/// How long.
const KEPT_FOR: Duration = Duration::days(30);

fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

/// The name of this tab. While the tab is open its name is nowhere else, so that a copy of the tab gets another.
pub(crate) fn take_tab() -> String {
    let taken = session().and_then(|session| {
        let name = session.get_item(TAB).ok().flatten()?;
        session.remove_item(TAB).ok()?;
        Some(name)
    });
    taken.unwrap_or_else(|| {
        // Sixteen digits: whole, and no two tabs alike.
        format!("{:016.0}", js_sys::Math::random() * 1e16)
    })
}

/// Leaves the name for the next page of this tab.
pub(crate) fn leave_tab(name: &str) {
    if let Some(session) = session() {
        // Without it the tab gets a new name.
        let _ = session.set_item(TAB, name);
    }
}

/// Keeps a tab's draft; whether the browser did. `draft` has its moment as `at` and the tab's name as `tab`.
pub(crate) fn keep_draft(tab: &str, draft: &Value) -> bool {
    let text = draft.to_string();
    if let Some(session) = session() {
        // Without it the tab shares the newest draft with the others.
        let _ = session.set_item(Kept::Draft.key(), &text);
    }
    let Some(local) = local() else { return false };
    let in_place = local.set_item(&format!("{PLACE}{tab}"), &text).is_ok();
    let is_newest = local.set_item(Kept::Draft.key(), &text).is_ok();
    bound(&local);
    in_place && is_newest
}

/// Forgets a tab's draft, and the one of another tab from which it began and which nobody has changed since; the newest of
/// the others is then offered to whoever opens the page anew.
pub(crate) fn drop_draft(tab: &str, origin: Option<&str>) {
    if let Some(session) = session() {
        // An empty form is what this tab comes back to, not the draft of another.
        let _ = session.set_item(Kept::Draft.key(), "null");
    }
    let Some(local) = local() else { return };
    for name in std::iter::once(tab).chain(origin) {
        let _ = local.remove_item(&format!("{PLACE}{name}"));
    }
    let newest = drafts(&local).into_iter().next();
    // What can't be removed was never kept.
    let _ = match newest {
        Some((_, draft)) => local.set_item(Kept::Draft.key(), &draft.to_string()),
        None => local.remove_item(Kept::Draft.key()),
    };
}

/// The drafts of other tabs, with their names, the newest first.
pub(crate) fn other_drafts(tab: &str) -> Vec<(String, Value)> {
    let mut all = local().map(|local| drafts(&local)).unwrap_or_default();
    all.retain(|(name, _)| name != tab);
    all
}

/// When a draft was kept.
pub(crate) fn kept_at(draft: &Value) -> Option<OffsetDateTime> {
    Moment::parse(draft.get("at")?.as_str()?)?.at
}

fn drafts(local: &Storage) -> Vec<(String, Value)> {
    let length = local.length().unwrap_or_default();
    let keys = (0..length).filter_map(|index| local.key(index).ok().flatten());
    let mut all: Vec<(String, Value)> = keys
        .filter_map(|key| {
            let name = key.strip_prefix(PLACE)?.to_owned();
            let draft = serde_json::from_str(&local.get_item(&key).ok().flatten()?).ok()?;
            Some((name, draft))
        })
        .collect();
    all.sort_by_key(|(_, draft)| std::cmp::Reverse(kept_at(draft)));
    all
}

/// Drops the drafts beyond what is kept.
fn bound(local: &Storage) {
    let now = now();
    for (place, (name, draft)) in drafts(local).into_iter().enumerate() {
        let is_old = kept_at(&draft).is_none_or(|at| now - at > KEPT_FOR);
        if place >= MOST || is_old {
            let _ = local.remove_item(&format!("{PLACE}{name}"));
        }
    }
}
