//! How much looking may be spent on finding dates, so that no rule can keep a machine busy.

use super::ScheduleRefused;

/// Candidate days that may still be looked at.
#[derive(Clone, Debug)]
pub struct Effort {
    days_left: u64,
}

impl Effort {
    /// Candidate days for one schedule in one window: a daily rule counted over 1,300 years.
    pub const ONE_SCHEDULE_DAYS: u64 = 1_000_000;

    /// Effort enough for any schedule a meeting place has.
    pub fn one_schedule() -> Self {
        Self::of_days(Self::ONE_SCHEDULE_DAYS)
    }

    /// Effort of so many candidate days.
    pub fn of_days(days: u64) -> Self {
        Self { days_left: days }
    }

    /// Spends some of it, or refuses.
    pub fn spend(&mut self, days: usize) -> Result<(), ScheduleRefused> {
        match self.days_left.checked_sub(days as u64) {
            Some(left) => {
                self.days_left = left;
                Ok(())
            }
            None => Err(ScheduleRefused::TooMuchWork),
        }
    }
}
