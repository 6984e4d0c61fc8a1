//! How often somebody may try: a leaky bucket for each key (an address, an account, a device).

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Keys that one throttle remembers. Beyond this the emptiest are forgotten.
const KEYS_MAX: usize = 20_000;

/// Lets each key do something `burst` times at once, and then once every `every`.
#[derive(Debug)]
pub struct Throttle<K> {
    every: Duration,
    burst: u32,
    /// When each key's bucket will be empty again.
    empty_at: Mutex<HashMap<K, Instant>>,
}

/// Too often; try again after this long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooOften {
    /// How long to wait.
    pub wait: Duration,
}

impl<K: Hash + Eq> Throttle<K> {
    /// A throttle whose buckets are all empty.
    pub fn new(burst: u32, every: Duration) -> Self {
        Self { every, burst, empty_at: Mutex::default() }
    }

    /// Takes one turn.
    ///
    /// # Errors
    /// [`TooOften`] when the key has none left; nothing is taken then.
    pub fn take(&self, key: K, now: Instant) -> Result<(), TooOften> {
        let mut empty_at = self.empty_at.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if empty_at.len() >= KEYS_MAX && !empty_at.contains_key(&key) {
            empty_at.retain(|_, at| *at > now);
            if empty_at.len() >= KEYS_MAX {
                // A flood from ever new keys: somebody else's limit has to hold it.
                empty_at.clear();
            }
        }
        let full_at = empty_at.get(&key).copied().unwrap_or(now).max(now) + self.every;
        let wait = full_at.duration_since(now).saturating_sub(self.every * self.burst);
        if !wait.is_zero() {
            return Err(TooOften { wait });
        }
        empty_at.insert(key, full_at);
        Ok(())
    }

    /// Gives a turn back: what was done turned out to be harmless.
    pub fn give_back(&self, key: &K) {
        let mut empty_at = self.empty_at.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(at) = empty_at.get_mut(key) {
            *at = at.checked_sub(self.every).unwrap_or(*at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_burst_is_allowed_and_then_one_at_a_time() {
        let throttle = Throttle::new(3, SECOND);
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(throttle.take("a", start), Ok(()));
        }
        assert_eq!(throttle.take("a", start), Err(TooOften { wait: SECOND }));
        assert_eq!(throttle.take("b", start), Ok(()));
        assert_eq!(throttle.take("a", start + SECOND), Ok(()));
        assert!(throttle.take("a", start + SECOND).is_err());
    }

    #[test]
    fn a_turn_given_back_can_be_taken_again() {
        let throttle = Throttle::new(1, SECOND);
        let start = Instant::now();
        assert!(throttle.take(1, start).is_ok());
        throttle.give_back(&1);
        assert!(throttle.take(1, start).is_ok());
    }

    #[test]
    fn a_flood_of_keys_does_not_grow_without_end() {
        let throttle = Throttle::new(1, SECOND);
        let start = Instant::now();
        for key in 0..3 * KEYS_MAX {
            let _ = throttle.take(key, start);
        }
        assert!(throttle.empty_at.lock().is_ok_and(|keys| keys.len() <= KEYS_MAX));
    }

    #[test]
    fn the_chance_of_guessing_a_pairing_code_stays_below_one_in_a_million() {
        // Five live codes, thirty tries a minute for the ten minutes that they live, and the burst.
        let tries = f64::from(crate::http::limits::PAIR_TRIES_PER_MINUTE) * 11.0;
        let codes = 20f64.powi(8);
        assert!(tries * super::super::code::LIVE_CODES_MAX as f64 / codes < 1e-6);
    }
}
