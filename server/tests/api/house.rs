//! The two places that most tests happen in, and a tablet's changes.

use jiff::civil::Date;
use samvaro_core::api::Pairing;
use samvaro_core::change::{Authored, Body};
use samvaro_core::document::{ProgrammeDocument, Seen};
use samvaro_core::field::{Fields, Put};
use samvaro_core::id::{Dot, LogId, ReplicaId};
use samvaro_core::occurrence::Occurrence;
use samvaro_core::replica::{Replica, author};
use samvaro_core::tally::{Count, Delta, Undo};
use samvaro_core::target::Target;
use server::clock;
use uuid::Uuid;

use super::browser::Browser;

pub const HERE: &str = "solsidan";
pub const THERE: &str = "berget";

pub fn today() -> Date {
    clock::today()
}

/// Both places have something every day of the week.
pub fn table() -> String {
    let from = today().checked_sub(jiff::Span::new().weeks(4)).unwrap();
    let mut table = "place,activity,weekday,weeks,from,start,end\n".to_owned();
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        table += &format!("Solsidan,Öppet café,{day},all,{from},09:00,16:00\n");
        table += &format!("Berget,Sångstund,{day},all,{from},13:00,14:00\n");
    }
    table
}

/// What is on at a place today.
pub fn first_today(browser: &mut Browser, place: &str) -> Occurrence {
    let today = today();
    let path = format!("/api/v1/places/{place}/programme?from={today}&until={today}");
    let seen: Seen<ProgrammeDocument> = browser.get(&path).json();
    seen.document.occurrences.into_iter().next().unwrap()
}

/// A tablet as its store has it.
pub struct Tablet {
    pub replica: Replica,
    pub log: LogId,
    pub target: Target,
}

impl Tablet {
    pub fn new(browser: &mut Browser, pairing: &Pairing) -> Self {
        let target = Target::Occurrence(first_today(browser, pairing.slug.as_str()).key);
        Self { replica: Replica::new(ReplicaId(Uuid::new_v4()), pairing.logs()), log: pairing.log, target }
    }

    /// One visitor more.
    pub fn tap(&mut self) -> Authored {
        let target = self.target;
        let count = Count::new(target, Delta::one());
        self.write(&Body::Count(count))
    }

    /// Says that the number is an estimate.
    pub fn guess(&mut self) -> Authored {
        let count = Count { about: true, ..Count::new(self.target, Delta::default()) };
        self.write(&Body::Count(count))
    }

    /// Takes a count back.
    pub fn take_back(&mut self, counted: &Authored) -> Authored {
        let Body::Count(count) = counted.change.body.read().unwrap() else { panic!("no count") };
        self.write(&Body::Undo(Undo::of(counted.change.dot, &count)))
    }

    /// An edit of the programme, by someone who has seen all that this tablet has.
    pub fn edit(&mut self, fields: Fields) -> Authored {
        let base = self.replica.base(self.log);
        self.write(&Body::Put(Put { fields, base }))
    }

    fn write(&mut self, body: &Body) -> Authored {
        let authored = self.draft(body);
        self.replica.record(authored.clone());
        authored
    }

    /// The next change, before it is stored.
    pub fn draft(&self, body: &Body) -> Authored {
        let dot = Dot { replica: self.replica.id(), seq: self.replica.next_seq() };
        author(dot, self.log, clock::now_ms(), body).unwrap()
    }

    /// Syncs until nothing is left to do.
    pub fn sync(&mut self, browser: &mut Browser) {
        const ROUNDS_MAX: usize = 50;
        for _ in 0..ROUNDS_MAX {
            let request = self.replica.request(clock::now_ms());
            let received = self.replica.receive(browser.synced(&request)).unwrap();
            let again = received.again;
            self.replica.settle(received);
            if !again && self.replica.unsent() == 0 {
                return;
            }
        }
        panic!("the tablet never finished");
    }

    /// What the server has confirmed.
    pub fn visitors(&self) -> i64 {
        self.replica.confirmed(self.log).unwrap().tally(self.target).total
    }
}
