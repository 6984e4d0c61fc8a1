//! What never goes back (I6), and what is always there (I7): looked at after every step of a device,
//! not only at the end.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::change::Authored;
use samvaro_core::id::{Dot, LogId, Millis, Position, ReplicaId, Seq};

use crate::device::Device;
use crate::promise::promise;
use crate::world::short;

/// How far a device had got.
#[derive(Clone, Default)]
pub struct Reached {
    numbers: BTreeMap<ReplicaId, Seq>,
    cursors: BTreeMap<LogId, Position>,
}

impl Reached {
    /// A device whose storage was damaged or exchanged begins from what it has.
    pub fn anew(device: &Device) -> Self {
        let mut reached = Self::default();
        reached.look(device);
        reached
    }

    /// A log turned out to be another life of its own.
    pub fn forget(&mut self, log: LogId) {
        self.cursors.remove(&log);
    }

    /// Numbers and cursors have not gone back, and what is in memory is what is stored.
    pub fn look(&mut self, device: &Device) {
        if let Some(writer) = device.main.writer {
            let before = self.numbers.insert(writer.replica, writer.next_seq).unwrap_or(0);
            promise(writer.next_seq >= before, "I6 nothing goes back", || {
                format!("the next number was {before} and is {}", writer.next_seq)
            });
        }
        for (log, (cursor, _)) in &device.main.tail {
            let before = self.cursors.insert(*log, cursor.position).unwrap_or(0);
            promise(cursor.position >= before, "I6 nothing goes back", || {
                format!("log {log} was read to {before}, and is to {}", cursor.position)
            });
        }
        let shown: Vec<Dot> = device.replica.outbox().map(|authored| authored.change.dot).collect();
        let same = shown.iter().eq(device.main.outbox.keys());
        promise(same, "I7 what is stored is shown", || format!("{} are shown", shown.len()));
    }
}

/// What leaves the outbox is to be seen somewhere else from that moment on: in its log, among the
/// refused ones, or in the outbox under another number. Its moment tells what it is. Only what was
/// meant for another place's log is not to be seen: its verdict is.
pub fn nothing_vanishes(device: &Device, gone: &[Authored]) {
    let gone: Vec<&Authored> = gone.iter().filter(|it| device.logs.contains(&it.change.log)).collect();
    if gone.is_empty() {
        return;
    }
    let entries = device.main.tail.values().flat_map(|(_, entries)| entries).map(|entry| &entry.authored);
    let refused = device.main.refused.values().map(|refused| &refused.authored);
    let seen = entries.chain(refused).chain(device.main.outbox.values());
    let seen: BTreeSet<Millis> = seen.map(|authored| authored.change.at).collect();
    for authored in gone {
        let is_seen = seen.contains(&authored.change.at);
        promise(is_seen, "I7 what was done is to be seen", || short(authored.change.dot));
    }
}
