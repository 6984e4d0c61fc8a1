//! How long to wait before the next try, so that thousands of tablets do not come back at once.

/// The longest wait after the first failure, in milliseconds.
pub const BASE_MS: f64 = 1_000.0;
/// The longest wait ever, in milliseconds: two minutes after an outage everybody is back.
pub const CAP_MS: f64 = 100_000.0;
/// The shortest time between a failure and the next try, in milliseconds.
const PAUSE_MIN_MS: u32 = 1_000;
/// Time between two looks while all is well, in milliseconds.
pub const POLL_MS: f64 = 30_000.0;
/// How much of [`POLL_MS`] is left to chance.
const POLL_JITTER: f64 = 0.2;

/// The wait after some failures in a row: full jitter under a doubling limit. `chance` is from 0
/// up to 1.
pub fn after_failures(failures: u32, chance: f64) -> u32 {
    let limit = BASE_MS * 2f64.powi(i32::try_from(failures.saturating_sub(1)).unwrap_or(i32::MAX));
    (limit.min(CAP_MS) * chance) as u32
}

/// The pause after a failure that nothing shortens: what the server asked for, if it did. The wait
/// of [`after_failures`] comes after it.
pub fn pause(asked_ms: u32) -> u32 {
    PAUSE_MIN_MS.max(asked_ms.min(CAP_MS as u32))
}

/// The wait until the next look while all is well.
pub fn until_next_look(chance: f64) -> u32 {
    (POLL_MS * (1.0 + POLL_JITTER * (chance - 0.5))) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_their_limit_and_are_left_to_chance() {
        assert_eq!(after_failures(1, 0.5), 500);
        assert_eq!(after_failures(3, 0.5), 2_000);
        assert_eq!(after_failures(60, 1.0), 100_000);
        assert_eq!(after_failures(60, 0.0), 0);
    }

    #[test]
    fn a_server_that_asks_for_patience_gets_it_within_bounds() {
        assert_eq!([0, 2_000, u32::MAX].map(pause), [1_000, 2_000, 100_000]);
    }

    #[test]
    fn looks_are_spread_around_their_pace() {
        assert_eq!(until_next_look(0.5), 30_000);
        assert!(until_next_look(0.0) < until_next_look(0.99));
    }
}
