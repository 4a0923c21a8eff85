//! What goes wrong on purpose, before a call is carried out and after it was.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::stream;
use serde_json::json;

use crate::errors::json_response;
use crate::faults::Fault;
use crate::serve::Cut;

/// How long the first half of a body that will be cut has to reach the client.
const CUT_AFTER: std::time::Duration = std::time::Duration::from_millis(60);

/// The answer of a fault by which a call is not carried out.
pub(super) async fn before(fault: &Fault) -> Option<Response> {
    match fault {
        Fault::CutBefore => Some(cut()),
        Fault::HangBefore => Some(hang().await),
        Fault::HtmlWith200 => Some(html()),
        Fault::Status {
            status,
            content_type,
            body,
        } => Some(plain(*status, content_type, body.clone())),
        Fault::Instead {
            taken: false,
            status,
            headers,
            body,
        } => Some(with_headers(*status, headers, body.clone())),
        Fault::Refuse(errors) => Some(json_response(StatusCode::BAD_REQUEST, &json!({ "errors": errors }))),
        _ => None,
    }
}

/// What becomes of the answer to a call that was carried out; a refusal comes as it is.
pub(super) async fn after(fault: &Fault, response: Response) -> Response {
    if !response.status().is_success() {
        return response;
    }
    match fault {
        Fault::CutAfterTaking => cut(),
        Fault::HangAfterTaking => hang().await,
        Fault::CutBody => cut_in_half(response).await,
        Fault::EmptyBody => empty(response.status()),
        Fault::StatusAfterTaking {
            status,
            content_type,
            body,
        } => plain(*status, content_type, body.clone()),
        Fault::Late(delay) => {
            tokio::time::sleep(*delay).await;
            response
        }
        Fault::WrongLength => half_as_whole(response).await,
        Fault::Instead {
            taken: true,
            status,
            headers,
            body,
        } => with_headers(*status, headers, body.clone()),
        Fault::NoCors => {
            let mut response = response;
            response.extensions_mut().insert(NoCors);
            response
        }
        _ => response,
    }
}

/// Put into the extensions of a response, it has the proxy leave out the headers of CORS.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoCors;

fn cut() -> Response {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Cut);
    response
}

async fn hang() -> Response {
    std::future::pending().await
}

fn html() -> Response {
    let page =
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>";
    plain(200, "text/html; charset=utf-8", page.to_owned())
}

fn plain(status: u16, content_type: &str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Ok(value) = HeaderValue::try_from(content_type)
        && !content_type.is_empty()
    {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

fn with_headers(status: u16, headers: &[(String, String)], body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// The first half of the body, under a length that says that it is the whole.
async fn half_as_whole(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return cut();
    };
    let half = bytes.slice(..bytes.len() / 2);
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(half.len()));
    Response::from_parts(parts, Body::from(half))
}

fn empty(status: StatusCode) -> Response {
    plain(status.as_u16(), "application/json", String::new())
}

/// The head with the full length, the first half of the body, and then the end of the connection.
async fn cut_in_half(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return cut();
    };
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let half = bytes.slice(..bytes.len() / 2);
    let parts_of_body = stream::unfold(Some(half), |half| async {
        match half {
            Some(half) if !half.is_empty() => Some((Ok(half), Some(Bytes::new()))),
            Some(_) => {
                tokio::time::sleep(CUT_AFTER).await;
                Some((Err(Cut), None))
            }
            None => None,
        }
    });
    Response::from_parts(parts, Body::from_stream(parts_of_body))
}
