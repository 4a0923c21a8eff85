//! What an order waits for, followed until it is issued.

use std::sync::Arc;

use certdesk_order::account::{OrderId, OrderStatus, Wait, waits};
use leptos::prelude::*;
use time::OffsetDateTime;
use wasm_bindgen_futures::spawn_local;

use super::acts::Acts;
use super::control::control;
use super::follow::{Follow, Seen};
use super::said::{account_link, failure, moment};
use crate::account::{CallError, Client};
use crate::browser::{Notices, ask_for_notices, local_clock, notices, notify, today};
use crate::outcome::harmless;
use crate::outcome::parts::{code, group, list, paragraph, section, span};
use crate::text::{Text, Words};

/// The following of an order with what can be done meanwhile: it lives longer than a drawing of its view.
#[derive(Clone, Copy)]
pub(crate) struct Waiting {
    /// The following.
    pub(crate) follow: Follow,
    acts: Acts,
    notices: RwSignal<Notices>,
}

impl Waiting {
    /// Begins to follow an order; ends with the owner. `on_change` is told of each change.
    ///
    /// When the order is issued while it is followed, the window's title says so, and the browser does if it may.
    pub(crate) fn start(words: Words, client: Client, id: OrderId, on_change: Callback<()>) -> Self {
        let follow = Follow::start(client, id, on_change);
        Effect::new(move |waited: Option<bool>| {
            let status = follow.status();
            let is_issued = status == Some(OrderStatus::Issued);
            if is_issued && waited == Some(true) {
                let said = untrack(|| (words.text().waiting().issued)(&id.to_string()));
                notify(&said);
                // Once the view is drawn, whose heading is the title else.
                request_animation_frame(move || document().set_title(&said));
            }
            status.is_some_and(|status| status.waits()) || (waited == Some(true) && !is_issued)
        });
        Self {
            follow,
            acts: Acts::new(follow),
            notices: RwSignal::new(notices()),
        }
    }

    /// What is read out when the state changes; it stands in the page before it speaks, and outside of what is drawn anew.
    pub(crate) fn spoken(self, words: Words) -> AnyView {
        let follow = self.follow;
        let said = move || {
            let status = follow.status();
            status.map(|status| state(words.text(), &status, follow.id))
        };
        view! {
            <p class="visually-hidden" role="status">
                {said}
            </p>
        }
        .into_any()
    }

    /// The part of the page.
    pub(crate) fn view(self, words: Words) -> AnyView {
        let Self { follow, acts, .. } = self;
        let seen = move || follow.seen.get().map(|seen| waited_for(words, &seen, follow));
        let body = vec![
            seen.into_any(),
            control(words, follow, acts),
            (move || follow.trouble.get().map(|error| trouble(words, follow, &error))).into_any(),
            self.looks(words),
        ];
        section("waiting-title", words.text().waiting().title, body)
    }

    /// When was looked, when will be, and the buttons.
    fn looks(self, words: Words) -> AnyView {
        let follow = self.follow;
        let times = move || {
            let text = words.text().waiting();
            let clock = |at: OffsetDateTime| local_clock(at, words.language().locale());
            let last = follow.last.get().map(|at| (text.last)(&clock(at)));
            let next = match follow.next.get() {
                _ if follow.is_looking.get() => text.looking.to_owned(),
                Some(at) => (text.next)(&clock(at)),
                None => text.no_next.to_owned(),
            };
            [last, Some(next)].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        let is_open = move || {
            let is_over = follow.status().is_some_and(|status| status.is_final());
            !is_over && !follow.is_refused()
        };
        let said = self.notices;
        let ask = move |_| {
            spawn_local(async move {
                let allowed = ask_for_notices().await;
                said.try_set(allowed);
            });
        };
        view! {
            <p class="soft waiting-looks">{times}</p>
            <div class="buttons" class:hidden=move || !is_open()>
                <button
                    class="button button-second"
                    type="button"
                    id="waiting-look"
                    aria-disabled=move || follow.is_looking.get().then_some("true")
                    on:click=move |_| follow.look()
                >
                    {move || words.text().waiting().look_now}
                </button>
                <button
                    class="button button-quiet"
                    class:hidden=move || said.get() != Notices::Unasked
                    type="button"
                    id="waiting-notify"
                    on:click=ask
                >
                    {move || words.text().waiting().notify}
                </button>
                <span class="soft" role="status">
                    {move || (said.get() == Notices::Allowed).then(|| words.text().waiting().notify_on)}
                </span>
            </div>
        }
        .into_any()
    }
}

/// A part that follows an order until it is issued, complete in itself. `on_change` is told of each change of the order.
pub(crate) fn waiting(words: Words, client: Client, id: u64, on_change: Callback<()>) -> AnyView {
    let Some(id) = OrderId::new(id) else {
        return ().into_any();
    };
    let waiting = Waiting::start(words, client, id, on_change);
    let drawn = (move || waiting.view(words)).into_any();
    group("waiting", vec![waiting.spoken(words), drawn])
}

fn state(text: &Text, status: &OrderStatus, id: OrderId) -> String {
    harmless(&(text.waiting().state)(status, &id.to_string()))
}

/// The state in a sentence, and what is waited for, in the order in which it has to happen.
fn waited_for(words: Words, seen: &Arc<Seen>, follow: Follow) -> AnyView {
    let text = words.text();
    let order = &seen.order;
    let class = if order.status == OrderStatus::Issued {
        "note note-good"
    } else {
        "note"
    };
    let mut said = vec![paragraph(class, state(text, &order.status, follow.id))];
    let waits = waits(order, seen.organization.as_ref(), &seen.domains, today());
    let lines: Vec<_> = waits
        .iter()
        .map(|wait| {
            let said = in_words(words, seen, wait, follow);
            group("waiting-for", said)
        })
        .collect();
    if !lines.is_empty() {
        said.push(list("steps", lines));
    }
    group("waiting-state", said)
}

/// One thing that is waited for.
fn in_words(words: Words, seen: &Seen, wait: &Wait<'_>, follow: Follow) -> Vec<AnyView> {
    let text = words.text();
    let waiting = text.waiting();
    let headed =
        |(who, what): (&str, &str)| group("", vec![span("step-who", who.to_owned()), span("", format!(" {what}"))]);
    match wait {
        Wait::Approval { requests, .. } => {
            let mut said = vec![headed(waiting.approval)];
            let lines = requests.iter().map(|request| {
                let status = harmless(&(text.outcome().request)(request.status.as_ref()));
                let requester = request.requester.as_ref().and_then(|person| person.shown());
                let by = requester.map(|name| harmless(&(waiting.asked_by)(&name)));
                let when = request.date.map(|date| moment(text, date));
                let more = [Some(status), by, when].into_iter().flatten().collect::<Vec<_>>();
                group(
                    "",
                    vec![
                        span("", format!("{} ", waiting.request)),
                        code(&request.id.to_string()),
                        span("", format!(": {}", more.join(", "))),
                    ],
                )
            });
            let lines: Vec<_> = lines.collect();
            if !lines.is_empty() {
                said.push(list("outcome-plain", lines));
            }
            said.push(account_link(text, follow.client.account_url()));
            said
        }
        Wait::Csr => vec![headed(waiting.csr)],
        Wait::Organization { readiness } => {
            let name = seen
                .organization
                .as_ref()
                .map(|organization| harmless(&organization.name));
            let (who, what) = (waiting.organization)(*readiness);
            let mut said = vec![headed((who, what))];
            said.extend(name.map(|name| paragraph("soft", name)));
            said
        }
        Wait::Domains { are_known, .. } => vec![headed((waiting.domains)(*are_known))],
        Wait::VerifiedContact { contacts } => {
            let mut said = vec![headed(waiting.verified_contact)];
            let lines = contacts.iter().filter_map(|person| {
                let name = person.shown()?;
                let email = person.email.clone().filter(|email| *email != name);
                let whole = [Some(name), email].into_iter().flatten().collect::<Vec<_>>();
                Some(span("", harmless(&whole.join(", "))))
            });
            let lines: Vec<_> = lines.collect();
            if !lines.is_empty() {
                said.push(list("outcome-plain", lines));
            }
            said
        }
        Wait::Issue => vec![headed(waiting.issue)],
    }
}

/// Why the last look brought nothing, and what comes next.
fn trouble(words: Words, follow: Follow, error: &CallError) -> AnyView {
    let text = words.text();
    let waiting = text.waiting();
    let is_limit = matches!(
        error,
        CallError::Failed(certdesk_order::account::Failure::RateLimited { .. })
    );
    let mut said = failure(text, error);
    let goes_on = move || {
        follow
            .next
            .get()
            .map(|at| (words.text().waiting().goes_on)(&local_clock(at, words.language().locale())))
    };
    said.push(view! { <p>{goes_on}</p> }.into_any());
    if untrack(|| follow.is_refused()) {
        said.push(paragraph("", waiting.cannot_follow.to_owned()));
        said.push(account_link(text, follow.client.account_url()));
    }
    let class = if is_limit {
        "note note-advice"
    } else {
        "note note-error"
    };
    view! {
        <div class=class role="alert">
            {said}
        </div>
    }
    .into_any()
}
