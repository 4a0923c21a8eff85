//! An order that may exist: why nobody knows, and how to find out.

use certdesk_order::{ApiError, UnknownReason};
use leptos::prelude::*;

use super::lookup::Lookup;
use super::moment::{read, utc};
use super::parts::{
    Again, Page, account_link, again, copy, facts, fold, group, heading, list, paragraph, section, span,
};
use super::placed::asked;
use super::raw::{harmless, raw};
use crate::placing::OrderRecord;

/// The view of an order of which nobody knows whether it was placed. It is never called a failure.
pub(super) fn unknown(page: Page, record: &OrderRecord, reason: &UnknownReason, lookup: Option<Lookup>) -> AnyView {
    let text = page.text;
    let mut why = vec![paragraph("", (text.outcome().reason)(reason))];
    why.extend(errors(page, errors_of(reason)));
    let look = text.outcome().look.iter().map(|step| span("", (*step).to_owned()));
    let find_out = vec![
        list("steps", look.collect()),
        group(
            "note",
            vec![
                facts(asked(page, record)),
                copy(page, |text| text.outcome().copy_facts, summary(page, record)),
            ],
        ),
        account_link(page),
    ];
    let once_more = vec![
        paragraph("note note-advice", text.outcome().again_risk.to_owned()),
        again(page, "button button-second", text.outcome().again, Again::WithEntries),
    ];
    let mut folds = vec![fold(text.outcome().again_title.to_owned(), once_more)];
    folds.extend(raw(page, record));
    let mut parts: Vec<_> = lookup.into_iter().map(|lookup| lookup.view(page)).collect();
    parts.extend([
        section("outcome-find-out", text.outcome().find_out, find_out),
        section("outcome-why", text.outcome().why, why),
        group("folds", folds),
    ]);
    group(
        "",
        vec![
            heading(text.outcome().unknown.to_owned(), text.outcome().unknown_lead),
            group("outcome outcome-alone", parts),
        ],
    )
}

/// What the answer says is wrong, in DigiCert's own words.
pub(super) fn errors(page: Page, errors: &[ApiError]) -> Option<AnyView> {
    let say = page.text.form.digicert_says;
    let lines = errors
        .iter()
        .map(|error| span("", say(&harmless(&error.code), &harmless(&error.message))));
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| list("outcome-plain", lines))
}

fn errors_of(reason: &UnknownReason) -> &[ApiError] {
    match reason {
        UnknownReason::NoOrderId { errors, .. }
        | UnknownReason::Timeout { errors, .. }
        | UnknownReason::ServerError { errors, .. } => errors,
        _ => &[],
    }
}

/// The facts as a text that can be sent to someone who may look.
fn summary(page: Page, record: &OrderRecord) -> String {
    let text = page.text;
    let sent = read(&record.sent).map_or_else(|| record.sent.clone(), |moment| utc(text, moment));
    let lines = [
        (text.form.product, record.product.name().to_owned()),
        (text.form.names, record.names.join(", ")),
        (text.outcome().sent, sent),
    ];
    lines.map(|(term, said)| format!("{term}: {said}\n")).concat()
}
