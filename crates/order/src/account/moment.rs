//! Dates and times of the answers, in each form in which they come.

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use crate::lenient::{Object, text};

/// A date, and the time of the day where the answer has one.
///
/// Validities are dates alone (`yyyy-MM-dd`, DigiCert API notes, section 6.6); what happened has a time too
/// (`2018-10-16T20:42:55+00:00`, with other offsets, with `Z`, with a space in place of the `T`, with fractions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day, in UTC where the time is known.
    pub day: Date,
    /// The moment in UTC, to the second.
    pub at: Option<OffsetDateTime>,
}

impl Moment {
    /// Reads a date, with or without a time; `None` where it is neither, or no date of the calendar, such as `0000-00-00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, clock) = match text.split_once(['T', 't', ' ']) {
            Some((day, clock)) => (day, Some(clock.trim())),
            None => (text, None),
        };
        let day = parse_day(day)?;
        let Some(clock) = clock.filter(|clock| !clock.is_empty()) else {
            return Some(Self { day, at: None });
        };
        let (clock, offset) = split_offset(clock)?;
        let at = PrimitiveDateTime::new(day, parse_clock(clock)?)
            .assume_offset(offset)
            .checked_to_offset(UtcOffset::UTC)?;
        Some(Self {
            day: at.date(),
            at: Some(at),
        })
    }

    /// Reads it from a member of an answer.
    pub(crate) fn read(object: &Object, member: &str) -> Option<Self> {
        text(object, member).and_then(|text| Self::parse(&text))
    }

    /// Days from a day to this one: 0 on the day itself, negative where it is past.
    #[must_use]
    pub fn days_from(self, today: Date) -> i64 {
        (self.day - today).whole_days()
    }

    /// What to order moments by: a day without a time begins it.
    #[must_use]
    pub fn sort_key(self) -> (Date, Time) {
        (self.day, self.at.map_or(Time::MIDNIGHT, OffsetDateTime::time))
    }
}

/// Reads `yyyy-MM-dd`.
fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let month = u8::try_from(digits(month)?).ok()?;
    let day = u8::try_from(digits(day)?).ok()?;
    let year = i32::try_from(digits(year)?).ok()?;
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// Reads `HH:mm`, `HH:mm:ss`, and with fractions of a second, which are dropped.
fn parse_clock(text: &str) -> Option<Time> {
    let whole = text.split(['.', ',']).next()?;
    let mut parts = whole.splitn(3, ':').map(|part| u8::try_from(digits(part)?).ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = match parts.next() {
        Some(second) => second?,
        None => 0,
    };
    Time::from_hms(hour, minute, second).ok()
}

/// Parts a time from its offset: `Z`, `+00:00`, `-0700`, `+02`; none is UTC.
fn split_offset(text: &str) -> Option<(&str, UtcOffset)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock.trim_end(), UtcOffset::UTC));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return Some((text, UtcOffset::UTC));
    };
    let (clock, offset) = text.split_at_checked(at)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let plain: String = offset.chars().skip(1).filter(|&character| character != ':').collect();
    let (hours, minutes) = match plain.len() {
        2 => (digits(&plain)?, 0),
        4 => (digits(plain.get(..2)?)?, digits(plain.get(2..)?)?),
        _ => return None,
    };
    let (hours, minutes) = (i8::try_from(hours).ok()?, i8::try_from(minutes).ok()?);
    let offset = UtcOffset::from_hms(hours.checked_mul(sign)?, minutes.checked_mul(sign)?, 0).ok()?;
    Some((clock.trim_end(), offset))
}

/// A number of digits alone.
fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn each_form_of_a_date_is_read() {
        let noon = Some(datetime!(2026-11-24 12:00:05 UTC));
        for (text, at) in [
            ("2026-11-24", None),
            (" 2026-11-24 ", None),
            ("2026-11-24T12:00:05+00:00", noon),
            ("2026-11-24T12:00:05Z", noon),
            ("2026-11-24T12:00:05.123Z", noon),
            ("2026-11-24 12:00:05", noon),
            ("2026-11-24T14:00:05+02:00", noon),
            ("2026-11-24T14:00:05+0200", noon),
            ("2026-11-24T05:00:05-07", noon),
            ("2026-11-24T17:30:05+05:30", noon),
            ("2026-11-24T12:00", Some(datetime!(2026-11-24 12:00 UTC))),
        ] {
            let day = date!(2026 - 11 - 24);
            assert_eq!(Moment::parse(text), Some(Moment { day, at }), "{text}");
        }
        let night = Moment::parse("2026-11-24T23:30:00-07:00").unwrap();
        assert_eq!(night.day, date!(2026 - 11 - 25));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "2026-13-01",
            "2026-02-29",
            "24.11.2026",
            "2026-11-24T25:00:00Z",
            "2026-11-24T12:00:00+99:00",
            "2026-11-24Tnoon",
            "2026-11-24T12:00:00+1:2:3",
            "12026-11-24",
            "+026-11-24",
            "0000-01-01T00:00:00+20:00x",
            "тогда",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
        // At the ends of the calendar nothing overflows.
        let _ = Moment::parse("9999-12-31T23:59:59-23:59");
        let _ = Moment::parse("0001-01-01T00:00:00+23:59");
    }

    #[test]
    fn days_are_counted_from_today() {
        let till = Moment::parse("2026-12-01").unwrap();
        assert_eq!(till.days_from(date!(2026 - 11 - 24)), 7);
        assert_eq!(till.days_from(date!(2026 - 12 - 01)), 0);
        assert_eq!(till.days_from(date!(2026 - 12 - 03)), -2);
    }
}
