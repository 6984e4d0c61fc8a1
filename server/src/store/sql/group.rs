//! One transaction for a group of pushes: look up, let the core judge and fold, write down.
//!
//! One flush for the whole group. Nothing in it is true for anybody before the commit.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use samvaro_core::admission::{Admission, Asking, admit_for};
use samvaro_core::change::{Body, Change};
use samvaro_core::entry::Cursor;
use samvaro_core::fold::LogState;
use samvaro_core::id::{LogId, OrganisationId};
use samvaro_core::origin::Origin;
use samvaro_core::programme::Programme;
use samvaro_core::tally::Tally;
use samvaro_core::target::Target;

use super::append::{self, NewEntry, NewRefused, Reached};
use super::attached;
use super::database::Connection;
use super::erase;
use super::facts::GroupFacts;
use super::held::{self, PlaceLog};
use super::locks;
use super::names;
use super::origins;
use super::programme;
use super::refused::{self, Reopened};
use super::tallies;
use crate::projection::{Reach, RowDay};
use crate::store::erasure_list::ErasureList;
use crate::store::programmes::{Folded, ProgrammeCache};
use crate::store::queue::Waiting;
use crate::store::{Erasable, Erasure, Growth, Owner, Pushed, StoreError, Stored};

/// What a group came to; it holds once the transaction has committed.
#[derive(Default)]
pub(super) struct Outcome {
    /// An answer for each push, in their order.
    pub answers: Vec<Stored<Pushed>>,
    /// Programmes that were edited.
    pub programmes: Vec<(LogId, Folded)>,
    /// Whether something was erased.
    pub erased: bool,
}

/// Does everything of a group but the commit.
pub(super) async fn run(
    connection: &mut Connection,
    cache: &ProgrammeCache,
    erasures: Option<&ErasureList>,
    group: &[Waiting],
) -> Stored<Outcome> {
    lock(connection, group).await?;
    let mut facts = GroupFacts::load(connection, cache, group).await?;
    let before = facts.heads.iter().map(|(log, (_, head))| (*log, *head)).collect();
    let mut judged = Judged::default();
    let mut outcome = Outcome::default();
    for waiting in group {
        outcome.answers.push(judged.push(connection, &mut facts, waiting).await?);
    }
    let mut folding = Folding::begin(connection, cache, group, &judged, before).await?;
    folding.fold(&mut judged.entries);
    outcome.erased = judged.erase(connection, erasures).await?;
    if judged.decides_on_names() {
        names::make_room(connection).await?;
    }
    append::entries(connection, &judged.entries).await?;
    append::refused(connection, &judged.refused).await?;
    refused::taken(connection, &judged.reopened).await?;
    origins::add(connection, &judged.origins).await?;
    origins::add_elsewhere(connection, &judged.elsewhere).await?;
    append::heads(connection, &judged.heads(&facts)).await?;
    append::replicas(connection, &judged.replicas).await?;
    outcome.programmes = folding.finish(connection).await?;
    Ok(outcome)
}

/// Takes the locks in the order that everybody keeps, so that nobody waits in a circle: replicas,
/// seals, then logs. Nothing is known of any before its lock is held.
async fn lock(connection: &mut Connection, group: &[Waiting]) -> Stored<()> {
    let replicas = group.iter().map(|waiting| waiting.push.replica).collect();
    locks::replicas(connection, &replicas).await?;
    let seals = group.iter().flat_map(|waiting| waiting.touched.seals()).collect();
    locks::seals(connection, &seals).await?;
    locks::logs(connection, &written(group)).await
}

/// The logs that the group may change.
pub(super) fn written(group: &[Waiting]) -> BTreeSet<LogId> {
    let of_push = |waiting: &Waiting| {
        let named: BTreeSet<LogId> =
            waiting.push.changes.iter().map(|authored| authored.change.log).collect();
        named.intersection(&waiting.push.scope).copied().collect::<Vec<_>>()
    };
    group.iter().flat_map(of_push).collect()
}

/// What the core has decided about the group so far.
#[derive(Default)]
struct Judged<'a> {
    entries: Vec<NewEntry>,
    refused: Vec<NewRefused>,
    reopened: Vec<Reopened<'a>>,
    replicas: Vec<Reached<'a>>,
    /// The logs that grew, with whose they are.
    grown: BTreeMap<LogId, OrganisationId>,
    /// The latest today of the pushes that edit a programme, by log.
    edited: BTreeMap<LogId, Date>,
    /// Where entries that were written anew were first written.
    origins: Vec<(OrganisationId, Origin)>,
    /// Changes that stand in their logs under other numbers.
    elsewhere: Vec<(OrganisationId, Change)>,
    /// What accepted changes erase.
    erasures: Vec<Erasure>,
}

impl<'a> Judged<'a> {
    async fn push(
        &mut self,
        connection: &mut Connection,
        facts: &mut GroupFacts,
        waiting: &'a Waiting,
    ) -> Stored<Stored<Pushed>> {
        let push = &waiting.push;
        if facts.replica(push).is_some_and(|known| !may_bring(waiting, known.owner)) {
            return Ok(Err(StoreError::ForeignReplica));
        }
        let known = facts.of(connection, waiting).await?;
        let admission =
            admit_for(waiting.asking, push.replica, push.changes.clone(), known, push.received_at);
        Ok(Ok(self.take(facts, waiting, admission)))
    }

    fn take(&mut self, facts: &mut GroupFacts, waiting: &'a Waiting, admission: Admission) -> Pushed {
        let push = &waiting.push;
        if matches!(waiting.asking, Asking::Writer | Asking::Rescue) {
            self.replicas.push(reached(waiting, &admission));
        }
        self.reopened.extend(admission.reopened.iter().map(|&seq| Reopened { push, seq }));
        for (log, head) in &admission.heads {
            facts.heads.insert(*log, (push.organisation, *head));
            self.grown.insert(*log, push.organisation);
        }
        for entry in admission.entries {
            let programme = waiting.touched.edits.contains(&entry.change().dot);
            let organisation = push.organisation;
            if programme && entry.change().log != organisation.log() {
                let today = self.edited.entry(entry.change().log).or_insert(push.today);
                *today = push.today.max(*today);
            }
            for &sealed in waiting.touched.erased.get(&entry.change().dot).into_iter().flatten() {
                let (of, erased_at) = (Erasable::Seal(sealed), push.received_at);
                self.erasures.push(Erasure { organisation, of, erased_at });
            }
            let origin = waiting.touched.origins.get(&entry.change().dot);
            self.origins.extend(origin.map(|origin| (organisation, *origin)));
            facts.origins.note(organisation, entry.change(), origin);
            self.entries.push(NewEntry { organisation, entry, chain: Default::default(), programme });
        }
        let keep =
            |refused| NewRefused { organisation: push.organisation, refused, received_at: push.received_at };
        self.refused.extend(admission.refused.into_iter().map(keep));
        let elsewhere = admission.elsewhere.into_iter().map(|authored| authored.change);
        self.elsewhere.extend(elsewhere.map(|change| (push.organisation, change)));
        Pushed {
            last_seq: admission.last_seq,
            refusals: admission.refusals,
            forked_at: admission.forked_at,
            grown: admission.heads.iter().map(|(&log, head)| Growth { log, head: head.position }).collect(),
        }
    }

    /// Erases what was asked for, before anything that comes with the group is written: of that,
    /// too. The list beside the database comes first, because a restored database has forgotten.
    async fn erase(&self, connection: &mut Connection, list: Option<&ErasureList>) -> Stored<bool> {
        if let Some(list) = list {
            list.add(&self.erasures)?;
        }
        for erasure in &self.erasures {
            erase::erase(connection, erasure).await?;
        }
        Ok(!self.erasures.is_empty())
    }

    /// Whether an organisation has just decided that names may be kept.
    fn decides_on_names(&self) -> bool {
        let shared = |new: &&NewEntry| new.programme && new.entry.change().log == new.organisation.log();
        let decides = |new: &NewEntry| new.entry.change().body.read().is_ok_and(|body| names::decides(&body));
        self.entries.iter().filter(shared).any(decides)
    }

    fn heads(&self, facts: &GroupFacts) -> Vec<(LogId, (OrganisationId, Cursor))> {
        self.grown.keys().filter_map(|log| facts.heads.get(log).map(|head| (*log, *head))).collect()
    }
}

/// Whether changes of a replica that belongs to `owner` may come with this push. Everybody pushes
/// their own; a saved file may hold those of any tablet; what is kept already may be judged again
/// whoever wrote it.
fn may_bring(waiting: &Waiting, owner: Owner) -> bool {
    let of_a_device = matches!(owner, Owner::Device(_) | Owner::Unclaimed);
    match waiting.asking {
        Asking::Writer => {
            let claims = owner == Owner::Unclaimed && matches!(waiting.push.owner, Owner::Device(_));
            owner == waiting.push.owner || claims
        }
        Asking::Rescue => of_a_device,
        Asking::Coordinator | Asking::Server => true,
    }
}

/// How far a replica has come. Who hands in a tablet's file does not become its owner.
fn reached<'a>(waiting: &'a Waiting, admission: &Admission) -> Reached<'a> {
    let handed_in = waiting.asking == Asking::Rescue;
    let push = &waiting.push;
    let owner = if handed_in { Owner::Unclaimed } else { push.owner };
    let ahead = push.changes.iter().map(|authored| authored.change.dot.seq).max();
    let ahead_seq = ahead.filter(|_| handed_in).unwrap_or(0);
    Reached { push, owner, last_seq: admission.last_seq, ahead_seq }
}

/// The places that the group changes, as far as they must be known to fold its entries in.
struct Folding {
    states: BTreeMap<LogId, LogState>,
    rows: tallies::Rows,
    programmes: BTreeMap<LogId, Folded>,
    edits: BTreeMap<LogId, Edits>,
}

/// Edits of one programme.
struct Edits {
    place: PlaceLog,
    reach: Reach,
    today: Date,
    count: u64,
}

impl Folding {
    async fn begin(
        connection: &mut Connection,
        cache: &ProgrammeCache,
        group: &[Waiting],
        judged: &Judged<'_>,
        before: BTreeMap<LogId, Cursor>,
    ) -> Stored<Self> {
        let rows = tallies::load(connection, counted(group, judged)).await?;
        let wanted = rows.iter().filter(|((_, target), row)| {
            (row.day.is_none() || row.attached) && matches!(target, Target::Occurrence(_))
        });
        let needed: BTreeSet<LogId> =
            wanted.map(|((log, _), _)| *log).chain(judged.edited.keys().copied()).collect();
        let mut programmes = BTreeMap::new();
        for log in needed {
            programmes.insert(log, programme::current(connection, cache, log).await?);
        }
        let states = before.into_iter().filter(|(log, _)| judged.grown.contains_key(log));
        let states = states.map(|(log, cursor)| (log, LogState { cursor, ..LogState::default() }));
        let mut folding = Self { states: states.collect(), rows, programmes, edits: BTreeMap::new() };
        folding.hand_over(judged);
        Ok(folding)
    }

    /// Gives the states what their entries change: the tallies, and programmes that are edited.
    fn hand_over(&mut self, judged: &Judged<'_>) {
        for ((log, target), row) in &mut self.rows {
            if let Some(state) = self.states.get_mut(log) {
                state.tallies.insert(*target, std::mem::take(&mut row.tally));
            }
        }
        for (log, today) in &judged.edited {
            let Some(&organisation) = judged.grown.get(log) else { continue };
            let place = PlaceLog { organisation, log: *log };
            if let (Some(state), Some(folded)) = (self.states.get_mut(log), self.programmes.get(log)) {
                state.programme = Programme::clone(&folded.programme);
            }
            self.edits.insert(*log, Edits { place, reach: Reach::default(), today: *today, count: 0 });
        }
    }

    /// Lets the core fold the entries in, and notes the chain after each.
    fn fold(&mut self, entries: &mut [NewEntry]) {
        for new in entries {
            let log = new.entry.change().log;
            let Some(state) = self.states.get_mut(&log) else { continue };
            if new.programme
                && let Some(edits) = self.edits.get_mut(&log)
                && let Ok(Body::Put(put)) = new.entry.change().body.read()
            {
                edits.reach.add(&put, &state.programme);
                edits.count += 1;
            }
            state.apply(&new.entry);
            new.chain = state.cursor.chain;
        }
    }

    /// Writes the rows and programmes down.
    async fn finish(mut self, connection: &mut Connection) -> Stored<Vec<(LogId, Folded)>> {
        for (log, edits) in &mut self.edits {
            let (Some(state), Some(folded)) = (self.states.get_mut(log), self.programmes.get_mut(log)) else {
                continue;
            };
            edits.reach.close(&state.programme);
            folded.programme = std::mem::take(&mut state.programme).into();
            folded.position = state.cursor.position;
            folded.chain = state.cursor.chain;
            folded.since_checkpoint += edits.count;
        }
        for ((log, target), row) in &mut self.rows {
            if let Some(tally) = self.states.get_mut(log).and_then(|state| state.tallies.remove(target)) {
                row.tally = tally;
            }
            if row.day.is_none()
                && let Some(folded) = self.programmes.get(log)
            {
                row.day = Some(RowDay::of(target, &folded.programme));
            }
        }
        // A count that was refused has left its tally as it was: nothing to write.
        self.rows.retain(|_, row| row.tally != Tally::default());
        tallies::save(connection, &self.rows).await?;
        self.attach(connection).await?;
        for (log, Edits { place, reach, today, .. }) in &self.edits {
            let Some(folded) = self.programmes.get_mut(log) else { continue };
            held::refresh(connection, *place, &folded.programme, reach, *today).await?;
            if folded.wants_checkpoint() {
                programme::keep_checkpoint(connection, *log, folded).await?;
            }
        }
        Ok(self.programmes.into_iter().collect())
    }

    /// Puts the sums of attached rows where they belong, in places whose programme is not edited.
    async fn attach(&self, connection: &mut Connection) -> Stored<()> {
        let attached = self.rows.iter().filter(|(_, row)| row.attached);
        let places: BTreeMap<LogId, OrganisationId> =
            attached.map(|((log, _), row)| (*log, row.organisation)).collect();
        for (log, organisation) in places.into_iter().filter(|(log, _)| !self.edits.contains_key(log)) {
            if let Some(folded) = self.programmes.get(&log) {
                attached::refresh(connection, PlaceLog { organisation, log }, &folded.programme).await?;
            }
        }
        Ok(())
    }
}

/// The tallies that the group's counts change. A log that is not a place's has none.
fn counted(group: &[Waiting], judged: &Judged<'_>) -> BTreeSet<(OrganisationId, LogId, Target)> {
    let of_push = |waiting: &Waiting| {
        let organisation = waiting.push.organisation;
        let tallies = waiting.touched.tallies.clone().into_iter();
        tallies.map(move |(log, target)| (organisation, log, target))
    };
    let of_place = |(organisation, log, _): &(OrganisationId, LogId, Target)| {
        judged.grown.get(log) == Some(organisation) && *log != organisation.log()
    };
    group.iter().flat_map(of_push).filter(of_place).collect()
}
