//! The server of a history: the core's admission over maps that survive a crash.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::admission::{Admission, Facts, Known, Refused, admit, undone_by};
use samvaro_core::change::{Authored, Body};
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::fold::LogState;
use samvaro_core::id::{Dot, LogId, Millis, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, PROTOCOL, Slice, SyncReply, SyncRequest};
use samvaro_core::tally::Count;

/// What the server keeps; a clone of it is a backup.
#[derive(Clone, Default)]
pub struct Server {
    pub logs: BTreeMap<LogId, Vec<Entry>>,
    heads: BTreeMap<LogId, Cursor>,
    last_seqs: BTreeMap<ReplicaId, Seq>,
    known: BTreeMap<Dot, Known>,
    counts: BTreeMap<Dot, (LogId, Count)>,
    pub refused: BTreeMap<Dot, Refused>,
    /// The replica's logs; by whichever id it writes.
    scopes: BTreeMap<ReplicaId, BTreeSet<LogId>>,
}

impl Server {
    pub fn allow(&mut self, replica: ReplicaId, logs: impl IntoIterator<Item = LogId>) {
        let logs: BTreeSet<LogId> = logs.into_iter().collect();
        for &log in &logs {
            self.heads.entry(log).or_insert(Cursor::start(1));
        }
        self.scopes.insert(replica, logs);
    }

    /// The state after a restore: an older self, in a new life if the operator said so.
    pub fn restore(&mut self, backup: Server, new_epoch: bool) {
        let scopes = std::mem::take(&mut self.scopes);
        *self = backup;
        self.scopes = scopes;
        if new_epoch {
            self.heads.values_mut().for_each(|head| head.epoch += 1);
        }
    }

    /// Judges a push without writing anything: a crash before the commit leaves no trace.
    pub fn judge(&self, request: &SyncRequest, received_at: Millis) -> Admission {
        let push = request.push.clone().changes().expect("a pack of ours");
        let facts = Facts {
            last_seq: self.last_seq(request.replica),
            scope: self.scopes[&request.replica].clone(),
            revoked: false,
            known: push
                .iter()
                .filter_map(|a| Some((a.change.dot.seq, *self.known.get(&a.change.dot)?)))
                .collect(),
            heads: self.heads.clone(),
            undone: undone_by(&push)
                .iter()
                .filter_map(|dot| Some((*dot, self.counts.get(dot)?.clone())))
                .collect(),
        };
        admit(request.replica, push, facts, received_at)
    }

    pub fn commit(&mut self, replica: ReplicaId, admission: &Admission) {
        self.last_seqs.insert(replica, admission.last_seq);
        self.heads.extend(admission.heads.clone());
        for entry in &admission.entries {
            self.accept(entry);
        }
        for &seq in &admission.reopened {
            self.refused.remove(&Dot { replica, seq });
        }
        for refused in &admission.refused {
            let change = &refused.authored.change;
            self.known.insert(change.dot, Known::Refused(change.digest(), refused.verdict));
            let before = self.refused.insert(change.dot, refused.clone());
            assert!(before.is_none(), "a refusal was overwritten");
        }
    }

    fn accept(&mut self, entry: &Entry) {
        let change = entry.change();
        self.known.insert(change.dot, Known::Accepted(change.digest()));
        if let Ok(Body::Count(count)) = change.body.read() {
            self.counts.insert(change.dot, (change.log, count));
        }
        let log = self.logs.entry(change.log).or_default();
        assert_eq!(entry.position, log.len() as u64 + 1, "positions have no holes");
        log.push(entry.clone());
    }

    pub fn answer(&self, request: &SyncRequest, admission: Admission, page: usize, now: Millis) -> SyncReply {
        let scope = &self.scopes[&request.replica];
        let slice =
            |cursor, log| if scope.contains(&log) { self.slice(log, cursor, page) } else { Slice::Forbidden };
        SyncReply {
            protocol: PROTOCOL,
            exchange: request.exchange,
            server_time: now,
            last_seq: admission.last_seq,
            refusals: admission.refusals,
            forked_at: admission.forked_at,
            slices: request.pull.iter().map(|pull| (pull.log, slice(pull.cursor, pull.log))).collect(),
        }
    }

    fn slice(&self, log: LogId, cursor: Cursor, page: usize) -> Slice {
        let head = self.heads[&log];
        let entries = self.logs.get(&log).map_or(&[][..], Vec::as_slice);
        let at = |position: u64| {
            let start = Cursor::start(head.epoch);
            entries[..position as usize]
                .iter()
                .fold(start, |at, entry| at.next(entry.change(), entry.received_at))
        };
        let from = cursor.position;
        if from > 0 && (cursor.epoch != head.epoch || from > head.position || at(from).chain != cursor.chain)
        {
            return Slice::Diverged;
        }
        let upto = (from + page as u64).min(head.position);
        let pack = Pack::of_entries(&entries[from as usize..upto as usize]);
        Slice::Entries(Entries { from, pack, upto: at(upto), more: upto < head.position })
    }

    pub fn last_seq(&self, replica: ReplicaId) -> Seq {
        self.last_seqs.get(&replica).copied().unwrap_or(0)
    }

    pub fn head(&self, log: LogId) -> Cursor {
        self.heads[&log]
    }

    /// The fold from zero.
    pub fn state(&self, log: LogId) -> LogState {
        let mut state = LogState { cursor: Cursor::start(self.heads[&log].epoch), ..LogState::default() };
        self.logs.get(&log).into_iter().flatten().for_each(|entry| state.apply(entry));
        state
    }

    /// Every accepted change.
    pub fn accepted(&self) -> impl Iterator<Item = &Authored> {
        self.logs.values().flatten().map(|entry| &entry.authored)
    }
}
