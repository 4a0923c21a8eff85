//! Whether an order for an organization can be issued at once.

use time::Date;

use super::moment::Moment;
use super::organizations::{Organization, OrganizationValidation, ValidationStatus};
use crate::Validation;

/// How far an organization is validated for a kind of certificate (DigiCert API notes, sections 6.1 and 8.4).
///
/// An order is issued at once only if its domains are validated too, and nobody has to approve it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// It is validated, until a day where one is told.
    Ready {
        /// The last day.
        until: Option<Date>,
    },
    /// Its validation has ended on a day, so DigiCert validates it again first.
    Expired {
        /// The last day, where one is told.
        on: Option<Date>,
    },
    /// DigiCert is validating it.
    Pending,
    /// It was never submitted for this kind.
    NotSubmitted,
    /// It is not in use: it can't be ordered for.
    Inactive,
    /// The answer does not tell.
    Unknown,
}

impl Readiness {
    /// Of some validations, what one kind of them says: the best of its entries.
    #[must_use]
    pub fn of(validations: &[OrganizationValidation], wanted: Validation, today: Date) -> Self {
        let word = match wanted {
            Validation::Ov => "ov",
            Validation::Ev => "ev",
        };
        let mut best = Self::NotSubmitted;
        for validation in validations.iter().filter(|it| it.kind == word) {
            let this = Self::of_one(validation, today);
            if this.rank() > best.rank() {
                best = this;
            }
        }
        best
    }

    fn of_one(validation: &OrganizationValidation, today: Date) -> Self {
        let until = validation.until.map(|moment: Moment| moment.day);
        match validation.status {
            // An active one that is past its end counts as ended: the API marks it later.
            ValidationStatus::Active if until.is_some_and(|until| until < today) => Self::Expired { on: until },
            ValidationStatus::Active => Self::Ready { until },
            ValidationStatus::Expired => Self::Expired { on: until },
            ValidationStatus::Pending => Self::Pending,
            ValidationStatus::Other(_) => Self::Unknown,
        }
    }

    /// The better, the greater; of two that are ready the one that holds longer is the better one.
    const fn rank(self) -> (u8, Option<Date>) {
        match self {
            Self::Ready { until } => (5, until),
            Self::Pending => (4, None),
            Self::Expired { on } => (3, on),
            Self::Unknown => (2, None),
            Self::NotSubmitted => (1, None),
            Self::Inactive => (0, None),
        }
    }

    /// Whether the organization keeps no order waiting.
    #[must_use]
    pub const fn is_ready(self) -> bool {
        matches!(self, Self::Ready { .. })
    }
}

impl Organization {
    /// How far it is validated for OV or EV.
    ///
    /// The validation for EV serves OV as well, since it asks for all that OV asks (EV Guidelines, section 11).
    #[must_use]
    pub fn readiness(&self, wanted: Validation, today: Date) -> Readiness {
        if !self.is_active {
            return Readiness::Inactive;
        }
        let Some(validations) = &self.validations else {
            return Readiness::Unknown;
        };
        let own = Readiness::of(validations, wanted, today);
        if wanted == Validation::Ov && !own.is_ready() {
            let ev = Readiness::of(validations, Validation::Ev, today);
            if ev.is_ready() {
                return ev;
            }
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::account::read_organization;

    const TODAY: Date = date!(2026 - 11 - 25);

    fn readiness(members: &str, wanted: Validation) -> Readiness {
        let body = format!(r#"{{"id":1{members}}}"#);
        read_organization(body.as_bytes()).unwrap().readiness(wanted, TODAY)
    }

    fn validations(validations: &str, wanted: Validation) -> Readiness {
        readiness(&format!(r#","validations":[{validations}]"#), wanted)
    }

    #[test]
    fn an_active_validation_is_ready_until_its_end() {
        let of = |until: &str| {
            validations(
                &format!(r#"{{"type":"ov","status":"active","validated_until":{until}}}"#),
                Validation::Ov,
            )
        };
        let until = Some(TODAY);
        assert_eq!(of(r#""2026-11-25T23:59:59+00:00""#), Readiness::Ready { until });
        assert_eq!(of("null"), Readiness::Ready { until: None });
        let on = Some(date!(2026 - 11 - 24));
        assert_eq!(of(r#""2026-11-24""#), Readiness::Expired { on });
    }

    #[test]
    fn each_state_is_told_apart() {
        for (status, expected) in [
            ("pending", Readiness::Pending),
            ("expired", Readiness::Expired { on: None }),
            ("odd", Readiness::Unknown),
        ] {
            let entry = format!(r#"{{"type":"ev","status":"{status}"}}"#);
            assert_eq!(validations(&entry, Validation::Ev), expected);
        }
        assert_eq!(
            validations(r#"{"type":"cs","status":"active"}"#, Validation::Ov),
            Readiness::NotSubmitted
        );
        assert_eq!(validations("", Validation::Ov), Readiness::NotSubmitted);
        assert_eq!(readiness("", Validation::Ov), Readiness::Unknown);
        let inactive = r#","is_active":false,"validations":[{"type":"ov","status":"active"}]"#;
        assert_eq!(readiness(inactive, Validation::Ov), Readiness::Inactive);
    }

    #[test]
    fn the_best_of_several_counts_and_ev_serves_ov() {
        let two = r#"{"type":"ov","status":"expired","validated_until":"2026-01-01"},
            {"type":"ov","status":"active","validated_until":"2027-01-01"},{"type":"ov","status":"active","validated_until":"2026-12-01"}"#;
        let until = Some(date!(2027 - 01 - 01));
        assert_eq!(validations(two, Validation::Ov), Readiness::Ready { until });
        let ev = r#"{"type":"ev","status":"active","validated_until":"2027-01-01"},{"type":"ov","status":"pending"}"#;
        assert_eq!(validations(ev, Validation::Ov), Readiness::Ready { until });
        let ov = r#"{"type":"ov","status":"active"}"#;
        assert_eq!(validations(ov, Validation::Ev), Readiness::NotSubmitted);
    }
}
