use samvaro_core::api::{PairRequest, Pairing};
use samvaro_core::pairing::PairingCode;

use super::browser::Browser;
use super::house::{HERE, THERE};
use super::server::Server;

fn try_code(browser: &mut Browser, code: &str) -> u16 {
    browser.post("/api/v1/pair", &PairRequest { code: code.to_owned() }).status
}

/// A code that begins alike and is another.
fn slip(code: &str) -> String {
    let last = if code.ends_with('B') { 'C' } else { 'B' };
    format!("{}{last}", &code[..code.len() - 1])
}

#[test]
fn a_code_works_once_however_it_is_typed() {
    let server = Server::with_two_places();
    let code = server.first_line(&["pair", "--place", HERE]);
    let mut browser = server.browser();
    assert_eq!(try_code(&mut browser, &code.to_lowercase().replace('-', " ")), 200);
    let pairing: Pairing = browser.get("/api/v1/device").json();
    assert_eq!((pairing.slug.as_str(), pairing.name.as_str()), (HERE, "Solsidan"));
    assert_eq!(try_code(&mut server.browser(), &code), 403);
}

#[test]
fn the_link_carries_the_code_where_no_log_sees_it() {
    let server = Server::with_two_places();
    let output = server.command(&["pair", "--place", HERE]);
    let printed = String::from_utf8(output.stdout).unwrap();
    let code = printed.lines().next().unwrap();
    assert!(PairingCode::parse(code).is_ok());
    assert!(printed.lines().nth(1).unwrap().ends_with(&format!("/personal#kod={code}")), "{printed}");
    assert!(!server.command(&["pair", "--place", "ingenstans"]).status.success());
}

#[test]
fn five_wrong_tries_burn_a_code_and_no_other() {
    let server = Server::with_two_places();
    let code = server.first_line(&["pair", "--place", HERE]);
    let other = server.first_line(&["pair", "--place", THERE]);
    let mut browser = server.browser();
    for _ in 0..PairingCode::MAX_TRIES {
        assert_eq!(try_code(&mut browser, &slip(&code)), 403);
    }
    assert_eq!(try_code(&mut browser, &code), 403);
    assert_eq!(try_code(&mut browser, &other), 200);
}

#[test]
fn four_wrong_tries_do_not() {
    let server = Server::with_two_places();
    let code = server.first_line(&["pair", "--place", HERE]);
    let mut browser = server.browser();
    for _ in 1..PairingCode::MAX_TRIES {
        assert_eq!(try_code(&mut browser, &slip(&code)), 403);
    }
    assert_eq!(try_code(&mut browser, &code), 200);
}

#[test]
fn whoever_guesses_is_slowed_down() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    let answers: Vec<_> = (0..12)
        .map(|_| browser.post("/api/v1/pair", &PairRequest { code: "BCDF-GHJK".to_owned() }))
        .collect();
    let last = answers.last().unwrap();
    assert_eq!((last.status, last.problem().as_str()), (429, "/problem/too-often"));
    assert!(last.header("retry-after").parse::<u64>().unwrap() > 0);
    assert_eq!(answers[0].status, 403);
}

#[test]
fn at_most_five_codes_wait_at_a_time() {
    let server = Server::with_two_places();
    for _ in 0..5 {
        server.first_line(&["pair", "--place", HERE]);
    }
    assert!(!server.command(&["pair", "--place", THERE]).status.success());
}

#[test]
fn a_pairing_outlives_the_server_and_a_made_up_token_is_worth_nothing() {
    let mut server = Server::with_two_places();
    let (browser, pairing) = server.browser().paired(&server, HERE);
    server.kill();
    server.start();
    let mut browser = browser.moved_to(&server);
    assert_eq!(browser.get("/api/v1/device").json::<Pairing>(), pairing);
    browser.tamper("samvaro-device", |token| token.chars().rev().collect());
    assert_eq!(browser.get("/api/v1/device").problem(), "/problem/unpaired");
}
