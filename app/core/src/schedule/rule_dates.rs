//! From a rule and its first date to the dates it names.
//!
//! A rule is walked in steps (days, weeks, months or years, by its interval); each step offers
//! candidate days, which the BY parts widen or narrow as the table in RFC 5545, section 3.3.10,
//! says. Without COUNT the walk begins at the window, however far off; with COUNT it begins at
//! the first date, because every date counts.

use jiff::civil::{Date, Weekday};

use super::calendar_day::{days_between, month_from_number, month_number, plus_days, week_of};
use super::rule::{Frequency, Rule, RuleDay, RuleEnd};
use super::{Effort, ScheduleRefused, WINDOW_DATES_MAX, Window};

/// A rule together with its first date (DTSTART).
pub(super) struct RuleDates<'a> {
    pub rule: &'a Rule,
    pub start: Date,
}

/// Which period the ordinals of BYDAY count in.
#[derive(Clone, Copy)]
enum OrdinalsIn {
    Month,
    Year,
}

impl RuleDates<'_> {
    /// Whether the rule finds anything, and its first date first.
    pub fn check(&self, effort: &mut Effort) -> Result<(), ScheduleRefused> {
        if matches!(self.rule.end, RuleEnd::Until(until) if until < self.start) {
            return Err(ScheduleRefused::EndsBeforeStart);
        }
        if self.first_found(effort)? != self.start {
            return Err(ScheduleRefused::StartOffRule);
        }
        self.check_first_week()
    }

    /// The rule's dates inside the window, in order.
    pub fn dates(&self, window: Window, effort: &mut Effort) -> Result<Vec<Date>, ScheduleRefused> {
        let (last, mut left) = match self.rule.end {
            RuleEnd::Never => (None, None),
            RuleEnd::Until(until) => (Some(until), None),
            RuleEnd::Count(count) => (None, Some(count.get())),
        };
        let window = window.within(self.start, last);
        let mut step = if left.is_some() { 0 } else { self.step_at(window.from) };
        let mut empty_steps = 0;
        let mut dates = Vec::new();
        while let Some(first) = self.first_day_of(step).filter(|first| *first <= window.until) {
            let found = self.found_in(first, effort)?;
            empty_steps = self.still_finding(empty_steps, &found)?;
            for date in found {
                if left == Some(0) || date > window.until {
                    return Ok(dates);
                }
                left = left.map(|left| left - 1);
                if date >= window.from {
                    dates.push(date);
                }
            }
            if dates.len() > WINDOW_DATES_MAX {
                return Err(ScheduleRefused::TooManyDates);
            }
            step += 1;
        }
        Ok(dates)
    }

    fn first_found(&self, effort: &mut Effort) -> Result<Date, ScheduleRefused> {
        let mut empty_steps = 0;
        for step in 0.. {
            let Some(first) = self.first_day_of(step) else { break };
            let found = self.found_in(first, effort)?;
            if let Some(date) = found.first() {
                return Ok(*date);
            }
            empty_steps = self.still_finding(empty_steps, &found)?;
        }
        Err(ScheduleRefused::FindsNothing)
    }

    fn still_finding(&self, empty_steps: u32, found: &[Date]) -> Result<u32, ScheduleRefused> {
        match found {
            [] if empty_steps >= Rule::EMPTY_STEPS_MAX => Err(ScheduleRefused::FindsNothing),
            [] => Ok(empty_steps + 1),
            _ => Ok(0),
        }
    }

    /// Some readers let a weekly BYSETPOS see the whole first week, some only its days from the
    /// first date on. Where that could matter the rule is refused.
    fn check_first_week(&self) -> Result<(), ScheduleRefused> {
        if self.rule.frequency != Frequency::Weekly || self.rule.by_position.is_empty() {
            return Ok(());
        }
        let first = self.first_day_of(0).ok_or(ScheduleRefused::FindsNothing)?;
        match self.offered(first).iter().any(|day| *day < self.start && self.allows(*day)) {
            true => Err(ScheduleRefused::FirstWeekUnclear),
            false => Ok(()),
        }
    }

    /// The last step that begins on or before a date.
    fn step_at(&self, date: Date) -> i64 {
        let (start, date) = (self.start, date.max(self.start));
        let units = match self.rule.frequency {
            Frequency::Daily => days_between(start, date),
            Frequency::Weekly => match week_of(start, self.rule.week_start) {
                Some(week) => days_between(week, date) / 7,
                None => 0,
            },
            Frequency::Monthly => month_number(date) - month_number(start),
            Frequency::Yearly => i64::from(date.year()) - i64::from(start.year()),
        };
        units / i64::from(self.rule.interval.get())
    }

    /// The day a step begins with, unless the calendar ends before.
    fn first_day_of(&self, step: i64) -> Option<Date> {
        let units = step.checked_mul(i64::from(self.rule.interval.get()))?;
        match self.rule.frequency {
            Frequency::Daily => plus_days(self.start, units),
            Frequency::Weekly => plus_days(week_of(self.start, self.rule.week_start)?, units.checked_mul(7)?),
            Frequency::Monthly => month_from_number(month_number(self.start).checked_add(units)?),
            Frequency::Yearly => {
                let year = i64::from(self.start.year()).checked_add(units)?;
                Date::new(i16::try_from(year).ok()?, 1, 1).ok()
            }
        }
    }

    /// The dates of the step that begins on `first`, not before the rule's own first date.
    fn found_in(&self, first: Date, effort: &mut Effort) -> Result<Vec<Date>, ScheduleRefused> {
        let mut days = self.offered(first);
        effort.spend(1 + days.len())?;
        days.retain(|day| self.allows(*day));
        days.sort();
        days.dedup();
        let mut days = self.at_positions(days);
        days.retain(|day| *day >= self.start);
        Ok(days)
    }

    fn offered(&self, first: Date) -> Vec<Date> {
        match self.rule.frequency {
            Frequency::Daily => vec![first],
            Frequency::Weekly => (0..7).filter_map(|days| plus_days(first, days)).collect(),
            Frequency::Monthly if self.keeps_month(first.month()) => self.offered_by_month(first),
            Frequency::Monthly => Vec::new(),
            Frequency::Yearly => self.offered_by_year(first),
        }
    }

    fn offered_by_month(&self, first: Date) -> Vec<Date> {
        let rule = self.rule;
        if !rule.by_month_day.is_empty() {
            rule.by_month_day.iter().filter_map(|day| month_day(first, *day)).collect()
        } else if !rule.by_day.is_empty() {
            rule.by_day.iter().flat_map(|day| weekdays_of_month(first, *day)).collect()
        } else {
            month_day(first, self.start.day()).into_iter().collect()
        }
    }

    fn offered_by_year(&self, first: Date) -> Vec<Date> {
        let rule = self.rule;
        let month = |month| Date::new(first.year(), month, 1).ok();
        if !rule.by_month.is_empty() {
            let months = rule.by_month.iter().filter_map(|number| month(*number));
            months.flat_map(|first| self.offered_by_month(first)).collect()
        } else if !rule.by_month_day.is_empty() {
            (1..=12).filter_map(month).flat_map(|first| self.offered_by_month(first)).collect()
        } else if !rule.by_day.is_empty() {
            rule.by_day.iter().flat_map(|day| weekdays_of_year(first, *day)).collect()
        } else {
            let first = month(self.start.month());
            first.and_then(|first| month_day(first, self.start.day())).into_iter().collect()
        }
    }

    /// Whether every BY part, taken as a limit, lets the day through.
    fn allows(&self, day: Date) -> bool {
        self.keeps_month(day.month()) && self.keeps_month_day(day) && self.keeps_weekday(day)
    }

    fn keeps_month(&self, month: i8) -> bool {
        self.rule.by_month.is_empty() || self.rule.by_month.contains(&month)
    }

    fn keeps_month_day(&self, day: Date) -> bool {
        let from_end = day.day() - day.days_in_month() - 1;
        let listed = &self.rule.by_month_day;
        listed.is_empty() || listed.contains(&day.day()) || listed.contains(&from_end)
    }

    fn keeps_weekday(&self, day: Date) -> bool {
        let rule = self.rule;
        if rule.by_day.is_empty() {
            return rule.frequency != Frequency::Weekly || day.weekday() == self.start.weekday();
        }
        let scope = match rule.frequency {
            Frequency::Yearly if rule.by_month.is_empty() => OrdinalsIn::Year,
            _ => OrdinalsIn::Month,
        };
        rule.by_day.iter().any(|named| {
            named.weekday == day.weekday()
                && named.ordinal.is_none_or(|ordinal| is_nth(day, i16::from(ordinal), scope))
        })
    }

    fn at_positions(&self, days: Vec<Date>) -> Vec<Date> {
        let positions = &self.rule.by_position;
        if positions.is_empty() {
            return days;
        }
        let wanted = |place: usize| {
            let (ahead, behind) = (place as i16 + 1, place as i16 - days.len() as i16);
            positions.contains(&ahead) || positions.contains(&behind)
        };
        let kept = days.iter().enumerate().filter(|(place, _)| wanted(*place));
        kept.map(|(_, day)| *day).collect()
    }
}

/// Day 1 to 31 of a month, or −1 for its last; none where the month is too short.
fn month_day(first: Date, day: i8) -> Option<Date> {
    let day = if day < 0 { first.days_in_month() + 1 + day } else { day };
    Date::new(first.year(), first.month(), day).ok()
}

fn weekdays_of_month(first: Date, named: RuleDay) -> Vec<Date> {
    weekdays_between(first, first.last_of_month(), named)
}

fn weekdays_of_year(first: Date, named: RuleDay) -> Vec<Date> {
    weekdays_between(first, first.last_of_year(), named)
}

/// The named weekday's dates from a first to a last day: the n-th, or each.
fn weekdays_between(first: Date, last: Date, named: RuleDay) -> Vec<Date> {
    let inside = |day: &Date| first <= *day && *day <= last;
    match named.ordinal.map(i64::from) {
        Some(ordinal) if ordinal < 0 => {
            let back = i64::from(last.weekday().since(named.weekday));
            plus_days(last, -back + (ordinal + 1) * 7).filter(inside).into_iter().collect()
        }
        ordinal => {
            let earliest = plus_days(first, days_ahead(first, named.weekday));
            let weeks = match ordinal {
                Some(ordinal) => ordinal - 1..ordinal,
                None => 0..53,
            };
            let nth = |week: i64| earliest.and_then(|day| plus_days(day, week * 7));
            weeks.map_while(nth).take_while(inside).collect()
        }
    }
}

fn days_ahead(from: Date, weekday: Weekday) -> i64 {
    i64::from(weekday.since(from.weekday()))
}

fn is_nth(day: Date, ordinal: i16, scope: OrdinalsIn) -> bool {
    let (place, length) = match scope {
        OrdinalsIn::Month => (i16::from(day.day()), i16::from(day.days_in_month())),
        OrdinalsIn::Year => (day.day_of_year(), day.days_in_year()),
    };
    ordinal == (place - 1) / 7 + 1 || ordinal == -((length - place) / 7 + 1)
}
