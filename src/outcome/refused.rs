//! An order that was refused, where the form did not take it up: the record of an earlier visit.

use certdesk_order::{Refusal, RefusedBy};
use leptos::prelude::*;

use super::lookup::Lookup;
use super::parts::{Again, Page, again, group, heading, paragraph, section};
use super::raw::raw;
use super::unknown::errors;
use crate::placing::OrderRecord;

/// The view of an order that was refused.
pub(super) fn refused(page: Page, record: &OrderRecord, refusal: &Refusal, lookup: Option<Lookup>) -> AnyView {
    let text = page.text;
    let mut why = Vec::new();
    if refusal.by == RefusedBy::Proxy {
        why.push(paragraph("", (text.outcome().refused_by_proxy)(refusal.status)));
    }
    why.extend(errors(page, &refusal.errors));
    let mut parts = vec![section("outcome-why", text.outcome().why_refused, why)];
    parts.extend(lookup.map(|lookup| lookup.view(page)));
    parts.extend([
        group("folds", raw(page, record)),
        again(page, "button", text.review().back, Again::WithEntries),
    ]);
    group(
        "",
        vec![
            heading(text.form.refused_title.to_owned(), text.form.refused_lead),
            group("outcome outcome-alone", parts),
        ],
    )
}
