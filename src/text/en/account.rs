//! The account behind the form.

use certdesk_order::Validation;
use certdesk_order::account::{Failure, Readiness, Role};

use super::words::date;
use crate::account::{CallError, Part};
use crate::text::AccountText;

pub(super) const ACCOUNT: AccountText = AccountText {
    organization: "Organization",
    organization_hint: "Type a part of its name, its city or its number.",
    no_such_organization: "No organization of your account is called so. Choose one from the list, or enter its number.",
    not_listed: "This number is not in the list of your account. Check it, or read the list again.",
    validation,
    matching: |matching| format!("{} of {} match", matching.count, matching.of),
    more: |count| format!("{count} more. Type more letters to find them."),
    container: "Division",
    container_none: "No division",
    container_unlisted: |number| format!("{number} (not in the list)"),
    reading: "Reading…",
    read_at: |moment| format!("Read {moment}."),
    read_again: "Read again",
    try_again: "Try again",
    part: |part| match part {
        Part::User => "user",
        Part::Products => "products",
        Part::Organizations => "organizations",
        Part::Containers => "divisions",
        Part::Fields => "fields of the account",
        Part::Balance => "balance",
        Part::Price => "price",
        Part::Approvers => "approvers",
        Part::Candidates => "people of the account",
    },
    list_failed: |part, why| format!("Not read: {part}. {why}"),
    why,
    key_of: |name, roles| {
        if roles.is_empty() {
            format!("You order with the key of {name}.")
        } else {
            format!("You order with the key of {name} ({roles}).")
        }
    },
    role,
    cannot_order: "The proxy's key may look at the account, but not order. What you enter here can't be sent: ask your \
                   administrator for a key that may order.",
    gaps: |parts| {
        format!(
            "This page can't read: {}. You can enter everything by hand.",
            parts.join(", ")
        )
    },
    gaps_title: "What to ask your administrator for",
    gaps_ask: "These calls, allowed by the proxy and by the key:",
    price: "Estimated price",
    price_about: |amount| format!("{amount}, without tax."),
    price_asking: "Being estimated…",
    price_unknown: "Not known",
    may_not_cover: "The balance may not cover it.",
    balance: "Account balance",
    approvers: "Who may approve it",
    approvers_lead: "An EV certificate is issued only after a verified contact of the organization has approved it. DigiCert \
                     mails all of them; one approval is enough.",
    approvers_known: |people| format!("DigiCert knows: {people}. You need not add anybody."),
    approvers_none: "The organization has no verified contact yet. Add somebody, whom DigiCert then calls to verify.",
    approver_candidates: "Add somebody of the account",
    approver_choose: "Choose a person",
    approver_add: "Add another person",
    job_title: "Job title",
    telephone: "Telephone",
};

fn validation(wanted: Validation, readiness: Readiness) -> String {
    let kind = match wanted {
        Validation::Ov => "OV",
        Validation::Ev => "EV",
    };
    match readiness {
        Readiness::Ready { until: Some(until) } => format!("{kind} validated until {}: no wait", date(until)),
        Readiness::Ready { until: None } => format!("{kind} validated: no wait"),
        Readiness::Expired { on: Some(on) } => {
            format!("{kind} validation ended on {}: an order waits for a new one", date(on))
        }
        Readiness::Expired { on: None } => format!("{kind} validation has ended: an order waits for a new one"),
        Readiness::Pending => format!("{kind} validation is under way: an order waits for it"),
        Readiness::NotSubmitted => format!("not validated for {kind}: an order waits for that"),
        Readiness::Inactive => "not in use".to_owned(),
        Readiness::Unknown => format!("{kind} validation not known"),
    }
}

fn why(error: &CallError) -> String {
    match error {
        CallError::Unreachable => "The proxy does not answer this page.".to_owned(),
        CallError::TimedOut => "The answer took too long.".to_owned(),
        CallError::Failed(Failure::RateLimited {
            retry_after: Some(seconds),
        }) => format!("There were too many calls. Try again in {seconds} seconds."),
        CallError::Failed(Failure::RateLimited { retry_after: None }) => {
            "There were too many calls. Try again in a few minutes.".to_owned()
        }
        CallError::Failed(Failure::Down { status }) => {
            format!("DigiCert or the proxy can't serve now (status {status}).")
        }
        CallError::Failed(Failure::Unreadable(_)) => "The answer can't be read.".to_owned(),
        CallError::Failed(_) => "It is not allowed.".to_owned(),
    }
}

fn role(role: &Role) -> String {
    match role {
        Role::Administrator => "administrator",
        Role::LimitedUser => "limited user",
        Role::FinanceManager => "finance manager",
        Role::Manager => "manager",
        Role::StandardUser => "standard user",
        Role::OrdersKey => "key for orders",
        Role::OrdersDomainsKey => "key for orders, domains, organizations",
        Role::ViewOnlyKey => "key for viewing only",
        Role::UserManagementKey => "key for users",
        Role::Other(name) => name,
    }
    .to_owned()
}
