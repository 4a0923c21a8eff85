//! `/domain`, and the control of domains of an order (digicert-api 6.10). No DNS is asked here: a domain is validated
//! if the account's data says so.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};
use time::Duration;

use super::Shared;
use super::body::OptionalJson;
use super::organization::validation;
use super::query::Query;
use super::view::display_name;
use crate::account::{Domain, ValidationType};
use crate::ca::SubjectName;
use crate::calendar::{moment_text, start_of};
use crate::decision;
use crate::errors::{ApiError, Refusal, created, done, ok};
use crate::lenient::Reader;
use crate::order::Order;
use crate::state::{State as Store, domain_token};

type Answer = Result<Response, Refusal>;

/// The methods and what the console calls them.
const METHODS: &[(&str, &str)] = &[
    ("email", "Email"),
    ("dns-txt-token", "DNS TXT"),
    ("dns-cname-token", "DNS CNAME"),
    ("http-token", "HTTP practical demonstration"),
    (
        "http-token-dynamic",
        "HTTP practical demonstration with unique filename",
    ),
];

/// The domains.
pub(super) async fn list(State(shared): State<Arc<Shared>>, query: Query) -> Response {
    let state = shared.state();
    let with_validation = query.is_true("include_validation");
    let (page, told) = query.page(state.account.domains.iter().collect());
    let domains: Vec<Value> = page
        .into_iter()
        .map(|domain| brief(&state, domain, with_validation).into())
        .collect();
    ok(&json!({"domains": domains, "page": told}))
}

/// A domain.
pub(super) async fn view(State(shared): State<Arc<Shared>>, Path(id): Path<String>, query: Query) -> Answer {
    let state = shared.state();
    let domain = find_domain(&state, &id)?;
    let mut view = brief(&state, domain, query.is_true("include_validation"));
    if query.is_true("include_dcv") {
        view.insert("dcv".into(), json!({"method": "email", "name_scope": domain.name}));
        if !is_active(&state, domain) {
            let token = json!({"token": domain_token(domain), "status": token_status(&state, domain)});
            view.insert("dcv_token".into(), token);
        }
    }
    Ok(ok(&view.into()))
}

/// The methods by which control of a domain is shown (digicert-api 5.2).
pub(super) async fn methods() -> Response {
    let methods: Vec<Value> = METHODS
        .iter()
        .map(|(name, shown)| json!({"name": name, "display_name": shown, "description": shown, "default": *name == "email"}))
        .collect();
    ok(&json!({ "methods": methods }))
}

/// A token for a domain.
pub(super) async fn token(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let domain = find_domain(&state, &id)?;
    let expires = moment_text(state.now().saturating_add(Duration::days(30)));
    Ok(created(&json!({
        "token": domain_token(domain), "status": token_status(&state, domain), "expiration_date": expires
    })))
}

/// Looks whether the token of a domain is in place.
pub(super) async fn validate_token(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let domain = find_domain(&state, &id)?;
    if !is_active(&state, domain) {
        return Err(ApiError::new(
            "invalid_dns_txt",
            "Could not find a valid TXT record for one or more domains.",
        )
        .into());
    }
    Ok(ok(
        &json!({"token": domain_token(domain), "status": token_status(&state, domain)}),
    ))
}

/// Changes the method of a domain; for e-mail it tells the addresses that get one.
pub(super) async fn method(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let state = shared.state();
    let domain = find_domain(&state, &id)?;
    let method = read_method(&body)?.ok_or_else(|| Refusal::from(ApiError::missing("dcv_method")))?;
    if method == "email" {
        let emails = ["admin", "administrator", "hostmaster", "postmaster", "webmaster"]
            .map(|it| format!("{it}@{}", domain.name));
        return Ok(ok(
            &json!({"validation_emails": {"name_scope": domain.name, "base_emails": emails}}),
        ));
    }
    let expires = moment_text(state.now().saturating_add(Duration::days(30)));
    let mut token =
        json!({"token": domain_token(domain), "status": token_status(&state, domain), "expiration_date": expires});
    if method == "dns-cname-token"
        && let Some(token) = token.as_object_mut()
    {
        token.insert("verification_value".into(), "dcv.digicert.com".into());
    }
    Ok(ok(&json!({ "dcv_token": token })))
}

/// Sends mail for a domain again; none is sent here.
pub(super) async fn emails(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    find_domain(&state, &id)?;
    Ok(done())
}

/// Sends the mail for the domains of an order again; none is sent here.
pub(super) async fn order_emails(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    find(&state, &id)?;
    Ok(done())
}

/// Looks whether the domains of an order are validated, and issues the certificate if all is there.
pub(super) async fn check_order(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let mut state = shared.state();
    let order = find(&state, &id)?;
    let (order_id, certificate) = (order.id, order.primary().map(|it| it.id));
    if order.status == crate::order::OrderStatus::Pending
        && let Some(certificate) = certificate
    {
        state.issue_if_validated(order_id, certificate)?;
    }
    let order = find(&state, &id)?;
    let names = order
        .primary()
        .map(|it| it.request.names.as_slice())
        .unwrap_or_default();
    let validated = |name: &SubjectName| {
        decision::is_name_validated(
            &state.account,
            order.product,
            order.terms.organization_id,
            name,
            state.today(),
        )
    };
    let validations: Vec<Value> = names
        .iter()
        .map(|name| json!({"dns_name": name.text(), "status": if validated(name) { "valid" } else { "unvalidated" }}))
        .collect();
    let mut answer = json!({
        "order_status": order.status.word(), "dcv_status": if names.iter().all(validated) { "valid" } else { "pending" },
        "dns_name_validations": validations
    });
    if order.is_approved()
        && let (Some(id), Some(answer)) = (certificate, answer.as_object_mut())
    {
        answer.insert("certificate_id".into(), id.into());
    }
    Ok(ok(&answer))
}

/// The random value of an order; `dcv-method` changes the method first.
pub(super) async fn order_random_value(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let mut state = shared.state();
    let order_id = find(&state, &id)?.id;
    let method = read_method(&body)?;
    let expires = moment_text(state.now().saturating_add(Duration::days(30)));
    let order = state
        .orders
        .iter_mut()
        .find(|order| order.id == order_id)
        .ok_or_else(|| Refusal::not_found("order"))?;
    if method.is_some() {
        order.terms.dcv_method.clone_from(&method);
    }
    if method.as_deref() == Some("email") {
        return Ok(done());
    }
    Ok(ok(
        &json!({"dcv_random_value": order.dcv_random_value, "expiration_date": expires}),
    ))
}

fn read_method(body: &Value) -> Result<Option<String>, Refusal> {
    let mut errors = Vec::new();
    let method = Reader::new(body).text("dcv_method", &mut errors);
    if method
        .as_deref()
        .is_some_and(|method| !METHODS.iter().any(|(known, _)| *known == method))
    {
        errors.push(ApiError::invalid("dcv_method"));
    }
    if errors.is_empty() {
        Ok(method)
    } else {
        Err(Refusal::bad(errors))
    }
}

fn find_domain<'a>(state: &'a Store, id: &str) -> Result<&'a Domain, Refusal> {
    let found = state.account.domains.iter().find(|domain| domain.id.to_string() == id);
    found.ok_or_else(|| Refusal::not_found("domain"))
}

fn is_active(state: &Store, domain: &Domain) -> bool {
    let today = state.today();
    domain.validations.iter().any(|it| it.serves(ValidationType::Dv, today))
}

fn token_status(state: &Store, domain: &Domain) -> &'static str {
    if is_active(state, domain) { "valid" } else { "pending" }
}

fn find<'a>(state: &'a Store, id: &str) -> Result<&'a Order, Refusal> {
    state.find_order(id).ok_or_else(|| Refusal::not_found("order"))
}

fn brief(state: &Store, domain: &Domain, with_validation: bool) -> Map<String, Value> {
    let today = state.today();
    let active = is_active(state, domain);
    let pending = domain.validations.iter().any(|it| it.validated_until.is_none());
    let container = state.account.containers.first();
    let mut view = Map::new();
    let mut put = |key: &str, value: Value| view.insert(key.to_owned(), value);
    put("id", domain.id.into());
    put("name", domain.name.clone().into());
    put("is_active", true.into());
    put("is_pending_validation", (pending && !active).into());
    put(
        "date_created",
        moment_text(start_of(today.saturating_sub(Duration::days(400)))).into(),
    );
    if let Some(organization) = state.account.organization(domain.organization_id) {
        put(
            "organization",
            json!({
                "id": organization.id, "status": "active", "name": organization.name,
                "assumed_name": organization.assumed_name, "display_name": display_name(organization), "is_active": true
            }),
        );
    }
    if let Some(container) = container {
        put(
            "container",
            json!({"id": container.id, "name": container.name, "is_active": true}),
        );
    }
    if with_validation {
        let validations: Vec<Value> = domain
            .validations
            .iter()
            .map(|it| {
                let mut view = validation(state, it);
                let status = if it.status(today) == "active" {
                    "complete"
                } else {
                    "pending"
                };
                view.insert("dcv_status".into(), status.into());
                view.into()
            })
            .collect();
        put("validations", validations.into());
        let until = |kind| {
            let ends = domain.validations.iter().filter(move |it| it.r#type == kind);
            ends.filter_map(|it| it.validated_until)
                .max()
                .map(crate::calendar::day_text)
        };
        put(
            "dcv_expiration",
            json!({"ov": until(ValidationType::Ov), "ev": until(ValidationType::Ev)}),
        );
    }
    view
}
