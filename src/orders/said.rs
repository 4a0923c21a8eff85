//! What an answer says, in words: a failure, a moment, the days that are left.

use certdesk_order::account::{Failure, Moment};
use leptos::prelude::*;
use time::OffsetDateTime;

use crate::account::CallError;
use crate::browser::local_time;
use crate::outcome::harmless;
use crate::outcome::parts::paragraph;
use crate::text::{Text, Words};

/// Fewer days than these are marked.
pub(super) const SOON_DAYS: i64 = 30;

/// Why a call brought nothing: in the page's words, and in DigiCert's where it gave any.
pub(crate) fn failure(text: &Text, error: &CallError) -> Vec<AnyView> {
    let errors = match error {
        CallError::Failed(Failure::NotFound { errors } | Failure::Refused { errors, .. }) => errors.as_slice(),
        _ => &[],
    };
    let words = errors
        .iter()
        .map(|error| paragraph("", (text.form.digicert_says)(&error.code, &harmless(&error.message))));
    std::iter::once(paragraph("", (text.orders().failure)(error)))
        .chain(words)
        .collect()
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

/// A day, and the time of it in UTC where it is known.
pub(super) fn moment(text: &Text, moment: Moment) -> String {
    let day = (text.date)(moment.day);
    match moment.at {
        Some(at) => {
            let (hour, minute, _) = at.time().as_hms();
            format!("{day}, {hour:02}:{minute:02} UTC")
        }
        None => day,
    }
}

/// A moment of the user's own clock.
pub(super) fn time_of(words: Words, at: OffsetDateTime) -> String {
    local_time(at, words.language().locale())
}

/// The days that are left, marked where they are few or gone.
pub(super) fn days(text: &Text, days: i64) -> AnyView {
    let class = match days {
        ..0 => "mark mark-bad",
        0..SOON_DAYS => "mark mark-note",
        _ => "soft",
    };
    let said = (text.orders().days)(days);
    view! { <span class=class>{said}</span> }.into_any()
}
