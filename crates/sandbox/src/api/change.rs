//! What is done with an order after it was placed: cancel, reissue, duplicate, revoke, add a CSR (digicert-api 6.7).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Shared;
use super::body::{Json, OptionalJson};
use super::view;
use crate::calendar::moment_text;
use crate::csr as csr_of;
use crate::custom_fields;
use crate::errors::{ApiError, Refusal, created, done, ok};
use crate::lenient::Reader;
use crate::order::{Certificate, CertificateRole, Note, Order, OrderStatus, RequestStatus, RequestType};
use crate::order_request;
use crate::state::State as Store;

type Answer = Result<Response, Refusal>;

/// Cancels an order that is not issued yet. The note is required.
pub(super) async fn status(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let order = find(&state, &id)?;
    let (order_id, waits) = (
        order.id,
        matches!(
            order.status,
            OrderStatus::Pending | OrderStatus::NeedsApproval | OrderStatus::NeedsCsr
        ),
    );
    let mut errors = Vec::new();
    let reader = Reader::new(&body);
    let status = reader.text("status", &mut errors).unwrap_or_default();
    let note = reader.text("note", &mut errors);
    if !status.eq_ignore_ascii_case("canceled") {
        errors.push(ApiError::invalid("status"));
    } else if !waits {
        errors.push(ApiError::invalid_because(
            "status",
            "Only a pending order can be canceled.",
        ));
    }
    let Some(note) = note else {
        errors.push(ApiError::missing("note"));
        return Err(Refusal::bad(errors));
    };
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    state.set_status(order_id, OrderStatus::Canceled);
    let created = state.now();
    if let Some(order) = state.order_mut(order_id) {
        order.notes.push(Note { created, text: note });
    }
    for request in state.requests.iter_mut().filter(|request| request.order_id == order_id) {
        if request.status != RequestStatus::Approved {
            request.status = RequestStatus::Rejected;
        }
    }
    Ok(done())
}

/// Orders a certificate in place of the first.
pub(super) async fn reissue(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(body): Json) -> Answer {
    add(&shared, &id, &body, CertificateRole::Reissue)
}

/// Orders a certificate beside the first.
pub(super) async fn duplicate(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(body): Json) -> Answer {
    add(&shared, &id, &body, CertificateRole::Duplicate)
}

/// The reissues of an order.
pub(super) async fn reissues(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    further(&shared, &id, CertificateRole::Reissue)
}

/// The duplicates of an order.
pub(super) async fn duplicates(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Answer {
    further(&shared, &id, CertificateRole::Duplicate)
}

/// Sets the CSR of an order that is not issued yet: the one that is missing, or another in place of the one it has.
pub(super) async fn csr(State(shared): State<Arc<Shared>>, Path(id): Path<String>, Json(body): Json) -> Answer {
    let mut state = shared.state();
    let order = find(&state, &id)?;
    if !matches!(
        order.status,
        OrderStatus::Pending | OrderStatus::NeedsApproval | OrderStatus::NeedsCsr
    ) {
        return Err(ApiError::invalid_because("csr", "Only a pending order takes a CSR.").into());
    }
    let order_id = order.id;
    let text = Reader::new(&body)
        .text("csr", &mut Vec::new())
        .ok_or_else(|| Refusal::from(ApiError::missing("csr")))?;
    let key = csr_of::read(&text)?;
    if let Some(order) = state.order_mut(order_id) {
        for certificate in &mut order.certificates {
            certificate.request.csr.clone_from(&text);
            certificate.request.key = Some(key.clone());
        }
        if order.status == OrderStatus::NeedsCsr {
            state.set_status(order_id, OrderStatus::Pending);
        }
    }
    state.settle();
    Ok(done())
}

/// Sets the value of a custom field of an order.
pub(super) async fn custom_field(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    Json(body): Json,
) -> Answer {
    let mut state = shared.state();
    let order_id = find(&state, &id)?.id;
    let mut errors = Vec::new();
    let field = custom_fields::read_one(&Reader::new(&body), &state.account, &mut errors);
    let Some((field, value)) = field.filter(|_| errors.is_empty()) else {
        return Err(Refusal::bad(errors));
    };
    if let Some(order) = state.order_mut(order_id) {
        order.terms.custom_fields.retain(|(known, _)| *known != field);
        order.terms.custom_fields.push((field, value));
    }
    Ok(done())
}

/// Asks for the revocation of a certificate, named by number or serial number.
pub(super) async fn revoke_certificate(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let mut state = shared.state();
    let (order, certificate) = state
        .find_certificate(&id)
        .ok_or_else(|| Refusal::not_found("certificate"))?;
    let (order, certificate) = (order.id, certificate.id);
    Ok(revoke(&mut state, order, Some(certificate), &body))
}

/// Asks for the revocation of all certificates of an order.
pub(super) async fn revoke_order(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    OptionalJson(body): OptionalJson,
) -> Answer {
    let mut state = shared.state();
    let order = find(&state, &id)?.id;
    Ok(revoke(&mut state, order, None, &body))
}

/// Makes the request, and carries it out at once if `skip_approval` says so and the user may.
/// The request is answered in every case: clients differ in whether they read it, none minds it.
fn revoke(state: &mut Store, order: u64, certificate: Option<u64>, body: &Value) -> Response {
    let reader = Reader::new(body);
    let mut ignored = Vec::new();
    let comments = reader
        .text("comments", &mut ignored)
        .or_else(|| reader.text("comment", &mut ignored));
    let comments = comments.unwrap_or_default();
    let skips = reader.flag("skip_approval", &mut ignored) && state.account.user.role.may_approve();
    let status = if skips {
        RequestStatus::Approved
    } else {
        RequestStatus::Submitted
    };
    let id = state.add_request(order, certificate, RequestType::Revoke, status, &comments);
    if skips {
        state.revoke(order, certificate);
    }
    created(&json!({
        "id": id, "date": moment_text(state.now()), "type": RequestType::Revoke.word(), "status": status.word(),
        "requester": view::user(&state.account.user), "comments": comments
    }))
}

fn add(shared: &Shared, id: &str, body: &Value, role: CertificateRole) -> Answer {
    let mut state = shared.state();
    let order = find(&state, id)?;
    // A certificate may have ended before its order has: plans of several years live on reissues.
    let lasts =
        order.status == OrderStatus::Issued || order.status == OrderStatus::Expired && order.terms.end >= state.today();
    if !lasts {
        return Err(
            ApiError::invalid_because("order_id", "Only an issued order can be reissued or duplicated.").into(),
        );
    }
    let (order_id, product) = (order.id, order.product);
    let mut errors = Vec::new();
    let reader = Reader::new(body);
    let skip_approval = reader.flag("skip_approval", &mut errors);
    let comments = reader.text("comments", &mut errors).unwrap_or_default();
    let certificate = match reader.object("certificate", &mut errors) {
        Some(certificate) => {
            let whole = completed(&certificate, order);
            order_request::read_certificate(&Reader::new(&whole), product, state.account.max_names, &mut errors)
        }
        None => {
            errors.push(ApiError::missing("certificate"));
            None
        }
    };
    let Some(certificate) = certificate.filter(|_| errors.is_empty()) else {
        return Err(Refusal::bad(errors));
    };
    let placed = state.add_certificate(order_id, role, certificate, skip_approval, &comments)?;
    Ok(created(&super::order::answer(&state, &placed, false)))
}

/// A certificate as a reissue or a duplicate describes it: what some clients leave out is as the order has it. Without a
/// common name the names are those of the order.
fn completed(reader: &Reader<'_>, order: &Order) -> Value {
    let mut whole = Map::new();
    let names = view::names(order);
    if reader.get("common_name").is_none() {
        whole.insert("common_name".into(), names.first().cloned().into());
        whole.insert("dns_names".into(), names.into());
    }
    if let Some(primary) = order.primary() {
        whole.insert("signature_hash".into(), primary.request.hash.word().into());
        whole.insert("server_platform".into(), json!({"id": primary.request.platform}));
    }
    for key in [
        "common_name",
        "dns_names",
        "csr",
        "signature_hash",
        "server_platform",
        "profile_option",
        "organization_units",
    ] {
        if let Some(value) = reader.get(key) {
            whole.insert(key.into(), value.clone());
        }
    }
    whole.into()
}

fn further(shared: &Shared, id: &str, role: CertificateRole) -> Answer {
    let state = shared.state();
    let order = find(&state, id)?;
    let certificates: Vec<Value> = order
        .certificates
        .iter()
        .filter(|certificate| certificate.role == role)
        .map(|certificate| {
            let mut view = view::certificate(&state, order, certificate);
            if let Some(view) = view.as_object_mut() {
                let ca_cert = view
                    .get("ca_cert")
                    .and_then(|ca| ca.get("id"))
                    .cloned()
                    .unwrap_or_default();
                view.insert("status".into(), view::certificate_status(certificate).into());
                view.insert("ca_cert_id".into(), ca_cert);
                view.insert("sub_id".into(), sub_id(order, certificate).into());
                view.insert("public_id".into(), format!("{:032X}", certificate.id).into());
            }
            view
        })
        .collect();
    Ok(ok(&json!({ "certificates": certificates })))
}

/// `001` for the first certificate of its role, and so on.
fn sub_id(order: &Order, certificate: &Certificate) -> String {
    let before = order
        .certificates
        .iter()
        .filter(|it| it.role == certificate.role && it.id <= certificate.id)
        .count();
    format!("{before:03}")
}

/// The duplicate that a `sub_id` names.
pub(super) fn duplicate_of<'a>(order: &'a Order, id: &str) -> Option<&'a Certificate> {
    order
        .certificates
        .iter()
        .find(|it| it.role == CertificateRole::Duplicate && sub_id(order, it) == id)
}

fn find<'a>(state: &'a Store, id: &str) -> Result<&'a Order, Refusal> {
    state.find_order(id).ok_or_else(|| Refusal::not_found("order"))
}
