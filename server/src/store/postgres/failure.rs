//! Which failures pass by themselves.

use std::time::Duration;

use crate::store::StoreError;

/// The wait before the second try, in milliseconds; before each later one it is longer by as much.
const RETRY_DELAY_MS: u64 = 20;

/// Whether trying again at once may help. A push that was committed although the connection broke
/// is known by its numbers the second time.
pub(super) fn passes(error: &StoreError) -> bool {
    // Two processes have set the same address of a place; the second now sees the first.
    matches!(error, StoreError::Taken) || (error.passes() && !matches!(error, StoreError::Busy))
}

/// Waits before the next try.
pub(super) async fn pause(tries: u32) {
    tokio::time::sleep(Duration::from_millis(RETRY_DELAY_MS * u64::from(tries))).await;
}

/// Whether one push among several may be the cause, so that the others can go without it.
pub(super) fn is_of_one_push(error: &StoreError) -> bool {
    let of_all = matches!(error, StoreError::Busy | StoreError::Full | StoreError::Failed);
    let is_taken = matches!(error, StoreError::Taken);
    !of_all && (is_taken || !passes(error))
}
