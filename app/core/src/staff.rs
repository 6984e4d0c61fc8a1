//! Who works at a place, and who was at which tablet: for attribution, never for access.
//!
//! Names and links to people are personal fields beside the changes. What is folded here are the
//! seals that lead to them, and they lead nowhere once the fields are erased.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::fold::LogState;
use crate::id::{Dot, Millis, Position, ReplicaId, Seq, StaffId};
use crate::register::{Edit, Register, Written};

/// The longest name or initials of a member of the staff, in characters.
pub const NAME_MAX_CHARS: usize = 40;

/// Somebody joined the staff, or left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffPut {
    /// Who.
    pub id: StaffId,
    /// Whether they left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// The log position that the editor saw.
    #[serde(rename = "b")]
    pub base: Position,
}

/// One change for each switch of person, so that no tap has to say who tapped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {}

/// A member of the staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Whether they left.
    pub hidden: Register<bool>,
    /// The seals over what they are called, the newest last.
    pub names: Vec<Digest>,
}

/// Where a shift of a tablet begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// When, by the clamped clock.
    pub at: Millis,
    /// The seal over whose it is; none for nobody's, or when the link is erased.
    pub link: Option<Digest>,
}

/// A place's staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// By their ids, which is the order in which they joined.
    pub members: BTreeMap<StaffId, Member>,
    /// The shifts of each tablet, by the number of the change that began them.
    pub shifts: BTreeMap<ReplicaId, BTreeMap<Seq, Begun>>,
}

impl Staff {
    /// Folds in somebody who joined or left.
    pub(crate) fn put(&mut self, put: &StaffPut, edit: Edit, name: Option<Digest>) {
        let hidden = Written { value: put.hidden, edit };
        let names = match self.members.get_mut(&put.id) {
            Some(member) => {
                member.hidden.write(hidden);
                &mut member.names
            }
            None => {
                let member = Member { hidden: Register::new(hidden), names: Vec::new() };
                &mut self.members.entry(put.id).or_insert(member).names
            }
        };
        names.extend(name.filter(|name| !names.contains(name)));
    }

    /// Folds in a switch of person; from nobody to nobody is none.
    pub(crate) fn begin(&mut self, edit: Edit, link: Option<Digest>) {
        if link.is_none() && self.link(edit.dot).is_none() {
            return;
        }
        let Dot { replica, seq } = edit.dot;
        self.shifts.entry(replica).or_default().insert(seq, Begun { at: edit.clamped_at, link });
    }

    /// Lets go of the seals of what was erased. Of several shifts in a row that are nobody's now, the
    /// first says it all.
    pub(crate) fn forget(&mut self, sealed: &[Digest]) {
        for member in self.members.values_mut() {
            member.names.retain(|name| !sealed.contains(name));
        }
        for shifts in self.shifts.values_mut() {
            let mut nobody = true;
            shifts.retain(|_, begun| {
                begun.link = begun.link.filter(|link| !sealed.contains(link));
                let says_nothing = nobody && begun.link.is_none();
                nobody = begun.link.is_none();
                !says_nothing
            });
        }
        self.shifts.retain(|_, shifts| !shifts.is_empty());
    }

    /// The seal over who was at the tablet when it wrote a change.
    pub fn link(&self, dot: Dot) -> Option<Digest> {
        self.shifts.get(&dot.replica)?.range(..dot.seq).next_back()?.1.link
    }
}

impl LogState {
    /// Who was at the tablet when it wrote a change; nothing when nobody said so or the link is erased.
    pub fn attributed(&self, dot: Dot) -> Option<StaffId> {
        self.personal.get(&self.staff.link(dot)?)?.staff
    }

    /// What a member of the staff is called, until that is erased.
    pub fn staff_name(&self, id: StaffId) -> Option<&str> {
        let names = self.staff.members.get(&id)?.names.iter().rev();
        names.filter_map(|name| self.personal.get(name)).find_map(|fields| fields.text.as_deref())
    }

    /// Everybody who works here, with their names, in the order in which they joined.
    pub fn staff_members(&self) -> impl Iterator<Item = (StaffId, &str)> {
        let here = self.staff.members.iter().filter(|(_, member)| !member.hidden.standing.value);
        here.filter_map(|(&id, _)| Some((id, self.staff_name(id)?)))
    }
}
