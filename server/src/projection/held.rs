//! Which occurrences were held.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use samvaro_core::field::SlotField;
use samvaro_core::programme::Programme;
use samvaro_core::schedule::{Schedule, Window};
use samvaro_core::target::OccurrenceKey;

/// Held occurrences with the day on which each was.
pub type Held = BTreeMap<OccurrenceKey, Date>;

/// The first day that is looked at: counts are about dates from this year on, too.
const FIRST_DAY: Date = jiff::civil::date(1990, 1, 1);

/// A long time is expanded in windows of so many days, far below what one window may hold.
const WINDOW_DAYS: i32 = 2_000;

/// The occurrences that were held on any of the days, none of them later than `today`.
pub fn held_on(programme: &Programme, days: &BTreeSet<Date>, today: Date) -> Held {
    let past = days.iter().filter(|day| **day <= today);
    past.flat_map(|day| held_in(programme, Window::day(*day))).collect()
}

/// The occurrences that were held after a day (from the very first on, if there is none) and
/// until another.
pub fn held_between(programme: &Programme, after: Option<Date>, until: Date) -> Held {
    let from = match after {
        Some(after) => after.tomorrow().ok(),
        None => first_day(programme),
    };
    let mut held = Held::new();
    let mut next = from;
    while let Some(from) = next.filter(|from| *from <= until) {
        let last = from.checked_add(jiff::Span::new().days(WINDOW_DAYS)).unwrap_or(until).min(until);
        held.extend(held_in(programme, Window { from, until: last }));
        next = last.tomorrow().ok();
    }
    held
}

fn held_in(programme: &Programme, window: Window) -> impl Iterator<Item = (OccurrenceKey, Date)> {
    let held = programme.occurrences(window).into_iter().filter(|occurrence| occurrence.is_held());
    held.map(|occurrence| (occurrence.key, occurrence.date))
}

/// The first day on which the programme can name anything.
fn first_day(programme: &Programme) -> Option<Date> {
    let starts = programme.slots.values().filter_map(|slot| {
        slot.get(|field| if let SlotField::Schedule(schedule) = field { start(schedule) } else { None })
    });
    let moved = programme.occurrences.keys().filter_map(|key| programme.moved_to(*key));
    starts.chain(moved).min().map(|first| first.max(FIRST_DAY))
}

fn start(schedule: &Schedule) -> Option<Date> {
    match schedule {
        Schedule::Once(date) => Some(*date),
        Schedule::Weekly(weekly) => Some(weekly.from),
        Schedule::MonthlyWeekday(monthly) => Some(monthly.from),
        Schedule::MonthlyDate(monthly) => Some(monthly.from),
        Schedule::Dates(dates) => dates.first().copied(),
        Schedule::Rule(set) => set.added.first().copied().into_iter().chain([set.start]).min(),
    }
}
