use server::http::routes::table;

use super::house::HERE;
use super::server::Server;

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    let rows = table().into_iter().map(|row| (row.method.to_string(), row.path.replace("{place}", HERE)));
    let others = [("GET".to_owned(), "/nej".to_owned()), ("PUT".to_owned(), "/".to_owned())];
    for (method, path) in rows.chain(others) {
        let answer = browser.ask(&method, &path, &[], Vec::new());
        let what = format!("{method} {path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{what}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{what}");
        assert!(answer.header("permissions-policy").contains("geolocation=()"), "{what}");
        assert!(answer.header("access-control-allow-origin").is_empty(), "{what}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{what}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}");
        if path.starts_with("/api/") {
            assert!(!answer.header("cache-control").is_empty(), "{what}");
        }
    }
}

#[test]
fn what_another_site_asks_for_is_refused() {
    let server = Server::with_two_places();
    let mut browser = server.browser();
    let own = server.url().to_owned();
    let ours: [&[(&str, &str)]; 2] = [&[("origin", &own), ("sec-fetch-site", "same-origin")], &[]];
    let theirs: [&[(&str, &str)]; 4] = [
        &[("origin", "https://elsewhere.example"), ("sec-fetch-site", "cross-site")],
        &[("origin", "https://other.example"), ("sec-fetch-site", "same-site")],
        &[("origin", "https://elsewhere.example")],
        &[("origin", "null")],
    ];
    let mut kind_of = |headers: &[(&str, &str)]| {
        let headers = [headers, &[("content-type", "application/json")]].concat();
        browser.ask("POST", "/api/v1/pair", &headers, b"{\"code\":\"nej\"}".to_vec()).problem()
    };
    for headers in ours {
        assert_eq!(kind_of(headers), "/problem/wrong-code", "{headers:?}");
    }
    for headers in theirs {
        assert_eq!(kind_of(headers), "/problem/cross-site", "{headers:?}");
    }
}

#[test]
fn a_form_of_another_site_cannot_be_taken_for_json() {
    let server = Server::with_two_places();
    let body = b"{\"code\":\"BCDF-GHJK\"}".to_vec();
    let answer = server.browser().ask("POST", "/api/v1/pair", &[("content-type", "text/plain")], body);
    assert_eq!(answer.problem(), "/problem/wrong-media-type");
}

#[test]
fn neither_codes_nor_tokens_nor_queries_are_logged() {
    let mut server = Server::installed();
    server.set("SAMVARO_LOG", "trace");
    server.import_two_places();
    server.start();
    let code = server.first_line(&["pair", "--place", HERE]);
    let link = server.first_line(&["account", "add", "greta@kommunen.example"]);
    let token = link.split_once("#lank=").unwrap().1;
    let mut browser = server.browser();
    browser.post("/api/v1/pair", &serde_json::json!({"code": code}));
    browser.post("/api/v1/session/link", &serde_json::json!({"token": token}));
    browser.get("/api/v1/device?hemligt=ord");
    let secrets = [code.as_str(), &code.replace('-', ""), token, "hemligt", "greta@kommunen"];
    let log = server.log();
    assert!(log.contains("a tablet was paired"));
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} was logged");
    }
}
