//! States of logs in pages.

use std::collections::BTreeSet;

use async_trait::async_trait;
use samvaro_core::digest::Digest;
use samvaro_core::id::{LogId, Millis, Position};
use samvaro_core::personal::Personal;
use samvaro_core::snapshot::{FORMAT, Snapshot};
use sqlx::Row as _;

use super::bulk::Bulk;
use super::column::{self, signed, to_json};
use super::database::{Connection, Row};
use super::{SqlStore, locks, names};
use crate::store::Stored;
use crate::store::snapshots::{SNAPSHOT_KEEP_MS, Snapshots};

static PAGES: Bulk = Bulk::new(
    "insert into page (log, hash, content) values",
    "(?, ?, ?)",
    "on conflict (log, hash) do nothing",
);

#[async_trait]
impl Snapshots for SqlStore {
    async fn snapshot(&self, log: LogId) -> Stored<Option<Snapshot>> {
        // A log that was put back to an earlier state may not lead through it any more.
        let row = sqlx::query(
            "select s.snapshot from snapshot s \
             join change c on c.log = s.log and c.position = s.position and c.chain = s.chain \
             where s.log = $1 and s.format = $2 order by s.position desc limit 1",
        )
        .bind(log.0.as_bytes().as_slice())
        .bind(i64::from(FORMAT))
        .fetch_optional(&self.shared.readers)
        .await?;
        row.map(|row| column::json(row.try_get(0)?)).transpose()
    }

    async fn page(&self, log: LogId, hash: Digest) -> Stored<Option<String>> {
        let row = sqlx::query("select content from page where log = $1 and hash = $2")
            .bind(log.0.as_bytes().as_slice())
            .bind(hash.0.as_slice())
            .fetch_optional(&self.shared.readers)
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    async fn living(&self, log: LogId, upto: Position, rows: usize) -> Stored<Vec<(Digest, Personal)>> {
        let mut reader = self.shared.readers.acquire().await?;
        let names = names::living(&mut reader, log, upto, rows).await?;
        let rows = sqlx::query(
            "select c.sealed, p.salt, p.fields from change_personal p \
             join change c on c.log = p.log and c.position = p.position \
             where p.log = $1 and p.position <= $2 and c.sealed is not null \
             order by p.position desc limit $3",
        )
        .bind(log.0.as_bytes().as_slice())
        .bind(signed(upto))
        .bind(signed(rows as u64))
        .fetch_all(&mut *reader)
        .await?;
        let mut living = Vec::with_capacity(rows.len());
        for row in &rows {
            living.extend(column::personal(row, 1)?.map(|personal| (column::digest(row, 0), personal)));
        }
        let plain = living.into_iter().map(|(sealed, personal)| Ok((sealed?, personal)));
        names.into_iter().map(Ok).chain(plain).collect()
    }

    async fn keep_snapshot(
        &self,
        log: LogId,
        snapshot: &Snapshot,
        pages: &[String],
        now: Millis,
    ) -> Stored<()> {
        let mut writer = self.shared.writer().await?;
        let mut transaction = self.shared.begin(&mut writer).await?;
        // Whoever keeps another snapshot of this log waits: its pages must not be taken for unused.
        locks::logs(&mut transaction, &[log].into()).await?;
        let named: Vec<_> = snapshot.pages.iter().zip(pages).collect();
        PAGES
            .execute(&mut transaction, &named, |query, (hash, page)| {
                query.bind(log.0.as_bytes().to_vec()).bind(hash.0.to_vec()).bind((*page).clone())
            })
            .await?;
        keep(&mut transaction, log, snapshot).await?;
        replace(&mut transaction, log, snapshot, now).await?;
        sweep(&mut transaction, log).await?;
        self.shared.commit(transaction).await
    }
}

async fn keep(connection: &mut Connection, log: LogId, snapshot: &Snapshot) -> Stored<()> {
    sqlx::query(
        "insert into snapshot (log, position, chain, format, snapshot) values ($1, $2, $3, $4, $5) \
         on conflict (log, position) do update set chain = excluded.chain, \
         format = excluded.format, snapshot = excluded.snapshot, replaced_at = null",
    )
    .bind(log.0.as_bytes().as_slice())
    .bind(signed(snapshot.upto.position))
    .bind(snapshot.upto.chain.0.as_slice())
    .bind(i64::from(snapshot.format))
    .bind(to_json(snapshot)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that the others are replaced, and removes those that were long ago.
async fn replace(connection: &mut Connection, log: LogId, snapshot: &Snapshot, now: Millis) -> Stored<()> {
    sqlx::query(
        "update snapshot set replaced_at = $3 where log = $1 and position <> $2 and replaced_at is null",
    )
    .bind(log.0.as_bytes().as_slice())
    .bind(signed(snapshot.upto.position))
    .bind(now)
    .execute(&mut *connection)
    .await?;
    sqlx::query("delete from snapshot where log = $1 and replaced_at < $2")
        .bind(log.0.as_bytes().as_slice())
        .bind(now.saturating_sub(SNAPSHOT_KEEP_MS))
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes the pages that no snapshot names any more.
async fn sweep(connection: &mut Connection, log: LogId) -> Stored<()> {
    let rows = sqlx::query("select snapshot from snapshot where log = $1")
        .bind(log.0.as_bytes().as_slice())
        .fetch_all(&mut *connection)
        .await?;
    let mut named = BTreeSet::new();
    for row in &rows {
        let snapshot: Snapshot = column::json(row.try_get(0)?)?;
        named.extend(snapshot.pages);
    }
    let rows = sqlx::query("select hash from page where log = $1")
        .bind(log.0.as_bytes().as_slice())
        .fetch_all(&mut *connection)
        .await?;
    let kept = rows.iter().map(|row: &Row| column::digest(row, 0)).collect::<Stored<Vec<_>>>()?;
    for hash in kept.into_iter().filter(|hash| !named.contains(hash)) {
        sqlx::query("delete from page where log = $1 and hash = $2")
            .bind(log.0.as_bytes().as_slice())
            .bind(hash.0.as_slice())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
