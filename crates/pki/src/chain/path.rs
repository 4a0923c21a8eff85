//! Finding the leaf, and the shortest way from it to a root.

use super::links::{KeyIds, distinct};
use super::wanted::NameDifference;
use super::{Chain, ChainNote, Leftover, LeftoverReason};
use crate::certificate::Certificate;
use crate::key::PublicKey;
use crate::verdicts::{Verdict, Verdicts};
use std::cmp::Reverse;
use std::collections::VecDeque;

pub(super) fn build(
    certificates: &[Certificate],
    leaf_key: Option<&PublicKey>,
    names: &[String],
    verdicts: &Verdicts,
) -> Chain {
    let known = distinct(certificates, leaf_key);
    let mut notes = Vec::new();
    let leaves = find_leaves(&known, leaf_key, &mut notes);
    let nodes = find_nodes(&known, verdicts);
    // `known` has an order of its own, and the first of the best is taken.
    let mut best = None;
    for leaf in &leaves {
        let found = find_path(leaf, &nodes);
        let rank = (
            Reverse(NameDifference::between(names, leaf.subject_alt_names())),
            found.len(),
            leaf.not_before().unix_timestamp(),
        );
        if best.as_ref().is_none_or(|(best, _)| rank > *best) {
            best = Some((rank, found));
        }
    }
    let path = best.map(|(_, path)| path).unwrap_or_default();
    if leaves.len() > 1 {
        notes.push(ChainNote::SeveralLeaves { count: leaves.len() });
    }
    let links = path_links(&path, &known, verdicts);
    for (index, verdict) in links.iter().enumerate() {
        match verdict {
            Verdict::Valid => {}
            Verdict::Invalid => notes.push(ChainNote::InvalidSignature { index }),
            Verdict::Unchecked => notes.push(ChainNote::UncheckedSignature { index }),
        }
    }
    if let Some(last) = path.last().filter(|_| links.len() < path.len()) {
        notes.push(ChainNote::MissingIssuer {
            issuer: last.issuer().clone(),
        });
    }
    // One that came twice counts where it came first.
    let mut given: Vec<&Certificate> = Vec::new();
    for certificate in certificates.iter().filter(|given| path.contains(given)) {
        if !given.contains(&certificate) {
            given.push(certificate);
        }
    }
    if given != path {
        notes.push(ChainNote::Reordered);
    }
    let leftovers = find_leftovers(certificates, &known, &path, &leaves);
    Chain {
        path: path.into_iter().cloned().collect(),
        links,
        leftovers,
        notes,
    }
}

/// The certificates with the key that was asked for; else those that are not a CA's; else those that issued no other.
fn find_leaves<'a>(
    known: &[&'a Certificate],
    leaf_key: Option<&PublicKey>,
    notes: &mut Vec<ChainNote>,
) -> Vec<&'a Certificate> {
    let keep = |test: &dyn Fn(&Certificate) -> bool| -> Vec<&'a Certificate> {
        known.iter().copied().filter(|certificate| test(certificate)).collect()
    };
    if let Some(key) = leaf_key {
        let with_key = keep(&|certificate| certificate.key() == key);
        if !with_key.is_empty() {
            return with_key;
        }
        notes.push(ChainNote::KeyNotFound);
    }
    let no_ca = keep(&|certificate| !certificate.is_ca());
    if !no_ca.is_empty() || known.is_empty() {
        return lowest(no_ca);
    }
    notes.push(ChainNote::NoLeaf);
    lowest(known.to_vec())
}

/// Without those that issued another: old roots have no basicConstraints, and yet are no leaves.
fn lowest(certificates: Vec<&Certificate>) -> Vec<&Certificate> {
    let issued_another = |issuer: &Certificate| {
        certificates
            .iter()
            .any(|other| *other != issuer && other.issuer() == issuer.subject())
    };
    let lowest: Vec<_> = certificates
        .iter()
        .copied()
        .filter(|certificate| !issued_another(certificate))
        .collect();
    if lowest.is_empty() { certificates } else { lowest }
}

/// Whether a certificate is its own issuer, and so the end of a path. One may bear its issuer's name and be no root: when a CA
/// changes its key, the old one certifies the new one under the same name (RFC 5280 section 3.2).
fn is_root(certificate: &Certificate, known: &[&Certificate], verdicts: &Verdicts) -> bool {
    certificate.is_self_issued()
        && match verdict(certificate, certificate, verdicts) {
            Verdict::Valid => true,
            Verdict::Unchecked => KeyIds::of(certificate, certificate) != KeyIds::Differ,
            // A broken root is shown as one, unless another certificate did sign this one.
            Verdict::Invalid => {
                KeyIds::of(certificate, certificate) != KeyIds::Differ
                    && !known.iter().any(|issuer| {
                        certificate.issuer() == issuer.subject()
                            && verdict(certificate, issuer, verdicts) == Verdict::Valid
                    })
            }
        }
}

fn verdict(subject: &Certificate, issuer: &Certificate, verdicts: &Verdicts) -> Verdict {
    verdicts.on(subject, issuer.key())
}

/// What a path needs to know of a certificate: found once for each, however many paths lead through it.
struct Node<'a> {
    certificate: &'a Certificate,
    is_root: bool,
    /// The places of its issuers, best first.
    issuers: Vec<usize>,
}

fn find_nodes<'a>(known: &[&'a Certificate], verdicts: &Verdicts) -> Vec<Node<'a>> {
    let nodes = known.iter().map(|certificate| Node {
        certificate,
        is_root: is_root(certificate, known, verdicts),
        issuers: issuers(certificate, known, verdicts),
    });
    nodes.collect()
}

/// A breadth-first search, so that each certificate is looked at once and loops of cross-certificates end: the shortest
/// path to a root, or where there is none, the longest found.
fn find_path<'a>(leaf: &Certificate, nodes: &[Node<'a>]) -> Vec<&'a Certificate> {
    let mut seen = vec![false; nodes.len()];
    let mut longest = Vec::new();
    let start = nodes.iter().position(|node| node.certificate == leaf);
    if let Some(place) = start.and_then(|start| seen.get_mut(start)) {
        *place = true;
    }
    let mut queue: VecDeque<Vec<usize>> = start.map(|start| vec![start]).into_iter().collect();
    while let Some(path) = queue.pop_front() {
        let Some(last) = path.last().and_then(|last| nodes.get(*last)) else {
            continue;
        };
        if path.len() > longest.len() {
            longest.clone_from(&path);
        }
        if last.is_root {
            longest = path;
            break;
        }
        for issuer in &last.issuers {
            if let Some(place) = seen.get_mut(*issuer).filter(|seen| !**seen) {
                *place = true;
                let mut further = path.clone();
                further.push(*issuer);
                queue.push_back(further);
            }
        }
    }
    let certificates = longest.into_iter().filter_map(|place| nodes.get(place));
    certificates.map(|node| node.certificate).collect()
}

/// The issuers of a certificate, best first: those whose signature it bears; where there is none, those of which no one
/// could say; else those whose key identifier it names, so that the broken signature can be shown.
fn issuers(subject: &Certificate, known: &[&Certificate], verdicts: &Verdicts) -> Vec<usize> {
    let rank = |issuer: &Certificate| {
        (
            KeyIds::of(subject, issuer),
            Reverse(issuer.is_ca()),
            Reverse(issuer.is_self_issued()),
            Reverse(issuer.not_after().unix_timestamp()),
        )
    };
    let mut named: Vec<(Verdict, usize, &Certificate)> = Vec::new();
    for (index, issuer) in known.iter().enumerate() {
        if *issuer != subject && subject.issuer() == issuer.subject() {
            // Behind those of the same rank, so that these keep the order of `known`.
            let place = named.partition_point(|(_, _, other)| rank(other) <= rank(issuer));
            named.insert(place, (verdict(subject, issuer, verdicts), index, issuer));
        }
    }
    let with = |wanted: Verdict, differ: bool| -> Vec<usize> {
        let fits = |issuer: &Certificate| differ || KeyIds::of(subject, issuer) != KeyIds::Differ;
        named
            .iter()
            .filter(|(verdict, _, issuer)| *verdict == wanted && fits(issuer))
            .map(|(_, index, _)| *index)
            .collect()
    };
    [
        with(Verdict::Valid, true),
        with(Verdict::Unchecked, false),
        with(Verdict::Invalid, false),
    ]
    .into_iter()
    .find(|issuers| !issuers.is_empty())
    .unwrap_or_default()
}

fn path_links(path: &[&Certificate], known: &[&Certificate], verdicts: &Verdicts) -> Vec<Verdict> {
    let root = path.last().copied().filter(|last| is_root(last, known, verdicts));
    let above = path.iter().skip(1).copied().chain(root);
    path.iter()
        .zip(above)
        .map(|(subject, issuer)| verdict(subject, issuer, verdicts))
        .collect()
}

/// All that was given and is not in the path, in an order that does not depend on that of the input.
fn find_leftovers(
    certificates: &[Certificate],
    known: &[&Certificate],
    path: &[&Certificate],
    leaves: &[&Certificate],
) -> Vec<Leftover> {
    let mut seen: Vec<&Certificate> = Vec::new();
    let mut leftovers = Vec::new();
    for certificate in certificates {
        let twin = |other: &&Certificate| other.subject() == certificate.subject() && other.key() == certificate.key();
        let reason = if seen.contains(&certificate) {
            LeftoverReason::Duplicate
        } else if path.contains(&certificate) {
            seen.push(certificate);
            continue;
        } else if !known.contains(&certificate) {
            LeftoverReason::TooMany
        } else if leaves.contains(&certificate) {
            LeftoverReason::AnotherLeaf
        } else if path.iter().any(twin) {
            LeftoverReason::Alternative
        } else {
            LeftoverReason::Foreign
        };
        seen.push(certificate);
        let place = leftovers.partition_point(|(other, _): &(&Certificate, _)| other.der() <= certificate.der());
        leftovers.insert(place, (certificate, reason));
    }
    let whole = leftovers.into_iter().map(|(certificate, reason)| Leftover {
        certificate: certificate.clone(),
        reason,
    });
    whole.collect()
}
