//! Keeping visitors' names no longer than was decided: at start, and every few seconds after it.
//!
//! A name goes so many days after its occurrence, and at once when the organisation's decision has
//! ended. It goes by a change in the log, so that every tablet lets go of it, too.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use jiff::civil::Date;
use samvaro_core::digest::Digest;
use samvaro_core::id::{LogId, Millis, OrganisationId, ReplicaId};
use samvaro_core::programme::Programme;
use samvaro_core::schedule::calendar_day::plus_days;
use uuid::Uuid;

use crate::exchange::{RecordError, Recording, erase};
use crate::store::{KeptName, Owner, Store, StoreError};

/// Erases the names whose time is up. Says how many went.
///
/// # Errors
/// When the store fails; the next time goes on from there.
pub async fn erase_due(store: &dyn Store, now: Millis, today: Date) -> Result<usize, RecordError> {
    let kept = store.kept_names().await?;
    let programmes = programmes(store, &kept).await?;
    let mut due: BTreeMap<(OrganisationId, LogId), Vec<Digest>> = BTreeMap::new();
    for name in kept.iter().filter(|name| is_due(&programmes, name, today)) {
        let log = erased_in(store, name).await?;
        due.entry((name.organisation, log)).or_default().push(name.sealed);
    }
    let erased = due.values().map(Vec::len).sum();
    for ((organisation, log), sealed) in due {
        let (replica, owner) = (ReplicaId(Uuid::now_v7()), Owner::Server);
        let recording = Recording { organisation, replica, owner, now, today };
        erase(store, &recording, log, &sealed).await?;
    }
    Ok(erased)
}

/// What the places and their organisations say, by log.
type Programmes = BTreeMap<LogId, Arc<Programme>>;

async fn programmes(store: &dyn Store, kept: &[KeptName]) -> Result<Programmes, StoreError> {
    let mut programmes = Programmes::new();
    for log in kept.iter().flat_map(|name| [name.organisation.log(), name.log]) {
        if let Entry::Vacant(free) = programmes.entry(log) {
            free.insert(store.programme(log).await?);
        }
    }
    Ok(programmes)
}

fn is_due(programmes: &Programmes, name: &KeptName, today: Date) -> bool {
    let (Some(organisation), Some(place)) =
        (programmes.get(&name.organisation.log()), programmes.get(&name.log))
    else {
        return true;
    };
    let shared = organisation.shared();
    let kept_until = last_day(place, name, shared.sign_up_names_days());
    shared.sign_ups_on(today).is_none() || kept_until.is_none_or(|last| last <= today)
}

/// The day from which on the name is no longer kept; an occurrence may have been moved.
fn last_day(place: &Programme, name: &KeptName, days: u16) -> Option<Date> {
    let held_on = place.moved_to(name.target).unwrap_or(name.target.date);
    plus_days(held_on, i64::from(days))
}

/// The log that says it: the one that the change is for, if it is one of the organisation's.
async fn erased_in(store: &dyn Store, name: &KeptName) -> Result<LogId, StoreError> {
    let places = store.places(name.organisation).await?;
    let own = places.iter().any(|place| place.id.log() == name.log);
    Ok(if own { name.log } else { name.organisation.log() })
}
