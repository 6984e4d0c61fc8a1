//! One tablet, one server and a coordinator, all in memory.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use samvaro_core::admission::{Admission, Asking, Facts, Known, admit_for, undone_by};
use samvaro_core::change::{Authored, Body, BodyBytes, Change};
use samvaro_core::entry::{Cursor, Entry};
use samvaro_core::fold::LogState;
use samvaro_core::id::{Dot, LogId, ReplicaId, Seq};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{Entries, PROTOCOL, Slice, SyncReply, SyncRequest};
use samvaro_core::replica::{Replica, author};
use samvaro_core::tally::{Count, Delta, Undo};
use samvaro_core::target::{Half, Target};
use uuid::Uuid;

const TABLET: ReplicaId = ReplicaId(Uuid::from_u128(1));
const PLACE: LogId = LogId(Uuid::from_u128(2));
const TARGET: Target = Target::DropIn(date(2026, 11, 21), Half::Forenoon);

pub struct House {
    pub tablet: Replica,
    pub scope_is_right: bool,
    pub reopened: usize,
    log: Vec<Entry>,
    head: Cursor,
    known: BTreeMap<Seq, Known>,
    kept: BTreeMap<Seq, Authored>,
    last_seq: Seq,
    written: BTreeMap<Dot, Authored>,
    now: i64,
    asked: Option<SyncReply>,
}

impl House {
    pub fn new() -> Self {
        Self {
            tablet: Replica::new(TABLET, [PLACE]),
            scope_is_right: true,
            reopened: 0,
            log: Vec::new(),
            head: Cursor::start(1),
            known: BTreeMap::new(),
            kept: BTreeMap::new(),
            last_seq: 0,
            written: BTreeMap::new(),
            now: 1_000,
            asked: None,
        }
    }

    fn write(&mut self, authored: Authored) {
        self.written.insert(authored.change.dot, authored.clone());
        self.tablet.record(authored);
    }

    fn author(&mut self, body: &Body) {
        self.now += 1;
        let dot = Dot { replica: TABLET, seq: self.tablet.next_seq() };
        let authored = author(dot, PLACE, self.now, body).expect("JSON");
        self.write(authored);
    }

    pub fn tap(&mut self) {
        self.author(&Body::Count(one()));
    }

    /// Takes the newest own count back that still stands.
    pub fn undo(&mut self) {
        let undone = &self.tablet.view(PLACE).tally(TARGET).undone;
        let counts = self.tablet.outbox().chain(self.log.iter().map(|entry| &entry.authored));
        let counts = counts.filter(|authored| matches!(authored.change.body.read(), Ok(Body::Count(_))));
        let newest = counts.map(|authored| authored.change.dot).filter(|dot| !undone.contains(dot)).max();
        if let Some(dot) = newest {
            self.author(&Body::Undo(Undo::of(dot, &one())));
        }
    }

    pub fn undo_refused(&mut self) {
        let dot = self.tablet.refused().next().expect("a refused count").authored.change.dot;
        self.author(&Body::Undo(Undo::of(dot, &one())));
    }

    pub fn poison(&mut self) {
        self.now += 1;
        let body = BodyBytes::from_json(r#"{"of_tomorrow":{"n":1}}"#.to_owned()).expect("JSON");
        let dot = Dot { replica: TABLET, seq: self.tablet.next_seq() };
        let change = Change { dot, log: PLACE, at: self.now, body, sealed: None };
        self.write(Authored { change, personal: None });
    }

    /// Exchanges until there is nothing more; an answer may be lost.
    pub fn sync(&mut self, heard: bool) {
        for _ in 0..20 {
            self.ask();
            if !heard || !self.hear() {
                return;
            }
        }
        panic!("the exchange does not come to an end");
    }

    /// The server answers; the tablet has not heard it yet.
    pub fn ask(&mut self) {
        self.now += 1;
        let request = self.tablet.request(self.now);
        self.asked = Some(self.answer(request));
    }

    /// The tablet hears the answer. Whether it has more to say.
    pub fn hear(&mut self) -> bool {
        let reply = self.asked.take().expect("it was asked");
        let received = self.tablet.receive(reply).expect("a good answer");
        let again = received.again;
        self.tablet.settle(received);
        again
    }

    fn answer(&mut self, request: SyncRequest) -> SyncReply {
        let push = request.push.changes().expect("a pack of ours");
        let admission = self.judge(Asking::Writer, push);
        let from = request.pull[0].cursor.position;
        let pack = Pack::of_entries(&self.log[from as usize..]);
        let entries = Entries { from, pack, upto: self.head, more: false };
        SyncReply {
            protocol: PROTOCOL,
            exchange: request.exchange,
            server_time: self.now,
            last_seq: admission.last_seq,
            refusals: admission.refusals,
            forked_at: admission.forked_at,
            slices: vec![(PLACE, Slice::Entries(entries))],
        }
    }

    fn judge(&mut self, asking: Asking, push: Vec<Authored>) -> Admission {
        let scope = if self.scope_is_right { BTreeSet::from([PLACE]) } else { BTreeSet::new() };
        let count = |dot: &Dot| {
            let found = self.log.iter().find(|entry| entry.change().dot == *dot)?;
            match found.change().body.read() {
                Ok(Body::Count(count)) => Some((*dot, (PLACE, count))),
                _ => None,
            }
        };
        let facts = Facts {
            last_seq: self.last_seq,
            scope,
            shared: None,
            revoked: false,
            names_decided: false,
            known: self.known.clone(),
            heads: [(PLACE, self.head)].into(),
            undone: undone_by(&push).iter().filter_map(count).collect(),
            ..Facts::default()
        };
        let admission = admit_for(asking, TABLET, push, facts, self.now);
        self.write_down(&admission);
        admission
    }

    fn write_down(&mut self, admission: &Admission) {
        self.last_seq = admission.last_seq;
        self.reopened += admission.reopened.len();
        for seq in &admission.reopened {
            assert!(self.kept.remove(seq).is_some(), "only what is kept can be reopened");
        }
        for entry in &admission.entries {
            let change = entry.change();
            self.known.insert(change.dot.seq, Known::Accepted(change.digest()));
            self.head = self.head.next(change, entry.received_at);
            self.log.push(entry.clone());
        }
        for refused in &admission.refused {
            let change = &refused.authored.change;
            self.known.insert(change.dot.seq, Known::Refused(change.digest(), refused.verdict));
            self.kept.insert(change.dot.seq, refused.authored.clone());
        }
    }

    pub fn tablet_tries_again(&mut self) {
        let writes = self.tablet.offer_refused();
        self.tablet.commit(writes);
    }

    pub fn judge_kept(&mut self, asking: Asking) {
        let kept = self.kept();
        self.judge(asking, kept);
    }

    pub fn put_all_aside(&mut self) {
        for known in self.known.values_mut() {
            if let Known::Refused(digest, verdict) = *known {
                *known = Known::Aside(digest, verdict);
            }
        }
    }

    /// What the tablet would save to a file, in order of number.
    pub fn save_file(&self) -> Vec<Authored> {
        let refused = self.tablet.refused().map(|refused| &refused.authored);
        let all: BTreeMap<Dot, &Authored> =
            self.tablet.outbox().chain(refused).map(|it| (it.change.dot, it)).collect();
        all.into_values().cloned().collect()
    }

    pub fn import(&mut self, file: &[Authored]) {
        let admission = self.judge(Asking::Rescue, file.to_vec());
        assert_eq!(admission.forked_at, None);
    }

    pub fn kept(&self) -> Vec<Authored> {
        self.kept.values().cloned().collect()
    }

    pub fn refused_on_tablet(&self) -> usize {
        self.tablet.refused().count()
    }

    pub fn on_server(&self) -> usize {
        self.log.len()
    }

    pub fn total(&self) -> i64 {
        self.state().tally(TARGET).total
    }

    fn state(&self) -> LogState {
        let mut state = LogState { cursor: Cursor::start(1), ..LogState::default() };
        self.log.iter().for_each(|entry| state.apply(entry));
        state
    }

    /// What holds at every moment.
    pub fn check(&self) {
        let mut seen = BTreeSet::new();
        for entry in &self.log {
            assert!(seen.insert(entry.change().dot), "in the log twice");
            assert!(!self.kept.contains_key(&entry.change().dot.seq), "in the log, and kept as refused");
            assert_eq!(self.written.get(&entry.change().dot), Some(&entry.authored), "byte for byte");
        }
        let held: BTreeSet<Dot> = self.tablet.outbox().map(|authored| authored.change.dot).collect();
        for dot in self.written.keys() {
            let kept = self.kept.contains_key(&dot.seq) || seen.contains(dot) || held.contains(dot);
            assert!(kept, "a change is nowhere");
        }
    }

    /// What holds when everybody has heard everything.
    pub fn check_settled(&self) {
        self.check();
        assert_eq!(self.tablet.unsent(), 0);
        let refused = self.tablet.refused().map(|refused| refused.authored.change.dot.seq);
        assert_eq!(refused.collect::<Vec<_>>(), self.kept.keys().copied().collect::<Vec<_>>());
        let confirmed = self.tablet.confirmed(PLACE).expect("its log");
        assert_eq!(confirmed.tally(TARGET), self.state().tally(TARGET));
        let standing = self.log.iter().filter_map(|entry| entry.change().body.read().ok());
        let (mut counts, mut undone) = (0, BTreeSet::new());
        for body in standing {
            match body {
                Body::Undo(undo) => drop(undone.insert(undo.undone)),
                _ => counts += 1,
            }
        }
        assert_eq!(self.total(), counts - undone.len() as i64);
    }
}

fn one() -> Count {
    Count::new(TARGET, Delta::visitors(1))
}
