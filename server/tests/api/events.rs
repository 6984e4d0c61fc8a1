use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use samvaro_core::api::Pairing;

use super::browser::Browser;
use super::house::{HERE, THERE, Tablet};
use super::server::Server;

/// A stream of events, read line by line.
pub struct Stream(BufReader<TcpStream>);

impl Stream {
    pub fn open(server: &Server, browser: &Browser) -> Self {
        let mut stream = TcpStream::connect(server.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let cookie = browser.cookie_line();
        let host = server.address();
        write!(stream, "GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n").unwrap();
        Self(BufReader::new(stream))
    }

    /// The next nudge about a place; `None` at the end of the stream.
    pub fn next(&mut self) -> Option<(String, u64)> {
        self.next_of("message")
    }

    /// The next nudge about what the places share; `None` at the end of the stream.
    pub fn next_shared(&mut self) -> Option<(String, u64)> {
        self.next_of("shared")
    }

    fn next_of(&mut self, wanted: &str) -> Option<(String, u64)> {
        let mut kind = "message".to_owned();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(named) = line.trim().strip_prefix("event: ") {
                kind = named.to_owned();
            }
            let Some(data) = line.trim().strip_prefix("data: ") else { continue };
            if std::mem::replace(&mut kind, "message".to_owned()) == wanted {
                let nudge: serde_json::Value = serde_json::from_str(data).unwrap();
                return Some((nudge["log"].as_str().unwrap().to_owned(), nudge["head"].as_u64().unwrap()));
            }
        }
    }
}

/// One visit, counted on a tablet of its own.
pub fn count(server: &Server, place: &str) -> Pairing {
    let (mut browser, pairing) = server.browser().paired(server, place);
    let mut tablet = Tablet::new(&mut browser, &pairing);
    tablet.tap();
    tablet.sync(&mut browser);
    pairing
}

#[test]
fn a_tablet_hears_of_its_own_place_and_of_no_other() {
    let server = Server::with_two_places();
    let (browser, pairing) = server.browser().paired(&server, HERE);
    let mut stream = Stream::open(&server, &browser);
    let (log, head) = stream.next().unwrap();
    assert_eq!(log, pairing.log.to_string());
    count(&server, THERE);
    count(&server, HERE);
    assert_eq!(stream.next(), Some((log, head + 1)));
}

#[test]
fn a_coordinator_hears_of_every_place() {
    let server = Server::with_two_places();
    let mut stream = Stream::open(&server, &server.browser().signed_in(&server));
    assert!(stream.next().is_some() && stream.next().is_some());
    let there = count(&server, THERE);
    assert_eq!(stream.next().unwrap().0, there.log.to_string());
}

#[test]
fn a_stream_ends_when_the_server_stops() {
    let mut server = Server::with_two_places();
    let (browser, _) = server.browser().paired(&server, HERE);
    let mut stream = Stream::open(&server, &browser);
    assert!(stream.next().is_some());
    let begun = std::time::Instant::now();
    assert_eq!(server.stop().code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(5), "the stream held the server up");
    assert_eq!(stream.next(), None);
}
