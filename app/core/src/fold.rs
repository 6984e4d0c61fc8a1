//! What a log adds up to: the programme and the tallies of its place.
//!
//! Integers and ordered maps only, no clock: the same entries give the same state everywhere.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::change::{Authored, Body, Change};
use crate::digest::Digest;
use crate::entry::{Cursor, Entry};
use crate::handover::Handover;
use crate::personal::Fields;
use crate::programme::Programme;
use crate::register::{Edit, UNCONFIRMED};
use crate::staff::Staff;
use crate::tally::Tally;
use crate::target::{OccurrenceKey, Target};

/// All tallies of a place.
pub type Tallies = BTreeMap<Target, Tally>;

/// What a log adds up to, up to a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogState {
    /// How far it is folded.
    pub cursor: Cursor,
    /// The programme.
    pub programme: Programme,
    /// The counts.
    pub tallies: Tallies,
    /// Who works here, and who was at which tablet.
    #[serde(default)]
    pub staff: Staff,
    /// What one shift leaves for the next.
    #[serde(default)]
    pub handover: Handover,
    /// Changes of a kind that this version does not know yet.
    #[serde(default)]
    pub unread: u64,
    /// Changes that their writers lost, as they said themselves.
    #[serde(default)]
    pub skipped: u64,
    /// The personal fields that are not erased, by the seal of the change that carries them. They
    /// are in no page and no checkpoint: whoever begins from one is given those that live.
    #[serde(skip)]
    pub personal: BTreeMap<Digest, Fields>,
    /// The seals whose fields are erased, also those of changes still to come.
    #[serde(skip)]
    pub erased: BTreeSet<Digest>,
}

impl LogState {
    /// Folds in the next entry. Entries come in order and without holes; the caller has checked
    /// the chain.
    pub fn apply(&mut self, entry: &Entry) {
        debug_assert_eq!(entry.position, self.cursor.position + 1);
        self.cursor = self.cursor.next(entry.change(), entry.received_at);
        self.hold(&entry.authored);
        match entry.change().body.read() {
            Ok(body) => self.fold(&body, |base| entry.edit(base), entry.change()),
            Err(_) => self.unread += 1,
        }
    }

    /// Shows what an unconfirmed change will do: the optimistic view.
    pub fn preview(&mut self, authored: &Authored) {
        let body = authored.change.body.read();
        self.preview_read(authored, body.as_ref().ok());
    }

    /// The same of a change whose body has been read; nothing if this version does not know it.
    pub fn preview_read(&mut self, authored: &Authored, body: Option<&Body>) {
        let change = &authored.change;
        self.hold(authored);
        let edit = |base| Edit { dot: change.dot, position: UNCONFIRMED, base, clamped_at: change.at };
        if let Some(body) = body {
            self.fold(body, edit, change);
        }
    }

    fn hold(&mut self, authored: &Authored) {
        if let (Some(personal), Some(sealed)) = (&authored.personal, authored.change.sealed)
            && !self.erased.contains(&sealed)
        {
            self.personal.insert(sealed, personal.fields.clone());
        }
    }

    /// Lets go of personal fields for ever.
    pub(crate) fn erase(&mut self, sealed: &[Digest]) {
        sealed.iter().for_each(|sealed| drop(self.personal.remove(sealed)));
        self.erased.extend(sealed);
    }

    fn fold(&mut self, body: &Body, edit: impl Fn(u64) -> Edit, change: &Change) {
        match body {
            Body::Put(put) => self.programme.put(put, edit(put.base)),
            Body::Count(count) => {
                let base = count.stated.map_or(0, |stated| stated.base);
                self.tallies.entry(count.target).or_default().count(count, edit(base));
            }
            Body::Undo(undo) => self.tallies.entry(undo.target).or_default().undo(undo),
            Body::Skip(skip) => self.skipped += (change.dot.seq + 1).saturating_sub(skip.from),
            Body::Erase(erase) => {
                self.erase(&erase.sealed);
                self.staff.forget(&erase.sealed);
                self.handover.forget(&erase.sealed);
            }
            Body::Staff(put) => self.staff.put(put, edit(put.base), change.sealed),
            Body::Shift(_) => self.staff.begin(edit(0), change.sealed),
            Body::Note(put) => self.handover.note(put, edit(0), change.sealed),
            Body::Settle(settle) => self.handover.settle(settle, edit(settle.base)),
            Body::Responsible(put) => self.handover.choose(put, edit(put.base), change.sealed),
            Body::SignUp(it) => self.tally_of(it.target).sign_up(it, change.sealed, edit(it.base)),
            Body::Withdraw(it) => self.tally_of(it.target).withdraw(it, edit(it.base)),
            Body::Came(it) => self.tally_of(it.target).came(it, edit(it.base)),
        }
    }

    fn tally_of(&mut self, key: OccurrenceKey) -> &mut Tally {
        self.tallies.entry(Target::Occurrence(key)).or_default()
    }
}
