//! What has happened to an order, what was asked for, and what was noted.

use certdesk_order::account::{Moment, Order, Person, Request};
use leptos::prelude::*;

use super::said::moment;
use crate::outcome::harmless;
use crate::outcome::parts::{Page, code, group, list, paragraph, section, span};

/// The steps that the order has gone through.
pub(super) fn timeline(page: Page, order: &Order) -> AnyView {
    let text = page.text;
    let events = order.timeline();
    let steps = events.iter().map(|event| {
        let when = event
            .when
            .map_or_else(|| text.orders().no_date.to_owned(), |when| moment(text, when));
        let what = harmless(&(text.orders().happening)(&event.what));
        group("", vec![span("step-who", what), span("soft", format!(" {when}"))])
    });
    section(
        "order-timeline",
        text.orders().timeline,
        vec![list("steps", steps.collect())],
    )
}

/// The requests, with whoever made and decided them.
pub(super) fn requests(page: Page, order: &Order) -> Option<AnyView> {
    let text = page.text;
    let line = |request: &Request| {
        let status = harmless(&(text.outcome().request)(request.status.as_ref()));
        let mut said = vec![group(
            "",
            vec![
                code(&request.id.to_string()),
                span(
                    "",
                    format!(" {}: ", harmless(&(text.orders().request_kind)(&request.kind))),
                ),
                span("", status),
            ],
        )];
        said.extend(by(page, request.requester.as_ref(), request.date));
        said.extend(comment(request.comments.as_deref()));
        said.extend(by(page, request.processor.as_ref(), request.decided));
        said.extend(comment(request.processor_comment.as_deref()));
        group("", said)
    };
    let lines: Vec<_> = order.requests.iter().map(line).collect();
    (!lines.is_empty()).then(|| section("order-requests", text.orders().requests, vec![list("checks", lines)]))
}

/// The notes, as they came.
pub(super) fn notes(page: Page, order: &Order) -> AnyView {
    let text = page.text;
    let lines: Vec<_> = order
        .notes
        .iter()
        .map(|note| {
            let mut said = vec![paragraph("order-note-text", harmless(&note.text))];
            said.extend(by(page, note.by.as_ref(), note.date));
            group("", said)
        })
        .collect();
    let body = if lines.is_empty() {
        paragraph("soft", text.orders().no_notes.to_owned())
    } else {
        list("checks", lines)
    };
    section("order-notes", text.orders().notes, vec![body])
}

/// Who, and when.
fn by(page: Page, person: Option<&Person>, when: Option<Moment>) -> Option<AnyView> {
    let name = person.and_then(Person::shown).map(|name| harmless(&name));
    let when = when.map(|when| moment(page.text, when));
    let said: Vec<_> = name.into_iter().chain(when).collect();
    (!said.is_empty()).then(|| paragraph("soft", said.join(", ")))
}

fn comment(said: Option<&str>) -> Option<AnyView> {
    let said = said.filter(|said| !said.trim().is_empty())?;
    Some(paragraph("order-note-text", harmless(said)))
}
