//! What narrows the list of orders: a search, a state, a product, an organization.

use std::time::Duration;

use certdesk_order::Product;
use certdesk_order::account::{OrderId, OrderStatus, OrganizationId, ProductId};
use leptos::{ev, prelude::*};

use super::state::OrdersState;
use crate::form::Judged;
use crate::text::Text;
use crate::widgets::{InputKind, Messages, Select, SelectOption, TextField};

/// How long the typing must rest before the search is made.
const REST: Duration = Duration::from_millis(400);
/// The value of the line that stands for all states in which a certificate is still to come.
const WAITING: &str = "waiting";

/// The states that can be asked for one by one, and those in which a certificate is still to come before them.
fn statuses() -> Vec<OrderStatus> {
    let words = [
        "needs_approval",
        "pending",
        "processing",
        "needs_csr",
        "waiting_pickup",
        "reissue_pending",
        "issued",
        "expired",
        "revoked",
        "rejected",
        "denied",
        "canceled",
    ];
    words.into_iter().map(OrderStatus::of).collect()
}

/// The states that a line stands for.
fn statuses_of(value: &str) -> Vec<OrderStatus> {
    if value == WAITING {
        return statuses().into_iter().filter(OrderStatus::waits).collect();
    }
    statuses().into_iter().filter(|status| status.word() == value).collect()
}

/// The fields.
pub(super) fn filters(form: Judged, state: OrdersState) -> AnyView {
    let words = form.words;
    let account = form.checks.account;
    let rest = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(waiting) = rest.try_get_value().flatten() {
            waiting.clear();
        }
        rest.set_value(None);
    };
    let search = move || {
        stop();
        let typed = state.typed.get_untracked().trim().to_owned();
        if state.query.with_untracked(|query| query.search != typed) {
            state.narrow(|query| query.search = typed);
        }
    };
    on_cleanup(stop);
    let typed = Callback::new(move |typed: String| {
        state.typed.set(typed);
        stop();
        rest.set_value(set_timeout_with_handle(search, REST).ok());
    });
    let status_options = Signal::derive(move || {
        let text = words.text().orders();
        let mut options = vec![option("", text.any_status), option(WAITING, text.waiting)];
        options.extend(
            statuses()
                .iter()
                .map(|status| option(status.word(), &(text.status_word)(status))),
        );
        options
    });
    let status = Signal::derive(move || {
        state.query.with(|query| match query.statuses.as_slice() {
            [] => String::new(),
            [status] => status.word().to_owned(),
            _ => WAITING.to_owned(),
        })
    });
    let products = Signal::derive(move || {
        let any = option("", words.text().orders().any_product);
        let offered = account.products.with(|products| {
            let offered = products.here()?;
            let options = offered.iter().map(|product| option(product.id.as_str(), &product.name));
            Some(options.collect::<Vec<_>>())
        });
        let known = || {
            Product::ALL
                .into_iter()
                .map(|product| option(product.id(), product.name()))
        };
        std::iter::once(any)
            .chain(offered.unwrap_or_else(|| known().collect()))
            .collect()
    });
    let organizations = Signal::derive(move || {
        let any = option("", words.text().orders().any_organization);
        let mut options = account.organizations.with(|organizations| {
            let named = organizations.here().into_iter().flat_map(|all| all.iter());
            named
                .map(|organization| option(&organization.id.to_string(), &organization.name))
                .collect::<Vec<_>>()
        });
        if options.is_empty() {
            let known = form.settings.organizations.iter();
            options = known
                .map(|choice| option(&choice.id.to_string(), &choice.name))
                .collect();
        }
        options.insert(0, any);
        options
    });
    let product = Signal::derive(move || {
        let chosen = state
            .query
            .with(|query| query.product.as_ref().map(ToString::to_string));
        chosen.unwrap_or_default()
    });
    let organization = Signal::derive(move || {
        let chosen = state.query.with(|query| query.organization.map(|id| id.to_string()));
        chosen.unwrap_or_default()
    });
    let select = move |id: &'static str,
                       label: fn(&'static Text) -> &'static str,
                       options: Signal<Vec<SelectOption>>,
                       value: Signal<String>,
                       on_choose: Callback<String>| {
        view! {
            <Select
                id
                label=words.signal(label)
                hint=Signal::stored(String::new())
                options
                value
                on_choose
                messages=Messages::none()
                error_word=form.error_word()
            />
        }
        .into_any()
    };
    view! {
        <search class="filters">
            <form
                class="filters-search"
                on:submit=move |event: ev::SubmitEvent| {
                    event.prevent_default();
                    search();
                }
            >
                <TextField
                    id="orders-search"
                    label=words.signal(|text| text.orders().search)
                    hint=words.signal(|text| text.orders().search_hint)
                    value=state.typed
                    on_input=typed
                    messages=Messages::none()
                    error_word=form.error_word()
                    kind=InputKind::Code
                />
                <p class="soft" role="status">
                    {move || {
                        let number = state.typed.with(|typed| typed.trim().parse::<OrderId>().ok())?.get();
                        let label = (words.text().orders().open_number)(number);
                        Some(view! { <a href=format!("#orders/{number}")>{label}</a> })
                    }}
                </p>
            </form>
            {select(
                "orders-status",
                |text| text.orders().status,
                status_options,
                status,
                Callback::new(move |value: String| state.narrow(|query| query.statuses = statuses_of(&value))),
            )}
            {select(
                "orders-product",
                |text| text.orders().product,
                products,
                product,
                Callback::new(move |value: String| state.narrow(|query| query.product = ProductId::new(&value))),
            )}
            {select(
                "orders-organization",
                |text| text.orders().organization,
                organizations,
                organization,
                Callback::new(move |value: String| {
                    state.narrow(|query| query.organization = value.parse::<OrganizationId>().ok());
                }),
            )}
        </search>
    }
    .into_any()
}

fn option(value: &str, label: &str) -> SelectOption {
    SelectOption {
        value: value.to_owned(),
        label: label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_stands_for_states_that_the_api_knows() {
        let all = statuses();
        assert!(all.iter().all(|status| !matches!(status, OrderStatus::Other(_))));
        assert!(statuses_of(WAITING).iter().all(OrderStatus::waits));
        assert_eq!(statuses_of(WAITING).len(), 6);
        assert_eq!(statuses_of("issued"), [OrderStatus::Issued]);
        assert!(statuses_of("").is_empty());
    }
}
