//! What a replica makes of the server's answer.

use std::collections::BTreeSet;
use std::fmt;

use crate::change::{Authored, Body, Change};
use crate::entry::{Cursor, Entry};
use crate::id::{Dot, LogId, Seq};
use crate::protocol::{Entries, Reason, Refusal, Slice, SyncReply, Verdict};
use crate::replica::{Refused, Replica, Writes, author};
use crate::snapshot::Snapshot;

/// The answer is not one that our server gives to what we asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadReply {
    /// It answers an earlier request, or answers a second time.
    Stale,
    /// It speaks a protocol version that this build does not know.
    Protocol(u32),
    /// Its columns do not fit.
    Pack,
    /// Its entries do not lead to the chain it names.
    Chain(LogId),
}

impl fmt::Display for BadReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stale => f.write_str("the answer is to an earlier request"),
            Self::Protocol(version) => write!(f, "the answer speaks protocol {version}"),
            Self::Pack => f.write_str("the answer's columns do not fit each other"),
            Self::Chain(log) => write!(f, "the entries of log {log} do not lead to its chain"),
        }
    }
}

impl std::error::Error for BadReply {}

/// What an answer means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// What to store before committing it.
    pub writes: Writes,
    /// The server's number for this replica.
    pub server_seq: Seq,
    /// Whether to ask again at once: there is more to send or to read.
    pub again: bool,
    /// Logs that have been read to their end.
    pub complete: Vec<LogId>,
    /// Whether the server may not have what it confirmed: everything in the outbox is sent anew, so
    /// that it says what it lacks, or from which number on it has a twin's changes.
    pub parted: bool,
    /// Logs that this replica may no longer read.
    pub forbidden: Vec<LogId>,
    /// Logs that can be begun from a snapshot: fetch its pages and give them to
    /// [`Replica::begin`].
    pub begin: Vec<(LogId, Snapshot)>,
}

impl Replica {
    /// Reads an answer. Changes nothing: store [`Received::writes`], then hand both to
    /// [`Replica::settle`].
    ///
    /// # Errors
    /// [`BadReply`] when the answer cannot be trusted; nothing of it is taken.
    pub fn receive(&self, mut reply: SyncReply) -> Result<Received, BadReply> {
        if reply.protocol != crate::protocol::PROTOCOL {
            return Err(BadReply::Protocol(reply.protocol));
        }
        if reply.exchange != self.exchange || !self.awaiting {
            return Err(BadReply::Stale);
        }
        let mut received = Received { server_seq: reply.last_seq, ..Received::default() };
        for (log, slice) in std::mem::take(&mut reply.slices) {
            match slice {
                Slice::Entries(entries) => self.read(log, entries, &mut received)?,
                Slice::Diverged => self.forget(log, &mut received),
                Slice::Forbidden => received.forbidden.push(log),
                Slice::Snapshot(snapshot) => {
                    // The server has changes of ours, and only the entries tell which.
                    if reply.last_seq == 0 {
                        received.begin.push((log, snapshot));
                    }
                    received.again = true;
                }
            }
        }
        self.settle_refusals(&reply.refusals, &mut received.writes);
        self.settle_shown(&reply, &mut received);
        match reply.forked_at {
            Some(seq) if self.parts_exactly_at(seq, &received) => self.fork(seq, &mut received.writes),
            Some(_) => self.find_parting(&mut received),
            None => self.offer_again(reply.last_seq, &mut received.writes),
        }
        received.again |= self.has_more(&received);
        Ok(received)
    }

    /// Takes in an answer whose writes have been stored.
    pub fn settle(&mut self, received: Received) {
        let renamed = received.writes.rename.is_some();
        self.awaiting = false;
        self.commit(received.writes);
        if renamed {
            (self.asked_from, self.asked_seq) = (0, 0);
        }
        self.server_seq = if renamed { 0 } else { received.server_seq };
        // A number that the server no longer has must not count as settled.
        self.settled_seq = self.settled_seq.min(self.server_seq);
        self.sent_seq = self.sent_seq.max(self.asked_seq).min(self.server_seq);
        if received.parted {
            self.sent_seq = 0;
        }
    }

    fn read(&self, log: LogId, entries: Entries, received: &mut Received) -> Result<(), BadReply> {
        let Some(state) = self.logs.get(&log) else { return Ok(()) };
        if entries.from != state.cursor.position {
            // Not an answer to what was asked; a restart in between can do that.
            return Ok(());
        }
        let more = entries.more;
        let new = entries.pack.entries(entries.from).map_err(|_| BadReply::Pack)?;
        let cursor = follow(state.cursor, &new, entries.upto.epoch);
        if cursor != entries.upto || new.iter().any(|entry| entry.change().log != log) {
            return Err(BadReply::Chain(log));
        }
        for entry in &new {
            let dot = entry.change().dot;
            let refused = || self.refused.get(&dot).map(|refused| &refused.authored);
            match self.outbox.get(&dot).or_else(refused).map(|own| own.change == *entry.change()) {
                Some(true) => received.writes.settle.push(dot),
                // A twin wrote this. Offering ours makes the server say from where the two part.
                Some(false) => received.parted = true,
                None => {}
            }
        }
        received.writes.erase.extend(new.iter().flat_map(|entry| entry.change().erases()));
        if cursor != state.cursor {
            received.writes.append.push((log, new, cursor));
        }
        if more {
            received.again = true;
        } else {
            received.complete.push(log);
        }
        Ok(())
    }

    /// The server was restored: the log is read anew, and what it held of ours waits in the outbox
    /// until it shows it again. Numbers alone do not tell what is missing: a twin may have used them.
    /// What already waits under such a number is ours, and what the log had shown the twin's.
    fn forget(&self, log: LogId, received: &mut Received) {
        let own = self.confirmed_alone().filter(|authored| authored.change.log == log);
        received.writes.offer.extend(own.cloned());
        received.writes.forget.push(log);
        received.parted = true;
    }

    /// What logs have shown of ours and the outbox does not hold. From the first number on under
    /// which something else of ours waits, what was shown is a twin's.
    fn confirmed_alone(&self) -> impl Iterator<Item = &Authored> {
        let other = |dot: &&Dot| self.retained.contains_key(*dot) && !self.has_shown(&self.outbox[*dot]);
        let parting = self.outbox.keys().find(other).copied();
        let before = move |dot: &Dot| parting.is_none_or(|at| dot.replica != at.replica || *dot < at);
        let alone = move |(dot, _): &(&Dot, _)| before(dot) && !self.outbox.contains_key(dot);
        self.retained.iter().filter(alone).map(|(_, entry)| &entry.authored)
    }

    /// Whether a log has shown this very change.
    fn has_shown(&self, authored: &Authored) -> bool {
        let shown = self.retained.get(&authored.change.dot);
        shown.is_some_and(|shown| *shown.change() == authored.change)
    }

    /// Whether everything of ours before `seq` is known to be the server's too, and everything from
    /// `seq` on that the server does have has been seen: only then can the rest be written anew.
    fn parts_exactly_at(&self, seq: Seq, received: &Received) -> bool {
        let read = received.complete.len() + received.forbidden.len() == self.logs.len();
        let unasked = || self.outbox.range(self.dot(1)..self.dot(self.asked_from)).next().is_some();
        let unsure = || self.confirmed_alone().any(|authored| self.is_unsure(authored, received));
        read && !unsure() && (seq > self.asked_from || !unasked())
    }

    /// Whether an own change was shown by a log that may not be read any more.
    fn is_unsure(&self, authored: &Authored, received: &Received) -> bool {
        authored.change.dot.replica == self.id && received.forbidden.contains(&authored.change.log)
    }

    /// Sends everything anew, from the first number on, so that the server says where it parts; also
    /// what only a closed log had confirmed.
    fn find_parting(&self, received: &mut Received) {
        received.parted = true;
        let unsure = self.confirmed_alone().filter(|authored| self.is_unsure(authored, received));
        let unsure: Vec<Authored> = unsure.cloned().collect();
        received.writes.offer.extend(unsure);
    }

    /// What the server has of ours, byte for byte, and did not refuse stands in its log; once that
    /// log has been read to its end it has been shown, if not now then before.
    fn settle_shown(&self, reply: &SyncReply, received: &mut Received) {
        let parted = reply.forked_at.unwrap_or(Seq::MAX);
        let had = reply.last_seq.min(self.asked_seq.max(self.sent_seq)).min(parted.saturating_sub(1));
        // Sets: after ninety days without a network the outbox holds tens of thousands.
        let mut refused = BTreeSet::new();
        refused.extend(reply.refusals.iter().map(|refusal| refusal.seq));
        let mut settled = BTreeSet::new();
        settled.extend(received.writes.settle.iter().copied());
        // A refused change that is offered again has arrived when its log shows it, or has it under
        // another number: then the log has been read to its end and this very offer was not refused.
        let offered = |dot: &Dot| self.refused.contains_key(dot);
        let elsewhere = |authored: &Authored| !self.logs.contains_key(&authored.change.log);
        // What is left under a former identity was confirmed when this replica parted from its twin,
        // unless the identity was given up: then nothing is known but what the log shows, or has shown.
        let confirmed = |dot: &Dot, authored: &Authored| match dot.replica == self.id {
            true => dot.seq <= had && !refused.contains(&dot.seq) && !received.parted,
            false => !self.is_orphaned(dot) || self.has_shown(authored),
        };
        // A log that is not read here, because the device was given to another place, is never going to
        // show it: what was confirmed and not refused is in it, or its verdict came under another number.
        let read = |authored: &Authored| received.complete.contains(&authored.change.log);
        let answered = |dot: &Dot, authored: &Authored| {
            self.asked_again.contains(dot) && (elsewhere(authored) || read(authored))
        };
        let arrived = |dot: &Dot, authored: &Authored| match offered(dot) {
            true => answered(dot, authored),
            false => read(authored) || elsewhere(authored),
        };
        let shown =
            self.outbox.iter().filter(|(dot, authored)| confirmed(dot, authored) && arrived(dot, authored));
        let shown: Vec<Dot> = shown.map(|(&dot, _)| dot).filter(|dot| !settled.contains(dot)).collect();
        received.writes.settle.extend(shown);
    }

    fn settle_refusals(&self, refusals: &[Refusal], writes: &mut Writes) {
        let refused = |refusal: &Refusal| {
            let dot = self.dot(refusal.seq);
            // One that a log had shown can be refused after all, when the server was restored.
            let confirmed = || self.retained.get(&dot).map(|entry| &entry.authored);
            let mut authored = self.outbox.get(&dot).or_else(confirmed)?.clone();
            // Nobody has kept the name, and this device must not be the only one that does.
            if refusal.verdict == Verdict::Rejected(Reason::NamesNotDecided) {
                authored.personal = None;
            }
            Some(Refused { authored, verdict: refusal.verdict })
        };
        writes.refuse.extend(refusals.iter().filter_map(refused));
    }

    /// The server has less of ours than a log had shown: offer the rest again, and name the hole
    /// that nothing of ours can fill.
    fn offer_again(&self, server_seq: Seq, writes: &mut Writes) {
        if server_seq < self.settled_seq {
            let after = self.dot(server_seq + 1)..=self.dot(Seq::MAX);
            let again = self.retained.range(after).map(|(_, entry)| &entry.authored);
            let here = |change: &Change| {
                writes.forget.contains(&change.log) || self.outbox.contains_key(&change.dot)
            };
            let again: Vec<Authored> = again.filter(|authored| !here(&authored.change)).cloned().collect();
            let refused = self.refused.range(self.dot(server_seq + 1)..=self.dot(Seq::MAX));
            let refused = refused.map(|(_, refused)| refused.authored.clone());
            writes.offer.extend(again.into_iter().chain(refused));
        }
        let waiting =
            self.outbox.range(self.dot(server_seq + 1)..=self.dot(Seq::MAX)).map(|(_, authored)| authored);
        let missing = |authored: &&Authored| authored.change.dot >= self.dot(server_seq + 1);
        let offered = writes.offer.iter().filter(|authored| authored.change.dot.replica == self.id);
        let first = waiting.chain(offered.filter(missing)).min_by_key(|authored| authored.change.dot.seq);
        let hole = first.filter(|authored| authored.change.covers_from() > server_seq + 1);
        if let Some(Change { dot, log, at, .. }) = hole.map(|authored| &authored.change) {
            // Nothing of chance in it: a copy of this replica that finds the same hole says the same.
            let skip = Body::Skip(crate::change::Skip { from: server_seq + 1 });
            writes.offer.extend(author(self.dot(dot.seq - 1), *log, at.saturating_sub(1), &skip));
        }
    }

    fn has_more(&self, received: &Received) -> bool {
        let mut settled = BTreeSet::new();
        settled.extend(received.writes.settle.iter().copied());
        let unsent =
            |dot: &&Dot| dot.replica == self.id && dot.seq > received.server_seq && !settled.contains(dot);
        !received.writes.offer.is_empty()
            || !received.writes.forget.is_empty()
            || received.writes.rename.is_some()
            || received.parted
            || (received.server_seq > self.sent_seq && self.outbox.keys().any(|dot| unsent(&dot)))
    }
}

fn follow(mut cursor: Cursor, entries: &[Entry], epoch: u32) -> Cursor {
    cursor.epoch = epoch;
    for entry in entries {
        cursor = cursor.next(entry.change(), entry.received_at);
    }
    cursor
}
