//! Looking in the account for an order of which nobody knows whether it was placed.

use std::collections::HashSet;
use std::sync::Arc;

use certdesk_order::account::{Moment, OrderQuery, OrderRow, OrderSort, ProductId, Window, paths, read_orders};
use leptos::prelude::*;
use time::Duration;
use wasm_bindgen_futures::spawn_local;

use super::parts::{Page, code, list, paragraph, section, span};
use crate::account::{Client, Load};
use crate::placing::{OrderRecord, journal};
use crate::settings::Settings;

/// How far the clocks of browser and DigiCert may be apart.
const CLOCKS: Duration = Duration::hours(1);
/// How long after it was sent an order may have been taken; a proxy that waits gives up much earlier.
const TAKEN_WITHIN: Duration = Duration::hours(24);
/// How many orders with the common name are looked through, the newest first.
const LOOKED_THROUGH: u32 = 100;

/// The search for one order; it outlives a change of the language.
#[derive(Clone, Copy)]
pub(super) struct Lookup {
    client: Client,
    record: StoredValue<OrderRecord>,
    found: RwSignal<Load<Arc<Vec<OrderRow>>>>,
}

impl Lookup {
    /// Begins to look; `None` where config.json says that the account is not asked.
    pub(super) fn begin(record: &OrderRecord, settings: &'static Settings) -> Option<Self> {
        let lookup = settings.account.then(|| Self {
            client: Client::new(settings),
            record: StoredValue::new(record.clone()),
            found: RwSignal::new(Load::NotAsked),
        })?;
        lookup.look();
        Some(lookup)
    }

    /// Looks once more, unless it is looking.
    fn look(self) {
        if self.found.with_untracked(|found| matches!(found, Load::Asking)) {
            return;
        }
        let record = self.record.get_value();
        self.found.set(Load::Asking);
        spawn_local(async move {
            let query = OrderQuery {
                window: Window {
                    limit: LOOKED_THROUGH,
                    ..Window::default()
                },
                sort: OrderSort::Placed,
                descending: true,
                domain_name: record.names.first().cloned(),
                product: ProductId::new(record.product.id()),
                ..OrderQuery::default()
            };
            let came = self.client.read(&paths::orders(&query), read_orders).await;
            let came = came.map(|listed| {
                let mut rows = listed.entries;
                rows.retain(|row| is_it(&record, row));
                if let [only] = rows.as_slice() {
                    journal::found(&record, only.id.get());
                }
                Arc::new(rows)
            });
            // The view may be gone by now.
            self.found.try_set(came.map_or_else(Load::Failed, Load::Here));
        });
    }

    /// What was found, and the button that looks again.
    pub(super) fn view(self, page: Page) -> AnyView {
        let text = page.text.journal();
        let said = move || match self.found.get() {
            Load::NotAsked | Load::Asking => paragraph("", text.looking.to_owned()),
            Load::Failed(error) => paragraph("note note-advice", (text.not_looked)(&error)),
            Load::Here(rows) if rows.is_empty() => paragraph("", text.nothing_found.to_owned()),
            Load::Here(rows) => {
                let rows = rows.iter().map(|row| {
                    let number = row.id.to_string();
                    let order = view! { <a href=format!("#orders/{number}")>{(text.order)(&number)}</a> }.into_any();
                    let parts = vec![order, span("", format!(", {} ", text.status)), code(row.status.word())];
                    view! { <span>{parts}</span> }.into_any()
                });
                let rows = list("outcome-plain", rows.collect());
                view! {
                    <p>{text.found}</p>
                    {rows}
                }
                .into_any()
            }
        };
        let again = view! {
            <button
                class="button button-second"
                type="button"
                id="look-again"
                aria-disabled=move || self.found.with(|found| matches!(found, Load::Asking)).then_some("true")
                on:click=move |_| self.look()
            >
                {text.look_again}
            </button>
        }
        .into_any();
        let status = view! { <div role="status" id="found-in-account">{said}</div> }.into_any();
        section("outcome-account", text.account_title, vec![status, again])
    }
}

/// Whether an order of the account may be the one that was sent: it has all of its names, and was placed at that time.
fn is_it(record: &OrderRecord, row: &OrderRow) -> bool {
    let names: HashSet<_> = row.names.iter().map(String::as_str).collect();
    let has_all = record
        .names
        .iter()
        .all(|name| names.contains(name.to_ascii_lowercase().as_str()));
    let sent = Moment::parse(&record.sent).and_then(|sent| sent.at);
    let is_of_then = match (sent, row.placed) {
        (Some(sent), Some(Moment { at: Some(placed), .. })) => {
            let since = placed - sent;
            since >= -CLOCKS && since <= TAKEN_WITHIN
        }
        (Some(sent), Some(Moment { day, at: None })) => {
            let days = (day - sent.date()).whole_days();
            (-1..=1).contains(&days)
        }
        // Without a time nothing speaks against it, and the user sees for themselves.
        _ => true,
    };
    has_all && is_of_then
}

#[cfg(test)]
mod tests {
    use certdesk_order::Product;

    use super::*;
    use crate::placing::Reply;

    fn rows(orders: &serde_json::Value) -> Vec<OrderRow> {
        read_orders(orders.to_string().as_bytes()).unwrap().entries
    }

    #[test]
    fn an_order_is_known_by_its_names_and_its_time() {
        let record = OrderRecord {
            product: Product::ALL[0],
            body: String::new(),
            names: vec!["WWW.example.com".into(), "a.example.com".into()],
            csr: String::new(),
            sent: "2026-11-25T10:00:00.000Z".into(),
            ends: None,
            reply: Reply::Answer {
                status: 502,
                content_type: None,
                body: String::new(),
            },
        };
        for (names, placed, expected) in [
            (["www.example.com", "a.example.com"], "2026-11-25T10:00:30+00:00", true),
            (["a.example.com", "www.example.com"], "2026-11-25T12:30:00+02:00", true),
            (["a.example.com", "www.example.com"], "2026-11-25", true),
            (["a.example.com", "www.example.com"], "", true),
            (["www.example.com", "a.example.com"], "2026-11-25T08:59:00+00:00", false),
            (["www.example.com", "a.example.com"], "2026-11-26T10:00:01+00:00", false),
            (["www.example.com", "a.example.com"], "2026-11-23", false),
            (["www.example.com", "b.example.com"], "2026-11-25T10:00:30+00:00", false),
        ] {
            let row = serde_json::json!({"orders": [{
                "id": 1, "status": "pending", "date_created": placed,
                "certificate": {"common_name": names[0], "dns_names": names},
            }]});
            assert_eq!(is_it(&record, &rows(&row)[0]), expected, "{names:?} {placed}");
        }
    }
}
