//! A place's day as the staff see it: what is on, what was counted, what waits to be counted.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::fold::LogState;
use crate::occurrence::Occurrence;
use crate::schedule::Window;
use crate::tally::Tally;
use crate::target::{OccurrenceKey, Target};

impl LogState {
    /// Everything on one date, in order: the programme, and what has counts outside it.
    pub fn day(&self, date: Date) -> Vec<Occurrence> {
        self.days(Window::day(date))
    }

    /// Everything in a window, in order: the programme, and what has counts outside it.
    pub fn days(&self, window: Window) -> Vec<Occurrence> {
        let mut occurrences = self.programme.occurrences(window);
        let mut planned = BTreeSet::new();
        planned.extend(occurrences.iter().map(|occurrence| occurrence.key));
        let outside = |key: &OccurrenceKey| {
            window.contains(key.date) && !planned.contains(key) && !self.is_moved_away(*key)
        };
        occurrences.extend(self.counted_keys().filter(outside).filter_map(|key| self.programme.outside(key)));
        Occurrence::put_in_order(&mut occurrences);
        occurrences
    }

    /// Occurrences in a window that were held and that nobody has counted, in order.
    pub fn not_counted(&self, window: Window) -> Vec<Occurrence> {
        let mut occurrences = self.programme.occurrences(window);
        occurrences.retain(|occurrence| occurrence.is_held() && !self.is_counted(occurrence.key));
        occurrences
    }

    /// The tally of an occurrence; an empty one if nobody has counted.
    pub fn tally(&self, target: Target) -> Tally {
        self.tallies.get(&target).cloned().unwrap_or_default()
    }

    fn is_counted(&self, key: OccurrenceKey) -> bool {
        self.tallies.get(&Target::Occurrence(key)).is_some_and(Tally::is_counted)
    }

    fn counted_keys(&self) -> impl Iterator<Item = OccurrenceKey> + '_ {
        self.tallies.iter().filter(|(_, tally)| tally.is_counted()).filter_map(|(target, _)| match target {
            Target::Occurrence(key) => Some(*key),
            Target::DropIn(..) => None,
        })
    }

    /// A moved occurrence stands on its new date, which may be outside the window.
    fn is_moved_away(&self, key: OccurrenceKey) -> bool {
        self.programme.moved_to(key).is_some_and(|date| date != key.date)
    }
}
