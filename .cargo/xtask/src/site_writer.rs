//! Writes the served files of one build: hashed names, compressed forms, the manifest.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::fingerprint;
use crate::manifest::{BuiltFile, Manifest};
use crate::precompress::{self, Effort};
use crate::workspace::Workspace;

/// Collects the files of one build in a folder of its own.
pub struct SiteWriter {
    folder: PathBuf,
    compressed_cache: PathBuf,
    effort: Effort,
    /// Filled as files are added; the addresses of the four main files are the caller's.
    pub manifest: Manifest,
}

impl SiteWriter {
    /// Begins with an empty folder beside the site that is being served.
    pub fn begin(workspace: &Workspace, effort: Effort) -> Result<Self> {
        let folder = workspace.target().join("site.new");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            compressed_cache: workspace.build_cache().join(effort.cache()),
            effort,
            manifest: Manifest::default(),
        })
    }

    /// Adds a file under `/pkg` whose name changes with its content; returns its address.
    pub fn add_hashed(&mut self, name: &str, bytes: &[u8]) -> Result<String> {
        let address = format!("/pkg/{}", fingerprint::hashed_name(name, bytes));
        self.add(&address, bytes)?;
        Ok(address)
    }

    /// Adds a file under the address the world knows it by.
    pub fn add(&mut self, address: &str, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(address.trim_start_matches('/'));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, bytes)?;
        let compressed = precompress::compressed(&self.compressed_cache, address, bytes, self.effort)?;
        if let Some(compressed) = &compressed {
            fs::write(with_suffix(&path, "br"), &compressed.brotli)?;
            fs::write(with_suffix(&path, "gz"), &compressed.gzip)?;
        }
        self.manifest.files.insert(
            address.to_owned(),
            BuiltFile {
                sha256: fingerprint::of(bytes),
                bytes: bytes.len(),
                brotli_bytes: compressed.map(|compressed| compressed.brotli.len()),
            },
        );
        Ok(())
    }

    /// A running server never sees half a site: the finished folder takes the old one's name.
    pub fn finish(mut self, site: &Path) -> Result<()> {
        self.manifest.name_build();
        let json = serde_json::to_vec_pretty(&self.manifest)?;
        fs::write(self.folder.join("build.json"), json)?;
        let old = site.with_extension("old");
        if old.exists() {
            fs::remove_dir_all(&old)?;
        }
        if site.exists() {
            fs::rename(site, &old)?;
        }
        fs::rename(&self.folder, site)?;
        if old.exists() {
            fs::remove_dir_all(&old)?;
        }
        Ok(())
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}
