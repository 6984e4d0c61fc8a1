//! Between the core's values and columns.

use jiff::civil::Date;
use samvaro_core::change::{Authored, BodyBytes, Change};
use samvaro_core::digest::Digest;
use samvaro_core::entry::Entry;
use samvaro_core::id::{ActivityId, Dot, LogId, ReplicaId, SlotId};
use samvaro_core::personal::Personal;
use samvaro_core::target::{Half, OccurrenceKey, Target};
use sqlx::Row as _;
use uuid::Uuid;

use super::database::Row;
use crate::store::{StoreError, Stored};

/// The columns of an entry of `change c left join change_personal p`, in the order that
/// [`entry`] reads.
pub(super) const ENTRY_COLUMNS: &str =
    "c.log, c.position, c.replica, c.seq, c.at, c.received_at, c.sealed, c.body, p.salt, p.fields";

/// How many these are.
pub(super) const ENTRY_COLUMNS_COUNT: usize = 10;

/// Reads an entry.
pub(super) fn entry(row: &Row) -> Stored<Entry> {
    let change = Change {
        log: LogId(uuid(row, 0)?),
        dot: Dot { replica: ReplicaId(uuid(row, 2)?), seq: number(row, 3)? },
        at: row.try_get(4)?,
        body: BodyBytes::from_json(row.try_get(7)?).map_err(|error| StoreError::corrupt(error.0))?,
        sealed: row.try_get::<Option<&[u8]>, _>(6)?.map(digest_of).transpose()?,
    };
    let authored = Authored { change, personal: personal(row, 8)? };
    Ok(Entry { position: number(row, 1)?, received_at: row.try_get(5)?, authored })
}

/// Reads a change of a log from the columns `replica, seq, at, body, sealed`, which follow each other.
pub(super) fn change(row: &Row, first: usize, log: LogId) -> Stored<Change> {
    Ok(Change {
        log,
        dot: Dot { replica: ReplicaId(uuid(row, first)?), seq: number(row, first + 1)? },
        at: row.try_get(first + 2)?,
        body: BodyBytes::from_json(row.try_get(first + 3)?).map_err(|error| StoreError::corrupt(error.0))?,
        sealed: row.try_get::<Option<&[u8]>, _>(first + 4)?.map(digest_of).transpose()?,
    })
}

/// Reads the personal fields from a salt and the column after it.
pub(super) fn personal(row: &Row, column: usize) -> Stored<Option<Personal>> {
    let Some(salt) = row.try_get::<Option<&[u8]>, _>(column)? else { return Ok(None) };
    let salt = salt.try_into().map_err(|_| StoreError::corrupt("a salt"))?;
    let fields = json(row.try_get(column + 1)?)?;
    Ok(Some(Personal { salt, fields }))
}

/// Reads an id.
pub(super) fn uuid(row: &Row, column: usize) -> Stored<Uuid> {
    Uuid::from_slice(row.try_get(column)?).map_err(StoreError::corrupt)
}

/// Reads a sum.
pub(super) fn digest(row: &Row, column: usize) -> Stored<Digest> {
    digest_of(row.try_get(column)?)
}

fn digest_of(bytes: &[u8]) -> Stored<Digest> {
    Digest::from_slice(bytes).ok_or_else(|| StoreError::corrupt("a sum that is not 32 bytes"))
}

/// Reads a number that is never negative.
pub(super) fn number(row: &Row, column: usize) -> Stored<u64> {
    u64::try_from(row.try_get::<i64, _>(column)?).map_err(StoreError::corrupt)
}

/// Reads a small number that is never negative.
pub(super) fn count(row: &Row, column: usize) -> Stored<u32> {
    u32::try_from(row.try_get::<i64, _>(column)?).map_err(StoreError::corrupt)
}

/// Writes a number that is never negative. Positions and numbers of changes end long before this
/// saturates.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Reads a date.
pub(super) fn date(row: &Row, column: usize) -> Stored<Date> {
    row.try_get::<&str, _>(column)?.parse().map_err(StoreError::corrupt)
}

/// Reads JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(text: &str) -> Stored<T> {
    serde_json::from_str(text).map_err(StoreError::corrupt)
}

/// Writes JSON.
pub(super) fn to_json<T: serde::Serialize>(value: &T) -> Stored<String> {
    serde_json::to_string(value).map_err(StoreError::corrupt)
}

/// Reads a short text of ours through its parser.
pub(super) fn text<T: TryFrom<String, Error: std::fmt::Display>>(text: String) -> Stored<T> {
    T::try_from(text).map_err(StoreError::corrupt)
}

const FORENOON: &[u8] = b"forenoon";
const AFTERNOON: &[u8] = b"afternoon";

/// A target as the columns `date`, `activity` and `slot`.
pub(super) fn target_columns(target: &Target) -> (String, Vec<u8>, Vec<u8>) {
    let date = target.date().to_string();
    match target {
        Target::Occurrence(key) => (date, key.activity.0.as_bytes().to_vec(), key.slot.0.as_bytes().to_vec()),
        Target::DropIn(_, Half::Forenoon) => (date, Vec::new(), FORENOON.to_vec()),
        Target::DropIn(_, Half::Afternoon) => (date, Vec::new(), AFTERNOON.to_vec()),
    }
}

/// Reads a target from the columns `date`, `activity` and `slot`, which follow each other.
pub(super) fn target(row: &Row, column: usize) -> Stored<Target> {
    let date = date(row, column)?;
    let slot: &[u8] = row.try_get(column + 2)?;
    match slot {
        FORENOON => Ok(Target::DropIn(date, Half::Forenoon)),
        AFTERNOON => Ok(Target::DropIn(date, Half::Afternoon)),
        _ => Ok(Target::Occurrence(OccurrenceKey {
            activity: ActivityId(uuid(row, column + 1)?),
            slot: SlotId(uuid(row, column + 2)?),
            date,
        })),
    }
}
