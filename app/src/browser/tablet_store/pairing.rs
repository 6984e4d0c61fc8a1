//! Remembering which place the tablet counts for.

use std::collections::BTreeSet;

use samvaro_core::api::Pairing;
use samvaro_core::id::ReplicaId;

use super::super::database::Broken;
use super::super::rows::{Rows, Work};
use super::{META, ORPHANED, OUTBOX, PAIRING, PERSISTED, TabletStore, WRITER, Writer, json};

impl TabletStore {
    /// Whether this browser keeps what it is given: writes, reads back, removes.
    pub async fn probe(&self) -> Result<(), Broken> {
        const PROBE: &str = "probe";
        let try_out = async |connection: &_| -> Result<(), Broken> {
            let work = Work::writing(connection, &[META])?;
            let meta = work.rows(META)?;
            meta.put(PROBE, PROBE)?;
            let back = meta.get(PROBE).await?;
            meta.delete(PROBE)?;
            work.commit().await?;
            (back.as_deref() == Some(PROBE)).then_some(()).ok_or_else(|| super::unreadable("probe"))
        };
        self.database.with(try_out).await
    }

    /// Stores a pairing. The tablet keeps its unsent changes. It writes as `writer` from now on if
    /// the server will know it as another device than before: an identity belongs to one device.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored.
    pub async fn pair(&self, pairing: &Pairing, writer: Writer) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let work = Work::writing(connection, &[META])?;
            let meta = work.rows(META)?;
            let before = meta.get(PAIRING).await?;
            let before: Option<Pairing> = before.and_then(|row| samvaro_core::json::read(&row).ok());
            let known = before.is_some_and(|before| before.device == pairing.device);
            if !known || super::append::read(meta.get(WRITER).await?).is_err() {
                write_as(&meta, writer).await?;
            }
            meta.put(PAIRING, &json(pairing)?)?;
            work.commit().await
        };
        self.database.with(store).await
    }

    /// Forgets who writes and for which place, unless a change waits to be sent; whether it has.
    /// Nothing can be stored afterwards.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored.
    pub async fn leave(&self) -> Result<bool, Broken> {
        let store = async |connection: &_| -> Result<bool, Broken> {
            let work = Work::writing(connection, &[META, OUTBOX])?;
            if !work.rows(OUTBOX)?.keys().await?.is_empty() {
                return Ok(false);
            }
            let meta = work.rows(META)?;
            meta.delete(WRITER)?;
            meta.delete(PAIRING)?;
            work.commit().await?;
            Ok(true)
        };
        self.database.with(store).await
    }

    /// Writes as `fresh` from now on: the server knows the old identity as somebody else's.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored.
    pub async fn renew(&self, fresh: ReplicaId) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let work = Work::writing(connection, &[META])?;
            write_as(&work.rows(META)?, Writer { replica: fresh, next_seq: 1 }).await?;
            work.commit().await
        };
        self.database.with(store).await
    }

    /// Remembers whether the browser has promised not to clean the tablet's data away.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored.
    pub async fn remember_persisted(&self, persisted: bool) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let work = Work::writing(connection, &[META])?;
            work.rows(META)?.put(PERSISTED, &json(&persisted)?)?;
            work.commit().await
        };
        self.database.with(store).await
    }
}

/// Takes an identity, and remembers that nobody has confirmed what is left under the old.
async fn write_as(meta: &Rows<'_>, writer: Writer) -> Result<(), Broken> {
    let before = meta.get(WRITER).await?;
    let before = before.and_then(|row| samvaro_core::json::read::<Writer>(&row).ok());
    if let Some(before) = before.filter(|before| before.replica != writer.replica) {
        let orphaned = meta.get(ORPHANED).await?;
        let orphaned = orphaned.and_then(|row| samvaro_core::json::read(&row).ok());
        let mut orphaned: BTreeSet<ReplicaId> = orphaned.unwrap_or_default();
        orphaned.insert(before.replica);
        meta.put(ORPHANED, &json(&orphaned)?)?;
    }
    meta.put(WRITER, &json(&writer)?)
}
