//! `POST /finance/order-pricing` (digicert-api 6.11): what an order would cost. Prices are invented.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::json;

use super::Shared;
use super::body::Json;
use crate::errors::{ApiError, Refusal, ok};
use crate::lenient::Reader;
use crate::order::Order;
use crate::products::{self, NamePolicy, Product};

/// Price of a further name for a year, and of a further wildcard.
const FQDN: i64 = 49;
const WILDCARD: i64 = 399;

/// What an order costs, in whole units of the account's currency, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Price {
    base: i64,
    fqdns: i64,
    wildcards: i64,
    years: i64,
}

impl Price {
    /// The price of names for some years. A product covers its first name, a wildcard product its first wildcard and what
    /// that covers; a name is free beside itself with or without `www.` (digicert-api 1.3).
    fn of(product: &Product, names: &[String], years: i64) -> Self {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let names: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        let covered = |name: &String| {
            product.names == NamePolicy::Wildcard
                && names
                    .iter()
                    .filter_map(|it| it.strip_prefix("*."))
                    .any(|base| name == base || name.split_once('.').is_some_and(|(_, parent)| parent == base))
        };
        let is_paired = |name: &String| {
            let bare = name.strip_prefix("www.");
            bare.is_some_and(|bare| names.iter().any(|it| it == bare))
        };
        let plain = names
            .iter()
            .filter(|name| !name.starts_with("*.") && !covered(name) && !is_paired(name));
        let (plain, wild) = (
            count(plain.count()),
            count(names.iter().filter(|name| name.starts_with("*.")).count()),
        );
        let (fqdns, wildcards) = match product.names {
            NamePolicy::Wildcard => (plain, wild.saturating_sub(1)),
            _ => (plain.saturating_sub(1), wild),
        };
        Self {
            base: product.price.saturating_mul(years),
            fqdns: fqdns.max(0),
            wildcards: wildcards.max(0),
            years,
        }
    }

    fn fqdns_price(&self) -> i64 {
        self.fqdns.saturating_mul(FQDN * self.years)
    }

    fn wildcards_price(&self) -> i64 {
        self.wildcards.saturating_mul(WILDCARD * self.years)
    }

    fn addons(&self) -> i64 {
        self.fqdns_price().saturating_add(self.wildcards_price())
    }

    fn total(&self) -> i64 {
        self.base.saturating_add(self.addons())
    }
}

/// What an order costs: as much as was estimated for it.
pub(super) fn of_order(order: &Order) -> i64 {
    let names = super::view::names(order);
    Price::of(order.product, &names, order.terms.validity_years.max(1)).total()
}

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
    // 0 says that the price cannot be estimated, not that there is none.
    let years = if state.account.estimates { years } else { 0 };
    let price = Price::of(product, &names, years);
    Ok(ok(&json!({
        "base_price": price.base, "total_price": price.total(), "addons_price": price.addons(), "san_package_price": 0,
        "benefits_discount_total": 0, "fqdns": {"subtotal": price.fqdns_price(), "units": price.fqdns},
        "wildcards": {"subtotal": price.wildcards_price(), "units": price.wildcards},
        "balance": state.account.balance_cents / 100, "currency": state.account.currency, "tax": "0.00",
        "tax_error": false
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_costs_nothing() {
        let units = |product: &str, names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let price = Price::of(products::find(product).unwrap(), &names, 1);
            (price.fqdns, price.wildcards)
        };
        assert_eq!(units("ssl_securesite", &["example.com", "www.example.com"]), (0, 0));
        assert_eq!(
            units(
                "ssl_securesite_multi_domain",
                &["a.example.com", "b.example.com", "c.example.com"]
            ),
            (2, 0)
        );
        assert_eq!(
            units(
                "ssl_securesite_wildcard",
                &["*.example.com", "example.com", "a.example.com"]
            ),
            (0, 0)
        );
        assert_eq!(
            units(
                "ssl_securesite_wildcard",
                &["*.example.com", "a.b.example.com", "*.example.org"]
            ),
            (1, 1)
        );
        assert_eq!(units("ssl_securesite_flex", &["example.com", "*.example.com"]), (0, 1));
        assert_eq!(units("ssl_securesite_flex", &[]), (0, 0));
    }
}
