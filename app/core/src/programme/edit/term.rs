//! Copying a term: what ran in one period is proposed for another, as drafts.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Seen, new_slot, put};
use crate::change::Body;
use crate::digest::Digest;
use crate::field::{Fields, Period, SlotField};
use crate::id::SlotId;
use crate::iso::Written;
use crate::programme::Programme;
use crate::programme::slot_line::SlotLine;
use crate::schedule::calendar_day::{days_between, plus_days, week_of};
use crate::schedule::{Frequency, MonthlyDate, MonthlyWeekday, Schedule, Weekdays, Weekly, Weeks, Window};

/// What becomes of odd and even weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parity {
    /// Odd weeks stay odd.
    #[default]
    Kept,
    /// Odd weeks become even, and even ones odd.
    Swapped,
}

/// From which period to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermCopy {
    /// The period that is copied.
    pub from: Period,
    /// The period that it is copied to.
    pub to: Period,
    /// Odd and even weeks.
    pub parity: Parity,
}

/// A slot for the new period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The slot that ran.
    pub source: SlotId,
    /// Its new slot: the same one wherever and however often this period is copied.
    pub id: SlotId,
    /// The new slot's fields.
    pub line: SlotLine,
    /// Its dates in the new period, resting ones among them.
    pub dates: Vec<Date>,
    /// Whether it has been copied before and stands.
    pub stands: bool,
}

impl TermCopy {
    /// Every recurring slot that ran in the period, in order of its first date and time. Single
    /// dates are not proposed: they were meant once.
    pub fn proposals(&self, programme: &Programme) -> Vec<Proposal> {
        let lines = programme.slots.keys().filter_map(|id| Some((*id, programme.slot(*id)?)));
        let runs = |line: &SlotLine| programme.activity(line.activity).is_some_and(|it| !it.is_hidden());
        let mut proposals: Vec<Proposal> = lines
            .filter(|(_, line)| line.published && runs(line))
            .filter_map(|(source, line)| self.proposal(programme, source, &line))
            .collect();
        proposals.sort_by_key(|it| (it.dates.first().copied(), it.line.time, it.id));
        proposals
    }

    fn proposal(&self, programme: &Programme, source: SlotId, line: &SlotLine) -> Option<Proposal> {
        let ran = line.schedule.dates(window(self.from)).ok().filter(|ran| !ran.is_empty())?;
        let schedule = self.schedule(&line.schedule, &ran)?;
        let dates = schedule.dates(window(self.to)).ok().filter(|dates| !dates.is_empty())?;
        let id = copied_slot(source, self.to.from);
        let line = SlotLine { schedule, published: false, keeps_every_date: false, ..line.clone() };
        Some(Proposal { source, id, line, dates, stands: programme.slot(id).is_some() })
    }

    /// The same weekdays and the same kind of week, from the new period's first day to its last.
    fn schedule(&self, schedule: &Schedule, ran: &[Date]) -> Option<Schedule> {
        let (from, until) = (self.to.from, Some(self.to.until));
        Some(match schedule {
            Schedule::Once(_) => return None,
            Schedule::Weekly(weekly) => self.weekly(weekly.weekdays, weekly.weeks),
            Schedule::MonthlyWeekday(monthly) => {
                Schedule::MonthlyWeekday(MonthlyWeekday { from, until, ..monthly.clone() })
            }
            Schedule::MonthlyDate(monthly) => {
                Schedule::MonthlyDate(MonthlyDate { from, until, ..monthly.clone() })
            }
            Schedule::Rule(set) => {
                match set.rule.as_ref().map(|rule| (rule.frequency(), rule.interval().get())) {
                    Some((Frequency::Weekly, 1 | 2)) => self.weekly(weekdays_of(ran), weeks_of(ran)),
                    _ => self.listed(ran)?,
                }
            }
            Schedule::Dates(_) => self.listed(ran)?,
        })
    }

    fn weekly(&self, weekdays: Weekdays, weeks: Weeks) -> Schedule {
        let weeks = match (self.parity, weeks) {
            (Parity::Swapped, Weeks::Odd) => Weeks::Even,
            (Parity::Swapped, Weeks::Even) => Weeks::Odd,
            (_, weeks) => weeks,
        };
        Schedule::Weekly(Weekly { weekdays, weeks, from: self.to.from, until: Some(self.to.until) })
    }

    /// Listed dates as many whole weeks later as the new period's first week is.
    fn listed(&self, ran: &[Date]) -> Option<Schedule> {
        let monday = |date| week_of(date, jiff::civil::Weekday::Monday);
        let days = days_between(monday(self.from.from)?, monday(self.to.from)?);
        let later = ran.iter().filter_map(|date| plus_days(*date, days));
        let dates: BTreeSet<Date> = later.filter(|date| self.to.contains(*date)).collect();
        (!dates.is_empty()).then_some(Schedule::Dates(dates))
    }
}

/// The changes that make the proposals drafts. Somebody may have deleted an earlier copy: asking for
/// it again brings it back.
pub fn copies<'a>(
    programme: &Programme,
    proposals: impl IntoIterator<Item = &'a Proposal>,
    seen: Seen,
) -> Vec<Body> {
    let wanted = proposals.into_iter().filter(|proposal| !proposal.stands);
    let changes = wanted.flat_map(|proposal| {
        let deleted = programme.slots.get(&proposal.id).is_some_and(|slot| slot.is_hidden());
        let back = deleted.then(|| put(Fields::Slot(proposal.id, vec![SlotField::Hidden(false)]), seen));
        [new_slot(proposal.id, &proposal.line, seen), back.flatten()]
    });
    changes.flatten().collect()
}

/// The id follows from the slot that ran and the new start, so that two tablets that both copy a
/// term make one.
fn copied_slot(source: SlotId, start: Date) -> SlotId {
    let sum = Digest::of(&[source.0.as_bytes(), Written(start).to_string().as_bytes()]);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&sum.0[..16]);
    SlotId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

fn window(period: Period) -> Window {
    Window::new(period.from, period.until)
}

fn weekdays_of(dates: &[Date]) -> Weekdays {
    dates.iter().map(|date| date.weekday()).collect()
}

/// The kind of weeks in which the dates lie.
fn weeks_of(dates: &[Date]) -> Weeks {
    let all = |weeks: Weeks| dates.len() > 1 && dates.iter().all(|date| weeks.keep(*date));
    [Weeks::Odd, Weeks::Even].into_iter().find(|weeks| all(*weeks)).unwrap_or_default()
}
