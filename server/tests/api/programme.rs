use samvaro_core::document::{PlacesDocument, ProgrammeDocument, Seen};

use super::house::{HERE, Tablet, today};
use super::server::Server;

#[test]
fn a_programme_that_has_not_changed_is_not_sent_again() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    let path = format!("/api/v1/places/{HERE}/programme");
    let first = browser.get(&path);
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"'));
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let again = browser.ask("GET", &path, &[("if-none-match", &known)], Vec::new());
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{known}");
        assert_eq!(again.header("etag"), tag);
    }
    let narrower = browser.get(&format!("{path}?from={0}&until={0}", today()));
    assert_ne!(narrower.header("etag"), tag);
}

#[test]
fn the_public_sees_the_programme_and_no_count() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let path = format!("/api/v1/places/{HERE}/programme?from={0}&until={0}", today());
    let before = browser.get(&path);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.tap();
    tablet.sync(&mut browser);
    let after = server.browser().get(&path);
    assert_eq!(after.header("etag"), before.header("etag"));
    let seen: Seen<ProgrammeDocument> = after.json();
    assert_eq!(seen.document.occurrences.len(), 1);
    let all: Seen<PlacesDocument> = server.browser().get("/api/v1/places").json();
    assert_eq!(all.document.places.len(), 2);
    assert!(!after.text().contains("total") && !after.text().contains("visits"));
}

#[test]
fn days_that_cannot_be_read_are_a_problem_and_not_a_guess() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    let path = format!("/api/v1/places/{HERE}/programme");
    let questions = [
        "from=imorgon",
        "from=2026-13-01",
        "from=2026-11-21&until=2026-11-20",
        "from=2026-01-01&until=2026-12-31",
    ];
    for question in questions {
        let answer = browser.get(&format!("{path}?{question}"));
        assert_eq!((answer.status, answer.problem().as_str()), (400, "/problem/unreadable"), "{question}");
    }
    for nowhere in ["/api/v1/places/ingenstans/programme", "/api/v1/places/..%2F/programme", "/api/v2/places"]
    {
        assert_eq!(browser.get(nowhere).problem(), "/problem/not-found", "{nowhere}");
    }
}

#[test]
fn the_calendar_of_a_place_is_icalendar() {
    let server = Server::with_two_places();
    let answer = server.browser().get(&format!("/plats/{HERE}/kalender.ics"));
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    let text = answer.text();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.contains("SUMMARY:Öppet café\r\n"));
    assert_eq!(server.browser().get("/plats/ingenstans/kalender.ics").status, 404);
}
