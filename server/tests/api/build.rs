//! A build of the browser's files, with next to nothing in it.

use std::fs;
use std::path::Path;

/// A build as `cargo xtask build` leaves it, with next to nothing in it.
pub fn write_build(site: &Path, name: &str) {
    let _ = fs::remove_dir_all(site);
    fs::create_dir_all(site.join("pkg")).unwrap();
    fs::create_dir_all(site.join("icons")).unwrap();
    let pkg = |file: &str| {
        let (stem, kind) = file.split_once('.').unwrap();
        format!("/pkg/{stem}.{name}.{kind}")
    };
    let bundle = |audience: &str| serde_json::json!({"js": pkg(&format!("{audience}.js")), "wasm": pkg(&format!("{audience}.wasm"))});
    let files = [
        (pkg("public.js"), format!("export const build = \"{name}\";")),
        (pkg("public.wasm"), "\0asm".to_owned()),
        (pkg("staff.js"), format!("export const tablet = \"{name}\";")),
        (pkg("staff.wasm"), "\0asm tablet".to_owned()),
        (pkg("editor.js"), format!("export const programme = \"{name}\";")),
        (pkg("editor.wasm"), "\0asm programme".to_owned()),
        (pkg("coordinator.js"), format!("export const figures = \"{name}\";")),
        (pkg("coordinator.wasm"), "\0asm figures".to_owned()),
        (pkg("samvaro.css"), "body{}".to_owned()),
        ("/pkg/boot.0.js".to_owned(), "import(0)".to_owned()),
        ("/sw.js".to_owned(), "addEventListener(\"fetch\", () => {});\n".to_owned()),
        ("/manifest.webmanifest".to_owned(), "{}".to_owned()),
        ("/robots.txt".to_owned(), "User-agent: *\n".to_owned()),
    ];
    let mut listed = serde_json::Map::new();
    for (address, content) in files {
        fs::write(site.join(&address[1..]), &content).unwrap();
        let sum = samvaro_core::digest::Digest::of(&[content.as_bytes()]).to_string();
        listed.insert(address, serde_json::json!({"sha256": sum, "bytes": content.len()}));
    }
    fs::write(site.join(format!("pkg/public.{name}.js.br")), b"as brotli").unwrap();
    fs::write(site.join(format!("pkg/public.{name}.js.gz")), b"as gzip").unwrap();
    let manifest = serde_json::json!({
        "build": name, "boot": "/pkg/boot.0.js",
        "bundles": {
            "public": bundle("public"), "staff": bundle("staff"), "editor": bundle("editor"),
            "coordinator": bundle("coordinator"),
        },
        "css": pkg("samvaro.css"),
        "hashed": {}, "files": listed,
    });
    fs::write(site.join("build.json"), manifest.to_string()).unwrap();
}
