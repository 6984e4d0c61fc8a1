//! Taking in what a tablet had saved to a file.
//!
//! The changes keep their numbers, so the file, the file once more, and the tablet itself count
//! once, in whatever order they come. Two things can have happened to a tablet since it saved the
//! file: a twin of it has used its numbers (then the changes go under the identity that the tablet
//! took, which follows from them), or it was given a new identity and wrote the changes anew (then
//! they name where they were first written, and a log takes them once under whatever number).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use samvaro_core::admission::{Asking, Known};
use samvaro_core::change::{Authored, Body, Change};
use samvaro_core::id::{Dot, LogId, Millis, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::replica::parted;
use samvaro_core::rescue::{RescueFile, RescueReport, RescuedPlace};
use uuid::Uuid;

use crate::help::{Helper, called, logs_of};
use crate::store::{Owner, Store, StoreError};

/// A tablet has parted from its twins so often at most; a file that leads further is no tablet's.
const PARTINGS_MAX: usize = 64;

/// Why a file was not taken in.
#[derive(Debug)]
pub enum RescueError {
    /// None of it is for a place of this organisation.
    Elsewhere,
    /// It holds changes of a replica that is no tablet.
    NoTablet,
    /// The store did not do it; what was taken in by then is, and trying again is always right.
    Store(StoreError),
}

impl fmt::Display for RescueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elsewhere => f.write_str("the file belongs to another organisation"),
            Self::NoTablet => f.write_str("the file holds changes that no tablet wrote"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RescueError {}

impl From<StoreError> for RescueError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::ForeignReplica => Self::NoTablet,
            error => Self::Store(error),
        }
    }
}

/// What taking the file in would do; nothing is stored.
///
/// # Errors
/// [`RescueError`].
pub async fn look(store: &dyn Store, helper: Helper, file: RescueFile) -> Result<RescueReport, RescueError> {
    let plan = Plan::make(store, helper, file).await?;
    plan.report(store, helper, &BTreeMap::new()).await
}

/// Takes the file in.
///
/// # Errors
/// [`RescueError`].
pub async fn take_in(
    store: &dyn Store,
    helper: Helper,
    file: RescueFile,
) -> Result<RescueReport, RescueError> {
    let plan = Plan::make(store, helper, file).await?;
    for (&replica, changes) in &plan.pushes {
        for chunk in changes.chunks(Pack::MAX_ROWS) {
            let push = helper.push(replica, &plan.scope, chunk.to_vec());
            let pushed = store.judge(Asking::Rescue, push).await?;
            if pushed.forked_at.is_some() {
                // A twin has spoken between looking and taking in.
                return Err(RescueError::Store(StoreError::Busy));
            }
        }
    }
    let mut after = BTreeMap::new();
    for (&replica, changes) in &plan.pushes {
        let known = store.known(helper.organisation, replica, changes).await?;
        after.extend(known.into_iter().map(|(seq, known)| (Dot { replica, seq }, known)));
    }
    plan.report(store, helper, &after).await
}

/// What is to be done with a file.
#[derive(Default)]
struct Plan {
    scope: BTreeSet<LogId>,
    /// What is handed in, by the identity that it goes under, in order of number.
    pushes: BTreeMap<ReplicaId, Vec<Authored>>,
    /// What the logs have already, under these numbers or others.
    known: BTreeSet<Dot>,
    /// The replicas that the file names.
    writers: BTreeSet<ReplicaId>,
    foreign: u64,
}

impl Plan {
    async fn make(store: &dyn Store, helper: Helper, file: RescueFile) -> Result<Self, RescueError> {
        let scope = logs_of(store, helper.organisation).await?;
        let mut plan = Self { scope, ..Self::default() };
        for (replica, saved) in file.replicas {
            plan.writers.insert(replica);
            let facts = store.replica(helper.organisation, replica).await?;
            if facts.is_some_and(|facts| !matches!(facts.owner, Owner::Device(_) | Owner::Unclaimed)) {
                return Err(RescueError::NoTablet);
            }
            let all = saved.len();
            let ours = |authored: &Authored| plan.scope.contains(&authored.change.log);
            let own: Vec<_> = saved.into_values().filter(|saved| ours(&saved.authored)).collect();
            plan.foreign += (all - own.len()) as u64;
            let unsent: BTreeSet<Seq> = own
                .iter()
                .filter(|saved| !saved.refused)
                .map(|saved| saved.authored.change.dot.seq)
                .collect();
            let changes = own.into_iter().map(|saved| saved.authored).collect();
            plan.add(store, helper, replica, changes, &unsent).await?;
        }
        if plan.pushes.is_empty() && plan.foreign > 0 {
            return Err(RescueError::Elsewhere);
        }
        Ok(plan)
    }

    /// Adds changes of one replica. From the first number that the server knows with other bytes,
    /// the unsent ones go under the identity that a replica takes when it has met its twin.
    async fn add(
        &mut self,
        store: &dyn Store,
        helper: Helper,
        replica: ReplicaId,
        changes: Vec<Authored>,
        unsent: &BTreeSet<Seq>,
    ) -> Result<(), RescueError> {
        let (mut replica, mut changes) = (replica, changes);
        for parting in 0..PARTINGS_MAX {
            let known = store.known(helper.organisation, replica, &changes).await?;
            let differs = |authored: &Authored| {
                known
                    .get(&authored.change.dot.seq)
                    .is_some_and(|known| known.digest() != authored.change.digest())
            };
            let split = changes.iter().position(differs).unwrap_or(changes.len());
            let rest = changes.split_off(split);
            self.hand_in(store, helper, replica, changes, &known).await?;
            let unsent = |authored: &&Authored| parting > 0 || unsent.contains(&authored.change.dot.seq);
            let Some((fresh, renamed)) = parted(rest.iter().filter(unsent)) else { return Ok(()) };
            (replica, changes) = (fresh, renamed);
        }
        Err(RescueError::NoTablet)
    }

    /// Notes what the logs have already, and hands everything in: a number that is asked about again
    /// is then known.
    async fn hand_in(
        &mut self,
        store: &dyn Store,
        helper: Helper,
        replica: ReplicaId,
        changes: Vec<Authored>,
        known: &BTreeMap<Seq, Known>,
    ) -> Result<(), RescueError> {
        let elsewhere = store.elsewhere(helper.organisation, &changes).await?;
        let dots = changes.iter().map(|authored| authored.change.dot);
        let is_known = |dot: &Dot| matches!(known.get(&dot.seq), Some(Known::Accepted(_)));
        self.known.extend(dots.filter(|dot| is_known(dot) || elsewhere.contains(dot)));
        if !changes.is_empty() {
            self.pushes.entry(replica).or_default().extend(changes);
        }
        Ok(())
    }

    async fn report(
        &self,
        store: &dyn Store,
        helper: Helper,
        after: &BTreeMap<Dot, Known>,
    ) -> Result<RescueReport, RescueError> {
        let names: BTreeMap<LogId, String> = store
            .places(helper.organisation)
            .await?
            .iter()
            .map(|place| (place.id.log(), called(place)))
            .collect();
        let mut places: BTreeMap<LogId, RescuedPlace> = BTreeMap::new();
        for authored in self.pushes.values().flatten() {
            let change = &authored.change;
            let place = places.entry(change.log).or_insert_with(|| empty(names.get(&change.log), change.at));
            add(place, change);
            match after.get(&change.dot) {
                _ if self.known.contains(&change.dot) => place.known += 1,
                Some(Known::Accepted(_)) => place.taken += 1,
                Some(Known::Refused(..) | Known::Aside(..)) => place.refused += 1,
                None => {}
            }
        }
        let mut places: Vec<_> = places.into_values().collect();
        places.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(RescueReport { tablets: self.tablets(store, helper).await?, places, foreign: self.foreign })
    }

    /// What the tablets are called that the file's replicas belong to.
    async fn tablets(&self, store: &dyn Store, helper: Helper) -> Result<Vec<String>, RescueError> {
        let mut owners: BTreeSet<Uuid> = BTreeSet::new();
        for &replica in &self.writers {
            if let Some(Owner::Device(device)) =
                store.replica(helper.organisation, replica).await?.map(|facts| facts.owner)
            {
                owners.insert(device);
            }
        }
        let devices = store.devices(helper.organisation).await?.into_iter();
        Ok(devices.filter(|device| owners.contains(&device.id.0)).map(|device| device.name).collect())
    }
}

fn empty(name: Option<&String>, at: Millis) -> RescuedPlace {
    let name = name.cloned().unwrap_or_default();
    RescuedPlace { name, changes: 0, visitors: 0, from: at, until: at, known: 0, taken: 0, refused: 0 }
}

fn add(place: &mut RescuedPlace, change: &Change) {
    place.changes += 1;
    place.from = place.from.min(change.at);
    place.until = place.until.max(change.at);
    place.visitors += match change.body.read() {
        Ok(Body::Count(count)) => i64::from(count.delta.total),
        Ok(Body::Undo(undo)) => -i64::from(undo.delta.total),
        _ => 0,
    };
}
