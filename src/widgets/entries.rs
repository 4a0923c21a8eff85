//! The entries of a list that is searched by typing, and what a typed text means among them.

/// How an entry stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    #[default]
    Plain,
    /// It can be chosen, and its detail says what to mind.
    Warning,
    /// It is there to be read, with the reason in its detail, and can't be chosen.
    Disabled,
}

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What is chosen by it, unique in its list: an id, say.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// A second, softer line; empty for nothing.
    pub detail: String,
    /// How it stands out.
    pub mark: Mark,
}

/// The texts of a list without their case, so that a thousand entries are searched within a keystroke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Index(Vec<Folded>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Folded {
    label: String,
    value: String,
    /// Label, detail and value, in lines.
    all: String,
}

impl Index {
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let fold = |entry: &Entry| {
            let (label, value) = (entry.label.to_lowercase(), entry.value.to_lowercase());
            let all = format!("{label}\n{}\n{value}", entry.detail.to_lowercase());
            Folded { label, value, all }
        };
        Self(entries.iter().map(fold).collect())
    }

    /// The indexes of the entries in which each word of a text is found, whatever its case: in label, detail or value.
    ///
    /// Those whose label begins with the text, or whose value it is, come first; otherwise the order is the list's. An
    /// empty text finds all.
    pub(crate) fn find(&self, typed: &str) -> Vec<usize> {
        let typed = typed.trim().to_lowercase();
        let words: Vec<_> = typed.split_whitespace().collect();
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for (index, entry) in self.0.iter().enumerate() {
            if entry.label.starts_with(&typed) || entry.value == typed {
                first.push(index);
            } else if words.iter().all(|word| entry.all.contains(word)) {
                others.push(index);
            }
        }
        first.append(&mut others);
        first
    }
}

/// The entry that has a value.
pub(crate) fn with_value<'a>(value: &str, entries: &'a [Entry]) -> Option<&'a Entry> {
    entries.iter().find(|entry| entry.value == value)
}

/// The entry that a typed text means without a choice from the list: its value, or its whole label if no other has the
/// same. `before` is the value of the entry that was chosen before the typing: its label means it again.
pub(crate) fn meant<'a>(typed: &str, before: &str, entries: &'a [Entry]) -> Option<&'a Entry> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    let folded = typed.to_lowercase();
    let is_called_so = |entry: &&Entry| entry.label.trim().to_lowercase() == folded;
    let mut called_so = entries
        .iter()
        .filter(|entry| entry.mark != Mark::Disabled)
        .filter(is_called_so);
    with_value(typed, entries)
        .or_else(|| with_value(before, entries).filter(is_called_so))
        .or_else(|| called_so.next().filter(|_| called_so.next().is_none()))
}

#[cfg(test)]
mod tests {

    use super::*;

    fn entry(value: &str, label: &str, detail: &str) -> Entry {
        Entry {
            value: value.to_owned(),
            label: label.to_owned(),
            detail: detail.to_owned(),
            mark: Mark::Plain,
        }
    }

    fn some() -> Vec<Entry> {
        vec![
            entry("17", "North Acme", "validated"),
            entry("20", "Acme", "validated until 2027"),
            entry("21", "Ромашка", "not validated"),
            entry("22", "Acme", "pending"),
            entry("170", "Old Works", ""),
        ]
    }

    #[test]
    fn every_word_is_to_be_found_somewhere_and_a_beginning_comes_first() {
        let index = Index::of(&some());
        for (typed, found) in [
            ("", vec![0, 1, 2, 3, 4]),
            ("  ", vec![0, 1, 2, 3, 4]),
            ("acme", vec![1, 3, 0]),
            ("ACME pend", vec![3]),
            ("рОМ", vec![2]),
            ("17", vec![0, 4]),
            ("170", vec![4]),
            ("2027 acme", vec![1]),
            ("acme works", vec![]),
        ] {
            assert_eq!(index.find(typed), found, "{typed:?}");
        }
    }

    #[test]
    fn a_text_means_an_entry_only_if_it_can_mean_no_other() {
        let mut entries = some();
        let meant = |typed: &str, before: &str, entries: &[Entry]| {
            meant(typed, before, entries).map(|entry| entry.value.clone())
        };
        assert_eq!(meant(" 21 ", "", &entries).unwrap(), "21");
        assert_eq!(meant("north acme", "", &entries).unwrap(), "17");
        assert_eq!(meant("Acme", "", &entries), None, "there are two");
        assert_eq!(meant("Acme", "22", &entries).unwrap(), "22", "it was chosen before");
        assert_eq!(meant("Acm", "22", &entries), None);
        assert_eq!(meant("", "22", &entries), None);
        entries[0].mark = Mark::Disabled;
        assert_eq!(meant("north acme", "", &entries), None, "it can't be chosen");
    }
}
