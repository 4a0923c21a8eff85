//! Counting what passed and what failed.

use std::fmt::{self, Display};
use std::ops::AddAssign;

/// How many tests, or steps that count as one, passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The ones that passed.
    pub(crate) passed: u32,
    /// The ones that failed.
    pub(crate) failed: u32,
}

impl Tally {
    /// A single thing that passed or failed.
    pub(crate) fn one(passed: bool) -> Self {
        Self {
            passed: u32::from(passed),
            failed: u32::from(!passed),
        }
    }

    /// Reads the line with which libtest and wasm-bindgen-test close a run:
    /// `test result: ok. 3 passed; 0 failed; 0 ignored; ...`. Any other line is `None`.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let plain = without_colours(line);
        let (_, counts) = plain.trim().strip_prefix("test result: ")?.split_once(". ")?;
        Some(Self {
            passed: count(counts, "passed")?,
            failed: count(counts, "failed")?,
        })
    }

    /// What a test run amounts to, by its results and by whether its program succeeded.
    ///
    /// A program that failed without a failed test (it did not compile, it was aborted) counts as one failure, and so does
    /// one that ran no test at all, unless a filter may have left it none.
    pub(crate) fn of_run(self, succeeded: bool, filtered: bool) -> Self {
        let broken = !succeeded && self.failed == 0;
        let empty = succeeded && self.total() == 0 && !filtered;
        Self {
            failed: self.failed + u32::from(broken || empty),
            ..self
        }
    }

    /// How many there were.
    pub(crate) fn total(self) -> u32 {
        self.passed.saturating_add(self.failed)
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed = self.passed.saturating_add(other.passed);
        self.failed = self.failed.saturating_add(other.failed);
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number before `what` in `3 passed; 0 failed; ...`.
fn count(counts: &str, what: &str) -> Option<u32> {
    counts
        .split(';')
        .find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok())
}

/// The line without the escape sequences (`ESC [ ... letter`) that colour it.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut parts = line.split("\u{1b}[");
    plain.extend(parts.next());
    for part in parts {
        plain.extend(part.split_once(|c: char| c.is_ascii_alphabetic()).map(|(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_harnesses_are_read() {
        let libtest = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.00s";
        assert_eq!(Tally::read(libtest), Some(Tally { passed: 12, failed: 0 }));
        let browser = "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out; finished in 0.05s\r";
        assert_eq!(Tally::read(browser), Some(Tally { passed: 1, failed: 2 }));
        let coloured = "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 7 passed; 0 failed; 0 ignored";
        assert_eq!(Tally::read(coloured), Some(Tally { passed: 7, failed: 0 }));
    }

    #[test]
    fn other_lines_are_not_results() {
        for line in [
            "",
            "running 3 tests",
            "test result: ok",
            "test a_test_result ... ok",
            "the test result: ok. 1 passed; 0 failed",
        ] {
            assert_eq!(Tally::read(line), None, "{line}");
        }
    }

    #[test]
    fn a_run_without_results_is_a_failure() {
        assert_eq!(Tally::default().of_run(false, false), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally::default().of_run(true, false), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally::default().of_run(true, true), Tally { passed: 0, failed: 0 });
    }

    #[test]
    fn a_failed_test_is_not_counted_twice_for_its_program() {
        assert_eq!(
            Tally { passed: 4, failed: 2 }.of_run(false, false),
            Tally { passed: 4, failed: 2 }
        );
        assert_eq!(
            Tally { passed: 4, failed: 0 }.of_run(false, false),
            Tally { passed: 4, failed: 1 }
        );
        assert_eq!(
            Tally { passed: 4, failed: 0 }.of_run(true, false),
            Tally { passed: 4, failed: 0 }
        );
    }

    #[test]
    fn the_last_line_reads_as_promised() {
        let mut sum = Tally::one(true);
        sum += Tally::one(false);
        sum += Tally { passed: 40, failed: 0 };
        assert_eq!(sum.to_string(), "41 passed, 1 failed");
    }
}
