//! Two servers, each with a data folder of its own, on one PostgreSQL database.

use super::events::{Stream, count};
use super::house::{HERE, THERE, Tablet};
use super::server::Server;
use crate::cluster::cluster;

fn two_servers() -> [Server; 2] {
    let database = cluster().url(&cluster().create());
    let mut servers = [Server::installed(), Server::installed()];
    for server in &mut servers {
        server.set("SAMVARO_DATABASE_URL", &database);
    }
    servers[0].import_two_places();
    for server in &mut servers {
        server.start();
    }
    servers
}

#[test]
fn a_push_to_one_server_is_heard_on_the_other() {
    let [one, other] = two_servers();
    let (browser, pairing) = one.browser().paired(&one, HERE);
    let mut stream = Stream::open(&other, &browser.moved_to(&other));
    let (log, head) = stream.next().unwrap();
    assert_eq!(log, pairing.log.to_string());
    count(&one, THERE);
    count(&one, HERE);
    assert_eq!(stream.next(), Some((log.clone(), head + 1)));
    count(&other, HERE);
    assert_eq!(stream.next(), Some((log, head + 2)));
}

#[test]
fn a_tablet_goes_on_with_the_other_server_when_its_own_is_killed() {
    let [mut one, other] = two_servers();
    let (mut browser, pairing) = one.browser().paired(&one, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.tap();
    tablet.sync(&mut browser);
    tablet.tap();
    one.kill();
    let mut browser = browser.moved_to(&other);
    tablet.sync(&mut browser);
    assert_eq!(tablet.visitors(), 2);
}

#[test]
fn a_server_on_postgresql_stops_when_it_is_asked_to() {
    let [mut one, other] = two_servers();
    assert_eq!(one.stop().code(), Some(0));
    assert_eq!(other.browser().get("/healthz").status, 200);
}
