//! The drill: a backup while tablets count, the house burns down, a restore elsewhere. What counts
//! is the content.

use std::fs;
use std::path::Path;

use samvaro_core::api::Pairing;
use samvaro_core::change::{Authored, Body};
use samvaro_core::entry::Entry;
use samvaro_core::id::{Dot, OrganisationId, ReplicaId};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::tally::{Count, Delta};
use server::clock;
use server::exchange::{self, Recording};
use server::store::access::Account;
use server::store::{KeptRefusal, Owner, Store};
use uuid::Uuid;

use super::browser::Browser;
use super::crowd::{Crowd, Witness};
use super::house::{HERE, Tablet, today};
use super::server::Server;
use crate::cluster::cluster;

const EMAIL: &str = "greta@kommunen.example";
/// Stand in the log and among the refused; the first is erased after the backup.
const TEXTS: [&str; 2] = ["Fika med Åsa Öberg", "Hälsa Märta Ärlig"];

#[derive(Clone, Copy)]
enum Engine {
    Sqlite,
    Postgres,
}

fn installed(engine: Engine) -> Server {
    let mut server = Server::installed();
    if let Engine::Postgres = engine {
        server.set("SAMVARO_DATABASE_URL", &cluster().url(&cluster().create()));
    }
    server
}

/// What a restore has to bring back.
struct Kept {
    entries: Vec<Entry>,
    refused: Vec<KeptRefusal>,
    account: Option<Account>,
    visits: i64,
}

async fn kept(store: &dyn Store, pairing: &Pairing) -> Kept {
    let organisation: OrganisationId = store.organisations().await.unwrap()[0].id;
    let report = store.attendance(organisation, today(), today()).await.unwrap();
    Kept {
        entries: store.entries(pairing.log, 0, 1_000_000).await.unwrap(),
        refused: store.refused(organisation, 100).await.unwrap(),
        account: store.account_by_email(EMAIL).await.unwrap(),
        visits: report.iter().map(|line| line.figures.visits).sum(),
    }
}

/// A tap with somebody's name beside it, and one that no log takes.
fn with_names(browser: &mut Browser, pairing: &Pairing) -> Tablet {
    let mut tablet = Tablet::new(browser, pairing);
    let target = tablet.target;
    let count = |visitors| {
        let delta = Delta::visitors(visitors);
        Body::Count(Count::new(target, delta))
    };
    for (visitors, text) in [1, Delta::MAX_PERSONS + 1].into_iter().zip(TEXTS) {
        let mut authored: Authored = tablet.draft(&count(visitors));
        let fields = Fields { text: Some(text.to_owned()), ..Fields::default() };
        let personal = Personal { salt: [9; 16], fields };
        authored.change.sealed = Some(personal.seal());
        authored.personal = Some(personal);
        tablet.replica.record(authored);
    }
    tablet.sync(browser);
    tablet
}

/// Every file in a folder, byte by byte.
fn holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| match entry.file_type().unwrap().is_dir() {
        true => holds(&entry.path(), text),
        false => fs::read(entry.path()).unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes()),
    })
}

fn drill(from: Engine, to: Engine) {
    let mut burnt = installed(from);
    burnt.import_two_places();
    burnt.start();
    let file = burnt.folder().join("backup");
    burnt.browser().signed_in(&burnt);
    let (mut browser, pairing) = burnt.browser().paired(&burnt, HERE);
    let first = Dot { replica: with_names(&mut browser, &pairing).replica.id(), seq: 1 };

    let crowd = Crowd::counting((0..3).map(|_| burnt.browser().paired(&burnt, HERE)).collect());
    crowd.wait_for(20);
    let backup = burnt.command(&["backup", file.to_str().unwrap()]);
    assert!(backup.status.success(), "{}", String::from_utf8_lossy(&backup.stderr));
    crowd.wait_for(20);
    let mut members = crowd.leave();
    let again = burnt.command(&["backup", file.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("overwrite nothing"));
    burnt.stop();
    let at_the_end = burnt.beside_it(async |store| {
        let kept = kept(store, &pairing).await;
        let sealed = kept.entries.iter().find(|entry| entry.change().dot == first).unwrap().change().sealed;
        let organisation = store.organisations().await.unwrap()[0].id;
        let replica = ReplicaId(Uuid::from_u128(0xe5a5e));
        let recording =
            Recording { organisation, replica, owner: Owner::Server, now: clock::now_ms(), today: today() };
        exchange::erase(store, &recording, pairing.log, &[sealed.unwrap()]).await.unwrap();
        kept
    });
    assert!(TEXTS.iter().all(|text| holds(burnt.folder(), text)), "the backup has the names");

    let mut restored = installed(to);
    let list = burnt.data().join("erasures.txt");
    let said =
        restored.first_line(&["restore", file.to_str().unwrap(), "--erasures", list.to_str().unwrap()]);
    assert!(said.ends_with("1 erasures applied"), "{said}");
    let twice = restored.command(&["restore", file.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&twice.stderr).contains("is not empty"));

    // What it held at that moment is the beginning of what the log became.
    let found = restored.beside_it(async |store| kept(store, &pairing).await);
    let mut beginning = at_the_end.entries[..found.entries.len() - 1].to_vec();
    let erased = beginning.iter_mut().find(|entry| entry.change().dot == first).unwrap();
    let beginning_seal = erased.change().sealed.unwrap();
    assert!(erased.authored.personal.take().is_some());
    let (told, before) = found.entries.split_last().unwrap();
    assert_eq!(before, beginning);
    assert_eq!(told.change().erases(), [beginning_seal], "tablets hear of it again");
    assert!(found.entries.len() < at_the_end.entries.len(), "more was counted after the backup");
    assert_eq!((&found.refused, &found.account), (&at_the_end.refused, &at_the_end.account));
    assert!(found.account.unwrap().password_hash.is_some());
    let taps = found.entries.iter().filter(|entry| matches!(entry.change().body.read(), Ok(Body::Count(_))));
    assert_eq!(found.visits, taps.count() as i64, "the report is of that moment, too");
    if let Engine::Sqlite = to {
        assert!(!holds(restored.folder(), TEXTS[0]), "what was erased is in no file");
        assert!(holds(restored.folder(), TEXTS[1]), "the search finds what is there");
    }

    // Tablets go on: what they still hold comes back, and once.
    restored.start();
    for member in &mut members {
        member.browser = member.browser.clone().moved_to(&restored);
        member.tablet.tap();
        member.taps += 1;
        member.tablet.sync(&mut member.browser);
    }
    let witness = browser.moved_to(&restored);
    Witness::new(witness, &pairing).finds_all(&members);
    let total = members.iter().map(|member| member.taps as i64).sum::<i64>() + 1;
    assert!(members.iter().all(|member| member.tablet.visitors() <= total));
    assert_eq!(restored.beside_it(async |store| kept(store, &pairing).await).visits, total);
}

#[test]
fn after_a_restore_everything_of_that_moment_is_there_and_tablets_bring_the_rest() {
    drill(Engine::Sqlite, Engine::Sqlite);
}

#[test]
fn a_backup_of_postgresql_is_restored_into_postgresql() {
    drill(Engine::Postgres, Engine::Postgres);
}

#[test]
fn a_backup_of_one_engine_is_restored_into_the_other() {
    drill(Engine::Sqlite, Engine::Postgres);
    drill(Engine::Postgres, Engine::Sqlite);
}

#[test]
fn what_cannot_be_backed_up_or_restored_is_said() {
    let server = Server::installed();
    let said = |words: &[&str]| {
        let output = server.command(words);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let file = server.folder().join("backup");
    let file = file.to_str().unwrap();
    assert!(said(&["backup", file]).contains("is the data folder the right one?"));
    assert!(!server.data().exists(), "looking for a database makes none");
    assert!(said(&["restore", file]).contains("No such file"));
    fs::write(file, "place,activity\n").unwrap();
    assert!(said(&["restore", file]).contains("no backup of Samvaro"));
    assert!(said(&["restore", file, "--erasures", "/nowhere"]).contains("no backup of Samvaro"));
    assert!(!server.data().exists(), "a file that is refused leaves no database behind");
}
