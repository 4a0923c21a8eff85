//! The validity as entered: years, days or a date.

use time::{Date, Duration, Month};

use crate::{
    Checked, Entries, EntryProblem, Field, FormContext, ORDER_YEARS, REFERENCE_DAYS, REFERENCE_YEARS, Validity,
    ValidityChoice,
    characters::trim,
    latest_order_end, next_limit,
    rules::{
        findings::Findings,
        numbers::{demand, positive},
    },
    validity_ends,
};

/// A change of the limit within so many days is spoken of: an order can wait so long for its validation.
const CHANGE_AHEAD_DAYS: i64 = 30;

/// The validity in the way that was chosen (DigiCert API notes, section 2.1, rule 1: one of the three is required).
#[must_use]
pub fn validity(entries: &Entries, context: &FormContext) -> Checked<Validity> {
    match entries.validity {
        ValidityChoice::Years => validity_years(&entries.validity_years, context.today),
        ValidityChoice::Days => validity_days(&entries.validity_days, context.today),
        ValidityChoice::Date => custom_expiration_date(&entries.custom_expiration_date, context.today),
    }
}

/// Years: 1 or 2 by the reference page (section 2.1), 3 at most by later ones (section 2.2).
#[must_use]
pub fn validity_years(typed: &str, today: Date) -> Checked<Validity> {
    let field = Field::ValidityYears;
    let years = positive(field, typed, |findings, years| {
        let most = i64::from(ORDER_YEARS);
        let reference = i64::from(REFERENCE_YEARS);
        if years > most {
            findings.push(EntryProblem::YearsNotOffered { most });
        } else if years > reference {
            findings.push(EntryProblem::YearsBeyondReference { reference });
        }
        // A number out of range is an error already, and its value is not given.
        let validity = Validity::Years(u8::try_from(years.min(most)).unwrap_or(ORDER_YEARS));
        advise_ends(findings, today, validity);
        validity
    });
    demand(field, years)
}

/// Days: as many as three years have at most (section 2.2); the certificate itself is cut to the limit of the day (7.7).
#[must_use]
pub fn validity_days(typed: &str, today: Date) -> Checked<Validity> {
    let field = Field::ValidityDays;
    let days = positive(field, typed, |findings, days| {
        let latest = latest_order_end(today);
        let most = (latest - today).whole_days();
        // Whether a leap day counts is UNCONFIRMED, so the last day is left to DigiCert.
        if days > most.saturating_add(1) {
            findings.push(EntryProblem::OrderTooLong { latest });
        } else if days >= most {
            findings.push(EntryProblem::OrderNearLimit { latest });
        }
        let validity = Validity::Days(u16::try_from(days).unwrap_or(u16::MAX));
        advise_ends(findings, today, validity);
        validity
    });
    demand(field, days)
}

/// A date `yyyy-MM-dd` that is still to come (section 2.1), three years ahead at most (section 2.2).
///
/// The reference page allows less than 825 days; later orders may be longer, so that is advice. DigiCert's day may be one
/// earlier or later than the person's (section 7.7): within that margin there is advice, beyond it an error.
#[must_use]
pub fn custom_expiration_date(typed: &str, today: Date) -> Checked<Validity> {
    let field = Field::CustomExpirationDate;
    let text = trim(typed);
    if text.is_empty() {
        return Checked::wrong(field, EntryProblem::Missing);
    }
    let date = match read_date(text) {
        Ok(date) => date,
        Err(what) => return Checked::wrong(field, what),
    };
    let mut findings = Findings::new(field);
    let ahead = (date - today).whole_days();
    let latest = latest_order_end(today);
    if ahead <= 0 {
        findings.push(EntryProblem::DateNotAhead);
    } else if date > latest.saturating_add(Duration::DAY) {
        findings.push(EntryProblem::OrderTooLong { latest });
    } else if date >= latest {
        findings.push(EntryProblem::OrderNearLimit { latest });
    } else if ahead >= i64::from(REFERENCE_DAYS) {
        findings.push(EntryProblem::DateBeyondReference { days: REFERENCE_DAYS });
    } else if ahead == 1 {
        findings.push(EntryProblem::DateNearToday);
    }
    let validity = Validity::Date(date);
    advise_ends(&mut findings, today, validity);
    findings.give(validity)
}

/// Says when the certificate ends before the order does, and when a change of the limit is near (section 7.7).
fn advise_ends(findings: &mut Findings, today: Date, validity: Validity) {
    if findings.has_errors() {
        return;
    }
    let ends = validity_ends(today, validity);
    if ends.is_cut() {
        let days = ends.limit_days;
        findings.push(EntryProblem::CertificateEndsBefore {
            certificate: ends.certificate,
            order: ends.order,
            days,
        });
    }
    if let Some(next) = next_limit(today) {
        let lasts = (ends.certificate - today).whole_days().saturating_add(1);
        if (next.from - today).whole_days() <= CHANGE_AHEAD_DAYS && lasts > i64::from(next.days) {
            findings.push(EntryProblem::LimitFallsSoon {
                from: next.from,
                days: next.days,
            });
        }
    }
}

/// Reads `yyyy-MM-dd`; a date in another form is refused with what is meant, where that is clear.
fn read_date(text: &str) -> Result<Date, EntryProblem> {
    let mut parts = text.split('-');
    let exact = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) if (year.len(), month.len(), day.len()) == (4, 2, 2) => {
            number(year).zip(number(month)).zip(number(day))
        }
        _ => None,
    };
    match exact {
        Some(((year, month), day)) => calendar(year, month, day).ok_or(EntryProblem::NoSuchDate),
        None => Err(EntryProblem::DateFormat {
            meant: other_form(text),
        }),
    }
}

/// A date as people write it otherwise, if it can be read in one way only.
fn other_form(text: &str) -> Option<Date> {
    if text.len() == 8 && number(text).is_some() {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        return calendar(number(year)?, number(month)?, number(day)?);
    }
    let mut parts = text
        .split(|character: char| !character.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    // A time of day may follow.
    if first.len() == 4 {
        return calendar(number(first)?, number(second)?, number(third)?);
    }
    if third.len() != 4 {
        return None;
    }
    let (year, first, second) = (number(third)?, number(first)?, number(second)?);
    if text.contains('.') || first == second {
        return calendar(year, second, first);
    }
    match (calendar(year, second, first), calendar(year, first, second)) {
        (Some(date), None) | (None, Some(date)) => Some(date),
        _ => None,
    }
}

/// A number of ASCII digits alone.
fn number(digits: &str) -> Option<i32> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}

fn calendar(year: i32, month: i32, day: i32) -> Option<Date> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::What;

    const TODAY: Date = date!(2026 - 11 - 24);

    fn whats(checked: &Checked<Validity>) -> Vec<What> {
        checked.problems.iter().map(|problem| problem.what.clone()).collect()
    }

    fn cut(order: Date) -> What {
        EntryProblem::CertificateEndsBefore {
            certificate: date!(2027 - 06 - 10),
            order,
            days: 199,
        }
        .into()
    }

    #[test]
    fn one_and_two_years_are_the_reference_three_the_most() {
        let one = validity_years("1", TODAY);
        assert_eq!(one.value, Some(Validity::Years(1)));
        assert_eq!(whats(&one), [cut(date!(2027 - 11 - 23))]);
        assert_eq!(validity_years("2", TODAY).value, Some(Validity::Years(2)));
        let three = validity_years("3", TODAY);
        assert_eq!(three.value, Some(Validity::Years(3)));
        assert_eq!(three.problems.len(), 2);
        assert_eq!(
            whats(&three)[0],
            EntryProblem::YearsBeyondReference { reference: 2 }.into()
        );
        for typed in ["4", "1000000000000"] {
            assert_eq!(
                whats(&validity_years(typed, TODAY)),
                [EntryProblem::YearsNotOffered { most: 3 }.into()]
            );
        }
        assert_eq!(whats(&validity_years("0", TODAY)), [EntryProblem::NotPositive.into()]);
        assert_eq!(whats(&validity_years(" ", TODAY)), [EntryProblem::Missing.into()]);
    }

    #[test]
    fn days_are_free_up_to_three_years() {
        assert_eq!(validity_days("199", TODAY), Checked::good(Validity::Days(199)));
        assert_eq!(whats(&validity_days("200", TODAY)), [cut(date!(2027 - 06 - 11))]);
        assert_eq!(validity_days("1094", TODAY).problems.len(), 1);
        let latest = date!(2029 - 11 - 24);
        // 2028 is a leap year, so three years from today have 1096 days.
        for typed in ["1096", "1097"] {
            let checked = validity_days(typed, TODAY);
            assert!(checked.value.is_some());
            assert_eq!(whats(&checked)[0], EntryProblem::OrderNearLimit { latest }.into());
        }
        for typed in ["1098", "70000"] {
            assert_eq!(
                whats(&validity_days(typed, TODAY)),
                [EntryProblem::OrderTooLong { latest }.into()]
            );
        }
    }

    #[test]
    fn a_date_keeps_a_day_of_margin_at_both_ends() {
        let judge = |typed| whats(&custom_expiration_date(typed, TODAY));
        assert_eq!(judge("2026-11-24"), [EntryProblem::DateNotAhead.into()]);
        assert_eq!(judge("1999-01-01"), [EntryProblem::DateNotAhead.into()]);
        assert_eq!(judge("2026-11-25"), [EntryProblem::DateNearToday.into()]);
        assert_eq!(judge("2026-11-26"), []);
        assert_eq!(judge("2027-06-10"), []);
        assert_eq!(judge("2027-06-11"), [cut(date!(2027 - 06 - 11))]);
        // 824 and 825 days ahead.
        assert_eq!(judge("2029-02-25"), [cut(date!(2029 - 02 - 25))]);
        assert_eq!(
            judge("2029-02-26")[0],
            EntryProblem::DateBeyondReference { days: 825 }.into()
        );
        let latest = date!(2029 - 11 - 24);
        assert_eq!(judge("2029-11-24")[0], EntryProblem::OrderNearLimit { latest }.into());
        assert_eq!(judge("2029-11-25")[0], EntryProblem::OrderNearLimit { latest }.into());
        assert_eq!(judge("2029-11-26"), [EntryProblem::OrderTooLong { latest }.into()]);
    }

    #[test]
    fn the_form_of_a_date_is_exact_and_other_forms_are_understood_where_they_are_clear() {
        let judge = |typed| whats(&custom_expiration_date(typed, TODAY));
        assert_eq!(judge("2027-02-29"), [EntryProblem::NoSuchDate.into()]);
        assert_eq!(judge("2027-13-01"), [EntryProblem::NoSuchDate.into()]);
        let meant = Some(date!(2027 - 01 - 25));
        for typed in [
            "25.01.2027",
            "25.1.2027",
            "2027/01/25",
            "2027-1-25",
            "20270125",
            "01/25/2027",
            "25/01/2027",
            "2027–01–25",
        ] {
            assert_eq!(judge(typed), [EntryProblem::DateFormat { meant }.into()], "{typed}");
        }
        for typed in [
            "01/02/2027",
            "tomorrow",
            "25.01.27",
            "2027-01",
            "12345678901-01-01",
            "-",
            "２０２７-01-25",
            "99.99.2027",
        ] {
            assert_eq!(
                judge(typed),
                [EntryProblem::DateFormat { meant: None }.into()],
                "{typed}"
            );
        }
        assert_eq!(judge(""), [EntryProblem::Missing.into()]);
    }

    #[test]
    fn a_change_of_the_limit_is_spoken_of_when_it_is_near() {
        let soon = What::from(EntryProblem::LimitFallsSoon {
            from: date!(2027 - 03 - 15),
            days: 99,
        });
        assert!(whats(&validity_years("1", date!(2027 - 02 - 20))).contains(&soon));
        assert!(!whats(&validity_days("90", date!(2027 - 02 - 20))).contains(&soon));
        assert!(!whats(&validity_years("1", TODAY)).contains(&soon));
    }

    #[test]
    fn the_chosen_way_alone_is_looked_at() {
        let mut entries = Entries {
            validity_years: "x".into(),
            validity_days: "90".into(),
            ..Entries::default()
        };
        entries.validity = ValidityChoice::Days;
        assert_eq!(
            validity(&entries, &FormContext::new(TODAY)).value,
            Some(Validity::Days(90))
        );
    }
}
