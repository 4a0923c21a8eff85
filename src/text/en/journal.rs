//! The journal, the search in the account, the test of the connection.

use crate::account::CallError;
use crate::outcome::ConnectionPart;
use crate::placing::Known;
use crate::text::JournalText;

pub(super) const JOURNAL: JournalText = JournalText {
    title: "Orders sent from this browser",
    lead: "Kept in this browser alone: the last 50 orders, without their CSRs.",
    empty: "No order has been sent from this browser.",
    known: |known| match known {
        Known::Placed(number) => format!("Placed as order {number}"),
        Known::Refused => "Not accepted".to_owned(),
        Known::Unknown => "Not known whether it was placed".to_owned(),
    },
    order: |number| format!("Order {number}"),
    hash: "SHA-256 of the request",
    export: "Save as a file",
    clear: "Clear…",
    clear_sure: "Forget these orders in this browser? In the account nothing changes.",
    clear_unknown_risk: "Of some it is not known whether they were placed. Once forgotten, nothing here reminds you to look for them.",
    clear_known: "Clear those whose outcome is known",
    clear_all: "Clear all, the unknown ones too",
    keep: "Keep them",
    same_title: "This order was sent before",
    same: |when, known| match known {
        Known::Placed(number) => {
            format!("The same order was placed on {when} as number {number}. A second one is charged as well.")
        }
        _ => format!(
            "The same order was sent on {when}, and it is not known whether it was placed. If it was, a second one is charged \
             as well."
        ),
    },
    order_again: "Order it once more",
    account_title: "In your account",
    looking: "Looking for the order in the account…",
    found: "With these names and from this time, the account has:",
    status: "state",
    nothing_found: "The account shows no such order yet. It may take some minutes to appear, and this key may not see every order.",
    look_again: "Look again",
    not_looked: |error| match error {
        CallError::Unreachable | CallError::TimedOut => {
            "The account could not be asked: no answer came. Look again in a moment.".to_owned()
        }
        CallError::Failed(certdesk_order::account::Failure::NotAllowed(_)) => {
            "The account could not be asked: this is not allowed here. Look in CertCentral.".to_owned()
        }
        CallError::Failed(_) => {
            "The account could not be asked: the answer was not the list of orders. Look again in a moment.".to_owned()
        }
    },
    test: "Test the connection",
    testing: "Testing the connection…",
    part: |part| match part {
        ConnectionPart::Policy => "The page may call the proxy",
        ConnectionPart::Proxy => "The proxy answers",
        ConnectionPart::Cors => "The proxy lets this page read answers and send orders (CORS)",
        ConnectionPart::Api => "What answers is DigiCert's API",
        ConnectionPart::Key => "The proxy's key is valid",
        ConnectionPart::Account => "The account can be asked",
    },
    fault: |part| match part {
        ConnectionPart::Policy => {
            "The page's own policy forbids it: the web server's connect-src does not name the proxy of config.json."
        }
        ConnectionPart::Proxy => {
            "Nothing answers at its address. Check that you are on the company's network; then whoever looks after the proxy \
             should see whether it runs."
        }
        ConnectionPart::Cors => {
            "Something answers, but does not allow this page. The proxy must name this page's origin, and answer OPTIONS."
        }
        ConnectionPart::Api => {
            "You may have to sign in in another tab. Otherwise the proxy's address is wrong, or DigiCert can't serve at the moment."
        }
        ConnectionPart::Key => "DigiCert does not know the key that the proxy adds. Its administrator has to renew it.",
        ConnectionPart::Account => {
            "The key, or the proxy, does not let the page ask for the account. Orders may work all the same."
        }
    },
};
