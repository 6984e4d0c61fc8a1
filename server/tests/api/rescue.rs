//! The file that a tablet saved, brought by a coordinator or by command.

use std::fs;

use samvaro_core::rescue::{FILE_MAX_BYTES, RescueReport};

use super::browser::{Answer, Browser};
use super::house::{HERE, Tablet};
use super::server::Server;

const JSON: (&str, &str) = ("content-type", "application/json");

fn saved(tablet: &Tablet) -> Vec<u8> {
    let outbox: Vec<_> = tablet.replica.outbox().collect();
    let outbox = serde_json::to_string(&outbox).unwrap();
    format!(r#"{{"format":"samvaro-unsent-1","outbox":{outbox},"refused":[]}}"#).into_bytes()
}

fn bring(browser: &mut Browser, path: &str, file: &[u8]) -> Answer {
    browser.ask("POST", path, &[JSON], file.to_vec())
}

#[test]
fn a_file_is_looked_at_then_taken_in_and_the_tablet_that_comes_back_adds_nothing() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut coordinator = server.browser().signed_in(&server);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    (0..3).for_each(|_| drop(tablet.tap()));
    let file = saved(&tablet);
    let looked: RescueReport = bring(&mut coordinator, "/api/v1/rescue/look", &file).json();
    assert_eq!((looked.places[0].name.as_str(), looked.places[0].visitors), ("Solsidan", 3));
    for (known, taken) in [(0, 3), (3, 0)] {
        let report: RescueReport = bring(&mut coordinator, "/api/v1/rescue", &file).json();
        assert_eq!((report.places[0].known, report.places[0].taken), (known, taken));
    }
    tablet.sync(&mut browser);
    assert_eq!(tablet.visitors(), 3);
    assert!(!server.log().contains("samvaro-unsent") && !server.log().contains("DropIn"));
}

#[test]
fn a_file_that_is_none_is_refused_in_words_and_nothing_is_stored() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut coordinator = server.browser().signed_in(&server);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.tap();
    let file = saved(&tablet);
    let text = String::from_utf8(file.clone()).unwrap();
    let elsewhere = text.replace(&pairing.log.to_string(), "7f5b0f7e-55c4-4f7e-9d0e-0d5d1e1c2b3a");
    let cases: [(Vec<u8>, &str); 4] = [
        (file[..file.len() - 9].to_vec(), "Filen är inte hel"),
        (b"plats;antal\nHatten;3\n".to_vec(), "ingen fil som en platta har sparat"),
        (text.replace("unsent-1", "unsent-2").into_bytes(), "ingen fil som en platta har sparat"),
        (elsewhere.into_bytes(), "annan organisations"),
    ];
    for (file, words) in cases {
        for path in ["/api/v1/rescue/look", "/api/v1/rescue"] {
            let answer = bring(&mut coordinator, path, &file);
            assert!(answer.status == 400 && answer.text().contains(words), "{words}: {}", answer.text());
        }
    }
    let answer = bring(&mut coordinator, "/api/v1/rescue", &vec![b' '; FILE_MAX_BYTES + 1]);
    assert_eq!(answer.problem(), "/problem/too-large");
    assert_eq!(coordinator.get("/api/v1/help").text(), r#"{"places":[]}"#);
    let mut reader = Tablet::new(&mut browser, &pairing);
    reader.sync(&mut browser);
    assert_eq!(reader.visitors(), 0);
}

#[test]
fn a_file_is_taken_in_by_command_once() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    (0..2).for_each(|_| drop(tablet.tap()));
    let path = server.folder().join("unsent.json");
    fs::write(&path, saved(&tablet)).unwrap();
    let file = path.to_str().unwrap();
    let dry = server.first_line(&["import", "unsent", file, "--dry-run"]);
    assert_eq!(dry, "Solsidan: 2 changes, 2 visitors, 0 known already");
    for said in ["0 known already, 2 taken in", "2 known already, 0 taken in"] {
        let line = server.first_line(&["import", "unsent", file]);
        assert!(line.contains(said), "{line}");
    }
    tablet.sync(&mut browser);
    assert_eq!(tablet.visitors(), 2);
    fs::write(&path, "{\"format\":").unwrap();
    let torn = server.command(&["import", "unsent", file]);
    assert!(!torn.status.success() && String::from_utf8_lossy(&torn.stderr).contains("not whole"));
}
