//! What is to be shown at the domains of an order, to the letter, and the buttons for it.

use certdesk_order::DcvMethod;
use certdesk_order::account::{ControlStatus, ControlValue, DomainWait, Failure, Instruction, Wait, instruct, waits};
use leptos::prelude::*;

use super::acts::{Act, Acts, Came};
use super::follow::{Follow, Seen};
use super::said::{account_link, failure, moment};
use crate::account::CallError;
use crate::browser::today;
use crate::outcome::harmless;
use crate::outcome::parts::{code, fact, facts, fold, group, list, paragraph, span, subheading};
use crate::text::{Text, Words};
use crate::widgets::{CopyButton, Messages, Select, SelectOption};

/// How many domains are shown before the rest folds away.
const DOMAINS_SHOWN: usize = 8;

/// The domains that wait, each with the method and the value that hold for it; empty where none does.
fn waiting_domains(seen: &Seen, asked: Option<&ControlValue>) -> Vec<DomainWait> {
    let order = &seen.order;
    let waits = waits(order, seen.organization.as_ref(), &seen.domains, today());
    let domains = waits.into_iter().find_map(|wait| match wait {
        Wait::Domains { domains, .. } => Some(domains),
        _ => None,
    });
    let mut domains = domains.unwrap_or_default();
    for domain in &mut domains {
        // The order's own method is the one by which DigiCert looks for it, and its value serves for each of its names.
        domain.method = order.dcv_method.or(domain.method);
        if let Some(asked) = asked
            && domain.method.is_some_and(|method| method != DcvMethod::Email)
        {
            domain.value = asked.clone();
        }
    }
    domains
}

/// Whether there is a value to be shown that is not known.
fn lacks_value(domain: &DomainWait) -> bool {
    domain.method.is_some_and(|method| method != DcvMethod::Email) && domain.value.token.is_none()
}

/// The domains that wait, their records, files and addresses, and what can be done about them.
pub(super) fn control(words: Words, follow: Follow, acts: Acts) -> AnyView {
    let domains = Memo::new(move |_| {
        let asked = acts.value.get();
        follow.seen.with(|seen| {
            let seen = seen.as_ref();
            seen.map(|seen| waiting_domains(seen, asked.as_ref()))
                .unwrap_or_default()
        })
    });
    Effect::new(move |_| {
        let lacks = domains.with(|domains| domains.iter().any(lacks_value));
        if lacks {
            acts.ask_value_once();
        }
    });
    let is_there = Memo::new(move |_| domains.with(|domains| !domains.is_empty()));
    let body = move || {
        is_there.get().then(|| {
            group(
                "waiting-control",
                vec![
                    (move || told(words, &domains.get(), acts)).into_any(),
                    buttons(words, domains, acts),
                ],
            )
        })
    };
    let came = move || acts.came.get().map(|came| came_of(words, follow, acts, &came));
    group(
        "waiting-domains",
        vec![
            body.into_any(),
            view! {
                <div class="waiting-came" role="status">
                    {came}
                </div>
            }
            .into_any(),
        ],
    )
}

/// The domains with what is to be shown at each; of many the first, and the rest folded away.
fn told(words: Words, domains: &[DomainWait], acts: Acts) -> AnyView {
    let text = words.text();
    let mut said = Vec::new();
    let method = domains.first().and_then(|domain| domain.method);
    if let Some(method) = method {
        let (name, what) = (text.option().dcv)(method);
        said.push(paragraph("section-lead", format!("{name}. {what}")));
    }
    if domains.iter().any(lacks_value) && acts.may(Act::Value) {
        let press = Callback::new(move |()| acts.ask_value());
        let label = words.signal(|text| text.waiting().ask_value);
        said.push(act_button(
            words,
            "waiting-value",
            "button button-second",
            label,
            acts,
            Act::Value,
            press,
        ));
    }
    let mut shown = domains.iter().map(|domain| one(words, domain));
    said.extend(shown.by_ref().take(DOMAINS_SHOWN));
    let rest: Vec<_> = shown.collect();
    if !rest.is_empty() {
        said.push(fold((text.waiting().more_domains)(rest.len()), rest));
    }
    group("waiting-told", said)
}

/// A domain and what is to be shown there.
fn one(words: Words, wait: &DomainWait) -> AnyView {
    let text = words.text();
    let waiting = text.waiting();
    let mut said = vec![subheading(code(&wait.domain))];
    let Some(method) = wait.method else {
        said.push(paragraph("", waiting.no_method.to_owned()));
        return group("waiting-domain", said);
    };
    match instruct(method, &wait.domain, &wait.value) {
        Ok(Instruction::Record { kind, name, value }) => {
            said.push(facts(vec![
                fact(waiting.record_kind, vec![code(kind)]),
                copied(words, waiting.record_name, &name, "name", &wait.domain),
                copied(words, waiting.record_value, &value, "value", &wait.domain),
            ]));
        }
        Ok(Instruction::File { url, content }) => {
            said.push(facts(vec![
                copied(words, waiting.file_url, &url, "url", &wait.domain),
                copied(words, waiting.file_content, &content, "content", &wait.domain),
            ]));
        }
        Ok(Instruction::Mail { addresses, are_told }) => {
            said.push(paragraph("", (waiting.mails)(are_told).to_owned()));
            let lines = addresses
                .iter()
                .map(|address| group("waiting-address", vec![code(address), copy(words, address.clone())]));
            said.push(list("outcome-plain", lines.collect()));
        }
        Err(reason) => said.push(paragraph("", (waiting.no_instruction)(reason).to_owned())),
    }
    if let Some(ends) = wait.value.expires {
        said.push(paragraph("soft", (waiting.value_ends)(&moment(text, ends))));
    }
    group("waiting-domain", said)
}

/// A fact that is put somewhere, with a button that copies it.
fn copied(words: Words, term: &'static str, said: &str, what: &'static str, domain: &str) -> AnyView {
    let shown = harmless(said);
    let value = view! {
        <code class="value" data-shows=what data-domain=domain.to_owned()>
            {shown}
        </code>
    };
    fact(term, vec![value.into_any(), copy(words, said.to_owned())])
}

fn copy(words: Words, what: String) -> AnyView {
    view! {
        <CopyButton
            text=Callback::new(move |()| what.clone())
            label=words.signal(|text| text.widgets.copy)
            done=words.signal(|text| text.widgets.copied)
            failed=words.signal(|text| text.widgets.copy_failed)
        />
    }
    .into_any()
}

/// A button that does something; while anything is done it is there, and does nothing.
fn act_button(
    words: Words,
    id: &'static str,
    class: &'static str,
    label: Signal<String>,
    acts: Acts,
    act: Act,
    press: Callback<()>,
) -> AnyView {
    let label = move || {
        if acts.under_way.get() == Some(act) {
            words.text().waiting().under_way.to_owned()
        } else {
            label.get()
        }
    };
    view! {
        <button
            class=class
            class:hidden=move || !acts.may(act)
            type="button"
            id=id
            aria-disabled=move || acts.under_way.get().is_some().then_some("true")
            on:click=move |_| press.run(())
        >
            {label}
        </button>
    }
    .into_any()
}

/// Look now, send again, another method.
fn buttons(words: Words, domains: Memo<Vec<DomainWait>>, acts: Acts) -> AnyView {
    let method = Memo::new(move |_| domains.with(|domains| domains.first().and_then(|domain| domain.method)));
    let check = act_button(
        words,
        "waiting-check",
        "button",
        words.signal(|text| text.waiting().check),
        acts,
        Act::Check,
        Callback::new(move |()| acts.check()),
    );
    let resend = act_button(
        words,
        "waiting-resend",
        "button button-second",
        words.signal(|text| text.waiting().resend),
        acts,
        Act::Resend,
        Callback::new(move |()| acts.resend(&addresses(&domains.get_untracked()))),
    );
    let is_mail = move || method.get() == Some(DcvMethod::Email);
    let options = Signal::derive(move || {
        let text = words.text();
        let offered = domains.with(|domains| offered(domains));
        let lines = offered.into_iter().map(|method| SelectOption {
            value: method.id().to_owned(),
            label: (text.option().dcv)(method).0.to_owned(),
        });
        lines.collect::<Vec<_>>()
    });
    let chosen = move || acts.picked.get().or_else(|| method.get());
    let value = Signal::derive(move || chosen().map(|method| method.id().to_owned()).unwrap_or_default());
    let choose = Callback::new(move |id: String| {
        acts.picked
            .set(DcvMethod::ALL.into_iter().find(|method| method.id() == id));
    });
    let change = act_button(
        words,
        "waiting-method-change",
        "button button-second",
        words.signal(|text| text.waiting().change_method),
        acts,
        Act::Method,
        Callback::new(move |()| {
            let wanted = untrack(chosen);
            if let Some(wanted) = wanted {
                acts.change_method(wanted);
            }
        }),
    );
    view! {
        <div class="buttons">
            {check} <span class:hidden=move || !is_mail()>{resend}</span>
        </div>
        <div class="waiting-method" class:hidden=move || !acts.may(Act::Method)>
            <Select
                id="waiting-method"
                label=words.signal(|text| text.waiting().method)
                hint=words.signal(|text| text.waiting().method_hint)
                options
                value
                on_choose=choose
                messages=Messages::none()
                error_word=words.signal(|text| text.widgets.error)
            />
            {change}
        </div>
    }
    .into_any()
}

/// The methods that can show control over all of these.
fn offered(domains: &[DomainWait]) -> Vec<DcvMethod> {
    let is_wildcard = domains.iter().any(|domain| domain.domain.starts_with("*."));
    let is_address = domains
        .iter()
        .any(|domain| domain.domain.parse::<std::net::IpAddr>().is_ok());
    DcvMethod::ALL
        .into_iter()
        .filter(|method| if method.is_file() { !is_wildcard } else { !is_address })
        .collect()
}

/// Each domain with each address that is known to get a mail.
fn addresses(domains: &[DomainWait]) -> Vec<(String, String)> {
    let told = domains.iter().flat_map(|domain| {
        let emails = domain.value.emails.iter();
        emails.map(|email| (domain.domain.clone(), email.clone()))
    });
    told.collect()
}

/// What came of the last press.
fn came_of(words: Words, follow: Follow, acts: Acts, came: &Came) -> AnyView {
    let text = words.text();
    let waiting = text.waiting();
    match came {
        Came::Changed(method) => {
            let (name, _) = (text.option().dcv)(*method);
            group("note note-good", vec![paragraph("", (waiting.method_changed)(name))])
        }
        Came::Resent => group("note note-good", vec![paragraph("", waiting.resent.to_owned())]),
        Came::Checked(check) => {
            let all = check.status.is_valid();
            let class = if all { "note note-good" } else { "note note-advice" };
            let lines = check.names.iter().map(|name| {
                group(
                    "",
                    vec![code(&name.name), span("", format!(" {}", found(text, &name.status)))],
                )
            });
            let lead = if all { waiting.all_found } else { waiting.not_all_found };
            let mut said = vec![paragraph("label", lead.to_owned())];
            if check.names.is_empty() {
                said.push(paragraph("", found(text, &check.status)));
            } else {
                said.push(list("outcome-plain", lines.collect()));
            }
            group(class, said)
        }
        Came::Failed(act, error) => {
            let lead = match error {
                CallError::Unreachable | CallError::TimedOut if *act != Act::Value => waiting.act_unknown,
                CallError::Failed(Failure::Refused { .. }) if *act == Act::Check => waiting.not_all_found,
                _ => (waiting.act_failed)(*act),
            };
            let mut said = vec![paragraph("label", lead.to_owned())];
            said.extend(failure(text, error));
            if !acts.may(*act) {
                let url = follow.client.account_url();
                said.push(paragraph("", (waiting.act_refused)(*act).to_owned()));
                said.push(account_link(text, url));
            }
            group("note note-error", said)
        }
    }
}

/// What DigiCert saw of a name.
fn found(text: &Text, status: &ControlStatus) -> String {
    let waiting = text.waiting();
    match status {
        ControlStatus::Valid => waiting.found.to_owned(),
        ControlStatus::Pending => waiting.not_found.to_owned(),
        ControlStatus::Expired => waiting.found_expired.to_owned(),
        ControlStatus::Other(word) => harmless(&(waiting.found_other)(word)),
    }
}
