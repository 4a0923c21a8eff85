//! `/organization` (digicert-api 6.1).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Shared;
use super::body::Json;
use super::query::{Query, fits};
use super::view::{contact_with_id, display_name};
use crate::account::{Organization, Validation, ValidationType};
use crate::calendar::{end_of, moment_text, start_of};
use crate::errors::{ApiError, Refusal, created, done, ok};
use crate::lenient::Reader;
use crate::organization_request::{self, NewOrganization};
use crate::state::State as Store;

/// The organizations.
pub(super) async fn list(State(shared): State<Arc<Shared>>, query: Query) -> Response {
    listed(&shared.state(), &query)
}

/// The organizations for which a container may order: all, the sandbox keeps no assignments.
pub(super) async fn list_of_container(
    State(shared): State<Arc<Shared>>,
    Path(_): Path<String>,
    query: Query,
) -> Response {
    listed(&shared.state(), &query)
}

fn listed(state: &Store, query: &Query) -> Response {
    let filters = query.filters();
    let fitting = state.account.organizations.iter().filter(|organization| {
        filters.iter().all(|(field, values)| {
            values.iter().any(|value| match *field {
                "status" => fits(status(organization), value),
                "name" => fits(&organization.name, value),
                "id" => fits(&organization.id.to_string(), value),
                "search" => fits(&organization.name, &format!("%{value}%")),
                _ => true,
            })
        })
    });
    let (page, told) = query.page(fitting.collect());
    let organizations: Vec<Value> = page.into_iter().map(|it| brief(state, it).into()).collect();
    ok(&json!({"organizations": organizations, "page": told}))
}

/// An organization in full.
pub(super) async fn view(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let state = shared.state();
    let organization = find(&state, &id)?;
    let mut view = brief(&state, organization);
    view.insert(
        "organization_contact".into(),
        contact_with_id(&organization.organization_contact),
    );
    let verified: Vec<Value> = organization.verified_contacts.iter().map(contact_with_id).collect();
    view.insert("verified_contacts".into(), verified.into());
    Ok(ok(&view.into()))
}

/// The validations of an organization.
pub(super) async fn validations(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let state = shared.state();
    let organization = find(&state, &id)?;
    Ok(ok(&json!({"validations": validation_list(&state, organization)})))
}

/// Takes an organization for validation: each type that it has not yet is pending from now on.
pub(super) async fn validate(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(body): Json,
) -> Result<Response, Refusal> {
    let mut state = shared.state();
    let id = find(&state, &id)?.id;
    let mut errors = Vec::new();
    let asked: Vec<Option<ValidationType>> = Reader::new(&body)
        .objects("validations", &mut errors)
        .iter()
        .map(|it| match it.text("type", &mut Vec::new()).as_deref() {
            Some("ov") => Some(ValidationType::Ov),
            Some("ev") => Some(ValidationType::Ev),
            // For signing and mail, which the sandbox does not validate.
            _ => None,
        })
        .collect();
    if asked.is_empty() && errors.is_empty() {
        errors.push(ApiError::missing("validations"));
    }
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    if let Some(organization) = state.account.organizations.iter_mut().find(|it| it.id == id) {
        for kind in asked.into_iter().flatten() {
            if !organization.validations.iter().any(|it| it.r#type == kind) {
                organization.validations.push(Validation {
                    r#type: kind,
                    validated_until: None,
                });
            }
        }
    }
    Ok(done())
}

/// Adds an organization; one that is there already is refused unless `skip_duplicate_org_check` is set.
pub(super) async fn create(State(shared): State<Arc<Shared>>, Json(body): Json) -> Result<Response, Refusal> {
    let mut state = shared.state();
    let mut errors = Vec::new();
    match organization_request::read(&Reader::new(&body), &state.account, &mut errors) {
        Some(NewOrganization::Existing(id)) => {
            Err(ApiError::invalid_because("name", &format!("The account has this organization already: {id}.")).into())
        }
        Some(new) => {
            let id = state.add_organization(new);
            Ok(created(&json!({ "id": id })))
        }
        None => Err(Refusal::bad(errors)),
    }
}

fn find<'a>(state: &'a Store, id: &str) -> Result<&'a Organization, Refusal> {
    let found = id.parse().ok().and_then(|id| state.account.organization(id));
    found.ok_or_else(|| Refusal::not_found("organization"))
}

fn status(organization: &Organization) -> &'static str {
    if organization.is_active { "active" } else { "inactive" }
}

fn brief(state: &Store, organization: &Organization) -> Map<String, Value> {
    let container = state.account.container(organization.container_id);
    let approvers: Vec<Value> = organization
        .verified_contacts
        .iter()
        .map(|it| json!({"id": it.id, "first_name": it.first_name, "last_name": it.last_name}))
        .collect();
    let brief = json!({
        "id": organization.id, "status": status(organization), "name": organization.name,
        "assumed_name": organization.assumed_name, "display_name": display_name(organization),
        "is_active": organization.is_active, "address": organization.address, "address2": organization.address2,
        "zip": organization.zip, "city": organization.city, "state": organization.state,
        "country": organization.country, "telephone": organization.telephone,
        "container": {
            "id": organization.container_id, "parent_id": container.map_or(0, |it| it.parent_id),
            "name": container.map(|it| it.name.as_str()).unwrap_or_default(), "is_active": true
        },
        "ev_approvers": approvers
    });
    let mut brief = match brief {
        Value::Object(brief) => brief,
        _ => Map::new(),
    };
    brief.insert("validations".into(), validation_list(state, organization).into());
    for key in ["assumed_name", "address2", "telephone"] {
        if brief.get(key).is_some_and(|value| value == "") {
            brief.remove(key);
        }
    }
    brief
}

fn validation_list(state: &Store, organization: &Organization) -> Vec<Value> {
    let verified: Vec<Value> = organization
        .verified_contacts
        .iter()
        .map(|it| json!({"id": it.id, "first_name": it.first_name, "last_name": it.last_name}))
        .collect();
    organization
        .validations
        .iter()
        .map(|it| {
            let mut view = validation(state, it);
            if it.r#type == ValidationType::Ev && !verified.is_empty() {
                view.insert("verified_users".into(), verified.clone().into());
            }
            view.into()
        })
        .collect()
}

/// A validation, of an organization or a domain.
pub(super) fn validation(state: &Store, validation: &Validation) -> Map<String, Value> {
    let mut view = Map::new();
    let mut put = |key: &str, value: Value| view.insert(key.to_owned(), value);
    put("type", validation.r#type.word().into());
    put("name", validation.r#type.word().to_uppercase().into());
    put("description", validation.r#type.description().into());
    if let Some(until) = validation.validated_until {
        // A validation lasts about a year; when it began is not kept.
        put(
            "date_created",
            moment_text(start_of(until.saturating_sub(time::Duration::days(397)))).into(),
        );
        put("validated_until", moment_text(end_of(until)).into());
    }
    put("status", validation.status(state.today()).into());
    view
}
