//! A change of an order: made once, told where it was asked for, and looked at afterwards.

use std::future::Future;

use certdesk_order::account::paths::Target;
use certdesk_order::account::{Failure, OrderId, RequestId};
use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::said::failure;
use crate::account::CallError;
use crate::form::Judged;
use crate::outcome::parts::{group, paragraph};

/// What is done with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// It is cancelled.
    Cancel,
    /// A note is added.
    Note,
    /// A CSR is added.
    AddCsr,
    /// A new certificate takes the place of the present one.
    Reissue,
    /// A request is approved.
    Approve(RequestId),
    /// A request is rejected.
    Reject(RequestId),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Came {
    /// It was done.
    Done,
    /// Nobody knows: the change may have been made.
    Unknown(CallError),
    /// It was not done.
    Failed(CallError),
}

impl Came {
    fn of(came: Result<(), CallError>) -> Self {
        match came {
            Ok(()) => Self::Done,
            Err(error) => match &error {
                CallError::Unreachable
                | CallError::TimedOut
                | CallError::Failed(Failure::Down { .. } | Failure::NotTheApi { .. } | Failure::Unreadable(_)) => {
                    Self::Unknown(error)
                }
                CallError::Failed(
                    Failure::NotAllowed(_)
                    | Failure::NotFound { .. }
                    | Failure::RateLimited { .. }
                    | Failure::Refused { .. },
                ) => Self::Failed(error),
            },
        }
    }
}

/// The one change that can be under way, and what came of the last one.
#[derive(Clone, Copy)]
pub(super) struct Acting {
    /// The form, and through it words and account.
    pub(super) form: Judged,
    /// The order.
    pub(super) id: OrderId,
    running: RwSignal<Option<Act>>,
    told: RwSignal<Option<(Act, Came)>>,
    note: NodeRef<html::Div>,
    look: Callback<()>,
}

impl Acting {
    /// `look` looks at the order again.
    pub(super) fn new(form: Judged, id: OrderId, look: Callback<()>) -> Self {
        let acting = Self {
            form,
            id,
            running: RwSignal::new(None),
            told: RwSignal::new(None),
            note: NodeRef::new(),
            look,
        };
        // What was pressed may be gone with the change, so the focus goes to what came of it.
        Effect::new(move |_| {
            let is_above = acting
                .told
                .with(|told| matches!(told, Some((_, Came::Done | Came::Unknown(_)))));
            if is_above {
                request_animation_frame(move || {
                    if let Some(note) = acting.note.try_get_untracked().flatten() {
                        let _ = note.focus();
                    }
                });
            }
        });
        acting
    }

    /// Whether a change is under way.
    pub(super) fn is_running(self) -> bool {
        self.running.with(Option::is_some)
    }

    /// Makes a change, once, if what prepares it gives one; while another is under way this does nothing.
    ///
    /// `done` is called once it is known to be made.
    pub(super) fn run(
        self,
        act: Act,
        prepared: impl Future<Output = Option<(Target, String)>> + 'static,
        done: Callback<()>,
    ) {
        if self.running.with_untracked(Option::is_some) {
            return;
        }
        self.running.set(Some(act));
        self.told.set(None);
        spawn_local(async move {
            let Some((target, body)) = prepared.await else {
                self.running.try_set(None);
                return;
            };
            let account = self.form.checks.account;
            let came = account.client.change(&target, Some(body)).await;
            if let Ok(()) | Err(CallError::Failed(_)) = &came {
                let failure = match &came {
                    Err(CallError::Failed(failure)) => Some(failure),
                    _ => None,
                };
                account
                    .rights
                    .try_update(|rights| *rights = rights.after(target.call, failure));
            }
            let came = Came::of(came);
            // The view may be gone by now; DigiCert's own list tells then.
            if came == Came::Done {
                done.try_run(());
            }
            self.running.try_set(None);
            self.told.try_set(Some((act, came)));
            self.look.try_run(());
        });
    }

    /// What came of the last change, above all of them: it outlives what it was asked for with.
    pub(super) fn told(self) -> AnyView {
        let words = self.form.words;
        let said = move || {
            let text = words.text();
            let (class, said) = self.told.with(|told| match told {
                Some((act, Came::Done)) => Some(("note note-good", vec![paragraph("", (text.orders().done)(*act))])),
                Some((act, Came::Unknown(error))) => {
                    let mut said = vec![paragraph("", (text.orders().unknown)(*act))];
                    said.extend(failure(text, error));
                    Some(("note note-advice", said))
                }
                _ => None,
            })?;
            Some(group(class, said))
        };
        view! {
            <div class="told" role="status" tabindex="-1" node_ref=self.note>
                {said}
            </div>
        }
        .into_any()
    }

    /// Why a change was not made, in the place where it was asked for.
    pub(super) fn failed(self, acts: [Act; 2]) -> AnyView {
        let words = self.form.words;
        let said = move || {
            let text = words.text();
            self.told.with(|told| match told {
                Some((act, Came::Failed(error))) if acts.contains(act) => {
                    let mut said = failure(text, error);
                    said.push(paragraph("", text.orders().not_done.to_owned()));
                    Some(group("note note-error", said))
                }
                _ => None,
            })
        };
        view! { <div role="alert">{said}</div> }.into_any()
    }

    /// The button of a change; while one is under way it waits, and says so.
    pub(super) fn button(
        self,
        id: &'static str,
        class: &'static str,
        label: Signal<String>,
        act: Act,
        press: Callback<()>,
    ) -> AnyView {
        let words = self.form.words;
        let says = move || {
            if self.running.with(|running| *running == Some(act)) {
                words.text().orders().running.to_owned()
            } else {
                label.get()
            }
        };
        view! {
            <button
                class=class
                type="button"
                id=id
                aria-disabled=move || self.is_running().then_some("true")
                on:click=move |_| {
                    if !untrack(|| self.is_running()) {
                        press.run(());
                    }
                }
            >
                {says}
            </button>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use certdesk_order::account::{NotAllowed, Unreadable};

    use super::*;

    #[test]
    fn only_a_clear_answer_says_that_nothing_was_changed() {
        let failed = |failure| Came::of(Err(CallError::Failed(failure)));
        assert_eq!(Came::of(Ok(())), Came::Done);
        for error in [CallError::Unreachable, CallError::TimedOut] {
            assert_eq!(Came::of(Err(error.clone())), Came::Unknown(error));
        }
        for failure in [
            Failure::Down { status: 502 },
            Failure::NotTheApi { status: 200 },
            Failure::Unreadable(Unreadable::Cut),
        ] {
            assert!(matches!(failed(failure.clone()), Came::Unknown(_)), "{failure:?}");
        }
        for failure in [
            Failure::NotAllowed(NotAllowed::Proxy),
            Failure::NotFound { errors: vec![] },
            Failure::RateLimited { retry_after: None },
            Failure::Refused {
                status: 400,
                errors: vec![],
            },
        ] {
            assert!(matches!(failed(failure.clone()), Came::Failed(_)), "{failure:?}");
        }
    }
}
