//! What came back.

use certdesk_order::{RequestStatus, UnknownReason, Validation};
use certdesk_pki::{BlockFault, LeftoverReason, PathFault};

use super::words::{count, date, quoted};
use crate::outcome::{FileKind, Finding, Mark, Question, Role, Standing, Step, UnreadableEntry};
use crate::text::{OutcomeText, policies};

pub(super) const OUTCOME: OutcomeText = OutcomeText {
    placed: |order| format!("Order {order} is placed"),
    standing,
    next: "What happens next",
    step,
    open_account: "Open your orders in CertCentral",
    copy_number: "Copy the order number",
    order_number: "Order number",
    requests: "Requests",
    request,
    certificate_number: "Certificate number",
    organization_number: "Number of the new organization",
    runs_until: "Order runs until",
    sent: "Sent",
    local_time: |moment| format!("{moment} on your clock"),
    another: "Order another certificate",
    another_alike: "Order one like this",
    dcv: "Show control over the domains",
    dcv_lead: "DigiCert looks for this value, in the way that was chosen for the domain.",
    dcv_value: "Value",
    dcv_target: "Points to",
    dcv_status: "State",
    dcv_until: "Valid until",
    certificate: "Is it what was ordered?",
    nothing_readable: "DigiCert sent a certificate, but nothing in the answer can be read as one. The order is placed all the same: \
                       download the certificate from the order in CertCentral. The answer stands below as it came.",
    verdict,
    question,
    mark,
    finding,
    chain: "Certificates",
    left_over: |number| format!("{} outside the chain", count(number, "certificate", "certificates")),
    role,
    issuer: "Issuer",
    serial: "Serial number",
    valid_from: "Valid from",
    valid_to: "Valid until",
    sha1: "SHA-1 thumbprint",
    sha256: "SHA-256 thumbprint",
    all_names: |number| format!("All {number} names"),
    more: |number| format!("and {number} more, in the certificate itself"),
    downloads: "Download",
    downloads_lead: "None of these files is secret: the private key is in none of them.",
    file,
    download_refused: "The browser did not allow the download. Copy the certificate from the answer below, or download it from the \
                       order in CertCentral.",
    unknown: "Nobody knows yet whether the order was placed",
    unknown_lead: "The order may exist. Please look before you order again, so that nothing is paid for twice.",
    why: "Why it is not known",
    reason,
    find_out: "How to find out",
    look: [
        "Open CertCentral and go to Certificates, then Orders.",
        "Look for an order with these names from about this time.",
        "You may not see all orders of the account. Then send these facts to someone who does, such as an administrator.",
        "An order may take some minutes to appear. Look again after a quarter of an hour before you decide that there is none.",
    ],
    copy_facts: "Copy these facts",
    again_title: "If there really is no such order",
    again_risk: "If the order exists after all, ordering again makes a second one, and both are charged to your account. DigiCert \
                 can't tell that they are the same. This page then forgets this attempt; your entries stay in the form.",
    again: "I have looked: back to the form",
    why_refused: "Why it was not accepted",
    refused_by_proxy: |status| {
        format!("The order did not get as far as DigiCert: something on the way turned it away (status {status}).")
    },
    raw: "The answer as it came",
    raw_status: "Status",
    raw_type: "Type",
    raw_empty: "The answer is empty.",
    raw_cut: "The answer is longer. This is its beginning; the button copies all of it.",
    raw_sent: "The request as it was sent",
};

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::OneApproval => "It waits for an approver in your CertCentral account.",
        Standing::TwoApprovals => "It waits for two approvals in your CertCentral account.",
        Standing::Approved => "It was approved at once. Now DigiCert validates what is not validated yet.",
        Standing::NoApproval => "It needs no approval. Now DigiCert validates what is not validated yet.",
        Standing::Issued => "The certificate is issued.",
        Standing::Rejected => "Its request was rejected, so no certificate will come of it.",
        Standing::Strange => "DigiCert names a state that this page does not know.",
        Standing::NumberOnly => "DigiCert gave it a number and said no more.",
    }
}

const fn step(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Approve => (
            "An approver",
            "must approve the request in CertCentral, under Certificates, then Requests. Until then nothing goes on.",
        ),
        Step::ApproveTwice => (
            "Two approvers",
            "must approve the request in CertCentral, the second after the first, under Certificates, then Requests. Until \
             then nothing goes on.",
        ),
        Step::ShowControl => ("You", "show that the domains are yours, as described below."),
        Step::Validate => (
            "DigiCert",
            "validates the organization and the domains where that is still to be done, and writes to those who must act.",
        ),
        Step::VerifiedContact => (
            "A verified contact of the organization",
            "approves the order by e-mail; one is enough.",
        ),
        Step::Issue => (
            "DigiCert",
            "issues the certificate and sends it by e-mail. It can also be downloaded from the order in CertCentral.",
        ),
        Step::Install => (
            "You",
            "look at the checks below. If they are right, put the files for your server in place, as described there.",
        ),
        Step::AskWhy => (
            "You",
            "ask whoever approves requests in your account for the reason. Then order again, if need be.",
        ),
        Step::Look => (
            "You",
            "look at the order in CertCentral, under Certificates, then Orders, or ask someone who may.",
        ),
    }
}

fn request(status: Option<&RequestStatus>) -> String {
    match status {
        Some(RequestStatus::Pending) => "waits for an approver".to_owned(),
        Some(RequestStatus::Submitted) => "submitted, waits for its approvals".to_owned(),
        Some(RequestStatus::Approved) => "approved".to_owned(),
        Some(RequestStatus::Rejected) => "rejected".to_owned(),
        Some(RequestStatus::Other(word)) => format!("{}, in DigiCert's word", quoted(word)),
        None => "no state named".to_owned(),
    }
}

const fn verdict(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Good => (
            "Yes, this is the certificate that was ordered.",
            "Everything that was checked is right.",
        ),
        Mark::Note => (
            "Yes, this is the certificate that was ordered.",
            "There is something worth knowing about it, marked as a note below.",
        ),
        Mark::Unchecked => (
            "As far as it could be checked, this is the certificate that was ordered.",
            "What could not be checked is marked below.",
        ),
        Mark::Pending => ("The certificate is being checked…", "This takes a moment."),
        Mark::Bad => (
            "Something is wrong with this certificate.",
            "Do not install it before you know why. Show what is marked below to whoever looks after certificates, or ask \
             DigiCert's support with the order number.",
        ),
    }
}

const fn question(question: Question) -> &'static str {
    match question {
        Question::Key => "The key of your CSR",
        Question::Names => "The names that were ordered",
        Question::Validity => "Validity",
        Question::Hash => "Hash of the signature",
        Question::Policy => "Kind of certificate",
        Question::Path => "Path",
        Question::Root => "Root",
        Question::Signatures => "Signatures",
        Question::Dates => "Dates",
        Question::Chain => "Chain",
    }
}

const fn mark(mark: Mark) -> &'static str {
    match mark {
        Mark::Good => "Right",
        Mark::Note => "Note",
        Mark::Unchecked => "Not checked",
        Mark::Pending => "Wait",
        Mark::Bad => "Wrong",
    }
}

fn finding(finding: &Finding) -> String {
    match finding {
        Finding::KeyAgrees => "The certificate is for the key of your CSR.".to_owned(),
        Finding::KeyDiffers => {
            "The certificate is for another key than that of your CSR. It does not work with your private key."
                .to_owned()
        }
        Finding::KeyUnknown => {
            "The CSR that was sent can't be read here, so the keys could not be compared.".to_owned()
        }
        Finding::NamesAgree(1) => "It has the name that was ordered, and no other.".to_owned(),
        Finding::NamesAgree(number) => format!("It has the {number} names that were ordered, and no other."),
        Finding::NamesMissing(_) => "Ordered, but not in the certificate:".to_owned(),
        Finding::NamesExtra(_) => "In the certificate, but not ordered:".to_owned(),
        Finding::ValidityAgrees(given) => format!("It ends on {}, as ordered.", date(*given)),
        Finding::ValidityDiffers { asked, given } => {
            format!("It ends on {}; the order promised {}.", date(*given), date(*asked))
        }
        Finding::HashAgrees(hash) => format!("It is signed with {hash}, as ordered."),
        Finding::HashDiffers { asked, given } => format!("It is signed with {given}; {asked} was ordered."),
        Finding::PolicyAgrees(Validation::Ev) => "It is an EV certificate, as ordered.".to_owned(),
        Finding::PolicyAgrees(Validation::Ov) => "It is an OV certificate, as ordered.".to_owned(),
        Finding::PolicyDiffers { asked, given } => {
            let asked = match asked {
                Validation::Ev => "EV",
                Validation::Ov => "OV",
            };
            if given.is_empty() {
                format!("It does not say of which kind it is; {asked} was ordered.")
            } else {
                format!("It is of the kind {}; {asked} was ordered.", policies(given))
            }
        }
        Finding::PathHolds(root) => format!("It holds by the rules of RFC 5280, up to {}.", quoted(root)),
        Finding::PathFails(fault) => path_fault(fault),
        Finding::PathNotChecked => {
            "Not checked: not all of its signatures could be checked, or its root is not there.".to_owned()
        }
        Finding::RootPublic(name) => format!("{name} is a public root of DigiCert."),
        Finding::RootPrivate(root) => {
            format!(
                "{} is none of DigiCert's public roots. Browsers trust it only where your company installed it.",
                quoted(root)
            )
        }
        Finding::RootAbsent => "The root did not come with it. Servers don't need it.".to_owned(),
        Finding::SignaturesPending => "The signatures are being checked…".to_owned(),
        Finding::SignaturesInsecure => {
            "Not checked: browsers check signatures only on pages opened over https.".to_owned()
        }
        Finding::SignaturesValid(1) => "The signature is genuine.".to_owned(),
        Finding::SignaturesValid(number) => {
            format!("Each certificate is signed by the next: all {number} signatures are genuine.")
        }
        Finding::NoIssuer => "Not checked: the issuer's certificate did not come with it.".to_owned(),
        Finding::SignatureInvalid(title) => {
            format!("The signature of {} was not made by its issuer.", quoted(title))
        }
        Finding::SignatureUnsupported(title) => {
            format!(
                "This browser can't check the kind of signature that {} has.",
                quoted(title)
            )
        }
        Finding::DatesRight(end) => format!("All are valid today. The first to end does so on {}.", date(*end)),
        Finding::Expired(title, end) => format!("{} ended on {}.", quoted(title), date(*end)),
        Finding::NotYetValid(title, begin) => format!("{} is not valid before {}.", quoted(title), date(*begin)),
        Finding::Complete => "Whole, from the certificate to the root.".to_owned(),
        Finding::MissingIssuer(issuer) => {
            format!(
                "It ends below a root: the certificate of {} did not come with it.",
                quoted(issuer)
            )
        }
        Finding::MissingIntermediate(issuer) => format!(
            "The intermediate certificate of {} did not come with it. Browsers refuse the certificate without it: download the chain \
             from the order in CertCentral.",
            quoted(issuer)
        ),
        Finding::NoLeaf => "All of these are certificates of authorities; none is for a server.".to_owned(),
        Finding::SeveralLeaves(number) => {
            format!("{number} certificates could be the one for the server. The one that fits best is shown as such.")
        }
        Finding::Reordered => {
            "They came in another order; here and in the files they stand in the right one.".to_owned()
        }
        Finding::LeftOver(reason, _) => match reason {
            LeftoverReason::Duplicate => "Came more than once:",
            LeftoverReason::Alternative => "Other certificates of the same authorities, not needed:",
            LeftoverReason::AnotherLeaf => "Could also be the one for the server:",
            LeftoverReason::TooMany => "Too many to look at:",
            _ => "Do not belong to it:",
        }
        .to_owned(),
        Finding::Unreadable(unreadable) => self::unreadable(unreadable),
        Finding::PassedOver(number) => {
            format!("The answer has {number} more parts. No chain is that long, so they were not looked at.")
        }
    }
}

/// Why a path does not hold.
fn path_fault(fault: &PathFault) -> String {
    match fault {
        PathFault::Expired { not_after } => format!("A certificate in it ended on {}.", date(not_after.date())),
        PathFault::NotYetValid { not_before } => {
            format!("A certificate in it is not valid before {}.", date(not_before.date()))
        }
        PathFault::InvalidValidity => "A certificate in it ends before it begins.".to_owned(),
        PathFault::NameNotCovered { .. } => "The certificate does not cover a name that it should.".to_owned(),
        PathFault::UnknownIssuer => "It does not lead to the root that came with it.".to_owned(),
        PathFault::NotCa => "An issuer in it is no certificate authority.".to_owned(),
        PathFault::LeafIsCa => "The certificate for the server is that of a certificate authority.".to_owned(),
        PathFault::PathLenExceeded => "It is longer than one of its authorities allows.".to_owned(),
        PathFault::NameConstraintViolated => "One of its authorities may not issue for these names.".to_owned(),
        PathFault::NameConstraintMalformed => "What one of its authorities may issue for can't be read.".to_owned(),
        PathFault::ServerAuthMissing => "A certificate in it is not for servers.".to_owned(),
        PathFault::UnsupportedCriticalExtension => {
            "A certificate in it has a critical extension that browsers don't know.".to_owned()
        }
        PathFault::SignatureInvalid => "A signature in it was not made by its issuer.".to_owned(),
        PathFault::UnsupportedAlgorithm => {
            "A certificate in it is signed in a way that browsers don't take, or has such a key.".to_owned()
        }
        PathFault::Malformed => "A certificate in it is not written as RFC 5280 wants it.".to_owned(),
        PathFault::Distrusted => "Browsers have been told not to trust a key in it.".to_owned(),
        PathFault::TooMuchWork => "Not checked: there are more possible paths than are tried.".to_owned(),
        PathFault::Profile { subject, rule } => format!(
            "It holds, but {} breaks a rule for those who issue certificates ({rule:?}). Browsers may not mind.",
            quoted(subject.common_name().unwrap_or("?"))
        ),
        _ => "It does not hold by the rules of RFC 5280.".to_owned(),
    }
}

fn unreadable(unreadable: &UnreadableEntry) -> String {
    let entry = unreadable.entry;
    match unreadable.fault {
        None => format!("Entry {entry} of the answer has no certificate in it."),
        Some(BlockFault::Label) => format!("Entry {entry} of the answer is something else than a certificate."),
        Some(BlockFault::Armour) => {
            format!("Entry {entry} of the answer is not whole: its BEGIN or its END line is missing.")
        }
        Some(BlockFault::Base64 { line }) => {
            format!("Entry {entry} of the answer is damaged: its line {line} has characters that do not belong there.")
        }
        Some(_) => format!("Entry {entry} of the answer is damaged: it can't be read as a certificate."),
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Leaf => "For the server",
        Role::Intermediate => "Intermediate",
        Role::Root => "Root",
        Role::LeftOver => "Not in the chain",
    }
}

const fn file(kind: FileKind) -> (&'static str, &'static str) {
    match kind {
        FileKind::FullChain => (
            "Full chain (PEM)",
            "The certificate and its intermediates in one file: for nginx, Apache, HAProxy and most others.",
        ),
        FileKind::Leaf => ("Certificate (PEM)", "The certificate for the server alone."),
        FileKind::Chain => (
            "Chain (PEM)",
            "The intermediates alone, for servers that want them in a file of their own.",
        ),
        FileKind::Der => ("Download as DER", "This certificate alone, in binary form."),
        FileKind::Zip => ("All files (ZIP)", "All of these, and each certificate as DER."),
    }
}

fn reason(reason: &UnknownReason) -> String {
    match reason {
        UnknownReason::NoAnswer => {
            "The connection ended without an answer. The order may have reached DigiCert before that.".to_owned()
        }
        UnknownReason::TimedOut => {
            "No answer came in time. DigiCert may be working on the order at this very moment.".to_owned()
        }
        UnknownReason::PageLeft => {
            "The page was left before the answer came, or another tab is still waiting for it.".to_owned()
        }
        UnknownReason::BodyCut => "The answer broke off on its way, so it is not known what it would have said.".to_owned(),
        UnknownReason::Empty { status } => {
            format!("The answer says that all went well (status {status}), but it is empty and has no order number.")
        }
        UnknownReason::JsonCut {
            order_id: Some(order), ..
        } => format!(
            "The answer broke off, but it begins with an order number: {order}. So the order most likely exists. Look for this \
             number first."
        ),
        UnknownReason::JsonCut { status, .. } => {
            format!("The answer says that all went well (status {status}), but it broke off before the order number.")
        }
        UnknownReason::NotJson { status, html: true } => format!(
            "A web page came in place of DigiCert's answer (status {status}). Something on the way sent it, such as a sign-on \
             page; whether the order had got through by then, it does not say."
        ),
        UnknownReason::NotJson { status, .. } => {
            format!("The answer (status {status}) is not written the way DigiCert writes answers, so it could not be read.")
        }
        UnknownReason::NoOrderId { status, .. } => {
            format!("The answer says that all went well (status {status}), but it has no order number.")
        }
        UnknownReason::TooLong { status } => {
            format!("The answer (status {status}) is far longer than any of DigiCert's, so it was not read.")
        }
        UnknownReason::Timeout { status, .. } => format!(
            "Something on the way did not wait for DigiCert's answer (status {status}). The order may have been taken all the same."
        ),
        UnknownReason::ServerError { status, .. } => format!(
            "A server broke down, DigiCert's or one on the way (status {status}). Whether before the order was taken or after, \
             it does not say."
        ),
        // What a browser calls a redirect that it was told not to follow.
        UnknownReason::Unexpected { status: 0 } => {
            "The answer sends the browser elsewhere, perhaps to sign in. Whether the order had got through by then, it does not say."
                .to_owned()
        }
        UnknownReason::Redirected { status } => format!(
            "The answer sends the browser elsewhere, perhaps to sign in (status {status}). Whether the order had got through by \
             then, it does not say."
        ),
        UnknownReason::Unexpected { status } => {
            format!("The answer (status {status}) says neither that the order was taken nor that it was refused.")
        }
    }
}
