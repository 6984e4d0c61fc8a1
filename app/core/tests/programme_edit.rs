//! Edits of a programme: what they do to its dates, for any programme.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday, date, time};
use proptest::prelude::*;
use samvaro_core::change::Body;
use samvaro_core::field::{ActivityField, Fields, OccurrenceField, Period, Put};
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, Dot, ReplicaId, SlotId};
use samvaro_core::occurrence::{Occurrence, State};
use samvaro_core::programme::Programme;
use samvaro_core::programme::day_edit::Whereabouts;
use samvaro_core::programme::edit::effect::Effect;
use samvaro_core::programme::edit::scope::{Cut, OccurrenceEdit, Scope};
use samvaro_core::programme::edit::term::{Parity, TermCopy, copies};
use samvaro_core::programme::edit::{self};
use samvaro_core::programme::slot_line::SlotLine;
use samvaro_core::register::Edit;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::schedule::{
    MonthlyDate, MonthlyWeekday, Rule, RuleSet, Schedule, SlotTime, Weekdays, Weekly, Weeks, Window,
};
use samvaro_core::tally::{Count, Delta};
use samvaro_core::target::{OccurrenceKey, Target};
use samvaro_core::text::{Line, Name};
use uuid::Uuid;

const ACTIVITY: ActivityId = ActivityId(Uuid::from_u128(1));
const SLOT: SlotId = SlotId(Uuid::from_u128(2));
const NEW: SlotId = SlotId(Uuid::from_u128(3));
const YEARS: Window = Window { from: date(2026, 1, 1), until: date(2028, 12, 31) };

const YEARS_SEEN: Date = date(2028, 12, 1);

/// What one writer's changes add up to.
#[derive(Clone, Debug, Default)]
struct Place {
    state: LogState,
    position: u64,
}

impl Place {
    fn write(&mut self, bodies: impl IntoIterator<Item = Body>) {
        for body in bodies {
            self.position += 1;
            let dot = Dot { replica: ReplicaId(Uuid::from_u128(1)), seq: self.position };
            let edit = |base| Edit { dot, position: self.position, base, clamped_at: self.position as i64 };
            match &body {
                Body::Put(put) => self.state.programme.put(put, edit(put.base)),
                Body::Count(count) => {
                    self.state.tallies.entry(count.target).or_default().count(count, edit(0))
                }
                _ => {}
            }
        }
    }

    fn with(line: &SlotLine) -> Self {
        let mut place = Self::default();
        let name = ActivityField::Name(Name::parse("Sittgympa").expect("a name"));
        place.write(edit::new_activity(ACTIVITY, vec![name], [(SLOT, line.clone())], 0));
        place.write(edit::publish(ACTIVITY, [], 0));
        place
    }

    fn programme(&self) -> &Programme {
        &self.state.programme
    }

    fn count(&mut self, day: Date) {
        let target = Target::Occurrence(key(day));
        self.write([Body::Count(Count::new(target, Delta::visitors(7)))]);
    }

    fn say(&mut self, day: Date, fields: Vec<OccurrenceField>) {
        self.write([Body::Put(Put { fields: Fields::Occurrence(key(day), fields), base: self.position })]);
    }

    fn shown(&self) -> Vec<Occurrence> {
        self.programme().occurrences(YEARS)
    }

    fn counted(&self) -> BTreeSet<OccurrenceKey> {
        let targets = self.state.tallies.keys();
        targets.filter_map(|it| if let Target::Occurrence(key) = it { Some(*key) } else { None }).collect()
    }
}

fn key(date: Date) -> OccurrenceKey {
    OccurrenceKey { activity: ACTIVITY, slot: SLOT, date }
}

fn at(hour: i8) -> SlotTime {
    SlotTime::new(Some(time(hour, 0, 0, 0)), None).expect("a time")
}

fn line_of(schedule: Schedule) -> SlotLine {
    SlotLine { time: at(10), ..SlotLine::new(ACTIVITY, schedule) }
}

fn tuesdays() -> SlotLine {
    line_of(Schedule::weekly([Weekday::Tuesday], date(2026, 1, 13)))
}

fn when(date: Date, hour: i8) -> Whereabouts {
    Whereabouts { date, time: at(hour), room: None }
}

fn moved(from: Date, to: Date, hour: i8) -> OccurrenceEdit {
    OccurrenceEdit { key: key(from), before: when(from, 10), wanted: when(to, hour) }
}

fn any_day() -> impl Strategy<Value = Date> {
    (0i64..700).prop_map(|days| plus_days(date(2026, 1, 15), days).expect("a day"))
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let weekdays = || {
        prop::collection::vec(0i8..7, 1..4).prop_map(|numbers| {
            let weekdays = numbers.into_iter().map(Weekday::from_monday_zero_offset);
            weekdays.collect::<Result<Weekdays, _>>().expect("weekdays")
        })
    };
    let until = |from: Date, days: Option<i64>| days.and_then(|days| plus_days(from, days));
    let length = || prop::option::of(0i64..400);
    let weeks = prop_oneof![Just(Weeks::All), Just(Weeks::Odd), Just(Weeks::Even)];
    prop_oneof![
        any_day().prop_map(Schedule::Once),
        (weekdays(), weeks, any_day(), length()).prop_map(move |(weekdays, weeks, from, days)| {
            Schedule::Weekly(Weekly { weekdays, weeks, from, until: until(from, days) })
        }),
        (prop_oneof![Just(-1i8), 1i8..=4], 0i8..7, any_day()).prop_map(|(ordinal, weekday, from)| {
            let weekday = Weekday::from_monday_zero_offset(weekday).expect("a weekday");
            Schedule::MonthlyWeekday(MonthlyWeekday { ordinal, weekday, from, until: None })
        }),
        (1i8..=28, any_day(), length()).prop_map(move |(day, from, days)| {
            Schedule::MonthlyDate(MonthlyDate { day, from, until: until(from, days) })
        }),
        prop::collection::btree_set(any_day(), 1..9).prop_map(Schedule::Dates),
        (1u32..12, any_day()).prop_map(|(count, start)| {
            let rule = Rule::parse(&format!("FREQ=WEEKLY;INTERVAL=2;COUNT={count}")).expect("a rule");
            Schedule::Rule(RuleSet::new(start, rule))
        }),
    ]
}

/// A programme with some dates counted and some cancelled, and one of its dates.
fn any_place() -> impl Strategy<Value = (Place, Vec<Date>, Date)> {
    let indices = || prop::collection::vec(any::<prop::sample::Index>(), 0..4);
    (any_schedule(), indices(), indices(), any::<prop::sample::Index>()).prop_filter_map(
        "it names a date",
        |(schedule, counted, cancelled, pressed)| {
            let dates = schedule.dates(YEARS).ok().filter(|dates| !dates.is_empty())?;
            let mut place = Place::with(&line_of(schedule));
            for index in cancelled {
                place.say(dates[index.index(dates.len())], vec![OccurrenceField::Cancelled(true)]);
            }
            for index in counted {
                place.count(dates[index.index(dates.len())]);
            }
            // Not so near the end that a date moves out of sight.
            let early = dates.iter().filter(|date| **date < YEARS_SEEN).count().max(1);
            let pressed = dates[pressed.index(early)];
            Some((place, dates, pressed))
        },
    )
}

fn pairs(occurrences: &[Occurrence]) -> BTreeSet<(Date, SlotTime, bool)> {
    let cancelled = |it: &Occurrence| matches!(it.state, State::Cancelled { .. });
    occurrences.iter().map(|it| (it.date, it.time, cancelled(it))).collect()
}

proptest! {
    #[test]
    fn this_and_following_leaves_every_date_before_it_untouched(
        (mut place, _, pressed) in any_place(), by in -6i64..7, hour in 8i8..17,
    ) {
        let (before, counted) = (place.shown(), place.counted());
        let edit = moved(pressed, plus_days(pressed, by).expect("a day"), hour);
        let changes = edit.changes(place.programme(), Scope::Following, NEW, place.position);
        prop_assume!(changes.is_some());
        place.write(changes.expect("changes"));
        let after = place.shown();
        let untouched = |it: &Occurrence| it.key.slot == SLOT && it.date < pressed.min(edit.wanted.date);
        let earlier = |all: &[Occurrence]| all.iter().filter(|it| untouched(it)).cloned().collect::<Vec<_>>();
        prop_assert_eq!(earlier(&before), earlier(&after), "dates before are untouched");
        prop_assert!(before.iter().filter(|it| it.date < pressed).all(|it| after.contains(it)));
        prop_assert!(
            after.iter().any(|it| it.date == edit.wanted.date && it.time == edit.wanted.time),
            "the pressed one is as it is wanted"
        );
        let later = after.iter().filter(|it| it.key.slot == NEW || it.key.date >= pressed);
        prop_assert!(later.clone().all(|it| it.time == edit.wanted.time), "all after it follow");
        if by == 0 {
            let days = |all: &[Occurrence]| all.iter().map(|it| it.date).collect::<Vec<_>>();
            prop_assert_eq!(days(&before), days(&after), "another time loses no date");
            let cancelled = |all: &[Occurrence]| pairs(all).into_iter().filter(|it| it.2).map(|it| it.0).collect::<Vec<_>>();
            prop_assert_eq!(cancelled(&before), cancelled(&after), "what was cancelled stays cancelled");
        }
        for key in counted {
            prop_assert!(place.state.day(key.date).iter().any(|it| it.key == key), "a counted date vanished");
        }
    }

    #[test]
    fn all_moves_every_date_and_loses_no_count(
        (mut place, dates, pressed) in any_place(), by in -6i64..7, hour in 8i8..17,
    ) {
        let counted = place.counted();
        let edit = moved(pressed, plus_days(pressed, by).expect("a day"), hour);
        let changes = edit.changes(place.programme(), Scope::All, NEW, place.position);
        prop_assume!(changes.is_some());
        place.write(changes.expect("changes"));
        let after = place.shown();
        prop_assert!(after.iter().all(|it| it.key.slot == SLOT && it.time == edit.wanted.time));
        prop_assert!(after.iter().any(|it| it.date == edit.wanted.date));
        if by == 0 {
            prop_assert_eq!(after.iter().map(|it| it.date).collect::<Vec<_>>(), dates, "identities stay");
        }
        for key in counted {
            prop_assert!(place.state.day(key.date).iter().any(|it| it.key == key), "a counted date vanished");
        }
    }

    #[test]
    fn only_this_one_changes_only_this_one(
        (mut place, dates, pressed) in any_place(), by in -6i64..7, hour in 8i8..17,
    ) {
        let edit = moved(pressed, plus_days(pressed, by).expect("a day"), hour);
        let before = place.shown();
        place.write(edit.changes(place.programme(), Scope::ThisOne, NEW, place.position).expect("changes"));
        let after = place.shown();
        prop_assert_eq!(after.len(), dates.len());
        let (same, other): (Vec<_>, Vec<_>) = after.into_iter().partition(|it| before.contains(it));
        prop_assert!(other.len() <= 1 && same.len() + 1 >= dates.len());
        prop_assert!(other.iter().all(|it| it.key == key(pressed) && it.date == edit.wanted.date && it.time == at(hour)));
    }

    #[test]
    fn what_is_shown_before_saving_is_what_happens(
        (place, _, pressed) in any_place(), by in -6i64..7, hour in 8i8..17, scope in 0usize..3,
    ) {
        let scope = [Scope::ThisOne, Scope::Following, Scope::All][scope];
        let edit = moved(pressed, plus_days(pressed, by).expect("a day"), hour);
        let changes = edit.changes(place.programme(), scope, NEW, place.position);
        prop_assume!(changes.is_some());
        let changes = changes.expect("changes");
        let effect = Effect::of(place.programme(), &changes, ACTIVITY, YEARS, &place.counted());
        let mut after = place.clone();
        after.write(changes);
        let (mut expected, now) = (pairs(&place.shown()), pairs(&after.shown()));
        for difference in &effect.dates {
            expected.retain(|it| difference.before.as_ref().is_none_or(|before| pairs(std::slice::from_ref(before)).iter().all(|gone| gone != it)));
        }
        let come = effect.dates.iter().filter_map(|it| it.after.clone()).collect::<Vec<_>>();
        expected.extend(pairs(&come));
        prop_assert_eq!(expected, now);
        let outside = after.counted().into_iter().filter(|key| {
            after.state.day(key.date).iter().any(|it| it.key == *key && it.state == State::OutsideProgramme)
        });
        prop_assert_eq!(effect.outside, outside.collect::<Vec<_>>());
    }
}

#[test]
fn this_and_following_ends_the_slot_and_begins_another() {
    let mut place = Place::with(&tuesdays());
    let (before, from) = (date(2026, 2, 3), date(2026, 2, 10));
    place.count(before);
    let edit = moved(from, date(2026, 2, 11), 13);
    place.write(edit.changes(place.programme(), Scope::Following, NEW, place.position).expect("changes"));
    let day = |date: Date| place.state.day(date);
    assert_eq!(day(before)[0].key, key(before));
    assert!(day(from).is_empty());
    assert_eq!(day(date(2026, 2, 11))[0].key.slot, NEW);
    assert_eq!(day(date(2026, 2, 18))[0].time, at(13));
}

#[test]
fn what_was_cancelled_after_the_cut_stays_cancelled() {
    let mut place = Place::with(&tuesdays());
    let reason = OccurrenceField::Reason(Line::parse("Ledaren är sjuk.").ok());
    place.say(date(2026, 2, 24), vec![OccurrenceField::Cancelled(true), reason]);
    place.say(date(2026, 3, 3), vec![OccurrenceField::Hidden(true)]);
    let edit = moved(date(2026, 2, 10), date(2026, 2, 11), 10);
    place.write(edit.changes(place.programme(), Scope::Following, NEW, place.position).expect("changes"));
    let cancelled = &place.state.day(date(2026, 2, 25))[0];
    assert_eq!(cancelled.state, State::Cancelled { reason: Line::parse("Ledaren är sjuk.").ok() });
    assert!(place.state.day(date(2026, 3, 4)).is_empty(), "a date that was taken out stays out");
}

#[test]
fn one_that_was_moved_before_falls_in_line_with_all() {
    let mut place = Place::with(&tuesdays());
    let tuesday = date(2026, 2, 10);
    place.write(
        moved(tuesday, tuesday, 14).changes(place.programme(), Scope::ThisOne, NEW, 9).expect("changes"),
    );
    assert_eq!(place.state.day(tuesday)[0].time, at(14));
    let edit = OccurrenceEdit { key: key(tuesday), before: when(tuesday, 14), wanted: when(tuesday, 15) };
    place.write(edit.changes(place.programme(), Scope::All, NEW, 9).expect("changes"));
    assert!(place.shown().iter().all(|it| it.time == at(15) && it.moved_from.is_none()));
}

#[test]
fn a_time_that_nobody_touched_is_not_written_back_over_a_later_one() {
    for scope in [Scope::ThisOne, Scope::Following, Scope::All] {
        let mut place = Place::with(&tuesdays());
        let tuesday = date(2026, 2, 10);
        let all = moved(tuesday, tuesday, 14);
        place.write(all.changes(place.programme(), Scope::All, NEW, 9).expect("changes"));
        let wanted = Whereabouts { room: Name::parse("Salen").ok(), ..when(tuesday, 10) };
        let edit = OccurrenceEdit { key: key(tuesday), before: when(tuesday, 10), wanted };
        place.write(edit.changes(place.programme(), scope, NEW, 2).expect("changes"));
        assert!(place.shown().iter().all(|it| it.time == at(14)), "{scope:?}");
        assert!(place.shown().iter().any(|it| it.date == tuesday && it.room.is_some()), "{scope:?}");
    }
}

#[test]
fn a_slot_changes_from_a_date_on_to_another_kind() {
    let mut place = Place::with(&tuesdays());
    let from = date(2026, 3, 1);
    let odd =
        Weekly { weekdays: [Weekday::Friday].into_iter().collect(), weeks: Weeks::Odd, from, until: None };
    let wanted = line_of(Schedule::Weekly(odd));
    let cut = Cut::at(SLOT, from);
    place.write(cut.changes(place.programme(), &wanted, NEW, place.position).expect("changes"));
    let days: Vec<Date> = place.shown().iter().map(|it| it.date).collect();
    assert!(days.iter().all(|day| if *day < from {
        day.weekday() == Weekday::Tuesday
    } else {
        Weeks::Odd.keep(*day)
    }));
    assert!(days.contains(&date(2026, 2, 24)) && days.contains(&date(2026, 3, 13)));
}

#[test]
fn a_date_that_is_taken_out_is_gone_but_never_with_its_count() {
    let mut place = Place::with(&tuesdays());
    let (quiet, counted) = (date(2026, 2, 10), date(2026, 2, 17));
    place.count(counted);
    for day in [quiet, counted] {
        place.write(edit::take_out(key(day), place.position));
    }
    assert!(place.state.day(quiet).is_empty());
    assert_eq!(place.state.day(counted)[0].state, State::OutsideProgramme);
}

#[test]
fn a_draft_is_in_no_programme_until_it_is_published() {
    let mut place = Place::with(&tuesdays());
    let draft =
        SlotLine { published: false, ..line_of(Schedule::weekly([Weekday::Friday], date(2026, 2, 1))) };
    place.write(edit::new_slot(NEW, &draft, place.position));
    let friday = date(2026, 2, 6);
    assert!(place.state.day(friday).is_empty());
    place.write(edit::publish(ACTIVITY, [NEW], place.position));
    assert_eq!(place.state.day(friday).len(), 1);
    place.write(edit::unpublish(ACTIVITY, place.position));
    assert!(place.shown().is_empty());
}

#[test]
fn deleted_slots_and_series_keep_their_counts() {
    for delete in [edit::delete_slot(SLOT, 9), edit::delete_activity(ACTIVITY, 9)] {
        let mut place = Place::with(&tuesdays());
        let tuesday = date(2026, 2, 10);
        place.count(tuesday);
        let effect = Effect::of(place.programme(), delete.as_slice(), ACTIVITY, YEARS, &place.counted());
        assert_eq!(effect.outside, [key(tuesday)]);
        place.write(delete);
        assert!(place.shown().is_empty());
        assert_eq!(place.state.day(tuesday)[0].state, State::OutsideProgramme);
    }
}

fn spring_to_autumn(parity: Parity) -> TermCopy {
    let period = |from, until| Period { from, until };
    TermCopy {
        from: period(date(2026, 1, 12), date(2026, 6, 5)),
        to: period(date(2026, 8, 24), date(2026, 12, 18)),
        parity,
    }
}

#[test]
fn a_term_is_proposed_for_the_next_with_its_weekdays_and_its_kind_of_weeks() {
    let odd = Weekly {
        weekdays: [Weekday::Saturday].into_iter().collect(),
        weeks: Weeks::Odd,
        from: date(2026, 1, 1),
        until: Some(date(2026, 6, 1)),
    };
    let place = Place::with(&line_of(Schedule::Weekly(odd)));
    for (parity, weeks) in [(Parity::Kept, Weeks::Odd), (Parity::Swapped, Weeks::Even)] {
        let proposals = spring_to_autumn(parity).proposals(place.programme());
        let [proposal] = &proposals[..] else { panic!("one proposal") };
        assert!(!proposal.line.published && !proposal.stands);
        assert_eq!(proposal.line.time, at(10));
        assert!(proposal.dates.iter().all(|it| it.weekday() == Weekday::Saturday && weeks.keep(*it)));
        assert!(
            proposal.dates[0] >= date(2026, 8, 24)
                && *proposal.dates.last().expect("dates") <= date(2026, 12, 18)
        );
    }
}

#[test]
fn every_other_week_of_another_calendar_becomes_odd_or_even_weeks() {
    let rule = Rule::parse("FREQ=WEEKLY;INTERVAL=2").expect("a rule");
    let place = Place::with(&line_of(Schedule::Rule(RuleSet::new(date(2026, 1, 13), rule))));
    let proposals = spring_to_autumn(Parity::Kept).proposals(place.programme());
    assert!(matches!(&proposals[0].line.schedule, Schedule::Weekly(Weekly { weeks: Weeks::Odd, .. })));
}

#[test]
fn listed_dates_are_as_many_weeks_later_and_single_ones_are_not_copied() {
    let dates = Schedule::Dates([date(2026, 1, 14), date(2026, 2, 11)].into());
    let place = Place::with(&line_of(dates));
    let proposals = spring_to_autumn(Parity::Kept).proposals(place.programme());
    assert_eq!(proposals[0].dates, [date(2026, 8, 26), date(2026, 9, 23)]);
    let place = Place::with(&line_of(Schedule::Once(date(2026, 2, 1))));
    assert!(spring_to_autumn(Parity::Kept).proposals(place.programme()).is_empty());
}

#[test]
fn two_tablets_that_copy_the_same_term_make_one() {
    let origin = Place::with(&tuesdays());
    let copy = |place: &Place| {
        let proposals = spring_to_autumn(Parity::Kept).proposals(place.programme());
        copies(place.programme(), &proposals, origin.position)
    };
    let (mut first, second) = (origin.clone(), origin.clone());
    let bodies = copy(&first);
    assert_eq!(bodies, copy(&second));
    first.write(bodies.clone());
    first.write(bodies);
    assert_eq!(first.programme().slots.len(), 2);
    assert!(first.programme().review(ACTIVITY).is_empty());
    let again = spring_to_autumn(Parity::Kept).proposals(first.programme());
    let stands: Vec<bool> = again.iter().map(|proposal| proposal.stands).collect();
    assert_eq!(stands, [true]);
    assert_eq!(copy(&first), []);
}

#[test]
fn red_days_are_told_before_saving() {
    let place = Place::with(&tuesdays());
    let mondays = line_of(Schedule::weekly([Weekday::Monday], date(2026, 3, 30)));
    let changes: Vec<Body> = edit::new_slot(NEW, &mondays, 0).into_iter().collect();
    let window = Window::new(date(2026, 3, 30), date(2026, 4, 19));
    let effect = Effect::of(place.programme(), &changes, ACTIVITY, window, &BTreeSet::new());
    let rests: Vec<(Date, bool)> = effect.dates.iter().map(|it| (it.date(), it.rests())).collect();
    assert_eq!(rests, [(date(2026, 3, 30), false), (date(2026, 4, 6), true), (date(2026, 4, 13), false)]);
}

#[test]
fn two_who_wrote_the_same_field_are_seen_and_settled() {
    let mut place = Place::with(&tuesdays());
    let base = place.position;
    let room = |text: &str| vec![ActivityField::Room(Name::parse(text).ok())];
    for (number, text) in [(7, "Stora salen"), (8, "Biblioteket")] {
        place.position += 1;
        let put = Put { fields: Fields::Activity(ACTIVITY, room(text)), base };
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(number)), seq: 1 };
        let edit = Edit { dot, position: place.position, base, clamped_at: number as i64 };
        place.state.programme.put(&put, edit);
    }
    let review = place.programme().review(ACTIVITY);
    let clash = review.activity.expect("a clash");
    let taken = clash.take(&clash.lost[0]);
    place.write(edit::change_activity(ACTIVITY, taken, place.position));
    assert!(place.programme().review(ACTIVITY).is_empty());
    let activity = place.programme().activity(ACTIVITY).expect("a series");
    assert_eq!(activity.room().map(Name::as_str), Some("Stora salen"));
}
