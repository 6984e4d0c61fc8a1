//! What a browser downloads to run the public pages and the tablet.

use std::fs;

use anyhow::Result;

use crate::manifest::Manifest;
use crate::workspace::Workspace;

/// The limit in the design: WASM, JavaScript and CSS together, compressed.
const DOWNLOAD_MAX_BYTES: usize = 300_000;

pub fn run(workspace: &Workspace) -> Result<()> {
    let json = fs::read(workspace.site().join("build.json"))?;
    let manifest: Manifest = serde_json::from_slice(&json)?;
    println!("{:<36} {:>9} {:>9}", "download", "bytes", "brotli");
    for address in [&manifest.wasm, &manifest.js, &manifest.boot, &manifest.css] {
        if let Some(file) = manifest.files.get(address) {
            let brotli = file.brotli_bytes.unwrap_or(file.bytes);
            println!("  {address:<34} {:>9} {brotli:>9}", file.bytes);
        }
    }
    println!("  {:<44} {:>9}  (limit {DOWNLOAD_MAX_BYTES})", "together", manifest.download_bytes());
    Ok(())
}
