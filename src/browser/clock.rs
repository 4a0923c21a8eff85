//! The day and the hour, as the browser knows them.

use js_sys::{Date, Object, Reflect};
use time::{Date as Day, Month, OffsetDateTime, Time, UtcOffset};

/// Today's date in UTC, in which DigiCert's days are counted; the rules keep a day's margin for other zones.
pub(crate) fn today() -> Day {
    let now = Date::new_0();
    let month = u8::try_from(now.get_utc_month() + 1)
        .ok()
        .and_then(|month| Month::try_from(month).ok());
    let day = u8::try_from(now.get_utc_date()).ok();
    let year = i32::try_from(now.get_utc_full_year()).ok();
    // A clock beyond the calendar counts as the first day: every date is then in the future, and DigiCert decides.
    year.zip(month)
        .zip(day)
        .and_then(|((year, month), day)| Day::from_calendar_date(year, month, day).ok())
        .unwrap_or(Day::MIN)
}

/// This moment, to the second; the first of all where the browser's clock is beyond the calendar.
pub(crate) fn now() -> OffsetDateTime {
    let clock = Date::new_0();
    let time = Time::from_hms(
        u8::try_from(clock.get_utc_hours()).unwrap_or_default(),
        u8::try_from(clock.get_utc_minutes()).unwrap_or_default(),
        u8::try_from(clock.get_utc_seconds()).unwrap_or_default(),
    );
    today().with_time(time.unwrap_or(Time::MIDNIGHT)).assume_utc()
}

/// A moment in the user's own time zone and in the words of a language (`en`, `ru`), with the zone named.
pub(crate) fn local_time(moment: OffsetDateTime, language: &str) -> String {
    let moment = moment.to_offset(UtcOffset::UTC);
    let (hour, minute, second) = moment.time().as_hms();
    // By way of text: a Unix time does not fit the number types that convert to a JavaScript number without loss.
    let text = format!("{}T{hour:02}:{minute:02}:{second:02}Z", moment.date());
    let options = Object::new();
    for (key, value) in [("dateStyle", "medium"), ("timeStyle", "long")] {
        // An option that can't be set is an option left at its default.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    let date = Date::new(&text.into());
    date.to_locale_string(language, &options).into()
}

/// The hour, minute and second of a moment in the user's own time zone, in the words of a language.
pub(crate) fn local_clock(moment: OffsetDateTime, language: &str) -> String {
    let (hour, minute, second) = moment.to_offset(UtcOffset::UTC).time().as_hms();
    let text = format!(
        "{}T{hour:02}:{minute:02}:{second:02}Z",
        moment.to_offset(UtcOffset::UTC).date()
    );
    Date::new(&text.into()).to_locale_time_string(language).into()
}
