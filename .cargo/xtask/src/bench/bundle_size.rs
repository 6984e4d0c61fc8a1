//! What a browser downloads to run each of the apps.

use std::fs;

use anyhow::Result;

use crate::manifest::Manifest;
use crate::workspace::Workspace;

/// The limit in the design for one app: WASM, JavaScript and CSS together, compressed.
const DOWNLOAD_MAX_BYTES: usize = 300_000;

pub fn run(workspace: &Workspace) -> Result<()> {
    let json = fs::read(workspace.site().join("build.json"))?;
    let manifest: Manifest = serde_json::from_slice(&json)?;
    println!("{:<46} {:>9} {:>9}", "download", "bytes", "brotli");
    for (audience, bundle) in &manifest.bundles {
        for address in [&bundle.wasm, &bundle.js] {
            print_file(&manifest, address);
        }
        let together = manifest.download_bytes(bundle);
        println!(
            "  {:<54} {together:>9}  (limit {DOWNLOAD_MAX_BYTES})",
            format!("{audience}, with what all have in common")
        );
    }
    for address in [&manifest.boot, &manifest.css] {
        print_file(&manifest, address);
    }
    Ok(())
}

fn print_file(manifest: &Manifest, address: &str) {
    if let Some(file) = manifest.files.get(address) {
        let brotli = file.brotli_bytes.unwrap_or(file.bytes);
        println!("  {address:<44} {:>9} {brotli:>9}", file.bytes);
    }
}
