//! What a tablet erases is erased everywhere: on the server, in what is restored, on other tablets.

use std::fs;
use std::path::Path;

use samvaro_core::change::{Authored, Body, Erase};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::tally::{Count, Delta};

use super::browser::Browser;
use super::house::{HERE, Tablet};
use super::server::Server;
use crate::cluster::cluster;

/// Whose name is erased, and whose is not: the search must find something.
const TEXTS: [&str; 2] = ["Åsa Öberg kommer på torsdag", "Märta Ärlig kommer på fredag"];

/// A visitor whose name stands beside the tap.
fn named(tablet: &mut Tablet, text: &str) -> Authored {
    let mut authored = tablet.draft(&Body::Count(Count::new(tablet.target, Delta::one())));
    let personal =
        Personal { salt: [9; 16], fields: Fields { text: Some(text.to_owned()), ..Fields::default() } };
    authored.change.sealed = Some(personal.seal());
    authored.personal = Some(personal);
    tablet.replica.record(authored.clone());
    authored
}

fn erase(tablet: &mut Tablet, authored: &Authored) {
    let sealed = authored.change.sealed.into_iter().collect();
    let erasing = tablet.draft(&Body::Erase(Erase { sealed }));
    tablet.replica.record(erasing);
}

/// Every file below a folder, byte by byte.
fn in_files(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| match entry.file_type().unwrap().is_dir() {
        true => in_files(&entry.path(), text),
        false => fs::read(entry.path()).unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes()),
    })
}

/// Everything that PostgreSQL would hand over.
fn in_dump(database: &str, text: &str) -> bool {
    let dump = cluster().client("pg_dump").args(["--inserts", database]).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    String::from_utf8(dump.stdout).unwrap().contains(text)
}

fn knows(tablet: &Tablet, text: &str) -> bool {
    format!("{:?}", tablet.replica).contains(text)
}

struct Scene {
    tablets: [(Tablet, Browser); 2],
    named: Authored,
}

/// Two tablets that have both read two names.
fn scene(server: &Server) -> Scene {
    let paired = || {
        let (mut browser, pairing) = server.browser().paired(server, HERE);
        (Tablet::new(&mut browser, &pairing), browser)
    };
    let [mut one, mut other] = [paired(), paired()];
    let first = named(&mut one.0, TEXTS[0]);
    one.0.sync(&mut one.1);
    named(&mut other.0, TEXTS[1]);
    other.0.sync(&mut other.1);
    assert!(TEXTS.iter().all(|text| knows(&other.0, text)));
    Scene { tablets: [one, other], named: first }
}

/// The first tablet erases the first name, and both read that.
fn erased(scene: &mut Scene) {
    let [one, other] = &mut scene.tablets;
    erase(&mut one.0, &scene.named);
    for (tablet, browser) in [one, other] {
        tablet.sync(browser);
        assert!(!knows(tablet, TEXTS[0]));
        assert!(tablet.replica.confirmed(tablet.log).unwrap().tally(tablet.target).total >= 1);
    }
    assert!(knows(&scene.tablets[1].0, TEXTS[1]));
}

#[test]
fn what_a_tablet_erases_is_in_no_file_and_in_no_restored_backup() {
    let mut server = Server::with_two_places();
    let mut scene = scene(&server);
    let file = server.folder().join("backup");
    assert!(server.command(&["backup", file.to_str().unwrap()]).status.success());
    assert!(in_files(&server.data(), TEXTS[0]), "the search finds it while it is there");
    erased(&mut scene);
    server.stop();
    assert!(!in_files(&server.data(), TEXTS[0]), "neither in the database nor in its log file");
    assert!(in_files(&server.data(), TEXTS[1]));

    let restored = Server::installed();
    let list = server.data().join("erasures.txt");
    let words = ["restore", file.to_str().unwrap(), "--erasures", list.to_str().unwrap()];
    assert!(restored.first_line(&words).ends_with("1 erasures applied"));
    assert!(!in_files(&restored.data(), TEXTS[0]));
    assert!(in_files(&restored.data(), TEXTS[1]));
}

#[test]
fn what_a_tablet_erases_is_in_no_table_of_postgresql_and_in_no_restored_backup() {
    let installed = |database: &str| {
        let mut server = Server::installed();
        server.set("SAMVARO_DATABASE_URL", &cluster().url(database));
        server
    };
    let (database, fresh) = (cluster().create(), cluster().create());
    let mut server = installed(&database);
    server.import_two_places();
    server.start();
    let mut scene = scene(&server);
    let file = server.folder().join("backup");
    assert!(server.command(&["backup", file.to_str().unwrap()]).status.success());
    assert!(in_dump(&database, TEXTS[0]), "the search finds it while it is there");
    erased(&mut scene);
    assert!(!in_dump(&database, TEXTS[0]));
    assert!(in_dump(&database, TEXTS[1]));

    let restored = installed(&fresh);
    let list = server.data().join("erasures.txt");
    let words = ["restore", file.to_str().unwrap(), "--erasures", list.to_str().unwrap()];
    assert!(restored.first_line(&words).ends_with("1 erasures applied"));
    assert!(!in_dump(&fresh, TEXTS[0]));
    assert!(in_dump(&fresh, TEXTS[1]));
}

/// A tablet that was away meanwhile offers it again, and it is not taken back.
#[test]
fn what_was_erased_does_not_come_back_with_a_tablet_that_had_not_heard() {
    let mut server = Server::with_two_places();
    let Scene { tablets: [mut one, mut other], named } = scene(&server);
    let file = server.folder().join("backup");
    assert!(server.command(&["backup", file.to_str().unwrap()]).status.success());
    erase(&mut other.0, &named);
    other.0.sync(&mut other.1);
    server.stop();
    let mut restored = Server::installed();
    let list = server.data().join("erasures.txt");
    restored.first_line(&["restore", file.to_str().unwrap(), "--erasures", list.to_str().unwrap()]);
    restored.start();
    one.1 = one.1.moved_to(&restored);
    assert!(knows(&one.0, TEXTS[0]), "it has not heard");
    one.0.sync(&mut one.1);
    assert!(!knows(&one.0, TEXTS[0]), "its log shows the change without the name");
    restored.stop();
    assert!(!in_files(&restored.data(), TEXTS[0]));
}
