//! Orders of former times that an account starts with: plain data, part of [`crate::Account`].

use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// In which state a seeded order starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeededState {
    /// Waits for an approver, by the mode of its container; in one that approves by itself, for one approver.
    NeedsApproval,
    /// Approved; waits for what is not validated yet, and is issued as soon as all is.
    Pending,
    /// Approved; waits for a CSR.
    NeedsCsr,
    /// Issued. If the certificate has ended by the account's today, the order shows as `expired`.
    #[default]
    Issued,
    /// Refused by an approver.
    Rejected,
    /// Cancelled.
    Canceled,
    /// Issued and revoked.
    Revoked,
}

impl SeededState {
    /// Whether there is a certificate.
    #[must_use]
    pub const fn has_certificate(self) -> bool {
        matches!(self, Self::Issued | Self::Revoked)
    }
}

/// An order of former times. Its certificate is made when somebody asks for it, so that thousands of orders cost nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SeededOrder {
    /// Order number; 0 takes one of the numbers before [`crate::Account::first_order_id`], in the order of the list.
    pub id: u64,
    /// `name_id` of the product.
    pub product: String,
    /// Common name.
    pub common_name: String,
    /// Further names.
    pub dns_names: Vec<String>,
    /// The organization; none for DV.
    pub organization_id: Option<u64>,
    /// The container; 0 is the root.
    pub container_id: u64,
    /// State at the start.
    pub state: SeededState,
    /// Day on which it was placed; `null` is the account's today, or where `valid_till` is given, a year before that or
    /// as long before as certificates lasted then.
    pub created: Option<Date>,
    /// Last day of the certificate; `null` is as late as the rules of the day of issue allow.
    pub valid_till: Option<Date>,
    /// CSR in PEM; empty takes one of the sandbox's own, whose key nobody has.
    pub csr: String,
    /// The user who placed it; `null` is the one behind the key.
    pub user_id: Option<u64>,
    /// Method of domain control; `null` is e-mail.
    pub dcv_method: Option<String>,
    /// The order that it renews.
    pub renewal_of_order_id: Option<u64>,
    /// Who else gets mail.
    pub additional_emails: Vec<String>,
    /// From who ordered, for the approver.
    pub comments: String,
    /// Notes, oldest first.
    pub notes: Vec<String>,
}

/// A few orders for the demo, one in each state and around each end that a reader of a list looks out for: expiring
/// soon, later, just expired; waiting for approval, for a domain, for a CSR; rejected, cancelled, revoked. They belong
/// to the organizations and domains of the demo account.
#[must_use]
pub fn demo_orders(today: Date) -> Vec<SeededOrder> {
    let day = |days: i64| Some(today.saturating_add(Duration::days(days)));
    let order = |product: &str, common_name: &str, state| SeededOrder {
        product: product.into(),
        common_name: common_name.into(),
        organization_id: Some(123_456),
        state,
        ..SeededOrder::default()
    };
    let issued = |product: &str, common_name: &str, ends: i64| SeededOrder {
        valid_till: day(ends),
        ..order(product, common_name, SeededState::Issued)
    };
    let placed = |days: i64, seeded: SeededOrder| SeededOrder {
        created: day(days),
        ..seeded
    };
    vec![
        issued("ssl_securesite", "legacy.example.com", -12),
        issued("ssl_securesite_wildcard", "*.shop.example.com", 6),
        SeededOrder {
            dns_names: vec!["www.example.com".into()],
            additional_emails: vec!["ops@example.com".into()],
            ..issued("ssl_ev_securesite", "example.com", 21)
        },
        issued("ssl_securesite_multi_domain", "api.example.org", 74),
        issued("ssl_securesite", "mail.example.org", 160),
        placed(
            -90,
            SeededOrder {
                notes: vec!["The key was lost with the old host.".into()],
                ..order("ssl_securesite", "old-host.example.com", SeededState::Revoked)
            },
        ),
        placed(
            -30,
            SeededOrder {
                comments: "For a trial of two weeks".into(),
                ..order("ssl_securesite", "trial.example.com", SeededState::Rejected)
            },
        ),
        placed(
            -25,
            order("ssl_securesite", "mistyped.example.com", SeededState::Canceled),
        ),
        placed(
            -3,
            order("ssl_securesite", "intranet.example.com", SeededState::NeedsCsr),
        ),
        placed(
            -2,
            SeededOrder {
                dcv_method: Some("dns-txt-token".into()),
                ..order("ssl_securesite", "example.edu", SeededState::Pending)
            },
        ),
        placed(
            -1,
            SeededOrder {
                container_id: 6,
                comments: "For the new shop".into(),
                ..order("ssl_securesite", "new-shop.example.com", SeededState::NeedsApproval)
            },
        ),
    ]
}
