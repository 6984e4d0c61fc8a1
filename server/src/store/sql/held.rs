//! The rows of `attendance` that the programme decides, and what it says about its place.

use std::collections::BTreeSet;

use jiff::civil::Date;
use samvaro_core::id::{ActivityId, LogId, OrganisationId};
use samvaro_core::programme::Programme;
use samvaro_core::target::{OccurrenceKey, Target};

use super::attached;
use super::bulk::Bulk;
use super::column::{self, target_columns, to_json};
use super::database::{Connection, Row};
use crate::projection::{Held, HeldChanges, Reach, RowDay, heading, held_between, held_on};
use crate::store::Stored;

static HOLD: Bulk = Bulk::new(
    "insert into attendance (organisation, place, date, activity, slot, day, monday, held, counted, \
     visits, volunteers, late, estimate, tally) values",
    "(?, ?, ?, ?, ?, ?, ?, 1, 0, 0, 0, 0, 0, null)",
    "on conflict (organisation, place, date, activity, slot) do update set \
     held = 1, day = excluded.day, monday = excluded.monday",
);

/// A place by its organisation and its log.
#[derive(Clone, Copy)]
pub(super) struct PlaceLog {
    /// Whose.
    pub organisation: OrganisationId,
    /// Its log, which carries the place's id.
    pub log: LogId,
}

/// Brings a place's rows in line with its programme after edits that reach so far.
pub(super) async fn refresh(
    connection: &mut Connection,
    place: PlaceLog,
    programme: &Programme,
    reach: &Reach,
    today: Date,
) -> Stored<()> {
    // Rows that were held by a later day stay held when a clock has gone back.
    let until = held_until(connection, place).await?.map_or(today, |day| day.max(today));
    let changes = if reach.everything {
        HeldChanges::between(&stored(connection, place).await?, held_between(programme, None, until))
    } else {
        let stored = stored_on(connection, place, &reach.days).await?;
        HeldChanges::between(&stored, held_on(programme, &reach.days, until))
    };
    move_days(connection, place, programme, &reach.occurrences).await?;
    write(connection, place, changes).await?;
    attached::refresh(connection, place, programme).await?;
    name_activities(connection, place, programme, &reach.activities).await?;
    if reach.place {
        name_place(connection, place, programme).await?;
    }
    Ok(())
}

/// Adds what was held since the last time, up to `today`.
pub(super) async fn roll_over(
    connection: &mut Connection,
    place: PlaceLog,
    programme: &Programme,
    today: Date,
) -> Stored<()> {
    let until = held_until(connection, place).await?;
    if until.is_some_and(|until| until >= today) {
        return Ok(());
    }
    let held = held_between(programme, until, today);
    write(connection, place, HeldChanges { held, released: BTreeSet::new() }).await?;
    sqlx::query("update place set held_until = $3 where organisation = $1 and id = $2")
        .bind(place.organisation.0.as_bytes().as_slice())
        .bind(place.log.0.as_bytes().as_slice())
        .bind(today.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

async fn held_until(connection: &mut Connection, place: PlaceLog) -> Stored<Option<Date>> {
    let until: Option<Option<String>> =
        sqlx::query_scalar("select held_until from place where organisation = $1 and id = $2")
            .bind(place.organisation.0.as_bytes().as_slice())
            .bind(place.log.0.as_bytes().as_slice())
            .fetch_optional(connection)
            .await?;
    let parse = |text: String| text.parse().map_err(crate::store::StoreError::corrupt);
    until.flatten().map(parse).transpose()
}

async fn stored(connection: &mut Connection, place: PlaceLog) -> Stored<Held> {
    let rows = sqlx::query(
        "select date, activity, slot, day from attendance \
         where organisation = $1 and place = $2 and held = 1",
    )
    .bind(place.organisation.0.as_bytes().as_slice())
    .bind(place.log.0.as_bytes().as_slice())
    .fetch_all(connection)
    .await?;
    read(&rows)
}

async fn stored_on(connection: &mut Connection, place: PlaceLog, days: &BTreeSet<Date>) -> Stored<Held> {
    let mut held = Held::new();
    for day in days {
        let rows = sqlx::query(
            "select date, activity, slot, day from attendance \
             where organisation = $1 and place = $2 and day = $3 and held = 1",
        )
        .bind(place.organisation.0.as_bytes().as_slice())
        .bind(place.log.0.as_bytes().as_slice())
        .bind(day.to_string())
        .fetch_all(&mut *connection)
        .await?;
        held.extend(read(&rows)?);
    }
    Ok(held)
}

fn read(rows: &[Row]) -> Stored<Held> {
    let mut held = Held::new();
    for row in rows {
        if let Target::Occurrence(key) = column::target(row, 0)? {
            held.insert(key, column::date(row, 3)?);
        }
    }
    Ok(held)
}

/// Writes what is held now, and takes back what no longer is; counts stay.
pub(super) async fn write(connection: &mut Connection, place: PlaceLog, changes: HeldChanges) -> Stored<()> {
    for key in changes.released {
        release(connection, place, key).await?;
    }
    let held: Vec<_> = changes.held.into_iter().collect();
    HOLD.execute(connection, &held, |query, (key, day)| {
        let (date, activity, slot) = target_columns(&Target::Occurrence(*key));
        let day = RowDay::on(*day);
        query
            .bind(place.organisation.0.as_bytes().to_vec())
            .bind(place.log.0.as_bytes().to_vec())
            .bind(date)
            .bind(activity)
            .bind(slot)
            .bind(day.day.to_string())
            .bind(day.monday.to_string())
    })
    .await?;
    Ok(())
}

async fn release(connection: &mut Connection, place: PlaceLog, key: OccurrenceKey) -> Stored<()> {
    let statements = [
        "delete from attendance where organisation = $1 and place = $2 and date = $3 and activity = $4 \
         and slot = $5 and tally is null",
        "update attendance set held = 0 where organisation = $1 and place = $2 and date = $3 \
         and activity = $4 and slot = $5",
    ];
    for statement in statements {
        let (date, activity, slot) = target_columns(&Target::Occurrence(key));
        sqlx::query(statement)
            .bind(place.organisation.0.as_bytes().as_slice())
            .bind(place.log.0.as_bytes().as_slice())
            .bind(date)
            .bind(activity)
            .bind(slot)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Counts follow their occurrence to the day it was moved to.
async fn move_days(
    connection: &mut Connection,
    place: PlaceLog,
    programme: &Programme,
    occurrences: &BTreeSet<OccurrenceKey>,
) -> Stored<()> {
    for key in occurrences {
        let (date, activity, slot) = target_columns(&Target::Occurrence(*key));
        let day = RowDay::of_occurrence(*key, programme);
        sqlx::query(
            "update attendance set day = $6, monday = $7 where organisation = $1 and place = $2 \
             and date = $3 and activity = $4 and slot = $5",
        )
        .bind(place.organisation.0.as_bytes().as_slice())
        .bind(place.log.0.as_bytes().as_slice())
        .bind(date)
        .bind(activity)
        .bind(slot)
        .bind(day.day.to_string())
        .bind(day.monday.to_string())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Writes down what activities are called and under which heading they are counted.
pub(super) async fn name_activities(
    connection: &mut Connection,
    place: PlaceLog,
    programme: &Programme,
    activities: &BTreeSet<ActivityId>,
) -> Stored<()> {
    for activity in activities {
        let Some((name, heading)) = heading(programme, *activity) else { continue };
        sqlx::query(
            "insert into activity (organisation, place, id, name, heading) values ($1, $2, $3, $4, $5) \
             on conflict (organisation, place, id) do update set \
             name = excluded.name, heading = excluded.heading",
        )
        .bind(place.organisation.0.as_bytes().as_slice())
        .bind(place.log.0.as_bytes().as_slice())
        .bind(activity.0.as_bytes().as_slice())
        .bind(name)
        .bind(to_json(&heading)?)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// The lists of places show the name and the address that the programme gives; an address that
/// another place has already is not taken.
async fn name_place(connection: &mut Connection, place: PlaceLog, programme: &Programme) -> Stored<()> {
    let (name, slug) =
        (programme.name().map(|name| name.as_str()), programme.slug().map(|slug| slug.as_str()));
    sqlx::query(
        "update place set name = $3, slug = case \
           when $4 is null or exists (select 1 from place other where other.slug = $4 and other.id <> $2) \
           then slug else $4 end \
         where organisation = $1 and id = $2",
    )
    .bind(place.organisation.0.as_bytes().as_slice())
    .bind(place.log.0.as_bytes().as_slice())
    .bind(name)
    .bind(slug)
    .execute(connection)
    .await?;
    Ok(())
}

/// Every place with its log, in the transaction at hand.
pub(super) async fn all_places(connection: &mut Connection) -> Stored<Vec<PlaceLog>> {
    let rows = sqlx::query("select organisation, id from place order by organisation, id")
        .fetch_all(connection)
        .await?;
    let place = |row: &Row| {
        Ok(PlaceLog {
            organisation: OrganisationId(column::uuid(row, 0)?),
            log: LogId(column::uuid(row, 1)?),
        })
    };
    rows.iter().map(place).collect()
}
