//! A dry run prints one JSON line per occurrence and names what was not understood.

#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use jiff::civil::date;
use server::import::dry_run;

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

fn run(name: &str, place: Option<&str>, from: &str, until: &str) -> (bool, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let (from, until) = (from.parse().unwrap(), until.parse().unwrap());
    let clean = dry_run(&fixture(name), place, from, until, &mut out, &mut err).unwrap();
    (clean, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

#[test]
fn a_table_prints_local_times_and_dates_alone_where_the_time_is_unknown() {
    let (clean, out, err) = run("programme.csv", None, "2025-05-01", "2026-12-12");
    assert!(clean);
    assert_eq!(err, "");
    assert_eq!(
        out,
        r#"{"place":"Hatten","activity":"Bingo med kaffe","start":"2025-05-14T13:30","end":"2025-05-14T15:30","cancelled":false}
{"place":"Hatten","activity":"Lunch","start":"2025-05-15T12:30","end":null,"cancelled":false}
{"place":"Bergmästaren","activity":"IT-guide","start":"2026-12-05T10:00","end":"2026-12-05T11:30","cancelled":false}
{"place":"Nickkällan","activity":"IT-guide","start":"2026-12-12","end":null,"cancelled":false}
"#
    );
}

#[test]
fn both_ends_of_the_window_are_inside() {
    let (_, out, _) = run("programme.csv", None, "2025-05-14", "2025-05-15");
    assert_eq!(out.lines().count(), 2);
    let (_, out, _) = run("programme.csv", None, "2025-05-15", "2025-05-14");
    assert_eq!(out, "");
}

#[test]
fn a_calendar_prints_moved_and_cancelled_occurrences_where_they_are() {
    let (clean, out, _) = run("house.ics", Some("huset"), "2026-03-13", "2026-03-17");
    assert!(clean);
    assert_eq!(
        out,
        r#"{"place":"huset","activity":"Öppet kafé med våfflor","start":"2026-03-14T10:00","end":"2026-03-14T12:00","cancelled":false}
{"place":"huset","activity":"Öppet kafé","start":"2026-03-17T09:30","end":"2026-03-17T11:30","cancelled":true}
"#
    );
    let (_, out, _) = run("house.ics", None, "2026-05-20", "2026-05-20");
    assert_eq!(
        out.lines().next().unwrap(),
        "{\"place\":\"Huset vid ån\",\"activity\":\"Vårresa till kusten\",\"start\":\"2026-05-20\",\"end\":\"2026-05-22\",\"cancelled\":false}"
    );
}

#[test]
fn what_is_not_understood_is_named_with_its_line() {
    let (clean, out, err) = run("programme-with-faults.csv", None, "2025-01-01", "2025-12-31");
    assert!(!clean);
    assert_eq!(out.lines().count(), 3);
    assert!(err.starts_with("rad 2: date: ”2025-02-30” är inget datum"), "{err}");
    assert!(err.ends_with("rad 19 (upplysning): raden står redan i filen och läses en gång\n"), "{err}");
}

#[test]
fn a_window_in_the_far_future_is_as_quick_as_one_today() {
    let (clean, out, _) = run("house.ics", None, "2100-01-01", "2100-12-31");
    assert!(clean);
    // Twelve last Sundays, and the calls from New York.
    assert_eq!(out.lines().filter(|line| line.contains("Sista söndagen")).count(), 12);
    assert_eq!(out.lines().count(), 12 + 52);
}

#[test]
fn a_file_that_is_not_there_is_an_error_of_its_own() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let day = date(2026, 1, 1);
    assert!(dry_run(Path::new("/nowhere/programme.csv"), None, day, day, &mut out, &mut err).is_err());
}
