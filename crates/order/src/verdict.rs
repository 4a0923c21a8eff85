//! What an answer to an order means: placed, refused, or nobody knows.
//!
//! The API has no idempotency key, so an order that may exist must not be sent again by itself. "Refused" is therefore said
//! only where the answer proves that no order was made, and everything else that is no order is "unknown".

use serde_json::Value;

use crate::{ApiError, OrderAnswer};

/// The most of an answer that is read, in bytes; a chain with hundreds of domains has a tenth of it.
pub(crate) const READ_BYTES: usize = 4 << 20;
/// The most of an answer that is shown, in bytes.
const SHOWN_BYTES: usize = 64 << 10;

/// What came of an order that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The order exists.
    Placed(OrderAnswer),
    /// The order does not exist: it was refused.
    Refused(Refusal),
    /// The order may exist, for this reason that it is not known.
    Unknown(UnknownReason),
}

/// An answer that proves that no order was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// Who refused.
    pub by: RefusedBy,
    /// The errors that it names; those of a proxy have no code, if there are any.
    pub errors: Vec<ApiError>,
    /// The answer as it is shown.
    pub body: ShownBody,
}

/// Who refused an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusedBy {
    /// The API: the answer has an error with a code, which is its shape (section 4.4).
    DigiCert,
    /// Something before the API, or the API's web server: the answer is none of the API's own.
    Proxy,
}

/// Why nobody knows whether the order exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownReason {
    /// The page was left while it waited, or another of its tabs waits still.
    PageLeft,
    /// The connection ended without an answer. The request may have arrived before that.
    NoAnswer,
    /// No answer came within the time limit. The order may be made at this very moment.
    TimedOut,
    /// The answer broke off on its way, so what it would have said is not known.
    BodyCut,
    /// A 2xx says that it went well; the body, which would have the order's number, is empty.
    Empty {
        /// The HTTP status.
        status: u16,
    },
    /// A 2xx says that it went well; the body begins as JSON and breaks off.
    JsonCut {
        /// The HTTP status.
        status: u16,
        /// The order's number, where it stands whole at the beginning of the body: then the order most likely exists.
        order_id: Option<u64>,
    },
    /// A 2xx whose body is no JSON: another page than the API's, so something stood in between, before the order or behind it.
    NotJson {
        /// The HTTP status.
        status: u16,
        /// Whether it is a web page.
        html: bool,
    },
    /// A 2xx with JSON that has no order's number.
    NoOrderId {
        /// The HTTP status.
        status: u16,
        /// What it has of errors; a success with errors contradicts itself, so neither is believed.
        errors: Vec<ApiError>,
    },
    /// A 2xx whose body is longer than any answer of the API, so it was not read.
    TooLong {
        /// The HTTP status.
        status: u16,
    },
    /// 408 or 504: someone on the way did not wait for the end. What it waited for may have gone on.
    Timeout {
        /// The HTTP status.
        status: u16,
        /// DigiCert's errors, if there are any.
        errors: Vec<ApiError>,
    },
    /// Another 5xx: the server, or one on the way to it, broke down; whether before or behind the order is not said.
    ServerError {
        /// The HTTP status.
        status: u16,
        /// DigiCert's errors, if there are any.
        errors: Vec<ApiError>,
    },
    /// A 3xx: go elsewhere. It can be a sign-on page before the order, or "done, see there" behind it (RFC 9110, section 15.4).
    Redirected {
        /// The HTTP status.
        status: u16,
    },
    /// A status that proves nothing: outside of 200 to 599, or a 4xx without errors of DigiCert that can stand behind the order.
    Unexpected {
        /// The HTTP status.
        status: u16,
    },
}

/// An answer as it is shown: text, bounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownBody {
    /// The text; what is no UTF-8 in it is replaced by U+FFFD.
    pub text: String,
    /// Whether the answer is longer than what is shown.
    pub is_cut: bool,
}

impl ShownBody {
    /// Makes an answer fit to be shown: 64 KiB at most.
    #[must_use]
    pub fn new(body: &[u8]) -> Self {
        let shown = body.get(..SHOWN_BYTES).unwrap_or(body);
        let mut text = String::from_utf8_lossy(shown).into_owned();
        let is_cut = shown.len() < body.len();
        if is_cut {
            // A character that the cut went through.
            text.truncate(text.trim_end_matches(char::REPLACEMENT_CHARACTER).len());
        }
        Self { text, is_cut }
    }
}

/// Says what an answer to an order means (DigiCert API notes, sections 4.1 to 4.4).
///
/// | answer | verdict | why |
/// |---|---|---|
/// | 2xx with an order's number | placed | the number is the order, whatever else is odd |
/// | 2xx without | unknown | a success is claimed |
/// | 3xx | unknown | can stand before or behind the order |
/// | 408 | unknown | someone did not wait; the request may have gone on |
/// | other 4xx with an error of DigiCert's shape, a code | refused | the API judged the request and says what is wrong |
/// | 400 to 405, 407, 411 to 417, 421, 422, 425, 426, 428, 429, 431, 451 without | refused, by a proxy | they turn a request away before it is acted on |
/// | other 4xx without (406, 409, 499 …) | unknown | can stand behind the order: 406 is said of the answer, 409 of an order that is there |
/// | 5xx, whatever the body | unknown | it broke down, nobody knows where |
///
/// The content type only tells a web page from other text: the body decides.
#[must_use]
pub fn read_answer(status: u16, content_type: Option<&str>, body: &[u8]) -> Verdict {
    let json = if body.len() > READ_BYTES {
        Err(Unreadable::TooLong)
    } else {
        read_json(body)
    };
    let errors = || json.as_ref().map(ApiError::read_all).unwrap_or_default();
    match status {
        200..=299 => match json {
            Ok(value) => match OrderAnswer::read(&value) {
                Some(answer) => Verdict::Placed(answer),
                None => Verdict::Unknown(UnknownReason::NoOrderId {
                    status,
                    errors: ApiError::read_all(&value),
                }),
            },
            Err(unreadable) => Verdict::Unknown(unreadable.reason(status, content_type, body)),
        },
        300..=399 => Verdict::Unknown(UnknownReason::Redirected { status }),
        408 | 504 => Verdict::Unknown(UnknownReason::Timeout {
            status,
            errors: errors(),
        }),
        400..=499 => {
            let errors = errors();
            let has_code = errors.iter().any(|error| !error.code.is_empty());
            let by = if has_code {
                RefusedBy::DigiCert
            } else {
                RefusedBy::Proxy
            };
            if by == RefusedBy::Proxy && !turns_away(status) {
                return Verdict::Unknown(UnknownReason::Unexpected { status });
            }
            Verdict::Refused(Refusal {
                status,
                by,
                errors,
                body: ShownBody::new(body),
            })
        }
        500..=599 => Verdict::Unknown(UnknownReason::ServerError {
            status,
            errors: errors(),
        }),
        _ => Verdict::Unknown(UnknownReason::Unexpected { status }),
    }
}

/// Whether a 4xx by itself says that the request was not acted on (RFC 9110, section 15.5; RFC 6585; RFC 7725; RFC 8470).
///
/// Authentication, routing, method, size and form of the request are judged before anything is done with it. Not among them:
/// 406, which is said of an answer that can be there already; 408, a time-out; 409 and 410, said of a state that the order
/// itself may have made; 423 and 424, of other requests; and numbers that no RFC assigns.
const fn turns_away(status: u16) -> bool {
    matches!(status, 400..=405 | 407 | 411..=417 | 421 | 422 | 425 | 426 | 428 | 429 | 431 | 451)
}

/// Why a body is not readable as JSON.
pub(crate) enum Unreadable {
    Empty,
    Cut,
    NotJson,
    TooLong,
}

impl Unreadable {
    fn reason(self, status: u16, content_type: Option<&str>, body: &[u8]) -> UnknownReason {
        match self {
            Self::Empty => UnknownReason::Empty { status },
            Self::Cut => UnknownReason::JsonCut {
                status,
                order_id: leading_order_id(body),
            },
            Self::NotJson => UnknownReason::NotJson {
                status,
                html: is_html(content_type, body),
            },
            Self::TooLong => UnknownReason::TooLong { status },
        }
    }
}

/// Reads JSON, with a byte order mark before it and bytes that are no UTF-8 in its strings.
///
/// `serde_json` follows 128 levels of nesting and no more, so no body overflows the stack.
pub(crate) fn read_json(body: &[u8]) -> Result<Value, Unreadable> {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(Unreadable::Empty);
    }
    serde_json::from_str(text).map_err(|error| {
        if error.is_eof() && text.starts_with(['{', '[']) {
            Unreadable::Cut
        } else {
            Unreadable::NotJson
        }
    })
}

/// The number in `{"id": 112233,` at the beginning of a body that breaks off later.
fn leading_order_id(body: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(body);
    let rest = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .strip_prefix('{')?
        .trim_start();
    let rest = rest
        .strip_prefix("\"id\"")?
        .trim_start()
        .strip_prefix(':')?
        .trim_start();
    // The comma shows that the number is whole.
    let (digits, _) = rest.split_once(',')?;
    let digits = digits.trim();
    let digits = digits
        .strip_prefix('"')
        .and_then(|digits| digits.strip_suffix('"'))
        .unwrap_or(digits);
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|&id| id > 0)
}

pub(crate) fn is_html(content_type: Option<&str>, body: &[u8]) -> bool {
    let html_type = content_type.is_some_and(|content_type| content_type.to_ascii_lowercase().contains("html"));
    html_type || body.trim_ascii_start().starts_with(b"<")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Verdict {
        read_answer(status, Some("application/json"), body.as_bytes())
    }

    fn unknown(status: u16, body: &str) -> UnknownReason {
        match read(status, body) {
            Verdict::Unknown(reason) => reason,
            other => panic!("{status} {body}: {other:?}"),
        }
    }

    fn refused(status: u16, body: &str) -> Refusal {
        match read(status, body) {
            Verdict::Refused(refusal) => refusal,
            other => panic!("{status} {body}: {other:?}"),
        }
    }

    #[test]
    fn a_number_with_any_2xx_is_an_order() {
        for status in [200, 201, 202, 299] {
            for body in [
                r#"{"id":7}"#,
                "\u{feff} {\"id\":\"7\"}\r\n",
                r#"{"id":7,"errors":[{"code":"x"}]}"#,
            ] {
                let Verdict::Placed(answer) = read(status, body) else {
                    panic!("{status} {body}")
                };
                assert_eq!(answer.id, 7);
            }
        }
        let Verdict::Placed(answer) = read_answer(201, Some("text/html"), b"{\"id\":7,\"x\":\"\xff\"}") else {
            panic!("the content type and a byte do not matter")
        };
        assert_eq!(answer.id, 7);
    }

    #[test]
    fn a_success_without_a_number_is_unknown() {
        use UnknownReason as U;
        let status = 201;
        assert_eq!(unknown(204, ""), U::Empty { status: 204 });
        assert_eq!(unknown(status, " \n"), U::Empty { status });
        assert_eq!(
            unknown(status, "<!doctype html><p>Sign in"),
            U::NotJson { status, html: true }
        );
        assert_eq!(unknown(status, "OK"), U::NotJson { status, html: false });
        assert_eq!(unknown(status, "{}"), U::NoOrderId { status, errors: vec![] });
        assert_eq!(unknown(status, "[]"), U::NoOrderId { status, errors: vec![] });
        let errors = vec![ApiError {
            code: "x".into(),
            message: String::new(),
        }];
        assert_eq!(
            unknown(status, r#"{"errors":[{"code":"x"}]}"#),
            U::NoOrderId { status, errors }
        );
        let Verdict::Unknown(reason) = read_answer(200, Some("Text/HTML; charset=utf-8"), b"Sign in") else {
            panic!("no order")
        };
        assert_eq!(
            reason,
            U::NotJson {
                status: 200,
                html: true
            }
        );
    }

    #[test]
    fn a_body_that_breaks_off_may_still_have_its_number() {
        for (body, order_id) in [
            (r#"{"id": 112233, "requests":[{"id":1"#, Some(112_233)),
            (r#"{"id":"112233","certificate_chain":[{"pem":"----"#, Some(112_233)),
            (r#"{"id": 1122"#, None),
            (r#"{"requests":[{"id":5,"#, None),
            ("{", None),
            ("[", None),
        ] {
            assert_eq!(
                unknown(201, body),
                UnknownReason::JsonCut { status: 201, order_id },
                "{body}"
            );
        }
    }

    #[test]
    fn errors_of_digicert_refuse() {
        for status in [400, 401, 403, 404, 405, 406, 409, 415, 422, 429] {
            let refusal = refused(
                status,
                r#"{"errors":[{"code":"csr_invalid_cannot_parse","message":"x"}]}"#,
            );
            assert_eq!((refusal.status, refusal.by), (status, RefusedBy::DigiCert));
            assert_eq!(refusal.errors[0].code, "csr_invalid_cannot_parse");
            assert!(refusal.body.text.contains("csr_invalid"));
        }
    }

    #[test]
    fn without_them_only_what_turns_a_request_away_refuses() {
        for status in [400, 401, 403, 404, 405, 407, 413, 414, 415, 422, 429, 431] {
            for body in [
                "<html>Forbidden</html>",
                "",
                r#"{"message":"Forbidden"}"#,
                r#"{"errors":[]}"#,
            ] {
                let refusal = refused(status, body);
                assert_eq!((refusal.by, refusal.errors.len()), (RefusedBy::Proxy, 0));
            }
        }
        for status in [406, 409, 410, 423, 424, 444, 460, 499] {
            assert_eq!(unknown(status, "<html>"), UnknownReason::Unexpected { status });
            let body = r#"{"errors":[{"message":"Conflict"}]}"#;
            assert_eq!(unknown(status, body), UnknownReason::Unexpected { status });
        }
        let refusal = refused(403, r#"{"errors":["No orders on Sundays"]}"#);
        assert_eq!((refusal.by, refusal.errors.len()), (RefusedBy::Proxy, 1));
    }

    #[test]
    fn what_broke_down_or_timed_out_is_unknown_whatever_it_says() {
        let body = r#"{"errors":[{"code":"internal","message":"x"}]}"#;
        for status in [500, 501, 502, 503, 505, 520, 599] {
            let UnknownReason::ServerError { status: said, errors } = unknown(status, body) else {
                panic!("{status}")
            };
            assert_eq!((said, errors.len()), (status, 1));
        }
        for status in [408, 504] {
            assert_eq!(
                unknown(status, "<html>"),
                UnknownReason::Timeout { status, errors: vec![] }
            );
        }
        for status in [301, 302, 303, 307, 308, 304] {
            assert_eq!(unknown(status, r#"{"id":7}"#), UnknownReason::Redirected { status });
        }
        for status in [0, 100, 199, 600, 999] {
            assert_eq!(unknown(status, r#"{"id":7}"#), UnknownReason::Unexpected { status });
        }
    }

    #[test]
    fn hostile_bodies_are_bounded() {
        let bomb = "[".repeat(1 << 20);
        assert!(matches!(unknown(201, &bomb), UnknownReason::NotJson { .. }));
        let bomb = format!("{}{}", r#"{"a":"#.repeat(100_000), "}".repeat(100_000));
        assert!(matches!(unknown(201, &bomb), UnknownReason::NotJson { .. }));
        let huge = format!("{{\"id\":7,\"x\":\"{}\"}}", "y".repeat(READ_BYTES));
        assert_eq!(unknown(201, &huge), UnknownReason::TooLong { status: 201 });
        let shown = refused(403, &"é".repeat(SHOWN_BYTES)).body;
        assert!(shown.is_cut && shown.text.len() <= SHOWN_BYTES && shown.text.ends_with('é'));
        let shown = ShownBody::new(format!("x{}", "é".repeat(SHOWN_BYTES)).as_bytes());
        assert!(shown.is_cut && shown.text.ends_with('é'));
        assert_eq!(
            ShownBody::new(b"a\xff"),
            ShownBody {
                text: "a\u{fffd}".into(),
                is_cut: false
            }
        );
    }
}
