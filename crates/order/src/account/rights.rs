//! What the key behind the proxy may do: from the user's roles, and from what was allowed and denied.

use super::endpoints::{Call, Method, ORDER_PRICING};
use super::failure::{Failure, NotAllowed};
use super::user::{Role, User};

/// Whether something is allowed, as far as is known before it is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum May {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Nobody has said.
    #[default]
    Unknown,
}

/// What the key may do.
///
/// `/user/me` tells the user's roles; the restriction of a key (DigiCert API notes, section 5.9) is told only where it stands
/// among them. So what was denied counts too: a key that may read the balance, and is denied the price estimate, which changes
/// nothing but is sent by POST, is one that only views. A denied estimate alone shows nothing: a key for orders is denied all
/// that is of finance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights {
    /// Place an order.
    pub order: May,
    /// Approve or reject requests, and have an order skip the approval (section 8.4).
    pub approve: May,
    /// Read the balance.
    pub finance: May,
    /// Ask for anything of the account, so that the form can offer choices.
    pub read: May,
}

impl Rights {
    /// What the roles of a user allow.
    #[must_use]
    pub fn of(user: &User) -> Self {
        let has = |role: &Role| user.roles.contains(role);
        let views = has(&Role::ViewOnlyKey) || has(&Role::UserManagementKey);
        let approves = has(&Role::Administrator) || has(&Role::Manager);
        let orders = approves || has(&Role::StandardUser) || has(&Role::LimitedUser);
        // A role of unknown name may be anything.
        let unknown = user.roles.is_empty() || user.roles.iter().any(|role| matches!(role, Role::Other(_)));
        let keyed = has(&Role::OrdersKey) || has(&Role::OrdersDomainsKey);
        let judge = |allowed: bool| match (views, allowed) {
            (true, _) => May::No,
            (false, true) => May::Yes,
            (false, false) if unknown => May::Unknown,
            (false, false) => May::No,
        };
        // A key that is restricted to orders says nothing of the user's own role.
        let approve = if keyed && !approves && !views {
            May::Unknown
        } else {
            judge(approves)
        };
        Self {
            order: judge(orders || keyed),
            approve,
            finance: May::Unknown,
            read: May::Yes,
        }
    }

    /// Adds what a call has shown: that it went well, or why not.
    ///
    /// Only DigiCert's own denial counts: a proxy that lets some calls through says nothing of the key.
    #[must_use]
    pub fn after(mut self, call: &Call, failure: Option<&Failure>) -> Self {
        let reads = call.method == Method::Get;
        let of_finance = call.path.starts_with("/finance/");
        match failure {
            None if reads => {
                self.read = May::Yes;
                if of_finance {
                    self.finance = May::Yes;
                }
            }
            Some(Failure::NotAllowed(NotAllowed::InvalidKey)) => {
                (self.order, self.approve) = (May::No, May::No);
                (self.finance, self.read) = (May::No, May::No);
            }
            Some(Failure::NotAllowed(NotAllowed::InvalidApprover)) => self.approve = May::No,
            Some(Failure::NotAllowed(NotAllowed::MissingPermission)) => {
                if reads {
                    // What else may be read is another question: a key for orders reads no organizations.
                    if self.read == May::Unknown {
                        self.read = May::No;
                    }
                    if of_finance {
                        self.finance = May::No;
                    }
                } else if *call == ORDER_PRICING && self.finance == May::Yes {
                    (self.order, self.approve) = (May::No, May::No);
                }
            }
            _ => {}
        }
        self
    }

    /// Whether it is known that this key can't order: what the page says at its top, before anyone fills the form.
    #[must_use]
    pub fn cannot_order(self) -> bool {
        self.order == May::No
    }
}

#[cfg(test)]
mod tests {
    use super::super::endpoints::{BALANCE, ORGANIZATIONS, REQUEST_STATUS, USER};
    use super::*;
    use crate::account::read_user;

    fn rights(roles: &str) -> Rights {
        Rights::of(&read_user(format!(r#"{{"id":1,"access_roles":[{roles}]}}"#).as_bytes()).unwrap())
    }

    #[test]
    fn roles_tell_who_orders_and_who_approves() {
        for (roles, order, approve) in [
            (r#"{"id":1}"#, May::Yes, May::Yes),
            (r#"{"id":4}"#, May::Yes, May::Yes),
            (r#"{"id":5}"#, May::Yes, May::No),
            (r#"{"id":2}"#, May::Yes, May::No),
            (r#"{"id":3}"#, May::No, May::No),
            (r#"{"id":102}"#, May::No, May::No),
            (r#"{"id":1},{"id":102}"#, May::No, May::No),
            (r#"{"id":103}"#, May::No, May::No),
            (r#"{"id":100}"#, May::Yes, May::Unknown),
            (r#"{"id":5},{"id":100}"#, May::Yes, May::Unknown),
            (r#"{"id":1},{"id":101}"#, May::Yes, May::Yes),
            (r#"{"id":77,"name":"Auditor"}"#, May::Unknown, May::Unknown),
            ("", May::Unknown, May::Unknown),
        ] {
            let rights = rights(roles);
            assert_eq!((rights.order, rights.approve), (order, approve), "{roles}");
            assert_eq!(rights.cannot_order(), order == May::No, "{roles}");
        }
    }

    #[test]
    fn a_denied_estimate_shows_a_key_that_only_views() {
        let denied = Failure::NotAllowed(NotAllowed::MissingPermission);
        let reads = Rights::default().after(&USER, None);
        assert_eq!((reads.read, reads.order), (May::Yes, May::Unknown));
        let views = rights(r#"{"id":1}"#).after(&BALANCE, None);
        assert_eq!((views.order, views.finance), (May::Yes, May::Yes));
        assert!(views.after(&ORDER_PRICING, Some(&denied)).cannot_order());
    }

    #[test]
    fn a_key_for_orders_is_not_taken_for_one_that_only_views() {
        let denied = Failure::NotAllowed(NotAllowed::MissingPermission);
        for known in [rights(r#"{"id":1}"#), Rights::default()] {
            let after = known
                .after(&ORGANIZATIONS, Some(&denied))
                .after(&BALANCE, Some(&denied))
                .after(&ORDER_PRICING, Some(&denied));
            assert_eq!((after.order, after.finance), (known.order, May::No));
            assert!(!after.cannot_order());
        }
        let nothing = Rights::default().after(&ORGANIZATIONS, Some(&denied));
        assert_eq!(nothing.read, May::No);
    }

    #[test]
    fn only_a_denial_of_the_api_counts() {
        let rights = rights(r#"{"id":1}"#);
        for failure in [
            Failure::NotAllowed(NotAllowed::Proxy),
            Failure::Down { status: 503 },
            Failure::RateLimited { retry_after: None },
        ] {
            assert_eq!(rights.after(&ORDER_PRICING, Some(&failure)), rights, "{failure:?}");
        }
        let denied = Failure::NotAllowed(NotAllowed::InvalidKey);
        assert!(rights.after(&USER, Some(&denied)).cannot_order());
        let denied = Failure::NotAllowed(NotAllowed::InvalidApprover);
        let after = rights.after(&REQUEST_STATUS, Some(&denied));
        assert_eq!((after.order, after.approve), (May::Yes, May::No));
    }
}
