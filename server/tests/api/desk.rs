//! A coordinator reads programmes as they stand and writes into them.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use samvaro_core::change::Body;
use samvaro_core::desk::{
    CHANGES_MAX_BODIES, CHANGES_MAX_BYTES, ChangesAnswer, ChangesRequest, DeskDocument,
};
use samvaro_core::field::{Fields, OrganisationField, PlaceField, Put};
use samvaro_core::id::{LogId, OrganisationId, PlaceId};
use samvaro_core::protocol::{Reason, Verdict};
use samvaro_core::text::{Line, Name, Slug};
use server::store::{Owner, Store};
use uuid::Uuid;

use super::browser::{Answer, Browser};
use super::events::Stream;
use super::house::{HERE, Tablet};
use super::server::Server;

fn desk(browser: &mut Browser, place: &str) -> DeskDocument {
    browser.get(&format!("/api/v1/desk/{place}")).json()
}

fn put(fields: Fields, base: u64) -> Body {
    Body::Put(Put { fields, base })
}

fn handover_days(days: u16) -> Body {
    put(Fields::Organisation(vec![OrganisationField::HandoverDays(days)]), 0)
}

fn phone(number: &str, base: u64) -> Body {
    put(Fields::Place(vec![PlaceField::Phone(Line::parse(number).ok())]), base)
}

fn write(browser: &mut Browser, log: LogId, request: Uuid, bodies: Vec<Body>) -> Answer {
    browser.post("/api/v1/changes", &ChangesRequest { log, request, bodies })
}

fn written(browser: &mut Browser, log: LogId, bodies: Vec<Body>) -> ChangesAnswer {
    let answer = write(browser, log, Uuid::new_v4(), bodies);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

#[test]
fn what_places_share_reaches_a_tablet_that_follows_and_cannot_write_it() {
    let server = Server::with_two_places();
    let mut coordinator = server.browser().signed_in(&server);
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.sync(&mut browser);
    let shared = pairing.shared.unwrap();
    let mut stream = Stream::open(&server, &browser);
    assert_eq!(stream.next_shared(), Some((shared.to_string(), 0)));

    let organisation = desk(&mut coordinator, HERE).organisation;
    assert_eq!((organisation.log, organisation.position), (shared, 0));
    assert_eq!(written(&mut coordinator, shared, vec![handover_days(7)]).position, 1);
    assert_eq!(stream.next_shared(), Some((shared.to_string(), 1)));
    tablet.sync(&mut browser);
    let read = |tablet: &Tablet| tablet.replica.confirmed(shared).unwrap().programme.shared().handover_days();
    assert_eq!(read(&tablet), 7);

    let mut forged = tablet.tap();
    forged.change.log = shared;
    forged.change.body = samvaro_core::change::BodyBytes::write(&handover_days(300)).unwrap();
    tablet.replica.record(forged);
    let reply = browser.synced(&tablet.replica.request(server::clock::now_ms()));
    assert_eq!(reply.refusals[0].verdict, Verdict::Rejected(Reason::Forbidden));
    assert_eq!(browser.get("/api/v1/desk").problem(), "/problem/signed-out");
    assert_eq!(coordinator.get("/api/v1/desk").json::<DeskDocument>().organisation.position, 1);
}

#[test]
fn a_request_that_is_sent_twice_is_written_once() {
    let server = Server::with_two_places();
    let mut coordinator = server.browser().signed_in(&server);
    let before = desk(&mut coordinator, HERE).place.unwrap();
    let (request, base) = (Uuid::new_v4(), before.position);
    let bodies = || vec![phone("08-123 45", base)];
    let first: ChangesAnswer = write(&mut coordinator, before.log, request, bodies()).json();
    let again: ChangesAnswer = write(&mut coordinator, before.log, request, bodies()).json();
    assert_eq!((first.position, &first), (base + 1, &again));
    let place = desk(&mut coordinator, HERE).place.unwrap();
    assert_eq!(place.programme.phone().map(Line::as_str), Some("08-123 45"));
    assert_eq!(place.programme.place.contested().count(), 0, "who wrote had seen what stood");

    let other = write(&mut coordinator, before.log, request, vec![phone("08-999 99", base)]);
    assert_eq!((other.status, other.problem()), (409, "/problem/used-request".to_owned()));
    let seen: serde_json::Value = server.browser().get(&format!("/api/v1/places/{HERE}/programme")).json();
    assert_eq!(seen["document"]["place"]["phone"], "08-123 45");
}

#[test]
fn an_edit_that_had_not_seen_a_tablets_is_shown_beside_it() {
    let server = Server::with_two_places();
    let mut coordinator = server.browser().signed_in(&server);
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.sync(&mut browser);
    let seen = desk(&mut coordinator, HERE).place.unwrap().position;
    tablet.edit(Fields::Place(vec![PlaceField::Phone(Line::parse("08-1").ok())]));
    tablet.sync(&mut browser);
    written(&mut coordinator, pairing.log, vec![phone("08-2", seen)]);
    let place = desk(&mut coordinator, HERE).place.unwrap();
    assert_eq!(place.programme.place.contested().count(), 1);
    written(&mut coordinator, pairing.log, vec![phone("08-2", place.position)]);
    assert_eq!(desk(&mut coordinator, HERE).place.unwrap().programme.place.contested().count(), 0);
}

#[test]
fn another_organisations_logs_are_not_there() {
    let mut server = Server::with_two_places();
    let coordinator = server.browser().signed_in(&server);
    let (organisation, place) = (OrganisationId(Uuid::from_u128(0x90)), PlaceId(Uuid::from_u128(0x91)));
    server.behind_its_back(async |store: &dyn Store| {
        store.add_organisation(organisation, &Name::parse("Ekby").unwrap()).await.unwrap();
        store.add_place(organisation, place, &Slug::parse("eken").unwrap()).await.unwrap();
    });
    let mut coordinator = coordinator.moved_to(&server);
    for path in ["/api/v1/desk/eken", "/api/v1/desk/no-such-place", "/api/v1/desk/Ingen%20slug"] {
        assert_eq!(coordinator.get(path).problem(), "/problem/not-found", "{path}");
    }
    for log in [organisation.log(), place.log(), LogId(Uuid::nil())] {
        let answer = write(&mut coordinator, log, Uuid::new_v4(), vec![handover_days(7)]);
        assert_eq!(answer.problem(), "/problem/not-found");
    }
}

#[test]
fn a_request_has_limits_and_counts_nobody() {
    let server = Server::with_two_places();
    let mut coordinator = server.browser().signed_in(&server);
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let tap = Tablet::new(&mut browser, &pairing).tap().change.body.read().unwrap();
    let many = vec![handover_days(7); CHANGES_MAX_BODIES + 1];
    for bodies in [Vec::new(), many, vec![tap]] {
        let answer = write(&mut coordinator, pairing.shared.unwrap(), Uuid::new_v4(), bodies);
        assert_eq!(answer.problem(), "/problem/unreadable");
    }
    let mut zipped = GzEncoder::new(Vec::new(), Compression::fast());
    zipped.write_all(&vec![b' '; CHANGES_MAX_BYTES + 1]).unwrap();
    let headers = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let long = coordinator.ask("POST", "/api/v1/changes", &headers, zipped.finish().unwrap());
    assert_eq!(long.problem(), "/problem/too-large");
    let wrong = coordinator.ask("POST", "/api/v1/changes", &[("content-type", "text/plain")], b"{}".to_vec());
    assert_eq!(wrong.problem(), "/problem/wrong-media-type");
}

#[test]
fn what_is_written_bears_the_account_and_is_kept_when_it_is_refused() {
    let mut server = Server::with_two_places();
    let mut coordinator = server.browser().signed_in(&server);
    let organisation = coordinator.get("/api/v1/desk").json::<DeskDocument>().organisation.log;
    let request = ChangesRequest {
        log: organisation,
        request: Uuid::new_v4(),
        bodies: vec![handover_days(7), handover_days(0)],
    };
    let answer: ChangesAnswer = coordinator.post("/api/v1/changes", &request).json();
    assert_eq!((answer.position, answer.refusals.len(), answer.refusals[0].seq), (1, 1, 2));
    let owner = OrganisationId(organisation.0);
    let facts = server.behind_its_back(async |store: &dyn Store| {
        store.replica(owner, request.replica(owner)).await.unwrap()
    });
    assert!(matches!(facts.unwrap().owner, Owner::Account(_)));
}
