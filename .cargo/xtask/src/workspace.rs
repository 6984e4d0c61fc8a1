//! Where things stand: the repository, the target folder, the built site.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders every task works in.
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Finds the repository from where this package was compiled, and the target folder from
    /// `CARGO_TARGET_DIR`, read from the caller's current folder as cargo does.
    pub fn locate() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .context("the package stands two folders below the root")?
            .to_owned();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(PathBuf::from(folder))?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The top of the repository.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target folder.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// What the server serves: replaced as a whole by each build.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// Results of earlier builds, each beside the fingerprint of what went in.
    pub fn build_cache(&self) -> PathBuf {
        self.target.join("site-cache")
    }

    /// The npm package: Playwright, and the tools the build takes from npm.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// The released server.
    pub fn server_binary(&self) -> PathBuf {
        self.binary("release")
    }

    /// The server as a developer compiles it.
    pub fn unoptimised_server_binary(&self) -> PathBuf {
        self.binary("debug")
    }

    fn binary(&self, folder: &str) -> PathBuf {
        self.target.join(folder).join(format!("samvaro{}", env::consts::EXE_SUFFIX))
    }
}
