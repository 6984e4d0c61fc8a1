//! The one task that writes pushes: it gathers what waits into a group and commits it at once.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use samvaro_core::id::ReplicaId;
use sqlx::{Connection, Sqlite, SqliteConnection, Transaction};
use tokio::sync::{MutexGuard, mpsc, oneshot};

use super::failure::{is_fatal, is_of_one_push};
use super::group::{self, Outcome};
use super::open;
use super::shared::Shared;
use crate::projection::Touched;
use crate::store::{Push, Pushed, StoreError, Stored};

/// The most pushes that wait; more are told to come back.
pub(super) const QUEUE_MAX_PUSHES: usize = 512;

/// The most pushes in one transaction.
const GROUP_MAX_PUSHES: usize = 64;

/// No further push joins a group that holds so many changes.
const GROUP_FULL_CHANGES: usize = 8_000;

/// A push that waits, with where its answer goes.
pub(super) struct Waiting {
    /// The push.
    pub push: Push,
    /// What must be looked up for it.
    pub touched: Touched,
    /// Where the answer goes; the caller may have gone.
    pub answer: oneshot::Sender<Stored<Pushed>>,
}

/// Writes groups until the store is closed.
pub(super) async fn run(shared: Arc<Shared>, mut queue: mpsc::Receiver<Waiting>) {
    let mut held_back = VecDeque::new();
    while let Some(group) = gather(&mut queue, &mut held_back).await {
        write(&shared, group).await;
    }
}

/// The next group: whatever waits, which is what came while the last group was flushed. A lone
/// push therefore never waits for company, and the busier it gets the larger the groups are.
///
/// A second push of one replica is held back for the next group: it may repeat the first one.
async fn gather(
    queue: &mut mpsc::Receiver<Waiting>,
    held_back: &mut VecDeque<Waiting>,
) -> Option<Vec<Waiting>> {
    let mut next = match held_back.pop_front() {
        Some(waiting) => Some(waiting),
        None => Some(queue.recv().await?),
    };
    let mut earlier = std::mem::take(held_back);
    let mut replicas: HashSet<ReplicaId> = HashSet::new();
    let mut group = Vec::new();
    let mut changes = 0;
    while let Some(waiting) = next {
        if replicas.insert(waiting.push.replica) {
            changes += waiting.push.changes.len();
            group.push(waiting);
        } else {
            held_back.push_back(waiting);
        }
        if group.len() >= GROUP_MAX_PUSHES || changes >= GROUP_FULL_CHANGES {
            break;
        }
        next = earlier.pop_front().or_else(|| queue.try_recv().ok());
    }
    held_back.extend(earlier);
    Some(group)
}

/// Writes a group. If one push of several is at fault, each goes alone, so that it takes no other
/// along.
async fn write(shared: &Shared, group: Vec<Waiting>) {
    match commit(shared, &group).await {
        Ok(outcome) => answer(shared, group, outcome),
        Err(error) if group.len() > 1 && is_of_one_push(&error) => {
            tracing::warn!(%error, pushes = group.len(), "a group of pushes failed; each goes alone");
            for waiting in group {
                let alone = vec![waiting];
                match commit(shared, &alone).await {
                    Ok(outcome) => answer(shared, alone, outcome),
                    Err(error) => refuse(alone, error),
                }
            }
        }
        Err(error) => refuse(group, error),
    }
}

async fn commit(shared: &Shared, group: &[Waiting]) -> Stored<Outcome> {
    let mut writer = shared.writer().await?;
    let mut transaction = shared.begin(&mut writer).await?;
    let outcome = group::run(&mut transaction, &shared.programmes, group).await;
    let outcome = shared.noting_failure(outcome)?;
    shared.commit(transaction).await?;
    Ok(outcome)
}

fn answer(shared: &Shared, group: Vec<Waiting>, outcome: Outcome) {
    for (log, folded) in outcome.programmes {
        shared.programmes.keep(log, folded);
    }
    for (waiting, answer) in group.into_iter().zip(outcome.answers) {
        for growth in answer.iter().flat_map(|pushed| &pushed.grown) {
            // Nobody listening is fine: a nudge is a hint.
            let _ = shared.growth.send(*growth);
        }
        let _ = waiting.answer.send(answer);
    }
}

fn refuse(group: Vec<Waiting>, error: StoreError) {
    tracing::error!(%error, pushes = group.len(), "pushes were not stored");
    let again = || match &error {
        StoreError::Busy => StoreError::Busy,
        StoreError::Full => StoreError::Full,
        StoreError::Failed => StoreError::Failed,
        other => StoreError::Database(other.to_string().into()),
    };
    for waiting in group {
        let _ = waiting.answer.send(Err(again()));
    }
}

/// The connection that writes, while nobody else does.
pub(super) type Writer<'a> = MutexGuard<'a, Option<SqliteConnection>>;

impl Shared {
    /// Waits for the connection that writes.
    ///
    /// # Errors
    /// [`StoreError::Failed`] after a failure after which nothing is certain.
    pub async fn writer(&self) -> Stored<Writer<'_>> {
        let writer = self.writer.lock().await;
        if *self.failed.borrow() { Err(StoreError::Failed) } else { Ok(writer) }
    }

    /// Begins a transaction that has the right to write from the start.
    pub async fn begin<'c>(&self, writer: &'c mut Writer<'_>) -> Stored<Transaction<'c, Sqlite>> {
        self.repair(writer).await?;
        let connection = writer.as_mut().ok_or(StoreError::Failed)?;
        let begun = connection.begin_with("begin immediate").await.map_err(StoreError::from);
        self.noting_failure(begun)
    }

    /// A full disk makes SQLite roll back by itself. The driver does not notice and takes the
    /// connection to be in that transaction for ever: only a new connection helps.
    async fn repair(&self, writer: &mut Writer<'_>) -> Stored<()> {
        let Some(connection) = writer.as_mut().filter(|connection| connection.is_in_transaction()) else {
            return Ok(());
        };
        // A transaction that was dropped just now is still being rolled back; wait for that.
        connection.ping().await?;
        if connection.is_in_transaction() {
            tracing::warn!("the connection that writes is opened anew");
            **writer = Some(open::writer(&self.options).await?);
        }
        Ok(())
    }

    /// Commits: what the transaction wrote is on the disk when this returns `Ok`.
    pub async fn commit(&self, transaction: Transaction<'_, Sqlite>) -> Stored<()> {
        let committed = transaction.commit().await.map_err(StoreError::from);
        if let Err(error) = &committed
            && !matches!(error, StoreError::Full | StoreError::Busy)
        {
            self.fail(error);
        }
        committed
    }

    /// Ends all writing if the result is a failure after which nothing is certain.
    pub fn noting_failure<T>(&self, result: Stored<T>) -> Stored<T> {
        if let Err(error) = &result
            && is_fatal(error)
        {
            self.fail(error);
        }
        result
    }

    fn fail(&self, error: &StoreError) {
        tracing::error!(%error, "the database failed; nothing more is written");
        self.failed.send_replace(true);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::BTreeMap;

    use jiff::civil::date;
    use samvaro_core::change::Body;
    use samvaro_core::id::{Dot, OrganisationId, PlaceId};
    use samvaro_core::replica::author;
    use samvaro_core::tally::{Count, Delta};
    use samvaro_core::target::{Half, Target};
    use samvaro_core::text::{Name, Slug};
    use uuid::Uuid;

    use super::*;
    use crate::store::sqlite::SqliteStore;
    use crate::store::{Owner, Store};

    const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(1));
    const PLACES: [PlaceId; 2] = [PlaceId(Uuid::from_u128(2)), PlaceId(Uuid::from_u128(3))];

    async fn store(folder: &tempfile::TempDir) -> SqliteStore {
        let store = SqliteStore::open(&folder.path().join("samvaro.db")).await.unwrap();
        store.add_organisation(ORGANISATION, &Name::parse("Ekby").unwrap()).await.unwrap();
        for (place, slug) in PLACES.into_iter().zip(["elefanten", "hatten"]) {
            store.add_place(ORGANISATION, place, &Slug::parse(slug).unwrap()).await.unwrap();
        }
        store
    }

    /// The next tap of the one tablet that a place has.
    fn tap(place: PlaceId, seq: u64) -> Push {
        let today = date(2026, 11, 21);
        let target = Target::DropIn(today, Half::Forenoon);
        let count = Count { target, delta: Delta::one(), stated: None, entered: None, about: false };
        let dot = Dot { replica: ReplicaId(place.0), seq };
        Push {
            organisation: ORGANISATION,
            replica: dot.replica,
            owner: Owner::Device(place.0),
            scope: [place.log()].into(),
            revoked: false,
            changes: vec![author(dot, place.log(), 5, &Body::Count(count)).unwrap()],
            received_at: 5,
            today,
            skew_ms: None,
        }
    }

    async fn run(store: &SqliteStore, statement: &'static str) {
        let mut writer = store.shared.writer().await.unwrap();
        sqlx::query(statement).execute(writer.as_mut().unwrap()).await.unwrap();
    }

    #[tokio::test]
    async fn one_push_at_fault_takes_no_other_along() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder).await;
        // A damaged log: there is an entry beyond its end.
        run(
            &store,
            "insert into change (log, position, replica, seq, at, received_at, chain, programme, body) \
             select id, 1, id, 99, 0, 0, chain, 0, '{}' from log where hex(id) like '%02'",
        )
        .await;
        let (group, answers): (Vec<_>, Vec<_>) = PLACES
            .map(|place| {
                let (answer, answered) = oneshot::channel();
                let push = tap(place, 1);
                (Waiting { touched: Touched::by(&push.changes), push, answer }, answered)
            })
            .into_iter()
            .unzip();
        write(&store.shared, group).await;
        let mut outcomes = BTreeMap::new();
        for (place, answer) in PLACES.into_iter().zip(answers) {
            outcomes.insert(place, answer.await.unwrap().map(|pushed| pushed.last_seq).ok());
        }
        assert_eq!(outcomes, BTreeMap::from([(PLACES[0], None), (PLACES[1], Some(1))]));
        let replica = store.replica(ORGANISATION, ReplicaId(PLACES[0].0)).await.unwrap();
        assert_eq!(replica, None, "nothing of the push at fault was stored");
    }

    #[tokio::test]
    async fn a_full_disk_stops_writing_until_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder).await;
        run(&store, "pragma max_page_count = 1").await;
        let mut stored = 0;
        let refused = loop {
            match store.push(tap(PLACES[0], stored + 1)).await {
                Ok(_) => stored += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(refused, StoreError::Full), "{refused}");
        assert_eq!(store.head(PLACES[0].log()).await.unwrap().unwrap().position, stored);
        run(&store, "pragma max_page_count = 1000000").await;
        assert_eq!(store.push(tap(PLACES[0], stored + 1)).await.unwrap().last_seq, stored + 1);
    }

    #[tokio::test]
    async fn after_an_uncertain_write_nothing_is_written_and_reading_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder).await;
        store.push(tap(PLACES[0], 1)).await.unwrap();
        store.shared.fail(&StoreError::corrupt("as if a flush had failed"));
        store.failed().await;
        assert!(matches!(store.push(tap(PLACES[0], 2)).await, Err(StoreError::Failed)));
        assert!(matches!(store.begin_epoch().await, Err(StoreError::Failed)));
        assert!(matches!(store.check().await, Err(StoreError::Failed)));
        assert_eq!(store.head(PLACES[0].log()).await.unwrap().unwrap().position, 1);
    }
}
