//! The server of a history: the core's admission over what survives a crash.
//!
//! What it has taken is a list of commits, and a backup is that list as it was. Who may do what,
//! and what was erased, is kept apart and outlives a restore.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use samvaro_core::admission::{Admission, Facts, Known, Refused, admit, undone_by};
use samvaro_core::change::{Authored, Body, BodyBytes, Change, Erase};
use samvaro_core::digest::Digest;
use samvaro_core::entry::{Cursor, Entry, Epoch};
use samvaro_core::fold::LogState;
use samvaro_core::id::{Dot, LogId, Millis, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, PROTOCOL, Pull, Slice, SyncReply, SyncRequest, Verdict};
use samvaro_core::snapshot::Snapshot;
use samvaro_core::tally::Count;

use crate::bugs::Bug;
use crate::people;
use crate::promise::promise;

/// The server's own credential.
const OWN: usize = 0;
/// A log with so many entries is offered as pages.
const SNAPSHOT_FROM_ENTRIES: u64 = 8;

/// One log: its entries, and the cursor after each.
#[derive(Clone, Default)]
struct Log {
    epoch: Epoch,
    entries: Vec<Entry>,
    cursors: Vec<Cursor>,
}

impl Log {
    fn at(&self, position: u64) -> Cursor {
        match position {
            0 => Cursor::start(self.epoch),
            _ => Cursor { epoch: self.epoch, ..self.cursors[position as usize - 1] },
        }
    }

    fn head(&self) -> Cursor {
        self.at(self.entries.len() as u64)
    }
}

/// What one push came to.
pub struct Commit {
    replica: ReplicaId,
    owner: usize,
    admission: Admission,
}

/// What the server had at a moment.
#[derive(Clone, Default)]
pub struct Backup {
    epoch: Epoch,
    commits: Vec<Rc<Commit>>,
}

/// Whose credential may do what.
#[derive(Clone, Default)]
pub struct Access {
    pub logs: BTreeSet<LogId>,
    pub revoked_at: Option<Millis>,
}

impl Access {
    pub fn is_revoked(&self) -> bool {
        self.revoked_at.is_some()
    }
}

#[derive(Default)]
pub struct Server {
    commits: Vec<Rc<Commit>>,
    /// The life that all its logs are in.
    epoch: Epoch,
    logs: BTreeMap<LogId, Log>,
    last_seqs: BTreeMap<ReplicaId, Seq>,
    known: BTreeMap<Dot, Known>,
    counts: BTreeMap<Dot, (LogId, Count)>,
    /// The numbers under which the logs have changes, by their origins.
    origins: BTreeMap<Digest, Dot>,
    /// The first numbers of changes that were written anew.
    anew: BTreeSet<Dot>,
    /// Numbers whose change stands in its log under another.
    pub elsewhere: BTreeSet<Dot>,
    pub refused: BTreeMap<Dot, Refused>,
    /// The credential that each replica is bound to.
    owners: BTreeMap<ReplicaId, usize>,
    /// By credential; outlives a restore.
    pub access: Vec<Access>,
    /// The seals of personal fields that were erased; outlives a restore. A change may come back
    /// under another number, its seal stays.
    erased: BTreeSet<Digest>,
    /// The same, whatever is built in.
    pub ever_erased: BTreeSet<Digest>,
    /// The texts of pages that were offered.
    pub pages: BTreeMap<Digest, String>,
    /// Whether it knows the newest kinds of change.
    pub upgraded: bool,
    pub bug: Option<Bug>,
}

impl Server {
    pub fn new(logs: impl IntoIterator<Item = LogId>, bug: Option<Bug>) -> Self {
        let logs: BTreeMap<_, _> =
            logs.into_iter().map(|log| (log, Log { epoch: 1, ..Log::default() })).collect();
        let own = logs.keys().copied().collect::<Vec<_>>();
        let mut server = Self { logs, bug, epoch: 1, ..Self::default() };
        assert_eq!(server.pair(own), OWN);
        server
    }

    /// A new credential.
    pub fn pair(&mut self, logs: impl IntoIterator<Item = LogId>) -> usize {
        self.access.push(Access { logs: logs.into_iter().collect(), revoked_at: None });
        self.access.len() - 1
    }

    pub fn backup(&self) -> Backup {
        Backup { epoch: self.epoch, commits: self.commits.clone() }
    }

    /// Begins again from a backup, in a new life if the operator said so. What was erased since is
    /// erased again before anybody is served.
    pub fn restore(&mut self, backup: &Backup, new_epoch: bool) {
        self.epoch = backup.epoch + u32::from(new_epoch);
        for log in self.logs.values_mut() {
            *log = Log { epoch: self.epoch, ..Log::default() };
        }
        self.commits.clear();
        self.last_seqs.clear();
        self.known.clear();
        self.counts.clear();
        self.origins.clear();
        self.anew.clear();
        self.elsewhere.clear();
        self.refused.clear();
        self.owners.clear();
        if self.bug == Some(Bug::ErasureForgotten) {
            self.erased.clear();
        }
        backup.commits.iter().for_each(|commit| self.write(commit.clone()));
        let told: BTreeSet<Digest> = self.accepted().flat_map(|authored| authored.change.erases()).collect();
        let untold: Vec<Digest> = self.erased.difference(&told).copied().collect();
        untold.into_iter().for_each(|sealed| self.erase(sealed));
    }

    /// Erases by itself, as a change of its own in the log of the change that the seal belongs to; in
    /// all of them if only some device knows that.
    pub fn erase(&mut self, sealed: Digest) {
        let of = self.kept().map(|it| &it.change).find(|it| it.sealed == Some(sealed)).map(|it| it.log);
        let logs: Vec<LogId> = of.map_or_else(|| self.logs().collect(), |log| vec![log]);
        logs.into_iter().for_each(|log| self.erase_in(log, sealed));
    }

    fn erase_in(&mut self, log: LogId, sealed: Digest) {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&sealed.0[..16]);
        let replica = ReplicaId(uuid::Uuid::from_bytes(bytes));
        let seq = self.last_seq(replica) + 1;
        // No device's clock has ever said such a moment.
        let at = -1 - self.accepted().count() as Millis;
        let body = BodyBytes::write(&Body::Erase(Erase { sealed: vec![sealed] })).expect("JSON");
        let change = Change { dot: Dot { replica, seq }, log, at, body, sealed: None };
        let push = vec![Authored { change, personal: None }];
        let admission = self.admit(replica, push.clone(), self.facts(OWN, replica, &push), at);
        self.write(Rc::new(Commit { replica, owner: OWN, admission }));
    }

    /// One request, judged, committed and answered; `None` if the replica is somebody else's.
    pub fn exchange(
        &mut self,
        owner: usize,
        request: &SyncRequest,
        page: usize,
        now: Millis,
        crash: bool,
    ) -> Option<SyncReply> {
        if self.owners.get(&request.replica).is_some_and(|bound| *bound != owner) {
            return None;
        }
        let push = request.push.clone().changes().expect("a pack of ours");
        let admission = self.judge(owner, request.replica, push, now);
        if crash {
            return None;
        }
        let mut reply = self.verdicts(request, &admission, now);
        self.write(Rc::new(Commit { replica: request.replica, owner, admission }));
        reply.slices = self.slices(owner, request, page);
        Some(reply)
    }

    /// Judges a push without writing anything: a crash before the commit leaves no trace.
    fn judge(&self, owner: usize, replica: ReplicaId, push: Vec<Authored>, now: Millis) -> Admission {
        let mut facts = self.facts(owner, replica, &push);
        self.corrupt(&mut facts, &push);
        if self.upgraded {
            return self.admit(replica, push, facts, now);
        }
        let (seen, originals) = self.as_an_older_server(push, &mut facts);
        let mut admission = self.admit(replica, seen, facts, now);
        let refused = admission.refused.iter_mut().map(|refused| &mut refused.authored);
        for seen in refused.chain(&mut admission.elsewhere) {
            if let Some(original) = originals.get(&seen.change.dot) {
                *seen = original.clone();
            }
        }
        admission
    }

    fn admit(&self, replica: ReplicaId, push: Vec<Authored>, facts: Facts, now: Millis) -> Admission {
        let admission = admit(replica, push.clone(), facts.clone(), now);
        if self.bug == Some(Bug::PoisonBlocks)
            && let Some(first) = admission.refused.first()
        {
            let dot = first.authored.change.dot;
            return admit(
                replica,
                push.into_iter().take_while(|a| a.change.dot != dot).collect(),
                facts,
                now,
            );
        }
        admission
    }

    fn facts(&self, owner: usize, replica: ReplicaId, push: &[Authored]) -> Facts {
        let access = &self.access[owner];
        let known = |a: &Authored| Some((a.change.dot.seq, *self.known.get(&a.change.dot)?));
        let undone = undone_by(push);
        // Sums are made only where they can matter.
        let may_be_held =
            |it: &&Authored| it.change.body.origin().is_some() || self.anew.contains(&it.change.dot);
        let origins = push.iter().filter(may_be_held);
        let origins = origins.map(|authored| (authored.change.dot, authored.change.origin().digest));
        let held = origins.filter(|(dot, digest)| self.origins.get(digest).is_some_and(|of| of != dot));
        Facts {
            held: held.map(|(_, digest)| digest).collect(),
            last_seq: self.last_seq(replica),
            scope: access.logs.clone(),
            shared: None,
            revoked: access.is_revoked(),
            known: push.iter().filter_map(known).collect(),
            heads: access.logs.iter().map(|log| (*log, self.head(*log))).collect(),
            undone: undone.iter().filter_map(|dot| Some((*dot, self.counts.get(dot)?.clone()))).collect(),
            ..Facts::default()
        }
    }

    /// What an older server sees of changes that it does not know yet.
    fn as_an_older_server(
        &self,
        push: Vec<Authored>,
        facts: &mut Facts,
    ) -> (Vec<Authored>, BTreeMap<Dot, Authored>) {
        let mut originals = BTreeMap::new();
        let see = |authored: Authored| {
            if !people::is_newer(&authored.change.body) {
                return authored;
            }
            let mut seen = authored.clone();
            let origin = serde_json::to_string(&authored.change.origin()).expect("JSON");
            let body = format!(r#"{{"not_known_yet":{{"origin":{origin}}}}}"#);
            seen.change.body = BodyBytes::from_json(body).expect("JSON");
            if let Some(Known::Refused(digest, _)) = facts.known.get_mut(&authored.change.dot.seq)
                && *digest == authored.change.digest()
            {
                *digest = seen.change.digest();
            }
            originals.insert(authored.change.dot, authored);
            seen
        };
        (push.into_iter().map(see).collect(), originals)
    }

    fn corrupt(&self, facts: &mut Facts, push: &[Authored]) {
        let Some(first) = push.first().map(|authored| authored.change.dot.seq) else { return };
        match self.bug {
            Some(Bug::DedupeRemoved) => facts.last_seq = facts.last_seq.min(first - 1),
            Some(Bug::GapAccepted) => facts.last_seq = facts.last_seq.max(first - 1),
            Some(Bug::ScopeUnchecked) => {
                facts.scope = self.logs.keys().copied().collect();
                facts.heads = self.logs.iter().map(|(log, state)| (*log, state.head())).collect();
            }
            Some(Bug::RevokedAccepted) => facts.revoked = false,
            Some(Bug::ForkUnnoticed) => {
                for authored in push {
                    if let Some(Known::Accepted(digest)) = facts.known.get_mut(&authored.change.dot.seq) {
                        *digest = authored.change.digest();
                    }
                }
            }
            _ => {}
        }
    }

    fn write(&mut self, commit: Rc<Commit>) {
        let Commit { replica, owner, admission } = &*commit;
        let took = [admission.entries.len(), admission.refused.len(), admission.elsewhere.len()];
        if took.iter().any(|changes| *changes > 0) {
            self.owners.insert(*replica, *owner);
        }
        promise(admission.last_seq >= self.last_seq(*replica), "I6 nothing goes back", || {
            format!("the server knew {} numbers of {replica}", self.last_seq(*replica))
        });
        self.last_seqs.insert(*replica, admission.last_seq);
        for entry in &admission.entries {
            self.accept(entry);
        }
        for authored in &admission.elsewhere {
            let change = &authored.change;
            self.known.insert(change.dot, Known::Accepted(change.digest()));
            self.elsewhere.insert(change.dot);
            if let Ok(Body::Count(count)) = change.body.read() {
                self.counts.insert(change.dot, (change.log, count));
            }
        }
        for &seq in &admission.reopened {
            self.refused.remove(&Dot { replica: *replica, seq });
        }
        for refused in &admission.refused {
            let change = &refused.authored.change;
            self.known.insert(change.dot, Known::Refused(change.digest(), refused.verdict));
            let mut kept = refused.clone();
            self.forget_erased(&mut kept.authored);
            let before = self.refused.insert(change.dot, kept);
            assert!(before.is_none(), "a refusal was overwritten");
        }
        self.commits.push(commit);
    }

    fn accept(&mut self, entry: &Entry) {
        let mut entry = entry.clone();
        self.forget_erased(&mut entry.authored);
        let change = entry.change();
        self.known.insert(change.dot, Known::Accepted(change.digest()));
        self.origins.insert(change.origin().digest, change.dot);
        self.anew.extend(change.body.origin().map(|origin| origin.dot()));
        if let Ok(Body::Count(count)) = change.body.read() {
            self.counts.insert(change.dot, (change.log, count));
        }
        let erases = change.erases();
        let log = self.logs.entry(change.log).or_default();
        assert_eq!(entry.position, log.entries.len() as u64 + 1, "positions have no holes");
        log.cursors.push(log.head().next(entry.change(), entry.received_at));
        log.entries.push(entry);
        if !erases.is_empty() {
            self.forget_personal(erases);
        }
    }

    /// Erases personal fields for ever, wherever they are kept.
    fn forget_personal(&mut self, sealed: Vec<Digest>) {
        self.erased.extend(&sealed);
        self.ever_erased.extend(&sealed);
        let entries =
            self.logs.values_mut().flat_map(|log| &mut log.entries).map(|entry| &mut entry.authored);
        let refused = self.refused.values_mut().map(|refused| &mut refused.authored);
        entries.chain(refused).for_each(|authored| authored.forget_personal(&self.erased));
    }

    fn forget_erased(&self, authored: &mut Authored) {
        authored.forget_personal(&self.erased);
    }

    fn verdicts(&self, request: &SyncRequest, admission: &Admission, now: Millis) -> SyncReply {
        let told = self.bug != Some(Bug::VerdictDropped);
        SyncReply {
            protocol: PROTOCOL,
            exchange: request.exchange,
            server_time: now,
            last_seq: admission.last_seq,
            refusals: if told { admission.refusals.clone() } else { Vec::new() },
            forked_at: admission.forked_at,
            slices: Vec::new(),
        }
    }

    fn slices(&mut self, owner: usize, request: &SyncRequest, page: usize) -> Vec<(LogId, Slice)> {
        let access = self.access[owner].clone();
        let may_read = |log: &LogId| !access.is_revoked() && access.logs.contains(log);
        let is_new = self.last_seq(request.replica) == 0;
        let mut slice = |pull: &Pull| match may_read(&pull.log) {
            true if pull.snapshot && is_new && pull.cursor.position == 0 => self
                .snapshot(pull.log, page)
                .map_or_else(|| self.slice(pull.log, pull.cursor, page), Slice::Snapshot),
            true => self.slice(pull.log, pull.cursor, page),
            false => Slice::Forbidden,
        };
        request.pull.iter().map(|pull| (pull.log, slice(pull))).collect()
    }

    /// Now and then: pages of the log at some position, and the entries are to follow.
    fn snapshot(&mut self, log: LogId, page: usize) -> Option<Snapshot> {
        let head = self.head(log);
        if page.is_multiple_of(2) || head.position < SNAPSHOT_FROM_ENTRIES {
            return None;
        }
        let upto = (head.position - page as u64 % (head.position / 2)) as usize;
        let mut state = LogState { cursor: Cursor::start(head.epoch), ..LogState::default() };
        let entries = &self.logs[&log].entries[..upto];
        entries.iter().for_each(|entry| state.apply(entry));
        let (mut snapshot, pages) = state.to_pages().expect("JSON");
        let living = entries
            .iter()
            .filter_map(|entry| Some((entry.change().sealed?, entry.authored.personal.clone()?)));
        snapshot.personal = living.collect();
        self.pages.extend(snapshot.pages.iter().copied().zip(pages));
        Some(snapshot)
    }

    fn slice(&self, log: LogId, cursor: Cursor, page: usize) -> Slice {
        let log = &self.logs[&log];
        let (head, from) = (log.head(), cursor.position);
        let other = from > 0
            && (cursor.epoch != head.epoch || from > head.position || log.at(from).chain != cursor.chain);
        if other && self.bug == Some(Bug::RestoreUnnoticed) {
            let nothing = Entries { from, pack: Pack::default(), upto: cursor, more: false };
            return Slice::Entries(nothing);
        }
        if other {
            return Slice::Diverged;
        }
        let upto = (from + page as u64).min(head.position);
        let mut last = upto;
        if self.bug == Some(Bug::PageEdge) && upto - from == page as u64 {
            last -= 1;
        }
        let pack = Pack::of_entries(&log.entries[from as usize..last as usize]);
        Slice::Entries(Entries { from, pack, upto: log.at(upto), more: upto < head.position })
    }

    pub fn last_seq(&self, replica: ReplicaId) -> Seq {
        self.last_seqs.get(&replica).copied().unwrap_or(0)
    }

    /// Every replica that it has heard of, with its highest number.
    pub fn replicas(&self) -> impl Iterator<Item = (ReplicaId, Seq)> {
        self.last_seqs.iter().map(|(replica, seq)| (*replica, *seq))
    }

    pub fn head(&self, log: LogId) -> Cursor {
        self.logs[&log].head()
    }

    pub fn entries(&self, log: LogId) -> &[Entry] {
        &self.logs[&log].entries
    }

    pub fn logs(&self) -> impl Iterator<Item = LogId> {
        self.logs.keys().copied()
    }

    /// Who sent the changes of a replica.
    pub fn owner(&self, replica: ReplicaId) -> Option<usize> {
        self.owners.get(&replica).copied()
    }

    /// The fold from zero.
    pub fn state(&self, log: LogId) -> LogState {
        let log = &self.logs[&log];
        let mut state = LogState { cursor: Cursor::start(log.epoch), ..LogState::default() };
        if self.bug == Some(Bug::OrderedByClock) {
            let mut entries: Vec<&Entry> = log.entries.iter().collect();
            entries.sort_by_key(|entry| entry.change().at);
            for (position, entry) in (1..).zip(entries) {
                state.apply(&Entry { position, ..entry.clone() });
            }
            state.cursor = log.head();
            return state;
        }
        for entry in &log.entries {
            if self.bug == Some(Bug::DoubleUndo) {
                state.tallies.values_mut().for_each(|tally| tally.undone.clear());
            }
            state.apply(entry);
        }
        state
    }

    /// Every accepted change.
    pub fn accepted(&self) -> impl Iterator<Item = &Authored> {
        self.logs.values().flat_map(|log| &log.entries).map(|entry| &entry.authored)
    }

    /// Every change that it has the bytes of.
    pub fn kept(&self) -> impl Iterator<Item = &Authored> {
        self.accepted().chain(self.refused.values().map(|refused| &refused.authored))
    }

    /// The verdict on a change that no log took.
    pub fn verdict(&self, dot: Dot) -> Option<Verdict> {
        self.refused.get(&dot).map(|refused| refused.verdict)
    }
}
