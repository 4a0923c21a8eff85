//! What webpki does not look at in a root: it takes its name, key and name constraints, and no more, as RFC 5280 section 6.2 lets it.

use super::PathFault;
use crate::certificate::Certificate;
use time::OffsetDateTime;

/// Whether the root at the end of a path is valid at `time`, and its pathLenConstraint is kept.
pub(super) fn check(path: &[&Certificate], time: OffsetDateTime) -> Result<(), PathFault> {
    let Some((root, below)) = path.split_last() else {
        return Ok(());
    };
    // To the second, as the certificates are.
    let seconds = time.unix_timestamp();
    if seconds > root.not_after().unix_timestamp() {
        return Err(PathFault::Expired {
            not_after: root.not_after(),
        });
    }
    if seconds < root.not_before().unix_timestamp() {
        return Err(PathFault::NotYetValid {
            not_before: root.not_before(),
        });
    }
    // The leaf counts as little as a self-issued intermediate (RFC 5280 section 6.1.4 (l)).
    let intermediates = below.iter().skip(1).filter(|one| !one.is_self_issued()).count();
    match root.path_len() {
        Some(limit) if u64::try_from(intermediates).is_ok_and(|count| count > limit) => Err(PathFault::PathLenExceeded),
        _ => Ok(()),
    }
}
