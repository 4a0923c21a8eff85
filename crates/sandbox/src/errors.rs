//! Errors in DigiCert's shape: `{"errors":[{"code":…,"message":…},…]}` with a status (digicert-api 4.3, 4.4).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// One error.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ApiError {
    /// DigiCert's code.
    pub(crate) code: String,
    /// DigiCert's message.
    pub(crate) message: String,
}

impl ApiError {
    pub(crate) fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            message: message.into(),
        }
    }

    /// A field holds what it must not.
    pub(crate) fn invalid(field: &str) -> Self {
        Self::new(
            format!("invalid_value:{field}"),
            format!("{field} contains an invalid value."),
        )
    }

    /// A field holds what it must not, and why.
    pub(crate) fn invalid_because(field: &str, why: &str) -> Self {
        Self::new(
            format!("invalid_value:{field}"),
            format!("{field} contains an invalid value. {why}"),
        )
    }

    /// A field is not there.
    pub(crate) fn missing(field: &str) -> Self {
        Self::new(format!("invalid_value:{field}"), format!("{field} is required."))
    }
}

/// An answer that refuses.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    /// Status.
    pub(crate) status: StatusCode,
    /// At least one error.
    pub(crate) errors: Vec<ApiError>,
}

impl Refusal {
    /// 400 with some errors.
    pub(crate) fn bad(errors: Vec<ApiError>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            errors,
        }
    }

    /// 400: the body cannot be read.
    pub(crate) fn bad_format() -> Self {
        Self::bad(vec![ApiError::new(
            "bad_request_format",
            "The request body is not valid JSON.",
        )])
    }

    /// 404: there is no such thing.
    pub(crate) fn not_found(what: &str) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            errors: vec![ApiError::new(
                format!("not_found|{what}"),
                format!("The {what} was not found."),
            )],
        }
    }

    /// 403: absent or wrong key, as recorded from the live API.
    pub(crate) fn invalid_key() -> Self {
        Self::denied("access_denied_invalid_key")
    }

    /// 403: the key may not do this.
    pub(crate) fn missing_permission() -> Self {
        Self::denied("missing_permission")
    }

    /// 429: the key called too often. No header tells how long to wait (digicert-api 4.5).
    pub(crate) fn limited() -> Self {
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            errors: vec![ApiError::new(
                "request_limit_exceeded",
                "Service unavailable, please limit request volume",
            )],
        }
    }

    /// 406: an answer of an accepted kind cannot be written. The code is UNCONFIRMED.
    pub(crate) fn not_acceptable() -> Self {
        Self {
            status: StatusCode::NOT_ACCEPTABLE,
            errors: vec![ApiError::new("not_acceptable", "Only application/json can be sent.")],
        }
    }

    /// 403 for a reason.
    pub(crate) fn denied(reason: &str) -> Self {
        Self {
            status: StatusCode::FORBIDDEN,
            errors: vec![ApiError::new(
                format!("access_denied|{reason}"),
                format!("Access denied due to {reason}."),
            )],
        }
    }
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        Self::bad(vec![error])
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let errors: Vec<Value> = self
            .errors
            .iter()
            .map(|error| json!({"code": error.code, "message": error.message}))
            .collect();
        json_response(self.status, &json!({ "errors": errors }))
    }
}

/// A JSON answer. The type stands without parameters: a Go client compares it as a whole.
pub(crate) fn json_response(status: StatusCode, value: &Value) -> Response {
    let mut response = (status, value.to_string()).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// 200 with JSON.
pub(crate) fn ok(value: &Value) -> Response {
    json_response(StatusCode::OK, value)
}

/// 201 with JSON.
pub(crate) fn created(value: &Value) -> Response {
    json_response(StatusCode::CREATED, value)
}

/// 204.
pub(crate) fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_wrong_key_is_answered_as_recorded() {
        let response = Refusal::invalid_key().into_response();
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json");
        let body = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
        assert_eq!(
            body,
            r#"{"errors":[{"code":"access_denied|access_denied_invalid_key","message":"Access denied due to access_denied_invalid_key."}]}"#
        );
    }
}
