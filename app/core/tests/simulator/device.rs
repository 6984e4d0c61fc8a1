//! A device of a history: two storages that survive a crash, and a replica in memory that does not.

use std::collections::BTreeMap;

use samvaro_core::change::{Authored, BodyBytes, Change};
use samvaro_core::id::{Dot, LogId, Millis, ReplicaId};
use samvaro_core::personal::Personal;
use samvaro_core::replica::{Replica, Writes, rewritten};

use crate::action::Storing;
use crate::bugs::Bug;
use crate::disk::{Main, Second, unite};
use crate::monotonic::{Reached, nothing_vanishes};

/// What somebody has done and is not stored yet.
#[derive(Clone)]
pub struct Draft {
    pub log: LogId,
    pub at: Millis,
    pub body: BodyBytes,
    pub personal: Option<Personal>,
}

impl Draft {
    fn under(&self, dot: Dot) -> Authored {
        let sealed = self.personal.as_ref().map(Personal::seal);
        let change = Change { dot, log: self.log, at: self.at, body: self.body.clone(), sealed };
        Authored { change, personal: self.personal.clone() }
    }
}

pub struct Device {
    pub main: Main,
    pub second: Second,
    /// What of the journal a power cut leaves.
    flushed: Second,
    /// What of a database that is not strict a power cut would leave.
    lazy_main: Option<Main>,
    /// A copy of the whole profile that somebody put aside.
    pub image: Option<(Main, Second)>,
    pub replica: Replica,
    /// Not stored: the storage had no room.
    pub queue: Vec<Draft>,
    pub logs: Vec<LogId>,
    /// The credential with which it calls.
    pub owner: usize,
    /// How wrong its clock is.
    pub skew: Millis,
    /// How far it has got.
    pub reached: Reached,
    /// Whether there is, or was, another with the same identity.
    pub has_twin: bool,
    /// Whether a storage of it was damaged.
    pub was_torn: bool,
    pub bug: Option<Bug>,
}

impl Device {
    pub fn new(id: ReplicaId, logs: &[LogId], owner: usize, bug: Option<Bug>) -> Self {
        let main = Main::new(id, logs);
        let second = Second::of(&main);
        Self {
            replica: main.load(),
            flushed: second.clone(),
            lazy_main: None,
            main,
            second,
            image: None,
            queue: Vec::new(),
            logs: logs.to_vec(),
            owner,
            skew: 0,
            reached: Reached::default(),
            has_twin: false,
            was_torn: false,
            bug,
        }
    }

    /// Another device from a copy of this one's profile.
    pub fn twin(&mut self) -> Self {
        self.has_twin = true;
        let mut twin = Self::new(self.main.writer().replica, &self.logs, self.owner, self.bug);
        (twin.main, twin.second) = (self.main.clone(), self.second.clone());
        (twin.has_twin, twin.was_torn, twin.skew) = (true, self.was_torn, self.skew);
        twin.flush();
        twin.start();
        twin.reached = Reached::anew(&twin);
        twin
    }

    /// Stores what waits in memory; gives what the database has taken.
    pub fn store(&mut self, storing: Storing) -> Vec<Authored> {
        if self.queue.is_empty() {
            return Vec::new();
        }
        let changes = self.numbered();
        if storing == Storing::Full {
            if self.bug == Some(Bug::FullShownAsSaved) {
                self.queue.clear();
                return changes;
            }
            return Vec::new();
        }
        self.main.append(&changes, &[]);
        if storing == Storing::Unsure && !self.has_stored(&changes) {
            self.main.append(&changes, &[]);
        }
        self.queue.clear();
        self.second.follow(&self.main);
        changes.iter().for_each(|authored| self.replica.record(authored.clone()));
        changes
    }

    /// What waits, under the next numbers.
    fn numbered(&self) -> Vec<Authored> {
        self.next_dots().zip(&self.queue).map(|(dot, draft)| draft.under(dot)).collect()
    }

    /// The next numbers. The database decides, with what is remembered beside it.
    fn next_dots(&self) -> impl Iterator<Item = Dot> + use<> {
        let writer = self.main.writer();
        let mut first = writer.next_seq;
        if writer.replica == self.replica.id() {
            first = first.max(self.replica.next_seq());
        }
        (first..).map(move |seq| Dot { replica: writer.replica, seq })
    }

    /// Whether a try that was reported as failed has reached the database.
    fn has_stored(&self, tried: &[Authored]) -> bool {
        let (first, last) = (&tried[0], &tried[tried.len() - 1]);
        self.main.outbox.get(&first.change.dot) == Some(first)
            && self.main.writer().next_seq == last.change.dot.seq + 1
    }

    /// Stores what an answer means.
    pub fn apply(&mut self, writes: &Writes) {
        let gone: Vec<_> =
            writes.settle.iter().filter_map(|dot| self.main.outbox.get(dot).cloned()).collect();
        self.main.apply(writes);
        self.second.follow(&self.main);
        writes.forget.iter().for_each(|log| self.reached.forget(*log));
        nothing_vanishes(self, &gone);
    }

    /// Sees to it that nothing has gone back.
    pub fn look(&mut self) {
        let mut reached = std::mem::take(&mut self.reached);
        reached.look(self);
        self.reached = reached;
    }

    /// Writes what is left under an identity that was given up anew. The logs have been read to
    /// their ends.
    pub fn adopt_orphans(&mut self) -> bool {
        let orphans: Vec<Authored> = self.replica.orphans().cloned().collect();
        if orphans.is_empty() {
            return false;
        }
        let mut renamed = BTreeMap::new();
        let changes: Vec<Authored> = self
            .next_dots()
            .zip(&orphans)
            .map(|(dot, orphan)| {
                renamed.insert(orphan.change.dot, dot);
                rewritten(orphan, dot, &renamed)
            })
            .collect();
        let replaced: Vec<Dot> = renamed.into_keys().collect();
        self.main.append(&changes, &replaced);
        self.second.follow(&self.main);
        self.replica.commit(Writes { offer: changes, settle: replaced, ..Writes::default() });
        true
    }

    /// The browser writes its lazy storages down.
    pub fn flush(&mut self) {
        self.flushed = self.second.clone();
        if self.bug == Some(Bug::OutboxRelaxed) {
            self.lazy_main = Some(self.main.clone());
        }
    }

    /// The power is gone, and with it everything that was not strictly durable.
    pub fn lose_power(&mut self) {
        self.second = self.flushed.clone();
        if let Some(lazy) = &self.lazy_main {
            self.main = lazy.clone();
        }
    }

    /// Everything in memory is gone; the storages are read anew.
    pub fn start(&mut self) {
        unite(&mut self.main, &mut self.second, self.bug);
        self.flush();
        self.queue.clear();
        self.replica = self.main.load();
    }

    /// What it has, wherever and of whomever: its own it would offer to a server that has lost it, and
    /// what logs had shown of others it would hand on.
    pub fn holds(&self) -> impl Iterator<Item = &Authored> {
        let tail = self.main.tail.values().flat_map(|(_, entries)| entries);
        let read = tail.chain(self.main.forgotten.values().flatten()).map(|entry| &entry.authored);
        let refused = self.main.refused.values().map(|refused| &refused.authored);
        let unsent = self.main.outbox.values().chain(self.second.unsent(&self.main));
        read.chain(refused).chain(unsent)
    }
}
