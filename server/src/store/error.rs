//! Why the store did not do what it was asked.

use std::fmt;

use super::database_error;
use crate::store::backup::BackupError;
use crate::store::erasure_list::BadList;

/// What a store answers.
pub type Stored<T> = Result<T, StoreError>;

/// Why the store did not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// Too much waits already; ask again shortly (503).
    Busy,
    /// The disk is full; nothing was written, and reading goes on (507).
    Full,
    /// An earlier write failed in a way after which nothing is certain; nothing is written until
    /// the process has been started anew (503, and the process ends with status 70).
    Failed,
    /// Another device or account uses this replica's id (409).
    ForeignReplica,
    /// The id, slug or email exists already.
    Taken,
    /// There is no such organisation, place, device or account.
    Missing,
    /// The database is set up so that it may lose what it has confirmed.
    Forgetful(String),
    /// What was read is not what this program writes.
    Corrupt(String),
    /// The database's file is damaged, in the engine's own words. It is not served.
    Damaged(String),
    /// A backup is restored into an empty database only.
    NotEmpty,
    /// A backup cannot be written or read.
    Backup(BackupError),
    /// The list of erasures cannot be read or written.
    Erasures(BadList),
    /// The database refused; the cause is for the log, not for the caller.
    Database(Box<dyn std::error::Error + Send + Sync>),
}

impl StoreError {
    /// Whether the database is away for the moment, or goes down or comes up: ask again (503).
    pub fn passes(&self) -> bool {
        match self {
            Self::Busy => true,
            Self::Database(cause) => cause.downcast_ref().is_some_and(database_error::passes),
            _ => false,
        }
    }

    /// What was read is not what this program writes.
    pub fn corrupt(what: impl fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy => f.write_str("too many writes are waiting"),
            Self::Full => f.write_str("the disk is full"),
            Self::Failed => f.write_str("an earlier write failed; the server must be restarted"),
            Self::ForeignReplica => f.write_str("the replica belongs to another device or account"),
            Self::Taken => f.write_str("it exists already"),
            Self::Missing => f.write_str("there is no such thing"),
            Self::Forgetful(what) => write!(f, "the database may lose what it has confirmed: {what}"),
            Self::Corrupt(what) => write!(f, "the database holds something unreadable: {what}"),
            Self::Damaged(what) => write!(
                f,
                "the database is damaged and is not served ({what}). Move its files away, keep them, and \
                 bring the latest backup back with `samvaro restore`; tablets then send again what they hold"
            ),
            Self::NotEmpty => f.write_str("the database is not empty"),
            Self::Backup(error) => error.fmt(f),
            Self::Erasures(error) => error.fmt(f),
            Self::Database(error) => write!(f, "the database refused: {error}"),
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Database(error) => Some(error.as_ref()),
            _ => None,
        }
    }
}

impl From<BackupError> for StoreError {
    fn from(error: BackupError) -> Self {
        Self::Backup(error)
    }
}

impl From<BadList> for StoreError {
    fn from(error: BadList) -> Self {
        Self::Erasures(error)
    }
}
