//! What a database's error means to us, for every engine: their codes never look alike.

use sqlx::error::ErrorKind;

use crate::store::StoreError;

/// Codes that say the disk is full: SQLite's SQLITE_FULL, PostgreSQL's disk_full.
const FULL: [&str; 2] = ["13", "53100"];

/// Codes that say that somebody else holds the lock for too long: SQLite's SQLITE_BUSY with its
/// variants, PostgreSQL's lock_not_available; and that a statement took too long, query_canceled.
const LOCKED: [&str; 5] = ["5", "261", "517", "55P03", "57014"];

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
                    _ if LOCKED.contains(&code.as_ref()) => Self::Busy,
                    _ => Self::Database(Box::new(error)),
                }
            }
            _ => Self::Database(Box::new(error)),
        }
    }
}
