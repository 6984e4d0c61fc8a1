//! What the coordinator sees: how many came, and how much of what was held has been counted.

use std::iter::Sum;
use std::ops::Add;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::id::{ActivityId, PlaceId};
use crate::schedule::IsoWeek;
use crate::text::{Name, Slug};

/// The heading under which visits are counted; the headings are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// The place's own activities.
    Activity,
    /// Activities that an association runs.
    Association,
    /// Visits outside activities.
    DropIn,
}

/// Sums over some occurrences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Visits.
    pub visits: i64,
    /// Volunteers and hosts, who are not visits.
    pub volunteers: i64,
    /// Occurrences that were counted, zero among them.
    pub counted: u32,
    /// Occurrences that were held: in the programme and not cancelled, closed or resting, or
    /// counted all the same.
    pub held: u32,
    /// Those of the counted occurrences whose number is an estimate.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub estimates: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Figures {
    /// Whether every occurrence that was held has been counted.
    pub fn is_complete(&self) -> bool {
        self.counted == self.held
    }

    /// Whether this is a single number, and that an estimate. Of a sum it is said how many are.
    pub fn is_estimate(&self) -> bool {
        self.counted == 1 && self.estimates == 1
    }
}

impl Add for Figures {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            visits: self.visits + other.visits,
            volunteers: self.volunteers + other.volunteers,
            counted: self.counted + other.counted,
            held: self.held + other.held,
            estimates: self.estimates + other.estimates,
        }
    }
}

impl Sum for Figures {
    fn sum<I: Iterator<Item = Self>>(figures: I) -> Self {
        figures.fold(Self::default(), Add::add)
    }
}

/// A place of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPlace {
    /// Its id.
    pub id: PlaceId,
    /// Its part of the address.
    pub slug: Slug,
    /// What it is called.
    pub name: Name,
}

/// One activity's week at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    /// Where.
    pub place: PlaceId,
    /// Which activity; none for drop-in.
    pub activity: Option<ActivityId>,
    /// What it is called; empty for drop-in.
    pub name: String,
    /// Under which heading it is counted.
    pub heading: Heading,
    /// The ISO week.
    pub week: IsoWeek,
    /// The sums.
    #[serde(flatten)]
    pub figures: Figures,
}

/// What has been counted, per place, activity and week: `GET /api/v1/attendance?from&until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceReport {
    /// The organisation's name.
    pub organisation: Name,
    /// The server's wall clock in the organisation's zone.
    #[serde(with = "crate::iso")]
    pub now: DateTime,
    /// First day asked for.
    #[serde(with = "crate::iso")]
    pub from: Date,
    /// Last day asked for; occurrences later than today are not held yet and not in the lines.
    #[serde(with = "crate::iso")]
    pub until: Date,
    /// All places, in order of name.
    pub places: Vec<ReportPlace>,
    /// The sums; weeks without anything held or counted have no line.
    pub lines: Vec<ReportLine>,
}

impl AttendanceReport {
    /// The largest window that can be asked for, in days.
    pub const WINDOW_MAX_DAYS: i64 = 800;

    /// The sums of the lines that `wanted` picks.
    pub fn sum(&self, wanted: impl Fn(&ReportLine) -> bool) -> Figures {
        self.lines.iter().filter(|line| wanted(line)).map(|line| line.figures).sum()
    }
}
