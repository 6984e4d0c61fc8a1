//! The one task that writes pushes: it gathers what waits into a group and commits it at once.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::mpsc;

use super::failure::{self, is_of_one_push};
use super::group::{self, Outcome};
use super::shared::Shared;
use crate::store::queue::{Waiting, gather};
use crate::store::{StoreError, Stored};

/// How often a group is written anew after a failure that passes by itself.
const COMMIT_MAX_TRIES: u32 = 5;

/// Writes groups until the store is closed.
pub(super) async fn run(shared: Arc<Shared>, mut queue: mpsc::Receiver<Waiting>) {
    let mut held_back = VecDeque::new();
    while let Some(group) = gather(&mut queue, &mut held_back).await {
        write(&shared, group).await;
    }
}

/// Writes a group. If one push of several is at fault, each goes alone, so that it takes no other
/// along.
pub(in super::super) async fn write(shared: &Shared, group: Vec<Waiting>) {
    match commit(shared, &group).await {
        Ok(outcome) => answer(shared, group, outcome).await,
        Err(error) if group.len() > 1 && is_of_one_push(&error) => {
            tracing::warn!(%error, pushes = group.len(), "a group of pushes failed; each goes alone");
            for waiting in group {
                let alone = vec![waiting];
                match commit(shared, &alone).await {
                    Ok(outcome) => answer(shared, alone, outcome).await,
                    Err(error) => refuse(shared, alone, error),
                }
            }
        }
        Err(error) => refuse(shared, group, error),
    }
}

/// Writes a group in one transaction; anew, where that may help.
async fn commit(shared: &Shared, group: &[Waiting]) -> Stored<Outcome> {
    let mut tries = 1;
    loop {
        match commit_once(shared, group).await {
            Err(error) if failure::passes(&error) && tries < COMMIT_MAX_TRIES => {
                tracing::warn!(%error, tries, "a group of pushes is written anew");
                failure::pause(tries).await;
                tries += 1;
            }
            done => return done,
        }
    }
}

async fn commit_once(shared: &Shared, group: &[Waiting]) -> Stored<Outcome> {
    let mut writer = shared.writer().await?;
    let writing = async {
        let mut transaction = shared.begin(&mut writer).await?;
        let outcome = group::run(&mut transaction, &shared.programmes, shared.erasures.get(), group).await;
        let outcome = shared.noting_failure(outcome)?;
        shared.commit(transaction).await?;
        Ok(outcome)
    };
    shared.in_time(writing).await
}

async fn answer(shared: &Shared, group: Vec<Waiting>, outcome: Outcome) {
    for (log, folded) in outcome.programmes {
        shared.programmes.keep(log, folded);
    }
    for (waiting, answer) in group.into_iter().zip(outcome.answers) {
        for growth in answer.iter().flat_map(|pushed| &pushed.grown) {
            shared.tell(*growth);
        }
        let _ = waiting.answer.send(answer);
    }
    // Nobody can read it any more; nobody who counts waits for its bytes to be written over.
    if outcome.erased
        && let Err(error) = wipe_erased(shared).await
    {
        tracing::warn!(%error, "the room of erased rows is not free yet");
    }
}

async fn wipe_erased(shared: &Shared) -> Stored<()> {
    let mut writer = shared.writer().await?;
    shared.wipe_erased(&mut writer).await
}

fn refuse(shared: &Shared, group: Vec<Waiting>, error: StoreError) {
    tracing::error!(%error, pushes = group.len(), "pushes were not stored");
    let again = || match &error {
        // This was the write after which nothing is certain.
        _ if shared.has_not_failed().is_err() => StoreError::Failed,
        StoreError::Busy => StoreError::Busy,
        StoreError::Full => StoreError::Full,
        StoreError::Failed => StoreError::Failed,
        // It has not passed yet.
        passing if failure::passes(passing) => StoreError::Busy,
        other => StoreError::Database(other.to_string().into()),
    };
    for waiting in group {
        let _ = waiting.answer.send(Err(again()));
    }
}
