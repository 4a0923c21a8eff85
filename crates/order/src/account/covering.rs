//! Which orders hold the wanted names already.

use std::cmp::Reverse;
use std::net::IpAddr;

use rustc_hash::{FxHashMap, FxHashSet};
use time::Date;

use super::ids::OrderId;
use super::orders::OrderRow;
use super::status::OrderStatus;
use crate::Name;

/// Days before its end from which a certificate is about to expire: the day on which DigiCert renews by itself (DigiCert API
/// notes, section 7.6).
pub const ENDING_DAYS: i64 = 30;

/// The orders that hold wanted names, the most useful one first, and what none of them holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// The orders, each once.
    pub orders: Vec<Covering>,
    /// The wanted names, by their places in the list, that no order holds which lasts: neither one that waits nor one whose
    /// certificate is not about to expire.
    pub uncovered: Vec<usize>,
}

/// An order that holds wanted names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covering {
    /// The order.
    pub id: OrderId,
    /// Its place in the list of orders.
    pub row: usize,
    /// The wanted names that it holds, by their places in the list, rising.
    pub names: Vec<usize>,
    /// What use it is.
    pub state: CoveringState,
    /// Whether another order has renewed it.
    pub is_renewed: bool,
    /// How many names it holds that hold no wanted one.
    pub other_names: usize,
}

/// What use an order is that holds wanted names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CoveringState {
    /// Its certificate is issued, and lasts.
    Valid {
        /// Days to its last day, if known.
        days_left: Option<i64>,
    },
    /// It waits: its certificate is still to come.
    Waiting,
    /// Its certificate is about to expire: it is one to be renewed.
    Ending {
        /// Days to its last day.
        days_left: i64,
    },
}

impl CoveringState {
    /// Of a row; `None` for an order that is of no use: it ended, or was refused.
    fn of(row: &OrderRow, today: Date) -> Option<Self> {
        let days_left = row.days_left(today);
        match &row.status {
            OrderStatus::Issued | OrderStatus::ReissuePending => match days_left {
                Some(..0) => None,
                Some(days_left @ 0..=ENDING_DAYS) => Some(Self::Ending { days_left }),
                days_left => Some(Self::Valid { days_left }),
            },
            status if status.waits() => Some(Self::Waiting),
            _ => None,
        }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Valid { .. } => 0,
            Self::Waiting => 1,
            Self::Ending { .. } => 2,
        }
    }

    /// Whether it will still hold its names in [`ENDING_DAYS`].
    #[must_use]
    pub const fn lasts(self) -> bool {
        !matches!(self, Self::Ending { .. })
    }
}

/// Finds the orders that hold some of the wanted names, by themselves or by a wildcard one label above (RFC 6125, section 6.4.3).
///
/// An order is the more useful the more wanted names it holds; of those alike, one with a certificate that lasts goes before
/// one that waits, and that before one that is about to expire; then one that is not renewed yet, one with fewer other names,
/// one that lasts longer, and the newer one. Linear in the names of all orders.
#[must_use]
pub fn covering(wanted: &[Name], orders: &[OrderRow], today: Date) -> Covered {
    let index = Index::new(wanted);
    let mut seen = FxHashSet::default();
    let mut found: Vec<Covering> = orders
        .iter()
        .enumerate()
        .filter_map(|(row, order)| {
            let state = CoveringState::of(order, today)?;
            let (names, other_names) = index.held_by(&order.names);
            // The same order comes with each name that is asked for.
            (!names.is_empty() && seen.insert(order.id)).then_some(Covering {
                id: order.id,
                row,
                names,
                state,
                is_renewed: order.is_renewed,
                other_names,
            })
        })
        .collect();
    found.sort_by_key(|covering| {
        let days_left = match covering.state {
            CoveringState::Valid { days_left } => days_left,
            CoveringState::Ending { days_left } => Some(days_left),
            CoveringState::Waiting => None,
        };
        (
            Reverse(covering.names.len()),
            covering.state.rank(),
            covering.is_renewed,
            covering.other_names,
            Reverse(days_left),
            Reverse(covering.id),
        )
    });
    let mut held = vec![false; wanted.len()];
    for &place in found
        .iter()
        .filter(|covering| covering.state.lasts())
        .flat_map(|covering| &covering.names)
    {
        mark(&mut held, place);
    }
    Covered {
        orders: found,
        uncovered: places(&held, false),
    }
}

fn mark(marks: &mut [bool], place: usize) {
    if let Some(mark) = marks.get_mut(place) {
        *mark = true;
    }
}

/// The places that are marked, or are not, rising.
fn places(marks: &[bool], marked: bool) -> Vec<usize> {
    let places = marks.iter().enumerate().filter(|(_, mark)| **mark == marked);
    places.map(|(place, _)| place).collect()
}

/// The names to ask the API for (`filters[domain_name]`, one call each), so that every order is found that holds one of the
/// wanted names: the wildcards above them first, since one of those holds many, then the names. At the most so many.
#[must_use]
pub fn names_to_ask_for(wanted: &[Name], most: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut seen = FxHashSet::default();
    let wildcards = wanted
        .iter()
        .filter_map(|name| Some(["*.", name.dns()?.parent()].concat()));
    for name in wildcards.chain(wanted.iter().map(Name::to_text)) {
        if names.len() < most && seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

/// The wanted names, to be found by what an order holds.
struct Index {
    /// By the names themselves.
    exact: FxHashMap<String, Vec<usize>>,
    /// By what stands behind their first label.
    by_parent: FxHashMap<String, Vec<usize>>,
    /// How many there are.
    count: usize,
}

impl Index {
    fn new(wanted: &[Name]) -> Self {
        let mut exact: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut by_parent: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (place, name) in wanted.iter().enumerate() {
            exact.entry(name.to_text()).or_default().push(place);
            if let Some(name) = name.dns() {
                by_parent.entry(name.parent().to_owned()).or_default().push(place);
            }
        }
        Self {
            exact,
            by_parent,
            count: wanted.len(),
        }
    }

    /// The places of the wanted names that an order's names hold, and how many of the order's names hold none.
    fn held_by(&self, names: &[String]) -> (Vec<usize>, usize) {
        let (mut held, mut others) = (Vec::new(), 0_usize);
        for name in names {
            let mut exact = self.exact.get(name);
            if exact.is_none()
                && let Ok(address) = name.parse::<IpAddr>()
            {
                // An address can be written in more than one way.
                exact = self.exact.get(&address.to_string());
            }
            let below = name.strip_prefix("*.").and_then(|base| self.by_parent.get(base));
            if exact.is_none() && below.is_none() {
                others = others.saturating_add(1);
                continue;
            }
            // Most orders hold no wanted name: only the others need a list of marks.
            held.resize(self.count, false);
            for &place in exact.into_iter().chain(below).flatten() {
                mark(&mut held, place);
            }
        }
        (places(&held, true), others)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::date;

    use super::*;
    use crate::account::read_orders;
    use crate::{Field, name};

    const TODAY: Date = date!(2026 - 11 - 25);

    fn wanted(names: &[&str]) -> Vec<Name> {
        let judge = |name: &&str| name::check(Field::DnsNames, name, &|_| None, None).value.unwrap();
        names.iter().map(judge).collect()
    }

    fn order(id: u64, status: &str, till: Option<&str>, names: &[&str]) -> Value {
        json!({"id": id, "status": status, "certificate": {"common_name": names.first(), "dns_names": names, "valid_till": till}})
    }

    fn rows(orders: &[Value]) -> Vec<OrderRow> {
        read_orders(json!({ "orders": orders }).to_string().as_bytes())
            .unwrap()
            .entries
    }

    fn found(names: &[&str], orders: &[Value]) -> (Vec<(u64, Vec<usize>)>, Vec<usize>) {
        let covered = covering(&wanted(names), &rows(orders), TODAY);
        let orders = covered.orders.into_iter().map(|it| (it.id.get(), it.names));
        (orders.collect(), covered.uncovered)
    }

    #[test]
    fn names_are_held_exactly_or_by_a_wildcard_one_label_above() {
        let till = Some("2027-06-01");
        let orders = [
            order(1, "issued", till, &["Example.com", "www.example.com"]),
            order(2, "issued", till, &["*.example.com"]),
            order(3, "issued", till, &["*.b.example.com"]),
            order(4, "issued", till, &["badexample.com"]),
        ];
        let names = ["example.com", "www.example.com", "a.b.example.com", "*.example.com"];
        let (orders, uncovered) = found(&names, &orders);
        assert_eq!(orders, [(2, vec![1, 3]), (1, vec![0, 1]), (3, vec![2])]);
        assert!(uncovered.is_empty());
    }

    #[test]
    fn only_orders_that_are_of_use_are_found() {
        let of =
            |status: &str, till: Option<&str>| found(&["a.example.com"], &[order(1, status, till, &["a.example.com"])]);
        let held = (vec![(1, vec![0])], vec![]);
        assert_eq!(of("issued", Some("2026-12-26")), held);
        assert_eq!(of("issued", None), held);
        for waits in ["pending", "needs_approval", "needs_csr", "reissue_pending"] {
            assert_eq!(of(waits, None), held, "{waits}");
        }
        // About to expire: found, but the name wants another certificate.
        for till in ["2026-12-25", "2026-11-25"] {
            assert_eq!(of("issued", Some(till)), (vec![(1, vec![0])], vec![0]), "{till}");
        }
        assert_eq!(of("issued", Some("2026-11-24")), (vec![], vec![0]));
        for over in ["canceled", "rejected", "revoked", "expired", "on_fire"] {
            assert_eq!(of(over, Some("2027-06-01")), (vec![], vec![0]), "{over}");
        }
    }

    #[test]
    fn the_most_useful_order_comes_first() {
        let mut renewed = order(7, "issued", Some("2027-09-01"), &["a.example.com"]);
        renewed["is_renewed"] = json!(true);
        let orders = [
            order(1, "issued", Some("2026-12-01"), &["a.example.com"]),
            order(2, "pending", None, &["a.example.com"]),
            order(3, "issued", Some("2027-06-01"), &["a.example.com"]),
            order(4, "issued", Some("2027-07-01"), &["a.example.com"]),
            order(5, "issued", Some("2027-08-01"), &["a.example.com", "x.example.com"]),
            order(6, "issued", Some("2026-12-01"), &["a.example.com", "b.example.com"]),
            renewed,
            order(4, "issued", Some("2027-07-01"), &["a.example.com"]),
        ];
        let (orders, uncovered) = found(&["a.example.com", "b.example.com"], &orders);
        let ids: Vec<_> = orders.into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, [6, 4, 3, 5, 7, 2, 1]);
        assert_eq!(uncovered, [1]);
    }

    #[test]
    fn an_address_is_found_however_it_is_written() {
        let orders = [order(1, "issued", None, &["2600:0:0::8"])];
        assert_eq!(found(&["2600::8"], &orders), (vec![(1, vec![0])], vec![]));
    }

    #[test]
    fn wildcards_are_asked_for_first_and_each_name_once() {
        let names = wanted(&["a.example.com", "b.example.com", "*.example.com", "9.9.9.9"]);
        let all = ["*.example.com", "a.example.com", "b.example.com", "9.9.9.9"];
        assert_eq!(names_to_ask_for(&names, 20), all);
        assert_eq!(names_to_ask_for(&names, 2), all[..2]);
        assert!(names_to_ask_for(&[], 2).is_empty());
    }
}
