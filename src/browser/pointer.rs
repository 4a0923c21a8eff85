//! Whether a mouse button or a finger is down: while it is, nothing may move, or the click would miss its target.
//!
//! To press on a button takes the focus from the box before, and what the page says of that box may push the button from
//! under the pointer before it is released. So what follows from leaving a box waits for the release.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::*;

thread_local! {
    static IS_DOWN: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// Begins to watch the pointer, for as long as the page lives.
pub(crate) fn watch_pointer() {
    // The handles would stop the watch; nothing ever does.
    let _ = window_event_listener_untyped("pointerdown", |_| IS_DOWN.set(true));
    for end in ["pointerup", "pointercancel", "dragend", "blur"] {
        let _ = window_event_listener_untyped(end, |_| {
            IS_DOWN.set(false);
            // The click comes after the release, in the same task.
            set_timeout(run_waiting, Duration::ZERO);
        });
    }
}

/// Does something at once, or when the pointer is released if it is down.
pub(crate) fn once_released(action: impl FnOnce() + 'static) {
    if IS_DOWN.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(action)));
    } else {
        action();
    }
}

fn run_waiting() {
    let waiting = WAITING.take();
    waiting.into_iter().for_each(|action| action());
}
