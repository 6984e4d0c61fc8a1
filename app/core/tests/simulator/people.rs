//! What people do, as bodies of changes.

use jiff::civil::date;
use samvaro_core::change::{Body, BodyBytes};
use samvaro_core::field::{ActivityField, ClosureField, Fields, OccurrenceField, Put};
use samvaro_core::id::{ActivityId, ClosureId, Dot, LogId, Millis, Position, SlotId};
use samvaro_core::personal::{self, Personal};
use samvaro_core::tally::{Count, Delta, Statement, Undo};
use samvaro_core::target::{Half, OccurrenceKey, Target};
use samvaro_core::text::{Line, Name};
use uuid::Uuid;

use crate::action::What;

const NAMES: [&str; 4] = ["Sittgympa", "Öppet café", "Bingo", "Stickcafé"];
/// What stands in a body of the kind that the server learns late.
const NEWER: &str = r#""o":{"closure""#;

pub fn place(number: usize) -> LogId {
    LogId(Uuid::from_u128(number as u128))
}

/// A place that none of the devices may read or write.
pub fn elsewhere() -> LogId {
    place(3)
}

pub fn target(number: usize) -> Target {
    match number % 4 {
        0 => Target::DropIn(date(2026, 11, 21), Half::Forenoon),
        day => Target::Occurrence(occurrence(day as i8)),
    }
}

/// The body of what somebody does to a target, having read up to `base`; `undone` is the count that
/// an undo takes back, and a tap stands for it if there is none.
pub fn body(what: What, target: Target, base: Position, undone: Option<(Dot, Count)>) -> BodyBytes {
    let json = |text: String| BodyBytes::from_json(text).expect("JSON");
    let body = match what {
        What::Tap | What::Foreign => Body::Count(count(target, 1)),
        What::Five => Body::Count(count(target, 5)),
        What::Nobody => Body::Count(count(target, 0)),
        What::Typed => Body::Count(Count { stated: Some(Statement::of_all(12, base)), ..count(target, 3) }),
        What::Undo(_) => undone
            .map_or_else(|| Body::Count(count(target, 1)), |(dot, count)| Body::Undo(Undo::of(dot, &count))),
        What::Rename(number) => rename(number, base),
        What::Cancel(cancelled) => cancel(cancelled, base),
        What::Newer => closure(base),
        What::Erase(_) => unreachable!("an erasure names what its device has read"),
        What::OldShape => return json(old_shape(target)),
        What::Unknown => return json(r#"{"later_version":{"x":1}}"#.into()),
        What::Beyond => Body::Count(count(target, Delta::MAX_PERSONS + 1)),
    };
    BodyBytes::write(&body).expect("JSON")
}

/// Whether a body is of a kind that the server learns late.
pub fn is_newer(body: &BodyBytes) -> bool {
    body.as_str().contains(NEWER)
}

/// How many persons it means, if it is a count.
pub fn persons(what: What) -> i64 {
    match what {
        What::Tap | What::OldShape | What::Foreign => 1,
        What::Five => 5,
        What::Typed => 3,
        _ => 0,
    }
}

pub fn count(target: Target, total: i32) -> Count {
    Count::new(target, Delta::visitors(total))
}

/// A name that stands beside a change, never twice the same.
pub fn personal(at: Millis) -> Personal {
    let mut salt = [0; personal::SALT_BYTES];
    salt[..8].copy_from_slice(&at.to_be_bytes());
    Personal {
        salt,
        fields: personal::Fields { text: Some(format!("Greta {at}")), ..personal::Fields::default() },
    }
}

fn old_shape(target: Target) -> String {
    format!(
        r#"{{ "count": {{"a":false, "d":{{"p":{{}},"m":{{}},"v":0,"n":1}}, "s":null, "t":"{target}"}} }}"#
    )
}

fn rename(number: usize, base: Position) -> Body {
    let name = Name::parse(NAMES[number % NAMES.len()]).expect("a name");
    let price = ActivityField::PriceKr(Some((number % 50) as u32));
    Body::Put(Put { fields: Fields::Activity(activity(), vec![ActivityField::Name(name), price]), base })
}

fn cancel(cancelled: bool, base: Position) -> Body {
    let reason = Line::parse("Vattnet är avstängt").expect("a line");
    let fields = vec![OccurrenceField::Cancelled(cancelled), OccurrenceField::Reason(Some(reason))];
    Body::Put(Put { fields: Fields::Occurrence(occurrence(1), fields), base })
}

fn closure(base: Position) -> Body {
    let id = ClosureId(Uuid::from_u128(70));
    Body::Put(Put { fields: Fields::Closure(id, vec![ClosureField::Hidden(false)]), base })
}

fn activity() -> ActivityId {
    ActivityId(Uuid::from_u128(50))
}

fn occurrence(day: i8) -> OccurrenceKey {
    OccurrenceKey { activity: activity(), slot: SlotId(Uuid::from_u128(60)), date: date(2026, 11, 20 + day) }
}
