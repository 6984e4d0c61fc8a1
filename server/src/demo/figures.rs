//! How many came: plausible, and the same every time.

use jiff::civil::{Date, Weekday};
use sha2::{Digest, Sha256};

/// Changes every figure of the demonstration.
const SEED: &[u8] = b"samvaro demonstration 1";

/// A number between 0 and 1 that follows from its key.
pub struct Chance([u8; 32]);

impl Chance {
    /// The chances of one thing on one date.
    pub fn of(thing: &[u8], date: Date) -> Self {
        let mut sum = Sha256::new();
        sum.update(SEED);
        sum.update(thing);
        sum.update(date.to_string());
        Self(sum.finalize().into())
    }

    /// One of eight numbers from 0 to below 1.
    pub fn number(&self, index: usize) -> f64 {
        let bytes = [0, 1, 2, 3].map(|byte| self.0[(index % 8) * 4 + byte]);
        f64::from(u32::from_be_bytes(bytes)) / (f64::from(u32::MAX) + 1.0)
    }

    /// Around 0, mostly within ±1.
    fn spread(&self) -> f64 {
        (self.number(0) + self.number(1) + self.number(2) - 1.5) * 1.4
    }
}

/// Months against the year: quiet summers, full Novembers.
const SEASON: [f64; 12] = [0.92, 0.98, 1.04, 1.02, 0.98, 0.82, 0.62, 0.84, 1.04, 1.10, 1.14, 0.96];

/// Weekdays against the week, from Monday.
const WEEK: [f64; 7] = [0.98, 1.06, 1.04, 1.05, 0.94, 0.9, 0.93];

/// How many come on a date, where `usual` come a year before `today` and that part more since.
pub fn visitors(usual: f64, growth: f64, date: Date, today: Date, chance: &Chance) -> i32 {
    let season = SEASON[usize::try_from(date.month() - 1).unwrap_or(0).min(11)];
    let weekday = WEEK[usize::try_from(weekday_index(date.weekday())).unwrap_or(0)];
    let years = f64::from(days_before(date, today)) / 365.0;
    let expected = usual * season * weekday * (1.0 + growth * (1.0 - years));
    let spread = chance.spread() * expected.max(1.0).sqrt();
    (expected + spread).round().clamp(0.0, 400.0) as i32
}

fn weekday_index(weekday: Weekday) -> i8 {
    weekday.to_monday_zero_offset()
}

fn days_before(date: Date, today: Date) -> i32 {
    i32::try_from(samvaro_core::schedule::calendar_day::days_between(date, today)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_same_date_shows_the_same_figure() {
        let today = date(2026, 11, 21);
        let figure = |day| visitors(20.0, 0.05, day, today, &Chance::of(b"bingo", day));
        assert_eq!(figure(date(2026, 11, 3)), figure(date(2026, 11, 3)));
        let year: i32 = (0..52)
            .filter_map(|week| date(2025, 12, 2).checked_add(jiff::Span::new().weeks(week)).ok())
            .map(figure)
            .sum();
        assert!((850..1250).contains(&year), "{year} visits in a year of about 20 a week");
    }
}
