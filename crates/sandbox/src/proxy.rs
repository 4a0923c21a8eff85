//! The proxy of the demo: it alone has the key, it speaks CORS, and it lets nothing through but a table.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use axum::response::{IntoResponse, Response};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::api::{Api, BASE, KEY_HEADER};
use crate::errors::Refusal;
use crate::records::Via;

/// A call that the proxy lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Method.
    pub method: &'static str,
    /// Path below `/services/v2`; `{}` stands for one segment.
    pub path: &'static str,
}

const fn allowed(method: &'static str, path: &'static str) -> Allowed {
    Allowed { method, path }
}

/// All that the page calls: it asks whether the API is there, and orders. Everything else is answered with 403 by the
/// proxy itself. What the page comes to call is added here.
pub const ALLOWED: &[Allowed] = &[allowed("POST", "/order/certificate/{}"), allowed("GET", "/product/{}")];

/// Headers of a request that the API gets to see; all others, cookies and keys of strangers among them, end here.
const PASSED_ON: &[HeaderName] = &[
    header::ACCEPT,
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
];

/// Headers of an answer that the page does not get to see.
const KEPT_BACK: &[HeaderName] = &[header::SET_COOKIE, header::SERVER];

struct Proxy {
    api: Api,
    key: HeaderValue,
    origins: Vec<HeaderValue>,
}

/// The proxy for pages of some origins.
pub(crate) fn router(api: Api, key: HeaderValue, origins: Vec<HeaderValue>) -> Router {
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins.iter().cloned()))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::ACCEPT])
        .allow_credentials(true);
    Router::new()
        .fallback(forward)
        .with_state(Arc::new(Proxy { api, key, origins }))
        .layer(cors)
        // A browser sends a request again by itself, a POST too, when a connection that was kept alive is cut before the
        // answer begins: it takes it for one that the server had closed for idleness. An order would be placed twice. On a
        // connection of its own no request is repeated.
        .layer(SetResponseHeaderLayer::overriding(
            header::CONNECTION,
            HeaderValue::from_static("close"),
        ))
}

async fn forward(State(proxy): State<Arc<Proxy>>, mut request: Request<Body>) -> Response {
    // CORS keeps answers from strange pages, not their orders: a form or a plain text is posted without a preflight.
    let origin = request.headers().get(header::ORIGIN);
    if origin.is_some_and(|origin| !proxy.origins.contains(origin)) {
        return Refusal::denied("origin_not_allowed_by_proxy").into_response();
    }
    if !is_allowed(request.method(), request.uri().path()) {
        return Refusal::denied("not_allowed_by_proxy").into_response();
    }
    let headers = std::mem::take(request.headers_mut());
    for name in PASSED_ON {
        if let Some(value) = headers.get(name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    request.headers_mut().insert(KEY_HEADER, proxy.key.clone());
    let mut response = proxy.api.answer(request, Via::Proxy).await;
    for name in KEPT_BACK {
        response.headers_mut().remove(name);
    }
    response
}

/// Whether the table has a call. The path is taken literally: neither `//` nor `..` nor `%2F` makes it another.
fn is_allowed(method: &Method, path: &str) -> bool {
    let Some(below) = path.strip_prefix(BASE) else {
        return false;
    };
    let method = if method == Method::HEAD { &Method::GET } else { method };
    ALLOWED.iter().any(|allowed| {
        let mut segments = below.split('/');
        let mut pattern = allowed.path.split('/');
        allowed.method == method.as_str()
            && loop {
                match (segments.next(), pattern.next()) {
                    (None, None) => break true,
                    (Some(segment), Some("{}")) if is_plain(segment) => {}
                    (Some(segment), Some(expected)) if segment == expected => {}
                    _ => break false,
                }
            }
    })
}

/// Whether a segment is an id, the word for a format, or the like.
fn is_plain(segment: &str) -> bool {
    !segment.is_empty()
        && segment
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of the shipped proxies, `deploy/calls.txt`, has the same calls; the names of their variables differ.
    #[test]
    fn nginx_and_caddy_let_the_same_calls_through() {
        let nameless = |path: &str| {
            let segments = path.trim_end_matches('?').split('/');
            let nameless = segments.map(|segment| if segment.starts_with('{') { "{}" } else { segment });
            nameless.collect::<Vec<_>>().join("/")
        };
        let mut shipped: Vec<_> = include_str!("../../../deploy/calls.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| {
                let mut words = line.split_whitespace();
                (words.next().unwrap().to_owned(), nameless(words.next().unwrap()))
            })
            .collect();
        let mut own: Vec<_> = ALLOWED
            .iter()
            .map(|allowed| (allowed.method.to_owned(), nameless(allowed.path)))
            .collect();
        shipped.sort();
        own.sort();
        assert_eq!(shipped, own);
    }

    #[test]
    fn only_the_table_passes() {
        for (method, path) in [
            ("POST", "/services/v2/order/certificate/ssl_securesite"),
            ("GET", "/services/v2/product/ssl_securesite"),
            ("HEAD", "/services/v2/product/ssl_securesite"),
        ] {
            assert!(is_allowed(&method.parse().unwrap(), path), "{method} {path}");
        }
        for (method, path) in [
            ("PUT", "/services/v2/order/certificate/112233"),
            ("GET", "/services/v2/order/certificate/112233"),
            ("GET", "/services/v2/user/me"),
            ("GET", "/services/v2/product"),
            ("GET", "/services/v2/product/"),
            ("GET", "//services/v2/product/a"),
            ("GET", "/services/v2/product/../user/me"),
            ("GET", "/services/v2/product/.."),
            ("GET", "/services/v2/product/a%2Fb"),
            ("POST", "/services/v2/order/certificate/ssl/extra"),
            ("GET", "/product/a"),
            ("GET", "/services/v2product/a"),
        ] {
            assert!(!is_allowed(&method.parse().unwrap(), path), "{method} {path}");
        }
    }
}
