//! An order that waits, and orders that hold the names already.

use certdesk_order::account::{CoveringState, NoInstruction, OrderStatus, Readiness};

use super::words::{count, quoted};
use crate::orders::ControlAct as Act;
use crate::text::WaitingText;

pub(super) const WAITING: WaitingText = WaitingText {
    title: "What the order waits for",
    state,
    issued: |order| format!("✓ Order {order} is issued"),
    last: |clock| format!("Last look: {clock}."),
    next: |clock| format!("Next look: {clock}."),
    no_next: "The page does not look again by itself.",
    looking: "Looking now…",
    look_now: "Look now",
    notify: "Notify me when it is issued",
    notify_on: "The browser will notify you while this page is open.",
    goes_on: |clock| format!("The page looks again by itself at {clock}."),
    cannot_follow: "This page can't follow the order. See how it stands in CertCentral, or ask an administrator of the account.",
    approval: (
        "An approver",
        "must approve the request in CertCentral, under Certificates, then Requests.",
    ),
    request: "Request",
    asked_by: |name| format!("asked for by {name}"),
    csr: ("You", "must add the CSR: the order has none yet."),
    organization: |readiness| match readiness {
        Readiness::Ready { .. } => ("DigiCert", "has validated the organization."),
        Readiness::Expired { .. } => (
            "DigiCert",
            "validates the organization anew, since its validation has ended. It may telephone the organization's contact.",
        ),
        Readiness::Pending => (
            "DigiCert",
            "validates the organization. It may telephone the organization's contact.",
        ),
        Readiness::NotSubmitted => (
            "DigiCert",
            "has to validate the organization for this kind of certificate. If nothing happens, submit it in CertCentral, under \
             Certificates, then Organizations.",
        ),
        Readiness::Inactive => (
            "An administrator",
            "must make the organization active again in CertCentral.",
        ),
        Readiness::Unknown => ("DigiCert", "does not tell how far the organization is validated."),
    },
    domains: |are_known| {
        if are_known {
            ("You", "show that the domains below are yours.")
        } else {
            (
                "You",
                "show that the domains below are yours. Some may be validated already: this page can't see which.",
            )
        }
    },
    verified_contact: (
        "A verified contact",
        "of the organization must approve the order. DigiCert has written to all of them; one is enough.",
    ),
    issue: ("DigiCert", "issues the certificate. Nobody has to do anything."),
    no_method: "DigiCert does not tell by which method. Choose one below.",
    ask_value: "Get the value",
    record_kind: "Record type",
    record_name: "Name",
    record_value: "Value",
    file_url: "Address",
    file_content: "Content",
    mails: |are_told| {
        if are_told {
            "DigiCert has written to these addresses. Someone who reads them must follow the link in the mail."
        } else {
            "DigiCert writes to the addresses that every domain has by custom. Someone who reads one of them must follow the link in \
             the mail."
        }
    },
    no_instruction: |reason| match reason {
        NoInstruction::NoValue => "There is no value yet. Get it above.",
        NoInstruction::Wildcard => "A file can't show control over a wildcard. Choose a DNS record or mail below.",
        NoInstruction::IpAddress => "Only a file can show control over an IP address. Choose it below.",
        NoInstruction::NoFileName => {
            "DigiCert does not tell the file's name. See it in CertCentral, or choose another method."
        }
    },
    value_ends: |moment| format!("This value holds until {moment}. After that DigiCert makes a new one."),
    more_domains: |number| count(number, "more domain", "more domains"),
    check: "Check now",
    resend: "Send the mails again",
    method: "Another method",
    method_hint: "It holds for all domains of the order that are not validated yet.",
    change_method: "Change the method",
    under_way: "One moment…",
    all_found: "DigiCert has found everything.",
    not_all_found: "DigiCert has not found everything yet. A new DNS record may take an hour to be seen everywhere.",
    found: "found",
    not_found: "not found",
    found_expired: "the validation has ended",
    found_other: |word| {
        if word.is_empty() {
            "no state named".to_owned()
        } else {
            format!("{} in DigiCert's word", quoted(word))
        }
    },
    method_changed: |method| format!("The method is now: {method}."),
    resent: "The mails are on their way again.",
    act_failed: |act| match act {
        Act::Value => "The value could not be had.",
        Act::Check => "The domains could not be checked.",
        Act::Method => "The method was not changed.",
        Act::Resend => "The mails were not sent again.",
    },
    act_unknown: "Nobody knows yet whether it was done. The order is looked at again: what it shows holds.",
    act_refused: |act| match act {
        Act::Value => "Get the value from the order in CertCentral.",
        Act::Check => "Have the domains checked from the order in CertCentral.",
        Act::Method => "Change the method from the order in CertCentral.",
        Act::Resend => "Have the mails sent from the order in CertCentral.",
    },
    chain_asking: "The certificate is being fetched…",
    chain_failed: "The order is issued, but the certificate could not be fetched.",
    covering: "Orders that hold these names already",
    covering_lead: "You can open one, renew it with this order, or order all the same.",
    covering_asking: "Looking for orders that hold these names already…",
    covering_none: "No order of the account that lasts holds these names.",
    covering_state: |state, status| match state {
        CoveringState::Valid { days_left: Some(days) } => {
            format!(
                "issued, {} left",
                count(usize::try_from(days).unwrap_or_default(), "day", "days")
            )
        }
        CoveringState::Valid { days_left: None } => "issued".to_owned(),
        CoveringState::Ending { days_left } => {
            let days = usize::try_from(days_left).unwrap_or_default();
            format!("about to expire, {} left", count(days, "day", "days"))
        }
        CoveringState::Waiting => match status {
            OrderStatus::NeedsApproval => "waits for an approver".to_owned(),
            OrderStatus::NeedsCsr => "waits for its CSR".to_owned(),
            OrderStatus::Processing => "is being issued".to_owned(),
            _ => "waits for validation".to_owned(),
        },
    },
    covering_ends: |day| format!("until {day}"),
    covering_order: |order| format!("Order {order}"),
    covering_names: |held, wanted| {
        if held == wanted {
            "Holds all names:".to_owned()
        } else {
            format!("Holds {held} of {wanted} names:")
        }
    },
    covering_more: |number| format!("And {}: see Orders.", count(number, "more order", "more orders")),
    is_renewed: "renewed already",
    open: "Open",
    renew: "Renew this one",
    renewing: |order| format!("This order will renew order {order}."),
    renew_failed: "The order to be renewed could not be read, so nothing was filled in.",
};

fn state(status: &OrderStatus, order: &str) -> String {
    match status {
        OrderStatus::Pending => format!("Order {order} waits for validation."),
        OrderStatus::NeedsApproval => format!("Order {order} waits for approval."),
        OrderStatus::Processing | OrderStatus::Approved => format!("Order {order} is being issued."),
        OrderStatus::NeedsCsr => format!("Order {order} waits for its CSR."),
        OrderStatus::WaitingPickup => format!("Order {order} waits to be picked up."),
        OrderStatus::Issued => format!("Order {order} is issued."),
        OrderStatus::ReissuePending => format!("A reissue of order {order} is under way."),
        OrderStatus::Rejected => format!("Order {order} was rejected by an approver. No certificate will come of it."),
        OrderStatus::Denied => format!("Order {order} was refused by DigiCert. No certificate will come of it."),
        OrderStatus::Canceled => format!("Order {order} was cancelled. No certificate will come of it."),
        OrderStatus::Revoked => format!("The certificate of order {order} is revoked."),
        OrderStatus::Expired => format!("The certificate of order {order} has expired."),
        OrderStatus::Renewed | OrderStatus::NotRenewed => format!("Order {order} has ended."),
        OrderStatus::Other(word) => {
            format!(
                "DigiCert names a state of order {order} that this page does not know: {}.",
                quoted(word)
            )
        }
    }
}
