use std::io::{Read, Write};
use std::net::TcpStream;

use super::house::HERE;
use super::server::Server;

#[test]
fn a_head_without_end_is_refused() {
    let server = Server::with_two_places();
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let host = server.address();
    write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\n").unwrap();
    let mut refused = String::new();
    for _ in 0..100 {
        if write!(stream, "X-Long: {}\r\n", "a".repeat(1_000)).is_err() {
            break;
        }
    }
    let _ = stream.read_to_string(&mut refused);
    assert!(refused.is_empty() || refused.starts_with("HTTP/1.1 431"), "{refused}");
    assert_eq!(server.browser().get("/healthz").status, 200);
}

#[test]
fn short_requests_are_short() {
    let server = Server::with_two_places();
    let long = format!("{{\"code\":\"{}\"}}", "B".repeat(20_000)).into_bytes();
    let headers = [("content-type", "application/json")];
    let answer = server.browser().ask("POST", "/api/v1/pair", &headers, long);
    assert_eq!((answer.status, answer.problem().as_str()), (413, "/problem/too-large"));
}

#[test]
fn another_method_is_a_problem() {
    let server = Server::with_two_places();
    let answer = server.browser().ask("PUT", "/api/v1/pair", &[], Vec::new());
    assert_eq!((answer.status, answer.problem().as_str()), (405, "/problem/wrong-method"));
    assert_eq!(server.browser().ask("TRACE", "/", &[], Vec::new()).status, 405);
}

#[test]
fn figures_about_the_server_are_for_those_who_are_near() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    browser.get(&format!("/plats/{HERE}"));
    let near = browser.get("/metrics");
    assert!(near.text().contains("samvaro_requests_total{route=\"/plats/{place}\",status=\"200\"} 1"));
    let far = browser.ask("GET", "/metrics", &[("x-forwarded-for", "203.0.113.9")], Vec::new());
    assert_eq!(far.status, 404);
}
