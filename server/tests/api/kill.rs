use super::house::{HERE, Tablet};
use super::server::Server;

#[test]
fn what_was_acknowledged_is_there_after_the_server_was_killed() {
    const KILLS: usize = 5;
    const TAPS: i64 = 40;
    let mut server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    for kill in 1..=KILLS {
        for _ in 0..TAPS {
            tablet.tap();
        }
        tablet.sync(&mut browser);
        server.kill();
        server.start();
        browser = browser.moved_to(&server);
        let mut fresh = Tablet::new(&mut browser, &pairing);
        fresh.sync(&mut browser);
        assert_eq!(fresh.visitors(), TAPS * kill as i64);
    }
    tablet.sync(&mut browser);
    assert_eq!(tablet.visitors(), TAPS * KILLS as i64);
}

#[test]
fn asked_to_stop_it_finishes_and_leaves_one_file() {
    let mut server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.tap();
    tablet.sync(&mut browser);
    assert_eq!(server.stop().code(), Some(0));
    let wal = server.folder().join("data/samvaro.sqlite-wal");
    assert!(std::fs::metadata(wal).map_or(0, |meta| meta.len()) == 0, "the log file was not written back");
    server.start();
    let mut browser = browser.moved_to(&server);
    let mut fresh = Tablet::new(&mut browser, &pairing);
    fresh.sync(&mut browser);
    assert_eq!(fresh.visitors(), 1);
}
