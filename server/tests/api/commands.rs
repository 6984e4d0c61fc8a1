use super::server::Server;

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_demonstration_fills_an_empty_database_and_no_other() {
    let mut server = Server::installed();
    let first = server.command(&["demo"]);
    assert!(first.status.success(), "{}", said(&first));
    let slugs = String::from_utf8(first.stdout).unwrap();
    assert_eq!(slugs.lines().count(), 10);
    assert_eq!(slugs.lines().next(), Some("solglantan"));
    let second = server.command(&["demo"]);
    assert!(!second.status.success() && said(&second).contains("not empty"));
    server.start();
    let mut browser = server.browser();
    let page = browser.get("/plats/solglantan");
    assert!(page.text().contains("Öppet café"));
    assert!(browser.get("/").text().contains("Björkåsa kommun"));
}

#[test]
fn the_demonstration_is_for_this_machine_only() {
    let mut server = Server::installed();
    server.set("SAMVARO_PUBLIC_URL", "https://samvaro.kommunen.example");
    assert!(said(&server.command(&["demo"])).contains("for this machine only"));
}

#[test]
fn a_database_that_cannot_be_opened_is_refused_in_words_and_without_its_password() {
    let mut server = Server::installed();
    for (url, words) in [
        ("postgres://anna:secret@127.0.0.1:1/samvaro", "cannot open the database samvaro at 127.0.0.1:1"),
        ("postgres://anna:secret@host:port/samvaro", "postgres://USER@HOST/DATABASE"),
        ("mysql://anna:secret@host/samvaro", "must begin with sqlite: or postgres://"),
    ] {
        server.set("SAMVARO_DATABASE_URL", url);
        let output = server.command(&["serve"]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(words), "{}", said(&output));
        assert!(!said(&output).contains("secret"));
    }
}

#[test]
fn where_the_world_can_reach_it_the_public_address_must_be_known() {
    let mut server = Server::installed();
    server.set("SAMVARO_ADDR", "0.0.0.0:0");
    assert!(said(&server.command(&["serve"])).contains("SAMVARO_PUBLIC_URL"));
    server.set("SAMVARO_PUBLIC_URL", "http://samvaro.kommunen.example");
    assert!(said(&server.command(&["serve"])).contains("use https"));
}

#[test]
fn without_a_build_the_server_says_what_to_do() {
    let server = Server::installed();
    std::fs::remove_dir_all(server.folder().join("site")).unwrap();
    assert!(said(&server.command(&["serve"])).contains("cargo xtask build"));
}

#[test]
fn an_account_needs_an_address_and_an_organisation() {
    let server = Server::installed();
    assert!(said(&server.command(&["account", "add", "x@y.example"])).contains("import a programme first"));
    server.import_two_places();
    assert!(said(&server.command(&["account", "add", "greta"])).contains("not an e-mail address"));
    assert!(server.command(&["account", "add"]).status.success());
}

#[test]
fn a_damaged_database_is_not_served_and_the_way_back_is_named() {
    const PAGE_BYTES: usize = 4_096;
    let server = Server::installed();
    server.import_two_places();
    let file = server.data().join("samvaro.sqlite");
    let whole = std::fs::read(&file).unwrap();
    for page in 1..whole.len() / PAGE_BYTES {
        let mut damaged = whole.clone();
        damaged[page * PAGE_BYTES..][..8].fill(0xff);
        std::fs::write(&file, damaged).unwrap();
        let output = server.command(&["serve"]);
        assert_eq!(output.status.code(), Some(1), "page {page}");
        assert!(said(&output).contains("damaged and is not served"), "page {page}: {}", said(&output));
        assert!(said(&output).contains("`samvaro restore`"), "{}", said(&output));
    }
    std::fs::write(&file, "no database at all, but long enough to be read as the head of one: ".repeat(9))
        .unwrap();
    assert!(said(&server.command(&["serve"])).contains("damaged and is not served"));
}
