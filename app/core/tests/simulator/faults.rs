//! The faults a history can meet, and how often each happened.

use std::collections::BTreeMap;
use std::fmt;

/// The kinds of fault that a run must have met, each many times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Loss,
    Duplication,
    Reordering,
    UnknownResult,
    Crash,
    PowerCut,
    TornStore,
    ClockJump,
    ServerRestored,
    ProfileCloned,
    VersionSkew,
    DeviceRevoked,
    Quota,
    Poison,
}

impl Kind {
    pub const ALL: [Self; 14] = [
        Self::Loss,
        Self::Duplication,
        Self::Reordering,
        Self::UnknownResult,
        Self::Crash,
        Self::PowerCut,
        Self::TornStore,
        Self::ClockJump,
        Self::ServerRestored,
        Self::ProfileCloned,
        Self::VersionSkew,
        Self::DeviceRevoked,
        Self::Quota,
        Self::Poison,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Duplication => "duplication",
            Self::Reordering => "reordering",
            Self::UnknownResult => "unknown result",
            Self::Crash => "crash",
            Self::PowerCut => "power cut",
            Self::TornStore => "torn local store",
            Self::ClockJump => "clock jump of years",
            Self::ServerRestored => "server restored",
            Self::ProfileCloned => "profile cloned",
            Self::VersionSkew => "version skew",
            Self::DeviceRevoked => "device revoked",
            Self::Quota => "quota",
            Self::Poison => "poison change",
        }
    }
}

macro_rules! faults {
    ($($fault:ident $kind:ident $name:literal)*) => {
        /// One way in which a kind of fault shows itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Fault { $($fault,)* }

        impl Fault {
            pub const ALL: &'static [Self] = &[$(Self::$fault,)*];

            pub fn kind(self) -> Kind {
                match self { $(Self::$fault => Kind::$kind,)* }
            }

            fn name(self) -> &'static str {
                match self { $(Self::$fault => $name,)* }
            }
        }
    };
}

faults! {
    RequestLost Loss "request lost"
    Portal Loss "a captive portal answers"
    Turned Loss "turned away with an error"
    RequestDoubled Duplication "request doubled"
    AnswerDoubled Duplication "answer doubled"
    Reordered Reordering "overtaken on the way"
    AnswerLost UnknownResult "request taken, answer lost"
    ServerCrashAfter UnknownResult "server crash after the commit"
    StoredUnsure UnknownResult "stored, but reported as failed"
    ServerCrashBefore Crash "server crash before the commit"
    Crash Crash "crash between two steps"
    CrashBeforeStore Crash "crash before a change is stored"
    CrashAfterStore Crash "crash after a change is stored"
    CrashBeforeReceive Crash "crash before an answer is stored"
    CrashAfterReceive Crash "crash after an answer is stored"
    Power PowerCut "power cut between two steps"
    PowerBeforeStore PowerCut "power cut before a change is stored"
    PowerAfterStore PowerCut "power cut after a change is stored"
    PowerBeforeReceive PowerCut "power cut before an answer is stored"
    PowerAfterReceive PowerCut "power cut after an answer is stored"
    TornEmptied TornStore "database empty"
    TornOlder TornStore "database older"
    TornRows TornStore "rows missing"
    TornJournal TornStore "journal gone"
    ClockJump ClockJump "clock set wrong"
    Restored ServerRestored "server restored"
    Cloned ProfileCloned "profile copied"
    Rewound ProfileCloned "profile put back"
    OldShape VersionSkew "change of an older client"
    Newer VersionSkew "change of a newer client"
    Upgraded VersionSkew "server upgraded"
    Revoked DeviceRevoked "device revoked"
    PairedAgain DeviceRevoked "device paired anew"
    FullForChange Quota "no room for a change"
    FullForAnswer Quota "no room for an answer"
    Unknown Poison "unknown for ever"
    Beyond Poison "beyond its limit"
    Foreign Poison "another place's log"
}

/// How often each fault happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Occurred {
    faults: BTreeMap<Fault, u64>,
    /// How often a log was begun from a snapshot, which is no fault.
    pub begun: u64,
    /// How many changes were handed on by somebody else than their writer, which is none either.
    pub handed_on: u64,
}

impl Occurred {
    pub fn note(&mut self, fault: Fault) {
        *self.faults.entry(fault).or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        for (fault, times) in &other.faults {
            *self.faults.entry(*fault).or_default() += times;
        }
        self.begun += other.begun;
        self.handed_on += other.handed_on;
    }

    /// How often a kind happened, in any of its ways.
    pub fn times(&self, kind: Kind) -> u64 {
        self.faults.iter().filter(|(fault, _)| fault.kind() == kind).map(|(_, times)| times).sum()
    }

    /// How often each kind happened, in a line.
    pub fn shortly(&self) -> String {
        Kind::ALL.map(|kind| format!("{} {}", kind.name(), self.times(kind))).join(", ")
    }
}

impl fmt::Display for Occurred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for kind in Kind::ALL {
            writeln!(f, "{:<38} {:>9}", kind.name(), self.times(kind))?;
            for fault in Fault::ALL.iter().filter(|fault| fault.kind() == kind) {
                let times = self.faults.get(fault).copied().unwrap_or(0);
                writeln!(f, "    {:<34} {times:>9}", fault.name())?;
            }
        }
        writeln!(f, "{:<38} {:>9}", "begun from a snapshot", self.begun)?;
        writeln!(f, "{:<38} {:>9}", "handed on by another", self.handed_on)
    }
}
