//! `build.json`: what the server reads to know which files this build is made of.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fingerprint;

/// All addresses begin with `/`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// Names this build: a hash over every file in it.
    pub build: String,
    /// The module that loads and starts the bundle.
    pub boot: String,
    /// The bundle of each audience, by its name.
    pub bundles: BTreeMap<String, BuiltBundle>,
    /// The only style sheet.
    pub css: String,
    /// From the address a source would have (`/fonts/x.woff2`) to its hashed one.
    pub hashed: BTreeMap<String, String>,
    /// Every file by its address.
    pub files: BTreeMap<String, BuiltFile>,
}

/// What one audience's app consists of, beside what all have in common.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BuiltBundle {
    /// The JavaScript side.
    pub js: String,
    /// The WASM side.
    pub wasm: String,
}

/// One served file.
#[derive(Debug, Serialize, Deserialize)]
pub struct BuiltFile {
    /// SHA-256 of the uncompressed bytes, in hexadecimal.
    pub sha256: String,
    /// Size as it is.
    pub bytes: usize,
    /// Size compressed by brotli; `None` where compression would not help.
    pub brotli_bytes: Option<usize>,
}

impl Manifest {
    /// Names the build after everything in it. Called once all files are entered.
    pub fn name_build(&mut self) {
        let parts =
            self.files.iter().flat_map(|(address, file)| [address.as_bytes(), file.sha256.as_bytes()]);
        self.build = fingerprint::of_parts(parts)[..12].to_owned();
    }

    /// What a browser downloads to run one audience's app (WASM, JavaScript and CSS), compressed.
    pub fn download_bytes(&self, bundle: &BuiltBundle) -> usize {
        [&bundle.wasm, &bundle.js, &self.boot, &self.css]
            .into_iter()
            .filter_map(|address| self.files.get(address))
            .map(|file| file.brotli_bytes.unwrap_or(file.bytes))
            .sum()
    }
}
