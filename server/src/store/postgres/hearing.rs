//! Hearing from other processes which logs grew.
//!
//! Whatever was said while nobody listened is lost. So whoever listens again after a lost
//! connection says that every log may have grown.

use std::sync::Arc;
use std::time::Duration;

use samvaro_core::id::LogId;
use sqlx::PgPool;
use sqlx::Row as _;
use sqlx::postgres::PgListener;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use super::notice::{self, CHANNEL};
use crate::store::nudges::Nudges;
use crate::store::{Growth, StoreError, Stored};

/// How long to wait before listening again, in milliseconds.
const RETRY_DELAY_MS: u64 = 500;

/// After so long a silence the connection is tried, in milliseconds: one that is dead is silent.
const SILENCE_MAX_MS: u64 = 15_000;

/// How long such a trial takes at most, in milliseconds.
const TRIAL_MAX_MS: u64 = 5_000;

/// A listening connection, with those who want to hear.
pub(super) struct Hearing {
    pool: PgPool,
    process: Uuid,
    growth: Arc<Nudges>,
    listener: PgListener,
}

/// Why the listening ended.
enum Lost {
    Connection,
    Error(sqlx::Error),
}

impl From<sqlx::Error> for Lost {
    fn from(error: sqlx::Error) -> Self {
        Self::Error(error)
    }
}

impl Hearing {
    /// Listens from now on.
    pub async fn begin(pool: PgPool, process: Uuid, growth: Arc<Nudges>) -> Stored<Self> {
        let listener = listen(&pool).await?;
        Ok(Self { pool, process, growth, listener })
    }

    /// Passes on what is heard, until the store is closed.
    pub async fn run(mut self) {
        loop {
            if let Err(Lost::Error(error)) = self.follow().await {
                tracing::warn!(%error, "the connection on which other processes are heard is lost");
            }
            while let Err(error) = self.listen_again().await {
                tracing::warn!(%error, "other processes are not heard");
                sleep(Duration::from_millis(RETRY_DELAY_MS)).await;
            }
        }
    }

    async fn follow(&mut self) -> Result<(), Lost> {
        loop {
            match timeout(Duration::from_millis(SILENCE_MAX_MS), self.listener.try_recv()).await {
                Ok(heard) => self.tell(heard?.ok_or(Lost::Connection)?.payload()),
                Err(_) => self.try_connection().await?,
            }
        }
    }

    fn tell(&self, text: &str) {
        for growth in notice::read(text, self.process).into_iter().flatten() {
            self.growth.tell(growth);
        }
    }

    async fn try_connection(&mut self) -> Result<(), Lost> {
        let trial = sqlx::query("select 1").execute(&mut self.listener);
        timeout(Duration::from_millis(TRIAL_MAX_MS), trial).await.map_err(|_| Lost::Connection)??;
        Ok(())
    }

    async fn listen_again(&mut self) -> Stored<()> {
        self.listener = listen(&self.pool).await?;
        // After the listening has begun: what grows from now on is heard.
        for growth in every_log(&self.pool).await? {
            self.growth.tell(growth);
        }
        Ok(())
    }
}

async fn listen(pool: &PgPool) -> sqlx::Result<PgListener> {
    let mut listener = PgListener::connect_with(pool).await?;
    // A connection that is made anew behind our back would hide that something was missed.
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

async fn every_log(pool: &PgPool) -> Stored<Vec<Growth>> {
    let rows = sqlx::query("select id, position from log").fetch_all(pool).await?;
    let growth = |row: &sqlx::postgres::PgRow| {
        let log = LogId(Uuid::from_slice(row.try_get(0)?).map_err(StoreError::corrupt)?);
        Ok(Growth { log, head: u64::try_from(row.try_get::<i64, _>(1)?).map_err(StoreError::corrupt)? })
    };
    rows.iter().map(growth).collect()
}
