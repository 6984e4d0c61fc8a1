//! Between this database and a backup, table by table.

use std::collections::BTreeSet;

use jiff::civil::Date;
use samvaro_core::id::OrganisationId;
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

use super::bulk::Bound;
use super::database::{BEGIN_SNAPSHOT, Connection, Row};
use super::shared::Shared;
use super::{erase, locks, names, rebuild};
use crate::store::backup::{Backup, Cell, Draft, Erased, Kind, NAMES, PAGE_MAX_ROWS, TABLES, Table};
use crate::store::{Erasable, Erasure, StoreError, Stored};

/// Writes everything that a restore brings back, as it stands at one moment: all tables are read in
/// one snapshot, beside those who write.
pub(super) async fn copy_into(shared: &Shared, draft: &mut Draft) -> Stored<()> {
    let mut reader = shared.readers.acquire().await?;
    let mut snapshot = reader.begin_with(BEGIN_SNAPSHOT).await?;
    for table in &TABLES {
        copy_table(&mut snapshot, draft, table).await?;
    }
    if names::exist(&mut snapshot).await? {
        draft.make(&NAMES).await?;
        copy_table(&mut snapshot, draft, &NAMES).await?;
    }
    Ok(snapshot.rollback().await?)
}

async fn copy_table(connection: &mut Connection, draft: &mut Draft, table: &'static Table) -> Stored<()> {
    let mut last: Option<Vec<Cell>> = None;
    loop {
        let rows = page(connection, table, last.as_deref()).await?;
        draft.add(table, &rows).await?;
        let full = rows.len() == PAGE_MAX_ROWS;
        last = rows.into_iter().last();
        if !full {
            return Ok(());
        }
    }
}

async fn page(connection: &mut Connection, table: &Table, after: Option<&[Cell]>) -> Stored<Vec<Vec<Cell>>> {
    let mut query = sqlx::query(AssertSqlSafe(table.page(|_| true, after.is_none(), PAGE_MAX_ROWS)));
    for (cell, column) in after.into_iter().flatten().zip(table.columns).take(table.key) {
        query = bound(query, cell, column.kind);
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(|found| row(table, found)).collect()
}

fn row(table: &Table, found: &Row) -> Stored<Vec<Cell>> {
    let cell = |(index, kind)| match kind {
        Kind::Bytes => {
            found.try_get::<Option<_>, _>(index).map(|value| value.map_or(Cell::Null, Cell::Bytes))
        }
        Kind::Number => {
            found.try_get::<Option<_>, _>(index).map(|value| value.map_or(Cell::Null, Cell::Number))
        }
        Kind::Text => found.try_get::<Option<_>, _>(index).map(|value| value.map_or(Cell::Null, Cell::Text)),
    };
    let kinds = table.columns.iter().map(|column| column.kind).enumerate();
    Ok(kinds.map(cell).collect::<sqlx::Result<_>>()?)
}

fn bound<'q>(query: Bound<'q>, cell: &'q Cell, kind: Kind) -> Bound<'q> {
    match (cell, kind) {
        (Cell::Null, Kind::Bytes) => query.bind(None::<&[u8]>),
        (Cell::Null, Kind::Number) => query.bind(None::<i64>),
        (Cell::Null, Kind::Text) => query.bind(None::<&str>),
        (Cell::Bytes(bytes), _) => query.bind(bytes.as_slice()),
        (Cell::Number(number), _) => query.bind(*number),
        (Cell::Text(text), _) => query.bind(text.as_str()),
    }
}

/// Fills this database from a backup, in one transaction: what has been erased since is left out,
/// every log begins a new epoch, and what follows from the logs is computed anew, which also shows
/// that each log leads to the end it names.
pub(super) async fn fill(
    shared: &Shared,
    backup: &mut Backup,
    erasures: &[Erasure],
    today: Date,
) -> Stored<BTreeSet<(OrganisationId, Erasable)>> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    locks::every_log(&mut transaction).await?;
    for holding in ["select 1 from organisation limit 1", "select 1 from log limit 1"] {
        if sqlx::query(holding).fetch_optional(&mut *transaction).await?.is_some() {
            return Err(StoreError::NotEmpty);
        }
    }
    let mut erased = Erased::new(erasures);
    for table in &TABLES {
        bring_back(&mut transaction, backup, table, &mut erased).await?;
    }
    if backup.has(&NAMES) {
        names::make_room(&mut transaction).await?;
        bring_back(&mut transaction, backup, &NAMES, &mut erased).await?;
    }
    for erasure in erasures {
        erase::erase(&mut transaction, erasure).await?;
    }
    sqlx::query("update log set epoch = epoch + 1").execute(&mut *transaction).await?;
    rebuild::rebuild_in(&mut transaction, today).await?;
    shared.commit(transaction).await?;
    shared.wipe_erased(&mut writer).await?;
    Ok(erased.told)
}

async fn bring_back(
    connection: &mut Connection,
    backup: &mut Backup,
    table: &Table,
    erased: &mut Erased,
) -> Stored<()> {
    let mut last: Option<Vec<Cell>> = None;
    loop {
        let rows = backup.page(table, last.as_deref()).await?;
        let full = rows.len() == PAGE_MAX_ROWS;
        last = rows.last().cloned();
        let kept: Vec<Vec<Cell>> = rows.into_iter().filter(|row| erased.keeps(table, row)).collect();
        insert(connection, table, &kept).await?;
        if !full {
            return Ok(());
        }
    }
}

async fn insert(connection: &mut Connection, table: &Table, rows: &[Vec<Cell>]) -> Stored<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = sqlx::query(AssertSqlSafe(table.insert(rows.len())));
    // The last page of a table has a length of its own: not worth keeping prepared.
    query = query.persistent(rows.len() == PAGE_MAX_ROWS);
    for row in rows {
        for (cell, column) in row.iter().zip(table.columns) {
            query = bound(query, cell, column.kind);
        }
    }
    query.execute(connection).await?;
    Ok(())
}
