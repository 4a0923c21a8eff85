//! The server for a built page: files with their compressed forms, config.json, and the headers of production.

use std::ops::RangeInclusive;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Request, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use serde_json::Value;
use tower_http::services::ServeDir;

use crate::records::Transfer;

/// Digits of the hash that Trunk puts into a file's name, without zeros at its beginning; with it the name stands for the
/// content.
const HASH_DIGITS: RangeInclusive<usize> = 8..=16;

/// The headers of production, from which `cargo xtask dist` writes the configuration of web servers too.
const HEADERS: &str = include_str!("../../../deploy/headers.txt");

/// What the page server shares with the sandbox.
#[derive(Debug, Default)]
pub(crate) struct PageState {
    config: Mutex<Value>,
    transfers: Mutex<Vec<Transfer>>,
}

impl PageState {
    /// Sets what `/config.json` answers.
    pub(crate) fn set_config(&self, config: Value) {
        *self.config.lock().unwrap_or_else(PoisonError::into_inner) = config;
    }

    /// What was sent so far.
    pub(crate) fn transfers(&self) -> Vec<Transfer> {
        self.transfers.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn config(&self) -> Value {
        self.config.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, transfer: Transfer) {
        self.transfers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(transfer);
    }
}

/// The headers of every answer, the policy of production among them.
#[derive(Debug)]
pub(crate) struct PageHeaders(Vec<(HeaderName, HeaderValue)>);

impl PageHeaders {
    /// The headers for a page that may call one proxy; further ones replace or add to them.
    pub(crate) fn new(proxy_origin: &str, further: &[(String, String)]) -> Result<Self, String> {
        let mut headers: Vec<(String, String)> = HEADERS
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(": "))
            // Browsers ignore it over http, which is all that the sandbox speaks.
            .filter(|(name, _)| *name != "Strict-Transport-Security")
            .map(|(name, value)| (name.to_owned(), value.replace("{proxy}", &format!(" {proxy_origin}"))))
            .collect();
        for (name, value) in further {
            headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
            headers.push((name.clone(), value.clone()));
        }
        headers
            .into_iter()
            .map(|(name, value)| {
                let told = format!("{name}: {value}");
                match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                    (Ok(name), Ok(value)) => Ok((name, value)),
                    _ => Err(told),
                }
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// The page server for a folder.
pub(crate) fn router(folder: &Path, state: Arc<PageState>, headers: PageHeaders) -> Router {
    // Links out of the folder are the administrator's own; paths cannot leave it.
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    let headers = Arc::new(headers);
    Router::new()
        .route("/config.json", get(config))
        .fallback_service(files)
        .layer(middleware::from_fn(move |request, next| {
            dress(Arc::clone(&headers), request, next)
        }))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), note))
        .with_state(state)
}

async fn config(State(state): State<Arc<PageState>>) -> Response {
    let mut response = state.config().to_string().into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

async fn dress(headers: Arc<PageHeaders>, request: Request<Body>, next: Next) -> Response {
    let cache = if is_hashed(request.uri().path()) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == axum::http::StatusCode::NOT_MODIFIED;
    let dress = response.headers_mut();
    dress.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(if found { cache } else { "no-store" }),
    );
    dress.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    // Without a character set a text would be read as the reader's locale has it.
    if let Some(kind) = dress.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok())
        && kind.starts_with("text/")
        && !kind.contains("charset")
        && let Ok(kind) = HeaderValue::try_from(format!("{kind}; charset=utf-8"))
    {
        dress.insert(header::CONTENT_TYPE, kind);
    }
    for (name, value) in &headers.0 {
        dress.insert(name, value.clone());
    }
    response
}

/// Whether a file's name holds the hash of its content, as `app-0123456789abcdef_bg.wasm` does.
fn is_hashed(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    file.split(['-', '.', '_'])
        .any(|part| HASH_DIGITS.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

async fn note(State(state): State<Arc<PageState>>, request: Request<Body>, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let encoding = response
        .headers()
        .get(header::CONTENT_ENCODING)
        .and_then(|value| value.to_str().ok());
    let transfer = Transfer {
        path,
        status: response.status().as_u16(),
        encoding: encoding.map(str::to_owned),
        bytes: 0,
    };
    response.map(|body| {
        Body::new(Counted {
            body,
            counted: Some((transfer, state)),
        })
    })
}

/// A body that counts what is taken from it, and tells when it is dropped.
struct Counted {
    body: Body,
    counted: Option<(Transfer, Arc<PageState>)>,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let (Poll::Ready(Some(Ok(frame))), Some((transfer, _))) = (&polled, &mut self.counted) {
            let length = frame.data_ref().map_or(0, Bytes::len);
            transfer.bytes = transfer.bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        if let Some((transfer, state)) = self.counted.take() {
            state.note(transfer);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_are_told_from_others() {
        for hashed in [
            "/certdesk-0a1b2c3d4e5f6789.js",
            "/a/certdesk-0a1b2c3d4e5f6789_bg.wasm",
            "/main-0a1b2c3d4e5f6789.css",
            "/base-66278b5df5356a1.css",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in [
            "/",
            "/index.html",
            "/config.json",
            "/boot.js",
            "/public-suffixes.txt",
            "/certdesk-0a1b.js",
        ] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }

    #[test]
    fn the_headers_are_those_of_production_but_for_the_one_of_https() {
        let headers = PageHeaders::new("http://127.0.0.1:1", &[]).unwrap();
        let names: Vec<_> = headers.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "content-security-policy",
                "x-content-type-options",
                "referrer-policy",
                "cross-origin-opener-policy",
                "cross-origin-resource-policy",
                "permissions-policy",
            ]
        );
        assert!(HEADERS.contains("\nStrict-Transport-Security: max-age="));
        assert!(
            headers
                .0
                .iter()
                .all(|(_, value)| !value.to_str().unwrap().contains('{'))
        );
    }

    #[test]
    fn the_policy_names_the_proxy_and_can_be_replaced() {
        let headers = PageHeaders::new("http://127.0.0.1:1", &[("Referrer-Policy".into(), "origin".into())]).unwrap();
        let value = |name: &str| {
            let found: Vec<_> = headers.0.iter().filter(|(known, _)| known == name).collect();
            assert_eq!(found.len(), 1, "{name}");
            found[0].1.to_str().unwrap().to_owned()
        };
        assert!(value("content-security-policy").contains("connect-src 'self' http://127.0.0.1:1;"));
        assert_eq!(value("referrer-policy"), "origin");
        assert!(PageHeaders::new("", &[("bad name".into(), String::new())]).is_err());
    }
}
