//! Approving or rejecting a request.

use certdesk_order::account::{Request, bodies, paths};
use leptos::prelude::*;

use super::acting::{Act, Acting};
use super::said::moment;
use crate::outcome::harmless;
use crate::outcome::parts::{fact, facts, group, paragraph, span};
use crate::widgets::{Disclosure, Messages, TextArea};

/// The part of one request that waits.
pub(super) fn decide(acting: Acting, request: &Request) -> AnyView {
    let words = acting.form.words;
    let id = request.id;
    let comment = RwSignal::new(String::new());
    let press = move |approve: bool| {
        Callback::new(move |()| {
            let body = bodies::decide(approve, &comment.get_untracked());
            let prepared = async move { Some((paths::request_status(id), body)) };
            let act = if approve { Act::Approve(id) } else { Act::Reject(id) };
            acting.run(act, prepared, Callback::new(move |()| comment.set(String::new())));
        })
    };
    let about = {
        let request = request.clone();
        move || {
            let text = words.text();
            let mut rows = vec![fact(
                text.orders().requests,
                vec![span("", (text.orders().request_kind)(&request.kind))],
            )];
            let person = request.requester.as_ref().and_then(|person| person.shown());
            rows.extend(person.map(|name| fact(text.orders().asked_by, vec![span("", harmless(&name))])));
            rows.extend(
                request
                    .date
                    .map(|date| fact(text.orders().placed, vec![span("", moment(text, date))])),
            );
            let comments = request.comments.as_deref().filter(|comments| !comments.is_empty());
            rows.extend(comments.map(|said| fact(text.orders().note, vec![span("", harmless(said))])));
            group(
                "",
                vec![paragraph("", text.orders().decide_lead.to_owned()), facts(rows)],
            )
        }
    };
    let field = view! {
        <TextArea
            id=format!("decide-comment-{id}")
            label=words.signal(|text| text.orders().comment)
            hint=Signal::stored(String::new())
            value=comment
            messages=Messages::none()
            error_word=acting.form.error_word()
            rows=2
        />
    }
    .into_any();
    let buttons = group(
        "buttons",
        vec![
            acting.button(
                "approve-request",
                "button",
                words.signal(|text| text.orders().approve),
                Act::Approve(id),
                press(true),
            ),
            acting.button(
                "reject-request",
                "button button-second",
                words.signal(|text| text.orders().reject),
                Act::Reject(id),
                press(false),
            ),
        ],
    );
    let failed = acting.failed([Act::Approve(id), Act::Reject(id)]);
    let title = Signal::derive(move || (words.text().orders().decide)(id.get()));
    let body = group("action", vec![about.into_any(), field, failed, buttons]);
    view! { <Disclosure title>{body}</Disclosure> }.into_any()
}
