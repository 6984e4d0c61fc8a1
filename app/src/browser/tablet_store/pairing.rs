//! Remembering which place the tablet counts for.

use std::collections::BTreeSet;

use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::{Build as _, QuerySource as _};
use samvaro_core::api::Pairing;
use samvaro_core::id::ReplicaId;

use super::super::database::{Broken, writing};
use super::{META, ORPHANED, PAIRING, PERSISTED, TabletStore, WRITER, Writer, json};

impl TabletStore {
    /// Whether this browser keeps what it is given: writes, reads back, removes.
    pub async fn probe(&self) -> Result<(), Broken> {
        const PROBE: &str = "probe";
        let try_out = async |connection: &_| -> Result<(), Broken> {
            let transaction = writing(connection, &[META])?;
            let meta = transaction.object_store(META)?;
            meta.put(PROBE).with_key(PROBE).build()?;
            let back: Option<String> = meta.get(PROBE).await?;
            meta.delete(PROBE).build()?;
            transaction.commit().await?;
            (back.as_deref() == Some(PROBE)).then_some(()).ok_or_else(|| super::unreadable("probe"))
        };
        self.database.with(try_out).await
    }

    /// Stores a pairing. The tablet keeps its unsent changes. It writes as `fresh` from now on if
    /// the server will know it as another device than before: an identity belongs to one device.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored.
    pub async fn pair(&self, pairing: &Pairing, fresh: ReplicaId) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let transaction = writing(connection, &[META])?;
            let meta = transaction.object_store(META)?;
            let before: Option<String> = meta.get(PAIRING).await?;
            let before: Option<Pairing> = before.and_then(|row| serde_json::from_str(&row).ok());
            if before.is_none_or(|before| before.device != pairing.device) {
                write_as(&meta, fresh).await?;
            }
            meta.put(json(pairing)?).with_key(PAIRING).build()?;
            Ok(transaction.commit().await?)
        };
        self.database.with(store).await
    }

    /// Writes as `fresh` from now on: the server knows the old identity as somebody else's.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored.
    pub async fn renew(&self, fresh: ReplicaId) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let transaction = writing(connection, &[META])?;
            write_as(&transaction.object_store(META)?, fresh).await?;
            Ok(transaction.commit().await?)
        };
        self.database.with(store).await
    }

    /// Remembers whether the browser has promised not to clean the tablet's data away.
    ///
    /// # Errors
    /// [`Broken`] when it could not be stored.
    pub async fn remember_persisted(&self, persisted: bool) -> Result<(), Broken> {
        let store = async |connection: &_| -> Result<(), Broken> {
            let transaction = writing(connection, &[META])?;
            transaction.object_store(META)?.put(json(&persisted)?).with_key(PERSISTED).build()?;
            Ok(transaction.commit().await?)
        };
        self.database.with(store).await
    }
}

/// Takes a fresh identity, and remembers that nobody has confirmed what is left under the old.
async fn write_as(meta: &ObjectStore<'_>, fresh: ReplicaId) -> Result<(), Broken> {
    let before: Option<String> = meta.get(WRITER).await?;
    if let Some(before) = before.and_then(|row| serde_json::from_str::<Writer>(&row).ok()) {
        let orphaned: Option<String> = meta.get(ORPHANED).await?;
        let orphaned = orphaned.and_then(|row| serde_json::from_str(&row).ok());
        let mut orphaned: BTreeSet<ReplicaId> = orphaned.unwrap_or_default();
        orphaned.insert(before.replica);
        meta.put(json(&orphaned)?).with_key(ORPHANED).build()?;
    }
    meta.put(json(&Writer { replica: fresh, next_seq: 1 })?).with_key(WRITER).build()?;
    Ok(())
}
