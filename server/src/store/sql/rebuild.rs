//! Computing `attendance` anew from the logs, and carrying it on from day to day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use samvaro_core::fold::LogState;
use samvaro_core::id::{ActivityId, Position};

use super::attached;
use super::database::Connection;
use super::held::{self, PlaceLog};
use super::programme;
use super::shared::Shared;
use super::tallies::{self, Counted};
use super::{facts, locks, log};
use crate::projection::{HeldChanges, RowDay, held_between};
use crate::store::{StoreError, Stored};

/// Changes read at a time.
const READ_MAX_CHANGES: usize = 2_000;

/// What is thrown away. The pages of snapshots stay for those who are fetching them.
const COMPUTED: [&str; 4] =
    ["delete from attendance", "delete from activity", "delete from checkpoint", "delete from snapshot"];

/// Brings every place up to a day, each in a transaction of its own so that pushes can go between.
pub(super) async fn roll_over(shared: &Shared, today: Date) -> Stored<()> {
    let places = held::all_places(&mut *shared.readers.acquire().await?).await?;
    for place in places {
        let mut writer = shared.writer().await?;
        let mut transaction = shared.begin(&mut writer).await?;
        locks::logs(&mut transaction, &[place.log].into()).await?;
        let folded = programme::current(&mut transaction, &shared.programmes, place.log).await?;
        held::roll_over(&mut transaction, place, &folded.programme, today).await?;
        shared.commit(transaction).await?;
        shared.programmes.keep(place.log, folded);
    }
    Ok(())
}

/// Throws everything computed away and computes it again, in one transaction.
pub(super) async fn rebuild(shared: &Shared, today: Date) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    locks::every_log(&mut transaction).await?;
    rebuild_in(&mut transaction, today).await?;
    shared.commit(transaction).await
}

/// The same within a transaction that holds every log.
pub(super) async fn rebuild_in(connection: &mut Connection, today: Date) -> Stored<()> {
    for statement in COMPUTED {
        sqlx::query(statement).execute(&mut *connection).await?;
    }
    for place in held::all_places(connection).await? {
        let state = fold(connection, place).await?;
        write(connection, place, state, today).await?;
    }
    sqlx::query("update place set held_until = $1").bind(today.to_string()).execute(connection).await?;
    Ok(())
}

async fn fold(connection: &mut Connection, place: PlaceLog) -> Stored<LogState> {
    let mut state = LogState::default();
    loop {
        let entries = log::entries(connection, place.log, state.cursor.position, READ_MAX_CHANGES).await?;
        for entry in &entries {
            state.apply(entry);
        }
        if entries.len() < READ_MAX_CHANGES {
            break;
        }
    }
    check(connection, place, &state).await?;
    Ok(state)
}

/// The entries must lead to the end that the log names.
async fn check(connection: &mut Connection, place: PlaceLog, state: &LogState) -> Stored<()> {
    let row = sqlx::query("select epoch, position, chain from log where id = $1")
        .bind(place.log.0.as_bytes().as_slice())
        .fetch_one(connection)
        .await?;
    let head = facts::cursor(&row, 0)?;
    let (position, chain): (Position, _) = (state.cursor.position, state.cursor.chain);
    if (position, chain) == (head.position, head.chain) {
        return Ok(());
    }
    Err(StoreError::corrupt(format!("the entries of log {} do not lead to its end", place.log)))
}

async fn write(connection: &mut Connection, place: PlaceLog, state: LogState, today: Date) -> Stored<()> {
    let LogState { programme, tallies, .. } = state;
    let row = |(target, tally)| {
        let day = Some(RowDay::of(&target, &programme));
        ((place.log, target), Counted { organisation: place.organisation, tally, day, attached: false })
    };
    let rows: BTreeMap<_, _> = tallies.into_iter().map(row).collect();
    tallies::save(connection, &rows).await?;
    let held = held_between(&programme, None, today);
    held::write(connection, place, HeldChanges { held, released: BTreeSet::new() }).await?;
    attached::refresh(connection, place, &programme).await?;
    let activities: BTreeSet<ActivityId> = programme.activities.keys().copied().collect();
    held::name_activities(connection, place, &programme, &activities).await
}
