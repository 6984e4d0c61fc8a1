//! A server whose clock is wrong, or jumps while tablets count.

use std::fs;
use std::path::{Path, PathBuf};

use super::server::Server;
use super::told::not_tried;
use super::under_load::{count_up, crowd_on};

/// Where Debian puts the library that lies about the time.
const LIBRARY: &str = "faketime/libfaketimeMT.so.1";

fn library() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    folders.map(|folder| folder.join(LIBRARY)).find(|file| file.exists())
}

/// A server whose clock goes by a file.
fn with_clock(file: &Path, shift: &str) -> Option<Server> {
    let library = library()?;
    fs::write(file, shift).unwrap();
    let mut server = Server::installed();
    server.import_two_places();
    server.set("LD_PRELOAD", library.to_str().unwrap());
    server.set("FAKETIME_TIMESTAMP_FILE", file.to_str().unwrap());
    server.set("FAKETIME_NO_CACHE", "1");
    server.set("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    server.start();
    Some(server)
}

fn year(server: &Server) -> String {
    let page = server.browser().get("/healthz");
    page.header("date").to_owned()
}

#[test]
fn a_clock_that_jumps_under_load_loses_nothing_and_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clock");
    let Some(mut server) = with_clock(&file, "+0") else {
        return not_tried(
            "a_clock_that_jumps_under_load_loses_nothing_and_holds_nobody_up",
            "Debian's package libfaketime is not installed",
        );
    };
    let (crowd, mut witness) = crowd_on(&mut server);
    for jump in ["+1h", "-1h", "+3y", "-20y", "+0"] {
        // In one step: whoever reads half a word would take the right time.
        let next = folder.path().join("next");
        fs::write(&next, jump).unwrap();
        fs::rename(&next, &file).unwrap();
        crowd.wait_for(15);
        witness.finds(&crowd.confirmed());
    }
    count_up(crowd, witness);
    assert_eq!(server.stop().code(), Some(0));
}

#[test]
fn a_server_years_behind_takes_everything() {
    let folder = tempfile::tempdir().unwrap();
    let Some(mut server) = with_clock(&folder.path().join("clock"), "-20y") else {
        return not_tried(
            "a_server_years_behind_takes_everything",
            "Debian's package libfaketime is not installed",
        );
    };
    assert!(year(&server).contains("200"), "the clock is as it should be: {}", year(&server));
    let (crowd, witness) = crowd_on(&mut server);
    crowd.wait_for(20);
    count_up(crowd, witness);
}
