use std::fs;

use jiff::civil;
use samvaro_core::document::{ProgrammeDocument, Seen};
use samvaro_core::field::{Fields, SlotField};
use samvaro_core::schedule::SlotTime;

use super::house::{HERE, Tablet, first_today, table, today};
use super::server::Server;

fn import(server: &Server, name: &str, text: &str, more: &[&str]) -> (bool, String, String) {
    let file = server.folder().join(name);
    fs::write(&file, text).unwrap();
    let words = [&["import", "programme", file.to_str().unwrap()], more].concat();
    let output = server.command(&words);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_same_file_changes_nothing_the_second_time() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    let before = browser.get(&format!("/api/v1/places/{HERE}/programme")).header("etag").to_owned();
    let (done, said, _) = import(&server, "again.csv", &table(), &[]);
    assert!(done && said.contains("0 things written, 0 new places"), "{said}");
    assert_eq!(browser.get(&format!("/api/v1/places/{HERE}/programme")).header("etag"), before);
}

#[test]
fn what_somebody_has_edited_since_stays_as_they_wanted_it() {
    let server = Server::with_two_places();
    let (mut browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.sync(&mut browser);
    let slot = first_today(&mut browser, HERE).key.slot;
    let time = SlotTime::new(Some(civil::time(10, 30, 0, 0)), None).unwrap();
    tablet.edit(Fields::Slot(slot, vec![SlotField::Time(time)]));
    tablet.sync(&mut browser);
    assert_eq!(first_today(&mut browser, HERE).time, time);
    let (done, said, _) = import(&server, "again.csv", &table(), &[]);
    assert!(done && said.contains("0 things written") && said.contains("1 fields stay"), "{said}");
    assert_eq!(first_today(&mut browser, HERE).time, time);
}

#[test]
fn a_running_server_shows_what_another_process_imported() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    assert!(!browser.get("/").text().contains("Bingo"));
    let (done, ..) = import(
        &server,
        "more.csv",
        &format!("place,activity,date,start\nSolsidan,Bingo,{},14:00\nDalen,Boule,{0},10:00\n", today()),
        &[],
    );
    assert!(done);
    let page = browser.get("/");
    assert!(page.text().contains("Bingo") && page.text().contains("Dalen"));
    let seen: Seen<ProgrammeDocument> =
        browser.get(&format!("/api/v1/places/{HERE}/programme?from={0}&until={0}", today())).json();
    assert_eq!(seen.document.occurrences.len(), 2);
}

#[test]
fn with_a_place_every_row_goes_there_and_it_is_made_if_it_is_new() {
    let mut server = Server::installed();
    let rows = format!("place,activity,date\nA,Bingo,{0}\nB,Boule,{0}\n", today());
    let (done, said, _) = import(&server, "all.csv", &rows, &["--place", "nya-huset", "--org", "Vår kommun"]);
    assert!(done && said.contains("1 new places"), "{said}");
    server.start();
    let page = server.browser().get("/");
    for words in ["Nya huset", "Bingo", "Boule", "Vår kommun"] {
        assert!(page.text().contains(words), "{words} is missing");
    }
}

#[test]
fn what_is_not_understood_is_named_and_the_rest_is_taken() {
    let server = Server::installed();
    let rows = format!("place,activity,date\nSolsidan,Bingo,{}\nSolsidan,Boule,i morgon\n", today());
    let (done, said, complaints) = import(&server, "odd.csv", &rows, &[]);
    assert!(!done);
    assert!(complaints.contains("rad 3"), "{complaints}");
    assert!(said.contains("1 new places"), "{said}");
}

#[test]
fn a_dry_run_needs_no_database() {
    let server = Server::installed();
    let rows = "place,activity,date,start,end\nHuset,Bingo,2026-11-07,10:00,11:00\n";
    let (done, said, _) =
        import(&server, "dry.csv", rows, &["--dry-run", "--from", "2026-11-01", "--until", "2026-11-30"]);
    assert!(done);
    assert_eq!(
        said.trim(),
        r#"{"place":"Huset","activity":"Bingo","start":"2026-11-07T10:00","end":"2026-11-07T11:00","cancelled":false}"#
    );
    assert!(!server.folder().join("data").exists());
}
