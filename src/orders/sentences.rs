//! What went wrong with a call, and points in time, in sentences.

use certdesk_order::account::{Failure, Moment};
use leptos::prelude::*;

use crate::account::CallError;
use crate::outcome::harmless;
use crate::text::Text;

/// Why a call has brought nothing: in the page's words, and in DigiCert's where it gave any.
pub(crate) fn errors_of(text: &Text, error: &CallError) -> Vec<String> {
    let errors = match error {
        CallError::Failed(Failure::NotFound { errors } | Failure::Refused { errors, .. }) => errors.as_slice(),
        _ => &[],
    };
    let mut said = vec![(text.waiting().failure)(error)];
    if !errors.is_empty() {
        said.clear();
    }
    said.extend(
        errors
            .iter()
            .map(|error| harmless(&(text.form.digicert_says)(&error.code, &error.message))),
    );
    said
}

/// A moment of an answer: its day, and its time in UTC where it has one.
pub(crate) fn moment(text: &Text, moment: Moment) -> String {
    let day = (text.date)(moment.day);
    match moment.at {
        Some(at) => {
            let (hour, minute, _) = at.time().as_hms();
            format!("{day}, {hour:02}:{minute:02} UTC")
        }
        None => day,
    }
}

/// The way to the account's orders in CertCentral.
pub(crate) fn account_link(text: &'static Text, url: &'static str) -> AnyView {
    view! {
        <a href=url target="_blank" rel="noreferrer">
            {text.outcome().open_account}
        </a>
    }
    .into_any()
}
