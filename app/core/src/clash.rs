//! Two people have changed the same thing without having seen each other: what each of them wrote,
//! side by side, until somebody settles it.

use std::collections::BTreeMap;

use crate::field::Field;
use crate::id::Dot;
use crate::register::Edit;
use crate::registers::Registers;

/// What one person wrote of the fields that are contested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version<F> {
    /// Who wrote it, and when.
    pub edit: Edit,
    /// The values, in the order of the thing's fields.
    pub values: Vec<F>,
}

/// All versions of a thing's contested fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash<F> {
    /// What holds now.
    pub standing: Version<F>,
    /// What lost without having been seen, oldest first.
    pub lost: Vec<Version<F>>,
}

impl<F: Field> Clash<F> {
    /// The contested fields of a thing; `None` where nobody's edits crossed.
    pub fn of(thing: &Registers<F>) -> Option<Self> {
        let latest = thing.contested().map(|register| register.standing.edit).max_by_key(rank)?;
        let values = thing.contested().map(|register| register.standing.value.clone()).collect();
        let mut lost: BTreeMap<Dot, Version<F>> = BTreeMap::new();
        for written in thing.contested().flat_map(|register| &register.lost) {
            let version = Version { edit: written.edit, values: Vec::new() };
            lost.entry(written.edit.dot).or_insert(version).values.push(written.value.clone());
        }
        let mut lost: Vec<Version<F>> = lost.into_values().collect();
        lost.sort_by_key(|version| rank(&version.edit));
        Some(Self { standing: Version { edit: latest, values }, lost })
    }

    /// What one writes to keep what holds now.
    pub fn keep(&self) -> Vec<F> {
        self.standing.values.clone()
    }

    /// What one writes to let a version that had lost hold. Fields of which it says nothing stay as
    /// they are, and are settled as well.
    pub fn take(&self, version: &Version<F>) -> Vec<F> {
        let same = |one: &F, other: &F| std::mem::discriminant(one) == std::mem::discriminant(other);
        let instead =
            |value: &F| version.values.iter().find(|other| same(value, other)).unwrap_or(value).clone();
        self.standing.values.iter().map(instead).collect()
    }
}

fn rank(edit: &Edit) -> (i64, Dot) {
    (edit.clamped_at, edit.dot)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::field::OccurrenceField::{self, Cancelled, Note, Reason};
    use crate::id::ReplicaId;
    use crate::text::Line;

    fn line(text: &str) -> Option<Line> {
        Line::parse(text).ok()
    }

    fn edit(replica: u128, position: u64, base: u64) -> Edit {
        let dot = Dot { replica: ReplicaId(Uuid::from_u128(replica)), seq: position };
        Edit { dot, position, base, clamped_at: position as i64 }
    }

    fn write(thing: &mut Registers<OccurrenceField>, fields: &[OccurrenceField], edit: Edit) {
        fields.iter().for_each(|field| thing.write(field.clone(), edit));
    }

    /// The first tablet cancels; the second, which has not seen it, gives another reason and a note.
    fn crossed() -> Registers<OccurrenceField> {
        let mut thing = Registers::default();
        write(&mut thing, &[Cancelled(true), Reason(line("Ledaren är sjuk."))], edit(1, 1, 0));
        write(
            &mut thing,
            &[Cancelled(true), Reason(line("Vattnet är avstängt.")), Note(None)],
            edit(2, 2, 0),
        );
        thing
    }

    #[test]
    fn only_what_differs_is_a_clash() {
        let clash = Clash::of(&crossed()).expect("a clash");
        assert_eq!(clash.standing.values, [Reason(line("Vattnet är avstängt."))]);
        assert_eq!(clash.standing.edit.dot.replica, ReplicaId(Uuid::from_u128(2)));
        assert_eq!(clash.lost.len(), 1);
        assert_eq!(clash.lost[0].values, [Reason(line("Ledaren är sjuk."))]);
    }

    #[test]
    fn taking_the_other_version_settles_every_contested_field() {
        let mut thing = crossed();
        write(&mut thing, &[Note(line("Ta med kaffe."))], edit(1, 3, 1));
        let clash = Clash::of(&thing).expect("a clash");
        let first =
            clash.lost.iter().find(|version| version.values.contains(&Reason(line("Ledaren är sjuk."))));
        let taken = clash.take(first.expect("the first tablet's version"));
        assert!(taken.contains(&Reason(line("Ledaren är sjuk."))) && taken.len() == 2);
        write(&mut thing, &taken, edit(1, 4, 3));
        assert_eq!(Clash::of(&thing), None);
        assert_eq!(thing.standing(&Reason(None)), Some(&Reason(line("Ledaren är sjuk."))));
    }

    proptest! {
        /// Whatever crossed, whoever has seen everything settles it with one edit, either way.
        #[test]
        fn one_edit_settles_whatever_crossed(
            edits in prop::collection::vec((0u128..4, 0u64..5, 0usize..3, any::<bool>()), 1..20),
            pick in any::<prop::sample::Index>(),
        ) {
            let mut thing = Registers::default();
            for (position, (replica, behind, field, flag)) in (1u64..).zip(edits) {
                let value = match field {
                    0 => Cancelled(flag),
                    1 => Reason(flag.then(|| line("Ledaren är sjuk.")).flatten()),
                    _ => Note(flag.then(|| line("Ta med kaffe.")).flatten()),
                };
                thing.write(value, edit(replica, position, position.saturating_sub(1 + behind)));
            }
            if let Some(clash) = Clash::of(&thing) {
                let versions: Vec<_> =
                    clash.lost.iter().map(|version| clash.take(version)).chain([clash.keep()]).collect();
                let chosen = pick.get(&versions).clone();
                let mut settled = thing.clone();
                write(&mut settled, &chosen, edit(9, 100, 99));
                prop_assert_eq!(Clash::of(&settled), None);
                for value in &chosen {
                    prop_assert_eq!(settled.standing(value), Some(value));
                }
            }
        }
    }
}
