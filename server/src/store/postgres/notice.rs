//! What one process tells the others through PostgreSQL: which logs grew. A hint and not the truth.

use std::collections::BTreeMap;

use samvaro_core::id::{LogId, Position};
use uuid::Uuid;

use crate::store::Growth;

/// The channel on which processes tell each other.
pub(super) const CHANNEL: &str = "samvaro_growth";

/// The most logs in one notice: PostgreSQL takes less than 8,000 bytes.
pub(super) const NOTICE_MAX_LOGS: usize = 100;

/// Writes a notice: the process, then each log with its end, all separated by spaces.
pub(super) fn write(process: Uuid, grown: &BTreeMap<LogId, Position>) -> String {
    grown.iter().fold(process.to_string(), |text, (log, head)| format!("{text} {} {head}", log.0))
}

/// Reads a notice; `None` when it is not one, or from this process itself.
pub(super) fn read(text: &str, process: Uuid) -> Option<Vec<Growth>> {
    let mut words = text.split(' ');
    if words.next()?.parse::<Uuid>().ok()? == process {
        return None;
    }
    let mut grown = Vec::new();
    while let Some(log) = words.next() {
        let log = LogId(log.parse().ok()?);
        grown.push(Growth { log, head: words.next()?.parse().ok()? });
    }
    Some(grown)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const HERE: Uuid = Uuid::from_u128(1);
    const THERE: Uuid = Uuid::from_u128(2);

    #[test]
    fn a_full_notice_is_read_as_it_was_written_and_fits() {
        let log = |number: usize| LogId(Uuid::from_u128(u128::MAX - number as u128));
        let grown: BTreeMap<_, _> = (0..NOTICE_MAX_LOGS).map(|number| (log(number), u64::MAX)).collect();
        let text = write(THERE, &grown);
        assert!(text.len() < 8_000, "{}", text.len());
        let read: BTreeMap<_, _> = read(&text, HERE).unwrap().into_iter().map(|g| (g.log, g.head)).collect();
        assert_eq!(read, grown);
    }

    #[test]
    fn a_process_does_not_listen_to_itself_nor_to_nonsense() {
        let text = write(HERE, &BTreeMap::from([(LogId(THERE), 3)]));
        assert_eq!(read(&text, HERE), None);
        for nonsense in ["", "x", &format!("{text} {THERE}"), &format!("{text} {THERE} x")] {
            assert_eq!(read(nonsense, THERE), None, "{nonsense}");
        }
    }
}
