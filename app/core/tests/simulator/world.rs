//! One history: devices, a server and a network in one thread, from one seed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use samvaro_core::change::{Authored, Body, BodyBytes, Change};
use samvaro_core::field::{ActivityField, Fields, OccurrenceField, Put};
use samvaro_core::id::{ActivityId, Dot, LogId, Millis, ReplicaId, SlotId};
use samvaro_core::protocol::{SyncReply, SyncRequest};
use samvaro_core::replica::{BadReply, Writes};
use samvaro_core::tally::{Count, Delta, Statement, Undo};
use samvaro_core::target::{Half, OccurrenceKey, Target};
use samvaro_core::text::{Line, Name};
use uuid::Uuid;

use crate::device::Device;
use crate::faults::{Fault, Occurred};
use crate::random::Random;
use crate::server::Server;

/// Operations of people in one history.
pub const OPERATIONS: usize = 200;
/// Rounds in which everything must be quiet once the faults have stopped.
pub const QUIET_MAX_ROUNDS: usize = 60;

// A few dozen of them at a time.
#[allow(clippy::large_enum_variant)]
enum Message {
    Request { from: usize, request: SyncRequest },
    Reply { to: usize, reply: SyncReply },
}

/// Which rare faults this history may meet; they exclude each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rare {
    None,
    Restore,
    Clone,
}

pub struct World {
    random: Random,
    server: Server,
    backups: Vec<Server>,
    devices: Vec<Device>,
    network: Vec<Message>,
    now: Millis,
    next_id: u128,
    rare: Rare,
    /// Every change that a store has taken. Their clocks tell them apart, also when a twin gives
    /// them new numbers.
    issued: Vec<Authored>,
    pub occurred: Occurred,
    pub trace: Vec<String>,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let rare = [Rare::None, Rare::None, Rare::Restore, Rare::Clone][random.below(4)];
        let mut world = Self {
            random,
            server: Server::default(),
            backups: Vec::new(),
            devices: Vec::new(),
            network: Vec::new(),
            now: 1_763_000_000_000,
            next_id: 1_000,
            rare,
            issued: Vec::new(),
            occurred: Occurred::default(),
            trace: Vec::new(),
        };
        for index in 0..4 {
            world.join(&[if index < 3 { place(1) } else { place(2) }]);
        }
        world.backups.push(world.server.clone());
        world
    }

    fn join(&mut self, logs: &[LogId]) {
        let id = self.fresh_id();
        self.server.allow(id, logs.iter().copied());
        self.devices.push(Device::new(id, logs));
    }

    fn fresh_id(&mut self) -> ReplicaId {
        self.next_id += 1;
        ReplicaId(Uuid::from_u128(self.next_id))
    }

    /// Plays the whole history and checks it.
    pub fn play(&mut self) {
        let mut operations = 0;
        while operations < OPERATIONS {
            self.now += 1 + self.random.below(4_000) as Millis;
            match self.random.below(10) {
                0..=3 => {
                    self.operate();
                    operations += 1;
                }
                4 | 5 => self.send(),
                6..=8 => self.deliver(),
                _ => self.mishap(),
            }
        }
        self.calm();
        self.check();
    }

    // --- what people do ---

    fn operate(&mut self) {
        let index = self.random.below(self.devices.len());
        let body = self.body(index);
        let log = if self.random.one_in(60) {
            self.occurred.note(Fault::ForeignLog);
            place(9)
        } else {
            self.devices[index].logs[0]
        };
        if self.random.one_in(40) {
            // The store never took it, so nothing was shown as saved.
            self.occurred.note(Fault::CrashBeforeStore);
            self.restart(index);
            return;
        }
        let crash = self.random.one_in(40);
        if crash {
            self.occurred.note(Fault::CrashAfterStore);
        }
        let at = self.now + self.devices[index].skew;
        let write = |dot| Authored { change: Change { dot, log, at, body, sealed: None }, personal: None };
        let authored = self.devices[index].record(crash, write);
        if crash {
            self.restart(index);
        }
        self.trace.push(format!(
            "{index} writes {} {}",
            dots([&authored.change.dot]),
            authored.change.body.as_str()
        ));
        self.issued.push(authored);
    }

    fn body(&mut self, device: usize) -> BodyBytes {
        if self.random.one_in(50) {
            self.occurred.note(Fault::Poison);
            let poison = [
                r#"{"later_version":{"x":1}}"#,
                r#"{"count":{"t":"drop-in/2026-11-21/forenoon","d":{"n":99999999}}}"#,
            ];
            let poison = self.random.pick(&poison).to_string();
            return BodyBytes::from_json(poison).expect("JSON");
        }
        let target = self.target();
        let log = self.devices[device].logs[0];
        let base = self.devices[device].replica.base(log);
        let body = match self.random.below(12) {
            0..=5 => Body::Count(count(target, 1)),
            6 => Body::Count(count(target, 5)),
            7 => Body::Count(Count { stated: Some(Statement { total: 12, base }), ..count(target, 3) }),
            8 => Body::Count(count(target, 0)),
            9 => self.undo(device).map_or_else(|| Body::Count(count(target, 1)), Body::Undo),
            10 => Body::Put(Put {
                fields: Fields::Activity(
                    activity(),
                    vec![
                        ActivityField::Name(self.name()),
                        ActivityField::PriceKr(Some(self.random.below(50) as u32)),
                    ],
                ),
                base,
            }),
            _ => Body::Put(Put {
                fields: Fields::Occurrence(
                    occurrence(1),
                    vec![
                        OccurrenceField::Cancelled(self.random.one_in(2)),
                        OccurrenceField::Reason(Some(Line::parse("Vattnet är avstängt").expect("a line"))),
                    ],
                ),
                base,
            }),
        };
        BodyBytes::write(&body).expect("JSON")
    }

    fn target(&mut self) -> Target {
        match self.random.below(4) {
            0 => Target::DropIn(date(2026, 11, 21), Half::Forenoon),
            n => Target::Occurrence(occurrence(n as i8)),
        }
    }

    fn name(&mut self) -> Name {
        let names = ["Sittgympa", "Öppet café", "Bingo", "Stickcafé"];
        Name::parse(names[self.random.below(names.len())]).expect("a name")
    }

    /// Takes back some count that this device knows: its own or somebody else's, perhaps again.
    fn undo(&mut self, device: usize) -> Option<Undo> {
        let device = &self.devices[device];
        let log = device.logs[0];
        let known = |authored: &&Authored| {
            let own = device.replica.outbox().any(|waiting| waiting.change.dot == authored.change.dot);
            let seen = self.server.logs.get(&log).into_iter().flatten();
            let cursor = device.replica.base(log);
            own || seen.take(cursor as usize).any(|entry| entry.change().dot == authored.change.dot)
        };
        let counts: Vec<(Dot, Count)> = self
            .issued
            .iter()
            .filter(|authored| authored.change.log == log)
            .filter(known)
            .filter_map(|authored| match authored.change.body.read() {
                Ok(Body::Count(count)) if count.delta.within_limits() => Some((authored.change.dot, count)),
                _ => None,
            })
            .collect();
        if counts.is_empty() {
            return None;
        }
        let (dot, count) = self.random.pick(&counts).clone();
        Some(Undo::of(dot, &count))
    }

    // --- the network ---

    fn send(&mut self) {
        let from = self.random.below(self.devices.len());
        let request = self.request(from);
        if self.random.one_in(6) {
            self.occurred.note(Fault::RequestLost);
            return;
        }
        if self.random.one_in(8) {
            self.occurred.note(Fault::RequestDoubled);
            self.network.push(Message::Request { from, request: request.clone() });
        }
        self.network.push(Message::Request { from, request });
    }

    fn request(&mut self, from: usize) -> SyncRequest {
        let now = self.now + self.devices[from].skew;
        let request = self.devices[from].replica.request(now);
        let pushed: Vec<Dot> =
            request.push.clone().changes().expect("a pack").iter().map(|a| a.change.dot).collect();
        self.trace.push(format!("{from} asks {} with {}", request.exchange, dots(pushed.iter())));
        request
    }

    fn deliver(&mut self) {
        if self.network.is_empty() {
            return;
        }
        let index = self.random.below(self.network.len());
        if index > 0 {
            self.occurred.note(Fault::Reordered);
        }
        match self.network.remove(index) {
            Message::Request { from, request } => self.serve(from, request),
            Message::Reply { to, reply } => self.receive(to, reply, true),
        }
    }

    fn serve(&mut self, from: usize, request: SyncRequest) {
        if self.random.one_in(25) {
            self.occurred.note(Fault::ServerCrashBeforeCommit);
            return;
        }
        let page = 1 + self.random.below(40);
        let reply = self.exchange(request, page);
        if self.random.one_in(25) {
            self.occurred.note(Fault::ServerCrashAfterCommit);
            return;
        }
        if self.random.one_in(8) {
            self.occurred.note(Fault::ReplyLost);
            return;
        }
        if self.random.one_in(10) {
            self.occurred.note(Fault::ReplyDoubled);
            self.network.push(Message::Reply { to: from, reply: reply.clone() });
        }
        self.network.push(Message::Reply { to: from, reply });
    }

    fn exchange(&mut self, request: SyncRequest, page: usize) -> SyncReply {
        // What travels is bytes: a pack must survive being written and read.
        let bytes = serde_json::to_vec(&request).expect("JSON");
        let request: SyncRequest = serde_json::from_slice(&bytes).expect("our own request");
        let admission = self.server.judge(&request, self.now);
        self.server.commit(request.replica, &admission);
        self.server.answer(&request, admission, page, self.now)
    }

    fn receive(&mut self, to: usize, reply: SyncReply, faults: bool) {
        let bytes = serde_json::to_vec(&reply).expect("JSON");
        let reply: SyncReply = serde_json::from_slice(&bytes).expect("our own reply");
        if faults && self.random.one_in(25) {
            self.occurred.note(Fault::CrashBeforeReceive);
            self.restart(to);
            return;
        }
        let device = &mut self.devices[to];
        let received = match device.replica.receive(reply) {
            Ok(received) => received,
            Err(BadReply::Stale) => return,
            Err(other) => panic!("an honest answer was not understood: {other}"),
        };
        self.trace.push(format!("{to} receives {}", told(&received.writes)));
        if let Some((fresh, _)) = received.writes.rename {
            self.server.allow(fresh, device.logs.iter().copied());
        }
        device.store(&received.writes);
        if faults && self.random.one_in(25) {
            self.occurred.note(Fault::CrashAfterReceive);
            self.restart(to);
        } else {
            device.replica.settle(received);
        }
    }

    /// Memory is gone, and with it the connections on which answers were to come.
    fn restart(&mut self, index: usize) {
        self.devices[index].restart();
        self.network.retain(|message| !matches!(message, Message::Reply { to, .. } if *to == index));
    }

    // --- mishaps ---

    fn mishap(&mut self) {
        let index = self.random.below(self.devices.len());
        match (self.random.below(12), self.rare) {
            (0..=2, _) => self.backups.push(self.server.clone()),
            (3..=5, _) => {
                self.occurred.note(Fault::ClockJump);
                self.devices[index].skew = (self.random.below(2_000) as Millis - 1_000) * 86_400_000;
            }
            (6, Rare::Restore) => {
                self.occurred.note(Fault::ServerRestored);
                let backup = self.random.pick(&self.backups).clone();
                let new_epoch = self.random.one_in(2);
                self.server.restore(backup, new_epoch);
                self.trace.push("the server is restored".into());
            }
            (6, Rare::Clone) if self.devices.len() < 7 => {
                self.occurred.note(Fault::Cloned);
                let mut twin = Device::new(self.devices[index].disk.id, &self.devices[index].logs);
                twin.disk = self.devices[index].disk.clone();
                twin.restart();
                self.devices.push(twin);
                self.trace.push(format!("{index} is cloned"));
            }
            _ => {}
        }
    }

    // --- after the faults ---

    fn calm(&mut self) {
        self.network.clear();
        for round in 0.. {
            let waiting = || self.devices.iter().map(|device| self.told_of(device)).collect::<Vec<_>>();
            assert!(round < QUIET_MAX_ROUNDS, "queues do not drain: {}", waiting().join("\n"));
            self.now += 1_000;
            for index in 0..self.devices.len() {
                let request = self.request(index);
                let reply = self.exchange(request, 1_000);
                self.receive(index, reply, false);
            }
            let quiet = |device: &Device| {
                let read = |log: &LogId| {
                    device.replica.confirmed(*log).is_some_and(|s| s.cursor == self.server.head(*log))
                };
                device.is_settled() && device.logs.iter().all(read)
            };
            if self.devices.iter().all(quiet) {
                break;
            }
        }
    }

    fn told_of(&self, device: &Device) -> String {
        let waiting = dots(device.replica.outbox().map(|authored| &authored.change.dot));
        let cursor =
            |log: &LogId| device.replica.confirmed(*log).map(|state| (state.cursor, self.server.head(*log)));
        let cursors: Vec<_> = device.logs.iter().map(cursor).collect();
        format!("waiting [{waiting}] stored {} cursors {cursors:?}", device.stored())
    }

    fn check(&self) {
        self.nothing_is_lost_or_doubled();
        self.every_tap_is_counted_once();
        self.all_sides_are_equal();
    }

    fn nothing_is_lost_or_doubled(&self) {
        let refused = self.server.refused.values().map(|refused| &refused.authored);
        let mut times: BTreeMap<Millis, u32> = BTreeMap::new();
        for authored in self.server.accepted().chain(refused) {
            *times.entry(authored.change.at).or_default() += 1;
        }
        for authored in &self.issued {
            let times = times.get(&authored.change.at).copied().unwrap_or(0);
            assert_eq!(times, 1, "lost or doubled: {:?}", authored.change);
        }
    }

    fn every_tap_is_counted_once(&self) {
        for log in [place(1), place(2)] {
            let mut expected: BTreeMap<Target, i64> = BTreeMap::new();
            let mut undone = BTreeSet::new();
            for authored in self.server.accepted().filter(|authored| authored.change.log == log) {
                match authored.change.body.read() {
                    Ok(Body::Count(count)) => {
                        *expected.entry(count.target).or_default() += i64::from(count.delta.total)
                    }
                    Ok(Body::Undo(undo)) if undone.insert(undo.undone) => {
                        *expected.entry(undo.target).or_default() -= i64::from(undo.delta.total);
                    }
                    _ => {}
                }
            }
            let state = self.server.state(log);
            for (target, total) in expected {
                assert_eq!(state.tally(target).total, total, "{target}");
            }
        }
    }

    fn all_sides_are_equal(&self) {
        for (index, device) in self.devices.iter().enumerate() {
            for &log in &device.logs {
                let here = serde_json::to_string(&device.replica.view(log)).expect("JSON");
                let there = serde_json::to_string(&self.server.state(log)).expect("JSON");
                assert_eq!(here, there, "device {index} differs from the server");
            }
            let foreign = device.replica.logs().any(|(log, _)| !device.logs.contains(&log));
            assert!(!foreign, "device {index} holds a log that is not its own");
        }
    }
}

fn place(number: u128) -> LogId {
    LogId(Uuid::from_u128(number))
}

fn activity() -> ActivityId {
    ActivityId(Uuid::from_u128(50))
}

fn occurrence(day: i8) -> OccurrenceKey {
    OccurrenceKey { activity: activity(), slot: SlotId(Uuid::from_u128(60)), date: date(2026, 11, 20 + day) }
}

fn count(target: Target, total: i32) -> Count {
    Count { target, delta: Delta::visitors(total), stated: None, entered: None, about: false }
}

fn dots<'a>(dots: impl IntoIterator<Item = &'a Dot>) -> String {
    let short = |dot: &Dot| format!("{:x}:{}", dot.replica.0.as_u128(), dot.seq);
    dots.into_iter().map(short).collect::<Vec<_>>().join(" ")
}

fn told(writes: &Writes) -> String {
    let read = writes.append.iter().flat_map(|(_, entries, _)| entries).map(|entry| &entry.change().dot);
    let offer = writes.offer.iter().map(|authored| &authored.change.dot);
    let refuse = writes.refuse.iter().map(|refused| &refused.authored.change.dot);
    format!(
        "read [{}] settle [{}] refuse [{}] offer [{}] forget {} rename {:?}",
        dots(read),
        dots(&writes.settle),
        dots(refuse),
        dots(offer),
        writes.forget.len(),
        writes.rename.map(|(id, _)| id.0.as_u128()),
    )
}
