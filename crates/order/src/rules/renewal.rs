//! Renewal: the certificate that is renewed, and what happens when this one runs out.

use crate::{
    Checked, EntryProblem, Field, PaymentMethod,
    characters::{is_invisible, trim},
    rules::findings::{Findings, Lines, find, optional},
};

/// The hexadecimal digits of a SHA-1 thumbprint.
const SHA1_DIGITS: usize = 40;
/// The hexadecimal digits of a SHA-256 thumbprint, which the API does not want.
const SHA256_DIGITS: usize = 64;

/// A SHA-1 thumbprint: 40 hexadecimal digits in upper case without separators (DigiCert API notes, section 7.6).
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Thumbprint(String);

impl Thumbprint {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The thumbprint of the certificate that is renewed, or nothing (section 7.6: `renewed_thumbprint`).
///
/// Colons, spaces and hyphens between the digits are taken, and so are the marks that a copy from Windows' certificate dialog
/// begins with. Thumbprint and number of the old order are independent, and both belong to a renewal (section 2.1, rule 5).
#[must_use]
pub fn renewed_thumbprint(typed: &str, renewal_of_order_id: &str) -> Checked<Option<Thumbprint>> {
    let field = Field::RenewedThumbprint;
    let text = trim(typed);
    let of_order = !trim(renewal_of_order_id).is_empty();
    let mut findings = Findings::new(field);
    if text.is_empty() {
        if of_order {
            findings.push(EntryProblem::ThumbprintNotGiven);
        }
        return findings.give(None);
    }
    let separator =
        |character: char| matches!(character, ':' | '-') || character.is_whitespace() || is_invisible(character);
    let digits: String = text.chars().filter(|&character| !separator(character)).collect();
    if let Some((character, position)) = find(text, |character| {
        !separator(character) && !character.is_ascii_hexdigit()
    }) {
        findings.push(EntryProblem::NotHexadecimal { character, position });
    } else {
        match digits.len() {
            SHA1_DIGITS => {}
            SHA256_DIGITS => findings.push(EntryProblem::ThumbprintSha256),
            digits => findings.push(EntryProblem::ThumbprintLength { digits }),
        }
    }
    if !of_order {
        findings.push(EntryProblem::RenewedOrderNotGiven);
    }
    findings.give(Some(Thumbprint(digits.to_ascii_uppercase())))
}

/// Whether the certificate renews itself: not where the order is paid by card (sections 5.5 and 7.6).
#[must_use]
pub fn auto_renew(chosen: bool, payment_method: Option<PaymentMethod>) -> Checked<bool> {
    let mut findings = Findings::new(Field::AutoRenew);
    if chosen && payment_method == Some(PaymentMethod::Card) {
        findings.push(EntryProblem::AutoRenewWithCard);
    }
    findings.give(chosen)
}

/// The sentence in the renewal notices, or nothing; its greatest length is UNCONFIRMED (section 7.6), so there is none here.
#[must_use]
pub fn custom_renewal_message(typed: &str, notifications_disabled: bool) -> Checked<Option<String>> {
    optional(Field::CustomRenewalMessage, typed, |findings, text| {
        findings.unseen(text, Lines::Many);
        if notifications_disabled {
            findings.push(EntryProblem::RenewalMessageUnused);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::What;

    const DIGITS: &str = "0123456789ABCDEF0123456789ABCDEF01234567";

    fn whats<T>(checked: &Checked<T>) -> Vec<What> {
        checked.problems.iter().map(|problem| problem.what.clone()).collect()
    }

    #[test]
    fn a_thumbprint_is_taken_with_any_separators() {
        let colons = "01:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67";
        for typed in [
            DIGITS,
            &DIGITS.to_lowercase(),
            colons,
            &colons.replace(':', " "),
            &format!("\u{200e}{colons}"),
        ] {
            let checked = renewed_thumbprint(typed, "1");
            assert_eq!(checked.problems, []);
            assert_eq!(
                checked.value.flatten().as_ref().map(Thumbprint::as_str),
                Some(DIGITS),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_sha1_thumbprint_is_told_what_it_is() {
        for (typed, what) in [
            ("0123".to_owned(), EntryProblem::ThumbprintLength { digits: 4 }),
            (format!("{DIGITS}0"), EntryProblem::ThumbprintLength { digits: 41 }),
            ("ab".repeat(32), EntryProblem::ThumbprintSha256),
            (
                format!("{}g", &DIGITS[..39]),
                EntryProblem::NotHexadecimal {
                    character: 'g',
                    position: 40,
                },
            ),
            ("::".to_owned(), EntryProblem::ThumbprintLength { digits: 0 }),
        ] {
            assert_eq!(whats(&renewed_thumbprint(&typed, "1")), [what.into()], "{typed}");
        }
    }

    #[test]
    fn thumbprint_and_order_belong_together() {
        assert_eq!(renewed_thumbprint("", ""), Checked::good(None));
        assert_eq!(
            whats(&renewed_thumbprint("", "5")),
            [EntryProblem::ThumbprintNotGiven.into()]
        );
        let alone = renewed_thumbprint(DIGITS, " ");
        assert!(alone.value.is_some());
        assert_eq!(whats(&alone), [EntryProblem::RenewedOrderNotGiven.into()]);
    }

    #[test]
    fn a_card_does_not_renew_by_itself() {
        assert_eq!(auto_renew(true, Some(PaymentMethod::Card)).value, None);
        assert_eq!(auto_renew(true, Some(PaymentMethod::Profile)), Checked::good(true));
        assert_eq!(auto_renew(true, None), Checked::good(true));
        assert_eq!(auto_renew(false, Some(PaymentMethod::Card)), Checked::good(false));
    }

    #[test]
    fn a_message_without_notices_is_not_read() {
        assert_eq!(
            whats(&custom_renewal_message("Ask Ann", true)),
            [EntryProblem::RenewalMessageUnused.into()]
        );
        assert_eq!(
            custom_renewal_message("Ask Ann", false),
            Checked::good(Some("Ask Ann".into()))
        );
        assert_eq!(custom_renewal_message("", true), Checked::good(None));
    }
}
