//! Databases that earlier releases left behind: today's program opens and serves them.
//!
//! Each fixture is what `backup::furnished` makes, written by the release that it is named after:
//! the number of its last migration. Frozen for ever; a release that adds a migration adds a
//! fixture: `SAMVARO_FREEZE=1 cargo test -p server --test store_conformance newest_migration`.

use std::io::{Read as _, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::civil::date;
use samvaro_core::tally::Tally;
use server::store::Store;

use crate::backup::{furnished, seen};
use crate::engine::{Engine, postgres, sqlite};
use crate::house::{ELEFANTEN, ORGANISATION, TODAY, figures, forenoon, tap};
use crate::tablet::{Tablet, pushed};

const SERVER: &str = env!("CARGO_MANIFEST_DIR");

struct Release {
    /// Its last migration.
    migration: u32,
    /// How many changes the log of the place holds.
    changes: usize,
    sqlite: &'static [u8],
    postgres: &'static [u8],
}

const RELEASES: [Release; 3] = [
    Release {
        migration: 1,
        changes: 4,
        sqlite: include_bytes!("../fixtures/releases/0001.sqlite.gz"),
        postgres: include_bytes!("../fixtures/releases/0001.postgres.sql.gz"),
    },
    // From here on an erasure is a change in the log.
    Release {
        migration: 14,
        changes: 5,
        sqlite: include_bytes!("../fixtures/releases/0014.sqlite.gz"),
        postgres: include_bytes!("../fixtures/releases/0014.postgres.sql.gz"),
    },
    Release {
        migration: 15,
        changes: 5,
        sqlite: include_bytes!("../fixtures/releases/0015.sqlite.gz"),
        postgres: include_bytes!("../fixtures/releases/0015.postgres.sql.gz"),
    },
];

fn unzipped(bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut all).unwrap();
    all
}

async fn goes_on(store: &dyn Store, changes: usize) {
    store.inspect().await.unwrap();
    store.roll_over(TODAY).await.unwrap();
    let seen = seen(store).await;
    assert_eq!((seen.logs[0].len(), seen.logs[1].len(), seen.refused.len()), (changes, 0, 1));
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
    for release in RELEASES {
        let engine = sqlite();
        std::fs::write(engine.file(), unzipped(release.sqlite)).unwrap();
        goes_on(&*engine.open().await, release.changes).await;
    }
}

#[tokio::test]
async fn a_postgresql_database_of_every_release_is_opened_and_goes_on() {
    for release in RELEASES {
        let engine = postgres();
        engine.fill(&unzipped(release.postgres));
        goes_on(&*engine.open().await, release.changes).await;
    }
}

/// The two taps of the forenoon, as if somebody had said that the number is an estimate.
const GUESS: &str = "update attendance set tally = '{\"a\":1,' || substr(tally, 2) where visits = 2";

async fn told_as_an_estimate(engine: &dyn Engine) {
    assert_eq!(engine.behind_its_back(GUESS).await, 1);
    let store = engine.open().await;
    let sums = figures(&*store, TODAY).await;
    assert_eq!((sums.visits, sums.counted, sums.estimates), (2, 1, 1));
    let rows = store.attendance_rows(ORGANISATION, date(2000, 1, 1), TODAY).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.estimate).count(), 1);
}

#[tokio::test]
async fn what_was_an_estimate_before_its_column_is_one_after() {
    for release in RELEASES.into_iter().filter(|release| release.migration < 15) {
        let file = sqlite();
        std::fs::write(file.file(), unzipped(release.sqlite)).unwrap();
        told_as_an_estimate(&file).await;
        let database = postgres();
        database.fill(&unzipped(release.postgres));
        told_as_an_estimate(&database).await;
    }
}

#[tokio::test]
async fn the_newest_migration_has_its_fixture() {
    let migrations = std::fs::read_dir(Path::new(SERVER).join("migrations/sqlite")).unwrap();
    let numbers = migrations.filter_map(|file| file.unwrap().file_name().to_str()?.get(..4)?.parse().ok());
    let newest: u32 = numbers.max().unwrap();
    if std::env::var_os("SAMVARO_FREEZE").is_some() {
        freeze(newest).await;
    }
    assert_eq!(RELEASES.last().unwrap().migration, newest, "freeze this release, and name it above");
}

/// Writes what this release keeps.
async fn freeze(migration: u32) {
    let write = |name: &str, bytes: &[u8]| {
        let file = Path::new(SERVER).join(format!("tests/fixtures/releases/{migration:04}.{name}.gz"));
        let mut packed = GzEncoder::new(std::fs::File::create(file).unwrap(), Compression::best());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap();
    };
    let engine = sqlite();
    furnished(&engine).await.close().await;
    write("sqlite", &std::fs::read(engine.file()).unwrap());
    let engine = postgres();
    furnished(&engine).await.close().await;
    write("postgres.sql", &engine.dump());
}
