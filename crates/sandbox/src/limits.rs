//! How many calls a key has: every limit in a rolling span (digicert-api 4.5). Calls that are refused do not count, so
//! that waiting always helps; how the service counts them is UNCONFIRMED.

use std::collections::VecDeque;

use time::{Duration, OffsetDateTime};

use crate::settings::RateLimit;

/// The calls of a key that still count.
#[derive(Debug, Default)]
pub(crate) struct Calls(VecDeque<OffsetDateTime>);

impl Calls {
    /// Takes a call at a moment, or not because a limit is reached.
    pub(crate) fn take(&mut self, limits: &[RateLimit], now: OffsetDateTime) -> bool {
        let longest = limits.iter().map(|limit| limit.seconds).max().unwrap_or(0);
        let since = |seconds: u32| now.saturating_sub(Duration::seconds(seconds.into()));
        while self.0.front().is_some_and(|call| *call <= since(longest)) {
            self.0.pop_front();
        }
        let free = limits.iter().all(|limit| {
            let start = since(limit.seconds);
            let counted = self.0.iter().rev().take_while(|call| **call > start).count();
            u32::try_from(counted).is_ok_and(|counted| counted < limit.calls)
        });
        if free && longest > 0 {
            self.0.push_back(now);
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::settings::RATE_LIMITS;

    #[test]
    fn both_limits_hold_in_rolling_spans() {
        let start = datetime!(2026-11-24 09:00 UTC);
        let mut calls = Calls::default();
        let mut taken = |after: f64, count: usize| {
            let now = start + Duration::seconds_f64(after);
            (0..count).filter(|_| calls.take(&RATE_LIMITS, now)).count()
        };
        assert_eq!(taken(0.0, 60), 60);
        assert_eq!(taken(3.0, 60), 40);
        assert_eq!(taken(4.9, 1), 0);
        // The first sixty are past, the forty are not.
        assert_eq!(taken(5.0, 100), 60);
        let mut total = 160;
        for round in 1..20 {
            total += taken(5.0 + 5.0 * f64::from(round), 100);
        }
        assert_eq!(total, 1000);
        assert_eq!(taken(179.0, 1), 0);
        assert_eq!(taken(180.1, 100), 60);
    }

    #[test]
    fn without_limits_all_are_taken() {
        let mut calls = Calls::default();
        let now = datetime!(2026-11-24 09:00 UTC);
        assert!((0..5000).all(|_| calls.take(&[], now)));
    }
}
