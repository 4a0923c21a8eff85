//! The journal: every order that was sent from this browser, written down before it left.
//!
//! It holds neither the CSR nor the body: the names say which order it was, and the body's hash whether it was the same.

use certdesk_order::account::Moment;
use certdesk_order::{Product, Verdict, read_answer};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use time::{Duration, OffsetDateTime};

use super::record::{OrderRecord, Reply};
use crate::browser::{Kept, now};

/// How many orders are kept.
const MOST: usize = 50;
/// How long the same order counts as one that may be meant only once.
const SAME_FOR: Duration = Duration::days(30);
/// The most bytes of an answer that are kept: one with a certificate and its chain has a tenth of it.
const ANSWER_BYTES: usize = 64 * 1024;

/// An order that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// When it was sent: RFC 3339, UTC.
    pub sent: String,
    /// SHA-256 of the body, in hexadecimal.
    pub hash: String,
    /// The product.
    pub product: Product,
    /// The names, the common name first.
    pub names: Vec<String>,
    /// What is known of it.
    pub known: Known,
    /// What came back, cut to 64 KiB.
    pub reply: Reply,
}

/// What is known of an order that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// It exists under this number: the answer says so, or it was found in the account.
    Placed(u64),
    /// It was refused.
    Refused,
    /// Nobody knows.
    Unknown,
}

impl Known {
    fn of(reply: &Reply) -> Self {
        match reply {
            Reply::Lost(_) => Self::Unknown,
            Reply::Answer {
                status,
                content_type,
                body,
            } => match read_answer(*status, content_type.as_deref(), body.as_bytes()) {
                Verdict::Placed(answer) => Self::Placed(answer.id),
                Verdict::Refused(_) => Self::Refused,
                Verdict::Unknown(_) => Self::Unknown,
            },
        }
    }
}

impl JournalEntry {
    fn of(record: &OrderRecord) -> Self {
        Self {
            sent: record.sent.clone(),
            hash: hash(&record.body),
            product: record.product,
            names: record.names.clone(),
            known: Known::of(&record.reply),
            reply: cut(&record.reply),
        }
    }

    /// When it was sent.
    pub(crate) fn moment(&self) -> Option<OffsetDateTime> {
        Moment::parse(&self.sent).and_then(|moment| moment.at)
    }

    fn is(&self, record: &OrderRecord) -> bool {
        self.sent == record.sent && self.hash == hash(&record.body)
    }
}

/// SHA-256 of a body, in hexadecimal.
fn hash(body: &str) -> String {
    let digest = Sha256::digest(body.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A reply whose body is not longer than the journal keeps.
fn cut(reply: &Reply) -> Reply {
    let mut reply = reply.clone();
    if let Reply::Answer { body, .. } = &mut reply
        && body.len() > ANSWER_BYTES
    {
        body.truncate(body.floor_char_boundary(ANSWER_BYTES));
    }
    reply
}

/// All entries, the newest first.
pub(crate) fn entries() -> Vec<JournalEntry> {
    // One that can't be read does not lose the others.
    let kept: Vec<serde_json::Value> = Kept::Journal.get().unwrap_or_default();
    kept.into_iter()
        .filter_map(|entry| serde_json::from_value(entry).ok())
        .collect()
}

/// Writes down that an order is about to leave.
pub(super) fn begin(record: &OrderRecord) {
    let mut all = entries();
    all.insert(0, JournalEntry::of(record));
    bound(&mut all);
    // A browser that keeps nothing is told of elsewhere.
    Kept::Journal.put(&all);
}

/// Writes down what came of it.
pub(super) fn complete(record: &OrderRecord) {
    let mut all = entries();
    if let Some(entry) = all.iter_mut().find(|entry| entry.is(record)) {
        *entry = JournalEntry::of(record);
        Kept::Journal.put(&all);
    }
}

/// Writes down that an order of which nobody knew was found in the account.
pub(crate) fn found(record: &OrderRecord, number: u64) {
    let mut all = entries();
    if let Some(entry) = all.iter_mut().find(|entry| entry.is(record)) {
        entry.known = Known::Placed(number);
        Kept::Journal.put(&all);
    }
}

/// Forgets the entries; those of which nobody knows stay unless they are meant, too.
pub(crate) fn clear(with_unknown: bool) {
    let mut all = entries();
    all.retain(|entry| entry.known == Known::Unknown && !with_unknown);
    if all.is_empty() {
        Kept::Journal.clear();
    } else {
        Kept::Journal.put(&all);
    }
}

/// The journal as a file: JSON, the newest order first.
pub(crate) fn file() -> String {
    serde_json::to_string_pretty(&entries()).unwrap_or_default()
}

/// The same order, if it was sent not long ago and was not refused.
pub(super) fn same_before(record: &OrderRecord) -> Option<JournalEntry> {
    same_in(entries(), record, now())
}

fn same_in(entries: Vec<JournalEntry>, record: &OrderRecord, now: OffsetDateTime) -> Option<JournalEntry> {
    let hash = hash(&record.body);
    entries.into_iter().find(|entry| {
        let is_recent = entry.moment().is_none_or(|sent| now - sent < SAME_FOR);
        entry.hash == hash && entry.product == record.product && entry.known != Known::Refused && is_recent
    })
}

/// Drops the oldest entries beyond what is kept: those of which nobody knows last.
fn bound(all: &mut Vec<JournalEntry>) {
    while all.len() > MOST {
        let known = all.iter().rposition(|entry| entry.known != Known::Unknown);
        all.remove(known.unwrap_or(MOST));
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::super::record::Lost;
    use super::*;

    fn record(body: &str, sent: &str, reply: Reply) -> OrderRecord {
        OrderRecord {
            product: Product::ALL[0],
            body: body.into(),
            names: vec!["www.example.com".into()],
            csr: "-----BEGIN CERTIFICATE REQUEST-----".into(),
            sent: sent.into(),
            ends: None,
            reply,
        }
    }

    fn answer(status: u16, body: &str) -> Reply {
        Reply::Answer {
            status,
            content_type: Some("application/json".into()),
            body: body.into(),
        }
    }

    #[test]
    fn an_entry_says_what_is_known_and_holds_no_request() {
        let refusal = r#"{"errors":[{"code":"x","message":"y"}]}"#;
        for (reply, known) in [
            (Reply::Lost(Lost::PageLeft), Known::Unknown),
            (answer(201, r#"{"id":7}"#), Known::Placed(7)),
            (answer(400, refusal), Known::Refused),
            (answer(502, ""), Known::Unknown),
        ] {
            let entry = JournalEntry::of(&record("{}", "2026-11-25T09:58:05.123Z", reply));
            assert_eq!(entry.known, known);
            assert_eq!(
                entry.hash,
                "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
            );
            assert!(!serde_json::to_string(&entry).unwrap().contains("REQUEST"));
        }
        let long = answer(201, &format!("{{\"id\":7,\"x\":\"{}\"}}", "ä".repeat(ANSWER_BYTES)));
        let entry = JournalEntry::of(&record("{}", "", long));
        assert_eq!(entry.known, Known::Placed(7), "judged before it was cut");
        assert!(matches!(entry.reply, Reply::Answer { body, .. } if body.len() <= ANSWER_BYTES));
    }

    #[test]
    fn the_same_order_is_known_for_thirty_days_unless_it_was_refused() {
        let placed = answer(201, r#"{"id":7}"#);
        let before = |reply| vec![JournalEntry::of(&record("{}", "2026-11-01T10:00:00Z", reply))];
        let next = |body| record(body, "", Reply::Lost(Lost::PageLeft));
        let soon = datetime!(2026-12-01 09:59:59 UTC);
        let found = same_in(before(placed.clone()), &next("{}"), soon);
        assert_eq!(found.map(|entry| entry.known), Some(Known::Placed(7)));
        assert!(same_in(before(Reply::Lost(Lost::Cut)), &next("{}"), soon).is_some());
        for (entries, body, now) in [
            (before(placed.clone()), "{}", datetime!(2026-12-01 10:00:00 UTC)),
            (before(placed), "{ }", soon),
            (before(answer(400, "{}")), "{}", soon),
        ] {
            assert_eq!(same_in(entries, &next(body), now), None);
        }
    }

    #[test]
    fn an_order_of_which_nobody_knows_is_dropped_last() {
        let entry = |reply| JournalEntry::of(&record("{}", "", reply));
        let mut all = vec![entry(answer(201, r#"{"id":1}"#)); MOST];
        all.push(entry(Reply::Lost(Lost::Cut)));
        bound(&mut all);
        assert_eq!(all.len(), MOST);
        assert_eq!(all[MOST - 1].known, Known::Unknown);
        let mut all = vec![entry(Reply::Lost(Lost::Cut)); MOST + 3];
        bound(&mut all);
        assert_eq!(all.len(), MOST);
    }
}
