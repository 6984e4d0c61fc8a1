//! A tablet as the core has it, which speaks to the store through the exchange.

use samvaro_core::change::{Authored, Body};
use samvaro_core::entry::Entry;
use samvaro_core::id::{Dot, LogId, PlaceId, ReplicaId, Seq};
use samvaro_core::protocol::SyncReply;
use samvaro_core::replica::{Replica, author};
use server::exchange::{Caller, ExchangeError, exchange};
use server::store::{Owner, Push, Pushed, Store};
use uuid::Uuid;

use crate::house::{NOW, ORGANISATION, TODAY};

/// More rounds than any test needs.
const ROUNDS_MAX: usize = 1_000;

#[derive(Clone)]
pub struct Tablet {
    pub replica: Replica,
    pub caller: Caller,
    pub log: LogId,
    next_seq: Seq,
}

impl Tablet {
    /// A tablet paired with a place; the number tells tablets apart.
    pub fn at(place: PlaceId, number: u128) -> Self {
        let log = place.log();
        let caller = Caller {
            organisation: ORGANISATION,
            owner: Owner::Device(Uuid::from_u128(number)),
            reads: [log].into(),
            writes: [log].into(),
            revoked: false,
        };
        Self {
            replica: Replica::new(ReplicaId(Uuid::from_u128(number << 8)), [log]),
            caller,
            log,
            next_seq: 1,
        }
    }

    /// The next change, as it is stored in the outbox.
    pub fn next(&mut self, body: &Body) -> Authored {
        let dot = Dot { replica: self.replica.id(), seq: self.next_seq };
        self.next_seq += 1;
        author(dot, self.log, NOW, body).unwrap()
    }

    /// Writes changes; each knows what the tablet has read.
    pub fn write(&mut self, bodies: impl IntoIterator<Item = Body>) -> Vec<Dot> {
        let base = self.replica.base(self.log);
        let mut dots = Vec::new();
        for mut body in bodies {
            if let Body::Put(put) = &mut body {
                put.base = base;
            }
            let authored = self.next(&body);
            dots.push(authored.change.dot);
            self.replica.record(authored);
        }
        dots
    }

    /// One round trip; what the reply means is taken in.
    pub async fn round(&mut self, store: &dyn Store) -> Result<(SyncReply, bool), ExchangeError> {
        let request = self.replica.request(NOW);
        // Over the wire, so that what is answered is what can be sent.
        let request = serde_json::from_str(&serde_json::to_string(&request).unwrap()).unwrap();
        let reply = exchange(store, &self.caller, request, NOW, TODAY).await?;
        let wire: SyncReply = serde_json::from_str(&serde_json::to_string(&reply).unwrap()).unwrap();
        let received = self.replica.receive(wire).unwrap();
        let (again, begin) = (received.again, received.begin.clone());
        self.replica.settle(received);
        for (log, snapshot) in begin {
            let mut pages = Vec::new();
            for hash in &snapshot.pages {
                pages.push(store.page(log, *hash).await?.unwrap());
            }
            let writes = self.replica.begin(log, snapshot, pages).unwrap();
            self.replica.commit(writes);
        }
        Ok((reply, again))
    }

    /// Round trips until there is nothing more to say.
    pub async fn sync(&mut self, store: &dyn Store) {
        for _ in 0..ROUNDS_MAX {
            if !self.round(store).await.unwrap().1 {
                return;
            }
        }
        panic!("the exchange does not come to rest");
    }
}

/// A push past the exchange.
pub fn push(caller: &Caller, changes: Vec<Authored>) -> Push {
    Push {
        organisation: caller.organisation,
        replica: changes[0].change.dot.replica,
        owner: caller.owner,
        scope: caller.writes.clone(),
        revoked: caller.revoked,
        changes,
        received_at: NOW,
        today: TODAY,
        skew_ms: Some(0),
    }
}

/// Pushes changes of one tablet.
pub async fn pushed(store: &dyn Store, tablet: &Tablet, changes: Vec<Authored>) -> Pushed {
    store.push(push(&tablet.caller, changes)).await.unwrap()
}

/// Everything in a log.
pub async fn all(store: &dyn Store, log: LogId) -> Vec<Entry> {
    store.entries(log, 0, 1_000_000).await.unwrap()
}
