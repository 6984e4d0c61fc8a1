//! A rule with its first date, and the dates added to it and removed from it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::rule_dates::RuleDates;
use super::{Effort, LISTED_DATES_MAX, Rule, ScheduleRefused, Window};

/// What iCalendar says with DTSTART, RRULE, RDATE and EXDATE, on dates.
///
/// The first date must follow the rule: RFC 5545 leaves a series undefined whose DTSTART does
/// not, and its readers disagree (some drop that date, some add it), so it is refused. A removed
/// date still counts towards COUNT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    /// The first date.
    #[serde(with = "crate::iso")]
    pub start: Date,
    /// The rule; without it the first date stands alone beside the added ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Dates besides the rule's.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", with = "crate::iso")]
    pub added: BTreeSet<Date>,
    /// Dates that fall away.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", with = "crate::iso")]
    pub removed: BTreeSet<Date>,
}

impl RuleSet {
    /// A rule and its first date.
    pub fn new(start: Date, rule: Rule) -> Self {
        Self { start, rule: Some(rule), added: BTreeSet::new(), removed: BTreeSet::new() }
    }

    pub(super) fn check_shape(&self) -> Result<(), ScheduleRefused> {
        match self.added.len() + self.removed.len() {
            listed if listed > LISTED_DATES_MAX => Err(ScheduleRefused::TooManyListed),
            _ => Ok(()),
        }
    }

    /// Whether the rule finds anything, and its first date first.
    pub(super) fn check(&self, effort: &mut Effort) -> Result<(), ScheduleRefused> {
        match &self.rule {
            Some(rule) => RuleDates { rule, start: self.start }.check(effort),
            None => Ok(()),
        }
    }

    pub(super) fn dates(&self, window: Window, effort: &mut Effort) -> Result<Vec<Date>, ScheduleRefused> {
        self.check(effort)?;
        let mut dates = BTreeSet::new();
        match &self.rule {
            Some(rule) => dates.extend(RuleDates { rule, start: self.start }.dates(window, effort)?),
            None => dates.extend(window.contains(self.start).then_some(self.start)),
        }
        dates.extend(window.of(&self.added));
        dates.retain(|date| !self.removed.contains(date));
        Ok(dates.into_iter().collect())
    }
}
