//! How long an order and its certificate are to last (digicert-api 2.1, 2.2, 7.7).

use time::{Date, Duration};

use crate::calendar;
use crate::errors::ApiError;
use crate::lenient::Reader;

/// What an order says about time.
pub(crate) struct Validity {
    /// Last day of the order.
    pub(crate) order_end: Date,
    /// Last day that is asked for the certificate.
    pub(crate) certificate_end: Date,
    /// The years of the order, 0 if its end is told otherwise.
    pub(crate) years: i64,
}

/// A duration or date, with the name under which an error is told, and the years if it was given in them.
fn read_units(
    reader: &Reader<'_>,
    prefix: &str,
    today: Date,
    errors: &mut Vec<ApiError>,
) -> Option<(Date, i64, String)> {
    let units = [format!("{prefix}years"), format!("{prefix}days")];
    let [years_key, days_key] = &units;
    let field = |unit: &str| format!("validity_{unit}");
    if let Some(text) = reader.text("custom_expiration_date", errors) {
        let field = "custom_expiration_date".to_owned();
        let end = calendar::parse_day(&text).filter(|end| *end > today);
        if end.is_none() {
            errors.push(ApiError::invalid(&field));
        }
        return Some((end?, 0, field));
    }
    if let Some(days) = reader.int(days_key, errors).filter(|days| *days != 0) {
        let end = (days > 0)
            .then(|| today.checked_add(Duration::days(days.min(100_000))))
            .flatten();
        if end.is_none() {
            errors.push(ApiError::invalid(&field("days")));
        }
        return Some((end?, 0, field("days")));
    }
    let years = reader.int(years_key, errors).filter(|years| *years != 0)?;
    let end = i32::try_from(years)
        .ok()
        .filter(|years| *years > 0)
        .and_then(|years| calendar::years_later(today, years));
    if end.is_none() {
        errors.push(ApiError::invalid(&field("years")));
    }
    Some((end?, years, field("years")))
}

/// `order_validity` before the root fields; in each a date before days before years (digicert-api 2.1 and 2.2).
pub(crate) fn read(body: &Reader<'_>, today: Date, errors: &mut Vec<ApiError>) -> Validity {
    let before = errors.len();
    let nothing = Validity {
        order_end: today,
        certificate_end: today,
        years: 0,
    };
    let given = body
        .object("order_validity", errors)
        .and_then(|reader| read_units(&reader, "", today, errors));
    let given = if errors.len() > before {
        given
    } else {
        given.or_else(|| read_units(body, "validity_", today, errors))
    };
    let Some((order_end, years, field)) = given else {
        if errors.len() == before {
            errors.push(ApiError::missing("validity_years"));
        }
        return nothing;
    };
    let too_long = if years > 0 {
        years > i64::from(calendar::order_cap_years(today))
    } else {
        calendar::last_order_end(today).is_some_and(|last| order_end > last)
    };
    if too_long {
        errors.push(ApiError::invalid(&field));
    }
    let certificate_end = body
        .object("certificate", &mut Vec::new())
        .and_then(|certificate| certificate.object("cert_validity", errors))
        .and_then(|reader| read_units(&reader, "", today, errors))
        .map_or(order_end, |(end, _, _)| end);
    if certificate_end > order_end {
        errors.push(ApiError::new(
            "cert_validity_exceeds_order_validity",
            "The validity of the certificate exceeds the validity of the order.",
        ));
    }
    Validity {
        order_end,
        certificate_end,
        years,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use time::macros::date;

    use super::*;

    /// Last days of order and certificate, or the codes of the errors.
    fn ends(body: &Value, today: Date) -> Result<(Date, Date), Vec<String>> {
        let mut errors = Vec::new();
        let validity = read(&Reader::new(body), today, &mut errors);
        if errors.is_empty() {
            Ok((validity.order_end, validity.certificate_end))
        } else {
            Err(errors.into_iter().map(|error| error.code).collect())
        }
    }

    #[test]
    fn the_nearest_way_to_say_the_end_wins() {
        let end = |body: Value| ends(&body, date!(2026 - 11 - 24)).map(|(end, _)| end);
        for (body, expected) in [
            (json!({"validity_years": 1}), date!(2027 - 11 - 24)),
            (json!({"validity_years": 1, "validity_days": 30}), date!(2026 - 12 - 24)),
            (
                json!({"validity_days": 30, "custom_expiration_date": "2027-01-01T00:00:00"}),
                date!(2027 - 01 - 01),
            ),
            (
                json!({"validity_years": 1, "order_validity": {"years": 2}}),
                date!(2028 - 11 - 24),
            ),
        ] {
            assert_eq!(end(body.clone()), Ok(expected), "{body}");
        }
        for (body, field) in [
            (json!({}), "validity_years"),
            (json!({"validity_years": 0}), "validity_years"),
            (json!({"validity_years": 4}), "validity_years"),
            (json!({"order_validity": {"days": 1200}}), "validity_days"),
            (
                json!({"custom_expiration_date": "2026-11-24"}),
                "custom_expiration_date",
            ),
            (
                json!({"custom_expiration_date": "2031-01-01"}),
                "custom_expiration_date",
            ),
            (
                json!({"custom_expiration_date": "31.12.2026"}),
                "custom_expiration_date",
            ),
        ] {
            assert_eq!(end(body.clone()), Err(vec![format!("invalid_value:{field}")]), "{body}");
        }
    }

    #[test]
    fn the_first_certificate_ends_with_its_order_or_before() {
        let with = |validity: Value| {
            let body = json!({"validity_years": 1, "certificate": {"cert_validity": validity}});
            ends(&body, date!(2026 - 11 - 24))
        };
        assert_eq!(
            with(json!({"days": 60})),
            Ok((date!(2027 - 11 - 24), date!(2027 - 01 - 23)))
        );
        assert_eq!(with(json!({})), Ok((date!(2027 - 11 - 24), date!(2027 - 11 - 24))));
        assert_eq!(
            with(json!({"years": 2})),
            Err(vec!["cert_validity_exceeds_order_validity".into()])
        );
    }

    #[test]
    fn the_reference_page_of_2019_is_followed_in_2019() {
        let end = |body: Value| ends(&body, date!(2019 - 05 - 01)).map(|(end, _)| end);
        assert_eq!(end(json!({"validity_years": 2})), Ok(date!(2021 - 05 - 01)));
        assert!(end(json!({"validity_years": 3})).is_err());
        // Less than 825 days ahead.
        assert_eq!(
            end(json!({"custom_expiration_date": "2021-08-02"})),
            Ok(date!(2021 - 08 - 02))
        );
        assert!(end(json!({"custom_expiration_date": "2021-08-03"})).is_err());
    }
}
