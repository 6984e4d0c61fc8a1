#![allow(clippy::unwrap_used)]

use jiff::civil::{Weekday, date};
use proptest::prelude::*;

use super::*;
use crate::schedule::{Rule, Weekdays};

fn day(offset: i64) -> Date {
    plus_days(date(2026, 1, 1), offset).unwrap()
}

fn any_day() -> impl Strategy<Value = Date> {
    (0i64..900).prop_map(day)
}

fn any_weekdays() -> impl Strategy<Value = Weekdays> {
    prop::collection::vec(1i8..=7, 1..4).prop_map(|numbers| {
        numbers.into_iter().map(|number| Weekday::from_monday_one_offset(number).unwrap()).collect()
    })
}

fn any_until() -> impl Strategy<Value = Option<i64>> {
    prop::option::of(0i64..500)
}

fn any_rule() -> impl Strategy<Value = Schedule> {
    let rules = [
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=WEEKLY;COUNT=9",
        "FREQ=MONTHLY;COUNT=5",
        "FREQ=DAILY;INTERVAL=3;UNTIL=20270401",
        "FREQ=MONTHLY",
    ];
    let listed = || prop::collection::btree_set(any_day(), 0..4);
    (0..rules.len(), any_day(), listed(), listed()).prop_map(move |(rule, start, added, removed)| {
        let rule = Some(Rule::parse(rules[rule]).unwrap());
        Schedule::Rule(RuleSet { start, rule, added, removed })
    })
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    let weeks = prop_oneof![Just(Weeks::All), Just(Weeks::Odd), Just(Weeks::Even)];
    let until = |from: Date, until: Option<i64>| until.and_then(|days| plus_days(from, days));
    prop_oneof![
        any_day().prop_map(Schedule::Once),
        (any_weekdays(), weeks, any_day(), any_until()).prop_map(move |(weekdays, weeks, from, days)| {
            Schedule::Weekly(Weekly { weekdays, weeks, from, until: until(from, days) })
        }),
        (prop_oneof![Just(-1i8), 1i8..=5], 0i8..7, any_day(), any_until()).prop_map(
            move |(ordinal, weekday, from, days)| {
                let weekday = Weekday::from_monday_zero_offset(weekday).unwrap();
                Schedule::MonthlyWeekday(MonthlyWeekday { ordinal, weekday, from, until: until(from, days) })
            }
        ),
        (1i8..=31, any_day(), any_until()).prop_map(move |(day, from, days)| {
            Schedule::MonthlyDate(MonthlyDate { day, from, until: until(from, days) })
        }),
        prop::collection::btree_set(any_day(), 1..12).prop_map(Schedule::Dates),
        any_rule(),
    ]
}

fn dates(schedule: Option<&Schedule>) -> Vec<Date> {
    let window = Window::new(date(2025, 1, 1), date(2030, 1, 1));
    schedule.map(|schedule| schedule.dates(window).unwrap()).unwrap_or_default()
}

proptest! {
    #[test]
    fn the_two_parts_name_what_the_whole_named(schedule in any_schedule(), cut in any_day()) {
        prop_assume!(schedule.check().is_ok());
        let (before, onwards) = (schedule.before(cut), schedule.onwards(cut));
        let (first, second) = (dates(before.as_ref()), dates(onwards.as_ref()));
        prop_assert!(first.iter().all(|date| *date < cut));
        prop_assert!(second.iter().all(|date| *date >= cut));
        prop_assert_eq!([first, second].concat(), dates(Some(&schedule)));
        for part in [before, onwards].into_iter().flatten() {
            prop_assert_eq!(part.check(), Ok(()));
        }
    }

    #[test]
    fn a_shifted_schedule_names_the_new_day(schedule in any_schedule(), which in any::<prop::sample::Index>(), by in -6i64..7) {
        prop_assume!(schedule.check().is_ok());
        let named = dates(Some(&schedule));
        prop_assume!(!named.is_empty());
        let from = named[which.index(named.len())];
        let to = plus_days(from, by).unwrap();
        if let Some(shifted) = schedule.shifted(from, to) {
            prop_assert!(shifted.names(to).unwrap(), "{:?}", shifted);
            prop_assert_eq!(shifted.check(), Ok(()));
        }
    }

    #[test]
    fn one_weekday_of_every_week_moves_as_a_whole(weekday in 1i8..=7, from in any_day(), by in -6i64..7, until in any_until()) {
        let weekday = Weekday::from_monday_one_offset(weekday).unwrap();
        let until = until.and_then(|days| plus_days(from, days));
        let weekly = Weekly { weekdays: [weekday].into_iter().collect(), weeks: Weeks::All, from, until };
        let schedule = Schedule::Weekly(weekly);
        let named = dates(Some(&schedule));
        prop_assume!(!named.is_empty());
        let shifted = schedule.shifted(named[0], plus_days(named[0], by).unwrap()).unwrap();
        let moved: Vec<Date> = named.iter().map(|date| plus_days(*date, by).unwrap()).collect();
        let near = |dates: Vec<Date>| dates.into_iter().filter(|date| date.year() < 2029).collect::<Vec<_>>();
        prop_assert_eq!(near(dates(Some(&shifted))), near(moved));
    }
}

#[test]
fn a_saturday_of_odd_weeks_becomes_a_monday_of_even_ones() {
    let odd = Schedule::Weekly(Weekly {
        weekdays: [Weekday::Saturday].into_iter().collect(),
        weeks: Weeks::Odd,
        from: date(2027, 1, 9),
        until: None,
    });
    let moved = odd.shifted(date(2027, 1, 9), date(2027, 1, 11)).unwrap();
    assert!(matches!(&moved, Schedule::Weekly(Weekly { weeks: Weeks::Even, .. })));
    assert!(moved.names(date(2027, 1, 11)).unwrap() && moved.names(date(2027, 1, 25)).unwrap());
}

#[test]
fn a_count_goes_on_where_the_first_part_left_off() {
    let rule = Rule::parse("FREQ=WEEKLY;COUNT=5").unwrap();
    let schedule = Schedule::Rule(RuleSet::new(date(2026, 1, 6), rule));
    assert_eq!(dates(schedule.before(date(2026, 1, 20)).as_ref()).len(), 2);
    assert_eq!(dates(schedule.onwards(date(2026, 1, 20)).as_ref()).len(), 3);
    assert_eq!(schedule.onwards(date(2026, 3, 1)), None);
}
