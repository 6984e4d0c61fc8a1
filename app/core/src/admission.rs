//! The server's verdicts: which changes of a push enter a log, and where.
//!
//! The storage looks up what is known ([`Facts`]), this module decides, the storage writes down
//! the decision; all three in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use crate::change::{Authored, Body};
use crate::digest::Digest;
use crate::entry::{Cursor, Entry};
use crate::id::{Dot, LogId, Millis, ReplicaId, Seq};
use crate::protocol::{Refusal, Verdict};
use crate::tally::Count;

mod asking;
mod check;

pub use asking::Asking;

/// What a number of a replica was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// A change with this sum is in a log.
    Accepted(Digest),
    /// A change with this sum was refused, and its bytes are kept.
    Refused(Digest, Verdict),
    /// The same, and a person has put it aside: its writer can no longer reopen it.
    Aside(Digest, Verdict),
}

impl Known {
    /// The sum of the change that used it.
    pub fn digest(&self) -> Digest {
        match self {
            Self::Accepted(digest) | Self::Refused(digest, _) | Self::Aside(digest, _) => *digest,
        }
    }
}

/// What must be known to judge a push.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The replica's highest number so far.
    pub last_seq: Seq,
    /// The logs that the replica may write.
    pub scope: BTreeSet<LogId>,
    /// The log of what the organisation's places share; any other is a place's.
    pub shared: Option<LogId>,
    /// Whether the device is no longer trusted: everything it still has goes into quarantine.
    pub revoked: bool,
    /// What the pushed numbers were used for, as far as they were.
    pub known: BTreeMap<Seq, Known>,
    /// The ends of the logs that the push writes.
    pub heads: BTreeMap<LogId, Cursor>,
    /// The counts that the push takes back, as far as the logs hold them; also under another number.
    pub undone: BTreeMap<Dot, (LogId, Count)>,
    /// Whether a decision of the organisation stands today by which visitors' names may be kept.
    pub names_decided: bool,
    /// What of the push the logs hold under other numbers, by the sums of the origins.
    pub held: BTreeSet<Digest>,
}

/// A change that was not accepted, with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The change as it came.
    pub authored: Authored,
    /// Why it was not accepted.
    pub verdict: Verdict,
}

/// What to write down, and what to answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Admission {
    /// New entries with the log each belongs to, in order.
    pub entries: Vec<Entry>,
    /// Changes to keep beside the logs.
    pub refused: Vec<Refused>,
    /// Numbers that had been refused and are in a log now.
    pub reopened: Vec<Seq>,
    /// Changes that a log has under another number: they are answered as accepted, their numbers are
    /// used up, and nothing enters a second time.
    pub elsewhere: Vec<Authored>,
    /// The new ends of the logs that grew.
    pub heads: BTreeMap<LogId, Cursor>,
    /// The replica's highest number afterwards.
    pub last_seq: Seq,
    /// The refusals to answer, repeated ones among them.
    pub refusals: Vec<Refusal>,
    /// The number under which the server has other bytes.
    pub forked_at: Option<Seq>,
}

/// The counts that a push wants to take back: the storage looks them up for [`Facts::undone`].
pub fn undone_by(push: &[Authored]) -> BTreeSet<Dot> {
    let undo = |authored: &Authored| match authored.change.body.read() {
        Ok(Body::Undo(undo)) => Some(undo.undone),
        _ => None,
    };
    push.iter().filter_map(undo).collect()
}

/// Whether a push signs somebody up: the storage then looks up [`Facts::names_decided`].
pub fn signs_up(push: &[Authored]) -> bool {
    push.iter().any(|authored| authored.carries_name() || authored.change.signs_up())
}

/// Judges what a replica pushes itself: changes of one replica in rising order.
///
/// Stops at the first hole (the answer's `last_seq` then says what is missing) and at a number
/// under which the server has other bytes. A refused change never stops later ones; sent again it
/// is judged again, if [`Asking::reopens`] says so.
pub fn admit(replica: ReplicaId, push: Vec<Authored>, facts: Facts, received_at: Millis) -> Admission {
    admit_for(Asking::Writer, replica, push, facts, received_at)
}

/// Judges changes of one replica in rising order, on somebody's word.
pub fn admit_for(
    asking: Asking,
    replica: ReplicaId,
    push: Vec<Authored>,
    facts: Facts,
    received_at: Millis,
) -> Admission {
    let last_seq = facts.last_seq;
    let mut admission = Admission { last_seq, ..Admission::default() };
    let mut judge = Judge { asking, facts, admission: &mut admission, received_at };
    for authored in push {
        if authored.change.dot.replica != replica || !judge.take(authored) {
            break;
        }
    }
    admission
}

struct Judge<'a> {
    asking: Asking,
    facts: Facts,
    admission: &'a mut Admission,
    received_at: Millis,
}

impl Judge<'_> {
    /// Takes one change; `false` stops.
    fn take(&mut self, authored: Authored) -> bool {
        let seq = authored.change.dot.seq;
        let expected = self.admission.last_seq + 1;
        let follows = seq >= expected && authored.change.covers_from() <= expected;
        if seq <= self.facts.last_seq || self.facts.known.contains_key(&seq) {
            let same = self.repeat(authored);
            if same && follows {
                self.admission.last_seq = seq;
            }
            return same;
        }
        if !follows && (seq < expected || !self.asking.may_leave_holes()) {
            return false;
        }
        if follows {
            self.admission.last_seq = seq;
        }
        self.judge(authored);
        true
    }

    /// A number that was used before: the same bytes get the same answer again, unless they were
    /// refused for a reason that may have gone.
    fn repeat(&mut self, authored: Authored) -> bool {
        let seq = authored.change.dot.seq;
        match self.facts.known.get(&seq).copied() {
            Some(known) if known.digest() != authored.change.digest() => {
                self.admission.forked_at = Some(seq);
                return false;
            }
            Some(Known::Accepted(_)) => {}
            Some(Known::Refused(_, verdict)) => self.judge_again(authored, verdict),
            Some(Known::Aside(_, verdict)) if self.asking == Asking::Writer && !self.is_held(&authored) => {
                self.admission.refusals.push(Refusal { seq, verdict })
            }
            Some(Known::Aside(_, verdict)) => self.judge_again(authored, verdict),
            None if self.is_held(&authored) => self.let_stand(authored),
            None => match self.asking.on_found() {
                Some(verdict) => self.refuse(authored, verdict),
                None => self.judge(authored),
            },
        }
        true
    }

    fn judge(&mut self, authored: Authored) {
        if self.is_held(&authored) {
            return self.let_stand(authored);
        }
        match check::check(&authored, &self.facts) {
            Ok(body) => self.accept(authored, &body),
            Err(verdict) => self.refuse(authored, verdict),
        }
    }

    /// A change that is kept as refused: it enters its log now, or the verdict stands.
    fn judge_again(&mut self, authored: Authored, verdict: Verdict) {
        let seq = authored.change.dot.seq;
        if self.is_held(&authored) {
            self.admission.reopened.push(seq);
            return self.let_stand(authored);
        }
        match check::check(&authored, &self.facts) {
            Ok(body) if self.asking.reopens(verdict) => {
                self.admission.reopened.push(seq);
                self.accept(authored, &body);
            }
            _ => self.admission.refusals.push(Refusal { seq, verdict }),
        }
    }

    /// Whether a log has this change under another number. Nearly always nothing is held, and no sum
    /// has to be made.
    fn is_held(&self, authored: &Authored) -> bool {
        !self.facts.held.is_empty() && self.facts.held.contains(&authored.change.origin().digest)
    }

    /// The log has it under another number: it can be taken back under this one, too.
    fn let_stand(&mut self, authored: Authored) {
        let change = &authored.change;
        if let Ok(Body::Count(count)) = change.body.read() {
            self.facts.undone.insert(change.dot, (change.log, count));
        }
        self.admission.elsewhere.push(authored);
    }

    fn accept(&mut self, authored: Authored, body: &Body) {
        let change = &authored.change;
        self.facts.held.extend(change.body.origin().map(|origin| origin.digest));
        let log = change.log;
        if let Body::Count(count) = body {
            self.facts.undone.insert(change.dot, (log, count.clone()));
        }
        let head = self.facts.heads.entry(log).or_default();
        *head = head.next(change, self.received_at);
        self.admission.heads.insert(log, *head);
        self.admission.entries.push(Entry {
            position: head.position,
            received_at: self.received_at,
            authored,
        });
    }

    fn refuse(&mut self, mut authored: Authored, verdict: Verdict) {
        // Not even among what waits for a person is there a place for a visitor's name.
        if authored.carries_name() && !self.facts.names_decided {
            authored.personal = None;
        }
        self.admission.refusals.push(Refusal { seq: authored.change.dot.seq, verdict });
        self.admission.refused.push(Refused { authored, verdict });
    }
}
