//! Why an answer is not what was asked for, as data.

use std::fmt;

use serde_json::Value;

use crate::ApiError;
use crate::verdict::{self, READ_BYTES, is_html};

/// A body that can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is empty.
    Empty,
    /// It begins as JSON and breaks off.
    Cut,
    /// It is no JSON, or JSON of more than 128 levels.
    NotJson,
    /// It is longer than 4 MiB, so it was not read.
    TooLong,
    /// It is JSON without the member that the answer can't do without; the member's name, or `object`.
    Lacks(&'static str),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the answer is empty"),
            Self::Cut => f.write_str("the answer breaks off"),
            Self::NotJson => f.write_str("the answer is no JSON"),
            Self::TooLong => f.write_str("the answer is too long"),
            Self::Lacks(member) => write!(f, "the answer lacks {member}"),
        }
    }
}

impl std::error::Error for Unreadable {}

/// Reads the JSON of a body.
pub(crate) fn json(body: &[u8]) -> Result<Value, Unreadable> {
    if body.len() > READ_BYTES {
        return Err(Unreadable::TooLong);
    }
    verdict::read_json(body).map_err(|unreadable| match unreadable {
        verdict::Unreadable::Empty => Unreadable::Empty,
        verdict::Unreadable::Cut => Unreadable::Cut,
        verdict::Unreadable::NotJson => Unreadable::NotJson,
        verdict::Unreadable::TooLong => Unreadable::TooLong,
    })
}

/// Why a call has not brought what it was made for (DigiCert API notes, sections 4.3 to 4.5).
///
/// Said of calls that read and of those whose change a look at the order shows afterwards; an order itself is judged by
/// [`crate::read_answer`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// 401 or 403: the key, or the proxy, does not allow it.
    NotAllowed(NotAllowed),
    /// 404 with an error of DigiCert's: there is no such thing, or this key does not see it.
    NotFound {
        /// DigiCert's errors, at least one.
        errors: Vec<ApiError>,
    },
    /// 429: too many calls in a short time.
    RateLimited {
        /// The seconds of `Retry-After`; the API sends no such header, a proxy may (section 4.5).
        retry_after: Option<u32>,
    },
    /// A web page, or a redirect: a sign-on has most likely ended, or the address is not that of the API.
    NotTheApi {
        /// The HTTP status.
        status: u16,
    },
    /// 408 or 5xx: the API, or the proxy, can't serve at the moment.
    Down {
        /// The HTTP status.
        status: u16,
    },
    /// Another 4xx: what was asked for is refused, in DigiCert's words where there are any.
    Refused {
        /// The HTTP status.
        status: u16,
        /// DigiCert's errors; empty where the answer has none of its shape.
        errors: Vec<ApiError>,
    },
    /// A success whose body can't be read.
    Unreadable(Unreadable),
}

/// Who does not allow a call, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotAllowed {
    /// `access_denied|access_denied_invalid_key`: the proxy's key is no key of the account.
    InvalidKey,
    /// `access_denied|missing_permission`: the role, or the key's restriction, does not include it (section 5.9).
    MissingPermission,
    /// `access_denied|invalid_approver`: this user may not decide this request.
    InvalidApprover,
    /// Another `access_denied` of DigiCert's.
    Other,
    /// The answer is none of DigiCert's: the proxy does not let the call through.
    Proxy,
}

impl Failure {
    /// Says why an answer has not brought what was asked for; `None` for a 2xx that may be read.
    ///
    /// `retry_after` is the value of the header of that name: seconds; a date counts as no value, for want of a clock here.
    #[must_use]
    pub fn of(status: u16, content_type: Option<&str>, retry_after: Option<&str>, body: &[u8]) -> Option<Self> {
        let errors = || json(body).map(|value| ApiError::read_all(&value)).unwrap_or_default();
        // An empty success is one of a change, and JSON is the API's, whatever type a proxy gives to either.
        let page = is_html(content_type, body) && !body.trim_ascii().is_empty() && json(body).is_err();
        Some(match status {
            200..=299 if page => Self::NotTheApi { status },
            200..=299 => return None,
            // A browser that is told not to follow redirects gives status 0.
            0 | 300..=399 => Self::NotTheApi { status },
            401 | 403 => Self::NotAllowed(NotAllowed::of(&errors())),
            408 | 500..=599 => Self::Down { status },
            429 => Self::RateLimited {
                retry_after: retry_after.and_then(seconds),
            },
            _ => {
                let errors = errors();
                if errors.is_empty() && page {
                    Self::NotTheApi { status }
                } else if status == 404 && !errors.is_empty() {
                    Self::NotFound { errors }
                } else if errors.iter().any(|error| error.code.starts_with("access_denied")) {
                    Self::NotAllowed(NotAllowed::of(&errors))
                } else {
                    Self::Refused { status, errors }
                }
            }
        })
    }

    /// Whether the same call may go well a little later, so that it is worth another try by itself.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::RateLimited { .. } | Self::Down { .. })
    }
}

impl NotAllowed {
    fn of(errors: &[ApiError]) -> Self {
        let codes = errors.iter().map(|error| error.code.as_str());
        let mut denied = Self::Proxy;
        for code in codes.filter(|code| !code.is_empty()) {
            // Matched by what they contain: the separator is not the same everywhere (section 4.4).
            for (word, known) in [
                ("invalid_key", Self::InvalidKey),
                ("missing_permission", Self::MissingPermission),
                ("invalid_approver", Self::InvalidApprover),
            ] {
                if code.contains(word) {
                    return known;
                }
            }
            denied = Self::Other;
        }
        denied
    }
}

/// The seconds of a `Retry-After` (RFC 9110, section 10.2.3), a day at the most.
fn seconds(header: &str) -> Option<u32> {
    let header = header.trim();
    let plain = !header.is_empty() && header.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| header.parse().unwrap_or(u32::MAX).min(86_400))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(status: u16, body: &str) -> Option<Failure> {
        Failure::of(status, Some("application/json"), None, body.as_bytes())
    }

    fn error(code: &str) -> String {
        format!(r#"{{"errors":[{{"code":"{code}","message":"m"}}]}}"#)
    }

    #[test]
    fn denials_are_told_apart() {
        for (code, denied) in [
            ("access_denied|access_denied_invalid_key", NotAllowed::InvalidKey),
            ("access_denied|missing_permission", NotAllowed::MissingPermission),
            ("access_denied|invalid_approver", NotAllowed::InvalidApprover),
            ("access_denied", NotAllowed::Other),
            ("access_denied|unheard_of", NotAllowed::Other),
        ] {
            for status in [401, 403, 400] {
                assert_eq!(
                    failure(status, &error(code)),
                    Some(Failure::NotAllowed(denied)),
                    "{code}"
                );
            }
        }
        for body in [
            "",
            "<html>Forbidden",
            r#"{"message":"Forbidden"}"#,
            r#"{"errors":"no"}"#,
        ] {
            assert_eq!(
                failure(403, body),
                Some(Failure::NotAllowed(NotAllowed::Proxy)),
                "{body}"
            );
        }
    }

    #[test]
    fn each_status_has_its_class() {
        assert_eq!(failure(200, "{}"), None);
        assert_eq!(failure(204, ""), None);
        let not_found = failure(404, &error("not_found|order"));
        assert!(matches!(not_found, Some(Failure::NotFound { errors }) if errors.len() == 1));
        assert_eq!(failure(404, "<html>"), Some(Failure::NotTheApi { status: 404 }));
        let refused = Failure::Refused {
            status: 404,
            errors: vec![],
        };
        assert_eq!(failure(404, "{}"), Some(refused));
        for status in [500, 502, 503, 504, 408] {
            assert_eq!(failure(status, "<html>"), Some(Failure::Down { status }));
            assert!(failure(status, "").is_some_and(|failure| failure.may_pass()));
        }
        for status in [0, 302] {
            assert_eq!(failure(status, ""), Some(Failure::NotTheApi { status }));
        }
        let refused = failure(400, &error("invalid_dns_txt"));
        assert!(
            matches!(refused, Some(Failure::Refused { status: 400, errors }) if errors[0].code == "invalid_dns_txt")
        );
    }

    #[test]
    fn a_sign_on_page_is_not_the_api() {
        assert_eq!(
            failure(200, " <!doctype html>"),
            Some(Failure::NotTheApi { status: 200 })
        );
        let typed = Failure::of(200, Some("text/html; charset=utf-8"), None, b"Sign in");
        assert_eq!(typed, Some(Failure::NotTheApi { status: 200 }));
        for good in ["", "\n", "{}"] {
            assert_eq!(
                Failure::of(204, Some("text/html"), None, good.as_bytes()),
                None,
                "{good}"
            );
        }
    }

    #[test]
    fn a_rate_limit_may_say_how_long() {
        let limited = |header| Failure::of(429, None, header, error("request_limit_exceeded").as_bytes());
        let after = |retry_after| Some(Failure::RateLimited { retry_after });
        assert_eq!(limited(None), after(None));
        assert_eq!(limited(Some(" 30 ")), after(Some(30)));
        assert_eq!(limited(Some("99999999999999")), after(Some(86_400)));
        for header in ["", "-1", "soon", "Wed, 25 Nov 2026 10:00:00 GMT"] {
            assert_eq!(limited(Some(header)), after(None), "{header}");
        }
    }

    #[test]
    fn a_body_is_no_json_in_several_ways() {
        assert_eq!(json(b" \n"), Err(Unreadable::Empty));
        assert_eq!(json(b"{\"a\":"), Err(Unreadable::Cut));
        assert_eq!(json(b"<html>"), Err(Unreadable::NotJson));
        assert_eq!(json("[".repeat(5000).as_bytes()), Err(Unreadable::NotJson));
        assert_eq!(json(&vec![b' '; READ_BYTES + 1]), Err(Unreadable::TooLong));
        assert_eq!(Unreadable::Lacks("id").to_string(), "the answer lacks id");
    }
}
