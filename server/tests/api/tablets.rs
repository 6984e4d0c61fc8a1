use samvaro_core::api::{DeviceList, DeviceReport, Ready, ReadyStep};
use samvaro_core::protocol::{Reason, Slice, Verdict};
use server::access::token::Token;
use server::clock;
use server::store::access::{DeviceId, DeviceState};

use super::house::{HERE, Tablet};
use super::server::Server;

const MONTH_AND_A_DAY_MS: i64 = 31 * 24 * 60 * 60 * 1_000;

#[test]
fn an_old_token_is_renewed_and_a_lost_answer_never_unpairs() {
    let mut server = Server::with_two_places();
    let (browser, pairing) = server.browser().paired(&server, HERE);
    let old = Token::random().unwrap();
    let made_at = clock::now_ms() - MONTH_AND_A_DAY_MS;
    server.behind_its_back(async |store| {
        store.rotate_device_token(DeviceId(pairing.device), &old.sum().0, made_at).await.unwrap();
    });
    let mut browser = browser.moved_to(&server);
    browser.tamper("samvaro-device", |_| old.reveal());

    let mut unlucky = browser.clone();
    let offered = browser.get("/api/v1/device");
    assert_eq!((offered.status, offered.cookies().len()), (200, 1));
    // The answer never arrived at this one.
    for _ in 0..3 {
        assert_eq!(unlucky.get("/api/v1/device").status, 200);
    }
    assert_eq!(browser.get("/api/v1/device").status, 200);
    // Now the new token has been used, and the old one has ended.
    assert_eq!(unlucky.get("/api/v1/device").problem(), "/problem/unpaired");
    assert_eq!(browser.get("/api/v1/device").cookies().len(), 0);
}

#[test]
fn a_young_token_is_left_alone() {
    let server = Server::with_two_places();
    let (mut browser, _) = server.browser().paired(&server, HERE);
    assert!(browser.get("/api/v1/device").cookies().is_empty());
}

#[test]
fn what_a_revoked_tablet_still_has_is_kept_apart_and_it_reads_nothing() {
    let mut server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.tap();
    let device = DeviceId(pairing.device);
    server.behind_its_back(async |store| store.set_device_state(device, DeviceState::Revoked).await.unwrap());
    let mut browser = browser.moved_to(&server);
    assert_eq!(browser.get("/api/v1/device").problem(), "/problem/withdrawn");
    let reply = browser.synced(&tablet.replica.request(clock::now_ms()));
    assert_eq!(reply.refusals[0].verdict, Verdict::Quarantined(Reason::Revoked));
    let shut = |log| (log, Slice::Forbidden);
    let mut slices = reply.slices;
    slices.sort_by_key(|(log, _)| *log != pairing.log);
    assert_eq!(slices, [shut(pairing.log), shut(pairing.shared.unwrap())]);
}

#[test]
fn what_a_tablet_tells_of_itself_is_read_off_by_a_coordinator_the_newest_alone() {
    let server = Server::with_two_places();
    let (mut tablet, _) = server.browser().paired(&server, HERE);
    let mut coordinator = server.browser().signed_in(&server);
    let mut told = |report: &DeviceReport| {
        assert_eq!(&tablet.post("/api/v1/device/report", report).json::<DeviceReport>(), report);
        coordinator.get("/api/v1/devices").json::<DeviceList>().devices.remove(0).report
    };
    let ready = Ready { at: 5, lacks: vec![ReadyStep::Network] };
    let first = DeviceReport { build: "1a2b".to_owned(), oldest_unsent: Some(4), ready: Some(ready) };
    assert_eq!(told(&first).as_ref(), Some(&first));
    let second = DeviceReport { build: "3c4d".to_owned(), ..DeviceReport::default() };
    assert_eq!(told(&second).as_ref(), Some(&second));
    let long = DeviceReport { build: "x".repeat(65), ..DeviceReport::default() };
    assert_eq!(tablet.post("/api/v1/device/report", &long).status, 400);
}
