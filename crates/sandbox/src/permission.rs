//! What a key may call, by its restriction and by the account's own list (digicert-api 5.9, 4.4).

use axum::http::Method;

use crate::account::{Account, KeyRole};

/// Whether the key may make a call. The path is below the base path.
pub(crate) fn may_call(account: &Account, method: &Method, path: &str) -> bool {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let first = path.split('/').nth(1).unwrap_or_default();
    let by_role = match account.key_role {
        KeyRole::Unrestricted => true,
        KeyRole::ViewOnly => reads,
        KeyRole::Orders => matches!(first, "order" | "request" | "certificate"),
        KeyRole::OrdersDomainsOrganizations => {
            matches!(
                first,
                "order" | "request" | "certificate" | "domain" | "organization" | "container"
            )
        }
        KeyRole::UserManagement => first == "user",
        KeyRole::OrderOnly => *method == Method::POST && fits("/order/certificate/{}", path),
    };
    by_role && !account.denied.iter().any(|denied| names(denied, method, path))
}

/// Whether `METHOD /path/{}` names a call; `*` is any method, `{}` one segment.
pub(crate) fn names(calls: &str, method: &Method, path: &str) -> bool {
    calls
        .split_once(' ')
        .is_some_and(|(word, pattern)| (word == "*" || word == method.as_str()) && fits(pattern.trim(), path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let (mut expected, mut segments) = (pattern.split('/'), path.split('/'));
    loop {
        match (expected.next(), segments.next()) {
            (None, None) => return true,
            (Some("{}"), Some(segment)) if !segment.is_empty() => {}
            (Some(expected), Some(segment)) if expected == segment => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_restriction_allows_its_calls() {
        let mut account = Account::default();
        let calls = [
            (Method::POST, "/order/certificate/ssl_securesite"),
            (Method::GET, "/order/certificate"),
            (Method::PUT, "/request/5/status"),
            (Method::GET, "/domain/5"),
            (Method::POST, "/organization"),
            (Method::GET, "/user/me"),
            (Method::GET, "/finance/balance"),
        ];
        for (role, expected) in [
            (KeyRole::Unrestricted, [true; 7]),
            (KeyRole::ViewOnly, [false, true, false, true, false, true, true]),
            (KeyRole::Orders, [true, true, true, false, false, false, false]),
            (
                KeyRole::OrdersDomainsOrganizations,
                [true, true, true, true, true, false, false],
            ),
            (
                KeyRole::UserManagement,
                [false, false, false, false, false, true, false],
            ),
            (KeyRole::OrderOnly, [true, false, false, false, false, false, false]),
        ] {
            account.key_role = role;
            let found = calls.clone().map(|(method, path)| may_call(&account, &method, path));
            assert_eq!(found, expected, "{role:?}");
        }
        account.key_role = KeyRole::Unrestricted;
        account.denied = vec!["GET /user/me".into(), "* /domain/{}".into()];
        let found = calls.map(|(method, path)| may_call(&account, &method, path));
        assert_eq!(found, [true, true, true, false, true, false, true]);
    }
}
