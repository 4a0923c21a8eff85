//! The account's domains, and which names they validate ahead of an order.

use time::Date;

use super::control::{ControlStatus, DomainControl};
use super::failure::Unreadable;
use super::list::{Listed, one, read};
use super::moment::Moment;
use super::orders::OrganizationName;
use super::organizations::OrganizationValidation;
use super::readiness::Readiness;
use crate::Validation;
use crate::lenient::{Object, flag, object, objects, text};

/// A domain of the account (DigiCert API notes, section 6.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountDomain {
    /// The domain, and what is to be shown there.
    pub control: DomainControl,
    /// Whether it may be ordered for.
    pub is_active: bool,
    /// The organization that it belongs to.
    pub organization: Option<OrganizationName>,
    /// Its validations, as far as the answer has them.
    pub validations: Vec<DomainValidation>,
    /// Until when control counts as shown for OV.
    pub shown_until_ov: Option<Moment>,
    /// Until when control counts as shown for EV.
    pub shown_until_ev: Option<Moment>,
}

/// One validation of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainValidation {
    /// What kind, where it stands, and until when it holds.
    pub validation: OrganizationValidation,
    /// Whether control over the domain is shown.
    pub control: ControlStatus,
}

impl AccountDomain {
    fn read(domain: &Object) -> Option<Self> {
        let expiration = object(domain, "dcv_expiration");
        let until = |member| expiration.and_then(|expiration| Moment::read(expiration, member));
        let validations = objects(domain, "validations").filter_map(|validation| {
            Some(DomainValidation {
                control: ControlStatus::of(text(validation, "dcv_status")),
                validation: OrganizationValidation::read(validation)?,
            })
        });
        Some(Self {
            control: DomainControl::read(domain)?,
            is_active: flag(domain, "is_active").unwrap_or(true),
            organization: OrganizationName::of(domain),
            validations: validations.collect(),
            shown_until_ov: until("ov"),
            shown_until_ev: until("ev"),
        })
    }

    /// Whether it is validated on a day, for a kind of certificate: an active validation that has not ended, and control that
    /// has not ended either.
    #[must_use]
    pub fn is_validated(&self, wanted: Validation, today: Date) -> bool {
        let validations: Vec<_> = self.validations.iter().map(|it| it.validation.clone()).collect();
        let until = match wanted {
            Validation::Ov => self.shown_until_ov,
            Validation::Ev => self.shown_until_ev,
        };
        let is_shown = until.is_none_or(|until| until.day >= today);
        self.is_active && is_shown && Readiness::of(&validations, wanted, today).is_ready()
    }

    /// Whether a name stands at the domain or below it; a wildcard counts as its base.
    #[must_use]
    pub fn holds(&self, name: &str) -> bool {
        let name = name.strip_prefix("*.").unwrap_or(name);
        name.strip_suffix(self.control.domain.as_str())
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    }
}

/// The domain by which a name, in lower case, is validated ahead of an order (section 6.10); the one nearest to the name.
#[must_use]
pub fn validated_by<'a>(
    domains: &'a [AccountDomain],
    name: &str,
    wanted: Validation,
    today: Date,
) -> Option<&'a AccountDomain> {
    domains
        .iter()
        .filter(|domain| domain.holds(name) && domain.is_validated(wanted, today))
        .max_by_key(|domain| domain.control.domain.len())
}

/// Reads `/domain`.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_domains(body: &[u8]) -> Result<Listed<AccountDomain>, Unreadable> {
    read(body, "domains", AccountDomain::read)
}

/// Reads `/domain/{id}`.
///
/// # Errors
///
/// The body is no JSON object, or has neither name nor number.
pub fn read_domain(body: &[u8]) -> Result<AccountDomain, Unreadable> {
    one(body, |domain| {
        AccountDomain::read(domain).ok_or(Unreadable::Lacks("name"))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 25);

    fn domains() -> Listed<AccountDomain> {
        let active =
            json!([{"type": "ov", "status": "active", "validated_until": "2027-01-01", "dcv_status": "complete"}]);
        let body = json!({"domains": [
            {"id": 1, "name": "Example.com", "is_active": true, "validations": active, "organization": {"id": 5, "name": "Example"},
             "dcv_expiration": {"ov": "2026-12-24", "ev": null}},
            {"id": 2, "name": "shop.example.com", "validations": active},
            {"id": 3, "name": "late.example", "validations": active, "dcv_expiration": {"ov": "2026-11-24"}},
            {"id": 4, "name": "off.example", "validations": active, "is_active": "0"},
            {"id": 5, "name": "new.example", "validations": [{"type": "ov", "status": "pending"}]},
            {"validations": active}
        ]});
        read_domains(body.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_name_is_validated_by_the_nearest_domain() {
        let listed = domains();
        assert_eq!((listed.entries.len(), listed.unread), (5, 1));
        let by = |name| validated_by(&listed.entries, name, Validation::Ov, TODAY).map(|it| it.control.domain.as_str());
        assert_eq!(by("example.com"), Some("example.com"));
        assert_eq!(by("*.example.com"), Some("example.com"));
        assert_eq!(by("a.shop.example.com"), Some("shop.example.com"));
        for name in [
            "badexample.com",
            "late.example",
            "off.example",
            "new.example",
            "com",
            "",
        ] {
            assert_eq!(by(name), None, "{name}");
        }
        assert_eq!(
            validated_by(&listed.entries, "example.com", Validation::Ev, TODAY),
            None
        );
    }

    #[test]
    fn a_domain_is_read_with_what_is_to_be_shown() {
        let body = json!({"id": 1, "name": "example.com", "dcv": {"method": "dns-txt-token", "name_scope": "example.com"},
            "dcv_token": {"token": "abc", "status": "pending"}});
        let domain = read_domain(body.to_string().as_bytes()).unwrap();
        assert_eq!(domain.control.value.token.as_deref(), Some("abc"));
        assert!(!domain.is_validated(Validation::Ov, TODAY));
        assert_eq!(read_domain(b"{}"), Err(Unreadable::Lacks("name")));
    }
}
