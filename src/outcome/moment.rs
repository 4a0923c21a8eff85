//! Points in time: in UTC, and as the user's own clock shows them.

use leptos::prelude::AnyView;
use time::{Date, Month, OffsetDateTime, Time};

use super::parts::{Page, paragraph};
use crate::browser::local_time;
use crate::text::Text;

/// A moment in UTC, in words: `25 November 2026, 09:58:05 UTC`.
pub(super) fn utc(text: &Text, moment: OffsetDateTime) -> String {
    // Every moment here is in UTC: that is how certificates and records are dated.
    let (hour, minute, second) = moment.time().as_hms();
    format!("{}, {hour:02}:{minute:02}:{second:02} UTC", (text.date)(moment.date()))
}

/// A moment in UTC and, below it, in the user's own time zone.
pub(super) fn both(page: Page, moment: OffsetDateTime) -> Vec<AnyView> {
    let local = (page.text.outcome().local_time)(&local_time(moment, page.locale));
    vec![paragraph("", utc(page.text, moment)), paragraph("soft", local)]
}

/// Reads the time of a record (RFC 3339 in UTC, as JavaScript's `toISOString` writes it); `None` if it is anything else.
pub(super) fn read(sent: &str) -> Option<OffsetDateTime> {
    let (date, clock) = sent.strip_suffix('Z')?.split_once('T')?;
    let mut date = date.splitn(3, '-');
    let year = number(date.next()?)?;
    let month = u8::try_from(number(date.next()?)?).ok()?;
    let day = u8::try_from(number(date.next()?)?).ok()?;
    // Fractions of a second are not shown.
    let clock = clock.split('.').next()?;
    let mut clock = clock.splitn(3, ':').map(|part| u8::try_from(number(part)?).ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
    let time = Time::from_hms(hour, minute, second).ok()?;
    Some(OffsetDateTime::new_utc(date, time))
}

/// A number of digits alone.
fn number(digits: &str) -> Option<i32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_a_record_is_read() {
        let read = read("2026-11-25T09:58:05.123Z").unwrap();
        assert_eq!(
            read.date(),
            Date::from_calendar_date(2026, Month::November, 25).unwrap()
        );
        assert_eq!(read.time().as_hms(), (9, 58, 5));
    }

    #[test]
    fn anything_else_is_no_time() {
        for sent in [
            "",
            "Z",
            "now",
            "2026-11-25",
            "2026-11-25T09:58:05",
            "2026-13-25T09:58:05Z",
            "2026-11-31T09:58:05Z",
            "2026-11-25T24:58:05Z",
            "2026-11-25T09:58Z",
            "+2026-11-25T09:58:05Z",
            "2026-11-25T09:58:05:01Z",
            "99999999999-11-25T09:58:05Z",
        ] {
            assert_eq!(read(sent), None, "{sent}");
        }
    }
}
