use samvaro_core::api::Session;
use samvaro_core::attendance::AttendanceReport;
use serde_json::json;

use super::browser::{Browser, PASSWORD};
use super::house::{HERE, Tablet, today};
use super::server::Server;

const EMAIL: &str = "greta@kommunen.example";

fn year() -> String {
    format!("/api/v1/attendance?from={0}&until={0}", today())
}

fn sign_in(browser: &mut Browser, email: &str, password: &str) -> super::browser::Answer {
    browser.post("/api/v1/session", &json!({"email": email, "password": password}))
}

#[test]
fn a_link_lets_in_once_and_a_password_comes_before_any_figure() {
    let server = Server::with_two_places();
    let link = server.first_line(&["account", "add", EMAIL]);
    assert!(link.contains("/samordning#lank="));
    let body = json!({"token": link.split_once("#lank=").unwrap().1});
    let mut browser = server.browser();
    let session: Session = browser.post("/api/v1/session/link", &body).json();
    assert!(session.needs_password);
    assert_eq!(server.browser().post("/api/v1/session/link", &body).problem(), "/problem/wrong-link");
    assert_eq!(browser.get(&year()).problem(), "/problem/needs-password");
    for weak in ["kort", "greta@kommunen.example", "aaaaaaaaaaaaaaaa"] {
        let answer = browser.post("/api/v1/session/password", &json!({"password": weak}));
        assert_eq!((answer.status, answer.problem().as_str()), (422, "/problem/weak-password"), "{weak}");
    }
    let chosen = browser.post("/api/v1/session/password", &json!({"password": PASSWORD}));
    assert!(!chosen.json::<Session>().needs_password);
    assert_eq!(browser.get(&year()).status, 200);
}

#[test]
fn a_coordinator_signs_in_and_out() {
    let server = Server::with_two_places();
    let mut first = server.browser().signed_in(&server);
    let mut second = server.browser();
    assert_eq!(sign_in(&mut second, " Greta@Kommunen.example ", PASSWORD).json::<Session>().email, EMAIL);
    assert_eq!(second.get("/api/v1/session").status, 200);
    let before = second.clone();
    assert_eq!(second.ask("DELETE", "/api/v1/session", &[], Vec::new()).status, 204);
    assert!(second.cookie_names().is_empty());
    let mut thief = before;
    assert_eq!(thief.get("/api/v1/session").problem(), "/problem/signed-out");
    assert_eq!(first.get("/api/v1/session").status, 200);
}

#[test]
fn a_new_password_ends_all_other_sessions() {
    let server = Server::with_two_places();
    let mut one = server.browser().signed_in(&server);
    let mut other = server.browser();
    sign_in(&mut other, EMAIL, PASSWORD);
    let new = json!({"password": "nio gröna äpplen till"});
    assert_eq!(one.post("/api/v1/session/password", &new).status, 200);
    assert_eq!(one.get("/api/v1/session").status, 200);
    assert_eq!(other.get("/api/v1/session").problem(), "/problem/signed-out");
    assert_eq!(sign_in(&mut other, EMAIL, PASSWORD).status, 401);
}

#[test]
fn nobody_learns_whether_an_account_exists() {
    let server = Server::with_two_places();
    server.browser().signed_in(&server);
    server.first_line(&["account", "add", "ny@kommunen.example"]);
    let mut browser = server.browser();
    let wrong = sign_in(&mut browser, EMAIL, "inte det lösenordet");
    for (email, password) in [("ingen@kommunen.example", PASSWORD), ("ny@kommunen.example", ""), ("", "")] {
        let answer = sign_in(&mut browser, email, password);
        assert_eq!((answer.status, &answer.bytes), (wrong.status, &wrong.bytes), "{email}");
    }
}

#[test]
fn whoever_guesses_passwords_is_slowed_down() {
    let server = Server::with_two_places();
    server.browser().signed_in(&server);
    let mut browser = server.browser();
    let statuses: Vec<u16> =
        (0..10).map(|_| sign_in(&mut browser, EMAIL, "fel igen, som vanligt").status).collect();
    assert_eq!(statuses.first(), Some(&401));
    assert_eq!(statuses.last(), Some(&429));
}

#[test]
fn a_session_cannot_claim_to_be_younger() {
    let server = Server::with_two_places();
    let mut browser = server.browser().signed_in(&server);
    browser.tamper("samvaro-session", |token| {
        let (secret, began) = token.split_once('.').unwrap();
        format!("{secret}.{}", began.parse::<i64>().unwrap() + 1_000)
    });
    assert_eq!(browser.get("/api/v1/session").problem(), "/problem/signed-out");
}

#[test]
fn what_was_counted_is_in_the_report() {
    let server = Server::with_two_places();
    let (mut tablet_browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut tablet_browser, &pairing);
    for _ in 0..7 {
        tablet.tap();
    }
    tablet.sync(&mut tablet_browser);
    let mut browser = server.browser().signed_in(&server);
    let report: AttendanceReport = browser.get(&year()).json();
    assert_eq!(report.places.len(), 2);
    let here = report.sum(|line| line.place == pairing.place);
    assert_eq!((here.visits, here.counted, here.held), (7, 1, 1));
    for wrong in
        ["", "?from=2026-01-01", "?from=2026-02-01&until=2026-01-01", "?from=2020-01-01&until=2026-01-01"]
    {
        assert_eq!(browser.get(&format!("/api/v1/attendance{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn the_report_says_what_is_an_estimate_until_somebody_takes_it_back() {
    let server = Server::with_two_places();
    let (mut tablet_browser, pairing) = server.browser().paired(&server, HERE);
    let mut tablet = Tablet::new(&mut tablet_browser, &pairing);
    let mut desk = server.browser().signed_in(&server);
    let mut estimates = || {
        let answer = desk.get(&year());
        let said = answer.text().contains("\"estimates\":1");
        let report: AttendanceReport = answer.json();
        (said, report.sum(|line| line.place == pairing.place).estimates)
    };
    tablet.tap();
    let guess = tablet.guess();
    tablet.sync(&mut tablet_browser);
    assert_eq!(estimates(), (true, 1));
    tablet.take_back(&guess);
    tablet.sync(&mut tablet_browser);
    assert_eq!(estimates(), (false, 0), "nothing is said where there is none");
}

#[test]
fn where_the_world_can_reach_it_a_password_alone_is_not_enough() {
    let mut server = Server::installed();
    server.import_two_places();
    server.set("SAMVARO_PUBLIC_URL", "https://samvaro.kommunen.example");
    let link = server.first_line(&["account", "add", EMAIL]);
    let token = json!({"token": link.split_once("#lank=").unwrap().1});
    let listening = start_behind_a_proxy(&mut server);
    let mut browser = Browser::new(&listening);
    assert_eq!(browser.post("/api/v1/session/link", &token).problem(), "/problem/needs-second-factor");
    assert_eq!(sign_in(&mut browser, EMAIL, PASSWORD).problem(), "/problem/needs-second-factor");
    server.stop();

    server.set("SAMVARO_ALLOW_PASSWORD_ONLY", "true");
    let listening = start_behind_a_proxy(&mut server);
    let mut browser = Browser::new(&listening);
    let answer = browser.post("/api/v1/session/link", &token);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let cookie = &answer.cookies()[0];
    assert!(cookie.starts_with("__Host-samvaro-session=") && cookie.contains("; Secure"), "{cookie}");
    assert!(browser.get("/").header("strict-transport-security").contains("max-age=63072000"));
    assert_eq!(browser.get("/api/v1/session").status, 200);
}

/// The server says its public address; where it listens stands in its log.
fn start_behind_a_proxy(server: &mut Server) -> String {
    server.start();
    let log = server.log();
    let line = log.lines().rfind(|line| line.contains("\"serving\"")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    format!("http://{}", line["addr"].as_str().unwrap())
}
