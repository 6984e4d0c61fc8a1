//! Programmes as tables: what is read, what is named as not understood, what stays the same.

#![allow(clippy::unwrap_used, missing_docs)]

use jiff::civil::{Date, date};
use samvaro_core::schedule::{Schedule, Window};
use server::import::{FileKind, ImportedProgramme, Reading, read};

const PROGRAMME: &str = include_str!("fixtures/import/programme.csv");
const FAULTS: &str = include_str!("fixtures/import/programme-with-faults.csv");
const TURN: Window = Window { from: date(2026, 12, 1), until: date(2027, 1, 31) };

fn import(table: &str) -> ImportedProgramme {
    read(table.as_bytes(), FileKind::Csv, &Reading::new(TURN).unwrap()).unwrap()
}

fn lines(programme: &ImportedProgramme) -> Vec<u32> {
    programme.problems.iter().map(|problem| problem.line).collect()
}

#[test]
fn a_row_becomes_a_slot_with_all_it_says() {
    let programme = import(PROGRAMME);
    assert_eq!(programme.problems, []);
    let bingo = &programme.slots[0];
    assert_eq!((bingo.place.as_str(), bingo.activity.as_str()), ("Hatten", "Bingo med kaffe"));
    assert_eq!(bingo.schedule, Schedule::Once(date(2025, 5, 14)));
    assert_eq!(bingo.time.ends_at(date(2025, 5, 14)), Some(date(2025, 5, 14).at(15, 30, 0, 0)));
    assert_eq!(bingo.price_kr, Some(20));
    assert_eq!(bingo.note.as_deref(), Some("Insläpp tidigast 13.15, genom \"lilla dörren\""));
    let lunch = &programme.slots[1];
    assert!(lunch.needs_signup);
    assert_eq!((lunch.host.as_deref(), lunch.time.end), (Some("Köket"), None));
}

#[test]
fn a_closed_day_is_no_activity() {
    let programme = import(PROGRAMME);
    assert_eq!(programme.closures.len(), 1);
    assert_eq!(programme.closures[0].date, date(2025, 5, 1));
    assert!(programme.slots.iter().all(|slot| slot.activity != "Stängt"));
}

#[test]
fn odd_and_even_weeks_keep_their_parity_over_week_53() {
    let programme = import(PROGRAMME);
    let dates = |slot: usize| programme.slots[slot].schedule.dates(TURN).unwrap();
    let even = [date(2026, 12, 12), date(2026, 12, 26), date(2027, 1, 16), date(2027, 1, 30)];
    let odd: [Date; 5] =
        [date(2026, 12, 5), date(2026, 12, 19), date(2027, 1, 2), date(2027, 1, 9), date(2027, 1, 23)];
    assert_eq!(dates(2), even);
    assert_eq!(dates(3), odd);
}

#[test]
fn every_faulty_row_is_named_and_the_others_are_read() {
    let programme = import(FAULTS);
    assert_eq!(lines(&programme), [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
    let read: Vec<u32> = programme.slots.iter().map(|slot| slot.line).collect();
    // A price or a sign-up that cannot be read leaves the date standing.
    assert_eq!(read, [16, 17, 18]);
    assert_eq!((programme.slots[0].price_kr, programme.slots[1].needs_signup), (None, false));
    assert!(programme.problems[0].reason.contains("2025-02-30"));
    assert_eq!(programme.notices.len(), 1);
    assert_eq!(programme.notices[0].line, 19);
}

#[test]
fn the_same_file_gives_the_same_keys_and_no_key_twice() {
    let keys = |programme: ImportedProgramme| -> Vec<String> {
        let closures = programme.closures.into_iter().map(|closure| closure.source_key);
        programme.slots.into_iter().map(|slot| slot.source_key).chain(closures).collect()
    };
    let first = keys(import(PROGRAMME));
    assert_eq!(first, keys(import(PROGRAMME)));
    let mut unique = first.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), first.len());
    let parallel =
        "place,activity,date,start,host\nA,Fika,2026-01-05,10:00,Eva\nA,Fika,2026-01-05,10:00,Bo\n";
    let parallel = keys(import(parallel));
    assert_ne!(parallel[0], parallel[1]);
}

#[test]
fn a_changed_price_is_the_same_row() {
    let table = |price| format!("place,activity,date,start,price_kr\nA,Fika,2026-01-05,10:00,{price}\n");
    assert_eq!(import(&table("10")).slots[0].source_key, import(&table("20")).slots[0].source_key);
}

#[test]
fn columns_may_come_in_any_order_with_semicolons_and_a_byte_order_mark() {
    let table = "\u{feff}Date;Activity;Extra;Place\r\n2026-01-05;Fika;x;Hatten\r\n";
    let programme = import(table);
    assert_eq!(programme.problems, []);
    assert_eq!(programme.slots[0].place, "Hatten");
}

#[test]
fn one_place_may_be_asked_for_all_rows() {
    let reading = Reading::new(TURN).unwrap().for_place(Some("hatten"));
    let table = "activity,date\nFika,2026-01-05\n";
    let programme = read(table.as_bytes(), FileKind::Csv, &reading).unwrap();
    assert_eq!(programme.slots[0].place, "hatten");
}

#[test]
fn a_file_that_is_no_table_is_named_as_such() {
    for table in ["", "hej", "place,activity\nA,Fika\n", "\u{0}\u{1}\u{2}"] {
        let programme = import(table);
        assert_eq!(lines(&programme), [1], "{table:?}");
        assert!(programme.slots.is_empty());
    }
}
