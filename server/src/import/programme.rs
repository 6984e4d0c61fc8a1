//! What an import file says, as a value: nothing of it is stored yet.

use jiff::civil::Date;
use samvaro_core::schedule::{Schedule, SlotTime};

/// A programme as a file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedProgramme {
    /// The schedule lines, in the order of the file.
    pub slots: Vec<ImportedSlot>,
    /// Closed days.
    pub closures: Vec<ImportedClosure>,
    /// What was not understood and is therefore missing.
    pub problems: Vec<Problem>,
    /// What was understood but is worth knowing.
    pub notices: Vec<Notice>,
}

/// One schedule line of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedSlot {
    /// The line of the file it begins on.
    pub line: u32,
    /// Names the same line in the next import of the same file: the identity of a CSV row's
    /// content, or an iCalendar UID.
    pub source_key: String,
    /// The place: asked for, or as the file names it (empty if it names none).
    pub place: String,
    /// The activity's name, at most [`ImportedSlot::NAME_MAX_CHARS`] characters.
    pub activity: String,
    /// Its dates, as local dates of the place.
    pub schedule: Schedule,
    /// Its time, as local wall time of the place.
    pub time: SlotTime,
    /// What it costs, if the file says so.
    pub price_kr: Option<u32>,
    /// Whether one must sign up.
    pub needs_signup: bool,
    /// Who leads it.
    pub host: Option<String>,
    /// A line about it, at most [`ImportedSlot::NOTE_MAX_CHARS`] characters.
    pub note: Option<String>,
    /// Whether the file calls it cancelled: every date without an exception.
    pub cancelled: bool,
    /// Single dates that differ.
    pub exceptions: Vec<ImportedException>,
}

impl ImportedSlot {
    /// The longest name of an activity or place that is taken over whole.
    pub const NAME_MAX_CHARS: usize = 200;

    /// The longest note that is taken over whole.
    pub const NOTE_MAX_CHARS: usize = 2_000;
}

/// One date of a slot that differs from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedException {
    /// The date the schedule names.
    pub original: Date,
    /// Whether it is cancelled, whatever the slot as a whole says.
    pub cancelled: bool,
    /// Where it was moved.
    pub moved_to: Option<(Date, SlotTime)>,
    /// Another name this once.
    pub name: Option<String>,
    /// Another place this once, as the file names it.
    pub place: Option<String>,
    /// Another note this once.
    pub note: Option<String>,
}

/// A closed day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedClosure {
    /// The line of the file.
    pub line: u32,
    /// Names the same closure in the next import of the same file.
    pub source_key: String,
    /// The place, as [`ImportedSlot::place`].
    pub place: String,
    /// The day.
    pub date: Date,
    /// What the file says about it.
    pub note: Option<String>,
}

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u32,
    /// Why, in Swedish, for the person who wrote the file.
    pub reason: String,
}

/// Something that was understood and is worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The line of the file, from 1.
    pub line: u32,
    /// What, in Swedish.
    pub text: String,
}
