//! A child process and all that it starts in turn, ended as one.
//!
//! Cargo starts rustc, tests start chromedriver, chromedriver starts Chromium: ending the first alone would leave the
//! others running. On Unix each child therefore leads a process group of its own.

use std::process::{Child, Command};

/// How firmly a group is told to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Firmness {
    /// As Ctrl-C does it: the processes may still tidy up.
    Asked,
    /// At once.
    Forced,
}

/// Makes the child that `command` starts the leader of its own group.
#[cfg(unix)]
pub(crate) fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

/// Tells every process of the child's group to end. A group that has ended already is fine.
#[cfg(unix)]
pub(crate) fn end(child: &mut Child, firmness: Firmness) {
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;

    let signal = match firmness {
        Firmness::Asked => Signal::SIGINT,
        Firmness::Forced => Signal::SIGKILL,
    };
    if let Ok(id) = i32::try_from(child.id()) {
        let _ = killpg(Pid::from_raw(id), signal);
    }
}

/// Elsewhere the console itself passes Ctrl-C on to the children.
#[cfg(not(unix))]
pub(crate) fn apart(_command: &mut Command) {}

/// Elsewhere only the child itself can be ended by force.
#[cfg(not(unix))]
pub(crate) fn end(child: &mut Child, firmness: Firmness) {
    if firmness == Firmness::Forced {
        let _ = child.kill();
    }
}
