//! A device of a history: a disk that survives a crash, and a replica in memory that does not.

use std::collections::BTreeMap;

use samvaro_core::change::Authored;
use samvaro_core::entry::Cursor;
use samvaro_core::id::{Dot, LogId, Millis, ReplicaId, Seq};
use samvaro_core::replica::{Replica, Stored, Writes};

/// What the device has stored. One call is one transaction.
#[derive(Clone)]
pub struct Disk {
    pub id: ReplicaId,
    next_seq: Seq,
    outbox: BTreeMap<Dot, Authored>,
    stored: Stored,
}

impl Disk {
    fn new(id: ReplicaId, logs: &[LogId]) -> Self {
        let logs = logs.iter().map(|&log| (log, (Cursor::default(), Vec::new()))).collect();
        Self { id, next_seq: 1, outbox: BTreeMap::new(), stored: Stored { logs, ..Stored::default() } }
    }

    /// The number of the next change, allocated in the transaction that stores it.
    fn append(&mut self, at_least: Seq, write: impl FnOnce(Dot) -> Authored) -> Authored {
        let seq = self.next_seq.max(at_least);
        let authored = write(Dot { replica: self.id, seq });
        self.next_seq = seq + 1;
        self.outbox.insert(authored.change.dot, authored.clone());
        authored
    }

    fn apply(&mut self, writes: &Writes) {
        if let Some((id, next_seq)) = writes.rename {
            (self.id, self.next_seq) = (id, next_seq);
        }
        for log in &writes.forget {
            self.stored.logs.insert(*log, (Cursor::default(), Vec::new()));
        }
        for authored in &writes.offer {
            self.outbox.insert(authored.change.dot, authored.clone());
            self.next_seq = self.next_seq.max(authored.change.dot.seq + 1);
        }
        for (log, entries, cursor) in &writes.append {
            let tail = self.stored.logs.entry(*log).or_default();
            tail.0 = *cursor;
            tail.1.extend(entries.iter().cloned());
        }
        for dot in &writes.settle {
            self.outbox.remove(dot);
            self.stored.refused.retain(|old| old.authored.change.dot != *dot);
        }
        for refused in &writes.refuse {
            self.outbox.remove(&refused.authored.change.dot);
            self.stored.refused.retain(|old| old.authored.change.dot != refused.authored.change.dot);
            self.stored.refused.push(refused.clone());
        }
    }

    fn load(&self) -> Replica {
        Replica::load(
            self.id,
            Stored { outbox: self.outbox.values().cloned().collect(), ..self.stored.clone() },
        )
    }
}

pub struct Device {
    pub disk: Disk,
    pub replica: Replica,
    pub logs: Vec<LogId>,
    /// How wrong its clock is.
    pub skew: Millis,
}

impl Device {
    pub fn new(id: ReplicaId, logs: &[LogId]) -> Self {
        let disk = Disk::new(id, logs);
        Self { replica: disk.load(), disk, logs: logs.to_vec(), skew: 0 }
    }

    /// Stores a change; whether it got into memory too depends on `crash`.
    pub fn record(&mut self, crash: bool, write: impl FnOnce(Dot) -> Authored) -> Authored {
        let authored = self.disk.append(self.replica.next_seq(), write);
        if crash {
            self.restart();
        } else {
            self.replica.record(authored.clone());
        }
        authored
    }

    pub fn store(&mut self, writes: &Writes) {
        self.disk.apply(writes);
    }

    /// Everything in memory is gone; the disk is read anew.
    pub fn restart(&mut self) {
        self.replica = self.disk.load();
    }

    /// How many changes wait on the disk.
    pub fn stored(&self) -> usize {
        self.disk.outbox.len()
    }

    pub fn is_settled(&self) -> bool {
        self.replica.unsent() == 0 && self.disk.outbox.is_empty()
    }
}
