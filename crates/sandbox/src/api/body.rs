//! The body of a call: JSON, whatever its content type says.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use serde_json::Value;

use crate::errors::{ApiError, Refusal};

/// Largest body that is read: an order of 250 names has some 20 KB.
const MAXIMUM: usize = 4 * 1024 * 1024;

/// A JSON object.
#[derive(Debug)]
pub(crate) struct Json(pub(crate) Value);

/// A JSON object, or null where there is no body.
#[derive(Debug)]
pub(crate) struct OptionalJson(pub(crate) Value);

impl<S: Sync> FromRequest<S> for Json {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let value = read(request.into_body()).await?;
        if value.is_object() {
            Ok(Self(value))
        } else {
            Err(Refusal::bad_format())
        }
    }
}

impl<S: Sync> FromRequest<S> for OptionalJson {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        Ok(Self(read(request.into_body()).await?))
    }
}

async fn read(body: Body) -> Result<Value, Refusal> {
    let bytes = to_bytes(body, MAXIMUM).await.map_err(|_| Refusal {
        status: StatusCode::PAYLOAD_TOO_LARGE,
        errors: vec![ApiError::new(
            "bad_request_format",
            "The request body is too large or broken.",
        )],
    })?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    if bytes.trim_ascii().is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_slice(bytes).map_err(|_| Refusal::bad_format())
}
