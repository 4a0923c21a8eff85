//! The test of the connection: which part between page and account is at fault.

use std::time::Duration;

use certdesk_order::Product;
use certdesk_order::account::{Failure, Method, NotAllowed, ProductId, paths, read_product, read_user};
use gloo_net::http::Request;
use js_sys::{Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{RequestCache, RequestMode};

use super::finding::Mark;
use super::parts::{group, list, paragraph, span};
use crate::account::{CallError, Client};
use crate::proxy::TimeLimit;
use crate::settings::Settings;
use crate::text::Words;

/// How long the browser may take to tell of a call that the page's policy forbids.
const TOLD_WITHIN: Duration = Duration::from_millis(100);
/// How long the proxy may take to say anything at all, in seconds.
const REACH_SECONDS: u32 = 10;

/// A part of the way from the page to the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConnectionPart {
    /// The page's own policy lets it call the proxy.
    Policy,
    /// The proxy answers.
    Proxy,
    /// The proxy lets this page read its answers, and send an order (CORS).
    Cors,
    /// What answers is DigiCert's API.
    Api,
    /// The proxy's key is valid.
    Key,
    /// The account can be asked.
    Account,
}

impl ConnectionPart {
    const ALL: [Self; 6] = [
        Self::Policy,
        Self::Proxy,
        Self::Cors,
        Self::Api,
        Self::Key,
        Self::Account,
    ];
}

/// What the test says of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConnectionState {
    /// It works.
    Works,
    /// It is at fault.
    Fails,
    /// It could not be tested, since a part before it fails, or the proxy or config.json does not let it.
    NotTested,
}

/// Tests all parts, each after the one that it stands on. Nothing is changed by it and nothing ordered.
async fn test(settings: &'static Settings) -> Vec<(ConnectionPart, ConnectionState)> {
    let first_fault = find_fault(settings).await;
    let mut parts = Vec::new();
    let mut is_tested = true;
    for part in ConnectionPart::ALL {
        let state = match first_fault {
            Some((at, state)) if at == part => {
                is_tested = false;
                state
            }
            _ if is_tested => ConnectionState::Works,
            _ => ConnectionState::NotTested,
        };
        parts.push((part, state));
    }
    parts
}

/// The first part that does not work, or could not be tested.
async fn find_fault(settings: &'static Settings) -> Option<(ConnectionPart, ConnectionState)> {
    use ConnectionPart::{Account, Api, Cors, Key};
    use ConnectionState::{Fails, NotTested};
    let client = Client::new(settings);
    let Some(product) = ProductId::new(Product::ALL.first().map_or("", |product| product.id())) else {
        return Some((Key, NotTested));
    };
    let forbidden = StoredValue::new(false);
    let listening = window_event_listener_untyped("securitypolicyviolation", move |event| {
        let directive = Reflect::get(&event, &"effectiveDirective".into()).ok();
        if directive.and_then(|directive| directive.as_string()).as_deref() == Some("connect-src") {
            forbidden.set_value(true);
        }
    });
    let answer = client.read(&paths::product(&product), read_product).await;
    let is_lost = matches!(answer, Err(CallError::Unreachable | CallError::TimedOut));
    if is_lost {
        rest(TOLD_WITHIN).await;
    }
    listening.remove();
    if is_lost {
        let part = if forbidden.get_value() {
            ConnectionPart::Policy
        } else if reaches(settings, &product).await {
            Cors
        } else {
            ConnectionPart::Proxy
        };
        return Some((part, Fails));
    }
    // Only a call with a body is asked for beforehand, as an order is; this one orders nothing.
    let price = client.ask(&paths::price(), Some("{}".to_owned()), |_| Ok(())).await;
    if matches!(price, Err(CallError::Unreachable | CallError::TimedOut)) {
        return Some((Cors, Fails));
    }
    match answer {
        Err(CallError::Failed(failure)) => match failure {
            Failure::NotTheApi { .. } | Failure::Down { .. } | Failure::Unreadable(_) => return Some((Api, Fails)),
            Failure::NotAllowed(NotAllowed::InvalidKey) => return Some((Key, Fails)),
            Failure::NotAllowed(NotAllowed::Proxy) | Failure::RateLimited { .. } => return Some((Key, NotTested)),
            // DigiCert knows the key, whatever it says of the product.
            _ => {}
        },
        Err(CallError::Unreachable | CallError::TimedOut) | Ok(_) => {}
    }
    if !settings.account {
        return Some((Account, NotTested));
    }
    let user = client.read(&paths::user(), read_user).await;
    user.is_err().then_some((Account, Fails))
}

/// Whether anything answers at the proxy's address: the browser may hide what, and tells all the same.
async fn reaches(settings: &Settings, product: &ProductId) -> bool {
    let target = paths::product(product);
    debug_assert!(target.call.method == Method::Get, "what only reads");
    let limit = TimeLimit::start(REACH_SECONDS);
    let request = Request::get(&format!("{}{}", settings.proxy, target.path))
        .mode(RequestMode::NoCors)
        .cache(RequestCache::NoStore)
        .abort_signal(limit.signal().as_ref());
    request.send().await.is_ok()
}

async fn rest(time: Duration) {
    let rested = Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                // To settle a promise can't fail.
                let _ = resolve.call0(&JsValue::NULL);
            },
            time,
        );
    });
    // It is never rejected.
    let _ = JsFuture::from(rested).await;
}

/// The button and what the test said.
pub(crate) fn connection_test(words: Words, settings: &'static Settings) -> AnyView {
    let said = RwSignal::new(Vec::new());
    let testing = RwSignal::new(false);
    let run = move |_| {
        if testing.get_untracked() {
            return;
        }
        testing.set(true);
        said.set(Vec::new());
        spawn_local(async move {
            let parts = test(settings).await;
            // The view may be gone by now.
            said.try_set(parts);
            testing.try_set(false);
        });
    };
    let shown = move || {
        let text = words.text();
        if testing.get() {
            return paragraph("", text.journal().testing.to_owned());
        }
        let rows = said.get().into_iter().map(|(part, state)| {
            let (class, mark) = match state {
                ConnectionState::Works => ("mark mark-good", Mark::Good),
                ConnectionState::Fails => ("mark mark-bad", Mark::Bad),
                ConnectionState::NotTested => ("mark", Mark::Unchecked),
            };
            let mut about = vec![paragraph("check-question", (text.journal().part)(part).to_owned())];
            if state == ConnectionState::Fails {
                about.push(paragraph("", (text.journal().fault)(part).to_owned()));
            }
            let parts = vec![
                span(class, (text.outcome().mark)(mark).to_owned()),
                group("check-said", about),
            ];
            group("check", parts)
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            group("", rows)
        } else {
            list("checks", rows)
        }
    };
    view! {
        <div class="connection">
            <button
                class="button button-second"
                type="button"
                aria-disabled=move || testing.get().then_some("true")
                on:click=run
            >
                {move || words.text().journal().test}
            </button>
            <div role="status" class="connection-parts">{shown}</div>
        </div>
    }
    .into_any()
}
