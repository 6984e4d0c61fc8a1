//! Erasing personal fields for ever.

use samvaro_core::id::{Dot, Millis, OrganisationId, ReplicaId};
use sqlx::Row as _;

use super::column::{self, signed};
use super::database::{Connection, Row};
use super::locks;
use super::shared::Shared;
use crate::store::{Erasure, Stored};

/// In this order, because the first remembers what the others remove.
const STATEMENTS: [&str; 3] = [
    "insert into erasure (organisation, replica, seq, erased_at) values ($1, $2, $3, $4) \
     on conflict (organisation, replica, seq) do nothing",
    "delete from change_personal where (log, position) in ( \
       select c.log, c.position from change c join log l on l.id = c.log \
       where c.replica = $2 and c.seq = $3 and l.organisation = $1)",
    "delete from refused_personal where organisation = $1 and replica = $2 and seq = $3",
];

/// Erases the personal fields of changes, and remembers that.
pub(super) async fn erase(
    shared: &Shared,
    organisation: OrganisationId,
    changes: &[Dot],
    now: Millis,
) -> Stored<()> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    // What is on its way in would not see that it was erased.
    let replicas = changes.iter().map(|dot| dot.replica).collect();
    locks::replicas(&mut transaction, &replicas).await?;
    erase_in(&mut transaction, organisation, changes, now).await?;
    shared.commit(transaction).await?;
    shared.wipe_erased(&mut writer).await
}

/// The same within a transaction.
pub(super) async fn erase_in(
    connection: &mut Connection,
    organisation: OrganisationId,
    changes: &[Dot],
    now: Millis,
) -> Stored<()> {
    for dot in changes {
        for (index, statement) in STATEMENTS.into_iter().enumerate() {
            let query = sqlx::query(statement)
                .bind(organisation.0.as_bytes().as_slice())
                .bind(dot.replica.0.as_bytes().as_slice())
                .bind(signed(dot.seq));
            let query = if index == 0 { query.bind(now) } else { query };
            query.execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Everything that was erased.
pub(super) async fn erasures(shared: &Shared) -> Stored<Vec<Erasure>> {
    let rows = sqlx::query(
        "select organisation, replica, seq, erased_at from erasure \
         order by erased_at, organisation, replica, seq",
    )
    .fetch_all(&shared.readers)
    .await?;
    let read = |row: &Row| {
        Ok(Erasure {
            organisation: OrganisationId(column::uuid(row, 0)?),
            change: Dot { replica: ReplicaId(column::uuid(row, 1)?), seq: column::number(row, 2)? },
            erased_at: row.try_get(3)?,
        })
    };
    rows.iter().map(read).collect()
}
