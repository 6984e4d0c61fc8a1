//! A place's day as the staff see it: what is on, what was counted, what waits to be counted.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::fold::LogState;
use crate::occurrence::Occurrence;
use crate::schedule::Window;
use crate::sign_up::Listed;
use crate::tally::Tally;
use crate::target::{OccurrenceKey, Target};

/// Occurrences with those outside the programme whose counts belong to them.
pub type Guests = BTreeMap<OccurrenceKey, Vec<OccurrenceKey>>;

impl LogState {
    /// Everything on one date, in order: the programme, and what has counts or sign-ups outside it.
    pub fn day(&self, date: Date) -> Vec<Occurrence> {
        self.days(Window::day(date))
    }

    /// Everything in a window, in order: the programme, and what has counts or sign-ups outside it.
    pub fn days(&self, window: Window) -> Vec<Occurrence> {
        let mut occurrences = self.programme.occurrences(window);
        let homes = self.programme.attachments();
        let mut outside = BTreeSet::new();
        outside.extend(self.touched_keys().map(|key| homes.get(&key).copied().unwrap_or(key)));
        outside.retain(|key| window.contains(self.date_of(*key)) && !self.programme.names(*key));
        occurrences.extend(outside.into_iter().filter_map(|key| self.programme.outside(key)));
        Occurrence::put_in_order(&mut occurrences);
        occurrences
    }

    /// Occurrences in a window that were held and that nobody has counted, in order.
    pub fn not_counted(&self, window: Window) -> Vec<Occurrence> {
        let guests = self.guests();
        let mut occurrences = self.programme.occurrences(window);
        occurrences.retain(|occurrence| {
            occurrence.is_held() && !self.is_counted(occurrence.key) && !guests.contains_key(&occurrence.key)
        });
        occurrences
    }

    /// What has counts of its own that belong to another occurrence, by that occurrence.
    pub fn guests(&self) -> Guests {
        let mut guests = Guests::new();
        for (guest, home) in self.programme.attachments() {
            if self.is_counted(guest) {
                guests.entry(home).or_default().push(guest);
            }
        }
        guests
    }

    /// The tally of an occurrence; an empty one if nobody has counted.
    pub fn tally(&self, target: Target) -> Tally {
        self.tallies.get(&target).cloned().unwrap_or_default()
    }

    /// The occurrences that somebody has counted.
    pub fn counted(&self) -> BTreeSet<OccurrenceKey> {
        self.counted_keys().collect()
    }

    /// Whether somebody has counted the occurrence itself.
    pub fn is_counted(&self, key: OccurrenceKey) -> bool {
        self.tallies.get(&Target::Occurrence(key)).is_some_and(Tally::is_counted)
    }

    fn counted_keys(&self) -> impl Iterator<Item = OccurrenceKey> + '_ {
        self.keys_where(Tally::is_counted)
    }

    /// What somebody has counted or is signed up to, whether or not the programme still names it.
    fn touched_keys(&self) -> impl Iterator<Item = OccurrenceKey> + '_ {
        self.keys_where(|tally| tally.is_counted() || tally.list.values().any(Listed::is_on))
    }

    fn keys_where(&self, wanted: fn(&Tally) -> bool) -> impl Iterator<Item = OccurrenceKey> + '_ {
        self.tallies.iter().filter(move |(_, tally)| wanted(tally)).filter_map(|(target, _)| match target {
            Target::Occurrence(key) => Some(*key),
            Target::DropIn(..) => None,
        })
    }

    /// The day on which an occurrence is, after a move.
    fn date_of(&self, key: OccurrenceKey) -> Date {
        self.programme.moved_to(key).unwrap_or(key.date)
    }
}
