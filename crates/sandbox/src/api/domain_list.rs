//! `/domain`: the domains of the account, and what they are handed in for (digicert-api 6.10; two public clients).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};
use time::Duration;

use super::Shared;
use super::body::Json;
use super::domain::{is_method, token_view};
use super::organization::validation;
use super::query::{Query, fits};
use super::view::display_name;
use crate::account::{Domain, ValidationType};
use crate::calendar::{day_text, moment_text, start_of};
use crate::errors::{ApiError, Refusal, created, done, ok};
use crate::lenient::Reader;
use crate::names;
use crate::products;
use crate::state::{METHODS, State as Store, mailboxes};

type Answer = Result<Response, Refusal>;

/// The domains.
pub(super) async fn list(State(shared): State<Arc<Shared>>, query: Query) -> Response {
    let state = shared.state();
    let with_validation = query.is_true("include_validation");
    let filters = query.filters();
    let fitting = state.account.domains.iter().filter(|domain| {
        filters.iter().all(|(field, values)| {
            values.iter().any(|value| match *field {
                "name" | "domain_name" => fits(&domain.name, value),
                "organization_id" => fits(&domain.organization_id.to_string(), value),
                "search" => fits(&domain.name, &format!("%{value}%")),
                _ => true,
            })
        })
    });
    let fitting = query.sorted(fitting.collect(), |domain: &&Domain, key| match key {
        "id" => Some(domain.id.into()),
        "name" => Some(domain.name.as_str().into()),
        _ => None,
    });
    let (page, told) = query.page(fitting);
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
        let method = state.method_of(domain.id);
        view.insert("dcv".into(), json!({"method": method, "name_scope": domain.name}));
        if !is_active(&state, domain)
            && let Some(token) = state.token_of(domain)
        {
            view.insert("dcv_token".into(), token_view(&state, token, method));
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

/// Adds a domain for an organization, to be validated in some ways.
pub(super) async fn create(State(shared): State<Arc<Shared>>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let (mut errors, reader) = (Vec::new(), Reader::new(&body));
    let name = reader
        .text("name", &mut errors)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_name = products::find("ssl_securesite").is_some_and(|product| names::read(&name, product).is_ok());
    if !is_name {
        errors.push(ApiError::invalid("name"));
    }
    let organization = reader
        .object("organization", &mut errors)
        .and_then(|organization| organization.id("id", &mut errors));
    let organization = organization.filter(|id| state.account.organization(*id).is_some());
    if organization.is_none() {
        errors.push(ApiError::invalid("organization"));
    }
    let kinds = read_kinds(&reader, &mut errors);
    let method = reader
        .object("dcv", &mut errors)
        .and_then(|dcv| dcv.text("method", &mut errors));
    if method.as_deref().is_some_and(|method| !is_method(method)) {
        errors.push(ApiError::invalid("method"));
    }
    let (Some(organization), true) = (organization, errors.is_empty()) else {
        return Err(Refusal::bad(errors));
    };
    let id = state.add_domain(&name, organization, &kinds);
    if let Some(method) = method.filter(|method| method != "email") {
        state.set_method(id, &method);
        let domain = find_domain(&state, &id.to_string())?;
        if let Some(token) = state.token_of(domain) {
            return Ok(created(
                &json!({"id": id, "dcv_token": token_view(&state, token, &method)}),
            ));
        }
    } else {
        state.send_mail(None, &name, Vec::new());
    }
    Ok(created(&json!({ "id": id })))
}

/// Puts a domain into use again.
pub(super) async fn activate(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    set_inactive(&shared, &id, false)
}

/// Takes a domain out of use.
pub(super) async fn deactivate(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    set_inactive(&shared, &id, true)
}

fn set_inactive(shared: &Shared, id: &str, inactive: bool) -> Answer {
    let mut state = shared.state();
    let id = find_domain(&state, id)?.id;
    state.change_account(|account| {
        for domain in account.domains.iter_mut().filter(|it| it.id == id) {
            domain.inactive = inactive;
        }
    });
    Ok(done())
}

/// The ways in which a domain can be validated.
pub(super) async fn validation_types() -> Response {
    let types: Vec<Value> = [ValidationType::Ov, ValidationType::Ev]
        .iter()
        .map(|kind| {
            json!({
                "type": kind.word(), "name": kind.word().to_uppercase(), "description": kind.description(),
                "requires_user": *kind == ValidationType::Ev, "requires_dcv": true
            })
        })
        .collect();
    ok(&json!({ "validation_types": types }))
}

/// The validations of a domain.
pub(super) async fn validations(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let domain = find_domain(&state, &id)?;
    Ok(ok(&json!({"validations": validation_list(&state, domain)})))
}

/// Hands a domain in for validation in some ways; those that hold stay as they are.
pub(super) async fn submit(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let id = find_domain(&state, &id)?.id;
    let mut errors = Vec::new();
    let kinds = read_kinds(&Reader::new(&body), &mut errors);
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    state.submit_domain(id, &kinds);
    Ok(done())
}

/// The addresses to which mail for a domain goes.
pub(super) async fn addresses(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let domain = find_domain(&state, &id)?;
    Ok(ok(
        &json!({"name_scope": domain.name, "base_emails": mailboxes(&domain.name), "whois_emails": []}),
    ))
}

fn read_kinds(reader: &Reader<'_>, errors: &mut Vec<ApiError>) -> Vec<ValidationType> {
    let mut kinds = Vec::new();
    for validation in reader.objects("validations", errors) {
        match validation.text("type", errors).as_deref() {
            Some("ov") => kinds.push(ValidationType::Ov),
            Some("ev") => kinds.push(ValidationType::Ev),
            // The sandbox does not validate for these.
            Some("cs" | "ev_cs" | "ds" | "smime" | "grid") => {}
            _ => errors.push(ApiError::invalid("type")),
        }
    }
    if reader.get("validations").is_none() {
        errors.push(ApiError::missing("validations"));
    }
    kinds
}

fn validation_list(state: &Store, domain: &Domain) -> Vec<Value> {
    let today = state.today();
    let views = domain.validations.iter().map(|it| {
        let mut view = validation(state, it);
        let status = if it.status(today) == "active" {
            "complete"
        } else {
            "pending"
        };
        view.insert("dcv_status".into(), status.into());
        view.into()
    });
    views.collect()
}

/// A domain by its number.
pub(super) fn find_domain<'a>(state: &'a Store, id: &str) -> Result<&'a Domain, Refusal> {
    let found = state.account.domains.iter().find(|domain| domain.id.to_string() == id);
    found.ok_or_else(|| Refusal::not_found("domain"))
}

/// Whether control of a domain is shown.
pub(super) fn is_active(state: &Store, domain: &Domain) -> bool {
    let today = state.today();
    domain.validations.iter().any(|it| it.serves(ValidationType::Dv, today))
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
    put("is_active", (!domain.inactive).into());
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
        put("validations", validation_list(state, domain).into());
        let until = |kind| {
            let ends = domain.validations.iter().filter(move |it| it.r#type == kind);
            ends.filter_map(|it| it.validated_until).max().map(day_text)
        };
        put(
            "dcv_expiration",
            json!({"ov": until(ValidationType::Ov), "ev": until(ValidationType::Ev)}),
        );
    }
    view
}
