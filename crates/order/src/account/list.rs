//! Lists of the answers: read entry by entry, bounded, what is lost counted.

use serde_json::Value;

use super::failure::{Unreadable, json};
use crate::lenient::{Object, count, object};

/// The most entries of one list that are read; the API itself gives 1000 at most (DigiCert API notes, section 6).
pub const MOST_ENTRIES: usize = 10_000;

/// The entries of a list, and what of it is not here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The entries that could be read, in the order in which they came.
    pub entries: Vec<T>,
    /// How many entries could not be read, or stand behind [`MOST_ENTRIES`].
    pub unread: usize,
    /// Where in the whole list this page of it stands, if the answer says so.
    pub page: Option<Page>,
}

/// A page of a list (section 6: `page`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Entries of the whole list.
    pub total: u64,
    /// The most entries of a page; 0 where the answer does not say.
    pub limit: u64,
    /// Entries before this page.
    pub offset: u64,
}

impl<T> Listed<T> {
    /// A list without entries.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            entries: Vec::new(),
            unread: 0,
            page: None,
        }
    }

    /// Entries of the whole list: as the answer says, and at least those that are here.
    #[must_use]
    pub fn total(&self) -> u64 {
        let here = u64::try_from(self.entries.len().saturating_add(self.unread)).unwrap_or(u64::MAX);
        self.page.map_or(here, |page| page.total.max(here))
    }

    /// Where the next page begins; `None` where this is the last one.
    #[must_use]
    pub fn next_offset(&self) -> Option<u64> {
        let page = self.page?;
        let here = u64::try_from(self.entries.len().saturating_add(self.unread)).unwrap_or(u64::MAX);
        let next = page.offset.saturating_add(here);
        // A page without entries would ask for itself for ever.
        (here > 0 && next < page.total).then_some(next)
    }

    /// Adds the entries of the next page.
    pub fn append(&mut self, mut next: Self) {
        self.entries.append(&mut next.entries);
        self.unread = self.unread.saturating_add(next.unread);
        if let (Some(page), Some(next)) = (&mut self.page, next.page) {
            page.total = next.total;
        }
    }
}

/// Reads the list that stands in a member of an answer.
///
/// Missing, `null`, `{}` and `[]` in place of the object are all a list without entries (sections 6.3 and 6.6); a list alone,
/// without the object around it, is that list.
pub(crate) fn read<T>(
    body: &[u8],
    member: &str,
    mut entry: impl FnMut(&Object) -> Option<T>,
) -> Result<Listed<T>, Unreadable> {
    let answer = json(body)?;
    let (list, page) = match &answer {
        Value::Object(answer) => (answer.get(member), object(answer, "page").map(Page::read)),
        Value::Array(_) => (Some(&answer), None),
        _ => return Err(Unreadable::Lacks("object")),
    };
    let mut listed = gather(list, &mut entry);
    listed.page = page;
    Ok(listed)
}

/// Reads the entries of a list; of one that should be a list and is an object, that object.
pub(crate) fn gather<T>(list: Option<&Value>, entry: &mut dyn FnMut(&Object) -> Option<T>) -> Listed<T> {
    let mut listed = Listed::empty();
    let all = match list {
        Some(Value::Array(all)) => all.as_slice(),
        Some(Value::Object(single)) if !single.is_empty() => {
            match entry(single) {
                Some(one) => listed.entries.push(one),
                None => listed.unread = 1,
            }
            return listed;
        }
        _ => return listed,
    };
    for value in all.iter().take(MOST_ENTRIES) {
        match value.as_object().and_then(&mut *entry) {
            Some(one) => listed.entries.push(one),
            None => listed.unread = listed.unread.saturating_add(1),
        }
    }
    listed.unread = listed.unread.saturating_add(all.len().saturating_sub(MOST_ENTRIES));
    listed
}

/// Reads an answer that is one object; what it can't do without is said by the reader.
pub(crate) fn one<T>(body: &[u8], read: impl FnOnce(&Object) -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    match json(body)? {
        Value::Object(answer) => read(&answer),
        _ => Err(Unreadable::Lacks("object")),
    }
}

impl Page {
    fn read(page: &Object) -> Self {
        Self {
            total: count(page, "total").unwrap_or_default(),
            limit: count(page, "limit").unwrap_or_default(),
            offset: count(page, "offset").unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lenient::number;

    fn ids(body: &str) -> Result<Listed<u64>, Unreadable> {
        read(body.as_bytes(), "orders", |entry| number(entry, "id"))
    }

    #[test]
    fn one_bad_entry_does_not_lose_the_others() {
        let listed = ids(r#"{"orders":[{"id":1},{"id":"x"},null,[],"a",{"id":"2"}]}"#).unwrap();
        assert_eq!((listed.entries, listed.unread), (vec![1, 2], 4));
    }

    #[test]
    fn nothing_comes_in_many_forms() {
        for body in [
            "{}",
            "[]",
            r#"{"orders":null}"#,
            r#"{"orders":[]}"#,
            r#"{"orders":{}}"#,
            r#"{"orders":""}"#,
        ] {
            assert_eq!(ids(body), Ok(Listed::empty()), "{body}");
        }
        assert_eq!(ids(r#"{"orders":{"id":3}}"#).unwrap().entries, [3]);
        assert_eq!(ids(r#"[{"id":3}]"#).unwrap().entries, [3]);
        for body in ["null", "3", "\"orders\""] {
            assert_eq!(ids(body), Err(Unreadable::Lacks("object")), "{body}");
        }
    }

    #[test]
    fn pages_lead_to_one_another_and_come_to_an_end() {
        let page = |offset, entries: &str| {
            ids(&format!(
                r#"{{"orders":[{entries}],"page":{{"total":"3","limit":2,"offset":{offset}}}}}"#
            ))
            .unwrap()
        };
        let mut first = page(0, r#"{"id":1},{"id":2}"#);
        assert_eq!((first.total(), first.next_offset()), (3, Some(2)));
        let last = page(2, r#"{"id":3}"#);
        assert_eq!(last.next_offset(), None);
        // An account that shrank while it was read.
        assert_eq!(page(2, "").next_offset(), None);
        first.append(last);
        assert_eq!((first.entries.as_slice(), first.total()), ([1, 2, 3].as_slice(), 3));
        assert_eq!(first.next_offset(), None);
    }

    #[test]
    fn a_huge_list_is_bounded() {
        let many = vec![r#"{"id":1}"#; MOST_ENTRIES + 5].join(",");
        let listed = ids(&format!(r#"{{"orders":[{many}]}}"#)).unwrap();
        assert_eq!((listed.entries.len(), listed.unread), (MOST_ENTRIES, 5));
    }
}
