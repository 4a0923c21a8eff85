//! Running other programs: waited for, ended together with this one, their test results counted on request.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::group::{self, Firmness};
use crate::tally::Tally;
use crate::{interrupt, say};

/// How often a running program is looked at.
const PAUSE: Duration = Duration::from_millis(50);
/// How long a program may take to tidy up after Ctrl-C.
const GRACE: Duration = Duration::from_secs(3);

/// Runs a program to its end, its output shown as it comes; whether it succeeded.
pub(crate) fn succeeds(command: &mut Command) -> Result<bool, Failure> {
    let mut child = start(command)?;
    wait(&mut child).map(|status| status.success())
}

/// Like [`succeeds`], and counts the tests that the program reports on standard output.
pub(crate) fn counted(command: &mut Command) -> Result<(bool, Tally), Failure> {
    counted_and_shown(command, say::line)
}

fn counted_and_shown(command: &mut Command, show: fn(&str)) -> Result<(bool, Tally), Failure> {
    let mut child = start(command.stdout(Stdio::piped()))?;
    let reader = child
        .stdout
        .take()
        .map(|stdout| thread::spawn(move || count(stdout, show)));
    let status = wait(&mut child)?;
    let tally = reader.and_then(|reader| reader.join().ok()).unwrap_or_default();
    Ok((status.success(), tally))
}

/// What a program prints on standard output, or `None` when it is absent or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Starts a program in a group of its own, so that [`wait`] can end all of it.
pub(crate) fn start(command: &mut Command) -> Result<Child, Failure> {
    if interrupt::requested() {
        return Err(Failure::Interrupted);
    }
    group::apart(command);
    command.stdin(Stdio::null()).spawn().map_err(|error| {
        let program = command.get_program().to_string_lossy().into_owned();
        Failure::because(format!("{program} cannot be started: {error}."))
    })
}

/// Waits for a program; on Ctrl-C ends it and all that it has started. What it leaves behind is ended too.
pub(crate) fn wait(child: &mut Child) -> Result<ExitStatus, Failure> {
    loop {
        if let Some(status) = look(child)? {
            group::end(child, Firmness::Forced);
            return if interrupt::requested() {
                Err(Failure::Interrupted)
            } else {
                Ok(status)
            };
        }
        if interrupt::requested() {
            stop(child);
            return Err(Failure::Interrupted);
        }
        thread::sleep(PAUSE);
    }
}

/// How a program has ended, or `None` while it runs.
pub(crate) fn look(child: &mut Child) -> Result<Option<ExitStatus>, Failure> {
    child
        .try_wait()
        .map_err(|error| Failure::because(format!("A program that was started cannot be waited for: {error}.")))
}

/// Ends a program and all that it has started: asked first, then forced.
pub(crate) fn stop(child: &mut Child) {
    group::end(child, Firmness::Asked);
    let asked = Instant::now();
    while asked.elapsed() < GRACE && matches!(child.try_wait(), Ok(None)) {
        thread::sleep(PAUSE);
    }
    group::end(child, Firmness::Forced);
    let _ = child.wait();
}

/// Shows a program's standard output line by line and counts the test results in it.
fn count(stdout: impl Read, show: fn(&str)) -> Tally {
    let mut tally = Tally::default();
    for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        show(&line);
        if let Some(more) = Tally::read(&line) {
            tally += more;
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows nothing: results printed here would be counted as this very test's by whoever runs it.
    fn hidden(_line: &str) {}

    #[test]
    fn test_results_are_counted_over_all_of_a_programs_output() {
        let printed = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 0 ignored\nnoise \u{fffd}\n\
            test result: FAILED. 1 passed; 3 failed; 0 ignored";
        assert_eq!(count(printed.as_bytes(), hidden), Tally { passed: 3, failed: 3 });
    }

    #[test]
    fn a_program_that_is_absent_has_no_output_and_cannot_be_started() {
        assert_eq!(output(&mut Command::new("certdesk-no-such-program")), None);
        let failure = start(&mut Command::new("certdesk-no-such-program")).expect_err("there is no such program");
        assert!(
            failure
                .to_string()
                .starts_with("certdesk-no-such-program cannot be started"),
            "{failure}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_a_program_leaves_running_is_ended_with_it() {
        let begun = Instant::now();
        // The background process holds the pipe open: were it not ended, counting would wait a minute for it.
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & echo 'test result: ok. 1 passed; 0 failed'"]);
        assert_eq!(
            counted_and_shown(&mut command, hidden),
            Ok((true, Tally { passed: 1, failed: 0 }))
        );
        assert!(begun.elapsed() < Duration::from_secs(20));
    }
}
