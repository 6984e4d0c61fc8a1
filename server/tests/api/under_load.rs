//! Servers and databases that are killed while tablets count: what was confirmed is there, once.

use super::crowd::{Crowd, Witness, rounds};
use super::house::HERE;
use super::server::Server;
use super::told::tell;
use crate::cluster::{Cluster, cluster};

/// Tablets that count at once.
const TABLETS: usize = 4;

/// Exchanges before something happens: a different number each time.
fn some(round: usize) -> u64 {
    1 + (round as u64 * 7) % 23
}

/// Tablets that count on a server that keeps its address, and a witness.
pub fn crowd_on(server: &mut Server) -> (Crowd, Witness) {
    server.stay();
    let (browser, pairing) = server.browser().paired(server, HERE);
    let witness = Witness::new(browser, &pairing);
    let paired = (0..TABLETS).map(|_| server.browser().paired(server, HERE));
    (Crowd::counting(paired.collect()), witness)
}

/// Everybody goes home: all that was counted is in the log, once.
pub fn count_up(crowd: Crowd, mut witness: Witness) {
    let members = crowd.leave();
    witness.finds_all(&members);
}

fn killed_again_and_again(mut server: Server, engine: &str, kills: usize) {
    let (crowd, mut witness) = crowd_on(&mut server);
    for kill in 0..kills {
        crowd.wait_for(some(kill));
        server.kill();
        let confirmed = crowd.confirmed();
        server.start();
        crowd.served_again();
        witness.finds(&confirmed);
    }
    count_up(crowd, witness);
    tell(&format!("{kills} kills of a server on {engine}: nothing confirmed was lost or doubled"));
}

fn on_postgres(cluster: &Cluster) -> Server {
    let mut server = Server::installed();
    server.set("SAMVARO_DATABASE_URL", &cluster.url(&cluster.create()));
    server.import_two_places();
    server.start();
    server
}

#[test]
fn killed_under_load_the_server_loses_and_doubles_nothing() {
    killed_again_and_again(Server::with_two_places(), "SQLite", rounds(10, 1_000));
}

#[test]
fn killed_under_load_on_postgresql_it_loses_and_doubles_nothing() {
    killed_again_and_again(on_postgres(cluster()), "PostgreSQL", rounds(10, 1_000));
}

#[test]
fn when_postgresql_is_killed_the_server_turns_tablets_away_and_goes_on_by_itself() {
    let mut cluster = Cluster::start("");
    let mut server = on_postgres(&cluster);
    let (crowd, mut witness) = crowd_on(&mut server);
    for kill in 0..rounds(1, 50) {
        crowd.wait_for(some(kill));
        cluster.kill();
        crowd.wait_until_turned_away(3);
        let confirmed = crowd.confirmed();
        cluster.start_again();
        crowd.wait_for(10);
        witness.finds(&confirmed);
    }
    count_up(crowd, witness);
    assert_eq!(server.stop().code(), Some(0));
}

#[test]
fn asked_to_stop_under_load_it_answers_what_it_took() {
    let mut server = Server::with_two_places();
    let (crowd, mut witness) = crowd_on(&mut server);
    for stop in 0..rounds(5, 200) {
        crowd.wait_for(some(stop));
        assert_eq!(server.stop().code(), Some(0));
        let confirmed = crowd.confirmed();
        server.start();
        crowd.served_again();
        witness.finds(&confirmed);
    }
    count_up(crowd, witness);
}
