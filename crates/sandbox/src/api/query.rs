//! Query parameters: paging, sorting, and filters of the form `filters[field]=value` (digicert-api section 6).

use std::cmp::Ordering;
use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde_json::{Value, json};

/// Greatest page.
const LIMIT_MAXIMUM: usize = 1000;

/// By what a list is sorted: numbers as numbers, texts as texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// A number.
    Number(i128),
    /// A text.
    Text(String),
}

impl From<u64> for Key {
    fn from(number: u64) -> Self {
        Self::Number(number.into())
    }
}

impl From<i64> for Key {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// The parameters of a call, in their order.
#[derive(Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

impl Query {
    /// Reads a query.
    pub(crate) fn parse(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// A parameter, unless blank.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(name, value)| name == key && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// Whether a parameter says yes; .NET writes `True`.
    pub(crate) fn is_true(&self, key: &str) -> bool {
        self.get(key)
            .is_some_and(|value| matches!(value.to_ascii_lowercase().as_str(), "1" | "true"))
    }

    /// The filters: field and the values of which one must fit.
    pub(crate) fn filters(&self) -> Vec<(&str, Vec<&str>)> {
        let mut filters: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in &self.0 {
            let Some(field) = name.strip_prefix("filters[").and_then(|rest| rest.split(']').next()) else {
                continue;
            };
            match filters.iter_mut().find(|(known, _)| *known == field) {
                Some((_, values)) => values.push(value),
                None => filters.push((field, vec![value])),
            }
        }
        filters
    }

    /// The page of a list that is asked for, and the member `page` that tells of it.
    pub(crate) fn page<T>(&self, all: Vec<T>) -> (Vec<T>, Value) {
        let number = |key| self.get(key).and_then(|text| text.parse::<usize>().ok());
        let limit = number("limit")
            .filter(|limit| *limit > 0)
            .unwrap_or(LIMIT_MAXIMUM)
            .min(LIMIT_MAXIMUM);
        let offset = number("offset").unwrap_or(0);
        let page = json!({"total": all.len(), "limit": limit, "offset": offset});
        (all.into_iter().skip(offset).take(limit).collect(), page)
    }

    /// A list in the order that is asked for; what has equal keys, and what is asked for by unknown keys, stays as it was.
    pub(crate) fn sorted<T>(&self, all: Vec<T>, key_of: impl Fn(&T, &str) -> Option<Key>) -> Vec<T> {
        let sort = self.sort();
        if sort.is_empty() {
            return all;
        }
        let mut keyed: Vec<(Vec<Option<Key>>, T)> = all
            .into_iter()
            .map(|item| (sort.iter().map(|(key, _)| key_of(&item, key)).collect(), item))
            .collect();
        keyed.sort_by(|(one, _), (other, _)| {
            let pairs = one.iter().zip(other).zip(&sort);
            let mut orders = pairs.map(|((one, other), (_, descends))| {
                let order = one.cmp(other);
                if *descends { order.reverse() } else { order }
            });
            orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        });
        keyed.into_iter().map(|(_, item)| item).collect()
    }

    /// What to sort by, each with whether it descends.
    pub(crate) fn sort(&self) -> Vec<(&str, bool)> {
        let keys = self
            .get("sort")
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|key| !key.is_empty());
        keys.map(|key| key.strip_prefix('-').map_or((key, false), |key| (key, true)))
            .collect()
    }
}

/// Whether a text fits a filter: equal but for case; `%` stands for anything; `<`, `>` and `a...b` compare, as dates do.
pub(crate) fn fits(text: &str, filter: &str) -> bool {
    let (text, filter) = (text.to_lowercase(), filter.to_lowercase());
    if let Some((from, to)) = filter.split_once("...") {
        return text.as_str() >= from && (text.as_str() <= to || text.starts_with(to));
    }
    for (sign, holds) in [
        (">=", text.as_str() >= filter.get(2..).unwrap_or_default()),
        ("<=", text.as_str() <= filter.get(2..).unwrap_or_default()),
        (">", text.as_str() > filter.get(1..).unwrap_or_default()),
        ("<", text.as_str() < filter.get(1..).unwrap_or_default()),
    ] {
        if filter.starts_with(sign) {
            return holds;
        }
    }
    if !filter.contains('%') {
        return text == filter;
    }
    let parts: Vec<&str> = filter.split('%').collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    let Some(middle) = text.strip_prefix(first) else {
        return false;
    };
    let Some(mut middle) = middle.strip_suffix(last) else {
        return false;
    };
    for part in parts.iter().skip(1).take(parts.len().saturating_sub(2)) {
        let Some((_, after)) = middle.split_once(part) else {
            return false;
        };
        middle = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_gathered_by_field() {
        let query = Query::parse(
            "limit=2&filters[status][0]=issued&filters%5Bstatus%5D%5B1%5D=pending&filters[common_name]=a&sort=-id,name",
        );
        assert_eq!(
            query.filters(),
            [("status", vec!["issued", "pending"]), ("common_name", vec!["a"])]
        );
        assert_eq!(query.sort(), [("id", true), ("name", false)]);
        let (page, member) = query.page(vec![1, 2, 3]);
        assert_eq!(
            (page, member),
            (vec![1, 2], json!({"total": 3, "limit": 2, "offset": 0}))
        );
    }

    #[test]
    fn filters_fit_as_documented() {
        for (text, filter) in [
            ("issued", "ISSUED"),
            ("2026-11-24", ">2026-11-23"),
            ("2026-11-24", "2026-11-01...2026-11-24"),
            ("2026-11-24t10:00:00", "2026-11-24...2026-11-24"),
            ("www.example.com", "%example%"),
            ("www.example.com", "www%.com"),
            ("www.example.com", "%"),
            ("2026-11-24", "<=2026-11-24"),
        ] {
            assert!(fits(text, filter), "{text} {filter}");
        }
        for (text, filter) in [
            ("a", "b"),
            ("2026-11-24", "<2026-11-24"),
            ("www.example.com", "example%"),
            ("ab", "ab%b"),
        ] {
            assert!(!fits(text, filter), "{text} {filter}");
        }
    }
}
