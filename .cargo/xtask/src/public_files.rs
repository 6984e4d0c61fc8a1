//! The files of `public/`, each with the address it is served at.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// One file of `public/`.
pub struct PublicFile {
    /// Address without a hash: `/fonts/x.woff2`.
    pub address: String,
    /// The file as it stands.
    pub bytes: Vec<u8>,
}

impl PublicFile {
    /// Files that only our own pages name get a hashed name under `/pkg` and are kept for ever.
    /// The others are known to the world by their address (icons, manifest, service worker).
    pub fn is_hashed(&self) -> bool {
        self.address == "/boot.js" || self.address.starts_with("/fonts/")
    }
}

/// Every file, in the order of the addresses. Licence texts stay in the repository.
pub fn collect(workspace: &Workspace) -> Result<Vec<PublicFile>> {
    let folder = workspace.root().join("public");
    let mut files = Vec::new();
    visit(&folder, &folder, &mut files)?;
    files.sort_by(|one, other| one.address.cmp(&other.address));
    Ok(files)
}

fn visit(top: &Path, folder: &Path, files: &mut Vec<PublicFile>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name.starts_with("LICENSE") {
            continue;
        }
        if path.is_dir() {
            visit(top, &path, files)?;
            continue;
        }
        let inside = path.strip_prefix(top)?.to_string_lossy().replace('\\', "/");
        files.push(PublicFile { address: format!("/{inside}"), bytes: fs::read(&path)? });
    }
    Ok(())
}
