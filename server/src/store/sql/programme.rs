//! Programmes from checkpoints and logs.

use std::sync::Arc;

use samvaro_core::digest::Digest;
use samvaro_core::entry::Entry;
use samvaro_core::id::{LogId, Position};
use sqlx::Row as _;

use super::column::{self, ENTRY_COLUMNS, ENTRY_COLUMNS_COUNT, signed, to_json};
use super::database::{BY_PROGRAMME, Connection};
use super::log::chain_at;
use super::shared::Shared;
use crate::store::Stored;
use crate::store::programmes::{CHECKPOINT_FORMAT, Folded, ProgrammeCache};

/// The most changes read at a time while catching up.
const CATCH_UP_MAX_CHANGES: i64 = 1_000;

/// A programme as it stands for this connection: from memory, else from its checkpoint, and
/// caught up from the log.
pub(super) async fn current(
    connection: &mut Connection,
    cache: &ProgrammeCache,
    log: LogId,
) -> Stored<Folded> {
    let mut folded = match remembered(connection, cache, log).await? {
        Some(folded) => folded,
        None => checkpoint(connection, log).await?.unwrap_or_default(),
    };
    while let Some((entries, chain)) = edits_after(connection, log, folded.position).await? {
        folded.fold(&entries, chain);
    }
    Ok(folded)
}

/// What is in memory, if it is of the log that this connection sees.
async fn remembered(
    connection: &mut Connection,
    cache: &ProgrammeCache,
    log: LogId,
) -> Stored<Option<Folded>> {
    let Some(folded) = cache.get(log) else { return Ok(None) };
    if chain_at(connection, log, folded.position).await? == Some(folded.chain) {
        return Ok(Some(folded));
    }
    cache.forget(log);
    Ok(None)
}

async fn checkpoint(connection: &mut Connection, log: LogId) -> Stored<Option<Folded>> {
    let row = sqlx::query(
        "select k.position, k.programme, c.chain from checkpoint k \
         join change c on c.log = k.log and c.position = k.position where k.log = $1 and k.format = $2",
    )
    .bind(log.0.as_bytes().as_slice())
    .bind(CHECKPOINT_FORMAT)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let programme = Arc::new(column::json(row.try_get(1)?)?);
    let (position, chain) = (column::number(&row, 0)?, column::digest(&row, 2)?);
    Ok(Some(Folded { position, chain, programme, since_checkpoint: 0 }))
}

/// The next edits, and the log's chain after the last of them.
async fn edits_after(
    connection: &mut Connection,
    log: LogId,
    after: Position,
) -> Stored<Option<(Vec<Entry>, Digest)>> {
    static TEXT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        format!(
            "select {ENTRY_COLUMNS}, c.chain from change c {BY_PROGRAMME} \
             left join change_personal p on p.log = c.log and p.position = c.position \
             where c.log = $1 and c.position > $2 and c.programme = 1 order by c.position limit $3"
        )
    });
    let rows = sqlx::query(TEXT.as_str())
        .bind(log.0.as_bytes().as_slice())
        .bind(signed(after))
        .bind(CATCH_UP_MAX_CHANGES)
        .fetch_all(connection)
        .await?;
    let Some(last) = rows.last() else { return Ok(None) };
    let chain = column::digest(last, ENTRY_COLUMNS_COUNT)?;
    Ok(Some((rows.iter().map(column::entry).collect::<Stored<_>>()?, chain)))
}

/// Writes a checkpoint.
pub(super) async fn keep_checkpoint(
    connection: &mut Connection,
    log: LogId,
    folded: &mut Folded,
) -> Stored<()> {
    sqlx::query(
        "insert into checkpoint (log, position, format, programme) values ($1, $2, $3, $4) \
         on conflict (log) do update set \
         position = excluded.position, format = excluded.format, programme = excluded.programme \
         where excluded.position > checkpoint.position or excluded.format <> checkpoint.format",
    )
    .bind(log.0.as_bytes().as_slice())
    .bind(signed(folded.position))
    .bind(CHECKPOINT_FORMAT)
    .bind(to_json(&*folded.programme)?)
    .execute(connection)
    .await?;
    folded.since_checkpoint = 0;
    Ok(())
}

/// Writes a checkpoint outside a push, because catching up took long: after the next start it
/// does not.
pub(super) async fn checkpoint_apart(shared: &Shared, log: LogId, mut folded: Folded) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    keep_checkpoint(&mut transaction, log, &mut folded).await?;
    shared.commit(transaction).await?;
    shared.programmes.keep(log, folded);
    Ok(())
}
