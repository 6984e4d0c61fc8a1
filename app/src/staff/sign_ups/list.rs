//! What the list of an occurrence says, line by line.

use samvaro_core::digest::Digest;
use samvaro_core::id::SignUpId;
use samvaro_core::occurrence::Occurrence;
use samvaro_core::schedule::calendar_day::plus_days;
use samvaro_core::sign_up::{InLine, SignUp, Standing, Withdraw, in_line};
use samvaro_core::target::{OccurrenceKey, Target};

use crate::browser::{clock, names, tablet};

/// How an activity takes sign-ups, where the organisation's decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// For how many there is room; none is for everybody.
    pub capacity: Option<u32>,
    /// How many days before is the last day to sign up.
    pub closes: Option<u8>,
    /// How many days afterwards names are kept.
    pub kept_days: u16,
}

impl Terms {
    /// Those of an occurrence; none where nobody signs up.
    pub fn of(key: OccurrenceKey) -> Option<Self> {
        let kept_days = tablet::organisation(|it| {
            let shared = it.shared();
            shared.sign_ups_on(clock::today()).map(|_| shared.sign_up_names_days())
        })?;
        let terms = tablet::view(|state| {
            let activity = state.programme.activity(key.activity)?;
            let (capacity, closes) = (activity.capacity(), activity.sign_up_closes());
            let terms = Self { capacity, closes, kept_days };
            activity.sign_ups().then_some(terms)
        });
        terms.flatten()
    }

    /// The last day to sign up for something on a day.
    pub fn last_day(self, held_on: jiff::civil::Date) -> Option<jiff::civil::Date> {
        plus_days(held_on, -i64::from(self.closes?))
    }

    /// Whether names are still shown for something on a day; without a network, too, they go when
    /// their time is up.
    fn shows_names(self, held_on: jiff::civil::Date) -> bool {
        plus_days(held_on, i64::from(self.kept_days)).is_some_and(|last| clock::today() < last)
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which sign-up.
    pub id: SignUpId,
    /// What is shown for a name.
    pub name: String,
    /// Under which seal the name is found, if it can be erased.
    pub sealed: Option<Digest>,
    /// For how many.
    pub persons: u32,
    /// How many of them came.
    pub came: u32,
    /// What it may count on.
    pub standing: Standing,
    /// Whether no log has shown it yet.
    pub unanswered: bool,
    /// Whether it came after the last day.
    pub late: bool,
}

/// Those who have a place, in order of name, and then those who wait, in theirs. In clear: only for
/// what the curtain hides.
pub fn lines(key: OccurrenceKey, terms: Terms) -> (Vec<Line>, Vec<Line>) {
    let tally = tablet::tally(Target::Occurrence(key));
    let held_on = tablet::view(|state| state.programme.moved_to(key)).flatten().unwrap_or(key.date);
    let shown = terms.shows_names(held_on);
    let all = in_line(&tally.list, terms.capacity).into_iter().map(|place| line(place, shown));
    let (waiting, mut placed): (Vec<_>, Vec<_>) =
        all.partition(|line| matches!(line.standing, Standing::Waiting(_)));
    placed.sort_by_cached_key(|line| (line.standing == Standing::Withdrawn, swedish_order(&line.name)));
    (placed, waiting)
}

fn line(place: InLine<'_>, shown: bool) -> Line {
    let InLine { id, listed, standing } = place;
    let name = listed.sealed.filter(|_| shown).and_then(names::name_of);
    let sealed = listed.sealed.filter(|_| name.is_some());
    let name = name.unwrap_or_else(|| say!(staff::sign_ups::ERASED).to_owned());
    Line {
        id,
        name,
        sealed,
        persons: listed.persons,
        came: listed.came.persons(),
        standing,
        unanswered: listed.is_unanswered(),
        late: listed.late,
    }
}

/// The name of somebody who is on the list, or of somebody who is not; none once it is erased.
pub fn name_of(key: OccurrenceKey, id: SignUpId, is_on: bool) -> Option<String> {
    let tally = tablet::tally(Target::Occurrence(key));
    let listed = tally.list.get(&id).filter(|listed| listed.is_on() == is_on)?;
    names::name_of(listed.sealed?)
}

/// The alphabet ends with å, ä, ö, which their codes do not know.
fn swedish_order(name: &str) -> String {
    let place = |character: char| match character {
        'å' => '{',
        'ä' => '|',
        'ö' => '}',
        other => other,
    };
    name.to_lowercase().chars().map(place).collect()
}

/// How many are on the list, in persons.
pub fn taken(key: OccurrenceKey) -> u32 {
    let tally = tablet::tally(Target::Occurrence(key));
    tally.list.values().filter(|listed| listed.is_on()).map(|listed| listed.persons).sum()
}

/// What puts somebody on the list, or back on it.
pub fn sign_up(
    id: SignUpId,
    occurrence: &Occurrence,
    persons: u32,
    terms: Terms,
) -> samvaro_core::change::Body {
    let late = terms.last_day(occurrence.date).is_some_and(|last| last < clock::today());
    let target = occurrence.key;
    samvaro_core::change::Body::SignUp(SignUp { id, target, persons, base: tablet::base(), late })
}

/// What takes somebody off the list.
pub fn withdraw(id: SignUpId, target: OccurrenceKey) -> samvaro_core::change::Body {
    samvaro_core::change::Body::Withdraw(Withdraw { id, target, base: tablet::base() })
}
