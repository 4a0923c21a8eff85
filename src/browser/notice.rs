//! Notices of the browser outside of the page, for those who have allowed them.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationPermission};

/// Whether the browser shows notices for the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notices {
    /// It does.
    Allowed,
    /// It would ask the user.
    Unasked,
    /// It does not: refused, or the browser has none here.
    Refused,
}

impl Notices {
    const fn of(permission: NotificationPermission) -> Self {
        match permission {
            NotificationPermission::Granted => Self::Allowed,
            NotificationPermission::Default => Self::Unasked,
            _ => Self::Refused,
        }
    }
}

/// Whether it shows them at present.
pub(crate) fn notices() -> Notices {
    // Outside of a secure context browsers have no such thing, and to ask it would be an exception.
    let there = js_sys::Reflect::get(&window(), &"Notification".into()).is_ok_and(|it| it.is_function());
    if there && window().is_secure_context() {
        Notices::of(Notification::permission())
    } else {
        Notices::Refused
    }
}

/// Asks the user, who answers in the browser's own words; only where [`Notices::Unasked`], and only after a press.
pub(crate) async fn ask_for_notices() -> Notices {
    if notices() == Notices::Unasked
        && let Ok(asked) = Notification::request_permission()
    {
        // What was answered is read below.
        let _ = JsFuture::from(asked).await;
    }
    notices()
}

/// Shows a notice, where that is allowed; where it is not, nothing happens.
pub(crate) fn notify(title: &str) {
    if notices() == Notices::Allowed {
        // Some browsers know notices of service workers alone: then the page itself has said it.
        let _ = Notification::new(title);
    }
}
