//! What a replica asks the server: its new changes, and how far it has read.

use crate::change::Authored;
use crate::entry::Cursor;
use crate::id::{Dot, LogId, Millis, Seq};
use crate::pack::Pack;
use crate::protocol::{PROTOCOL, Pull, SyncRequest};
use crate::replica::Replica;

impl Replica {
    /// The next request: what the server does not have yet, and where to read on. An answer to
    /// any earlier request is no longer taken.
    ///
    /// A number counts as sent only once the server has answered a request that held it: that the
    /// server has *something* under a number may be a twin's doing. For the same reason the newest
    /// change before the first goes along once more: a number is only ever taken on top of our own,
    /// also when the server was restored and a twin has been there since.
    pub fn request(&mut self, sent_at: Millis) -> SyncRequest {
        // By the clock, so that a restart does not give an earlier request's number again.
        self.exchange = (self.exchange + 1).max(sent_at.unsigned_abs());
        self.awaiting = true;
        let fresh = self.outbox.range(self.dot(self.sent_seq + 1)..=self.dot(Seq::MAX));
        let fresh = fresh.map(|(_, authored)| authored);
        let mut rows: Vec<&Authored> = self.offered_again().chain(fresh).take(Pack::MAX_ROWS - 1).collect();
        let mut first = rows.partition_point(|authored| authored.change.dot.seq <= self.sent_seq);
        if let Some(before) = rows.get(first).and_then(|fresh| self.newest_before(fresh.change.dot)) {
            match rows[..first].last().is_some_and(|row| row.change.dot == before.change.dot) {
                true => first -= 1,
                false => rows.insert(first, before),
            }
        }
        let dots = rows.iter().map(|authored| authored.change.dot);
        let asked_again = dots.filter(|dot| self.refused.contains_key(dot)).collect();
        let seq = |authored: Option<&&Authored>| authored.map_or(0, |authored| authored.change.dot.seq);
        // Nothing is known of the numbers between those that are offered again.
        let from =
            if rows.is_empty() { 0 } else { rows.get(first).map_or(Seq::MAX, |row| row.change.dot.seq) };
        let (last, push) = (seq(rows.last()), Pack::of_changes(rows));
        (self.asked_from, self.asked_seq) = (from, last);
        self.asked_again = asked_again;
        SyncRequest {
            protocol: PROTOCOL,
            replica: self.id,
            exchange: self.exchange,
            sent_at,
            push,
            pull: self.logs.iter().map(|(&log, state)| self.pull(log, state.cursor)).collect(),
        }
    }

    fn pull(&self, log: LogId, cursor: Cursor) -> Pull {
        Pull { log, cursor, snapshot: self.takes_snapshot(log) }
    }

    /// Refused changes below what is sent that wait to be judged again.
    fn offered_again(&self) -> impl Iterator<Item = &Authored> {
        let refused = self.refused.range(self.dot(0)..=self.dot(self.sent_seq));
        refused.filter_map(|(dot, _)| self.outbox.get(dot))
    }

    /// The own change with the highest number below `dot`, wherever it is kept.
    fn newest_before(&self, dot: Dot) -> Option<&Authored> {
        let before = self.dot(1)..dot;
        let waiting = self.outbox.range(before.clone()).next_back().map(|(_, authored)| authored);
        let retained = self.retained.range(before.clone()).next_back().map(|(_, entry)| &entry.authored);
        let refused = self.refused.range(before).next_back().map(|(_, refused)| &refused.authored);
        waiting.into_iter().chain(retained).chain(refused).max_by_key(|authored| authored.change.dot)
    }
}
