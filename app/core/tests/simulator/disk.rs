//! What a device keeps when it is off, in two storages of different kinds.
//!
//! The database ([`Main`]) is written in strict transactions: what it has acknowledged survives a
//! power cut. The journal beside it ([`Second`]) is written lazily by the browser: a power cut
//! throws it back to what was last flushed. At start the two are united by dot.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::change::Authored;
use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::fold::LogState;
use samvaro_core::id::{Dot, LogId, ReplicaId, Seq};
use samvaro_core::replica::{Refused, Replica, Stored, Writes};
use samvaro_core::snapshot::Snapshot;

use crate::bugs::Bug;

/// Who writes, and the number of the next change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Writer {
    pub replica: ReplicaId,
    pub next_seq: Seq,
}

/// The database. One call is one strict transaction.
#[derive(Clone)]
pub struct Main {
    pub writer: Option<Writer>,
    pub outbox: BTreeMap<Dot, Authored>,
    pub tail: BTreeMap<LogId, (Cursor, Vec<Entry>)>,
    pub refused: BTreeMap<Dot, Refused>,
    /// What logs were begun from: the snapshots, with the texts of their pages.
    pub bases: BTreeMap<LogId, (Snapshot, Vec<String>)>,
    pub orphaned: BTreeSet<ReplicaId>,
    /// What logs had shown before they were forgotten.
    pub forgotten: BTreeMap<LogId, Vec<Entry>>,
}

/// The journal of unsent changes, and the canary: who wrote here last, and how far.
#[derive(Clone)]
pub struct Second {
    pub writer: Writer,
    /// The identities before this one, so that it is known which of two is the older.
    former: Vec<ReplicaId>,
    orphaned: BTreeSet<ReplicaId>,
    pub journal: BTreeMap<Dot, Authored>,
}

impl Main {
    pub fn new(id: ReplicaId, logs: &[LogId]) -> Self {
        Self {
            writer: Some(Writer { replica: id, next_seq: 1 }),
            outbox: BTreeMap::new(),
            tail: logs.iter().map(|&log| (log, Default::default())).collect(),
            refused: BTreeMap::new(),
            bases: BTreeMap::new(),
            orphaned: BTreeSet::new(),
            forgotten: BTreeMap::new(),
        }
    }

    pub fn writer(&self) -> Writer {
        self.writer.expect("a started device has a writer")
    }

    /// Stores changes and moves the number on, in place of others if they replace some.
    pub fn append(&mut self, changes: &[Authored], replaced: &[Dot]) {
        let last = changes.last().expect("a batch is not empty").change.dot;
        self.writer = Some(Writer { replica: last.replica, next_seq: last.seq + 1 });
        self.outbox.extend(changes.iter().map(|authored| (authored.change.dot, authored.clone())));
        replaced.iter().for_each(|dot| drop(self.outbox.remove(dot)));
    }

    /// Stores what an answer means.
    pub fn apply(&mut self, writes: &Writes) {
        for log in &writes.forget {
            let (_, entries) = self.tail.insert(*log, Default::default()).unwrap_or_default();
            self.forgotten.entry(*log).or_default().extend(entries);
            self.bases.remove(log);
        }
        writes.let_go.iter().for_each(|log| drop(self.forgotten.remove(log)));
        for (log, base) in &writes.begin {
            self.tail.insert(*log, (base.snapshot.upto, Vec::new()));
            self.bases.insert(*log, (base.snapshot.clone(), base.pages.clone()));
        }
        for authored in &writes.offer {
            self.outbox.insert(authored.change.dot, authored.clone());
        }
        for (log, entries, cursor) in &writes.append {
            let tail = self.tail.entry(*log).or_default();
            tail.0 = *cursor;
            tail.1.extend(entries.iter().cloned());
        }
        for dot in &writes.settle {
            self.outbox.remove(dot);
            self.refused.remove(dot);
        }
        for refused in &writes.refuse {
            self.outbox.remove(&refused.authored.change.dot);
            self.refused.insert(refused.authored.change.dot, refused.clone());
        }
        if let Some((replica, next_seq)) = writes.rename {
            self.writer = Some(Writer { replica, next_seq });
        }
        if !writes.erase.is_empty() {
            self.forget_personal(&writes.erase.iter().copied().collect());
        }
    }

    fn forget_personal(&mut self, erased: &BTreeSet<Digest>) {
        let waiting = self.outbox.values_mut();
        let refused = self.refused.values_mut().map(|refused| &mut refused.authored);
        let entries = self.tail.values_mut().flat_map(|(_, entries)| entries);
        let entries = entries.chain(self.forgotten.values_mut().flatten());
        let all = waiting.chain(refused).chain(entries.map(|entry| &mut entry.authored));
        all.for_each(|authored| authored.forget_personal(erased));
        for (snapshot, _) in self.bases.values_mut() {
            snapshot.forget_personal(erased);
        }
    }

    /// Every seal whose fields stand anywhere.
    pub fn personal(&self) -> impl Iterator<Item = Digest> {
        let refused = self.refused.values().map(|refused| &refused.authored);
        let entries = self.tail.values().flat_map(|(_, entries)| entries);
        let entries = entries.chain(self.forgotten.values().flatten()).map(|entry| &entry.authored);
        let all = self.outbox.values().chain(refused).chain(entries);
        let named = all.filter(|authored| authored.personal.is_some());
        let based = self.bases.values().flat_map(|(snapshot, _)| &snapshot.personal);
        named.filter_map(|authored| authored.change.sealed).chain(based.map(|(sealed, _)| *sealed))
    }

    /// Everything under a fresh identity from now on; what is left under the old one is orphaned.
    pub fn pair_as(&mut self, fresh: ReplicaId) {
        self.orphaned.insert(self.writer().replica);
        self.writer = Some(Writer { replica: fresh, next_seq: 1 });
    }

    /// The replica as it starts.
    pub fn load(&self) -> Replica {
        let stored = Stored {
            logs: self.tail.clone(),
            outbox: self.outbox.values().cloned().collect(),
            refused: self.refused.values().cloned().collect(),
            orphaned: self.orphaned.clone(),
            bases: self.bases.iter().map(|(log, base)| (*log, state_of(base))).collect(),
            forgotten: self.forgotten.clone(),
        };
        Replica::load(self.writer().replica, stored)
    }

    /// A tail with a hole is not used: the log is read again. What there is of our own in it waits in
    /// the outbox until then, and what is others' is put aside: the server may have been restored and
    /// have lost it.
    fn mend_tails(&mut self) {
        let writer = self.writer.map(|writer| writer.replica);
        for (log, (cursor, entries)) in &mut self.tail {
            let base = self.bases.get(log).map_or(0, |(snapshot, _)| snapshot.upto.position);
            let whole = base + entries.len() as u64 == cursor.position
                && (base + 1..).zip(entries.iter()).all(|(position, entry)| entry.position == position);
            if !whole {
                self.bases.remove(log);
                let own = |replica| Some(replica) == writer || self.orphaned.contains(&replica);
                let own = entries.iter().filter(|entry| own(entry.change().dot.replica));
                for Entry { authored, .. } in own {
                    self.outbox.entry(authored.change.dot).or_insert_with(|| authored.clone());
                }
                self.forgotten.entry(*log).or_default().append(entries);
                *cursor = Cursor::start(cursor.epoch);
            }
        }
    }

    /// Whether the change is one of this writer's, and kept.
    pub fn holds(&self, dot: Dot) -> bool {
        self.outbox.contains_key(&dot) || self.refused.contains_key(&dot)
    }

    /// Loses every `nth` row without a word.
    pub fn lose_rows(&mut self, nth: usize) {
        let mut row = 0;
        let mut lost = move || {
            row += 1;
            row % nth == 0
        };
        self.outbox.retain(|_, _| !lost());
        self.refused.retain(|_, _| !lost());
        for (cursor, entries) in self.tail.values_mut() {
            entries.retain(|_| !lost());
            if lost() {
                *cursor = Cursor::default();
            }
        }
        self.forgotten.values_mut().for_each(|entries| entries.retain(|_| !lost()));
        self.bases.retain(|_, _| !lost());
        if lost() {
            self.writer = None;
        }
    }

    /// Loses everything.
    pub fn lose_all(&mut self) {
        self.writer = None;
        self.outbox.clear();
        self.refused.clear();
        self.bases.clear();
        self.orphaned.clear();
        self.forgotten.clear();
        self.tail.values_mut().for_each(|tail| *tail = Default::default());
    }
}

fn state_of((snapshot, pages): &(Snapshot, Vec<String>)) -> LogState {
    LogState::from_pages(snapshot, pages).expect("our own pages")
}

impl Second {
    pub fn of(main: &Main) -> Self {
        Self {
            writer: main.writer(),
            former: Vec::new(),
            orphaned: main.orphaned.clone(),
            journal: main.outbox.clone(),
        }
    }

    /// Is brought into step with the database.
    pub fn follow(&mut self, main: &Main) {
        let writer = main.writer();
        if writer.replica != self.writer.replica {
            self.former.push(self.writer.replica);
        }
        self.writer = writer;
        self.orphaned.clone_from(&main.orphaned);
        self.journal.clone_from(&main.outbox);
    }

    /// Whether the database is behind this: emptied, or an older self of it.
    fn is_ahead_of(&self, main: &Main) -> bool {
        main.writer.is_none_or(|writer| self.former.contains(&writer.replica))
    }

    /// The changes that the database may have lost. Under another identity than the one in use
    /// they count only if the database is behind: otherwise it has given them up knowingly.
    pub fn unsent<'a>(&'a self, main: &'a Main) -> impl Iterator<Item = &'a Authored> {
        let ahead = self.is_ahead_of(main);
        let same = main.writer.map(|writer| writer.replica);
        self.journal.values().filter(move |authored| ahead || Some(authored.change.dot.replica) == same)
    }
}

/// Unites the two storages, as a device does when it starts, and brings both into step.
pub fn unite(main: &mut Main, second: &mut Second, bug: Option<Bug>) {
    if bug != Some(Bug::JournalIgnored) {
        // The very change: under its number a log may show a twin's.
        let entries: BTreeMap<Dot, &Entry> =
            main.tail.values().flat_map(|(_, tail)| tail).map(|entry| (entry.change().dot, entry)).collect();
        let shown = |authored: &Authored| {
            entries.get(&authored.change.dot).is_some_and(|entry| *entry.change() == authored.change)
        };
        let missing = |authored: &&Authored| !main.holds(authored.change.dot) && !shown(authored);
        let missing: Vec<Authored> = second.unsent(main).filter(missing).cloned().collect();
        main.outbox.extend(missing.into_iter().map(|authored| (authored.change.dot, authored)));
    }
    if second.is_ahead_of(main) {
        main.writer = Some(second.writer);
        main.orphaned.extend(second.orphaned.iter().copied());
    }
    if let Some(writer) = &mut main.writer
        && writer.replica == second.writer.replica
    {
        writer.next_seq = writer.next_seq.max(second.writer.next_seq);
    }
    if bug != Some(Bug::CursorBeforeData) {
        main.mend_tails();
    }
    second.follow(main);
}
