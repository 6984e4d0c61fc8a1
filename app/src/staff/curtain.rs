//! When names are hidden on a tablet: the staff's, and whatever else names anybody. Against glances,
//! and never in the way of counting.

use samvaro_core::digest::Digest;
use samvaro_core::id::Millis;
use samvaro_core::pin::Pin;
use serde::{Deserialize, Serialize};

/// Names hide when nobody has touched the tablet for so long, in milliseconds (5 minutes).
pub const IDLE_MS: Millis = 5 * 60 * 1_000;
/// So many wrong PINs, and only a new one helps.
pub const TRIES_MAX: u8 = 5;
/// Fewer wrong PINs are forgotten when nobody has tried one for so long, in milliseconds (12 hours).
pub const TRIES_FORGOTTEN_MS: Millis = 12 * 60 * 60 * 1_000;
/// Without contact for so long names are locked, in milliseconds (14 days).
pub const NO_CONTACT_MS: Millis = 14 * 24 * 60 * 60 * 1_000;

/// What a tablet remembers of its curtain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurtainKept {
    /// When somebody last touched the tablet with names in sight.
    pub active: Millis,
    /// What the PIN came to that names were shown for.
    #[serde(default)]
    pub opened: Option<Digest>,
    /// What the PIN comes to that was tried in vain.
    #[serde(default)]
    pub tried: Option<Digest>,
    /// How often.
    #[serde(default)]
    pub tries: u8,
    /// How long nobody has tried since, in milliseconds.
    #[serde(default)]
    pub rested_ms: Millis,
    /// Up to when that has been added up.
    #[serde(default)]
    pub rested_at: Millis,
}

/// What stands between a glance and the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curtain {
    /// Nothing.
    Open,
    /// One tap.
    Tap,
    /// The place's PIN.
    Pin {
        /// How often it may still be tried.
        tries_left: u8,
    },
    /// Too many wrong PINs: a coordinator gives a new one.
    Coordinator,
    /// Too long without contact: the network opens it.
    NoContact,
}

impl CurtainKept {
    /// A tablet on which somebody has just been.
    pub fn new(now: Millis) -> Self {
        Self { active: now, opened: None, tried: None, tries: 0, rested_ms: 0, rested_at: now }
    }

    /// What stands between a glance and the names now.
    pub fn curtain(&self, now: Millis, last_contact: Option<Millis>, pin: Option<Pin>) -> Curtain {
        let hash = pin.map(|pin| pin.hash);
        if last_contact.is_some_and(|at| now - at >= NO_CONTACT_MS) {
            return Curtain::NoContact;
        }
        // A clock that jumps hides, too.
        let touched = (now - self.active).abs() < IDLE_MS;
        if touched && (hash.is_none() || self.opened == hash) {
            return Curtain::Open;
        }
        match hash {
            None => Curtain::Tap,
            Some(hash) => match TRIES_MAX.saturating_sub(self.tries_of(hash)) {
                0 => Curtain::Coordinator,
                tries_left => Curtain::Pin { tries_left },
            },
        }
    }

    /// How often a PIN was tried in vain, as far as it is not forgotten.
    fn tries_of(&self, hash: Digest) -> u8 {
        let lasts = self.tries >= TRIES_MAX || self.rested_ms < TRIES_FORGOTTEN_MS;
        let remembered = self.tried == Some(hash) && lasts;
        if remembered { self.tries } else { 0 }
    }

    /// The same a while later, of which a clock that nobody can set ran for `ran_ms`. Whoever sets the
    /// tablet's own clock forward gains no time by it, and whoever sets it back loses some.
    pub fn rested(&self, now: Millis, ran_ms: Millis) -> Self {
        let passed = (now - self.rested_at).clamp(0, ran_ms.max(0));
        Self { rested_ms: self.rested_ms.saturating_add(passed), rested_at: now, ..*self }
    }

    /// The same after somebody has opened it under this PIN, or by a tap.
    pub fn open(&self, now: Millis, pin: Option<Pin>) -> Self {
        Self { opened: pin.map(|pin| pin.hash), ..Self::new(now) }
    }

    /// The same after a wrong PIN. Another PIN is tried anew.
    pub fn wrong(&self, now: Millis, pin: Pin) -> Self {
        let tries = self.tries_of(pin.hash).saturating_add(1);
        Self { tried: Some(pin.hash), tries, rested_ms: 0, rested_at: now, ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_795_000_000_000;

    fn pin(number: u8) -> Pin {
        Pin { salt: Digest([number; 32]), rounds: 1, hash: Digest([number; 32]) }
    }

    #[test]
    fn without_a_pin_names_hide_when_nobody_is_there_and_a_tap_shows_them() {
        let kept = CurtainKept::new(NOW);
        let after = |ms| kept.curtain(NOW + ms, Some(NOW), None);
        assert_eq!(
            [after(0), after(IDLE_MS - 1), after(IDLE_MS)],
            [Curtain::Open, Curtain::Open, Curtain::Tap]
        );
        assert_eq!(kept.open(NOW + IDLE_MS, None).curtain(NOW + IDLE_MS, None, None), Curtain::Open);
    }

    #[test]
    fn a_new_pin_hides_at_once_and_five_wrong_ones_need_a_coordinator() {
        let mut kept = CurtainKept::new(NOW);
        for tries_left in (1..=TRIES_MAX).rev() {
            assert_eq!(kept.curtain(NOW, None, Some(pin(1))), Curtain::Pin { tries_left });
            kept = kept.wrong(NOW, pin(1));
        }
        assert_eq!(kept.curtain(NOW, None, Some(pin(1))), Curtain::Coordinator);
        assert_eq!(kept.curtain(NOW, None, Some(pin(2))), Curtain::Pin { tries_left: TRIES_MAX });
        assert_eq!(kept.open(NOW, Some(pin(2))).curtain(NOW, None, Some(pin(2))), Curtain::Open);
    }

    #[test]
    fn slips_are_forgotten_when_time_has_passed_and_not_when_the_clock_was_set() {
        let after = |slips| (0..slips).fold(CurtainKept::new(NOW), |kept, _| kept.wrong(NOW, pin(1)));
        let slips = after(TRIES_MAX - 1);
        let curtain = |kept: CurtainKept| kept.curtain(NOW + IDLE_MS, None, Some(pin(1)));
        let (fresh, one_left) = (Curtain::Pin { tries_left: TRIES_MAX }, Curtain::Pin { tries_left: 1 });
        let half = TRIES_FORGOTTEN_MS / 2;
        assert_eq!(curtain(slips.rested(NOW + half, half)), one_left);
        let whole = slips.rested(NOW + half, half).rested(NOW + 2 * half, half);
        assert_eq!(curtain(whole), fresh);
        assert_eq!(whole.wrong(NOW, pin(1)).tries, 1);
        let rested = |kept: CurtainKept| kept.rested(NOW + 2 * half, 2 * half);
        assert_eq!(curtain(rested(after(TRIES_MAX))), Curtain::Coordinator, "time does not help any more");
        let mut set = slips;
        for _ in 0..100 {
            set = set.rested(NOW + TRIES_FORGOTTEN_MS, 60_000).rested(NOW, 60_000);
        }
        assert_eq!(curtain(set), one_left);
    }

    #[test]
    fn fourteen_days_without_contact_lock_names_whatever_is_known() {
        let kept = CurtainKept::new(NOW).open(NOW, Some(pin(1)));
        assert_eq!(kept.curtain(NOW, Some(NOW - NO_CONTACT_MS), Some(pin(1))), Curtain::NoContact);
        assert_eq!(kept.curtain(NOW, Some(NOW - NO_CONTACT_MS + 1), Some(pin(1))), Curtain::Open);
    }

    #[test]
    fn a_clock_that_jumps_back_does_not_leave_names_in_sight() {
        assert_eq!(CurtainKept::new(NOW).curtain(NOW - IDLE_MS, None, None), Curtain::Tap);
    }
}
