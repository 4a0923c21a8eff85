//! Ctrl-C, a closed terminal and a request to terminate: all three end the task and whatever it has started.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::Failure;

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// Takes over SIGINT, SIGTERM and SIGHUP, which would otherwise end this process and leave its children behind.
pub(crate) fn watch() -> Result<(), Failure> {
    ctrlc::set_handler(|| REQUESTED.store(true, Ordering::SeqCst))
        .map_err(|error| Failure::because(format!("Ctrl-C cannot be listened for: {error}.")))
}

/// Whether someone has asked this task to end.
pub(crate) fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}
