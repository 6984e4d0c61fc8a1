//! A replica's side of the exchange: a state machine without clock, network or storage.
//!
//! Every step that changes what is kept is a [`Writes`] first: the caller stores it in one
//! transaction and only then hands it to [`Replica::commit`]. A crash in between loses nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::admission::Asking;
use crate::change::{Authored, Bodies, Body, BodyBytes, Change};
use crate::digest::Digest;
use crate::entry::{Cursor, Entry};
use crate::fold::LogState;
use crate::id::{Dot, LogId, Millis, Position, ReplicaId, Seq};
use crate::protocol::Verdict;
use crate::snapshot::Base;
use crate::tally::Tally;
use crate::target::Target;
use hand_on::Forgotten;

mod begin;
mod erase;
mod fork;
mod hand_on;
mod receive;
mod request;

pub use fork::{parted, rewritten};
pub use hand_on::{HAND_ON_AFTER_MS, is_handed_on};
pub use receive::{BadReply, Received};

/// How long a replica keeps confirmed changes, to offer them again to a server that was restored from
/// a backup, in milliseconds (35 days).
pub const RETAIN_MS: Millis = 35 * 24 * 60 * 60 * 1000;

/// A change that the server refused, with its verdict.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Refused {
    /// The change as it was written.
    pub authored: Authored,
    /// Why it was not accepted.
    pub verdict: Verdict,
}

/// What a store holds of a replica.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// The logs it reads, with the entries it has: all of them, or those after its base.
    pub logs: BTreeMap<LogId, (Cursor, Vec<Entry>)>,
    /// What the snapshots say that logs were begun from.
    pub bases: BTreeMap<LogId, LogState>,
    /// Changes that no log has shown yet.
    pub outbox: Vec<Authored>,
    /// Refused changes.
    pub refused: Vec<Refused>,
    /// Identities that were given up before the server had confirmed everything under them.
    pub orphaned: BTreeSet<ReplicaId>,
    /// What logs had shown before they were forgotten, until all of it is there again.
    pub forgotten: BTreeMap<LogId, Vec<Entry>>,
}

/// What a step wants stored, in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writes {
    /// Logs to forget before anything is appended: they turned out to be another life of theirs.
    /// Own changes that they had shown are offered again; the entries are put aside
    /// ([`Stored::forgotten`]).
    pub forget: Vec<LogId>,
    /// Logs of which nothing that was put aside is needed any more.
    pub let_go: Vec<LogId>,
    /// Logs to begin from a snapshot: nothing of them was there before.
    pub begin: Vec<(LogId, Base)>,
    /// New entries of a log, and the cursor after them.
    pub append: Vec<(LogId, Vec<Entry>, Cursor)>,
    /// Changes to take into the outbox (again).
    pub offer: Vec<Authored>,
    /// Changes that leave the outbox, and the refused ones: their log has shown them.
    pub settle: Vec<Dot>,
    /// Refused changes to keep; they leave the outbox too.
    pub refuse: Vec<Refused>,
    /// A new identity, with the number that its next change gets.
    pub rename: Option<(ReplicaId, Seq)>,
    /// Seals whose personal fields leave everything that is stored: rows of entries, waiting and
    /// refused changes, what logs were begun from, and every copy of these. The changes stay.
    pub erase: Vec<Digest>,
}

impl Writes {
    /// Whether there is nothing to store.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A writer of changes, as far as it is held in memory.
#[derive(Clone, Debug)]
pub struct Replica {
    id: ReplicaId,
    logs: BTreeMap<LogId, LogState>,
    outbox: BTreeMap<Dot, Authored>,
    refused: BTreeMap<Dot, Refused>,
    /// Identities that were given up before the server had confirmed everything under them.
    orphaned: BTreeSet<ReplicaId>,
    /// Own changes that a log has shown (orphaned ones too), as far back as [`RETAIN_MS`].
    retained: BTreeMap<Dot, Entry>,
    /// What logs have shown of others, as far back.
    others: BTreeMap<Dot, Entry>,
    /// The same of logs that were forgotten and do not show it again yet.
    forgotten: BTreeMap<LogId, Forgotten>,
    /// The highest own number that has left the outbox.
    settled_seq: Seq,
    /// The highest own number that the server said it has.
    server_seq: Seq,
    /// The highest own number that the server has confirmed to have with our bytes.
    sent_seq: Seq,
    /// The lowest number in the latest request; 0 if it held no changes.
    asked_from: Seq,
    /// The highest number in the latest request; 0 if it held no changes.
    asked_seq: Seq,
    /// Refused changes that the latest request held once more.
    asked_again: BTreeSet<Dot>,
    /// The latest request's number.
    exchange: u64,
    /// Whether the latest request is still unanswered.
    awaiting: bool,
    /// Whether a snapshot turned out to be of no use, so that entries are asked for instead.
    declined: bool,
}

impl Replica {
    /// A replica that reads `logs` and has stored nothing yet.
    pub fn new(id: ReplicaId, logs: impl IntoIterator<Item = LogId>) -> Self {
        Self::load(
            id,
            Stored {
                logs: logs.into_iter().map(|log| (log, Default::default())).collect(),
                ..Stored::default()
            },
        )
    }

    /// A replica as its store has it.
    pub fn load(id: ReplicaId, mut stored: Stored) -> Self {
        let mut replica = Self {
            id,
            logs: BTreeMap::new(),
            outbox: BTreeMap::new(),
            refused: BTreeMap::new(),
            orphaned: stored.orphaned,
            retained: BTreeMap::new(),
            others: BTreeMap::new(),
            forgotten: BTreeMap::new(),
            settled_seq: 0,
            server_seq: 0,
            sent_seq: 0,
            asked_from: 0,
            asked_seq: 0,
            asked_again: BTreeSet::new(),
            exchange: 0,
            awaiting: false,
            declined: false,
        };
        for refused in stored.refused {
            replica.keep_refused(refused);
        }
        // After the refused ones: one that is offered again is in both.
        for authored in stored.outbox {
            replica.record(authored);
        }
        for (log, entries) in stored.forgotten {
            replica.forgotten.entry(log).or_default().add(entries, replica.exchange);
        }
        for (log, (cursor, entries)) in stored.logs {
            let empty = || LogState { cursor: Cursor::start(cursor.epoch), ..LogState::default() };
            replica.logs.insert(log, stored.bases.remove(&log).unwrap_or_else(empty));
            replica.append(log, entries, cursor);
        }
        replica.server_seq = replica.settled_seq;
        replica
    }

    /// Its identity.
    pub fn id(&self) -> ReplicaId {
        self.id
    }

    /// The logs it reads.
    pub fn logs(&self) -> impl Iterator<Item = (LogId, &LogState)> {
        self.logs.iter().map(|(&log, state)| (log, state))
    }

    /// How far it has read each log.
    pub fn cursors(&self) -> Vec<(LogId, Cursor)> {
        self.logs().map(|(log, state)| (log, state.cursor)).collect()
    }

    /// What the server has confirmed of a log.
    pub fn confirmed(&self, log: LogId) -> Option<&LogState> {
        self.logs.get(&log)
    }

    /// How far it has read a log: the base of an edit made now.
    pub fn base(&self, log: LogId) -> Position {
        self.logs.get(&log).map_or(0, |state| state.cursor.position)
    }

    /// Changes that no log has shown yet, oldest first.
    pub fn outbox(&self) -> impl Iterator<Item = &Authored> {
        self.outbox.values()
    }

    /// Changes under an identity that was given up. When their log has been read to its end, those
    /// still here never arrived, and are written anew under the new identity.
    pub fn orphans(&self) -> impl Iterator<Item = &Authored> {
        self.outbox.values().filter(|authored| self.is_orphaned(&authored.change.dot))
    }

    fn is_orphaned(&self, dot: &Dot) -> bool {
        dot.replica != self.id && self.orphaned.contains(&dot.replica)
    }

    /// How many changes are not sent.
    pub fn unsent(&self) -> usize {
        self.outbox.len()
    }

    /// Refused changes, which need a person. Those that are offered again are among the waiting
    /// ones until there is an answer.
    pub fn refused(&self) -> impl Iterator<Item = &Refused> {
        self.refused.iter().filter(|(dot, _)| !self.outbox.contains_key(dot)).map(|(_, refused)| refused)
    }

    /// How many refused changes are offered again and have had no answer yet.
    pub fn offered(&self) -> usize {
        self.refused.keys().filter(|dot| self.outbox.contains_key(dot)).count()
    }

    /// Whether the server may be asked to judge a refused change again, under its own number: a
    /// change enters its log once, whoever asks. What was written under a former identity is
    /// only for a coordinator to offer.
    pub fn may_offer(&self, refused: &Refused) -> bool {
        refused.authored.change.dot.replica == self.id && Asking::Writer.reopens(refused.verdict)
    }

    /// Takes all refused changes that may be offered again into the outbox once more. They stay
    /// among the refused ones until a log has shown them.
    pub fn offer_refused(&self) -> Writes {
        let offered = self.refused().filter(|refused| self.may_offer(refused));
        Writes { offer: offered.map(|refused| refused.authored.clone()).collect(), ..Writes::default() }
    }

    /// The waiting changes for which these writes were made, where others would call for other writes.
    /// A store that holds one more must refuse them: its number may be given to something else here,
    /// or it would be left behind under a former identity.
    pub fn made_for(&self, writes: &Writes) -> Option<BTreeSet<Dot>> {
        let depends = writes.rename.is_some() || !writes.offer.is_empty() || !writes.forget.is_empty();
        depends.then(|| self.outbox.keys().copied().collect())
    }

    /// The lowest number that a next change may have; the store's own counter decides.
    pub fn next_seq(&self) -> Seq {
        let waiting = self.outbox.keys().filter(|dot| dot.replica == self.id).map(|dot| dot.seq).max();
        waiting.unwrap_or(0).max(self.settled_seq).max(self.server_seq) + 1
    }

    /// Takes in a change that has been stored in the outbox.
    pub fn record(&mut self, authored: Authored) {
        self.outbox.insert(authored.change.dot, authored);
    }

    /// A log as its people see it: confirmed, with the waiting changes on top.
    pub fn view(&self, log: LogId) -> LogState {
        let mut state = self.logs.get(&log).cloned().unwrap_or_default();
        let mut bodies = Bodies::default();
        for authored in self.waiting(log) {
            state.preview_read(authored, bodies.read(&authored.change.body));
        }
        state
    }

    /// One tally as people see it; much cheaper than the whole [`Replica::view`].
    pub fn tally(&self, log: LogId, target: Target) -> Tally {
        let confirmed = self.logs.get(&log).and_then(|state| state.tallies.get(&target));
        let mut state = LogState::default();
        state.tallies.insert(target, confirmed.cloned().unwrap_or_default());
        let about = |authored: &&Authored| authored.change.body.as_str().contains(&target.to_string());
        self.waiting(log).filter(about).for_each(|authored| state.preview(authored));
        state.tallies.remove(&target).unwrap_or_default()
    }

    /// Whether a count of this target still waits in the outbox.
    pub fn is_waiting(&self, log: LogId, target: Target) -> bool {
        let target = target.to_string();
        self.waiting(log).any(|authored| authored.change.body.as_str().contains(&target))
    }

    fn waiting(&self, log: LogId) -> impl Iterator<Item = &Authored> {
        self.outbox.values().filter(move |authored| authored.change.log == log)
    }

    fn dot(&self, seq: Seq) -> Dot {
        Dot { replica: self.id, seq }
    }

    /// Takes in what has been stored.
    pub fn commit(&mut self, writes: Writes) {
        if let Some((id, _)) = writes.rename {
            self.id = id;
            self.others.append(&mut self.retained);
            self.settled_seq = 0;
            self.server_seq = 0;
            self.sent_seq = 0;
        }
        for log in writes.forget {
            self.logs.insert(log, LogState::default());
            for shown in [&mut self.retained, &mut self.others] {
                let gone = shown.extract_if(.., |_, entry| entry.change().log == log);
                let gone = gone.map(|(_, entry)| entry);
                self.forgotten.entry(log).or_default().add(gone, self.exchange);
            }
        }
        for log in writes.let_go {
            self.forgotten.remove(&log);
        }
        for (log, base) in writes.begin {
            self.logs.insert(log, base.state);
        }
        for authored in writes.offer {
            self.retained.remove(&authored.change.dot);
            self.record(authored);
        }
        for (log, entries, cursor) in writes.append {
            self.append(log, entries, cursor);
        }
        for dot in writes.settle {
            self.outbox.remove(&dot);
            self.refused.remove(&dot);
        }
        for refused in writes.refuse {
            self.keep_refused(refused);
        }
        if !writes.erase.is_empty() {
            self.forget_personal(&writes.erase);
            self.logs.values_mut().for_each(|state| state.erase(&writes.erase));
        }
    }

    fn keep_refused(&mut self, refused: Refused) {
        let dot = refused.authored.change.dot;
        self.outbox.remove(&dot);
        if dot.replica == self.id {
            self.settled_seq = self.settled_seq.max(dot.seq);
        }
        self.refused.insert(dot, refused);
    }

    fn retain(&mut self, entry: Entry) {
        let dot = entry.change().dot;
        if dot.replica == self.id {
            self.settled_seq = self.settled_seq.max(dot.seq);
        }
        if let Some(forgotten) = self.forgotten.get_mut(&entry.change().log) {
            forgotten.see(&entry);
        }
        let is_own = dot.replica == self.id || self.is_orphaned(&dot);
        let shown = if is_own { &mut self.retained } else { &mut self.others };
        shown.insert(dot, entry);
    }

    fn append(&mut self, log: LogId, entries: Vec<Entry>, cursor: Cursor) {
        let state = self.logs.entry(log).or_default();
        state.cursor.epoch = cursor.epoch;
        entries.iter().for_each(|entry| state.apply(entry));
        debug_assert_eq!(state.cursor, cursor);
        let newest = entries.last().map(|entry| entry.received_at);
        let mut erased = Vec::new();
        for entry in entries {
            erased.extend(entry.change().erases());
            self.retain(entry);
        }
        self.forget_personal(&erased);
        if let Some(newest) = newest {
            for shown in [&mut self.retained, &mut self.others] {
                shown.retain(|_, entry| entry.received_at >= newest - RETAIN_MS);
            }
        }
    }
}

/// A change that is about to be stored.
///
/// # Errors
/// Fails only if the body cannot be written as JSON.
pub fn author(dot: Dot, log: LogId, at: Millis, body: &Body) -> Result<Authored, crate::change::Undecodable> {
    let change = Change { dot, log, at, body: BodyBytes::write(body)?, sealed: None };
    Ok(Authored { change, personal: None })
}
