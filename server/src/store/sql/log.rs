//! Reading logs and replicas.

use std::sync::LazyLock;

use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{LogId, OrganisationId, Position, ReplicaId};

use super::column::{self, ENTRY_COLUMNS, signed};
use super::database::Connection;
use super::facts;
use super::names;
use super::shared::Shared;
use crate::store::{ReplicaFacts, Stored};

/// The end of a log.
pub(super) async fn head(shared: &Shared, log: LogId) -> Stored<Option<Cursor>> {
    let row = sqlx::query("select epoch, position, chain from log where id = $1")
        .bind(log.0.as_bytes().as_slice())
        .fetch_optional(&shared.readers)
        .await?;
    row.map(|row| facts::cursor(&row, 0)).transpose()
}

/// The chain at a position.
pub(super) async fn chain_at(
    connection: &mut Connection,
    log: LogId,
    position: Position,
) -> Stored<Option<Digest>> {
    if position == 0 {
        return Ok(Some(Cursor::default().chain));
    }
    let row = sqlx::query("select chain from change where log = $1 and position = $2")
        .bind(log.0.as_bytes().as_slice())
        .bind(signed(position))
        .fetch_optional(connection)
        .await?;
    row.map(|row| column::digest(&row, 0)).transpose()
}

/// Entries after a position.
pub(super) async fn entries(
    connection: &mut Connection,
    log: LogId,
    after: Position,
    rows: usize,
) -> Stored<Vec<Entry>> {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        format!(
            "select {ENTRY_COLUMNS} from change c \
             left join change_personal p on p.log = c.log and p.position = c.position \
             where c.log = $1 and c.position > $2 order by c.position limit $3"
        )
    });
    let rows = sqlx::query(TEXT.as_str())
        .bind(log.0.as_bytes().as_slice())
        .bind(signed(after))
        .bind(signed(rows as u64))
        .fetch_all(&mut *connection)
        .await?;
    let mut entries = rows.iter().map(column::entry).collect::<Stored<Vec<_>>>()?;
    names::beside(connection, entries.iter_mut().map(|entry| &mut entry.authored)).await?;
    Ok(entries)
}

/// What is known of a replica.
pub(super) async fn replica(
    shared: &Shared,
    organisation: OrganisationId,
    replica: ReplicaId,
) -> Stored<Option<ReplicaFacts>> {
    let row = sqlx::query(
        "select owner_kind, owner, last_seq, first_seen, last_seen, skew_ms from replica \
         where organisation = $1 and id = $2",
    )
    .bind(organisation.0.as_bytes().as_slice())
    .bind(replica.0.as_bytes().as_slice())
    .fetch_optional(&shared.readers)
    .await?;
    row.map(|row| facts::replica(&row, 0)).transpose()
}
