//! The certificates of an answer, and what of it is none.

use certdesk_order::ChainEntry;
use certdesk_pki::{BlockFault, Certificate, read_certificates};

/// How many entries of a chain, and how many certificates in them, are looked at; a real chain has four at most.
const MAX_READ: usize = 100;
/// How many unreadable parts are named one by one.
const MAX_UNREADABLE: usize = 10;

/// What an answer's chain holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Received {
    /// The certificates, in the order in which they came.
    pub(super) certificates: Vec<Certificate>,
    /// What could not be read.
    pub(super) unreadable: Vec<UnreadableEntry>,
    /// How many entries, certificates and unreadable parts there are beyond those.
    pub(super) passed_over: usize,
}

/// Something in an answer's chain that is no certificate.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct UnreadableEntry {
    /// Which entry of the chain it is in, from 1.
    pub(crate) entry: usize,
    /// What is wrong with it; `None` where the entry has no PEM block at all.
    pub(crate) fault: Option<BlockFault>,
}

impl Received {
    /// Reads the entries of a chain. Each may hold any number of PEM blocks.
    pub(super) fn read(entries: &[ChainEntry]) -> Self {
        let mut received = Self::default();
        for (entry, chain_entry) in (1..=MAX_READ).zip(entries) {
            let reading = read_certificates(&chain_entry.pem);
            if reading.certificates.is_empty() && reading.unreadable.is_empty() {
                received.unreadable.push(UnreadableEntry { entry, fault: None });
            }
            let faults = reading.unreadable.into_iter().map(|block| Some(block.fault));
            received
                .unreadable
                .extend(faults.map(|fault| UnreadableEntry { entry, fault }));
            received.certificates.extend(reading.certificates);
        }
        let before = received.certificates.len() + received.unreadable.len();
        received.certificates.truncate(MAX_READ);
        received.unreadable.truncate(MAX_UNREADABLE);
        let after = received.certificates.len() + received.unreadable.len();
        received.passed_over = entries.len().saturating_sub(MAX_READ) + before.saturating_sub(after);
        received
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(pem: &str) -> ChainEntry {
        ChainEntry {
            subject_common_name: None,
            pem: pem.to_owned(),
        }
    }

    #[test]
    fn every_block_is_a_certificate_or_named_with_its_entry() {
        let leaf = include_str!("../../tests/data/outcome/leaf.pem");
        let root = include_str!("../../tests/data/outcome/root.pem");
        let broken = leaf.replace("MII", "MI!");
        let received = Received::read(&[
            entry(&[leaf, root].concat()),
            entry("<html>"),
            entry(&broken),
            entry(root),
        ]);
        assert_eq!(received.certificates.len(), 3);
        let titles = received
            .certificates
            .iter()
            .map(|it| it.subject().common_name().unwrap());
        assert_eq!(
            titles.collect::<Vec<_>>(),
            ["www.example.com", "Example Root R1", "Example Root R1"]
        );
        let entries: Vec<_> = received.unreadable.iter().map(|unreadable| unreadable.entry).collect();
        assert_eq!(entries, [2, 3]);
        assert_eq!(received.unreadable[0].fault, None);
        assert!(received.unreadable[1].fault.is_some());
    }

    #[test]
    fn a_flood_of_entries_is_counted_and_not_read() {
        let flood = vec![entry("no certificate"); 100_000];
        let received = Received::read(&flood);
        assert_eq!(received.unreadable.len(), MAX_UNREADABLE);
        assert_eq!(received.passed_over, 100_000 - MAX_UNREADABLE);
    }

    #[test]
    fn an_answer_without_a_chain_has_nothing() {
        assert_eq!(Received::read(&[]), Received::default());
    }
}
