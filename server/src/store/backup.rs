//! A backup: one file that holds what cannot be computed anew, as it stood at one moment.
//!
//! The file is the same whichever engine it was taken from, so that a backup of one can be restored
//! into the other. It is a SQLite database, because any tool reads that, with a sum over each
//! table's rows, because a file that is read years later must say by itself whether it is whole.
//!
//! Sessions, sign-in links and pairing codes are left out: whoever gets hold of a backup must not
//! be signed in by it. Tablets' tokens are in it as sums, so that tablets go on after a restore.

use std::fmt;

mod cell;
mod draft;
mod erased;
mod file;
mod tables;

pub use cell::Cell;
pub use draft::{Draft, Written};
pub use erased::Erased;
pub use file::Backup;
pub use tables::{Column, Kind, LEFT_OUT, NAMES, TABLES, Table};

/// The format that this program writes, and the newest that it reads: counted up with each table or
/// column that is added. What an older file does not have is empty.
pub const FORMAT: i64 = 2;

/// Stands in the head of the file and tells it from other SQLite databases: `Smvr`.
const APPLICATION_ID: i64 = 0x536d_7672;

/// Rows that are handed over at a time.
pub const PAGE_MAX_ROWS: usize = 500;

/// Why a backup cannot be written or read.
#[derive(Debug)]
pub enum BackupError {
    /// A file of that name is there already.
    Exists,
    /// The file is something else.
    NotABackup,
    /// The file was written by a later program, in this format.
    Newer(i64),
    /// The file is torn or was changed; what of it.
    Damaged(String),
    /// The file cannot be read or written.
    File(Box<dyn std::error::Error + Send + Sync>),
}

impl BackupError {
    fn file(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::File(error.into())
    }

    fn damaged(error: impl fmt::Display) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => {
                f.write_str("there is a file of that name already, and backups overwrite nothing")
            }
            Self::NotABackup => f.write_str("this is no backup of Samvaro, or its beginning is torn"),
            Self::Newer(format) => {
                write!(f, "the backup has format {format}, and this program reads {FORMAT}: use a later one")
            }
            Self::Damaged(what) => write!(f, "the backup is damaged, use another one: {what}"),
            Self::File(error) => write!(f, "the backup's file cannot be used: {error}"),
        }
    }
}

impl std::error::Error for BackupError {}
