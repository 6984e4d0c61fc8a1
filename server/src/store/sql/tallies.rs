//! The rows of `attendance` that counts change.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::id::{LogId, OrganisationId};
use samvaro_core::tally::Tally;
use samvaro_core::target::Target;
use sqlx::Row as _;

use super::bulk::Bulk;
use super::column::{self, target_columns, to_json};
use super::database::Connection;
use crate::projection::RowDay;
use crate::store::Stored;

static LOAD: Bulk = Bulk::new(
    "with wanted (organisation, place, date, activity, slot) as (values",
    "(?, ?, ?, ?, ?)",
    ") select a.place, a.date, a.activity, a.slot, a.tally, a.day, a.monday, \
       cast(case when a.shown is null then 0 else 1 end as bigint) \
       from wanted w cross join attendance a where a.organisation = w.organisation and a.place = w.place \
       and a.date = w.date and a.activity = w.activity and a.slot = w.slot",
);

// A row that exists keeps its day: only an edit of the programme moves it.
static SAVE: Bulk = Bulk::new(
    "insert into attendance (organisation, place, date, activity, slot, day, monday, held, counted, \
     visits, volunteers, late, estimate, tally) values",
    "(?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
    "on conflict (organisation, place, date, activity, slot) do update set \
     counted = excluded.counted, visits = excluded.visits, volunteers = excluded.volunteers, \
     late = excluded.late, \
     estimate = excluded.estimate, tally = excluded.tally",
);

/// A row with its tally, as far as there is one.
pub(super) struct Counted {
    /// Whose.
    pub organisation: OrganisationId,
    /// The tally.
    pub tally: Tally,
    /// The row's day; `None` while there is no row.
    pub day: Option<RowDay>,
    /// Whether its sums are not those of its tally alone.
    pub attached: bool,
}

/// Rows by place (as its log) and target.
pub(super) type Rows = BTreeMap<(LogId, Target), Counted>;

/// Looks up the rows of targets, and begins those that are missing.
pub(super) async fn load(
    connection: &mut Connection,
    targets: BTreeSet<(OrganisationId, LogId, Target)>,
) -> Stored<Rows> {
    let wanted: Vec<_> = targets.into_iter().collect();
    let found = LOAD
        .fetch(connection, &wanted, |query, (organisation, log, target)| {
            let (date, activity, slot) = target_columns(target);
            query
                .bind(organisation.0.as_bytes().to_vec())
                .bind(log.0.as_bytes().to_vec())
                .bind(date)
                .bind(activity)
                .bind(slot)
        })
        .await?;
    let fresh = |(organisation, log, target)| {
        ((log, target), Counted { organisation, tally: Tally::default(), day: None, attached: false })
    };
    let mut rows: Rows = wanted.into_iter().map(fresh).collect();
    for row in &found {
        let key = (LogId(column::uuid(row, 0)?), column::target(row, 1)?);
        if let Some(counted) = rows.get_mut(&key) {
            counted.day = Some(RowDay { day: column::date(row, 5)?, monday: column::date(row, 6)? });
            counted.attached = row.try_get::<i64, _>(7)? != 0;
            if let Some(tally) = row.try_get::<Option<&str>, _>(4)? {
                counted.tally = column::json(tally)?;
            }
        }
    }
    Ok(rows)
}

/// Writes tallies down. Every row has its day by now.
pub(super) async fn save(connection: &mut Connection, rows: &Rows) -> Stored<()> {
    let rows: Vec<_> = rows
        .iter()
        .map(|((log, target), counted)| {
            let day = counted.day.unwrap_or_else(|| RowDay::on(target.date()));
            Ok((counted, log, target_columns(target), day, to_json(&counted.tally)?))
        })
        .collect::<Stored<_>>()?;
    SAVE.execute(connection, &rows, |query, (counted, log, (date, activity, slot), day, json)| {
        let tally = &counted.tally;
        query
            .bind(counted.organisation.0.as_bytes().to_vec())
            .bind(log.0.as_bytes().to_vec())
            .bind(date.clone())
            .bind(activity.clone())
            .bind(slot.clone())
            .bind(day.day.to_string())
            .bind(day.monday.to_string())
            .bind(i64::from(tally.is_counted()))
            .bind(tally.total)
            .bind(tally.volunteers)
            .bind(tally.late)
            .bind(i64::from(tally.is_estimate()))
            .bind(json.clone())
    })
    .await?;
    Ok(())
}
