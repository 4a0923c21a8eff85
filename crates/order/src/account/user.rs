//! The user behind the proxy's key, and its roles.

use super::containers::ContainerName;
use super::failure::Unreadable;
use super::ids::UserId;
use super::list::one;
use crate::lenient::{Object, flag, number, object, objects, text};

/// The user behind the key (DigiCert API notes, section 6.5: `/user/me`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user's number.
    pub id: Option<UserId>,
    /// The name by which it signs in.
    pub username: Option<String>,
    /// First name; that of a service user is whatever was entered.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Its roles, each once; empty where the answer has none.
    pub roles: Vec<Role>,
    /// The container that it belongs to.
    pub container: Option<ContainerName>,
    /// Whether it is bound to some containers.
    pub is_bound_to_containers: bool,
}

/// What a user, or a key, is allowed (section 5.9).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// 1: everything.
    Administrator,
    /// 2: its own orders alone, and they wait for an approver.
    LimitedUser,
    /// 3: invoices and balance.
    FinanceManager,
    /// 4: may approve.
    Manager,
    /// 5: its orders wait for an approver.
    StandardUser,
    /// 100, a restriction of a key: orders, requests, certificates.
    OrdersKey,
    /// 101, a restriction of a key: orders, domains, organizations.
    OrdersDomainsKey,
    /// 102, a restriction of a key: it reads, and changes nothing.
    ViewOnlyKey,
    /// 103, a restriction of a key: users.
    UserManagementKey,
    /// A role that no source knows, by its name.
    Other(String),
}

impl Role {
    /// The roles that are known, with their numbers and names.
    const KNOWN: [(u64, &'static str, Self); 9] = [
        (1, "Administrator", Self::Administrator),
        (2, "Limited User", Self::LimitedUser),
        (3, "Finance Manager", Self::FinanceManager),
        (4, "Manager", Self::Manager),
        (5, "Standard User", Self::StandardUser),
        (100, "Orders", Self::OrdersKey),
        (101, "Orders, Domains, Organizations", Self::OrdersDomainsKey),
        (102, "View Only", Self::ViewOnlyKey),
        (103, "User Management", Self::UserManagementKey),
    ];

    fn read(role: &Object) -> Option<Self> {
        let (id, name) = (number(role, "id"), text(role, "name"));
        let known = |(number, title, _): &(u64, &str, Self)| match id {
            Some(id) => id == *number,
            None => name
                .as_ref()
                .is_some_and(|name| name.trim().eq_ignore_ascii_case(title)),
        };
        match Self::KNOWN.into_iter().find(known) {
            Some((_, _, role)) => Some(role),
            None => name.or_else(|| id.map(|id| id.to_string())).map(Self::Other),
        }
    }
}

/// The most roles of one user that are read.
const MOST_ROLES: usize = 100;

/// Reads `/user/me`.
///
/// # Errors
///
/// The body is no JSON object. A user without a number is one all the same: it is not needed for anything.
pub fn read_user(body: &[u8]) -> Result<User, Unreadable> {
    one(body, |user| {
        let mut roles = Vec::new();
        for role in objects(user, "access_roles").take(MOST_ROLES).filter_map(Role::read) {
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        Ok(User {
            id: UserId::read(user, "id"),
            username: text(user, "username"),
            first_name: text(user, "first_name"),
            last_name: text(user, "last_name"),
            email: text(user, "email"),
            roles,
            container: object(user, "container").and_then(ContainerName::read),
            is_bound_to_containers: flag(user, "has_container_assignments").unwrap_or_default(),
        })
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn roles(roles: &serde_json::Value) -> Vec<Role> {
        read_user(json!({ "id": 1, "access_roles": roles }).to_string().as_bytes())
            .unwrap()
            .roles
    }

    #[test]
    fn the_user_of_the_key_is_read() {
        let body = json!({
            "id": 1_538_853, "username": "ann", "account_id": 5, "first_name": "Ann", "last_name": "Lee",
            "email": "ann@example.com", "status": "active", "type": "standard", "has_container_assignments": "1",
            "access_roles": [{"id": 1, "name": "Administrator"}], "container": {"id": "2", "name": "Shop", "is_active": true}
        });
        let user = read_user(body.to_string().as_bytes()).unwrap();
        assert_eq!(user.id.map(UserId::get), Some(1_538_853));
        assert_eq!(
            (user.roles, user.is_bound_to_containers),
            (vec![Role::Administrator], true)
        );
        assert_eq!(user.container.unwrap().name.as_deref(), Some("Shop"));
    }

    #[test]
    fn roles_are_known_by_number_and_else_by_name() {
        assert_eq!(roles(&json!([{"id": "5", "name": "Custom"}])), [Role::StandardUser]);
        assert_eq!(roles(&json!([{"name": "manager"}, {"id": 4}])), [Role::Manager]);
        assert_eq!(roles(&json!({"id": 102, "name": "View Only"})), [Role::ViewOnlyKey]);
        assert_eq!(
            roles(&json!([{"id": 77, "name": "Auditor"}, {"id": 78}, {}, 3])),
            [Role::Other("Auditor".into()), Role::Other("78".into())]
        );
        for none in [json!(null), json!([]), json!("Administrator"), json!({})] {
            assert_eq!(roles(&none), [], "{none}");
        }
    }

    #[test]
    fn a_user_of_whom_little_is_told_is_one() {
        let user = read_user(b"{}").unwrap();
        assert_eq!((user.id, user.roles.len(), user.container), (None, 0, None));
        assert_eq!(read_user(b"[]"), Err(Unreadable::Lacks("object")));
    }
}
