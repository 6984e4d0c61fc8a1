//! `cargo xtask build`: the browser's files into `target/site`, and the server, for release.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::browser_bundle::{AUDIENCES, Bundle};
use crate::manifest::BuiltBundle;
use crate::precompress::Effort;
use crate::public_files::{self, PublicFile};
use crate::site_writer::SiteWriter;
use crate::steps::{Outcome, Steps};
use crate::workspace::Workspace;
use crate::{command, node_packages, style_sheet, wasm_target};

/// What to build, and how.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Arguments {
    /// Much sooner, for trying something out: neither small nor fast in the browser.
    #[arg(long)]
    pub quick: bool,
    /// Only these apps; the others stay as they were built last.
    audiences: Vec<String>,
}

impl Arguments {
    fn wants(&self, bundle: &Bundle) -> bool {
        let named = self.audiences.iter().any(|audience| audience == bundle.audience);
        named || self.audiences.is_empty() || !bundle.is_built()
    }

    fn check(&self) -> Result<()> {
        match self.audiences.iter().find(|audience| !AUDIENCES.contains(&audience.as_str())) {
            Some(unknown) => bail!("there is no app {unknown:?}, only {}", AUDIENCES.join(", ")),
            None => Ok(()),
        }
    }
}

/// Builds everything that a running Samvaro consists of.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    arguments.check()?;
    fs::create_dir_all(workspace.build_cache())?;
    let bundles = AUDIENCES.map(|audience| Bundle::of(workspace, audience, arguments.quick));
    let wanted: Vec<&Bundle> = bundles.iter().filter(|bundle| arguments.wants(bundle)).collect();
    let mut steps = Steps::new(5 + 3 * wanted.len());
    steps.run("looking for the WebAssembly target", || wasm_target::ensure(workspace))?;
    steps.run("looking for the standard library's source", || wasm_target::ensure_source(workspace))?;
    steps.run("installing the packages from npm", || node_packages::ensure(workspace))?;
    for bundle in wanted {
        let audience = bundle.audience;
        steps.run(&format!("compiling the {audience} app for the browser"), || bundle.compile(workspace))?;
        steps.run(&format!("binding the {audience} app to JavaScript"), || bundle.bind())?;
        steps.run(&format!("optimising the {audience} app"), || bundle.optimise(workspace))?;
    }
    steps
        .run("joining styles and compressing the site", || assemble(workspace, &bundles, arguments.quick))?;
    steps.run("compiling the server", || compile_server(workspace, arguments.quick))
}

fn compile_server(workspace: &Workspace, quick: bool) -> Result<Outcome> {
    let mut cargo = command::cargo(workspace);
    cargo.args(["build", "--package", "server"]);
    if !quick {
        command::run(cargo.arg("--release"))?;
        return Ok(Outcome::Done);
    }
    command::run(&mut cargo)?;
    // Where tests and measurements look for it. Cargo's own file there is a link: written over, it
    // would spoil what Cargo keeps.
    let served = workspace.server_binary();
    fs::create_dir_all(served.parent().context("the server has no folder")?)?;
    if served.exists() {
        fs::remove_file(&served)?;
    }
    fs::copy(workspace.unoptimised_server_binary(), served)?;
    Ok(Outcome::Done)
}

/// Writes the whole site anew beside the old one and puts it in its place.
fn assemble(workspace: &Workspace, bundles: &[Bundle], quick: bool) -> Result<Outcome> {
    let mut site = SiteWriter::begin(workspace, Effort::of(quick))?;
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

/// What the start script says when no bundle starts, by the name that stands for it there.
const EMERGENCY: [(&str, &str); 2] = [
    ("WORDS_IN_SWEDISH", "app/src/swedish/emergency.json"),
    ("WORDS_IN_ENGLISH", "app/src/english/emergency.json"),
];

fn minified_script(workspace: &Workspace, file: &PublicFile) -> Result<Vec<u8>> {
    let source = workspace.root().join("public").join(file.address.trim_start_matches('/'));
    let mut esbuild = command::node_tool(workspace, "esbuild");
    esbuild.arg(source).args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    for (name, words) in EMERGENCY {
        let words = fs::read_to_string(workspace.root().join(words))
            .with_context(|| format!("could not read {words}"))?;
        esbuild.arg(format!("--define:{name}={}", words.trim()));
    }
    Ok(command::output(&mut esbuild)?.into_bytes())
}
