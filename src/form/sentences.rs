//! What is said of the entries, as far as it is due.

use certdesk_order::{CsrProblem, EntryProblem, Field, Problem, What};
use leptos::prelude::*;

use super::Judged;
use super::names::{is_conversion, suggested};
use crate::draft::NameRow;

/// The end of the certificate stands below the validity at all times, with the same words about the order.
pub(super) const fn is_said_elsewhere(problem: &Problem) -> bool {
    matches!(problem.what, What::Entry(EntryProblem::CertificateEndsBefore { .. }))
}

/// A key is made to be saved, so it is no fault that it is not, until the user wants to go on.
fn is_due_now(form: Judged, problem: &Problem) -> bool {
    problem.what != What::Csr(CsrProblem::KeyNotSaved) || form.due.attempts.get() > 0
}

/// The error that is due at a field: DigiCert's, or else the first of our own.
pub(crate) fn error(form: Judged, field: Field) -> Option<String> {
    if let Some(refused) = form.refused_at(field) {
        return Some(refused);
    }
    let due = form.due.is_due(field);
    let text = form.words.text();
    form.checks.problems.with(|problems| {
        let own = problems
            .iter()
            .find(|problem| due && problem.field == field && problem.is_error() && is_due_now(form, problem));
        own.map(|problem| text.problem(problem))
    })
}

/// The advice that is due at a field.
pub(crate) fn advice(form: Judged, field: Field) -> Vec<String> {
    // That there are very many names is no reproach either, and there is no moment at which a list is left.
    if field != Field::DnsNames && !form.due.is_due(field) {
        return Vec::new();
    }
    let text = form.words.text();
    form.checks.problems.with(|problems| {
        let told = problems
            .iter()
            .filter(|problem| problem.field == field && !problem.is_error() && !is_said_elsewhere(problem));
        told.map(|problem| text.problem(problem)).collect()
    })
}

/// Whether an error is shown at a field.
pub(crate) fn has_error(form: Judged, field: Field) -> bool {
    let is_of_field = |problem: &Problem| problem.field == field && problem.is_error();
    let named = form
        .refused
        .with(|refused| refused.iter().any(|entry| entry.field == Some(field)));
    named || (form.due.is_due(field) && form.checks.problems.with(|all| all.iter().any(is_of_field)))
}

/// The better entry that one of a field's problems offers.
pub(crate) fn suggestion(form: Judged, field: Field) -> Option<String> {
    form.checks
        .problems
        .with(|all| all.iter().filter(|problem| problem.field == field).find_map(suggested))
}

/// Whether nothing stops the order.
pub(crate) fn is_ready(form: Judged) -> bool {
    form.checks.request_untracked().is_some()
}

/// What a row has for itself, then what it has as one of the set.
fn row_problems(form: Judged, row: &NameRow) -> Vec<Problem> {
    let own = |checked: &Option<certdesk_order::Checked<_>>| checked.as_ref().map(|checked| checked.problems.clone());
    let mut all = row.judged.with(own).unwrap_or_default();
    let field = Field::DnsName(row.key);
    all.extend(form.checks.names.with(|names| names.set_problems_at(field)));
    all
}

/// The error of a row.
pub(crate) fn row_error(form: Judged, row: &NameRow) -> Option<String> {
    let text = form.words.text();
    let problems = row_problems(form, row);
    let error = problems.iter().find(|problem| problem.is_error());
    error.map(|problem| text.problem(problem))
}

/// The advice for a row. What will really be sent is told before it is due: it is no reproach.
pub(crate) fn row_advice(form: Judged, row: &NameRow, due: bool) -> Vec<String> {
    let text = form.words.text();
    let told = |problem: &&Problem| !problem.is_error() && (due || is_conversion(problem));
    row_problems(form, row)
        .iter()
        .filter(told)
        .map(|problem| text.problem(problem))
        .collect()
}

/// The better name that one of a row's problems offers.
pub(crate) fn row_suggestion(form: Judged, row: &NameRow) -> Option<String> {
    row_problems(form, row).iter().find_map(suggested)
}
