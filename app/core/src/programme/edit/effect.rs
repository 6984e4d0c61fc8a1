//! What an edit would do to the dates, shown before it is saved.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::change::Body;
use crate::field::Fields;
use crate::id::{ActivityId, Dot, ReplicaId};
use crate::occurrence::{Occurrence, State};
use crate::programme::Programme;
use crate::register::{Edit, UNCONFIRMED};
use crate::schedule::{IsoWeek, Window};
use crate::target::OccurrenceKey;

/// One date before and after: it comes, goes, or is another than it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// As it was; none if it comes.
    pub before: Option<Occurrence>,
    /// As it will be; none if it goes.
    pub after: Option<Occurrence>,
}

impl Difference {
    /// The day that it is about.
    pub fn date(&self) -> Date {
        self.after.as_ref().or(self.before.as_ref()).map_or(Date::MIN, |occurrence| occurrence.date)
    }

    /// Whether it rests all the same: the place is closed, or the day is red.
    pub fn rests(&self) -> bool {
        let rests = |state: &State| matches!(state, State::Closed { .. } | State::RedDay { .. });
        self.after.as_ref().is_some_and(|occurrence| rests(&occurrence.state))
    }
}

/// What an edit would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Every date that comes, goes or changes, in order.
    pub dates: Vec<Difference>,
    /// Counted occurrences that no slot would name any more: they stay, outside the programme.
    pub outside: Vec<OccurrenceKey>,
}

impl Effect {
    /// What the changes would do to a series within a window. `counted` are its occurrences that
    /// somebody has counted. Drafts are looked at as if they were published.
    pub fn of(
        programme: &Programme,
        changes: &[Body],
        activity: ActivityId,
        window: Window,
        counted: &BTreeSet<OccurrenceKey>,
    ) -> Self {
        let mut before = programme.only(activity);
        let mut after = before.clone();
        after.foresee(changes);
        before.show_drafts(activity);
        after.show_drafts(activity);
        let lost = |key: &&OccurrenceKey| before.names(**key) && !after.names(**key);
        let outside = counted.iter().filter(|key| key.activity == activity).filter(lost).copied();
        Self { dates: differences(shown(&before, window), shown(&after, window)), outside: outside.collect() }
    }
}

type Shown = BTreeMap<OccurrenceKey, Occurrence>;

fn shown(programme: &Programme, window: Window) -> Shown {
    programme.occurrences(window).into_iter().map(|occurrence| (occurrence.key, occurrence)).collect()
}

/// The same date under the same name first; then what goes and what comes on the same day, or else
/// in the same week, is one date that changes.
fn differences(mut before: Shown, mut after: Shown) -> Vec<Difference> {
    let mut dates = Vec::new();
    let both: Vec<OccurrenceKey> = before.keys().filter(|key| after.contains_key(key)).copied().collect();
    for key in both {
        let pair = (before.remove(&key), after.remove(&key));
        if pair.0 != pair.1 {
            dates.push(Difference { before: pair.0, after: pair.1 });
        }
    }
    let mut gone: Vec<Occurrence> = before.into_values().collect();
    let mut come: Vec<Occurrence> = after.into_values().collect();
    pair(&mut gone, &mut come, &mut dates, |occurrence| occurrence.date);
    pair(&mut gone, &mut come, &mut dates, |occurrence| IsoWeek::of(occurrence.date).monday());
    dates.retain(|difference| !same_to_people(difference));
    dates.extend(gone.into_iter().map(|before| Difference { before: Some(before), after: None }));
    dates.extend(come.into_iter().map(|after| Difference { before: None, after: Some(after) }));
    dates.sort_by_key(Difference::date);
    dates
}

fn pair(
    gone: &mut Vec<Occurrence>,
    come: &mut Vec<Occurrence>,
    dates: &mut Vec<Difference>,
    near: impl Fn(&Occurrence) -> Date,
) {
    gone.retain(|before| {
        let Some(index) = come.iter().position(|after| near(after) == near(before)) else { return true };
        dates.push(Difference { before: Some(before.clone()), after: Some(come.remove(index)) });
        false
    });
}

/// Only its name in the log differs: it stands under another slot.
fn same_to_people(difference: &Difference) -> bool {
    let (Some(before), Some(after)) = (&difference.before, &difference.after) else { return false };
    Occurrence { key: after.key, ..before.clone() } == *after
}

impl Programme {
    /// One series with its slots and dates, in its place with its closed periods.
    fn only(&self, activity: ActivityId) -> Self {
        let slots = self.slots_of(activity).map(|(id, _)| id).collect::<BTreeSet<_>>();
        let of = |key: &OccurrenceKey| key.activity == activity;
        Self {
            place: self.place.clone(),
            activities: self.activities.get(&activity).map(|it| (activity, it.clone())).into_iter().collect(),
            slots: pick(&self.slots, |id| slots.contains(id)),
            occurrences: pick(&self.occurrences, of),
            closures: self.closures.clone(),
            ..Self::default()
        }
    }

    /// The dates of one series in a window, in order, those of its drafts among them.
    pub fn upcoming(&self, activity: ActivityId, window: Window) -> Vec<Occurrence> {
        let mut only = self.only(activity);
        only.show_drafts(activity);
        only.occurrences(window)
    }

    /// Takes in changes as if the log held them.
    fn foresee(&mut self, changes: &[Body]) {
        for (change, seq) in changes.iter().zip(1..) {
            let Body::Put(put) = change else { continue };
            let dot = Dot { replica: ReplicaId(uuid::Uuid::max()), seq };
            let edit = Edit { dot, position: UNCONFIRMED, base: UNCONFIRMED, clamped_at: i64::MAX };
            self.put(put, edit);
        }
    }

    fn show_drafts(&mut self, activity: ActivityId) {
        let published = crate::field::ActivityField::Published(true);
        let mut changes = vec![Fields::Activity(activity, vec![published])];
        let published = || vec![crate::field::SlotField::Published(true)];
        changes.extend(self.slots.keys().map(|slot| Fields::Slot(*slot, published())));
        let put = |fields| Body::Put(crate::field::Put { fields, base: UNCONFIRMED });
        let changes: Vec<Body> = changes.into_iter().map(put).collect();
        self.foresee(&changes);
    }
}

fn pick<K: Ord + Copy, V: Clone>(map: &BTreeMap<K, V>, keep: impl Fn(&K) -> bool) -> BTreeMap<K, V> {
    map.iter().filter(|(key, _)| keep(key)).map(|(key, value)| (*key, value.clone())).collect()
}
