//! A backup holds one moment, and a restore brings all of it back, into either engine.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use samvaro_core::change::Body;
use samvaro_core::entry::Entry;
use samvaro_core::id::PlaceId;
use samvaro_core::tally::Delta;
use server::store::access::{Account, Device, DeviceId, NewDevice};
use server::store::backup::{Backup, BackupError, Draft, LEFT_OUT, TABLES};
use server::store::erasure_list::ErasureList;
use server::store::{AttendanceRow, Erasure, KeptRefusal, Place, ReplicaFacts, Store, StoreError, Stored};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};
use tempfile::TempDir;
use uuid::Uuid;

use crate::engine::{Engine, postgres, sqlite};
use crate::house::{ELEFANTEN, HATTEN, NOW, ORGANISATION, TODAY, count, forenoon, house, tap, with_coffee};
use crate::personal::{erase, seal, with_name};
use crate::tablet::{Tablet, all, pushed};

const HOUR: i64 = 3_600_000;

/// A folder with a backup of the store in it.
async fn taken(store: &dyn Store) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup");
    let mut draft = Draft::begin(&file).await.unwrap();
    store.copy_into(&mut draft).await.unwrap();
    draft.finish(NOW).await.unwrap();
    (folder, file)
}

async fn restored(engine: &dyn Engine, file: &Path, erasures: &[Erasure]) -> Arc<dyn Store> {
    let store = engine.open().await;
    store.fill(&mut Backup::open(file).await.unwrap(), erasures, TODAY).await.unwrap();
    store
}

/// Everything that people and tablets can see of a store.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub places: Vec<Place>,
    pub logs: Vec<Vec<Entry>>,
    pub refused: Vec<KeptRefusal>,
    pub erasures: Vec<Erasure>,
    pub replica: Option<ReplicaFacts>,
    pub attendance: Vec<AttendanceRow>,
    pub devices: Vec<Device>,
    pub account: Option<Account>,
}

pub async fn seen(store: &dyn Store) -> Seen {
    let replica = Tablet::at(ELEFANTEN, 1).replica.id();
    Seen {
        places: store.places(ORGANISATION).await.unwrap(),
        logs: vec![all(store, ELEFANTEN.log()).await, all(store, HATTEN.log()).await],
        refused: store.refused(ORGANISATION, 100).await.unwrap(),
        erasures: store.erasures().await.unwrap(),
        replica: store.replica(ORGANISATION, replica).await.unwrap(),
        attendance: store.attendance_rows(ORGANISATION, date(2000, 1, 1), date(2100, 1, 1)).await.unwrap(),
        devices: store.devices(ORGANISATION).await.unwrap(),
        account: store.account_by_email("greta@kommunen.example").await.unwrap(),
    }
}

/// A place with everything in it that a backup has to bring back, and a session, which it has not.
pub async fn furnished(engine: &dyn Engine) -> Arc<dyn Store> {
    let (store, _) = with_coffee(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let too_many = Body::Count(count(forenoon(), Delta::MAX_PERSONS + 1));
    let changes = vec![
        with_name(tablet.next(&tap(forenoon()))),
        with_name(tablet.next(&tap(forenoon()))),
        with_name(tablet.next(&too_many)),
    ];
    let first = seal(&changes[0]);
    pushed(&*store, &tablet, changes).await;
    erase(&*store, &[first], NOW).await;
    let code = store.add_pairing_code(ORGANISATION, ELEFANTEN, "phc", NOW + HOUR).await.unwrap();
    let device =
        NewDevice { id: DeviceId(Uuid::from_u128(5)), token_hash: [5; 32], name: "Platta".to_owned() };
    store.use_pairing_code(code, NOW, device).await.unwrap().unwrap();
    store.add_pairing_code(ORGANISATION, ELEFANTEN, "phc", NOW + HOUR).await.unwrap();
    let account =
        store.add_account(ORGANISATION, "greta@kommunen.example", &[6; 32], NOW + HOUR).await.unwrap();
    store.set_password(account, "phc").await.unwrap();
    store.add_session(account, &[7; 32], NOW + HOUR).await.unwrap();
    store
}

pub async fn a_restore_brings_everything_back_but_keys_into_either_engine(engine: &dyn Engine) {
    let store = furnished(engine).await;
    let before = seen(&*store).await;
    assert_eq!((before.logs[0].len(), before.refused.len(), before.devices.len()), (5, 1, 1));
    let (_folder, file) = taken(&*store).await;
    let targets: [Box<dyn Engine>; 2] = [Box::new(sqlite()), Box::new(postgres())];
    for target in &targets {
        let restored = restored(&**target, &file, &[]).await;
        assert_eq!(seen(&*restored).await, before);
        assert_eq!(
            restored.programme(ELEFANTEN.log()).await.unwrap(),
            store.programme(ELEFANTEN.log()).await.unwrap()
        );
        assert!(restored.device_by_token(&[5; 32]).await.unwrap().is_some(), "tablets go on");
        assert!(restored.session_by_token(&[7; 32], NOW).await.unwrap().is_none());
        assert!(restored.account_by_link(&[6; 32], NOW).await.unwrap().is_none());
        assert!(restored.live_pairing_codes(NOW).await.unwrap().is_empty());
        let (old, new) =
            (store.head(ELEFANTEN.log()).await.unwrap(), restored.head(ELEFANTEN.log()).await.unwrap());
        assert_eq!(new.map(|head| head.epoch), old.map(|head| head.epoch + 1));
    }
}

pub async fn a_backup_is_one_moment_although_pushes_go_on(engine: &dyn Engine) {
    const PUSHES: usize = 150;
    let store = house(engine).await;
    let pushing = |place: PlaceId, number: u128| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut tablet = Tablet::at(place, number);
            for _ in 0..PUSHES {
                let changes = (0..5).map(|_| tablet.next(&tap(forenoon()))).collect();
                pushed(&*store, &tablet, changes).await;
            }
        })
    };
    let pushing = [pushing(ELEFANTEN, 1), pushing(ELEFANTEN, 2), pushing(HATTEN, 3)];
    let mut backups = Vec::new();
    while backups.len() < 3 || pushing.iter().any(|pushing| !pushing.is_finished()) {
        backups.push(taken(&*store).await);
    }
    for pushing in pushing {
        pushing.await.unwrap();
    }
    // Each restore checks that every log leads to its end.
    for (_folder, file) in &backups {
        let target = sqlite();
        let restored = restored(&target, file, &[]).await;
        for (place, number) in [(ELEFANTEN, 1), (ELEFANTEN, 2), (HATTEN, 3)] {
            let replica = Tablet::at(place, number).replica.id();
            let entries = all(&*restored, place.log()).await;
            let own = entries.iter().filter(|entry| entry.change().dot.replica == replica).count() as u64;
            let facts = restored.replica(ORGANISATION, replica).await.unwrap();
            assert_eq!(facts.map_or(0, |facts| facts.last_seq), own);
        }
    }
}

pub async fn a_restore_overwrites_nothing(engine: &dyn Engine) {
    let store = furnished(engine).await;
    let (_folder, file) = taken(&*store).await;
    let before = seen(&*store).await;
    let refused = store.fill(&mut Backup::open(&file).await.unwrap(), &[], TODAY).await;
    assert!(matches!(refused, Err(StoreError::NotEmpty)), "{refused:?}");
    assert_eq!(seen(&*store).await, before);
}

pub async fn an_erasure_after_the_backup_stays_made(engine: &dyn Engine) {
    let folder = tempfile::tempdir().unwrap();
    let list = ErasureList::at(&folder.path().join("erasures.txt"));
    let (_backup, file, erased) = {
        let store = furnished(engine).await;
        store.close().await;
        let store = engine.open_with(list.clone()).await.unwrap();
        let (backup, file) = taken(&*store).await;
        let kept = all(&*store, ELEFANTEN.log()).await.into_iter().map(|entry| entry.authored);
        let kept = kept.chain([store.refused(ORGANISATION, 1).await.unwrap()[0].authored.clone()]);
        let erased: Vec<_> = kept.filter(|it| it.personal.is_some()).map(|it| seal(&it)).collect();
        erase(&*store, &erased, NOW + 1).await;
        (backup, file, erased)
    };
    let nothing_personal = async |store: &dyn Store| {
        assert!(all(store, ELEFANTEN.log()).await.iter().all(|entry| entry.authored.personal.is_none()));
        assert!(store.refused(ORGANISATION, 9).await.unwrap()[0].authored.personal.is_none());
    };
    let targets: [Box<dyn Engine>; 2] = [Box::new(sqlite()), Box::new(postgres())];
    for target in &targets {
        // The list stood beside the database that is gone.
        let store = target.open_with(list.clone()).await.unwrap();
        store.fill(&mut Backup::open(&file).await.unwrap(), &[], TODAY).await.unwrap();
        nothing_personal(&*store).await;
        assert_eq!(store.erasures().await.unwrap().len(), 1 + erased.len());
    }
    // The same with a list that is handed over, into a data folder that has none.
    let fresh = tempfile::tempdir().unwrap();
    let own = ErasureList::at(&fresh.path().join("erasures.txt"));
    let target = sqlite();
    let store = target.open_with(own.clone()).await.unwrap();
    store.fill(&mut Backup::open(&file).await.unwrap(), &list.read().unwrap(), TODAY).await.unwrap();
    nothing_personal(&*store).await;
    assert_eq!(own.read().unwrap().len(), 1 + erased.len(), "and is kept there from now on");
}

pub async fn what_the_list_names_is_erased_before_anything_is_served(engine: &dyn Engine) {
    let folder = tempfile::tempdir().unwrap();
    let list = ErasureList::at(&folder.path().join("erasures.txt"));
    let store = furnished(engine).await;
    let older = engine.copy().await;
    store.close().await;
    let store = engine.open_with(list.clone()).await.unwrap();
    let entries = all(&*store, ELEFANTEN.log()).await;
    let named = entries.iter().find(|entry| entry.authored.personal.is_some()).unwrap();
    erase(&*store, &[seal(&named.authored)], NOW + 1).await;

    // An older state of the database was put back past us.
    let store = older.open_with(list).await.unwrap();
    let entries = all(&*store, ELEFANTEN.log()).await;
    assert!(entries.iter().all(|entry| entry.authored.personal.is_none()));
}

pub async fn nothing_is_opened_beside_a_damaged_list(engine: &dyn Engine) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("erasures.txt");
    std::fs::write(&file, "what is this\n").unwrap();
    let refused: Stored<_> = engine.open_with(ErasureList::at(&file)).await;
    assert!(matches!(refused.map(drop), Err(StoreError::Erasures(_))));
}

/// As a file of format 1 is: it knows no seals.
pub async fn a_backup_of_an_older_format_is_restored(engine: &dyn Engine) {
    let store = house(engine).await;
    let mut tablet = Tablet::at(ELEFANTEN, 1);
    let named = with_name(tablet.next(&tap(forenoon())));
    pushed(&*store, &tablet, vec![named.clone()]).await;
    let (_folder, file) = taken(&*store).await;
    for older in [
        "drop table erased_seal",
        "drop table origin",
        "drop table elsewhere",
        "delete from backup_contents where name in ('erased_seal', 'origin', 'elsewhere')",
        "update backup set format = 1",
    ] {
        connection(&file).await.execute_script(older).await;
    }
    let restored = restored(&sqlite(), &file, &[]).await;
    assert_eq!(all(&*restored, ELEFANTEN.log()).await[0].authored, named);
    connection(&file).await.execute_script("update backup set format = 2").await;
    assert!(refusal(&file).await.contains("erased_seal is missing"));
}

async fn refusal(file: &Path) -> String {
    match Backup::open(file).await {
        Ok(_) => "none".to_owned(),
        Err(error) => error.to_string(),
    }
}

async fn connection(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(file).create_if_missing(true).connect().await.unwrap()
}

#[tokio::test]
async fn a_backup_that_is_torn_changed_or_something_else_is_refused_in_words() {
    let engine = sqlite();
    let store = furnished(&engine).await;
    let (folder, file) = taken(&*store).await;
    let whole = std::fs::read(&file).unwrap();
    assert_eq!(refusal(&file).await, "none");
    let other = folder.path().join("other");
    for bytes in [0, 10, 4_096, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&other, &whole[..bytes]).unwrap();
        assert!(
            refusal(&other).await.contains("torn") || refusal(&other).await.contains("damaged"),
            "{bytes}"
        );
    }
    let name = b"Torsdagsfika";
    let place = whole.windows(name.len()).position(|bytes| bytes == name).unwrap();
    let mut changed = whole.clone();
    changed[place] = b'M';
    std::fs::write(&other, &changed).unwrap();
    assert!(refusal(&other).await.contains("the rows of change are not those that were written"));
    std::fs::write(&other, "place,activity\n").unwrap();
    assert!(refusal(&other).await.contains("no backup of Samvaro"));
    let foreign = folder.path().join("foreign");
    connection(&foreign).await.execute_script("create table change (log)").await;
    assert!(refusal(&foreign).await.contains("no backup of Samvaro"));
    std::fs::write(&other, &whole).unwrap();
    connection(&other).await.execute_script("update backup set format = 99").await;
    assert!(refusal(&other).await.contains("use a later one"));
}

trait Script {
    async fn execute_script(self, text: &'static str);
}

impl Script for SqliteConnection {
    async fn execute_script(mut self, text: &'static str) {
        sqlx::query(text).execute(&mut self).await.unwrap();
        self.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_backup_is_for_its_owner_only_and_overwrites_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let engine = sqlite();
    let store = furnished(&engine).await;
    let (folder, file) = taken(&*store).await;
    let rights = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(rights, 0o600);
    assert!(matches!(Draft::begin(&file).await.map(drop), Err(BackupError::Exists)));
    // Somebody is faster.
    let late = folder.path().join("late");
    let mut draft = Draft::begin(&late).await.unwrap();
    store.copy_into(&mut draft).await.unwrap();
    std::fs::write(&late, "mine").unwrap();
    assert!(matches!(draft.finish(NOW).await, Err(BackupError::Exists)));
    assert_eq!(std::fs::read(&late).unwrap(), b"mine");
    // One that is given up leaves nothing behind.
    drop(Draft::begin(&folder.path().join("never")).await.unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[tokio::test]
async fn every_column_of_the_schema_is_in_a_backup_or_left_out_by_name() {
    let engine = sqlite();
    engine.open().await.close().await;
    let mut database = connection(&engine.file()).await;
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select t.name, c.name from pragma_table_list t, pragma_table_info(t.name) c \
         where t.schema = 'main' and t.name not like 'sqlite%' and t.name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut database)
    .await
    .unwrap();
    assert!(columns.len() > 50);
    for (table, column) in columns {
        let listed = TABLES.iter().find(|listed| listed.name == table);
        let is_in = listed.is_some_and(|listed| listed.columns.iter().any(|listed| listed.name == column));
        assert!(is_in || LEFT_OUT.contains(&table.as_str()), "a restore would lose {table}.{column}");
    }
}
