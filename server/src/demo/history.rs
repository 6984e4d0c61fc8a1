//! Sixty-six weeks of counting: nearly everything counted, a little forgotten, one place silent.

use jiff::civil::Date;
use samvaro_core::change::Body;
use samvaro_core::programme::Programme;
use samvaro_core::schedule::Window;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::tally::{Count, Delta, Statement};
use samvaro_core::target::{Half, Target};

use super::Dated;
use super::figures::{Chance, visitors};
use super::places::DemoPlace;
use super::programme::{PlacedLine, first_day};
use crate::clock;

/// The part of what was held that somebody counted.
const COUNTED: f64 = 0.95;

/// Visits outside activities, in half a day.
const DROP_IN_USUAL: f64 = 5.0;

/// All counts up to yesterday, in order of the day.
pub fn changes(place: &DemoPlace, standing: &Programme, lines: &[PlacedLine], today: Date) -> Vec<Dated> {
    let last = plus_days(today, -1 - 7 * place.silent_weeks).unwrap_or(today);
    let window = Window::new(first_day(today), last);
    let mut changes: Vec<Dated> = Vec::new();
    for occurrence in standing.occurrences(window).into_iter().filter(|occurrence| occurrence.is_held()) {
        let Some(placed) = lines.iter().find(|placed| placed.slot == occurrence.key.slot) else { continue };
        let chance = Chance::of(occurrence.key.slot.0.as_bytes(), occurrence.date);
        if chance.number(3) > COUNTED {
            continue;
        }
        let usual = f64::from(placed.line.usual) * place.size;
        let total = visitors(usual, place.growth, occurrence.date, today, &chance);
        let volunteers = i32::from(chance.number(4) < 0.4) + i32::from(chance.number(5) < 0.2);
        changes.push(count(Target::Occurrence(occurrence.key), total, volunteers, placed.line.end.0));
    }
    if place.drop_in {
        changes.extend(drop_in(place, standing, window, today));
    }
    changes.sort_by_key(|(at, _)| *at);
    changes
}

fn drop_in<'a>(
    place: &'a DemoPlace,
    standing: &'a Programme,
    window: Window,
    today: Date,
) -> impl Iterator<Item = Dated> + 'a {
    let is_open = move |date: &Date| {
        !standing.occurrences(Window::day(*date)).is_empty() && standing.closed_on(*date).is_none()
    };
    let halves = [(Half::Forenoon, 12), (Half::Afternoon, 16)];
    let targets = window.days().filter(is_open).flat_map(move |date| halves.map(|half| (date, half)));
    targets.filter_map(move |(date, (half, hour))| {
        let chance = Chance::of(&[place.name.as_bytes(), &[hour as u8]].concat(), date);
        let total = visitors(DROP_IN_USUAL * place.size, place.growth, date, today, &chance);
        (chance.number(3) < COUNTED).then(|| count(Target::DropIn(date, half), total, 0, hour))
    })
}

/// A number that somebody typed when it was over.
fn count(target: Target, total: i32, volunteers: i32, hour: i8) -> Dated {
    let at = clock::moment_of(target.date().at(hour.clamp(0, 22), 5, 0, 0));
    let delta = Delta { volunteers, ..Delta::visitors(total) };
    let stated = Some(Statement::of_all(total.unsigned_abs(), 0));
    (at, Body::Count(Count { stated, ..Count::new(target, delta) }))
}
