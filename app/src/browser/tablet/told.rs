//! How a number came about, from the changes that this tablet keeps.

use samvaro_core::history::{Line, history};
use samvaro_core::target::Target;

use super::super::database::Broken;
use super::{log, mend, store};

/// The story of a target's number, oldest first. What was counted before the log was begun from
/// pages is not in it.
///
/// # Errors
/// [`Broken`] when the store cannot be read.
pub async fn told(target: Target) -> Result<Vec<Line>, Broken> {
    let Some(log) = leptos::prelude::untrack(log) else { return Ok(Vec::new()) };
    let stored = mend::load(&store(), false).await?.stored;
    let confirmed = stored.logs.get(&log).into_iter().flat_map(|(_, entries)| entries);
    let confirmed = confirmed.map(|entry| &entry.authored);
    Ok(history(confirmed.chain(&stored.outbox), target))
}
