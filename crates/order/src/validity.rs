//! How long an order and its certificate last: the dated limits, and the days on which both really end.

use time::{Date, Duration, macros::date};

/// The most days that a certificate may last if it is issued on a day or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValidityLimit {
    /// The first day of this limit.
    pub from: Date,
    /// Days, the first and the last one counted.
    pub days: u16,
}

/// DigiCert's limits for public TLS certificates, the oldest first (DigiCert API notes, section 7.7).
///
/// They are one day lower than those of BR 6.3.2, and start a little earlier. DigiCert's own days for the last two rows are
/// UNCONFIRMED: there the day is that of the Baseline Requirements.
pub const VALIDITY_LIMITS: [ValidityLimit; 5] = [
    ValidityLimit {
        from: date!(2018 - 03 - 01),
        days: 825,
    },
    ValidityLimit {
        from: date!(2020 - 08 - 27),
        days: 397,
    },
    ValidityLimit {
        from: date!(2026 - 02 - 24),
        days: 199,
    },
    ValidityLimit {
        from: date!(2027 - 03 - 15),
        days: 99,
    },
    ValidityLimit {
        from: date!(2029 - 03 - 15),
        days: 46,
    },
];

/// The most years that an order may last since 31 October 2023 (section 2.2).
pub const ORDER_YEARS: u8 = 3;

/// The most years of the reference page (section 2.1).
pub const REFERENCE_YEARS: u8 = 2;

/// A custom date must lie fewer days ahead than this, by the reference page (section 2.1).
pub const REFERENCE_DAYS: u16 = 825;

/// How long an order is to last, in one of the three ways that the API knows (section 2.1, rule 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Validity {
    /// `validity_years`: 1 to [`ORDER_YEARS`].
    Years(u8),
    /// `validity_days`: 1 to [`ORDER_YEARS`] years, in days.
    Days(u16),
    /// `custom_expiration_date`: a day that is still to come.
    Date(Date),
}

/// The days on which an order and its certificate end, if the certificate is issued today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ValidityEnds {
    /// The last day of the order.
    pub order: Date,
    /// The last day of the certificate; never after `order`.
    pub certificate: Date,
    /// The most days that a certificate of today may last.
    pub limit_days: u16,
}

impl ValidityEnds {
    /// Whether the certificate ends before the order, and has to be reissued to use all of it.
    #[must_use]
    pub fn is_cut(self) -> bool {
        self.certificate < self.order
    }
}

/// The limit for a certificate that is issued on this day; the oldest one for a day before all of them.
#[must_use]
pub fn limit_on(day: Date) -> ValidityLimit {
    let [oldest, ..] = VALIDITY_LIMITS;
    VALIDITY_LIMITS
        .into_iter()
        .rev()
        .find(|limit| limit.from <= day)
        .unwrap_or(oldest)
}

/// The next change of the limit after this day, if one is known.
#[must_use]
pub fn next_limit(day: Date) -> Option<ValidityLimit> {
    VALIDITY_LIMITS.into_iter().find(|limit| limit.from > day)
}

/// The last days of an order of today and of a certificate that is issued today.
///
/// A period includes its first and its last day (BR 6.3.2), as in DigiCert's certificates, which start at 00:00:00 and end
/// at 23:59:59 UTC: a limit of 199 days that starts on the 1st of January ends on the 18th of July.
#[must_use]
pub fn validity_ends(today: Date, validity: Validity) -> ValidityEnds {
    let order = match validity {
        Validity::Years(years) => day_before(years_after(today, years)),
        Validity::Days(days) => last_of_days(today, days),
        Validity::Date(date) => date,
    };
    let limit_days = limit_on(today).days;
    ValidityEnds {
        order,
        certificate: order.min(last_of_days(today, limit_days)),
        limit_days,
    }
}

/// The last day on which an order of today may end.
#[must_use]
pub fn latest_order_end(today: Date) -> Date {
    years_after(today, ORDER_YEARS)
}

/// The same day some years later; the 28th of February for a 29th that is not.
fn years_after(day: Date, years: u8) -> Date {
    let year = day.year().saturating_add(i32::from(years));
    day.replace_year(year)
        .or_else(|_| day.replace_day(28).and_then(|day| day.replace_year(year)))
        .unwrap_or(Date::MAX)
}

/// The last of so many days, of which the first is given.
fn last_of_days(first: Date, days: u16) -> Date {
    first.saturating_add(Duration::days(i64::from(days).saturating_sub(1)))
}

fn day_before(day: Date) -> Date {
    day.previous_day().unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_that_of_the_day() {
        for (day, days) in [
            (date!(2010 - 01 - 01), 825),
            (date!(2020 - 08 - 26), 825),
            (date!(2020 - 08 - 27), 397),
            (date!(2026 - 02 - 23), 397),
            (date!(2026 - 02 - 24), 199),
            (date!(2027 - 03 - 14), 199),
            (date!(2027 - 03 - 15), 99),
            (date!(2029 - 03 - 14), 99),
            (date!(2029 - 03 - 15), 46),
            (date!(2040 - 01 - 01), 46),
        ] {
            assert_eq!(limit_on(day).days, days, "{day}");
        }
        assert_eq!(next_limit(date!(2026 - 11 - 24)).map(|limit| limit.days), Some(99));
        assert_eq!(next_limit(date!(2029 - 03 - 15)), None);
    }

    #[test]
    fn a_period_includes_its_first_and_its_last_day() {
        let ends = validity_ends(date!(2026 - 03 - 01), Validity::Days(1));
        assert_eq!(
            (ends.order, ends.certificate),
            (date!(2026 - 03 - 01), date!(2026 - 03 - 01))
        );
        let ends = validity_ends(date!(2027 - 01 - 01), Validity::Years(1));
        assert_eq!(ends.order, date!(2027 - 12 - 31));
        assert_eq!(ends.certificate, date!(2027 - 07 - 18));
        assert!(ends.is_cut());
        // 397 days as one really ended: example.com's certificate of 30 January 2024.
        let ends = validity_ends(date!(2024 - 01 - 30), Validity::Years(2));
        assert_eq!(ends.certificate, date!(2025 - 03 - 01));
    }

    #[test]
    fn an_order_within_the_limit_is_not_cut() {
        let ends = validity_ends(date!(2026 - 11 - 24), Validity::Days(199));
        assert_eq!(ends.order, ends.certificate);
        assert!(validity_ends(date!(2026 - 11 - 24), Validity::Days(200)).is_cut());
        let date = date!(2026 - 12 - 24);
        assert_eq!(
            validity_ends(date!(2026 - 11 - 24), Validity::Date(date)).certificate,
            date
        );
    }

    #[test]
    fn a_leap_day_has_its_years_too() {
        assert_eq!(
            validity_ends(date!(2028 - 02 - 29), Validity::Years(1)).order,
            date!(2029 - 02 - 27)
        );
        assert_eq!(latest_order_end(date!(2028 - 02 - 29)), date!(2031 - 02 - 28));
        assert_eq!(latest_order_end(date!(9999 - 06 - 01)), Date::MAX);
    }
}
