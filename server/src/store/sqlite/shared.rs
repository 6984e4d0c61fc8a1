//! What the store's methods and its writing task share.

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{SqliteConnection, SqlitePool};
use tokio::sync::{Mutex, broadcast, watch};

use super::open::Opened;
use crate::store::Growth;
use crate::store::programmes::ProgrammeCache;

/// So many nudges wait for a slow listener before it loses some.
const GROWTH_MAX_WAITING: usize = 1_024;

/// An open database file.
pub(super) struct Shared {
    /// The one connection that writes; gone once the store is closed.
    pub writer: Mutex<Option<SqliteConnection>>,
    /// How to open that connection anew.
    pub options: SqliteConnectOptions,
    /// Connections that read beside it.
    pub readers: SqlitePool,
    /// Programmes in memory.
    pub programmes: ProgrammeCache,
    /// Tells which logs grew.
    pub growth: broadcast::Sender<Growth>,
    /// Whether a write has failed so that nothing is certain.
    pub failed: watch::Sender<bool>,
}

impl Shared {
    /// Around an open file.
    pub fn new(opened: Opened) -> Self {
        Self {
            writer: Mutex::new(Some(opened.writer)),
            options: opened.options,
            readers: opened.readers,
            programmes: ProgrammeCache::default(),
            growth: broadcast::Sender::new(GROWTH_MAX_WAITING),
            failed: watch::Sender::new(false),
        }
    }
}
