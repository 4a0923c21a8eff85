//! Work that may take no longer than so long.

use std::time::{Duration, Instant};

/// How long this thread has been at work; on systems that do not say, how late it is.
fn clock(began: Instant) -> Duration {
    let on_cpu = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = on_cpu.and_then(|line| line.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

/// Does some work, for which it may take no longer than `limit`.
pub(crate) fn within(limit: Duration, what: &str, work: impl FnOnce()) {
    let began = Instant::now();
    let before = clock(began);
    work();
    let took = clock(began).saturating_sub(before);
    assert!(took < limit, "{what} took {took:?}");
}
