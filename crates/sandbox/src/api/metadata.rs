//! `/account/metadata`: the custom fields of orders (digicert-api 6.3).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Value, json};

use super::Shared;
use super::body::Json;
use crate::account::{CustomField, DataType};
use crate::errors::{ApiError, Refusal, created, done, ok};
use crate::lenient::Reader;
use crate::state::State as Store;

type Answer = Result<Response, Refusal>;

/// The custom fields; an empty object where there are none.
pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Response {
    let state = shared.state();
    let fields: Vec<Value> = state.account.custom_fields.iter().map(view).collect();
    ok(&if fields.is_empty() {
        json!({})
    } else {
        json!({ "metadata": fields })
    })
}

/// Adds a custom field.
pub(super) async fn create(State(shared): State<Arc<Shared>>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let field = read(&Reader::new(&body), CustomField::default())?;
    Ok(created(&add(&mut state, field)))
}

/// Adds several custom fields, all or none.
pub(super) async fn create_several(State(shared): State<Arc<Shared>>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let mut errors = Vec::new();
    let fields = Reader::new(&body).objects("metadata", &mut errors);
    if fields.is_empty() || !errors.is_empty() {
        return Err(ApiError::missing("metadata").into());
    }
    let fields = fields
        .iter()
        .map(|reader| read(reader, CustomField::default()))
        .collect::<Result<Vec<_>, _>>()?;
    let added: Vec<Value> = fields.into_iter().map(|field| add(&mut state, field)).collect();
    Ok(created(&json!({ "metadata": added })))
}

/// Changes a custom field: what is left out stays.
pub(super) async fn change(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let fields = &mut state.account.custom_fields;
    let found = fields.iter_mut().find(|field| field.id.to_string() == id);
    let field = found.ok_or_else(|| Refusal::not_found("metadata"))?;
    *field = read(&Reader::new(&body), field.clone())?;
    Ok(done())
}

/// Takes a custom field away.
pub(super) async fn remove(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let mut state = shared.state();
    let before = state.account.custom_fields.len();
    state.account.custom_fields.retain(|field| field.id.to_string() != id);
    if state.account.custom_fields.len() == before {
        return Err(Refusal::not_found("metadata"));
    }
    Ok(done())
}

fn add(state: &mut Store, mut field: CustomField) -> Value {
    field.id = state.account.custom_fields.iter().map(|it| it.id).max().unwrap_or(0) + 1;
    let told = view(&field);
    state.account.custom_fields.push(field);
    told
}

fn read(reader: &Reader<'_>, before: CustomField) -> Result<CustomField, Refusal> {
    let mut errors = Vec::new();
    let is_new = before.id == 0;
    let label = reader.text("label", &mut errors);
    if label.is_none() && is_new {
        errors.push(ApiError::missing("label"));
    }
    let data_type = match reader.text("data_type", &mut errors).as_deref() {
        None | Some("anything") => before.data_type,
        Some("text") => Some(DataType::Text),
        Some("int") => Some(DataType::Int),
        Some("email_address") => Some(DataType::EmailAddress),
        Some("email_list") => Some(DataType::EmailList),
        Some(_) => {
            errors.push(ApiError::invalid("data_type"));
            None
        }
    };
    let mut flag = |key: &str, before: bool| match reader.get(key) {
        Some(_) => reader.flag(key, &mut errors),
        None => before,
    };
    let (is_required, is_active) = (
        flag("is_required", before.is_required),
        flag("is_active", before.is_active || is_new),
    );
    let description = reader.text("description", &mut errors).unwrap_or(before.description);
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    Ok(CustomField {
        id: before.id,
        label: label.unwrap_or(before.label),
        is_required,
        is_active,
        data_type,
        description,
    })
}

fn view(field: &CustomField) -> Value {
    let mut view = json!({
        "id": field.id, "label": field.label, "is_required": field.is_required, "is_active": field.is_active
    });
    if let Some(view) = view.as_object_mut() {
        if let Some(data_type) = field.data_type {
            view.insert("data_type".into(), data_type.word().into());
        }
        if !field.description.is_empty() {
            view.insert("description".into(), field.description.clone().into());
        }
    }
    view
}
