//! The faults a history can meet, and how often each happened.

use std::collections::BTreeMap;
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    RequestLost,
    RequestDoubled,
    Reordered,
    ReplyLost,
    ReplyDoubled,
    CrashBeforeStore,
    CrashAfterStore,
    CrashBeforeReceive,
    CrashAfterReceive,
    ServerCrashBeforeCommit,
    ServerCrashAfterCommit,
    ClockJump,
    Poison,
    ForeignLog,
    ServerRestored,
    Cloned,
}

impl Fault {
    pub const ALL: [Self; 16] = [
        Self::RequestLost,
        Self::RequestDoubled,
        Self::Reordered,
        Self::ReplyLost,
        Self::ReplyDoubled,
        Self::CrashBeforeStore,
        Self::CrashAfterStore,
        Self::CrashBeforeReceive,
        Self::CrashAfterReceive,
        Self::ServerCrashBeforeCommit,
        Self::ServerCrashAfterCommit,
        Self::ClockJump,
        Self::Poison,
        Self::ForeignLog,
        Self::ServerRestored,
        Self::Cloned,
    ];
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurred(BTreeMap<Fault, u64>);

impl Occurred {
    pub fn note(&mut self, fault: Fault) {
        *self.0.entry(fault).or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        for (fault, times) in &other.0 {
            *self.0.entry(*fault).or_default() += times;
        }
    }

    pub fn times(&self, fault: Fault) -> u64 {
        self.0.get(&fault).copied().unwrap_or(0)
    }
}

impl fmt::Display for Occurred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(fault, times)| {
            writeln!(f, "  {fault:<24} {times:>8}", fault = format!("{fault:?}"))
        })
    }
}
