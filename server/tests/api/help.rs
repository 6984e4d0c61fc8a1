//! Refused changes and tablets, as a coordinator sees them.

use samvaro_core::api::{DeviceList, Trust};
use samvaro_core::help::{HelpRequest, HelpWanted, HelpWhat, Helped};
use samvaro_core::protocol::{Reason, Verdict};
use server::clock;

use super::browser::Browser;
use super::house::{HERE, THERE, Tablet};
use super::server::Server;

fn wanted(browser: &mut Browser) -> HelpWanted {
    browser.get("/api/v1/help").json()
}

fn devices(browser: &mut Browser) -> DeviceList {
    browser.get("/api/v1/devices").json()
}

#[test]
fn b20_a_tablet_that_is_taken_away_hands_in_and_forgets_and_a_coordinator_takes_over() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut coordinator = server.browser().signed_in(&server);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.tap();
    tablet.tap();
    assert_eq!(browser.ask("DELETE", "/api/v1/device", &[], Vec::new()).problem(), "/problem/still-paired");

    let listed = devices(&mut coordinator).devices.remove(0);
    assert_eq!((listed.id, listed.place.as_str(), listed.trust), (pairing.device, "Solsidan", Trust::Active));
    let path = format!("/api/v1/devices/{}/revoke", pairing.device);
    assert_eq!(coordinator.ask("POST", &path, &[], Vec::new()).status, 204);
    assert_eq!(devices(&mut coordinator).devices[0].trust, Trust::Revoked);

    let reply = browser.synced(&tablet.replica.request(clock::now_ms()));
    assert_eq!(reply.refusals.len(), 2);
    assert_eq!(browser.get("/api/v1/device").problem(), "/problem/withdrawn");
    let farewell = browser.ask("DELETE", "/api/v1/device", &[], Vec::new());
    assert_eq!((farewell.status, browser.cookie_names().len()), (204, 0));
    assert_eq!(farewell.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");

    let place = wanted(&mut coordinator).places.remove(0);
    assert_eq!((place.name.as_deref(), place.waiting), (Some("Solsidan"), 2));
    let first = &place.changes[0];
    assert_eq!(first.verdict, Verdict::Quarantined(Reason::Revoked));
    assert_eq!(first.tablet.as_deref(), Some(listed.name.as_str()));
    assert!(matches!(&first.what, HelpWhat::Count(count) if count.name.as_deref() == Some("Öppet café")));
    let request = HelpRequest { log: place.log, aside: false };
    let helped: Helped = coordinator.post("/api/v1/help/again", &request).json();
    assert_eq!((helped.taken, helped.left), (2, 0));
    assert!(wanted(&mut coordinator).places.is_empty());
    let (mut other, pairing) = server.browser().paired(&server, HERE);
    let mut reading = Tablet::new(&mut other, &pairing);
    reading.sync(&mut other);
    assert_eq!(reading.visitors(), 2);
}

#[test]
fn a_coordinator_takes_away_only_tablets_that_there_are() {
    let server = Server::with_two_places();
    let mut coordinator = server.browser().signed_in(&server);
    for id in ["7f5b0f7e-55c4-4f7e-9d0e-0d5d1e1c2b3a", "x"] {
        let path = format!("/api/v1/devices/{id}/revoke");
        assert_eq!(coordinator.ask("POST", &path, &[], Vec::new()).problem(), "/problem/not-found");
    }
}

#[test]
fn what_is_put_aside_is_counted_and_no_longer_asked_about() {
    let server = Server::with_two_places();
    let mut coordinator = server.browser().signed_in(&server);
    let (mut theirs, their_pairing) = server.browser().paired(&server, THERE);
    let mut tablet = Tablet::new(&mut theirs, &their_pairing);
    tablet.tap();
    let (mut ours, _) = server.browser().paired(&server, HERE);
    ours.synced(&tablet.replica.request(clock::now_ms()));
    let place = wanted(&mut coordinator).places.remove(0);
    assert_eq!((place.waiting, place.aside), (1, 0));
    let request = HelpRequest { log: place.log, aside: false };
    let helped: Helped = coordinator.post("/api/v1/help/aside", &request).json();
    assert_eq!(helped.aside, 1);
    let place = wanted(&mut coordinator).places.remove(0);
    assert_eq!((place.waiting, place.aside, place.changes.len()), (0, 1, 0));
    let again = HelpRequest { aside: true, ..request };
    assert_eq!(coordinator.post("/api/v1/help/again", &again).json::<Helped>().taken, 1);
}

#[test]
fn tablets_are_listed_and_taken_away_by_command() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let line = server.first_line(&["devices"]);
    assert!(line.contains(&pairing.device.to_string()) && line.contains("active"), "{line}");
    let name = line.rsplit("  ").next().unwrap();
    assert_eq!(server.first_line(&["revoke", name]), format!("{name} is taken away"));
    assert!(server.first_line(&["devices"]).contains("revoked"));
    assert_eq!(browser.get("/api/v1/device").problem(), "/problem/withdrawn");
    assert!(!server.command(&["revoke", "platta xyz"]).status.success());
}
