//! What is wrong, or unwise, with an entry: data, from which `text/` makes the sentence in each language.

use crate::{CsrProblem, EntryProblem, Field, NameProblem};

/// Something wrong or unwise about one place of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub field: Field,
    /// What it is.
    pub what: What,
}

/// What is wrong or unwise, by the family of rules that found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A name: common name, subject alternative name, their set.
    Name(NameProblem),
    /// The CSR and its key.
    Csr(CsrProblem),
    /// Any other entry.
    Entry(EntryProblem),
}

/// Whether a problem stops the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It does not: the API may refuse it, or it is merely unwise.
    Advice,
    /// It does: the API or the Baseline Requirements refuse it for certain.
    Error,
}

impl Problem {
    /// Makes a problem of a place.
    pub fn new(field: Field, what: impl Into<What>) -> Self {
        Self {
            field,
            what: what.into(),
        }
    }

    /// Whether it stops the order.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match &self.what {
            What::Name(problem) => problem.severity(),
            What::Csr(problem) => problem.severity(),
            What::Entry(problem) => problem.severity(),
        }
    }

    /// Whether it stops the order.
    #[must_use]
    pub const fn is_error(&self) -> bool {
        matches!(self.severity(), Severity::Error)
    }
}

impl From<NameProblem> for What {
    fn from(problem: NameProblem) -> Self {
        Self::Name(problem)
    }
}

impl From<CsrProblem> for What {
    fn from(problem: CsrProblem) -> Self {
        Self::Csr(problem)
    }
}

impl From<EntryProblem> for What {
    fn from(problem: EntryProblem) -> Self {
        Self::Entry(problem)
    }
}

/// An entry that has been judged: its typed value, or why there is none, and what else is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<T> {
    /// The typed value; `None` exactly when `problems` holds an error.
    pub value: Option<T>,
    /// Errors and advice, the gravest first.
    pub problems: Vec<Problem>,
}

impl<T> Checked<T> {
    /// A value of which nothing is to be said.
    pub const fn good(value: T) -> Self {
        Self {
            value: Some(value),
            problems: Vec::new(),
        }
    }

    /// No value, for one reason.
    pub fn wrong(field: Field, what: impl Into<What>) -> Self {
        Self {
            value: None,
            problems: vec![Problem::new(field, what)],
        }
    }

    /// The same value with one more piece of advice.
    #[must_use]
    pub fn advise(mut self, field: Field, what: impl Into<What>) -> Self {
        self.problems.push(Problem::new(field, what));
        self
    }

    /// The value, while the problems join others.
    pub(crate) fn take(self, problems: &mut Vec<Problem>) -> Option<T> {
        problems.extend(self.problems);
        self.value
    }

    /// The first error, which is the one to show at the field.
    pub fn error(&self) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.is_error())
    }

    /// The advice, in order.
    pub fn advice(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| !problem.is_error())
    }
}
