//! What a database's error means to us, for every engine: their codes never look alike.

use sqlx::error::ErrorKind;

use crate::store::StoreError;

/// Codes that say the disk is full: SQLite's SQLITE_FULL, PostgreSQL's disk_full.
const FULL: [&str; 2] = ["13", "53100"];

/// Codes that say that somebody else holds the lock for too long: SQLite's SQLITE_BUSY with its
/// variants, PostgreSQL's lock_not_available; and that a statement took too long, query_canceled.
const LOCKED: [&str; 5] = ["5", "261", "517", "55P03", "57014"];

/// Codes that say that a file is damaged or no database: SQLite's SQLITE_CORRUPT with its variants,
/// and SQLITE_NOTADB.
const DAMAGED: [&str; 5] = ["11", "267", "523", "779", "26"];

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::Database(cause) => {
                let code = cause.code().unwrap_or_default();
                match cause.kind() {
                    ErrorKind::UniqueViolation => Self::Taken,
                    ErrorKind::ForeignKeyViolation => Self::Missing,
                    _ if FULL.contains(&code.as_ref()) => Self::Full,
                    _ if DAMAGED.contains(&code.as_ref()) => Self::Damaged(cause.message().to_owned()),
                    _ if LOCKED.contains(&code.as_ref()) => Self::Busy,
                    _ => Self::Database(Box::new(error)),
                }
            }
            _ => Self::Database(Box::new(error)),
        }
    }
}

/// PostgreSQL's serialization_failure, deadlock_detected, and the three ways in which a server says
/// that it is going down or coming up.
const PASSING: [&str; 5] = ["40001", "40P01", "57P01", "57P02", "57P03"];

/// Whether this may be gone at the next try: a lost connection, a database that starts anew.
pub(super) fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(cause) => cause.code().is_some_and(|code| PASSING.contains(&code.as_ref())),
        _ => false,
    }
}
