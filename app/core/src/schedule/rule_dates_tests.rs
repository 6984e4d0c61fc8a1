//! The dates of rules: known cases, and random rules against a day-by-day reading of RFC 5545.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::calendar_day::{days_between, month_number, plus_days, week_of};
use super::rule::{Frequency, RuleEnd};
use super::{Effort, Rule, RuleSet, Schedule, ScheduleRefused, Window};

fn rule(start: Date, text: &str) -> Schedule {
    Schedule::Rule(RuleSet::new(start, Rule::parse(text).unwrap()))
}

fn from_to(from: Date, until: Date) -> Window {
    Window::new(from, until)
}

#[test]
fn a_rule_without_end_is_only_worked_out_inside_the_window() {
    let century = from_to(date(2100, 1, 1), date(2100, 12, 31));
    for (text, many) in [("DAILY", 365), ("WEEKLY", 52), ("MONTHLY", 12), ("YEARLY", 1)] {
        let schedule = rule(date(2026, 1, 12), &format!("FREQ={text}"));
        let mut effort = Effort::of_days(800);
        assert_eq!(schedule.dates_within(century, &mut effort).unwrap().len(), many, "{text}");
    }
}

#[test]
fn count_is_counted_from_the_start_however_late_the_window() {
    let schedule = rule(date(2019, 3, 4), "FREQ=WEEKLY;WKST=SU;COUNT=6;BYDAY=MO,TU,WE");
    let all = schedule.dates(from_to(date(2019, 1, 1), date(2030, 1, 1))).unwrap();
    assert_eq!(all.len(), 6);
    assert_eq!(all.last(), Some(&date(2019, 3, 13)));
    let late = schedule.dates(from_to(date(2019, 3, 12), date(2019, 12, 31))).unwrap();
    assert_eq!(late, [date(2019, 3, 12), date(2019, 3, 13)]);
    assert_eq!(schedule.dates(from_to(date(2019, 3, 14), date(2100, 1, 1))).unwrap(), []);
}

#[test]
fn every_other_week_begins_on_the_rules_own_week_start() {
    // The example of RFC 5545: the week start decides which Sunday belongs to which week.
    let august = from_to(date(1997, 8, 1), date(1997, 9, 30));
    let dates = |week_start| {
        let text = format!("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST={week_start}");
        rule(date(1997, 8, 5), &text).dates(august).unwrap()
    };
    assert_eq!(dates("MO").iter().map(|day| day.day()).collect::<Vec<_>>(), [5, 10, 19, 24]);
    assert_eq!(dates("SU").iter().map(|day| day.day()).collect::<Vec<_>>(), [5, 17, 19, 31]);
}

#[test]
fn the_last_working_day_of_the_month() {
    let schedule = rule(date(2026, 1, 30), "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1");
    assert_eq!(
        schedule.dates(from_to(date(2026, 4, 1), date(2026, 7, 31))).unwrap(),
        [date(2026, 4, 30), date(2026, 5, 29), date(2026, 6, 30), date(2026, 7, 31)]
    );
}

#[test]
fn friday_the_thirteenth() {
    let schedule = rule(date(2026, 2, 13), "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13");
    assert_eq!(
        schedule.dates(from_to(date(2026, 1, 1), date(2027, 12, 31))).unwrap(),
        [date(2026, 2, 13), date(2026, 3, 13), date(2026, 11, 13), date(2027, 8, 13)]
    );
}

#[test]
fn leap_day_waits_eight_years_across_2100() {
    let schedule = rule(date(2096, 2, 29), "FREQ=YEARLY");
    assert_eq!(
        schedule.dates(from_to(date(2090, 1, 1), date(2107, 12, 31))).unwrap(),
        [date(2096, 2, 29), date(2104, 2, 29)]
    );
}

#[test]
fn a_rule_that_finds_nothing_is_refused_by_name() {
    let year = from_to(date(2026, 1, 1), date(2026, 12, 31));
    for text in [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31;INTERVAL=4000000000",
    ] {
        let schedule = rule(date(2026, 2, 28), text);
        assert_eq!(schedule.dates(year), Err(ScheduleRefused::FindsNothing), "{text}");
        assert_eq!(schedule.check(), Err(ScheduleRefused::FindsNothing), "{text}");
    }
}

#[test]
fn a_first_date_off_its_rule_is_refused_because_readers_disagree() {
    let year = from_to(date(2026, 1, 1), date(2026, 12, 31));
    let off = rule(date(2026, 1, 12), "FREQ=WEEKLY;BYDAY=TU");
    assert_eq!(off.dates(year), Err(ScheduleRefused::StartOffRule));
    let first_week = rule(date(2026, 1, 14), "FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=2");
    assert_eq!(first_week.dates(year), Err(ScheduleRefused::FirstWeekUnclear));
    let ended = rule(date(2026, 1, 12), "FREQ=DAILY;UNTIL=20260111");
    assert_eq!(ended.dates(year), Err(ScheduleRefused::EndsBeforeStart));
}

#[test]
fn the_end_of_the_calendar_is_an_end_like_any_other() {
    let last_days = from_to(date(9999, 12, 1), Date::MAX);
    for (text, many) in [("DAILY", 31), ("WEEKLY", 5), ("MONTHLY", 1), ("YEARLY", 1)] {
        let schedule = rule(date(2023, 12, 1), &format!("FREQ={text}"));
        assert_eq!(schedule.dates(last_days).unwrap().len(), many, "{text}");
    }
    let counted = rule(date(9999, 12, 30), "FREQ=DAILY;COUNT=4000000000");
    assert_eq!(counted.dates(last_days).unwrap(), [date(9999, 12, 30), date(9999, 12, 31)]);
}

#[test]
fn counting_for_ever_is_refused_for_the_work_it_takes() {
    let schedule = rule(date(1, 1, 1), "FREQ=DAILY;COUNT=4000000000");
    let far = from_to(date(9000, 1, 1), date(9000, 1, 31));
    assert_eq!(schedule.dates(far), Err(ScheduleRefused::TooMuchWork));
}

#[test]
fn added_dates_join_and_removed_dates_leave() {
    let mut set = RuleSet::new(date(2026, 1, 12), Rule::parse("FREQ=WEEKLY;COUNT=3").unwrap());
    set.added = [date(2026, 1, 14), date(2026, 1, 19), date(2027, 1, 1)].into();
    set.removed = [date(2026, 1, 12), date(2026, 5, 1)].into();
    let january = from_to(date(2026, 1, 1), date(2026, 1, 31));
    assert_eq!(
        Schedule::Rule(set).dates(january).unwrap(),
        [date(2026, 1, 14), date(2026, 1, 19), date(2026, 1, 26)]
    );
}

/// RFC 5545 read day by day: whether the rule, without its end and positions, keeps a day.
fn keeps(rule: &Rule, start: Date, day: Date) -> bool {
    let steps = match rule.frequency {
        Frequency::Daily => days_between(start, day),
        Frequency::Weekly => {
            let week = |day| week_of(day, rule.week_start).unwrap();
            days_between(week(start), week(day)) / 7
        }
        Frequency::Monthly => month_number(day) - month_number(start),
        Frequency::Yearly => i64::from(day.year() - start.year()),
    };
    let in_step = steps % i64::from(rule.interval.get()) == 0;
    let month = match (rule.by_month.is_empty(), rule.frequency) {
        (false, _) => rule.by_month.contains(&day.month()),
        (true, Frequency::Yearly) if rule.by_day.is_empty() && rule.by_month_day.is_empty() => {
            day.month() == start.month()
        }
        _ => true,
    };
    let monthly = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly);
    let month_day = match rule.by_month_day.is_empty() {
        false => rule.by_month_day.iter().any(|wanted| match *wanted {
            wanted if wanted > 0 => wanted == day.day(),
            wanted => {
                let after = plus_days(day, i64::from(-wanted)).unwrap();
                after == plus_days(day.last_of_month(), 1).unwrap()
            }
        }),
        true => !(monthly && rule.by_day.is_empty()) || day.day() == start.day(),
    };
    let weekday = match rule.by_day.is_empty() {
        false => rule.by_day.iter().any(|wanted| {
            wanted.weekday == day.weekday()
                && wanted.ordinal.is_none_or(|ordinal| {
                    nth(rule, day) == Some(ordinal) || nth_from_end(rule, day) == Some(ordinal)
                })
        }),
        true => rule.frequency != Frequency::Weekly || day.weekday() == start.weekday(),
    };
    in_step && month && month_day && weekday
}

fn ordinal_period(rule: &Rule, day: Date) -> (Date, Date) {
    match rule.frequency == Frequency::Yearly && rule.by_month.is_empty() {
        true => (day.first_of_year(), day.last_of_year()),
        false => (day.first_of_month(), day.last_of_month()),
    }
}

fn nth(rule: &Rule, day: Date) -> Option<i8> {
    let (first, _) = ordinal_period(rule, day);
    let same = from_to(first, day).days().filter(|other| other.weekday() == day.weekday());
    i8::try_from(same.count()).ok()
}

fn nth_from_end(rule: &Rule, day: Date) -> Option<i8> {
    let (_, last) = ordinal_period(rule, day);
    let same = from_to(day, last).days().filter(|other| other.weekday() == day.weekday());
    i8::try_from(same.count()).ok().map(|count| -count)
}

/// The days of the step that holds a day.
fn step_around(rule: &Rule, day: Date) -> Window {
    match rule.frequency {
        Frequency::Daily => Window::day(day),
        Frequency::Weekly => {
            let first = week_of(day, rule.week_start).unwrap();
            from_to(first, plus_days(first, 6).unwrap())
        }
        Frequency::Monthly => from_to(day.first_of_month(), day.last_of_month()),
        Frequency::Yearly => from_to(day.first_of_year(), day.last_of_year()),
    }
}

fn at_position(rule: &Rule, start: Date, day: Date) -> bool {
    if rule.by_position.is_empty() {
        return true;
    }
    let set: Vec<Date> = step_around(rule, day).days().filter(|day| keeps(rule, start, *day)).collect();
    let place = set.iter().position(|other| *other == day).unwrap() as i16;
    let from_end = place - set.len() as i16;
    rule.by_position.iter().any(|position| *position == place + 1 || *position == from_end)
}

fn by_the_letter(rule: &Rule, start: Date, last: Date) -> Vec<Date> {
    let named =
        from_to(start, last).days().filter(|day| keeps(rule, start, *day) && at_position(rule, start, *day));
    match rule.end {
        RuleEnd::Never => named.collect(),
        RuleEnd::Until(until) => named.take_while(|day| *day <= until).collect(),
        RuleEnd::Count(count) => named.take(count.get() as usize).collect(),
    }
}

fn numbers(name: &'static str, values: Vec<i16>) -> BoxedStrategy<String> {
    let some = prop::sample::subsequence(values, 1..=3);
    let written = some.prop_map(move |values| {
        let mut text = format!(";{name}=");
        for (place, value) in values.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            let _ = write!(text, "{comma}{value}");
        }
        text
    });
    prop_oneof![3 => Just(String::new()), 2 => written].boxed()
}

fn weekdays(ordinals: Vec<i16>) -> BoxedStrategy<String> {
    let codes = vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let plain = prop::sample::subsequence(codes.clone(), 1..=4)
        .prop_map(|codes| format!(";BYDAY={}", codes.join(",")));
    if ordinals.is_empty() {
        return prop_oneof![Just(String::new()), plain].boxed();
    }
    let nth = (prop::sample::select(ordinals), prop::sample::subsequence(codes, 1..=3));
    let nth = nth.prop_map(|(ordinal, codes)| {
        let days: Vec<_> = codes.iter().map(|code| format!("{ordinal}{code}")).collect();
        format!(";BYDAY={}", days.join(","))
    });
    prop_oneof![Just(String::new()), plain, nth].boxed()
}

fn rules() -> impl Strategy<Value = String> {
    let months = || numbers("BYMONTH", (1..=12).collect());
    let month_days = || numbers("BYMONTHDAY", vec![1, 2, 12, 13, 15, 28, 29, 30, 31, -1, -2, -15, -31]);
    let positions = || numbers("BYSETPOS", vec![1, 2, 3, 7, -1, -2, -6]);
    let frequency = prop_oneof![
        (Just("DAILY"), months(), month_days(), weekdays(vec![]), positions()),
        (Just("WEEKLY"), months(), Just(String::new()), weekdays(vec![]), positions()),
        (Just("MONTHLY"), months(), month_days(), weekdays(vec![1, 2, 4, 5, -1, -2, -5]), positions()),
        (Just("YEARLY"), months(), month_days(), weekdays(vec![1, 5, 20, 53, -1, -10]), positions()),
    ];
    let interval = prop_oneof![2 => Just(1u8), 1 => 2u8..=5];
    let week_start = prop_oneof![Just(""), Just(";WKST=SU"), Just(";WKST=TH")];
    let end = prop_oneof![
        2 => Just(String::new()),
        1 => (1u16..40).prop_map(|count| format!(";COUNT={count}")),
        1 => (2026u16..2034, 1u8..=12).prop_map(|(year, month)| format!(";UNTIL={year}{month:02}17")),
    ];
    (frequency, interval, week_start, end).prop_map(|(parts, interval, week_start, end)| {
        let (frequency, months, month_days, weekdays, positions) = parts;
        let lone = months.is_empty() && month_days.is_empty() && weekdays.is_empty();
        let positions = if lone { String::new() } else { positions };
        format!(
            "FREQ={frequency};INTERVAL={interval}{months}{month_days}{weekdays}{positions}{week_start}{end}"
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn random_rules_name_the_dates_that_rfc_5545_names(
        text in rules(), day in 0i64..1_500, ahead in 0i64..2_000, length in 0i64..1_200
    ) {
        let parsed = Rule::parse(&text).unwrap();
        prop_assert_eq!(&Rule::parse(&parsed.to_string()).unwrap(), &parsed);
        // Begin on a date of the rule's own, as a synchronised DTSTART does.
        let asked = plus_days(date(2026, 1, 1), day).unwrap();
        let endless = parsed.clone().ending(RuleEnd::Never);
        let Some(start) = from_to(asked, plus_days(asked, 400).unwrap())
            .days()
            .find(|day| by_the_letter(&endless, *day, *day) == [*day])
        else {
            return Ok(());
        };
        let from = plus_days(start, ahead - 100).unwrap();
        let window = from_to(from, plus_days(from, length).unwrap());
        let expected: Vec<Date> = by_the_letter(&parsed, start, window.until)
            .into_iter()
            .filter(|day| window.contains(*day))
            .collect();
        match Schedule::Rule(RuleSet::new(start, parsed)).dates(window) {
            Ok(dates) => prop_assert_eq!(dates, expected, "{} from {}", text, start),
            Err(ScheduleRefused::EndsBeforeStart | ScheduleRefused::FirstWeekUnclear) => {}
            Err(refused) => prop_assert!(false, "{text} from {start}: {refused}"),
        }
    }

    #[test]
    fn a_window_cut_in_two_gives_the_same_dates(text in rules(), day in 0i64..400, cut in 0i64..900) {
        let start = plus_days(date(2026, 1, 1), day).unwrap();
        let schedule = Schedule::Rule(RuleSet::new(start, Rule::parse(&text).unwrap()));
        let end = plus_days(start, 900).unwrap();
        let middle = plus_days(start, cut).unwrap();
        if let Ok(whole) = schedule.dates(from_to(start, end)) {
            let mut parts = schedule.dates(from_to(start, middle)).unwrap();
            parts.extend(schedule.dates(from_to(middle.tomorrow().unwrap(), end)).unwrap());
            prop_assert_eq!(parts, whole);
        }
    }

    #[test]
    fn no_text_and_no_start_brings_a_rule_down(
        text in "[A-Z0-9=;,+-]{0,60}", year in -9999i16..=9999, month in 1i8..=12
    ) {
        let start = date(year, month, 1);
        for text in [text.clone(), format!("FREQ=YEARLY;{text}"), format!("FREQ=WEEKLY;BYDAY={text}")] {
            if let Ok(rule) = Rule::parse(&text) {
                let schedule = Schedule::Rule(RuleSet::new(start, rule));
                let _ = schedule.dates(from_to(Date::MIN, Date::MAX));
                let _ = schedule.dates(Window::day(start));
            }
        }
    }
}

#[test]
fn weeks_begin_where_the_rule_says() {
    let sunday = date(2026, 11, 8);
    assert_eq!(week_of(sunday, Weekday::Monday), Some(date(2026, 11, 2)));
    assert_eq!(week_of(sunday, Weekday::Sunday), Some(sunday));
}
