//! One history: devices, a server and a network in one thread.
//!
//! # What is promised
//! Whatever happens, in any order and together: every change that a database has taken is, when
//! the faults have stopped, in its log exactly once, or kept with its bytes among the refused ones
//! (on the server, or on the device for its people to see). It may be missing only if at some
//! moment nothing held it any more: neither the server nor a storage of any device, whoever wrote
//! it. Then the hole in the numbers is declared in the log, never silent.
//!
//! On the way there numbers and cursors never go back, and what somebody has done never vanishes
//! from the device (`monotonic.rs`). What was erased is with nobody any more who may read.
//!
//! # What is left out
//! A storage is not damaged while the other one has just lost what was not flushed: then both copies
//! are gone, and at start both are brought into step.

use std::collections::{BTreeMap, BTreeSet};

use samvaro_core::change::{Authored, Body, BodyBytes, Erase};
use samvaro_core::digest::Digest;
use samvaro_core::id::{Dot, LogId, Millis, ReplicaId};
use samvaro_core::protocol::{SyncReply, SyncRequest};
use samvaro_core::replica::{BadReply, Writes, is_handed_on};
use samvaro_core::tally::Count;
use samvaro_core::target::Target;
use uuid::Uuid;

use crate::action::{Action, Delivery, Sending, Storing, What};
use crate::bugs::Bug;
use crate::device::{Device, Draft};
use crate::faults::{Fault, Occurred};
use crate::people::{self, place};
use crate::promise::promise;
use crate::server::{Backup, Server};

/// How far the clock moves between two actions, in milliseconds.
const STEP_MS: Millis = 1_700;
/// How far between two rounds of quiet: what others had written is handed on after a while.
const CALM_STEP_MS: Millis = 60_000;
/// Devices there may be, twins included.
pub const DEVICES_MAX: usize = 10;
/// Rounds in which everything must be quiet once the faults have stopped.
const QUIET_MAX_ROUNDS: usize = 60;

// A few dozen of them at a time.
#[allow(clippy::large_enum_variant)]
pub enum Message {
    Request { from: usize, owner: usize, request: SyncRequest },
    Reply { to: usize, reply: SyncReply },
}

/// A change that a database has taken, and what its writer meant.
pub struct Issued {
    pub authored: Authored,
    pub what: What,
    pub target: Target,
}

pub struct World {
    pub server: Server,
    pub backups: Vec<Backup>,
    pub devices: Vec<Device>,
    pub network: Vec<Message>,
    pub now: Millis,
    next_id: u128,
    bug: Option<Bug>,
    /// By their clocks, which tell them apart also when they are given new numbers.
    pub issued: BTreeMap<Millis, Issued>,
    /// What people have done and no database has taken yet.
    meant: BTreeMap<Millis, (What, Target)>,
    /// Changes that at some moment nothing held any more.
    pub lost: BTreeSet<Millis>,
    /// Whether something was restored, copied, damaged or revoked.
    pub disaster: bool,
    pub occurred: Occurred,
    /// Whether to print what is asked and answered.
    pub telling: bool,
}

impl World {
    /// Three tablets of one place, two of another, and a signed-in browser that reads and writes
    /// both.
    pub fn new(bug: Option<Bug>) -> Self {
        let mut world = Self {
            server: Server::new([place(1), place(2), people::elsewhere()], bug),
            backups: Vec::new(),
            devices: Vec::new(),
            network: Vec::new(),
            now: 1_763_000_000_000,
            next_id: 1_000,
            bug,
            issued: BTreeMap::new(),
            meant: BTreeMap::new(),
            lost: BTreeSet::new(),
            disaster: false,
            occurred: Occurred::default(),
            telling: false,
        };
        for logs in [&[1][..], &[1], &[1], &[2], &[2], &[1, 2]] {
            world.join(&logs.iter().map(|&number| place(number)).collect::<Vec<_>>());
        }
        world.backups.push(world.server.backup());
        world
    }

    pub fn join(&mut self, logs: &[LogId]) {
        let owner = self.server.pair(logs.iter().copied());
        let id = self.fresh_id();
        self.devices.push(Device::new(id, logs, owner, self.bug));
    }

    pub fn fresh_id(&mut self) -> ReplicaId {
        self.next_id += 1;
        ReplicaId(Uuid::from_u128(self.next_id))
    }

    /// Lets one thing happen.
    pub fn act(&mut self, action: &Action) {
        self.now += STEP_MS;
        match action {
            Action::Write { device, log, target, what, named, storing } => {
                let device = self.device(*device);
                self.write(device, *log, people::target(*target), *what, *named);
                self.store(device, *storing);
            }
            Action::StoreAgain { device } => self.store(self.device(*device), Storing::Fine),
            Action::Send { device, sending } => self.send(self.device(*device), *sending),
            Action::Deliver { message, page, delivery } => self.deliver(*message, *page, *delivery),
            other => self.mishap(other),
        }
    }

    pub fn device(&self, number: usize) -> usize {
        number % self.devices.len()
    }

    // --- what people do ---

    fn write(&mut self, index: usize, log: usize, target: Target, what: What, named: bool) {
        let at = self.moment(index);
        let device = &self.devices[index];
        let log =
            if what == What::Foreign { people::elsewhere() } else { device.logs[log % device.logs.len()] };
        let undone = if let What::Undo(number) = what { self.undone(index, log, number) } else { None };
        let erased = if let What::Erase(number) = what { self.named(index, log, number) } else { None };
        let what = if matches!(what, What::Erase(_)) && erased.is_none() { What::Tap } else { what };
        let target = undone.as_ref().map_or(target, |(_, count)| count.target);
        let device = &mut self.devices[index];
        let mut body = match erased {
            Some(sealed) => BodyBytes::write(&Body::Erase(Erase { sealed: vec![sealed] })).expect("JSON"),
            None => people::body(what, target, device.replica.base(log), undone),
        };
        if self.bug == Some(Bug::AbsoluteCounts) && what == What::Tap {
            let total = device.replica.tally(log, target).total + 1;
            body = BodyBytes::write(&Body::Count(people::count(target, total as i32))).expect("JSON");
        }
        let personal = (named && what == What::Tap).then(|| people::personal(at));
        device.queue.push(Draft { log, at, body, personal });
        self.meant.insert(at, (what, target));
    }

    /// What the device's clock says, never twice the same.
    fn moment(&self, device: usize) -> Millis {
        let said = self.now + self.devices[device].skew;
        (said..).find(|at| !self.meant.contains_key(at)).expect("a free moment")
    }

    /// The seal of some change that the device knows, and that says something about a person.
    fn named(&self, index: usize, log: LogId, number: usize) -> Option<Digest> {
        let device = &self.devices[index];
        let shown = device.main.tail.get(&log).into_iter().flat_map(|(_, entries)| entries);
        let named: Vec<Digest> = shown.filter_map(|entry| entry.change().sealed).collect();
        (!named.is_empty()).then(|| named[number % named.len()])
    }

    /// Some count that the device knows: its own or somebody else's, perhaps taken back before.
    fn undone(&self, index: usize, log: LogId, number: usize) -> Option<(Dot, Count)> {
        let device = &self.devices[index];
        let shown = device.main.tail.get(&log).into_iter().flat_map(|(_, entries)| entries);
        let own = device.replica.outbox().filter(|authored| authored.change.log == log);
        let known = shown.map(|entry| entry.change()).chain(own.map(|authored| &authored.change));
        let mut counts = known.filter(|change| change.body.as_str().starts_with(r#"{"count""#)).peekable();
        counts.peek()?;
        let counts: Vec<_> = counts.collect();
        let change = counts[number % counts.len()];
        match change.body.read() {
            Ok(Body::Count(count)) if count.delta.within_limits() => Some((change.dot, count)),
            _ => None,
        }
    }

    fn store(&mut self, index: usize, storing: Storing) {
        if self.devices[index].queue.is_empty() {
            return;
        }
        let fault = match storing {
            Storing::Fine => None,
            Storing::CrashBefore => Some(Fault::CrashBeforeStore),
            Storing::CrashAfter => Some(Fault::CrashAfterStore),
            Storing::PowerBefore => Some(Fault::PowerBeforeStore),
            Storing::PowerAfter => Some(Fault::PowerAfterStore),
            Storing::Full => Some(Fault::FullForChange),
            Storing::Unsure => Some(Fault::StoredUnsure),
        };
        fault.into_iter().for_each(|fault| self.occurred.note(fault));
        if matches!(storing, Storing::CrashBefore | Storing::PowerBefore) {
            return self.restart(index, storing == Storing::PowerBefore);
        }
        self.commit(index, storing);
        if matches!(storing, Storing::CrashAfter | Storing::PowerAfter) {
            self.restart(index, storing == Storing::PowerAfter);
        }
    }

    /// What the database takes is issued from that moment on: its writer sees that it is saved.
    fn commit(&mut self, index: usize, storing: Storing) {
        let targets = self.targets(index);
        let before = self.shown(index, &targets);
        let device = &mut self.devices[index];
        let stored = device.store(storing);
        device.look();
        promise(device.queue.is_empty() || storing == Storing::Full, "what is typed is stored", || {
            format!("device {index} still holds {} changes", device.queue.len())
        });
        self.reads_its_writes(index, before, &stored, self.shown(index, &targets));
        for authored in stored {
            self.note(authored.change.at);
            let (what, target) = self.meant[&authored.change.at];
            self.issued.insert(authored.change.at, Issued { authored, what, target });
        }
    }

    /// What a device shows as counted of some targets.
    fn shown(&self, index: usize, targets: &BTreeSet<(LogId, Target)>) -> i64 {
        let replica = &self.devices[index].replica;
        targets.iter().map(|(log, target)| replica.tally(*log, *target).total).sum()
    }

    /// What is about to be stored is about these.
    fn targets(&self, index: usize) -> BTreeSet<(LogId, Target)> {
        let target = |draft: &Draft| (draft.log, self.meant[&draft.at].1);
        self.devices[index].queue.iter().map(target).collect()
    }

    /// I7: what has just been stored is on the screen with all it counts.
    fn reads_its_writes(&self, index: usize, before: i64, stored: &[Authored], shown: i64) {
        let counted = |authored: &Authored| match authored.change.body.read() {
            Ok(Body::Count(count)) => Some(i64::from(count.delta.total)),
            Ok(Body::Undo(_)) => None,
            _ => Some(0),
        };
        let counted: Option<Vec<i64>> = stored.iter().map(counted).collect();
        let Some(counted) = counted.filter(|_| !stored.is_empty()) else { return };
        let expected = before + counted.iter().sum::<i64>();
        promise(shown == expected, "I7 what was done is to be seen", || {
            format!("device {index} shows {shown} instead of {expected}")
        });
    }

    fn note(&mut self, at: Millis) {
        let fault = match self.meant[&at].0 {
            What::Unknown => Fault::Unknown,
            What::Beyond => Fault::Beyond,
            What::Foreign => Fault::Foreign,
            What::OldShape => Fault::OldShape,
            What::Newer => Fault::Newer,
            _ => return,
        };
        self.occurred.note(fault);
    }

    // --- the network ---

    pub fn request(&mut self, from: usize) -> SyncRequest {
        let now = self.now + self.devices[from].skew;
        let request = self.devices[from].replica.request(now);
        if self.telling {
            let push = request.push.clone().changes().expect("a pack of ours");
            println!(
                "  device {from} asks with {:?}",
                dots(push.iter().map(|authored| &authored.change.dot))
            );
        }
        request
    }

    fn send(&mut self, from: usize, sending: Sending) {
        let request = self.request(from);
        let owner = self.devices[from].owner;
        match sending {
            Sending::Once => {}
            Sending::Lost => return self.occurred.note(Fault::RequestLost),
            Sending::Portal => {
                return self.not_answered(from, Fault::Portal, Bug::EmptiedOnHttpAnswer, &request);
            }
            Sending::Turned => return self.not_answered(from, Fault::Turned, Bug::DeletedOnError, &request),
            Sending::Twice => {
                self.occurred.note(Fault::RequestDoubled);
                self.network.push(Message::Request { from, owner, request: request.clone() });
            }
        }
        self.network.push(Message::Request { from, owner, request });
    }

    /// Something answers that is not our server. A device does nothing then; a wrong one would
    /// throw away what it has sent.
    fn not_answered(&mut self, from: usize, fault: Fault, bug: Bug, request: &SyncRequest) {
        self.occurred.note(fault);
        if self.bug == Some(bug) {
            let sent = request.push.clone().changes().expect("a pack of ours");
            let settle = sent.iter().map(|authored| authored.change.dot).collect();
            let writes = Writes { settle, ..Writes::default() };
            self.devices[from].apply(&writes);
            self.devices[from].replica.commit(writes);
        }
    }

    fn deliver(&mut self, message: usize, page: usize, delivery: Delivery) {
        if self.network.is_empty() {
            return;
        }
        let index = message % self.network.len();
        if index > 0 {
            self.occurred.note(Fault::Reordered);
        }
        match self.network.remove(index) {
            Message::Request { from, owner, request } => self.serve(from, owner, request, page, delivery),
            Message::Reply { to, reply } => self.receive(to, reply, delivery),
        }
    }

    fn serve(&mut self, from: usize, owner: usize, request: SyncRequest, page: usize, delivery: Delivery) {
        let crash = delivery == Delivery::ServerCrashBefore;
        if crash {
            self.occurred.note(Fault::ServerCrashBefore);
        }
        let Some(reply) = self.exchange(owner, request, 1 + page, crash) else { return };
        match delivery {
            Delivery::ServerCrashAfter => return self.occurred.note(Fault::ServerCrashAfter),
            Delivery::AnswerLost => return self.occurred.note(Fault::AnswerLost),
            Delivery::AnswerTwice => {
                self.occurred.note(Fault::AnswerDoubled);
                self.network.push(Message::Reply { to: from, reply: reply.clone() });
            }
            _ => {}
        }
        self.network.push(Message::Reply { to: from, reply });
    }

    /// What travels is bytes: a request and an answer must survive being written and read.
    pub fn exchange(
        &mut self,
        owner: usize,
        request: SyncRequest,
        page: usize,
        crash: bool,
    ) -> Option<SyncReply> {
        let request = samvaro_core::json::read::<SyncRequest>(&json(&request)).expect("our own request");
        let reply = self.server.exchange(owner, &request, page, self.now, crash)?;
        Some(samvaro_core::json::read(&json(&reply)).expect("our own reply"))
    }

    pub fn receive(&mut self, to: usize, reply: SyncReply, delivery: Delivery) {
        if matches!(delivery, Delivery::CrashBefore | Delivery::PowerBefore) {
            let power = delivery == Delivery::PowerBefore;
            self.occurred.note(if power { Fault::PowerBeforeReceive } else { Fault::CrashBeforeReceive });
            return self.restart(to, power);
        }
        let device = &mut self.devices[to];
        let received = match device.replica.receive(reply) {
            Ok(received) => received,
            Err(BadReply::Stale) => return,
            Err(other) => {
                return promise(false, "an honest answer is understood", || format!("device {to}: {other}"));
            }
        };
        if self.telling {
            println!("  device {to}: {}", told(&received.writes));
        }
        if delivery == Delivery::Full && !received.writes.is_empty() {
            return self.occurred.note(Fault::FullForAnswer);
        }
        let crash = matches!(delivery, Delivery::CrashAfter | Delivery::PowerAfter);
        if crash && self.bug == Some(Bug::CursorBeforeData) {
            let mut half = received.writes.clone();
            half.append.iter_mut().for_each(|(_, entries, _)| entries.clear());
            device.apply(&half);
        } else {
            device.apply(&received.writes);
        }
        if crash {
            let power = delivery == Delivery::PowerAfter;
            self.occurred.note(if power { Fault::PowerAfterReceive } else { Fault::CrashAfterReceive });
            return self.restart(to, power);
        }
        let done = !received.again && received.forbidden.is_empty();
        let begin = received.begin.clone();
        device.replica.settle(received);
        for (log, snapshot) in begin {
            let pages = snapshot.pages.iter().map(|hash| self.server.pages[hash].clone()).collect();
            let writes = device.replica.begin(log, snapshot, pages).expect("our own pages");
            device.apply(&writes);
            device.replica.commit(writes);
            self.occurred.begun += 1;
        }
        if done && !device.adopt_orphans() {
            self.hand_on(to, delivery);
        }
        self.devices[to].look();
    }

    /// What others had written and the log has lost is handed on; the answers may get lost.
    fn hand_on(&mut self, from: usize, delivery: Delivery) {
        let now = self.now + self.devices[from].skew;
        let Some(requests) = self.devices[from].replica.hand_on(now) else { return };
        let owner = self.devices[from].owner;
        for request in requests {
            let reply = self.exchange(owner, request.clone(), 0, false);
            if delivery == Delivery::AnswerTwice {
                return self.occurred.note(Fault::AnswerLost);
            }
            // Nothing comes back if somebody else has handed on the same.
            let taken = reply.is_none_or(|reply| is_handed_on(&request, &reply));
            promise(taken, "what is handed on is judged", || format!("device {from}"));
            self.occurred.handed_on += request.push.len() as u64;
        }
        let device = &mut self.devices[from];
        let writes = device.replica.let_go();
        device.apply(&writes);
        device.replica.commit(writes);
    }

    /// Memory is gone, and with it the connections on which answers were to come.
    pub fn restart(&mut self, index: usize, power: bool) {
        if power {
            self.devices[index].lose_power();
        }
        self.devices[index].start();
        self.devices[index].look();
        self.network.retain(|message| !matches!(message, Message::Reply { to, .. } if *to == index));
    }

    // --- after the faults ---

    /// Everything works from now on: all queues drain, everybody reads to the end.
    pub fn calm(&mut self) {
        self.network.clear();
        self.server.upgraded = true;
        for round in 0.. {
            self.now += CALM_STEP_MS;
            promise(round < QUIET_MAX_ROUNDS, "queues drain", || self.told());
            for index in 0..self.devices.len() {
                self.store(index, Storing::Fine);
                let request = self.request(index);
                let owner = self.devices[index].owner;
                let reply = self.exchange(owner, request, 1_000, false);
                promise(reply.is_some(), "an identity belongs to one credential", || {
                    format!("device {index}")
                });
                reply.into_iter().for_each(|reply| self.receive(index, reply, Delivery::Fine));
            }
            if self.devices.iter().all(|device| self.is_quiet(device)) {
                break;
            }
        }
    }

    /// A revoked device may not read, so it cannot see that the server has what it sent; what it had
    /// under an identity before stays with it.
    fn is_quiet(&self, device: &Device) -> bool {
        if self.server.access[device.owner].is_revoked() {
            let kept = |dot: &Dot| {
                self.server.verdict(*dot).is_some()
                    || self.server.last_seq(dot.replica) >= dot.seq
                    || device.main.writer().replica != dot.replica
            };
            return device.main.outbox.keys().all(kept);
        }
        let read = |log: &LogId| {
            device.replica.confirmed(*log).is_some_and(|state| state.cursor == self.server.head(*log))
        };
        let idle = device.replica.unsent() == 0 && device.main.outbox.is_empty();
        idle && device.main.forgotten.is_empty() && device.logs.iter().all(read)
    }

    /// Everything that the sides hold, as one sum.
    pub fn trace(&self) -> String {
        let heads: Vec<_> = self.server.logs().map(|log| self.server.head(log).chain.to_string()).collect();
        let refused: Vec<_> = self.server.refused.keys().map(|dot| short(*dot)).collect();
        format!("{heads:?} {refused:?} {}", self.told())
    }

    fn told(&self) -> String {
        let device = |device: &Device| {
            let waiting: Vec<_> = device.main.outbox.keys().map(|dot| short(*dot)).collect();
            let cursor =
                |log: &LogId| device.replica.confirmed(*log).map_or(0, |state| state.cursor.position);
            let cursors: Vec<_> = device.logs.iter().map(cursor).collect();
            format!("waiting {waiting:?} read {cursors:?}")
        };
        self.devices.iter().map(device).collect::<Vec<_>>().join("\n")
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

/// A change's number, short enough to be read.
pub fn short(dot: Dot) -> String {
    format!("{:x}:{}", dot.replica.0.as_u128() & 0xffff_ffff, dot.seq)
}

fn dots<'a>(dots: impl IntoIterator<Item = &'a Dot>) -> Vec<String> {
    dots.into_iter().map(|dot| short(*dot)).collect()
}

fn told(writes: &Writes) -> String {
    format!(
        "reads {:?} settles {:?} refused {:?} offers {:?} forgets {} logs{}",
        dots(writes.append.iter().flat_map(|(_, entries, _)| entries).map(|entry| &entry.change().dot)),
        dots(&writes.settle),
        dots(writes.refuse.iter().map(|refused| &refused.authored.change.dot)),
        dots(writes.offer.iter().map(|authored| &authored.change.dot)),
        writes.forget.len(),
        writes
            .rename
            .map_or_else(String::new, |(replica, seq)| format!(" is now {}", short(Dot { replica, seq }))),
    )
}
