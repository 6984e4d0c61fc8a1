//! Programmes from other people's files: CSV tables and iCalendar.
//!
//! Owns the way from a file to an [`ImportedProgramme`], a plain value that nothing has been
//! stored of. An occurrence is either right or refused: what cannot be understood is named with
//! its line and the rest is read. Files are strangers, so every limit below is a named constant
//! and no more of a file is held than [`FILE_MAX_BYTES`].

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use jiff::tz::TimeZone;
use samvaro_core::schedule::Window;

pub mod calendar;
mod csv_rows;
mod dry_run;
mod findings;
mod plain_text;
pub mod programme;
pub mod programme_csv;

pub use dry_run::dry_run;
pub use programme::{ImportedClosure, ImportedException, ImportedProgramme, ImportedSlot, Notice, Problem};

/// The most that is read of a file: a decade of a busy house's calendar.
pub const FILE_MAX_BYTES: usize = 8 * 1024 * 1024;

/// The most problems that are named one by one.
pub const PROBLEMS_MAX: usize = 500;

/// The zone of a place that has said nothing else.
pub const DEFAULT_ZONE: &str = "Europe/Stockholm";

/// How a file is to be read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The place every line goes to; without it the file's own word decides.
    pub place: Option<String>,
    /// The zone of the place: all dates and times come out as its wall time.
    pub zone: TimeZone,
    /// The days for which a series is listed date by date, if it follows another zone's clocks.
    pub horizon: Window,
}

impl Reading {
    /// Reads for one horizon, in the default zone, with the file's own places.
    pub fn new(horizon: Window) -> Result<Self, jiff::Error> {
        Ok(Self { place: None, zone: TimeZone::get(DEFAULT_ZONE)?, horizon })
    }

    /// The same, with every line going to one place.
    pub fn for_place(self, place: Option<&str>) -> Self {
        Self { place: place.map(str::to_owned), ..self }
    }
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A table with a header line.
    Csv,
    /// iCalendar.
    Ics,
}

impl FileKind {
    /// By the file's name; every name that is not iCalendar's is a table's.
    pub fn of(file: &Path) -> Self {
        match file.extension() {
            Some(extension) if extension.eq_ignore_ascii_case("ics") => Self::Ics,
            _ => Self::Csv,
        }
    }
}

/// Reads a programme file, at most [`FILE_MAX_BYTES`] of it.
pub fn read_file(file: &Path, reading: &Reading) -> io::Result<ImportedProgramme> {
    read(File::open(file)?, FileKind::of(file), reading)
}

/// Reads a programme from any source, at most [`FILE_MAX_BYTES`] of it.
pub fn read(source: impl Read, kind: FileKind, reading: &Reading) -> io::Result<ImportedProgramme> {
    let mut bytes = Vec::new();
    source.take(FILE_MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(match kind {
        FileKind::Csv => programme_csv::read(&bytes, reading),
        FileKind::Ics => calendar::read(&bytes, reading),
    })
}
