//! The account's orders.

use certdesk_order::account::paths::DownloadFormat;
use certdesk_order::account::{Failure, Happening, NotAllowed, OrderStatus, Renewal, RequestKind};

use crate::account::CallError;
use crate::orders::{Act, Fill};
use crate::text::OrdersText;

pub(super) const ORDERS: OrdersText = OrdersText {
    lead: "The orders of your CertCentral account, as far as the key of this page sees them.",
    caption: "Orders",
    number: "Number",
    status: "Status",
    names: "Names",
    product: "Product",
    organization: "Organization",
    ends: "Valid until",
    more_names: |number| format!("+ {number} more"),
    own: "Ordered here",
    days: |days| match days {
        0 => "ends today".to_owned(),
        1 => "1 day left".to_owned(),
        -1 => "ended 1 day ago".to_owned(),
        days if days < 0 => format!("ended {} days ago", days.unsigned_abs()),
        days => format!("{days} days left"),
    },
    search: "Search",
    search_hint: "A part of a common name or e-mail address, or the number of an order.",
    open_number: |number| format!("Open order {number}"),
    any_status: "Any",
    waiting: "All that wait",
    any_product: "Any",
    any_organization: "Any",
    clear: "Show all orders",
    pages: "Pages of orders",
    before: "Previous page",
    behind: "Next page",
    seen: |first, last, total| format!("{first} to {last} of {total}"),
    none: "There are no orders in this account yet.",
    none_found: "No order matches. Change the search or the filters, or show all orders.",
    unread: |number| match number {
        1 => "One order could not be read and is missing here.".to_owned(),
        number => format!("{number} orders could not be read and are missing here."),
    },
    look: "Look again",
    looking: "Asking DigiCert…",
    last_look: |moment| format!("As of {moment}"),
    again_by_itself: "The page looks again by itself.",
    again_in: |seconds| format!("Next look in {seconds} s."),
    failure,
    back: "All orders",
    order: |number| format!("Order {number}"),
    status_word,
    timeline: "What has happened",
    happening,
    no_date: "no date is told",
    about: "About this order",
    placed: "Ordered",
    placed_by: "Ordered by",
    approved_by: "Approved by",
    certificate_from: "Valid from",
    order_ends: "Order runs until",
    container: "Division",
    price: "Price",
    payment: "Paid by",
    organization_contact: "Organization contact",
    technical_contact: "Technical contact",
    verified_contacts: "Verified contacts",
    renewal_of: "Renews order",
    renewed_by: "Renewed by order",
    certificate_number: "Certificate number",
    thumbprint: "Thumbprint (SHA-1)",
    emails: "Notices also go to",
    requests: "Requests",
    request_kind: |kind| match kind {
        RequestKind::New => "New order".to_owned(),
        RequestKind::Renewal => "Renewal".to_owned(),
        RequestKind::Reissue => "Reissue".to_owned(),
        RequestKind::Duplicate => "Duplicate".to_owned(),
        RequestKind::Revoke => "Revocation".to_owned(),
        RequestKind::Other(word) => word.clone(),
    },
    notes: "Notes",
    no_notes: "There are no notes.",
    chain_awaited: "Fetching the certificate…",
    formats: "Files as DigiCert makes them",
    formats_lead: "Each file is fetched from DigiCert when you ask for it. For most servers the files above are the better ones.",
    format: |format| match format {
        DownloadFormat::PemAll => ("PEM, whole chain", "Certificate, intermediates and root in one file."),
        DownloadFormat::PemNoRoot => ("PEM, without root", "Certificate and intermediates in one file."),
        DownloadFormat::PemNoIntermediate => ("PEM, certificate only", "The certificate alone."),
        DownloadFormat::P7b => ("PKCS#7, .p7b", "The chain for Windows and Java."),
        DownloadFormat::Cer => ("PKCS#7, .cer", "The same under another name."),
        DownloadFormat::Default => (
            "ZIP, .crt",
            "One .crt file each for certificate, intermediate and root.",
        ),
        DownloadFormat::DefaultCer => (
            "ZIP, .cer",
            "One .cer file each for certificate, intermediate and root.",
        ),
        DownloadFormat::DefaultPem => ("ZIP, PEM", "One PEM file each for certificate, intermediate and root."),
        DownloadFormat::Apache => ("ZIP, Apache", "Certificate and intermediate, as Apache wants them."),
    },
    fetching: "Fetching the file…",
    actions: "What you can do",
    view_only: "The key of this page may only look at orders, so nothing can be changed here.",
    running: "Waiting for DigiCert's answer…",
    done: |act| match act {
        Act::Cancel => "The order is cancelled.".to_owned(),
        Act::Note => "The note is added.".to_owned(),
        Act::AddCsr => "The CSR is added. DigiCert goes on with the order.".to_owned(),
        Act::Reissue => "The reissue is ordered. Below is the order as it stands now.".to_owned(),
        Act::Approve(request) => {
            format!("Request {request} is approved by you. If two people must approve, it still waits for the second.")
        }
        Act::Reject(request) => format!("Request {request} is rejected."),
    },
    unknown: |act| {
        let what = match act {
            Act::Cancel => "the order was cancelled",
            Act::Note => "the note was added",
            Act::AddCsr => "the CSR was added",
            Act::Reissue => "the reissue was ordered",
            Act::Approve(_) => "the request was approved",
            Act::Reject(_) => "the request was rejected",
        };
        format!(
            "No clear answer came back, so it is not known whether {what}. The order is looked at again: check it before you try once more."
        )
    },
    not_done: "Nothing was changed.",
    cancel: "Cancel the order",
    cancel_lead: "The order ends without a certificate. This can't be undone.",
    cancel_number: |number| format!("Type the number of the order, {number}, to confirm"),
    number_differs: |number| format!("This is not the number of this order. Type {number}."),
    cancel_note: "Why it is cancelled (kept as a note)",
    note_missing: "Write a few words.",
    add_note: "Add a note",
    add_note_lead: "Everybody who sees the order in CertCentral can read it. It can't be taken back from here.",
    note: "Note",
    decide: |request| format!("Approve or reject request {request}"),
    decide_lead: "Once it is approved, DigiCert goes on with it; an order is charged then. A rejected request ends here.",
    asked_by: "Asked by",
    may_not_decide: "It waits for an approver. The key of this page may not approve requests, so it is done in CertCentral.",
    comment: "Comment (may be left empty)",
    approve: "Approve",
    reject: "Reject",
    add_csr: "Add the missing CSR",
    add_csr_lead: "The order waits for a CSR. With it DigiCert goes on, and the order keeps its names.",
    reissue: "Reissue with a new CSR",
    reissue_lead: "A new certificate with the same names takes the place of the present one, for a new key. It runs as long as the order and \
                   costs nothing. DigiCert may revoke the present one, so install the new one soon.",
    reissue_comment: "Message for the approver (may be left empty)",
    renew: "Renew the order",
    renewal: |renewal, date| match renewal {
        Renewal::Early { opens, ends } => {
            format!(
                "The order runs until {}. It can be renewed from {} on.",
                date(ends),
                date(opens)
            )
        }
        Renewal::Open { ends, renews_itself } => {
            let itself = renews_itself.map(|day| format!(" It is set to renew itself on {}.", date(day)));
            format!(
                "The order runs until {}.{} This fills the form with its entries and the number and thumbprint of the old \
                 certificate; nothing is ordered until you have checked it.",
                date(ends),
                itself.unwrap_or_default()
            )
        }
        Renewal::Ended { ended } => format!(
            "The order ended on {}. You can try to renew it; DigiCert decides. This fills the form; nothing is ordered until you \
             have checked it.",
            date(ended)
        ),
        Renewal::ReissueInstead {
            certificate_ends,
            order_ends,
        } => format!(
            "The certificate ends on {}, but the order is paid until {}: reissue it instead, at no cost.",
            date(certificate_ends),
            date(order_ends)
        ),
        Renewal::Renewed { .. } => "The order was renewed already.".to_owned(),
        Renewal::Impossible => "There is no certificate to renew.".to_owned(),
    },
    alike: "Order another like it",
    alike_lead: "This fills the form with names, product and organization of this order. Nothing is ordered until you have checked it.",
    fill: |fill| match fill {
        Fill::Renewal => "Fill the form for the renewal",
        Fill::Alike => "Fill the form",
    },
    replace_sure: "The form holds entries that you have not ordered with yet. Replace them?",
    replace: "Replace them",
    keep: "Keep them",
    filled: |fill, number| match fill {
        Fill::Renewal => {
            format!("The form is filled for the renewal of order {number}. Add a new CSR, and check the rest.")
        }
        Fill::Alike => format!("The form is filled with the entries of order {number}. Add a CSR, and check the rest."),
    },
};

fn status_word(status: &OrderStatus) -> String {
    match status {
        OrderStatus::Pending => "Waits for validation",
        OrderStatus::NeedsApproval => "Waits for approval",
        OrderStatus::Processing => "Being issued",
        OrderStatus::NeedsCsr => "Waits for a CSR",
        OrderStatus::WaitingPickup => "Ready to be picked up",
        OrderStatus::Issued => "Issued",
        OrderStatus::ReissuePending => "Reissue under way",
        OrderStatus::Approved => "Approved",
        OrderStatus::Rejected => "Rejected",
        OrderStatus::Denied => "Refused by DigiCert",
        OrderStatus::Canceled => "Cancelled",
        OrderStatus::Revoked => "Revoked",
        OrderStatus::Expired => "Expired",
        OrderStatus::Renewed => "Renewed",
        OrderStatus::NotRenewed => "Not renewed",
        OrderStatus::Other(word) if word.is_empty() => "Unknown",
        OrderStatus::Other(word) => word,
    }
    .to_owned()
}

fn happening(happening: &Happening<'_>) -> String {
    let kind = |kind| (ORDERS.request_kind)(kind);
    match happening {
        Happening::Ordered => "Ordered".to_owned(),
        Happening::Requested(request) => format!("{} asked for (request {})", kind(&request.kind), request.id),
        Happening::Approved(request) => format!("Request {} approved", request.id),
        Happening::Rejected(request) => format!("Request {} rejected", request.id),
        Happening::Validated => "Organization and domains validated".to_owned(),
        Happening::Issued => "Certificate issued".to_owned(),
        Happening::Ended(status) => status_word(status),
    }
}

fn failure(error: &CallError) -> String {
    let failure = match error {
        CallError::Unreachable => return "The proxy did not answer. Check your network, then look again.".to_owned(),
        CallError::TimedOut => return "No answer came within 30 seconds. Look again in a while.".to_owned(),
        CallError::Failed(failure) => failure,
    };
    match failure {
        Failure::NotAllowed(NotAllowed::InvalidKey) => {
            "DigiCert does not know the API key of the proxy (invalid_key). Whoever looks after the proxy can put it right.".to_owned()
        }
        Failure::NotAllowed(NotAllowed::MissingPermission) => {
            "The API key lacks the permission for this (missing_permission). An administrator of the CertCentral account can give it.".to_owned()
        }
        Failure::NotAllowed(NotAllowed::InvalidApprover) => {
            "The user behind the API key may not decide this request (invalid_approver). Another approver has to.".to_owned()
        }
        Failure::NotAllowed(NotAllowed::Other) => "DigiCert denies this to the API key (access_denied).".to_owned(),
        Failure::NotAllowed(NotAllowed::Proxy) => {
            "The proxy does not let this call through. Whoever looks after it can allow it.".to_owned()
        }
        Failure::NotFound { .. } => "There is no such thing in this account, or the key does not see it.".to_owned(),
        Failure::RateLimited { .. } => "DigiCert was asked too often in a short time (429).".to_owned(),
        Failure::NotTheApi { .. } => {
            "The answer is not DigiCert's. Perhaps your sign-on has ended: load the page again.".to_owned()
        }
        Failure::Down { status } => format!("DigiCert, or the proxy, can't answer at the moment ({status}). Look again in a while."),
        Failure::Refused { status, .. } => format!("DigiCert refuses this ({status})."),
        Failure::Unreadable(unreadable) => format!("The answer can't be read: {unreadable}."),
    }
}
