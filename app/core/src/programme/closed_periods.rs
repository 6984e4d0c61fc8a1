//! The periods during which a place is closed, and what an edit would let rest.

use crate::field::{ClosureField, Fields, Period, Put};
use crate::id::{ClosureId, Dot, Position, ReplicaId};
use crate::programme::Programme;
use crate::register::{Edit, UNCONFIRMED};
use crate::schedule::Window;
use crate::text::Line;

/// A period during which the place is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedPeriod {
    /// Which one.
    pub id: ClosureId,
    /// From which day until which.
    pub period: Period,
    /// Why, if they said.
    pub reason: Option<Line>,
    /// Whether somebody deleted it while somebody else changed it.
    pub needs_review: bool,
}

impl Programme {
    /// The closed periods, in order of their days.
    pub fn closed_periods(&self) -> Vec<ClosedPeriod> {
        let standing = self.closures.iter().filter(|(_, closure)| !closure.is_hidden());
        let mut periods: Vec<_> = standing
            .filter_map(|(&id, closure)| {
                let period = closure
                    .get(|f| if let ClosureField::Period(period) = f { Some(*period) } else { None })?;
                let reason =
                    closure.get(|f| if let ClosureField::Reason(reason) = f { reason.clone() } else { None });
                Some(ClosedPeriod { id, period, reason, needs_review: closure.needs_review() })
            })
            .collect();
        periods.sort_by_key(|closed| (closed.period.from, closed.period.until, closed.id));
        periods
    }

    /// The programme as it would be after an edit by somebody who has seen all of it.
    pub fn after(&self, fields: &Fields) -> Self {
        let mut after = self.clone();
        let dot = Dot { replica: ReplicaId(uuid::Uuid::nil()), seq: u64::MAX };
        let edit = Edit { dot, position: UNCONFIRMED, base: Position::MAX, clamped_at: i64::MAX };
        after.put(&Put { fields: fields.clone(), base: Position::MAX }, edit);
        after
    }

    /// How many occurrences of a window are held now and would rest after an edit.
    pub fn would_rest(&self, fields: &Fields, window: Window) -> usize {
        let held = |programme: &Self| {
            let all = programme.occurrences(window).into_iter();
            all.filter(|occurrence| occurrence.is_held()).map(|occurrence| occurrence.key).collect::<Vec<_>>()
        };
        let after = held(&self.after(fields));
        held(self).iter().filter(|key| !after.contains(key)).count()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, Weekday, date};
    use uuid::Uuid;

    use super::*;
    use crate::field::{ActivityField, SlotField};
    use crate::id::{ActivityId, SlotId};
    use crate::schedule::Schedule;
    use crate::text::Name;

    /// Coffee on Thursdays, and an outing on one Thursday that is named.
    fn programme() -> Programme {
        let schedules =
            [Schedule::weekly([Weekday::Thursday], date(2026, 11, 1)), Schedule::Once(date(2026, 11, 19))];
        let mut programme = Programme::default();
        for (number, schedule) in (1..).zip(schedules) {
            let (activity, slot) = (ActivityId(Uuid::from_u128(number)), SlotId(Uuid::from_u128(number)));
            let name = Name::parse("Fika").expect("a name");
            programme = programme.after(&Fields::Activity(activity, vec![ActivityField::Name(name)]));
            let line = vec![SlotField::Activity(activity), SlotField::Schedule(schedule)];
            programme = programme.after(&Fields::Slot(slot, line));
        }
        programme
    }

    fn closed(number: u128, from: Date, until: Date) -> Fields {
        let period = ClosureField::Period(Period { from, until });
        Fields::Closure(ClosureId(Uuid::from_u128(number)), vec![period])
    }

    #[test]
    fn what_recurs_would_rest_and_what_is_named_would_not() {
        let november = Window::new(date(2026, 11, 1), date(2026, 11, 30));
        let closing = closed(7, date(2026, 11, 12), date(2026, 11, 19));
        assert_eq!(programme().would_rest(&closing, november), 2);
        let after = programme().after(&closing);
        assert_eq!(after.would_rest(&closing, november), 0, "it rests already");
    }

    #[test]
    fn closed_periods_stand_in_the_order_of_their_days() {
        let late = closed(1, date(2026, 12, 23), date(2027, 1, 6));
        let early = closed(2, date(2026, 11, 12), date(2026, 11, 12));
        let programme = Programme::default().after(&late).after(&early);
        let ids: Vec<u128> = programme.closed_periods().iter().map(|closed| closed.id.0.as_u128()).collect();
        assert_eq!(ids, [2, 1]);
        let gone = Fields::Closure(ClosureId(Uuid::from_u128(2)), vec![ClosureField::Hidden(true)]);
        assert_eq!(programme.after(&gone).closed_periods().len(), 1);
    }
}
