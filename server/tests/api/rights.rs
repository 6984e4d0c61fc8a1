//! The table of rights, row by row, against the running server.

use server::access::rights::{Role, Who};
use server::http::routes::table;
use server::store::access::{DeviceId, DeviceState};

use super::browser::Browser;
use super::house::{HERE, today};
use super::server::Server;

fn browser_of(role: Role, server: &mut Server) -> Browser {
    let browser = server.browser();
    match role {
        Role::Public => browser,
        Role::Tablet => browser.paired(server, HERE).0,
        Role::WithheldTablet => withheld(server),
        Role::NewAccount => browser.let_in(server),
        Role::Coordinator => browser.signed_in(server),
    }
}

fn withheld(server: &mut Server) -> Browser {
    let (browser, pairing) = server.browser().paired(server, HERE);
    let device = DeviceId(pairing.device);
    server
        .behind_its_back(async |store| store.set_device_state(device, DeviceState::Suspended).await.unwrap());
    browser.moved_to(server)
}

fn address(path: &str) -> String {
    let today = today();
    let path = path
        .replace("{device}", "7f5b0f7e-55c4-4f7e-9d0e-0d5d1e1c2b3a")
        .replace("{hash}", &"0".repeat(64))
        .replace("{place}", HERE)
        .replace("{*rest}", "x")
        .replace("{*file}", "x.js");
    if path.ends_with("attendance") { format!("{path}?from={today}&until={today}") } else { path }
}

/// Written down a second time, so that no slip in the table goes unseen.
const GUARDED: [(&str, &str, &[Role]); 19] = [
    ("GET", "/api/v1/device", &[Role::Tablet]),
    ("POST", "/api/v1/device/report", &[Role::Tablet]),
    ("POST", "/api/v1/sync", &[Role::Tablet, Role::WithheldTablet]),
    ("GET", "/api/v1/pages/{hash}", &[Role::Tablet]),
    ("GET", "/api/v1/events", &[Role::Tablet, Role::Coordinator]),
    ("GET", "/api/v1/session", &[Role::NewAccount, Role::Coordinator]),
    ("POST", "/api/v1/session/password", &[Role::NewAccount, Role::Coordinator]),
    ("GET", "/api/v1/attendance", &[Role::Coordinator]),
    ("DELETE", "/api/v1/device", &[Role::Tablet, Role::WithheldTablet]),
    ("GET", "/api/v1/help", &[Role::Coordinator]),
    ("POST", "/api/v1/help/again", &[Role::Coordinator]),
    ("POST", "/api/v1/help/aside", &[Role::Coordinator]),
    ("POST", "/api/v1/rescue/look", &[Role::Coordinator]),
    ("POST", "/api/v1/rescue", &[Role::Coordinator]),
    ("GET", "/api/v1/devices", &[Role::Coordinator]),
    ("POST", "/api/v1/devices/{device}/revoke", &[Role::Coordinator]),
    ("GET", "/api/v1/desk", &[Role::Coordinator]),
    ("GET", "/api/v1/desk/{place}", &[Role::Coordinator]),
    ("POST", "/api/v1/changes", &[Role::Coordinator]),
];

#[test]
fn only_these_routes_are_guarded_and_for_these_people() {
    for row in table() {
        let guarded = GUARDED.iter().find(|(method, path, _)| row.path == *path && row.method == *method);
        let expected = guarded.map_or(&Role::ALL[..], |(_, _, roles)| roles);
        let admitted: Vec<Role> = Role::ALL.into_iter().filter(|role| row.who.admits(*role)).collect();
        assert_eq!(admitted, expected, "{} {}", row.method, row.path);
    }
}

#[test]
fn every_route_answers_whom_the_table_admits_and_nobody_else() {
    for role in Role::ALL {
        // A server for each: choosing a password makes a new account an old one.
        let mut server = Server::with_two_places();
        for row in table() {
            // A stream never ends; it has a test of its own.
            let admitted = row.who.admits(role);
            if row.path == "/api/v1/events" && admitted {
                continue;
            }
            let mut browser = match row.who {
                Who::Anyone => server.browser(),
                _ => browser_of(role, &mut server),
            };
            let headers = [("content-type", "application/json")];
            let answer = browser.ask(row.method.as_str(), &address(row.path), &headers, b"{}".to_vec());
            let told_off = matches!(answer.status, 401 | 403) && row.who != Who::Anyone;
            let what = format!("{} {} as {role:?}: {}", row.method, row.path, answer.status);
            assert_eq!(told_off, !admitted, "{what}");
            assert!(answer.status < 500, "{what}");
            if told_off {
                answer.problem();
            }
        }
    }
}

#[test]
fn a_tablets_cookie_is_no_session_and_a_session_is_no_tablet() {
    let mut server = Server::with_two_places();
    let mut tablet = browser_of(Role::Tablet, &mut server);
    let mut coordinator = browser_of(Role::Coordinator, &mut server);
    assert_eq!(tablet.get("/api/v1/session").status, 401);
    assert_eq!(tablet.get(&address("/api/v1/attendance")).status, 401);
    assert_eq!(coordinator.get("/api/v1/device").status, 401);
}
