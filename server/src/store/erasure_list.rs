//! The list of what was erased, in a file beside the database.
//!
//! A restored backup brings back what was erased after it was taken, and the rows that say so are
//! gone with the database. So every erasure is written here first, flushed, and the list is applied
//! to whatever database is opened beside it, before anything is served. It holds ids and moments:
//! `ORGANISATION SEAL MILLISECONDS`, one erasure a line, and never what was erased. Earlier versions
//! wrote `ORGANISATION REPLICA NUMBER MILLISECONDS`.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use samvaro_core::digest::Digest;
use samvaro_core::id::Dot;

use crate::store::{Erasable, Erasure};

/// The list's name in the data folder.
pub const FILE: &str = "erasures.txt";

/// A list in a file, which need not exist yet.
#[derive(Clone, Debug)]
pub struct ErasureList(PathBuf);

/// Why a list cannot be used. Nothing may be served then: something could be shown that was erased.
#[derive(Debug)]
pub enum BadList {
    /// The file cannot be read or written.
    File(PathBuf, io::Error),
    /// This line, counted from 1, is none of ours.
    Line(PathBuf, usize),
}

impl fmt::Display for BadList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file, error) => {
                write!(f, "the list of erasures {} cannot be used: {error}", file.display())
            }
            Self::Line(file, line) => {
                write!(f, "the list of erasures {} is damaged in line {line}", file.display())
            }
        }
    }
}

impl std::error::Error for BadList {}

impl ErasureList {
    /// The list in a file.
    pub fn at(file: &Path) -> Self {
        Self(file.to_owned())
    }

    /// Everything in the list, oldest first; nothing where there is no file.
    ///
    /// # Errors
    /// [`BadList`] when the file cannot be read, or holds something else.
    pub fn read(&self) -> Result<Vec<Erasure>, BadList> {
        match fs::read_to_string(&self.0) {
            Ok(text) => self.parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(BadList::File(self.0.clone(), error)),
        }
    }

    /// Adds erasures; they are on the disk when this returns `Ok`.
    ///
    /// # Errors
    /// [`BadList::File`] when they could not be written.
    pub fn add(&self, erasures: &[Erasure]) -> Result<(), BadList> {
        if erasures.is_empty() {
            return Ok(());
        }
        let text: String = erasures.iter().map(line).collect();
        self.append(text.as_bytes()).map_err(|error| BadList::File(self.0.clone(), error))
    }

    fn append(&self, bytes: &[u8]) -> io::Result<()> {
        let folder = self.0.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = File::options().create(true).truncate(false).read(true).write(true).open(&self.0)?;
        // Another process of ours may write at the same time.
        file.lock()?;
        let end = whole_lines(&mut file)?;
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        file.write_all(bytes)?;
        file.sync_all()?;
        File::open(folder)?.sync_all()
    }

    fn parse(&self, text: &str) -> Result<Vec<Erasure>, BadList> {
        // What follows the last line break was torn while it was written: nobody was told that it
        // was erased.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let lines = (1..).zip(whole.lines());
        lines
            .map(|(number, text)| read_line(text).ok_or_else(|| BadList::Line(self.0.clone(), number)))
            .collect()
    }
}

/// Where the last whole line ends, in bytes.
fn whole_lines(file: &mut File) -> io::Result<u64> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last as u64 + 1))
}

fn line(erasure: &Erasure) -> String {
    let Erasure { organisation, of, erased_at } = erasure;
    match of {
        Erasable::Seal(sealed) => format!("{organisation} {sealed} {erased_at}\n"),
        Erasable::Change(dot) => format!("{organisation} {} {} {erased_at}\n", dot.replica, dot.seq),
    }
}

fn read_line(text: &str) -> Option<Erasure> {
    let words: Vec<&str> = text.split(' ').collect();
    let (organisation, of, erased_at) = match words[..] {
        [organisation, sealed, at] => (organisation, Erasable::Seal(Digest::from_hex(sealed)?), at),
        [organisation, replica, seq, at] => {
            let dot = Dot { replica: replica.parse().ok()?, seq: seq.parse().ok()? };
            (organisation, Erasable::Change(dot), at)
        }
        _ => return None,
    };
    Some(Erasure { organisation: organisation.parse().ok()?, of, erased_at: erased_at.parse().ok()? })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use samvaro_core::id::{OrganisationId, ReplicaId};
    use uuid::Uuid;

    use super::*;

    /// By seal and by number in turn.
    fn erasure(seq: u64) -> Erasure {
        let of = match seq.is_multiple_of(2) {
            true => Erasable::Seal(Digest([seq as u8; Digest::BYTES])),
            false => Erasable::Change(Dot { replica: ReplicaId(Uuid::from_u128(2)), seq }),
        };
        Erasure { organisation: OrganisationId(Uuid::from_u128(1)), of, erased_at: 1_795_000_000_000 }
    }

    #[test]
    fn a_line_of_an_earlier_version_is_read() {
        let (_folder, list) = list();
        list.add(&[erasure(1)]).unwrap();
        let line =
            "00000000-0000-0000-0000-000000000001 00000000-0000-0000-0000-000000000002 1 1795000000000\n";
        assert_eq!(fs::read_to_string(&list.0).unwrap(), line);
    }

    fn list() -> (tempfile::TempDir, ErasureList) {
        let folder = tempfile::tempdir().unwrap();
        let list = ErasureList::at(&folder.path().join("data").join(FILE));
        (folder, list)
    }

    #[test]
    fn what_was_added_is_read_in_order() {
        let (_folder, list) = list();
        assert_eq!(list.read().unwrap(), []);
        list.add(&[erasure(1)]).unwrap();
        list.add(&[erasure(3), erasure(2)]).unwrap();
        assert_eq!(list.read().unwrap(), [erasure(1), erasure(3), erasure(2)]);
    }

    #[test]
    fn a_line_that_was_torn_is_passed_over_and_written_over() {
        let (_folder, list) = list();
        list.add(&[erasure(1), erasure(2)]).unwrap();
        let text = fs::read_to_string(&list.0).unwrap();
        fs::write(&list.0, &text[..text.len() - 5]).unwrap();
        assert_eq!(list.read().unwrap(), [erasure(1)]);
        list.add(&[erasure(3)]).unwrap();
        assert_eq!(list.read().unwrap(), [erasure(1), erasure(3)]);
    }

    #[test]
    fn a_damaged_line_is_named() {
        let (_folder, list) = list();
        list.add(&[erasure(1)]).unwrap();
        fs::write(&list.0, fs::read_to_string(&list.0).unwrap() + "something else\n").unwrap();
        assert!(list.read().unwrap_err().to_string().ends_with("is damaged in line 2"));
    }
}
