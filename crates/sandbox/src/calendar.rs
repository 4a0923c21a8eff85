//! Dates: how long certificates and orders may last on a given day, and how the API writes dates.

use time::format_description::FormatItem;
use time::macros::{date, format_description, time};
use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time};

/// Longest certificate in days, from the day on which DigiCert's own cap took effect (digicert-api 7.7).
const CERTIFICATE_CAPS: &[(Date, i64)] = &[
    (date!(2029 - 03 - 15), 46),
    (date!(2027 - 03 - 15), 99),
    (date!(2026 - 02 - 24), 199),
    (date!(2020 - 08 - 27), 397),
];

/// The cap of the reference page, before all others.
const FIRST_CAP: i64 = 825;

/// Longest order in years, from a day on: 6 with multi-year plans, 3 since (digicert-api 2.2).
const ORDER_CAPS: &[(Date, i32)] = &[(date!(2023 - 10 - 31), 3), (date!(2020 - 08 - 27), 6)];

const DAY: &[FormatItem<'_>] = format_description!("[year]-[month]-[day]");

/// Longest certificate, in days counted inclusively, that can be issued on a day.
pub(crate) fn certificate_cap_days(today: Date) -> i64 {
    CERTIFICATE_CAPS
        .iter()
        .find(|(from, _)| today >= *from)
        .map_or(FIRST_CAP, |(_, days)| *days)
}

/// Longest order in years of the reference page, before all others.
const FIRST_ORDER_CAP: i32 = 2;

/// Longest order in years that can be placed on a day.
pub(crate) fn order_cap_years(today: Date) -> i32 {
    multi_year_cap(today).unwrap_or(FIRST_ORDER_CAP)
}

/// Last day on which an order that is placed today may end if its end is told by days or by a date: that of the longest
/// plan, and before there were plans the last that is less than 825 days ahead (reference page).
pub(crate) fn last_order_end(today: Date) -> Option<Date> {
    match multi_year_cap(today) {
        Some(years) => years_later(today, years),
        None => today.checked_add(Duration::days(FIRST_CAP - 1)),
    }
}

fn multi_year_cap(today: Date) -> Option<i32> {
    ORDER_CAPS
        .iter()
        .find(|(from, _)| today >= *from)
        .map(|(_, years)| *years)
}

/// Last day of a certificate that is issued today and should end on a day: that day, or the last that the cap allows.
pub(crate) fn certificate_end(today: Date, wanted: Date) -> Date {
    wanted.min(today.saturating_add(Duration::days(certificate_cap_days(today) - 1)))
}

/// The same day some years later; 29 February becomes 1 March.
pub(crate) fn years_later(day: Date, years: i32) -> Option<Date> {
    let year = day.year().checked_add(years)?;
    day.replace_year(year)
        .ok()
        .or_else(|| Date::from_calendar_date(year, Month::March, 1).ok())
}

/// First moment of a day, UTC.
pub(crate) fn start_of(day: Date) -> OffsetDateTime {
    PrimitiveDateTime::new(day, Time::MIDNIGHT).assume_utc()
}

/// Last second of a day, UTC.
pub(crate) fn end_of(day: Date) -> OffsetDateTime {
    PrimitiveDateTime::new(day, time!(23:59:59)).assume_utc()
}

/// `yyyy-MM-dd`.
pub(crate) fn day_text(day: Date) -> String {
    // A plain date always has its three parts.
    day.format(DAY).unwrap_or_default()
}

/// Reads `yyyy-MM-dd`; .NET clients send a time of day behind it, which is dropped.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    Date::parse(day, DAY).ok()
}

/// `2026-11-24T10:00:00+00:00`, as the API writes moments.
pub(crate) fn moment_text(moment: OffsetDateTime) -> String {
    let format = format_description!(
        "[year]-[month]-[day]T[hour]:[minute]:[second][offset_hour sign:mandatory]:[offset_minute]"
    );
    moment.format(format).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cap_follows_the_day() {
        for (today, days) in [
            (date!(2019 - 05 - 01), 825),
            (date!(2020 - 08 - 27), 397),
            (date!(2026 - 02 - 23), 397),
            (date!(2026 - 02 - 24), 199),
            (date!(2027 - 03 - 14), 199),
            (date!(2027 - 03 - 15), 99),
            (date!(2029 - 03 - 15), 46),
        ] {
            assert_eq!(certificate_cap_days(today), days, "{today}");
            let end = certificate_end(today, date!(2099 - 01 - 01));
            assert_eq!(
                (end_of(end) - start_of(today)).whole_seconds() + 1,
                days * 86_400,
                "{today}"
            );
        }
        assert_eq!(
            certificate_end(date!(2026 - 11 - 24), date!(2026 - 12 - 24)),
            date!(2026 - 12 - 24)
        );
    }

    #[test]
    fn dates_are_read_as_clients_send_them() {
        assert_eq!(parse_day("2026-12-01"), Some(date!(2026 - 12 - 01)));
        assert_eq!(parse_day("2026-12-01T00:00:00"), Some(date!(2026 - 12 - 01)));
        assert_eq!(parse_day("12/01/2026"), None);
        assert_eq!(parse_day("2026-02-30"), None);
        assert_eq!(years_later(date!(2028 - 02 - 29), 1), Some(date!(2029 - 03 - 01)));
        assert_eq!(
            moment_text(start_of(date!(2026 - 01 - 02))),
            "2026-01-02T00:00:00+00:00"
        );
    }
}
