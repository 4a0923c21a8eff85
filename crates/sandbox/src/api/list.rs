//! `GET /order/certificate` and `/order/certificate/status-changes` (digicert-api 6.7).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::{Value, json};
use time::Duration;

use super::query::{Key, Query, fits};
use super::view;
use super::{Shared, pricing};
use crate::account::Organization;
use crate::ca::SubjectName;
use crate::calendar::{day_text, moment_text};
use crate::errors::ok;
use crate::order::{CertificateRole, Order, OrderStatus};
use crate::state::State as Store;

/// Longest time that status changes look back, in minutes.
const MINUTES_MAXIMUM: i64 = 10_080;

/// The orders that fit all filters, newest first if nothing else is asked for.
pub(super) async fn orders(State(shared): State<Arc<Shared>>, query: Query) -> Response {
    let state = shared.state();
    let filters = query.filters();
    let known = Known::of(&state);
    let found: Vec<&Order> = state
        .orders
        .iter()
        .rev()
        .filter(|order| {
            state.is_seen(order)
                && filters
                    .iter()
                    .all(|(field, values)| values.iter().any(|value| matches(&known, order, field, value)))
        })
        .collect();
    let found = query.sorted(found, |order, key| key_of(&known, order, key));
    let (found, page) = query.page(found);
    let orders: Vec<Value> = found.into_iter().map(|order| brief(&state, &known, order)).collect();
    ok(&json!({"orders": orders, "page": page}))
}

/// What is looked up for many orders.
struct Known<'a> {
    organizations: HashMap<u64, &'a Organization>,
    renewed: HashSet<u64>,
}

impl<'a> Known<'a> {
    fn of(state: &'a Store) -> Self {
        Self {
            organizations: state.account.organizations.iter().map(|it| (it.id, it)).collect(),
            renewed: state
                .orders
                .iter()
                .filter_map(|it| it.terms.renewal_of_order_id)
                .collect(),
        }
    }

    fn organization(&self, order: &Order) -> Option<&'a Organization> {
        self.organizations.get(&order.terms.organization_id?).copied()
    }
}

/// The orders whose state changed lately.
pub(super) async fn status_changes(State(shared): State<Arc<Shared>>, query: Query) -> Response {
    let state = shared.state();
    let range = query
        .filters()
        .into_iter()
        .find(|(field, _)| *field == "status_last_updated");
    let minutes = query
        .get("minutes")
        .and_then(|text| text.parse::<i64>().ok())
        .unwrap_or(MINUTES_MAXIMUM);
    let since = state
        .now()
        .saturating_sub(Duration::minutes(minutes.clamp(0, MINUTES_MAXIMUM)));
    let changed = |order: &&Order| match &range {
        Some((_, values)) => values
            .iter()
            .any(|value| fits(&moment_text(order.changed), &value.replace(' ', "T"))),
        None => order.changed >= since,
    };
    let orders: Vec<Value> = state
        .orders
        .iter()
        .filter(|order| state.is_seen(order))
        .filter(changed)
        .map(|order| {
            let certificate = order.primary().filter(|_| order.is_approved()).map_or(0, |it| it.id);
            json!({"order_id": order.id, "certificate_id": certificate, "status": order.status.word()})
        })
        .collect();
    ok(&json!({ "orders": orders }))
}

fn matches(known: &Known<'_>, order: &Order, field: &str, value: &str) -> bool {
    let terms = &order.terms;
    let names = || primary_names(order).iter().map(SubjectName::text);
    let primary = order.primary();
    let issued = primary.and_then(|it| it.issued.as_ref());
    let flag = |holds: bool| fits(if holds { "1" } else { "0" }, value);
    let option = |text: Option<String>| text.is_some_and(|text| fits(&text, value));
    match field {
        "id" | "order_id" => fits(&order.id.to_string(), value),
        // `issued` finds what has expired since, too.
        "status" => fits(order.status.word(), value) || order.status == OrderStatus::Expired && fits("issued", value),
        "organization_id" => option(terms.organization_id.map(|id| id.to_string())),
        "product_name_id" | "product" => fits(order.product.name_id, value),
        "product_type" => fits(order.product.group, value),
        "container_id" => fits(&terms.container_id.to_string(), value),
        "user_id" => fits(&order.user_id.to_string(), value),
        "common_name" => names().next().is_some_and(|name| fits(&name, value)),
        "domain_name" => names().any(|name| fits(&name, value)),
        "date_created" => fits(&moment_text(order.created), &value.replace(' ', "T")),
        "valid_till" => option(issued.map(|issued| day_text(issued.valid_till))),
        "certificate_id" => option(primary.map(|it| it.id.to_string())),
        "serial_number" => option(issued.map(|issued| issued.serial_text())),
        "metadata_id" => terms.custom_fields.iter().any(|(id, _)| fits(&id.to_string(), value)),
        "is_renewed" => flag(known.renewed.contains(&order.id)),
        "organization_name" => known.organization(order).is_some_and(|it| fits(&it.name, value)),
        "disable_renewal_notifications" => flag(terms.disable_renewal_notifications),
        "email" => terms.additional_emails.iter().any(|email| fits(email, value)),
        "origin" => fits("certcentral", value),
        "search" => {
            let value = if value.contains('%') {
                value.to_owned()
            } else {
                format!("%{value}%")
            };
            let emails = terms.additional_emails.iter();
            names().next().is_some_and(|name| fits(&name, &value)) || emails.into_iter().any(|text| fits(text, &value))
        }
        // What is not known does not narrow the list.
        _ => true,
    }
}

fn key_of(known: &Known<'_>, order: &Order, key: &str) -> Option<Key> {
    let text = match key {
        "id" | "order_id" => return Some(order.id.into()),
        "date_created" => return Some(order.created.unix_timestamp().into()),
        "valid_till" => {
            let issued = order.primary().and_then(|it| it.issued.as_ref());
            return issued.map(|issued| i64::from(issued.valid_till.to_julian_day()).into());
        }
        "status" => order.status.word().to_owned(),
        "common_name" => primary_names(order).first().map(SubjectName::text)?,
        "product_name_id" | "product" => order.product.name_id.to_owned(),
        "organization_name" | "organization" => known.organization(order)?.name.to_lowercase(),
        _ => return None,
    };
    Some(text.into())
}

/// Names of an order, the common name first.
fn primary_names(order: &Order) -> &[SubjectName] {
    order
        .primary()
        .map(|it| it.request.names.as_slice())
        .unwrap_or_default()
}

fn brief(state: &Store, known: &Known<'_>, order: &Order) -> Value {
    let terms = &order.terms;
    let primary = order.primary();
    let mut certificate = json!({
        "common_name": view::names(order).first(), "dns_names": view::names(order),
        "signature_hash": primary.map(|it| it.request.hash.word())
    });
    if let Some(certificate) = certificate.as_object_mut() {
        if let Some(primary) = primary.filter(|_| order.is_approved()) {
            certificate.insert("id".into(), primary.id.into());
        }
        if let Some(issued) = primary.and_then(|it| it.issued.as_ref()) {
            // In no document, but a client reads it from here and goes down without it.
            certificate.insert("serial_number".into(), issued.serial_text().into());
            certificate.insert("valid_from".into(), day_text(issued.valid_from).into());
            certificate.insert("valid_till".into(), day_text(issued.valid_till).into());
            certificate.insert(
                "days_remaining".into(),
                (issued.valid_till - state.today()).whole_days().into(),
            );
        }
    }
    let organization = known.organization(order);
    let count = |role| order.certificates.iter().filter(|it| it.role == role).count();
    let renewed = known.renewed.contains(&order.id);
    let mut brief = json!({
        "id": order.id, "certificate": certificate, "status": order.status.word(), "is_renewed": renewed,
        "date_created": moment_text(order.created),
        "organization": organization.map_or_else(|| json!([]), |it| json!({"id": it.id, "name": it.name})),
        "validity_years": terms.validity_years,
        "disable_renewal_notifications": terms.disable_renewal_notifications,
        "container": view::container_of_order(state, terms.container_id),
        "product": {"name_id": order.product.name_id, "name": order.product.name, "type": order.product.group},
        "price": pricing::of_order(order),
        "has_duplicates": count(CertificateRole::Duplicate) > 0,
        "duplicates_count": count(CertificateRole::Duplicate),
        "reissues_count": count(CertificateRole::Reissue),
        "product_name_id": order.product.name_id
    });
    // No empty arrays here: a Go client turns each into an object before it reads on.
    if !terms.custom_fields.is_empty()
        && let Some(brief) = brief.as_object_mut()
    {
        brief.insert("custom_fields".into(), view::custom_fields(state, order));
    }
    brief
}
