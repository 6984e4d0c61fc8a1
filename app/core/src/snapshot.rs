//! A log's state at one cursor, in pages: what a new reader takes instead of every entry.
//!
//! One page holds the programme, one each month of tallies, and one the staff's handover. A page's bytes follow from the
//! state alone and its address from its bytes, so that a past month keeps its page for ever. Made
//! from a fold by one function, never from a state and a position that were read apart. Pages hold
//! no personal field, since what is erased must not stand in them: those that live travel beside
//! the addresses of the pages. Pages are a cache: whoever cannot use them reads the entries.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::change::Undecodable;
use crate::digest::Digest;
use crate::entry::Cursor;
use crate::fold::{LogState, Tallies};
use crate::handover::Handover;
use crate::personal::Personal;
use crate::schedule::calendar_day::month_number;
use crate::staff::Staff;
use crate::tally::Tally;
use crate::target::Target;

mod columns;
mod edits;
mod house;
mod lists;
mod month;
mod programme;

use columns::Columns;
use programme::ProgrammePage;

/// The form of the pages and the rules they were folded by. Count it up when either changes:
/// pages of another form are not offered, and used only as far back as [`FORMAT_OLDEST`].
pub const FORMAT: u32 = 3;

/// The oldest form that is still read: pages that a tablet began from stay its beginning. In form 2
/// the estimates cannot be taken back one by one.
pub const FORMAT_OLDEST: u32 = 2;

/// A log with more entries than this is offered as a snapshot to a reader that has none of it.
pub const SNAPSHOT_FROM_ENTRIES: u64 = 500;

/// The largest number of pages in a snapshot: a hundred years.
pub const PAGES_MAX: usize = 1_202;

/// The longest page, in bytes before compression.
pub const PAGE_MAX_BYTES: usize = 4 * 1024 * 1024;

/// The media type of a page; an answer of another type is not from our server.
pub const PAGE_MEDIA_TYPE: &str = "application/vnd.samvaro.page+json";

/// What a snapshot consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// [`FORMAT`] of whoever made it.
    #[serde(rename = "v")]
    pub format: u32,
    /// How far the log is folded in; its entries are read on from here.
    #[serde(rename = "u")]
    pub upto: Cursor,
    /// The addresses of its pages: the programme, the months in order, and the house if there is one.
    #[serde(rename = "p")]
    pub pages: Vec<Digest>,
    /// As [`LogState::unread`].
    #[serde(rename = "x", default, skip_serializing_if = "is_zero")]
    pub unread: u64,
    /// As [`LogState::skipped`].
    #[serde(rename = "k", default, skip_serializing_if = "is_zero")]
    pub skipped: u64,
    /// Whether the last page holds the staff and their handover.
    #[serde(rename = "h", default, skip_serializing_if = "std::ops::Not::not")]
    pub house: bool,
    /// The personal fields up to there that live, by their seals: only in the answer to a tablet and
    /// in its own store, never in what the server keeps.
    #[serde(rename = "n", default, skip_serializing_if = "Vec::is_empty")]
    pub personal: Vec<(Digest, Personal)>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Why pages are no state of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadSnapshot {
    /// They are of a form that this build does not know.
    Format,
    /// There are too many, too few or too long ones.
    Size,
    /// A page is not the one that was named.
    Hash,
    /// A page cannot be read.
    Columns,
}

impl fmt::Display for BadSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "the pages are of another form",
            Self::Size => "the pages are too many, too few or too long",
            Self::Hash => "a page is not the one that was named",
            Self::Columns => "a page cannot be read",
        })
    }
}

impl std::error::Error for BadSnapshot {}

/// The address of a page.
pub fn page_hash(page: &str) -> Digest {
    Digest::of(&[page.as_bytes()])
}

impl Snapshot {
    /// Lets go of the personal fields of these seals; whether there were any.
    pub fn forget_personal(&mut self, erased: &BTreeSet<Digest>) -> bool {
        let before = self.personal.len();
        self.personal.retain(|(sealed, _)| !erased.contains(sealed));
        self.personal.len() < before
    }

    /// Whether a reader may be given this: it is within the limits, and its maker understood
    /// every change, which a newer reader might do too.
    pub fn may_be_offered(&self) -> bool {
        self.unread == 0 && self.pages.len() <= PAGES_MAX
    }
}

impl LogState {
    /// The state as pages, the text of each in the order in which the snapshot names them.
    ///
    /// # Errors
    /// [`Undecodable`] when a page cannot be written as JSON, which none of ours does.
    pub fn to_pages(&self) -> Result<(Snapshot, Vec<String>), Undecodable> {
        let mut months: BTreeMap<i64, Vec<(&Target, &Tally)>> = BTreeMap::new();
        for (target, tally) in &self.tallies {
            months.entry(month_number(target.date())).or_default().push((target, tally));
        }
        let mut pages = vec![text(&ProgrammePage::of(&self.programme))?];
        for (month, tallies) in months {
            pages.push(text(&month::write(month, &tallies))?);
        }
        let house = self.staff != Staff::default() || self.handover != Handover::default();
        if house {
            pages.push(text(&house::write(&self.staff, &self.handover))?);
        }
        let snapshot = Snapshot {
            format: FORMAT,
            upto: self.cursor,
            pages: pages.iter().map(|page| page_hash(page)).collect(),
            unread: self.unread,
            skipped: self.skipped,
            house,
            personal: Vec::new(),
        };
        Ok((snapshot, pages))
    }

    /// The state that a snapshot and the texts of its pages, in order, say.
    ///
    /// # Errors
    /// [`BadSnapshot`] when they are not pages of this snapshot, or this build cannot read them.
    pub fn from_pages(snapshot: &Snapshot, pages: &[String]) -> Result<Self, BadSnapshot> {
        if !(FORMAT_OLDEST..=FORMAT).contains(&snapshot.format) {
            return Err(BadSnapshot::Format);
        }
        if pages.len() != snapshot.pages.len() {
            return Err(BadSnapshot::Size);
        }
        if pages.iter().zip(&snapshot.pages).any(|(page, hash)| page_hash(page) != *hash) {
            return Err(BadSnapshot::Hash);
        }
        let (programme, months) = pages.split_first().ok_or(BadSnapshot::Size)?;
        let programme = read::<ProgrammePage>(programme)?.programme().ok_or(BadSnapshot::Columns)?;
        let (house, months) = match snapshot.house {
            true => {
                months.split_last().map(|(house, months)| (Some(house), months)).ok_or(BadSnapshot::Size)?
            }
            false => (None, months),
        };
        let house = house.map(|page| house::read(&read::<Columns>(page)?).ok_or(BadSnapshot::Columns));
        let (staff, handover) = house.transpose()?.unwrap_or_default();
        let mut tallies = Tallies::new();
        for page in months {
            month::read(&read::<Columns>(page)?, &mut tallies).ok_or(BadSnapshot::Columns)?;
        }
        let Snapshot { upto: cursor, unread, skipped, .. } = *snapshot;
        let own = snapshot
            .personal
            .iter()
            .filter(|(sealed, personal)| personal.fields.locked.is_some() || personal.seal() == *sealed);
        let personal = own.map(|(sealed, personal)| (*sealed, personal.fields.clone())).collect();
        let erased = BTreeSet::new();
        Ok(Self { cursor, programme, tallies, staff, handover, unread, skipped, personal, erased })
    }
}

fn text(page: &impl Serialize) -> Result<String, Undecodable> {
    serde_json::to_string(page).map_err(|error| Undecodable(error.to_string()))
}

fn read<T: serde::de::DeserializeOwned>(page: &str) -> Result<T, BadSnapshot> {
    crate::json::read(page).map_err(|_| BadSnapshot::Columns)
}

/// A checked snapshot, ready to begin a log from.
#[derive(Clone, Debug)]
pub struct Base {
    /// What it consists of.
    pub snapshot: Snapshot,
    /// The texts of its pages, in order.
    pub pages: Vec<String>,
    /// What they say.
    pub state: LogState,
}

impl Base {
    /// Checks and reads pages.
    ///
    /// # Errors
    /// As [`LogState::from_pages`]; [`BadSnapshot::Size`] also beyond the limits.
    pub fn read(snapshot: Snapshot, pages: Vec<String>) -> Result<Self, BadSnapshot> {
        if !snapshot.may_be_offered() || pages.iter().any(|page| page.len() > PAGE_MAX_BYTES) {
            return Err(BadSnapshot::Size);
        }
        let state = LogState::from_pages(&snapshot, &pages)?;
        Ok(Self { snapshot, pages, state })
    }
}

/// What a snapshot names is all that it says: comparing whole states would only cost the bundle.
impl PartialEq for Base {
    fn eq(&self, other: &Self) -> bool {
        self.snapshot == other.snapshot
    }
}

impl Eq for Base {}
