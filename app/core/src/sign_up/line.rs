//! Who has a place and who waits.

use std::collections::BTreeMap;

use crate::id::SignUpId;
use crate::sign_up::Listed;

/// What a sign-up may count on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is room.
    Confirmed,
    /// It waits, as the so-manieth, counted from 1.
    Waiting(u32),
    /// It stands on this tablet alone: others may have come before it.
    Unanswered,
    /// It has been withdrawn, but somebody of it came.
    Withdrawn,
}

/// A sign-up in its place.
#[derive(Clone, Copy, Debug)]
pub struct InLine<'a> {
    /// Which.
    pub id: SignUpId,
    /// What is known of it.
    pub listed: &'a Listed,
    /// What it may count on.
    pub standing: Standing,
}

/// The sign-ups of an occurrence in the order of the log, each with what it may count on.
///
/// A sign-up is confirmed if it fits together with all that stand before it, waiting ones too: so
/// neither a late arrival nor a smaller party ever unseats anyone, and whoever withdraws lets the
/// next in. Withdrawn ones that came all the same are last.
pub fn in_line(list: &BTreeMap<SignUpId, Listed>, capacity: Option<u32>) -> Vec<InLine<'_>> {
    let mut standing: Vec<_> =
        list.iter().filter_map(|(id, listed)| Some((listed.place()?, *id, listed))).collect();
    standing.sort_by_key(|(place, id, _)| (*place, *id));
    let (mut taken, mut waiting) = (0u32, 0);
    let mut line = Vec::new();
    for (_, id, listed) in standing {
        taken = taken.saturating_add(listed.persons);
        let has_room = capacity.is_none_or(|capacity| taken <= capacity);
        waiting += u32::from(!has_room);
        let standing = match has_room {
            true if capacity.is_some() && listed.is_unanswered() => Standing::Unanswered,
            true => Standing::Confirmed,
            false => Standing::Waiting(waiting),
        };
        line.push(InLine { id, listed, standing });
    }
    let gone = list.iter().filter(|(_, listed)| !listed.is_on() && !listed.came.is_empty());
    line.extend(gone.map(|(id, listed)| InLine { id: *id, listed, standing: Standing::Withdrawn }));
    line
}
