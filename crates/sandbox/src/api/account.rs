//! `/user`, `/account`, `/container` and `/finance` (digicert-api 6.2, 6.3, 6.5, 6.12).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::Shared;
use super::query::Query;
use super::view::display_name;
use crate::account::Container;
use crate::errors::{ApiError, Refusal, ok};
use crate::state::State as Store;

/// The user behind the key.
pub(super) async fn me(State(shared): State<Arc<Shared>>) -> Response {
    ok(&user(&shared.state()))
}

/// The users, of which the sandbox has one.
pub(super) async fn users(State(shared): State<Arc<Shared>>, query: Query) -> Response {
    let (users, page) = query.page(vec![user(&shared.state())]);
    ok(&json!({"users": users, "page": page}))
}

/// A user, of which the sandbox has one.
pub(super) async fn user_of_id(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let state = shared.state();
    if state.account.user.id.to_string() == id {
        Ok(ok(&user(&state)))
    } else {
        Err(Refusal::not_found("user"))
    }
}

/// The account.
pub(super) async fn account(State(shared): State<Arc<Shared>>) -> Response {
    let state = shared.state();
    let account = &state.account;
    let organization = account.organizations.first();
    ok(&json!({
        "id": account.id, "primary_organization_id": organization.map_or(0, |it| it.id),
        "primary_organization_name": organization.map(|it| it.name.as_str()).unwrap_or_default(),
        "primary_organization_country": organization.map(|it| it.country.as_str()).unwrap_or_default(),
        "make_renewal_calls": true, "express_install_enabled": false, "display_rep": true, "rep_photo_id": 0,
        "balance_negative_limit": 0, "root_container_id": account.containers.first().map_or(0, |it| it.id),
        "cert_transparency": "embed", "cert_central_type": "enterprise",
        "default_country": organization.map(|it| it.country.as_str()).unwrap_or_default()
    }))
}

/// The containers.
pub(super) async fn containers(State(shared): State<Arc<Shared>>) -> Response {
    let state = shared.state();
    let containers: Vec<Value> = state
        .account
        .containers
        .iter()
        .map(|it| container_view(&state, it))
        .collect();
    ok(&json!({ "containers": containers }))
}

/// The containers where the key has a permission: all, the sandbox keeps no permissions.
pub(super) async fn containers_by_permission(State(shared): State<Arc<Shared>>, Path(_): Path<String>) -> Response {
    let state = shared.state();
    let containers: Vec<Value> = state
        .account
        .containers
        .iter()
        .map(|it| json!({"id": it.id, "parent_id": it.parent_id, "name": it.name, "is_active": true}))
        .collect();
    ok(&json!({ "containers": containers }))
}

/// A container.
pub(super) async fn container(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let state = shared.state();
    let container = id.parse().ok().and_then(|id| state.account.container(id));
    Ok(ok(&container_view(
        &state,
        container.ok_or_else(|| Refusal::not_found("container"))?,
    )))
}

/// The balance; amounts are strings. Where there are several containers, one must be named.
pub(super) async fn balance(State(shared): State<Arc<Shared>>, query: Query) -> Result<Response, Refusal> {
    let state = shared.state();
    let container = query.get("container_id").map(|id| id.parse().ok());
    match container {
        None if state.account.containers.len() > 1 => return Err(ApiError::missing("container_id").into()),
        None => {}
        Some(id) => {
            let known = id.and_then(|id| state.account.container(id));
            known.ok_or_else(|| Refusal::not_found("container"))?;
        }
    }
    let cents = state.account.balance_cents;
    let sign = if cents < 0 { "-" } else { "" };
    let amount = format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    Ok(ok(&json!({
        "balance": amount, "currency": state.account.currency, "unpaid_invoice_balance": "0.00",
        "negative_balance_limit": "0.00", "used_credit_from_other_containers": "0.00", "total_available_funds": amount
    })))
}

fn user(state: &Store) -> Value {
    let (account, user) = (&state.account, &state.account.user);
    json!({
        "id": user.id, "username": user.username, "account_id": account.id, "first_name": user.first_name,
        "last_name": user.last_name, "email": user.email, "job_title": user.job_title, "telephone": user.telephone,
        "status": "active", "type": "standard", "is_cert_central": true, "is_enterprise": true,
        "is_saml_sso_only": false, "has_container_assignments": false,
        "access_roles": [{"id": user.role.id(), "name": user.role.name()}],
        "container": account.containers.first().map(|it| container_view(state, it))
    })
}

fn container_view(state: &Store, container: &Container) -> Value {
    let mut view = json!({
        "id": container.id, "public_id": format!("{:032x}", container.id), "name": container.name, "description": "",
        "parent_id": container.parent_id, "template_id": 5, "ekey": format!("{:028x}", container.id),
        "has_logo": false, "is_active": true
    });
    if !container.allowed_domain_names.is_empty()
        && let Some(view) = view.as_object_mut()
    {
        view.insert(
            "allowed_domain_names".into(),
            container.allowed_domain_names.clone().into(),
        );
    }
    if !container.organization_ids.is_empty()
        && let Some(view) = view.as_object_mut()
    {
        let assigned = container.organization_ids.iter();
        let assigned = assigned.filter_map(|id| state.account.organization(*id));
        // Here alone the service tells a flag as a text.
        let assigned: Vec<Value> = assigned
            .map(|it| {
                json!({
                    "id": it.id, "status": if it.is_active { "active" } else { "inactive" }, "name": it.name,
                    "display_name": display_name(it), "is_active": if it.is_active { "1" } else { "0" }
                })
            })
            .collect();
        view.insert("organization_assignments".into(), assigned.into());
    }
    view
}
