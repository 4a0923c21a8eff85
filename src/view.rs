//! What is seen, as the address says it.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// What is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// The form.
    Form,
    /// The order read back.
    Review,
    /// What came of it.
    Outcome,
    /// The account's orders.
    Orders,
    /// One of them, by its number.
    Order(u64),
}

impl View {
    /// What stands behind the `#` of the address.
    pub(crate) fn fragment(self) -> String {
        match self {
            Self::Form => String::new(),
            Self::Review => "review".to_owned(),
            Self::Outcome => "order".to_owned(),
            Self::Orders => "orders".to_owned(),
            Self::Order(id) => format!("orders/{id}"),
        }
    }

    /// The view that the address asks for; the form for anything unknown.
    pub(crate) fn of_address() -> Self {
        let hash = window().location().hash().unwrap_or_default();
        match hash.trim_start_matches('#') {
            "review" => Self::Review,
            "order" => Self::Outcome,
            "orders" => Self::Orders,
            other => other
                .strip_prefix("orders/")
                .and_then(|id| id.parse().ok())
                .map_or(Self::Form, Self::Order),
        }
    }

    /// Makes it the address, with a way back.
    pub(crate) fn push(self) {
        let history = window().history();
        // A browser that allows no history shows the view all the same.
        let _ = history.map(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&self.address())));
    }

    /// Makes it the address in place of the one before.
    pub(crate) fn replace(self) {
        let history = window().history();
        let _ = history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&self.address())));
    }

    /// The page's own address with the view's fragment: an empty one would be no change of address.
    fn address(self) -> String {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let fragment = self.fragment();
        let hash = if fragment.is_empty() { "" } else { "#" };
        format!("{path}{}{hash}{fragment}", location.search().unwrap_or_default())
    }
}
