//! `/product` (digicert-api 6.4).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::Shared;
use super::view;
use crate::calendar;
use crate::errors::{Refusal, ok};
use crate::products::{self, PLATFORMS, Product};
use crate::state::State as Store;

/// The products that the account may order.
pub(super) async fn list(State(shared): State<Arc<Shared>>) -> Response {
    let state = shared.state();
    let enabled = products::ALL.iter().filter(|product| is_enabled(&state, product));
    let products: Vec<Value> = enabled.map(|product| brief(&state, product).into()).collect();
    ok(&json!({ "products": products }))
}

/// A product in full.
pub(super) async fn view(State(shared): State<Arc<Shared>>, Path(name_id): Path<String>) -> Result<Response, Refusal> {
    let state = shared.state();
    let product = products::find(&name_id).filter(|product| is_enabled(&state, product));
    let product = product.ok_or_else(|| Refusal::not_found("product"))?;
    let mut view = brief(&state, product);
    let mut put = |key: &str, value: Value| view.insert(key.to_owned(), value);
    put("duplicates_allowed", true.into());
    put(
        "max_multi_year_order_validity_years",
        calendar::order_cap_years(state.today()).into(),
    );
    put("additional_dns_names_allowed", product.takes_additional_names().into());
    put("increased_compatibility_allowed", false.into());
    put("custom_expiration_date_allowed", true.into());
    put("custom_order_expiration_date_allowed", true.into());
    put("allow_auto_renew", true.into());
    put(
        "server_platforms",
        PLATFORMS.iter().map(|(id, _)| view::platform(*id)).collect(),
    );
    put(
        "license_agreement",
        "Sandbox: nothing is bought, and nothing is agreed to.".into(),
    );
    Ok(ok(&view.into()))
}

fn is_enabled(state: &Store, product: &Product) -> bool {
    state.account.products.iter().any(|id| id == product.name_id)
}

fn brief(state: &Store, product: &Product) -> Map<String, Value> {
    let years: Vec<i32> = (1..=calendar::order_cap_years(state.today())).collect();
    let authority = state.authority();
    let ca = json!({
        "id": crate::ca::thumbprint(&authority.intermediate.der), "name": authority.intermediate.common_name,
        "chain_info": authority.root.common_name
    });
    let containers: Vec<u64> = state.account.containers.iter().map(|it| it.id).collect();
    let brief = json!({
        "group_name": product.group, "name_id": product.name_id, "name": product.name, "type": product.group,
        "validation_type": product.validation.word(), "validation_name": product.validation.word().to_uppercase(),
        "validation_description": product.validation.description(), "allowed_container_ids": containers,
        "allowed_validity_years": years, "allowed_order_validity_years": years,
        "signature_hash_types": {
            "allowed_hash_types": [
                {"id": "sha256", "name": "SHA-256"}, {"id": "sha384", "name": "SHA-384"}, {"id": "sha512", "name": "SHA-512"}
            ],
            "default_hash_type_id": "sha256"
        },
        "allowed_ca_certs": [ca], "csr_required": true
    });
    let mut brief = match brief {
        Value::Object(brief) => brief,
        _ => Map::new(),
    };
    if !product.replaced_by.is_empty() {
        brief.insert("replacement_product_name_id".into(), product.replaced_by.into());
    }
    brief
}
