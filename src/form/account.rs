//! The account beside the form: who is behind the key, what is left to order from, what the order would cost, and what of
//! the account is not to be had.

use certdesk_order::account::{Amount, Failure};
use leptos::prelude::*;

use super::Judged;
use crate::account::{CallError, Load, Part, PartState};
use crate::browser::local_time;
use crate::outcome::harmless;
use crate::widgets::Disclosure;

/// Whether it may come a little later; else the call is not allowed, and to repeat it is of no use.
pub(super) const fn may_come(error: &CallError) -> bool {
    match error {
        CallError::Unreachable | CallError::TimedOut => true,
        CallError::Failed(failure) => failure.may_pass() || matches!(failure, Failure::Unreadable(_)),
    }
}

/// When a list was read, a button that reads it again, and why it did not come, where that may pass.
pub(super) fn list_line(form: Judged, part: Part) -> AnyView {
    let words = form.words;
    let account = form.checks.account;
    if !account.is_asked {
        return ().into_any();
    }
    let state = Memo::new(move |_| account.state(part));
    let said = move || {
        let text = words.text().account();
        let state = state.get()?;
        let why = state.failure.as_ref().filter(|error| may_come(error));
        Some(match (why, state.read_at) {
            _ if state.is_asking => text.reading.to_owned(),
            (Some(why), _) => (text.list_failed)((text.part)(part), &(text.why)(why)),
            (None, Some(at)) => (text.read_at)(&local_time(at, words.language().locale())),
            (None, None) => String::new(),
        })
    };
    let label = move || {
        let text = words.text().account();
        let is_here = state.with(|state| state.as_ref().is_some_and(|state| state.read_at.is_some()));
        if is_here { text.read_again } else { text.try_again }
    };
    // What is not allowed is said once, for all parts.
    let is_offered = move || {
        state.with(|state| {
            state
                .as_ref()
                .is_some_and(|state| state.read_at.is_some() || state.failure.as_ref().is_some_and(may_come))
        })
    };
    let press = move |_| {
        if !state.with_untracked(|state| state.as_ref().is_some_and(|state| state.is_asking)) {
            account.reload(part);
        }
    };
    view! {
        <div class="list-line">
            <p class="soft" role="status">{said}</p>
            <button
                class="button button-quiet"
                class:hidden=move || !is_offered()
                type="button"
                aria-disabled=move || {
                    state.with(|state| state.as_ref().is_some_and(|state| state.is_asking)).then_some("true")
                }
                on:click=press
            >
                {label}
                <span class="visually-hidden">{": "} {move || (words.text().account().part)(part)}</span>
            </button>
        </div>
    }
    .into_any()
}

/// The rows of the side panel.
pub(super) fn side_facts(form: Judged) -> AnyView {
    let words = form.words;
    let account = form.checks.account;
    if !account.is_asked {
        return ().into_any();
    }
    let balance = move || {
        let balance = account
            .balance
            .with(|balance| balance.here().map(|it| (it.balance, it.currency.clone())))?;
        Some(money(balance.0, balance.1.as_deref()))
    };
    view! {
        <dt>{move || words.text().account().price}</dt>
        <dd id="order-price">{move || price(form)}</dd>
        {move || {
            balance()
                .map(|balance| {
                    view! {
                        <dt>{move || words.text().account().balance}</dt>
                        <dd id="account-balance">{balance}</dd>
                    }
                })
        }}
    }
    .into_any()
}

fn money(amount: Amount, currency: Option<&str>) -> String {
    match currency {
        Some(currency) => format!("{amount} {}", harmless(currency)),
        None => amount.to_string(),
    }
}

/// What the order would cost, as far as it is known, and whether the balance may not cover it.
pub(super) fn price(form: Judged) -> String {
    let text = form.words.text().account();
    let account = form.checks.account;
    form.checks.asked().price.with(|price| match price {
        Load::NotAsked => form.words.text().form.not_yet.to_owned(),
        Load::Asking => text.price_asking.to_owned(),
        Load::Failed(_) => text.price_unknown.to_owned(),
        Load::Here(estimate) => {
            let Some(total) = estimate.total else {
                return text.price_unknown.to_owned();
            };
            let said = (text.price_about)(&money(total, estimate.currency.as_deref()));
            let covers = account
                .balance
                .with(|balance| balance.here().map(|balance| balance.covers(total)));
            match covers {
                Some(Some(false) | None) => format!("{said} {}", text.may_not_cover),
                _ => said,
            }
        }
    })
}

/// Who is behind the key, and what of the account is not to be had, in one line for all.
pub(super) fn key_and_gaps(form: Judged) -> AnyView {
    let words = form.words;
    let account = form.checks.account;
    if !account.is_asked {
        return ().into_any();
    }
    let key = move || {
        let text = words.text().account();
        account.user.with(|user| {
            let user = user.here()?;
            let names: Vec<_> = [&user.first_name, &user.last_name]
                .into_iter()
                .flatten()
                .cloned()
                .collect();
            let name = if names.is_empty() {
                user.username.clone()?
            } else {
                names.join(" ")
            };
            let roles: Vec<_> = user.roles.iter().map(|role| harmless(&(text.role)(role))).collect();
            Some((text.key_of)(&harmless(&name), &roles.join(", ")))
        })
    };
    let denied = Memo::new(move |_| {
        let is_denied = |(_, state): &(Part, PartState)| state.failure.as_ref().is_some_and(|error| !may_come(error));
        account.failed().into_iter().filter(is_denied).collect::<Vec<_>>()
    });
    let parts = move || {
        let text = words.text().account();
        denied.with(|denied| denied.iter().map(|(part, _)| (text.part)(*part)).collect::<Vec<_>>())
    };
    let calls = move || {
        denied.with(|denied| {
            let call = |(_, state): &(Part, PartState)| format!("{} {}", state.call.method.as_str(), state.call.path);
            denied
                .iter()
                .map(call)
                .map(|call| view! { <li><code class="value">{call}</code></li> })
                .collect_view()
        })
    };
    view! {
        <p class="soft" id="key-holder">{key}</p>
        <div class="folds" class:hidden=move || denied.with(Vec::is_empty)>
            <p class="soft" role="status" id="account-gaps">
                {move || {
                    let parts = parts();
                    (!parts.is_empty()).then(|| (words.text().account().gaps)(&parts))
                }}
            </p>
            <Disclosure title=words.signal(|text| text.account().gaps_title)>
                <p class="soft">{move || words.text().account().gaps_ask}</p>
                <ul class="plain-list">{calls}</ul>
            </Disclosure>
        </div>
    }
    .into_any()
}
