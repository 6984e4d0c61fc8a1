use super::server::{Server, write_build};

#[test]
fn hashed_files_are_kept_for_ever_and_missing_ones_are_never_a_page() {
    let mut server = Server::installed();
    server.start();
    let mut browser = server.browser();
    let script = browser.get("/pkg/public.one.js");
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(browser.get("/pkg/public.one.wasm").header("content-type"), "application/wasm");
    assert_eq!(browser.get("/robots.txt").header("cache-control"), "no-cache");
    for missing in
        ["/pkg/public.two.js", "/pkg/../build.json", "/pkg/%2e%2e/build.json", "/build.json", "/icons/x.png"]
    {
        let answer = browser.get(missing);
        assert_eq!(answer.status, 404, "{missing}");
        assert!(answer.header("content-type").starts_with("text/plain"), "{missing}");
    }
}

#[test]
fn a_file_leaves_in_the_best_form_that_the_browser_reads() {
    let mut server = Server::installed();
    server.start();
    let mut browser = server.browser();
    for (accepted, encoding, body) in [
        ("gzip, br", "br", "as brotli"),
        ("gzip", "gzip", "as gzip"),
        ("identity", "", "export const build = \"one\";"),
    ] {
        let answer = browser.ask("GET", "/pkg/public.one.js", &[("accept-encoding", accepted)], Vec::new());
        assert_eq!((answer.header("content-encoding"), answer.text()), (encoding, body));
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
}

#[test]
fn the_parts_of_the_build_before_stay_available() {
    let mut server = Server::installed();
    server.start();
    write_build(&server.folder().join("site"), "two");
    // A build under the running server changes nothing yet.
    assert_eq!(server.browser().get("/pkg/public.one.js").status, 200);
    server.stop();
    server.start();
    let mut browser = server.browser();
    assert_eq!(browser.get("/pkg/public.one.js").status, 200);
    assert_eq!(browser.get("/pkg/public.two.js").status, 200);
    assert!(browser.get("/skal").text().contains("/pkg/public.two.js"));
}

#[test]
fn the_service_worker_is_told_what_the_build_consists_of() {
    let mut server = Server::installed();
    server.start();
    let answer = server.browser().get("/sw.js");
    assert_eq!(answer.header("cache-control"), "no-cache");
    assert!(answer.header("content-type").starts_with("text/javascript"));
    let (first, rest) = answer.text().split_once('\n').unwrap();
    let build = first.strip_prefix("const BUILD = ").unwrap().trim_end_matches(';');
    let build: serde_json::Value = serde_json::from_str(build).unwrap();
    assert_eq!(build["build"], "one");
    let texts = |list: &serde_json::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    let common = texts(&build["common"]);
    assert!(common.contains(&"/pkg/samvaro.one.css".to_owned()), "{common:?}");
    assert!(common.contains(&"/manifest.webmanifest".to_owned()), "{common:?}");
    assert!(!common.iter().any(|address| address.ends_with(".wasm")), "{common:?}");
    let apps = build["apps"].as_array().unwrap();
    let homes: Vec<String> = apps.iter().map(|app| texts(&app["homes"]).swap_remove(0)).collect();
    assert_eq!(homes, ["/", "/personal", "/personal/program", "/samordning"]);
    let devices: Vec<&str> = apps.iter().map(|app| app["device"].as_str().unwrap()).collect();
    assert_eq!(devices, ["phone", "tablet", "tablet", "desk"]);
    for app in apps {
        let (shell, files) = (app["shell"].as_str().unwrap(), texts(&app["files"]));
        let page = server.browser().get(shell);
        for file in files {
            assert!(page.text().contains(&file), "{shell} does not ask for {file}");
            assert_eq!(server.browser().get(&file).status, 200, "{file}");
        }
    }
    for address in common {
        assert_eq!(server.browser().get(&address).status, 200, "{address}");
    }
    assert!(rest.starts_with("addEventListener"));
}
