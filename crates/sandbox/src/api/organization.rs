//! `/organization` (digicert-api 6.1).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Shared;
use super::body::Json;
use super::query::{Query, fits};
use super::view::{contact_with_id, display_name};
use crate::account::{Contact, Organization, Validation, ValidationType};
use crate::calendar::{end_of, moment_text, start_of};
use crate::errors::{ApiError, Refusal, created, done, ok};
use crate::lenient::Reader;
use crate::organization_request::{self, NewOrganization};
use crate::state::State as Store;

/// Organizations whose people are told as candidates; more would be no choice.
const PEOPLE_OF: usize = 50;

/// The organizations.
pub(super) async fn list(State(shared): State<Arc<Shared>>, query: Query) -> Response {
    // A client reads them without having asked.
    let with_validations = query.get("include_validation").is_none() || query.is_true("include_validation");
    listed(&shared.state(), &query, with_validations, |_| true)
}

/// The organizations for which a container may order, with their validations.
pub(super) async fn list_of_container(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, Refusal> {
    let state = shared.state();
    let container = id.parse().ok().and_then(|id| state.account.container(id));
    let container = container.ok_or_else(|| Refusal::not_found("container"))?;
    let usable = |organization: &Organization| {
        container.organization_ids.is_empty() || container.organization_ids.contains(&organization.id)
    };
    Ok(listed(&state, &query, true, usable))
}

/// The people who might be verified contacts: users, whose numbers are texts here, and contacts of organizations.
pub(super) async fn potential_approvers(State(shared): State<Arc<Shared>>) -> Response {
    let state = shared.state();
    let user = &state.account.user;
    let mut contacts: Vec<&Contact> = Vec::new();
    for organization in state.account.organizations.iter().take(PEOPLE_OF) {
        for contact in std::iter::once(&organization.organization_contact).chain(&organization.verified_contacts) {
            if !contacts
                .iter()
                .any(|known| known.email.eq_ignore_ascii_case(&contact.email))
            {
                contacts.push(contact);
            }
        }
    }
    let contacts: Vec<Value> = contacts.into_iter().map(contact_with_id).collect();
    ok(&json!({
        "users": [{
            "user_id": user.id.to_string(), "name": format!("{} {}", user.first_name, user.last_name),
            "first_name": user.first_name, "last_name": user.last_name, "job_title": user.job_title,
            "telephone": user.telephone, "email": user.email
        }],
        "contacts": contacts
    }))
}

/// Puts an organization into use again.
pub(super) async fn activate(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    set_active(&shared, &id, true)
}

/// Takes an organization out of use.
pub(super) async fn deactivate(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    set_active(&shared, &id, false)
}

fn set_active(shared: &Shared, id: &str, active: bool) -> Result<Response, Refusal> {
    let mut state = shared.state();
    let id = find(&state, id)?.id;
    state.change_account(|account| {
        for organization in account.organizations.iter_mut().filter(|it| it.id == id) {
            organization.is_active = active;
        }
    });
    Ok(done())
}

fn listed(state: &Store, query: &Query, with_validations: bool, usable: impl Fn(&Organization) -> bool) -> Response {
    let filters = query.filters();
    let fitting = state.account.organizations.iter().filter(|organization| {
        usable(organization)
            && filters.iter().all(|(field, values)| {
                values.iter().any(|value| match *field {
                    "status" => fits(status(organization), value),
                    "name" => fits(&organization.name, value),
                    "country" => fits(&organization.country, value),
                    "id" => fits(&organization.id.to_string(), value),
                    "search" => fits(&display_name(organization), &format!("%{value}%")),
                    _ => true,
                })
            })
    });
    let fitting = query.sorted(fitting.collect(), |organization, key| match key {
        "id" => Some(organization.id.into()),
        "name" => Some(organization.name.to_lowercase().into()),
        "status" => Some(status(organization).into()),
        _ => None,
    });
    let (page, told) = query.page(fitting);
    let organizations: Vec<Value> = page
        .into_iter()
        .map(|it| brief(state, it, with_validations).into())
        .collect();
    ok(&json!({"organizations": organizations, "page": told}))
}

/// An organization in full.
pub(super) async fn view(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let state = shared.state();
    let organization = find(&state, &id)?;
    let mut view = brief(&state, organization, true);
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

/// Takes an organization for validation: each type that does not hold is pending from now on; people who are named with
/// a type become verified contacts.
pub(super) async fn validate(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(body): Json,
) -> Result<Response, Refusal> {
    let mut state = shared.state();
    let id = find(&state, &id)?.id;
    let mut errors = Vec::new();
    let reader = Reader::new(&body);
    if reader.get("validations").is_none() {
        errors.push(ApiError::missing("validations"));
    }
    let asked = read_validations(&reader, &state, &mut errors);
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    submit(&mut state, id, asked);
    Ok(done())
}

/// The types that `validations` asks for, those for signing and mail left out, and the people who are named with them.
fn read_validations(
    reader: &Reader<'_>,
    state: &Store,
    errors: &mut Vec<ApiError>,
) -> (Vec<ValidationType>, Vec<Contact>) {
    let (mut kinds, mut people) = (Vec::new(), Vec::new());
    for validation in reader.objects("validations", errors) {
        match validation.text("type", errors).as_deref() {
            Some("ov") => kinds.push(ValidationType::Ov),
            Some("ev") => kinds.push(ValidationType::Ev),
            // The sandbox does not validate for these.
            Some("cs" | "ev_cs" | "ds" | "smime") => {}
            _ => errors.push(ApiError::invalid("type")),
        }
        for person in validation.objects("verified_users", errors) {
            match person.id("id", errors).or_else(|| person.id("user_id", errors)) {
                Some(id) if id == state.account.user.id => people.push(state.account.user.contact()),
                Some(_) => errors.push(ApiError::invalid("verified_users")),
                None => {
                    let contact = organization_request::read_person(&person, errors);
                    if contact.email.is_empty() {
                        errors.push(ApiError::missing("email"));
                    }
                    people.push(contact);
                }
            }
        }
    }
    (kinds, people)
}

fn submit(state: &mut Store, id: u64, (kinds, people): (Vec<ValidationType>, Vec<Contact>)) {
    for person in people {
        state.add_verified_contact(id, person);
    }
    for kind in kinds {
        state.submit_organization(id, kind);
    }
}

/// Adds an organization; one that is there already is refused unless `skip_duplicate_org_check` is set.
pub(super) async fn create(State(shared): State<Arc<Shared>>, Json(body): Json) -> Result<Response, Refusal> {
    let mut state = shared.state();
    let mut errors = Vec::new();
    let reader = Reader::new(&body);
    let asked = read_validations(&reader, &state, &mut errors);
    match organization_request::read(&reader, &state.account, &mut errors).filter(|_| errors.is_empty()) {
        Some(NewOrganization::Existing(id)) => {
            Err(ApiError::invalid_because("name", &format!("The account has this organization already: {id}.")).into())
        }
        Some(new) => {
            let id = state.add_organization(new);
            submit(&mut state, id, asked);
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

fn brief(state: &Store, organization: &Organization, with_validations: bool) -> Map<String, Value> {
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
    if with_validations {
        brief.insert("validations".into(), validation_list(state, organization).into());
    }
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
