//! Amounts of money: the balance, and what an order would cost.

use std::fmt;

use serde_json::Value;

use super::failure::Unreadable;
use super::list::one;
use crate::lenient::{Object, count, flag, object, text};

/// An amount in hundredths of its currency.
///
/// Answers write it as a string (`"454.00"`) or as a number (DigiCert API notes, sections 6.11 and 6.12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    /// Takes hundredths.
    #[must_use]
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// The hundredths.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// Reads a decimal number with a point; commas between its thousands are passed over; digits past the second behind the
    /// point are dropped. `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let mut groups = whole.split(',');
        let grouped = groups.next().is_some_and(|first| !first.is_empty() && plain(first))
            && groups.all(|group| group.len() == 3 && plain(group));
        if !grouped || !plain(part) {
            return None;
        }
        let whole: i64 = whole.replace(',', "").parse().ok()?;
        let mut part: String = part.chars().take(2).collect();
        while part.len() < 2 {
            part.push('0');
        }
        let hundredths = whole.checked_mul(100)?.checked_add(part.parse().ok()?)?;
        Some(Self(if negative {
            hundredths.checked_neg()?
        } else {
            hundredths
        }))
    }

    /// Reads it from a member of an answer; an empty string is no amount.
    pub(crate) fn read(answer: &Object, member: &str) -> Option<Self> {
        match answer.get(member)? {
            Value::String(text) => Self::parse(text),
            Value::Number(number) => Self::parse(&number.to_string()),
            _ => None,
        }
    }
}

impl fmt::Display for Amount {
    /// `454.00`: with a point and without a currency, the same in every language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// What is left to order from (section 6.12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The balance; may be negative.
    pub balance: Amount,
    /// The currency's code, such as `USD`.
    pub currency: Option<String>,
    /// All that may be spent, credit included, if the answer says so.
    pub available: Option<Amount>,
    /// Invoices that are not paid.
    pub unpaid_invoices: Option<Amount>,
    /// Whether the balance may go below zero without an end.
    pub is_unlimited: bool,
}

impl Balance {
    /// Whether a price can be paid from it; `None` where the answer does not tell of the credit, and the balance alone falls
    /// short.
    #[must_use]
    pub fn covers(&self, price: Amount) -> Option<bool> {
        if self.is_unlimited || self.balance >= price {
            return Some(true);
        }
        self.available.map(|available| available >= price)
    }
}

/// Reads `/finance/balance`.
///
/// # Errors
///
/// The body is no JSON object, or has no balance.
pub fn read_balance(body: &[u8]) -> Result<Balance, Unreadable> {
    one(body, |answer| {
        Ok(Balance {
            balance: Amount::read(answer, "balance").ok_or(Unreadable::Lacks("balance"))?,
            currency: text(answer, "currency"),
            available: Amount::read(answer, "total_available_funds"),
            unpaid_invoices: Amount::read(answer, "unpaid_invoice_balance"),
            is_unlimited: flag(answer, "unlimited_negative_balance").unwrap_or_default(),
        })
    })
}

/// What an order would cost (section 6.11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceEstimate {
    /// The price without tax; `None` where the API could not estimate it, which it writes as 0.
    pub total: Option<Amount>,
    /// The currency's code.
    pub currency: Option<String>,
    /// The tax; `None` where it could not be worked out.
    pub tax: Option<Amount>,
    /// What is paid for names that are no wildcards, if any.
    pub names: Option<PricePart>,
    /// What is paid for wildcards, if any.
    pub wildcards: Option<PricePart>,
}

/// A part of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricePart {
    /// How many names.
    pub units: u64,
    /// What they cost together; `None` where it could not be estimated.
    pub subtotal: Option<Amount>,
}

impl PricePart {
    fn read(part: &Object) -> Option<Self> {
        let units = count(part, "units").filter(|&units| units > 0)?;
        Some(Self {
            units,
            subtotal: estimated(part, "subtotal"),
        })
    }
}

/// An amount that was estimated: 0 says that it could not be.
fn estimated(answer: &Object, member: &str) -> Option<Amount> {
    Amount::read(answer, member).filter(|amount| amount.hundredths() > 0)
}

/// Reads `/finance/order-pricing`.
///
/// # Errors
///
/// The body is no JSON object.
pub fn read_price_estimate(body: &[u8]) -> Result<PriceEstimate, Unreadable> {
    one(body, |answer| {
        let tax_failed = flag(answer, "tax_error").unwrap_or_default();
        let part = |member| object(answer, member).and_then(PricePart::read);
        Ok(PriceEstimate {
            total: estimated(answer, "total_price"),
            currency: text(answer, "currency"),
            tax: Amount::read(answer, "tax").filter(|_| !tax_failed),
            names: part("fqdns"),
            wildcards: part("wildcards"),
        })
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn amounts_are_read_from_strings_and_numbers() {
        for (text, hundredths, shown) in [
            ("454.00", 45_400, "454.00"),
            ("0", 0, "0.00"),
            ("1,234.5", 123_450, "1234.50"),
            ("-12.345", -1_234, "-12.34"),
            (" 7 ", 700, "7.00"),
            ("-0.05", -5, "-0.05"),
        ] {
            let amount = Amount::parse(text).unwrap();
            assert_eq!(
                (amount.hundredths(), amount.to_string().as_str()),
                (hundredths, shown),
                "{text}"
            );
        }
        for text in [
            "",
            "-",
            ".",
            ".5",
            "1,2",
            "1.2.3",
            "1e3",
            "12 USD",
            "+1",
            "--1",
            "92233720368547758.08",
        ] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_balance_is_read() {
        let body = json!({
            "balance": "454.00", "currency": "USD", "unpaid_invoice_balance": "0.00", "negative_balance_limit": "100.00",
            "used_credit_from_other_containers": "0.00", "total_available_funds": "554.00"
        });
        let balance = read_balance(body.to_string().as_bytes()).unwrap();
        assert_eq!(
            (balance.balance.to_string().as_str(), balance.currency.as_deref()),
            ("454.00", Some("USD"))
        );
        assert_eq!(balance.covers(Amount::from_hundredths(45_400)), Some(true));
        assert_eq!(balance.covers(Amount::from_hundredths(55_400)), Some(true));
        assert_eq!(balance.covers(Amount::from_hundredths(55_401)), Some(false));
        let unlimited = read_balance(br#"{"balance":-5,"unlimited_negative_balance":"true"}"#).unwrap();
        assert_eq!(unlimited.covers(Amount::from_hundredths(1)), Some(true));
        let plain = read_balance(br#"{"balance":5.5}"#).unwrap();
        assert_eq!(
            (plain.balance.hundredths(), plain.covers(Amount::from_hundredths(600))),
            (550, None)
        );
        assert_eq!(read_balance(b"{}"), Err(Unreadable::Lacks("balance")));
        assert_eq!(read_balance(br#"{"balance":""}"#), Err(Unreadable::Lacks("balance")));
    }

    #[test]
    fn a_price_of_nothing_is_one_that_is_not_known() {
        let body = json!({
            "base_price": 399, "total_price": 798, "addons_price": 399, "san_package_price": 0, "benefits_discount_total": 0,
            "fqdns": {"subtotal": 399, "units": 2}, "wildcards": {"subtotal": 0, "units": 0}, "balance": 454,
            "currency": "USD", "tax": "0.00", "tax_error": false
        });
        let price = read_price_estimate(body.to_string().as_bytes()).unwrap();
        assert_eq!(price.total.map(Amount::hundredths), Some(79_800));
        assert_eq!((price.names.unwrap().units, price.wildcards), (2, None));
        assert_eq!(price.tax.map(Amount::hundredths), Some(0));
        for unknown in [json!(0), json!("0.00"), json!(null), json!(""), json!([])] {
            let body = json!({"total_price": unknown, "tax": "3.00", "tax_error": true});
            let price = read_price_estimate(body.to_string().as_bytes()).unwrap();
            assert_eq!((price.total, price.tax), (None, None));
        }
    }
}
