//! What can be done while control over the domains of an order is awaited: each on a press, none by itself but to ask for the
//! value that is to be shown, which changes nothing (DigiCert API notes, section 6.10: the value that there is comes back).

use std::future::Future;

use certdesk_order::DcvMethod;
use certdesk_order::account::{
    ControlCheck, ControlValue, Failure, bodies, paths, read_control_check, read_control_value,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::follow::Follow;
use crate::account::CallError;

/// Something that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// The value that is to be shown is asked for.
    Value,
    /// DigiCert looks at the domains.
    Check,
    /// Another method is chosen.
    Method,
    /// The mails are sent again.
    Resend,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Came {
    /// DigiCert has looked.
    Checked(ControlCheck),
    /// The method is another.
    Changed(DcvMethod),
    /// The mails are on their way.
    Resent,
    /// It came to nothing, or nobody knows.
    Failed(Act, CallError),
}

/// What is being done, and what came of it; it lives as long as the following.
#[derive(Clone, Copy)]
pub(crate) struct Acts {
    follow: Follow,
    /// What is under way.
    pub(crate) under_way: RwSignal<Option<Act>>,
    /// What came of the last.
    pub(crate) came: RwSignal<Option<Came>>,
    /// What the key or the proxy does not allow.
    pub(crate) refused: RwSignal<Vec<Act>>,
    /// The value that was asked for.
    pub(crate) value: RwSignal<Option<ControlValue>>,
    /// Whether the value was asked for by the page itself.
    was_asked: StoredValue<bool>,
    /// The method that the user has picked and not changed to yet.
    pub(crate) picked: RwSignal<Option<DcvMethod>>,
}

impl Acts {
    /// Nothing is done yet.
    pub(crate) fn new(follow: Follow) -> Self {
        Self {
            follow,
            under_way: RwSignal::new(None),
            came: RwSignal::new(None),
            refused: RwSignal::new(Vec::new()),
            value: RwSignal::new(None),
            was_asked: StoredValue::new(false),
            picked: RwSignal::new(None),
        }
    }

    /// Whether it is allowed, as far as is known; follows it.
    pub(crate) fn may(self, act: Act) -> bool {
        self.refused.with(|refused| !refused.contains(&act))
    }

    /// Asks for the value that is to be shown.
    pub(crate) fn ask_value(self) {
        let target = paths::dcv_random_value(self.follow.id);
        self.run(Act::Value, async move {
            let value = self.follow.client.ask(&target, None, read_control_value).await?;
            self.value.try_set(Some(value));
            Ok(None)
        });
    }

    /// Asks for the value once by itself, which changes nothing; from then on it is the user who asks.
    pub(crate) fn ask_value_once(self) {
        if !self.was_asked.get_value() {
            self.was_asked.set_value(true);
            self.ask_value();
        }
    }

    /// Has DigiCert look at the domains.
    pub(crate) fn check(self) {
        let target = paths::check_dcv(self.follow.id);
        self.run(Act::Check, async move {
            let check = self.follow.client.ask(&target, None, read_control_check).await?;
            Ok(Some(Came::Checked(check)))
        });
    }

    /// Changes the method to the one that was picked.
    pub(crate) fn change_method(self, method: DcvMethod) {
        let target = paths::dcv_method(self.follow.id);
        self.run(Act::Method, async move {
            let body = bodies::dcv_method(method);
            let value = self.follow.client.ask(&target, Some(body), read_control_value).await?;
            // A change to mail is answered with no value.
            self.value.try_set((!value.is_empty()).then_some(value));
            Ok(Some(Came::Changed(method)))
        });
    }

    /// Sends the mails again; each domain with the address that gets one, where that is known.
    pub(crate) fn resend(self, addresses: &[(String, String)]) {
        let target = paths::resend_emails(self.follow.id);
        let body = bodies::resend_emails(addresses);
        self.run(Act::Resend, async move {
            self.follow.client.change(&target, Some(body)).await?;
            Ok(Some(Came::Resent))
        });
    }

    fn run(self, act: Act, done: impl Future<Output = Result<Option<Came>, CallError>> + 'static) {
        if self.under_way.get_untracked().is_some() {
            return;
        }
        self.under_way.set(Some(act));
        spawn_local(async move {
            let came = done.await;
            // The view may be gone by now.
            if self.under_way.is_disposed() {
                return;
            }
            self.under_way.set(None);
            let is_value = act == Act::Value;
            match came {
                Ok(None) => self.came.set(None),
                Ok(came) => self.came.set(came),
                Err(error) => {
                    if matches!(error, CallError::Failed(Failure::NotAllowed(_))) {
                        self.refused.update(|refused| refused.push(act));
                    }
                    self.came.set(Some(Came::Failed(act, error)));
                }
            }
            // What has changed by it, the order itself tells, after a failure too.
            if !is_value {
                self.follow.look();
            }
        });
    }
}
