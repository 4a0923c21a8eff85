//! What is delivered and how it is validated: server platform, profile, language, transparency.

use time::{Date, macros::date};

use crate::{
    Checked, DcvMethod, EntryProblem, Field, OTHER_PLATFORM, PROFILE_OPTIONS,
    characters::trim,
    rules::findings::{Findings, Lines, optional},
    rules::numbers::whole_number,
};

/// The day on which client authentication goes away entirely (DigiCert API notes, section 2.2).
const CLIENT_AUTH_ENDS: Date = date!(2027 - 03 - 01);

/// The profile that keeps client authentication (section 2.2).
const CLIENT_AUTH_PROFILE: &str = "server_client_auth_eku";

/// The one language code that is confirmed (section 5.3).
const CONFIRMED_LOCALE: &str = "en";

/// The server platform's number, or nothing: any whole number, since the list of platforms is known in part (section 5.1).
///
/// Less than zero is only -1, "other".
#[must_use]
pub fn server_platform(typed: &str) -> Checked<Option<i64>> {
    let field = Field::ServerPlatform;
    let text = trim(typed);
    if text.is_empty() {
        return Checked::good(None);
    }
    match whole_number(text) {
        Err(what) => Checked::wrong(field, what),
        Ok(number) if number.value < OTHER_PLATFORM || number.value == 0 => {
            Checked::wrong(field, EntryProblem::NotPositive)
        }
        Ok(number) => {
            let mut findings = Findings::new(field);
            if let Some(advice) = number.advice {
                findings.push(advice);
            }
            findings.give(Some(number.value))
        }
    }
}

/// The name of a certificate profile, or nothing (section 2.2); an account can have profiles of its own.
#[must_use]
pub fn profile_option(typed: &str) -> Checked<Option<String>> {
    optional(Field::ProfileOption, typed, |findings, text| {
        findings.unseen(text, Lines::One);
        if text == CLIENT_AUTH_PROFILE {
            findings.push(EntryProblem::ClientAuthEnds { on: CLIENT_AUTH_ENDS });
        } else if !PROFILE_OPTIONS.contains(&text) {
            findings.push(EntryProblem::ProfileUnknown);
        }
    })
}

/// The language of the validation mail, or nothing; all codes but `en` are UNCONFIRMED (section 5.3).
#[must_use]
pub fn locale(typed: &str, dcv_method: Option<DcvMethod>) -> Checked<Option<String>> {
    optional(Field::Locale, typed, |findings, text| {
        findings.unseen(text, Lines::One);
        if text != CONFIRMED_LOCALE {
            findings.push(EntryProblem::LocaleUnconfirmed);
        }
        if dcv_method.is_some_and(|method| method != DcvMethod::Email) {
            findings.push(EntryProblem::LocaleUnused);
        }
    })
}

/// Whether the certificate is kept out of the logs: unwise for a public one (section 7.6).
#[must_use]
pub fn disable_ct(chosen: bool) -> Checked<bool> {
    let mut findings = Findings::new(Field::DisableCt);
    if chosen {
        findings.push(EntryProblem::Unlogged);
    }
    findings.give(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::What;

    fn whats<T>(checked: &Checked<T>) -> Vec<What> {
        checked.problems.iter().map(|problem| problem.what.clone()).collect()
    }

    #[test]
    fn a_platform_is_any_number_or_other() {
        assert_eq!(server_platform("-1"), Checked::good(Some(-1)));
        assert_eq!(server_platform(" 45 "), Checked::good(Some(45)));
        assert_eq!(server_platform("99999"), Checked::good(Some(99_999)));
        assert_eq!(server_platform(""), Checked::good(None));
        assert_eq!(whats(&server_platform("-2")), [EntryProblem::NotPositive.into()]);
        assert_eq!(whats(&server_platform("0")), [EntryProblem::NotPositive.into()]);
        let what = EntryProblem::NotWholeNumber {
            character: 'n',
            position: 1,
        };
        assert_eq!(whats(&server_platform("nginx")), [what.into()]);
    }

    #[test]
    fn known_profiles_pass_and_the_one_that_ends_says_so() {
        assert_eq!(
            profile_option("server_auth_only_eku"),
            Checked::good(Some("server_auth_only_eku".into()))
        );
        let ends = profile_option("server_client_auth_eku");
        assert!(ends.value.is_some());
        assert_eq!(
            whats(&ends),
            [EntryProblem::ClientAuthEnds {
                on: date!(2027 - 03 - 01)
            }
            .into()]
        );
        assert_eq!(
            whats(&profile_option("my profile")),
            [EntryProblem::ProfileUnknown.into()]
        );
        assert_eq!(profile_option("a\u{1}").value, None);
    }

    #[test]
    fn a_language_is_confirmed_used_or_not() {
        assert_eq!(locale("en", None), Checked::good(Some("en".into())));
        assert_eq!(locale("en", Some(DcvMethod::Email)).problems, []);
        assert_eq!(whats(&locale("ru", None)), [EntryProblem::LocaleUnconfirmed.into()]);
        assert_eq!(
            whats(&locale("en", Some(DcvMethod::DnsTxtToken))),
            [EntryProblem::LocaleUnused.into()]
        );
    }

    #[test]
    fn an_unlogged_certificate_is_advised_against() {
        assert_eq!(disable_ct(false), Checked::good(false));
        let checked = disable_ct(true);
        assert_eq!(checked.value, Some(true));
        assert_eq!(checked.problems.len(), 1);
    }
}
