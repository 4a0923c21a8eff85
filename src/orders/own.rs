//! Which orders were placed in this browser: their numbers, and nothing else, are kept.

use certdesk_order::Verdict;
use leptos::prelude::*;

use crate::browser::Kept;
use crate::form::Judged;

/// The most numbers that are kept, the latest.
const MOST: usize = 1000;

/// Keeps the number of an order that was placed.
pub(crate) fn remember(id: u64) {
    let mut kept = Kept::Own.get::<Vec<u64>>().unwrap_or_default();
    if !kept.contains(&id) {
        kept.push(id);
        let first = kept.len().saturating_sub(MOST);
        // Without it an order lacks a mark, no more.
        Kept::Own.put(&kept.split_off(first));
    }
}

/// The numbers of the orders that were placed in this browser.
pub(super) fn own(form: Judged) -> Vec<u64> {
    let mut own = Kept::Own.get::<Vec<u64>>().unwrap_or_default();
    let last = form.placing.outcome.with(|outcome| match &outcome.as_ref()?.verdict {
        Verdict::Placed(answer) => Some(answer.id),
        _ => None,
    });
    own.extend(last);
    own
}
