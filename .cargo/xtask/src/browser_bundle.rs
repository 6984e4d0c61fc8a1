//! The WASM bundles, one for each audience: compiled, bound to JavaScript, optimised.
//!
//! wasm-bindgen is used as a library locked by the same Cargo.lock as the bundle itself, so the
//! two can never differ. Each step keeps its result in the build cache with the fingerprint of
//! what went in, and is skipped while that holds.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::steps::Outcome;
use crate::wasm_target::TRIPLE;
use crate::workspace::Workspace;
use crate::{command, fingerprint};

const PROFILE: &str = "wasm-release";
const QUICK_PROFILE: &str = "wasm-quick";

/// Whom a bundle is for: the name of a feature of the app, and in the manifest.
pub const AUDIENCES: [&str; 4] = ["public", "staff", "editor", "coordinator"];

/// The standard library is compiled along: the one that comes with Rust is made for speed and can
/// explain every panic.
const STD_FOR_SIZE: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];

/// What the browser need not carry. A panic ends in a trap, which `boot.js` handles, and nobody
/// reads its words in a browser. These are not stable; rust-toolchain.toml pins the compiler that
/// knows them. The first is the one that .cargo/config.toml sets for everything else.
const FOR_SIZE: [&str; 5] = [
    "--cfg erase_components",
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zfmt-debug=none",
    "-Zlocation-detail=none",
];

/// What browsers of the last years understand, and this compiler emits. Nothing is inlined a second
/// time: code that is repeated compresses better than code that is woven in (260 KB instead of 290 KB
/// for the tablet), and the compiler has inlined what matters. For the same reason functions stand in
/// the order of their names, so that what the compiler made from one source stands together.
const OPTIMISER_FLAGS: [&str; 16] = [
    "-Os",
    "--skip-pass=reorder-functions",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--always-inline-max-function-size",
    "0",
    "--flexible-inline-max-function-size",
    "0",
    "--one-caller-inline-max-function-size",
    "0",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Where the steps leave the results of one bundle.
pub struct Bundle {
    /// Whom it is for.
    pub audience: &'static str,
    quick: bool,
    compiled: PathBuf,
    bound_folder: PathBuf,
    stamp: PathBuf,
    /// The finished JavaScript side.
    pub js: PathBuf,
    /// The finished WASM side.
    pub wasm: PathBuf,
}

impl Bundle {
    pub fn of(workspace: &Workspace, audience: &'static str, quick: bool) -> Self {
        let cache = workspace.build_cache().join(audience);
        Self {
            audience,
            quick,
            compiled: cache.join("app.wasm"),
            bound_folder: cache.join("bound"),
            js: cache.join("bundle.js"),
            wasm: cache.join("bundle.wasm"),
            stamp: cache.join("optimised-from"),
        }
    }

    /// Its files' name, before their hash.
    pub fn file_name(&self, extension: &str) -> String {
        format!("{}.{extension}", self.audience)
    }

    /// Whether an earlier build has left both sides.
    pub fn is_built(&self) -> bool {
        self.js.exists() && self.wasm.exists()
    }

    fn profile(&self) -> &'static str {
        if self.quick { QUICK_PROFILE } else { PROFILE }
    }

    /// Compiles the app for the browser. Cargo knows by itself what is unchanged.
    pub fn compile(&self, workspace: &Workspace) -> Result<Outcome> {
        command::run(
            command::cargo(workspace)
                .args(["build", "--package", "app", "--lib"])
                .args(["--target", TRIPLE, "--profile", self.profile()])
                .args(["--no-default-features", "--features", self.audience])
                .args(STD_FOR_SIZE)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("RUSTFLAGS", FOR_SIZE.join(" ")),
        )?;
        // The next audience's compilation takes the same name.
        if let Some(folder) = self.compiled.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(workspace.target().join(TRIPLE).join(self.profile()).join("app.wasm"), &self.compiled)?;
        Ok(Outcome::Done)
    }

    /// Generates the JavaScript side and removes what only the generation needed.
    pub fn bind(&self) -> Result<Outcome> {
        let fingerprint = fingerprint::of(&read(&self.compiled)?);
        let stamp = self.bound_folder.join("made-from");
        if fingerprint::holds(&stamp, &fingerprint, &[&self.bound_js(), &self.bound_wasm()]) {
            return Ok(Outcome::Unchanged);
        }
        remove_folder(&self.bound_folder)?;
        Bindgen::new()
            .input_path(&self.compiled)
            .out_name(self.audience)
            .web(true)?
            .typescript(false)
            // The optimiser orders by them, and removes them.
            .remove_name_section(false)
            .remove_producers_section(true)
            // boot.js passes the hashed address: no fixed name may remain in the script.
            .omit_default_module_path(true)
            .generate(&self.bound_folder)?;
        fingerprint::remember(&stamp, &fingerprint)?;
        Ok(Outcome::Done)
    }

    /// Shrinks the WASM, and the JavaScript with its snippets into one file.
    pub fn optimise(&self, workspace: &Workspace) -> Result<Outcome> {
        let wasm = read(&self.bound_wasm())?;
        let js = read(&self.bound_js())?;
        let tools = read(&workspace.end2end().join("package-lock.json"))?;
        let flags = if self.quick { String::new() } else { OPTIMISER_FLAGS.join(" ") };
        let fingerprint = fingerprint::of_parts([&wasm[..], &js, &tools, flags.as_bytes()]);
        if fingerprint::holds(&self.stamp, &fingerprint, &[&self.js, &self.wasm]) {
            return Ok(Outcome::Unchanged);
        }
        if self.quick {
            fs::copy(self.bound_wasm(), &self.wasm)?;
        } else {
            self.shrink(workspace)?;
        }
        command::run(
            command::node_tool(workspace, "esbuild")
                .arg(self.bound_js())
                .args(["--bundle", "--minify", "--format=esm", "--target=es2022"])
                .args(["--log-level=warning", "--allow-overwrite"])
                .arg(format!("--outfile={}", self.js.display())),
        )?;
        fingerprint::remember(&self.stamp, &fingerprint)?;
        Ok(Outcome::Done)
    }

    fn shrink(&self, workspace: &Workspace) -> Result<()> {
        command::run(
            command::node_tool(workspace, "wasm-opt")
                .arg(self.bound_wasm())
                .args(OPTIMISER_FLAGS)
                .arg("--output")
                .arg(&self.wasm),
        )
    }

    fn bound_js(&self) -> PathBuf {
        self.bound_folder.join(format!("{}.js", self.audience))
    }

    fn bound_wasm(&self) -> PathBuf {
        self.bound_folder.join(format!("{}_bg.wasm", self.audience))
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("could not read {}", path.display()))
}

fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(())
}
