#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use samvaro_core::field::{ActivityField, Fields, OccurrenceField, PlaceField, Put, SlotField};
use samvaro_core::id::{ActivityId, Dot, ReplicaId};
use samvaro_core::register::Edit;
use samvaro_core::schedule::{Weekly, Weeks};
use samvaro_core::target::OccurrenceKey;
use samvaro_core::text::{Line, Name};
use uuid::Uuid;

use super::*;

const ACTIVITY: ActivityId = ActivityId(Uuid::from_u128(1));
const SLOT: SlotId = SlotId(Uuid::from_u128(2));

/// Thursdays from 10 to 11.30, in some weeks.
fn programme(weeks: Weeks, more: Vec<Fields>) -> Programme {
    let weekdays = [jiff::civil::Weekday::Thursday].into_iter().collect();
    let weekly = Weekly { weekdays, weeks, from: date(2026, 11, 1), until: None };
    let time = SlotTime::new(Some(jiff::civil::time(10, 0, 0, 0)), Some(jiff::civil::time(11, 30, 0, 0)));
    let mut fields = vec![
        Fields::Place(vec![
            PlaceField::Name(Name::parse("Kvarnen").unwrap()),
            PlaceField::Slug(Slug::parse("kvarnen").unwrap()),
        ]),
        Fields::Activity(ACTIVITY, vec![ActivityField::Name(Name::parse("Bingo").unwrap())]),
        Fields::Slot(
            SLOT,
            vec![
                SlotField::Activity(ACTIVITY),
                SlotField::Schedule(Schedule::Weekly(weekly)),
                SlotField::Time(time.unwrap()),
            ],
        ),
    ];
    fields.extend(more);
    let mut programme = Programme::default();
    for (seq, fields) in (1..).zip(fields) {
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(9)), seq };
        let edit = Edit { dot, position: seq, base: seq - 1, clamped_at: 0 };
        programme.put(&Put { fields, base: seq - 1 }, edit);
    }
    programme
}

fn calendar_of(programme: &Programme) -> String {
    let window = Window::new(date(2026, 12, 1), date(2027, 1, 31));
    written(programme, window).unwrap().replace("\r\n ", "")
}

#[test]
fn odd_weeks_are_listed_because_no_rule_knows_the_53rd_week() {
    let text = calendar_of(&programme(Weeks::Odd, Vec::new()));
    // Weeks 49, 51, 53 (New Year's Eve rests), 1, 3: two odd weeks in a row at the turn.
    assert!(text.contains("DTSTART;TZID=Europe/Stockholm:20261203T100000\r\n"), "{text}");
    assert!(
        text.contains("RDATE;TZID=Europe/Stockholm:20261217T100000,20270107T100000,20270121T100000\r\n"),
        "{text}"
    );
    assert!(!text.contains("RRULE:FREQ=WEEKLY"));
}

#[test]
fn every_week_is_a_rule_without_the_days_that_rest() {
    let text = calendar_of(&programme(Weeks::All, Vec::new()));
    assert!(text.contains("RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270128T090000Z\r\n"), "{text}");
    assert!(text.contains("EXDATE;TZID=Europe/Stockholm:20261224T100000,20261231T100000\r\n"), "{text}");
}

#[test]
fn a_cancelled_date_stands_as_an_exception() {
    let key = OccurrenceKey { activity: ACTIVITY, slot: SLOT, date: date(2026, 12, 10) };
    let cancelled = vec![
        OccurrenceField::Cancelled(true),
        OccurrenceField::Reason(Some(Line::parse("Ledaren är sjuk").unwrap())),
    ];
    let text = calendar_of(&programme(Weeks::All, vec![Fields::Occurrence(key, cancelled)]));
    let exception = text.split("BEGIN:VEVENT").find(|event| event.contains("RECURRENCE-ID")).unwrap();
    assert!(exception.contains("RECURRENCE-ID;TZID=Europe/Stockholm:20261210T100000\r\n"));
    assert!(exception.contains("STATUS:CANCELLED\r\n"));
    assert!(exception.contains("SUMMARY:Inställt: Bingo\r\n"));
    assert!(!text.contains("EXDATE;TZID=Europe/Stockholm:20261210"));
}
