use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use samvaro_core::change::Authored;
use samvaro_core::id::{Dot, ReplicaId};
use samvaro_core::pack::Pack;
use samvaro_core::protocol::{MEDIA_TYPE, Reason, Slice, SyncRequest, Verdict};
use server::clock;
use uuid::Uuid;

use super::house::{HERE, THERE, Tablet};
use super::server::Server;

fn zipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_one_tablet_counts_another_reads() {
    let server = Server::with_two_places();
    let (mut one, pairing) = server.browser().paired(&server, HERE);
    let (mut other, _) = server.browser().paired(&server, HERE);
    let mut counting = Tablet::new(&mut one, &pairing);
    for _ in 0..3 {
        counting.tap();
    }
    counting.sync(&mut one);
    let mut reading = Tablet::new(&mut other, &pairing);
    reading.sync(&mut other);
    assert_eq!((counting.visitors(), reading.visitors()), (3, 3));
}

#[test]
fn a_request_that_is_repeated_counts_once() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.tap();
    let request = tablet.replica.request(clock::now_ms());
    let first = browser.synced(&request);
    assert_eq!(first.slices, browser.synced(&request).slices);
    tablet.sync(&mut browser);
    assert_eq!(tablet.visitors(), 1);
}

#[test]
fn a_tablet_neither_reads_nor_writes_the_log_of_another_place() {
    let server = Server::with_two_places();
    let (mut ours, _) = server.browser().paired(&server, HERE);
    let (mut theirs, their_pairing) = server.browser().paired(&server, THERE);
    let mut their_tablet = Tablet::new(&mut theirs, &their_pairing);
    let change = their_tablet.tap();
    their_tablet.sync(&mut theirs);

    let request = their_tablet.replica.request(clock::now_ms());
    let stranger = ReplicaId(Uuid::new_v4());
    let reading = ours.synced(&SyncRequest { replica: stranger, ..request.clone() });
    assert!(reading.slices.contains(&(their_pairing.log, Slice::Forbidden)));

    let mut forged: Authored = change.clone();
    forged.change.dot = Dot { replica: stranger, seq: 1 };
    let push = Pack::of_changes([&forged]);
    let writing = ours.synced(&SyncRequest { replica: stranger, push, ..request.clone() });
    assert_eq!(writing.refusals[0].verdict, Verdict::Rejected(Reason::Forbidden));

    // And nobody writes under another tablet's name.
    let push = Pack::of_changes([&change]);
    assert_eq!(ours.sync(&SyncRequest { push, ..request }).problem(), "/problem/foreign-replica");
    their_tablet.sync(&mut theirs);
    assert_eq!(their_tablet.visitors(), 1);
}

#[test]
fn a_long_request_may_travel_compressed_and_a_bomb_is_refused() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    for _ in 0..500 {
        tablet.tap();
    }
    let body = serde_json::to_vec(&tablet.replica.request(clock::now_ms())).unwrap();
    let gzip = [("content-type", MEDIA_TYPE), ("content-encoding", "gzip")];
    let answer = browser.ask("POST", "/api/v1/sync", &gzip, zipped(&body));
    assert_eq!(answer.status, 200, "{}", answer.text());
    tablet.sync(&mut browser);
    assert_eq!(tablet.visitors(), 500);

    let bomb = zipped(&vec![b' '; 64 * 1024 * 1024]);
    let answer = browser.ask("POST", "/api/v1/sync", &gzip, bomb);
    assert_eq!((answer.status, answer.problem().as_str()), (413, "/problem/too-large"));
    let plain = [("content-type", MEDIA_TYPE)];
    let answer = browser.ask("POST", "/api/v1/sync", &plain, vec![b' '; 5 * 1024 * 1024]);
    assert_eq!(answer.status, 413);
}

#[test]
fn bodies_of_other_kinds_are_refused() {
    let server = Server::with_two_places();
    let (mut browser, _) = server.browser().paired(&server, HERE);
    let mut ask = |kind: &str, encoding: &str, body: &[u8]| {
        let headers = [("content-type", kind), ("content-encoding", encoding)];
        browser.ask("POST", "/api/v1/sync", &headers, body.to_vec())
    };
    assert_eq!(ask("application/json", "identity", b"{}").status, 415);
    assert_eq!(ask(MEDIA_TYPE, "zstd", b"{}").status, 415);
    assert_eq!(ask(MEDIA_TYPE, "gzip", b"{}").status, 400);
    assert_eq!(ask(MEDIA_TYPE, "identity", b"<html>").status, 400);
    assert_eq!(ask(MEDIA_TYPE, "identity", b"{\"v\":99}").problem(), "/problem/unreadable");
}

#[test]
fn a_protocol_that_nobody_speaks_is_named() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    let request = tablet.replica.request(clock::now_ms());
    let answer = browser.sync(&SyncRequest { protocol: 9_999, ..request });
    assert_eq!((answer.status, answer.problem().as_str()), (400, "/problem/unreadable"));
}
