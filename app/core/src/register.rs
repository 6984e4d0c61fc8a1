//! The one conflict rule: what an edit does to the value that stands.

use serde::{Deserialize, Serialize};

use crate::id::{Dot, Millis, Position};

/// The position of a change that no log has confirmed yet: after everything confirmed.
pub const UNCONFIRMED: Position = Position::MAX;

/// Where an edit stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The change that carried it.
    pub dot: Dot,
    /// Its position in the log; [`UNCONFIRMED`] while it waits in an outbox.
    pub position: Position,
    /// The log position that the editor saw.
    pub base: Position,
    /// The editor's clock, clamped by the server's receive time.
    pub clamped_at: Millis,
}

impl Edit {
    /// Whether the editor had seen `other`: it stood in the log they saw, or it is an earlier
    /// change of their own.
    pub fn saw(&self, other: &Edit) -> bool {
        let own_earlier = other.dot.replica == self.dot.replica && other.dot.seq < self.dot.seq;
        other.position <= self.base || own_earlier
    }
}

/// A value and the edit that set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written<T> {
    /// The value.
    #[serde(rename = "v")]
    pub value: T,
    /// Who set it and what they had seen.
    #[serde(rename = "e")]
    pub edit: Edit,
}

/// A value that several people may edit, and the edits that lost without having been seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register<T> {
    /// The value that stands.
    #[serde(rename = "s")]
    pub standing: Written<T>,
    /// Values that lost to a concurrent edit, for a person to see.
    #[serde(rename = "l", default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<Written<T>>,
}

impl<T: PartialEq> Register<T> {
    /// A register with its first value.
    pub fn new(written: Written<T>) -> Self {
        Self { standing: written, lost: Vec::new() }
    }

    /// Folds in an edit, in log order.
    ///
    /// An edit that had seen the standing value replaces it; between edits that had not seen each
    /// other the later clamped time decides, and the loser is kept for a person to see. Whoever
    /// had seen a loser has settled it.
    pub fn write(&mut self, arriving: Written<T>) {
        self.lost.retain(|lost| !arriving.edit.saw(&lost.edit));
        if arriving.edit.saw(&self.standing.edit) {
            self.standing = arriving;
            return;
        }
        let rank = |written: &Written<T>| (written.edit.clamped_at, written.edit.dot);
        let loser = if rank(&arriving) > rank(&self.standing) {
            std::mem::replace(&mut self.standing, arriving)
        } else {
            arriving
        };
        if loser.value != self.standing.value {
            self.lost.push(loser);
        }
    }

    /// Whether somebody's edit lost without having been seen.
    pub fn is_contested(&self) -> bool {
        !self.lost.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::id::ReplicaId;

    fn edit(replica: u128, seq: u64, position: Position, base: Position, clamped_at: Millis) -> Edit {
        Edit { dot: Dot { replica: ReplicaId(Uuid::from_u128(replica)), seq }, position, base, clamped_at }
    }

    fn written(value: &'static str, edit: Edit) -> Written<&'static str> {
        Written { value, edit }
    }

    #[test]
    fn an_edit_that_saw_the_standing_value_wins_whatever_its_clock() {
        let mut register = Register::new(written("10.00", edit(1, 1, 1, 0, 9_000)));
        register.write(written("11.00", edit(2, 1, 2, 1, 5)));
        assert_eq!(register.standing.value, "11.00");
        assert!(!register.is_contested());
    }

    #[test]
    fn between_concurrent_edits_the_later_wins_and_the_other_is_kept() {
        let mut register = Register::new(written("stora rummet", edit(1, 1, 1, 0, 100)));
        register.write(written("lilla rummet", edit(2, 1, 2, 1, 300)));
        register.write(written("trädgården", edit(3, 1, 3, 1, 200)));
        assert_eq!(register.standing.value, "lilla rummet");
        assert_eq!(register.lost[0].value, "trädgården");
    }

    #[test]
    fn an_edit_of_the_same_replica_has_seen_its_earlier_ones() {
        let mut register = Register::new(written("a", edit(1, 1, 1, 0, 100)));
        register.write(written("b", edit(1, 2, 2, 0, 50)));
        assert_eq!(register.standing.value, "b");
        assert!(!register.is_contested());
    }

    #[test]
    fn whoever_had_seen_the_loser_has_settled_it() {
        let mut register = Register::new(written("a", edit(1, 1, 1, 0, 100)));
        register.write(written("b", edit(2, 1, 2, 0, 50)));
        assert!(register.is_contested());
        register.write(written("a", edit(3, 1, 3, 2, 10)));
        assert!(!register.is_contested());
    }

    proptest! {
        #[test]
        fn an_edit_always_beats_what_it_saw_for_any_clocks(
            edits in prop::collection::vec((0u128..4, 0u64..6, any::<i32>()), 1..30),
            at in any::<i64>(),
        ) {
            let position = edits.len() as u64 + 1;
            let mut register = Register::new(written("0", edit(9, 1, 0, 0, i64::MAX)));
            for (index, (replica, base, at)) in (1..).zip(edits) {
                register.write(written("before", edit(replica, index, index, base.min(index - 1), i64::from(at))));
            }
            register.write(written("after", edit(8, 1, position, position - 1, at)));
            prop_assert_eq!(register.standing.value, "after");
            prop_assert!(!register.is_contested());
        }

        #[test]
        fn the_standing_value_was_never_seen_by_a_loser(
            edits in prop::collection::vec((0u128..4, 0u64..6, 0i64..50), 1..30),
        ) {
            let mut seqs = [0u64; 4];
            let mut register: Option<Register<usize>> = None;
            for (index, (replica, behind, at)) in edits.into_iter().enumerate() {
                let position = index as u64 + 1;
                seqs[replica as usize] += 1;
                let edit = edit(replica, seqs[replica as usize], position, position.saturating_sub(1 + behind), at);
                let written = Written { value: index, edit };
                match &mut register {
                    None => register = Some(Register::new(written)),
                    Some(register) => register.write(written),
                }
            }
            let register = register.expect("at least one edit");
            for lost in &register.lost {
                prop_assert!(!lost.edit.saw(&register.standing.edit) || lost.edit.position < register.standing.edit.position);
                prop_assert!(!register.standing.edit.saw(&lost.edit));
            }
        }
    }
}
