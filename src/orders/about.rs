//! What an order is: beside everything else that is said of it.

use certdesk_order::account::{Moment, Order, OrderId, Person};
use leptos::prelude::*;

use super::said::{days, moment};
use crate::browser::today;
use crate::outcome::harmless;
use crate::outcome::parts::{Page, code, fact, facts, group, name_list, span};

/// The side.
pub(super) fn about(page: Page, order: &Order) -> AnyView {
    let text = page.text;
    let words = text.orders();
    let certificate = &order.certificate;
    let mut rows = vec![fact(text.outcome().order_number, vec![code(&order.id.to_string())])];
    let mut add = |term: &'static str, said: Option<Vec<AnyView>>| rows.extend(said.map(|said| fact(term, said)));
    let said = |said: String| vec![span("", harmless(&said))];
    let when = |when: Option<Moment>| when.map(|when| said(moment(text, when)));
    let number = |number: String| vec![code(&number)];
    add(words.status, Some(said((words.status_word)(&order.status))));
    add(
        words.names,
        (!certificate.names.is_empty()).then(|| name_list(page, &certificate.names)),
    );
    add(
        words.product,
        order.product.as_ref().map(|product| said(product.name.clone())),
    );
    add(
        words.organization,
        order.organization.as_ref().map(|organization| {
            let id = organization.id.map(|id| id.to_string());
            let name = organization.name.clone();
            let shown: Vec<_> = name.into_iter().chain(id.map(|id| format!("({id})"))).collect();
            said(shown.join(" "))
        }),
    );
    add(words.certificate_from, when(certificate.valid_from));
    add(
        words.ends,
        certificate.valid_till.map(|till| {
            let left = order.days_left(today()).filter(|_| order.status.has_certificate());
            let mut parts = vec![group("", said(moment(text, till)))];
            parts.extend(left.map(|left| days(text, left)));
            parts
        }),
    );
    add(words.order_ends, when(order.valid_till));
    add(words.placed, when(order.placed));
    add(words.placed_by, person(order.user.as_ref()));
    add(words.approved_by, person(order.approver.as_ref()));
    add(
        words.container,
        order
            .container
            .as_ref()
            .map(|container| said(container.name.clone().unwrap_or_else(|| container.id.to_string()))),
    );
    add(
        words.price,
        order.price.map(|price| {
            let currency = order.currency.as_deref().unwrap_or_default();
            said(format!("{price} {currency}").trim_end().to_owned())
        }),
    );
    add(words.payment, order.payment_method.clone().map(said));
    add(words.renewal_of, order.renewal_of.map(link));
    add(words.renewed_by, order.renewed_by.map(link));
    add(words.organization_contact, person(order.organization_contact.as_ref()));
    add(words.technical_contact, person(order.technical_contact.as_ref()));
    let verified: Vec<_> = order
        .verified_contacts
        .iter()
        .filter_map(|contact| Some(group("", person(Some(contact))?)))
        .collect();
    add(words.verified_contacts, (!verified.is_empty()).then_some(verified));
    add(
        words.emails,
        (!order.additional_emails.is_empty()).then(|| said(order.additional_emails.join(", "))),
    );
    for field in &order.custom_fields {
        // The account's own label is no sentence of the page.
        let label = harmless(&field.label);
        rows.push(view! { <dt>{label}</dt> <dd>{said(field.value.clone())}</dd> }.into_any());
    }
    let mut add = |term: &'static str, said: Option<Vec<AnyView>>| rows.extend(said.map(|said| fact(term, said)));
    add(
        words.certificate_number,
        certificate.id.map(|id| number(id.to_string())),
    );
    add(
        text.outcome().serial,
        certificate.serial_number.as_ref().map(|serial| number(serial.clone())),
    );
    let thumbprint = certificate.thumbprint.as_ref();
    add(
        words.thumbprint,
        thumbprint.map(|print| number(print.as_str().to_owned())),
    );
    view! {
        <aside class="side" aria-labelledby="side-title" tabindex="0">
            <h2 class="side-title" id="side-title">{words.about}</h2>
            {facts(rows)}
        </aside>
    }
    .into_any()
}

/// Name, mail address and telephone, as far as they are told.
fn person(person: Option<&Person>) -> Option<Vec<AnyView>> {
    let person = person?;
    let name = person.shown()?;
    let mail = person.email.clone().filter(|mail| *mail != name);
    let rest = [mail, person.telephone.clone()];
    let mut said = vec![group("", vec![span("", harmless(&name))])];
    let rest = rest.into_iter().flatten().filter(|said| !said.trim().is_empty());
    said.extend(rest.map(|line| group("soft", vec![span("", harmless(&line))])));
    Some(said)
}

fn link(id: OrderId) -> Vec<AnyView> {
    vec![view! { <a href=format!("#orders/{id}")>{id.to_string()}</a> }.into_any()]
}
