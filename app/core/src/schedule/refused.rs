//! Why a schedule gives no dates.

use std::fmt;

use super::rule::Rule;
use super::{LISTED_DATES_MAX, WINDOW_DATES_MAX};

/// A schedule that cannot be trusted to give the right dates, by the name of what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduleRefused {
    /// A weekly schedule without a weekday.
    NoWeekday,
    /// A monthly schedule for another ordinal than 1 to 5 or −1.
    NoSuchOrdinal,
    /// A monthly schedule for a day before the 1st or after the 31st.
    NoSuchDay,
    /// A list of dates without a date.
    NoDates,
    /// It ends before it begins.
    EndsBeforeStart,
    /// The rule found no date in [`Rule::EMPTY_STEPS_MAX`] steps, or before the calendar ends.
    FindsNothing,
    /// The rule does not fall on its own first date; readers of RFC 5545 disagree on what
    /// happens then, and the standard leaves it undefined.
    StartOffRule,
    /// The rule takes positions (BYSETPOS) of a first week that began before its first date;
    /// readers disagree on what that week holds.
    FirstWeekUnclear,
    /// More than [`LISTED_DATES_MAX`] dates listed by name.
    TooManyListed,
    /// More than [`WINDOW_DATES_MAX`] dates in one window.
    TooManyDates,
    /// Finding the dates would take more looking than is allowed.
    TooMuchWork,
}

impl fmt::Display for ScheduleRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWeekday => f.write_str("ingen veckodag är vald"),
            Self::NoSuchOrdinal => f.write_str("bara 1:a till 5:e eller sista veckodagen går att välja"),
            Self::NoSuchDay => f.write_str("bara den 1:a till den 31:a går att välja"),
            Self::NoDates => f.write_str("inget datum är angivet"),
            Self::EndsBeforeStart => f.write_str("slutet (UNTIL) ligger före starten (DTSTART)"),
            Self::FindsNothing => {
                write!(f, "regeln hittar inget datum på {} steg", Rule::EMPTY_STEPS_MAX)
            }
            Self::StartOffRule => f.write_str(
                "första datumet (DTSTART) följer inte regeln (RRULE), och då är serien inte bestämd",
            ),
            Self::FirstWeekUnclear => f.write_str(
                "BYSETPOS räknar i en vecka som började före DTSTART, och då är serien inte bestämd",
            ),
            Self::TooManyListed => write!(f, "fler än {LISTED_DATES_MAX} datum är uppräknade"),
            Self::TooManyDates => write!(f, "fler än {WINDOW_DATES_MAX} datum i perioden"),
            Self::TooMuchWork => f.write_str("regeln tar för lång tid att räkna ut"),
        }
    }
}

impl std::error::Error for ScheduleRefused {}
