//! The staff and their handover in columns. Only seals of what is personal stand in them.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::columns::{Columns, Reader, Writer};
use super::edits;
use crate::digest::Digest;
use crate::handover::{Handover, Note, NoteKind};
use crate::id::{ActivityId, NoteId, ReplicaId, Seq, SlotId, StaffId};
use crate::register::{Register, Written};
use crate::schedule::calendar_day::{days_between, plus_days};
use crate::staff::{Begun, Member, Staff};
use crate::target::OccurrenceKey;
use crate::task::{Chore, Task};

/// Days are counted from here.
const FIRST_DAY: Date = date(2000, 1, 1);
/// Stands for no seal, and for an occurrence among the chores.
const NONE: i64 = -1;
/// Stands for a note; answers have the number of their question.
const NOTE: i64 = -1;
/// Stands for a question.
const QUESTION: i64 = -2;

/// Writes everybody and everything that is left for the next shift.
pub fn write(staff: &Staff, handover: &Handover) -> Columns {
    let mut to = Writer::default();
    write_members(&staff.members, &mut to);
    write_shifts(&staff.shifts, &mut to);
    write_notes(&handover.notes, &mut to);
    write_tasks(&handover.tasks, &mut to);
    to.finish()
}

/// Reads them; `None` if the columns do not fit.
pub fn read(page: &Columns) -> Option<(Staff, Handover)> {
    let mut from = page.reader();
    let staff = Staff { members: read_members(&mut from)?, shifts: read_shifts(&mut from)? };
    let handover = Handover { notes: read_notes(&mut from)?, tasks: read_tasks(&mut from)? };
    from.column().is_none().then_some((staff, handover))
}

fn seal_number(seal: Option<Digest>, to: &mut Writer) -> i64 {
    seal.map_or(NONE, |seal| to.sum(seal))
}

fn seal(number: i64, from: &Reader<'_>) -> Option<Option<Digest>> {
    if number == NONE { Some(None) } else { from.sum(number).map(Some) }
}

/// Registers: the value that stands, how many lost to it, those, and who set them all.
fn write_registers<'a, T: 'a>(
    registers: impl Iterator<Item = &'a Register<T>> + Clone,
    number: impl Fn(&T, &mut Writer) -> i64,
    to: &mut Writer,
) {
    let all =
        registers.clone().flat_map(|register| std::iter::once(&register.standing).chain(&register.lost));
    let values: Vec<i64> = all.clone().map(|written| number(&written.value, to)).collect();
    let set: Vec<_> = all.map(|written| written.edit).collect();
    to.runs(registers.map(|register| register.lost.len() as i64));
    to.column(values);
    edits::write(&set, to);
}

fn read_registers<T: PartialEq>(
    from: &mut Reader<'_>,
    count: usize,
    value: impl Fn(i64, &Reader<'_>) -> Option<T>,
) -> Option<Vec<Register<T>>> {
    let (lost, values) = (from.runs(count)?, from.column()?);
    let edits = edits::read(from)?;
    let mut cells = values.iter().zip(edits);
    let mut registers = Vec::with_capacity(count);
    let mut next = || {
        let (number, edit) = cells.next()?;
        Some(Written { value: value(*number, from)?, edit })
    };
    for lost in lost {
        let mut register = Register::new(next()?);
        for _ in 0..lost {
            register.lost.push(next()?);
        }
        registers.push(register);
    }
    cells.next().is_none().then_some(registers)
}

fn flag(number: i64, _: &Reader<'_>) -> Option<bool> {
    matches!(number, 0 | 1).then_some(number == 1)
}

fn write_members(members: &BTreeMap<StaffId, Member>, to: &mut Writer) {
    let ids: Vec<i64> = members.keys().map(|id| to.id(id.0)).collect();
    let names = members.values().flat_map(|member| &member.names);
    let names: Vec<i64> = names.map(|name| to.sum(*name)).collect();
    to.column(ids);
    to.runs(members.values().map(|member| member.names.len() as i64));
    to.column(names);
    write_registers(members.values().map(|member| &member.hidden), |hidden, _| i64::from(*hidden), to);
}

fn read_members(from: &mut Reader<'_>) -> Option<BTreeMap<StaffId, Member>> {
    let ids = from.column()?;
    let (counts, names) = (from.runs(ids.len())?, from.column()?);
    let hidden = read_registers(from, ids.len(), flag)?;
    let mut names = names.iter();
    let mut members = BTreeMap::new();
    for ((id, count), hidden) in ids.iter().zip(counts).zip(hidden) {
        let count = usize::try_from(count).ok().filter(|count| *count <= names.len())?;
        let names = names.by_ref().take(count).map(|name| from.sum(*name)).collect::<Option<_>>()?;
        members.insert(StaffId(from.id(*id)?), Member { hidden, names });
    }
    (names.len() == 0).then_some(members)
}

fn write_shifts(shifts: &BTreeMap<ReplicaId, BTreeMap<Seq, Begun>>, to: &mut Writer) {
    let rows =
        || shifts.iter().flat_map(|(id, shifts)| shifts.iter().map(move |(seq, begun)| (id, seq, begun)));
    let writers: Vec<i64> = rows().map(|(id, _, _)| to.id(id.0)).collect();
    let links: Vec<i64> = rows().map(|(_, _, begun)| seal_number(begun.link, to)).collect();
    to.column(links);
    to.runs(writers);
    to.differences(rows().map(|(_, seq, _)| *seq as i64));
    to.differences(rows().map(|(_, _, begun)| begun.at));
}

fn read_shifts(from: &mut Reader<'_>) -> Option<BTreeMap<ReplicaId, BTreeMap<Seq, Begun>>> {
    let links = from.column()?;
    let rows = links.len();
    let (writers, seqs, at) = (from.runs(rows)?, from.differences(rows)?, from.differences(rows)?);
    let mut shifts: BTreeMap<ReplicaId, BTreeMap<Seq, Begun>> = BTreeMap::new();
    for row in 0..rows {
        let begun = Begun { at: at[row], link: seal(links[row], from)? };
        let writer = ReplicaId(from.id(writers[row])?);
        shifts.entry(writer).or_default().insert(seqs[row] as u64, begun);
    }
    Some(shifts)
}

fn write_notes(notes: &BTreeMap<NoteId, Note>, to: &mut Writer) {
    let ids: Vec<i64> = notes.keys().map(|id| to.id(id.0)).collect();
    let kind = |note: &Note, to: &mut Writer| match note.kind {
        NoteKind::Note => NOTE,
        NoteKind::Question => QUESTION,
        NoteKind::Answer(id) => to.id(id.0),
    };
    let kinds: Vec<i64> = notes.values().map(|note| kind(note, to)).collect();
    let texts: Vec<i64> = notes.values().map(|note| to.sum(note.text)).collect();
    to.column(ids);
    to.runs(kinds);
    to.column(texts);
    edits::write(&notes.values().map(|note| note.said).collect::<Vec<_>>(), to);
    write_registers(notes.values().map(|note| &note.done), |done, _| i64::from(*done), to);
}

fn read_notes(from: &mut Reader<'_>) -> Option<BTreeMap<NoteId, Note>> {
    let ids = from.column()?;
    let (kinds, texts) = (from.runs(ids.len())?, from.column()?);
    let (said, done) = (edits::read(from)?, read_registers(from, ids.len(), flag)?);
    let fits = texts.len() == ids.len() && said.len() == ids.len();
    if !fits {
        return None;
    }
    let mut notes = BTreeMap::new();
    for (row, (said, done)) in said.into_iter().zip(done).enumerate() {
        let kind = match kinds[row] {
            NOTE => NoteKind::Note,
            QUESTION => NoteKind::Question,
            answered => NoteKind::Answer(NoteId(from.id(answered)?)),
        };
        let note = Note { kind, said, text: from.sum(texts[row])?, done };
        notes.insert(NoteId(from.id(ids[row])?), note);
    }
    Some(notes)
}

fn write_tasks(tasks: &BTreeMap<Task, Register<Option<Digest>>>, to: &mut Writer) {
    let chore = |chore: &Chore| Chore::ALL.iter().position(|(known, _)| known == chore).unwrap_or_default();
    let row = |task: &Task, to: &mut Writer| match task {
        Task::Occurrence(key) => [NONE, to.id(key.activity.0), to.id(key.slot.0)],
        Task::Chore(_, which) => [chore(which) as i64, NONE, NONE],
    };
    let rows: Vec<[i64; 3]> = tasks.keys().map(|task| row(task, to)).collect();
    to.column(tasks.keys().map(|task| days_between(FIRST_DAY, task.date())));
    for column in 0..3 {
        to.runs(rows.iter().map(|row| row[column]));
    }
    write_registers(tasks.values(), |who, to| seal_number(*who, to), to);
}

fn read_tasks(from: &mut Reader<'_>) -> Option<BTreeMap<Task, Register<Option<Digest>>>> {
    let days = from.column()?;
    let rows = days.len();
    let (chores, activities, slots) = (from.runs(rows)?, from.runs(rows)?, from.runs(rows)?);
    let registers = read_registers(from, rows, seal)?;
    let mut tasks = BTreeMap::new();
    for (row, register) in registers.into_iter().enumerate() {
        let date = plus_days(FIRST_DAY, days[row])?;
        let task = match chores[row] {
            NONE => Task::Occurrence(OccurrenceKey {
                activity: ActivityId(from.id(activities[row])?),
                slot: SlotId(from.id(slots[row])?),
                date,
            }),
            chore => Task::Chore(date, Chore::ALL.get(usize::try_from(chore).ok()?)?.0),
        };
        tasks.insert(task, register);
    }
    Some(tasks)
}
