//! Calls through the proxy: what they have in common.

use std::time::Duration;

use gloo_net::http::RequestBuilder;
use leptos::prelude::*;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestRedirect};

use crate::settings::{Credentials, Settings};

/// What every call through the proxy has: JSON is wanted, nothing is cached, no redirect is followed, and there is an end to it.
pub(crate) fn common(request: RequestBuilder, settings: &Settings, limit: &TimeLimit) -> RequestBuilder {
    let credentials = match settings.credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    };
    request
        .header("Accept", "application/json")
        .credentials(credentials)
        .cache(RequestCache::NoStore)
        // A redirect of an order would silently become another request; it is seen and told instead.
        .redirect(RequestRedirect::Manual)
        .abort_signal(limit.signal().as_ref())
}

/// Ends a request after some seconds.
pub(crate) struct TimeLimit {
    controller: Option<AbortController>,
    timer: Option<TimeoutHandle>,
}

impl TimeLimit {
    /// Begins to count.
    pub(crate) fn start(seconds: u32) -> Self {
        let controller = AbortController::new().ok();
        let aborting = controller.clone();
        let abort = move || {
            if let Some(controller) = aborting {
                controller.abort();
            }
        };
        let timer = set_timeout_with_handle(abort, Duration::from_secs(u64::from(seconds))).ok();
        Self { controller, timer }
    }

    /// What a request listens to, that it may be ended.
    pub(crate) fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    /// Whether the time was up.
    pub(crate) fn has_passed(&self) -> bool {
        self.signal().is_some_and(|signal| signal.aborted())
    }
}

impl Drop for TimeLimit {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            timer.clear();
        }
    }
}
