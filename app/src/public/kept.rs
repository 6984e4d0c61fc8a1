//! What a phone keeps of the programmes, so that they can be read without a network.

use jiff::civil::DateTime;
use samvaro_core::document::{PlacesDocument, ProgrammeDocument, Seen};
use samvaro_core::schedule::{IsoWeek, Window};
use serde::{Deserialize, Serialize};

use super::loaded::Loaded;

/// How many weeks a phone keeps, this one first.
pub const KEPT_WEEKS: i64 = 5;

/// A document that a phone keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept<T> {
    /// When the server sent it, on the phone's clock.
    #[serde(with = "samvaro_core::iso")]
    pub fetched_at: DateTime,
    /// The document.
    pub document: T,
}

/// The week of a kept programme, if it lies within it.
pub fn kept_week(kept: Kept<ProgrammeDocument>, week: IsoWeek, now: DateTime) -> Loaded<ProgrammeDocument> {
    if week.monday() < kept.document.from || week.sunday() > kept.document.until {
        return Loaded::WeekNotKept;
    }
    let seen = Seen { now, document: cut(kept.document, Window::new(week.monday(), week.sunday())) };
    Loaded::Here { seen, kept_since: Some(kept.fetched_at) }
}

/// The kept list of places on a later day: each place's day from its own kept programme.
pub fn kept_today(
    kept: Kept<PlacesDocument>,
    programmes: Vec<Kept<ProgrammeDocument>>,
    now: DateTime,
) -> Loaded<PlacesDocument> {
    let mut document = kept.document;
    document.today = now.date();
    for place in &mut document.places {
        let own = programmes.iter().find(|own| own.document.place.slug == place.place.slug);
        if let Some(own) = own.filter(|own| covers(&own.document, now)) {
            *place = cut(own.document.clone(), Window::new(now.date(), own.document.until));
        }
    }
    Loaded::Here { seen: Seen { now, document }, kept_since: Some(kept.fetched_at) }
}

/// Monday of this week to Sunday of the last week that a phone keeps.
pub fn kept_window(now: DateTime) -> Window {
    let mut last = IsoWeek::of(now.date());
    let first = last;
    for _ in 1..KEPT_WEEKS {
        last = last.next();
    }
    Window::new(first.monday(), last.sunday())
}

fn covers(document: &ProgrammeDocument, now: DateTime) -> bool {
    (document.from..=document.until).contains(&now.date())
}

fn cut(mut document: ProgrammeDocument, window: Window) -> ProgrammeDocument {
    document.closed.retain(|closed| window.contains(closed.date));
    document.occurrences.retain(|occurrence| window.contains(occurrence.date));
    document.from = window.from;
    document.until = window.until;
    document
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::{Date, date};
    use samvaro_core::text::Name;

    use super::*;
    use crate::public::sample::{occurrence, programme};

    fn monday() -> DateTime {
        date(2025, 5, 12).at(8, 0, 0, 0)
    }

    fn kept() -> Kept<ProgrammeDocument> {
        let occurrences = vec![
            occurrence("2025-05-13", "10:00", "", "Sittgympa"),
            occurrence("2025-05-20", "10:00", "", "Bingo"),
        ];
        Kept { fetched_at: monday(), document: programme("2025-05-12", "2025-06-15", occurrences) }
    }

    #[test]
    fn five_weeks_are_kept_from_this_monday() {
        let window = kept_window(date(2025, 5, 14).at(8, 0, 0, 0));
        assert_eq!((window.from, window.until), (date(2025, 5, 12), date(2025, 6, 15)));
    }

    #[test]
    fn another_week_inside_the_kept_window_opens_without_a_network() {
        let Loaded::Here { seen, kept_since } = kept_week(kept(), IsoWeek::new(2025, 21).unwrap(), monday())
        else {
            panic!("the week is kept");
        };
        assert_eq!(kept_since, Some(monday()));
        assert_eq!(seen.document.occurrences.len(), 1);
        assert_eq!(kept_week(kept(), IsoWeek::new(2025, 19).unwrap(), monday()), Loaded::WeekNotKept);
    }

    #[test]
    fn the_day_after_a_place_shows_the_day_from_its_own_kept_programme() {
        let day = |day: Date, names: &[&str]| PlacesDocument {
            organisation: Name::parse("Mjölby").unwrap(),
            today: day,
            places: vec![programme(
                &day.to_string(),
                &day.to_string(),
                names.iter().map(|name| occurrence(&day.to_string(), "", "", name)).collect(),
            )],
        };
        let monday_list = Kept { fetched_at: monday(), document: day(date(2025, 5, 12), &["Sång"]) };
        let tuesday = date(2025, 5, 13).at(8, 0, 0, 0);
        let Loaded::Here { seen, .. } = kept_today(monday_list, vec![kept()], tuesday) else {
            panic!("the list is kept");
        };
        assert_eq!(seen.document.today, date(2025, 5, 13));
        assert_eq!(seen.document.places[0].occurrences[0].name.as_str(), "Sittgympa");
    }
}
