//! Keys that sort as their numbers do.

use samvaro_core::digest::Digest;
use samvaro_core::id::{Dot, LogId, Position};

/// Digits of a number in a key: enough for 2^53, the largest that JavaScript counts exactly.
const DIGITS: usize = 16;
/// The character after `/`: the end of every key that begins with a name and `/`.
const AFTER_SLASH: char = '0';
/// How keys of what forgotten logs had shown begin.
const FORGOTTEN: &str = "forgotten/";

/// The key of a change in `outbox` and `refused`. Frozen for ever.
pub fn change(dot: Dot) -> String {
    format!("{}/{:0DIGITS$}", dot.replica, dot.seq)
}

/// The keys of changes as runs of consecutive numbers, each from its first key up to one that is not
/// in it: after ninety days without a network thousands leave the outbox at once.
pub fn runs(dots: &[Dot]) -> Vec<(String, String)> {
    let mut dots = dots.to_vec();
    dots.sort_unstable();
    dots.dedup();
    let next = |dot: Dot| Dot { seq: dot.seq + 1, ..dot };
    let runs = dots.chunk_by(|one, other| next(*one) == *other);
    runs.map(|run| (change(run[0]), change(next(run[run.len() - 1])))).collect()
}

/// The change of a key in `outbox` and `refused`.
pub fn read_change(key: &str) -> Option<Dot> {
    let (replica, seq) = key.split_once('/')?;
    Some(Dot { replica: replica.parse().ok()?, seq: seq.parse().ok()? })
}

/// The key of entries in `tail`, by the position of the first.
pub fn entries(log: LogId, first: Position) -> String {
    format!("{log}/{first:0DIGITS$}")
}

/// The key of a page in `pages`.
pub fn page(log: LogId, hash: Digest) -> String {
    format!("{log}/{hash}")
}

/// All of a log's keys in `tail` and `pages` lie between these two.
pub fn all_of(log: LogId) -> (String, String) {
    (format!("{log}/"), format!("{log}{AFTER_SLASH}"))
}

/// The log and the first position of a key in `tail`.
pub fn read_entries(key: &str) -> Option<(LogId, Position)> {
    let (log, first) = key.split_once('/')?;
    Some((log.parse().ok()?, first.parse().ok()?))
}

/// The key of a log's cursor in `meta`.
pub fn cursor(log: LogId) -> String {
    format!("cursor/{log}")
}

/// The key, in `meta`, of the snapshot that a log was begun from.
pub fn base(log: LogId) -> String {
    format!("base/{log}")
}

/// The key, in `meta`, of entries of a forgotten log, by the key that they had in `tail`. A log can be
/// forgotten twice: rows of the same positions are told apart by what they hold.
pub fn forgotten(tail_key: &str, packed: &str) -> String {
    format!("{FORGOTTEN}{tail_key}/{}", Digest::of(&[packed.as_bytes()]))
}

/// All such keys of a log lie between these two.
pub fn all_forgotten_of(log: LogId) -> (String, String) {
    (format!("{FORGOTTEN}{log}/"), format!("{FORGOTTEN}{log}{AFTER_SLASH}"))
}

/// The log and the first position of such a key.
pub fn read_forgotten(key: &str) -> Option<(LogId, Position)> {
    read_entries(key.strip_prefix(FORGOTTEN)?.rsplit_once('/')?.0)
}
