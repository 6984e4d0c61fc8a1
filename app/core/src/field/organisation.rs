//! The fields that the places of an organisation share: what is counted, by which rule, whether
//! people sign up, and how long what is said of persons is kept.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Field;
use crate::text::{Description, Line, Name};

/// What is said of persons is kept at least so long, in days.
pub const KEEP_MIN_DAYS: u16 = 1;
/// What is said of persons is kept at most so long, in days.
pub const KEEP_MAX_DAYS: u16 = 365;

/// A field of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationField {
    /// How visitors are counted where a place says nothing else, in words.
    CountingRule(Option<Description>),
    /// How visits outside activities are counted where a place says nothing else, in words.
    DropInRule(Option<Description>),
    /// The decision that lets people sign up by name; without one nobody does anywhere.
    SignUps(Option<SignUpDecision>),
    /// How long the names of those who signed up are kept after the occurrence, in days.
    SignUpNamesDays(u16),
    /// How long it is kept who on the staff made a change, in days.
    StaffLinkDays(u16),
    /// How long a note for the next shift is kept, in days.
    HandoverDays(u16),
}

impl Field for OrganisationField {}

impl OrganisationField {
    /// Whether the days, if it says any, are between [`KEEP_MIN_DAYS`] and [`KEEP_MAX_DAYS`].
    pub fn within_limits(&self) -> bool {
        match self {
            Self::SignUpNamesDays(days) | Self::StaffLinkDays(days) | Self::HandoverDays(days) => {
                (KEEP_MIN_DAYS..=KEEP_MAX_DAYS).contains(days)
            }
            Self::CountingRule(_) | Self::DropInRule(_) | Self::SignUps(_) => true,
        }
    }
}

/// The decision on which people sign up by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpDecision {
    /// Where it can be found: the number of the record.
    pub reference: Line,
    /// The last day on which it holds.
    #[serde(with = "crate::iso")]
    pub until: Date,
}

/// What a category says of the visitors it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CategoryKind {
    /// A part of the total; the parts sum to it, with a remainder that is not stated.
    Split,
    /// Something noted of some of the total.
    Mark,
    /// A mark for visitors from outside the target group, counted apart where that is wanted.
    External,
}

/// A field of a category, which is counted beside the total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CategoryField {
    /// What it is called.
    Name(Name),
    /// What it says of the visitors.
    Kind(CategoryKind),
    /// Its place among the others, lowest first.
    Order(u32),
    /// No longer counted. What was counted stays.
    Hidden(bool),
}

impl Field for CategoryField {
    fn hides(&self) -> Option<bool> {
        if let Self::Hidden(hidden) = self { Some(*hidden) } else { None }
    }
}
