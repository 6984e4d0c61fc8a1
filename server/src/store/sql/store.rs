//! What every engine is asked alike, as a store.
//!
//! This folder is compiled once for each engine, inside the engine's own module, which brings what
//! differs: `database` (types and small differences of SQL), `locks`, `failure`, `shared`
//! (connections) and `transaction`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use jiff::civil::Date;
use samvaro_core::admission::{Asking, Known};
use samvaro_core::attendance::ReportLine;
use samvaro_core::change::Authored;
use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::id::{Dot, LogId, OrganisationId, PlaceId, Position, ReplicaId, Seq};
use samvaro_core::programme::Programme;
use samvaro_core::text::{Name, Slug};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio::task::JoinHandle;

use self::origins::{Asked, Origins};
use super::shared::Shared;
use super::{database, failure, locks, shared};
use crate::projection::Touched;
use crate::store::backup::{Backup, Draft};
use crate::store::erasure_list::ErasureList;
use crate::store::queue::{QUEUE_MAX_PUSHES, Waiting};
use crate::store::{
    AttendanceRow, Erasure, Growth, Handled, KeptName, KeptRefusal, Organisation, Place, Push, Pushed,
    RefusedCount, ReplicaFacts, Shelf, Store, StoreError, Stored,
};

mod access;
mod accounts;
mod append;
mod attached;
mod bulk;
mod column;
mod copying;
mod devices;
mod erase;
mod facts;
mod group;
mod held;
mod log;
mod names;
mod origins;
mod pairing_codes;
mod places;
mod programme;
mod rebuild;
mod refused;
mod report;
mod snapshots;
mod tallies;
pub(super) mod writer;

/// A database of one engine.
pub struct SqlStore {
    pub(super) shared: Arc<Shared>,
    /// Where pushes wait; gone once the store is being closed.
    queue: Mutex<Option<mpsc::Sender<Waiting>>>,
    writing: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

impl SqlStore {
    /// Begins to write pushes into an open database.
    pub(super) fn around(shared: Arc<Shared>) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE_MAX_PUSHES);
        let writing = tokio::spawn(writer::run(shared.clone(), waiting));
        let (queue, writing) = (Mutex::new(Some(queue)), tokio::sync::Mutex::new(Some(writing)));
        Self { shared, queue, writing }
    }

    /// Keeps a list of erasures beside the database, and begins by making both say the same: what
    /// the list names is erased here, because this may be an older state of the database.
    ///
    /// # Errors
    /// When the list cannot be read or written.
    pub async fn with_erasure_list(self, list: ErasureList) -> Stored<Self> {
        let listed = list.read()?;
        let known: BTreeSet<_> = self.erasures().await?.iter().map(Erasure::key).collect();
        let mut forgotten = listed;
        forgotten.retain(|erasure| !known.contains(&erasure.key()));
        for erasure in &forgotten {
            erase::again(&self.shared, erasure).await?;
        }
        // The list has these already.
        self.tell_tablets(&forgotten).await?;
        let _ = self.shared.erasures.set(list);
        self.list_erasures().await?;
        Ok(self)
    }

    /// Lets the logs say again what a restored database had forgotten.
    async fn tell_tablets(&self, forgotten: &[Erasure]) -> Stored<()> {
        for erasure in forgotten {
            if let Some(push) = erase::told(&self.shared, erasure).await? {
                self.push(push).await?;
            }
        }
        Ok(())
    }

    /// Adds to the list what only the database knows.
    async fn list_erasures(&self) -> Stored<()> {
        let Some(list) = self.shared.erasures.get() else { return Ok(()) };
        let listed: BTreeSet<_> = list.read()?.iter().map(Erasure::key).collect();
        let mut missing = self.erasures().await?;
        missing.retain(|erasure| !listed.contains(&erasure.key()));
        Ok(list.add(&missing)?)
    }

    fn queue(&self) -> Option<mpsc::Sender<Waiting>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[async_trait]
impl Store for SqlStore {
    async fn add_organisation(&self, id: OrganisationId, name: &Name) -> Stored<()> {
        places::add_organisation(&self.shared, id, name).await
    }

    async fn organisations(&self) -> Stored<Vec<Organisation>> {
        places::organisations(&self.shared).await
    }

    async fn add_place(&self, organisation: OrganisationId, id: PlaceId, slug: &Slug) -> Stored<()> {
        places::add_place(&self.shared, organisation, id, slug).await
    }

    async fn places(&self, organisation: OrganisationId) -> Stored<Vec<Place>> {
        places::places(&self.shared, organisation).await
    }

    async fn place_by_slug(&self, slug: &Slug) -> Stored<Option<Place>> {
        places::place_by_slug(&self.shared, slug).await
    }

    async fn push(&self, push: Push) -> Stored<Pushed> {
        self.judge(Asking::Writer, push).await
    }

    async fn judge(&self, asking: Asking, push: Push) -> Stored<Pushed> {
        self.shared.has_not_failed()?;
        let touched = Touched::by(&push.changes);
        let (answer, answered) = oneshot::channel();
        let queue = self.queue().ok_or(StoreError::Busy)?;
        queue.try_send(Waiting { push, asking, touched, answer }).map_err(|_| StoreError::Busy)?;
        answered.await.map_err(|_| StoreError::Busy)?
    }

    async fn head(&self, log: LogId) -> Stored<Option<Cursor>> {
        log::head(&self.shared, log).await
    }

    async fn chain_at(&self, log: LogId, position: Position) -> Stored<Option<Digest>> {
        log::chain_at(&mut *self.shared.readers.acquire().await?, log, position).await
    }

    async fn entries(&self, log: LogId, after: Position, rows: usize) -> Stored<Vec<Entry>> {
        log::entries(&mut *self.shared.readers.acquire().await?, log, after, rows).await
    }

    async fn replica(
        &self,
        organisation: OrganisationId,
        replica: ReplicaId,
    ) -> Stored<Option<ReplicaFacts>> {
        log::replica(&self.shared, organisation, replica).await
    }

    async fn refused(&self, organisation: OrganisationId, rows: usize) -> Stored<Vec<KeptRefusal>> {
        refused::newest(&self.shared, organisation, rows).await
    }

    async fn refused_counts(&self, organisation: OrganisationId) -> Stored<Vec<RefusedCount>> {
        refused::counts(&self.shared, organisation).await
    }

    async fn shelf(&self, shelf: Shelf, after: Option<Dot>, rows: usize) -> Stored<Vec<KeptRefusal>> {
        refused::shelf(&self.shared, shelf, after, rows).await
    }

    async fn put_aside(&self, organisation: OrganisationId, log: LogId, handled: Handled) -> Stored<u64> {
        refused::put_aside(&self.shared, organisation, log, handled).await
    }

    async fn known(
        &self,
        organisation: OrganisationId,
        replica: ReplicaId,
        changes: &[Authored],
    ) -> Stored<BTreeMap<Seq, Known>> {
        let mut reader = self.shared.readers.acquire().await?;
        facts::known(&mut reader, organisation, replica, changes).await
    }

    async fn elsewhere(&self, organisation: OrganisationId, changes: &[Authored]) -> Stored<BTreeSet<Dot>> {
        let origins = &Touched::by(changes).origins;
        let asked = Asked { organisation, changes, origins };
        let mut reader = self.shared.readers.acquire().await?;
        let held = Origins::load(&mut reader, std::slice::from_ref(&asked)).await?;
        let changes = changes.iter().map(|authored| &authored.change);
        let elsewhere = changes.filter(|change| held.held_as(&asked, change).is_some());
        Ok(elsewhere.map(|change| change.dot).collect())
    }

    async fn erasures(&self) -> Stored<Vec<Erasure>> {
        erase::erasures(&self.shared).await
    }

    async fn kept_names(&self) -> Stored<Vec<KeptName>> {
        names::kept(&self.shared).await
    }

    async fn tend_names(&self, today: Date) -> Stored<()> {
        names::tend(&self.shared, today).await
    }

    async fn standing(&self, log: LogId) -> Stored<(Position, Arc<Programme>)> {
        let mut reader = self.shared.readers.acquire().await?;
        let folded = programme::current(&mut reader, &self.shared.programmes, log).await?;
        drop(reader);
        let standing = (folded.position, folded.programme.clone());
        let late = folded.wants_checkpoint();
        self.shared.programmes.keep(log, folded.clone());
        // A checkpoint only saves time: reading goes on without it.
        if late && let Err(error) = programme::checkpoint_apart(&self.shared, log, folded).await {
            tracing::warn!(%error, "no checkpoint of a programme was written");
        }
        Ok(standing)
    }

    async fn roll_over(&self, today: Date) -> Stored<()> {
        rebuild::roll_over(&self.shared, today).await
    }

    async fn attendance(
        &self,
        organisation: OrganisationId,
        from: Date,
        until: Date,
    ) -> Stored<Vec<ReportLine>> {
        report::lines(&self.shared, organisation, from, until).await
    }

    async fn attendance_rows(
        &self,
        organisation: OrganisationId,
        from: Date,
        until: Date,
    ) -> Stored<Vec<AttendanceRow>> {
        report::rows(&self.shared, organisation, from, until).await
    }

    async fn rebuild_projection(&self, today: Date) -> Stored<()> {
        rebuild::rebuild(&self.shared, today).await
    }

    async fn begin_epoch(&self) -> Stored<()> {
        let mut writer = self.shared.writer().await?;
        let mut transaction = self.shared.begin(&mut writer).await?;
        locks::every_log(&mut transaction).await?;
        sqlx::query("update log set epoch = epoch + 1").execute(&mut *transaction).await?;
        self.shared.commit(transaction).await
    }

    async fn copy_into(&self, draft: &mut Draft) -> Stored<()> {
        copying::copy_into(&self.shared, draft).await
    }

    async fn fill(&self, backup: &mut Backup, erasures: &[Erasure], today: Date) -> Stored<()> {
        let mut all = self.erasures().await?;
        all.extend_from_slice(erasures);
        let known = copying::fill(&self.shared, backup, &all, today).await?;
        all.retain(|erasure| !known.contains(&erasure.key()));
        self.tell_tablets(&all).await?;
        self.list_erasures().await
    }

    fn growth(&self) -> broadcast::Receiver<Growth> {
        self.shared.growth.listen()
    }

    async fn check(&self) -> Stored<()> {
        self.shared.has_not_failed()?;
        sqlx::query("select 1 from organisation limit 1").fetch_optional(&self.shared.readers).await?;
        Ok(())
    }

    async fn inspect(&self) -> Stored<()> {
        self.shared.inspect().await
    }

    async fn failed(&self) {
        self.shared.failed().await
    }

    async fn close(&self) {
        drop(self.queue.lock().unwrap_or_else(PoisonError::into_inner).take());
        if let Some(writing) = self.writing.lock().await.take() {
            // The task ends by itself when everything that waited is written.
            let _ = writing.await;
        }
        self.shared.close().await;
    }
}
