//! A town: a server on either engine, many places, and tablets that are paired with them in turn.

use std::fmt;

use samvaro_core::id::ReplicaId;
use samvaro_core::replica::Replica;
use samvaro_core::target::{Half, Target};
use samvaro_core::text::Slug;
use server::access::token::Token;
use server::clock;
use server::store::access::{DeviceId, NewDevice};
use server::store::{Place, Store};
use uuid::Uuid;

use super::browser::Browser;
use super::house::{Tablet, today};
use super::server::Server;
use crate::cluster::cluster;

/// What the server keeps everything in.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    fn installed(self) -> Server {
        let mut server = Server::installed();
        if let Self::Postgres = self {
            server.set("SAMVARO_DATABASE_URL", &cluster().url(&cluster().create()));
        }
        server
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

fn table(places: usize) -> String {
    let day = today().strftime("%a").to_string().to_lowercase();
    let line = |place| format!("Plats {place},Öppet café,{day},all,{},09:00,16:00\n", today());
    let lines: String = (0..places).map(line).collect();
    format!("place,activity,weekday,weeks,from,start,end\n{lines}")
}

async fn pair(store: &dyn Store, place: &Place) -> String {
    let (now, token) = (clock::now_ms(), Token::random().unwrap());
    let code = store.add_pairing_code(place.organisation, place.id, "phc", now + 60_000).await.unwrap();
    let id = DeviceId(Uuid::new_v4());
    let device = NewDevice { id, token_hash: token.sum().0, name: "Platta".to_owned() };
    store.use_pairing_code(code, now, device).await.unwrap().unwrap();
    token.reveal()
}

/// A running server, and its tablets with the number of the place that each counts for.
pub fn town(engine: Engine, places: usize, tablets: usize) -> (Server, Vec<(usize, Browser, Tablet)>) {
    let mut server = engine.installed();
    server.import(&table(places));
    let paired = server.beside_it(async |store| {
        let mut all = Vec::new();
        for place in 0..places {
            let slug = Slug::parse(&format!("plats-{place}")).unwrap();
            all.push(store.place_by_slug(&slug).await.unwrap().unwrap());
        }
        let mut paired = Vec::new();
        for tablet in 0..tablets {
            let place = tablet % places;
            paired.push((place, all[place].id.log(), pair(store, &all[place]).await));
        }
        paired
    });
    server.start();
    let tablets = paired.into_iter().map(|(place, log, token)| {
        let target = Target::DropIn(today(), Half::Forenoon);
        let tablet = Tablet { replica: Replica::new(ReplicaId(Uuid::new_v4()), [log]), log, target };
        (place, Browser::new(server.url()).carrying("samvaro-device", &token), tablet)
    });
    let tablets = tablets.collect();
    (server, tablets)
}
