//! The sandbox's clock: it runs as the real one does, and tests turn it forward.

use std::time::Instant;

use time::macros::time;
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time};

/// Time of day at which a fixed day begins for the sandbox, so that a test that turns the clock by some hours gives the
/// same at any hour.
const MORNING: Time = time!(09:00);

/// A clock (UTC).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// Where it began, for an account with a day of its own.
    fixed: Option<OffsetDateTime>,
    started: Instant,
    turned: Duration,
}

impl Clock {
    /// A clock that starts in the morning of a day, or now.
    pub(crate) fn start(today: Option<Date>) -> Self {
        Self {
            fixed: today.map(|today| PrimitiveDateTime::new(today, MORNING).assume_utc()),
            started: Instant::now(),
            turned: Duration::ZERO,
        }
    }

    /// The present moment, to the millisecond.
    pub(crate) fn precise(&self) -> OffsetDateTime {
        let elapsed = Duration::try_from(self.started.elapsed()).unwrap_or(Duration::MAX);
        let now = self
            .fixed
            .map_or_else(OffsetDateTime::now_utc, |fixed| fixed.saturating_add(elapsed));
        now.saturating_add(self.turned)
    }

    /// The present moment in whole seconds, as the API tells moments.
    pub(crate) fn now(&self) -> OffsetDateTime {
        let now = self.precise();
        now.replace_nanosecond(0).unwrap_or(now)
    }

    /// Turns the clock forward.
    pub(crate) fn turn(&mut self, by: std::time::Duration) {
        let by = Duration::try_from(by).unwrap_or(Duration::MAX);
        self.turned = self.turned.saturating_add(by);
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn it_starts_in_the_morning_and_can_be_turned() {
        let mut clock = Clock::start(Some(date!(2026 - 11 - 24)));
        assert_eq!(clock.now().date(), date!(2026 - 11 - 24));
        clock.turn(std::time::Duration::from_secs(26 * 3600));
        let late = clock.now() - datetime!(2026-11-25 11:00 UTC);
        assert!(late >= Duration::ZERO && late < Duration::minutes(1), "{late}");
        let free = Clock::start(None).now() - OffsetDateTime::now_utc();
        assert!(free.abs() < Duration::seconds(5), "{free}");
    }
}
