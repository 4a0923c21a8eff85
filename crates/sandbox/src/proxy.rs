//! The proxy of the demo: it alone has the key, it speaks CORS, and it lets nothing through but a table.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Method, Request, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::api::faulty::NoCors;
use crate::api::{Api, BASE, KEY_HEADER};
use crate::errors::Refusal;
use crate::faults::Fault;
use crate::records::Via;

/// A call that the proxy lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// Method.
    pub method: &'static str,
    /// Path below `/services/v2`. `{id}` stands for one segment of digits, `{product}` and `{format}` for one word: a small
    /// letter, then small letters, digits and `_`.
    pub path: &'static str,
    /// What the page needs it for.
    pub why: &'static str,
}

impl Allowed {
    /// Whether this is the entry of a call. The path is below `/services/v2` and taken literally: neither `//` nor `..`
    /// nor `%2F` makes it another.
    #[must_use]
    pub fn matches(&self, method: &str, path: &str) -> bool {
        let (mut segments, mut pattern) = (path.split('/'), self.path.split('/'));
        self.method == method
            && loop {
                match (segments.next(), pattern.next()) {
                    (None, None) => break true,
                    (Some(segment), Some("{id}")) if is_number(segment) => {}
                    (Some(segment), Some("{product}" | "{format}")) if is_word(segment) => {}
                    (Some(segment), Some(expected)) if segment == expected => {}
                    _ => break false,
                }
            }
    }
}

const fn allowed(method: &'static str, path: &'static str, why: &'static str) -> Allowed {
    Allowed { method, path, why }
}

/// All that the page calls. Everything else is answered with 403 by the proxy itself. Nothing here changes users, keys,
/// organizations or the account, and nothing revokes. What the page comes to call is added here.
#[rustfmt::skip]
pub const ALLOWED: &[Allowed] = &[
    // Choosing.
    allowed("GET", "/user/me", "who orders, and what the role may do"),
    allowed("GET", "/product", "the products that can be ordered"),
    allowed("GET", "/product/{product}", "what a product takes, and whether the API is there"),
    allowed("GET", "/organization", "the organizations to choose from"),
    allowed("GET", "/organization/{id}", "an organization with its contacts"),
    allowed("GET", "/organization/{id}/validation", "whether an order for it can be issued at once"),
    allowed("GET", "/organization/potential-approvers", "candidates for the verified contact of an EV order"),
    allowed("GET", "/container", "the divisions to choose from"),
    allowed("GET", "/container/{id}/order/organization", "the organizations for which a division may order"),
    allowed("GET", "/account/metadata", "the custom fields, and which are required"),
    allowed("GET", "/finance/balance", "what there is to pay with"),
    allowed("POST", "/finance/order-pricing", "an estimate of the price; orders nothing"),
    // Ordering.
    allowed("POST", "/order/certificate/{product}", "places an order"),
    allowed("POST", "/order/certificate/{id}/reissue", "a certificate with a new key in place of the first"),
    allowed("POST", "/order/certificate/{id}/csr", "the CSR that an order lacks"),
    allowed("POST", "/order/certificate/{id}/note", "a note on an order"),
    allowed("PUT", "/order/certificate/{id}/status", "cancels an order that waits"),
    // Following.
    allowed("GET", "/order/certificate", "the list of orders, and those that cover a name already"),
    allowed("GET", "/order/certificate/{id}", "an order in full"),
    allowed("GET", "/order/certificate/{id}/note", "the notes of an order"),
    allowed("GET", "/order/certificate/{id}/reissue", "the reissues of an order"),
    allowed("GET", "/order/certificate/status-changes", "which orders changed, asked for while one waits"),
    allowed("GET", "/certificate/{id}/chain", "the certificate and its chain"),
    allowed("GET", "/certificate/{id}/download/format/{format}", "a certificate as a file"),
    // Approving.
    allowed("GET", "/request", "what waits for an approver"),
    allowed("GET", "/request/{id}", "a request with its order"),
    allowed("PUT", "/request/{id}/status", "approves or rejects a request"),
    // Validating domains.
    allowed("GET", "/domain", "the domains of the account and how long they are validated"),
    allowed("GET", "/domain/{id}", "a domain with its random value"),
    allowed("GET", "/domain/dcv/method", "the methods to choose from"),
    allowed("POST", "/domain/{id}/dcv/token", "a random value for a domain"),
    allowed("PUT", "/domain/{id}/dcv/method", "another method for a domain"),
    allowed("PUT", "/domain/{id}/dcv/validate-token", "looks for the random value of a domain"),
    allowed("PUT", "/domain/{id}/dcv/emails", "sends the mail for a domain again"),
    allowed("PUT", "/order/certificate/{id}/check-dcv", "looks for the random values of an order"),
    allowed("PUT", "/order/certificate/{id}/dcv-method", "another method for an order"),
    allowed("PUT", "/order/certificate/{id}/dcv-random-value", "the random value of an order"),
    allowed("PUT", "/order/certificate/{id}/resend-emails", "sends the mail for an order again"),
];

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
        .allow_methods([Method::GET, Method::POST, Method::PUT])
        .allow_headers([header::CONTENT_TYPE, header::ACCEPT])
        .allow_credentials(true);
    let asked = api.clone();
    Router::new()
        .fallback(forward)
        .with_state(Arc::new(Proxy { api, key, origins }))
        .layer(cors)
        .layer(middleware::from_fn_with_state(asked, without_cors))
        // A browser sends a request again by itself, a POST too, when a connection that was kept alive is cut before the
        // answer begins: it takes it for one that the server had closed for idleness. An order would be placed twice. On a
        // connection of its own no request is repeated.
        .layer(SetResponseHeaderLayer::overriding(
            header::CONNECTION,
            HeaderValue::from_static("close"),
        ))
}

/// Answers as a proxy would whose CORS is not set up, where that is what goes wrong.
async fn without_cors(State(api): State<Api>, request: Request<Body>, next: Next) -> Response {
    if request.method() == Method::OPTIONS
        && let Some(asked) = request.headers().get(header::ACCESS_CONTROL_REQUEST_METHOD)
        && let Ok(method) = Method::from_bytes(asked.as_bytes())
        && let Some(path) = request.uri().path().strip_prefix(BASE)
        && api.shared().fault_of(&method, path) == Fault::NoPreflight
    {
        return Refusal::denied("not_allowed_by_proxy").into_response();
    }
    let mut response = next.run(request).await;
    if response.extensions().get::<NoCors>().is_some() {
        for name in [
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        ] {
            response.headers_mut().remove(name);
        }
    }
    response
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

/// Whether the table has a call.
fn is_allowed(method: &Method, path: &str) -> bool {
    let Some(below) = path.strip_prefix(BASE) else {
        return false;
    };
    let method = if method == Method::HEAD { &Method::GET } else { method };
    ALLOWED.iter().any(|allowed| allowed.matches(method.as_str(), below))
}

/// Whether a segment is the number of something.
fn is_number(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a segment is the name of a product or a format, which no number is.
fn is_word(segment: &str) -> bool {
    segment.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
        && segment
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
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
    fn the_table_has_each_call_once_and_says_why() {
        for (index, entry) in ALLOWED.iter().enumerate() {
            assert!(!entry.why.is_empty() && entry.path.starts_with('/'), "{entry:?}");
            assert!(matches!(entry.method, "GET" | "POST" | "PUT"), "{entry:?}");
            let again = ALLOWED.iter().skip(index + 1);
            assert!(
                again
                    .clone()
                    .all(|other| (other.method, other.path) != (entry.method, entry.path)),
                "{entry:?}"
            );
            let example = entry
                .path
                .replace("{id}", "112233")
                .replace("{product}", "ssl")
                .replace("{format}", "pem_all");
            assert!(entry.matches(entry.method, &example), "{entry:?}");
            assert!(
                again.into_iter().all(|other| !other.matches(entry.method, &example)),
                "{entry:?}"
            );
        }
    }

    #[test]
    fn only_the_table_passes() {
        for (method, path) in [
            ("POST", "/services/v2/order/certificate/ssl_securesite"),
            ("GET", "/services/v2/product/ssl_securesite"),
            ("HEAD", "/services/v2/product/ssl_securesite"),
            ("GET", "/services/v2/order/certificate/112233"),
            ("GET", "/services/v2/order/certificate/status-changes"),
            ("GET", "/services/v2/certificate/456101/download/format/pem_all"),
            ("PUT", "/services/v2/domain/504/dcv/method"),
        ] {
            assert!(is_allowed(&method.parse().unwrap(), path), "{method} {path}");
        }
        for (method, path) in [
            ("PUT", "/services/v2/order/certificate/112233"),
            // An order is placed for a product; a number in its place would be something else.
            ("POST", "/services/v2/order/certificate/112233"),
            ("POST", "/services/v2/order/certificate/112233/duplicate"),
            ("POST", "/services/v2/order/certificate/0A1B2C"),
            ("POST", "/services/v2/order/certificate/status-changes"),
            ("POST", "/services/v2/order/certificate/ssl/reissue"),
            ("PUT", "/services/v2/order/certificate/112233/revoke"),
            ("PUT", "/services/v2/certificate/456101/revoke"),
            ("GET", "/services/v2/order/certificate/ssl_securesite"),
            ("POST", "/services/v2/organization"),
            ("POST", "/services/v2/organization/123456/validation"),
            ("POST", "/services/v2/account/metadata"),
            ("DELETE", "/services/v2/account/metadata/11"),
            ("GET", "/services/v2/account"),
            ("GET", "/services/v2/user"),
            ("GET", "/services/v2/user/153208"),
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
