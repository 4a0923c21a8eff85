//! What the tasks say. Progress and errors go to standard error, results to standard output.
//!
//! A terminal that has gone away is no reason to panic, so write errors are dropped.

use std::io::Write;

/// Says what is done next, set off from the output of the programs around it.
pub(crate) fn step(text: &str) {
    let _ = writeln!(std::io::stderr(), "\n==> {text}");
}

/// Says what went wrong.
pub(crate) fn error(text: &str) {
    let _ = writeln!(std::io::stderr(), "\nerror: {text}");
}

/// Prints one line of a result.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
