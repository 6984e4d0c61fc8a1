//! The rows of `attendance` whose counts are shown with another occurrence, or that show others'.
//!
//! Every row keeps its own tally; here what the figures read is put where the programme says that it belongs. There are few of them, and each was made by hand.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::programme::Programme;
use samvaro_core::tally::Tally;
use samvaro_core::target::{OccurrenceKey, Target};

use super::column::{self, target_columns, to_json};
use super::database::Connection;
use super::held::PlaceLog;
use super::tallies;
use crate::projection::RowDay;
use crate::store::Stored;

/// Brings the sums of a place's attached rows in line with its programme and its tallies.
pub(super) async fn refresh(
    connection: &mut Connection,
    place: PlaceLog,
    programme: &Programme,
) -> Stored<()> {
    let homes = programme.attachments();
    let mut keys = marked(connection, place).await?;
    keys.extend(homes.iter().flat_map(|(guest, home)| [*guest, *home]));
    if keys.is_empty() {
        return Ok(());
    }
    let targets = keys.iter().map(|key| (place.organisation, place.log, Target::Occurrence(*key)));
    let rows = tallies::load(connection, targets.collect()).await?;
    let mut shown: BTreeMap<OccurrenceKey, Tally> = BTreeMap::new();
    for ((_, target), row) in &rows {
        let Target::Occurrence(key) = target else { continue };
        shown.entry(*homes.get(key).unwrap_or(key)).or_default().join(&row.tally);
    }
    let hosts: BTreeSet<OccurrenceKey> = homes.values().copied().collect();
    for key in keys {
        let attached = homes.contains_key(&key) || hosts.contains(&key);
        let tally = shown.remove(&key).filter(|_| !homes.contains_key(&key)).unwrap_or_default();
        write(connection, place, programme, key, &tally, attached).await?;
    }
    Ok(())
}

/// The rows that were attached the last time.
async fn marked(connection: &mut Connection, place: PlaceLog) -> Stored<BTreeSet<OccurrenceKey>> {
    let rows = sqlx::query(
        "select date, activity, slot from attendance \
         where organisation = $1 and place = $2 and shown is not null",
    )
    .bind(place.organisation.0.as_bytes().as_slice())
    .bind(place.log.0.as_bytes().as_slice())
    .fetch_all(connection)
    .await?;
    let mut keys = BTreeSet::new();
    for row in &rows {
        if let Target::Occurrence(key) = column::target(row, 0)? {
            keys.insert(key);
        }
    }
    Ok(keys)
}

async fn write(
    connection: &mut Connection,
    place: PlaceLog,
    programme: &Programme,
    key: OccurrenceKey,
    tally: &Tally,
    attached: bool,
) -> Stored<()> {
    let (date, activity, slot) = target_columns(&Target::Occurrence(key));
    let day = RowDay::of_occurrence(key, programme);
    let shown = attached.then(|| to_json(tally)).transpose()?;
    sqlx::query(
        "insert into attendance (organisation, place, date, activity, slot, day, monday, held, counted, \
         visits, volunteers, late, estimate, tally, shown) \
         values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, $12, null, $13) \
         on conflict (organisation, place, date, activity, slot) do update set \
         counted = excluded.counted, visits = excluded.visits, volunteers = excluded.volunteers, \
         late = excluded.late, estimate = excluded.estimate, shown = excluded.shown",
    )
    .bind(place.organisation.0.as_bytes().as_slice())
    .bind(place.log.0.as_bytes().as_slice())
    .bind(date)
    .bind(activity)
    .bind(slot)
    .bind(day.day.to_string())
    .bind(day.monday.to_string())
    .bind(i64::from(tally.is_counted()))
    .bind(tally.total)
    .bind(tally.volunteers)
    .bind(tally.late)
    .bind(i64::from(tally.is_estimate()))
    .bind(shown)
    .execute(connection)
    .await?;
    Ok(())
}
