//! English.

mod account;
mod drafts;
mod fields;
mod journal;
mod new_key;
mod orders;
mod outcome;
mod problems;
mod server;
mod waiting;
mod words;

use certdesk_order::{DcvMethod, PaymentMethod, Product, UncheckedWeakness};

pub(super) static LATER: LaterText = LaterText {
    problem: problems::problem,
    reading: ReadingText {
        about: "What the CSR says",
        subject: "Subject",
        key: "Key",
        signature: "Signature",
        names: "Names",
        no_names: "No names",
        verified: "verified",
        verifying: "being checked…",
        invalid: "does not match the key",
        unchecked: "not checked: this browser can't check this kind",
        insecure: "not checked: browsers check signatures only on pages opened over https",
        weakness: |weakness| match weakness {
            UncheckedWeakness::DebianWeakKey => {
                "not checked for Debian's weak keys of 2006 to 2008; DigiCert will do that"
            }
        },
        differs: "DigiCert takes no names from the CSR. The order has the names of this form only, so compare:",
        agrees: "The form and the CSR have the same names.",
        only_in_csr: "Only in the CSR",
        only_in_form: "Only in the form",
        only_in_form_lead: "They will be in the certificate all the same.",
        add_name: |name| format!("Add {name}"),
        add_all: |count| format!("Add all {count}"),
        use_common_name: |name| format!("Use {name} as common name"),
        common_name_differs: |csr, form| format!("Common name: {csr} in the CSR, {form} in the form."),
        repaired: "Read, with a little help:",
        repair: problems::repair,
    },
    new_key: new_key::NEW_KEY,
    account: account::ACCOUNT,
    server: server::SERVER,
    waiting: waiting::WAITING,
    drafts: drafts::DRAFTS,
    journal: journal::JOURNAL,
    keeping: KeepingText {
        last_order: "Show what is known, or order another certificate",
        unkept: "This browser keeps nothing for this page: a reload loses your entries.",
        outcome_unkept: "This browser keeps nothing for this page: a reload loses this answer. Write down what you need.",
    },
    option: OptionText {
        dcv,
        payment,
        count_years: |years| {
            if years == 1 {
                "1 year".to_owned()
            } else {
                format!("{years} years")
            }
        },
        count_days: |days| {
            if days == 1 {
                "1 day".to_owned()
            } else {
                format!("{days} days")
            }
        },
        default: "As the account has it",
        platform_by_number: "By its number",
        profile,
    },
    review: ReviewText {
        title: "Check the order",
        lead: "Read it once more. After the order only DigiCert can change it.",
        advice: "Worth a look",
        change: "Change",
        cost: "Placing the order costs money: it is charged to your CertCentral account.",
        place: "Place the order",
        back: "Back to the form",
    },
    sending: SendingText {
        button: "Sending the order…",
        status: |seconds| format!("Waiting for DigiCert's answer: {seconds} s. Please leave this page open."),
        not_sent_title: "The order was not sent",
        not_sent_lead: "It did not reach DigiCert, so nothing was ordered.",
        status_spoken: "The order is under way. Please wait for DigiCert's answer.",
        not_sent,
    },
    outcome: outcome::OUTCOME,
    orders: orders::ORDERS,
    settings: SettingsText {
        title: "This page is not set up correctly",
        lead: "Its file config.json needs a correction. Please show this to whoever looks after the page.",
        key: "Key",
        value: "Value",
        expected: "Expected",
        whole_file: "the whole file",
        nothing: "nothing",
        expectation,
    },
};

use super::*;
use crate::placing::NotSent;
use crate::settings::{ConfigProblem, Expected};

pub(super) static EN: Text = Text {
    shell: ShellText {
        title: "Certdesk",
        tagline: "TLS certificates from DigiCert",
        skip_to_content: "Skip to the form",
        language: "Language",
        loading: "Loading…",
        views: "Parts of the page",
        new_order: "New order",
        orders: "Orders",
        unreachable: "A part of the page could not be loaded. Check the connection and load the page again.",
    },
    widgets: WidgetText {
        error: "Error",
        copy: "Copy",
        copied: "Copied",
        copy_failed: "The browser does not allow copying here. Select the text and copy it by hand.",
        remove: "Remove",
        yes: "Yes",
    },
    label: fields::label,
    hint: fields::hint,
    date: words::date,
    form: FormText {
        title: "Order a TLS certificate",
        lead: "Nothing is ordered until you have checked everything on the next page.",
        restored: "Your entries from the last visit are back.",
        start_afresh: "Start afresh",
        start_afresh_sure: "Empty the whole form?",
        keep_entries: "Keep the entries",
        digicert_says: |code, message| {
            if code.is_empty() || message.is_empty() {
                format!("DigiCert answered: {code}{message}")
            } else {
                format!("DigiCert answered: {message} ({code})")
            }
        },
        summary_title: "There is a problem",
        summary_more: |count| format!("And {count} more; the next one is here."),
        refused_title: "DigiCert did not accept the order",
        refused_lead: "Nothing was ordered. Your entries are as they were.",
        review: "Check the order",
        product: "Product",
        csr: "Certificate signing request",
        names: "Names",
        organization: "Organization",
        organization_address: "Legal name and address",
        organization_contact: "Contact of the organization",
        verified_contact: "Verified contact",
        verified_contact_lead: "An EV order is issued only after a verified contact of the organization has approved it by e-mail.",
        validity: "Validity",
        options: "More options",
        options_lead: "All of these can be left alone.",
        certificate: "Certificate details",
        validation: "Domain validation",
        approval: "Approval",
        renewal: "Renewal",
        notifications: "Notifications",
        payment: "Payment",
        account: "Division and transparency",
        custom_fields: "Fields of your account",
        add_custom_field: "Add a field",
        fields_set: |count| match count {
            0 => String::new(),
            1 => "1 set".to_owned(),
            _ => format!("{count} set"),
        },
        certificate_ends: |date| format!("The certificate ends on {date}."),
        order_ends: |date| {
            format!("The order runs until {date}: until then, new certificates are issued on it without a new order.")
        },
        side: "Your order",
        side_ends: "Certificate ends",
        side_ready: "Ready to be checked.",
        side_todo: |count| match count {
            1 => "1 entry is missing or needs a correction.".to_owned(),
            _ => format!("{count} entries are missing or need a correction."),
        },
        names_count: |count| match count {
            1 => "1 name".to_owned(),
            _ => format!("{count} names"),
        },
        not_yet: "not yet",
        json: "Request as JSON",
        json_lead: "Exactly what will be posted.",
        json_incomplete: "What will be posted, so far: some required entries are missing.",
        curl: "Request as a curl command",
        curl_lead: "Straight to DigiCert, without this page. Put your API key into the variable DIGICERT_API_KEY first.",
        checks_awaited: "One moment: the page is still loading what checks the entries.",
        checks_failed: "A part of the page could not be loaded: without it your entries are neither checked nor kept, and nothing can be ordered. Check the connection and try again.",
        try_again: "Try again",
        paste_too_long: "That is more than 1 MB, so it was not pasted. Nothing here can be as long.",
        private_key: "That was a private key, so it was taken out at once. It was not kept and not sent. Keep the key on your server: \
                      the order needs only the CSR. If others can see this screen or your clipboard, make a new key.",
    },
    csr: CsrText {
        drop: "Or choose a file, or drop it here",
        read_from: |file| format!("Read from {file}."),
        file_too_large: |file| format!("{file} is too large for a CSR, so it was not read. A CSR has a few kilobytes."),
        undo: "Put back what stood here",
    },
    names: NamesText {
        list: "Additional names",
        list_hint: "One name a line. You can also paste a whole list into any line.",
        add: "Add a name",
        paste: "Paste many",
        paste_hint: "Any separators will do: lines, commas, spaces.",
        paste_label: "Names to add",
        paste_add: "Add these names",
        added: |added, folded| {
            let names = match added {
                0 => "No new name".to_owned(),
                1 => "1 name added".to_owned(),
                _ => format!("{added} names added"),
            };
            match folded {
                0 => format!("{names}."),
                _ => format!("{names}; {folded} left out, since they are here already."),
            }
        },
        row_label: |number| format!("Additional name {number}"),
        remove_row: |name| {
            if name.is_empty() {
                "Remove the empty line".to_owned()
            } else {
                format!("Remove {name}")
            }
        },
        use_instead: |name| format!("Use {name}"),
        offer_www: |name| format!("{name} is free with this certificate."),
        offer_www_add: |name| format!("Add {name}"),
    },
    choices: ChoiceText {
        product,
        organization_question: "Which organization is the certificate for?",
        organization_existing: "One that is in the account",
        organization_new: "A new one",
        organization_other: "Another: enter its number",
        choose: "Choose…",
        container_other: "Another: enter its number",
        validity_question: "How long shall the order run?",
        years: "Years",
        days: "Days",
        date: "Until a date",
    },
    language: Language::En,
};

const fn product(product: Product) -> &'static str {
    match product {
        Product::SecureSite => "Organization validated (OV). One domain, with and without www.",
        Product::SecureSiteMultiDomain => "Organization validated (OV). Many names, on any domains.",
        Product::SecureSiteWildcard => {
            "Organization validated (OV). All names one level below a domain, and the domain itself."
        }
        Product::SecureSiteEv => "Extended validation (EV). One domain, with and without www; no wildcard.",
        Product::SecureSiteEvMultiDomain => "Extended validation (EV). Many names, on any domains; no wildcard.",
    }
}

const fn dcv(method: DcvMethod) -> (&'static str, &'static str) {
    match method {
        DcvMethod::Email => ("E-mail", "DigiCert writes to an address of the domain, such as admin@."),
        DcvMethod::DnsTxtToken => (
            "DNS TXT record",
            "You put a value that DigiCert gives you into a TXT record.",
        ),
        DcvMethod::DnsCnameToken => ("DNS CNAME record", "You point a CNAME record at dcv.digicert.com."),
        DcvMethod::HttpToken => (
            "File on the web server",
            "You put a file where DigiCert looks for it. Not for wildcards.",
        ),
        DcvMethod::HttpTokenDynamic => (
            "File with a name of its own",
            "As before, with a file name that DigiCert gives you. Not for wildcards.",
        ),
    }
}

const fn payment(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Balance => "Account balance",
        PaymentMethod::Card => "Credit card on file",
        PaymentMethod::Profile => "Payment profile on file",
    }
}

fn profile(id: &str) -> Option<&'static str> {
    match id {
        "server_auth_only_eku" => Some("Server authentication only"),
        "server_client_auth_eku" => Some("Server and client authentication"),
        "kdc_smart_card" => Some("KDC and smart card sign-in"),
        _ => None,
    }
}

fn expectation(problem: &ConfigProblem) -> String {
    match &problem.expected {
        Expected::Json(words) => format!("a JSON file; the reader stopped with: {words}"),
        Expected::Object => "an object: { … }".to_owned(),
        Expected::List => "a list: [ … ]".to_owned(),
        Expected::Text => "a text in quotation marks".to_owned(),
        Expected::NonEmptyText => "a text in quotation marks that is not empty".to_owned(),
        Expected::Boolean => "true or false".to_owned(),
        Expected::Number { least, greatest: i64::MAX } if *least > i64::MIN => {
            format!("a whole number without quotation marks, {least} or more")
        }
        Expected::Number { least: i64::MIN, .. } => "a whole number without quotation marks".to_owned(),
        Expected::Number { least, greatest } => {
            format!("a whole number without quotation marks, from {least} to {greatest}")
        }
        Expected::Address => {
            "the proxy's address, such as https://proxy.example/services/v2, or a path on this server, such as /digicert"
                .to_owned()
        }
        Expected::OneOf(words) => format!("one of: {}", words.join(", ")),
        Expected::Once => "a number that no other entry of the list has".to_owned(),
        Expected::SomeEntry => "at least one entry".to_owned(),
        Expected::NoSuchKey(Some(near)) => format!("no such key; did you mean {near}?"),
        Expected::NoSuchKey(None) => "no such key".to_owned(),
        Expected::File(words) => format!("the file config.json beside the page; it could not be read: {words}"),
    }
}

fn not_sent(reason: &NotSent) -> String {
    match reason {
        NotSent::Offline => {
            "This computer is not connected to a network. Connect it, then place the order again.".to_owned()
        }
        NotSent::Unreachable(words) => format!(
            "The proxy to DigiCert did not answer this page. Check that you are on the company's network, then place the order \
             again. If it goes on, tell whoever looks after this page what the browser said: {words}"
        ),
        NotSent::TimedOut => {
            "The proxy to DigiCert did not answer in time. Wait a moment, then place the order again.".to_owned()
        }
        NotSent::SignIn => {
            "The proxy asks you to sign in. Sign in in another tab, then come back and place the order again."
                .to_owned()
        }
        NotSent::NotTheApi { status, body } => format!(
            "The proxy answered, but not with DigiCert's API (status {status}). You may have to sign in again. If it goes on, tell \
             whoever looks after this page what it said: {}",
            if body.trim().is_empty() { "nothing" } else { body.trim() }
        ),
        NotSent::AnotherTab => {
            "Another tab of this browser is sending an order. Wait for its answer, then place this one.".to_owned()
        }
        NotSent::Down { status } => {
            format!(
                "DigiCert or the proxy can't serve at the moment (status {status}). Wait a moment, then place the order again."
            )
        }
    }
}
