//! Programmes as iCalendar: what is read, in which zone, and what is refused by name.

#![allow(clippy::unwrap_used, missing_docs)]

use jiff::civil::date;
use samvaro_core::schedule::Window;
use server::import::{FileKind, ImportedProgramme, Reading, dry_run, read};

const HOUSE: &str = include_str!("fixtures/import/house.ics");
const SPRING: Window = Window { from: date(2026, 1, 1), until: date(2026, 6, 30) };

fn import(calendar: &str) -> ImportedProgramme {
    read(calendar.as_bytes(), FileKind::Ics, &Reading::new(SPRING).unwrap()).unwrap()
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:a\nSUMMARY:Fika\n{lines}\nEND:VEVENT\n")
}

/// The occurrences of spring 2026 as `start activity`, and what was not understood.
fn spring(calendar: &str) -> (Vec<String>, String) {
    let file = tempfile::Builder::new().suffix(".ics").tempfile().unwrap();
    std::fs::write(file.path(), calendar).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    dry_run(file.path(), None, SPRING.from, SPRING.until, &mut out, &mut err).unwrap();
    let lines = String::from_utf8(out).unwrap();
    let occurrences = lines.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let cancelled = if line["cancelled"] == true { " inställt" } else { "" };
        format!("{} {}{cancelled}", line["start"].as_str().unwrap(), line["activity"].as_str().unwrap())
    });
    (occurrences.collect(), String::from_utf8(err).unwrap())
}

fn starts(event_lines: &str) -> Vec<String> {
    let (occurrences, problems) = spring(&calendar(&event(event_lines)));
    assert_eq!(problems, "");
    occurrences.into_iter().map(|line| line.replace(" Fika", "")).collect()
}

/// Nothing comes of the event, and the reason says this.
fn refused(event_lines: &str, reason: &str) {
    let (occurrences, problems) = spring(&calendar(&event(event_lines)));
    assert!(occurrences.is_empty(), "{event_lines}: {occurrences:?}");
    assert!(problems.contains(reason), "{event_lines}: {problems}");
}

#[test]
fn a_house_calendar_is_read_as_its_people_meant_it() {
    let (occurrences, problems) = spring(HOUSE);
    let notice = "rad 79 (upplysning): Samtal med New York följer klockan i America/New_York; dess tillfällen lästes till och med 2026-06-30\n";
    assert_eq!(problems, notice);
    let expected = [
        "2026-01-25T14:00 Sista söndagen",
        "2026-02-22T14:00 Sista söndagen",
        "2026-03-03T09:30 Öppet kafé",
        "2026-03-04T17:00 Samtal med New York",
        // America changes its clocks three weeks before Europe.
        "2026-03-11T16:00 Samtal med New York",
        "2026-03-14T10:00 Öppet kafé med våfflor",
        "2026-03-17T09:30 Öppet kafé inställt",
        "2026-03-18T16:00 Samtal med New York",
        "2026-03-20T09:30 Öppet kafé",
        "2026-03-24T09:30 Öppet kafé",
        "2026-03-25T16:00 Samtal med New York",
        "2026-03-26T18:00 Kören",
        "2026-03-27T09:30 Öppet kafé",
        "2026-03-28T14:00 Kören",
        "2026-03-29T14:00 Kören",
        "2026-03-29T14:00 Sista söndagen",
        "2026-04-01T17:00 Samtal med New York",
        "2026-04-02T18:00 Kören",
    ];
    assert_eq!(occurrences[..expected.len()], expected);
}

#[test]
fn an_event_that_names_no_place_is_at_the_calendars() {
    let programme = import(HOUSE);
    let places: Vec<(&str, &str)> =
        programme.slots.iter().map(|slot| (slot.source_key.as_str(), slot.place.as_str())).take(2).collect();
    assert_eq!(places, [("kafe", "Stora salen"), ("resa", "Huset vid ån")]);
    assert_eq!(programme.slots[0].exceptions[0].place.as_deref(), Some("Trädgården"));
}

#[test]
fn ends_are_known_after_midnight_and_on_the_last_day_of_several() {
    let programme = import(HOUSE);
    let slot = |key: &str| programme.slots.iter().find(|slot| slot.source_key == key).unwrap();
    let night = slot("natt").time;
    assert_eq!(night.ends_at(date(2026, 4, 24)), Some(date(2026, 4, 25).at(2, 30, 0, 0)));
    let trip = slot("resa");
    assert_eq!((trip.activity.as_str(), trip.time.end_days_later), ("Vårresa till kusten", 2));
}

#[test]
fn the_same_file_gives_the_same_keys_and_no_key_twice() {
    let keys = || -> Vec<String> { import(HOUSE).slots.into_iter().map(|slot| slot.source_key).collect() };
    let mut unique = keys();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), keys().len());
    assert_eq!(keys(), keys());
}

#[test]
fn until_in_utc_reaches_the_last_local_start() {
    let rule =
        |until| format!("DTSTART;TZID=Europe/Stockholm:20260105T180000\nRRULE:FREQ=WEEKLY;UNTIL={until}");
    assert_eq!(starts(&rule("20260112T170000Z")).len(), 2);
    assert_eq!(starts(&rule("20260112T165959Z")).len(), 1);
    assert_eq!(starts(&rule("99991231T235959Z")).len(), 26);
}

#[test]
fn an_until_that_readers_understand_differently_matters_only_where_it_decides() {
    let rule =
        |until| format!("DTSTART;TZID=Europe/Stockholm:20260105T180000\nRRULE:FREQ=WEEKLY;UNTIL={until}");
    assert_eq!(starts(&rule("20260113")).len(), 2);
    refused(&rule("20260112"), "UNTIL");
}

#[test]
fn floating_and_all_day_events_stay_where_they_are() {
    assert_eq!(starts("DTSTART:20260105T100000"), ["2026-01-05T10:00"]);
    let days = "DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260106";
    assert_eq!(starts(days), ["2026-01-05", "2026-01-07"]);
}

#[test]
fn a_series_in_helsinki_stays_a_rule_and_one_in_utc_follows_the_sun() {
    let helsinki = "DTSTART;TZID=Europe/Helsinki:20260323T110000\nRRULE:FREQ=WEEKLY;COUNT=2";
    assert_eq!(starts(helsinki), ["2026-03-23T10:00", "2026-03-30T10:00"]);
    let utc = "DTSTART:20260323T090000Z\nRRULE:FREQ=WEEKLY;COUNT=2";
    let (occurrences, _) = spring(&calendar(&event(utc)));
    assert_eq!(occurrences, ["2026-03-23T10:00 Fika", "2026-03-30T11:00 Fika"]);
}

#[test]
fn an_occurrence_that_belongs_to_no_date_of_its_series_stands_alone() {
    let series = event("DTSTART:20260105T100000\nRRULE:FREQ=WEEKLY;COUNT=2");
    let stray = event("RECURRENCE-ID:20260107T100000\nDTSTART:20260108T100000");
    let (occurrences, problems) = spring(&calendar(&format!("{stray}{series}")));
    assert_eq!(problems, "");
    assert_eq!(occurrences, ["2026-01-05T10:00 Fika", "2026-01-08T10:00 Fika", "2026-01-12T10:00 Fika"]);
}

#[test]
fn a_cancelled_series_is_shown_as_cancelled_except_where_it_says_otherwise() {
    let series = event("DTSTART:20260105T100000\nRRULE:FREQ=WEEKLY;COUNT=2\nSTATUS:CANCELLED");
    let held = event("RECURRENCE-ID:20260112T100000\nDTSTART:20260112T100000");
    let (occurrences, _) = spring(&calendar(&format!("{series}{held}")));
    assert_eq!(occurrences, ["2026-01-05T10:00 Fika inställt", "2026-01-12T10:00 Fika"]);
}

#[test]
fn the_newest_version_of_an_event_counts() {
    let old = event("SEQUENCE:1\nDTSTART:20260105T100000");
    let new = event("SEQUENCE:2\nDTSTART:20260106T110000");
    for both in [format!("{old}{new}"), format!("{new}{old}")] {
        assert_eq!(spring(&calendar(&both)).0, ["2026-01-06T11:00 Fika"]);
    }
    let twice = spring(&calendar(&format!("{old}{old}")));
    assert_eq!(twice, (vec!["2026-01-05T10:00 Fika".to_owned()], String::new()));
    let (occurrences, problems) = spring(&calendar(&format!("{old}{}", old.replace("T10", "T12"))));
    assert!(occurrences.is_empty() && problems.contains("samma UID"), "{problems}");
}

#[test]
fn a_difference_that_cannot_be_read_takes_its_own_date_with_it() {
    let series = event("DTSTART:20260105T100000\nRRULE:FREQ=WEEKLY;COUNT=3");
    let broken = event("RECURRENCE-ID:20260112T100000\nDTSTART;TZID=Mars/Olympus:20260113T100000");
    let (occurrences, problems) = spring(&calendar(&format!("{series}{broken}")));
    assert_eq!(occurrences, ["2026-01-05T10:00 Fika", "2026-01-19T10:00 Fika"]);
    assert!(problems.contains("Mars/Olympus") && problems.contains("2026-01-12"), "{problems}");
}

#[test]
fn a_difference_for_all_that_follows_takes_the_series_with_it() {
    let series = event("DTSTART:20260105T100000\nRRULE:FREQ=WEEKLY;COUNT=3");
    let later = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T100000\nDTSTART:20260113T100000");
    let unreadable = event("RECURRENCE-ID:someday\nDTSTART:20260113T100000");
    for difference in [later, unreadable] {
        let (occurrences, problems) = spring(&calendar(&format!("{series}{difference}")));
        assert!(occurrences.is_empty(), "{occurrences:?}");
        assert!(problems.starts_with("rad 9: RECURRENCE-ID"), "{problems}");
    }
}

#[test]
fn what_is_not_read_is_refused_by_name() {
    let start = "DTSTART:20260105T100000";
    for (lines, reason) in [
        ("RRULE:FREQ=DAILY", "DTSTART saknas"),
        ("DTSTART:20260105T100000\nDTSTART:20260106T100000", "DTSTART står två gånger"),
        ("DTSTART:20260230T100000", "”20260230T100000” är ingen tid"),
        ("DTSTART;TZID=Europe/Stockholm:20260105T100000Z", "både TZID och Z"),
        ("DTSTART;TZID=Europe/Atlantis:20260105T100000", "Europe/Atlantis"),
        (&format!("{start}\nDTEND:20260105T090000"), "DTEND ligger före"),
        (&format!("{start}\nDTEND;VALUE=DATE:20260106"), "klockslag"),
        (&format!("{start}\nDTEND:20260105T110000\nDURATION:PT1H"), "både DTEND och DURATION"),
        (&format!("{start}\nDURATION:-PT1H"), "DURATION"),
        (&format!("{start}\nRRULE:FREQ=HOURLY"), "FREQ=HOURLY"),
        (&format!("{start}\nRRULE:FREQ=YEARLY;BYWEEKNO=2"), "BYWEEKNO"),
        (&format!("{start}\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY"), "RRULE står två gånger"),
        (&format!("{start}\nRRULE:FREQ=DAILY;COUNT=2;UNTIL=20260107T100000"), "COUNT och UNTIL"),
        (&format!("{start}\nRRULE:FREQ=DAILY;UNTIL=20260101T100000"), "UNTIL"),
        (&format!("{start}\nRRULE:FREQ=WEEKLY;BYDAY=TU"), "DTSTART"),
        (&format!("{start}\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY"), "EXRULE"),
        (&format!("{start}\nRDATE;VALUE=DATE:20260107"), "RDATE"),
        (&format!("{start}\nRRULE FREQ=DAILY"), "RRULE: raden har inget värde"),
        ("DTSTART:20260301T023000\nRRULE:FREQ=WEEKLY", "2026-03-29"),
        (&format!("{start}\nRDATE;VALUE=PERIOD:20260105T100000/PT1H"), "två olika sluttider"),
    ] {
        refused(lines, reason);
    }
    let nameless = calendar("BEGIN:VEVENT\nUID:a\nDTSTART:20260105T100000\nEND:VEVENT\n");
    assert!(spring(&nameless).1.contains("rad 3: SUMMARY saknas"));
}

#[test]
fn an_event_without_an_end_is_refused_and_the_next_is_read() {
    let unfinished = "BEGIN:VEVENT\nUID:x\nSUMMARY:Halv\nDTSTART:20260105T090000\n";
    let (occurrences, problems) =
        spring(&calendar(&format!("{unfinished}{}", event("DTSTART:20260105T100000"))));
    assert_eq!(occurrences, ["2026-01-05T10:00 Fika"]);
    assert!(problems.contains("END:VEVENT saknas"), "{problems}");
}

#[test]
fn a_calendar_that_may_be_incomplete_is_refused_whole() {
    let whole = calendar(&event("DTSTART:20260105T100000"));
    for (text, reason) in [
        (whole.replace("END:VCALENDAR\n", ""), "avbruten"),
        (whole.replace("VERSION:2.0", "METHOD:CANCEL"), "METHOD:CANCEL"),
        (whole.replace("VERSION:2.0", "CALSCALE:CHINESE"), "CALSCALE"),
        (String::new(), "ingen kalender"),
    ] {
        let (occurrences, problems) = spring(&text);
        assert!(occurrences.is_empty() && problems.contains(reason), "{problems}");
    }
}
