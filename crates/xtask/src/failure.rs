//! How a task fails: with a sentence for the person at the terminal, never with a backtrace.

use std::fmt::Display;

/// Why a task ended before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// What went wrong and how to mend it, in whole sentences.
    Because(String),
    /// Someone pressed Ctrl-C; nothing more need be said.
    Interrupted,
}

impl Failure {
    /// A failure that is told with this sentence.
    pub(crate) fn because(sentence: impl Into<String>) -> Self {
        Self::Because(sentence.into())
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Because(sentence) => f.write_str(sentence),
            Self::Interrupted => f.write_str("stopped by Ctrl-C"),
        }
    }
}
