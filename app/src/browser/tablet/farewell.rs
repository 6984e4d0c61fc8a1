//! A tablet that was taken away: when all it had is handed in, it forgets everything.

use leptos::prelude::untrack;
use samvaro_core::api::Pairing;

use super::super::fetch::{NoAnswer, Question, ask, fetch_json};
use super::super::{memo, platform};
use super::identity::{adopt_orphans, orphans};
use super::{Phase, set_phase, store, unsent};

const DEVICE: &str = "/api/v1/device";
/// The server says so of a tablet that was taken away, and of no other.
const WITHDRAWN: &str = "/problem/withdrawn";

/// Forgets, if the server says that the tablet was taken away and nothing waits to be sent. Says
/// whether there is more to send first: what was left under a former identity is handed in under
/// this one, because no log will ever show whether it had arrived. A person decides about it.
pub async fn forget_if_withdrawn() -> bool {
    let (unsent, orphans) = (untrack(unsent), orphans().len());
    if unsent > orphans || !is_withdrawn().await {
        return false;
    }
    if orphans > 0 {
        return adopt_orphans().await;
    }
    forget().await;
    false
}

async fn forget() {
    // From here on no tab can store anything; if one just has, that is sent first.
    if store().leave().await != Ok(true) {
        return;
    }
    set_phase(Phase::Withdrawn);
    // What is remembered beside the store goes with it, or another tab would mend what it finds empty.
    memo::forget();
    platform::forget_everything().await;
    // The server has the browser forget too, cookie and worker among it.
    let _ = ask(Question { method: "DELETE", path: DEVICE, accept: "*/*", body: None }).await;
}

async fn is_withdrawn() -> bool {
    matches!(fetch_json::<Pairing>(DEVICE).await, Err(NoAnswer::Problem(problem)) if problem.kind == WITHDRAWN)
}
