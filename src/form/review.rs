//! The order read back in words, and the one button that costs money.

use std::sync::Arc;

use certdesk_order::{
    CustomFieldEntry, Entries, Field, OrderRequest, OrganizationChoice, OrganizationField, Validation,
};
use leptos::prelude::*;
use serde_json::Value;

use super::account::price;
use super::approvers::approver_line;
use super::covering::covering_note;
use super::sentences::is_said_elsewhere;
use super::side::organization_name;
use super::{Judged, field_id};
use crate::outcome::{connection_test, harmless};
use crate::placing::{JournalEntry, NotSent, Outcome, Phase};
use crate::text::{Text, key_name};
use crate::widgets::lead_to;

/// One line: where it was entered, its label, what it says in one or more lines.
struct Line {
    field: Field,
    label: String,
    lines: Vec<String>,
}

/// The review.
pub(crate) fn review(form: Judged, done: Callback<Arc<Outcome>>, on_back: Callback<()>) -> AnyView {
    let words = form.words;
    let placing = form.placing;
    // What was said of an earlier attempt is not said of this one.
    if !untrack(|| placing.is_sending()) {
        placing.phase.set(Phase::Idle);
    }
    // The order that is read back is the one that is sent: it is made here, and anew only where it is read back anew.
    let request = RwSignal::new(form.checks.request_untracked());
    let place = move |is_meant: bool| {
        // The browser may have found meanwhile that the CSR's signature is wrong.
        let stands = form.checks.request_untracked();
        let sent = request.with_untracked(|request| {
            let request = request.as_ref().filter(|request| stands.as_ref() == Some(*request))?;
            let ends = form.checks.ends.get_untracked().map(|ends| ends.certificate);
            placing.place(form.settings, request, ends, is_meant, done);
            Some(())
        });
        if sent.is_none() {
            on_back.run(());
        }
    };
    let renewal = Callback::new(move |()| match form.checks.request_untracked() {
        Some(renewal) => request.set(Some(renewal)),
        // What is wrong with it is said at the form.
        None => {
            form.due.attempt();
            on_back.run(());
        }
    });
    let change = Callback::new(move |field: Field| {
        if !untrack(|| placing.is_sending()) {
            on_back.run(());
            // Once the form is seen again.
            set_timeout(move || lead_to(&field_id(field)), std::time::Duration::from_millis(60));
        }
    });
    let lines = move || {
        let text = words.text();
        let lines = request.with(|request| Some(lines_of(form, text, request.as_ref()?)));
        lines
            .unwrap_or_default()
            .into_iter()
            .map(|line| {
                let field = line.field;
                let about = line.label.clone();
                let said = line
                    .lines
                    .into_iter()
                    .map(|said| view! { <div>{harmless(&said)}</div> })
                    .collect_view();
                view! {
                    <div class="review-row">
                        <dt>{line.label}</dt>
                        <dd>{said}</dd>
                        <dd>
                            <button
                                class="button button-quiet"
                                type="button"
                                prop:disabled=move || placing.is_sending()
                                on:click=move |_| change.run(field)
                            >
                                {text.review().change}
                                <span class="visually-hidden">{" "} {about}</span>
                            </button>
                        </dd>
                    </div>
                }
            })
            .collect_view()
    };
    let advice = move || {
        let text = words.text();
        let told = form.checks.problems.get_untracked();
        let told = told.iter().filter(|problem| !is_said_elsewhere(problem));
        let mut told: Vec<_> = told.map(|problem| harmless(&text.problem(problem))).collect();
        told.dedup();
        (!told.is_empty()).then(|| {
            let lines = told.into_iter().map(|said| view! { <li>{said}</li> }).collect_view();
            view! {
                <div class="note">
                    <p class="label">{text.review().advice}</p>
                    <ul class="plain-list">{lines}</ul>
                </div>
            }
        })
    };
    let place_label = move || {
        let text = words.text();
        if placing.is_sending() {
            text.sending().button
        } else {
            text.review().place
        }
    };
    let status = move || match placing.phase.get() {
        Phase::Sending { seconds } => (words.text().sending().status)(seconds),
        _ => String::new(),
    };
    view! {
        <h1 class="page-title" tabindex="-1" data-view-title="">
            {move || words.text().review().title}
        </h1>
        <p class="lead">{move || words.text().review().lead}</p>
        <section class="section review">
            <dl class="review-list">{lines}</dl>
            {advice}
            <p class="note note-advice">
                {move || words.text().review().cost}
                {move || {
                    let is_asked = form.checks.account.is_asked;
                    is_asked.then(|| format!(" {}: {}", words.text().account().price, price(form)))
                }}
            </p>
            {covering_note(form, renewal)}
            <div role="alert">
                {move || match placing.phase.get() {
                    Phase::NotSent(reason) => Some(view! { <NotSentNote form reason /> }.into_any()),
                    Phase::Repeated(entry) => Some(repeated(form, &entry, Callback::new(move |()| place(true)))),
                    _ => None,
                }}
            </div>
            <div class="buttons review-buttons">
                <button
                    class="button"
                    type="button"
                    id="place-order"
                    aria-disabled=move || placing.is_sending().then_some("true")
                    on:click=move |_| place(false)
                >
                    {place_label}
                </button>
                <button
                    class="button button-second"
                    type="button"
                    prop:disabled=move || placing.is_sending()
                    on:click=move |_| on_back.run(())
                >
                    {move || words.text().review().back}
                </button>
            </div>
            // The seconds are for the eyes; a screen reader hears once that the order is under way.
            <p class="soft" aria-hidden="true">{status}</p>
            <p class="visually-hidden" role="status">
                {move || placing.is_sending().then(|| words.text().sending().status_spoken)}
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn NotSentNote(form: Judged, reason: NotSent) -> impl IntoView {
    let words = form.words;
    view! {
        <div class="note note-error">
            <h2 class="note-title">{move || words.text().sending().not_sent_title}</h2>
            <p>{move || words.text().sending().not_sent_lead}</p>
            <p>{move || (words.text().sending().not_sent)(&reason)}</p>
            {connection_test(words, form.settings)}
        </div>
    }
}

/// The same order was sent before: whether it is meant once more.
fn repeated(form: Judged, entry: &JournalEntry, order_again: Callback<()>) -> AnyView {
    let text = form.words.text();
    let when = entry.moment().map(|sent| (text.date)(sent.date()));
    view! {
        <div class="note note-advice" id="same-order">
            <h2 class="note-title">{text.journal().same_title}</h2>
            <p>{(text.journal().same)(when.as_deref().unwrap_or(&entry.sent), entry.known)}</p>
            <div class="buttons">
                <button class="button button-second" type="button" on:click=move |_| order_again.run(())>
                    {text.journal().order_again}
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// Everything that will be sent, in words; what is left alone has no line.
fn lines_of(form: Judged, text: &'static Text, request: &OrderRequest) -> Vec<Line> {
    let entries = untrack(|| form.checks.asked().with_approvers(form.draft.entries.entries()));
    let mut lines = Vec::new();
    let mut headed = |field: Field, label: &str, said: Vec<String>| {
        lines.push(Line {
            field,
            label: label.to_owned(),
            lines: said,
        });
    };
    let product = request.product();
    headed(
        Field::Product,
        text.form.product,
        vec![product.name().to_owned(), (text.choices.product)(product).to_owned()],
    );
    let names = request.names();
    let mut said = vec![(text.form.names_count)(names.len())];
    said.extend(names);
    headed(Field::CommonName, text.form.names, said);
    let key = untrack(|| {
        form.checks
            .csr_read
            .with(|reading| reading.as_ref().map(|r| r.csr.key().clone()))
    });
    headed(
        Field::Csr,
        (text.label)(Field::Csr),
        key.iter().map(|key| key_name(key.kind())).collect(),
    );
    let (field, said) = match entries.organization {
        OrganizationChoice::Existing => (
            Field::OrganizationId,
            untrack(|| organization_name(form)).into_iter().collect(),
        ),
        OrganizationChoice::New => (
            Field::NewOrganization(OrganizationField::Name),
            new_organization(text, &entries),
        ),
    };
    headed(field, text.form.organization, said);
    let is_ev = product.validation() == Validation::Ev;
    if is_ev && entries.organization == OrganizationChoice::Existing {
        let said: Vec<_> = entries.approvers.iter().map(approver_line).collect();
        if !said.is_empty() {
            headed(Field::Approvers, (text.label)(Field::Approvers), said);
        }
    }
    headed(
        validity_field(&entries),
        text.form.validity,
        validity(form, text, &entries),
    );
    // Numbers and addresses as they are sent, which is not always as they were typed: `007` is sent as 7.
    let body = serde_json::from_str::<Value>(&request.to_pretty_json()).unwrap_or_default();
    options(form, text, &entries, &body, &mut |field, said| {
        headed(field, (text.label)(field), said)
    });
    lines
}

fn new_organization(text: &Text, entries: &Entries) -> Vec<String> {
    let new = &entries.new_organization;
    let contact = |contact: &certdesk_order::ContactEntries| {
        [
            &contact.first_name,
            &contact.last_name,
            &contact.job_title,
            &contact.email,
            &contact.telephone,
            &contact.telephone_extension,
        ]
        .map(|part| part.trim())
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
    };
    let address = [
        &new.address,
        &new.address2,
        &new.city,
        &new.state,
        &new.zip,
        &new.country,
    ];
    let address: Vec<_> = address
        .map(|part| part.trim())
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let mut said = vec![text.choices.organization_new.to_owned(), new.name.trim().to_owned()];
    said.extend((!new.assumed_name.trim().is_empty()).then(|| new.assumed_name.trim().to_owned()));
    said.push(address.join(", "));
    said.push(new.telephone.trim().to_owned());
    said.push(format!("{}: {}", text.form.organization_contact, contact(&new.contact)));
    let container = new.container_id.trim();
    if !container.is_empty() {
        let label = (text.label)(Field::NewOrganization(OrganizationField::ContainerId));
        said.push(format!("{label}: {container}"));
    }
    if new.skip_duplicate_check {
        let label = (text.label)(Field::NewOrganization(OrganizationField::SkipDuplicateCheck));
        said.push(label.to_owned());
    }
    if new.validate {
        let label = (text.label)(Field::NewOrganization(OrganizationField::Validate));
        said.push(label.to_owned());
        let verified = contact(&new.verified_contact);
        said.extend((!verified.is_empty()).then(|| format!("{}: {verified}", text.form.verified_contact)));
    }
    said
}

const fn validity_field(entries: &Entries) -> Field {
    match entries.validity {
        certdesk_order::ValidityChoice::Years => Field::ValidityYears,
        certdesk_order::ValidityChoice::Days => Field::ValidityDays,
        certdesk_order::ValidityChoice::Date => Field::CustomExpirationDate,
    }
}

fn validity(form: Judged, text: &Text, entries: &Entries) -> Vec<String> {
    let number = |typed: &str| typed.trim().parse::<u32>().unwrap_or_default();
    let ends = form.checks.ends.get_untracked();
    let mut said = match entries.validity {
        certdesk_order::ValidityChoice::Years => vec![(text.option().count_years)(number(&entries.validity_years))],
        certdesk_order::ValidityChoice::Days => vec![(text.option().count_days)(number(&entries.validity_days))],
        certdesk_order::ValidityChoice::Date => ends
            .map(|ends| vec![format!("{}: {}", text.choices.date, (text.date)(ends.order))])
            .unwrap_or_default(),
    };
    if let Some(ends) = ends {
        said.push((text.form.certificate_ends)(&(text.date)(ends.certificate)));
        if ends.is_cut() {
            said.push((text.form.order_ends)(&(text.date)(ends.order)));
        }
    }
    said
}

/// A number or a text of the body, as text; nothing for anything else.
fn sent(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The fields that can be left alone, those that were not.
fn options(form: Judged, text: &Text, entries: &Entries, body: &Value, line: &mut impl FnMut(Field, Vec<String>)) {
    line(Field::SignatureHash, vec![entries.signature_hash.name().to_owned()]);
    let platform = entries.server_platform.trim();
    let known = form
        .settings
        .server_platforms
        .iter()
        .find(|choice| choice.id.to_string() == platform);
    let platform = known.map_or(platform.to_owned(), |choice| choice.name.clone());
    let renewal = sent(&body["renewal_of_order_id"]);
    let emails: Vec<_> = body["additional_emails"]
        .as_array()
        .into_iter()
        .flatten()
        .map(sent)
        .collect();
    let emails = emails.join("\n");
    let texts = [
        (Field::ServerPlatform, platform.as_str()),
        (Field::ProfileOption, &entries.profile_option),
        (Field::OrganizationUnits, &entries.organization_units),
        (
            Field::DcvMethod,
            entries
                .dcv_method
                .map(|method| (text.option().dcv)(method).0)
                .unwrap_or_default(),
        ),
        (Field::Locale, &entries.locale),
        (Field::Comments, &entries.comments),
        (Field::RenewalOfOrderId, &renewal),
        (Field::RenewedThumbprint, &entries.renewed_thumbprint),
        (Field::AdditionalEmails, &emails),
        (Field::CustomRenewalMessage, &entries.custom_renewal_message),
        (
            Field::PaymentMethod,
            entries.payment_method.map(text.option().payment).unwrap_or_default(),
        ),
        (Field::ContainerId, &entries.container_id),
    ];
    for (field, said) in texts {
        if !said.trim().is_empty() {
            line(field, said.lines().map(str::to_owned).collect());
        }
    }
    let ticks = [
        (Field::SkipApproval, entries.skip_approval),
        (Field::AutoRenew, entries.auto_renew),
        (
            Field::DisableRenewalNotifications,
            entries.disable_renewal_notifications,
        ),
        (Field::DisableCt, entries.disable_ct),
    ];
    for (field, ticked) in ticks {
        if ticked {
            line(field, vec![text.widgets.yes.to_owned()]);
        }
    }
    let filled = |row: &&CustomFieldEntry| !row.value.trim().is_empty();
    for row in entries.custom_fields.iter().filter(filled) {
        let id = row.metadata_id.trim();
        let known = form.checks.asked().definitions.with_untracked(|definitions| {
            let mut known = definitions.iter();
            known
                .find(|field| field.metadata_id.to_string() == id)
                .map(|field| field.label.clone())
        });
        let name = known.unwrap_or_else(|| id.to_owned());
        let posted = body["custom_fields"].as_array().into_iter().flatten();
        let mut posted = posted.filter(|field| sent(&field["metadata_id"]) == id);
        let value = posted
            .next()
            .map_or_else(|| row.value.trim().to_owned(), |field| sent(&field["value"]));
        line(Field::CustomFieldValue(row.key), vec![format!("{name}: {value}")]);
    }
}
