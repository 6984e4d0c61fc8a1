//! Visitors' names: nowhere without a decision, and nowhere once their time is up.

use std::fs;
use std::path::Path;

use jiff::{Span, civil::Date};
use samvaro_core::change::{Authored, Body};
use samvaro_core::field::{Fields as Edited, OrganisationField, Put, SignUpDecision};
use samvaro_core::id::{OrganisationId, ReplicaId, SignUpId};
use samvaro_core::personal::{Fields, Personal};
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::sign_up::{Came, SignUp};
use samvaro_core::target::{OccurrenceKey, Target};
use samvaro_core::text::Line;
use server::exchange::{Recording, record};
use server::store::{Owner, Store};
use server::{clock, names};
use uuid::Uuid;

use super::browser::Browser;
use super::house::{HERE, Tablet, today};
use super::server::Server;
use crate::cluster::cluster;

/// Whose name is taken in, and whose is refused for another reason.
const NAMES: [&str; 2] = ["Åsa Öberg", "Märta Ärlig"];
const TABLE: &str = "visitor_name";

/// A server on one of the engines.
struct House {
    server: Server,
    database: Option<String>,
}

impl House {
    fn on_sqlite() -> Self {
        Self { server: Server::installed(), database: None }
    }

    fn on_postgres() -> Self {
        let database = cluster().create();
        let mut server = Server::installed();
        server.set("SAMVARO_DATABASE_URL", &cluster().url(&database));
        Self { server, database: Some(database) }
    }

    fn started(mut self) -> Self {
        self.server.import_two_places();
        self.server.start();
        self
    }

    /// Whether the text stands anywhere: in a file of the server, or in what the database gives.
    fn holds(&self, text: &str) -> bool {
        self.database.as_ref().is_some_and(|database| dump(database).contains(text))
            || in_files(&self.server.data(), text)
    }

    fn has_room(&self) -> bool {
        match &self.database {
            Some(database) => dump(database).contains(TABLE),
            None => in_files(&self.server.data(), &format!("CREATE TABLE {TABLE}")),
        }
    }

    fn decide(&self, decision: Option<SignUpDecision>) {
        self.server.beside_it(async |store| {
            let organisation = organisation(store).await;
            let fields = Edited::Organisation(vec![OrganisationField::SignUps(decision)]);
            let base = store.head(organisation.log()).await.unwrap().map_or(0, |head| head.position);
            let body = Body::Put(Put { fields, base });
            let replica = ReplicaId(Uuid::new_v4());
            let (now, owner) = (clock::now_ms(), Owner::Server);
            let recording = Recording { organisation, replica, owner, now, today: today() };
            let recorded = record(store, &recording, [(organisation.log(), body)]).await.unwrap();
            assert_eq!(recorded.added, 1, "{recorded:?}");
        });
    }

    /// The daily job, as on another day.
    fn keep_names(&self, day: Date) -> usize {
        self.server.beside_it(async |store| {
            let erased = names::erase_due(store, clock::now_ms(), day).await.unwrap();
            store.tend_names(day).await.unwrap();
            erased
        })
    }

    fn tablet(&self) -> (Tablet, Browser) {
        let (mut browser, pairing) = self.server.browser().paired(&self.server, HERE);
        (Tablet::new(&mut browser, &pairing), browser)
    }
}

async fn organisation(store: &dyn Store) -> OrganisationId {
    store.organisations().await.unwrap()[0].id
}

fn decision() -> Option<SignUpDecision> {
    let reference = Line::parse("VON-2026/17 § 4").unwrap();
    Some(SignUpDecision { reference, until: after(100) })
}

fn after(days: i64) -> Date {
    today().checked_add(Span::new().days(days)).unwrap()
}

fn in_files(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().flatten().any(|entry| match entry.file_type().unwrap().is_dir() {
        true => in_files(&entry.path(), text),
        false => {
            let bytes = fs::read(entry.path()).unwrap().to_ascii_uppercase();
            let text = text.as_bytes().to_ascii_uppercase();
            bytes.windows(text.len()).any(|part| part == text)
        }
    })
}

fn dump(database: &str) -> String {
    let dump = cluster().client("pg_dump").args(["--inserts", database]).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    String::from_utf8(dump.stdout).unwrap()
}

fn key(tablet: &Tablet) -> OccurrenceKey {
    match tablet.target {
        Target::Occurrence(key) => key,
        Target::DropIn(..) => panic!("an occurrence"),
    }
}

fn sign_up(tablet: &mut Tablet, name: &str, persons: u32) -> (SignUpId, Authored) {
    let id = SignUpId(Uuid::new_v4());
    let base = tablet.replica.base(tablet.log);
    let body = Body::SignUp(SignUp { id, target: key(tablet), persons, base, late: false });
    let mut authored = tablet.draft(&body);
    let personal =
        Personal { salt: [9; 16], fields: Fields { name: Some(name.into()), ..Fields::default() } };
    authored.change.sealed = Some(personal.seal());
    authored.personal = Some(personal);
    tablet.replica.record(authored.clone());
    (id, authored)
}

fn tick(tablet: &mut Tablet, id: SignUpId, persons: u32) {
    let base = tablet.replica.base(tablet.log);
    let authored = tablet.draft(&Body::Came(Came { id, target: key(tablet), persons, base }));
    tablet.replica.record(authored);
}

fn knows(tablet: &Tablet, name: &str) -> bool {
    format!("{:?}", tablet.replica).contains(name)
}

fn visits(house: &House) -> i64 {
    house.server.beside_it(async |store| {
        let report = store.attendance(organisation(store).await, today(), today()).await.unwrap();
        report.iter().map(|line| line.figures.visits).sum()
    })
}

fn without_a_decision(house: House) {
    let mut house = house.started();
    let (mut tablet, mut browser) = house.tablet();
    let (_, refused) = sign_up(&mut tablet, NAMES[0], 1);
    tablet.sync(&mut browser);
    let verdict = tablet.replica.refused().next().unwrap();
    assert_eq!(verdict.verdict, Verdict::Rejected(Reason::NamesNotDecided));
    assert!(!knows(&tablet, NAMES[0]), "the tablet lets go of it, too");
    let kept =
        house.server.beside_it(async |store| store.refused(organisation(store).await, 9).await.unwrap());
    assert_eq!((&kept[0].authored.change, &kept[0].authored.personal), (&refused.change, &None));
    house.server.stop();
    assert!(!house.holds(NAMES[0]) && !house.server.log().contains(NAMES[0]));
    assert!(!house.has_room(), "there is no table for it");
}

#[test]
fn without_a_decision_a_name_is_kept_nowhere() {
    without_a_decision(House::on_sqlite());
}

#[test]
fn without_a_decision_a_name_is_kept_nowhere_in_postgresql() {
    without_a_decision(House::on_postgres());
}

/// Two names, one of them among the refused, and a backup in which both stand.
fn time_is_up(house: House, fresh: House) {
    let mut house = house.started();
    house.decide(decision());
    assert!(house.has_room());
    let (mut one, mut browser) = house.tablet();
    let (mut other, mut another) = house.tablet();
    let (id, _) = sign_up(&mut one, NAMES[0], 2);
    sign_up(&mut one, NAMES[1], SignUp::MAX_PERSONS + 1);
    one.sync(&mut browser);
    other.sync(&mut another);
    assert!(knows(&other, NAMES[0]) && NAMES.iter().all(|name| house.holds(name)));
    for (tablet, browser) in [(&mut one, &mut browser), (&mut other, &mut another)] {
        tick(tablet, id, 2);
        tablet.sync(browser);
    }
    let file = house.server.folder().join("backup");
    assert!(house.server.command(&["backup", file.to_str().unwrap()]).status.success());

    assert_eq!(house.keep_names(after(13)), 0, "fourteen days have not gone");
    assert_eq!(house.keep_names(after(14)), 2);
    for (tablet, browser) in [(&mut one, &mut browser), (&mut other, &mut another)] {
        tablet.sync(browser);
        assert!(NAMES.iter().all(|name| !knows(tablet, name)) && tablet.visitors() == 2);
    }
    assert_eq!(visits(&house), 2, "two tablets ticked two persons, once");
    house.server.stop();
    assert!(NAMES.iter().all(|name| !house.holds(name) && !house.server.log().contains(name)));
    assert!(house.has_room(), "the decision stands");

    let list = house.server.data().join("erasures.txt");
    let words = ["restore", file.to_str().unwrap(), "--erasures", list.to_str().unwrap()];
    assert!(fresh.server.first_line(&words).ends_with("2 erasures applied"));
    assert!(NAMES.iter().all(|name| !fresh.holds(name)));
    assert_eq!(visits(&fresh), 2);
}

#[test]
fn a_name_whose_time_is_up_is_found_nowhere_and_its_number_stays() {
    time_is_up(House::on_sqlite(), House::on_postgres());
}

#[test]
fn a_name_whose_time_is_up_is_found_nowhere_in_postgresql() {
    time_is_up(House::on_postgres(), House::on_sqlite());
}

fn decision_ends(house: House) {
    let mut house = house.started();
    house.decide(decision());
    let (mut tablet, mut browser) = house.tablet();
    sign_up(&mut tablet, NAMES[0], 1);
    tablet.sync(&mut browser);
    assert!(house.holds(NAMES[0]));
    let file = house.server.folder().join("backup");
    assert!(house.server.command(&["backup", file.to_str().unwrap()]).status.success());
    house.decide(None);
    assert_eq!(house.keep_names(today()), 1);
    tablet.sync(&mut browser);
    assert!(!knows(&tablet, NAMES[0]));
    assert!(tablet.replica.confirmed(tablet.log).unwrap().tally(tablet.target).list.len() == 1);
    sign_up(&mut tablet, NAMES[1], 1);
    tablet.sync(&mut browser);
    house.server.stop();
    assert!(NAMES.iter().all(|name| !house.holds(name)));
    if house.database.is_some() {
        assert!(!house.has_room(), "nor is there a table for one");
    }
}

#[test]
fn when_the_decision_ends_the_names_go_and_their_table_with_them() {
    decision_ends(House::on_sqlite());
}

#[test]
fn when_the_decision_ends_the_names_go_and_their_table_with_them_in_postgresql() {
    decision_ends(House::on_postgres());
}

#[test]
fn a_backup_with_names_is_restored_with_them_where_nothing_was_erased() {
    let house = House::on_sqlite().started();
    house.decide(decision());
    let (mut tablet, mut browser) = house.tablet();
    sign_up(&mut tablet, NAMES[0], 1);
    tablet.sync(&mut browser);
    let file = house.server.folder().join("backup");
    assert!(house.server.command(&["backup", file.to_str().unwrap()]).status.success());
    for fresh in [House::on_sqlite(), House::on_postgres()] {
        fresh.server.first_line(&["restore", file.to_str().unwrap()]);
        let entries =
            fresh.server.beside_it(async |store| store.entries(tablet.log, 0, 1_000).await.unwrap());
        let named = entries.iter().filter(|entry| entry.authored.carries_name()).count();
        assert_eq!(named, 1);
    }
}
