//! What the store's methods and its tasks share.

use std::sync::{Arc, OnceLock};

use sqlx::PgPool;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use super::announcing::{self, Announcing};
use super::hearing::Hearing;
use super::open::Opened;
use crate::store::erasure_list::ErasureList;
use crate::store::nudges::Nudges;
use crate::store::programmes::ProgrammeCache;
use crate::store::{Growth, Stored};

/// An open database.
pub(super) struct Shared {
    /// Connections that read.
    pub readers: PgPool,
    /// Connections that write.
    pub writers: PgPool,
    signals: PgPool,
    /// Programmes in memory.
    pub programmes: ProgrammeCache,
    /// Where erasures are written down beside the database.
    pub erasures: OnceLock<ErasureList>,
    /// Tells which logs grew.
    pub growth: Arc<Nudges>,
    announcing: Arc<Announcing>,
    /// End with the store, also when it is dropped.
    tasks: Mutex<JoinSet<()>>,
}

impl Shared {
    /// Around an open database: begins to hear other processes, and to tell them.
    pub async fn around(opened: Opened) -> Stored<Arc<Self>> {
        let Opened { readers, writers, signals } = opened;
        let growth = Arc::new(Nudges::default());
        let announcing = Arc::new(Announcing::default());
        let hearing = Hearing::begin(signals.clone(), announcing.process, growth.clone()).await?;
        let mut tasks = JoinSet::new();
        tasks.spawn(hearing.run());
        tasks.spawn(announcing::run(announcing.clone(), signals.clone()));
        let programmes = ProgrammeCache::default();
        let tasks = Mutex::new(tasks);
        let erasures = OnceLock::new();
        Ok(Arc::new(Self { readers, writers, signals, programmes, erasures, growth, announcing, tasks }))
    }

    /// Tells that a log grew, here and in all other processes.
    pub fn tell(&self, growth: Growth) {
        self.growth.tell(growth);
        self.announcing.add(growth);
    }

    /// PostgreSQL itself ends and recovers after a failure after which nothing is certain.
    pub fn has_not_failed(&self) -> Stored<()> {
        Ok(())
    }

    /// PostgreSQL looks after its own files: `initdb --data-checksums`.
    pub async fn inspect(&self) -> Stored<()> {
        Ok(())
    }

    /// Waits for ever.
    pub async fn failed(&self) {
        std::future::pending().await
    }

    /// Tells what has not been told yet, and closes all connections.
    pub async fn close(&self) {
        self.announcing.announce(&self.signals).await;
        self.tasks.lock().await.shutdown().await;
        for pool in [&self.readers, &self.writers, &self.signals] {
            pool.close().await;
        }
    }
}
