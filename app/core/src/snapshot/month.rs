//! A month of tallies in columns. Row `n` is the n-th value of every column.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::amounts::Amounts;
use super::edits::Edits;
use super::undone::Undone;
use crate::column::{Runs, pick};
use crate::fold::Tallies;
use crate::id::{ActivityId, CategoryId, ReplicaId, SlotId};
use crate::register::Written;
use crate::schedule::calendar_day::month_from_number;
use crate::tally::Tally;
use crate::target::{Half, OccurrenceKey, Target};

/// All tallies of one month, in the order of their targets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPage {
    /// Months since year 0.
    #[serde(rename = "m")]
    month: i64,
    /// The schedule lines that occur.
    #[serde(rename = "k")]
    lines: Vec<(ActivityId, SlotId)>,
    /// Index into `lines`; the two after the last are drop-in before and after noon.
    #[serde(rename = "t")]
    line: Runs,
    /// Day of the month.
    #[serde(rename = "d")]
    day: Vec<i64>,
    #[serde(rename = "n")]
    total: Vec<i64>,
    #[serde(rename = "v")]
    volunteers: Runs,
    #[serde(rename = "c")]
    counts: Vec<i64>,
    #[serde(rename = "l")]
    late: Runs,
    #[serde(rename = "a")]
    about: Runs,
    /// The splits and marks that occur.
    #[serde(rename = "g", default, skip_serializing_if = "Vec::is_empty")]
    categories: Vec<CategoryId>,
    #[serde(rename = "p", default, skip_serializing_if = "Amounts::is_empty")]
    splits: Amounts,
    #[serde(rename = "q", default, skip_serializing_if = "Amounts::is_empty")]
    marks: Amounts,
    /// The writers that occur.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    writers: Vec<ReplicaId>,
    #[serde(rename = "s", default, skip_serializing_if = "Stated::is_empty")]
    stated: Stated,
    #[serde(rename = "u", default, skip_serializing_if = "Undone::is_empty")]
    undone: Undone,
}

/// Totals that people typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Stated {
    /// How many each row has.
    #[serde(rename = "r")]
    per_row: Runs,
    #[serde(rename = "n")]
    total: Vec<u32>,
    #[serde(rename = "e")]
    edits: Edits,
}

impl Stated {
    fn is_empty(&self) -> bool {
        self.total.is_empty()
    }

    fn of(rows: &[(&Target, &Tally)], writers: &mut Vec<ReplicaId>) -> Self {
        let mut stated = Self::default();
        let all = || rows.iter().flat_map(|(_, tally)| &tally.stated);
        rows.iter().for_each(|(_, tally)| stated.per_row.push(tally.stated.len() as i64));
        stated.total.extend(all().map(|written| written.value));
        stated.edits = Edits::of(all().map(|written| &written.edit), writers);
        stated
    }

    fn add_to(self, tallies: &mut [Tally], writers: &[ReplicaId]) -> Option<()> {
        if self.is_empty() {
            return Some(());
        }
        let edits = self.edits.read(writers)?;
        let mut written = self.total.iter().zip(&edits).map(|(&value, &edit)| Written { value, edit });
        let per_row = self.per_row.read(tallies.len())?;
        for (tally, count) in tallies.iter_mut().zip(per_row) {
            for _ in 0..count {
                tally.stated.push(written.next()?);
            }
        }
        (self.total.len() == edits.len() && written.next().is_none()).then_some(())
    }
}

impl MonthPage {
    /// The tallies of a month, in the order of their targets.
    pub fn of(month: i64, rows: &[(&Target, &Tally)]) -> Self {
        let mut page = Self { month, ..Self::default() };
        for (target, tally) in rows {
            // In their order the same line stands together.
            if let Target::Occurrence(key) = target
                && page.lines.last() != Some(&(key.activity, key.slot))
            {
                page.lines.push((key.activity, key.slot));
            }
            page.day.push(i64::from(target.date().day()));
            page.total.push(tally.total);
            page.volunteers.push(tally.volunteers);
            page.counts.push(tally.counts);
            page.late.push(tally.late);
            page.about.push(tally.about);
        }
        page.number_lines(rows);
        let tallies = || rows.iter().map(|(_, tally)| *tally);
        page.splits = Amounts::of(tallies().map(|tally| &tally.splits), &mut page.categories);
        page.marks = Amounts::of(tallies().map(|tally| &tally.marks), &mut page.categories);
        page.stated = Stated::of(rows, &mut page.writers);
        page.undone = Undone::of(tallies().map(|tally| &tally.undone), &mut page.writers);
        page
    }

    fn number_lines(&mut self, rows: &[(&Target, &Tally)]) {
        let after = self.lines.len() as i64;
        let mut line = 0;
        for (target, _) in rows {
            self.line.push(match target {
                Target::Occurrence(key) => {
                    if self.lines.get(line) != Some(&(key.activity, key.slot)) {
                        line += 1;
                    }
                    line as i64
                }
                Target::DropIn(_, Half::Forenoon) => after,
                Target::DropIn(_, Half::Afternoon) => after + 1,
            });
        }
    }

    /// Adds the tallies to those of the months before; `None` if the columns do not fit.
    pub fn add_to(self, tallies: &mut Tallies) -> Option<()> {
        let targets = self.targets()?;
        let mut rows = self.sums()?;
        self.splits.add_to(&self.categories, rows.iter_mut().map(|tally| &mut tally.splits))?;
        self.marks.add_to(&self.categories, rows.iter_mut().map(|tally| &mut tally.marks))?;
        self.stated.add_to(&mut rows, &self.writers)?;
        self.undone.add_to(&self.writers, rows.iter_mut().map(|tally| &mut tally.undone))?;
        let before = tallies.len() + rows.len();
        tallies.extend(targets.into_iter().zip(rows));
        // Each target once.
        (tallies.len() == before).then_some(())
    }

    fn targets(&self) -> Option<Vec<Target>> {
        let first = month_from_number(self.month)?;
        let after = self.lines.len() as i64;
        let target = |(line, day): (i64, &i64)| {
            let date = Date::new(first.year(), first.month(), i8::try_from(*day).ok()?).ok()?;
            Some(match pick(&self.lines, line) {
                Some(&(activity, slot)) => Target::Occurrence(OccurrenceKey { activity, slot, date }),
                None if line == after => Target::DropIn(date, Half::Forenoon),
                None if line == after + 1 => Target::DropIn(date, Half::Afternoon),
                None => return None,
            })
        };
        self.line.read(self.day.len())?.into_iter().zip(&self.day).map(target).collect()
    }

    fn sums(&self) -> Option<Vec<Tally>> {
        let rows = self.day.len();
        let (volunteers, late) = (self.volunteers.read(rows)?, self.late.read(rows)?);
        let about = self.about.read(rows)?;
        if self.total.len() != rows || self.counts.len() != rows {
            return None;
        }
        let tally = |row: usize| Tally {
            total: self.total[row],
            volunteers: volunteers[row],
            counts: self.counts[row],
            late: late[row],
            about: about[row],
            ..Tally::default()
        };
        Some((0..rows).map(tally).collect())
    }
}
