//! What others had written in a log before the server was restored from an older backup.
//!
//! Everybody offers their own changes again ([`Replica::receive`]). But somebody may never come back:
//! a tablet that broke, a coordinator's desk, which keeps nothing. So a replica keeps what it had
//! read in a log that it has to forget, and when it has read the log anew, and those who are there
//! have had their time, it hands on what the log still lacks.
//!
//! What was one writer's is handed on under an identity that follows from the changes themselves: an
//! edit has then seen its writer's earlier ones and nobody else's, and of several replicas that hand
//! on the same the server lets one. Each change names its origin, and a log takes each origin once.

use std::collections::BTreeMap;

use uuid::Builder;

use crate::change::{Authored, Body, BodyBytes};
use crate::digest::Digest;
use crate::entry::Entry;
use crate::id::{Dot, LogId, Millis, Position, ReplicaId};
use crate::origin::Origin;
use crate::pack::Pack;
use crate::protocol::{PROTOCOL, SyncReply, SyncRequest};
use crate::replica::fork::rewritten;
use crate::replica::{RETAIN_MS, Replica, Writes};

/// How long those who are there have to offer their own changes again, in milliseconds (10 minutes):
/// under their own numbers they stay whose they are.
pub const HAND_ON_AFTER_MS: Millis = 10 * 60 * 1000;

/// What a log had shown before it was forgotten.
#[derive(Clone, Debug, Default)]
pub(super) struct Forgotten {
    /// What the log has not shown again.
    missing: BTreeMap<Origin, Entry>,
    /// Up to where the log is the same as before.
    common: Position,
    /// Where counts that may be taken back stand now.
    renamed: BTreeMap<Dot, Dot>,
    /// The number of the request upon which it was forgotten, which goes by the clock.
    since: u64,
}

impl Forgotten {
    /// Adds what had been shown, as far back as [`RETAIN_MS`], and begins to compare anew.
    pub(super) fn add(&mut self, entries: impl IntoIterator<Item = Entry>, since: u64) {
        let entries: Vec<Entry> = entries.into_iter().collect();
        let newest = entries.iter().map(|entry| entry.received_at).max().unwrap_or_default();
        let kept = entries.into_iter().filter(|entry| entry.received_at >= newest - RETAIN_MS);
        self.missing.extend(kept.map(|entry| (entry.change().origin(), entry)));
        (self.common, self.since) = (0, since);
    }

    /// Takes note of what the log shows again, under whatever number.
    pub(super) fn see(&mut self, entry: &Entry) {
        let Some(before) = self.missing.remove(&entry.change().origin()) else { return };
        if before.position == entry.position {
            self.common = self.common.max(entry.position);
        }
        if before.change().dot != entry.change().dot {
            self.renamed.insert(before.change().dot, entry.change().dot);
        }
    }

    /// What is kept of it.
    pub(super) fn authored(&mut self) -> impl Iterator<Item = &mut Authored> {
        self.missing.values_mut().map(|entry| &mut entry.authored)
    }

    /// What to hand on, each writer's together, in the order of the log; what takes counts back comes
    /// when all counts are there. That somebody's own numbers were lost is nobody else's to say.
    fn estates(&self) -> Vec<Vec<&Entry>> {
        let mut entries: Vec<(&Entry, bool)> = Vec::new();
        for entry in self.missing.values() {
            match entry.change().body.read() {
                Ok(Body::Skip(_)) => {}
                body => entries.push((entry, matches!(body, Ok(Body::Undo(_))))),
            }
        }
        entries.sort_by_key(|(entry, undoes)| (*undoes, entry.change().dot.replica, entry.position));
        let same = |one: &(&Entry, bool), other: &(&Entry, bool)| {
            (one.1, one.0.change().dot.replica) == (other.1, other.0.change().dot.replica)
        };
        let writers = entries.chunk_by(same).flat_map(|of_one| of_one.chunks(Pack::MAX_ROWS));
        writers.map(|estate| estate.iter().map(|(entry, _)| *entry).collect()).collect()
    }

    /// The same as requests, each whole and under an identity of its own.
    fn requests(&self, log: LogId, sent_at: Millis) -> Vec<SyncRequest> {
        let estates: Vec<_> = self.estates().into_iter().map(|estate| (heir(log, &estate), estate)).collect();
        let numbered = |replica| (1..).map(move |seq| Dot { replica, seq });
        let mut renamed = self.renamed.clone();
        for (replica, estate) in &estates {
            renamed.extend(estate.iter().map(|entry| entry.change().dot).zip(numbered(*replica)));
        }
        let anew = |(dot, entry): (Dot, &Entry)| {
            let mut authored = rewritten(&entry.authored, dot, &renamed);
            authored.change.body = authored.change.body.seen_up_to(self.common);
            authored
        };
        let request = |(replica, estate): (ReplicaId, Vec<&Entry>)| {
            let changes: Vec<Authored> = numbered(replica).zip(estate).map(anew).collect();
            SyncRequest {
                protocol: PROTOCOL,
                replica,
                exchange: sent_at.unsigned_abs(),
                sent_at,
                push: Pack::of_changes(&changes),
                pull: Vec::new(),
            }
        };
        estates.into_iter().map(request).collect()
    }
}

/// Under whose name these changes are handed on, whoever hands them on.
fn heir(log: LogId, estate: &[&Entry]) -> ReplicaId {
    let sums: Vec<Digest> = estate.iter().map(|entry| entry.change().digest()).collect();
    let parts: Vec<&[u8]> =
        std::iter::once(&log.0.as_bytes()[..]).chain(sums.iter().map(|sum| &sum.0[..])).collect();
    let Digest(sum) = Digest::of(&parts);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&sum[..16]);
    ReplicaId(Builder::from_custom_bytes(bytes).into_uuid())
}

impl Replica {
    /// What is to be handed on, now that all logs have been read to their ends; nothing while those
    /// who are there may still come with their own. When the server has taken every request (see
    /// [`is_handed_on`]), store and commit [`Replica::let_go`].
    pub fn hand_on(&self, now: Millis) -> Option<Vec<SyncRequest>> {
        let ripe = |forgotten: &Forgotten| {
            now.abs_diff(Millis::try_from(forgotten.since).unwrap_or_default())
                >= HAND_ON_AFTER_MS.unsigned_abs()
        };
        if self.forgotten.is_empty() || !self.forgotten.values().all(ripe) {
            return None;
        }
        Some(self.forgotten.iter().flat_map(|(log, forgotten)| forgotten.requests(*log, now)).collect())
    }

    /// Lets go of what others had written before logs were forgotten.
    pub fn let_go(&self) -> Writes {
        Writes { let_go: self.forgotten.keys().copied().collect(), ..Writes::default() }
    }

    /// How many changes of others wait to be seen again, or to be handed on.
    pub fn inherited(&self) -> usize {
        self.forgotten.values().map(|forgotten| forgotten.missing.len()).sum()
    }
}

/// Whether the server has judged all of a request of [`Replica::hand_on`]: now, or when somebody
/// else, or an earlier try, handed on the same. (A replica that is bound to another device is
/// refused with a problem of its own, and says so, too.)
pub fn is_handed_on(request: &SyncRequest, reply: &SyncReply) -> bool {
    reply.forked_at.is_some() || reply.last_seq >= request.push.len() as u64
}

impl BodyBytes {
    /// The same body for a log that is another from `common` on: what its writer had seen after that
    /// is not what stands there now. Nothing else in it changes, not even what this version does not
    /// know.
    fn seen_up_to(self, common: Position) -> Self {
        let Ok(mut body) = self.read() else { return self };
        let Some(base) = base_of(&mut body).filter(|base| **base > common) else { return self };
        let before = std::mem::replace(base, common);
        let written = |base, end| format!("\"b\":{base}{end}");
        let mut text = self.as_str().to_owned();
        for end in [',', '}'] {
            text = text.replace(&written(before, end), &written(common, end));
        }
        let anew = Self::from_json(text).ok();
        anew.filter(|anew| anew.read().as_ref() == Ok(&body)).unwrap_or(self)
    }
}

/// How far its writer had read the log, if that matters to it.
fn base_of(body: &mut Body) -> Option<&mut Position> {
    match body {
        Body::Count(count) => count.stated.as_mut().map(|stated| &mut stated.base),
        Body::Put(put) => Some(&mut put.base),
        Body::Staff(put) => Some(&mut put.base),
        Body::Settle(settle) => Some(&mut settle.base),
        Body::Responsible(put) => Some(&mut put.base),
        Body::SignUp(it) => Some(&mut it.base),
        Body::Withdraw(it) => Some(&mut it.base),
        Body::Came(it) => Some(&mut it.base),
        Body::Undo(_) | Body::Skip(_) | Body::Erase(_) | Body::Shift(_) | Body::Note(_) => None,
    }
}
