//! Files that mean harm, or might as well: each ends soon, holds little, and says what is wrong.
//!
//! Times are not asserted here. Every loop has a limit that these files reach, and reading them
//! without the limit would take minutes or gigabytes.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Read;

use jiff::civil::date;
use proptest::prelude::*;
use samvaro_core::schedule::{ScheduleRefused, Window};
use server::import::calendar::{EVENTS_MAX, PROPERTIES_MAX};
use server::import::programme_csv::ROWS_MAX;
use server::import::{FILE_MAX_BYTES, FileKind, ImportedProgramme, PROBLEMS_MAX, Reading, dry_run, read};

const YEAR: Window = Window { from: date(2026, 1, 1), until: date(2026, 12, 31) };
const START: &str = "DTSTART;TZID=Europe/Stockholm:20260105T100000";

fn import(kind: FileKind, bytes: impl Read) -> ImportedProgramme {
    read(bytes, kind, &Reading::new(YEAR).unwrap()).unwrap()
}

fn ics(events: &str) -> ImportedProgramme {
    import(FileKind::Ics, format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n").as_bytes())
}

fn event(number: usize, lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:{number}\nSUMMARY:Fika {number}\n{lines}\nEND:VEVENT\n")
}

fn events(many: usize, lines: &str) -> String {
    (0..many).map(|number| event(number, lines)).collect()
}

/// The reasons, of which there are never many more than the limit.
fn reasons(programme: &ImportedProgramme) -> String {
    assert!(programme.problems.len() <= PROBLEMS_MAX + 2);
    assert!(programme.notices.len() <= PROBLEMS_MAX);
    programme.problems.iter().map(|problem| format!("{}: {}\n", problem.line, problem.reason)).collect()
}

#[test]
fn a_thousand_million_seconds_are_refused_by_name() {
    let programme = ics(&event(1, &format!("{START}\nRRULE:FREQ=SECONDLY;COUNT=1000000000")));
    assert!(programme.slots.is_empty());
    assert!(reasons(&programme).starts_with("6: FREQ=SECONDLY"));
}

#[test]
fn no_step_at_all_is_refused_by_name() {
    let programme = ics(&event(1, &format!("{START}\nRRULE:FREQ=DAILY;INTERVAL=0")));
    assert!(programme.slots.is_empty());
    assert!(reasons(&programme).contains("INTERVAL=0"));
}

#[test]
fn the_thirtieth_of_february_is_refused_however_often_it_is_asked_for() {
    let rule = "DTSTART:20260228T100000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
    let programme = ics(&events(2_000, rule));
    assert!(programme.slots.is_empty());
    let reasons = reasons(&programme);
    assert!(reasons.contains("hittar inget datum på 10000 steg"));
    // The file's rules share their effort, and later ones are refused for having none left.
    assert!(reasons.contains("problem till"));
}

#[test]
fn counting_from_the_year_one_ends_for_the_work_it_takes() {
    let programme = ics(&events(1_000, "DTSTART:00010105T100000\nRRULE:FREQ=DAILY;COUNT=4000000000"));
    let mut dates = programme.slots.iter().map(|slot| slot.schedule.dates(YEAR));
    assert_eq!(dates.next(), Some(Err(ScheduleRefused::TooMuchWork)));
}

#[test]
fn a_line_that_never_folds_costs_one_event() {
    let long = format!("{START}\nSUMMARY:{}", "x".repeat(1_000_000));
    let programme = ics(&format!("{}{}", event(1, &long), event(2, START)));
    assert_eq!(programme.slots.len(), 1);
    assert!(reasons(&programme).contains("SUMMARY: raden är längre än"));
}

#[test]
fn a_file_without_end_is_read_to_the_limit_and_no_further() {
    struct Counted<'a>(std::io::Repeat, &'a mut usize);
    impl Read for Counted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let read = self.0.read(buffer)?;
            *self.1 += read;
            Ok(read)
        }
    }
    let mut taken = 0;
    let endless = Counted(std::io::repeat(b'x'), &mut taken);
    let programme = import(FileKind::Ics, "BEGIN:VCALENDAR\nX:".as_bytes().chain(endless));
    assert!(reasons(&programme).contains("större än"));
    assert!(taken <= FILE_MAX_BYTES + 1);
    let table = import(
        FileKind::Csv,
        "activity,date,place\nFika,2026-01-05,A\n".as_bytes().chain(std::io::repeat(b'x')),
    );
    assert_eq!(table.slots.len(), 1);
    assert!(reasons(&table).contains("större än"));
}

#[test]
fn components_inside_components_end_at_the_limit() {
    for name in ["VEVENT", "VCALENDAR", "VALARM", ""] {
        let programme = import(
            FileKind::Ics,
            format!("BEGIN:VCALENDAR\n{}", format!("BEGIN:{name}\n").repeat(200_000)).as_bytes(),
        );
        assert!(programme.slots.is_empty());
        assert!(reasons(&programme).contains("inget lästes"), "{name}: {}", reasons(&programme));
    }
}

#[test]
fn fifty_thousand_endless_events_are_refused_together() {
    let programme = ics(&events(50_000, "DTSTART:20260105T100000\nRRULE:FREQ=DAILY"));
    assert!(programme.slots.is_empty());
    assert!(reasons(&programme).contains(&format!("fler än {EVENTS_MAX} händelser")));
}

#[test]
fn endless_events_below_the_limit_print_no_more_than_the_limit() {
    let file = tempfile::Builder::new().suffix(".ics").tempfile().unwrap();
    let many = events(1_000, "DTSTART:20260105T100000\nRRULE:FREQ=DAILY");
    std::fs::write(file.path(), format!("BEGIN:VCALENDAR\n{many}END:VCALENDAR\n")).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    assert!(!dry_run(file.path(), None, YEAR.from, YEAR.until, &mut out, &mut err).unwrap());
    let lines = out.split(|byte| *byte == b'\n').count() - 1;
    assert!((90_000..=100_000).contains(&lines), "{lines}");
    assert!(String::from_utf8(err).unwrap().contains("fler än 100000 tillfällen"));
}

#[test]
fn text_that_is_not_utf8_costs_one_event_or_one_detail() {
    let calendar = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:K\xf6r\nDTSTART:20260105T100000\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:2\nSUMMARY:Fika\nDESCRIPTION:\xff\xfe\nDTSTART:20260105T100000\nEND:VEVENT\nEND:VCALENDAR\n";
    let programme = import(FileKind::Ics, &calendar[..]);
    assert_eq!(programme.slots.len(), 1);
    assert_eq!(programme.slots[0].note, None);
    assert!(reasons(&programme).starts_with("4: SUMMARY: raden är inte skriven i UTF-8\n10: DESCRIPTION"));
}

#[test]
fn unknown_time_zones_are_named_and_counted_to_a_limit() {
    let many: String = (0..1_000)
        .map(|number| event(number, &format!("DTSTART;TZID=Mars/Base {number}:20260105T100000")))
        .collect();
    let programme = ics(&many);
    assert!(programme.slots.is_empty());
    assert!(reasons(&programme).starts_with("5: tidszonen ”Mars/Base 0” är okänd"));
    assert!(reasons(&programme).contains("fler än 100 tidszoner"));
}

#[test]
fn the_year_9999_is_either_right_or_refused() {
    let programme = ics(&[
        event(1, "DTSTART:99991231T233000Z\nDTEND:99991231T235959Z"),
        event(2, "DTSTART;VALUE=DATE:99991231\nRRULE:FREQ=DAILY"),
        event(3, &format!("{START}\nRRULE:FREQ=DAILY;UNTIL=99991231T235959Z")),
        event(4, "DTSTART;TZID=America/New_York:99991230T230000\nRRULE:FREQ=DAILY"),
        event(5, "DTSTART;VALUE=DATE:99991230\nDTEND;VALUE=DATE:99991231"),
    ]
    .concat());
    assert_eq!(programme.problems.len(), 2, "{}", reasons(&programme));
    let last = Window::new(date(9999, 12, 1), date(9999, 12, 31));
    let dates: Vec<usize> =
        programme.slots.iter().map(|slot| slot.schedule.dates(last).unwrap().len()).collect();
    assert_eq!(dates, [1, 31, 1]);
}

#[test]
fn a_clock_on_another_continent_lists_only_so_many_occurrences() {
    let programme = ics(&events(1_000, "DTSTART;TZID=America/New_York:20260105T093000\nRRULE:FREQ=DAILY"));
    assert!(!programme.slots.is_empty() && programme.slots.len() < 1_000);
    assert!(reasons(&programme).contains("tar för lång tid"));
}

#[test]
fn more_details_than_a_calendar_may_have_are_refused_together() {
    let many = "EXDATE:20260105T100000\n".repeat(PROPERTIES_MAX);
    let programme = ics(&event(1, &format!("{many}{START}")));
    assert!(programme.slots.is_empty());
    assert!(reasons(&programme).contains("uppgifter"));
}

#[test]
fn ten_thousand_versions_of_one_event_cannot_all_be_right() {
    let versions: String =
        (0..5_000).map(|number| event(7, &format!("DTSTART:202601{:02}T100000", number % 28 + 1))).collect();
    let programme = ics(&versions);
    assert!(programme.slots.is_empty());
    assert_eq!(programme.problems.len(), 1);
}

#[test]
fn tables_end_at_their_limits() {
    let header = "place,activity,date\n";
    let rows = format!("{header}{}", "A,Fika,2026-01-05\n".repeat(ROWS_MAX + 10));
    let programme = import(FileKind::Csv, rows.as_bytes());
    assert_eq!(programme.slots.len(), 1);
    assert!(reasons(&programme).contains(&format!("fler än {ROWS_MAX} rader")));
    for row in ["A,Fika,someday\n", "A,\"Fika,2026-01-05\nA\n", "\"A\n\"\"\n"] {
        let programme = import(FileKind::Csv, format!("{header}{}", row.repeat(50_000)).as_bytes());
        assert!(reasons(&programme).lines().count() <= PROBLEMS_MAX + 2, "{row}");
    }
    let long = format!("{header}{}\nA,Fika,2026-01-05\n", "x".repeat(1_000_000));
    assert_eq!(import(FileKind::Csv, long.as_bytes()).slots.len(), 1);
}

const HOUSE: &str = include_str!("fixtures/import/house.ics");
const PROGRAMME: &str = include_str!("fixtures/import/programme.csv");

/// A file with some bytes overwritten, some cut out, some doubled.
fn damaged(file: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let place = 0..file.len();
    let damage = (place, 0usize..60, prop::collection::vec(any::<u8>(), 0..4), any::<bool>());
    prop::collection::vec(damage, 0..6).prop_map(move |damages| {
        let mut bytes = file.as_bytes().to_vec();
        for (at, length, with, double) in damages {
            let at = at.min(bytes.len());
            let end = (at + length).min(bytes.len());
            let old = bytes[at..end].to_vec();
            bytes.splice(at..end, if double { [old.clone(), old].concat() } else { with });
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_damage_brings_the_reader_down(calendar in damaged(HOUSE), table in damaged(PROGRAMME)) {
        for (kind, bytes) in [(FileKind::Ics, calendar), (FileKind::Csv, table)] {
            for slot in import(kind, &bytes[..]).slots {
                let _ = slot.schedule.dates(YEAR);
            }
        }
    }
}
