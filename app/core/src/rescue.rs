//! The file to which a tablet saves what it has not sent: how it is read, and what it holds.
//!
//! The tablet's own screen writes it, and so does the page for emergencies (`public/boot.js`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::change::{Authored, BodyBytes};
use crate::id::{Dot, Millis, ReplicaId, Seq};
use crate::replica::Refused;

/// What the file calls itself.
pub const FORMAT: &str = "samvaro-unsent-1";
/// The largest file, in bytes. Ninety days without a network are some ten million.
pub const FILE_MAX_BYTES: usize = 24 * 1024 * 1024;
/// The most changes in a file.
pub const FILE_MAX_CHANGES: usize = 50_000;
/// The most replicas in a file: a tablet has one, and perhaps some former ones.
pub const FILE_MAX_REPLICAS: usize = 64;
/// The largest number of a change: what JavaScript counts exactly.
const SEQ_MAX: Seq = (1 << 53) - 1;

/// The file is not one that a tablet of ours saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRescue {
    /// It is no JSON, or ends in the middle.
    Torn,
    /// It is something else.
    Foreign,
    /// It holds more than a file may.
    TooLarge,
    /// Its numbers cannot be: one is used for two changes, or beyond what is counted.
    Contradictory,
}

/// What a tablet saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RescueFile {
    /// By replica, the changes by their number.
    pub replicas: BTreeMap<ReplicaId, BTreeMap<Seq, Saved>>,
}

/// A change in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The change.
    pub authored: Authored,
    /// Whether the server had refused it before.
    pub refused: bool,
}

#[derive(Deserialize)]
struct Head {
    format: String,
}

#[derive(Deserialize)]
struct Written {
    outbox: Vec<Authored>,
    refused: Vec<Refused>,
}

impl RescueFile {
    /// Reads a file.
    ///
    /// # Errors
    /// [`NotRescue`]; nothing of it may be used then.
    pub fn read(bytes: &[u8]) -> Result<Self, NotRescue> {
        if bytes.len() > FILE_MAX_BYTES {
            return Err(NotRescue::TooLarge);
        }
        let written = parse(bytes)?;
        if written.outbox.len() + written.refused.len() > FILE_MAX_CHANGES {
            return Err(NotRescue::TooLarge);
        }
        let mut file = Self::default();
        for authored in written.outbox {
            file.add(Saved { authored, refused: false })?;
        }
        for Refused { authored, .. } in written.refused {
            file.add(Saved { authored, refused: true })?;
        }
        let fits = file.replicas.len() <= FILE_MAX_REPLICAS;
        fits.then_some(file).ok_or(NotRescue::TooLarge)
    }

    fn add(&mut self, mut saved: Saved) -> Result<(), NotRescue> {
        unfold(&mut saved.authored)?;
        // Cipher text of a tablet: without its key it is of no use, and would break the seal.
        saved.authored.personal.take_if(|personal| personal.fields.locked.is_some());
        let Dot { replica, seq } = saved.authored.change.dot;
        if seq == 0 || seq > SEQ_MAX {
            return Err(NotRescue::Contradictory);
        }
        if !saved.authored.change.body.fits() {
            return Err(NotRescue::TooLarge);
        }
        let changes = self.replicas.entry(replica).or_default();
        match changes.get(&seq) {
            // One that is offered again is in both lists.
            Some(known) if known.authored.change == saved.authored.change => Ok(()),
            Some(_) => Err(NotRescue::Contradictory),
            None => {
                changes.insert(seq, saved);
                Ok(())
            }
        }
    }

    /// Every change.
    pub fn changes(&self) -> impl Iterator<Item = &Authored> {
        self.replicas.values().flat_map(BTreeMap::values).map(|saved| &saved.authored)
    }
}

/// A program that lays files out in lines has changed the bytes of a body, which are what the
/// server knows it by. A tablet writes bodies without a line break.
fn unfold(authored: &mut Authored) -> Result<(), NotRescue> {
    let body = authored.change.body.as_str();
    if !body.contains('\n') {
        return Ok(());
    }
    let (mut folded, mut in_text, mut escaped) = (String::with_capacity(body.len()), false, false);
    for letter in body.chars() {
        if in_text || !letter.is_ascii_whitespace() {
            folded.push(letter);
        }
        in_text ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
    }
    authored.change.body = BodyBytes::from_json(folded).map_err(|_| NotRescue::Torn)?;
    Ok(())
}

fn parse(bytes: &[u8]) -> Result<Written, NotRescue> {
    let text = std::str::from_utf8(bytes).map_err(|_| NotRescue::Foreign)?.trim_start_matches('\u{feff}');
    let unread = |error: serde_json::Error| match error.classify() {
        serde_json::error::Category::Data => NotRescue::Foreign,
        serde_json::error::Category::Eof => NotRescue::Torn,
        _ if text.trim_start().starts_with('{') => NotRescue::Torn,
        _ => NotRescue::Foreign,
    };
    let head: Head = serde_json::from_str(text).map_err(unread)?;
    if head.format != FORMAT {
        return Err(NotRescue::Foreign);
    }
    serde_json::from_str(text).map_err(unread)
}

/// What a file holds, and what came of it: answer of `POST /api/v1/rescue`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RescueReport {
    /// What the tablets that wrote it are called, as far as they are known.
    pub tablets: Vec<String>,
    /// What it holds for each place, in order of name.
    pub places: Vec<RescuedPlace>,
    /// Changes for places that are none of the organisation's; they are left out.
    pub foreign: u64,
}

/// What a file holds for one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RescuedPlace {
    /// What the place is called.
    pub name: String,
    /// How many changes.
    pub changes: u64,
    /// The visitors that they count, those taken back not among them.
    pub visitors: i64,
    /// When the first was made, by the tablet's clock.
    pub from: Millis,
    /// When the last was made.
    pub until: Millis,
    /// Changes that the log has, or had before they were taken in.
    pub known: u64,
    /// Changes that have entered the log now.
    pub taken: u64,
    /// Changes that are kept as refused.
    pub refused: u64,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const CHANGE: &str = r#"{"change":{"dot":{"r":"00000000-0000-0000-0000-000000000001","s":7},
        "log":"00000000-0000-0000-0000-000000000002","at":5,"body":{"later":1}}}"#;

    fn file(outbox: &str, refused: &str) -> String {
        format!(r#"{{"format":"samvaro-unsent-1","outbox":[{outbox}],"refused":[{refused}]}}"#)
    }

    fn read(text: &str) -> Result<usize, NotRescue> {
        RescueFile::read(text.as_bytes()).map(|file| file.changes().count())
    }

    #[test]
    fn both_pages_of_the_tablet_write_files_that_are_read() {
        let with_replica =
            file(CHANGE, "").replacen('{', r#"{"replica":"00000000-0000-0000-0000-000000000001","#, 1);
        assert_eq!((read(&file(CHANGE, "")), read(&with_replica)), (Ok(1), Ok(1)));
        let refused = format!(r#"{{"authored":{CHANGE},"verdict":{{"rejected":"forbidden"}}}}"#);
        assert_eq!(read(&file(CHANGE, &refused)), Ok(1), "offered again, so in both lists");
    }

    #[test]
    fn a_torn_a_foreign_and_a_contradictory_file_are_told_apart() {
        let whole = file(CHANGE, "");
        for end in [1, 40, whole.len() / 2, whole.len() - 1] {
            assert_eq!(read(&whole[..end]), Err(NotRescue::Torn), "{end}");
        }
        for foreign in ["", "Namn;Antal\nFika;3", r#"{"format":"something else"}"#, "{}", "[1,2]", "\"x\""] {
            let said = read(foreign);
            assert!(matches!(said, Err(NotRescue::Foreign | NotRescue::Torn)), "{foreign}: {said:?}");
        }
        let other = CHANGE.replace("\"at\":5", "\"at\":6");
        assert_eq!(read(&file(&format!("{CHANGE},{other}"), "")), Err(NotRescue::Contradictory));
        assert_eq!(read(&file(&CHANGE.replace("\"s\":7", "\"s\":0"), "")), Err(NotRescue::Contradictory));
        let beyond = CHANGE.replace("\"s\":7", "\"s\":9007199254740993");
        assert_eq!(read(&file(&beyond, "")), Err(NotRescue::Contradictory));
    }

    #[test]
    fn a_file_that_was_laid_out_in_lines_holds_the_same_bytes() {
        let laid_out = CHANGE.replace(r#"{"later":1}"#, "{\n  \"later\": {\n \"a \\\" b\": [1, 2]\n }\n}");
        let file = RescueFile::read(file(&laid_out, "").as_bytes()).unwrap();
        let body = &file.changes().next().unwrap().change.body;
        assert_eq!(body.as_str(), r#"{"later":{"a \" b":[1,2]}}"#);
    }

    #[test]
    fn a_name_that_only_its_tablet_can_read_is_left_out_and_the_change_is_not() {
        let locked = r#""personal":{"salt":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"fields":{"locked":"AAAA"}}}"#;
        let with_name = [CHANGE.strip_suffix('}').unwrap(), ",", locked].concat();
        let file = RescueFile::read(file(&with_name, "").as_bytes()).unwrap();
        assert_eq!(file.changes().next().unwrap().personal, None);
    }

    #[test]
    fn what_is_larger_than_a_file_may_be_is_not_taken() {
        let body = format!(r#"{{"later":"{}"}}"#, "x".repeat(BodyBytes::MAX_BYTES));
        let long = CHANGE.replace(r#"{"later":1}"#, &body);
        assert_eq!(read(&file(&long, "")), Err(NotRescue::TooLarge));
        assert_eq!(RescueFile::read(&vec![b' '; FILE_MAX_BYTES + 1]), Err(NotRescue::TooLarge));
        let deep = format!(r#"{{"format":"samvaro-unsent-1","outbox":{}"#, "[".repeat(100_000));
        assert!(read(&deep).is_err());
    }
}
