//! Whatever comes back for an order.

use certdesk_order::{Verdict, read_answer};

/// Reads an answer: two bytes of status, a line of content type, the body.
///
/// Beside "no panic" it holds that only a 4xx refuses and only a 2xx places an order: else an order might be sent twice, or
/// believed to be there.
pub fn answer(bytes: &[u8]) {
    let [high, low, rest @ ..] = bytes else { return };
    let status = u16::from_be_bytes([*high, *low]) % 1000;
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (line, body) = rest.split_at(end);
    let content_type = std::str::from_utf8(line).ok().filter(|line| !line.is_empty());
    let body = body.get(1..).unwrap_or_default();
    match read_answer(status, content_type, body) {
        Verdict::Placed(answer) => {
            assert!((200..300).contains(&status), "placed by {status}");
            let _ = answer.case();
        }
        Verdict::Refused(refusal) => {
            assert!((400..500).contains(&status), "refused by {status}");
            for error in &refusal.errors {
                let _ = (error.field(), error.index());
            }
        }
        Verdict::Unknown(reason) => assert!(!format!("{reason:?}").is_empty()),
    }
}
