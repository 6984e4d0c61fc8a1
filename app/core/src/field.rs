//! The fields of a programme that people edit, each of which is a register.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::id::{ActivityId, CategoryId, ClosureId, Position, SlotId};
use crate::pin::Pin;
use crate::schedule::{Schedule, SlotTime};
use crate::target::OccurrenceKey;
use crate::text::{Description, Line, Name, Slug};

mod organisation;

pub use organisation::{
    CategoryField, CategoryKind, KEEP_MAX_DAYS, KEEP_MIN_DAYS, OrganisationField, SignUpDecision,
};

/// An edit of one thing's fields. Setting the first field of a thing creates it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Put {
    /// The thing and its new values.
    #[serde(rename = "o")]
    pub fields: Fields,
    /// The log position that the editor saw.
    #[serde(rename = "b")]
    pub base: Position,
}

/// The thing that is edited, with the fields that change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fields {
    /// The place itself.
    Place(Vec<PlaceField>),
    /// A series.
    Activity(ActivityId, Vec<ActivityField>),
    /// A schedule line.
    Slot(SlotId, Vec<SlotField>),
    /// One date.
    Occurrence(OccurrenceKey, Vec<OccurrenceField>),
    /// A closed period.
    Closure(ClosureId, Vec<ClosureField>),
    /// What the places of an organisation share. Stands in the organisation's own log.
    Organisation(Vec<OrganisationField>),
    /// What is counted beside the total at all places. Stands in the organisation's own log.
    Category(CategoryId, Vec<CategoryField>),
}

impl Fields {
    /// The largest number of fields in one change.
    pub const MAX_FIELDS: usize = 64;

    /// How many fields are set.
    pub fn len(&self) -> usize {
        match self {
            Self::Place(fields) => fields.len(),
            Self::Activity(_, fields) => fields.len(),
            Self::Slot(_, fields) => fields.len(),
            Self::Occurrence(_, fields) => fields.len(),
            Self::Closure(_, fields) => fields.len(),
            Self::Organisation(fields) => fields.len(),
            Self::Category(_, fields) => fields.len(),
        }
    }

    /// Whether it belongs in the log of an organisation; all else belongs in a place's.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Organisation(_) | Self::Category(..))
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A field of a thing that people edit.
pub trait Field: Clone + PartialEq {
    /// Whether this field deletes its thing (`true`) or brings it back (`false`); `None` for all
    /// other fields.
    fn hides(&self) -> Option<bool> {
        None
    }
}

/// A field of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceField {
    /// What people call it.
    Name(Name),
    /// Its part of the address.
    Slug(Slug),
    /// Street and town.
    Address(Option<Line>),
    /// How to find in: "Ingång från gården."
    Directions(Option<Line>),
    /// Telephone number as it is written.
    Phone(Option<Line>),
    /// When the telephone is answered.
    PhoneHours(Option<Line>),
    /// Opening hours in words.
    Hours(Option<Line>),
    /// Whether one can come in without steps, in words.
    StepFree(Option<Line>),
    /// Whether there is a hearing loop, in words.
    HearingLoop(Option<Line>),
    /// Whether recurring slots rest on Swedish red days.
    RestsOnRedDays(bool),
    /// Whether recurring slots rest on eves.
    RestsOnEves(bool),
    /// IANA zone of the place's wall clock.
    Zone(Line),
    /// How visitors are counted here, in words; none leaves it to the organisation.
    CountingRule(Option<Description>),
    /// How visits outside activities are counted here; none leaves it to the organisation.
    DropInRule(Option<Description>),
    /// Whether a screen at the door may show the day's programme.
    Screen(bool),
    /// Hides the names on the place's tablets; none for a tap.
    Pin(Option<Pin>),
}

impl Field for PlaceField {}

/// A field of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityField {
    /// What it is called.
    Name(Name),
    /// What it is, for the public.
    Description(Option<Description>),
    /// Price in whole kronor; none is free of charge.
    PriceKr(Option<u32>),
    /// Where in the house.
    Room(Option<Name>),
    /// Who leads it.
    Host(Option<Name>),
    /// Whether an association runs it: counted under its own heading.
    AssociationRun(bool),
    /// Whether one must sign up.
    NeedsSignUp(bool),
    /// The last day to sign up, in words, as imported programmes say it.
    SignUpBy(Option<Line>),
    /// Earliest entry.
    EarliestEntry(#[serde(with = "crate::iso")] Option<Time>),
    /// What to bring.
    Bring(Option<Line>),
    /// Reached without steps.
    StepFree(bool),
    /// With a hearing loop.
    HearingLoop(bool),
    /// Done sitting down.
    Seated(bool),
    /// Out of doors.
    Outdoors(bool),
    /// In which language, if not Swedish.
    Language(Option<Name>),
    /// Who meets you the first time.
    Greeter(Option<Line>),
    /// A line under the name.
    Note(Option<Line>),
    /// Whether the public sees it.
    Published(bool),
    /// Deleted, softly.
    Hidden(bool),
    /// For how many there is room; none is for everybody.
    Capacity(Option<u32>),
    /// How many days before an occurrence is the last day to sign up; none is until it begins.
    SignUpCloses(Option<u8>),
    /// Whether people sign up here, in Samvaro, where the organisation has decided on sign-ups.
    SignUps(bool),
}

impl Field for ActivityField {
    fn hides(&self) -> Option<bool> {
        if let Self::Hidden(hidden) = self { Some(*hidden) } else { None }
    }
}

/// A field of a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlotField {
    /// The series it belongs to.
    Activity(ActivityId),
    /// On which dates.
    Schedule(Schedule),
    /// At what time.
    Time(SlotTime),
    /// Where in the house, if not where the series is.
    Room(Option<Name>),
    /// Keeps every date it names, red day or not, as imported programmes do.
    KeepsEveryDate(bool),
    /// A line under the name, for this slot.
    Note(Option<Line>),
    /// Deleted, softly.
    Hidden(bool),
    /// Whether its dates stand in the programme; a draft's do not.
    Published(bool),
}

impl Field for SlotField {
    fn hides(&self) -> Option<bool> {
        if let Self::Hidden(hidden) = self { Some(*hidden) } else { None }
    }
}

/// Where and when an occurrence was moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The new date.
    #[serde(with = "crate::iso")]
    pub date: Date,
    /// The new time.
    pub time: SlotTime,
}

/// A field of one occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OccurrenceField {
    /// Cancelled, or no longer cancelled.
    Cancelled(bool),
    /// Why it was cancelled.
    Reason(Option<Line>),
    /// Moved to another date or time.
    Moved(Option<Moved>),
    /// Moved to another room.
    Room(Option<Name>),
    /// Another name this once.
    Name(Option<Name>),
    /// A line under the name, this once.
    Note(Option<Line>),
    /// Held although the place is closed or the day is red.
    HeldAnyway(bool),
    /// Its counts belong to another occurrence, as long as the programme does not name this one
    /// (see [`crate::programme::attached`]).
    AttachedTo(Option<OccurrenceKey>),
    /// Taken out of the programme, softly.
    Hidden(bool),
}

impl Field for OccurrenceField {
    fn hides(&self) -> Option<bool> {
        if let Self::Hidden(hidden) = self { Some(*hidden) } else { None }
    }
}

/// The first and last day of a closed period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    #[serde(with = "crate::iso")]
    pub from: Date,
    /// Last day.
    #[serde(with = "crate::iso")]
    pub until: Date,
}

impl Period {
    /// Whether `date` is in the period.
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && date <= self.until
    }
}

/// A field of a closed period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosureField {
    /// From which day until which.
    Period(Period),
    /// Why.
    Reason(Option<Line>),
    /// Deleted, softly.
    Hidden(bool),
}

impl Field for ClosureField {
    fn hides(&self) -> Option<bool> {
        if let Self::Hidden(hidden) = self { Some(*hidden) } else { None }
    }
}
