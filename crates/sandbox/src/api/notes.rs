//! `/order/certificate/{id}/note`: the notes of an order, and one more
//! (<https://dev.digicert.com/certcentral-apis/services-api/orders/add-note.html>).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::Shared;
use super::body::Json;
use super::view;
use crate::account::User;
use crate::calendar::moment_text;
use crate::errors::{ApiError, Refusal, created, ok};
use crate::lenient::Reader;
use crate::order::Note;

type Answer = Result<Response, Refusal>;

/// The notes, newest first.
pub(super) async fn list(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let order = state.find_order(&id).ok_or_else(|| Refusal::not_found("order"))?;
    let notes = order.notes.iter().enumerate().rev();
    let notes: Vec<Value> = notes
        .map(|(index, note)| view_of(index, note, &state.account.user))
        .collect();
    Ok(ok(&json!({ "notes": notes })))
}

/// Adds a note.
pub(super) async fn add(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let id = state.find_order(&id).ok_or_else(|| Refusal::not_found("order"))?.id;
    let mut errors = Vec::new();
    let text = Reader::new(&body).text("text", &mut errors);
    let Some(text) = text.filter(|_| errors.is_empty()) else {
        return Err(ApiError::missing("text").into());
    };
    let note = Note {
        created: state.now(),
        text,
    };
    let user = state.account.user.clone();
    let order = state.order_mut(id).ok_or_else(|| Refusal::not_found("order"))?;
    order.notes.push(note.clone());
    let index = order.notes.len() - 1;
    Ok(created(&view_of(index, &note, &user)))
}

fn view_of(index: usize, note: &Note, user: &User) -> Value {
    json!({"id": index + 1, "date_created": moment_text(note.created), "text": note.text, "user": view::user(user)})
}
