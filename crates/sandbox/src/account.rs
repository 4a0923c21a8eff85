//! The account that the sandbox plays: plain data, so that a test can describe exactly the account it needs.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::seed::SeededOrder;
use crate::settings::{Pace, RateLimit};

/// An account as CertCentral knows it: who orders, for whom, what, and by which rules of approval.
///
/// [`Account::default`] is the demo account (module `demo`), whose dates are counted from the day on which it is made.
/// Read from JSON, every member that is left out takes its value from the demo account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// What `X-DC-DEVKEY` must hold.
    pub api_key: String,
    /// Account number.
    pub id: u64,
    /// The day that the account believes to be today; `null` follows the clock (UTC).
    pub today: Option<Date>,
    /// How requests are approved, where a container does not say otherwise.
    pub approval: ApprovalMode,
    /// What the API key may do.
    pub key_role: KeyRole,
    /// The user whose rights the API key carries.
    pub user: User,
    /// Organizations, in the order in which they are listed.
    pub organizations: Vec<Organization>,
    /// Domains; one covers itself and every name below it.
    pub domains: Vec<Domain>,
    /// `name_id` of each product that the account may order; unknown ones are ignored.
    pub products: Vec<String>,
    /// Containers (divisions); the first is the root.
    pub containers: Vec<Container>,
    /// Custom order fields.
    pub custom_fields: Vec<CustomField>,
    /// Number of the first order. Lower numbers are taken to be orders of former times, which can be renewed.
    pub first_order_id: u64,
    /// Number of the first request.
    pub first_request_id: u64,
    /// Number of the first certificate.
    pub first_certificate_id: u64,
    /// Balance in whole cents.
    pub balance_cents: i64,
    /// Currency of balance and prices, ISO 4217.
    pub currency: String,
    /// Largest number of names in one certificate, the common name included (digicert-api 1.2: about 250).
    pub max_names: usize,
    /// How long the work of the service takes.
    pub pace: Pace,
    /// How often the key may call; empty: as often as it likes.
    pub rate_limits: Vec<RateLimit>,
    /// Calls that the key may not make, beside what its restriction says: `METHOD /path/{}` below `/services/v2`, `*`
    /// for any method and `{}` for one segment.
    pub denied: Vec<String>,
    /// Whether answers have the odd types that clients of the real service met: numbers as texts, null lists, moments
    /// without a zone (digicert-api 6.6).
    pub odd_types: bool,
    /// Whether prices can be estimated; if not, every estimate is 0 (digicert-api 6.11).
    pub estimates: bool,
    /// Orders of former times.
    pub orders: Vec<SeededOrder>,
}

/// What happens to the request that an order makes (workflow page "OV/EV certificate immediate issuance").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalMode {
    /// One approver must act: `pending`. The default of CertCentral.
    OneStep,
    /// Two approvers must act: `submitted`, then `pending`.
    TwoStep,
    /// The request is made and at once `approved`.
    #[default]
    AutoApprove,
    /// No request is made.
    SkipApproval,
}

/// Restriction of an API key (digicert-api 5.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyRole {
    /// None: what the user may.
    #[default]
    Unrestricted,
    /// GET only.
    ViewOnly,
    /// Orders, requests and certificates.
    Orders,
    /// Orders, domains and organizations.
    OrdersDomainsOrganizations,
    /// Users.
    UserManagement,
    /// Nothing but placing an order. No document has this one: it is the least with which a page can work.
    OrderOnly,
}

/// Access role of a user (digicert-api 5.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// May do everything.
    #[default]
    Administrator,
    /// May order and see only what is their own.
    LimitedUser,
    /// Sees money.
    FinanceManager,
    /// May approve.
    Manager,
    /// May order, and needs approval.
    StandardUser,
}

impl Role {
    /// Number of the role in the API.
    #[must_use]
    pub const fn id(self) -> u64 {
        match self {
            Self::Administrator => 1,
            Self::LimitedUser => 2,
            Self::FinanceManager => 3,
            Self::Manager => 4,
            Self::StandardUser => 5,
        }
    }

    /// Name of the role in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::LimitedUser => "Limited User",
            Self::FinanceManager => "Finance Manager",
            Self::Manager => "Manager",
            Self::StandardUser => "Standard User",
        }
    }

    /// Whether the role may approve requests, and so whether `skip_approval` is honoured.
    #[must_use]
    pub const fn may_approve(self) -> bool {
        matches!(self, Self::Administrator | Self::Manager)
    }
}

/// The user behind the API key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// User number.
    pub id: u64,
    /// Login.
    pub username: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Mail address.
    pub email: String,
    /// Job title.
    #[serde(default)]
    pub job_title: String,
    /// Telephone number.
    #[serde(default)]
    pub telephone: String,
    /// Access role.
    #[serde(default)]
    pub role: Role,
    /// Whether the user is a verified contact, and so may approve EV orders.
    #[serde(default)]
    pub ev_approver: bool,
}

impl User {
    /// The user as a contact, with the user's number.
    pub(crate) fn contact(&self) -> Contact {
        Contact {
            id: self.id,
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.clone(),
            job_title: self.job_title.clone(),
            telephone: self.telephone.clone(),
            telephone_extension: String::new(),
        }
    }
}

/// A person as organizations and orders name one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// Contact number; for verified contacts not the user number.
    pub id: u64,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Mail address.
    pub email: String,
    /// Job title.
    pub job_title: String,
    /// Telephone number.
    pub telephone: String,
    /// Extension of the telephone number.
    pub telephone_extension: String,
}

/// An organization.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Organization {
    /// Organization number.
    pub id: u64,
    /// Legal name.
    pub name: String,
    /// Name under which it does business, or empty.
    pub assumed_name: String,
    /// Street.
    pub address: String,
    /// Second line of the street, or empty.
    pub address2: String,
    /// City.
    pub city: String,
    /// State or province, in full.
    pub state: String,
    /// Postal code.
    pub zip: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Telephone number.
    pub telephone: String,
    /// Whether it can be used.
    pub is_active: bool,
    /// Its container.
    pub container_id: u64,
    /// Registration number for EV certificates (subject attribute `serialNumber`).
    pub registration_number: String,
    /// Who speaks for it.
    pub organization_contact: Contact,
    /// Verified contacts, which approve EV orders.
    pub verified_contacts: Vec<Contact>,
    /// Validations.
    pub validations: Vec<Validation>,
}

/// Kind of a validation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValidationType {
    /// Domain control only.
    Dv,
    /// Organization.
    Ov,
    /// Extended.
    Ev,
}

impl ValidationType {
    /// The word of the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dv => "dv",
            Self::Ov => "ov",
            Self::Ev => "ev",
        }
    }

    /// The API's description of it.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Dv => "Domain Validation",
            Self::Ov => "Normal Organization Validation",
            Self::Ev => "Extended Organization Validation (EV)",
        }
    }
}

/// A validation of an organization or a domain.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validation {
    /// Its kind.
    pub r#type: ValidationType,
    /// Last day on which it holds; `null` while it is pending.
    pub validated_until: Option<Date>,
}

impl Validation {
    /// `active`, `pending` or `expired` on a day.
    #[must_use]
    pub fn status(&self, today: Date) -> &'static str {
        match self.validated_until {
            None => "pending",
            Some(until) if until < today => "expired",
            Some(_) => "active",
        }
    }

    /// Whether it serves an order of a kind on a day: EV serves OV and DV too, OV serves DV.
    #[must_use]
    pub fn serves(&self, needed: ValidationType, today: Date) -> bool {
        let reaches = match needed {
            ValidationType::Dv => true,
            ValidationType::Ov => self.r#type != ValidationType::Dv,
            ValidationType::Ev => self.r#type == ValidationType::Ev,
        };
        reaches && self.status(today) == "active"
    }
}

/// A domain of the account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Domain {
    /// Domain number.
    pub id: u64,
    /// Lower-case A-label name.
    pub name: String,
    /// The organization for which it is validated.
    pub organization_id: u64,
    /// Validations.
    pub validations: Vec<Validation>,
    /// Whether control was shown by a file, which says nothing of the names below (digicert-api 5.2).
    pub only_itself: bool,
    /// Whether it was taken out of use.
    pub inactive: bool,
}

/// A container (division).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Container {
    /// Container number.
    pub id: u64,
    /// Name.
    pub name: String,
    /// Number of the container above, 0 for the root.
    pub parent_id: u64,
    /// If not empty, the only domains for which the container may order.
    pub allowed_domain_names: Vec<String>,
    /// Its own mode of approval, so that one account can show several.
    pub approval: Option<ApprovalMode>,
    /// The organizations for which it may order; empty: all.
    pub organization_ids: Vec<u64>,
}

/// What a custom field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataType {
    /// Any text.
    Text,
    /// A whole number.
    Int,
    /// One mail address.
    EmailAddress,
    /// Mail addresses, separated by commas, semicolons or blanks.
    EmailList,
}

impl DataType {
    /// The word of the API.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Int => "int",
            Self::EmailAddress => "email_address",
            Self::EmailList => "email_list",
        }
    }
}

/// A custom field of orders (`/account/metadata`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CustomField {
    /// `metadata_id`.
    pub id: u64,
    /// Label.
    pub label: String,
    /// Whether an order must have it.
    pub is_required: bool,
    /// Whether it is in use.
    pub is_active: bool,
    /// What it takes; anything if absent.
    pub data_type: Option<DataType>,
    /// What it is for, or empty.
    pub description: String,
}

impl Account {
    /// The organization of a number.
    #[must_use]
    pub fn organization(&self, id: u64) -> Option<&Organization> {
        self.organizations.iter().find(|organization| organization.id == id)
    }

    /// The container of a number.
    #[must_use]
    pub fn container(&self, id: u64) -> Option<&Container> {
        self.containers.iter().find(|container| container.id == id)
    }

    /// The mode of approval that holds in a container.
    #[must_use]
    pub fn approval_in(&self, container: u64) -> ApprovalMode {
        self.container(container)
            .and_then(|container| container.approval)
            .unwrap_or(self.approval)
    }

    /// The domain under which a name (without `*.`) is validated for an organization: the longest that covers it.
    #[must_use]
    pub fn domain_of(&self, name: &str, organization: Option<u64>) -> Option<&Domain> {
        self.domains_over(name, organization)
            .max_by_key(|domain| domain.name.len())
    }

    /// All domains that cover a name (without `*.`) for an organization.
    pub(crate) fn domains_over<'a, 'b>(
        &'a self,
        name: &'b str,
        organization: Option<u64>,
    ) -> impl Iterator<Item = &'a Domain> + use<'a, 'b> {
        self.domains.iter().filter(move |domain| {
            covers(&domain.name, name) && organization.is_none_or(|id| id == domain.organization_id)
        })
    }
}

/// Whether a domain is a name or stands above it.
fn covers(domain: &str, name: &str) -> bool {
    name == domain
        || name
            .strip_suffix(domain)
            .is_some_and(|rest| rest.ends_with('.') && !domain.is_empty())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_validation_holds_through_its_last_day_and_for_lesser_kinds() {
        let today = date!(2026 - 11 - 24);
        let ev = Validation {
            r#type: ValidationType::Ev,
            validated_until: Some(today),
        };
        assert_eq!(ev.status(today), "active");
        assert_eq!(ev.status(date!(2026 - 11 - 25)), "expired");
        assert!(ev.serves(ValidationType::Ov, today));
        let ov = Validation {
            r#type: ValidationType::Ov,
            validated_until: Some(today),
        };
        assert!(!ov.serves(ValidationType::Ev, today));
        assert!(
            !Validation {
                r#type: ValidationType::Ov,
                validated_until: None
            }
            .serves(ValidationType::Ov, today)
        );
    }

    #[test]
    fn a_domain_covers_what_is_below_it_only() {
        assert!(covers("example.com", "example.com"));
        assert!(covers("example.com", "a.b.example.com"));
        assert!(!covers("example.com", "badexample.com"));
        assert!(!covers("a.example.com", "example.com"));
    }

    #[test]
    fn what_json_leaves_out_is_the_demo_account() {
        let account: Account = serde_json::from_str(r#"{"approval":"two_step","today":"2019-05-01"}"#).unwrap();
        assert_eq!(account.approval, ApprovalMode::TwoStep);
        assert_eq!(account.today, Some(date!(2019 - 05 - 01)));
        assert_eq!(account.organizations.len(), Account::default().organizations.len());
        assert!(serde_json::from_str::<Account>(r#"{"aproval":"two_step"}"#).is_err());
    }
}
