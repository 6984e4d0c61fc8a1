//! A schedule cut in two at a date, and moved to other days.
//!
//! Dates before the cut stay with the one part and dates from the cut on with the other, whatever
//! the kind of schedule.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::calendar_day::{days_between, plus_days};
use super::{MonthlyDate, MonthlyWeekday, RuleEnd, RuleSet, Schedule, Weekly, Weeks, Window};

/// How far a rule is searched for its next date, in days (about 9 years, a leap day's longest wait).
const NEXT_DATE_WITHIN_DAYS: i64 = 3_300;
/// A week, in days.
const WEEK_DAYS: i64 = 7;
/// The ordinal of a month's last weekday of a kind.
const LAST: i8 = -1;

impl Schedule {
    /// The first day on which the schedule could name a date.
    pub fn start(&self) -> Option<Date> {
        match self {
            Self::Once(date) => Some(*date),
            Self::Weekly(weekly) => Some(weekly.from),
            Self::MonthlyWeekday(monthly) => Some(monthly.from),
            Self::MonthlyDate(monthly) => Some(monthly.from),
            Self::Dates(dates) => dates.first().copied(),
            Self::Rule(set) => set.added.first().copied().into_iter().chain([set.start]).min(),
        }
    }

    /// The last day of a schedule that says when it ends.
    pub fn end(&self) -> Option<Date> {
        match self {
            Self::Once(date) => Some(*date),
            Self::Weekly(weekly) => weekly.until,
            Self::MonthlyWeekday(monthly) => monthly.until,
            Self::MonthlyDate(monthly) => monthly.until,
            Self::Dates(dates) => dates.last().copied(),
            Self::Rule(set) => match set.rule.as_ref().map(|rule| rule.end) {
                Some(RuleEnd::Until(until)) => set.added.last().copied().max(Some(until)),
                Some(_) => None,
                None => set.added.last().copied().max(Some(set.start)),
            },
        }
    }

    /// The part before a date; none if it names nothing then.
    pub fn before(&self, date: Date) -> Option<Self> {
        let last = date.yesterday().ok()?;
        let part = match self {
            Self::Once(day) => (*day < date).then_some(Self::Once(*day)),
            Self::Weekly(weekly) => Some(Self::Weekly(Weekly {
                until: Some(weekly.until.map_or(last, |until| until.min(last))),
                ..weekly.clone()
            })),
            Self::MonthlyWeekday(monthly) => Some(Self::MonthlyWeekday(MonthlyWeekday {
                until: Some(monthly.until.map_or(last, |until| until.min(last))),
                ..monthly.clone()
            })),
            Self::MonthlyDate(monthly) => Some(Self::MonthlyDate(MonthlyDate {
                until: Some(monthly.until.map_or(last, |until| until.min(last))),
                ..monthly.clone()
            })),
            Self::Dates(dates) => listed(dates.range(..date)),
            Self::Rule(set) => set.before(date, last),
        }?;
        let window = Window::new(self.start()?, last);
        // A part with very many dates names some.
        part.dates(window).map_or(part.check_shape().is_ok(), |dates| !dates.is_empty()).then_some(part)
    }

    /// The part from a date on; none if it names nothing then.
    pub fn onwards(&self, date: Date) -> Option<Self> {
        let part = match self {
            Self::Once(day) => (*day >= date).then_some(Self::Once(*day)),
            Self::Weekly(weekly) => {
                Some(Self::Weekly(Weekly { from: weekly.from.max(date), ..weekly.clone() }))
            }
            Self::MonthlyWeekday(monthly) => {
                Some(Self::MonthlyWeekday(MonthlyWeekday { from: monthly.from.max(date), ..monthly.clone() }))
            }
            Self::MonthlyDate(monthly) => {
                Some(Self::MonthlyDate(MonthlyDate { from: monthly.from.max(date), ..monthly.clone() }))
            }
            Self::Dates(dates) => listed(dates.range(date..)),
            Self::Rule(set) => set.onwards(date),
        }?;
        let from = part.start()?;
        let window = Window::new(from, plus_days(from, NEXT_DATE_WITHIN_DAYS)?);
        part.dates(window).is_ok_and(|dates| !dates.is_empty()).then_some(part)
    }

    /// The schedule whose dates lie as much later or earlier as `to` lies after `from`, which this
    /// one names: another weekday, another day of the month. None where its kind cannot say that.
    pub fn shifted(&self, from: Date, to: Date) -> Option<Self> {
        let days = days_between(from, to);
        if days == 0 {
            return Some(self.clone());
        }
        Some(match self {
            Self::Once(_) => Self::Once(to),
            Self::Weekly(weekly) => Self::Weekly(weekly.shifted(from, to)?),
            Self::MonthlyWeekday(monthly) => Self::MonthlyWeekday(MonthlyWeekday {
                ordinal: ordinal_of(to, monthly.ordinal),
                weekday: to.weekday(),
                from: earlier(monthly.from, days)?,
                until: later(monthly.until, days)?,
            }),
            Self::MonthlyDate(monthly) => Self::MonthlyDate(MonthlyDate {
                day: to.day(),
                from: earlier(monthly.from, days)?,
                until: later(monthly.until, days)?,
            }),
            Self::Dates(dates) => {
                Self::Dates(dates.iter().map(|date| plus_days(*date, days)).collect::<Option<_>>()?)
            }
            Self::Rule(_) => return None,
        })
    }
}

impl Weekly {
    /// With several weekdays only the one of `from` moves; odd and even weeks change places where
    /// the move leads into the other kind of week, which must then be true of every weekday.
    fn shifted(&self, from: Date, to: Date) -> Option<Self> {
        let (days, alone) = (days_between(from, to), self.weekdays.len() == 1);
        let weeks = match (self.weeks, self.weeks.keep(to)) {
            (weeks, true) => weeks,
            (_, false) if !alone => return None,
            (Weeks::Odd, false) => Weeks::Even,
            (_, false) => Weeks::Odd,
        };
        if !alone && days.abs() >= WEEK_DAYS {
            return None;
        }
        let others = self.weekdays.iter().filter(|weekday| *weekday != from.weekday());
        Some(Self {
            weekdays: others.chain([to.weekday()]).collect(),
            weeks,
            from: if alone { plus_days(self.from, days)? } else { earlier(self.from, days)? },
            until: match self.until {
                Some(until) if alone => Some(plus_days(until, days)?),
                until => later(until, days)?,
            },
        })
    }
}

/// Which one of its weekday a date is in its month; the last one where the schedule spoke of the last.
fn ordinal_of(date: Date, before: i8) -> i8 {
    let is_last = plus_days(date, WEEK_DAYS).is_none_or(|later| later.month() != date.month());
    if before == LAST && is_last { LAST } else { (date.day() - 1) / 7 + 1 }
}

/// A first day that lets in what moved before it.
fn earlier(from: Date, days: i64) -> Option<Date> {
    plus_days(from, days.min(0))
}

/// A last day that lets in what moved past it.
fn later(until: Option<Date>, days: i64) -> Option<Option<Date>> {
    match until {
        Some(until) => plus_days(until, days.max(0)).map(Some),
        None => Some(None),
    }
}

fn listed<'a>(dates: impl Iterator<Item = &'a Date>) -> Option<Schedule> {
    let dates: BTreeSet<Date> = dates.copied().collect();
    (!dates.is_empty()).then_some(Schedule::Dates(dates))
}

impl RuleSet {
    /// How many dates the rule itself names before a date.
    fn named_before(&self, date: Date) -> Option<u32> {
        let last = date.yesterday().ok()?;
        let dates = Schedule::Rule(self.bare()).dates(Window::new(self.start, last)).ok()?;
        u32::try_from(dates.len()).ok()
    }

    /// The rule alone.
    fn bare(&self) -> Self {
        Self { added: BTreeSet::new(), removed: BTreeSet::new(), ..self.clone() }
    }

    fn before(&self, date: Date, last: Date) -> Option<Schedule> {
        let added: BTreeSet<Date> = self.added.range(..date).copied().collect();
        if self.start >= date {
            return listed(added.difference(&self.removed));
        }
        let rule = match &self.rule {
            None => None,
            Some(rule) => {
                let end = match rule.end {
                    RuleEnd::Count(count) if self.named_before(date)? >= count.get() => rule.end,
                    RuleEnd::Until(until) => RuleEnd::Until(until.min(last)),
                    _ => RuleEnd::Until(last),
                };
                Some(rule.clone().ending(end))
            }
        };
        let removed = self.removed.range(..date).copied().collect();
        Some(Schedule::Rule(Self { start: self.start, rule, added, removed }))
    }

    fn onwards(&self, date: Date) -> Option<Schedule> {
        if self.start >= date {
            let added = self.added.range(date..).copied().collect();
            return Some(Schedule::Rule(Self { added, ..self.clone() }));
        }
        let later: BTreeSet<Date> = self.added.range(date..).copied().collect();
        let within = Window::new(date, plus_days(date, NEXT_DATE_WITHIN_DAYS)?);
        let next = Schedule::Rule(self.bare()).dates(within).ok()?.first().copied();
        let (Some(start), Some(rule)) = (next, &self.rule) else {
            return listed(later.difference(&self.removed));
        };
        let end = match rule.end {
            RuleEnd::Count(count) => {
                let left = count.get().checked_sub(self.named_before(date)?)?;
                RuleEnd::Count(std::num::NonZeroU32::new(left)?)
            }
            end => end,
        };
        let removed = self.removed.range(date..).copied().collect();
        let part =
            Schedule::Rule(Self { start, rule: Some(rule.clone().ending(end)), added: later, removed });
        part.check().is_ok().then_some(part)
    }
}

#[cfg(test)]
#[path = "parting_tests.rs"]
mod tests;
