//! The API: what every call goes through, and the table of its routes.

mod account;
mod body;
mod certificate;
mod change;
mod domain;
mod domain_list;
pub(crate) mod faulty;
mod list;
mod metadata;
mod notes;
mod order;
mod organization;
mod pricing;
mod product;
mod query;
mod request;
mod view;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use tower::ServiceExt;
use tower_http::decompression::RequestDecompressionLayer;

use crate::errors::Refusal;
use crate::faults::Fault;
use crate::limits::Calls;
use crate::odd_types;
use crate::permission;
use crate::records::{RequestRecord, Via};
use crate::serve::Cut;
use crate::state::State;

/// Path under which the API lies.
pub(crate) const BASE: &str = "/services/v2";
/// The call that places an order.
pub(crate) const PLACING: &str = "POST /order/certificate/{}";
/// Header of the key.
pub(crate) const KEY_HEADER: &str = "x-dc-devkey";

/// What handlers share.
pub(crate) struct Shared {
    state: Mutex<State>,
    fault: Mutex<(Fault, String)>,
    requests: Mutex<Vec<RequestRecord>>,
    /// How many calls that place an order have arrived, whatever became of them.
    order_calls: AtomicUsize,
    calls: Mutex<Calls>,
}

impl Shared {
    /// The state, at the present moment. A handler that panicked leaves it as it was, which is as good as any.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.settle();
        state
    }

    /// What goes wrong at present.
    pub(crate) fn fault(&self) -> Fault {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// What goes wrong at present with a call.
    pub(crate) fn fault_of(&self, method: &Method, path: &str) -> Fault {
        let fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        let (fault, calls) = &*fault;
        if permission::names(calls, method, path) {
            fault.clone()
        } else {
            Fault::None
        }
    }

    /// Sets what goes wrong, and with which calls.
    pub(crate) fn set_fault(&self, calls: &str, fault: Fault) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = (fault, calls.to_owned());
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<RequestRecord> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many calls that place an order have arrived.
    pub(crate) fn order_calls(&self) -> usize {
        self.order_calls.load(Ordering::SeqCst)
    }

    fn note(&self, record: RequestRecord) {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(record);
    }
}

/// The API as a function from request to answer.
#[derive(Clone)]
pub(crate) struct Api {
    shared: Arc<Shared>,
    routes: Router,
}

impl Api {
    /// An API over a state.
    pub(crate) fn new(state: State) -> Self {
        let shared = Arc::new(Shared {
            state: Mutex::new(state),
            fault: Mutex::new((Fault::None, String::new())),
            requests: Mutex::new(Vec::new()),
            order_calls: AtomicUsize::new(0),
            calls: Mutex::new(Calls::default()),
        });
        Self {
            routes: routes(Arc::clone(&shared)),
            shared,
        }
    }

    /// What handlers share.
    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// Answers a request that came in by a listener.
    pub(crate) async fn answer(&self, request: Request<Body>, via: Via) -> Response {
        let inner = inner_uri(request.uri());
        if inner.is_some_and(|uri| permission::names(PLACING, request.method(), uri.path())) {
            self.shared.order_calls.fetch_add(1, Ordering::SeqCst);
        }
        let method = request.method().to_string();
        let path = request
            .uri()
            .path_and_query()
            .map(ToString::to_string)
            .unwrap_or_default();
        let response = self.respond(request).await;
        if let Fault::Delay(delay) = self.shared.fault() {
            tokio::time::sleep(delay).await;
        }
        let status = if response.extensions().get::<Cut>().is_some() {
            0
        } else {
            response.status().as_u16()
        };
        self.shared.note(RequestRecord {
            method,
            path,
            status,
            via,
        });
        dressed(response)
    }

    async fn respond(&self, mut request: Request<Body>) -> Response {
        let Some(uri) = inner_uri(request.uri()) else {
            return Refusal::not_found("route").into_response();
        };
        {
            let state = self.shared.state();
            let key = request.headers().get(KEY_HEADER).map(HeaderValue::as_bytes);
            if key != Some(state.account.api_key.as_bytes()) {
                return Refusal::invalid_key().into_response();
            }
            let mut calls = self.shared.calls.lock().unwrap_or_else(PoisonError::into_inner);
            if self.shared.fault() == Fault::Limited || !calls.take(&state.account.rate_limits, state.precise_now()) {
                return Refusal::limited().into_response();
            }
            if !permission::may_call(&state.account, request.method(), uri.path()) {
                return Refusal::missing_permission().into_response();
            }
        }
        if wants_only_xml(request.headers()) {
            return Refusal::not_acceptable().into_response();
        }
        let fault = self.shared.fault_of(request.method(), uri.path());
        if let Some(response) = faulty::before(&fault).await {
            return response;
        }
        *request.uri_mut() = uri;
        let Ok(response) = self.routes.clone().oneshot(request).await;
        let response = faulty::after(&fault, response).await;
        if self.shared.state().account.odd_types {
            return with_odd_types(response).await;
        }
        response
    }
}

/// An answer with the odd types of the real service, if it is JSON.
async fn with_odd_types(response: Response) -> Response {
    let is_json = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/json");
    if !is_json || response.extensions().get::<Cut>().is_some() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        // Cut on purpose in the middle; the client gets nothing of it.
        let mut cut = Response::new(Body::empty());
        cut.extensions_mut().insert(Cut);
        return cut;
    };
    let bytes = match serde_json::from_slice::<serde_json::Value>(&bytes) {
        Ok(mut value) => {
            odd_types::put_on(&mut value);
            value.to_string().into()
        }
        Err(_) => bytes,
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes))
}

/// The table of routes, below the base path, without trailing slashes.
fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/order/certificate", get(list::orders))
        .route("/order/certificate/status-changes", get(list::status_changes))
        // The last segment is a product on POST, and an order on GET.
        .route("/order/certificate/{id}", get(view::order).post(order::place))
        .route("/order/certificate/{id}/status", put(change::status))
        .route(
            "/order/certificate/{id}/reissue",
            get(change::reissues).post(change::reissue),
        )
        .route(
            "/order/certificate/{id}/duplicate",
            get(change::duplicates).post(change::duplicate),
        )
        .route("/order/certificate/{id}/csr", post(change::csr).put(change::csr))
        .route(
            "/order/certificate/{id}/revoke",
            put(change::revoke_order).post(change::revoke_order),
        )
        .route("/order/certificate/{id}/check-dcv", put(domain::check_order))
        .route(
            "/order/certificate/{id}/dcv-random-value",
            put(domain::order_random_value),
        )
        .route("/order/certificate/{id}/dcv-method", put(domain::order_method))
        .route("/order/certificate/{id}/resend-emails", put(domain::order_emails))
        .route("/order/certificate/{id}/note", get(notes::list).post(notes::add))
        .route("/order/certificate/{id}/custom-field", post(change::custom_field))
        .route("/certificate/intermediates", get(certificate::intermediates))
        .route("/certificate/{id}", get(certificate::view))
        .route("/certificate/{id}/chain", get(certificate::chain))
        .route("/certificate/{id}/revoke", put(change::revoke_certificate))
        .route(
            "/certificate/{id}/download/format/{format}",
            get(certificate::by_format),
        )
        .route("/certificate/{id}/download/platform", get(certificate::by_own_platform))
        .route(
            "/certificate/{id}/download/platform/{platform}",
            get(certificate::by_platform),
        )
        .route("/certificate/download/order/{id}", get(certificate::order_default))
        .route(
            "/certificate/download/order/{id}/format/{format}",
            get(certificate::order_by_format),
        )
        .route(
            "/certificate/download/order/{id}/platform",
            get(certificate::order_by_own_platform),
        )
        .route(
            "/certificate/download/order/{id}/platform/{platform}",
            get(certificate::order_by_platform),
        )
        .route("/organization", get(organization::list).post(organization::create))
        .route(
            "/organization/potential-approvers",
            get(organization::potential_approvers),
        )
        .route("/organization/{id}", get(organization::view))
        .route("/organization/{id}/activate", put(organization::activate))
        .route("/organization/{id}/deactivate", put(organization::deactivate))
        .route(
            "/organization/{id}/validation",
            get(organization::validations).post(organization::validate),
        )
        .route("/product", get(product::list))
        .route("/product/{name_id}", get(product::view))
        .route("/domain", get(domain_list::list).post(domain_list::create))
        .route("/domain/validation-type", get(domain_list::validation_types))
        .route("/domain/dcv/method", get(domain_list::methods))
        .route("/domain/{id}", get(domain_list::view))
        .route("/domain/{id}/activate", put(domain_list::activate))
        .route("/domain/{id}/deactivate", put(domain_list::deactivate))
        .route(
            "/domain/{id}/validation",
            get(domain_list::validations).post(domain_list::submit),
        )
        .route("/domain/{id}/dcv/token", post(domain::token))
        .route("/domain/{id}/dcv/validate-token", put(domain::validate_token))
        .route("/domain/{id}/dcv/method", put(domain::method).post(domain::method))
        .route(
            "/domain/{id}/dcv/emails",
            get(domain_list::addresses).put(domain::emails).post(domain::emails),
        )
        .route("/user", get(account::users))
        .route("/user/me", get(account::me))
        .route("/user/{id}", get(account::user_of_id))
        .route("/account", get(account::account))
        .route("/account/metadata", get(metadata::list).post(metadata::create))
        .route("/account/metadata/bulk", post(metadata::create_several))
        .route("/account/metadata/{id}", put(metadata::change).delete(metadata::remove))
        .route("/container", get(account::containers))
        .route("/container/{id}", get(account::container))
        .route(
            "/container/{id}/order/organization",
            get(organization::list_of_container),
        )
        .route(
            "/authorization/{permission}/container",
            get(account::containers_by_permission),
        )
        .route("/finance/balance", get(account::balance))
        .route("/finance/order-pricing", post(pricing::estimate))
        .route("/request", get(request::list))
        .route("/request/{id}", get(request::view))
        .route("/request/{id}/status", put(request::process))
        .fallback(no_route)
        .method_not_allowed_fallback(no_route)
        .with_state(shared)
        .layer(RequestDecompressionLayer::new())
}

async fn no_route() -> Refusal {
    Refusal::not_found("route")
}

/// The address below the base path: doubled slashes are one, a last one is none, and a last segment that is
/// a query in the wrong place (a Go client writes `/domain/5/include_dcv=true`) becomes part of the query.
fn inner_uri(uri: &Uri) -> Option<Uri> {
    let mut segments: Vec<&str> = uri.path().split('/').filter(|segment| !segment.is_empty()).collect();
    let mut query = uri.query().unwrap_or_default().to_owned();
    if segments.last().is_some_and(|last| last.contains('=')) {
        let misplaced = segments.pop()?;
        query = if query.is_empty() {
            misplaced.to_owned()
        } else {
            format!("{misplaced}&{query}")
        };
    }
    let base: Vec<&str> = BASE.split('/').filter(|segment| !segment.is_empty()).collect();
    let below = segments.strip_prefix(base.as_slice())?;
    let path = format!("/{}", below.join("/"));
    Uri::try_from(if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    })
    .ok()
}

/// Whether a client takes XML and nothing else, which the sandbox does not write.
fn wants_only_xml(headers: &HeaderMap) -> bool {
    let mut accepted = headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .peekable();
    accepted.peek().is_some()
        && accepted.flat_map(|value| value.split(',')).all(|range| {
            let range = range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            range == "application/xml" || range == "text/xml"
        })
}

/// Puts on the headers that the live service was seen to send.
fn dressed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private,no-cache"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.insert(
        header::SET_COOKIE,
        HeaderValue::from_static("visid_sandbox=demo; path=/; HttpOnly"),
    );
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_tidied() {
        let inner = |uri: &str| inner_uri(&uri.parse().unwrap()).map(|uri| uri.to_string());
        assert_eq!(inner("/services/v2/user/me").as_deref(), Some("/user/me"));
        assert_eq!(
            inner("//services/v2//order/certificate/?limit=1").as_deref(),
            Some("/order/certificate?limit=1")
        );
        assert_eq!(
            inner("/services/v2/domain/5/include_dcv=true&a=b").as_deref(),
            Some("/domain/5?include_dcv=true&a=b")
        );
        assert_eq!(inner("/user/me"), None);
        assert_eq!(inner("/services/v2").as_deref(), Some("/"));
    }

    #[test]
    fn only_xml_is_not_acceptable() {
        let judge = |accept: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
            wants_only_xml(&headers)
        };
        assert!(judge("application/xml") && judge("text/xml;q=0.9, application/xml"));
        assert!(!judge("*/*") && !judge("application/xml, */*;q=0.1") && !judge("application/json"));
        assert!(!wants_only_xml(&HeaderMap::new()));
    }
}
