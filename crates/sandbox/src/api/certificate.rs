//! Chains and downloads of issued certificates (digicert-api 6.8 and 6.9).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde_json::{Value, json};

use super::Shared;
use super::query::Query;
use super::view;
use crate::download::{self, Format};
use crate::errors::{ApiError, Refusal, ok};
use crate::order::{Certificate, Order};
use crate::state::State as Store;

type Answer = Result<Response, Refusal>;

/// Leaf, intermediate and root, as `intermediates`, which is what the service calls them.
pub(super) async fn chain(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let (order, certificate) = find(&state, &id)?;
    let leaf = issued(&state, order, certificate)?;
    let common_name = certificate
        .request
        .names
        .first()
        .map(crate::ca::SubjectName::text)
        .unwrap_or_default();
    let names = [
        common_name.as_str(),
        state.authority().intermediate.common_name,
        state.authority().root.common_name,
    ];
    let chain: Vec<Value> = download::chain(leaf, state.authority())
        .iter()
        .zip(names)
        .map(|((_, der), name)| json!({"subject_common_name": name, "pem": download::pem(der)}))
        .collect();
    Ok(ok(&json!({ "intermediates": chain })))
}

/// A certificate with what its order says of it. In no document, but a client asks for it.
pub(super) async fn view(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let (order, certificate) = state
        .find_certificate(&id)
        .filter(|(order, _)| order.is_approved())
        .ok_or_else(|| Refusal::not_found("certificate"))?;
    let mut view = view::certificate(&state, order, certificate);
    if let Some(view) = view.as_object_mut() {
        view.insert("status".into(), view::certificate_status(certificate).into());
        view.insert("order_id".into(), order.id.into());
        view.insert("product".into(), view::product_full(order.product));
        let organization = order
            .terms
            .organization_id
            .and_then(|id| state.account.organization(id));
        if let Some(organization) = organization {
            view.insert(
                "organization".into(),
                json!({"id": organization.id, "name": organization.name}),
            );
        }
    }
    Ok(ok(&view))
}

/// The intermediates of the authority.
pub(super) async fn intermediates(State(shared): State<Arc<Shared>>) -> Response {
    let state = shared.state();
    let authority = state.authority();
    ok(&json!({"intermediates": [{
        "subject_common_name": authority.intermediate.common_name, "issuer_common_name": authority.root.common_name,
        "pem": download::pem(&authority.intermediate.der)
    }]}))
}

/// A certificate in a format.
pub(super) async fn by_format(
    State(shared): State<Arc<Shared>>,
    Path((id, format)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    let state = shared.state();
    let (order, certificate) = find(&state, &id)?;
    send(&state, order, certificate, accepted(parse(&format)?, &headers))
}

/// A certificate for the platform of its order.
pub(super) async fn by_own_platform(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let (order, certificate) = find(&state, &id)?;
    send(
        &state,
        order,
        certificate,
        Format::of_platform(certificate.request.platform),
    )
}

/// A certificate for a platform.
pub(super) async fn by_platform(
    State(shared): State<Arc<Shared>>,
    Path((id, platform)): Path<(String, i64)>,
) -> Answer {
    let state = shared.state();
    let (order, certificate) = find(&state, &id)?;
    send(&state, order, certificate, Format::of_platform(platform))
}

/// The active certificate of an order, in the default format or that of `formatType`; `subId` picks a duplicate.
pub(super) async fn order_default(State(shared): State<Arc<Shared>>, Path(id): Path<String>, query: Query) -> Answer {
    let state = shared.state();
    let order = state.find_order(&id).ok_or_else(|| Refusal::not_found("order"))?;
    let format = query.get("formatType").or_else(|| query.get("format_type")).map_or(
        Ok(Format::Zip {
            extension: "crt",
            root: true,
        }),
        parse,
    )?;
    let certificate = match query.get("subId").or_else(|| query.get("sub_id")) {
        Some(sub_id) => super::change::duplicate_of(order, sub_id),
        None => order.primary(),
    };
    send(
        &state,
        order,
        certificate.ok_or_else(|| Refusal::not_found("certificate"))?,
        format,
    )
}

/// The active certificate of an order in a format.
pub(super) async fn order_by_format(
    State(shared): State<Arc<Shared>>,
    Path((id, format)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    let state = shared.state();
    let (order, certificate) = active(&state, &id)?;
    send(&state, order, certificate, accepted(parse(&format)?, &headers))
}

/// The active certificate of an order for its platform.
pub(super) async fn order_by_own_platform(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    let state = shared.state();
    let (order, certificate) = active(&state, &id)?;
    send(
        &state,
        order,
        certificate,
        Format::of_platform(certificate.request.platform),
    )
}

/// The active certificate of an order for a platform.
pub(super) async fn order_by_platform(
    State(shared): State<Arc<Shared>>,
    Path((id, platform)): Path<(String, i64)>,
) -> Answer {
    let state = shared.state();
    let (order, certificate) = active(&state, &id)?;
    send(&state, order, certificate, Format::of_platform(platform))
}

fn find<'a>(state: &'a Store, id: &str) -> Result<(&'a Order, &'a Certificate), Refusal> {
    state
        .find_certificate(id)
        .ok_or_else(|| Refusal::not_found("certificate"))
}

fn active<'a>(state: &'a Store, id: &str) -> Result<(&'a Order, &'a Certificate), Refusal> {
    let order = state.find_order(id).ok_or_else(|| Refusal::not_found("order"))?;
    let certificate = order.primary().ok_or_else(|| Refusal::not_found("certificate"))?;
    Ok((order, certificate))
}

/// The DER of a certificate; one that is not issued is not found.
fn issued<'a>(state: &Store, order: &Order, certificate: &'a Certificate) -> Result<&'a [u8], Refusal> {
    let leaf = state.leaf(order, certificate);
    Ok(&leaf.ok_or_else(|| Refusal::not_found("certificate"))?.der)
}

fn parse(format: &str) -> Result<Format, Refusal> {
    Format::parse(format).ok_or_else(|| ApiError::invalid("format_type").into())
}

/// The format that is sent where PEM was asked for: ZIP to who accepts that and nothing else. What the service does then
/// is UNCONFIRMED; a client asks so, and opens what it gets as a ZIP.
fn accepted(format: Format, headers: &HeaderMap) -> Format {
    let only_zip = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().eq_ignore_ascii_case(b"application/zip"));
    match format {
        Format::Pem(count @ 2..) if only_zip => Format::Zip {
            extension: "pem",
            root: count > 2,
        },
        format => format,
    }
}

fn send(state: &Store, order: &Order, certificate: &Certificate, format: Format) -> Answer {
    let name = certificate
        .request
        .names
        .first()
        .map(crate::ca::SubjectName::text)
        .unwrap_or_default();
    Ok(download::response(
        format,
        issued(state, order, certificate)?,
        &name,
        state.authority(),
    ))
}
