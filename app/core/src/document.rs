//! What the public reads: programmes as documents, without a single count.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::occurrence::Occurrence;
use crate::programme::Programme;
use crate::schedule::Window;
use crate::text::{Line, Name, Slug};

/// Where a place is and how to reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCard {
    /// Its part of the address.
    pub slug: Slug,
    /// What it is called.
    pub name: Name,
    /// Street and town.
    pub address: Option<Line>,
    /// How to find in.
    pub directions: Option<Line>,
    /// Telephone number as it is written.
    pub phone: Option<Line>,
    /// When the telephone is answered.
    pub phone_hours: Option<Line>,
    /// Opening hours in words.
    pub hours: Option<Line>,
    /// Whether one can come in without steps, in words.
    pub step_free: Option<Line>,
    /// Whether there is a hearing loop, in words.
    pub hearing_loop: Option<Line>,
}

impl PlaceCard {
    /// The card of a place that has a name and a slug.
    pub fn of(programme: &Programme) -> Option<Self> {
        Some(Self {
            slug: programme.slug()?.clone(),
            name: programme.name()?.clone(),
            address: programme.address().cloned(),
            directions: programme.directions().cloned(),
            phone: programme.phone().cloned(),
            phone_hours: programme.phone_hours().cloned(),
            hours: programme.hours().cloned(),
            step_free: programme.step_free().cloned(),
            hearing_loop: programme.hearing_loop().cloned(),
        })
    }
}

/// A day on which the place is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedDay {
    /// The day.
    #[serde(with = "crate::iso")]
    pub date: Date,
    /// Why, if they said.
    pub reason: Option<Line>,
}

/// A place's programme in a window: `GET /api/v1/places/{place}/programme?from&until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeDocument {
    /// The organisation's name.
    pub organisation: Name,
    /// The place.
    pub place: PlaceCard,
    /// First day.
    #[serde(with = "crate::iso")]
    pub from: Date,
    /// Last day.
    #[serde(with = "crate::iso")]
    pub until: Date,
    /// Days on which the place is closed.
    pub closed: Vec<ClosedDay>,
    /// All occurrences, in order; cancelled, closed and resting ones among them.
    pub occurrences: Vec<Occurrence>,
}

impl ProgrammeDocument {
    /// The largest window that can be asked for, in days.
    pub const WINDOW_MAX_DAYS: i32 = 120;

    /// The document of a programme; `None` until the place has a name and a slug.
    pub fn of(organisation: Name, programme: &Programme, window: Window) -> Option<Self> {
        let days = std::iter::successors(Some(window.from), |date| date.tomorrow().ok())
            .take_while(|date| *date <= window.until);
        let closed =
            days.filter_map(|date| programme.closed_on(date).map(|reason| ClosedDay { date, reason }));
        Some(Self {
            organisation,
            place: PlaceCard::of(programme)?,
            from: window.from,
            until: window.until,
            closed: closed.collect(),
            occurrences: programme.occurrences(window),
        })
    }

    /// The occurrences of one day.
    pub fn day(&self, date: Date) -> impl Iterator<Item = &Occurrence> {
        self.occurrences.iter().filter(move |occurrence| occurrence.date == date)
    }
}

/// All places with what happens today: the first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacesDocument {
    /// The organisation's name.
    pub organisation: Name,
    /// Today, in the organisation's zone.
    #[serde(with = "crate::iso")]
    pub today: Date,
    /// Every place with its day, in order of name.
    pub places: Vec<ProgrammeDocument>,
}

/// A document together with the moment it is looked at, which both sides render with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen<T> {
    /// The wall clock in the place's zone.
    #[serde(with = "crate::iso")]
    pub now: DateTime,
    /// The document.
    pub document: T,
}
