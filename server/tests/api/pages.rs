use super::house::{HERE, THERE};
use super::server::Server;

#[test]
fn the_first_page_is_whole_before_any_script_has_run() {
    let server = Server::with_two_places();
    let answer = server.browser().get("/");
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    for words in ["Solsidan", "Berget", "Öppet café", "Sångstund"] {
        assert!(answer.text().contains(words), "{words} is missing");
    }
}

#[test]
fn a_place_has_a_page_and_other_addresses_have_none() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    assert!(browser.get(&format!("/plats/{HERE}")).text().contains("Öppet café"));
    assert!(browser.get(&format!("/plats/{THERE}?vecka=2026-V48")).text().contains("Berget"));
    for missing in ["/plats/ingenstans", "/nej", "/plats"] {
        let answer = browser.get(missing);
        assert_eq!(answer.status, 404, "{missing}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{missing}");
    }
}

#[test]
fn every_page_has_a_nonce_of_its_own() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    let mut nonces: Vec<String> = Vec::new();
    for _ in 0..2 {
        let answer = browser.get("/");
        let policy = answer.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        assert!(answer.text().contains(&format!("nonce=\"{nonce}\"")));
        nonces.push(nonce);
    }
    assert_ne!(nonces[0], nonces[1]);
}

#[test]
fn the_pages_of_staff_and_coordinators_are_the_empty_shell() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    for (address, pages) in [
        ("/skal", &[][..]),
        ("/skal/personal", &["/personal", "/personal/dag/2026-11-21"]),
        ("/skal/program", &["/personal/program", "/personal/program/ny", "/personal/plattan"]),
        ("/skal/samordning", &["/samordning", "/samordning/platser"]),
    ] {
        let shell = browser.get(address);
        assert_eq!(shell.status, 200);
        assert!(!shell.header("content-security-policy").contains("nonce"));
        assert!(!shell.text().contains("nonce") && !shell.text().contains("data-rendered"));
        assert!(shell.text().contains("<body></body>"));
        for page in pages {
            assert_eq!(browser.get(page).bytes, shell.bytes, "{page}");
        }
    }
}

#[test]
fn a_page_carries_what_it_was_rendered_from() {
    let server = Server::with_two_places();
    let answer = server.browser().get(&format!("/plats/{HERE}"));
    let text = answer.text();
    assert!(text.contains("<title>") && text.contains("Solsidan"), "{text}");
    let data = text.split("id=\"page-data\">").nth(1).unwrap().split("</script>").next().unwrap();
    let page: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(page["Place"]["slug"], HERE);
}

#[test]
fn before_the_first_import_the_first_page_is_empty_and_works() {
    let mut server = Server::installed();
    server.start();
    assert_eq!(server.browser().get("/").status, 200);
    assert_eq!(server.browser().get("/healthz").status, 200);
}
