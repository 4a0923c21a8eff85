//! Where the list of orders stands: it outlives the view, so that one comes back to what one left.

use certdesk_order::account::{Listed, OrderId, OrderQuery, OrderRow, OrderSort, Window, paths, read_orders};
use leptos::prelude::*;

use super::fill::Fill;
use super::look::Look;
use crate::account::Account;

/// Orders of one page.
pub(super) const PAGE: u32 = 50;

/// What is kept of the orders' views while the page is open.
#[derive(Clone, Copy, Debug)]
pub struct OrdersState {
    /// What is asked for: page, order, search, filters.
    pub(super) query: RwSignal<OrderQuery>,
    /// What was found.
    pub(super) look: Look<Listed<OrderRow>>,
    /// What is typed into the search field; it is asked for once the typing rests.
    pub(super) typed: RwSignal<String>,
    /// From which order the form was filled, and with which common name.
    pub(super) filled: RwSignal<Option<(Fill, OrderId, String)>>,
}

impl OrdersState {
    /// Nothing is asked for yet; the newest orders come first.
    #[must_use]
    pub fn new(account: Account) -> Self {
        Self {
            query: RwSignal::new(first_page()),
            look: Look::new(account),
            typed: RwSignal::new(String::new()),
            filled: RwSignal::new(None),
        }
    }

    /// Asks for the page that the query names.
    pub(super) fn ask(self) {
        self.look.ask(self.query.with_untracked(paths::orders), read_orders);
    }

    /// Changes the query and asks; whatever is narrowed begins with its first page.
    pub(super) fn narrow(self, change: impl FnOnce(&mut OrderQuery)) {
        self.query.update(|query| {
            change(query);
            query.window.offset = 0;
        });
        self.ask();
    }

    /// Asks for the page that begins there.
    pub(super) fn turn(self, offset: u32) {
        self.query.update(|query| query.window.offset = u64::from(offset));
        self.ask();
    }

    /// Asks for all orders again.
    pub(super) fn clear(self) {
        self.typed.set(String::new());
        self.narrow(|query| *query = first_page());
    }

    /// Whether the list is narrowed.
    pub(super) fn is_narrowed(self) -> bool {
        self.query.with(|query| {
            !query.search.is_empty()
                || !query.statuses.is_empty()
                || query.product.is_some()
                || query.organization.is_some()
        })
    }
}

fn first_page() -> OrderQuery {
    OrderQuery {
        window: Window { offset: 0, limit: PAGE },
        sort: OrderSort::Id,
        descending: true,
        ..OrderQuery::default()
    }
}
