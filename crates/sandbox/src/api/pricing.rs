//! `POST /finance/order-pricing` (digicert-api 6.11): what an order would cost. Prices are invented.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use super::Shared;
use super::body::Json;
use crate::errors::{ApiError, Refusal, ok};
use crate::lenient::Reader;
use crate::products;

/// Names that the price of a product covers.
const INCLUDED_NAMES: i64 = 1;
/// Price of a further name for a year, and of a further wildcard.
const FQDN: i64 = 49;
const WILDCARD: i64 = 399;

/// Estimates the price of an order; the names are all in `dns_names`.
pub(super) async fn estimate(State(shared): State<Arc<Shared>>, Json(body): Json) -> Result<Response, Refusal> {
    let state = shared.state();
    let mut errors = Vec::new();
    let reader = Reader::new(&body);
    let product = reader.text("product_name_id", &mut errors);
    let years = reader
        .object("order_validity", &mut errors)
        .and_then(|it| it.int("years", &mut errors))
        .or_else(|| reader.int("validity_years", &mut errors))
        .unwrap_or(1)
        .clamp(1, 6);
    let names = reader
        .object("certificate", &mut errors)
        .map(|it| it.texts("dns_names", &mut errors))
        .unwrap_or_default();
    let Some(product) = product else {
        errors.push(ApiError::missing("product_name_id"));
        return Err(Refusal::bad(errors));
    };
    if !errors.is_empty() {
        return Err(Refusal::bad(errors));
    }
    let product = products::find(&product)
        .filter(|product| state.account.products.iter().any(|id| id == product.name_id))
        .ok_or_else(|| Refusal::not_found("product"))?;
    let count = |wildcards: bool| {
        let names = names.iter().filter(|name| name.starts_with("*.") == wildcards);
        i64::try_from(names.count()).unwrap_or(i64::MAX)
    };
    let wildcards = count(true);
    let fqdns = count(false).saturating_sub(INCLUDED_NAMES).max(0);
    // 0 says that the price cannot be estimated, not that there is none.
    let years = if state.account.estimates { years } else { 0 };
    let base = product.price * years;
    let (fqdns_price, wildcards_price) = (
        fqdns.saturating_mul(FQDN * years),
        wildcards.saturating_mul(WILDCARD * years),
    );
    let addons = fqdns_price.saturating_add(wildcards_price);
    Ok(ok(&json!({
        "base_price": base, "total_price": base.saturating_add(addons), "addons_price": addons, "san_package_price": 0,
        "benefits_discount_total": 0, "fqdns": {"subtotal": fqdns_price, "units": fqdns},
        "wildcards": {"subtotal": wildcards_price, "units": wildcards}, "balance": state.account.balance_cents / 100,
        "currency": state.account.currency, "tax": "0.00", "tax_error": false
    })))
}
