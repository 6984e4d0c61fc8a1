//! Databases that earlier releases left behind: today's program opens and serves them.
//!
//! Each fixture is what `backup::furnished` makes, written by the release that it is named after:
//! the number of its last migration. Frozen for ever; a release that adds a migration adds a
//! fixture.

use std::io::Read as _;

use flate2::read::GzDecoder;
use samvaro_core::tally::Tally;
use server::store::Store;

use crate::backup::seen;
use crate::engine::{Engine, postgres, sqlite};
use crate::house::{ELEFANTEN, TODAY, figures, forenoon, tap};
use crate::tablet::{Tablet, pushed};

const SQLITE: [&[u8]; 1] = [include_bytes!("../fixtures/releases/0001.sqlite.gz")];
const POSTGRES: [&[u8]; 1] = [include_bytes!("../fixtures/releases/0001.postgres.sql.gz")];

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut all).unwrap();
    all
}

async fn goes_on(store: &dyn Store) {
    store.inspect().await.unwrap();
    store.roll_over(TODAY).await.unwrap();
    let seen = seen(store).await;
    assert_eq!((seen.logs[0].len(), seen.logs[1].len(), seen.refused.len()), (4, 0, 1));
    assert_eq!((seen.places.len(), seen.devices.len(), seen.erasures.len()), (2, 1, 1));
    assert!(seen.account.is_some_and(|account| account.password_hash.is_some()));
    assert!(seen.logs[0][2].authored.personal.is_none() && seen.logs[0][3].authored.personal.is_some());
    assert!(store.device_by_token(&[5; 32]).await.unwrap().is_some());
    assert_eq!(figures(store, TODAY).await.visits, 2);
    // The tablet goes on where it was.
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    (0..3).for_each(|_| drop(tablet.next(&tap(forenoon()))));
    let next = tablet.next(&tap(forenoon()));
    assert_eq!(pushed(store, &tablet, vec![next]).await.last_seq, 4);
    let mut reader = Tablet::at(ELEFANTEN, 9);
    reader.sync(store).await;
    let tally: Tally = reader.replica.confirmed(ELEFANTEN.log()).unwrap().tally(forenoon());
    assert_eq!((tally.total, figures(store, TODAY).await.visits), (3, 3));
    store.rebuild_projection(TODAY).await.unwrap();
    assert_eq!(figures(store, TODAY).await.visits, 3);
}

#[tokio::test]
async fn a_sqlite_file_of_every_release_is_opened_and_goes_on() {
    for release in SQLITE {
        let engine = sqlite();
        std::fs::write(engine.file(), unzipped(release)).unwrap();
        goes_on(&*engine.open().await).await;
    }
}

#[tokio::test]
async fn a_postgresql_database_of_every_release_is_opened_and_goes_on() {
    for release in POSTGRES {
        let engine = postgres();
        engine.fill(&unzipped(release));
        goes_on(&*engine.open().await).await;
    }
}
