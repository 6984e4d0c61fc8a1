//! `cargo xtask build`: the browser's files into `target/site`, and the server, for release.

use std::fs;

use anyhow::{Context, Result};

use crate::browser_bundle::{AUDIENCES, Bundle};
use crate::manifest::BuiltBundle;
use crate::public_files::{self, PublicFile};
use crate::site_writer::SiteWriter;
use crate::steps::{Outcome, Steps};
use crate::workspace::Workspace;
use crate::{command, node_packages, style_sheet, wasm_target};

/// Builds everything that a running Samvaro consists of.
pub fn run(workspace: &Workspace) -> Result<()> {
    fs::create_dir_all(workspace.build_cache())?;
    let bundles = AUDIENCES.map(|audience| Bundle::of(workspace, audience));
    let mut steps = Steps::new(5 + 3 * AUDIENCES.len());
    steps.run("looking for the WebAssembly target", || wasm_target::ensure(workspace))?;
    steps.run("looking for the standard library's source", || wasm_target::ensure_source(workspace))?;
    steps.run("installing the packages from npm", || node_packages::ensure(workspace))?;
    for bundle in &bundles {
        let audience = bundle.audience;
        steps.run(&format!("compiling the {audience} app for the browser"), || bundle.compile(workspace))?;
        steps.run(&format!("binding the {audience} app to JavaScript"), || bundle.bind())?;
        steps.run(&format!("optimising the {audience} app"), || bundle.optimise(workspace))?;
    }
    steps.run("joining styles and compressing the site", || assemble(workspace, &bundles))?;
    steps.run("compiling the server", || compile_server(workspace))
}

fn compile_server(workspace: &Workspace) -> Result<Outcome> {
    command::run(command::cargo(workspace).args(["build", "--package", "server", "--release"]))?;
    Ok(Outcome::Done)
}

/// Writes the whole site anew beside the old one and puts it in its place.
fn assemble(workspace: &Workspace, bundles: &[Bundle]) -> Result<Outcome> {
    let mut site = SiteWriter::begin(workspace)?;
    for bundle in bundles {
        let js = site.add_hashed(&bundle.file_name("js"), &fs::read(&bundle.js)?)?;
        let wasm = site.add_hashed(&bundle.file_name("wasm"), &fs::read(&bundle.wasm)?)?;
        site.manifest.bundles.insert(bundle.audience.to_owned(), BuiltBundle { js, wasm });
    }
    for file in public_files::collect(workspace)? {
        add_public(workspace, &mut site, &file)?;
    }
    site.manifest.boot = site.manifest.hashed.get("/boot.js").context("public/boot.js is missing")?.clone();
    let sheet = style_sheet::joined(workspace, &site.manifest.hashed)?;
    let css = style_sheet::minified(workspace, &sheet)?;
    site.manifest.css = site.add_hashed("samvaro.css", &css)?;
    site.finish(&workspace.site())?;
    Ok(Outcome::Done)
}

fn add_public(workspace: &Workspace, site: &mut SiteWriter, file: &PublicFile) -> Result<()> {
    if !file.is_hashed() {
        return site.add(&file.address, &file.bytes);
    }
    let name = file.address.rsplit('/').next().unwrap_or(&file.address);
    let hashed = if name.ends_with(".js") {
        site.add_hashed(name, &minified_script(workspace, file)?)?
    } else {
        site.add_hashed(name, &file.bytes)?
    };
    site.manifest.hashed.insert(file.address.clone(), hashed);
    Ok(())
}

fn minified_script(workspace: &Workspace, file: &PublicFile) -> Result<Vec<u8>> {
    let source = workspace.root().join("public").join(file.address.trim_start_matches('/'));
    let script = command::output(
        command::node_tool(workspace, "esbuild")
            .arg(source)
            .args(["--minify", "--format=esm", "--target=es2022"])
            .arg("--log-level=warning"),
    )?;
    Ok(script.into_bytes())
}
