//! When to look again at an order that waits.

use super::failure::Failure;
use super::status::OrderStatus;

/// The most minutes that `status-changes` looks back: seven days (DigiCert API notes, section 6.7).
pub const MOST_MINUTES: u32 = 10_080;

/// The seconds between looks while the page is seen: often at first, since an order with nothing to wait for is issued within
/// a minute.
const FIRST: [u32; 8] = [5, 5, 10, 10, 15, 15, 30, 30];
/// Looks after which the order is one that waits for people, and for hours.
const LONG_AFTER: u32 = 60;
/// The seconds between looks from then on.
const LONG: u32 = 300;
/// The least seconds between looks in a tab that nobody sees; browsers themselves wake such a tab once a minute.
const HIDDEN_LEAST: u32 = 60;
/// The most seconds between looks, whatever happens.
const MOST: u32 = 900;
/// The seconds to wait after a 429 that does not say how long. The limits are 100 calls in 5 seconds and 1000 in 3 minutes, in
/// rolling windows (section 4.5), and the key is shared by everybody behind the proxy.
const AFTER_LIMIT: u32 = 60;

/// What the last look has brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LastLook {
    /// None was made yet.
    None,
    /// The order was seen, and it waits.
    Waits,
    /// The order was seen, and nothing more comes of it.
    Ended,
    /// Too many calls; the seconds that the answer asks for, if it does.
    RateLimited(Option<u32>),
    /// No answer, or one of a server that is down.
    Failed,
    /// An answer that will be the same next time: not allowed, not found, a sign-on.
    Refused,
}

impl LastLook {
    /// Of a state that was seen. One that no source knows is looked at again, as it may change into one that is known.
    #[must_use]
    pub const fn seen(status: &OrderStatus) -> Self {
        if status.is_final() { Self::Ended } else { Self::Waits }
    }

    /// Of a look that failed.
    #[must_use]
    pub const fn failed(failure: &Failure) -> Self {
        match failure {
            Failure::RateLimited { retry_after } => Self::RateLimited(*retry_after),
            Failure::Down { .. } | Failure::Unreadable(_) => Self::Failed,
            Failure::NotAllowed(_) | Failure::NotFound { .. } | Failure::NotTheApi { .. } | Failure::Refused { .. } => {
                Self::Refused
            }
        }
    }
}

/// The seconds until the next look; `None` where there is none by itself, so that a button is what is left.
///
/// `attempts` counts the looks since the last change, or, after failures, the failures in a row.
#[must_use]
pub fn seconds_to_next(attempts: u32, hidden: bool, last: LastLook) -> Option<u32> {
    let seconds = match last {
        LastLook::Ended | LastLook::Refused => return None,
        LastLook::None => return Some(0),
        LastLook::Waits => step(attempts),
        LastLook::RateLimited(Some(seconds)) => return Some(seconds.clamp(1, 86_400)),
        LastLook::RateLimited(None) => doubled(AFTER_LIMIT, attempts),
        LastLook::Failed => doubled(15, attempts),
    };
    Some(if hidden {
        seconds.saturating_mul(4).clamp(HIDDEN_LEAST, MOST)
    } else {
        seconds.min(MOST)
    })
}

fn step(attempts: u32) -> u32 {
    let first = usize::try_from(attempts).ok().and_then(|index| FIRST.get(index));
    match first {
        Some(&seconds) => seconds,
        None if attempts < LONG_AFTER => 60,
        None => LONG,
    }
}

/// Twice as long with each failure.
fn doubled(seconds: u32, attempts: u32) -> u32 {
    seconds.saturating_mul(1_u32.checked_shl(attempts.min(16)).unwrap_or(u32::MAX))
}

/// How many minutes of changes to ask for, so that none is missed: those since the last look, and two to spare for clocks that
/// differ.
#[must_use]
pub fn minutes_to_ask_for(seconds_since_last_look: u64) -> u32 {
    let minutes = seconds_since_last_look.div_ceil(60).saturating_add(2);
    u32::try_from(minutes).unwrap_or(MOST_MINUTES).min(MOST_MINUTES)
}

#[cfg(test)]
mod tests {
    use super::super::failure::{NotAllowed, Unreadable};
    use super::*;

    #[test]
    fn looks_come_ever_more_rarely() {
        let mut before = 0;
        for attempts in 0..200 {
            let seconds = seconds_to_next(attempts, false, LastLook::Waits).unwrap();
            assert!((before..=LONG).contains(&seconds), "{attempts}: {seconds}");
            before = seconds;
        }
        assert_eq!(seconds_to_next(0, false, LastLook::Waits), Some(5));
        assert_eq!(seconds_to_next(u32::MAX, false, LastLook::Waits), Some(LONG));
        assert_eq!(seconds_to_next(7, true, LastLook::None), Some(0));
    }

    #[test]
    fn a_day_of_looks_stays_far_within_the_limits() {
        let (mut seconds, mut looks) = (0, 0);
        while seconds < 180 {
            seconds += seconds_to_next(looks, false, LastLook::Waits).unwrap();
            looks += 1;
        }
        // Of 1000 calls in 3 minutes, with everybody's orders together.
        assert!(looks <= 12, "{looks} looks in the first 3 minutes");
        while seconds < 86_400 {
            seconds += seconds_to_next(looks, false, LastLook::Waits).unwrap();
            looks += 1;
        }
        assert!(looks <= 350, "{looks} looks in a day");
    }

    #[test]
    fn a_hidden_tab_looks_more_rarely() {
        for attempts in [0, 5, 10, 100, u32::MAX] {
            for last in [LastLook::Waits, LastLook::Failed, LastLook::RateLimited(None)] {
                let seen = seconds_to_next(attempts, false, last).unwrap();
                let hidden = seconds_to_next(attempts, true, last).unwrap();
                assert!(
                    hidden >= seen && (HIDDEN_LEAST..=MOST).contains(&hidden),
                    "{attempts} {last:?}"
                );
            }
        }
    }

    #[test]
    fn a_limit_is_waited_out() {
        assert_eq!(seconds_to_next(0, false, LastLook::RateLimited(None)), Some(60));
        assert_eq!(seconds_to_next(2, false, LastLook::RateLimited(None)), Some(240));
        assert_eq!(seconds_to_next(9, false, LastLook::RateLimited(None)), Some(MOST));
        assert_eq!(seconds_to_next(9, true, LastLook::RateLimited(Some(7))), Some(7));
        assert_eq!(seconds_to_next(0, false, LastLook::RateLimited(Some(0))), Some(1));
        assert_eq!(seconds_to_next(0, false, LastLook::Failed), Some(15));
    }

    #[test]
    fn there_is_no_next_look_where_it_would_bring_nothing() {
        assert_eq!(seconds_to_next(0, false, LastLook::seen(&OrderStatus::Issued)), None);
        assert_eq!(LastLook::seen(&OrderStatus::Other("new".into())), LastLook::Waits);
        assert_eq!(LastLook::seen(&OrderStatus::ReissuePending), LastLook::Waits);
        for failure in [
            Failure::NotAllowed(NotAllowed::MissingPermission),
            Failure::NotTheApi { status: 302 },
            Failure::NotFound { errors: vec![] },
        ] {
            assert_eq!(
                seconds_to_next(0, false, LastLook::failed(&failure)),
                None,
                "{failure:?}"
            );
        }
        let limited = Failure::RateLimited { retry_after: Some(9) };
        assert_eq!(LastLook::failed(&limited), LastLook::RateLimited(Some(9)));
        assert_eq!(
            LastLook::failed(&Failure::Unreadable(Unreadable::Cut)),
            LastLook::Failed
        );
        assert_eq!(LastLook::failed(&Failure::Down { status: 503 }), LastLook::Failed);
    }

    #[test]
    fn no_change_is_missed_between_looks() {
        assert_eq!(minutes_to_ask_for(0), 2);
        assert_eq!(minutes_to_ask_for(61), 4);
        assert_eq!(minutes_to_ask_for(u64::MAX), MOST_MINUTES);
    }
}
