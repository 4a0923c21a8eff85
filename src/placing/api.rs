//! The two calls: the question whether the API is there, and the order.

use gloo_net::http::{Request, Response};
use leptos::prelude::*;
use web_sys::ResponseType;

use super::record::{Lost, OrderRecord, Reply};
use crate::proxy::{TimeLimit, common};
use crate::settings::Settings;

/// The most seconds that the question may take; it is small, and whoever waits has pressed a button.
const QUESTION_SECONDS: u32 = 20;
/// How much of a foreign answer is shown, in characters.
const SHOWN_CHARACTERS: usize = 300;

/// Why an order was not sent; in each case nothing was ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The browser says that it is offline.
    Offline,
    /// The proxy did not answer, or its answer does not allow this page to read it (CORS): these are the browser's words.
    Unreachable(String),
    /// The proxy did not answer in time.
    TimedOut,
    /// The proxy sends the browser elsewhere: a sign-on has most likely ended.
    SignIn,
    /// The proxy answered, but not with the API's JSON: its status and the beginning of what it said.
    NotTheApi {
        /// The HTTP status.
        status: u16,
        /// The beginning of its body.
        body: String,
    },
    /// The API, or the proxy, says that it can't serve at the moment.
    Down {
        /// The HTTP status, 500 to 599.
        status: u16,
    },
    /// Another tab of this browser is sending an order.
    AnotherTab,
}

/// Asks whether the API is there, by the product's description (DigiCert API notes, section 6.4): it changes nothing and costs nothing.
///
/// # Errors
///
/// The reason why nothing can be sent.
pub(super) async fn question(settings: &Settings, record: &OrderRecord) -> Result<(), NotSent> {
    if !window().navigator().on_line() {
        return Err(NotSent::Offline);
    }
    let url = format!("{}/product/{}", settings.proxy, record.product.id());
    let limit = TimeLimit::start(settings.time_limit_seconds.min(QUESTION_SECONDS));
    let request = common(Request::get(&url), settings, &limit);
    let response = match request.send().await {
        Ok(response) => response,
        Err(_) if limit.has_passed() => return Err(NotSent::TimedOut),
        Err(error) => return Err(NotSent::Unreachable(error.to_string())),
    };
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(NotSent::SignIn);
    }
    let status = response.status();
    if status >= 500 {
        return Err(NotSent::Down { status });
    }
    let body = response.text().await.map_err(|error| {
        if limit.has_passed() {
            NotSent::TimedOut
        } else {
            NotSent::Unreachable(error.to_string())
        }
    })?;
    // Any JSON will do: a proxy that lets nothing but orders through refuses this question, and is there all the same.
    if serde_json::from_str::<serde::de::IgnoredAny>(&body).is_err() {
        return Err(NotSent::NotTheApi {
            status,
            body: body.chars().take(SHOWN_CHARACTERS).collect(),
        });
    }
    Ok(())
}

/// Sends an order. Once it has left, everything is a [`Reply`].
pub(super) async fn order(settings: &Settings, record: &OrderRecord) -> Reply {
    let url = format!("{}/order/certificate/{}", settings.proxy, record.product.id());
    let limit = TimeLimit::start(settings.time_limit_seconds);
    let request = common(Request::post(&url), settings, &limit).header("Content-Type", "application/json");
    let Ok(request) = request.body(&record.body) else {
        return Reply::Lost(Lost::NoAnswer);
    };
    let lost = |otherwise| Reply::Lost(if limit.has_passed() { Lost::TimedOut } else { otherwise });
    let Ok(response) = request.send().await else {
        return lost(Lost::NoAnswer);
    };
    let (status, content_type) = (response.status(), content_type(&response));
    match response.binary().await {
        Ok(body) => Reply::Answer {
            status,
            content_type,
            body: String::from_utf8_lossy(&body).into_owned(),
        },
        Err(_) => lost(Lost::Cut),
    }
}

fn content_type(response: &Response) -> Option<String> {
    response.headers().get("content-type")
}
