//! `/request`: what waits for an approver (digicert-api 6.7).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Shared;
use super::body::Json;
use super::query::{Query, fits};
use super::view::{self, user};
use crate::calendar::moment_text;
use crate::decision;
use crate::errors::{ApiError, Refusal, done, ok};
use crate::lenient::Reader;
use crate::order::Request;
use crate::state::State as Store;

type Answer = Result<Response, Refusal>;

/// The requests, newest first; `status` narrows them.
pub(super) async fn list(State(shared): State<Arc<Shared>>, query: Query) -> Response {
    let state = shared.state();
    let filters = query.filters();
    let fitting = |request: &&Request| {
        let word = request.status.word();
        query.get("status").is_none_or(|status| fits(word, status))
            && state.order(request.order_id).is_some_and(|order| state.is_seen(order))
            && filters
                .iter()
                .filter(|(field, _)| *field == "status")
                .all(|(_, values)| values.iter().any(|it| fits(word, it)))
    };
    let (page, told) = query.page(state.requests.iter().rev().filter(fitting).collect());
    let requests: Vec<Value> = page.into_iter().map(|request| brief(&state, request).into()).collect();
    ok(&json!({"requests": requests, "page": told}))
}

/// A request with its order.
pub(super) async fn view(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let request = find(&state, &id)?;
    let mut told = brief(&state, request);
    if let Some(order) = state.order(request.order_id) {
        told.insert("order".into(), view::full(&state, order).into());
    }
    if let Some(processed) = request.processed {
        told.insert("date_processed".into(), moment_text(processed).into());
    }
    told.insert("comments".into(), request.comments.clone().into());
    told.insert("processor_comment".into(), request.processor_comment.clone().into());
    Ok(ok(&told.into()))
}

/// Approves or rejects a request.
pub(super) async fn process(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let request = find(&state, &id)?;
    let number = request.id;
    let may = state
        .order(request.order_id)
        .is_some_and(|order| decision::may_approve(&state.account, order.product));
    if !may {
        return Err(Refusal::denied("invalid_approver"));
    }
    let reader = Reader::new(&body);
    let mut errors = Vec::new();
    let comment = reader.text("processor_comment", &mut errors).unwrap_or_default();
    let approve = match reader
        .text("status", &mut errors)
        .unwrap_or_default()
        .to_ascii_lowercase()
        .as_str()
    {
        "approved" => true,
        "rejected" => false,
        _ => {
            errors.push(ApiError::invalid("status"));
            false
        }
    };
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    state.process_request(number, approve, &comment)?;
    Ok(done())
}

fn find<'a>(state: &'a Store, id: &str) -> Result<&'a Request, Refusal> {
    state
        .requests
        .iter()
        .find(|request| request.id.to_string() == id)
        .filter(|request| state.order(request.order_id).is_some_and(|order| state.is_seen(order)))
        .ok_or_else(|| Refusal::not_found("request"))
}

fn brief(state: &Store, request: &Request) -> Map<String, Value> {
    let mut told = Map::new();
    let mut put = |key: &str, value: Value| told.insert(key.to_owned(), value);
    put("id", request.id.into());
    put("date", moment_text(request.date).into());
    put("type", request.kind.word().into());
    put("status", request.status.word().into());
    put(
        "requester",
        state
            .order(request.order_id)
            .map_or_else(|| user(&state.account.user), |order| view::user_of_order(state, order)),
    );
    if request.processed.is_some() {
        put("processor", user(&state.account.user));
    }
    if let Some(order) = state.order(request.order_id) {
        let organization = order
            .terms
            .organization_id
            .and_then(|id| state.account.organization(id));
        put(
            "order",
            json!({
                "id": order.id,
                "certificate": {"common_name": view::names(order).first(), "dns_names": view::names(order)},
                "organization": organization.map_or_else(|| json!([]), |it| json!({"id": it.id, "name": it.name})),
                "container": view::container_of_order(state, order.terms.container_id),
                "product": {"name_id": order.product.name_id, "name": order.product.name, "type": order.product.group}
            }),
        );
    }
    told
}
