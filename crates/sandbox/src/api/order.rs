//! `POST /order/certificate/{product}`: the call that this all is about.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Shared;
use super::body::Json;
use super::domain::token_view;
use crate::account::Account;
use crate::ca::SubjectName;
use crate::decision;
use crate::download;
use crate::errors::{ApiError, Refusal, created};
use crate::lenient::Reader;
use crate::order_request;
use crate::products::{self, Product};
use crate::state::{Placed, State as Store};

/// Places an order.
pub(super) async fn place(
    State(shared): State<Arc<Shared>>,
    Path(name_id): Path<String>,
    Json(body): Json,
) -> Result<Response, Refusal> {
    take(&shared, &name_id, body).map(|answer| created(&answer))
}

fn take(shared: &Shared, name_id: &str, body: Value) -> Result<Value, Refusal> {
    let mut state = shared.state();
    let product = product(&state.account, name_id, &body)?;
    let order = order_request::read(
        &Reader::new(&body),
        product,
        &state.account,
        state.next_order_id(),
        state.today(),
    )
    .map_err(Refusal::bad)?;
    let tells_domains = order.terms.dcv_method.is_some();
    let placed = state.place(product, body, order)?;
    Ok(answer(&state, &placed, tells_domains))
}

/// The product of a path; `ssl` leaves the choice to the service, by `product.type_hint` and the names.
fn product(account: &Account, name_id: &str, body: &Value) -> Result<&'static Product, Refusal> {
    let enabled = |product: &&'static Product| account.products.iter().any(|id| id == product.name_id);
    if name_id != "ssl" {
        return products::find(name_id)
            .filter(enabled)
            .ok_or_else(|| Refusal::not_found("product"));
    }
    let mut ignored = Vec::new();
    let body = Reader::new(body);
    let hint = body
        .object("product", &mut ignored)
        .and_then(|product| product.text("type_hint", &mut ignored));
    let hint = hint.unwrap_or_default().to_ascii_lowercase();
    let certificate = body.object("certificate", &mut ignored);
    let common_name = certificate
        .as_ref()
        .and_then(|it| it.text("common_name", &mut ignored))
        .unwrap_or_default();
    let names = certificate
        .map(|it| it.texts("dns_names", &mut ignored))
        .unwrap_or_default();
    let others = names.iter().any(|name| !name.eq_ignore_ascii_case(&common_name));
    let chosen = match (hint.as_str(), common_name.starts_with("*."), others) {
        ("private", true, _) => "private_ssl_wildcard",
        ("private", false, true) => "private_ssl_multi_domain",
        ("private", false, false) => "private_ssl_plus",
        ("ev", _, true) => "ssl_ev_multi_domain",
        ("ev", _, false) => "ssl_ev_plus",
        ("" | "ssl" | "ov" | "public", true, _) => "ssl_wildcard",
        ("" | "ssl" | "ov" | "public", false, true) => "ssl_multi_domain",
        ("" | "ssl" | "ov" | "public", false, false) => "ssl_plus",
        _ => "",
    };
    products::find(chosen).filter(enabled).ok_or_else(|| {
        ApiError::new(
            "ambiguous_product",
            "The product cannot be determined from the request.",
        )
        .into()
    })
}

/// The answer to an order, a reissue or a duplicate: only the members that the case has (digicert-api 4.1, 4.2).
pub(super) fn answer(state: &Store, placed: &Placed, tells_domains: bool) -> Value {
    let mut answer = Map::new();
    answer.insert("id".into(), placed.order_id.into());
    if let Some(id) = placed.new_organization {
        answer.insert("organization".into(), json!({ "id": id }));
    }
    if let Some((id, status)) = placed.request {
        answer.insert("requests".into(), json!([{"id": id, "status": status.word()}]));
    }
    if let Some(id) = placed.certificate_id {
        answer.insert("certificate_id".into(), id.into());
    }
    if placed.issued
        && let Some(id) = placed.certificate_id
        && let Some((order, certificate)) = state.find_certificate(&id.to_string())
        && let Some(issued) = state.leaf(order, certificate)
    {
        let leaf = certificate
            .request
            .names
            .first()
            .map(SubjectName::text)
            .unwrap_or_default();
        let authority = state.authority();
        let names = [
            leaf.as_str(),
            authority.intermediate.common_name,
            authority.root.common_name,
        ];
        let chain: Vec<Value> = download::chain(&issued.der, authority)
            .iter()
            .zip(names)
            .map(|((_, der), name)| json!({"subject_common_name": name, "pem": download::pem(der)}))
            .collect();
        answer.insert("certificate_chain".into(), chain.into());
    }
    if tells_domains {
        tell_domains(state, placed.order_id, &mut answer);
    }
    answer.into()
}

/// The members that orders with a method of domain control have: a random value, and a token for each domain that is
/// not validated. Clients read the domain's name from `name` or from `dns_name`; both are there.
fn tell_domains(state: &Store, order_id: u64, answer: &mut Map<String, Value>) {
    let Some(order) = state.order(order_id) else { return };
    let Some(certificate) = order.primary() else { return };
    let by_token = order
        .terms
        .dcv_method
        .as_deref()
        .is_some_and(|method| method != "email");
    let mut waits = false;
    let mut domains: Vec<Value> = Vec::new();
    for (index, name) in certificate.request.names.iter().enumerate() {
        let text = name.text();
        let text = text.strip_prefix("*.").unwrap_or(&text);
        let validated = decision::is_name_of_order_validated(&state.account, order, name, state.today());
        let known = decision::domain_of(&state.account, order.product, order.terms.organization_id, name);
        let id = known.map_or_else(
            || {
                order_id
                    .saturating_mul(1000)
                    .saturating_add(u64::try_from(index).unwrap_or(0))
            },
            |domain| domain.id,
        );
        let mut domain = json!({"id": id, "name": text, "dns_name": text});
        if !validated {
            waits = true;
            if by_token && let Some(object) = domain.as_object_mut() {
                let token = known.and_then(|domain| state.token_of(domain)).unwrap_or(&order.token);
                let method = order.terms.dcv_method.as_deref().unwrap_or_default();
                object.insert("dcv_token".into(), token_view(state, token, method));
            }
        }
        domains.push(domain);
    }
    if waits && by_token {
        answer.insert("dcv_random_value".into(), order.token.value.clone().into());
    }
    answer.insert("domains".into(), domains.into());
}
