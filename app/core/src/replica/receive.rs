//! What a replica makes of the server's answer.

use std::collections::BTreeSet;
use std::fmt;

use crate::change::Body;
use crate::entry::{Cursor, Entry};
use crate::id::{Dot, LogId, Millis, ReplicaId, Seq};
use crate::protocol::{Entries, Refusal, Slice, SyncReply};
use crate::replica::{Refused, Replica, Writes, author};

/// The answer is not one that our server gives to what we asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadReply {
    /// It answers an earlier request.
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
    /// Whether some log goes on beyond what has been read.
    pub behind: bool,
    /// Logs that this replica may no longer read.
    pub forbidden: Vec<LogId>,
}

impl Replica {
    /// Reads an answer. Changes nothing: store [`Received::writes`], then hand both to
    /// [`Replica::settle`].
    ///
    /// `fresh_id` is a random identity, used if the server has found a twin of this replica.
    /// `now` is this replica's clock.
    ///
    /// # Errors
    /// [`BadReply`] when the answer cannot be trusted; nothing of it is taken.
    pub fn receive(&self, reply: SyncReply, fresh_id: ReplicaId, now: Millis) -> Result<Received, BadReply> {
        if reply.protocol != crate::protocol::PROTOCOL {
            return Err(BadReply::Protocol(reply.protocol));
        }
        if reply.exchange != self.exchange {
            return Err(BadReply::Stale);
        }
        let mut received = Received { server_seq: reply.last_seq, ..Received::default() };
        let mut twin = reply.forked_at;
        for (log, slice) in reply.slices {
            match slice {
                Slice::Entries(entries) => self.read(log, entries, &mut received, &mut twin)?,
                Slice::Diverged => received.writes.forget.push(log),
                Slice::Forbidden => received.forbidden.push(log),
            }
        }
        self.settle_refusals(&reply.refusals, &mut received.writes);
        match twin {
            Some(seq) => self.fork(seq, fresh_id, &mut received.writes),
            None => self.offer_again(reply.last_seq, now, &mut received.writes),
        }
        received.again = received.behind || self.has_more(&received);
        Ok(received)
    }

    /// Takes in an answer whose writes have been stored.
    pub fn settle(&mut self, received: Received) {
        let renamed = received.writes.rename.is_some();
        self.commit(received.writes);
        self.behind = received.behind;
        self.server_seq = if renamed { 0 } else { received.server_seq };
        // A number that the server no longer has must not count as settled.
        self.settled_seq = self.settled_seq.min(self.server_seq);
    }

    fn read(
        &self,
        log: LogId,
        entries: Entries,
        received: &mut Received,
        twin: &mut Option<Seq>,
    ) -> Result<(), BadReply> {
        let Some(state) = self.logs.get(&log) else { return Ok(()) };
        if entries.from != state.cursor.position || entries.pack.is_empty() {
            // An answer to an older question, or nothing new.
            return Ok(());
        }
        let new = entries.pack.entries(entries.from).map_err(|_| BadReply::Pack)?;
        let cursor = follow(state.cursor, &new, entries.upto.epoch);
        if cursor != entries.upto || new.iter().any(|entry| entry.change().log != log) {
            return Err(BadReply::Chain(log));
        }
        for entry in &new {
            let dot = entry.change().dot;
            match self.outbox.get(&dot).map(|own| own.change.digest() == entry.change().digest()) {
                Some(true) => received.writes.settle.push(dot),
                Some(false) => *twin = Some(twin.map_or(dot.seq, |seq| seq.min(dot.seq))),
                None => {}
            }
        }
        received.behind |= entries.more;
        received.writes.append.push((log, new, cursor));
        Ok(())
    }

    fn settle_refusals(&self, refusals: &[Refusal], writes: &mut Writes) {
        let refused = |refusal: &Refusal| {
            let authored = self.outbox.get(&self.dot(refusal.seq))?.clone();
            Some(Refused { authored, verdict: refusal.verdict })
        };
        writes.refuse.extend(refusals.iter().filter_map(refused));
    }

    /// The server has less of ours than a log had shown: offer the rest again, and name the hole
    /// that nothing of ours can fill.
    fn offer_again(&self, server_seq: Seq, now: Millis, writes: &mut Writes) {
        if server_seq < self.settled_seq {
            let again = self.retained.range(server_seq + 1..).map(|(_, (_, authored))| authored.clone());
            let refused = self.refused.range(self.dot(server_seq + 1)..=self.dot(Seq::MAX));
            let refused = refused.map(|(_, refused)| refused.authored.clone());
            writes.offer.extend(again.chain(refused));
        }
        let waiting =
            self.outbox.range(self.dot(server_seq + 1)..=self.dot(Seq::MAX)).map(|(_, authored)| authored);
        let first = waiting.chain(&writes.offer).min_by_key(|authored| authored.change.dot.seq);
        let hole = first.filter(|authored| authored.change.covers_from() > server_seq + 1);
        if let Some((seq, log)) = hole.map(|authored| (authored.change.dot.seq - 1, authored.change.log)) {
            let skip = Body::Skip(crate::change::Skip { from: server_seq + 1 });
            writes.offer.extend(author(self.dot(seq), log, now, &skip));
        }
    }

    fn has_more(&self, received: &Received) -> bool {
        let settled: BTreeSet<Dot> = received.writes.settle.iter().copied().collect();
        let unsent =
            |dot: &&Dot| dot.replica == self.id && dot.seq > received.server_seq && !settled.contains(dot);
        !received.writes.offer.is_empty()
            || !received.writes.forget.is_empty()
            || received.writes.rename.is_some()
            || (received.server_seq > self.server_seq && self.outbox.keys().any(|dot| unsent(&dot)))
    }
}

fn follow(mut cursor: Cursor, entries: &[Entry], epoch: u32) -> Cursor {
    cursor.epoch = epoch;
    for entry in entries {
        cursor = cursor.next(entry.change(), entry.received_at);
    }
    cursor
}
