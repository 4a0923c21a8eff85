//! One question to the account whose answer a view shows: asked again on request, and by itself after a limit.

use std::sync::Arc;
use std::time::Duration;

use certdesk_order::account::paths::Target;
use certdesk_order::account::poll::{LastLook, seconds_to_next};
use certdesk_order::account::{Failure, Unreadable};
use leptos::prelude::*;
use time::OffsetDateTime;
use wasm_bindgen_futures::spawn_local;

use super::said::{failure, time_of};
use crate::account::{Account, CallError};
use crate::browser::now;
use crate::text::Words;

/// Reads an answer.
pub(super) type Reader<T> = fn(&[u8]) -> Result<T, Unreadable>;

/// How a question stands, whatever it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Progress {
    /// Whether an answer is awaited.
    pub(super) is_asking: RwSignal<bool>,
    /// Why the last answer brought nothing.
    pub(super) error: RwSignal<Option<CallError>>,
    /// When the last answer came that brought something.
    at: RwSignal<Option<OffsetDateTime>>,
    /// The seconds until it is asked again by itself.
    again_in: RwSignal<Option<u32>>,
}

/// A question and its last good answer. Only calls that read are made: nothing else may be repeated by itself.
#[derive(Debug)]
pub(super) struct Look<T: 'static> {
    account: Account,
    /// The last good answer; it stays while another is awaited, and when that fails.
    pub(super) found: RwSignal<Option<Arc<T>>>,
    /// How the question stands.
    pub(super) progress: Progress,
    /// Which question is the last one: an answer to one before it comes too late.
    number: StoredValue<u32>,
    limits_in_a_row: StoredValue<u32>,
}

impl<T> Clone for Look<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Look<T> {}

impl<T: Send + Sync + 'static> Look<T> {
    /// Nothing is asked yet.
    pub(super) fn new(account: Account) -> Self {
        Self {
            account,
            found: RwSignal::new(None),
            progress: Progress {
                is_asking: RwSignal::new(false),
                error: RwSignal::new(None),
                at: RwSignal::new(None),
                again_in: RwSignal::new(None),
            },
            number: StoredValue::new(0),
            limits_in_a_row: StoredValue::new(0),
        }
    }

    /// Asks, in place of whatever was asked before.
    pub(super) fn ask(self, target: Target, reader: Reader<T>) {
        let Some(mine) = self.next() else { return };
        self.progress.again_in.set(None);
        self.progress.is_asking.set(true);
        spawn_local(async move {
            let came = self.account.client.read(&target, reader).await;
            self.came(mine, target, reader, came);
        });
    }

    /// Waits for nothing any more.
    pub(super) fn stop(self) {
        if self.next().is_some() {
            self.progress.again_in.set(None);
            self.progress.is_asking.set(false);
        }
    }

    /// The number of the next question; `None` once the view is gone.
    fn next(self) -> Option<u32> {
        self.number.try_update_value(|number| {
            *number = number.wrapping_add(1);
            *number
        })
    }

    fn is_last(self, mine: u32) -> bool {
        self.number.try_get_value() == Some(mine)
    }

    fn came(self, mine: u32, target: Target, reader: Reader<T>, came: Result<T, CallError>) {
        if !self.is_last(mine) {
            return;
        }
        self.progress.is_asking.set(false);
        let error = match came {
            Ok(found) => {
                self.limits_in_a_row.set_value(0);
                self.progress.at.set(Some(now()));
                self.progress.error.set(None);
                self.found.set(Some(Arc::new(found)));
                return;
            }
            Err(error) => error,
        };
        let seconds = match &error {
            CallError::Failed(limited @ Failure::RateLimited { .. }) => {
                let before = self.limits_in_a_row.get_value();
                self.limits_in_a_row.set_value(before.saturating_add(1));
                seconds_to_next(before, false, LastLook::failed(limited))
            }
            _ => None,
        };
        self.progress.error.set(Some(error));
        if let Some(seconds) = seconds {
            self.count_down(mine, seconds, target, reader);
        }
    }

    fn count_down(self, mine: u32, seconds: u32, target: Target, reader: Reader<T>) {
        if !self.is_last(mine) {
            return;
        }
        if seconds == 0 {
            self.ask(target, reader);
            return;
        }
        self.progress.again_in.set(Some(seconds));
        set_timeout(
            move || self.count_down(mine, seconds.saturating_sub(1), target, reader),
            Duration::from_secs(1),
        );
    }
}

/// The button that asks again, when the last answer came, and why the last one brought nothing.
pub(super) fn look_bar(words: Words, progress: Progress, ask: Callback<()>) -> AnyView {
    let stands = move || {
        let text = words.text().orders();
        if progress.is_asking.get() {
            return text.looking.to_owned();
        }
        if progress.again_in.with(Option::is_some) {
            return text.again_by_itself.to_owned();
        }
        let at = progress.at.get();
        at.map(|at| (text.last_look)(&time_of(words, at))).unwrap_or_default()
    };
    // Said to the eyes alone: each second would be read out.
    let seconds = move || {
        let seconds = progress.again_in.get();
        seconds.map(|seconds| (words.text().orders().again_in)(seconds))
    };
    view! {
        <div class="look">
            <button
                class="button button-second"
                type="button"
                id="look-again"
                aria-disabled=move || progress.is_asking.get().then_some("true")
                on:click=move |_| {
                    if !progress.is_asking.get_untracked() {
                        ask.run(());
                    }
                }
            >
                {move || words.text().orders().look}
            </button>
            <span class="soft" role="status">{stands}</span>
            <span class="soft" aria-hidden="true">{seconds}</span>
        </div>
        {trouble(words, progress)}
    }
    .into_any()
}

/// Why the last answer brought nothing.
pub(super) fn trouble(words: Words, progress: Progress) -> AnyView {
    view! {
        <div role="alert">
            {move || {
                let text = words.text();
                progress.error.get().map(|error| view! { <div class="note note-error">{failure(text, &error)}</div> })
            }}
        </div>
    }
    .into_any()
}
