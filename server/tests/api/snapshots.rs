use samvaro_core::protocol::Slice;
use samvaro_core::snapshot::{PAGE_MEDIA_TYPE, Snapshot, page_hash};
use server::clock;

use super::browser::Browser;
use super::house::{HERE, THERE, Tablet};
use super::server::Server;

const TAPS: usize = 600;

/// A place whose log is long enough for a snapshot.
fn counted(server: &Server) {
    let (mut browser, pairing) = server.browser().paired(server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    for _ in 0..TAPS {
        tablet.tap();
    }
    tablet.sync(&mut browser);
}

fn offered(browser: &mut Browser, tablet: &mut Tablet) -> Snapshot {
    let reply = browser.synced(&tablet.replica.request(clock::now_ms()));
    let snapshot = reply.slices.iter().find_map(|(_, slice)| match slice {
        Slice::Snapshot(snapshot) => Some(snapshot.clone()),
        _ => None,
    });
    snapshot.unwrap_or_else(|| panic!("no snapshot: {reply:?}"))
}

#[test]
fn a_new_tablet_fetches_pages_and_is_up_to_date() {
    let server = Server::with_two_places();
    counted(&server);
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    let snapshot = offered(&mut browser, &mut tablet);
    let mut pages = Vec::new();
    for hash in &snapshot.pages {
        let answer = browser.get(&format!("/api/v1/pages/{hash}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, PAGE_MEDIA_TYPE));
        assert_eq!(answer.header("cache-control"), "private, max-age=31536000, immutable");
        pages.push(answer.text().to_owned());
    }
    assert!(pages.iter().zip(&snapshot.pages).all(|(page, hash)| page_hash(page) == *hash));
    let writes = tablet.replica.begin(tablet.log, snapshot, pages).unwrap();
    tablet.replica.commit(writes);
    tablet.sync(&mut browser);
    assert_eq!(tablet.visitors(), TAPS as i64);
}

/// I12: not to be told from a page that never was.
#[test]
fn a_page_of_another_place_is_not_found() {
    let server = Server::with_two_places();
    counted(&server);
    let (mut ours, pairing) = server.browser().paired(&server, HERE);
    let snapshot =
        offered(&mut ours, &mut Tablet::new(&mut server.browser().paired(&server, HERE).0, &pairing));
    let path = format!("/api/v1/pages/{}", snapshot.pages[0]);
    assert_eq!(ours.get(&path).status, 200);
    let (mut theirs, _) = server.browser().paired(&server, THERE);
    assert_eq!(theirs.get(&path).problem(), "/problem/not-found");
    assert_eq!(theirs.get(&format!("/api/v1/pages/{}", "0".repeat(64))).problem(), "/problem/not-found");
    assert_eq!(theirs.get("/api/v1/pages/x").problem(), "/problem/not-found");
    assert_eq!(server.browser().get(&path).status, 401);
}
