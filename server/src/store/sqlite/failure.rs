//! Which failures end the process.

use crate::store::StoreError;

/// SQLite's primary code for an I/O error, a failed flush among them.
const IO_ERROR: i32 = 10;

/// The primary code is in the lowest byte of the extended one.
const PRIMARY_CODE_MASK: i32 = 0xff;

/// Whether nothing is certain after this failure: a damaged file, an I/O error. A flush that failed
/// once must not be tried again: the kernel may have dropped the pages and report success.
pub(super) fn is_fatal(error: &StoreError) -> bool {
    let cause = match error {
        StoreError::Damaged(_) => return true,
        StoreError::Database(cause) => cause,
        _ => return false,
    };
    match cause.downcast_ref::<sqlx::Error>() {
        Some(sqlx::Error::Database(cause)) => {
            let code = cause.code().and_then(|code| code.parse::<i32>().ok());
            code.is_some_and(|code| code & PRIMARY_CODE_MASK == IO_ERROR)
        }
        Some(sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed) => true,
        _ => false,
    }
}

/// Whether one push among several may be the cause, so that the others can go without it.
pub(super) fn is_of_one_push(error: &StoreError) -> bool {
    !matches!(error, StoreError::Busy | StoreError::Full | StoreError::Failed) && !is_fatal(error)
}

/// Whether trying again at once may help. Nobody else writes at the same time, so never.
pub(super) fn passes(_: &StoreError) -> bool {
    false
}

/// Waits before the next try.
pub(super) async fn pause(_tries: u32) {}
