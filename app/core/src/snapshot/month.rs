//! A month of tallies in columns: one row for each target, and behind the rows what only some have.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::columns::{Columns, Reader, Writer};
use super::{edits, lists};
use crate::fold::Tallies;
use crate::id::{ActivityId, CategoryId, Dot, ReplicaId, SlotId};
use crate::register::{Edit, Written};
use crate::schedule::calendar_day::month_from_number;
use crate::tally::{Guess, Tally};
use crate::target::{Half, OccurrenceKey, Target};

/// Stands for the activity of drop-in before noon.
const FORENOON: i64 = -1;
/// Stands for the activity of drop-in after noon.
const AFTERNOON: i64 = -2;

/// Writes the tallies of a month, in the order of their targets.
pub fn write(month: i64, rows: &[(&Target, &Tally)]) -> Columns {
    let mut to = Writer::default();
    let ids: Vec<(i64, i64)> = rows.iter().map(|(target, _)| line(target, &mut to)).collect();
    let sums = |pick: fn(&Tally) -> i64| rows.iter().map(move |(_, tally)| pick(tally));
    to.column([month]);
    to.column(rows.iter().map(|(target, _)| i64::from(target.date().day())));
    to.runs(ids.iter().map(|(activity, _)| *activity));
    to.runs(ids.iter().map(|(_, slot)| *slot));
    to.column(sums(|tally| tally.total));
    to.runs(sums(|tally| tally.counts.wrapping_sub(tally.total)));
    to.runs(sums(|tally| tally.volunteers));
    to.runs(sums(|tally| tally.late));
    to.runs(sums(|tally| tally.about));
    write_amounts(rows, |tally| &tally.splits, &mut to);
    write_amounts(rows, |tally| &tally.marks, &mut to);
    write_numbers(&rows.iter().map(|(_, tally)| &tally.stated[..]).collect::<Vec<_>>(), &mut to);
    write_undone(rows, &mut to);
    lists::write(rows.iter().map(|(_, tally)| &tally.list), &mut to);
    // Last, because they may be missing: then the page is at its end.
    let guessed = rows.iter().any(|(_, tally)| !tally.guesses.is_empty());
    write_split_stated(rows, guessed, &mut to);
    if guessed {
        write_guesses(rows, &mut to);
    }
    to.finish()
}

fn line(target: &Target, to: &mut Writer) -> (i64, i64) {
    match target {
        Target::Occurrence(key) => (to.id(key.activity.0), to.id(key.slot.0)),
        Target::DropIn(_, Half::Forenoon) => (FORENOON, 0),
        Target::DropIn(_, Half::Afternoon) => (AFTERNOON, 0),
    }
}

fn write_amounts(
    rows: &[(&Target, &Tally)],
    pick: fn(&Tally) -> &BTreeMap<CategoryId, i64>,
    to: &mut Writer,
) {
    let cells = || rows.iter().flat_map(|(_, tally)| pick(tally));
    let categories: Vec<i64> = cells().map(|(category, _)| to.id(category.0)).collect();
    to.runs(rows.iter().map(|(_, tally)| pick(tally).len() as i64));
    to.runs(categories);
    to.column(cells().map(|(_, amount)| *amount));
}

/// Numbers that people wrote, some for each row.
pub(super) fn write_numbers(rows: &[&[Written<u32>]], to: &mut Writer) {
    let cells = || rows.iter().flat_map(|row| row.iter());
    let set: Vec<Edit> = cells().map(|written| written.edit).collect();
    to.runs(rows.iter().map(|row| row.len() as i64));
    to.column(cells().map(|written| i64::from(written.value)));
    edits::write(&set, to);
}

fn write_undone(rows: &[(&Target, &Tally)], to: &mut Writer) {
    let of_row = |tally: &Tally| tally.undone.iter().copied().collect();
    write_dots(&rows.iter().map(|(_, tally)| of_row(tally)).collect::<Vec<_>>(), to);
}

fn write_guesses(rows: &[(&Target, &Tally)], to: &mut Writer) {
    let of_row = |tally: &Tally| tally.guesses.iter().map(|guess| guess.dot).collect();
    write_dots(&rows.iter().map(|(_, tally)| of_row(tally)).collect::<Vec<_>>(), to);
    to.runs(rows.iter().flat_map(|(_, tally)| &tally.guesses).map(|guess| i64::from(guess.late)));
}

fn write_dots(rows: &[Vec<Dot>], to: &mut Writer) {
    let writers: Vec<i64> = rows.iter().flatten().map(|dot| to.id(dot.replica.0)).collect();
    to.runs(rows.iter().map(|row| row.len() as i64));
    to.runs(writers.iter().copied());
    to.differences(rows.iter().flatten().map(|dot| dot.seq as i64));
}

/// Numbers that were typed for single splits; most places have none, and then no column of theirs
/// unless others come after.
fn write_split_stated(rows: &[(&Target, &Tally)], followed: bool, to: &mut Writer) {
    let splits = |tally: &'_ Tally| {
        let cells = tally.split_stated.iter();
        cells
            .flat_map(|(category, stated)| stated.iter().map(|written| (*category, written.clone())))
            .collect()
    };
    let per_row: Vec<Vec<(CategoryId, Written<u32>)>> = rows.iter().map(|(_, tally)| splits(tally)).collect();
    let cells = || per_row.iter().flatten();
    if cells().next().is_none() && !followed {
        return;
    }
    let categories: Vec<i64> = cells().map(|(category, _)| to.id(category.0)).collect();
    let set: Vec<Edit> = cells().map(|(_, written)| written.edit).collect();
    to.runs(per_row.iter().map(|row| row.len() as i64));
    to.runs(categories);
    to.column(cells().map(|(_, written)| i64::from(written.value)));
    edits::write(&set, to);
}

/// Adds the tallies of a month to those of the months before; `None` if the columns do not fit.
pub fn read(page: &Columns, tallies: &mut Tallies) -> Option<()> {
    let mut from = page.reader();
    let mut rows = read_rows(&mut from)?;
    read_amounts(&mut from, rows.iter_mut().map(|(_, tally)| &mut tally.splits))?;
    read_amounts(&mut from, rows.iter_mut().map(|(_, tally)| &mut tally.marks))?;
    read_numbers(&mut from, rows.iter_mut().map(|(_, tally)| &mut tally.stated))?;
    read_undone(&mut from, &mut rows)?;
    lists::read(&mut from, rows.iter_mut().map(|(_, tally)| &mut tally.list))?;
    read_split_stated(&mut from, &mut rows)?;
    read_guesses(&mut from, &mut rows)?;
    let count = tallies.len() + rows.len();
    tallies.extend(rows);
    // Each target once, and nothing behind the last column.
    (tallies.len() == count && from.column().is_none()).then_some(())
}

fn read_rows(from: &mut Reader<'_>) -> Option<Vec<(Target, Tally)>> {
    let &[month] = from.column()? else { return None };
    let first = month_from_number(month)?;
    let days = from.column()?;
    let count = days.len();
    let (activity, slot) = (from.runs(count)?, from.runs(count)?);
    let total = from.column().filter(|total| total.len() == count)?;
    let (more_counts, volunteers) = (from.runs(count)?, from.runs(count)?);
    let (late, about) = (from.runs(count)?, from.runs(count)?);
    let mut rows = Vec::with_capacity(count);
    for row in 0..count {
        let date = Date::new(first.year(), first.month(), i8::try_from(days[row]).ok()?).ok()?;
        let target = match activity[row] {
            FORENOON => Target::DropIn(date, Half::Forenoon),
            AFTERNOON => Target::DropIn(date, Half::Afternoon),
            activity => Target::Occurrence(OccurrenceKey {
                activity: ActivityId(from.id(activity)?),
                slot: SlotId(from.id(slot[row])?),
                date,
            }),
        };
        let tally = Tally {
            total: total[row],
            volunteers: volunteers[row],
            counts: total[row].wrapping_add(more_counts[row]),
            late: late[row],
            about: about[row],
            ..Tally::default()
        };
        rows.push((target, tally));
    }
    Some(rows)
}

fn read_amounts<'a>(
    from: &mut Reader<'_>,
    rows: impl ExactSizeIterator<Item = &'a mut BTreeMap<CategoryId, i64>>,
) -> Option<()> {
    let per_row = from.runs(rows.len())?;
    let cells = cells(&per_row)?;
    let (category, amount) = (from.runs(cells)?, from.column()?);
    let mut cells = category.iter().zip(amount);
    for (row, count) in rows.zip(per_row) {
        for _ in 0..count {
            let (category, amount) = cells.next()?;
            row.insert(CategoryId(from.id(*category)?), *amount);
        }
    }
    (amount.len() == category.len()).then_some(())
}

pub(super) fn read_numbers<'a>(
    from: &mut Reader<'_>,
    rows: impl ExactSizeIterator<Item = &'a mut Vec<Written<u32>>>,
) -> Option<()> {
    let per_row = from.runs(rows.len())?;
    let (total, edits) = (from.column()?, edits::read(from)?);
    let mut cells = total.iter().zip(&edits);
    for (row, count) in rows.zip(per_row) {
        for _ in 0..count {
            let (&value, &edit) = cells.next()?;
            row.push(Written { value: value.try_into().ok()?, edit });
        }
    }
    (total.len() == edits.len() && cells.next().is_none()).then_some(())
}

fn read_split_stated(from: &mut Reader<'_>, rows: &mut [(Target, Tally)]) -> Option<()> {
    if from.is_empty() {
        return Some(());
    }
    let per_row = from.runs(rows.len())?;
    let count = cells(&per_row)?;
    let (category, value, edits) = (from.runs(count)?, from.column()?, edits::read(from)?);
    if value.len() != count || edits.len() != count {
        return None;
    }
    let mut cells = category.iter().zip(value).zip(edits);
    for ((_, tally), count) in rows.iter_mut().zip(per_row) {
        for _ in 0..count {
            let ((category, value), edit) = cells.next()?;
            let stated = tally.split_stated.entry(CategoryId(from.id(*category)?)).or_default();
            stated.push(Written { value: u32::try_from(*value).ok()?, edit });
        }
    }
    Some(())
}

fn read_undone(from: &mut Reader<'_>, rows: &mut [(Target, Tally)]) -> Option<()> {
    let dots = read_dots(from, rows.len())?;
    for ((_, tally), dots) in rows.iter_mut().zip(dots) {
        tally.undone.extend(dots);
    }
    Some(())
}

fn read_guesses(from: &mut Reader<'_>, rows: &mut [(Target, Tally)]) -> Option<()> {
    if from.is_empty() {
        return Some(());
    }
    let dots = read_dots(from, rows.len())?;
    let mut late = from.runs(dots.iter().map(Vec::len).sum())?.into_iter();
    for ((_, tally), dots) in rows.iter_mut().zip(dots) {
        for dot in dots {
            tally.guesses.insert(Guess { dot, late: late.next()? != 0 });
        }
    }
    Some(())
}

/// Dots, some for each row.
fn read_dots(from: &mut Reader<'_>, rows: usize) -> Option<Vec<Vec<Dot>>> {
    let per_row = from.runs(rows)?;
    let cells = cells(&per_row)?;
    let (writer, seq) = (from.runs(cells)?, from.differences(cells)?);
    let mut cells = writer.iter().zip(&seq);
    let mut dot = || {
        let (writer, seq) = cells.next()?;
        Some(Dot { replica: ReplicaId(from.id(*writer)?), seq: *seq as u64 })
    };
    per_row.into_iter().map(|count| (0..count).map(|_| dot()).collect()).collect()
}

/// How many cells rows have together, if they do not claim more than a page can hold.
pub(super) fn cells(per_row: &[i64]) -> Option<usize> {
    let mut sum = 0usize;
    for count in per_row {
        sum = sum.checked_add(usize::try_from(*count).ok()?)?;
    }
    (sum <= super::PAGE_MAX_BYTES).then_some(sum)
}
